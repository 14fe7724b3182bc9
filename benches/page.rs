//! How long each step from bytes to a picture takes, on the shipped dataset.
//!
//! Run by `make bench`. Times depend on the machine: what counts is the ratio
//! to the first row, and to a frame (16 ms) where a reader waits for it.

use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::layout::flow::Order;
use catalog_atlas::layout::matrix::seriation;
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::matrix::{Matrix, Ranks, matrix};
use catalog_atlas::query::picture::picture;
use catalog_atlas::query::search::Index;
use catalog_atlas::query::sentence::summary;
use catalog_atlas::query::timeline::timeline;
use catalog_atlas::query::years::years;
use catalog_atlas::rights::engine::Engine;
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::scene;
use catalog_atlas::scene::flow::draw;
use catalog_atlas::scene::svg::to_svg;
use catalog_atlas::state::{DateChoice, State};
use std::hint::black_box;
use std::time::Instant;

/// Median of so many runs.
const RUNS: usize = 41;

fn median_us<T>(mut step: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(step());
            start.elapsed().as_secs_f64() * 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Three of four cells of 50 services and 200 catalogues have an answer.
fn large_matrix(parties: usize) -> Matrix {
    let words = [Status::Certain, Status::Presumed, Status::Possible, Status::No];
    let cells: Vec<_> = (0..50 * 200).map(|n| (words[n * 7 % 4], words[n * 5 % 3 + 1])).collect();
    let party = |n: usize| PartyIx((n % parties) as u32);
    Matrix {
        services: (0..50).map(party).collect(),
        catalogues: (0..200).map(party).collect(),
        lit: vec![true; cells.len()],
        cells,
        date: Day::parse("2018-03-10"),
        ..Matrix::default()
    }
}

fn main() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/static/data/china-music.json");
    let bytes = std::fs::read(path).expect("the shipped dataset is there");
    let catalog = Catalog::load(&bytes).expect("the shipped dataset loads").catalog;
    let options = Options { presume: true, known: None };
    let compiled = Compiled::new(&catalog, options);
    let order = Order::new(&catalog, &compiled);
    let index = Index::new(&catalog);
    let state = State::on(DateChoice::on(Day::parse("2018-03-10").expect("a day")));
    let focused = State { focus: vec!["netease-cloud-music".into()], ..state.clone() };
    let shown = picture(&catalog, &compiled, &state);
    let scene = draw(&catalog, &shown, &order, Locale::En, 820.0);
    let dates = changes(&catalog, &compiled);
    let engine = Engine::new(&catalog, &compiled);
    let ranks = Ranks::new(&catalog, &compiled, &engine, &dates, "CN");
    let bars = timeline(&catalog, &compiled, &dates, &state);
    let small = years(&catalog, &compiled, &dates, &order, &state);
    let cells = matrix(&catalog, &compiled, &engine, &ranks, &state, Locale::En);
    let large = large_matrix(catalog.parties.len());
    let weights: Vec<u32> = large.cells.iter().map(|cell| cell.0 as u32).collect();
    let steps = [
        ("load: bytes to records", median_us(|| Catalog::load(&bytes).map(|loaded| loaded.findings.len()))),
        ("compile: records to links", median_us(|| Compiled::new(&catalog, options).grants.len())),
        ("order: once for all dates", median_us(|| Order::new(&catalog, &compiled))),
        ("changes: days for the scrubber", median_us(|| changes(&catalog, &compiled).days.len())),
        ("index: names for the search", median_us(|| Index::new(&catalog))),
        ("search: one text", median_us(|| index.find("shrimp", 12).len())),
        ("picture: links of a day", median_us(|| picture(&catalog, &compiled, &state).links.len())),
        ("picture with a focus", median_us(|| picture(&catalog, &compiled, &focused).links.len())),
        ("sentence", median_us(|| summary(&catalog, &shown, &state, Locale::En).len())),
        (
            "timeline: bars of all time",
            median_us(|| timeline(&catalog, &compiled, &dates, &state).groups.len()),
        ),
        (
            "timeline: layout and scene",
            median_us(|| scene::timeline::draw(&catalog, &bars, false, Locale::En, 820.0).marks.len()),
        ),
        (
            "years: a picture for each",
            median_us(|| years(&catalog, &compiled, &dates, &order, &state).years.len()),
        ),
        (
            "years: layout and scene",
            median_us(|| scene::years::draw(&catalog, &small, Locale::En, 820.0).marks.len()),
        ),
        (
            "matrix: order, once for all dates",
            median_us(|| Ranks::new(&catalog, &compiled, &engine, &dates, "CN")),
        ),
        (
            "matrix: answers of a day",
            median_us(|| matrix(&catalog, &compiled, &engine, &ranks, &state, Locale::En).cells.len()),
        ),
        (
            "matrix: layout and scene",
            median_us(|| scene::matrix::draw(&catalog, &cells, "", Locale::En, 820.0).marks.len()),
        ),
        (
            "matrix of 50 × 200: layout and scene",
            median_us(|| scene::matrix::draw(&catalog, &large, "", Locale::En, 820.0).marks.len()),
        ),
        ("matrix of 50 × 200: order", median_us(|| seriation::order(50, 200, &weights).0.len())),
        (
            "draw: layout and scene",
            median_us(|| draw(&catalog, &shown, &order, Locale::En, 820.0).marks.len()),
        ),
        (
            "draw on a phone, in Chinese",
            median_us(|| draw(&catalog, &shown, &order, Locale::ZhHans, 358.0).marks.len()),
        ),
        ("svg: scene to a file", median_us(|| to_svg(&scene).len())),
    ];
    let first = steps[0].1;
    println!("{:<34}{:>12}{:>12}{:>12}", "step", "µs", "of load", "of a frame");
    for (name, us) in steps {
        println!("{name:<34}{us:>12.1}{:>12.3}{:>12.4}", us / first, us / 16_000.0);
    }
}
