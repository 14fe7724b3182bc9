//! Questions in short, for the tests of the rules of sections 3.2, 3.4 and 4 to 7.

use super::dataset;
use crate::data::Catalog;
use crate::data::words::Layer;
use crate::rights::engine::{Answer, Engine, Question, TerritoryIx};
use crate::rights::{Compiled, Options, Status};

/// Presumptions are there; everything happens in Germany.
pub const META: &str = r#""meta": {"title": "Test", "language": "en",
    "defaults": {"layer": ["recording"], "uses": ["OnDemandStream"], "territory": ["DE"]},
    "policy": {"presume": {"continuance": "P3Y", "commencement": "announced", "sublicensing": "if-confirmed"}}}"#;

/// `p a 2015-06-01`: could `p` offer what is `a`'s on that day? Behind that, each
/// where it is not the usual: `in FR`, `use Download`, `layer video`, `known
/// 2014-01-01`, `strict`.
pub fn ask(catalog: &Catalog, text: &str) -> Answer {
    let mut words = text.split_whitespace();
    let mut next = || words.next().unwrap_or_else(|| panic!("{text}"));
    let party = |id: &str| catalog.party_ix(id).unwrap_or_else(|| panic!("{id}"));
    let (who, whose, date) = (party(next()), party(next()), super::day(next()));
    let (mut place, mut usage, mut layer) = ("DE", "OnDemandStream", Layer::Recording);
    let mut options = Options { presume: true, known: None };
    while let Some(word) = words.next() {
        let mut value = || words.next().unwrap_or_else(|| panic!("{text}"));
        match word {
            "in" => place = value(),
            "use" => usage = value(),
            "layer" => layer = Layer::from_word(value()).expect("a layer"),
            "known" => options.known = Some(super::day(value())),
            "strict" => options.presume = false,
            _ => panic!("{text}: {word}"),
        }
    }
    let compiled = Compiled::new(catalog, options);
    let engine = Engine::new(catalog, &compiled);
    let question = Question {
        party: who,
        catalogue: whose,
        territory: TerritoryIx::of_code(place).expect("a code"),
        date,
        usage: engine.usage(usage),
        layer,
    };
    let answer = engine.ask(&question);
    assert_eq!(engine.word(&question), (answer.answer, answer.exclusive), "{text}");
    assert_eq!(answer.chains.is_empty(), answer.answer == Status::No, "{text}: {:?}", answer.chains);
    let best = answer.chains.first().map_or(Status::No, |chain| chain.value);
    assert_eq!(best, answer.answer, "{text}: the best chain has the answer's value");
    for chain in &answer.chains {
        let least = chain.steps.iter().map(|step| step.value).min();
        assert!(least.is_none_or(|least| least == chain.value), "{text}: {chain:#?}");
    }
    answer
}

pub fn word(status: Status) -> &'static str {
    if status == Status::Certain { "yes" } else { status.word() }
}

/// The answer, its exclusivity, and behind that the ids of each chain.
pub fn said(answer: &Answer) -> String {
    let chains = answer.chains.iter().map(|chain| {
        let ids: Vec<&str> = chain.steps.iter().map(|step| step.id.as_str()).collect();
        format!(" [{}]", ids.join(" "))
    });
    format!("{}/{}{}", word(answer.answer), word(answer.exclusive), chains.collect::<String>())
}

/// Questions and what [`said`] says to each. Of ids that are `d1#g1`, only `d1` is written.
#[track_caller]
pub fn check(more: &str, deals: &str, expected: &[(&str, &str)]) {
    let more = if more.is_empty() { META.to_string() } else { format!("{META}, {more}") };
    let catalog = dataset(&more, deals);
    for &(question, words) in expected {
        let answer = ask(&catalog, question);
        assert_eq!(said(&answer).replace("#g1", ""), words, "{question}");
    }
}
