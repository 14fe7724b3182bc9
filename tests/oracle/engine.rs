//! The engine's words, asked for as the evaluators ask.

use super::facts::Reading;
use super::naive::Place;
use super::records::{File, NO, POSSIBLE, PRESUMED, Word, YES};
use catalog_atlas::data::words::Layer;
use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::rights::engine::TerritoryIx;
use catalog_atlas::rights::{Compiled, Engine, Options, Question, Status};

/// The options of a reading.
pub fn options(reading: Reading) -> Options {
    Options { presume: reading.presume, known: reading.known.map(Day) }
}

/// A catalogue, compiled.
pub fn compiled(catalog: &Catalog, reading: Reading) -> Compiled {
    Compiled::new(catalog, options(reading))
}

/// The question of a party about a point.
pub fn question(engine: &Engine, file: &File, party: usize, place: Place, day: i32) -> Question {
    let code = &file.places.0[place.territory.trailing_zeros() as usize];
    let usage = &file.uses.0[place.usage.trailing_zeros() as usize];
    let layer = &file.layers.0[place.layer.trailing_zeros() as usize];
    Question {
        party: PartyIx(party as u32),
        catalogue: PartyIx(place.catalogue as u32),
        territory: TerritoryIx::of_code(code).expect("a code"),
        date: Day(day),
        usage: engine.usage(usage),
        layer: Layer::from_word(layer).expect("a layer"),
    }
}

/// A status as a number.
pub fn number(status: Status) -> Word {
    match status {
        Status::No => NO,
        Status::Possible => POSSIBLE,
        Status::Presumed => PRESUMED,
        Status::Certain => YES,
    }
}

/// The words for every party at a point.
pub fn words(engine: &Engine, file: &File, place: Place, day: i32) -> Vec<(Word, Word)> {
    let of = |party| {
        let (word, exclusive) = engine.word(&question(engine, file, party, place, day));
        (number(word), number(exclusive))
    };
    (0..file.parties.len()).map(of).collect()
}
