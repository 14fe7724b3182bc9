//! C4 to C10.

use super::check;

/// From a to p in 2018, exclusive; `@` stands for more fields.
const UP: &str = r#"{"territory": ["CN"], "uses": ["OnDemandStream"], "layer": ["recording"],
    "start": "2018-01-01", "end": "2018-12-31", "exclusivity": "exclusive"@}"#;

/// From p to q, of a, inside that; `@` stands for more fields.
const DOWN: &str = r#"{"type": "sublicence", "from": "p", "to": "q", "catalogue": {"of": ["a"]}, "territory": ["CN"],
    "uses": ["OnDemandStream"], "layer": ["recording"], "start": "2018-02-01", "end": "2018-11-30"@}"#;

/// With more fields; the last of two equal fields counts.
fn with(deal: &str, more: &str) -> String {
    let fields: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&deal.replace('@', more)).unwrap_or_else(|error| panic!("{error}: {more}"));
    serde_json::Value::from(fields).to_string()
}

#[track_caller]
fn passed_on(up: &str, down: &str, expected: &[&str]) {
    check("", &[with(UP, up), with(DOWN, down)].join(","), expected);
}

#[test]
fn c4_owner_competes() {
    let runs = |start: &str, more: &str| {
        format!(
            r#""parties": [{{"id": "r", "kind": "service", "name": "r", "founded": "2000",
                "operated_by": [{{"party": "a", "start": "{start}"}}{more}]}}]"#
        )
    };
    let exclusive = with(UP, "");
    check(&runs("2010", ""), &exclusive, &["owner-competes d1#g1 r"]);
    check(&runs("[2018-06..2019-06]", ""), &exclusive, &["owner-competes? d1#g1 r"]);
    check(&runs("2019", ""), &exclusive, &[]);
    check(&runs("2010", "").replace("2000\"", "2000\", \"dissolved\": \"2017-12-31\""), &exclusive, &[]);
    // The licensee's own service, a carve-out, and what is sole.
    check(&runs("2010", r#", {"party": "p"}"#), &exclusive, &[]);
    check(&runs("2010", ""), &with(UP, r#", "to": "r""#), &[]);
    for other in [
        r#", "exclusivity": {"level": "exclusive", "carve_outs": ["r"]}"#,
        r#", "exclusivity": "sole""#,
        r#", "exclusivity": {"level": "exclusive", "end": "2009"}"#,
    ] {
        let catalog = crate::rights::tests::load(&runs("2010", ""), &with(UP, other)).catalog;
        assert_eq!(super::found_on(&catalog, None), [""; 0], "{other}");
    }
}

#[test]
fn c5_no_upstream() {
    passed_on("", "", &[]);
    passed_on(r#", "exclusivity": "unknown", "to": "r""#, "", &["no-upstream d2#g1"]);
    passed_on(
        r#", "exclusivity": "unknown", "to": "r""#,
        r#", "confidence": "claimed""#,
        &["no-upstream? d2#g1"],
    );
    passed_on(r#", "exclusivity": "unknown", "to": "r", "from": "b""#, "", &["no-upstream d2#g1"]);
    // Of another catalogue, and of one that is excepted.
    passed_on(r#", "from": "b""#, "", &["no-upstream d2#g1"]);
    let except = r#", "type": "mandate", "catalogue": {"holdings": "all", "except": ["a"]}"#;
    passed_on(except, "", &["no-upstream d2#g1"]);
    passed_on(r#", "type": "mandate", "catalogue": {"holdings": "all"}"#, r#", "upstream": ["d1"]"#, &[]);
    // A sublicence of nothing in particular, of holdings, of one's own, from nobody in particular.
    passed_on(r#", "exclusivity": "unknown", "to": "r""#, r#", "catalogue": {}"#, &["no-upstream d2#g1"]);
    passed_on(r#", "exclusivity": "unknown", "to": "r""#, r#", "catalogue": {"holdings": "all"}"#, &[]);
    passed_on(r#", "exclusivity": "unknown", "to": "r", "from": "b""#, r#", "from": "a""#, &[]);
    passed_on(
        r#", "to": "r""#,
        r#", "from": {"unspecified": "unknown"}, "end": "2018-02-01", "to": "r""#,
        &[],
    );
    passed_on(
        r#", "exclusivity": "unknown", "to": "r""#,
        r#", "from": {"several": ["p", "s"], "split": "unknown"}"#,
        &[],
    );
    // What was given as everything that somebody holds.
    let all = r#"{"from": "d", "to": "p", "type": "mandate", "catalogue": {"holdings": "all"}, "territory": ["CN"], "start": "2018-01-01", "end": "2018-12-31"}"#;
    passed_on(r#", "exclusivity": "unknown", "to": "r""#, "", &["no-upstream d2#g1"]);
    check("", &[all.to_string(), with(DOWN, "")].join(","), &[]);
    // It does not rest on itself: what comes back to its licensor's operator is held there.
    let run = r#""parties": [{"id": "p", "kind": "service", "name": "p", "operated_by": [{"party": "c"}]}]"#;
    check(run, &with(DOWN, r#", "to": "c""#), &["no-upstream d1#g1"]);
    // A listed upstream that grants nothing.
    passed_on(r#", "stage": "cancelled""#, r#", "upstream": ["d1"]"#, &["no-upstream d2#g1"]);
}

#[test]
fn upstreams_reach_operators_and_merged_parties() {
    let run = r#""parties": [{"id": "p", "kind": "service", "name": "p", "operated_by": [{"party": "c"}]}]"#;
    let pair = [with(UP, r#", "to": "c""#), with(DOWN, "")].join(",");
    check(run, &pair, &[]);
    check("", &pair, &["exclusivity-broken d1#g1 d2#g1 a CN 2018-02-01/2018-11-30", "no-upstream d2#g1"]);
    let merged = format!(r#"{pair}, {{"type": "merger", "from": "c", "to": "p", "date": "2017-01-01"}}"#);
    check("", &merged, &[]);
    // A licence of all that is the grantor's own reaches what came to it.
    let came = |deal: &str| [with(UP, r#", "from": "b""#), with(DOWN, ""), deal.to_string()].join(",");
    check("", &came(r#"{"type": "merger", "from": "a", "to": "b", "date": "2017-01-01"}"#), &[]);
    check("", &came(r#"{"type": "assignment", "from": "a", "to": "b", "start": "2017"}"#), &[]);
    check(
        "",
        &came(r#"{"type": "assignment", "from": "c", "to": "b", "start": "2017"}"#),
        &["no-upstream d2#g1"],
    );
    // What may have come to the grantor itself is its own.
    check("", &came(r#"{"type": "assignment", "from": "a", "to": "p", "start": "2017"}"#), &[]);
}

#[test]
fn c6_wider_than_upstream() {
    let excess = |what: &str| format!("wider-than-upstream d2#g1 {what}");
    passed_on("", r#", "territory": ["CN", "TW", "HK"]"#, &[&excess("territory HK+TW")]);
    passed_on("", r#", "uses": ["Stream"]"#, &[&excess("uses Stream")]);
    passed_on(r#", "uses": ["Stream"]"#, "", &[]);
    passed_on("", r#", "layer": ["video", "recording", "publishing"]"#, &[&excess("layer publishing+video")]);
    let more = r#", "catalogue": {"of": ["c", "b", "a"]}, "upstream": ["d1"]"#;
    passed_on("", more, &[&excess("catalogue b+c")]);
    let all = r#", "type": "mandate", "catalogue": {"holdings": "all"}"#;
    passed_on(all, more, &[]);
    // The union of all upstreams counts.
    let twice = [
        with(UP, ""),
        with(DOWN, r#", "territory": ["CN", "HK"]"#),
        with(UP, r#", "territory": ["HK"], "exclusivity": "unknown""#),
    ];
    check("", &twice.join(","), &[]);
    let uses = [
        with(UP, ""),
        with(DOWN, r#", "uses": ["OnDemandStream", "PermanentDownload"]"#),
        with(UP, r#", "uses": ["PermanentDownload"], "exclusivity": "unknown""#),
    ];
    check("", &uses.join(","), &[]);
    // Only where all of them state it: a default does not.
    passed_on(r#", "territory": "unknown""#, r#", "territory": ["CN", "HK"]"#, &[]);
    let silent = r#"{"territory": ["CN"], "start": "2018-01-01", "end": "2018-12-31"}"#;
    check(
        "",
        &[silent.to_string(), with(DOWN, r#", "uses": ["PermanentDownload"], "layer": ["video"]"#)].join(","),
        &[],
    );
    let defaults = r#""meta": {"title": "T", "language": "en", "defaults": {"territory": ["CN"]}}"#;
    let wide = with(DOWN, r#", "territory": ["HK"]"#);
    check(defaults, &[silent.replace(r#""territory": ["CN"], "#, ""), wide.clone()].join(","), &[]);
    check(defaults, &[silent.to_string(), wide].join(","), &[&excess("territory HK")]);
    // What the grantor owns needs no upstream.
    let own = with(DOWN, r#", "catalogue": {"of": ["a", "b"]}, "upstream": ["d1"]"#);
    let deals =
        [with(UP, ""), own, r#"{"type": "assignment", "from": "b", "to": "p", "start": "2010"}"#.to_string()];
    check("", &deals.join(","), &[]);
}

#[test]
fn c7_outside_upstream_time() {
    passed_on("", r#", "start": "2017""#, &["outside-upstream-time d2#g1 start"]);
    passed_on(
        "",
        r#", "start": "2017-12", "end": "..""#,
        &["outside-upstream-time d2#g1 start", "outside-upstream-time d2#g1 end"],
    );
    passed_on("", r#", "end": "2019-01-01""#, &["outside-upstream-time d2#g1 end"]);
    passed_on("", r#", "end": "[2018-12..]""#, &[]);
    passed_on("", r#", "end": "2019-01-01?""#, &[]);
    passed_on(r#", "end": "2018-12?""#, r#", "end": "2020""#, &[]);
    passed_on("", r#", "start": "[2017..2018]""#, &[]);
    // A renewal of an upstream counts as that upstream; so does one that is not listed if none is.
    let renewed = with(UP, r#", "start": "2019-01-01", "end": "2020-12-31", "continues": "d1""#);
    for listed in ["", r#", "upstream": ["d1"]"#] {
        let longer = with(DOWN, &format!(r#", "end": "2020-06-30"{listed}"#));
        check("", &[with(UP, ""), longer, renewed.clone()].join(","), &[]);
    }
}

#[test]
fn c8_exclusive_from_non_exclusive() {
    let exclusive = r#", "exclusivity": "sole""#;
    passed_on(r#", "exclusivity": "non-exclusive""#, exclusive, &["exclusive-from-non-exclusive d2#g1"]);
    passed_on(r#", "exclusivity": "unknown""#, exclusive, &[]);
    passed_on("", exclusive, &[]);
    passed_on(r#", "exclusivity": "non-exclusive""#, "", &[]);
    // One upstream that is exclusive is enough.
    let other = with(UP, r#", "exclusivity": "non-exclusive", "start": "2018-04-01""#);
    check("", &[with(UP, ""), with(DOWN, exclusive), other].join(","), &[]);
}

#[test]
fn c9_sublicensing_not_shown() {
    passed_on(r#", "sublicensing": "forbidden""#, "", &["sublicensing-not-shown d2#g1"]);
    passed_on(r#", "sublicensing": "with-consent""#, "", &["sublicensing-not-shown? d2#g1"]);
    passed_on(r#", "sublicensing": "unknown""#, "", &[]);
    let two = |right: &str| {
        let other =
            format!(r#", "sublicensing": "{right}", "start": "2018-06-01", "exclusivity": "unknown""#);
        [with(UP, r#", "sublicensing": "forbidden""#), with(DOWN, ""), with(UP, &other)].join(",")
    };
    check("", &two("allowed"), &[]);
    check("", &two("with-consent"), &["sublicensing-not-shown? d2#g1"]);
}

#[test]
fn c10_grantor_holds_nothing() {
    let of_b = r#", "catalogue": {"of": ["a", "b"]}"#;
    let one = |more: &str| with(UP, &format!("{of_b}{more}"));
    check("", &one(""), &["grantor-holds-nothing d1#g1 b"]);
    check("", &one(r#", "confidence": "claimed""#), &["grantor-holds-nothing? d1#g1 b"]);
    check("", &one(r#", "from": {"party": "e", "on_behalf_of": ["b"]}"#), &["grantor-holds-nothing d1#g1 a"]);
    // A licence to the grantor, an assignment in time, a merger.
    let beside = |deal: &str| [one(""), deal.to_string()].join(",");
    check("", &beside(r#"{"from": "b", "to": "a", "type": "mandate"}"#), &[]);
    check("", &beside(r#"{"from": "b", "to": "a", "type": "assignment", "start": "[2017..2018]"}"#), &[]);
    check(
        "",
        &beside(r#"{"from": "b", "to": "a", "type": "assignment", "start": "2018-06"}"#),
        &["grantor-holds-nothing d1#g1 b"],
    );
    check("", &beside(r#"{"from": "b", "to": "a", "type": "merger", "date": "2018-01-01"}"#), &[]);
    // It controls the owner: did it sign for it?
    check(
        "",
        &beside(
            r#"{"from": "a", "to": "b", "type": "ownership", "stake": {"exact": 80}, "start": "2010", "end": ".."}"#,
        ),
        &["grantor-holds-nothing d1#g1 b!"],
    );
    // A sublicence is C5's, not this one's.
    check(
        "",
        &with(UP, r#", "type": "sublicence", "catalogue": {"of": ["b"]}, "exclusivity": "unknown""#),
        &["no-upstream d1#g1"],
    );
}

#[test]
fn c10_after_an_assignment() {
    let sold = |more: &str| {
        format!(
            r#"{{"type": "assignment", "from": "a", "to": "b", "territory": ["Worldwide"], "start": "2017"{more}}}"#
        )
    };
    let after = |sale: &str| [with(UP, ""), sale.to_string()].join(",");
    check("", &after(&sold("")), &["grantor-holds-nothing d1#g1 a"]);
    for kept in [
        r#", "territory": ["HK"]"#,
        r#", "uses": ["PermanentDownload"]"#,
        r#", "layer": ["video"]"#,
        r#", "catalogue": {"of": ["a"], "share": {"exact": 40}}"#,
        r#", "catalogue": {"of": ["a"], "except": ["the live recordings"]}"#,
        r#", "confidence": "claimed""#,
        r#", "start": "2018""#,
    ] {
        check("", &after(&with(&sold("@"), kept)), &[]);
    }
    // It came back.
    let back = r#"{"type": "assignment", "from": "b", "to": "a", "catalogue": {"of": ["a"]}, "territory": ["Worldwide"],
        "start": "2017"}"#;
    check("", &[with(UP, ""), sold("").replace("2017", "2016"), back.to_string()].join(","), &[]);
    // An assignor that never owned any of it; a part of it is enough.
    let other = |of: &str| with(&sold("@"), &format!(r#", "catalogue": {{"of": [{of}]}}"#));
    check("", &other(r#""c""#), &["grantor-holds-nothing d1#g1 c"]);
    check("", &other(r#""c", "a""#), &[]);
}
