//! The matrix as a whole: from a state to the text of an SVG file.

#[path = "looks/crowd.rs"]
mod crowd;
mod looks;

use catalog_atlas::data::words::Layer;
use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::i18n::Locale;
use catalog_atlas::layout::matrix::seriation;
use catalog_atlas::query::matrix::{Matrix, Ranks, alternative, candidates, cell, matrix, summary};
use catalog_atlas::query::names;
use catalog_atlas::rights::engine::{Engine, Question, TerritoryIx, Use};
use catalog_atlas::rights::{Compiled, Status};
use catalog_atlas::scene::matrix::{draw, laid_out};
use catalog_atlas::scene::{Hook, Scene};
use catalog_atlas::state::State;
use catalog_atlas::tool::countries::in_language;
use looks::{Data, every_look, golden, hooks, shipped};

fn ranks(data: &Data) -> Ranks {
    let compiled = data.compiled(&data.opening);
    Ranks::new(&data.catalog, &compiled, &Engine::new(&data.catalog, &compiled), &data.changes, "CN")
}

fn made(data: &Data, ranks: &Ranks, address: &str, locale: Locale) -> (Compiled, State, Matrix) {
    let state = data.state(address);
    let compiled = data.compiled(&state);
    let matrix =
        matrix(&data.catalog, &compiled, &Engine::new(&data.catalog, &compiled), ranks, &state, locale);
    (compiled, state, matrix)
}

fn drawn(data: &Data, ranks: &Ranks, address: &str, locale: Locale, width_px: f32) -> Scene {
    let (_, state, matrix) = made(data, ranks, address, locale);
    let place = names::territory(&data.catalog, &matrix.territory, locale, in_language);
    let mut scene = draw(&data.catalog, &matrix, &place, locale, width_px);
    scene.description = summary(&matrix, &state, &place, locale);
    scene
}

#[test]
fn every_look_draws() {
    let data = shipped();
    let ranks = ranks(&data);
    for (name, address) in [
        ("blocks", "date=2018-03-10"),
        ("blocks-2021", "date=2021-12-31"),
        ("name", "date=2018-03-10&order=name"),
        ("count", "date=2020-06-01&order=count&focus=netease-cloud-music"),
        ("asked", "date=2018-06-01&ask=netease-cloud-music~him~CN"),
        ("strict", "presume=none&exclusivity=exclusive&type=licence"),
    ] {
        every_look(&format!("matrix-{name}"), |locale, width| drawn(&data, &ranks, address, locale, width));
    }
    for file in ["ex1", "ex2", "ex3", "ex4"] {
        let data = looks::load(&format!("tests/examples/{file}.json"));
        let ranks = self::ranks(&data);
        every_look(&format!("matrix-{file}"), |locale, width| drawn(&data, &ranks, "", locale, width));
    }
}

#[test]
fn golden_files() {
    let data = shipped();
    let ranks = ranks(&data);
    for (name, address, locale, width) in [
        ("2011-08-01-en-740", "date=2011-08-01", Locale::En, 740.0),
        ("2015-06-01-zh-Hans-390", "date=2015-06-01&country=KR", Locale::ZhHans, 390.0),
        ("2018-03-10-en-1280", "date=2018-03-10", Locale::En, 1280.0),
        ("2021-10-01-en-390", "date=2021-10-01&order=count&presume=none", Locale::En, 390.0),
    ] {
        golden(&format!("matrix-{name}"), drawn(&data, &ranks, address, locale, width));
    }
}

/// On a phone half a column stands at the edge: so it is seen that there are more.
#[test]
fn a_cut_column_says_that_there_are_more() {
    let data = shipped();
    let ranks = ranks(&data);
    for width in [320.0, 358.0, 390.0, 414.0] {
        let (_, _, matrix) = made(&data, &ranks, "date=2018-03-10", Locale::En);
        let layout = laid_out(&data.catalog, &matrix, Locale::En, width);
        assert!(layout.width_px > width, "{width}: they scroll");
        let column = layout.x_px[1] - layout.x_px[0];
        let seen = (width - layout.x_px[0]) / column;
        assert!((seen.fract() - 0.5).abs() < 0.01 && seen > 1.0, "{width}: {seen} columns");
        assert!(column >= 60.0, "{width}: {column}");
    }
}

