//! Deals of the flat sheet, once all their rows are read.

use crate::formats::sheet::COLUMNS;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A deal while its rows come in.
pub struct Deal {
    /// Its id.
    pub id: String,
    /// What all of its rows share.
    pub fields: Map<String, Value>,
    /// Row and terms of each grant.
    pub grants: Vec<(usize, Map<String, Value>)>,
}

/// The records; which row each of them and of their grants comes from goes to `rows`.
pub fn records(deals: Vec<Deal>, rows: &mut BTreeMap<String, usize>) -> Vec<Value> {
    let mut records = Vec::new();
    for Deal { id, mut fields, mut grants } in deals {
        let pointer = format!("/deals/{}", records.len());
        rows.insert(pointer.clone(), grants[0].0);
        fields.insert("id".to_string(), id.into());
        if grants.len() == 1 {
            fields.extend(grants.remove(0).1);
        } else {
            // A note that all rows share is the deal's.
            let note = grants[0].1.get("note").cloned();
            if note.is_some() && grants.iter().all(|(_, terms)| terms.get("note") == note.as_ref()) {
                fields.extend(note.map(|note| ("note".to_string(), note)));
                for (_, terms) in &mut grants {
                    terms.remove("note");
                }
            }
            let mut list = Vec::new();
            for (place, (row, mut terms)) in grants.into_iter().enumerate() {
                rows.insert(format!("{pointer}/grants/{place}"), row);
                terms.insert("id".to_string(), format!("g{}", place + 1).into());
                list.push(Value::Object(terms));
            }
            fields.insert("grants".to_string(), list.into());
        }
        records.push(Value::Object(fields));
    }
    records
}

/// An id made of both sides and the year.
pub fn name(terms: &Map<String, Value>, fields: &Map<String, Value>) -> String {
    let side = |name: &str| {
        let side = terms.get(name);
        let first = side.and_then(|side| side.as_str().or_else(|| side.get("party")?.as_str()));
        first.or_else(|| side?.pointer("/several/0")?.as_str()).unwrap_or("unknown").to_string()
    };
    let date = [terms.get("start"), fields.get("announced")].into_iter().flatten().find_map(Value::as_str);
    let digits = date.unwrap_or_default().trim_start_matches(['[', '.']);
    let year: String = digits.chars().take_while(char::is_ascii_digit).take(4).collect();
    let mut name = format!("{}-{}", side("from"), side("to"));
    name.truncate(70);
    let name = name.trim_end_matches(['-', '.']);
    if year.len() == 4 { format!("{name}-{year}") } else { name.to_string() }
}

/// The column of the sheet that a part of a deal or grant comes from.
pub fn column(rest: &str) -> &'static str {
    let field = rest.trim_start_matches('/').split('/').find(|step| COLUMNS.contains(step));
    let named = field.and_then(|field| COLUMNS.into_iter().find(|column| *column == field));
    named.unwrap_or(if rest.contains("/evidence") { "source_1_url" } else { "" })
}
