//! Small documents on which the engine and an evaluator once differed, or on which the text may
//! be read in two ways: what was decided stays decided.

use super::agree::every_point;
use super::engine::{self, number, question};
use super::facts::Reading;
use super::naive::Place;
use super::records::{File, NO, POSSIBLE, PRESUMED, Word, YES};
use super::run::load;
use catalog_atlas::dates::Day;
use catalog_atlas::rights::Engine;
use serde_json::{Value, json};

fn document(parties: &[(&str, &str)], deals: impl Into<Value>) -> Value {
    let deals: Value = deals.into();
    let parties: Vec<Value> =
        parties.iter().map(|(id, kind)| json!({"id": id, "kind": kind, "name": id})).collect();
    json!({
        "format": "catalog-atlas/1",
        "meta": {"title": "Case", "language": "en", "defaults": {"territory": ["CN"]}},
        "parties": parties,
        "deals": deals,
        "sources": [],
    })
}

const TRIO: [(&str, &str); 4] =
    [("label", "label"), ("other", "label"), ("co", "company"), ("service", "service")];

/// The word for (party, catalogue, day) in mainland China; both evaluators must agree everywhere.
fn word(document: &Value, (party, catalogue, day): (&str, &str, &str)) -> Word {
    let catalog = load(document).expect("a document without errors");
    for reading in [Reading { presume: true, known: None }, Reading { presume: false, known: Some(17_540) }] {
        assert_eq!(every_point(document, &catalog, reading), Ok(()));
    }
    let file = File::read(document);
    let compiled = engine::compiled(&catalog, Reading { presume: true, known: None });
    let engine = Engine::new(&catalog, &compiled);
    let place = Place { catalogue: file.party(catalogue), territory: 1, usage: 1, layer: 1 };
    let day = Day::parse(day).expect("a day").0;
    let answer = engine.ask(&question(&engine, &file, file.party(party), place, day));
    number(answer.answer)
}

#[test]
fn a_renewal_of_a_denied_grant_counts_as_the_listed_one() {
    let deals = json!([
        {"id": "old", "type": "licence", "confidence": "denied", "from": "label", "to": "service"},
        {"id": "new", "type": "licence", "from": "label", "to": "service", "continues": "old#g1",
         "sublicensing": "allowed", "start": "2018-01-01", "end": ".."},
        {"id": "sub", "type": "sublicence", "from": "service", "to": "co", "catalogue": {"of": ["label"]},
         "upstream": ["old"], "start": "2018-01-01", "end": ".."},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "label", "2018-01-05")), YES);
}

#[test]
fn part_of_a_catalogue_passes_on_part_of_it() {
    let deals = json!([{"id": "sale", "type": "assignment", "from": "label", "to": "co",
        "catalogue": {"complete": false}, "start": "2018-01-03"}]);
    let document = document(&TRIO, deals);
    assert_eq!(word(&document, ("co", "label", "2018-01-03")), POSSIBLE);
    assert_eq!(word(&document, ("label", "label", "2018-01-03")), POSSIBLE);
}

#[test]
fn an_assignment_by_a_stranger_does_not_make_another_one_doubtful() {
    let deals = json!([
        {"id": "sale", "type": "assignment", "from": "label", "to": "co", "start": "2018-01-01"},
        {"id": "noise", "type": "assignment", "from": "other", "to": "label"},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "label", "2018-01-04")), YES);
}

#[test]
fn an_owner_is_the_assignor_only_on_a_day_of_the_start() {
    // The other label becomes the service only after December, when the assignment starts.
    let deals = json!([
        {"id": "late", "type": "assignment", "from": "other", "to": {"several": ["co", "other"], "split": "each"},
         "start": "[2017-12-07..2018-02-07]"},
        {"id": "early", "type": "assignment", "from": "other", "to": "co", "start": "2017-12"},
        {"id": "merger", "type": "merger", "from": "other", "to": "service", "date": "[2018-01-07..2018-01-08]"},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "service", "2017-12-01")), NO);
}

#[test]
fn an_assignment_is_read_from_whom_its_assignor_merged_into() {
    let deals = json!([
        {"id": "merger", "type": "merger", "from": "other", "to": "label", "date": "2018-01-02"},
        {"id": "sale", "type": "assignment", "from": "other", "to": "co", "catalogue": {"of": ["label"]},
         "start": "2018-01-05"},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "label", "2018-01-05")), YES);
}

#[test]
fn a_settlement_that_only_names_its_sides_licenses_nothing() {
    let deals = json!([{"id": "peace", "type": "settlement", "from": "label", "to": "co"}]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "label", "2018-01-05")), NO);
}

