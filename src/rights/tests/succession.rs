//! Section 3.3: mergers, lives and operators.

use super::{ALL, dataset, day, says};
use crate::rights::{Compiled, Options, Status};

/// A dataset with a licence `d1` of `a` to `p` without limits, and these records.
fn with(more: &str, deals: &str) -> crate::data::Catalog {
    let first = r#"{"start": "..", "end": ".."}"#;
    let separator = if deals.is_empty() { "" } else { ", " };
    dataset(more, &format!("{first}{separator}{deals}"))
}

/// A merger of `from` into `to`.
fn merger(from: &str, to: &str, date: &str) -> String {
    format!(r#"{{"type": "merger", "from": "{from}", "to": "{to}", "date": "{date}"}}"#)
}

/// Days, and who stands in `p`'s place: `2015-01-01 p possible q possible`.
#[track_caller]
fn check(mergers: &str, expected: &str) {
    let catalog = with("", mergers);
    let compiled = Compiled::new(&catalog, ALL);
    let party = catalog.party_ix("p").unwrap();
    let said: Vec<String> = expected
        .split(", ")
        .map(|item| {
            let date = &item[..10];
            let found = compiled.succ(party, day(date));
            let words = found.iter().map(|&(party, status)| {
                let word = if status == Status::Certain { "yes" } else { status.word() };
                format!(" {} {word}", catalog.party(party).id)
            });
            format!("{date}{}", words.collect::<String>())
        })
        .collect();
    assert_eq!(said.join(", "), expected);
}

#[test]
fn successors() {
    check("", "2015-01-01 p yes");
    check(&merger("p", "q", "2016-01-01"), "2015-12-31 p yes, 2016-01-01 q yes");
    check(
        &merger("p", "q", "2016"),
        "2015-12-31 p yes, 2016-01-01 p possible q possible, 2016-12-30 p possible q possible, 2016-12-31 q yes",
    );
    // Not sure: both remain.
    let both = "2015-12-31 p yes, 2016-12-31 p possible q possible, 2030-01-01 p possible q possible";
    check(&merger("p", "q", "2016?"), both);
    let rumour = merger("p", "q", "2016").replace("\"from\"", "\"confidence\": \"rumoured\", \"from\"");
    check(&rumour, both);
    check(&rumour.replace("rumoured", "denied"), "2030-01-01 p yes");
    // Transitive.
    let chain = format!("{}, {}", merger("q", "r", "2017"), merger("p", "q", "2016-01-01"));
    check(&chain, "2016-12-31 q yes, 2017-06-01 q possible r possible, 2017-12-31 r yes");
    let overlap = format!("{}, {}", merger("q", "r", "2016-06-01"), merger("p", "q", "2016"));
    check(&overlap, "2016-05-31 p possible q possible, 2016-06-01 p possible r possible, 2016-12-31 r yes");
    // Two mergers of one party.
    let two = format!("{}, {}", merger("p", "q", "2016-01-01"), merger("p", "r", "2017-01-01"));
    check(
        &two,
        "2015-12-31 p yes, 2016-06-01 p possible q possible, 2017-01-01 p possible q possible r possible",
    );
    // A circle.
    let circle = format!("{}, {}", merger("p", "q", "2016-01-01"), merger("q", "p", "2017"));
    check(&circle, "2016-06-01 q yes, 2017-06-01 q possible");
    // Several into one.
    let each = r#"{"type": "merger", "from": {"several": ["p", "q"], "split": "each"}, "to": "r", "date": "2016-01-01"}"#;
    check(each, "2016-01-01 r yes");
    check(&each.replace("each", "unknown"), "2016-01-01 p possible r possible");
}

#[test]
fn grants_are_read_to_and_from_the_successors() {
    let says = |deals: &str, expected: &str| says(&with("", deals), ALL, "d1#g1", expected);
    let window = "2015-12-31 yes, 2016-01-01 possible, 2016-12-30 possible, 2016-12-31 yes";
    says(&merger("p", "q", "2016"), window);
    says(&merger("a", "b", "2016"), window);
    says(&merger("b", "c", "2016"), "2016-06-01 yes");
    says(&merger("p", "q", "2016?"), "2015-12-31 yes, 2030-01-01 possible");
    let catalog = with("", &merger("p", "q", "2016"));
    let compiled = Compiled::new(&catalog, ALL);
    let on =
        |date: &str| catalog.party(compiled.successor(compiled.grants[0].to, day(date)).0).id.to_string();
    assert_eq!([on("2015-12-31"), on("2016-06-01"), on("2016-12-31")], ["p", "p", "q"]);
}

#[test]
fn lives() {
    let life = |party: &str, life: &str| {
        format!(r#""parties": [{{"id": "{party}", "kind": "service", "name": "x", {life}}}]"#)
    };
    let check = |party: &str, limits: &str, deals: &str, expected: &str| {
        says(&with(&life(party, limits), deals), ALL, "d1#g1", expected);
    };
    let limits = r#""founded": "2014", "dissolved": "2018""#;
    check(
        "p",
        limits,
        "",
        "2013-12-31 no, 2014-12-30 possible, 2014-12-31 yes, 2018-01-01 yes, 2018-12-31 possible, 2019-01-01 no",
    );
    // A licence outlives its licensor.
    check("a", limits, "", "2013-12-31 yes, 2019-01-01 yes");
    check("p", r#""founded": "..", "dissolved": "..""#, "", "2013-12-31 yes, 2019-01-01 yes");
    // The dissolution of a party that surely merged is its merger.
    let merged = merger("p", "q", "2018");
    check(
        "p",
        r#""dissolved": "2017?""#,
        &merged,
        "2017-12-31 yes, 2018-06-01 possible, 2018-12-31 yes, 2030-01-01 yes",
    );
    let rumour = merged.replace("\"from\"", "\"confidence\": \"rumoured\", \"from\"");
    check("p", r#""dissolved": "2017""#, &rumour, "2017-01-01 yes, 2018-01-01 no");
    // The successor's life counts after that.
    check("q", r#""dissolved": "2019-06-30""#, &merged, "2018-12-31 yes, 2019-07-01 no");
}

#[test]
fn within_a_period() {
    // The best day counts, wherever the reason for the others lies.
    let best = |more: &str, deals: &str, from: &str, to: &str| {
        Compiled::new(&with(more, deals), ALL).status_within(0, day(from), day(to)).in_force.word()
    };
    let lives = r#""parties": [{"id": "p", "kind": "service", "name": "P", "founded": "2015-02-01", "dissolved": "2016-02-01"}]"#;
    assert_eq!(best(lives, "", "2014-01-01", "2020-01-01"), "certain");
    assert_eq!(best(lives, "", "2016-02-02", "2020-01-01"), "no");
    let effect = |action: &str, date: &str, until: &str| {
        format!(
            r#"{{"type": "event", "event_kind": "other", "effects": [{{"on": "d1", "action": "{action}", "date": "{date}", "until": "{until}"}}]}}"#
        )
    };
    let affected = format!(
        "{}, {}",
        effect("affects", "2015-01-01", "2016-01-01"),
        effect("suspend", "2016-03-01", "2018-01-01")
    );
    assert_eq!(best("", &affected, "2015-06-01", "2017-01-01"), "certain");
    assert_eq!(best("", &affected, "2015-06-01", "2016-01-01"), "possible");
    assert_eq!(best("", &effect("suspend", "2015", "2016"), "2015-12-31", "2016-06-01"), "possible");
    assert_eq!(best("", &merger("p", "q", "2016"), "2016-03-01", "2016-12-30"), "possible");
}

/// Who runs `p`: `2015-01-01 q possible`.
#[track_caller]
fn runs(more: &str, deals: &str, options: Options, expected: &str) {
    let catalog =
        dataset(&format!(r#""parties": [{{"id": "p", "kind": "service", "name": "P", {more}}}]"#), deals);
    let compiled = Compiled::new(&catalog, options);
    let party = catalog.party_ix("p").unwrap();
    let said = |item: &str| match compiled.operator(party, day(&item[..10])) {
        Some((operator, Status::Certain)) => format!("{} {} yes", &item[..10], catalog.party(operator).id),
        Some((operator, status)) => {
            format!("{} {} {}", &item[..10], catalog.party(operator).id, status.word())
        }
        None => format!("{} nobody", &item[..10]),
    };
    assert_eq!(expected.split(", ").map(said).collect::<Vec<_>>().join(", "), expected);
}

#[test]
fn operators() {
    let two = r#""operated_by": [{"party": "q", "end": "2015-12-31"}, {"party": "r", "start": "2016-02"}]"#;
    runs(
        two,
        "",
        ALL,
        "1000-01-01 q yes, 2015-12-31 q yes, 2016-01-01 nobody, 2016-02-01 r possible, 2016-02-29 r yes",
    );
    // They overlap: the surest, then the latest.
    let overlap = two.replace("2015-12-31", "2016-02");
    runs(&overlap, "", ALL, "2016-02-01 q yes, 2016-02-02 r possible, 2016-02-29 r yes");
    let sure = two.replace("2015-12-31", "2017");
    runs(&sure, "", ALL, "2016-02-28 q yes, 2016-02-29 r yes");
    runs(&two.replace("2015-12-31", "2015?"), "", ALL, "2015-06-01 q possible, 2016-01-01 nobody");
    // With the service's life, and read at the operator's successor.
    runs(&format!(r#"{two}, "dissolved": "2018-12-31""#), "", ALL, "2018-12-31 r yes, 2019-01-01 nobody");
    runs(two, &merger("r", "s", "2018"), ALL, "2017-12-31 r yes, 2018-06-01 r possible, 2018-12-31 s yes");
    runs(two, &merger("p", "s", "2018-01-01"), ALL, "2017-12-31 r yes, 2018-01-01 nobody");
}

#[test]
fn operators_as_known() {
    let known = |date: &str| Options { presume: true, known: Some(day(date)) };
    let two = r#""operated_by": [{"party": "q", "end": "2016-01-31"}, {"party": "r", "start": "2016-02"}]"#;
    // What ends or begins later is not known yet.
    runs(two, "", known("2015-06-01"), "2015-01-01 q yes, 2020-01-01 q yes");
    runs(two, "", known("2016-01-31"), "2016-01-31 q yes, 2020-01-01 nobody");
    // What may begin later is possible.
    runs(two, "", known("2016-02-15"), "2016-02-29 r possible, 2020-01-01 r possible");
    runs(two, "", known("2016-02-29"), "2020-01-01 r yes");
    // What may end later may go on.
    runs(
        &two.replace("2016-01-31", "2016-01"),
        "",
        known("2016-01-15"),
        "2016-01-01 q yes, 2020-01-01 q possible",
    );
}

#[test]
fn holdings() {
    let catalog = dataset(
        super::PRESUME,
        r#"{"type": "ownership", "from": {"several": ["a", "b"], "split": "each"}, "to": "p", "start": "2015-01-01"},
           {"type": "ownership", "from": "c", "to": "p", "start": "2015-01-01", "end": "..", "stage": "announced"},
           {"type": "ownership", "from": "c", "to": "q", "start": "2015-01-01", "stage": "cancelled"}"#,
    );
    let compiled = Compiled::new(&catalog, ALL);
    let on = |date: &str| {
        compiled
            .holdings
            .iter()
            .map(|held| held.status_within(day(date), day(date)).word())
            .collect::<Vec<_>>()
    };
    assert_eq!(on("2014-12-31"), ["no", "no", "no"]);
    assert_eq!(on("2015-01-01"), ["certain", "certain", "possible"]);
    // An end that is left out is not known.
    assert_eq!(on("2016-01-01"), ["presumed", "presumed", "possible"]);
    assert_eq!(on("2020-01-01"), ["possible", "possible", "possible"]);
}
