//! The engine's quick ways against its plain one: matrices, timelines, sets of
//! territories and lists say what single questions say, on generated catalogues.

#[path = "../benches/support/generate.rs"]
#[allow(dead_code, reason = "shared with the benches")]
mod generate;

use catalog_atlas::data::words::{Layer, PartyKind};
use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::rights::engine::{TerritoryIx, Use};
use catalog_atlas::rights::{Compiled, Engine, Options, Question, Status};
use generate::{Dice, Size, catalogue};

/// A dense market: few parties, so that chains are long and cross each other.
const SMALL: Size = Size { deals: 90, labels: 8, services: 4, companies: 5, distributors: 2 };

/// Catalogues, questions to each.
const CATALOGUES: u64 = 40;
const QUESTIONS: usize = 12;

struct Market {
    catalog: Catalog,
    compiled: Compiled,
    dice: Dice,
}

fn market(seed: u64) -> Market {
    let loaded = Catalog::load(catalogue(&SMALL, seed).as_bytes()).expect("a dataset");
    let presume = !seed.is_multiple_of(4);
    let known = seed.is_multiple_of(5).then(|| Day::from_ymd(2016, 6, 1).expect("a day"));
    let compiled = Compiled::new(&loaded.catalog, Options { presume, known });
    Market { catalog: loaded.catalog, compiled, dice: Dice::new(seed) }
}

impl Market {
    fn question(&mut self) -> Question {
        let parties = self.catalog.parties.len();
        let place = ["CN", "CN", "HK", "JP", "DE"][self.dice.below(5)];
        let date = Day::from_ymd(2009 + self.dice.below(14) as i32, 1 + self.dice.below(12) as u32, 15);
        Question {
            party: PartyIx(self.dice.below(parties) as u32),
            catalogue: PartyIx(self.dice.below(SMALL.labels) as u32),
            territory: TerritoryIx::of_code(place).expect("a code"),
            date: date.expect("a day"),
            usage: Use::ON_DEMAND_STREAM,
            layer: Layer::Recording,
        }
    }
}

fn parties(catalog: &Catalog, kind: PartyKind) -> Vec<PartyIx> {
    let all = catalog.parties.iter().zip(0..).filter(|(party, _)| party.kind == kind);
    all.map(|(_, place)| PartyIx(place)).collect()
}

#[test]
fn many_answers_are_the_single_ones() {
    let mut seen = [0; 4];
    for seed in 0..CATALOGUES {
        let mut market = market(seed);
        let questions: Vec<Question> = (0..QUESTIONS / 3).map(|_| market.question()).collect();
        let engine = Engine::new(&market.catalog, &market.compiled);
        let services = parties(&market.catalog, PartyKind::Service);
        let labels = parties(&market.catalog, PartyKind::Label);
        for one in questions {
            let Question { territory, date, usage, layer, .. } = one;
            let single = |party, catalogue| engine.word(&Question { party, catalogue, ..one });
            let cells = engine.matrix(&services, &labels, territory, date, usage, layer);
            let expected: Vec<(Status, Status)> = services
                .iter()
                .flat_map(|&service| labels.iter().map(move |&label| single(service, label)))
                .collect();
            assert_eq!(cells, expected, "seed {seed} {one:?}");
            for cell in &expected {
                seen[cell.0 as usize] += 1;
            }
            let of_catalogue = engine.services(one.catalogue, territory, date, usage, layer);
            let expected: Vec<_> = services
                .iter()
                .map(|&service| (service, single(service, one.catalogue)))
                .filter(|(_, words)| words.0 > Status::No)
                .map(|(service, words)| (service, words.0, words.1))
                .collect();
            assert_eq!(of_catalogue, expected, "seed {seed} {one:?}");
            let of_party = engine.catalogues(one.party, territory, date, usage, layer);
            let everybody = (0..market.catalog.parties.len() as u32).map(PartyIx);
            let expected: Vec<_> = everybody
                .map(|catalogue| (catalogue, single(one.party, catalogue)))
                .filter(|(_, words)| words.0 > Status::No)
                .map(|(catalogue, words)| (catalogue, words.0, words.1))
                .collect();
            assert_eq!(of_party, expected, "seed {seed} {one:?}");
        }
    }
    assert!(seen.iter().all(|&count| count > 20), "every word occurs: {seen:?}");
}

