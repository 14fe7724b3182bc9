//! Every name under which a source knows a party leads to that party.

use catalog_atlas::data::model::Name;
use catalog_atlas::data::words::{NameType, PartyKind};
use catalog_atlas::data::{Catalog, Party, PartyId};
use catalog_atlas::query::search::{Found, Index};
use std::path::Path;

/// A row of the raw table, as far as names go.
struct Row {
    id: String,
    name: String,
    aliases: Vec<String>,
    chinese: Vec<String>,
    deals: usize,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rows/parties.csv");
    let mut reader = csv::Reader::from_path(path).expect("the raw rows");
    let headers = reader.headers().expect("a header row").clone();
    let column = |name: &str| headers.iter().position(|header| header == name).expect(name);
    let [id, name, aliases, chinese, deals] =
        ["id", "name_en", "aliases", "name_zh", "deal_rows"].map(column);
    reader
        .records()
        .map(|row| {
            let row = row.expect("a row");
            let cell = |at: usize| row.get(at).unwrap_or("");
            let parts = |at: usize| {
                cell(at).split(';').map(without_reason).filter(|part| !part.is_empty()).collect::<Vec<_>>()
            };
            Row {
                id: cell(id).into(),
                name: cell(name).into(),
                aliases: parts(aliases),
                chinese: parts(chinese),
                deals: cell(deals).parse().unwrap_or(0),
            }
        })
        .collect()
}

/// "cool dog (machine translation)" is the alias "cool dog".
fn without_reason(alias: &str) -> String {
    let alias = alias.split(" (").next().unwrap_or(alias).trim();
    let quoted =
        |text: &str| text.strip_prefix('\'').and_then(|rest| Some(rest.split_once('\'')?.0.to_string()));
    alias
        .strip_prefix("probably ")
        .or(alias.strip_prefix("possibly "))
        .or(Some(alias))
        .map_or_else(String::new, |text| {
            quoted(text).unwrap_or_else(|| text.split(" in one ").next().unwrap_or(text).to_string())
        })
}

fn party(row: &Row) -> Party {
    let name = |text: &String, kind| Name {
        text: text.clone(),
        lang: None,
        kind: Some(kind),
        start: None,
        end: None,
        source: None,
        note: None,
    };
    Party {
        id: PartyId::new(&row.id),
        kind: PartyKind::Company,
        name: row.name.clone(),
        names: (row.aliases.iter().map(|text| name(text, NameType::Mistranslation)))
            .chain(row.chinese.iter().map(|text| name(text, NameType::Legal)))
            .collect(),
        country: None,
        founded: None,
        dissolved: None,
        operated_by: vec![],
        identifiers: vec![],
        former_ids: vec![],
        claims: vec![],
        evidence: vec![],
        note: None,
        pointer: String::new(),
    }
}

fn catalog() -> (Catalog, Vec<Row>) {
    let rows = rows();
    let mut catalog = Catalog::default();
    catalog.parties = rows.iter().map(party).collect();
    (catalog, rows)
}

/// Place of a party among the hits for a text.
fn place(catalog: &Catalog, index: &Index, text: &str, id: &str) -> Option<usize> {
    index.find(text, 10).iter().position(|hit| match hit.what {
        Found::Party(ix) => catalog.party(ix).id.as_str() == id,
        _ => false,
    })
}

#[test]
fn every_alias_finds_its_party_among_the_first_hits() {
    let (catalog, rows) = catalog();
    let index = Index::new(&catalog);
    let mut missed = Vec::new();
    let mut tried = 0;
    for row in &rows {
        for name in row.aliases.iter().chain(&row.chinese).chain([&row.name]) {
            tried += 1;
            if place(&catalog, &index, name, &row.id).is_none_or(|place| place > 2) {
                missed.push(format!("{name} → {}", row.id));
            }
        }
    }
    assert!(tried > 250, "only {tried} names were tried");
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(rows.iter().map(|row| row.deals).sum::<usize>() > 0);
}

#[test]
fn case_width_accents_and_punctuation_do_not_matter() {
    let (catalog, _) = catalog();
    let index = Index::new(&catalog);
    for (text, id) in [
        ("yg娱乐", "yg"),
        ("ＱＱ音乐", "qq-music"),
        ("QQ音乐", "qq-music"),
        ("qqmusic", "qq-music"),
        ("h.i.m", "him"),
        ("H.I.M", "him"),
        ("B'in", "bin-music"),
        ("b’in", "bin-music"),
        ("bin-music", "bin-music"),
        ("Girl's Generation", "girls-generation"),
        ("girls’ generation", "girls-generation"),
        ("shrimp rice music", "xiami"),
        ("SHRIMP", "xiami"),
        ("虾米", "xiami"),
        ("cool dog", "kugou"),
        ("sm", "sm"),
        ("s m entertainment", "sm"),
        ("S.H.E", "she"),
        ("music netease", "netease-cloud-music"),
        ("周杰伦", "jay-chou"),
        ("Rolling Stone", "rock-records"),
    ] {
        let place = place(&catalog, &index, text, id);
        assert!(place.is_some_and(|place| place <= 2), "{text}: {place:?} {:?}", index.find(text, 5));
    }
    assert!(index.find("", 5).is_empty() && index.find(" .,;'", 5).is_empty());
    assert!(index.find("no such thing", 5).is_empty());
    assert_eq!(index.find("music", 4).len(), 4);
}
