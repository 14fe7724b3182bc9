//! Every export of a small example, to the byte.
//!
//! After a change that is meant, run with `ATLAS_BLESS=1` and read the differences.

use crate::support::{atlas, folder, path, said};
use std::fs;
use std::path::Path;

const EXAMPLE: &str = "tests/examples/ex4.json";

#[track_caller]
fn compare(name: &str, text: &str) {
    let golden = path("tests/formats/golden").join(name);
    if std::env::var_os("ATLAS_BLESS").is_some() {
        fs::create_dir_all(golden.parent().expect("a folder")).expect("a folder");
        fs::write(&golden, text).expect("a file");
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert!(expected == text, "{name} differs: run with ATLAS_BLESS=1 if this is meant");
}

#[track_caller]
fn compare_folder(name: &str, written: &Path) {
    let mut files: Vec<String> = fs::read_dir(written)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("plain letters"))
        .collect();
    files.sort();
    for file in &files {
        compare(&format!("{name}/{file}"), &fs::read_to_string(written.join(file)).expect("a file"));
    }
    let kept = fs::read_dir(path("tests/formats/golden").join(name)).expect("a folder").count();
    assert_eq!(kept, files.len(), "{name} has other files");
}

#[test]
fn one_file() {
    for (format, name) in [
        ("sheet", "ex4-sheet.csv"),
        ("gexf", "ex4.gexf"),
        ("graphml", "ex4.graphml"),
        ("cytoscape", "ex4.cyjs"),
        ("jgf", "ex4.jgf.json"),
    ] {
        compare(name, &said(&["export", EXAMPLE, "--to", format]));
    }
    compare(
        "ex4-day.gexf",
        &said(&[
            "export",
            EXAMPLE,
            "--to",
            "gexf",
            "--date",
            "2019-03",
            "--exclusivity",
            "exclusive,unknown",
            "--known",
            "2019-10-01",
        ]),
    );
}

#[test]
fn several_files() {
    for (format, name) in [("tables", "ex4-tables"), ("csv", "ex4-csv"), ("gephi", "ex4-gephi")] {
        let folder = folder(name);
        said(&["export", EXAMPLE, "--to", format, "-o", folder.to_str().expect("plain letters")]);
        compare_folder(name, &folder);
    }
}

#[test]
fn the_same_data_give_the_same_bytes() {
    for format in ["gexf", "jgf", "sheet"] {
        let of = || said(&["export", "static/data/china-music.json", "--to", format]);
        assert_eq!(of(), of());
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    for (arguments, says) in [
        (&["--to", "tables"][..], "name a folder"),
        (&["--to", "tables", "--date", "2018"], "the whole dataset"),
        (&["--to", "gexf", "--date", "soon"], "“soon” is not a date"),
        (&["--to", "gexf", "--known", "2018"], "“2018” is not a day"),
        (&["--to", "gexf", "--type", "license"], "“license” is no type"),
        (&["--to", "gexf", "--territory", "ZZ"], "“ZZ” is no territory"),
    ] {
        let output = atlas(&[&["export", EXAMPLE], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(says), "{error}");
        assert!(output.stdout.is_empty());
    }
    assert_eq!(atlas(&["export", "nowhere.json", "--to", "gexf"]).status.code(), Some(2));
}
