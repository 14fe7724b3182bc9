//! Soundness (rights.md 4.3): a yes is true in every completion, a no false in every one.

use super::facts::{Facts, Reading};
use super::naive::{Naive, Place};
use super::records::{File, NO, YES};
use super::run::{Check, documents};
use super::world::World;
use catalog_atlas::dates::Day;

#[test]
fn naive_words_hold_in_completions() {
    documents(2000, 1, |doc, _| {
        let file = File::read(&doc.json);
        let facts = Facts::new(&file, Reading { presume: true, known: None });
        let naive = Naive::new(&facts);
        if naive.links.contradicting {
            return Ok(());
        }
        let worlds: Vec<World> = (0..20).filter_map(|at| World::sample(&facts, doc.seed ^ at)).collect();
        for catalogue in 0..file.parties.len() {
            for day in (17_530..17_552).step_by(3) {
                let place = Place { catalogue, territory: 1, usage: 1, layer: 1 };
                let words = naive.words(place, day);
                for world in &worlds {
                    agree(&file, &words, world, place, day)?;
                }
            }
        }
        Ok(())
    });
}

fn agree(file: &File, words: &[(u8, u8)], world: &World, place: Place, day: i32) -> Check {
    let (held, alone) = world.held(place, day);
    for (party, (word, exclusive)) in words.iter().enumerate() {
        for (what, word, held) in [("may use", *word, held[party]), ("alone", *exclusive, alone[party])] {
            if (word == YES && !held) || (word == NO && held) {
                let (party, catalogue) = (&file.parties[party].id, &file.parties[place.catalogue].id);
                let day = Day(day);
                return Err(format!("{party} {what} {catalogue} on {day}: {word}, but {held}"));
            }
        }
    }
    Ok(())
}
