//! `atlas findings`: the answers of `expected.json`, and what the tool writes.

#[path = "../benches/support/generate.rs"]
#[allow(dead_code, reason = "the benches use the rest")]
mod generate;

use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::i18n::findings::FindingWords;
use catalog_atlas::query::contradiction::{said, said_in};
use catalog_atlas::rights::findings::{Code, findings};
use catalog_atlas::tool::findings::{compile, row};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

fn text(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn found(catalog: &Catalog, known: Option<Day>) -> Vec<Value> {
    let compiled = compile(catalog, known);
    findings(catalog, &compiled).list.iter().map(|finding| row(catalog, finding)).collect()
}

#[test]
fn the_examples_have_the_findings_that_are_expected() {
    let cases: Vec<Value> = serde_json::from_str(&text("examples/expected.json")).expect("JSON");
    let mut catalogs: BTreeMap<String, Catalog> = BTreeMap::new();
    let mut compared = 0;
    for case in &cases {
        let file = case["file"].as_str().expect("a file");
        let catalog = catalogs.entry(file.to_string()).or_insert_with(|| {
            let bytes = text(&format!("examples/{file}"));
            Catalog::load(bytes.as_bytes()).expect("a dataset").catalog
        });
        let known = case["question"]["known_on"].as_str().map(|day| Day::parse(day).expect("a day"));
        let expected = case["findings"].as_array().expect("findings");
        assert_eq!(&found(catalog, known), expected, "{file}, known on {known:?}");
        compared += expected.len();
    }
    assert_eq!(cases.len(), 65);
    assert!(compared > 250, "{compared} findings");
}

fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"))
        .output()
        .expect("the tool")
}

#[test]
fn programs_get_the_shape_of_the_expected_answers() {
    let output = atlas(&["findings", "examples/ex3.json", "--known", "2018-07-01", "--format", "json"]);
    assert!(output.status.success());
    let rows: Vec<Value> = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[2]["region"]["to"], "2019-06-30");
    let keys: Vec<&String> = rows[3].as_object().expect("an object").keys().collect();
    assert_eq!(keys.len(), 5, "{keys:?}");
}

#[test]
fn people_get_a_sentence_a_reason_and_a_hint() {
    let output = atlas(&["findings", "examples/ex4.json"]);
    let shown = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(shown.contains("These two records cannot both be complete and right."), "{shown}");
    assert!(!shown.contains('{') && !shown.contains('\x1b'), "{shown}");
    assert!(shown.ends_with("7 findings\n"), "{shown}");
}

#[test]
fn the_exit_status_says_whether_it_could_be_read() {
    let status = |arguments: &[&str]| atlas(arguments).status.code();
    assert_eq!(status(&["findings", "examples/ex4.json"]), Some(0));
    assert_eq!(status(&["findings", "examples/nowhere.json"]), Some(2));
    assert_eq!(status(&["findings", "broken/not-json.json"]), Some(2));
    assert_eq!(status(&["findings", "examples/ex4.json", "--known", "2018"]), Some(2));
}

/// The order of records does not matter, and nothing that a file may hold stops the search.
#[test]
fn the_order_of_deals_does_not_matter() {
    let json = generate::catalogue(&generate::Size::of(400), 7);
    let mut document: Value = serde_json::from_str(&json).expect("JSON");
    let of = |document: &Value| {
        let catalog = Catalog::load(document.to_string().as_bytes()).expect("a dataset").catalog;
        let compiled = compile(&catalog, None);
        let found = findings(&catalog, &compiled);
        assert!(found.cut.is_empty(), "no list is cut, so all of it can be compared");
        found.list.iter().map(|finding| row(&catalog, finding)).collect::<Vec<_>>()
    };
    let found = of(&document);
    let codes: std::collections::BTreeSet<&str> =
        found.iter().filter_map(|row| row["code"].as_str()).collect();
    assert!(found.len() > 50 && codes.len() >= 4, "{} findings: {codes:?}", found.len());
    document["deals"].as_array_mut().expect("deals").reverse();
    document["parties"].as_array_mut().expect("parties").rotate_left(11);
    assert_eq!(of(&document), found);
}

/// Readers get the names of territories, not their codes, and see what meets where and when.
#[test]
fn where_records_meet_is_said_in_words() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/broken/exclusivity-broken.json");
    let catalog = Catalog::load(&std::fs::read(path).expect("a file")).expect("a dataset").catalog;
    let compiled = compile(&catalog, None);
    let found = findings(&catalog, &compiled).list;
    let sentence = |locale| said(&catalog, &compiled, &found[0], locale).sentence;
    let english = sentence(Locale::En);
    let meets = "(they overlap: Label, mainland China, between 1 June 2018 and 31 December 2019)";
    assert!(english.contains(meets), "{english}");
    let chinese = sentence(Locale::ZhHans);
    assert!(chinese.contains("（重叠部分：Label，中国大陆，2018年6月1日至2019年12月31日之间）"), "{chinese}");
    // Another place is called what the page calls it.
    let place = |code: &str| format!("<{code}>");
    let named = said_in(&catalog, &compiled, &found[0], Locale::En, &place).sentence;
    assert!(named.contains("<CN>"), "{named}");
}

/// A hint names only what would excuse the pair (section 9: carve-outs excuse C2 and C3).
#[test]
fn hints_name_remedies_that_work() {
    for locale in Locale::ALL {
        let words = FindingWords::of(locale);
        let carve_out = |code| words.code(code)[2].contains("carve-out");
        assert!(!carve_out(Code::TwoExclusives));
        assert!(carve_out(Code::ExclusivityBroken) && carve_out(Code::EarlierLicenceSurvives));
    }
}
