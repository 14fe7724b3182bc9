//! The years of the matrix: from a state to the text of an SVG file.

use super::looks::{self, Data, every_look, golden, hooks, shipped};
use catalog_atlas::data::PartyIx;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::choices::territory;
use catalog_atlas::query::matrix::years::{alternative, counts, label, summary, year, years};
use catalog_atlas::query::matrix::{Matrix, Ranks, matrix};
use catalog_atlas::query::names;
use catalog_atlas::query::years::date_of;
use catalog_atlas::rights::engine::Engine;
use catalog_atlas::rights::{Compiled, Status};
use catalog_atlas::scene::matrix::draw_years;
use catalog_atlas::scene::{Class, Hook, Scene, Segment, Shape};
use catalog_atlas::state::State;
use catalog_atlas::tool::countries::in_language;

struct Made {
    compiled: Compiled,
    ranks: Ranks,
    state: State,
    years: Vec<Matrix>,
}

fn made(data: &Data, address: &str, locale: Locale) -> Made {
    let state = data.state(address);
    let compiled = data.compiled(&state);
    let engine = Engine::new(&data.catalog, &compiled);
    let code = territory(&data.catalog, &state);
    let ranks = Ranks::new(&data.catalog, &compiled, &engine, &data.changes, &code);
    let years = years(&data.catalog, &compiled, &engine, &ranks, &data.changes, &state, locale);
    Made { compiled, ranks, state, years }
}

fn drawn(data: &Data, address: &str, locale: Locale, width_px: f32) -> Scene {
    let Made { state, years, .. } = made(data, address, locale);
    let mut scene = draw_years(&data.catalog, &years, &state, locale, width_px);
    let place = names::territory(&data.catalog, &territory(&data.catalog, &state), locale, in_language);
    scene.description = summary(&years, &state, &place, locale);
    scene
}

#[test]
fn every_look_draws() {
    let data = shipped();
    for (name, address) in [
        ("all", "date=2018-03-10"),
        ("focus", "date=2020&focus=netease-cloud-music&order=count"),
        ("strict", "presume=none&exclusivity=exclusive&order=name"),
    ] {
        every_look(&format!("years-matrix-{name}"), |locale, width| drawn(&data, address, locale, width));
    }
    for file in ["ex1", "ex2", "ex3", "ex4"] {
        let data = looks::load(&format!("tests/examples/{file}.json"));
        every_look(&format!("years-matrix-{file}"), |locale, width| drawn(&data, "", locale, width));
    }
}

#[test]
fn golden_files() {
    let data = shipped();
    for (name, address, locale, width) in [
        ("2011-08-01-zh-Hans-390", "date=2011-08-01", Locale::ZhHans, 390.0),
        ("2015-06-01-en-740", "date=2015-06-01&order=name", Locale::En, 740.0),
        ("2018-03-10-en-1280", "date=2018-03-10", Locale::En, 1280.0),
        ("2021-10-01-en-390", "date=2021-10-01&exclusivity=exclusive", Locale::En, 390.0),
    ] {
        golden(&format!("years-matrix-{name}"), drawn(&data, address, locale, width));
    }
}

