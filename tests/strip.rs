//! The answers to one question over time, as they are drawn under the answer.

mod looks;

use catalog_atlas::i18n::Locale;
use catalog_atlas::query::answer::{Asked, question};
use catalog_atlas::rights::{Engine, Status};
use catalog_atlas::scene::strip::{Piece, draw, said};
use catalog_atlas::scene::{Class, Scene, overlaps};
use looks::{Data, golden, shipped};

/// The words of a pair in mainland China over time, and their drawing.
fn strip(data: &Data, pair: [&str; 2], locale: Locale, width_px: f32) -> (Vec<Piece>, Scene) {
    let compiled = data.compiled(&data.state("date=2018-06-01"));
    let engine = Engine::new(&data.catalog, &compiled);
    let [party, catalogue] = pair;
    let date = "2018-06-01";
    let asked = Asked { party, catalogue, territory: "CN", date, usage: None, layer: None };
    let question = question(&data.catalog, &engine, &asked).expect("a question");
    let pieces = engine.timeline(&question);
    let span = (data.changes.first.expect("a first day"), data.changes.last.expect("a last day"));
    let scene = draw(&pieces, span, question.date, width_px, locale);
    (pieces, scene)
}

#[test]
fn golden_files() {
    let data = shipped();
    for (name, pair, locale, width_px) in [
        ("strip-netease-umg-en-900", ["netease-cloud-music", "umg"], Locale::En, 900.0),
        ("strip-xiami-him-zh-Hans-358", ["xiami", "him"], Locale::ZhHans, 358.0),
    ] {
        let (_, scene) = strip(&data, pair, locale, width_px);
        assert_eq!(overlaps(&scene), [], "{name}");
        golden(name, scene);
    }
}

#[test]
fn every_piece_with_an_answer_is_drawn_and_said_and_every_word_is_explained() {
    let data = shipped();
    let mut seen: Vec<Status> = Vec::new();
    for pair in [["netease-cloud-music", "umg"], ["xiami", "him"], ["qq-music", "sme"], ["spotify", "umg"]] {
        for locale in Locale::ALL {
            let (pieces, scene) = strip(&data, pair, locale, 740.0);
            let drawn: Vec<&str> = (scene.marks.iter())
                .filter(|mark| matches!(mark.class, Class::Answer { .. }))
                .map(|mark| mark.label.as_str())
                .collect();
            let (first, last) = (data.changes.first.unwrap(), data.changes.last.unwrap());
            let shown: Vec<&Piece> =
                pieces.iter().filter(|piece| piece.1 >= first && piece.0 <= last).collect();
            let told: Vec<String> =
                shown.iter().filter(|piece| piece.2 > Status::No).map(|piece| said(piece, locale)).collect();
            assert_eq!(drawn, told, "{pair:?}");
            for piece in shown {
                let word = locale.words().answer(piece.2);
                assert!(scene.legend.iter().any(|entry| entry.text == word), "{pair:?}: {word}");
                seen.push(piece.2);
            }
        }
    }
    for answer in [Status::No, Status::Possible, Status::Presumed, Status::Certain] {
        assert!(seen.contains(&answer), "{answer:?} occurs");
    }
}
