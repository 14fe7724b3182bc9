//! A document at a few points, read by the second evaluator and by the engine.

use super::engine;
use super::facts::{Facts, Reading};
use super::make::dice::Dice;
use super::make::shrink::Doc;
use super::naive::{Naive, Place};
use super::props::points;
use super::records::File;
use super::run::Check;
use super::sound::reading;
use catalog_atlas::data::Catalog;
use catalog_atlas::rights::Engine;

/// Both evaluators of one document.
pub struct Both<'b> {
    pub file: &'b File,
    pub reading: Reading,
    pub naive: &'b Naive<'b>,
    pub engine: &'b Engine<'b>,
    /// Three places, each with a day.
    pub points: Vec<(Place, i32)>,
}

/// Checks a document at a few points; not where renewals contradict each other, of which the
/// rules say nothing.
pub fn at_points(doc: &Doc, catalog: &Catalog, check: &dyn Fn(&Both) -> Check) -> Check {
    let mut dice = Dice(doc.seed);
    let file = File::read(&doc.json);
    let reading = reading(&mut dice);
    let facts = Facts::new(&file, reading);
    let points = points(&file, &facts, &mut dice, 3);
    let days: Vec<i32> = points.iter().map(|(_, day)| *day).collect();
    let naive = Naive::new(&facts, &days);
    if naive.links.contradicting {
        return Ok(());
    }
    let compiled = engine::compiled(catalog, reading);
    let engine = Engine::new(catalog, &compiled);
    check(&Both { file: &file, reading, naive: &naive, engine: &engine, points })
}
