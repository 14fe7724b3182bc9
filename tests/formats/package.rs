//! The dictionary says what the tables hold, and the tables hold what it says.

use crate::support::{json, raw_rows};
use catalog_atlas::formats::tables::package;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Headings and rows by name of the table.
type Tables = BTreeMap<String, (Vec<String>, Vec<Vec<String>>)>;

/// The tables of a dataset, and the descriptor.
fn of(name: &str) -> (Tables, Value) {
    let files = package(&json(name));
    let descriptor = serde_json::from_str(&files[0].1).expect("JSON");
    let table = |(name, text): &(String, String)| {
        let mut rows = raw_rows(text);
        let header = rows.remove(0);
        (name.trim_end_matches(".csv").to_string(), (header, rows))
    };
    (files[1..].iter().map(table).collect(), descriptor)
}

/// The columns of formats.md, section 2, copied by hand.
const SPEC: [(&str, &str); 15] = [
    ("meta", "field, lang, value"),
    ("territories", "id, members, names, codes"),
    ("parties", "id, kind, name, country, founded, dissolved, former_ids, note"),
    ("names", "party_id, text, lang, type, start, end, source_id, note"),
    ("identifiers", "party_id, scheme, id, uri"),
    ("operations", "service_id, n, party_id, start, end, note"),
    (
        "deals",
        "id, type, event_kind, title, stage, confidence, announced, signed, date, stake_exact, stake_minimum, stake_maximum, control, authority, addressees, brokers, involves, replaces, retracted_date, retracted_reason, retracted_source, basis, note",
    ),
    (
        "grants",
        "deal_id, grant_id, from, from_on_behalf_of, from_split, to, to_on_behalf_of, to_split, unspecified_from, unspecified_to, catalogue_of, catalogue_holdings, catalogue_named, catalogue_except, share_exact, share_minimum, share_maximum, share_of, share_unit, count_exact, count_minimum, count_maximum, count_unit, count_of, complete, artists, layer, uses, territory_include, territory_exclude, start, end, term, term_min, term_max, term_text, exclusivity, exclusivity_start, exclusivity_end, exclusivity_term, carve_outs, sublicensing, upstream, continues, note",
    ),
    ("effects", "deal_id, n, on, select, action, date, until, except, note"),
    ("prices", "deal_id, n, kind, amount, minimum, maximum, currency, percent, per, note"),
    (
        "evidence",
        "record_id, part, source_id, supports, stance, asserted_by, in_force, quote, lang, page, note",
    ),
    ("claims", "record_id, field, about, value, source_id, asserted_by, as_of, choice, reason"),
    ("disputes", "deal_id, by, field, position, source_id, date, response"),
    (
        "sources",
        "id, kind, title, publisher, author, published, retrieved, url, archive_url, lang, corrected_by, copy_of, owned_by, reliability, note",
    ),
    ("stories", "story_id, step, field, lang, value"),
];

#[test]
fn the_columns_are_those_of_the_format() {
    let (tables, descriptor) = of("static/data/china-music.json");
    assert_eq!(tables.len(), SPEC.len());
    for (place, (name, columns)) in SPEC.iter().enumerate() {
        let columns: Vec<&str> = columns.split(", ").collect();
        let (header, _) = &tables[*name];
        let (own, more) = header.split_at(columns.len());
        assert_eq!(own, columns);
        assert!(more.iter().all(|column| column.starts_with("x_")), "{more:?}");
        let resource = &descriptor["resources"][place];
        assert_eq!(resource["name"], *name);
        assert_eq!(resource["path"], format!("{name}.csv"));
        assert_eq!((&resource["type"], &resource["encoding"]), (&json!("table"), &json!("utf-8")));
        assert_eq!(resource["schema"]["fieldsMatch"], "subset");
        for field in resource["schema"]["fields"].as_array().expect("fields") {
            let kinds = ["string", "integer", "number", "boolean", "list", "any"];
            assert!(kinds.contains(&field["type"].as_str().expect("a type")), "{field}");
            assert!(field["title"].is_string() && field["description"].is_string());
        }
    }
    assert_eq!(descriptor["$schema"], "https://datapackage.org/profiles/2.0/datapackage.json");
    assert_eq!(descriptor["version"], "1.0.0");
    assert_eq!(descriptor["created"], "2026-11-20T00:00:00Z");
    assert_eq!(descriptor["licenses"], json!([{"name": "CC-BY-4.0"}]));
    assert_eq!(descriptor["contributors"][0]["title"], "Catalog Atlas contributors");
    let name = descriptor["name"].as_str().expect("a name");
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
}

/// Every cell of every table against type and constraints of its field.
#[test]
fn every_cell_keeps_the_dictionary() {
    for file in ["static/data/china-music.json", "tests/examples/ex3.json", "tests/examples/ex4.json"] {
        let (tables, descriptor) = of(file);
        let mut checked = 0;
        for resource in descriptor["resources"].as_array().expect("resources") {
            let (header, rows) = &tables[resource["name"].as_str().expect("a name")];
            for (place, field) in resource["schema"]["fields"].as_array().expect("fields").iter().enumerate()
            {
                assert_eq!(field["name"], header[place]);
                let constraints = &field["constraints"];
                let mut schema = json!({});
                if let Some(pattern) = constraints["pattern"].as_str() {
                    schema["pattern"] = format!("^({pattern})$").into();
                }
                if constraints["enum"].is_array() {
                    schema["enum"] = constraints["enum"].clone();
                }
                let validator = jsonschema::validator_for(&schema).expect("a schema");
                for row in rows {
                    let cell = row[place].as_str();
                    if cell.is_empty() {
                        assert!(constraints["required"] != true, "{file}: {} is empty", field["name"]);
                        continue;
                    }
                    let fits = match field["type"].as_str().expect("a type") {
                        "number" | "integer" => cell.parse::<f64>().is_ok(),
                        "boolean" => ["true", "false"].contains(&cell),
                        "any" => serde_json::from_str::<Value>(cell).is_ok(),
                        _ => validator.is_valid(&cell.into()),
                    };
                    assert!(fits, "{file}: {} of {}: {cell}", field["name"], resource["name"]);
                    checked += 1;
                }
            }
        }
        assert!(checked > 100);
    }
}

#[test]
fn keys_are_keys() {
    let (tables, descriptor) = of("static/data/china-music.json");
    let column = |table: &str, name: &str| {
        let (header, rows) = &tables[table];
        let place = header.iter().position(|heading| heading == name).expect("a column");
        rows.iter().map(|row| row[place].clone()).collect::<Vec<String>>()
    };
    let mut foreign = 0;
    for resource in descriptor["resources"].as_array().expect("resources") {
        let name = resource["name"].as_str().expect("a name");
        if let Some(key) = resource["schema"]["primaryKey"].as_array() {
            let columns: Vec<Vec<String>> =
                key.iter().map(|key| column(name, key.as_str().expect("a name"))).collect();
            let rows = tables[name].1.len();
            let distinct: BTreeSet<Vec<&String>> =
                (0..rows).map(|row| columns.iter().map(|column| &column[row]).collect()).collect();
            assert_eq!(distinct.len(), rows, "{name}");
        }
        for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let other = key["reference"]["resource"].as_str().unwrap_or(name);
            let ids: BTreeSet<String> = column(other, "id").into_iter().collect();
            for cell in column(name, key["fields"][0].as_str().expect("a name"))
                .iter()
                .filter(|cell| !cell.is_empty())
            {
                assert!(ids.contains(cell), "{name}: {cell} is not in {other}");
                foreign += 1;
            }
        }
    }
    assert!(foreign > 500, "{foreign}");
}
