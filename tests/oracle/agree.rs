//! The engine and the second evaluator give the same words (issue 3, 2.3).

use super::engine;
use super::facts::{Facts, Reading};
use super::make::dice::Dice;
use super::make::shrink::Doc;
use super::naive::{Naive, Place};
use super::records::File;
use super::run::{Check, documents};
use super::sound::{kinds, reading};
use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::rights::Engine;
use serde_json::Value;

const WORDS: [&str; 4] = ["no", "possible", "presumed", "yes"];

/// Two thousand documents in two halves, so that both cores have work.
#[test]
fn the_engine_and_the_second_evaluator_agree_at_every_point() {
    documents(1_000, 2, same_words);
}

#[test]
fn the_engine_and_the_second_evaluator_agree_in_as_many_others() {
    documents(1_000, 3, same_words);
}

fn same_words(doc: &Doc, catalog: &Catalog) -> Check {
    every_point(&doc.json, catalog, reading(&mut Dice(doc.seed)))
}

/// Compares both at every point of a document; not where renewals contradict each other, of
/// which the rules say nothing.
pub fn every_point(document: &Value, catalog: &Catalog, reading: Reading) -> Check {
    let file = File::read(document);
    let facts = Facts::new(&file, reading);
    let naive = Naive::new(&facts, &[]);
    if naive.links.contradicting {
        return Ok(());
    }
    let compiled = engine::compiled(catalog, reading);
    let engine = Engine::new(catalog, &compiled);
    for catalogue in 0..file.parties.len() {
        for (territory, usage, layer) in kinds(&file) {
            let place = Place { catalogue, territory, usage, layer };
            let spot = naive.spot(place);
            for (at, &day) in naive.days.iter().enumerate() {
                let (theirs, ours) = (engine::words(&engine, &file, place, day), naive.words(&spot, at));
                if let Some(party) = (0..theirs.len()).find(|party| theirs[*party] != ours[*party]) {
                    let say = |(word, exclusive): (u8, u8)| {
                        format!("{}, exclusive {}", WORDS[word as usize], WORDS[exclusive as usize])
                    };
                    let (party, theirs, ours) =
                        (&file.parties[party].id, say(theirs[party]), say(ours[party]));
                    let (k, day) = (&file.parties[catalogue].id, Day(day));
                    let at = format!("{party} {k} {day} at {territory} {usage} {layer}, {reading:?}");
                    return Err(format!("{at}: the engine says {theirs}; the second evaluator {ours}"));
                }
            }
        }
    }
    Ok(())
}
