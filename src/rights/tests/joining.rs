//! Section 3.2: joined renewals.

use super::asking::{META, ask, check};
use super::dataset;

/// A licence until some day of 2017, and one that continues it.
fn renewed(first: &str, second: &str) -> String {
    format!(
        r#"{{"start": "2014-01-01", "end": "2017" {first}}},
        {{"start": "2017", "end": "2020-12-31", "continues": "d1" {second}}}"#
    )
}

#[test]
fn no_false_gap_on_the_unknown_day_of_a_renewal() {
    check(
        "",
        &renewed("", ""),
        &[
            ("p a 2016-12-31", "yes/possible [d1]"),
            ("p a 2017-06-15", "yes/possible [d1+d2] [d1] [d2]"),
            ("p a 2018-01-01", "yes/possible [d2]"),
        ],
    );
    // Two licensees, or an end in between: nothing is joined.
    let other = r#", "to": "q""#;
    check("", &renewed("", other), &[("p a 2017-06-15", "possible/possible [d1]")]);
    let ended = format!(
        r#"{}, {{"type": "termination", "date": "2017-05-01", "effects": [{{"on": "d1", "action": "end-grant", "date": "2017-05-01?"}}]}}"#,
        renewed("", "")
    );
    check("", &ended, &[("p a 2017-06-15", "possible/possible [d1] [d2]")]);
    // Windows that do not meet.
    let gap = renewed("", "").replace(r#""start": "2017", "#, r#""start": "2018-02", "#);
    check("", &gap, &[("p a 2017-06-15", "possible/possible [d1]"), ("p a 2018-01-15", "no/no")]);
}

#[test]
fn as_strict_as_both_together() {
    let narrower = r#", "territory": ["DE", "FR"]"#;
    check("", &renewed(narrower, ""), &[("p a 2017-06-15 in FR", "possible/possible [d1]")]);
    let listed = r#", "catalogue": {"of": ["a", "b"]}"#;
    check(
        "",
        &renewed(listed, ""),
        &[("p b 2017-06-15", "no/no"), ("p a 2017-06-15", "yes/possible [d1+d2] [d1] [d2]")],
    );
    let used = r#", "uses": ["OnDemandStream", "PermanentDownload"]"#;
    check("", &renewed("", used), &[("p a 2017-06-15 use PermanentDownload", "possible/possible [d2]")]);
}

#[test]
fn of_two_grants_as_a_link_and_in_its_coverage() {
    // Behind a doubtful operator it is worth no more than each of its grants: superfluous.
    let run = r#""parties": [{"id": "r", "kind": "service", "name": "r", "operated_by": [{"party": "p", "start": "2010?"}]}]"#;
    check(run, &renewed("", ""), &[("r a 2017-06-15", "possible/possible [d1 r~op0] [d2 r~op0]")]);
    // The lower minimum, the higher maximum.
    let share = |percent: &str| format!(r#", "catalogue": {{"of": ["a"], "share": {{"exact": {percent}}}}}"#);
    let catalog = dataset(META, &renewed(&share("60"), &share("40")));
    assert_eq!(ask(&catalog, "p a 2017-06-15").coverage.percents(), (40.0, 100.0));
}

#[test]
fn exclusive_throughout_only_if_both_are() {
    let yes = r#", "exclusivity": "exclusive""#;
    let no = r#", "exclusivity": "non-exclusive""#;
    let own = r#", "exclusivity": {"level": "exclusive", "start": "2014-06-01"}"#;
    check("", &renewed(yes, yes), &[("p a 2017-06-15", "yes/yes [d1+d2] [d1] [d2]")]);
    check("", &renewed(yes, no), &[("p a 2017-06-15", "yes/possible [d1+d2] [d1] [d2]")]);
    check("", &renewed(own, yes), &[("p a 2017-06-15", "yes/possible [d1+d2] [d1] [d2]")]);
    check("", &renewed(no, no), &[("p a 2017-06-15", "yes/no [d1+d2] [d1] [d2]")]);
}

#[test]
fn suspensions_of_either_and_upstreams_of_both() {
    let suspended = format!(
        r#"{}, {{"type": "event", "event_kind": "suspension", "date": "2017-06-01", "effects": [{{"on": "d2", "action": "suspend", "date": "2017-06-01"}}]}}"#,
        renewed("", "")
    );
    check(
        "",
        &suspended,
        &[
            ("p a 2017-05-15", "yes/possible [d1+d2] [d1] [d2]"),
            ("p a 2017-06-15", "possible/possible [d1] [d2]"),
        ],
    );
    // The renewal lists what it rests on; the joined grant rests on that as well.
    let upper = r#"{"id": "u", "to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"},
        {"id": "v", "to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"}"#;
    let passed_on = |listed: &str| {
        format!(
            r#"{upper}, {{"id": "d1", "type": "sublicence", "from": "b", "catalogue": {{"of": ["a"]}}, "start": "2014-01-01", "end": "2017", "upstream": ["u"]}},
            {{"id": "d2", "type": "sublicence", "from": "b", "catalogue": {{"of": ["a"]}}, "start": "2017", "end": "2020-12-31", "continues": "d1", "upstream": ["{listed}"]}}"#
        )
    };
    check("", &passed_on("u"), &[("p a 2017-06-15", "yes/possible [u d1+d2] [u d1] [u d2]")]);
    check("", &passed_on("v"), &[("p a 2017-06-15", "possible/possible [u d1] [v d2]")]);
}

#[test]
fn a_joined_renewal_asks_for_the_owner_at_both_starts() {
    let sold = format!(
        r#"{}, {{"type": "assignment", "to": "c", "start": "2016-01-01"}}"#,
        renewed(r#", "catalogue": {"of": ["a"]}"#, r#", "catalogue": {"of": ["a"]}"#)
    );
    // The first was given by the owner, the renewal was not.
    check(
        "",
        &sold,
        &[
            ("p a 2016-06-01", "yes/possible [d1]"),
            ("p a 2017-06-15", "possible/possible [d1]"),
            ("p a 2018-06-15", "no/no"),
        ],
    );
}