#[test]
fn why_not_looks_past_joined_renewals() {
    // The renewal's day is not known, so that a joined grant stands in the list of links.
    let deals = json!([
        {"id": "first", "type": "licence", "from": "label", "to": "service", "start": "2018-01-01",
         "end": "[2018-01-05..2018-01-08]"},
        {"id": "second", "type": "licence", "from": "label", "to": "service", "start": "[2018-01-06..2018-01-09]",
         "end": "2018-01-20", "continues": "first"},
    ]);
    let document = document(&TRIO, deals);
    assert_eq!(word(&document, ("service", "label", "2018-01-07")), YES);
    assert_eq!(word(&document, ("service", "label", "2018-02-07")), NO);
    assert_eq!(word(&document, ("service", "label", "2017-02-07")), NO);
}

#[test]
fn a_parents_later_catalogue_is_perhaps_part_of_its_licence() {
    let deals = json!([
        {"id": "deal", "type": "licence", "from": "other", "to": "service", "start": "2018-01-01", "end": ".."},
        {"id": "sale", "type": "assignment", "from": "label", "to": "other", "start": "2018-01-05"},
    ]);
    let document = document(&TRIO, deals);
    assert_eq!(word(&document, ("service", "label", "2018-01-04")), NO);
    assert_eq!(word(&document, ("service", "label", "2018-01-05")), POSSIBLE);
    assert_eq!(word(&document, ("service", "other", "2018-01-05")), YES);
}

/// The same with every presumption of a policy.
fn presuming(mut document: Value) -> Value {
    document["meta"]["policy"] = json!({"presume": {"sublicensing": "if-confirmed"}});
    document
}

#[test]
fn a_disputed_sublicence_confirms_nothing() {
    let deals = |disputes: Value| {
        json!([
            {"id": "head", "type": "licence", "from": "label", "to": "co", "start": "2018-01-01", "end": ".."},
            {"id": "sub", "type": "sublicence", "from": "co", "to": "service", "catalogue": {"of": ["label"]},
             "start": "2018-01-01", "end": "..", "disputes": disputes},
        ])
    };
    let ask = ("service", "label", "2018-01-05");
    assert_eq!(word(&presuming(document(&TRIO, deals(json!([])))), ask), PRESUMED);
    assert_eq!(word(&presuming(document(&TRIO, deals(json!([{"by": "label"}])))), ask), POSSIBLE);
}

#[test]
fn a_strangers_sublicence_confirms_nothing() {
    let deals = json!([
        {"id": "head", "type": "licence", "from": "label", "to": "co", "start": "2018-01-01", "end": ".."},
        {"id": "on", "type": "licence", "from": "co", "to": "service", "catalogue": {"of": ["label"]},
         "start": "2018-01-01", "end": ".."},
        {"id": "sub", "type": "sublicence", "from": "other", "to": "service", "catalogue": {"of": ["label"]},
         "start": "2018-01-01", "end": ".."},
    ]);
    assert_eq!(word(&presuming(document(&TRIO, deals)), ("service", "label", "2018-01-05")), POSSIBLE);
}

#[test]
fn an_exclusivity_that_may_begin_later_is_not_surely_ended() {
    let deals = json!([
        {"id": "head", "type": "licence", "from": "label", "to": "co", "start": "2018-01-01", "end": "..",
         "exclusivity": {"level": "exclusive", "start": "[2018-01-03..2018-01-08]"}},
        {"id": "end", "type": "termination", "date": "2018-01-05",
         "effects": [{"on": "head", "action": "end-exclusivity", "date": "2018-01-05"}]},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "label", "2018-01-09")), YES);
}

#[test]
fn a_selection_that_has_part_of_the_territory_perhaps_matches() {
    let deals = json!([
        {"id": "head", "type": "licence", "from": "label", "to": "co", "start": "2018-01-01", "end": "..",
         "territory": ["CN", "HK"]},
        {"id": "end", "type": "order", "date": "2018-01-05",
         "effects": [{"select": {"territory": ["HK"]}, "action": "end-grant", "date": "2018-01-05"}]},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "label", "2018-01-09")), POSSIBLE);
}

#[test]
fn a_grant_that_may_have_been_ended_is_not_joined() {
    let deals = json!([
        {"id": "first", "type": "licence", "from": "label", "to": "service", "start": "2018-01-01",
         "end": "[2018-01-05..2018-01-08]"},
        {"id": "second", "type": "licence", "from": "label", "to": "service", "start": "[2018-01-06..2018-01-09]",
         "end": "2018-01-20", "continues": "first"},
        {"id": "end", "type": "termination", "date": "[2018-01-03..2018-01-20]",
         "effects": [{"on": "first", "action": "end-grant", "date": "[2018-01-03..2018-01-20]"}]},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("service", "label", "2018-01-07")), POSSIBLE);
}

#[test]
fn a_licence_from_a_day_on_which_its_licensor_may_have_sold_is_possible() {
    let deals = json!([
        {"id": "head", "type": "licence", "from": "label", "to": "co", "start": "[2018-01-01..2018-01-10]", "end": ".."},
        {"id": "sale", "type": "assignment", "from": "label", "to": "other", "start": "2018-01-05",
         "territory": ["Worldwide"]},
    ]);
    assert_eq!(word(&document(&TRIO, deals), ("co", "label", "2018-01-12")), POSSIBLE);
}
