//! Sections 5, 6 and 7: coverage, exclusivity and others, chains and reasons, why not.

use super::asking::{META, ask, check, word};
use super::dataset;
use crate::rights::engine::{Answer, Engine};
use crate::rights::{Compiled, Options};

/// What a closure says about the answers to questions.
#[track_caller]
fn tell(more: &str, deals: &str, expected: &[(&str, &str)], words: impl Fn(&Answer) -> String) {
    let more = if more.is_empty() { META.to_string() } else { format!("{META}, {more}") };
    let catalog = dataset(&more, deals);
    for &(question, said) in expected {
        assert_eq!(words(&ask(&catalog, question)), said, "{question}");
    }
}

/// Least and greatest percent.
fn covers(answer: &Answer) -> String {
    let (min, max) = answer.coverage.percents();
    format!("{min}-{max}")
}

/// Others by word, and whether all of them depend on the party.
fn others(answer: &Answer) -> String {
    let others = answer.others;
    format!("{} {} {} {}", others.yes, others.presumed, others.possible, answer.gatekeeper)
}

/// Reasons and presumptions of each step of the first chain, with its word.
fn reasons(answer: &Answer) -> String {
    let Some(chain) = answer.chains.first() else { return "no".to_string() };
    let steps = chain.steps.iter().map(|step| {
        let reasons: Vec<&str> = step.reasons.iter().map(|reason| reason.word()).collect();
        let leans: Vec<&str> = step.presumptions.iter().map(|presumption| presumption.word()).collect();
        format!("[{}{}{}]", reasons.join(" "), if leans.is_empty() { "" } else { "; " }, leans.join(" "))
    });
    format!("{:?} {}", chain.word, steps.collect::<Vec<_>>().join(" "))
}

/// What is missing: the ids, which of them fails, in what.
fn missing(answer: &Answer) -> String {
    let told = answer.missing.iter().map(|missing| {
        let ids: Vec<&str> = missing.steps.iter().map(|step| step.1.as_str()).collect();
        format!("{} @{} {:?}", ids.join(" ").replace("#g1", ""), missing.at, missing.lack.condition)
    });
    format!("{}: {}", word(answer.answer), told.collect::<Vec<_>>().join(", "))
}

