//! Sections 2.2 to 2.4: periods, status and presumptions.

use super::{ALL, PRESUME, dataset, says};
use crate::rights::Options;

/// One licence with these terms, with presumptions and without: strict, what
/// is presumed is possible.
#[track_caller]
fn check(terms: &str, expected: &str) {
    let catalog = dataset(PRESUME, &format!("{{{terms}}}"));
    says(&catalog, ALL, "d1#g1", expected);
    let strict = expected.replace("presumed", "possible");
    says(&catalog, Options { presume: false, ..ALL }, "d1#g1", &strict);
    says(&dataset("", &format!("{{{terms}}}")), ALL, "d1#g1", &strict);
}

#[test]
fn starts() {
    let ends = r#""end": "2020-12-31""#;
    let given = r#""start": "2015-03""#;
    check(
        &format!("{given}, {ends}"),
        "2015-02-28 no, 2015-03-01 possible, 2015-03-30 possible, 2015-03-31 yes",
    );
    check(&format!(r#""start": "..", {ends}"#), "1000-01-01 yes, 2020-12-31 yes, 2021-01-01 no");
    check(
        &format!(r#""start": "[..2015]", {ends}"#),
        "1000-01-01 possible, 2015-12-30 possible, 2015-12-31 yes",
    );
    // Announced: one year on both sides, presumed from the announcement; before the signature.
    check(
        &format!(r#""announced": "2015-02", "signed": "2014-01-01", {ends}"#),
        "2014-01-31 no, 2014-02-01 possible, 2015-02-27 possible, 2015-02-28 presumed, \
         2016-02-27 presumed, 2016-02-28 yes",
    );
    check(&format!(r#""signed": "2015-02-01", {ends}"#), "2014-01-31 no, 2015-02-01 presumed");
    check(ends, "1000-01-01 possible, 2020-12-30 possible, 2020-12-31 yes, 2021-01-01 no");
    // An announcement says nothing where the start is known.
    check(&format!(r#""announced": "2014-02-01", {given}, {ends}"#), "2014-02-01 no, 2015-03-31 yes");
}

#[test]
fn ends() {
    let starts = r#""start": "2015-03-01""#;
    check(&format!(r#"{starts}, "end": "2018""#), "2018-01-01 yes, 2018-01-02 possible, 2019-01-01 no");
    check(&format!(r#"{starts}, "end": "..""#), "2015-02-28 no, 9999-12-31 yes");
    check(
        &format!(r#"{starts}, "end": "[2018..]""#),
        "2018-01-01 yes, 2018-01-02 possible, 9999-12-31 possible",
    );
    // A term, which counts only where the end is absent.
    check(&format!(r#"{starts}, "term": "P3Y""#), "2018-02-28 yes, 2018-03-01 no");
    check(
        &format!(r#"{starts}, "term": {{"min": "P2Y"}}"#),
        "2017-02-28 yes, 2017-03-01 possible, 9999-12-31 possible",
    );
    check(
        &format!(r#"{starts}, "term": {{"max": "P2Y"}}"#),
        "2015-03-01 yes, 2015-03-02 possible, 2017-02-28 possible, 2017-03-01 no",
    );
    check(&format!(r#"{starts}, "end": "2016-01-01", "term": "P3Y""#), "2016-01-01 yes, 2016-01-02 no");
    check(
        r#""start": "2015", "term": "P1Y""#,
        "2015-01-01 possible, 2015-12-30 possible, 2015-12-31 yes, 2016-01-01 possible, 2016-12-30 possible, \
         2016-12-31 no",
    );
    // Infinite starts.
    check(r#""start": "..", "term": "P1Y""#, "1000-01-01 possible, 9999-12-31 possible");
    check(r#""start": "[..2015]", "term": "P1Y""#, "2015-06-01 possible, 2016-12-30 possible, 2016-12-31 no");
    check(r#""start": "[2015..]", "term": "P1Y""#, "2014-12-31 no, 2015-12-31 possible, 9999-12-31 possible");
    // Not known: only the first day is sure, and three years are presumed.
    check(starts, "2015-03-01 yes, 2015-03-02 presumed, 2018-02-28 presumed, 2018-03-01 possible");
    check(
        r#""start": "2015""#,
        "2015-12-30 possible, 2015-12-31 presumed, 2018-12-30 presumed, 2018-12-31 possible",
    );
    // A term in words only is not known either.
    check(&format!(r#"{starts}, "term": {{"text": "multi-year"}}"#), "2018-02-28 presumed");
    check(&format!(r#"{starts}, "term": {{"max": "P9Y"}}"#), "2015-03-02 possible");
}

#[test]
fn commencement_with_a_term() {
    // From the last day of the announcement to the first on which the term may be over.
    check(
        r#""announced": "2015-02", "term": {"min": "P2Y"}"#,
        "2015-02-27 possible, 2015-02-28 presumed, 2017-01-31 presumed, 2017-02-01 possible",
    );
    check(
        r#""announced": "2015-02-01", "term": "P3Y""#,
        "2016-02-01 yes, 2017-01-31 yes, 2017-02-01 presumed, 2018-01-31 presumed, 2019-01-31 possible, 2019-02-01 no",
    );
}

#[test]
fn unsure_dates() {
    check(
        r#""start": "2015-01-01?", "end": "2018-12-31""#,
        "2014-12-31 no, 2016-01-01 possible, 2019-01-01 no",
    );
    check(r#""start": "2015-01-01", "end": "2018%""#, "2015-01-01 possible");
    check(r#""announced": "2015-01-01?""#, "2015-01-01 possible");
    check(r#""announced": "2015-01-01?", "start": "2015-01-01""#, "2015-01-01 yes");
    check(r#""start": "2015~", "end": "..""#, "2013-12-31 no, 2014-01-01 possible, 2016-12-31 yes");
}

#[test]
fn tightening() {
    // No start is later than the last end, no end earlier than the first start.
    check(r#""start": "2015", "end": "2015-06-30""#, "2015-06-29 possible, 2015-06-30 yes, 2015-07-01 no");
    check(r#""start": "2015-06-30", "end": "2015""#, "2015-06-29 no, 2015-06-30 yes, 2015-07-01 possible");
    check(r#""end": "2015-06-30""#, "2015-06-29 possible, 2015-06-30 yes, 2015-07-01 no");
    check(r#""start": "..", "end": "..""#, "1000-01-01 yes");
}

#[test]
fn seen_in_force() {
    let seen = |source: &str| {
        format!(
            r#""evidence": [{{"source": "{source}", "in_force": true}}, {{"source": "undated", "in_force": true}}]"#
        )
    };
    let start = r#""start": "2015""#;
    // It had begun, had not ended, and is presumed to go on from there.
    check(
        &format!("{start}, {}", seen("2015-03-10")),
        "2015-03-09 possible, 2015-03-10 yes, 2015-03-11 presumed, 2018-03-09 presumed, 2018-03-10 possible",
    );
    check(
        &format!("{start}, {}", seen("2017-03")),
        "2015-12-30 possible, 2015-12-31 yes, 2017-03-01 yes, 2017-03-02 presumed, 2018-12-31 possible",
    );
    // Nothing else is known of it.
    check(
        &seen("2017-03-10"),
        "1000-01-01 possible, 2017-03-10 yes, 2017-03-11 presumed, 2020-03-09 presumed, 2020-03-10 possible",
    );
    // Published outside the period, contradicting, unsure: shows nothing.
    check(&format!("{start}, {}", seen("2014-12-31")), "2015-03-10 possible, 2015-12-31 presumed");
    check(
        &format!(r#"{start}, "end": "2016", {}"#, seen("2017-01-01")),
        "2016-01-01 yes, 2016-01-02 possible, 2016-12-31 possible, 2017-01-01 no",
    );
    let mute = seen("2015-03-10").replace("true", r#"true, "stance": "contradicts""#);
    check(&format!("{start}, {mute}"), "2015-03-10 possible");
    check(&format!("{start}, {}", seen("2015-03-10unsure")), "2015-03-10 possible");
}

#[test]
fn own_period_of_exclusivity() {
    let of = |own: &str| {
        format!(r#""start": "2015-03-01", "end": "2018-02-28", "exclusivity": {{"level": "exclusive"{own}}}"#)
    };
    check(&of(""), "2015-02-28 no/no, 2015-03-01 yes/yes, 2018-02-28 yes/yes, 2018-03-01 no/no");
    check(
        &of(r#", "start": "2016", "end": "2017-06-30""#),
        "2015-12-31 yes/no, 2016-01-01 yes/possible, 2016-12-31 yes/yes, 2017-06-30 yes/yes, 2017-07-01 yes/no",
    );
    check(
        &of(r#", "end": "2017""#),
        "2015-03-01 yes/yes, 2017-01-01 yes/yes, 2017-01-02 yes/possible, 2018-01-01 yes/no",
    );
    check(&of(r#", "term": "P1Y""#), "2015-03-01 yes/yes, 2016-02-29 yes/yes, 2016-03-01 yes/no");
    check(
        &of(r#", "start": "2016-01-01", "term": "P1Y""#),
        "2015-12-31 yes/no, 2016-12-31 yes/yes, 2017-01-01 yes/no",
    );
    // Outside the grant there is none; open ends are those of the grant.
    check(&of(r#", "start": "..", "end": "..""#), "2015-02-28 no/no, 2018-02-28 yes/yes, 2018-03-01 no/no");
    check(&of(r#", "start": "2019-01-01""#), "2018-02-28 yes/no");
    check(&of(r#", "end": "2017-06-30?""#), "2015-03-01 yes/possible, 2017-07-01 yes/no");
    // A term never becomes presumed by itself.
    check(
        r#""start": "2015", "end": "..", "exclusivity": {"level": "sole", "term": "P1Y"}"#,
        "2015-12-31 yes/yes, 2016-01-01 yes/possible, 2016-12-30 yes/possible, 2016-12-31 yes/no",
    );
    // … but where the start is presumed, so is the end of its exclusivity.
    check(
        r#""announced": "2015-02", "end": "..", "exclusivity": {"level": "exclusive", "term": "P1Y"}"#,
        "2015-02-28 presumed/presumed, 2016-01-31 presumed/presumed, 2016-02-01 presumed/possible, 2017-02-27 yes/possible, \
         2017-02-28 yes/no",
    );
    check(
        r#""start": "..", "end": "..", "exclusivity": {"level": "exclusive", "term": "P1Y"}"#,
        "2015-01-01 yes/possible",
    );
}

#[test]
fn levels() {
    let of = |level: &str| format!(r#""start": "2015-01-01", "end": "..", "exclusivity": "{level}""#);
    check(&of("exclusive"), "2015-01-01 yes/yes");
    check(&of("sole"), "2015-01-01 yes/yes");
    check(&of("non-exclusive"), "2015-01-01 yes/no");
    check(&of("unknown"), "2015-01-01 yes/possible");
    check(r#""start": "2015-01-01", "exclusivity": "exclusive""#, "2015-06-01 presumed/presumed");
}
