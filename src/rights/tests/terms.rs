//! Section 3, steps 1 to 3: open claims, values, expansion.

use super::{ALL, dataset, says};
use crate::data::words::Sublicensing;
use crate::rights::Compiled;

/// One deal (`d1`) with these fields.
#[track_caller]
fn check(fields: &str, grant: &str, expected: &str) {
    says(&dataset("", &format!("{{{fields}}}")), ALL, grant, expected);
}

/// Running from 2015 on.
const RUNS: &str = r#""start": "2015-01-01", "end": "..""#;

fn claims(field: &str, choices: &[&str]) -> String {
    let claim = |choice: &&str| {
        format!(r#"{{"field": "{field}", "value": "x", "source": "undated", "choice": "{choice}"}}"#)
    };
    format!(r#""claims": [{}]"#, choices.iter().map(claim).collect::<Vec<_>>().join(", "))
}

#[test]
fn a_field_whose_claims_are_all_open_is_not_known() {
    let open = |field| claims(field, &["open", "rejected", "open"]);
    check(&format!("{RUNS}, {}", open("/start")), "d1#g1", "1000-01-01 possible, 2015-01-01 possible");
    check(&format!("{RUNS}, {}", open("/end")), "d1#g1", "2015-01-01 yes, 2015-01-02 possible");
    check(
        &format!(r#""announced": "2015-01-01", "end": "..", {}"#, open("/announced")),
        "d1#g1",
        "1000-01-01 possible",
    );
    let exclusive = r#""exclusivity": {"level": "exclusive", "end": "2016-01-01"}"#;
    check(
        &format!("{RUNS}, {exclusive}, {}", open("/exclusivity")),
        "d1#g1",
        "2015-01-01 yes/possible, 2016-01-02 yes/possible",
    );
    // One that is preferred or an alternative is a value; rejected ones alone say nothing.
    check(&format!("{RUNS}, {}", claims("/start", &["open", "alternative"])), "d1#g1", "2015-01-01 yes");
    check(&format!("{RUNS}, {}", claims("/start", &["rejected"])), "d1#g1", "2015-01-01 yes");
}

#[test]
fn a_claim_on_the_deal_speaks_of_the_grants_that_inherit() {
    let deal = |field: &str| {
        format!(
            r#"{RUNS}, "from": "a", "to": "p", "grants": [{{"id": "g1"}}, {{"id": "g2", "start": "2016-01-01"}}], {}"#,
            claims(field, &["open"])
        )
    };
    check(&deal("/start"), "d1#g1", "1000-01-01 possible");
    check(&deal("/start"), "d1#g2", "1000-01-01 no, 2016-01-01 yes");
    check(&deal("/grants/1/start"), "d1#g1", "1000-01-01 no, 2015-01-01 yes");
    check(&deal("/grants/1/start"), "d1#g2", "1000-01-01 possible");
}

#[test]
fn no_default_fills_an_open_field() {
    let more = r#""meta": {"title": "T", "language": "en", "defaults": {"territory": ["CN"]}}"#;
    let first = |deal: &str| Compiled::new(&dataset(more, deal), ALL).grants[0].clone();
    let open = |field| format!(r#"{{"type": "mandate", {}}}"#, claims(field, &["open"]));
    assert!(first("{}").territory.is_some());
    assert_eq!(first(&open("/territory")).territory, None);
    assert_eq!(first(&open("/start")).sublicensing, Sublicensing::Allowed);
    assert_eq!(first(&open("/sublicensing")).sublicensing, Sublicensing::Unknown);
}

#[test]
fn value_of_a_deal() {
    for (fields, word) in [
        (r#""confidence": "confirmed""#, "yes"),
        (r#""confidence": "reported""#, "yes"),
        (r#""confidence": "claimed""#, "possible"),
        (r#""confidence": "rumoured""#, "possible"),
        (r#""confidence": "disputed""#, "possible"),
        (r#""confidence": "denied""#, "nothing"),
        (r#""stage": "announced""#, "possible"),
        (r#""stage": "signed""#, "yes"),
        (r#""stage": "completed""#, "yes"),
        (r#""stage": "cancelled""#, "nothing"),
        (r#""retracted": {"date": "2016-01-01", "reason": "wrong"}"#, "nothing"),
    ] {
        check(&format!("{RUNS}, {fields}"), "d1#g1", &format!("2015-06-01 {word}"));
    }
    let strict = r#""meta": {"title": "T", "language": "en", "policy": {"certain": ["confirmed"], "possible": ["denied"]}}"#;
    for (confidence, word) in [("confirmed", "yes"), ("reported", "nothing"), ("denied", "possible")] {
        let deal = format!(r#"{{{RUNS}, "confidence": "{confidence}"}}"#);
        says(&dataset(strict, &deal), ALL, "d1#g1", &format!("2015-06-01 {word}"));
    }
}

#[test]
fn pairs() {
    let from =
        |side: &str| format!(r#"{RUNS}, "from": {side}, "to": {{"several": ["p", "q"], "split": "each"}}"#);
    // Licensors first.
    let each = from(r#"{"several": ["a", "b"], "split": "each"}"#);
    let catalog = dataset("", &format!("{{{each}}}"));
    let compiled = Compiled::new(&catalog, ALL);
    let ends = |ix: usize| {
        let link = &compiled.grants[ix];
        let id = |party| catalog.party(party).id.to_string();
        (link.pair, link.from.map(id), id(link.to), link.joint)
    };
    let pair = |number, from: &str, to: &str| (number, Some(from.to_string()), to.to_string(), false);
    let all: Vec<_> = (0..4).map(ends).collect();
    assert_eq!(all, [pair(1, "a", "p"), pair(2, "a", "q"), pair(3, "b", "p"), pair(4, "b", "q")]);
    check(&each, "d1#g1.4", "2015-01-01 yes");
    // The represented parties are the parties in law.
    let agent = r#"{"party": "c", "on_behalf_of": ["a"]}"#;
    check(&from(agent), "d1#g1.2", "2015-01-01 yes");
    let alone = format!(r#"{{{RUNS}, "from": {agent}}}"#);
    let catalog = dataset("", &alone);
    let link = &Compiled::new(&catalog, ALL).grants[0];
    assert_eq!((link.from, link.pair), (catalog.party_ix("a"), 0));
    // Joint lists and unspecified licensors are possible; an unspecified licensee makes no link.
    check(&from(r#"{"several": ["a", "b"], "split": "unknown"}"#), "d1#g1.1", "2015-01-01 possible");
    check(&from(r#"{"unspecified": "undisclosed"}"#), "d1#g1.2", "2015-01-01 possible");
    check(&format!(r#"{RUNS}, "to": {{"unspecified": "unknown"}}"#), "d1#g1", "2015-01-01 nothing");
}

#[test]
fn assignments_last() {
    let sold = r#""type": "assignment", "to": "b", "start": "2015-01-01""#;
    check(sold, "d1#g1", "2014-12-31 no, 2015-01-01 yes, 2030-01-01 yes");
    check(&format!(r#"{sold}, "end": "2020-01-01""#), "d1#g1", "2030-01-01 yes");
    // No presumption applies: an announced sale may not have happened yet.
    let presumed = dataset(super::PRESUME, r#"{"type": "assignment", "to": "b", "announced": "2015-01-01"}"#);
    says(&presumed, ALL, "d1#g1", "2015-06-01 possible, 2016-01-01 yes");
}
