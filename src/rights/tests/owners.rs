//! Sections 3.3 and 3.4: who owns a point, and who stands in whose place.

use super::asking::check;

/// An assignment of `a`'s catalogue to `b` with these fields.
fn sold(fields: &str) -> String {
    format!(r#"{{"type": "assignment", "to": "b", {fields}}}"#)
}

#[test]
fn a_catalogue_passes_on_the_day_of_the_assignment() {
    check(
        "",
        &sold(r#""start": "2015-01-01""#),
        &[
            ("a a 2014-12-31", "yes/yes []"),
            ("b a 2014-12-31", "no/no"),
            ("a a 2015-01-01", "no/no"),
            ("b a 2015-01-01", "yes/yes []"),
            // For good, and for every use.
            ("b a 2090-01-01 use PermanentDownload", "yes/yes []"),
            ("b a 2090-01-01 use Broadcast", "yes/yes []"),
            // Not beyond its territory and layer.
            ("a a 2016-01-01 in FR", "yes/yes []"),
            ("a a 2016-01-01 layer video", "yes/yes []"),
            // Its own catalogue stays what it is.
            ("b b 2016-01-01", "yes/yes []"),
        ],
    );
    check(
        "",
        &sold(r#""start": "2015""#),
        &[
            ("a a 2015-01-01", "possible/possible []"),
            ("b a 2015-01-01", "possible/possible []"),
            ("b a 2015-12-30", "possible/possible []"),
            ("a a 2015-12-31", "no/no"),
            ("b a 2015-12-31", "yes/yes []"),
        ],
    );
}

#[test]
fn what_is_not_sure_or_not_whole_leaves_both_possible() {
    for doubt in [
        r#""start": "2015-01-01", "confidence": "rumoured""#,
        r#""start": "2015-01-01?""#,
        r#""start": "2015-01-01", "catalogue": {"of": ["a"], "share": {"exact": 50}}"#,
        r#""start": "2015-01-01", "catalogue": {"of": ["a"], "count": {"exact": 50, "unit": "recordings"}}"#,
        r#""start": "2015-01-01", "catalogue": {"of": ["a"], "except": ["the early ones"]}"#,
        r#""start": "2015-01-01", "catalogue": {"of": ["a"], "complete": false}"#,
        r#""start": "2015-01-01", "catalogue": {"holdings": "all"}"#,
        r#""start": "2015-01-01", "territory": "unknown""#,
    ] {
        check(
            "",
            &sold(doubt),
            &[
                ("a a 2014-12-31", "yes/yes []"),
                ("a a 2020-01-01", "possible/possible []"),
                ("b a 2020-01-01", "possible/possible []"),
            ],
        );
    }
    // No presumption applies.
    check("", &sold(r#""announced": "2015-01-01""#), &[("b a 2015-06-01", "possible/possible []")]);
}

#[test]
fn assignments_one_after_the_other() {
    let twice = |second: &str| {
        format!(
            r#"{}, {{"type": "assignment", "from": "b", "to": "c", "catalogue": {{"of": ["a"]}}, "start": "{second}"}}"#,
            sold(r#""start": "2015-01-01""#)
        )
    };
    check(
        "",
        &twice("2017-01-01"),
        &[("b a 2016-12-31", "yes/yes []"), ("b a 2017-01-01", "no/no"), ("c a 2017-01-01", "yes/yes []")],
    );
    // Before it owned anything: nothing passes.
    check("", &twice("2014-01-01"), &[("c a 2018-01-01", "no/no"), ("b a 2018-01-01", "yes/yes []")]);
    // Back to the first owner.
    let back = format!(
        r#"{}, {{"type": "assignment", "from": "b", "to": "a", "catalogue": {{"of": ["a"]}}, "start": "2017-01-01"}}"#,
        sold(r#""start": "2015-01-01""#)
    );
    check(
        "",
        &back,
        &[("a a 2016-01-01", "no/no"), ("a a 2017-01-01", "yes/yes []"), ("b a 2017-01-01", "no/no")],
    );
    // Days in common: which came first is not known.
    let contested = format!(
        r#"{}, {{"type": "assignment", "to": "c", "start": "2015-06-01"}}"#,
        sold(r#""start": "2015""#)
    );
    check(
        "",
        &contested,
        &[
            ("b a 2016-01-01", "possible/possible []"),
            ("c a 2016-01-01", "possible/possible []"),
            ("c a 2015-05-31", "no/no"),
        ],
    );
}

#[test]
fn a_licence_binds_the_later_owner() {
    let deals = format!(
        r#"{}, {{"start": "2014-01-01", "end": "..", "exclusivity": "non-exclusive"}},
        {{"from": "a", "to": "q", "start": "2015-01-01", "end": "..", "exclusivity": "non-exclusive"}},
        {{"from": "a", "to": "r", "start": "2014", "end": "..", "exclusivity": "non-exclusive"}},
        {{"from": "a", "to": "s", "start": "2014-06-01", "end": "..", "exclusivity": "non-exclusive", "catalogue": {{"of": ["a"]}}}}"#,
        sold(r#""start": "2014-06-01""#)
    );
    check(
        "",
        &deals,
        &[
            ("p a 2016-01-01", "yes/no [d2]"),
            // Given after the sale.
            ("q a 2016-01-01", "no/no"),
            // Given before or after it: that is not known.
            ("r a 2016-01-01", "possible/no [d4]"),
            // On the very day.
            ("s a 2016-01-01", "no/no"),
        ],
    );
}

#[test]
fn own_catalogue_of_who_came_to_own_it() {
    let deals = |start: &str| {
        format!(
            r#"{}, {{"from": "b", "start": "{start}", "end": "..", "exclusivity": "non-exclusive"}}"#,
            sold(r#""start": "2014-06-01""#)
        )
    };
    // Whether what was bought counts as its own is not known.
    check(
        "",
        &deals("2015-01-01"),
        &[("p a 2016-01-01", "possible/no [d2]"), ("p b 2016-01-01", "yes/no [d2]")],
    );
    check("", &deals("2013-01-01"), &[("p a 2014-01-01", "no/no"), ("p a 2016-01-01", "possible/no [d2]")]);
}

#[test]
fn a_successor_takes_everything() {
    let deals = |date: &str| {
        format!(
            r#"{{"to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"}},
            {{"type": "merger", "from": "b", "to": "c", "date": "{date}"}},
            {{"type": "sublicence", "from": "c", "start": "2010-01-01", "end": "..", "catalogue": {{"of": ["a"]}}, "exclusivity": "non-exclusive"}},
            {{"from": "b", "to": "q", "start": "2010-01-01", "end": "..", "exclusivity": "non-exclusive"}}"#
        )
    };
    check(
        "",
        &deals("2015-01-01"),
        &[
            ("b a 2014-12-31", "yes/possible [d1]"),
            ("c a 2014-12-31", "no/no"),
            ("p a 2014-12-31", "no/no"),
            ("b a 2015-01-01", "no/no"),
            ("c a 2015-01-01", "yes/possible [d1]"),
            ("p a 2015-01-01", "yes/no [d1 d3]"),
            // The catalogue too; and the licence that the one merged had given goes on.
            ("c b 2015-01-01", "yes/yes []"),
            ("b b 2015-01-01", "no/no"),
            ("q b 2015-01-01", "yes/no [d4]"),
        ],
    );
    check(
        "",
        &deals("2015"),
        &[
            ("b a 2015-06-01", "possible/possible [d1]"),
            ("c a 2015-06-01", "possible/possible [d1]"),
            ("p a 2015-06-01", "possible/no [d1 d3]"),
            ("c a 2015-12-31", "yes/possible [d1]"),
        ],
    );
    // It then sells the catalogue of the one that went up in it.
    let resold = format!(
        r#"{}, {{"type": "assignment", "from": "c", "to": "d", "catalogue": {{"of": ["b"]}}, "start": "2016-01-01"}}"#,
        deals("2015-01-01")
    );
    check("", &resold, &[("d b 2016-01-01", "yes/yes []"), ("c b 2016-01-01", "no/no")]);
}

#[test]
fn the_licensee_must_be_alive_and_the_licensor_need_not() {
    let parties = r#""parties": [
        {"id": "a", "kind": "label", "name": "A", "dissolved": "2016-12-31"},
        {"id": "p", "kind": "service", "name": "P", "founded": "2012", "dissolved": "2018-06-30"}]"#;
    check(
        parties,
        r#"{"start": "2010-01-01", "end": "..", "exclusivity": "non-exclusive"}"#,
        &[
            ("p a 2011-12-31", "no/no"),
            ("p a 2012-06-01", "possible/no [d1]"),
            ("p a 2018-06-30", "yes/no [d1]"),
            ("p a 2018-07-01", "no/no"),
            ("a a 2017-01-01", "no/no"),
        ],
    );
}

#[test]
fn a_licensor_owned_at_the_start_by_its_own_merger() {
    // From June on b is read as a, which owns until the end of the year: at neither end of
    // the days on which its licence may have started.
    check(
        "",
        r#"{"type": "merger", "from": "b", "to": "a", "date": "2014-06-01"},
        {"type": "assignment", "from": "a", "to": "e", "start": "2015-01-01"},
        {"from": "b", "to": "q", "catalogue": {"of": ["a"]}, "start": "[2014-01-01..2015-06-01]", "end": "..",
            "exclusivity": "non-exclusive"}"#,
        &[("q a 2016-01-01", "possible/no [d3]"), ("e a 2016-01-01", "yes/yes []")],
    );
}
