//! The answers that every implementation must give (`tests/examples/expected.json`).

use catalog_atlas::data::Catalog;
use catalog_atlas::data::words::Layer;
use catalog_atlas::dates::Day;
use catalog_atlas::rights::engine::TerritoryIx;
use catalog_atlas::rights::{Answer, Compiled, Engine, Options, Question, Status};
use serde_json::{Value, json};
use std::fs;

fn read(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/examples/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn word(status: Status) -> &'static str {
    if status == Status::Certain { "yes" } else { status.word() }
}

/// An answer as `expected.json` has it, without `findings`.
fn as_expected(answer: &Answer) -> Value {
    let percent = |(min, max): (f64, f64)| {
        let whole = |part: f64| if part.fract() == 0.0 { json!(part as u64) } else { json!(part) };
        json!([whole(min), whole(max)])
    };
    let chains: Vec<Vec<&str>> =
        answer.chains.iter().map(|chain| chain.steps.iter().map(|step| step.id.as_str()).collect()).collect();
    json!({
        "answer": word(answer.answer),
        "exclusive": word(answer.exclusive),
        "coverage": percent(answer.coverage.percents()),
        "chains": chains,
        "others": {"yes": answer.others.yes, "presumed": answer.others.presumed, "possible": answer.others.possible},
        "gatekeeper": answer.gatekeeper,
    })
}

#[test]
fn every_answer() {
    let cases: Vec<Value> = serde_json::from_slice(&read("expected.json")).expect("JSON");
    assert_eq!(cases.len(), 65);
    let mut wrong = Vec::new();
    for case in &cases {
        let text = |value: &Value, key: &str| value[key].as_str().map(str::to_string);
        let asked = &case["question"];
        let loaded = Catalog::load(&read(case["file"].as_str().expect("a file"))).expect("a dataset");
        let catalog = loaded.catalog;
        let known = text(asked, "known_on").map(|day| Day::parse(&day).expect("a day"));
        let presume = asked["presume"].as_bool().unwrap_or(true);
        let compiled = Compiled::new(&catalog, Options { presume, known });
        let engine = Engine::new(&catalog, &compiled);
        let party = |key: &str| catalog.party_ix(asked[key].as_str().expect("an id")).expect("a party");
        let question = Question {
            party: party("party"),
            catalogue: party("catalogue"),
            territory: TerritoryIx::of_code(asked["territory"].as_str().expect("a code")).expect("a code"),
            date: Day::parse(asked["date"].as_str().expect("a day")).expect("a day"),
            usage: engine.usage(&text(asked, "use").unwrap_or("OnDemandStream".to_string())),
            layer: text(asked, "layer")
                .map_or(Layer::Recording, |word| Layer::from_word(&word).expect("a layer")),
        };
        let answer = engine.ask(&question);
        let found = as_expected(&answer);
        let mut expected = case.clone();
        let fields = expected.as_object_mut().expect("an object");
        fields.retain(|key, _| !["file", "question", "findings"].contains(&key.as_str()));
        if found != expected {
            wrong.push(format!("{} {asked}\n  expected {expected}\n  found    {found}", case["file"]));
        }
        assert_eq!(engine.word(&question), (answer.answer, answer.exclusive));
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