/// Each cell is the engine's answer to its question, and no answer above *no* lacks a cell.
#[test]
fn a_cell_is_the_answer_to_its_question() {
    let data = shipped();
    let ranks = ranks(&data);
    for address in
        ["date=2015-06-01", "date=2018-03-10", "date=2021-10-01&presume=none", "date=2012&order=count"]
    {
        let (compiled, state, matrix) = made(&data, &ranks, address, Locale::En);
        let engine = Engine::new(&data.catalog, &compiled);
        let (services, catalogues) = candidates(&data.catalog, &compiled);
        let mut answers = 0;
        for &party in &services {
            for &catalogue in &catalogues {
                let territory = TerritoryIx::of_code("CN").unwrap();
                let (usage, layer) = (Use::ON_DEMAND_STREAM, Layer::Recording);
                let question = Question { party, catalogue, territory, date: state.day(), usage, layer };
                let word = engine.word(&question);
                let row = matrix.catalogues.iter().position(|&other| other == catalogue);
                let column = matrix.services.iter().position(|&other| other == party);
                let shown =
                    row.zip(column).map_or((Status::No, Status::No), |(row, column)| matrix.at(row, column));
                assert_eq!(shown, word, "{address} {party:?} {catalogue:?}");
                answers += usize::from(word.0 > Status::No);
            }
        }
        assert!(answers > 0);
        let scene = drawn(&data, &ranks, address, Locale::En, 900.0);
        let drawn = hooks(&scene, |hook| match hook {
            Hook::Cell { pair, answer, .. } if *answer > Status::No => Some(pair.clone()),
            _ => None,
        });
        assert_eq!(drawn.len(), answers, "{address}");
        let all = hooks(&scene, |hook| match hook {
            Hook::Cell { pair, .. } => Some(pair.clone()),
            _ => None,
        });
        assert_eq!(all.len(), matrix.cells.len(), "{address}: an empty cell answers, too");
    }
}

#[test]
fn rows_keep_their_order_from_date_to_date() {
    let data = shipped();
    let ranks = ranks(&data);
    let order = |address: &str| made(&data, &ranks, address, Locale::En).2;
    let (a, b) = (order("date=2018-03-10"), order("date=2021-10-01"));
    let common = |list: &[PartyIx], other: &[PartyIx]| -> Vec<PartyIx> {
        list.iter().copied().filter(|party| other.contains(party)).collect()
    };
    assert!(common(&a.catalogues, &b.catalogues).len() > 15);
    assert_eq!(common(&a.catalogues, &b.catalogues), common(&b.catalogues, &a.catalogues));
    assert_eq!(common(&a.services, &b.services), common(&b.services, &a.services));
    // Blocks hold together better than names do.
    let energy = |matrix: &Matrix| {
        let weights: Vec<u32> = matrix.cells.iter().map(|cell| cell.0 as u32).collect();
        let (rows, columns) = (matrix.catalogues.len(), matrix.services.len());
        let plain = |count: usize| (0..count).collect::<Vec<_>>();
        seriation::energy(&plain(rows), &plain(columns), columns, &weights)
    };
    for date in ["2015-06-01", "2018-03-10", "2021-10-01"] {
        let by = |order_by: &str| energy(&order(&format!("date={date}&order={order_by}")));
        let (blocks, name) = (by("blocks"), by("name"));
        println!("{date}: bond energy {blocks} in blocks, {name} by name");
        assert!(blocks > name, "{date}: {blocks} {name}");
    }
    let named = order("date=2018-03-10&order=name");
    let text =
        |party: &PartyIx| names::text(&data.catalog, *party, Locale::En).to_lowercase().replace('\'', "");
    assert!(named.catalogues.windows(2).all(|pair| text(&pair[0]) <= text(&pair[1])));
}

