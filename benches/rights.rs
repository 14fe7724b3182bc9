//! How long the rights engine takes on generated catalogues (rights.md 11).
//!
//! Run by `make bench`; `cargo bench --bench rights -- 10000` measures one size.
//! Times depend on the machine: what counts is how they grow, and the budgets
//! that stand beside them.

#[path = "support/generate.rs"]
mod generate;

use catalog_atlas::data::words::{Layer, PartyKind};
use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::rights::engine::{TerritoryIx, Use};
use catalog_atlas::rights::findings::findings;
use catalog_atlas::rights::{Compiled, Engine, Options, Question};
use generate::{Dice, Size, catalogue};
use std::hint::black_box;
use std::time::Instant;

/// Questions asked one by one.
const QUESTIONS: usize = 10_000;

fn main() {
    let wanted: Vec<usize> = std::env::args().filter_map(|text| text.parse().ok()).collect();
    let sizes = if wanted.is_empty() { vec![1_000, 10_000, 100_000] } else { wanted };
    println!("{:<34}{:>10}{:>14}{:>14}", "step", "deals", "median", "worst");
    for deals in sizes {
        measure(&Size::of(deals));
    }
}

/// Milliseconds of so many runs: median and worst. Each is done three times, and
/// the best counts: others may use the machine.
fn ms<T>(runs: usize, mut step: impl FnMut(usize) -> T) -> (f64, f64) {
    let mut once = |run: usize| {
        let start = Instant::now();
        black_box(step(run));
        start.elapsed().as_secs_f64() * 1e3
    };
    let mut times: Vec<f64> =
        (0..runs).map(|run| (0..3).map(|_| once(run)).fold(f64::MAX, f64::min)).collect();
    times.sort_by(f64::total_cmp);
    (times[runs / 2], times[runs - 1])
}

fn row(name: &str, deals: usize, (median, worst): (f64, f64), budget: &str) {
    println!("{name:<34}{deals:>10}{median:>11.3} ms{worst:>11.3} ms   {budget}");
}

fn measure(size: &Size) {
    let deals = size.deals;
    let json = catalogue(size, 1);
    let start = Instant::now();
    let loaded = Catalog::load(json.as_bytes()).expect("a dataset");
    let load = start.elapsed().as_secs_f64() * 1e3;
    row("load: bytes to records", deals, (load, load), "");
    let catalog = loaded.catalog;
    let options = Options { presume: true, known: None };
    row("compile: records to links", deals, ms(5, |_| Compiled::new(&catalog, options)), "500 ms");
    let compiled = Compiled::new(&catalog, options);
    row("index", deals, ms(5, |_| Engine::new(&catalog, &compiled)), "");
    let engine = Engine::new(&catalog, &compiled);
    let per_grant = engine.bytes() as f64 / compiled.grants.len() as f64;
    println!("{:<34}{deals:>10}{per_grant:>11.1} B{:>29}", "memory a grant", "200 B");
    let of_kind = |kind: PartyKind| -> Vec<PartyIx> {
        let all = catalog.parties.iter().zip(0..).filter(|(party, _)| party.kind == kind);
        all.map(|(_, place)| PartyIx(place)).collect()
    };
    let (services, labels) = (of_kind(PartyKind::Service), of_kind(PartyKind::Label));
    let mut dice = Dice::new(2);
    let cn = TerritoryIx::of_code("CN").expect("a code");
    let questions: Vec<Question> = (0..QUESTIONS)
        .map(|_| {
            let date = Day::from_ymd(2009 + dice.below(14) as i32, 1 + dice.below(12) as u32, 15);
            Question {
                party: services[dice.heavy(services.len())],
                catalogue: labels[dice.heavy(labels.len())],
                territory: cn,
                date: date.expect("a day"),
                usage: Use::ON_DEMAND_STREAM,
                layer: Layer::Recording,
            }
        })
        .collect();
    let words = ms(QUESTIONS, |run| engine.word(&questions[run]));
    row("word: answer and exclusivity", deals, words, "");
    let answers = ms(QUESTIONS, |run| engine.ask(&questions[run]));
    row("ask: with chains and reasons", deals, answers, "1 ms, worst 20 ms");
    row("all findings", deals, ms(3, |_| findings(&catalog, &compiled)), "2,000 ms");
    let cut = findings(&catalog, &compiled);
    let more: u32 = cut.cut.iter().map(|(_, more)| more).sum();
    println!(
        "  {} findings; {} catalogues cut, at least {more} pairs not listed",
        cut.list.len(),
        cut.cut.len()
    );
    let one = questions[0];
    let matrix = |services: &[PartyIx], labels: &[PartyIx]| {
        engine.matrix(services, labels, cn, one.date, one.usage, one.layer)
    };
    let (rows, columns) = (services.len().min(50), labels.len().min(200));
    let name = format!("matrix {rows} × {columns}");
    row(&name, deals, ms(5, |_| matrix(&services[..rows], &labels[..columns])), "50 ms");
    let (rows, columns) = (services.len().min(100), labels.len().min(5_000));
    let name = format!("matrix {rows} × {columns}");
    row(&name, deals, ms(3, |_| matrix(&services[..rows], &labels[..columns])), "500 ms");
    row("timeline of a pair", deals, ms(100, |run| engine.timeline(&questions[run])), "");
    row("territories of a pair", deals, ms(100, |run| engine.territories(&questions[run])), "");
    row(
        "catalogues of a service",
        deals,
        ms(10, |run| {
            let one = questions[run];
            engine.catalogues(one.party, cn, one.date, one.usage, one.layer)
        }),
        "",
    );
}
