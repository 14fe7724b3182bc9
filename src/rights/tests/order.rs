//! What holds for every dataset.

use super::{ALL, PRESUME, load, name};
use crate::data::Catalog;
use crate::dates::Day;
use crate::rights::{Compiled, LinkStatus, Options, Status};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Dates of every kind, close enough to each other to meet.
const DATES: [&str; 12] = [
    "2015-06-01",
    "2015",
    "2015-06",
    "2016-01-01",
    "2016-01~",
    "2016?",
    "2016-07-15",
    "[2015..]",
    "[..2016]",
    "[2015-03..2016-02]",
    "2017-03-01",
    "2017",
];

fn date() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&DATES[..])
}

/// A field with its comma, or nothing.
fn field(name: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        prop::sample::select(values).prop_map(move |value| format!(r#", "{name}": {value}"#))
    ]
}

fn dated(name: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 5 => date().prop_map(move |date| format!(r#", "{name}": "{date}""#))]
}

const PARTIES: &[&str] = &[
    r#""p""#,
    r#""q""#,
    r#""r""#,
    r#"{"several": ["p", "q"], "split": "each"}"#,
    r#"{"several": ["q", "r"], "split": "unknown"}"#,
    r#"{"unspecified": "unknown"}"#,
];
const LEVELS: &[&str] = &[
    r#""exclusive""#,
    r#""non-exclusive""#,
    r#"{"level": "sole", "term": "P1Y"}"#,
    r#"{"level": "exclusive", "start": "2016"}"#,
    r#"{"level": "exclusive", "end": "2016-06~"}"#,
];
const TARGETS: &[&str] = &[
    r#""on": "d1""#,
    r#""on": "d2""#,
    r#""select": {"to": ["p"]}"#,
    r#""select": {"exclusivity": ["exclusive"]}"#,
];
const ACTIONS: &[&str] = &["end-grant", "end-exclusivity", "suspend", "resume", "affects"];
const EVIDENCE: &[&str] = &[
    r#"[{"source": "2015-08", "in_force": true}]"#,
    r#"[{"source": "2016-06-30", "in_force": true}]"#,
    r#"[{"source": "2016"}]"#,
];

fn effects() -> impl Strategy<Value = String> {
    let until = dated("until");
    let day = prop_oneof![Just("@start"), date()];
    let effect = (prop::sample::select(TARGETS), prop::sample::select(ACTIONS), day, until).prop_map(
        |(target, action, date, until)| {
            format!(r#"{{{target}, "action": "{action}", "date": "{date}" {until}}}"#)
        },
    );
    // A list that is there holds something.
    let list = |list: Vec<String>| format!(r#", "effects": [{}]"#, list.join(", "));
    prop_oneof![Just(String::new()), prop::collection::vec(effect, 1..3).prop_map(list)]
}

fn licence() -> impl Strategy<Value = String> {
    let ends =
        (dated("start"), dated("end"), dated("announced"), field("term", &[r#""P1Y""#, r#"{"min": "P6M"}"#]));
    let sides = (field("from", &[r#""b""#, r#""p""#]), field("to", PARTIES));
    let rest = (
        field("exclusivity", LEVELS),
        field("confidence", &[r#""rumoured""#, r#""denied""#]),
        field("evidence", EVIDENCE),
        field("replaces", &[r#"["d1"]"#, r#"["d3"]"#]),
        field("continues", &[r#""d1""#, r#""d2""#, r#""d3""#]),
        effects(),
    );
    (ends, sides, rest).prop_map(|((a, b, c, d), (e, f), (g, h, i, j, k, l))| {
        format!(r#""type": "licence" {a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}"#)
    })
}

fn merger() -> impl Strategy<Value = String> {
    (
        prop::sample::select(&["p", "q", "a"][..]),
        prop::sample::select(&["q", "r", "s"][..]),
        date(),
        field("confidence", &[r#""rumoured""#]),
    )
        .prop_map(|(from, to, date, confidence)| {
            format!(r#""type": "merger", "from": "{from}", "to": "{to}", "date": "{date}" {confidence}"#)
        })
}

/// Deals with ids of their own, so that their order says nothing. The first
/// three are there for others to name.
fn deals() -> impl Strategy<Value = Vec<String>> {
    let first = prop::collection::vec(licence(), 3);
    let more = prop::collection::vec(prop_oneof![3 => licence(), 1 => merger()], 0..5);
    (first, more).prop_map(|(first, more)| {
        let list = first.iter().chain(&more).zip(1..);
        list.map(|(deal, number)| format!(r#"{{"id": "d{number}", {deal}}}"#)).collect()
    })
}

fn compile(deals: &[String], options: Options) -> (Catalog, Compiled) {
    let mortal = r#""parties": [{"id": "q", "kind": "service", "name": "Q", "founded": "2015-08", "dissolved": "2017"}]"#;
    let loaded = load(&format!("{PRESUME}, {mortal}"), &deals.join(", "));
    // A period may end before it starts; a record that is left out would test nothing.
    let left_out = loaded.findings.iter().find(|finding| finding.message.contains("takes no part"));
    assert!(left_out.is_none(), "{left_out:?}");
    let compiled = Compiled::new(&loaded.catalog, options);
    (loaded.catalog, compiled)
}

/// Bounds of everything and their neighbours, and days far away.
fn days(compiled: &Compiled) -> Vec<Day> {
    let mut days: Vec<Day> = (0..compiled.grants.len())
        .flat_map(|ix| compiled.breaks(ix as u32))
        .filter(|day| day.is_finite())
        .flat_map(|day| [-1, 0, 1].map(|shift| day.plus_days(shift)))
        .chain([super::day("1000-01-01"), super::day("9999-12-31"), Day::MIN, Day::MAX])
        .collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// What every pair of every grant is on these days, by name.
fn statuses((catalog, compiled): &(Catalog, Compiled), days: &[Day]) -> BTreeMap<String, Vec<LinkStatus>> {
    (compiled.grants.iter().enumerate())
        .map(|(ix, link)| {
            (name(catalog, link), days.iter().map(|&day| compiled.status(ix as u32, day)).collect())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn strict_answers_only_turn_presumed_into_possible(deals in deals(), known in prop::option::of(date())) {
        let known = known.and_then(Day::parse);
        let presumed = compile(&deals, Options { presume: true, known });
        let strict = compile(&deals, Options { presume: false, known });
        let days = days(&presumed.1);
        let strict_word = |status: Status| if status == Status::Presumed { Status::Possible } else { status };
        let strict_of = |status: &LinkStatus| LinkStatus {
            in_force: strict_word(status.in_force),
            exclusive: strict_word(status.exclusive),
            ..*status
        };
        let (presumed, strict) = (statuses(&presumed, &days), statuses(&strict, &days));
        for (grant, with) in &presumed {
            for ((with, without), day) in with.iter().zip(&strict[grant]).zip(&days) {
                prop_assert_eq!(strict_of(with), *without, "{} on {}", grant, day);
                prop_assert!(with.exclusive <= with.in_force, "{} on {}", grant, day);
            }
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter(deals in deals(), seed in any::<prop::sample::Index>()) {
        let compiled = compile(&deals, ALL);
        let mut other = deals.clone();
        other.rotate_left(seed.index(deals.len()));
        other.reverse();
        let days = days(&compiled.1);
        prop_assert_eq!(statuses(&compiled, &days), statuses(&compile(&other, ALL), &days));
    }

    #[test]
    fn a_plain_grant_changes_no_other(deals in deals(), place in any::<prop::sample::Index>(), plain in date()) {
        let compiled = compile(&deals, ALL);
        let mut more = deals.clone();
        let grant = format!(r#"{{"id": "plain", "type": "licence", "from": "a", "to": "p", "start": "{plain}"}}"#);
        more.insert(place.index(deals.len() + 1), grant);
        let days = days(&compiled.1);
        let mut after = statuses(&compile(&more, ALL), &days);
        after.remove("plain#g1");
        prop_assert_eq!(statuses(&compiled, &days), after);
    }

    #[test]
    fn status_changes_only_where_it_breaks(deals in deals(), first in 0..1_000usize, length in 0..400usize) {
        let (_, compiled) = compile(&deals, ALL);
        let start = super::day("2014-01-01");
        let days: Vec<Day> = (0..1_500).map(|number| start.plus_days(number)).collect();
        let days_within = &days[first..=first + length];
        for ix in 0..compiled.grants.len() as u32 {
            let breaks = compiled.breaks(ix);
            for pair in days.windows(2) {
                let (before, now) = (compiled.status(ix, pair[0]), compiled.status(ix, pair[1]));
                prop_assert!(now == before || breaks.contains(&pair[1]), "{} {:?} {:?}", pair[1], before, now);
            }
            let worth = |status: LinkStatus| (status.in_force, status.exclusive);
            let best = days_within.iter().map(|&day| worth(compiled.status(ix, day))).max();
            let found = compiled.status_within(ix, days_within[0], days_within[length]);
            prop_assert_eq!(Some(worth(found)), best);
        }
    }
}
