//! The rows of a view as a dataset: it loads, `atlas check` has nothing against it,
//! and its rows are told as before.

use crate::support::{atlas, folder, json, path, said, write};
use catalog_atlas::data::{Catalog, Severity};
use catalog_atlas::formats::subset::subset;
use catalog_atlas::query::table::{Row, rows};
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::state::{State, open};
use serde_json::Value;

const DATA: &str = "static/data/china-music.json";

/// Views of the shipped dataset: filters of every kind, a day of knowledge, a question, all of it.
const VIEWS: [&str; 12] = [
    "",
    "date=2016-07",
    "type=swap,sublicence",
    "exclusivity=exclusive&date=2021-12",
    "confidence=claimed,disputed",
    "country=KR,JP",
    "territory=HK&date=2019",
    "type=ownership",
    "type=event",
    "known=2017-01-01&exclusivity=exclusive",
    "type=sublicence&ask=xiami~jvr~CN&view=matrix",
    "country=IS",
];

fn viewed(catalog: &Catalog, address: &str) -> (Compiled, State, Vec<Row>) {
    let whole = Compiled::new(catalog, Options { presume: true, known: None });
    let state = open(catalog, &State::opening(catalog, &whole), "", address).state;
    let compiled = Compiled::new(catalog, Options { presume: state.presume, known: state.known });
    let shown = rows(catalog, &compiled, &state);
    (compiled, state, shown)
}

/// What a row says, without places in lists.
fn told(catalog: &Catalog, row: &Row) -> String {
    let names = |list: &[catalog_atlas::data::PartyIx]| {
        list.iter().map(|&party| catalog.party(party).id.as_str()).collect::<Vec<_>>().join(",")
    };
    format!(
        "{} {} > {} {:?} {:?} {}",
        row.hook,
        names(&row.from),
        names(&row.to),
        row.levels,
        row.status,
        row.sources
    )
}

#[test]
fn a_view_loads_again_and_tells_the_same() {
    let document = json(DATA);
    let catalog = Catalog::load(document.to_string().as_bytes()).expect("a dataset").catalog;
    for address in VIEWS {
        let (_, state, shown) = viewed(&catalog, address);
        let text = subset(&catalog, &shown, &state, address);
        let part: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{address}: {error}"));
        let loaded = Catalog::load(text.as_bytes()).unwrap_or_else(|error| panic!("{address}: {error}"));
        let bad: Vec<_> = loaded.findings.iter().filter(|found| found.severity != Severity::Note).collect();
        assert!(bad.is_empty(), "{address}: {bad:?}");
        let again = loaded.catalog;
        let (_, _, same) = viewed(&again, address);
        let same: Vec<String> = same.iter().map(|row| told(&again, row)).collect();
        let mut missing = shown.iter().map(|row| told(&catalog, row)).filter(|row| !same.contains(row));
        assert_eq!(missing.next(), None, "{address}");
        let said = &part["meta"]["x_subset"];
        assert_eq!((&said["rows"], &said["of"]), (&shown.len().into(), &160.into()), "{address}");
        assert_eq!(said["added"], again.deals.len() - shown.len(), "{address}");
        assert_eq!(said["date"], state.date.written());
        assert_eq!((&part["meta"]["licence"], &said["view"]), (&"CC-BY-4.0".into(), &address.into()));
        assert_eq!(
            State::opening(&again, &Compiled::new(&again, Options { presume: true, known: None })).day(),
            state.day()
        );
        if shown.len() == catalog.deals.len() {
            let mut whole = part.clone();
            whole["meta"] = document["meta"].clone();
            assert_eq!(whole, document, "all rows are all of the dataset");
        } else {
            assert!(
                again.parties.len() < catalog.parties.len() && again.sources.len() < catalog.sources.len()
            );
        }
    }
}

#[test]
fn the_tool_writes_it_and_finds_nothing_wrong() {
    let place = folder("subset");
    for (name, filters) in [
        ("swaps", &["--type", "swap,sublicence", "--date", "2018-03-10"][..]),
        ("exclusive", &["--exclusivity", "exclusive"]),
        ("korea", &["--country", "KR"]),
        ("none", &["--country", "IS"]),
    ] {
        let text = said(&[&["export", DATA, "--to", "json"], filters].concat());
        let file = write(&place, &format!("{name}.json"), &text);
        let checked = atlas(&["check", &file, "--format", "json"]);
        assert!(checked.status.success(), "{name}: {}", String::from_utf8_lossy(&checked.stdout));
    }
    let all = said(&["export", DATA, "--to", "json"]);
    let said: Value = serde_json::from_str(&all).expect("JSON");
    let shipped = std::fs::read(path(DATA)).expect("the dataset");
    let shipped: Value = serde_json::from_slice(&shipped).expect("JSON");
    assert_eq!((&said["deals"], &said["stories"]), (&shipped["deals"], &shipped["stories"]));
}
