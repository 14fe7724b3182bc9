//! Soundness (rights.md 4.3): a yes is true in every completion, a no false in every one.

use super::facts::{Facts, Reading};
use super::make::dice::Dice;
use super::make::{DAYS, FIRST};
use super::naive::{Naive, Place};
use super::records::{Bits, File, NO, YES};
use super::run::{Check, documents};
use super::world::World;
use catalog_atlas::dates::Day;

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

#[test]
fn the_second_evaluator_is_sound() {
    let counts = std::cell::RefCell::new([0usize; 8]);
    documents(1500, 1, |doc, _| {
        let mut dice = Dice(doc.seed);
        let file = File::read(&doc.json);
        let facts = Facts::new(&file, reading(&mut dice));
        let naive = Naive::new(&facts);
        if naive.links.contradicting {
            counts.borrow_mut()[4] += 1;
            return Ok(());
        }
        let worlds: Vec<World> = (0..20).filter_map(|at| World::sample(&facts, doc.seed ^ at)).collect();
        counts.borrow_mut()[5] += worlds.len();
        let kinds = kinds(&file);
        for catalogue in 0..file.parties.len() {
            for _ in 0..8 {
                let day = dice.pick(&naive.days);
                let (territory, usage, layer) = dice.pick(&kinds);
                let place = Place { catalogue, territory, usage, layer };
                let words = naive.words(place, day);
                for w in &words {
                    counts.borrow_mut()[w.0 as usize] += 1;
                }
                for world in &worlds {
                    agree(&file, &words, world, place, day)?;
                }
            }
        }
        Ok(())
    });
    println!("{:?}", counts);
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
