//! Many catalogues at once: every cell of a matrix is the answer to its question.

use super::asking::META;
use super::{dataset, day};
use crate::data::PartyIx;
use crate::data::words::Layer;
use crate::rights::engine::{Engine, Question, TerritoryIx, Use};
use crate::rights::{Compiled, Options, Status};

/// More columns than are worked on at once, in another order in each lot.
const COLUMNS: usize = 150;

/// Asks everybody about every catalogue on some days, in a matrix and one by one.
#[track_caller]
fn cells_are_answers(deals: &str) {
    let catalog = dataset(META, deals);
    let everybody: Vec<PartyIx> = (0..catalog.parties.len() as u32).map(PartyIx).collect();
    let (there, back) = (everybody.iter().cycle().take(64), everybody.iter().rev().cycle());
    let columns: Vec<PartyIx> = there.chain(back).copied().take(COLUMNS).collect();
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let engine = Engine::new(&catalog, &compiled);
    let (territory, usage) = (TerritoryIx::of_code("DE").expect("a code"), Use::ON_DEMAND_STREAM);
    let mut answers = 0;
    for date in ["2012-06-01", "2015-06-01", "2018-06-01"].map(day) {
        let cells = engine.matrix(&everybody, &columns, territory, date, usage, Layer::Recording);
        for (row, &party) in cells.chunks(COLUMNS).zip(&everybody) {
            for (&cell, &catalogue) in row.iter().zip(&columns) {
                let question = Question { party, catalogue, territory, date, usage, layer: Layer::Recording };
                assert_eq!(cell, engine.word(&question), "{party:?} {catalogue:?} {date}");
                answers += usize::from(cell.0 > Status::No && party != catalogue);
            }
        }
    }
    assert!(answers > 0, "somebody has something");
}

const HELD: &str = r#"{"id": "held", "start": "2010", "end": "..", "sublicensing": "allowed"},
    {"id": "more", "from": "b", "start": "2010", "end": "..", "sublicensing": "allowed", "exclusivity": "exclusive"}"#;

#[test]
fn of_links_between_the_same_two_the_best_counts() {
    for (one, other) in [("rumoured", "confirmed"), ("confirmed", "rumoured")] {
        cells_are_answers(&format!(
            r#"{HELD}, {{"type": "sublicence", "from": "p", "to": "q", "start": "2011", "end": "..",
                "catalogue": {{"holdings": "all"}}, "confidence": "{one}"}},
            {{"type": "sublicence", "from": "p", "to": "q", "start": "2011", "end": "..",
                "catalogue": {{"holdings": "all"}}, "confidence": "{other}"}}"#
        ));
    }
    for (one, other) in [("exclusive", "all"), ("all", "exclusive")] {
        cells_are_answers(&format!(
            r#"{HELD}, {{"type": "sublicence", "from": "p", "to": "q", "start": "2011", "end": "..",
                "catalogue": {{"holdings": "{one}"}}}},
            {{"type": "sublicence", "from": "p", "to": "q", "start": "2014", "end": "2016",
                "catalogue": {{"holdings": "{other}"}}}}"#
        ));
    }
}

#[test]
fn what_is_left_out_or_named_is_told_apart() {
    cells_are_answers(&format!(
        r#"{HELD}, {{"type": "sublicence", "from": "p", "to": "q", "start": "2011", "end": "..",
            "catalogue": {{"holdings": "all", "except": ["a"]}}}},
        {{"type": "sublicence", "from": "p", "to": "r", "start": "2011", "end": "..",
            "catalogue": {{"holdings": "exclusive", "named": ["a"]}}}}"#
    ));
}

#[test]
fn who_may_have_merged_may_have_given() {
    // Of the licensor of a sublicence, and of who owned the catalogue.
    cells_are_answers(&format!(
        r#"{HELD}, {{"type": "merger", "from": "s", "to": "p", "date": "[2014..2016]"}},
        {{"type": "merger", "from": "a", "to": "c", "date": "[2014..2016]"}},
        {{"type": "sublicence", "from": "s", "to": "q", "start": "2011", "end": "..",
            "catalogue": {{"holdings": "all"}}}}"#
    ));
}

#[test]
fn listed_upstreams_are_asked_for_what_they_give() {
    cells_are_answers(&format!(
        r#"{HELD}, {{"type": "sublicence", "from": "p", "to": "q", "start": "2011", "end": "..",
            "catalogue": {{"holdings": "exclusive"}}, "upstream": ["held", "more"], "sublicensing": "allowed"}},
        {{"id": "on", "type": "sublicence", "from": "p", "to": "r", "start": "2011", "end": "..",
            "catalogue": {{"of": ["a"]}}, "upstream": ["held"], "sublicensing": "allowed"}},
        {{"type": "sublicence", "from": "r", "to": "s", "start": "2011", "end": "..",
            "catalogue": {{"of": ["b", "a"]}}, "upstream": ["on"]}},
        {{"type": "sublicence", "from": "p", "to": "t", "start": "2011", "end": "..",
            "catalogue": {{"of": ["b"]}}, "upstream": ["more"]}},
        {{"type": "sublicence", "from": "c", "to": "d", "start": "2011", "end": "..",
            "catalogue": {{"of": ["a"]}}}},
        {{"type": "sublicence", "from": "e", "to": "c", "start": "2011", "end": "..",
            "catalogue": {{"of": ["b", "a"]}}}}"#
    ));
}