#[test]
fn says_what_it_shows() {
    let data = shipped();
    let ranks = ranks(&data);
    let (_, state, matrix) = made(&data, &ranks, "date=2018-03-10", Locale::En);
    let text = summary(&matrix, &state, "mainland China", Locale::En);
    let [yes, presumed, possible] =
        [Status::Certain, Status::Presumed, Status::Possible].map(|answer| matrix.count(answer).0);
    // What there is none of is not counted out.
    let parts = [(yes, "yes"), (presumed, "presumed"), (possible, "possible")];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}"));
    let parts: Vec<String> = parts.collect();
    assert!(text.contains(&format!(": {}.", parts.join(", "))), "{text}");
    for address in ["date=2018-03-10", "date=2012", "date=2016-06&presume=none", "date=2022"] {
        let (_, state, matrix) = made(&data, &ranks, address, Locale::En);
        let text = summary(&matrix, &state, "mainland China", Locale::En);
        assert!(!text.contains(" 0 ") && !text.contains('{'), "{address}: {text}");
    }
    let at = |list: &[PartyIx], id: &str| {
        let party = data.catalog.party_ix(id).unwrap();
        list.iter().position(|&other| other == party).unwrap()
    };
    let him = (at(&matrix.catalogues, "him"), at(&matrix.services, "netease-cloud-music"));
    assert_eq!(
        cell(&data.catalog, &matrix, him, "mainland China", Locale::En),
        "Could NetEase Cloud Music offer HIM International Music in mainland China on 10 March 2018? presumed. \
         Exclusive by contract: possible."
    );
    let said = cell(&data.catalog, &matrix, him, "中国大陆", Locale::ZhHans);
    assert!(
        said.starts_with("2018年3月10日，网易云音乐能否在中国大陆提供华研国际音乐的曲库？推定可以。"),
        "{said}"
    );
    let none = (at(&matrix.catalogues, "sm"), at(&matrix.services, "qq-music"));
    assert_eq!(matrix.at(none.0, none.1), (Status::No, Status::No));
    let said = cell(&data.catalog, &matrix, none, "mainland China", Locale::En);
    assert!(said.ends_with("no deal in this file allows it."), "{said}");
    let (heads, rows) = alternative(&data.catalog, &matrix, Locale::En);
    assert_eq!((heads.len(), rows.len()), (matrix.services.len(), matrix.catalogues.len()));
    let filled: usize = rows.iter().map(|row| row.1.iter().filter(|cell| !cell.is_empty()).count()).sum();
    assert_eq!(filled, yes + presumed + possible);
    let empty = drawn(&data, &ranks, "date=1990&country=BR", Locale::En, 800.0);
    assert!(empty.marks.is_empty() && empty.height_px < 60.0);
    assert!(
        empty.description.starts_with("On 31 December 1990 in mainland China, no deal"),
        "{}",
        empty.description
    );
}

#[test]
fn a_point_finds_its_cell() {
    let data = shipped();
    let ranks = ranks(&data);
    let (_, _, matrix) = made(&data, &ranks, "", Locale::En);
    let layout = laid_out(&data.catalog, &matrix, Locale::En, 390.0);
    for row in 0..matrix.catalogues.len() {
        for column in 0..matrix.services.len() {
            let (x, y) = (layout.x_px[column] + 5.0, layout.y_px[row] + 5.0);
            assert_eq!(layout.cell_at(x, y), Some((row, column)));
        }
    }
    assert_eq!(layout.cell_at(layout.x_px[0] - 1.0, layout.y_px[0] + 1.0), None);
    assert_eq!(layout.cell_at(layout.width_px + 1.0, layout.y_px[0] + 1.0), None);
    let scene = drawn(&data, &ranks, "", Locale::En, 390.0);
    let near = |a: f32, b: f32| (a - b).abs() < 0.01;
    assert!(near(scene.pins.side_px, layout.x_px[0]) && near(scene.pins.head_px[1], layout.y_px[0]));
    assert!(scene.width_px > 390.0, "wider than a phone: it scrolls");
}

