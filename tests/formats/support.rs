//! Files, and tables by way of their text.

use catalog_atlas::data::Catalog;
use catalog_atlas::formats::graph::{Choice, Graph, graph};
use catalog_atlas::formats::tables::{Problem, Read, Sheet, TABLES, package, read};
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::tool::import_files;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A file of the repository.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// Its text.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Its JSON.
pub fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The document of the tables of a document, read from their text.
pub fn there_and_back(document: &Value) -> Read {
    let files = package(document);
    let descriptor: Value = serde_json::from_str(&files[0].1).expect("a descriptor");
    let mut problems: Vec<Problem> = Vec::new();
    let sheets: Vec<Sheet> = TABLES
        .iter()
        .enumerate()
        .map(|(place, table)| {
            let (name, text) = &files[place + 1];
            assert_eq!(*name, format!("{}.csv", table.name));
            let mut sheet = import_files::sheet(name, table.name, text.as_bytes(), &mut problems);
            let fields = descriptor["resources"][place]["schema"]["fields"].as_array().expect("fields");
            let word = |field: &Value, key: &str| field[key].as_str().expect("a word").to_string();
            sheet.types = fields.iter().map(|field| (word(field, "name"), word(field, "type"))).collect();
            assert_eq!(sheet.header, fields.iter().map(|field| word(field, "name")).collect::<Vec<_>>());
            sheet
        })
        .collect();
    assert_eq!(problems, []);
    read(&sheets)
}

/// The native tool.
pub fn atlas(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_atlas"))
        .args(arguments)
        .current_dir(path(""))
        .output()
        .expect("the tool")
}

/// What the tool writes to its standard output, if it ends well.
#[track_caller]
pub fn said(arguments: &[&str]) -> String {
    let output = atlas(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// A fresh folder of a test, below the build's own.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("formats").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Writes a file of a test; gives its path.
pub fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("a path of plain letters").to_string()
}

/// A dataset, compiled with its presumptions.
pub fn compiled(document: &Value) -> (Catalog, Compiled) {
    let catalog = Catalog::load(document.to_string().as_bytes()).expect("a dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    (catalog, compiled)
}

/// Its graph, everything in it.
pub fn whole_graph(document: &Value) -> Graph {
    let (catalog, compiled) = compiled(document);
    graph(&catalog, &compiled, &Choice { ownership: true, ..Choice::default() })
}

/// Rows of CSV as they stand, without the byte order mark.
pub fn raw_rows(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row of the same length"));
    rows.map(|row| row.iter().map(str::to_string).collect()).collect()
}