/// Every cell of every year is the cell of the matrix on its last day, and no *yes* or *presumed*
/// of that one is missing.
#[test]
fn a_year_is_the_matrix_of_its_last_day() {
    let data = shipped();
    for address in ["", "presume=none&order=count", "exclusivity=exclusive", "country=KR&order=name"] {
        let Made { compiled, ranks, state, years } = made(&data, address, Locale::En);
        let engine = Engine::new(&data.catalog, &compiled);
        assert_eq!(years.first().map(year), Some(2009), "{address}");
        assert!(years.windows(2).all(|pair| year(&pair[1]) == year(&pair[0]) + 1));
        for small in &years {
            assert_eq!((&small.services, &small.catalogues), (&years[0].services, &years[0].catalogues));
            let of_year = State { date: date_of(year(small)).unwrap(), ..state.clone() };
            let large = matrix(&data.catalog, &compiled, &engine, &ranks, &of_year, Locale::En);
            let place = |list: &[PartyIx], party: &PartyIx| list.iter().position(|other| other == party);
            let mut common = 0;
            for (row, catalogue) in small.catalogues.iter().enumerate() {
                for (column, service) in small.services.iter().enumerate() {
                    let there = place(&large.catalogues, catalogue).zip(place(&large.services, service));
                    let wanted =
                        there.map_or((Status::No, Status::No), |(row, column)| large.at(row, column));
                    let sure = wanted.0 >= Status::Presumed;
                    let wanted = if sure { wanted } else { (Status::No, Status::No) };
                    assert_eq!(small.at(row, column), wanted, "{address} {}", year(small));
                    common += usize::from(sure);
                }
            }
            assert_eq!(
                common,
                large.cells.iter().filter(|cell| cell.0 >= Status::Presumed).count(),
                "{address}"
            );
        }
    }
}

/// As many grounds and edges as answers, each inside the frame of its year.
#[test]
fn every_answer_has_its_cell() {
    let data = shipped();
    for width in [1280.0, 390.0] {
        let scene = drawn(&data, "", Locale::En, width);
        let Made { years, .. } = made(&data, "", Locale::En);
        assert_eq!(
            hooks(&scene, |hook| match hook {
                Hook::Year(year) => Some(year.to_string()),
                _ => None,
            })
            .len(),
            years.len()
        );
        for matrix in &years {
            let marks = scene.marks.iter().filter(|mark| mark.hook == Hook::Year(year(matrix)));
            let starts = |wanted: fn(Class) -> bool| -> usize {
                let of = marks.clone().filter(|mark| wanted(mark.class));
                of.map(|mark| match &mark.shape {
                    Shape::Fill { path } | Shape::Stroke { path, .. } => {
                        path.iter().filter(|it| matches!(it, Segment::Move(..))).count()
                    }
                    _ => 0,
                })
                .sum()
            };
            let [yes, presumed] = [Status::Certain, Status::Presumed].map(|answer| matrix.count(answer).0);
            assert_eq!(starts(|class| matches!(class, Class::Cell(_))), yes + presumed);
            assert_eq!(starts(|class| matches!(class, Class::CellEdge(_))), presumed);
        }
        let now = scene.marks.iter().filter(|mark| mark.class == Class::Now);
        assert_eq!(now.map(|mark| mark.hook.clone()).collect::<Vec<_>>(), [Hook::Year(2018)]);
    }
}

#[test]
fn says_what_it_shows() {
    let data = shipped();
    let Made { state, years, .. } = made(&data, "", Locale::En);
    let text = summary(&years, &state, "mainland China", Locale::En);
    assert!(text.starts_with("17 small matrices, one for each year from 2009 to 2025"), "{text}");
    let most = years.iter().map(|matrix| counts(matrix).0).max().unwrap();
    assert!(text.contains(&format!(", with {most}.")), "{text}");
    assert!(summary(&years, &state, "中国大陆", Locale::ZhHans).starts_with("17幅小矩阵，2009年至2025年"));
    let of = years.iter().find(|matrix| year(matrix) == 2018).unwrap();
    let said = label(of, Locale::En);
    let (sure, exclusive) = counts(of);
    assert!(
        said.starts_with("2018: ") && said.ends_with(&format!("{exclusive} exclusive by contract")),
        "{said}"
    );
    assert!(said.contains(" yes, ") && sure > exclusive, "{said}");
    let words = alternative(&data.catalog, &years, Locale::En);
    assert_eq!(words.len(), 17);
    assert!(words[9].starts_with(&said) && words[9].contains(" catalogues"), "{}", words[9]);
    assert_eq!(summary(&[], &state, "", Locale::En), "This file has no dates.");
    assert!(draw_years(&data.catalog, &[], &state, Locale::En, 800.0).marks.is_empty());
}