/// A full matrix of so many services and catalogues.
fn full(services: usize, catalogues: usize) -> (Catalog, Matrix) {
    let party = |kind: &str, n: usize| {
        format!(r#"{{"id": "{kind}-{n}", "kind": "{kind}", "name": "Name of {kind} {n}"}}"#)
    };
    let parties: Vec<String> = (0..services)
        .map(|n| party("service", n))
        .chain((0..catalogues).map(|n| party("label", n)))
        .collect();
    let json = format!(
        r#"{{"format": "catalog-atlas/1", "meta": {{"title": "T", "language": "en"}}, "sources": [], "deals": [],
            "parties": [{}]}}"#,
        parties.join(",")
    );
    let catalog = Catalog::load(json.as_bytes()).expect("a dataset").catalog;
    let words = [Status::Certain, Status::Presumed, Status::Possible, Status::No];
    let cells: Vec<(Status, Status)> =
        (0..services * catalogues).map(|n| (words[n * 7 % 4], words[n * 5 % 3 + 1])).collect();
    let matrix = Matrix {
        services: (0..services as u32).map(PartyIx).collect(),
        catalogues: (services as u32..(services + catalogues) as u32).map(PartyIx).collect(),
        lit: vec![true; cells.len()],
        cells,
        territory: "CN".into(),
        date: catalog_atlas::dates::Day::parse("2018-03-10"),
        asked: None,
        thinned: None,
    };
    (catalog, matrix)
}

/// Its picture has few marks for each cell, and none for what is empty: 50 × 200 stay light.
/// How long it takes is in `make bench`.
#[test]
fn a_large_matrix_has_few_marks() {
    let (catalog, matrix) = full(50, 200);
    let scene = draw(&catalog, &matrix, "mainland China", Locale::En, 1280.0);
    let filled = matrix.cells.iter().filter(|cell| cell.0 > Status::No).count();
    let of_cells = scene.marks.iter().filter(|mark| matches!(mark.hook, Hook::Cell { .. })).count();
    assert!(filled == 7_500 && of_cells <= filled * 3, "{of_cells} marks of {filled} cells");
    assert!(scene.marks.len() < of_cells + 600);
    let bytes: usize = scene.marks.iter().map(|mark| mark.label.len()).sum();
    assert!(bytes < 10_000, "names alone are labels: {bytes}");
    assert_eq!(catalog_atlas::scene::overlaps(&scene), []);
}

/// Of more than a reader can look over those with most grants are shown, after those in focus or asked about.
#[test]
fn a_crowd_is_thinned() {
    let data = looks::read(crowd::dataset(40).as_bytes());
    let ranks = ranks(&data);
    for (address, named) in [
        ("date=2018-03-10", None),
        ("date=2018-03-10&focus=p999", Some("p999")),
        ("date=2018-03-10&ask=p1039~p998~CN", Some("p998")),
    ] {
        let (_, _, matrix) = made(&data, &ranks, address, Locale::En);
        assert_eq!(matrix.thinned, Some(1040), "{address}");
        let size = (matrix.services.len(), matrix.catalogues.len());
        assert_eq!(size, (40, 500), "{address}");
        let is_shown = |id: &str| matrix.catalogues.contains(&data.catalog.party_ix(id).unwrap());
        assert!(is_shown("p0") && named.is_none_or(is_shown), "{address}");
    }
    assert_eq!(made(&shipped(), &self::ranks(&shipped()), "date=2018-03-10", Locale::En).2.thinned, None);
}
