//! The rows, the dataset, and small ways to look into both.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde_json::Value;

/// One row of a table: column name to cell.
pub type Row = BTreeMap<String, String>;

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub fn text(name: &str) -> String {
    std::fs::read_to_string(place(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

pub fn json(name: &str) -> Value {
    serde_json::from_str(&text(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

pub fn dataset() -> Value {
    json("static/data/china-music.json")
}

pub fn table(name: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(place(&format!("tests/rows/{name}.csv"))).expect(name);
    let head = reader.headers().expect("a header").clone();
    let rows = reader.records().map(|record| {
        let record = record.expect("a record");
        head.iter().zip(record.iter()).map(|(k, v)| (k.to_owned(), v.trim().to_owned())).collect()
    });
    rows.collect()
}

/// The values of a cell that holds several.
pub fn several(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|x| !x.is_empty()).map(str::to_owned).collect()
}

pub fn set<I: IntoIterator<Item = String>>(items: I) -> BTreeSet<String> {
    items.into_iter().collect()
}

/// The list of records under a key of the document.
pub fn records<'a>(doc: &'a Value, key: &str) -> &'a [Value] {
    doc[key].as_array().map_or(&[], Vec::as_slice)
}

pub fn by_id<'a>(doc: &'a Value, key: &str) -> BTreeMap<&'a str, &'a Value> {
    records(doc, key).iter().map(|x| (str_of(&x["id"]), x)).collect()
}

pub fn str_of(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// All strings of a list; nothing if the field is absent.
pub fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The parties that a reference names.
pub fn named(reference: &Value) -> Vec<String> {
    match reference {
        Value::String(id) => vec![id.clone()],
        Value::Object(_) => {
            let mut ids = strings(&reference["several"]);
            ids.extend(reference["party"].as_str().map(str::to_owned));
            ids
        }
        _ => Vec::new(),
    }
}

/// The text in English, whether given in one language or several.
pub fn english(value: &Value) -> &str {
    value.as_str().or_else(|| value["en"].as_str()).unwrap_or("")
}

/// Whether a text is there in both languages of the page.
pub fn bilingual(value: &Value) -> bool {
    ["en", "zh-Hans"].iter().all(|l| value[*l].as_str().is_some_and(|s| !s.trim().is_empty()))
}

/// What one row became: the record that is the row's own, the deal it lies in, and every record
/// that stands for the row.
pub struct Home<'a> {
    /// The deal itself, or the grant of a swap.
    pub own: &'a Value,
    pub deal: &'a Value,
    pub all: Vec<&'a Value>,
}

impl Home<'_> {
    pub fn is_leg(&self) -> bool {
        !std::ptr::eq(self.own, self.deal)
    }
    /// A term of the row's own record, inherited from its deal where it is silent.
    pub fn term(&self, key: &str) -> &Value {
        if self.own[key].is_null() { &self.deal[key] } else { &self.own[key] }
    }
}

pub fn home<'a>(doc: &'a Value, row: &str) -> Home<'a> {
    let stands = |x: &Value| x["x_row"] == row || strings(&x["x_rows"]).iter().any(|r| r == row);
    let mut all = Vec::new();
    let mut own = None;
    for deal in records(doc, "deals") {
        if stands(deal) {
            all.push(deal);
        }
        if deal["id"] == row {
            own = Some((deal, deal));
        }
        for grant in records(deal, "grants") {
            if stands(grant) {
                all.push(grant);
                own = own.or(Some((grant, deal)));
            }
        }
    }
    let (own, deal) = own.unwrap_or_else(|| panic!("row {row} has no record of its own"));
    assert!(!all.is_empty(), "no record says that it stands for row {row}");
    Home { own, deal, all }
}
