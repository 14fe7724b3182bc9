//! Tests of the rules, on datasets of a few records.

mod asking;
mod course;
mod derivation;
mod effects;
mod explaining;
mod joining;
mod known;
mod lots;
mod order;
mod owners;
mod periods;
mod renewals;
mod succession;
mod terms;

use super::{Compiled, CompiledGrant, Options, Status};
use crate::data::{Catalog, Loaded, Severity};
use crate::dates::Day;
use serde_json::{Value, json};

/// A dataset of deals written in short: a deal is a licence from `a` to `p`
/// called `d1`, `d2` and so on where it does not say otherwise. `a` to `e` are labels,
/// `p` to `t` services. `more` replaces or adds top-level fields and parties;
/// sources are called by the day on which they were published.
pub fn dataset(more: &str, deals: &str) -> Catalog {
    let loaded = load(more, deals);
    let errors: Vec<_> = loaded.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    loaded.catalog
}

/// The same, with whatever mistakes are in it.
pub fn load(more: &str, deals: &str) -> Loaded {
    let mut document = json!({
        "format": "catalog-atlas/1",
        "meta": {"title": "Test", "language": "en"},
        "parties": [],
        "sources": [{"id": "undated", "kind": "news", "title": "Undated"}],
    });
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let mut deals = read(&format!("[{deals}]"));
    let more = read(&format!("{{{more}}}"));
    for (key, value) in more.as_object().unwrap() {
        document[key] = value.clone();
    }
    let parties = document["parties"].as_array_mut().unwrap();
    for (ids, kind) in [("abcde", "label"), ("pqrst", "service")] {
        for id in ids.chars().map(String::from) {
            if !parties.iter().any(|party| party["id"] == json!(id)) {
                parties.push(json!({"id": id, "name": id, "kind": kind}));
            }
        }
    }
    for (number, deal) in (1..).zip(deals.as_array_mut().unwrap()) {
        let deal = deal.as_object_mut().unwrap();
        deal.entry("id").or_insert(json!(format!("d{number}")));
        deal.entry("type").or_insert(json!("licence"));
        let silent = ["event", "order", "termination"].map(Value::from).contains(&deal["type"]);
        if !silent && !deal.contains_key("grants") {
            deal.entry("from").or_insert(json!("a"));
            deal.entry("to").or_insert(json!("p"));
        }
    }
    // Every source that is named exists.
    for id in sources(&deals) {
        if id != "undated" {
            let published = id.replace("open", "..").replace("unsure", "?").to_uppercase();
            let source = json!({"id": id, "kind": "news", "title": id, "published": published});
            document["sources"].as_array_mut().unwrap().push(source);
        }
    }
    document["deals"] = deals;
    Catalog::load(document.to_string().as_bytes()).expect("a dataset")
}

/// Ids of the sources that records name, once each.
fn sources(value: &Value) -> Vec<String> {
    let mut found: Vec<String> = match value {
        Value::Array(list) => list.iter().flat_map(sources).collect(),
        Value::Object(map) => map
            .iter()
            .flat_map(|(key, value)| match value.as_str() {
                Some(id) if key == "source" => vec![id.to_string()],
                _ => sources(value),
            })
            .collect(),
        _ => Vec::new(),
    };
    found.sort();
    found.dedup();
    found
}

/// Everything the file says, with presumptions.
pub const ALL: Options = Options { presume: true, known: None };

/// A policy with all presumptions, for `more`.
pub const PRESUME: &str = r#""meta": {"title": "Test", "language": "en", "policy":
    {"presume": {"continuance": "P3Y", "commencement": "announced"}}}"#;

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text}"))
}

fn word(status: Status) -> &'static str {
    if status == Status::Certain { "yes" } else { status.word() }
}

/// The id of a pair of a grant in answers.
pub fn name(catalog: &Catalog, link: &CompiledGrant) -> String {
    let pair = if link.pair == 0 { String::new() } else { format!(".{}", link.pair) };
    format!("{}{pair}", link.hook(catalog))
}

/// Compares days and words such as `2015-01-01 yes, 2016-01-01 possible/no`:
/// what a grant is on that day, and behind the slash its exclusivity. Grants are
/// named as in answers: `d1#g1`, or `d1#g1.2` for the second pair.
#[track_caller]
pub fn says(catalog: &Catalog, options: Options, grant: &str, expected: &str) {
    let compiled = Compiled::new(catalog, options);
    let found = compiled.grants.iter().position(|link| name(catalog, link) == grant);
    let said: Vec<String> = expected
        .split(", ")
        .map(|item| {
            let (date, words) = item.split_once(' ').unwrap_or_else(|| panic!("{item}"));
            let Some(ix) = found else { return format!("{date} nothing") };
            let status = compiled.status(ix as u32, day(date));
            let exclusive = words.split_once('/').map(|_| format!("/{}", word(status.exclusive)));
            format!("{date} {}{}", word(status.in_force), exclusive.unwrap_or_default())
        })
        .collect();
    let period = found.map(|ix| (compiled.grants[ix].period, compiled.grants[ix].exclusivity));
    assert_eq!(said.join(", "), expected, "{grant}: {period:#?}");
}
