//! `atlas check` on files that are broken in one way each, and on those that are right.
//!
//! What is expected stands beside each file. After a change of wording, run with
//! `ATLAS_BLESS=1` and read the differences.

use annotate_snippets::Renderer;
use catalog_atlas::tool::check::{Report, as_json, as_text, check};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Checks one file of `tests/broken` against the text beside it.
fn compare(path: &Path) {
    let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
    let report = check(name, &std::fs::read(path).expect("a file"));
    let found = as_text(&[report], &Renderer::plain().term_width(100), true);
    let golden = path.with_extension("txt");
    if std::env::var_os("ATLAS_BLESS").is_some() {
        std::fs::write(&golden, &found).expect("a folder that can be written to");
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    assert_eq!(found, expected, "{name}: run with ATLAS_BLESS=1 if this is meant");
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}

#[test]
fn broken_files_are_explained() {
    let files = files("broken");
    assert!(files.len() >= 40, "{}", files.len());
    for path in &files {
        compare(path);
    }
}

#[test]
fn the_file_that_shows_a_code_has_it() {
    for path in files("broken") {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_string();
        let found = as_json(&[report_of(&path)]);
        let code = match name.as_str() {
            "not-json" | "other-format" | "too-deep" => "not-a-dataset",
            "missing-lists" => "missing-field",
            "hostile-text" => "too-long",
            code => code,
        };
        assert!(found.contains(&format!("\"code\": \"{code}\"")), "{name}: {found}");
    }
}

#[test]
fn what_is_found_in_the_examples() {
    for path in files("examples").iter().filter(|path| !path.ends_with("expected.json")) {
        let found: serde_json::Value = serde_json::from_str(&as_json(&[report_of(path)])).expect("JSON");
        let of = |severity: &str, field: &str| -> Vec<String> {
            let rows = found.as_array().expect("a list").iter().filter(|row| row["severity"] == severity);
            rows.map(|row| row[field].as_str().unwrap_or_default().to_string()).collect()
        };
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name");
        // The errors are findings of `expected.json`; the warnings are theirs or true of what an example leaves out.
        let (errors, warnings): (&[&str], &[&str]) = match name {
            "ex1" => (&[], &["confidence-unsupported", "end-unknown"]),
            "ex3" => (
                &["outside-upstream-time", "wider-than-upstream"],
                &["confidence-unsupported", "sublicensing-not-shown"],
            ),
            "ex4" => (
                &["inside-ban", "grantor-holds-nothing", "two-exclusives", "inside-ban"],
                &["confidence-unsupported", "inside-ban"],
            ),
            _ => (&[], &[]),
        };
        assert_eq!(of("error", "code"), errors, "{name}");
        let mut found = of("warning", "code");
        found.sort();
        found.dedup();
        assert_eq!(found, warnings, "{name}");
    }
}

#[test]
fn nothing_in_the_data_steers_a_terminal() {
    for path in files("broken") {
        let shown = as_text(&[report_of(&path)], &Renderer::plain(), true);
        let harmful = |c: char| {
            c.is_control() && c != '\n' || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        };
        assert!(!shown.contains(harmful), "{path:?}: {shown:?}");
    }
}

fn report_of(path: &Path) -> Report {
    check("file.json", &std::fs::read(path).expect("a file"))
}

fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"))
        .output()
        .expect("the tool")
}

#[test]
fn the_exit_status_says_how_it_went() {
    let status = |file: &str| atlas(&["check", file]).status.code();
    assert_eq!(status("examples/ex1.json"), Some(0));
    assert_eq!(status("broken/unknown-field.json"), Some(0), "warnings only");
    assert_eq!(status("broken/bad-date.json"), Some(1));
    assert_eq!(status("broken/not-json.json"), Some(2), "no dataset at all");
    assert_eq!(status("broken/nowhere.json"), Some(2));
    assert_eq!(atlas(&["check"]).status.code(), Some(2), "no file");
    assert_eq!(atlas(&["check", "broken/bad-date.json", "broken/nowhere.json"]).status.code(), Some(2));
}

