//! C11 to C17.

use super::{check, found_on};

#[test]
fn c11_party_not_alive() {
    let lives = r#""parties": [{"id": "a", "kind": "label", "name": "a", "founded": "2000", "dissolved": "2015-06"},
        {"id": "p", "kind": "service", "name": "p", "founded": "2005?"}]"#;
    let deal =
        |start: &str, end: &str| format!(r#"{{"territory": ["CN"], "start": "{start}", "end": "{end}"}}"#);
    check(lives, &deal("2001", "2010"), &[]);
    check(lives, &deal("1999", "2010"), &["party-not-alive d1#g1 a start"]);
    check(lives, &deal("2016", "2018"), &["party-not-alive d1#g1 a start", "party-not-alive d1#g1 a end"]);
    check(lives, &deal("2010", "2015-07-01"), &["party-not-alive d1#g1 a end"]);
    check(lives, &deal("2010", "[2015-06..]"), &[]);
    check(lives, &deal("2015-06-30", "2015-06-30"), &[]);
    check(lives, &deal("1999?", "2010"), &[]);
    check(lives, r#"{"territory": ["CN"], "announced": "2018"}"#, &[]);
    let merged = format!(
        r#"{}, {{"type": "merger", "from": "a", "to": "b", "date": "2015-07-01"}}"#,
        deal("2010", "2020")
    );
    check(lives, &merged, &[]);
    check(lives, &merged.replace("2010", "1999"), &[]);
    let died = lives.replace(r#""founded": "2000", "#, "");
    check(&died, &deal("2010", "2015-07-01"), &["party-not-alive d1#g1 a end"]);
    check(&lives.replace("2005?", "2005"), &deal("2004", "2010"), &["party-not-alive d1#g1 p start"]);
}

#[test]
fn c12_end_before_start() {
    let reversed = |more: &str| {
        let deal = format!(r#"{{"territory": ["CN"], "start": "2018", "end": "2016"{more}}}"#);
        found_on(&crate::rights::tests::load("", &deal).catalog, None)
    };
    assert_eq!(reversed(""), ["end-before-start d1#g1"]);
    assert_eq!(reversed(r#", "note": "x""#), ["end-before-start d1#g1"]);
    check("", r#"{"territory": ["CN"], "start": "2018", "end": "2018-01"}"#, &[]);
}

#[test]
fn c13_two_owners() {
    let sold = |to: &str, more: &str| {
        format!(r#"{{"type": "assignment", "to": "{to}", "territory": ["CN"], "start": "2018"{more}}}"#)
    };
    let pair = |more: &str| [sold("b", ""), sold("c", more)].join(",");
    check("", &pair(""), &["two-owners d1#g1 d2#g1 a"]);
    check("", &pair(r#", "confidence": "claimed""#), &["two-owners? d1#g1 d2#g1 a"]);
    check(
        "",
        &pair("").replace(r#""to": "c", "territory": ["CN"]"#, r#""to": "c", "territory": ["HK"]"#),
        &[],
    );
    check(
        "",
        &[sold("b", ""), sold("b", "")].join(",").replace("2018\"}, {", "x"),
        &["duplicate-deal? d1#g1 d2#g1"],
    );
    let merges = |to: &str| format!(r#"{{"type": "merger", "from": "a", "to": "{to}", "date": "2018"}}"#);
    check("", &[merges("b"), merges("c")].join(","), &["two-owners d1 d2 a"]);
    check("", &[merges("b"), merges("c").replace("2018", "2018?")].join(","), &["two-owners? d1 d2 a"]);
    check("", &[merges("b"), merges("b")].join(","), &[]);
}

#[test]
fn c14_over_100_percent() {
    let holds = |from: &str, percent: &str, start: &str, end: &str| {
        format!(
            r#"{{"type": "ownership", "from": {from}, "to": "p", "stake": {{{percent}}}, "start": "{start}", "end": "{end}"}}"#
        )
    };
    let both = |second: String| [holds("\"a\"", "\"exact\": 60", "2010", "2015"), second].join(",");
    check(
        "",
        &both(holds("\"b\"", "\"minimum\": 41", "2012-03-01", "2013")),
        &["over-100-percent d1 d2 p 2012-03-01"],
    );
    check("", &both(holds("\"b\"", "\"exact\": 40", "2012", "2013")), &[]);
    check("", &both(holds("\"b\"", "\"maximum\": 90", "2012", "2013")), &[]);
    check("", &both(holds("\"b\"", "\"exact\": 60", "2015-02", "2018")), &[]);
    // A joint stake counts once.
    check(
        "",
        &both(holds(r#"{"several": ["b", "c"], "split": "each"}"#, "\"exact\": 40", "2012", "2013")),
        &[],
    );
    let claimed = holds("\"b\"", "\"exact\": 60", "2012", "2013")
        .replace("ownership\"", "ownership\", \"confidence\": \"claimed\"");
    check("", &both(claimed), &[]);
}

#[test]
fn c15_inside_ban() {
    let order = |more: &str, effects: &str| {
        format!(
            r#"{{"type": "order", "id": "ban", "date": "2019-01-01", "effects": [{{"select": {{"to": ["p"]}}, "action":
            "ban-exclusivity", "date": "2019-02-01"{more}}}{effects}]}}"#
        )
    };
    let grant = |level: &str, start: &str, end: &str| {
        format!(r#"{{"territory": ["CN"], "start": "{start}", "end": "{end}", "exclusivity": "{level}"}}"#)
    };
    let inside = |grant: String, more: &str, expected: &[&str]| {
        check("", &[grant, order(more, "")].join(","), expected);
    };
    let long = || grant("exclusive", "2018-01-01", "2020-12-31");
    let found = ["inside-ban d1#g1 ban"];
    inside(long(), "", &found);
    inside(grant("sole", "2019-06-01", "2020-12-31"), "", &found);
    inside(grant("non-exclusive", "2018-01-01", "2020-12-31"), "", &[]);
    inside(grant("exclusive", "2018-01-01", "2019-01-31"), "", &[]);
    inside(grant("exclusive", "2018-01-01", "2019"), "", &["inside-ban? d1#g1 ban"]);
    inside(long().replace("{\"", "{\"to\": \"q\", \""), "", &[]);
    inside(long(), r#", "until": "2019-03-01""#, &found);
    inside(grant("exclusive", "2019-04-01", "2020-12-31"), r#", "until": "2019-03-01""#, &[]);
    // Exceptions that fit, may fit, or do not.
    let except = |text: &str| format!(r#", "except": [{{{text}}}]"#);
    let year = || grant("exclusive", "2019-03-01", "2020-02-29");
    inside(year(), &except(r#""max_term": "P1Y""#), &[]);
    inside(long(), &except(r#""max_term": "P1Y""#), &found);
    inside(
        grant("exclusive", "2019-03", "2020-03"),
        &except(r#""max_term": "P1Y""#),
        &["inside-ban? d1#g1 ban"],
    );
    inside(long(), &except(r#""text": "first releases""#), &["inside-ban? d1#g1 ban"]);
    inside(long(), &except(r#""from_kind": ["label"]"#), &[]);
    inside(long(), &except(r#""from_kind": ["artist"], "max_term": "P9Y""#), &found);
    let of_length = r#"{"territory": ["CN"], "start": "2019", "end": "2029", "exclusivity": {"level": "exclusive", "term": "P1Y"}}"#;
    inside(of_length.to_string(), &except(r#""max_term": "P1Y""#), &[]);
    // The same order ends it.
    let ends = r#", {"select": {"to": ["p"]}, "action": "end-exclusivity", "date": "2019-06-01"}"#;
    check("", &[long(), order("", ends)].join(","), &[]);
    check("", &[grant("exclusive", "2019-07-01", "2020-12-31"), order("", ends)].join(","), &found);
}

#[test]
fn c16_sources_contradict() {
    let deal = |more: &str| {
        format!(
            r#"{{"territory": ["CN"], "start": "2018", "evidence": [{{"source": "2018-01-01"}},
            {{"source": "2018-06-01", "stance": "contradicts"}}]{more}}}"#
        )
    };
    check("", &deal(""), &["sources-contradict? d1"]);
    check("", &deal("").replace("contradicts", "mentions"), &[]);
    check("", &deal(r#", "confidence": "disputed""#), &[]);
    check("", &deal(r#", "disputes": [{"by": "a"}]"#), &[]);
    check(
        "",
        &deal(
            r#", "claims": [{"field": "/start", "value": "2018", "source": "2018-01-01", "choice": "preferred"}]"#,
        ),
        &[],
    );
    // As known before the second source.
    let catalog = crate::rights::tests::dataset("", &deal(""));
    let known = |day: &str| found_on(&catalog, Some(crate::rights::tests::day(day)));
    assert_eq!(known("2018-05-31"), [""; 0]);
    assert_eq!(known("2018-06-01"), ["sources-contradict? d1"]);
    assert_eq!(known("2017-01-01"), [""; 0]);
}

#[test]
fn c17_effect_misses() {
    let effect = |day: &str, more: &str| {
        format!(
            r#"{{"territory": ["CN"], "start": "2018-03-01", "end": "2019-12-31"}}, {{"type": "termination", "id": "end",
            "date": "2018"{more}, "effects": [{{"on": "d1", "action": "end-grant", "date": "{day}"}}]}}"#
        )
    };
    check("", &effect("2018-06-01", ""), &[]);
    check("", &effect("2018-03-01", ""), &["effect-misses end d1#g1"]);
    check("", &effect("2017", ""), &["effect-misses end d1#g1"]);
    check("", &effect("2018-03", ""), &[]);
    check("", &effect("2020-01-01", ""), &["effect-misses end d1#g1"]);
    check("", &effect("2019-12-31", ""), &[]);
    check("", &effect("2020?", ""), &["effect-misses? end d1#g1"]);
    check("", &effect("2020", r#", "confidence": "claimed""#), &["effect-misses? end d1#g1"]);
    // A selection picks what it picks.
    check("", &effect("2020", "").replace(r#""on": "d1""#, r#""select": {"to": ["p"]}"#), &[]);
}
