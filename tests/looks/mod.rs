//! What the tests of the views share: the shipped dataset, golden files, and what holds for every scene.

#![allow(dead_code, reason = "each file of tests uses its own part")]

use catalog_atlas::data::Catalog;
use catalog_atlas::dates::{Day, When};
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::{Changes, changes};
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::{Hook, Scene, overlaps, svg};
use catalog_atlas::state::{DateChoice, State, open};
use std::collections::BTreeSet;

/// A dataset and what is worked out once for it.
pub struct Data {
    pub catalog: Catalog,
    pub changes: Changes,
    pub opening: State,
}

pub fn shipped() -> Data {
    load("static/data/china-music.json")
}

pub fn load(path: &str) -> Data {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap())
}

pub fn read(bytes: &[u8]) -> Data {
    let catalog = Catalog::load(bytes).expect("a dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let (changes, opening) = (changes(&catalog, &compiled), State::opening(&catalog, &compiled));
    Data { catalog, changes, opening }
}

impl Data {
    pub fn state(&self, address: &str) -> State {
        let read = open(&self.catalog, &self.opening, "", address);
        assert_eq!(read.ignored, Vec::<String>::new(), "{address}");
        read.state
    }

    pub fn compiled(&self, state: &State) -> Compiled {
        Compiled::new(&self.catalog, Options { presume: state.presume, known: state.known })
    }
}

/// What holds for every scene: no label on another one or cut, keys that are
/// unique, marks of one thing that stand together, words without blanks.
#[track_caller]
pub fn check(scene: &Scene, name: &str) {
    assert_eq!(overlaps(scene), [], "{name}");
    let keys: BTreeSet<&str> = scene.marks.iter().map(|mark| mark.key.as_str()).collect();
    assert_eq!(keys.len(), scene.marks.len(), "{name}: keys are unique");
    for text in [&scene.title, &scene.description, &scene.note, &scene.credit] {
        assert!(!text.contains(['{', '}', '|']), "{name}: {text}");
    }
    assert!(scene.marks.iter().all(|mark| !mark.label.contains(['{', '}', '|'])), "{name}");
    let legend: BTreeSet<&str> = scene.legend.iter().map(|entry| entry.text.as_str()).collect();
    assert_eq!(legend.len(), scene.legend.len(), "{name}: a legend says each thing once");
    assert_eq!(scene.legend.is_empty(), scene.marks.is_empty(), "{name}: a legend of what is there");
}

/// Draws in both languages and at widths of a desktop, a tablet and phones; checks
/// each; writes it for the eye if `ATLAS_LOOK` names a folder.
#[track_caller]
pub fn every_look(name: &str, draw: impl Fn(Locale, f32) -> Scene) {
    for width in [1280.0, 740.0, 390.0, 300.0] {
        for locale in Locale::ALL {
            let scene = draw(locale, width);
            let name = format!("{name}-{}-{width}", locale.tag());
            if let Ok(folder) = std::env::var("ATLAS_LOOK") {
                std::fs::write(format!("{folder}/{name}.svg"), svg::to_svg(&scene)).unwrap();
            }
            check(&scene, &name);
        }
    }
}

/// Compares a scene with the file of that name; `ATLAS_BLESS=1` writes it.
#[track_caller]
pub fn golden(name: &str, mut scene: Scene) {
    // Sentences have tests of their own.
    scene.description.clear();
    scene.marks.iter_mut().for_each(|mark| mark.label.clear());
    golden_whole(name, &scene);
}

/// The same with its sentences: for a scene whose words the test itself has written.
#[track_caller]
pub fn golden_whole(name: &str, scene: &Scene) {
    let text = svg::to_svg(scene);
    let path = format!("{}/tests/golden/{name}.svg.txt", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("ATLAS_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let want = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == want, "{name} has changed: look at it, then ATLAS_BLESS=1 cargo test");
}

/// The distinct hooks of a kind on a scene.
pub fn hooks(scene: &Scene, of: impl Fn(&Hook) -> Option<String>) -> BTreeSet<String> {
    scene.marks.iter().filter_map(|mark| of(&mark.hook)).collect()
}

/// A state of a day, at the end of it if that is a month or a year; nothing else is chosen.
pub fn on(date: &str) -> State {
    State::on(DateChoice::on(When::parse(date).unwrap().hi))
}

/// Days on which a grant begins or ends.
pub fn change_days(compiled: &Compiled) -> Vec<Day> {
    let periods = compiled.grants.iter().map(|grant| &grant.period);
    let mut days: Vec<Day> =
        periods.flat_map(|it| [it.start_lo, it.start_hi, it.end_lo, it.end_hi]).collect();
    days.retain(|day| day.is_finite());
    days.sort_unstable();
    days.dedup();
    days
}
