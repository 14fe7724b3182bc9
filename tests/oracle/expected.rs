//! The second evaluator is measured against the answers that every implementation must give.

use super::facts::{Facts, Reading};
use super::naive::{Naive, Place};
use super::records::{File, Word};
use catalog_atlas::dates::Day;
use serde_json::Value;
use std::fs;
use std::path::Path;

const WORDS: [&str; 4] = ["no", "possible", "presumed", "yes"];

fn examples(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/examples").join(name);
    serde_json::from_slice(&fs::read(path).expect("an example")).expect("JSON")
}

#[test]
fn the_second_evaluator_gives_the_expected_answers() {
    let expected = examples("expected.json");
    let mut wrong = Vec::new();
    for case in expected.as_array().expect("a list") {
        let document = examples(case["file"].as_str().expect("a file"));
        let mut file = File::read(&document);
        let question = &case["question"];
        let text = |key: &str, default| question.get(key).and_then(Value::as_str).unwrap_or(default);
        let place = Place {
            catalogue: file.party(text("catalogue", "")),
            territory: file.places.bit(text("territory", "")),
            usage: file.uses.bit(text("use", "OnDemandStream")),
            layer: file.layers.bit(text("layer", "recording")),
        };
        let reading = Reading {
            presume: question.get("presume").and_then(Value::as_bool).unwrap_or(true),
            known: question
                .get("known_on")
                .and_then(Value::as_str)
                .map(|day| Day::parse(day).expect("a day").0),
        };
        let day = Day::parse(text("date", "")).expect("a day").0;
        let facts = Facts::new(&file, reading);
        let naive = Naive::new(&facts, &[day]);
        let at = naive.day(day);
        let party = file.party(text("party", ""));
        let words = naive.words(&naive.spot(place), at);
        let (answer, exclusive) = words[party];
        let mut others = [0u64; 4];
        let mine = naive.operates[at].iter().filter(|(operator, ..)| *operator == party);
        let mine: Vec<usize> = mine.map(|(_, service, _)| *service).collect();
        for (other, (word, _)) in words.iter().enumerate() {
            if other != party && file.parties[other].service && !mine.contains(&other) {
                others[*word as usize] += 1;
            }
        }
        let word = |word: Word| WORDS[word as usize];
        let count = |key: &str| case["others"][key].as_u64().expect("a number");
        let right = case["answer"] == word(answer)
            && case["exclusive"] == word(exclusive)
            && [3, 2, 1].map(|at: usize| others[at]) == ["yes", "presumed", "possible"].map(count);
        if !right {
            wrong.push(format!("{question}: {} {} {others:?}", word(answer), word(exclusive)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
