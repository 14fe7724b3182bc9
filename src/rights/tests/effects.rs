//! Section 3.1: what deals do to other deals' grants.

use super::{ALL, PRESUME, dataset, says};
use crate::rights::Options;

/// The grant `d1` of `a` to `p`, from 2015 on and exclusive where `first` does
/// not say otherwise, after the other deals.
#[track_caller]
fn check(first: &str, others: &str, expected: &str) {
    let mut terms: serde_json::Value = serde_json::from_str(&format!("{{{first}}}")).expect("JSON");
    let terms = terms.as_object_mut().unwrap();
    for (field, value) in [("start", "2015-01-01"), ("end", ".."), ("exclusivity", "exclusive")] {
        if field != "end" || !terms.contains_key("term") {
            terms.entry(field).or_insert(value.into());
        }
    }
    let deals = format!("{}, {others}", serde_json::Value::from(terms.clone()));
    says(&dataset(PRESUME, &deals), ALL, "d1#g1", expected);
}

/// An event with one effect on `d1`.
fn on(action: &str, rest: &str) -> String {
    event(&format!(r#""on": "d1", "action": "{action}", {rest}"#), "")
}

/// An event with one effect.
fn event(effect: &str, rest: &str) -> String {
    format!(r#"{{"type": "event", "event_kind": "other", "effects": [{{{effect}}}] {rest}}}"#)
}

#[test]
fn end_grant() {
    check("", &on("end-grant", r#""date": "2016-01-01""#), "2015-12-31 yes/yes, 2016-01-01 no/no");
    check(
        "",
        &on("end-grant", r#""date": "2016""#),
        "2015-12-31 yes/yes, 2016-01-01 possible/possible, 2016-12-30 possible/possible, 2016-12-31 no/no",
    );
    // What is not sure does not end it surely.
    let from_there = "2015-12-31 yes/yes, 2016-01-01 possible/possible, 2030-01-01 possible/possible";
    check("", &on("end-grant", r#""date": "2016-01-01?""#), from_there);
    let rumour =
        event(r#""on": "d1", "action": "end-grant", "date": "2016-01-01""#, r#", "confidence": "rumoured""#);
    check("", &rumour, from_there);
    check("", &rumour.replace("rumoured", "denied"), "2030-01-01 yes/yes");
    // The end that is earlier counts, whatever stands first.
    let two = [on("end-grant", r#""date": "2017-01-01""#), on("end-grant", r#""date": "2016""#)];
    check("", &two.join(", "), "2015-12-31 yes, 2016-01-01 possible, 2016-12-31 no");
    check("", &format!("{}, {}", two[1], two[0]), "2015-12-31 yes, 2016-01-01 possible, 2016-12-31 no");
    // Presumptions are cut too.
    check(
        r#""announced": "2015-01-01", "start": "2015-01-01", "term": {"min": "P1M"}"#,
        &on("end-grant", r#""date": "2015-01-11""#),
        "2015-01-10 yes, 2015-01-11 no",
    );
    let presumed = dataset(
        PRESUME,
        &format!(r#"{{"start": "2015-01-01"}}, {}"#, on("end-grant", r#""date": "2015-06?""#)),
    );
    says(&presumed, ALL, "d1#g1", "2015-05-31 presumed, 2015-06-01 possible, 2016-01-01 possible");
}

#[test]
fn only_what_began_before_is_touched() {
    let end = on("end-grant", r#""date": "2015-06""#);
    check(r#""start": "2015-06-30""#, &end, "2015-06-29 no, 2015-06-30 yes, 2030-01-01 yes");
    check(r#""start": "2015-05-31""#, &end, "2015-05-31 yes, 2015-06-29 possible, 2015-06-30 no");
    // Perhaps: the first day remains, and no day is sure after that.
    check(r#""start": "2015-06-01""#, &end, "2015-06-01 yes, 2015-06-02 possible, 2030-01-01 possible");
    check(r#""start": "2015""#, &end, "2015-12-31 possible, 2030-01-01 possible");
    // What had surely ended is not touched: it is left as it was.
    check(r#""end": "2015-05-31""#, &end, "2015-05-31 yes, 2015-06-01 no");
}

#[test]
fn end_exclusivity() {
    check("", &on("end-exclusivity", r#""date": "2016-01-01""#), "2015-12-31 yes/yes, 2016-01-01 yes/no");
    check(
        "",
        &on("end-exclusivity", r#""date": "2016""#),
        "2015-12-31 yes/yes, 2016-01-01 yes/possible, 2016-12-31 yes/no",
    );
    check(
        "",
        &on("end-exclusivity", r#""date": "2016-01-01?""#),
        "2015-12-31 yes/yes, 2030-01-01 yes/possible",
    );
    // The start of its own period, too, must lie before the day.
    let own = |start: &str| format!(r#""exclusivity": {{"level": "exclusive", "start": "{start}"}}"#);
    let end = on("end-exclusivity", r#""date": "2016-06-01""#);
    check(&own("2016-05-31"), &end, "2016-05-31 yes/yes, 2016-06-01 yes/no");
    check(&own("2016-06-01"), &end, "2016-06-01 yes/yes, 2030-01-01 yes/yes");
    check(&own("2016-06"), &end, "2016-06-30 yes/yes");
    check(&own("2016"), &end, "2016-12-31 yes/possible, 2030-01-01 yes/possible");
    let end = on("end-grant", r#""date": "2016-06-01""#);
    check(&own("2016-06-01"), &end, "2016-05-31 yes/no, 2016-06-01 no/no");
}

#[test]
fn at_start() {
    // The rival's deal starts, and the exclusivity ends: one day that is not known.
    let rival = |rest: &str| {
        format!(
            r#"{{"to": "q", "start": "2016", "effects": [{{"on": "d1", "action": "end-exclusivity", "date": "@start"}}] {rest}}}"#
        )
    };
    let shared = "2015-12-31 yes/yes, 2016-01-01 yes/possible, 2016-12-30 yes/possible, 2016-12-31 yes/no";
    check("", &rival(""), shared);
    // An unsure end has nothing to do with the day on which it starts.
    check("", &rival(r#", "end": "2020?""#), shared);
    check("", &rival("").replace("2016", "2016?"), "2015-12-31 yes/yes, 2030-01-01 yes/possible");
    // Announced only.
    let announced = rival("").replace("\"start\": \"2016\"", "\"announced\": \"2016-06-01\"");
    check(
        "",
        &announced,
        "2015-05-31 yes/yes, 2015-06-01 yes/possible, 2017-05-31 yes/possible, 2017-06-01 yes/no",
    );
    // Joint pairs and an unspecified licensee start on that day as well.
    for to in [r#"{"several": ["q", "r"], "split": "unknown"}"#, r#"{"unspecified": "undisclosed"}"#] {
        check("", &rival("").replace("\"q\"", to), shared);
    }
    // The first grant counts, also if it makes no link.
    let second = r#"{"from": "a", "to": "q", "grants": [{"id": "x", "to": {"unspecified": "unknown"}, "start": "2016"}, {"id": "y", "start": "2019"}],
        "effects": [{"on": "d1", "action": "end-exclusivity", "date": "@start"}]}"#;
    check("", second, shared);
    // Deals without grants have a date, or the day is not known.
    let effect = r#""on": "d1", "action": "end-grant", "date": "@start""#;
    check("", &event(effect, r#", "date": "2016-01-01""#), "2015-12-31 yes, 2016-01-01 no");
    check("", &event(effect, ""), "2015-01-01 yes, 2015-01-02 possible, 2030-01-01 possible");
    // It never touches its own deal; another day may.
    let own = |date: &str| {
        format!(r#""effects": [{{"select": {{"to": ["p"]}}, "action": "end-grant", "date": "{date}"}}]"#)
    };
    check(&own("@start"), "{}", "2030-01-01 yes");
    check(&own("2016-01-01"), "{}", "2016-01-01 no");
}

#[test]
fn replaces() {
    let next = |rest: &str| format!(r#"{{"start": "2016-03", "replaces": ["d1"] {rest}}}"#);
    check("", &next(""), "2016-02-29 yes/yes, 2016-03-01 possible/possible, 2016-03-31 no/no");
    check("", &next(r#", "stage": "announced""#), "2016-02-29 yes, 2016-03-01 possible, 2030-01-01 possible");
    check("", &next(r#", "stage": "cancelled""#), "2030-01-01 yes");
    let two = r#"{"from": "a", "to": "p", "start": "2015-01-01", "grants": [{"id": "g1"}, {"id": "g2"}]}, {"start": "2016-01-01", "replaces": ["d1"]}"#;
    for grant in ["d1#g1", "d1#g2"] {
        says(&dataset("", two), ALL, grant, "2015-06-01 possible, 2016-01-01 no");
    }
}

#[test]
fn select() {
    let all = r#""to": ["p"]"#;
    let of = |conditions: &str, action: &str| {
        event(&format!(r#""select": {{{conditions}}}, "action": "{action}", "date": "2016-01-01""#), "")
    };
    let ended = "2015-12-31 yes, 2016-01-01 no";
    let perhaps = "2015-12-31 yes, 2016-01-01 possible";
    let stays = "2016-01-01 yes";
    check("", &of(all, "end-grant"), ended);
    check("", &of(r#""from": ["a", "b"], "to": ["p"]"#, "end-grant"), ended);
    check("", &of(r#""from": ["b"], "to": ["p"]"#, "end-grant"), stays);
    // Parties are compared as written in law.
    check(r#""from": {"party": "b", "on_behalf_of": ["a"]}"#, &of(r#""from": ["a"]"#, "end-grant"), ended);
    check(r#""from": {"party": "b", "on_behalf_of": ["a"]}"#, &of(r#""from": ["b"]"#, "end-grant"), stays);
    check(
        r#""from": {"unspecified": "unknown"}"#,
        &of(r#""from": ["a"]"#, "end-grant"),
        "2016-01-01 possible",
    );
    // Exclusivity: an unknown one is possible, but surely not exclusive afterwards.
    let level = |levels: &str, action: &str| of(&format!(r#""exclusivity": [{levels}]"#), action);
    let exclusive = r#""exclusive", "sole""#;
    check("", &level(exclusive, "end-grant"), ended);
    check(r#""exclusivity": "non-exclusive""#, &level(exclusive, "end-grant"), stays);
    check(r#""exclusivity": "unknown""#, &level(exclusive, "end-grant"), perhaps);
    check(r#""exclusivity": "unknown""#, &level(r#""exclusive", "unknown""#, "end-grant"), ended);
    check(
        r#""exclusivity": "unknown""#,
        &level(exclusive, "end-exclusivity"),
        "2015-12-31 yes/possible, 2016-01-01 yes/no",
    );
    check(r#""exclusivity": "unknown""#, &level(exclusive, "suspend"), perhaps);
    check(r#""exclusivity": "non-exclusive""#, &level(exclusive, "suspend"), stays);
    // Layers.
    check("", &of(r#""layer": ["recording", "video"]"#, "end-grant"), ended);
    check("", &of(r#""layer": ["video"]"#, "end-grant"), stays);
    check(r#""layer": ["recording", "video"]"#, &of(r#""layer": ["video"]"#, "end-grant"), perhaps);
}

#[test]
fn select_by_territory() {
    let groups = r#""territories": [{"id": "china", "names": [], "members": ["CN", "HK"]}, {"id": "east", "names": [], "members": ["china", "JP"]}]"#;
    let case = |of: &str, wanted: &str, word: &str| {
        let deals = format!(
            r#"{{"start": "2015-01-01", "end": ".." {of}}}, {}"#,
            event(
                &format!(
                    r#""select": {{"territory": {wanted}}}, "action": "end-grant", "date": "2016-01-01""#
                ),
                ""
            )
        );
        says(&dataset(groups, &deals), ALL, "d1#g1", &format!("2015-12-31 yes, 2016-01-01 {word}"));
    };
    let territory = |of: &str| format!(r#", "territory": {of}"#);
    let all = |of: &str, wanted: &str, word: &str| case(&territory(of), wanted, word);
    all(r#"["CN"]"#, r#"["CN"]"#, "no");
    all(r#"["CN"]"#, r#"["JP"]"#, "yes");
    all(r#"["CN", "JP"]"#, r#"["JP"]"#, "possible");
    all(r#"["china"]"#, r#"["east"]"#, "no");
    all(r#"["east"]"#, r#"["CN", "HK", "JP"]"#, "no");
    all(r#"{"include": ["east"], "exclude": ["JP"]}"#, r#"["china"]"#, "no");
    all(r#"{"include": ["east"], "exclude": ["china"]}"#, r#"["CN"]"#, "yes");
    all(r#"["CN"]"#, r#"["Worldwide"]"#, "no");
    all(r#"["Worldwide"]"#, r#"["CN"]"#, "possible");
    all(r#"{"include": ["Worldwide"], "exclude": ["CN"]}"#, r#"["CN"]"#, "yes");
    all(r#""unknown""#, r#"["CN"]"#, "possible");
    case("", r#"["CN"]"#, "possible");
}

#[test]
fn suspend_and_resume() {
    let suspend = |rest: &str| on("suspend", rest);
    let resume = |date: &str| on("resume", &format!(r#""date": "{date}""#));
    check(
        "",
        &suspend(r#""date": "2016-01-01", "until": "2016-03-31""#),
        "2015-12-31 yes/yes, 2016-01-01 no/no, 2016-03-31 no/no, 2016-04-01 yes/yes",
    );
    check(
        "",
        &suspend(r#""date": "2016-01", "until": "2016-03""#),
        "2015-12-31 yes, 2016-01-01 possible, 2016-01-30 possible, 2016-01-31 no, 2016-03-01 no, 2016-03-02 possible, \
         2016-03-31 possible, 2016-04-01 yes",
    );
    // Without an end and without a resume it lasts.
    check("", &suspend(r#""date": "2016-01-01""#), "2015-12-31 yes, 2016-01-01 no, 2030-01-01 no");
    check("", &suspend(r#""date": "2016-01-01", "until": "..""#), "2030-01-01 no");
    let both = |from: &str, to: &str| format!("{}, {}", suspend(&format!(r#""date": "{from}""#)), resume(to));
    check("", &both("2016-01-01", "2016-04-01"), "2016-01-01 no, 2016-03-31 no, 2016-04-01 yes");
    check(
        "",
        &both("2016-01-01", "2016-04"),
        "2016-03-31 no, 2016-04-01 possible, 2016-04-29 possible, 2016-04-30 yes",
    );
    // The resume may have been before it: then it may last.
    check(
        "",
        &both("2016", "2016-06-01"),
        "2015-12-31 yes, 2016-01-01 possible, 2016-12-31 possible, 2030-01-01 possible",
    );
    check("", &both("2016-01-01", "2015-06-01"), "2030-01-01 no");
    // The next resume counts; an unsure one ends it only perhaps.
    let three = format!("{}, {}", both("2016-01-01", "2017-01-01"), resume("2016-04-01"));
    check("", &three, "2016-03-31 no, 2016-04-01 yes");
    check("", &both("2016-01-01", "2016-04-01?"), "2016-03-31 no, 2016-04-01 possible, 2030-01-01 possible");
    // Unsure takedowns.
    check(
        "",
        &suspend(r#""date": "2016-01-01?", "until": "2016-03-31""#),
        "2016-02-01 possible, 2016-04-01 yes",
    );
    check(
        "",
        &suspend(r#""date": "2016-01-01", "until": "2016-03-31?""#),
        "2016-02-01 possible, 2016-04-01 yes",
    );
    // Only what began before; perhaps, where that is not known.
    let early = suspend(r#""date": "2014-06-01", "until": "2015-06-30""#);
    check("", &early, "2015-01-01 yes");
    check(r#""start": "2014""#, &early, "2015-01-01 possible, 2015-07-01 yes");
}

#[test]
fn affects_and_bans() {
    check(
        "",
        &on("affects", r#""date": "2016-01", "until": "2016-03""#),
        "2015-12-31 yes/yes, 2016-01-01 possible/possible, 2016-03-31 possible/possible, 2016-04-01 yes/yes",
    );
    check("", &on("affects", r#""date": "2016-01-01""#), "2030-01-01 possible");
    check("", &on("ban-exclusivity", r#""date": "2016-01-01""#), "2016-01-01 yes/yes");
    check("", &on("resume", r#""date": "2016-01-01""#), "2016-01-01 yes/yes");
}

#[test]
fn assignments_are_never_touched() {
    let sale = format!(
        r#"{{"type": "assignment", "to": "b", "start": "2015-01-01"}}, {}"#,
        on("end-grant", r#""date": "2016-01-01""#)
    );
    says(&dataset("", &sale), Options { presume: false, ..ALL }, "d1#g1", "2030-01-01 yes");
}
