//! `atlas ask`: one question, many, and such as cannot be understood.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn atlas(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_atlas"));
    command.current_dir(folder(".")).arg("ask").args(arguments).output().expect("the tool runs")
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

const FILE: &str = "static/data/china-music.json";

/// Every case of the published examples through the tool, many at a time.
#[test]
fn many_questions_are_answered_in_their_order() {
    let cases: Vec<Value> =
        serde_json::from_slice(&std::fs::read(folder("tests/examples/expected.json")).expect("cases"))
            .expect("JSON");
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("questions.json");
    for file in ["ex1.json", "ex2.json", "ex3.json", "ex4.json"] {
        let mine: Vec<&Value> = cases.iter().filter(|case| case["file"] == file).collect();
        assert!(!mine.is_empty(), "{file}");
        std::fs::write(&scratch, serde_json::to_vec(&mine).expect("JSON")).expect("a scratch file");
        let example = format!("tests/examples/{file}");
        let output = atlas(&[&example, "--questions", scratch.to_str().expect("a path"), "--format", "json"]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        let answers: Vec<Value> = serde_json::from_str(&text(&output)).expect("a list");
        assert_eq!(answers.len(), mine.len());
        for (answer, case) in answers.iter().zip(mine) {
            for key in ["question", "answer", "exclusive", "coverage", "chains", "others", "gatekeeper"] {
                assert_eq!(answer[key], case[key], "{file} {} {key}", case["question"]);
            }
            assert!(answer["presumed"].is_array() && answer["missing"].is_array());
            assert_eq!(answer["answer"] == "presumed", answer["presumed"] != json!([]), "{answer}");
        }
    }
}

#[test]
fn one_question_is_answered_in_sentences_or_as_one_object() {
    let question = ["qq-music", "him", "CN", "2017-12-01"];
    let output = atlas(&[&[FILE][..], &question].concat());
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output);
    assert!(
        said.starts_with("Presumed: QQ Music could offer sound recordings of HIM International Music"),
        "{said}"
    );
    assert!(said.contains("him-ali-2015#g1"), "{said}");
    let strict = atlas(&[&[FILE][..], &question, &["--strict", "--format", "json"]].concat());
    let strict: Value = serde_json::from_str(&text(&strict)).expect("an object");
    assert_eq!(strict["answer"], "possible");
    assert_eq!(strict["question"]["presume"], false);
    let early = atlas(&[&[FILE][..], &question, &["--known", "2010-01-01", "--format", "json"]].concat());
    let early: Value = serde_json::from_str(&text(&early)).expect("an object");
    assert_ne!(early["answer"], "presumed", "reported later");
}

/// For people everything has its name, and beside it the id to look it up by.
#[test]
fn parties_places_and_deals_are_named_beside_their_ids() {
    let said = text(&atlas(&[FILE, "qq-music", "him", "CN", "2017-12-01"]));
    assert!(
        said.contains(
            "QQ Music [qq-music] · HIM International Music [him] · mainland China [CN] · 2017-12-01"
        ),
        "{said}"
    );
    assert!(said.contains("taken to run until 11 September 2020 [swap-tme-ali-2017#totme]"), "{said}");
    assert!(said.contains("exclusively [him-ali-2015#g1]: from about March 2015"), "{said}");
    let no = text(&atlas(&["tests/examples/ex1.json", "qq-music", "sony-music", "HK", "2016-01-15"]));
    assert!(no.contains(" in Hong Kong on ") && no.contains("· Hong Kong [HK] ·"), "{no}");
    assert!(no.contains("covered Hong Kong. [sony-tencent-2014#g1]"), "{no}");
}

/// Where others had what was exclusive, the records that contradict each other are told.
#[test]
fn what_contradicts_an_exclusivity_is_told_with_its_deals() {
    let said = text(&atlas(&[FILE, "qq-music", "cooking-vinyl", "CN", "2020-08-01"]));
    assert!(
        said.contains("exclusivity-broken: ")
            && said.contains("[cookingvinyl-ali-2017#g1, cookingvinyl-tme-2020#g1]"),
        "{said}"
    );
}