#[test]
fn programs_get_one_list_for_all_files() {
    let output = atlas(&["check", "--format", "json", "broken/unknown-field.json", "broken/bad-word.json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let rows = rows.as_array().expect("a list");
    let row = rows.iter().find(|row| row["code"] == "unknown-field").expect("the one that is shown");
    assert_eq!(row["file"], "broken/unknown-field.json");
    assert_eq!((row["line"].as_u64(), row["column"].as_u64()), (Some(9), Some(71)));
    assert_eq!(row["pointer"], "/deals/0/teritory");
    assert_eq!((row["code"].as_str(), row["severity"].as_str()), (Some("unknown-field"), Some("warning")));
    assert!(row["message"].is_string() && row["fix"].is_string());
    assert!(rows.iter().any(|row| row["file"] == "broken/bad-word.json"));
}

#[test]
fn no_colours_where_nobody_sees_them() {
    let output = atlas(&["check", "broken/bad-date.json"]);
    assert!(!output.stdout.contains(&0x1b));
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(shown.lines().last().is_some_and(|line| line.starts_with("5 errors, 0 warnings")), "{shown}");
}

#[test]
fn notes_are_counted_where_there_are_many() {
    let notes = |arguments: &[&str]| {
        let shown = String::from_utf8(atlas(arguments).stdout).expect("UTF-8");
        (shown.matches("note[source-unlinked]: ").count(), shown.contains(" more in "))
    };
    let few = notes(&["check", "examples/ex3.json"]);
    assert_eq!(few, (4, true), "three, and how many more");
    assert_eq!(notes(&["check", "--all", "examples/ex3.json"]), (6, false));
}

/// What SARIF 2.1.0 requires of a log with one run, and what readers of it need.
#[test]
fn code_scanning_gets_sarif() {
    let names = ["broken/two-exclusives.json", "broken/not-json.json", "broken/housekeeping.json"];
    let output = atlas(&[&["check", "--format", "sarif"], &names[..]].concat());
    assert_eq!(output.status.code(), Some(2), "one of them is not JSON");
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let mut schema: serde_json::Value =
        serde_json::from_str(include_str!("sarif/sarif-schema-2.1.0.json")).expect("JSON");
    // A pattern with a bracket that nothing opened, of a field that is not written here.
    for record in ["run", "toolComponent"] {
        let pointer = ["/definitions/", record, "/properties/language"].concat();
        let language = schema.pointer_mut(&pointer).and_then(|field| field.as_object_mut());
        assert!(language.is_some_and(|field| field.remove("pattern").is_some()), "{pointer}");
    }
    assert!(!log.to_string().contains("\"language\""));
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    let wrong: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mut broken = log.clone();
    broken["runs"][0]["results"][0]["level"] = "dreadful".into();
    assert!(!validator.is_valid(&broken), "the schema says what a level is");
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.contains("sarif-schema-2.1.0")));
    let runs = log["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert!(driver["name"].is_string());
    let rules = driver["rules"].as_array().expect("rules");
    let ids: std::collections::BTreeSet<&str> = rules.iter().filter_map(|rule| rule["id"].as_str()).collect();
    assert_eq!(ids.len(), rules.len(), "an id each, once");
    assert!(rules.iter().all(|rule| rule["shortDescription"]["text"].is_string()));
    let artifacts = runs[0]["artifacts"].as_array().expect("artifacts");
    let results = runs[0]["results"].as_array().expect("results");
    assert!(results.len() > 5);
    for result in results {
        let place = result["ruleIndex"].as_u64().expect("a place") as usize;
        assert_eq!(result["ruleId"], rules[place]["id"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let physical = &result["locations"][0]["physicalLocation"];
        let artifact = physical["artifactLocation"]["index"].as_u64().expect("an index") as usize;
        assert_eq!(physical["artifactLocation"]["uri"], artifacts[artifact]["location"]["uri"]);
        let region = &physical["region"];
        assert!(
            region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1),
            "{region}"
        );
    }
    let all = as_json(
        &names.map(|name| report_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name))),
    );
    let all: serde_json::Value = serde_json::from_str(&all).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(results.len()));
}

#[test]
fn every_code_that_is_shown_here_is_a_rule() {
    let mut codes = std::collections::BTreeSet::new();
    for path in files("broken") {
        let found: serde_json::Value = serde_json::from_str(&as_json(&[report_of(&path)])).expect("JSON");
        codes.extend(found.as_array().expect("a list").iter().map(|row| row["code"].to_string()));
    }
    assert!(codes.len() >= 40, "{codes:?}");
    let log = catalog_atlas::tool::sarif::as_sarif(&[]);
    for code in codes {
        assert!(log.contains(&format!("\"id\": {code}")), "{code}");
    }
}

