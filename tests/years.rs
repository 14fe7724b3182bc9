//! The years as a whole: from a state to the text of an SVG file.

mod looks;
#[path = "years/matrix.rs"]
mod matrix;

use catalog_atlas::i18n::Locale;
use catalog_atlas::layout::flow::Order;
use catalog_atlas::query::picture::picture;
use catalog_atlas::query::years::{Years, alternative, date_of, label, summary, years};
use catalog_atlas::rights::{Compiled, Status};
use catalog_atlas::scene::years::{columns, draw};
use catalog_atlas::scene::{Class, Hook, LinkKind, Mark, Scene, Segment, Shape};
use catalog_atlas::state::State;
use looks::{Data, every_look, golden, hooks, shipped};
use std::collections::BTreeMap;

fn made(data: &Data, address: &str) -> (Compiled, State, Years) {
    let state = data.state(address);
    let compiled = data.compiled(&state);
    let order = Order::new(&data.catalog, &compiled);
    let years = years(&data.catalog, &compiled, &data.changes, &order, &state);
    (compiled, state, years)
}

fn drawn(data: &Data, address: &str, locale: Locale, width_px: f32) -> Scene {
    let (_, state, years) = made(data, address);
    let mut scene = draw(&data.catalog, &years, locale, width_px);
    scene.description = summary(&years, &state, locale);
    scene
}

#[test]
fn every_look_draws() {
    let data = shipped();
    for (name, address) in [
        ("all", "date=2018-03-10"),
        ("focus", "date=2020&focus=netease-cloud-music"),
        ("strict", "presume=none&exclusivity=exclusive"),
    ] {
        every_look(&format!("years-{name}"), |locale, width| drawn(&data, address, locale, width));
    }
    for file in ["ex1", "ex2", "ex3", "ex4"] {
        let data = looks::load(&format!("tests/examples/{file}.json"));
        every_look(&format!("years-{file}"), |locale, width| drawn(&data, "", locale, width));
    }
}

#[test]
fn golden_files() {
    let data = shipped();
    for (name, address, locale, width) in [
        ("2011-08-01-zh-Hans-390", "date=2011-08-01", Locale::ZhHans, 390.0),
        ("2015-06-01-en-740", "date=2015-06-01&type=licence", Locale::En, 740.0),
        ("2018-03-10-en-1280", "date=2018-03-10", Locale::En, 1280.0),
        ("2021-10-01-en-390", "date=2021-10-01&exclusivity=exclusive", Locale::En, 390.0),
    ] {
        golden(&format!("years-{name}"), drawn(&data, address, locale, width));
    }
}

/// The picture of a year holds what the flow shows on its last day.
#[test]
fn a_year_is_the_picture_of_its_last_day() {
    let data = shipped();
    for address in ["", "presume=none", "type=sublicence,swap", "focus=tencent-music"] {
        let (compiled, state, years) = made(&data, address);
        assert_eq!(years.years.first().map(|year| year.year), Some(2009));
        assert!(years.years.windows(2).all(|pair| pair[1].year == pair[0].year + 1));
        for year in &years.years {
            let of_year = State { date: date_of(year.year).unwrap(), ..state.clone() };
            let flow = picture(&data.catalog, &compiled, &of_year);
            let sure = flow.links.iter().filter(|link| link.status.in_force >= Status::Presumed);
            let mut wanted: Vec<_> = sure.map(|link| (link.from, link.to, link.lit)).collect();
            let mut found: Vec<_> = year.links.iter().map(|link| (link.0, link.1, link.3)).collect();
            wanted.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, wanted, "{address} {}", year.year);
            assert_eq!(year.counts, flow.counts);
        }
    }
}

