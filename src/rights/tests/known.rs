//! Section 8: as known on a day.

use super::{ALL, dataset, day, says};
use crate::rights::Options;

/// A licence from 2015 on with these fields, as known on a day.
#[track_caller]
fn check(fields: &str, known: &str, expected: &str) {
    let known = if known.is_empty() { None } else { Some(day(known)) };
    let end = if fields.contains("\"end\"") { "" } else { r#", "end": "..""# };
    let catalog = dataset("", &format!(r#"{{"start": "2015-01-01" {end}, {fields}}}"#));
    says(&catalog, Options { known, ..ALL }, "d1#g1", expected);
}

fn evidence(sources: &[&str]) -> String {
    let piece = |source: &&str| format!(r#"{{"source": "{source}"}}"#);
    format!(r#""evidence": [{}]"#, sources.iter().map(piece).collect::<Vec<_>>().join(", "))
}

#[test]
fn a_deal_is_known_by_its_best_source() {
    let day = "2015-06-01 ";
    for (sources, known, word) in [
        (&["2016-03-10"][..], "", "yes"),
        (&["2016-03-10"], "2016-03-09", "nothing"),
        (&["2016-03-10"], "2016-03-10", "yes"),
        (&["2016-03"], "2016-02-29", "nothing"),
        (&["2016-03"], "2016-03-01", "possible"),
        (&["2016-03"], "2016-03-31", "yes"),
        (&["2016-03-10", "2015-01-10"], "2015-02-01", "yes"),
        (&["2016-03-10", "2015"], "2015-02-01", "possible"),
        (&["undated"], "2015-02-01", "possible"),
        (&["undated", "2015-01-10"], "2015-02-01", "yes"),
        (&["undated", "2016-03-10"], "2015-02-01", "possible"),
        (&[], "2015-02-01", "possible"),
        (&[], "", "yes"),
        // What rests on an unsure day is at most possible.
        (&["2015-01-10unsure"], "2015-02-01", "possible"),
        (&["2015-03-10unsure"], "2015-02-01", "nothing"),
    ] {
        check(&evidence(sources), known, &format!("{day}{word}"));
    }
    // Only what supports it counts.
    let mute = evidence(&["2015-01-10", "2016-03-10"]).replacen('}', r#", "stance": "mentions"}"#, 1);
    check(&mute, "2015-02-01", "2015-06-01 nothing");
    check(&mute, "2016-03-10", "2015-06-01 yes");
}

#[test]
fn the_value_of_the_deal_is_lowered() {
    let rumour = format!(r#"{}, "confidence": "rumoured""#, evidence(&["2015-01-10"]));
    check(&rumour, "2016-01-01", "2015-06-01 possible");
    let announced = format!(r#"{}, "stage": "announced""#, evidence(&["2015-01-10"]));
    check(&announced, "2016-01-01", "2015-06-01 possible");
}

#[test]
fn a_retraction_counts_from_its_day() {
    let fields =
        format!(r#"{}, "retracted": {{"date": "2016-03", "reason": "wrong"}}"#, evidence(&["2015-01-10"]));
    for (known, word) in [
        ("", "nothing"),
        ("2016-02-29", "yes"),
        ("2016-03-01", "possible"),
        ("2016-03-30", "possible"),
        ("2016-03-31", "nothing"),
        ("2015-01-09", "nothing"),
    ] {
        check(&fields, known, &format!("2015-06-01 {word}"));
    }
}

#[test]
fn in_force_counts_once_it_was_surely_published() {
    let fields = r#""end": "[2015..2018]", "evidence": [{"source": "2015-01-10"}, {"source": "2016-03", "in_force": true}]"#;
    check(fields, "", "2016-03-01 yes, 2016-03-02 possible");
    check(fields, "2016-03-30", "2015-01-01 yes, 2016-03-01 possible");
    check(fields, "2016-03-31", "2016-03-01 yes");
}

#[test]
fn effects_of_deals_that_are_not_known_yet() {
    let deals = format!(
        r#"{{"start": "2015-01-01", "end": "..", {}}},
           {{"type": "event", "event_kind": "other", "effects": [{{"on": "d1", "action": "end-grant", "date": "2016-01-01"}}], {}}}"#,
        evidence(&["2015"]),
        evidence(&["2016-02"])
    );
    let catalog = dataset("", &deals);
    let as_known = |date: &str, word: &str| {
        says(&catalog, Options { known: Some(day(date)), ..ALL }, "d1#g1", &format!("2016-06-01 {word}"));
    };
    as_known("2016-01-31", "yes");
    as_known("2016-02-01", "possible");
    as_known("2016-02-29", "no");
}

#[test]
fn lives_that_end_later() {
    let catalog = dataset(
        r#""parties": [{"id": "p", "kind": "service", "name": "P", "dissolved": "2018-03"}]"#,
        &format!(r#"{{"start": "2015-01-01", "end": "..", {}}}"#, evidence(&["2015"])),
    );
    let as_known = |date: &str, expected: &str| {
        says(&catalog, Options { known: Some(day(date)), ..ALL }, "d1#g1", expected);
    };
    as_known("2018-02-28", "2018-03-15 yes, 2030-01-01 yes");
    // It may end later than that, which would not be known.
    as_known("2018-03-15", "2018-03-01 yes, 2018-03-15 possible, 2030-01-01 possible");
    as_known("2018-03-31", "2018-03-01 yes, 2018-03-15 possible, 2018-04-01 no");
}
