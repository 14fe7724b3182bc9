//! Files, and tables by way of their text.

use catalog_atlas::formats::tables::{Problem, Read, Sheet, TABLES, package, read};
use catalog_atlas::tool::import_files;
use serde_json::Value;
use std::path::PathBuf;

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
