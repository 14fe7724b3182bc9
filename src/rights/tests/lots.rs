//! Many catalogues at once: every cell of a matrix is the answer to its question.

use super::asking::META;
use super::{dataset, day};
use crate::data::words::Layer;
use crate::data::{Catalog, PartyIx};
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
    these_are_answers(&catalog, &there.chain(back).copied().take(COLUMNS).collect::<Vec<_>>());
}

/// The same about these catalogues.
#[track_caller]
fn these_are_answers(catalog: &Catalog, columns: &[PartyIx]) {
    let everybody: Vec<PartyIx> = (0..catalog.parties.len() as u32).map(PartyIx).collect();
    let compiled = Compiled::new(catalog, Options { presume: true, known: None });
    let engine = Engine::new(catalog, &compiled);
    let (territory, usage) = (TerritoryIx::of_code("DE").expect("a code"), Use::ON_DEMAND_STREAM);
    let mut answers = 0;
    for date in ["2012-06-01", "2015-06-01", "2018-06-01"].map(day) {
        let cells = engine.matrix(&everybody, columns, territory, date, usage, Layer::Recording);
        for (row, &party) in cells.chunks(columns.len()).zip(&everybody) {
            for (&cell, &catalogue) in row.iter().zip(columns) {
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

/// A sublicence from 2011 on; `more` says of what, and how.
fn sublicence(from: &str, to: &str, more: &str) -> String {
    format!(
        r#"{{"type": "sublicence", "from": "{from}", "to": "{to}", "start": "2011", "end": "..", {more}}}"#
    )
}

/// What is asked about is held, and passed on like this.
#[track_caller]
fn passed_on_like_this(ways: &[String]) {
    cells_are_answers(&[HELD, &ways.join(", ")].join(", "));
}

const ALL: &str = r#""catalogue": {"holdings": "all"}"#;

#[test]
fn of_links_between_the_same_two_the_best_counts() {
    for (one, other) in [("rumoured", "confirmed"), ("confirmed", "rumoured")] {
        let way = |word: &str| sublicence("p", "q", &format!(r#"{ALL}, "confidence": "{word}""#));
        passed_on_like_this(&[way(one), way(other)]);
    }
    for (one, other) in [("exclusive", "all"), ("all", "exclusive")] {
        let way = |word: &str| sublicence("p", "q", &format!(r#""catalogue": {{"holdings": "{word}"}}"#));
        let for_a_time = way(other).replace("2011", "2014").replace(r#""..""#, r#""2016""#);
        passed_on_like_this(&[way(one), for_a_time]);
    }
}

#[test]
fn what_is_left_out_or_named_is_told_apart() {
    passed_on_like_this(&[
        sublicence("p", "q", r#""catalogue": {"holdings": "all", "except": ["a"]}"#),
        sublicence("p", "r", r#""catalogue": {"holdings": "exclusive", "named": ["a"]}"#),
    ]);
}

#[test]
fn who_may_have_merged_may_have_given() {
    // Of the licensor of a sublicence, and of who owned the catalogue.
    let merger =
        |from, to| format!(r#"{{"type": "merger", "from": "{from}", "to": "{to}", "date": "[2014..2016]"}}"#);
    passed_on_like_this(&[merger("s", "p"), merger("a", "c"), sublicence("s", "q", ALL)]);
}

#[test]
fn listed_upstreams_are_asked_for_what_they_give() {
    let on = sublicence(
        "p",
        "r",
        r#""catalogue": {"of": ["a"]}, "upstream": ["held"], "sublicensing": "allowed""#,
    );
    passed_on_like_this(&[
        sublicence(
            "p",
            "q",
            r#""catalogue": {"holdings": "exclusive"}, "upstream": ["held", "more"], "sublicensing": "allowed""#,
        ),
        on.replacen('{', r#"{"id": "on", "#, 1),
        sublicence("r", "s", r#""catalogue": {"of": ["b", "a"]}, "upstream": ["on"]"#),
        sublicence("p", "t", r#""catalogue": {"of": ["b"]}, "upstream": ["more"]"#),
        sublicence("c", "d", r#""catalogue": {"of": ["a"]}"#),
        sublicence("e", "c", r#""catalogue": {"of": ["b", "a"]}"#),
    ]);
}

#[test]
fn a_lot_forgets_the_lists_of_the_one_before() {
    // What rests on a listed grant has one place in the first lot, and in the second one
    // there is something else in that place, to which nobody has a right.
    let deals = [
        HELD.to_string(),
        sublicence("c", "r", r#""catalogue": {"of": ["a"]}"#),
        sublicence("p", "q", r#""catalogue": {"of": ["a"]}, "upstream": ["held"]"#),
        r#"{"from": "d", "to": "s", "start": "2010", "end": ".."}"#.to_string(),
    ];
    let catalog = dataset(META, &deals.join(", "));
    let party = |id: &str| catalog.party_ix(id).expect("a party");
    let mut columns = vec![party("e"); 64];
    columns[0] = party("a");
    columns.extend(["d", "a"].map(party));
    these_are_answers(&catalog, &columns);
}