#[test]
fn a_no_says_what_is_missing() {
    let output =
        atlas(&["tests/examples/ex1.json", "qq-music", "sony-music", "HK", "2016-01-15", "--format", "json"]);
    let answer: Value = serde_json::from_str(&text(&output)).expect("an object");
    assert_eq!(answer["answer"], "no");
    assert_eq!(answer["missing"][0]["condition"], "territory", "{answer}");
    assert_eq!(answer["missing"][0]["chain"], json!(["sony-tencent-2014#g1", "qq-music~op0"]));
}

#[test]
fn what_cannot_be_understood_is_told_with_what_was_meant() {
    let output = atlas(&[FILE, "qq-musik", "him", "cn", "2017"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output);
    for near in ["qq-music", "CN", "2017-01-01"] {
        assert!(said.contains(near), "{near}: {said}");
    }
    let output = atlas(&["no-such-file.json", "a", "b", "CN", "2017-01-01"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no-such-file.json"));
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bad-questions.json");
    let good = json!({"party": "qq-music", "catalogue": "him", "territory": "CN", "date": "2017-12-01"});
    let mut bad = good.clone();
    bad["known_on"] = json!("yesterday");
    std::fs::write(&scratch, json!([{"question": bad}, {"question": good}]).to_string())
        .expect("a scratch file");
    let output = atlas(&[FILE, "--questions", scratch.to_str().expect("a path"), "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "one of them was not understood");
    let answers: Vec<Value> = serde_json::from_str(&text(&output)).expect("a list");
    assert!(
        answers[0]["mistakes"][0].as_str().is_some_and(|said| said.contains("yesterday")),
        "{}",
        answers[0]
    );
    assert_eq!(answers[1]["answer"], "presumed");
}

/// A question that is none is refused in its place; the others are answered.
#[test]
fn one_spoilt_question_does_not_stop_the_others() {
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("spoilt-questions.json");
    let good = json!({"party": "qq-music", "catalogue": "him", "territory": "CN", "date": "2017-12-01"});
    let with = |key: &str, value: Value| {
        let mut question = good.clone();
        question[key] = value;
        json!({"question": question})
    };
    let spoilt = [
        (json!({"no": "question"}), "there is no “question” object"),
        (json!(7), "there is no “question” object"),
        (with("date", Value::Null), "“date” is missing."),
        (with("party", json!(5)), "“party” must be text in quotes, not 5."),
        (with("known", json!("2018-01-01")), "“known” is no part of a question."),
        (with("use", json!("streaming")), "“streaming” is no use type of DDEX"),
    ];
    let mut questions: Vec<Value> = spoilt.iter().map(|(question, _)| question.clone()).collect();
    questions.push(json!({"question": good}));
    std::fs::write(&scratch, json!(questions).to_string()).expect("a scratch file");
    let path = scratch.to_str().expect("a path");
    let output = atlas(&[FILE, "--questions", path, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let answers: Vec<Value> = serde_json::from_str(&text(&output)).expect("a list");
    assert_eq!(answers.len(), questions.len());
    for (answer, (question, said)) in answers.iter().zip(&spoilt) {
        let mistakes = answer["mistakes"].as_array().expect("mistakes");
        assert!(
            mistakes.len() == 1 && mistakes[0].as_str().is_some_and(|it| it.starts_with(said)),
            "{question}: {answer}"
        );
    }
    assert_eq!(answers[spoilt.len()]["answer"], "presumed");
    let shown = text(&atlas(&[FILE, "--questions", path]));
    assert!(shown.contains("Question 3 cannot be understood: “date” is missing."), "{shown}");
}

/// An operator whose dates are not recorded has no period to show.
#[test]
fn a_step_without_dates_has_no_empty_place() {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-dates.json");
    let mut document: Value =
        serde_json::from_slice(&std::fs::read(folder(FILE)).expect("a file")).expect("JSON");
    for party in document["parties"].as_array_mut().expect("parties") {
        for run in party.get_mut("operated_by").and_then(Value::as_array_mut).into_iter().flatten() {
            *run = json!({"party": run["party"]});
        }
    }
    std::fs::write(&file, document.to_string()).expect("a scratch file");
    let shown = text(&atlas(&[file.to_str().expect("a path"), "qq-music", "him", "CN", "2017-12-01"]));
    assert!(shown.contains("QQ Music [qq-music~op0]: ") && !shown.contains(": , "), "{shown}");
}
