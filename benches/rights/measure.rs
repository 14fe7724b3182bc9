//! What is measured of the rights engine, natively and in wasm alike.

use super::generate::{Dice, Size, catalogue};
use catalog_atlas::data::words::{Layer, PartyKind};
use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::rights::engine::{TerritoryIx, Use};
use catalog_atlas::rights::findings::findings;
use catalog_atlas::rights::{Compiled, Engine, Options, Question};
use std::hint::black_box;

/// Questions asked one by one.
const QUESTIONS: usize = 10_000;

/// Each step is done so often, and its best time counts: others may use the
/// machine. Questions go round: none finds what it left itself a moment ago.
const ROUNDS: usize = 3;

/// A round is not done again where it would take longer than this: of a step with
/// a budget, and of one without.
const LONG_MS: [f64; 2] = [5_000.0, 1_000.0];

/// Of more runs than this only the slowest ones, so many, are done again.
const AGAIN: usize = 100;

/// Something that was measured, in the unit that its name says.
pub struct Row {
    /// What, and its unit.
    pub name: String,
    /// Median of the runs.
    pub median: f64,
    /// The slowest of them.
    pub worst: f64,
    /// What it may be, for 100,000 deals; none if nothing is asked.
    pub budget: &'static str,
}

/// A clock in milliseconds, and who hears of the rows.
pub struct Bench<'b> {
    /// Only steps whose name contains this are measured.
    pub only: &'b str,
    /// Milliseconds since some moment.
    pub now_ms: &'b dyn Fn() -> f64,
    /// Takes each row.
    pub tell: &'b mut dyn FnMut(Row),
}

impl Bench<'_> {
    fn step<T>(&mut self, name: &str, runs: usize, budget: &'static str, mut step: impl FnMut(usize) -> T) {
        if !name.contains(self.only) {
            return;
        }
        let mut times = vec![f64::MAX; runs];
        let mut which: Vec<usize> = (0..runs).collect();
        for _ in 0..ROUNDS {
            for &run in &which {
                let start = (self.now_ms)();
                let done = black_box(step(run));
                times[run] = times[run].min((self.now_ms)() - start);
                // To give its memory back is no part of it.
                drop(done);
            }
            which.sort_by(|a, b| times[*b].total_cmp(&times[*a]));
            which.truncate(AGAIN);
            let next: f64 = which.iter().map(|run| times[*run]).sum();
            if next > LONG_MS[usize::from(budget.is_empty())] {
                break;
            }
        }
        times.sort_by(f64::total_cmp);
        let (median, worst) = (times[runs / 2], times[runs - 1]);
        (self.tell)(Row { name: [name, ", ms"].concat(), median, worst, budget });
    }

    /// Measures everything on a catalogue of so many deals.
    pub fn run(&mut self, deals: usize) {
        // How fast this machine is, whatever the engine does.
        self.step("calibration: sort a million numbers", 3, "", |_| {
            let mut dice = Dice::new(3);
            let mut numbers: Vec<usize> = (0..1_000_000).map(|_| dice.below(usize::MAX)).collect();
            numbers.sort_unstable();
            numbers
        });
        let json = catalogue(&Size::of(deals), 1);
        self.step("load: bytes to records", 1, "", |_| Catalog::load(json.as_bytes()));
        let catalog = Catalog::load(json.as_bytes()).expect("a dataset").catalog;
        drop(json);
        let options = Options { presume: true, known: None };
        self.step("compile: records to links", 3, "500", |_| Compiled::new(&catalog, options));
        let compiled = Compiled::new(&catalog, options);
        self.step("index", 3, "", |_| Engine::new(&catalog, &compiled));
        let engine = Engine::new(&catalog, &compiled);
        let bytes = engine.bytes() as f64 / compiled.grants.len() as f64;
        (self.tell)(Row { name: "memory a grant, bytes".into(), median: bytes, worst: bytes, budget: "200" });
        let of_kind = |kind: PartyKind| -> Vec<PartyIx> {
            let all = catalog.parties.iter().zip(0..).filter(|(party, _)| party.kind == kind);
            all.map(|(_, place)| PartyIx(place)).collect()
        };
        let (services, labels) = (of_kind(PartyKind::Service), of_kind(PartyKind::Label));
        let questions = questions(&services, &labels);
        self.step("word: answer and exclusivity", QUESTIONS, "", |run| engine.word(&questions[run]));
        let budget = "1, worst 20";
        self.step("ask: with chains and reasons", QUESTIONS, budget, |run| engine.ask(&questions[run]));
        self.step("all findings", 1, "2,000", |_| findings(&catalog, &compiled));
        for (rows, columns, budget) in [(50, 200, "50"), (100, 5_000, "500")] {
            let (services, labels) =
                (&services[..rows.min(services.len())], &labels[..columns.min(labels.len())]);
            let name = format!("matrix of a date, {} × {}", services.len(), labels.len());
            self.step(&name, 5, budget, |run| {
                let one = questions[run];
                engine.matrix(services, labels, one.territory, one.date, one.usage, one.layer)
            });
        }
        // A pair's whole life is asked day by day: fewer of them where each takes long.
        let pairs = if deals > 10_000 { 3 } else { AGAIN };
        self.step("timeline of a pair", pairs, "", |run| engine.timeline(&questions[run]));
        self.step("territories of a pair", pairs, "", |run| engine.territories(&questions[run]));
        self.step("catalogues of a service", pairs.min(10), "", |run| {
            let one = questions[run];
            engine.catalogues(one.party, one.territory, one.date, one.usage, one.layer)
        });
    }
}

/// Questions about mainland China, the parties that are in most deals most often.
fn questions(services: &[PartyIx], labels: &[PartyIx]) -> Vec<Question> {
    let mut dice = Dice::new(2);
    let territory = TerritoryIx::of_code("CN").expect("a code");
    let mut one = |_| {
        let date = Day::from_ymd(2009 + dice.below(14) as i32, 1 + dice.below(12) as u32, 15);
        Question {
            party: services[dice.heavy(services.len())],
            catalogue: labels[dice.heavy(labels.len())],
            territory,
            date: date.expect("a day"),
            usage: Use::ON_DEMAND_STREAM,
            layer: Layer::Recording,
        }
    };
    (0..QUESTIONS).map(&mut one).collect()
}
