//! C1 to C3 and C18.

use super::{check, found_on};
use crate::rights::findings::{Code, MOST_PAIRS, findings};
use crate::rights::{Compiled, Options};

/// Exclusive to p in 2018.
const P: &str =
    r#"{"territory": ["CN"], "start": "2018-01-01", "end": "2018-12-31", "exclusivity": "exclusive"}"#;

fn with(first: &str, second: &str) -> String {
    format!("{first}, {second}")
}

/// The second deal, to q for part of 2018, with these fields besides.
fn q(more: &str) -> String {
    format!(r#"{{"to": "q", "territory": ["CN", "HK"], "start": "2018-06-01", "end": "2019-12-31"{more}}}"#)
}

#[track_caller]
fn beside_p(second: &str, expected: &[&str]) {
    check("", &with(P, second), expected);
}

#[test]
fn c1_two_exclusives() {
    let both = "d1#g1 d2#g1 a CN 2018-06-01/2018-12-31";
    let exclusive = r#", "exclusivity": "exclusive""#;
    beside_p(&q(exclusive), &[&format!("two-exclusives {both}")]);
    beside_p(&q(r#", "exclusivity": "sole""#), &[&format!("two-exclusives {both}")]);
    for less in [
        // A deal that is possible, an unsure date, a part of the catalogue.
        r#", "exclusivity": "exclusive", "confidence": "claimed""#,
        r#", "exclusivity": {"level": "exclusive", "start": "2018-06-01?"}"#,
        r#", "exclusivity": "exclusive", "catalogue": {"of": ["a"], "complete": false}"#,
    ] {
        beside_p(&q(less), &[&format!("two-exclusives? {both}")]);
    }
    // Halves may be different halves.
    let half = r#"{"catalogue": {"of": ["a"], "share": {"exact": 50}}, "to": "@", "territory": ["CN"], "start": "2018",
        "exclusivity": "exclusive"}"#;
    check(
        "",
        &with(&half.replace('@', "p"), &half.replace('@', "q")),
        &["two-exclusives? d1#g1 d2#g1 a CN 2018-01-01/.."],
    );
    let most = |percent: &str| {
        half.replace("50", percent).replace("\"2018\"", "\"2018-01-01\"").replace("},\n", "},")
    };
    let ends = |deal: String| deal.replace("\"exclusivity\"", "\"end\": \"2019-01-01\", \"exclusivity\"");
    check(
        "",
        &with(&ends(most("51").replace('@', "p")), &ends(most("50").replace('@', "q"))),
        &["two-exclusives d1#g1 d2#g1 a CN 2018-01-01/2019-01-01"],
    );
    // A territory that is not known may be the same.
    beside_p(
        r#"{"to": "q", "start": "2018-06-01", "end": "2019-12-31", "exclusivity": "exclusive"}"#,
        &["two-exclusives? d1#g1 d2#g1 a ? 2018-06-01/2018-12-31"],
    );
}

#[test]
fn c1_boxes_that_do_not_meet() {
    // More fields count before those of the pair.
    let apart = |more: &str| {
        let mut fields: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&q(r#", "exclusivity": "exclusive""#)).unwrap();
        fields.append(&mut serde_json::from_str(&format!("{{{more}}}")).unwrap());
        let found = found_on(
            &crate::rights::tests::load("", &with(P, &serde_json::Value::from(fields).to_string())).catalog,
            None,
        );
        assert!(!found.iter().any(|finding| finding.contains("two-exclusives")), "{more}: {found:?}");
    };
    apart(r#""territory": ["HK"]"#);
    apart(r#""uses": ["PermanentDownload"]"#);
    apart(r#""layer": ["publishing"]"#);
    apart(r#""from": "b""#);
    apart(r#""start": "2019-01-01""#);
    apart(r#""exclusivity": {"level": "exclusive", "start": "2019-06"}"#);
    // What Stream contains is in it.
    let stream = r#", "exclusivity": "exclusive", "uses": ["Stream"]"#;
    beside_p(&q(stream), &["two-exclusives d1#g1 d2#g1 a CN 2018-06-01/2018-12-31"]);
    // A catalogue that is excepted is not in it.
    let except = r#"{"to": "q", "from": "b", "type": "mandate", "catalogue": {"of": ["a", "b"], "except": ["a"]},
        "territory": ["CN"], "start": "2018-01-01", "end": "2018-12-31", "exclusivity": "exclusive"}"#;
    beside_p(except, &[]);
}

#[test]
fn excuses_of_all_three() {
    let exclusive = r#""exclusivity": "exclusive""#;
    for (second, why) in [
        (q(&format!(r#", {exclusive}, "continues": "d1""#)), "a renewal"),
        (q(&format!(r#", {exclusive}, "replaces": ["d1"], "start": "2018-06""#)), "a deal in its place"),
        (
            q(r#", "effects": [{"on": "d1", "action": "affects", "date": "@start"}]"#),
            "an effect at its start",
        ),
        (
            q(r#", "effects": [{"select": {"to": ["p"]}, "action": "affects", "date": "@start"}]"#),
            "the same by selection",
        ),
        (q(&format!(r#", {exclusive}, "to": "p", "start": "2018-03-01""#)), "the same licensee"),
        (q(r#", "to": {"unspecified": "unknown"}"#), "an unspecified licensee"),
        (
            q(&format!(
                r#", {exclusive}, "from": {{"unspecified": "unknown"}}, "catalogue": {{"of": ["a"]}}"#
            )),
            "an unspecified licensor",
        ),
        (
            q(&format!(r#", {exclusive}, "to": {{"several": ["q", "r"], "split": "unknown"}}"#)),
            "named together",
        ),
        (
            q(
                r#", "from": "p", "type": "sublicence", "catalogue": {"of": ["a"]}, "end": "2018-12-31", "territory": ["CN"]"#,
            ),
            "passed on by the licensee",
        ),
    ] {
        // The last of two equal keys counts.
        let fields: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&second).unwrap();
        let second = serde_json::Value::from(fields).to_string();
        let catalog = crate::rights::tests::dataset("", &with(P, &second));
        assert_eq!(found_on(&catalog, None), [""; 0], "{why}");
    }
    // Passed on twice: the licensee is not the grantor, but stands above it.
    let passed = |from: &str, to: &str, start: &str| {
        format!(
            r#"{{"type": "sublicence", "from": "{from}", "to": "{to}", "catalogue": {{"of": ["a"]}}, "territory": ["CN"],
                "start": "{start}", "end": "2018-11-30"}}"#
        )
    };
    beside_p(&with(&passed("p", "r", "2018-02-01"), &passed("r", "q", "2018-03-01")), &[]);
    // One deal with two grants.
    let one = r#"{"territory": ["CN"], "start": "2018", "exclusivity": "exclusive",
        "grants": [{"id": "g1", "from": "a", "to": "p"}, {"id": "g2", "from": "a", "to": "q"}]}"#;
    check("", one, &[]);
    // b is a licence to a's own licensor.
    let agent = r#"{"from": "a", "to": "b", "territory": ["CN"], "start": "2017-01-01", "end": "2019-01-01"},
        {"from": "b", "to": "p", "type": "sublicence", "catalogue": {"of": ["a"]}, "upstream": ["d1"], "territory": ["CN"],
         "start": "2018-01-01", "end": "2018-12-31", "exclusivity": "exclusive"}"#;
    check("", agent, &[]);
}

#[test]
fn groups_excuse_while_they_may_last() {
    let owns = |end: &str| {
        format!(
            r#"{{"type": "ownership", "from": "t", "to": "p", "stake": {{"exact": 60}}, "start": "2010", "end": "{end}"}},
        {{"type": "ownership", "from": "t", "to": "q", "control": "yes", "start": "2010", "end": ".."}}"#
        )
    };
    let finding = ["two-exclusives d1#g1 d2#g1 a CN 2018-06-01/2018-12-31"];
    let pair = with(P, &q(r#", "exclusivity": "exclusive""#));
    check("", &with(&pair, &owns("..")), &[]);
    check("", &with(&pair, &owns("2018-06")), &[]);
    check("", &with(&pair, &owns("2018-05")), &finding);
    check("", &with(&pair, &owns("..").replace("60", "50")), &finding);
    // Operators and successors belong to it.
    let run = r#""parties": [{"id": "p", "kind": "service", "name": "p", "operated_by": [{"party": "c"}]},
        {"id": "q", "kind": "service", "name": "q", "operated_by": [{"party": "d", "end": "2018-07-01"}]}]"#;
    check(run, &pair, &finding);
    check(run, &with(&pair, r#"{"type": "merger", "from": "d", "to": "c", "date": "2018-08-01"}"#), &[]);
    check(run, &with(&pair, r#"{"type": "merger", "from": "d", "to": "c", "date": "2019-08-01"}"#), &finding);
    // b's licensor acts in the group of a's licensee.
    let sister = r#"{"from": "t", "to": "q", "type": "sublicence", "catalogue": {"of": ["a"]}, "upstream": ["d1"],
        "territory": ["CN"], "start": "2018-06-01", "end": "2018-07-01"}"#;
    check("", &with(&with(P, sister), &owns("..").replace(r#""to": "q""#, r#""to": "e""#)), &[]);
}

#[test]
fn c2_exclusivity_broken() {
    beside_p(
        &q(r#", "exclusivity": "non-exclusive""#),
        &["exclusivity-broken d1#g1 d2#g1 a CN 2018-06-01/2018-12-31 ended?"],
    );
    beside_p(&q(""), &["exclusivity-broken d1#g1 d2#g1 a CN 2018-06-01/2018-12-31 ended?"]);
    // On one day.
    beside_p(
        &q("").replace("2018-06-01", "2018-12-31"),
        &["exclusivity-broken d1#g1 d2#g1 a CN 2018-12-31/2018-12-31 ended?"],
    );
    // What is said of an exclusivity that is none does not count.
    beside_p(
        &q(r#", "exclusivity": {"level": "non-exclusive", "start": "2019-06-01"}"#),
        &["exclusivity-broken d1#g1 d2#g1 a CN 2018-06-01/2018-12-31 ended?"],
    );
    // It may have begun before the exclusivity.
    beside_p(
        &q(r#", "start": "2018"#)
            .replace(r#""start": "2018-06-01", "#, "")
            .replace("\"start\": \"2018}", "\"start\": \"2018\"}"),
        &["exclusivity-broken d1#g1 d2#g1 a CN 2018-01-01/2018-12-31 ended?"],
    );
    beside_p(
        &q("").replace("2018-06-01", "[2017-12..2018-02]"),
        &["exclusivity-broken? d1#g1 d2#g1 a CN 2018-01-01/2018-12-31"],
    );
    beside_p(&q("").replace("2018-06-01", "2019-01-01"), &[]);
    // Another licensor: no question whether the exclusivity ended.
    let other = q(r#", "from": "b", "type": "mandate", "catalogue": {"of": ["a", "b"]}"#);
    beside_p(
        &with(
            r#"{"from": "a", "to": "b", "type": "mandate", "territory": ["CN"], "start": "2018-02-01", "end": "2019-12-31", "exclusivity": {"level": "non-exclusive"}, "confidence": "denied"}"#,
            &other,
        ),
        &["exclusivity-broken d1#g1 d3#g1 a CN 2018-06-01/2018-12-31", "grantor-holds-nothing d3#g1 a"],
    );
    let carved = P.replace("\"exclusive\"", r#"{"level": "exclusive", "carve_outs": ["q"]}"#);
    check("", &with(&carved, &q("")), &[]);
    // Carve-outs do not excuse two exclusives.
    check(
        "",
        &with(&carved, &q(r#", "exclusivity": "exclusive""#)),
        &["two-exclusives d1#g1 d2#g1 a CN 2018-06-01/2018-12-31"],
    );
    // An assignment gives no licence.
    check(
        "",
        &with(P, r#"{"type": "assignment", "to": "b", "territory": ["CN"], "start": "2018-06-01"}"#),
        &[],
    );
}

#[test]
fn an_exclusivity_that_is_over_is_not_broken() {
    let shorter = P.replace(r#""exclusive""#, r#"{"level": "exclusive", "end": "2018-05-31"}"#);
    check("", &with(&shorter, &q("")), &[]);
    check("", &with(&shorter, &q(r#", "exclusivity": "exclusive""#)), &[]);
}

#[test]
fn c3_earlier_licence_survives() {
    let earlier = |start: &str| q("").replace("2018-06-01", start);
    beside_p(&earlier("2017"), &["earlier-licence-survives d1#g1 d2#g1 a CN 2018-01-01/2018-12-31"]);
    beside_p(
        &earlier("2017").replace("2019-12-31", "[2017-06..]"),
        &["earlier-licence-survives? d1#g1 d2#g1 a CN 2018-01-01/2018-12-31"],
    );
    beside_p(&earlier("2016").replace("2019-12-31", "2017"), &[]);
    check(
        "",
        &with(
            &P.replace("\"exclusive\"", r#"{"level": "exclusive", "carve_outs": ["q"]}"#),
            &earlier("2017"),
        ),
        &[],
    );
}

#[test]
fn c18_duplicate_deal() {
    let deal = |start: &str, more: &str| format!(r#"{{"territory": ["CN"], "start": "{start}"{more}}}"#);
    check("", &with(&deal("2018-01-01", ""), &deal("2018-02-01", "")), &["duplicate-deal? d1#g1 d2#g1"]);
    check("", &with(&deal("2018-01-01", ""), &deal("2018-02-02", "")), &[]);
    check("", &with(&deal("2018-01-01", ""), &deal("2018-01", "")), &["duplicate-deal? d1#g1 d2#g1"]);
    check("", &with(&deal("2018-01-01", ""), &deal("2018", "")), &[]);
    check("", &with(&deal("2018-01-01", ""), &deal("2018-01-01", r#", "to": "q""#)), &[]);
    check("", &with(&deal("2018-01-01", ""), &deal("2018-01-01", r#", "type": "mandate""#)), &[]);
    check("", &with(&deal("2018-01-01", ""), &deal("2018-01-01", r#", "layer": ["video"]"#)), &[]);
    // Of two catalogues.
    let of = |whose: &str| {
        deal("2018-01-01", &format!(r#", "confidence": "claimed", "catalogue": {{"of": ["{whose}"]}}"#))
    };
    check("", &with(&of("a"), &of("b")), &["grantor-holds-nothing? d2#g1 b"]);
    // Neither says when: they may be one.
    check("", r#"{"territory": ["CN"]}, {"territory": ["CN"]}"#, &["duplicate-deal? d1#g1 d2#g1"]);
}

#[test]
fn a_pair_is_one_finding_whatever_the_order_and_however_many_catalogues() {
    let deal = |to: &str| {
        format!(
            r#"{{"from": "e", "to": "{to}", "type": "mandate", "catalogue": {{"of": ["c", "e", "b"]}},
        "territory": ["CN"], "start": "2018-01-01", "end": "2018-12-31", "exclusivity": "exclusive", "confidence": "claimed"}}"#
        )
    };
    let catalog = crate::rights::tests::dataset("", &with(&deal("p"), &deal("q")));
    let found = found_on(&catalog, None);
    assert!(
        found.contains(&"two-exclusives? d1#g1 d2#g1 b+c+e CN 2018-01-01/2018-12-31".to_string()),
        "{found:?}"
    );
    assert_eq!(found.iter().filter(|finding| finding.starts_with("two")).count(), 1);
}

#[test]
fn a_list_that_is_cut_says_so() {
    // 60 licensees in one catalogue: 1,770 pairs.
    let parties: Vec<String> =
        (0..60).map(|n| format!(r#"{{"id": "s{n}", "kind": "service", "name": "s{n}"}}"#)).collect();
    let deals: Vec<String> = (0..60)
        .map(|n| {
            format!(r#"{{"to": "s{n}", "territory": ["CN"], "start": "2018", "exclusivity": "exclusive"}}"#)
        })
        .collect();
    let catalog =
        crate::rights::tests::dataset(&format!("\"parties\": [{}]", parties.join(",")), &deals.join(","));
    let compiled = Compiled::new(&catalog, Options { presume: false, known: None });
    let found = findings(&catalog, &compiled);
    assert_eq!(found.list.len(), MOST_PAIRS as usize);
    assert!(found.list.iter().all(|finding| finding.code == Code::TwoExclusives));
    assert_eq!(found.cut, [(catalog.party_ix("a").unwrap(), 770)]);
    assert_eq!(found.of_deal(catalog.deal_ix("d1").unwrap()).len(), 45);
    assert_eq!(found.of_party(&catalog, &compiled, catalog.party_ix("s0").unwrap()).len(), 45);
    assert_eq!(found.of_party(&catalog, &compiled, catalog.party_ix("a").unwrap()).len(), 1000);
    assert!(found.of_party(&catalog, &compiled, catalog.party_ix("b").unwrap()).is_empty());
}
