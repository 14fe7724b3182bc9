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
    let found = as_text(&[report], &Renderer::plain().term_width(100));
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
    assert!(files.len() >= 12);
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
fn the_examples_have_no_findings() {
    for path in files("examples").iter().filter(|path| !path.ends_with("expected.json")) {
        assert_eq!(as_text(&[report_of(path)], &Renderer::plain()), "0 errors, 0 warnings\n", "{path:?}");
    }
}

#[test]
fn nothing_in_the_data_steers_a_terminal() {
    for path in files("broken") {
        let shown = as_text(&[report_of(&path)], &Renderer::plain());
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
    assert_eq!(status("broken/not-json.json"), Some(1));
    assert_eq!(status("broken/nowhere.json"), Some(2));
    assert_eq!(atlas(&["check"]).status.code(), Some(2), "no file");
    assert_eq!(atlas(&["check", "broken/bad-date.json", "broken/nowhere.json"]).status.code(), Some(2));
}

#[test]
fn programs_get_one_list_for_all_files() {
    let output = atlas(&["check", "--format", "json", "broken/unknown-field.json", "broken/bad-word.json"]);
    let rows: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let row = &rows[0];
    assert_eq!(row["file"], "broken/unknown-field.json");
    assert_eq!((row["line"].as_u64(), row["column"].as_u64()), (Some(9), Some(71)));
    assert_eq!(row["pointer"], "/deals/0/teritory");
    assert_eq!((row["code"].as_str(), row["severity"].as_str()), (Some("unknown-field"), Some("warning")));
    assert!(row["message"].is_string() && row["fix"].is_string());
    assert!(rows.as_array().is_some_and(|rows| rows.iter().any(|row| row["file"] == "broken/bad-word.json")));
}

#[test]
fn no_colours_where_nobody_sees_them() {
    let output = atlas(&["check", "broken/bad-date.json"]);
    assert!(!output.stdout.contains(&0x1b));
    assert!(
        output.stdout.ends_with(b"5 errors, 0 warnings\n"),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}