#[test]
fn a_timeline_is_the_answer_of_every_day() {
    let mut stretches = 0;
    for seed in 0..CATALOGUES {
        let mut market = market(seed);
        let questions: Vec<Question> = (0..QUESTIONS).map(|_| market.question()).collect();
        let days: Vec<Day> = (0..60).map(|_| Day(14_000 + market.dice.below(5_500) as i32)).collect();
        let engine = Engine::new(&market.catalog, &market.compiled);
        for one in questions {
            let timeline = engine.timeline(&one);
            stretches += timeline.len();
            assert_eq!(timeline.first().map(|first| first.0), Some(Day::MIN));
            assert_eq!(timeline.last().map(|last| last.1), Some(Day::MAX));
            for pair in timeline.windows(2) {
                assert_eq!(pair[0].1.plus_days(1), pair[1].0);
                assert_ne!((pair[0].2, pair[0].3), (pair[1].2, pair[1].3), "a stretch begins with a change");
            }
            let bounds = timeline.iter().flat_map(|stretch| [stretch.0, stretch.1]);
            for day in bounds.filter(|day| day.is_finite()).chain(days.iter().copied()) {
                let found = timeline.iter().find(|stretch| stretch.0 <= day && day <= stretch.1);
                let found = found.map(|stretch| (stretch.2, stretch.3));
                assert_eq!(
                    found,
                    Some(engine.word(&Question { date: day, ..one })),
                    "seed {seed} {day} {one:?}"
                );
            }
        }
    }
    assert!(stretches > 500, "{stretches}");
}

#[test]
fn territories_are_those_with_the_answer() {
    let codes = ["CN", "HK", "TW", "MO", "JP", "KR", "US", "GB", "DE", "FR", "SG", "TH", "AU", "BR"];
    let mut with = 0;
    for seed in 0..CATALOGUES {
        let mut market = market(seed);
        let questions: Vec<Question> = (0..QUESTIONS).map(|_| market.question()).collect();
        let engine = Engine::new(&market.catalog, &market.compiled);
        for one in questions {
            let sets = engine.territories(&one);
            for code in codes {
                let territory = TerritoryIx::of_code(code).expect("a code");
                let (answer, _) = engine.word(&Question { territory, ..one });
                let least = [Status::Certain, Status::Presumed, Status::Possible];
                let found = sets.map(|set| set.contains(territory.0));
                assert_eq!(found, least.map(|least| answer >= least), "seed {seed} {code} {one:?}");
                with += usize::from(answer > Status::No);
            }
        }
    }
    assert!(with > 200, "{with}");
}

#[test]
fn chains_carry_the_answer_and_none_is_superfluous() {
    let mut listed = 0;
    for seed in 0..CATALOGUES {
        let mut market = market(seed);
        let questions: Vec<Question> = (0..QUESTIONS * 3).map(|_| market.question()).collect();
        let engine = Engine::new(&market.catalog, &market.compiled);
        for one in questions {
            let answer = engine.ask(&one);
            assert_eq!((answer.answer, answer.exclusive), engine.word(&one));
            let best = answer.chains.iter().map(|chain| chain.value).max().unwrap_or(Status::No);
            assert_eq!(best, answer.answer, "seed {seed} {one:?}");
            assert!(answer.chains.iter().all(|chain| chain.exclusive <= answer.exclusive), "{answer:#?}");
            listed += answer.chains.len();
            let order = |chain: &catalog_atlas::rights::Chain| {
                let ids: Vec<String> = chain.steps.iter().map(|step| step.id.clone()).collect();
                (Status::Certain as u8 - chain.value as u8, chain.steps.len(), ids)
            };
            for pair in answer.chains.windows(2) {
                assert!(order(&pair[0]) < order(&pair[1]), "in order, and each once");
            }
            for chain in &answer.chains {
                let least = chain.steps.iter().map(|step| step.value).min();
                assert!(least.is_none_or(|least| least == chain.value), "seed {seed} {chain:#?}");
                for step in &chain.steps {
                    assert_eq!(step.value == Status::Certain, step.reasons.is_empty(), "{step:#?}");
                    assert_eq!(step.value == Status::Presumed, !step.presumptions.is_empty(), "{step:#?}");
                }
                // Each step gives to the next.
                for pair in chain.steps.windows(2) {
                    assert_eq!(Some(pair[0].to), pair[1].from, "{chain:#?}");
                }
                assert!(chain.steps.last().is_none_or(|last| last.to == one.party));
            }
            for missing in &answer.missing {
                assert!(missing.at <= missing.steps.len() && answer.answer == Status::No, "{missing:?}");
            }
            assert!(answer.missing.len() <= 5);
        }
    }
    assert!(listed > 300, "{listed}");
}

#[test]
fn generated_catalogues_can_be_read_and_repeated() {
    for seed in 0..4 {
        let text = catalogue(&SMALL, seed);
        assert_eq!(text, catalogue(&SMALL, seed), "the same seed gives the same bytes");
        let loaded = Catalog::load(text.as_bytes()).expect("a dataset");
        let left_out: Vec<_> =
            loaded.findings.iter().filter(|finding| finding.message.contains("takes no part")).collect();
        assert!(left_out.is_empty(), "{left_out:#?}");
        assert_eq!(loaded.catalog.deals.len(), SMALL.deals);
    }
}
