//! Days at once: the words over time, and those of a matrix, are on every day
//! what is answered about that day alone.

use super::asking::{META, word};
use super::{dataset, day};
use crate::data::words::Layer;
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use crate::rights::engine::{Engine, Question, TerritoryIx, Use};
use crate::rights::{Compiled, Options, Status};

/// First days and words of the stretches of `p a`: `p` and what is `a`'s. Every
/// day from 2009 to 2022 is asked about alone, and as a cell of a matrix.
#[track_caller]
fn course(catalog: &Catalog, pair: &str) -> String {
    let mut ids = pair.split_whitespace().map(|id| catalog.party_ix(id).expect("a party"));
    let mut next = || ids.next().expect("two parties");
    let (party, catalogue): (PartyIx, PartyIx) = (next(), next());
    let compiled = Compiled::new(catalog, Options { presume: true, known: None });
    let engine = Engine::new(catalog, &compiled);
    let (territory, usage) = (TerritoryIx::of_code("DE").expect("a code"), Use::ON_DEMAND_STREAM);
    let (mut date, last, layer) = (day("2009-01-01"), day("2022-12-31"), Layer::Recording);
    let question = Question { party, catalogue, territory, date, usage, layer };
    let stretches = engine.timeline(&question);
    let (mut said, mut before) = (Vec::new(), None);
    while date <= last {
        let alone = engine.word(&Question { date, ..question });
        let stretch = stretches.iter().find(|stretch| stretch.0 <= date && date <= stretch.1);
        assert_eq!(stretch.map(|stretch| (stretch.2, stretch.3)), Some(alone), "{pair} {date}: over time");
        if before.is_some_and(|before| before != alone) {
            said.push(format!("{date} {}/{}", word(alone.0), word(alone.1)));
        }
        if before != Some(alone) || date.0 % 16 == 0 {
            assert_eq!(cell(&engine, &question, date), alone, "{pair} {date}: in a matrix");
        }
        before = Some(alone);
        date = date.plus_days(1);
    }
    said.join(", ")
}

fn cell(engine: &Engine, question: &Question, date: Day) -> (Status, Status) {
    let Question { party, catalogue, territory, usage, layer, .. } = *question;
    engine.matrix(&[party], &[catalogue], territory, date, usage, layer)[0]
}

/// Deals, and the course of pairs.
#[track_caller]
fn check(deals: &str, expected: &[(&str, &str)]) {
    let catalog = dataset(META, deals);
    for &(pair, words) in expected {
        assert_eq!(course(&catalog, pair), words, "{pair}");
    }
}

/// A licence from 2014 to some day of 2017, and one that continues it; what they say of their exclusivity.
fn renewed(first: &str, second: &str) -> String {
    format!(
        r#"{{"start": "2014-01-01", "end": "2017", "exclusivity": {first}}},
        {{"start": "2017", "end": "2020-12-31", "continues": "d1", "exclusivity": {second}}}"#
    )
}

#[test]
fn a_joined_renewal_is_silent_where_one_of_its_grants_says_as_much() {
    // The exclusivity began before the renewal that tells of it, and lasts longer than the grant
    // that was renewed: neither says anything of the other's days.
    check(
        &renewed(r#""non-exclusive""#, r#"{"level": "exclusive", "start": "2015-01-01"}"#),
        &[("p a", "2014-01-01 yes/no, 2017-01-02 yes/possible, 2017-12-31 yes/yes, 2021-01-01 no/no")],
    );
    check(
        &renewed(r#"{"level": "exclusive", "end": "2019-12-31"}"#, r#""non-exclusive""#),
        &[("p a", "2014-01-01 yes/yes, 2017-01-02 yes/possible, 2017-12-31 yes/no, 2021-01-01 no/no")],
    );
}

#[test]
fn a_joined_renewal_of_one_exclusive_grant_is_possibly_exclusive() {
    let (yes, no) = (r#""exclusive""#, r#""non-exclusive""#);
    for (first, second, words) in [
        (yes, yes, "2014-01-01 yes/yes, 2021-01-01 no/no"),
        (yes, no, "2014-01-01 yes/yes, 2017-01-02 yes/possible, 2017-12-31 yes/no, 2021-01-01 no/no"),
        (no, yes, "2014-01-01 yes/no, 2017-01-02 yes/possible, 2017-12-31 yes/yes, 2021-01-01 no/no"),
        (no, no, "2014-01-01 yes/no, 2021-01-01 no/no"),
    ] {
        check(&renewed(first, second), &[("p a", words)]);
    }
}

/// What `b` has from `a`, and what it gave on by that; and a merger on some day of `b` with `c`.
fn merged(date: &str) -> String {
    format!(
        r#"{{"id": "held", "to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"}},
        {{"type": "sublicence", "from": "b", "catalogue": {{"of": ["a"]}}, "start": "2011-01-01", "end": "..", "upstream": ["held"]}},
        {{"type": "merger", "from": "b", "to": "c", "date": "{date}"}}"#
    )
}

#[test]
fn who_is_listed_and_may_have_merged_is_read_as_both() {
    check(
        &merged("[2014-01-01..2016-01-01]"),
        &[("p a", "2011-01-01 yes/possible, 2014-01-01 possible/possible, 2016-01-01 yes/possible")],
    );
    // Who stands in its place lives no longer.
    let gone = r#""parties": [{"id": "c", "kind": "label", "name": "c", "dissolved": "2018-01-01"}]"#;
    let catalog = dataset(&[META, gone].join(", "), &merged("2014-01-01"));
    assert_eq!(course(&catalog, "p a"), "2011-01-01 yes/possible, 2018-01-02 no/no");
}

#[test]
fn a_joined_renewal_serves_who_lists_what_is_renewed() {
    // Whoever lists a grant lists its renewals as well, but not the other way round.
    let passed_on = |listed: &str| {
        format!(
            r#"{{"id": "d1", "to": "b", "start": "2014-01-01", "end": "2017", "sublicensing": "allowed"}},
            {{"id": "d2", "to": "b", "start": "2017", "end": "2020-12-31", "sublicensing": "allowed", "continues": "d1"}},
            {{"type": "sublicence", "from": "b", "catalogue": {{"of": ["a"]}}, "start": "2011-01-01", "end": "..", "upstream": ["{listed}"]}}"#
        )
    };
    check(&passed_on("d1"), &[("p a", "2014-01-01 yes/possible, 2021-01-01 no/no")]);
    check(
        &passed_on("d2"),
        &[("p a", "2017-01-02 possible/possible, 2017-12-31 yes/possible, 2021-01-01 no/no")],
    );
}
