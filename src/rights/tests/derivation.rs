//! Sections 3.5 and 4: a grant at a point, and chains of grants.

use super::asking::check;

/// A licence of `a`, which may be passed on, from 2010 on.
const D1: &str = r#"{"to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"}"#;

/// A sublicence of `b` with these fields.
fn sub(fields: &str) -> String {
    format!(r#"{D1}, {{"type": "sublicence", "from": "b", "start": "2015-01-01", "end": "..", {fields}}}"#)
}

#[test]
fn an_owner_may_use_and_grant_and_nobody_else() {
    check("", "", &[("a a 2015-01-01", "yes/yes []"), ("p a 2015-01-01", "no/no")]);
    check("", r#"{"start": "2015-01-01", "end": ".."}"#, &[("p a 2015-01-01", "yes/possible [d1]")]);
    // Another catalogue is not the grantor's own.
    let other = r#"{"start": "2015-01-01", "end": "..", "catalogue": {"of": ["b"]}}"#;
    check("", other, &[("p a 2016-01-01", "no/no"), ("p b 2016-01-01", "no/no")]);
}

#[test]
fn the_same_point_must_satisfy_every_step() {
    let deals = sub(r#""catalogue": {"of": ["a"]}, "exclusivity": "non-exclusive""#);
    check("", &deals, &[("p a 2014-12-31", "no/no"), ("p a 2015-01-01", "yes/no [d1 d2]")]);
    let ended = deals.replace(r#""2010-01-01", "end": "..""#, r#""2010-01-01", "end": "2015-06-30""#);
    check("", &ended, &[("p a 2015-06-30", "yes/no [d1 d2]"), ("p a 2015-07-01", "no/no")]);
    let elsewhere = deals.replace(r#""from": "b""#, r#""from": "b", "territory": ["DE", "FR"]"#);
    check("", &elsewhere, &[("p a 2016-01-01", "yes/no [d1 d2]"), ("p a 2016-01-01 in FR", "no/no")]);
}

#[test]
fn the_right_to_pass_on_is_a_right_of_its_own() {
    for (word, strict, presumed) in [
        ("allowed", "yes", "yes"),
        ("unknown", "possible", "presumed"),
        ("with-consent", "possible", "possible"),
        ("forbidden", "no", "no"),
    ] {
        let deals = sub(r#""catalogue": {"of": ["a"]}"#).replace("allowed", word);
        let chain = |answer: &str| match answer {
            "no" => "no/no".to_string(),
            _ => format!("{answer}/possible [d1 d2]"),
        };
        check(
            "",
            &deals,
            &[
                ("p a 2016-01-01 strict", &chain(strict)),
                ("p a 2016-01-01", &chain(presumed)),
                // Who holds it may use it all the same.
                ("b a 2016-01-01", "yes/possible [d1]"),
            ],
        );
    }
}

#[test]
fn passing_on_is_presumed_only_where_it_is_confirmed() {
    let unknown = |fields: &str| sub(fields).replace("allowed", "unknown");
    let at = |deals: &str, expected: &str| check("", deals, &[("p a 2016-01-01", expected)]);
    at(&unknown(r#""catalogue": {"of": ["a"]}"#), "presumed/possible [d1 d2]");
    at(&unknown(r#""upstream": ["d1"]"#), "possible/possible [d1 d2]");
    for doubt in [
        r#""confidence": "rumoured""#,
        r#""disputes": [{"by": "a"}]"#,
        r#""to": {"several": ["p", "q"], "split": "unknown"}"#,
        r#""stage": "announced""#,
    ] {
        at(&unknown(&format!(r#""catalogue": {{"of": ["a"]}}, {doubt}"#)), "possible/possible [d1 d2]");
    }
    // Another sublicence of the same catalogue confirms it as well; of another one it does not.
    let more = |of: &str| {
        let rumour = unknown(r#""catalogue": {"of": ["a"]}, "confidence": "rumoured""#);
        format!(
            r#"{rumour}, {{"type": "sublicence", "from": "b", "to": "q", "catalogue": {{"of": ["{of}"]}}, "start": "2015"}}"#
        )
    };
    check(
        "",
        &more("a"),
        &[("p a 2016-01-01", "possible/possible [d1 d2]"), ("q a 2016-01-01", "presumed/possible [d1 d3]")],
    );
    check("", &more("c"), &[("q a 2016-01-01", "no/no")]);
    // A service of the licensee, and its successor, speak for it.
    let service =
        r#""parties": [{"id": "s", "kind": "service", "name": "S", "operated_by": [{"party": "b"}]}]"#;
    let from_service = unknown(r#""catalogue": {"of": ["a"]}"#).replace(r#""from": "b""#, r#""from": "s""#);
    check(service, &from_service, &[("p a 2016-01-01", "presumed/possible [d1 s~op0 d2]")]);
    let merged = format!(
        r#"{}, {{"type": "merger", "from": "b", "to": "c", "date": "2012-01-01"}}"#,
        unknown(r#""catalogue": {"of": ["a"]}"#).replace(r#""from": "b""#, r#""from": "c""#)
    );
    check("", &merged, &[("p a 2016-01-01", "presumed/possible [d1 d2]")]);
}

#[test]
fn which_catalogues_a_grant_covers() {
    let at = |catalogue: &str, expected: &str| {
        check(
            "",
            &sub(&format!(r#""catalogue": {catalogue}, "exclusivity": "non-exclusive""#)),
            &[("p a 2016-01-01", expected)],
        );
    };
    at(r#"{"of": ["a"]}"#, "yes/no [d1 d2]");
    at(r#"{"of": ["a", "c"]}"#, "yes/no [d1 d2]");
    at(r#"{"of": ["c"]}"#, "no/no");
    at(r#"{"of": ["a"], "except": ["a"]}"#, "no/no");
    at(r#"{"holdings": "all"}"#, "yes/no [d1 d2]");
    at(r#"{"holdings": "all", "except": ["a"]}"#, "no/no");
    at(r#"{"named": ["a"]}"#, "yes/no [d1 d2]");
    at(r#"{"named": ["c"]}"#, "no/no");
    at("{}", "possible/no [d1 d2]");
    // A share of all together, and not one of each.
    at(r#"{"of": ["a", "c"], "share": {"minimum": 50}}"#, "possible/no [d1 d2]");
    at(r#"{"of": ["a"], "share": {"minimum": 50}}"#, "yes/no [d1 d2]");
    at(r#"{"of": ["a"], "share": {"minimum": 50, "of": "pool"}}"#, "possible/no [d1 d2]");
    at(r#"{"holdings": "all", "share": {"minimum": 50}}"#, "possible/no [d1 d2]");
    at(r#"{"holdings": "all", "named": ["a"], "share": {"minimum": 50}}"#, "yes/no [d1 d2]");
}

#[test]
fn only_what_is_held_exclusively() {
    let swapped = sub(r#""catalogue": {"holdings": "exclusive"}"#);
    let level =
        |word: &str| swapped.replacen(r#""to": "b""#, &format!(r#""to": "b", "exclusivity": "{word}""#), 1);
    check("", &level("exclusive"), &[("p a 2016-01-01", "yes/possible [d1 d2]")]);
    check("", &level("sole"), &[("p a 2016-01-01", "yes/possible [d1 d2]")]);
    check("", &level("unknown"), &[("p a 2016-01-01", "possible/possible [d1 d2]")]);
    check("", &level("non-exclusive"), &[("p a 2016-01-01", "no/no")]);
    let named = level("non-exclusive").replace(r#""exclusive"}"#, r#""exclusive", "named": ["a"]}"#);
    check("", &named, &[("p a 2016-01-01", "yes/no [d1 d2]")]);
    // What the grantor owns it may pass on.
    let own = r#"{"start": "2015-01-01", "end": "..", "catalogue": {"holdings": "exclusive"}}"#;
    check("", own, &[("p a 2016-01-01", "yes/possible [d1]")]);
}

#[test]
fn listed_upstreams_and_their_renewals_only() {
    let second = r#"{"to": "b", "start": "2014-01-01", "end": "..", "sublicensing": "allowed"}"#;
    let deals = format!(
        r#"{{"to": "b", "start": "2010-01-01", "end": "2013-12-31", "sublicensing": "allowed"}}, {second},
        {{"type": "sublicence", "from": "b", "start": "2011-01-01", "end": "..", "catalogue": {{"of": ["a"]}}, "upstream": ["d1"], "exclusivity": "non-exclusive"}}"#
    );
    check("", &deals, &[("p a 2012-01-01", "yes/no [d1 d3]"), ("p a 2015-01-01", "no/no")]);
    let renewed = deals.replace(r#""start": "2014-01-01""#, r#""start": "2014-01-01", "continues": "d1""#);
    check("", &renewed, &[("p a 2012-01-01", "yes/no [d1 d3]"), ("p a 2015-01-01", "yes/no [d2 d3]")]);
    // An owner needs no upstream.
    let own = r#"{"start": "2011-01-01", "end": "..", "upstream": ["d2"]}, {"from": "b", "to": "c"}"#;
    check("", own, &[("p a 2012-01-01", "yes/possible [d1]")]);
}

#[test]
fn services_act_in_the_name_of_their_operators_and_not_the_other_way() {
    let parties = r#""parties": [
        {"id": "c", "kind": "company", "name": "C"},
        {"id": "s", "kind": "service", "name": "S", "operated_by": [{"party": "c", "start": "2012-01-01"}]},
        {"id": "t", "kind": "service", "name": "T", "operated_by": [{"party": "c"}]}]"#;
    let company = r#"{"to": "c", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"}"#;
    check(
        parties,
        company,
        &[
            ("c a 2015-01-01", "yes/possible [d1]"),
            ("s a 2015-01-01", "yes/possible [d1 s~op0]"),
            ("s a 2011-12-31", "no/no"),
        ],
    );
    let service = r#"{"to": "s", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"}"#;
    check(
        parties,
        service,
        &[("s a 2015-01-01", "yes/possible [d1]"), ("c a 2015-01-01", "no/no"), ("t a 2015-01-01", "no/no")],
    );
    let passed_on = format!(
        r#"{company}, {{"type": "sublicence", "from": "s", "start": "2010-01-01", "end": "..", "catalogue": {{"of": ["a"]}}, "upstream": ["d1"]}}"#
    );
    check(
        parties,
        &passed_on,
        &[("p a 2015-01-01", "yes/possible [d1 s~op0 d2]"), ("p a 2011-01-01", "no/no")],
    );
    // An operator that owns the catalogue.
    let owned = r#"{"from": "s", "start": "2010-01-01", "end": "..", "catalogue": {"of": ["c"]}}"#;
    check(
        parties,
        owned,
        &[("s c 2015-01-01", "yes/yes [s~op0]"), ("p c 2015-01-01", "yes/possible [s~op0 d1]")],
    );
}

#[test]
fn a_swap_needs_no_rule_and_ownership_of_shares_gives_nothing() {
    let deals = format!(
        r#"{D1}, {{"type": "swap", "start": "2015-01-01", "end": "..", "exclusivity": "non-exclusive", "grants": [
            {{"id": "g1", "from": "b", "to": "p", "catalogue": {{"holdings": "all"}}}},
            {{"id": "g2", "from": "p", "to": "b", "catalogue": {{"holdings": "all"}}}}]}},
        {{"type": "ownership", "from": "c", "to": "b", "stake": {{"exact": 100}}, "start": "2000"}}"#
    );
    check("", &deals, &[("p a 2016-01-01", "yes/no [d1 d2]"), ("c a 2016-01-01", "no/no")]);
}

#[test]
fn unspecified_licensors_and_licensees() {
    let open = r#"{"type": "sublicence", "from": {"unspecified": "undisclosed"}, "start": "2015-01-01", "end": "..", "catalogue": {"of": ["a"]}}"#;
    check("", open, &[("p a 2016-01-01", "possible/possible [d1]"), ("p b 2016-01-01", "no/no")]);
    let part = open.replace(r#", "catalogue": {"of": ["a"]}"#, "");
    check("", &part, &[("p a 2016-01-01", "no/no")]);
    let lost = r#"{"to": {"unspecified": "several"}, "start": "2015-01-01", "end": ".."}"#;
    check("", lost, &[("p a 2016-01-01", "no/no")]);
}

#[test]
fn territories_uses_and_layers() {
    let deal = |fields: &str| {
        format!(r#"{{"start": "2015-01-01", "end": "..", "exclusivity": "non-exclusive", {fields}}}"#)
    };
    let at = |fields: &str, question: &str, expected: &str| {
        check("", &deal(fields), &[(&format!("p a 2016-01-01 {question}"), expected)]);
    };
    at(r#""territory": "unknown""#, "in FR", "possible/no [d1]");
    at(r#""territory": ["Worldwide"]"#, "in FR", "yes/no [d1]");
    at(r#""territory": {"include": ["Worldwide"], "exclude": ["FR"]}"#, "in FR", "no/no");
    at(r#""uses": ["Stream"]"#, "use OnDemandStream", "yes/no [d1]");
    at(r#""uses": ["Stream"]"#, "use NonInteractiveStream", "yes/no [d1]");
    at(r#""uses": ["Stream"]"#, "use PermanentDownload", "no/no");
    at(r#""uses": ["Download"]"#, "use TetheredDownload", "yes/no [d1]");
    at(r#""uses": ["OnDemandStream"]"#, "use Stream", "no/no");
    at(r#""uses": ["UserMakeAvailableUserProvided"]"#, "use UserMakeAvailableUserProvided", "yes/no [d1]");
    at(r#""layer": ["publishing"]"#, "", "no/no");
    at(r#""layer": ["publishing", "recording"]"#, "layer publishing", "yes/no [d1]");
    at(r#""layer": ["publishing"]"#, "layer video", "no/no");
}
