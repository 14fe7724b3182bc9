//! How long the picture of the shipped dataset takes, step by step.

use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::circles::circles;
use catalog_atlas::query::network::{Direction, network};
use catalog_atlas::query::paths::paths;
use catalog_atlas::query::picture::picture;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::network::{Base, Choice, draw, height_px, input, places};
use catalog_atlas::state::{DateChoice, State};
use std::hint::black_box;
use std::time::Instant;

fn median_us<T>(mut step: impl FnMut() -> T) -> f64 {
    let mut times = [0.0; 21].map(|_: f64| {
        let start = Instant::now();
        black_box(step());
        start.elapsed().as_secs_f64() * 1e6
    });
    times.sort_by(f64::total_cmp);
    times[10]
}

/// Prints each step, and its share of a frame.
pub fn run() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/static/data/china-music.json");
    let bytes = std::fs::read(path).expect("the shipped dataset is there");
    let catalog = Catalog::load(&bytes).expect("the shipped dataset loads").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let base = Base::new(&catalog, &compiled);
    println!("{:<34}{:>12}{:>12}", "shipped dataset", "µs", "of a frame");
    let row = |name: &str, us: f64| println!("{name:<34}{us:>12.1}{:>12.4}", us / 16_000.0);
    row("base: places for all dates", median_us(|| Base::new(&catalog, &compiled)));
    for date in ["2018-03-10", "2020-09-01"] {
        let state = State::on(DateChoice::on(Day::parse(date).expect("a day")));
        let picture = picture(&catalog, &compiled, &state);
        let make = || network(&catalog, &compiled, &state, &picture, Direction::Both, &[]);
        let shown = make();
        row(&format!("{date}: network"), median_us(make));
        row(&format!("{date}: circles"), median_us(|| circles(&picture)));
        let ends = [shown.nodes[0].party, shown.nodes[shown.nodes.len() - 1].party];
        row(&format!("{date}: paths"), median_us(|| paths(&compiled, &picture, &state, ends[0], ends[1])));
        for width in [1240.0, 358.0] {
            let size = [width, height_px(width, &shown)];
            let plain = || input(&catalog, &picture, &shown, &base, &Choice::default(), Locale::En, size);
            let plain_input = plain();
            row(&format!("{date} {width}: places"), median_us(|| places(&plain_input)));
            let whole = || draw(&catalog, &picture, &shown, &base, &Choice::default(), Locale::En, size);
            row(&format!("{date} {width}: draw"), median_us(whole));
        }
    }
    println!();
}