/// The results of one document.
fn results(document: &serde_json::Value) -> Vec<serde_json::Value> {
    let report = check("file.json", serde_json::to_string_pretty(document).expect("JSON").as_bytes());
    let log: serde_json::Value =
        serde_json::from_str(&catalog_atlas::tool::sarif::as_sarif(&[report])).expect("JSON");
    log["runs"][0]["results"].as_array().expect("results").clone()
}

/// One exclusive licence and two rivals, after so many deals that nothing is wrong with.
fn rivals(before: usize) -> serde_json::Value {
    let text = include_str!("broken/exclusivity-broken.json");
    let mut document: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let deals = document["deals"].as_array_mut().expect("deals");
    let mut third = deals[1].clone();
    third["id"] = "d3".into();
    deals.push(third);
    for number in 0..before {
        let mut other = deals[0].clone();
        other["id"] = format!("first-{number}").into();
        other["from"] = "service".into();
        other["to"] = "rival".into();
        other["territory"] = serde_json::json!(["FR"]);
        deals.insert(0, other);
    }
    document
}

#[test]
fn a_result_keeps_its_fingerprint_wherever_its_records_stand() {
    let prints = |before: usize| -> Vec<String> {
        let results = results(&rivals(before));
        let broken = results.iter().filter(|result| result["ruleId"] == "exclusivity-broken");
        broken
            .map(|result| {
                result["partialFingerprints"]["code-and-ids/v1"].as_str().expect("text").to_string()
            })
            .collect()
    };
    assert_eq!(prints(0), ["exclusivity-broken d1#g1 d2#g1", "exclusivity-broken d1#g1 d3#g1"]);
    assert_eq!(prints(2), prints(0));
    for path in files("broken").iter().chain(&files("examples")) {
        let log = catalog_atlas::tool::sarif::as_sarif(&[report_of(path)]);
        let log: serde_json::Value = serde_json::from_str(&log).expect("JSON");
        let all = log["runs"][0]["results"].as_array().expect("results");
        let distinct: std::collections::BTreeSet<String> =
            all.iter().map(|result| result["partialFingerprints"].to_string()).collect();
        assert_eq!(distinct.len(), all.len(), "{path:?}");
    }
}

#[test]
fn both_records_of_a_contradiction_are_shown() {
    let results = results(&rivals(0));
    let result = results.iter().find(|result| result["ruleId"] == "exclusivity-broken").expect("one");
    let other = &result["relatedLocations"][0];
    assert_eq!(other["message"]["text"], "d2#g1");
    assert_eq!(other["logicalLocations"][0]["fullyQualifiedName"], "/deals/1");
    let line = |place: &serde_json::Value| place["physicalLocation"]["region"]["startLine"].as_u64();
    assert!(line(other) > line(&result["locations"][0]));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken/exclusivity-broken.json");
    let shown = as_text(&[report_of(&path)], &Renderer::plain(), true);
    assert!(shown.contains("10 | ") && shown.contains("11 | ") && shown.contains("- d2#g1"), "{shown}");
}

#[test]
fn nothing_is_counted_where_nothing_was_read() {
    for path in ["nowhere.json", "broken"] {
        let output = atlas(&["check", path]);
        assert_eq!(output.status.code(), Some(2), "{path}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{path}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be opened"), "{path}");
    }
}

/// The page, which knows no parser's words, and the tool say the same.
#[test]
fn what_is_no_json_is_said_in_plain_words() {
    for (text, said) in [
        ("", "The file is not JSON: it is empty."),
        (" \n", "The file is not JSON: it is empty."),
        ("{\"format\": \"catalog-atlas/1\"", "it ends too early"),
        ("{\"format\": nothing}", "without quotation marks"),
    ] {
        let shown = as_text(&[check("file.json", text.as_bytes())], &Renderer::plain(), true);
        assert!(shown.contains(said), "{text:?}: {shown}");
    }
    let output = atlas(&["check", "--help"]);
    let help = String::from_utf8_lossy(&output.stdout);
    assert!(help.contains("checks of records") && help.contains("contradict"), "{help}");
}
