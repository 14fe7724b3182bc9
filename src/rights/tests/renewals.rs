//! Section 3, step 4: renewals without a gap.

use super::{ALL, dataset, says};

/// `d1` from 2014 to 2017, where `first` does not say otherwise, and `d2`, which
/// continues it from 2017 to 2020.
#[track_caller]
fn check(first: &str, second: &str, d1: &str, d2: &str) {
    let merged = |terms: &str, defaults: &str| {
        let mut record: serde_json::Value = serde_json::from_str(&format!("{{{defaults}}}")).expect("JSON");
        let terms: serde_json::Value = serde_json::from_str(&format!("{{{terms}}}")).expect("JSON");
        record.as_object_mut().unwrap().extend(terms.as_object().unwrap().clone());
        record.to_string()
    };
    let first = merged(first, r#""id": "d1", "start": "2014-01-01", "end": "2017""#);
    let second = merged(second, r#""id": "d2", "start": "2017", "end": "2020-12-31", "continues": "d1""#);
    for deals in [format!("{first}, {second}"), format!("{second}, {first}")] {
        let catalog = dataset("", &deals);
        says(&catalog, ALL, "d1#g1", d1);
        says(&catalog, ALL, "d2#g1", d2);
    }
}

#[test]
fn both_are_cut_to_the_common_window() {
    // 2017-01-02 … 2017-12-31.
    check(
        "",
        "",
        "2017-01-01 yes, 2017-01-02 possible, 2017-12-30 possible, 2017-12-31 no",
        "2017-01-01 no, 2017-01-02 possible, 2017-12-31 yes",
    );
    // The day is known on one side.
    check("", r#""start": "2017-07-01""#, "2017-06-30 yes, 2017-07-01 no", "2017-06-30 no, 2017-07-01 yes");
    check(r#""end": "2017-06-30""#, "", "2017-06-30 yes, 2017-07-01 no", "2017-06-30 no, 2017-07-01 yes");
    // An end that is not known.
    check(
        r#""end": "[2015..]""#,
        r#""start": "2017-07-01""#,
        "2017-06-30 yes, 2017-07-01 no",
        "2017-07-01 yes",
    );
    let open = dataset("", r#"{"start": "2014-01-01"}, {"start": "2017-07-01", "continues": "d1"}"#);
    says(&open, ALL, "d1#g1", "2017-06-30 yes, 2017-07-01 no");
    // A start that is not known.
    check(
        r#""end": "2017-06-30""#,
        r#""start": "[2010..2020]""#,
        "2017-06-30 yes",
        "2017-06-30 no, 2017-07-01 yes",
    );
}

#[test]
fn nothing_is_cut_where_the_windows_do_not_meet() {
    check(
        "",
        r#""start": "2018-02""#,
        "2017-06-01 possible, 2018-01-01 no",
        "2018-01-31 no, 2018-02-01 possible, 2018-02-28 yes",
    );
    check("", r#""start": "2016""#, "2017-06-01 possible", "2016-01-01 possible, 2016-12-31 yes");
    // The day after the last one still meets.
    check("", r#""start": "2018-01""#, "2017-12-31 yes, 2018-01-01 no", "2017-12-31 no, 2018-01-01 yes");
}

#[test]
fn only_between_grants_that_are_sure() {
    let d1 = "2017-06-01 possible, 2017-12-31 possible";
    let d2 = "2017-01-01 possible, 2017-12-31 yes";
    check(r#""confidence": "rumoured""#, "", "2017-12-31 possible", d2);
    check("", r#""confidence": "rumoured""#, d1, "2017-01-01 possible, 2017-12-31 possible");
    check("", r#""end": "2020?""#, d1, "2017-01-01 possible");
    check(r#""start": "2014?""#, "", d1, d2);
    check("", r#""continues": "d2""#, d1, d2);
    let joint = r#"{"start": "2014-01-01", "end": "2017"}, {"to": {"several": ["p", "q"], "split": "unknown"}, "start": "2017", "end": "..", "continues": "d1"}"#;
    says(&dataset("", joint), ALL, "d1#g1", d1);
}

#[test]
fn chains_settle() {
    // Each renewal moves the next one, in whatever order they stand.
    let deals = [
        r#"{"id": "d1", "start": "2014-01-01", "end": "2015-06-30"}"#,
        r#"{"id": "d2", "start": "[2015..]", "end": "[2015..2016-03-31]", "continues": "d1"}"#,
        r#"{"id": "d3", "start": "2016", "end": "[2016..2018]", "continues": "d2"}"#,
        r#"{"id": "d4", "start": "[2016-03-31..2016-04-30]", "end": "..", "continues": "d3"}"#,
    ];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        let catalog = dataset("", &order.map(|at| deals[at]).join(", "));
        says(
            &catalog,
            ALL,
            "d2#g1",
            "2015-06-30 no, 2015-07-01 yes, 2015-12-31 yes, 2016-01-01 possible, 2016-04-01 no",
        );
        says(
            &catalog,
            ALL,
            "d3#g1",
            "2015-12-31 no, 2016-01-01 possible, 2016-04-29 possible, 2016-04-30 no",
        );
        says(&catalog, ALL, "d4#g1", "2016-03-30 no, 2016-03-31 possible, 2016-04-30 yes");
    }
    // Two that cannot both be right: the first by id counts, in whatever order they stand.
    let first = r#"{"id": "d1", "start": "2014-01-01"}"#;
    let early = r#"{"id": "d2", "start": "2015-01-01", "continues": "d1"}"#;
    let late = r#"{"id": "d3", "start": "2016-01-01", "continues": "d1"}"#;
    for order in [[first, early, late], [late, early, first], [first, late, early]] {
        says(&dataset("", &order.join(", ")), ALL, "d1#g1", "2014-12-31 yes, 2015-01-01 no");
    }
    // A circle comes to an end.
    let circle = r#"{"start": "2014", "end": "2020", "continues": "d2"}, {"start": "2014", "end": "2020", "continues": "d1"}"#;
    says(&dataset("", circle), ALL, "d1#g1", "2013-12-31 no");
}

#[test]
fn which_grant_is_continued() {
    let first = r#"{"from": "a", "to": "p", "start": "2014-01-01", "end": "2017", "grants": [{"id": "g1"}, {"id": "g2"}]}"#;
    let check = |second: &str, g1: &str, g2: &str| {
        let catalog = dataset("", &format!("{first}, {second}"));
        says(&catalog, ALL, "d1#g1", &format!("2017-07-01 {g1}"));
        says(&catalog, ALL, "d1#g2", &format!("2017-07-01 {g2}"));
    };
    let second =
        |continues: &str| format!(r#"{{"start": "2017-07-01", "end": "..", "continues": "{continues}"}}"#);
    check(&second("d1#g2"), "possible", "no");
    // A bare id means the grant with the same id.
    check(&second("d1"), "no", "possible");
    // All pairs of a grant are renewed together.
    let each = r#"{"to": {"several": ["p", "q"], "split": "each"}, "start": "2014-01-01", "end": "2017"},
        {"to": {"several": ["q", "r", "s"], "split": "each"}, "start": "2017", "end": "..", "continues": "d1"}"#;
    let catalog = dataset("", each);
    for pair in ["d2#g1.1", "d2#g1.2", "d2#g1.3"] {
        says(&catalog, ALL, pair, "2017-01-01 no, 2017-01-02 possible, 2017-12-31 yes");
    }
}

#[test]
fn effects_come_after() {
    // `@start` is the start after renewals; own exclusivity takes the end that is left.
    let deals = r#"{"start": "2014-01-01", "end": "2017-06-30", "exclusivity": {"level": "exclusive", "start": "2015-01-01"}},
        {"start": "2017", "end": "..", "continues": "d1", "effects": [{"on": "d3", "action": "end-grant", "date": "@start"}]},
        {"from": "b", "start": "2014-01-01", "end": ".."}"#;
    let catalog = dataset("", deals);
    says(&catalog, ALL, "d3#g1", "2017-06-30 yes, 2017-07-01 no");
    let window = deals.replace("\"2017-06-30\"", "\"2017\"");
    says(
        &dataset("", &window),
        ALL,
        "d1#g1",
        "2014-12-31 yes/no, 2017-01-01 yes/yes, 2017-06-01 possible/possible, 2017-12-31 no/no",
    );
    says(&dataset("", &window), ALL, "d3#g1", "2017-01-01 yes, 2017-01-02 possible, 2017-12-31 no");
}