#[test]
fn coverage_of_one_step() {
    let at = |catalogue: &str, expected: &str| {
        let deal = format!(r#"{{"start": "2010-01-01", "end": "..", "catalogue": {catalogue}}}"#);
        tell("", &deal, &[("p a 2015-01-01", expected)], covers);
    };
    at(r#"{"of": ["a"]}"#, "100-100");
    at(r#"{"of": ["a"], "share": {"exact": 60}}"#, "60-60");
    at(r#"{"of": ["a"], "share": {"minimum": 60}}"#, "60-100");
    at(r#"{"of": ["a"], "share": {"maximum": 60.5}}"#, "0-60.5");
    at(r#"{"of": ["a", "b"], "share": {"exact": 60}}"#, "0-100");
    at(r#"{"of": ["a", "b"], "share": {"exact": 60, "of": "each"}}"#, "60-60");
    at(r#"{"of": ["a"], "count": {"exact": 9, "unit": "recordings"}}"#, "0-100");
    at(r#"{"of": ["a"], "count": {"exact": 9, "unit": "recordings", "of": "total-after"}}"#, "100-100");
    at(r#"{"of": ["a"], "count": {"exact": 9, "unit": "recordings"}, "complete": true}"#, "100-100");
    at(r#"{"of": ["a"], "complete": false}"#, "0-100");
    at(r#"{"of": ["a"], "complete": false, "share": {"exact": 60}}"#, "60-60");
    at(r#"{"of": ["a"], "complete": true, "share": {"exact": 60}}"#, "60-60");
    at(r#"{"of": ["a"], "share": {"exact": 60}, "except": ["the early ones"]}"#, "0-60");
}

#[test]
fn coverage_along_chains_and_over_them() {
    let two = |first: &str, second: &str| {
        format!(
            r#"{{"to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed", "catalogue": {{"of": ["a"], "share": {{"exact": {first}}}}}}},
            {{"type": "sublicence", "from": "b", "start": "2010-01-01", "end": "..", "catalogue": {{"of": ["a"], "share": {{"exact": {second}}}}}}}"#
        )
    };
    // Bounds, not products.
    tell("", &two("70", "60"), &[("p a 2015-01-01", "30-60")], covers);
    tell("", &two("40", "50"), &[("p a 2015-01-01", "0-40")], covers);
    // The greatest minimum of those with the answer's value, the sum of the maxima.
    let direct = |confidence: &str| {
        format!(
            r#"{}, {{"start": "2010-01-01", "end": "..", "confidence": "{confidence}", "catalogue": {{"of": ["a"], "share": {{"exact": 50}}}}}}"#,
            two("70", "60")
        )
    };
    tell("", &direct("confirmed"), &[("p a 2015-01-01", "50-100")], covers);
    tell("", &direct("rumoured"), &[("p a 2015-01-01", "30-100")], covers);
    tell("", "", &[("p a 2015-01-01", "0-0"), ("a a 2015-01-01", "100-100")], covers);
}

#[test]
fn chains_go_on_behind_a_possible_beginning() {
    // It perhaps owns the catalogue, and surely licenses it.
    let part = r#"{"start": "2010-01-01", "end": ".."},
        {"type": "assignment", "to": "p", "start": "2012-01-01", "catalogue": {"complete": false}}"#;
    check("", part, &[("p a 2015-01-01", "yes/possible [d1] []")]);
    // The licensor perhaps still owned when the licence began, and surely may pass on.
    let back = r#"{"start": "[2014-01-01..2014-01-10]", "end": ".."},
        {"type": "assignment", "to": "b", "start": "2014-01-05"},
        {"from": "b", "to": "a", "catalogue": {"of": ["a"]}, "start": "2014-02-01", "end": "..", "sublicensing": "allowed"}"#;
    check("", back, &[("p a 2015-01-01", "yes/possible [d3 d1] [d1]")]);
}

#[test]
fn exclusivity_takes_every_grant_of_a_chain() {
    let deals = |first: &str, second: &str| {
        format!(
            r#"{{"to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed", "exclusivity": {first}}},
            {{"type": "sublicence", "from": "b", "start": "2010-01-01", "end": "..", "catalogue": {{"of": ["a"]}}, "exclusivity": {second}}}"#
        )
    };
    let (yes, no) = (r#""exclusive""#, r#""non-exclusive""#);
    let until = r#"{"level": "sole", "end": "2014-12-31"}"#;
    let at = |first: &str, second: &str, date: &str, expected: &str| {
        check("", &deals(first, second), &[(&format!("p a {date}"), &format!("yes/{expected} [d1 d2]"))]);
    };
    at(yes, yes, "2014-12-31", "yes");
    at(no, yes, "2014-12-31", "no");
    at(yes, no, "2014-12-31", "no");
    at(yes, r#""unknown""#, "2014-12-31", "possible");
    at(yes, until, "2014-12-31", "yes");
    at(yes, until, "2015-01-01", "no");
    at(until, yes, "2015-01-01", "no");
}

#[test]
fn others_and_gatekeepers() {
    let through = |from: &str, to: &str| {
        format!(
            r#"{{"type": "sublicence", "from": "{from}", "to": "{to}", "start": "2012-01-01", "end": "..", "catalogue": {{"of": ["a"]}}, "upstream": ["d1"]}}"#
        )
    };
    let first = r#"{"to": "p", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"}"#;
    let deals = format!("{first}, {}, {}", through("p", "q"), through("p", "r"));
    tell(
        "",
        &deals,
        &[
            ("p a 2015-01-01", "2 0 0 true"),
            ("p a 2011-01-01", "0 0 0 false"),
            ("q a 2015-01-01", "2 0 0 false"),
            ("a a 2015-01-01", "3 0 0 true"),
            // Who has nothing has others, and they do not depend on it.
            ("t a 2015-01-01", "3 0 0 false"),
        ],
        others,
    );
    let direct = format!(r#"{deals}, {{"to": "r", "start": "2014-01-01", "end": ".."}}"#);
    tell("", &direct, &[("p a 2013-01-01", "2 0 0 true"), ("p a 2016-06-01", "2 0 0 false")], others);
    let doubts = format!(
        r#"{first}, {{"to": "q", "start": "2014-01-01"}}, {{"to": "r", "start": "2014-01-01", "confidence": "rumoured"}}"#
    );
    tell("", &doubts, &[("p a 2015-01-01", "0 1 1 false")], others);
    // Its own services are no others, and its operator goes with it.
    let own = r#""parties": [{"id": "c", "kind": "company", "name": "C"},
        {"id": "s", "kind": "service", "name": "S", "operated_by": [{"party": "c"}]},
        {"id": "t", "kind": "service", "name": "T", "operated_by": [{"party": "c", "end": "2014"}]}]"#;
    let company = format!("{}, {}", first.replace(r#""to": "p""#, r#""to": "c""#), through("c", "q"));
    tell(
        own,
        &company,
        &[
            ("c a 2012-06-01", "1 0 0 true"),
            ("s a 2015-06-01", "1 0 0 true"),
            ("s a 2012-06-01", "2 0 0 true"),
        ],
        others,
    );
}

#[test]
fn chains_in_order_without_superfluous_ones() {
    let direct = r#"{"start": "2010-01-01", "end": "..", "confidence": "rumoured"}"#;
    let long = r#"{"id": "u", "to": "b", "start": "2010-01-01", "end": "..", "sublicensing": "allowed"},
        {"id": "v", "type": "sublicence", "from": "b", "start": "2010-01-01", "end": "..", "catalogue": {"of": ["a"]}},
        {"id": "w", "type": "sublicence", "from": "b", "to": "c", "start": "2010-01-01", "end": "..", "catalogue": {"of": ["a"]}, "sublicensing": "allowed"},
        {"id": "x", "type": "sublicence", "from": "c", "start": "2010-01-01", "end": "..", "catalogue": {"of": ["a"]}},
        {"id": "y", "type": "swap", "start": "2010-01-01", "end": "..", "grants": [
            {"id": "g1", "from": "c", "to": "b", "catalogue": {"holdings": "all"}, "sublicensing": "allowed"}]}"#;
    // Round by `w` and `y` back to `b` uses all of the way over `v`, and more.
    check("", &format!("{direct}, {long}"), &[("p a 2015-01-01", "yes/possible [u v] [u w x] [d1]")]);
}

#[test]
fn every_reason_and_presumption() {
    let at = |deal: &str, question: &str, expected: &str| {
        tell("", &format!("{{{deal}}}"), &[(question, expected)], reasons);
    };
    let day = "p a 2015-06-01";
    at(r#""start": "2010", "end": "..""#, day, "Holds []");
    at(r#""start": "2010", "end": "..", "confidence": "claimed""#, day, "Weak [confidence]");
    at(r#""start": "2010", "end": "..", "stage": "announced""#, day, "Weak [stage]");
    at(
        r#""start": "2010", "end": "..", "to": {"several": ["p", "q"], "split": "unknown"}"#,
        day,
        "Weak [joint]",
    );
    at(
        r#""start": "2010", "end": "..", "from": {"unspecified": "unknown"}, "catalogue": {"of": ["a"]}"#,
        day,
        "Open [unspecified-grantor]",
    );
    at(r#""start": "2015", "end": "..""#, day, "Weak [start-not-known]");
    at(r#""start": "2010", "end": "2015""#, day, "Weak [end-not-known]");
    at(r#""start": "2010?", "end": "..""#, day, "Weak [date-unsure]");
    at(r#""start": "2010", "end": "..", "territory": "unknown""#, day, "Weak [territory-not-known]");
    at(
        r#""start": "2010", "end": "..", "catalogue": {"of": ["a", "b"], "share": {"exact": 9}}"#,
        day,
        "Weak [share-of-pool]",
    );
    at(r#""announced": "2015-05-01", "end": "..""#, day, "Presumed [start-not-known; commencement]");
    at(
        r#""announced": "2015-05-01", "term": {"min": "P1Y"}"#,
        "p a 2016-02-01",
        "Presumed [start-not-known end-not-known; commencement]",
    );
    at(r#""start": "2014-01-01""#, day, "Presumed [end-not-known; continuance]");
    at(r#""start": "2014-01-01""#, "p a 2015-06-01 strict", "Weak [end-not-known]");
    let touched = |action: &str| {
        format!(
            r#""start": "2010", "end": ".."}}, {{"type": "event", "event_kind": "removal", "date": "2015", "effects": [{{"on": "d1", "action": "{action}", "date": "2015"}}]"#
        )
    };
    at(&touched("suspend"), day, "Weak [suspended-perhaps]");
    at(&touched("affects"), day, "Weak [affected]");
    let upper = |sublicensing: &str| {
        format!(
            r#""to": "b", "start": "2010", "end": "..", "sublicensing": "{sublicensing}"}},
            {{"type": "sublicence", "from": "b", "start": "2010", "end": "..""#
        )
    };
    at(
        &format!(r#"{}, "catalogue": {{"of": ["a"]}}"#, upper("with-consent")),
        day,
        "Weak [consent-not-shown] []",
    );
    at(
        &format!(r#"{}, "catalogue": {{"of": ["a"]}}"#, upper("unknown")),
        day,
        "Presumed [sublicensing-not-stated; sublicensing] []",
    );
    at(&upper("allowed"), day, "Weak [] [catalogue-not-listed]");
    at(
        r#""start": "2010", "end": ".."}, {"type": "merger", "from": "p", "to": "q", "date": "2015""#,
        "q a 2015-06-01",
        "Weak [succession]",
    );
    at(
        r#""start": "2014", "end": ".."}, {"type": "assignment", "to": "b", "start": "2014""#,
        day,
        "Weak [ownership]",
    );
    let mortal = r#""parties": [{"id": "c", "kind": "company", "name": "C"}, {"id": "p", "kind": "service", "name": "P", "dissolved": "2015"},
        {"id": "s", "kind": "service", "name": "S", "operated_by": [{"party": "c", "start": "2015"}]}]"#;
    let deal = r#"{"start": "2010", "end": ".."}, {"to": "c", "start": "2010", "end": ".."}"#;
    tell(mortal, deal, &[(day, "Weak [life]"), ("s a 2015-06-01", "Weak [] [operator]")], reasons);
}

#[test]
fn wide_links_get_their_word() {
    let catalog = dataset(META, r#"{"start": "2010", "end": ".."}"#);
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let mut engine = Engine::new(&catalog, &compiled);
    engine.set_widened(vec![0, 0]);
    let question = crate::rights::Question {
        party: catalog.party_ix("p").expect("p"),
        catalogue: catalog.party_ix("a").expect("a"),
        territory: crate::rights::engine::TerritoryIx::of_code("DE").expect("a code"),
        date: super::day("2015-01-01"),
        usage: crate::rights::engine::Use::ON_DEMAND_STREAM,
        layer: crate::data::words::Layer::Recording,
    };
    assert_eq!(engine.ask(&question).chains[0].word, crate::rights::ChainWord::Widened);
}

#[test]
fn why_not_by_one_condition() {
    let at = |deal: &str, question: &str, expected: &str| {
        tell("", &format!("{{{deal}}}"), &[(question, expected)], missing);
    };
    let day = "p a 2015-06-01";
    at(r#""start": "2016-01-01""#, day, "no: d1 @0 Date");
    at(r#""start": "2010", "end": "2014""#, day, "no: d1 @0 Date");
    at(r#""start": "2010", "end": "..", "territory": ["FR"]"#, day, "no: d1 @0 Territory");
    at(r#""start": "2010", "end": "..", "uses": ["Download"]"#, day, "no: d1 @0 Use");
    at(r#""start": "2010", "end": "..", "layer": ["video"]"#, day, "no: d1 @0 Layer");
    at(r#""start": "2010", "end": "..", "catalogue": {"of": ["b"]}"#, day, "no: d1 @0 Catalogue");
    at(r#""start": "2010", "end": "..", "confidence": "denied""#, day, "no: d1 @0 Confidence");
    at(r#""start": "2010", "end": "..", "stage": "cancelled""#, day, "no: d1 @0 Confidence");
    // Two conditions are one too many.
    at(r#""start": "2016-01-01", "territory": ["FR"]"#, day, "no: ");
    let suspended = r#""start": "2010", "end": ".."}, {"type": "event", "event_kind": "removal", "date": "2015-01-01", "effects": [{"on": "d1", "action": "suspend", "date": "2015-01-01"}]"#;
    at(suspended, day, "no: d1 @0 Suspension");
    let upper = |fields: &str, more: &str| {
        format!(
            r#""to": "b", "start": "2010", "end": "..", {fields}}},
            {{"type": "sublicence", "from": "b", "start": "2010", "end": "..", "catalogue": {{"of": ["a"]}} {more}"#
        )
    };
    at(&upper(r#""sublicensing": "forbidden""#, ""), day, "no: d1 d2 @0 Sublicensing");
    at(&upper(r#""sublicensing": "allowed", "territory": ["FR"]"#, ""), day, "no: d1 d2 @0 Territory");
    at(&upper(r#""sublicensing": "allowed""#, r#", "territory": ["FR"]"#), day, "no: d1 d2 @1 Territory");
    let other = r#", "upstream": ["d3"]}, {"from": "c", "to": "b""#;
    at(&upper(r#""sublicensing": "allowed""#, other), day, "no: d1 d2 @1 Upstream");
    let holdings = upper(r#""sublicensing": "allowed", "exclusivity": "non-exclusive""#, "")
        .replace(r#"{"of": ["a"]}"#, r#"{"holdings": "exclusive"}"#);
    at(&holdings, day, "no: d1 d2 @1 Catalogue");
    // Nobody before the one that fails may fail.
    at(&upper(r#""sublicensing": "forbidden", "territory": ["FR"]"#, ""), day, "no: ");
    let mortal = r#""parties": [{"id": "a", "kind": "label", "name": "A", "dissolved": "2014"},
        {"id": "c", "kind": "company", "name": "C"}, {"id": "p", "kind": "service", "name": "P", "founded": "2016"},
        {"id": "s", "kind": "service", "name": "S", "operated_by": [{"party": "c", "start": "2016"}]}]"#;
    let deal = r#"{"start": "2010", "end": ".."}, {"to": "c", "start": "2010", "end": ".."}"#;
    tell(
        mortal,
        deal,
        &[
            (day, "no: d1 @0 Life"),
            ("s a 2015-06-01", "no: d2 s~op0 @1 Date"),
            ("a a 2015-06-01", "no:  @0 Life"),
        ],
        missing,
    );
}

/// What fails behind a link does not hide what else fails behind it.
#[test]
fn one_link_may_stand_before_several_that_fail() {
    let deals = r#"{"to": "b", "start": "2010", "end": "..", "sublicensing": "allowed"},
        {"type": "sublicence", "from": "b", "start": "2010", "end": "2014", "catalogue": {"of": ["a"]}},
        {"type": "sublicence", "from": "b", "start": "2010", "end": "..", "catalogue": {"of": ["a"]},
            "territory": ["FR"]}"#;
    tell("", deals, &[("p a 2018-06-01", "no: d1 d2 @1 Date, d1 d3 @1 Territory")], missing);
}

#[test]
fn at_most_five_are_told_the_shortest_first() {
    let mut deals: Vec<String> =
        (0..7).map(|year| format!(r#"{{"start": "201{year}", "end": "201{year}"}}"#)).collect();
    deals.push(r#"{"to": "b", "start": "2010", "end": "..", "sublicensing": "forbidden"}"#.to_string());
    deals.push(
        r#"{"type": "sublicence", "from": "b", "start": "2010", "end": "..", "catalogue": {"of": ["a"]}}"#
            .to_string(),
    );
    let all = "no: d1 @0 Date, d2 @0 Date, d3 @0 Date, d4 @0 Date, d5 @0 Date";
    tell("", &deals.join(", "), &[("p a 2018-06-01", all)], missing);
    let few = [deals[0].clone(), deals[7].clone(), deals[8].clone()].join(", ");
    tell("", &few, &[("p a 2018-06-01", "no: d1 @0 Date, d2 d3 @0 Sublicensing")], missing);
}
