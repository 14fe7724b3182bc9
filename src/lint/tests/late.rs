//! Codes 14 to 25.

use super::{check, lint, places};
use crate::rights::{Compiled, Options};

/// A dataset of 2024, for checks that ask how long ago something was.
const CHECKED: &str = r#""meta": {"title": "T", "language": "en", "checked": "2024-01-01"}"#;

#[test]
fn cycle_14() {
    let code = "cycle";
    check(
        code,
        "",
        r#"{"upstream": ["d2"]}, {"upstream": ["d3#g1"]}, {"upstream": ["d1"]}"#,
        &["e /deals/0/upstream"],
    );
    check(code, "", r#"{"upstream": ["d2"]}, {"upstream": ["d3"]}, {}"#, &[]);
    check(code, "", r#"{"continues": "d1"}"#, &["e /deals/0/continues"]);
    check(code, "", r#"{"replaces": ["d2"]}, {"replaces": ["d1"]}"#, &["e /deals/0"]);
    let merges = |from: &str, to: &str| {
        format!(r#"{{"type": "merger", "from": "{from}", "to": "{to}", "date": "2018"}}"#)
    };
    check(code, "", &[merges("a", "b"), merges("b", "a")].join(","), &["e /deals/0"]);
    check(code, "", &[merges("a", "b"), merges("b", "c")].join(","), &[]);
    let owns = |from: &str, to: &str, more: &str| {
        format!(r#"{{"type": "ownership", "from": "{from}", "to": "{to}"{more}}}"#)
    };
    check(code, "", &[owns("a", "b", ""), owns("b", "a", "")].join(","), &["e /deals/0"]);
    let minority = r#", "stake": {"exact": 10}"#;
    check(code, "", &[owns("a", "b", ""), owns("b", "a", minority)].join(","), &[]);
    let times = [owns("a", "b", r#", "end": "2010""#), owns("b", "a", r#", "start": "2012""#)];
    check(code, "", &times.join(","), &[]);
    let runs = |a: &str, b: &str| {
        format!(
            r#""parties": [{{"id": "p", "kind": "service", "name": "p", "operated_by": [{{"party": "{a}"}}]}},
            {{"id": "q", "kind": "service", "name": "q", "operated_by": [{{"party": "{b}"}}]}}]"#
        )
    };
    check(code, &runs("q", "p"), "", &["e /parties/0"]);
    check(code, &runs("a", "a"), "", &[]);
    let group = r#""territories": [{"id": "g", "members": ["CN", "h"]}, {"id": "h", "members": ["g"]}]"#;
    assert!(!places(code, group, "").is_empty());
}

#[test]
fn claims_conflict_15() {
    let code = "claims-conflict";
    let deal = |field: &str, claims: &[(&str, &str)]| {
        let claims: Vec<String> = claims
            .iter()
            .map(|(value, choice)| {
                format!(
                    r#"{{"field": "/start", "value": "{value}", "source": "2018", "choice": "{choice}"}}"#
                )
            })
            .collect();
        format!(r#"{{{field}"claims": [{}]}}"#, claims.join(","))
    };
    let start = r#""start": "2018", "#;
    check(code, "", &deal(start, &[("2018", "preferred"), ("2017", "alternative")]), &[]);
    check(code, "", &deal(start, &[("2017", "preferred")]), &["e /deals/0/claims/0/value"]);
    check(code, "", &deal("", &[("2017", "preferred")]), &["e /deals/0/claims/0/value"]);
    check(
        code,
        "",
        &deal(start, &[("2018", "preferred"), ("2017", "preferred")]),
        &["w /deals/0/claims/1/value"],
    );
    check(code, "", &deal(start, &[("2018", "open"), ("2017", "rejected")]), &["w /deals/0/start"]);
    check(code, "", &deal("", &[("2018", "open"), ("2017", "open")]), &[]);
    check(code, "", &deal(start, &[("2018", "open"), ("2017", "alternative")]), &[]);
    let level = r#"{"exclusivity": {"level": "sole"}, "claims": [{"field": "/exclusivity", "value": "sole", "source": "2018",
        "choice": "preferred"}]}"#;
    check(code, "", level, &[]);
}

#[test]
fn end_unknown_16() {
    let code = "end-unknown";
    check(code, CHECKED, r#"{"start": "2018"}"#, &["w /deals/0"]);
    for good in [
        r#"{"start": "2019"}"#,
        r#"{"start": "2018", "end": ".."}"#,
        r#"{"start": "2018", "end": "[2019..]"}"#,
        r#"{"start": "2018", "term": {"min": "P2Y"}}"#,
        r#"{"start": "2018"}, {"type": "termination", "date": "2020", "effects": [{"on": "d1", "action": "end-grant", "date": "2020"}]}"#,
        r#"{"start": "2018", "type": "assignment"}"#,
        r#"{"announced": "2023"}"#,
    ] {
        check(code, CHECKED, good, &[]);
    }
    // Without a day of checking the latest source counts.
    check(code, "", r#"{"start": "2018", "evidence": [{"source": "2024-06"}]}"#, &["w /deals/0"]);
    check(code, "", r#"{"start": "2018", "evidence": [{"source": "2020-06"}]}"#, &[]);
}

#[test]
fn placeholder_date_17() {
    let code = "placeholder-date";
    check(code, "", r#"{"start": "1900-01-01"}"#, &["w /deals/0/start"]);
    check(code, "", r#"{"end": "9999-12-31"}"#, &["w /deals/0/end"]);
    check(
        code,
        r#""parties": [{"id": "a", "kind": "label", "name": "a", "founded": "1970-01-01"}]"#,
        "",
        &["w /parties/0/founded"],
    );
    check(code, "", r#"{"start": "1970"}"#, &[]);
    let many = |count: usize| vec![r#"{"start": "2018-01-01"}"#; count].join(",");
    check(code, "", &many(10), &["w /deals"]);
    check(code, "", &many(9), &[]);
}

#[test]
fn report_date_as_start_18() {
    let code = "report-date-as-start";
    let deal = |start: &str, more: &str| {
        format!(r#"{{"start": "{start}", "evidence": [{{"source": "2018-03-01"}}]{more}}}"#)
    };
    check(code, "", &deal("2018-03-01", ""), &["w /deals/0/start"]);
    check(code, "", &deal("2018-03-02", ""), &[]);
    check(code, "", &deal("2018-03", ""), &[]);
    check(code, "", &deal("2018-03-01", r#", "basis": {"start": "stated"}"#), &[]);
    let two = r#"{"start": "2018-03-01", "evidence": [{"source": "2018-03-01"}, {"source": "2018-04"}]}"#;
    check(code, "", two, &[]);
}

#[test]
fn operator_gap_19() {
    let code = "operator-gap";
    let service = |more: &str, entries: &str| {
        format!(
            r#""parties": [{{"id": "p", "kind": "service", "name": "p"{more}, "operated_by": [{entries}]}}]"#
        )
    };
    let changes =
        |day: &str| format!(r#"{{"party": "d", "end": "2017-12-31"}}, {{"party": "e", "start": "{day}"}}"#);
    let runs = r#"{"to": "d", "start": "2016", "end": "2020"}"#;
    check(code, &service("", &changes("2018-02-01")), runs, &["w /parties/0/operated_by"]);
    check(code, &service("", &changes("2018-01-01")), runs, &[]);
    check(
        code,
        &service("", &changes("2018-02-01")),
        r#"{"to": "d", "start": "2018-03-01", "end": "2020"}"#,
        &[],
    );
    check(code, &service("", r#"{"party": "d", "end": "2017"}"#), runs, &["w /parties/0/operated_by"]);
    check(code, &service(r#", "dissolved": "2017""#, r#"{"party": "d", "end": "2017"}"#), runs, &[]);
    check(
        code,
        &service(r#", "founded": "2015""#, r#"{"party": "d", "start": "2017"}"#),
        runs,
        &["w /parties/0/operated_by"],
    );
}

#[test]
fn continues_gap_20() {
    let code = "continues-gap";
    let pair = |start: &str| {
        format!(
            r#"{{"start": "2016-01-01", "end": "2017-12-31"}}, {{"start": "{start}", "end": "2020", "continues": "d1"}}"#
        )
    };
    check(code, "", &pair("2018-01-02"), &["w /deals/1/continues"]);
    check(code, "", &pair("2018-01-01"), &[]);
    check(code, "", &pair("2018"), &[]);
    check(code, "", &pair("2017-06-01"), &["w /deals/1/continues"]);
}

#[test]
fn term_and_end_21() {
    let code = "term-and-end";
    let deal = |term: &str| format!(r#"{{"start": "2018-01-01", "end": "2019-12-31", "term": {term}}}"#);
    check(code, "", &deal("\"P3Y\""), &["w /deals/0/term"]);
    check(code, "", &deal("\"P1Y\""), &["w /deals/0/term"]);
    check(code, "", &deal("\"P2Y\""), &[]);
    check(code, "", &deal(r#"{"min": "P1Y"}"#), &[]);
}

/// Parties a and b, with more fields.
fn two_parties(first: &str, second: &str) -> String {
    format!(r#""parties": [{{"id": "a", "kind": "label"{first}}}, {{"id": "b", "kind": "label"{second}}}]"#)
}

#[test]
fn identity_22() {
    let code = "identity";
    let wikidata =
        |id: &str| format!(r#", "name": "{id}", "identifiers": [{{"scheme": "wikidata", "id": "{id}"}}]"#);
    check(code, &two_parties(&wikidata("Q1"), &wikidata("Q1")), "", &["e /parties/1/identifiers/0/id"]);
    check(code, &two_parties(&wikidata("Q1"), &wikidata("Q2")), "", &[]);
    check(code, &two_parties(&wikidata("Q1"), &wikidata("2")), "", &["w /parties/1/identifiers/0/id"]);
}

#[test]
fn language_tag_23() {
    let code = "language-tag";
    check(code, "", r#"{"note": {"en": "Sony 索尼", "zh-Hans": "索尼音乐"}}"#, &[]);
    check(code, "", r#"{"note": {"en": "索尼音乐"}}"#, &["w /deals/0/note/en"]);
    check(code, "", r#"{"note": {"zh_Hans": "索尼音乐"}}"#, &["w /deals/0/note/zh_Hans"]);
    check(
        code,
        "",
        r#"{"evidence": [{"source": "2018", "lang": "english language"}]}"#,
        &["w /deals/0/evidence/0/lang"],
    );
    let named = |lang: &str| {
        two_parties(
            &format!(r#", "name": "a", "names": [{{"text": "索尼", "lang": "{lang}"}}]"#),
            r#", "name": "b""#,
        )
    };
    check(code, &named("en"), "", &["w /parties/0/names/0/lang"]);
    check(code, &named("zh"), "", &[]);
    check(code, r#""meta": {"title": "T", "language": "e"}"#, "", &["w /meta/language"]);
}

#[test]
fn renamed_party_24() {
    let code = "renamed-party";
    let other =
        |kind: &str| format!(r#", "name": "New", "names": [{{"text": "old  name", "type": "{kind}"}}]"#);
    check(
        code,
        &two_parties(r#", "name": "Old Name""#, &other("former")),
        "",
        &["w /parties/1/names/0/text"],
    );
    check(code, &two_parties(r#", "name": "Old Name""#, &other("error")), "", &[]);
    check(code, &two_parties(r#", "name": "Older Name""#, &other("former")), "", &[]);
    let service = |more: &str| {
        format!(
            r#""parties": [{{"id": "a", "kind": "company", "name": "X"}}, {{"id": "p", "kind": "service", "name": "X"{more}}}]"#
        )
    };
    check(code, &service(""), "", &["w /parties/1/name"]);
    check(code, &service(r#", "operated_by": [{"party": "a"}]"#), "", &[]);
}

#[test]
fn housekeeping_25() {
    let found = |more: &str, deals: &str, place: &str| {
        let places = places("housekeeping", more, deals);
        places.contains(&format!("n {place}"))
    };
    // An unused party, group and source; a service without operator or grant.
    assert!(found("", "", "/parties/0") && !found("", "{}", "/parties/0"));
    assert!(found("", "", "/parties/5") && !found("", "{}", "/parties/5"));
    let group = r#""territories": [{"id": "g", "members": ["CN"]}]"#;
    assert!(
        found(group, "{}", "/territories/0") && !found(group, r#"{"territory": ["g"]}"#, "/territories/0")
    );
    assert!(
        found("", "{}", "/sources/0") && !found("", r#"{"evidence": [{"source": "undated"}]}"#, "/sources/0")
    );
    // A deal that does nothing, an event at no time, an old dispute, a long quote.
    assert!(found("", r#"{"type": "order", "date": "2018"}"#, "/deals/0"));
    assert!(!found("", r#"{"type": "event", "event_kind": "launch", "date": "2018"}"#, "/deals/0"));
    assert!(found("", r#"{"type": "event", "event_kind": "launch"}"#, "/deals/0"));
    let dispute =
        |date: &str| format!(r#"{{"disputes": [{{"by": "a", "date": "{date}", "response": "pending"}}]}}"#);
    assert!(found(CHECKED, &dispute("2022"), "/deals/0/disputes/0"));
    assert!(!found(CHECKED, &dispute("2023-02"), "/deals/0/disputes/0"));
    let quote = |length: usize| {
        format!(r#"{{"evidence": [{{"source": "2018", "quote": "{}"}}]}}"#, "x".repeat(length))
    };
    assert!(
        found("", &quote(301), "/deals/0/evidence/0/quote")
            && !found("", &quote(300), "/deals/0/evidence/0/quote")
    );
}

/// A file that names no day at all, neither its own nor that of a source.
#[test]
fn ends_cannot_be_asked_about_without_a_day() {
    let note = |end: &str| {
        let text = format!(
            r#"{{"format": "catalog-atlas/1", "meta": {{"title": "T", "language": "en"}},
            "parties": [{{"id": "p", "kind": "label", "name": "P"}}, {{"id": "q", "kind": "service", "name": "Q"}}],
            "deals": [{{"id": "d", "type": "licence", "from": "p", "to": "q", "start": "2001"{end}}}], "sources": []}}"#
        );
        let catalog = crate::data::Catalog::load(text.as_bytes()).expect("a dataset").catalog;
        let compiled = Compiled::new(&catalog, Options { presume: false, known: None });
        let found = lint(&catalog, &compiled);
        found.into_iter().find(|finding| finding.code == "end-unknown").map(|finding| finding.pointer)
    };
    assert_eq!(note("").as_deref(), Some("/meta"));
    assert_eq!(note(r#", "end": "..""#), None);
}
