//! JSON to tables to JSON is the identity, apart from the order of keys.

use crate::arbitrary::document;
use crate::support::{json, there_and_back};
use catalog_atlas::formats::json::pretty;
use catalog_atlas::formats::tables::package;
use proptest::prelude::*;
use serde_json::{Value, json};

#[track_caller]
fn check(document: &Value) {
    let back = there_and_back(document);
    if back.document != *document {
        let (a, b) = (pretty(document), pretty(&back.document));
        let (line, (was, is)) =
            a.lines().zip(b.lines()).enumerate().find(|(_, (a, b))| a != b).expect("a difference");
        panic!("line {line}: was {was}\n is {is}\nproblems: {:#?}", back.problems);
    }
    assert_eq!(back.problems, [], "an export has nothing that its import finds fault with");
}

/// The same, and no list of records had to be kept whole in one cell.
#[track_caller]
fn check_tables(document: &Value) {
    check(document);
    let files = package(document);
    let (_, meta) = files.iter().find(|(name, _)| name == "meta.csv").expect("meta.csv");
    let mut rows = csv::Reader::from_reader(meta.as_bytes());
    let last_resort = rows.records().map(|row| row.expect("a row")).find(|row| &row[0] == "x_document");
    let kept: Value = last_resort.map_or(json!({}), |row| serde_json::from_str(&row[2]).expect("JSON"));
    for list in ["meta", "territories", "parties", "deals", "sources", "stories"] {
        assert!(kept.get(list).is_none(), "{list} did not fit its table: {kept}");
    }
}

#[test]
fn the_shipped_dataset() {
    check_tables(&json("static/data/china-music.json"));
}

#[test]
fn the_examples() {
    for number in 1..=4 {
        check_tables(&json(&format!("tests/examples/ex{number}.json")));
    }
}

#[test]
fn what_the_tables_have_no_column_for() {
    check(&json!({
        "format": "catalog-atlas/1",
        "$schema": "catalog.schema.json",
        "x_root": [1, {"a": null}],
        "colour": "unknown field of the document",
        "meta": {"title": "T", "language": "en", "x_n": 7, "x_s": "s", "x_o": {"0": "zero"}, "authors": [], "method": {"en": "a\nb"}},
        "territories": [],
        "parties": [
            {"id": "a", "kind": "label", "name": "A", "x_json": 1, "x_flag": true, "names": [], "teritory": "typo"},
            {"id": "b", "kind": 5, "name": "", "x_flag": "no boolean", "evidence": ["not an object"], "note": {"en": "", "zh": "x"}},
            {"id": "twice", "kind": "label", "name": "first", "names": [{"text": "t"}]},
            {"id": "twice", "kind": "label", "name": "second"},
            {"kind": "label", "name": "without an id"},
            {"id": "s", "kind": "service", "name": "S", "operated_by": [{"party": "a", "evidence": [{"source": "q", "x_page": 3}], "x_o": []}]}
        ],
        "deals": [
            {"id": "d1", "type": "licence", "from": {"party": "a"}, "to": {"several": ["b"], "split": "each"}, "territory": ["unknown"],
             "catalogue": {"x_c": 1, "share": {"exact": 99.0, "x_s": "t"}, "except": ["a;b", ""]}, "term": {"x_t": 1}, "exclusivity": {"level": "sole"}},
            {"id": "d2", "type": "licence", "grants": [{"id": "g1", "from": "a", "to": "b"}]},
            {"id": "d3", "type": "licence", "from": "a", "to": "b", "x_d": "own", "grants": [{"id": "g1", "note": "n", "x_g": 0.1}, {"id": "g1"}]},
            {"id": "d4", "type": "event", "from": "a", "grants": [{"to": "b"}], "start": "13/02/2018", "effects": [{"on": "d1#g1", "evidence": [{"source": "q"}]}]},
            {"id": "d5", "type": "swap", "grants": {}},
            {"id": "twice", "type": "licence", "from": "a", "to": "b"},
            {"id": " spaced", "type": "licence", "to": {"unspecified": "unknown"}}
        ],
        "sources": [{"id": "q", "kind": "news", "title": "=HYPERLINK(\"x\")", "note": "'=two apostrophes\r\n"}],
        "stories": [
            {"id": "st", "title": {"en": "A", "zh-Hans": "甲"}, "steps": [{"text": "t", "focus": ["a", "b"], "filter": {"q": "x"}, "x_1": 1}, {}]},
            {"id": "twice", "title": "no id of its own"},
            {"title": "none at all", "steps": []}
        ]
    }));
}

#[test]
fn documents_that_are_none_come_back_too() {
    for document in [
        json!({"format": "catalog-atlas/1", "parties": [1], "deals": {}, "sources": "s"}),
        json!({"format": 2, "meta": [], "parties": [], "deals": [], "sources": [], "territories": {"a": 1}}),
        json!({"format": "catalog-atlas/1", "meta": {}, "parties": [], "deals": [], "sources": []}),
    ] {
        check(&document);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_catalogues(document in document()) {
        check_tables(&document);
    }
}
