//! Every contradiction and every warning that remains in the shipped dataset,
//! with the reason why the finding is right and stays. None of them is certain.
//!
//! A change of the data that adds or removes one has to change this list.

use catalog_atlas::data::{Catalog, Severity};
use catalog_atlas::lint::lint;
use catalog_atlas::rights::Status;
use catalog_atlas::rights::findings::findings;
use catalog_atlas::tool::check::{as_json, check};
use catalog_atlas::tool::findings::compile;
use std::collections::BTreeMap;

/// Code, grants, and why it stays.
const CONTRADICTIONS: [(&str, &str, &str); 8] = [
    (
        "duplicate-deal",
        "ali-camp-2015#g1.3 mediaasia-ali-2015#g1",
        "The first is a summary of who was on Alibaba's side; its note says that it repeats single licences.",
    ),
    (
        "exclusivity-broken",
        "cookingvinyl-ali-2017#g1 cookingvinyl-tme-2020#g1",
        "Only the announcement of the second is known, 13 August 2020; the first ended by that day. They may meet only if the second began before it was announced.",
    ),
    (
        "exclusivity-broken",
        "emperor-tme-2019#g1 emperor-netease-2021#g1",
        "The end of the first is derived and approximate, August 2021; the second was announced between July 2021 and April 2022.",
    ),
    (
        "exclusivity-broken",
        "rock-ali-2017#g1 rock-tme-claim-2020#g1",
        "The second is disputed: Tencent's site spoke of it, an insider denied it.",
    ),
    (
        "exclusivity-broken",
        "rock-netease-2020#g1 rock-tme-claim-2020#g1",
        "The same disputed record; the sources prefer that NetEase alone held the catalogue in 2020.",
    ),
    (
        "exclusivity-broken",
        "sm-tme-2019#g1 swap-ali-netease-2018#tonetease",
        "The year of the first is not settled, 2019 or 2021, and no source says when the exchange of 2018 ended.",
    ),
    (
        "exclusivity-broken",
        "wmg-tencent-2014#g1 wmg-netease-direct#g1",
        "No source dates the direct contract of the second; it is only known that it ran by April 2022.",
    ),
    (
        "party-not-alive",
        "rock-ali-2014#g1",
        "A source of 2020 dates the term from 2014, others from 2015; the note says that the licensee was not yet called so.",
    ),
];

/// Codes of the checks of records, how many warnings of each, and why they stay.
const WARNINGS: [(&str, usize, &str); 2] = [
    (
        "end-unknown",
        48,
        "No source says when these ended; the file presumes three years and says so in its method.",
    ),
    (
        "sources-not-independent",
        7,
        "Two pages of one outlet, or a copy: both are cited, and the file does not count them as two.",
    ),
];

fn dataset() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/static/data/china-music.json")).expect("the dataset")
}

#[test]
fn every_contradiction_is_explained_and_none_is_certain() {
    let catalog = Catalog::load(&dataset()).expect("a dataset").catalog;
    let found = findings(&catalog, &compile(&catalog, None));
    let list: Vec<(String, String)> =
        found.list.iter().map(|f| (f.code.word().to_string(), f.grants.join(" "))).collect();
    let expected: Vec<(String, String)> =
        CONTRADICTIONS.iter().map(|(code, grants, _)| (code.to_string(), grants.to_string())).collect();
    assert_eq!(list, expected);
    assert!(found.list.iter().all(|finding| finding.value == Status::Possible));
    assert!(found.cut.is_empty());
    assert!(CONTRADICTIONS.iter().all(|(.., why)| why.ends_with('.')));
}

#[test]
fn every_warning_is_explained() {
    let catalog = Catalog::load(&dataset()).expect("a dataset").catalog;
    let compiled = compile(&catalog, None);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in lint(&catalog, &compiled) {
        assert!(finding.severity < Severity::Error, "{finding}");
        if finding.severity == Severity::Warning {
            *counts.entry(finding.code).or_default() += 1;
        }
    }
    let expected: BTreeMap<&str, usize> = WARNINGS.iter().map(|(code, count, _)| (*code, *count)).collect();
    assert_eq!(counts, expected);
}

#[test]
fn the_tool_finds_no_error() {
    let report = check("china-music.json", &dataset());
    assert_eq!(report.count(Severity::Error), 0, "{}", as_json(&[report]));
}
