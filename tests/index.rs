//! The static page says what the live one will say: a reader sees headline and
//! sentence before the program has arrived.

use catalog_atlas::data::Catalog;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::picture::picture;
use catalog_atlas::query::sentence::summary;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::state::State;

fn file(name: &str) -> String {
    let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The text between two marks of the static page.
fn between<'a>(html: &'a str, open: &str, close: &str) -> &'a str {
    let start = html.find(open).unwrap_or_else(|| panic!("index.html has no {open}")) + open.len();
    let length = html[start..].find(close).unwrap_or_else(|| panic!("index.html does not close {open}"));
    &html[start..start + length]
}

#[test]
fn headline_and_sentence_are_there_from_the_start() {
    let html = file("index.html");
    let loaded = Catalog::load(file("static/data/china-music.json").as_bytes()).expect("loads");
    let catalog = loaded.catalog;
    let title = catalog.meta.title.get("en", "en").0;
    assert_eq!(between(&html, "<h1>", "</h1>"), title);
    assert_eq!(between(&html, "<title>", "</title>"), title);
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let opening = State::opening(&catalog, &compiled);
    let sentence = summary(&catalog, &picture(&catalog, &compiled, &opening), &opening, Locale::En);
    assert_eq!(between(&html, "data-summary>", "</p>"), sentence);
}