/// The starts of all links, by the height in their cell.
fn starts(marks: &[&Mark], top: f32) -> Vec<i32> {
    let mut out = Vec::new();
    for mark in marks.iter().filter(|mark| matches!(mark.class, Class::Thread(_))) {
        let Shape::Stroke { path, .. } = &mark.shape else { panic!("a thread is a stroke") };
        out.extend(path.iter().filter_map(|segment| match segment {
            Segment::Move(_, y) => Some(((y - top) * 10.0).round() as i32),
            _ => None,
        }));
    }
    out
}

#[test]
fn every_party_keeps_its_place() {
    let data = shipped();
    let (_, _, years) = made(&data, "");
    let scene = drawn(&data, "", Locale::En, 1280.0);
    let mut by_year: BTreeMap<i32, Vec<&Mark>> = BTreeMap::new();
    for mark in &scene.marks {
        if let Hook::Year(year) = mark.hook {
            by_year.entry(year).or_default().push(mark);
        }
    }
    assert_eq!(by_year.len(), years.years.len());
    let mut places: BTreeMap<u32, i32> = BTreeMap::new();
    for year in &years.years {
        let marks = &by_year[&year.year];
        let Shape::Rect { y: top, .. } = marks[0].shape else { panic!("an area that takes the pointer") };
        let found = starts(marks, top);
        assert_eq!(found.len(), year.links.len(), "{}: one curve for each link", year.year);
        let mut heights: Vec<i32> = found.clone();
        heights.sort_unstable();
        heights.dedup();
        let mut givers: Vec<u32> = year.links.iter().map(|link| link.0.0).collect();
        givers.sort_unstable();
        givers.dedup();
        assert!(heights.len() <= givers.len());
        if let [only] = givers.as_slice() {
            assert_eq!(*places.entry(*only).or_insert(heights[0]), heights[0]);
        }
    }
    // A year has one group of marks, with its label first.
    let groups: Vec<&Hook> =
        scene.marks.chunk_by(|a, b| a.hook == b.hook).map(|marks| &marks[0].hook).collect();
    let of_years = groups.iter().filter(|hook| matches!(hook, Hook::Year(_))).count();
    assert_eq!(of_years, years.years.len());
    assert_eq!(hooks(&scene, |hook| matches!(hook, Hook::Party(_)).then(String::new)).len(), 0);
}

#[test]
fn says_what_it_shows() {
    let data = shipped();
    let (_, state, years) = made(&data, "");
    let most = years.years.iter().map(|year| year.counts.in_force).max().unwrap();
    let text = summary(&years, &state, Locale::En);
    assert!(text.starts_with("17 small pictures, one for each year from 2009 to 2025"), "{text}");
    assert!(text.contains(&format!(", with {most}.")), "{text}");
    assert!(summary(&years, &state, Locale::ZhHans).starts_with("17幅小图，2009年至2025年"));
    let year = years.years.iter().find(|year| year.year == 2018).unwrap();
    assert!(year.current && years.years.iter().filter(|year| year.current).count() == 1);
    let said = label(year, Locale::En);
    assert_eq!(said, format!("2018: {} licences, {} exclusive", year.counts.in_force, year.counts.exclusive));
    let words = alternative(&data.catalog, &years, Locale::En);
    assert_eq!(words.len(), 17);
    assert!(words[9].starts_with(&said) && words[9].contains("NetEase Cloud Music: "), "{}", words[9]);
    // No link of these is one of shares.
    assert!(years.years.iter().all(|year| year.links.iter().all(|link| link.2.kind != LinkKind::Ownership)));
    assert_eq!((columns(1280.0, &years), columns(390.0, &years)), (7, 2));
}

#[test]
fn without_dates_there_is_nothing_to_draw() {
    let catalog = catalog_atlas::data::Catalog::default();
    let scene = draw(&catalog, &Years::default(), Locale::En, 800.0);
    assert!(scene.marks.is_empty() && scene.height_px < 60.0);
    let state = State::opening(&catalog, &Compiled::default());
    assert_eq!(summary(&Years::default(), &state, Locale::En), "This file has no dates.");
}
