//! Soundness (rights.md 4.3): a yes is true in every completion, a no false in every one.

use super::facts::{Facts, Reading};
use super::links::Links;
use super::make::dice::Dice;
use super::make::shrink::Doc;
use super::make::{DAYS, FIRST};
use super::naive::Place;
use super::records::{Bits, File, NO, YES};
use super::run::{Check, documents};
use super::world::World;
use super::{days, engine};
use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::rights::Engine;
use std::cell::Cell;

/// Completions of each document.
const COMPLETIONS: u64 = 20;
/// Points asked about in each document, each for every party.
const POINTS: usize = 24;

/// How a document is asked about, decided by its seed.
pub fn reading(dice: &mut Dice) -> Reading {
    let known = dice.percent(20).then(|| dice.between(FIRST - 2, FIRST + DAYS));
    Reading { presume: dice.percent(75), known }
}

/// Territories, uses and layers that a document tells apart, of those that questions name.
pub fn kinds(file: &File) -> Vec<(Bits, Bits, Bits)> {
    let grants: Vec<_> = file.grants().map(|at| file.grant(at)).collect();
    let told_apart = |bits: &[Bits], of: &dyn Fn(Bits) -> Vec<bool>| {
        let mut kept: Vec<Bits> = Vec::new();
        for bit in bits {
            if !kept.iter().any(|other| of(*other) == of(*bit)) {
                kept.push(*bit);
            }
        }
        kept
    };
    let places = told_apart(&[1, 2, 4], &|bit| {
        grants.iter().map(|grant| grant.places.is_some_and(|places| places & bit > 0)).collect()
    });
    let uses = told_apart(&[1, 2, 8], &|bit| {
        grants.iter().map(|grant| grant.uses.is_some_and(|uses| uses & bit > 0)).collect()
    });
    let layers = told_apart(&[1, 2], &|bit| grants.iter().map(|grant| grant.layers & bit > 0).collect());
    let mut all = Vec::new();
    for place in &places {
        for usage in &uses {
            all.extend(layers.iter().map(|layer| (*place, *usage, *layer)));
        }
    }
    all
}

/// Ten thousand documents in two halves, so that both cores have work.
#[test]
fn the_engine_is_sound_in_twenty_completions_of_each_document() {
    sound_documents(10);
}

#[test]
fn the_engine_is_sound_in_twenty_completions_of_each_other_document() {
    sound_documents(11);
}

/// Completions that were not sampled.
#[derive(Default)]
struct LeftOut {
    /// Of documents whose renewals contradict each other: the rules give them none.
    contradicting: Cell<u64>,
    /// Of others, where all tries came out reversed.
    by_chance: Cell<u64>,
}

fn sound_documents(series: u64) {
    let (all, left_out) = (Cell::new(0), LeftOut::default());
    documents(5_000, series, |doc, catalog| {
        all.set(all.get() + COMPLETIONS);
        the_engine_is_sound(doc, catalog, &left_out)
    });
    let (all, contradicting, by_chance) = (all.get(), left_out.contradicting.get(), left_out.by_chance.get());
    assert!(contradicting * 100 <= all, "{contradicting} completions of {all} contradict themselves");
    assert!(by_chance * 1_000 <= all, "{by_chance} completions of {all} were not found");
}

/// Counts what is not sampled.
fn the_engine_is_sound(doc: &Doc, catalog: &Catalog, left_out: &LeftOut) -> Check {
    let mut dice = Dice(doc.seed);
    let file = File::read(&doc.json);
    let reading = reading(&mut dice);
    let facts = Facts::new(&file, reading);
    let compiled = engine::compiled(catalog, reading);
    let engine = Engine::new(catalog, &compiled);
    let (kinds, days) = (kinds(&file), days::written(&facts));
    let points: Vec<_> = (0..POINTS)
        .map(|_| {
            let (territory, usage, layer) = dice.pick(&kinds);
            let place = Place { catalogue: catalogue(&file, &mut dice), territory, usage, layer };
            let day = dice.pick(&days);
            (place, day, engine::words(&engine, &file, place, day))
        })
        .collect();
    let mut sampled = 0;
    for world in (0..COMPLETIONS).filter_map(|at| World::sample(&facts, doc.seed ^ at)) {
        sampled += 1;
        for (place, day, words) in &points {
            agree(&file, words, &world, *place, *day)?;
        }
    }
    let missing = COMPLETIONS - sampled;
    let contradicting = Links::new(&facts).contradicting;
    let count = if contradicting { &left_out.contradicting } else { &left_out.by_chance };
    count.set(count.get() + missing);
    Ok(())
}

/// Mostly one that somebody licenses.
pub fn catalogue(file: &File, dice: &mut Dice) -> usize {
    let labels: Vec<usize> =
        (0..file.parties.len()).filter(|at| file.parties[*at].id.starts_with("label")).collect();
    if labels.is_empty() || dice.percent(12) { dice.below(file.parties.len()) } else { dice.pick(&labels) }
}

/// Whether the words for every party at a point fit a completion.
pub fn agree(file: &File, words: &[(u8, u8)], world: &World, place: Place, day: i32) -> Check {
    let (held, alone) = world.held(place, day);
    for (party, (word, exclusive)) in words.iter().enumerate() {
        for (what, word, held) in [("may use", *word, held[party]), ("alone", *exclusive, alone[party])] {
            if (word == YES && !held) || (word == NO && held) {
                let (party, catalogue) = (&file.parties[party].id, &file.parties[place.catalogue].id);
                let (day, point) = (Day(day), (place.territory, place.usage, place.layer));
                return Err(format!("{party} {what} {catalogue} on {day} at {point:?}: {word}, but {held}"));
            }
        }
    }
    Ok(())
}
