//! Answers on the shipped dataset, and questions in the words of a reader.

use catalog_atlas::data::Catalog;
use catalog_atlas::data::words::Layer;
use catalog_atlas::dates::Day;
use catalog_atlas::rights::engine::{TerritoryIx, Use};
use catalog_atlas::rights::{Answer, Compiled, Engine, Options, Question, Status};

fn shipped() -> Catalog {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/static/data/china-music.json");
    Catalog::load(&std::fs::read(path).expect("the dataset")).expect("a dataset").catalog
}

/// The strict and the presumed answer about mainland China.
fn ask(catalog: &Catalog, party: &str, catalogue: &str, date: &str) -> [Answer; 2] {
    [false, true].map(|presume| {
        let compiled = Compiled::new(catalog, Options { presume, known: None });
        Engine::new(catalog, &compiled).ask(&Question {
            party: catalog.party_ix(party).expect(party),
            catalogue: catalog.party_ix(catalogue).expect(catalogue),
            territory: TerritoryIx::of_code("CN").expect("a code"),
            date: Day::parse(date).expect(date),
            usage: Use::ON_DEMAND_STREAM,
            layer: Layer::Recording,
        })
    })
}

#[test]
fn show() {
    let c = shipped();
    for (p, k, d) in [
        ("xiami", "him", "2017-06-01"),
        ("qq-music", "him", "2017-12-01"),
        ("netease-cloud-music", "avex", "2018-06-01"),
        ("xiami", "avex", "2018-06-01"),
        ("qq-music", "sme", "2015-06-01"),
        ("spotify", "umg", "2018-06-01"),
    ] {
        for a in ask(&c, p, k, d) {
            println!("{p} {k} {d}: {:?} excl {:?} {:?} {:?}", a.answer, a.exclusive, a.coverage, a.others);
            for ch in &a.chains {
                println!("   {:?} {:?} {:?}", ch.value, ch.exclusive, ch.word);
                for s in &ch.steps {
                    println!("        {} {:?} {:?} {:?}", s.id, s.value, s.reasons, s.presumptions);
                }
            }
        }
    }
}
#[test]
fn why() {
    let c = shipped();
    for (p, k, d) in [
        ("spotify", "umg", "2018-06-01"),
        ("xiami", "him", "2019-06-01"),
        ("xiami", "him", "2014-06-01"),
        ("douyin", "umg", "2018-01-01"),
        ("qq-music", "umg", "2009-01-01"),
        ("netease-cloud-music", "yg", "2016-01-01"),
        ("qq-music", "sme", "2011-01-01"),
    ] {
        let a = &ask(&c, p, k, d)[1];
        println!("{p} {k} {d} {:?}", a.answer);
        for w in &a.missing {
            println!("   {:?} {} {:?}", w.steps.iter().map(|s| &s.1).collect::<Vec<_>>(), w.at, w.lack);
        }
    }
}
