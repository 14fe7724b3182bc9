//! How long each view takes on generated datasets that are larger than the shipped one.
//!
//! Run by `make bench`. `cargo bench --bench large -- write FOLDER` writes the datasets as files
//! instead, to be looked at in the page: `scripts/frames.mjs` measures them there.

#[path = "support/generate.rs"]
mod generate;

use catalog_atlas::data::Catalog;
use catalog_atlas::data::words::View;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::picture::picture;
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::scene::network::Making;
use catalog_atlas::state::{DateChoice, State};
use catalog_atlas::views::{Kept, Stage, draw};
use generate::{Size, catalogue};
use std::hint::black_box;
use std::time::Instant;

/// Name of the file, and how large it is: a full matrix; a crowd of parties.
const SIZES: [(&str, Size); 2] = [
    ("matrix-50x200", Size { deals: 2_500, labels: 200, services: 50, companies: 40, distributors: 10 }),
    ("parties-10000", Size { deals: 12_000, labels: 9_450, services: 200, companies: 250, distributors: 99 }),
];
/// Steps of a slice of the layout, as in the page.
const WORK: usize = Kept::SLICE;

fn main() {
    let mut args = std::env::args().skip_while(|arg| arg != "write").skip(1);
    if let Some(folder) = args.next() {
        for (name, size) in SIZES {
            let path = format!("{folder}/{name}.json");
            std::fs::write(&path, catalogue(&size, 1)).expect("the folder can be written to");
            println!("{path}");
        }
        return;
    }
    println!("{:<34}{:>16}{:>14}{:>14}", "step", "dataset", "first", "again");
    for (name, size) in SIZES {
        measure(name, &catalogue(&size, 1));
    }
}

/// Milliseconds of one run.
fn ms<T>(step: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(step());
    start.elapsed().as_secs_f64() * 1e3
}

fn measure(name: &str, json: &str) {
    let catalog = Catalog::load(json.as_bytes()).expect("a dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    let changes = changes(&catalog, &compiled);
    let start = Instant::now();
    let kept = Kept::new(&catalog, &compiled);
    let row = |step: &str, first: f64, again: f64| {
        println!("{step:<34}{name:>16}{first:>11.1} ms{again:>11.1} ms");
    };
    row("order of the flow", start.elapsed().as_secs_f64() * 1e3, f64::NAN);
    let mut making = Making::new(&catalog, &compiled);
    let mut slices = Vec::new();
    let start = Instant::now();
    loop {
        let mut done = false;
        slices.push(ms(|| done = making.step(WORK).is_some()));
        if done {
            break;
        }
    }
    row("layout of the network", start.elapsed().as_secs_f64() * 1e3, f64::NAN);
    slices.sort_by(f64::total_cmp);
    row("  a slice of it: worst, median", slices[slices.len() - 1], slices[slices.len() / 2]);
    for view in [View::Flow, View::Network, View::Matrix, View::Timeline] {
        for years in [false, true] {
            if years && !matches!(view, View::Flow | View::Matrix) {
                continue;
            }
            let mut state = State::on(DateChoice::parse("2016-06-15").expect("a date"));
            (state.view, state.views.years) = (view, years);
            let mut marks = 0;
            let mut once = || {
                let picture = picture(&catalog, &compiled, &state);
                let scene = draw(&Stage {
                    catalog: &catalog,
                    compiled: &compiled,
                    changes: &changes,
                    kept: &kept,
                    country: |_, code| code.to_string(),
                    state: &state,
                    picture: &picture,
                    locale: Locale::En,
                    width_px: 1_240.0,
                    limit_px: None,
                    live: true,
                });
                marks = scene.marks.len();
            };
            let (first, again) = (ms(&mut once), ms(&mut once));
            let of = if years { "years of the " } else { "" };
            row(&format!("{of}{}: {marks} marks", view.word()), first, again);
        }
    }
}
