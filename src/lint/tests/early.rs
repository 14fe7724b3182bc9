//! Codes 1 to 13: what the loader finds, and sources.

use super::{check, lint};
use crate::rights::{Compiled, Options};

#[test]
fn loader_1_to_5() {
    check("unknown-field", "", r#"{"teritory": ["CN"]}"#, &["w /deals/0/teritory"]);
    check("unknown-field", "", r#"{"territory": ["CN"], "x_own": 1}"#, &[]);
    check("dangling-reference", "", r#"{"to": "nobody"}"#, &["e /deals/0/to"]);
    check("dangling-reference", "", r#"{"to": "q"}"#, &[]);
    check("duplicate-id", "", r#"{"id": "x1"}, {"id": "x1"}"#, &["e /deals/1/id"]);
    check("duplicate-id", "", r#"{"id": "x1"}, {"id": "x1.2"}"#, &[]);
    check("bad-date", "", r#"{"start": "2018-13"}"#, &["e /deals/0/start"]);
    check("bad-date", "", r#"{"start": "2018-12~"}"#, &[]);
    check("period-reversed", "", r#"{"start": "2018", "end": "2017"}"#, &["e /deals/0/end"]);
    check("period-reversed", "", r#"{"start": "2018", "end": "2018-01"}"#, &[]);
    let own = r#"{"start": "2018", "end": "2020", "exclusivity": {"level": "exclusive", "end": "2022"}}"#;
    check("period-reversed", "", own, &["w /deals/0/exclusivity"]);
    let effect = |until: &str| {
        format!(
            r#"{{}}, {{"type": "event", "event_kind": "removal", "effects": [{{"on": "d1", "action": "suspend",
            "date": "2018-03", "until": "{until}"}}]}}"#
        )
    };
    check("period-reversed", "", &effect("2018-02"), &["e /deals/1/effects/0/until"]);
    check("period-reversed", "", &effect("2018-03"), &[]);
}

#[test]
fn loader_11_to_13() {
    check("bad-territory", "", r#"{"territory": ["SU"]}"#, &["e /deals/0/territory/0"]);
    check(
        "bad-territory",
        "",
        r#"{"territory": {"include": ["CN"], "exclude": ["HK"]}}"#,
        &["e /deals/0/territory/exclude"],
    );
    check("bad-territory", "", r#"{"territory": {"include": ["Worldwide"], "exclude": ["HK"]}}"#, &[]);
    check("bad-price", "", r#"{"price": [{"kind": "total", "amount": 3}]}"#, &["e /deals/0/price/0"]);
    check("bad-price", "", r#"{"price": [{"kind": "royalty", "percent": 101}]}"#, &["e /deals/0/price/0"]);
    check(
        "bad-price",
        "",
        r#"{"price": [{"kind": "fine", "amount": 3, "currency": "CNY"}]}"#,
        &["w /deals/0/price"],
    );
    check("bad-price", "", r#"{"price": [{"kind": "total", "amount": 3, "currency": "CNY"}]}"#, &[]);
    check("bad-measure", "", r#"{"catalogue": {"count": {"exact": 3}}}"#, &["e /deals/0/catalogue/count"]);
    check(
        "bad-measure",
        "",
        r#"{"catalogue": {"share": {"exact": 101}}}"#,
        &["e /deals/0/catalogue/share/exact"],
    );
    check("bad-measure", "", r#"{"catalogue": {"share": {"exact": 99}}}"#, &[]);
}

#[test]
fn no_evidence_6() {
    let deal = |more: &str| format!(r#"{{"evidence": [{{"source": "2018"{more}}}]}}"#);
    check("no-evidence", "", &deal(""), &[]);
    check("no-evidence", "", &deal(r#", "stance": "mentions""#), &["e /deals/0"]);
    check("no-evidence", "", r#"{"confidence": "claimed"}"#, &["w /deals/0"]);
    // Said to be right, with a reason; without one it counts.
    let said = r#"{"x_lint_ok": ["no-evidence"], "x_lint_reason": "told by both sides"}"#;
    check("no-evidence", "", said, &[]);
    check("no-evidence", "", r#"{"x_lint_ok": ["no-evidence"]}"#, &["e /deals/0"]);
}

/// Sources `s1` and `s2`, with more fields.
fn two_sources(first: &str, second: &str) -> String {
    format!(
        r#""sources": [{{"id": "s1", "kind": "news", "title": "1", "published": "2018-02"{first}}},
        {{"id": "s2", "kind": "news", "title": "2", "published": "2018-02"{second}}}]"#
    )
}

const BOTH: &str =
    r#"{"confidence": "confirmed", "announced": "2018", "evidence": [{"source": "s1"}, {"source": "s2"}]}"#;

#[test]
fn confidence_unsupported_7() {
    let found: &[&str] = &["w /deals/0/confidence"];
    let code = "confidence-unsupported";
    let sources = |first: &str, second: &str| {
        let more = two_sources(first, second);
        // The helper adds a source for each that is named; these are there already.
        places_of(code, &more, BOTH)
    };
    assert_eq!(sources(r#", "publisher": "A""#, r#", "publisher": "B""#), [""; 0]);
    assert_eq!(sources(r#", "publisher": "A""#, r#", "publisher": "a""#), found);
    assert_eq!(sources(r#", "publisher": "A""#, r#", "publisher": "B", "copy_of": "s1""#), found);
    assert_eq!(sources("", r#", "corrected_by": "s1""#), found);
    let one = BOTH.replace(r#", {"source": "s2"}"#, "");
    let alone = |first: &str, deal: &str| places_of(code, &two_sources(first, ""), deal);
    assert_eq!(alone("", &one), found);
    assert_eq!(alone("", &one.replace("confirmed", "reported")), [""; 0]);
    assert_eq!(alone("", &one.replace("\"2018\"", "\"2018-03\"")), found);
    let paper = two_sources("", "").replacen("news", "filing", 1);
    assert_eq!(places_of(code, &paper, &one), [""; 0]);
    assert_eq!(
        places_of(code, &paper, &one.replace("\"2018\"", "\"2018-03\"")),
        found,
        "older than the event"
    );
    let posts = two_sources("", "").replace("news", "social");
    assert_eq!(places_of(code, &posts, BOTH), found);
}

#[test]
fn sources_not_independent_8() {
    let code = "sources-not-independent";
    let found: &[&str] = &["w /deals/0/evidence"];
    let sources = |first: &str, second: &str| places_of(code, &two_sources(first, second), BOTH);
    assert_eq!(sources("", ""), [""; 0]);
    assert_eq!(sources(r#", "publisher": "A""#, r#", "publisher": "B""#), [""; 0]);
    assert_eq!(sources(r#", "publisher": "A""#, r#", "publisher": "A""#), found);
    assert_eq!(sources("", r#", "copy_of": "s1""#), found);
    assert_eq!(sources(r#", "owned_by": "p""#, r#", "owned_by": "p""#), found);
    assert_eq!(sources(r#", "owned_by": "t""#, r#", "owned_by": "t""#), [""; 0], "no party to the deal");
}

#[test]
fn sources_lack_9_and_10() {
    let code = "source-undated";
    assert_eq!(places_of(code, &two_sources("", ""), BOTH), [""; 0]);
    let undated = two_sources("", "").replacen(r#", "published": "2018-02""#, "", 1);
    assert_eq!(places_of(code, &undated, BOTH), ["n /sources/0"]);
    let url = r#", "url": "https://example.org/1""#;
    let both = r#", "url": "https://example.org/1", "archive_url": "https://example.net/1""#;
    assert_eq!(places_of("source-unlinked", &two_sources(url, both), BOTH), ["n /sources/0"]);
    assert_eq!(places_of("source-unlinked", &two_sources(both, both), BOTH), [""; 0]);
}

/// As [`places`], with sources that are given whole.
fn places_of(code: &str, more: &str, deals: &str) -> Vec<String> {
    let text = format!(
        r#"{{"format": "catalog-atlas/1", "meta": {{"title": "T", "language": "en"}}, "parties": [
        {{"id": "a", "kind": "label", "name": "a"}}, {{"id": "p", "kind": "service", "name": "p"}},
        {{"id": "t", "kind": "service", "name": "t"}}], "deals": [{deals}], {more}}}"#
    );
    let text = text.replacen(
        r#""deals": [{"#,
        r#""deals": [{"id": "d1", "type": "licence", "from": "a", "to": "p", "#,
        1,
    );
    let catalog = crate::data::Catalog::load(text.as_bytes()).expect("a dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: false, known: None });
    let found = lint(&catalog, &compiled).into_iter().filter(|finding| finding.code == code);
    found.map(|finding| format!("{} {}", &finding.severity.word()[..1], finding.pointer)).collect()
}
