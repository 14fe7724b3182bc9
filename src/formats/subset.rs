//! The rows that are shown, as a dataset of their own (web-requirements X4): it
//! loads again, and shows the same of them.
//!
//! Records stand as they are in the file. Beside the rows' own deals there are
//! those without which they would be told wrongly: what they rest on, what they
//! continue, what acts on them, mergers of their parties. An open question stays in the address only: its answer
//! needs the other deals. Left out are stories and corrections that are
//! about other records.

use crate::data::packed;
use crate::data::words::DealType;
use crate::data::{Catalog, Deal, PartyIx, PartyRef, json};
use crate::query::table::Row;
use crate::state::State;
use serde_json::{Map, Value};

/// Which records stay; the places of the catalogue's lists.
struct Kept<'a> {
    catalog: &'a Catalog,
    deals: Vec<bool>,
    parties: Vec<bool>,
    sources: Vec<bool>,
}

/// How two deals belong together.
const LINKS: [&str; 4] = ["upstream", "continues", "replaces", "on"];

/// The dataset of these rows, one record a line. `view` is the address of what is shown, for the file's own
/// words about itself; `state` is what the file opens with.
pub fn subset(catalog: &Catalog, rows: &[Row], state: &State, view: &str) -> String {
    let mut kept = Kept {
        catalog,
        deals: vec![false; catalog.deals.len()],
        parties: vec![false; catalog.parties.len()],
        sources: vec![false; catalog.sources.len()],
    };
    for row in rows {
        kept.deals[row.deal.at()] = true;
    }
    let whole = rows.len() == catalog.deals.len();
    kept.close(whole);
    let all = Map::new();
    let document = catalog.document.json().as_object().unwrap_or(&all);
    let mut out = String::from("{");
    for (key, value) in document {
        if key == packed::FIELD || !whole && key == "stories" {
            continue;
        }
        if out.len() > 1 {
            out.push_str(",\n");
        }
        out.push_str(&json::text(&Value::from(key.as_str())));
        out.push(':');
        match value {
            Value::Array(list) => {
                let mut mark = "[\n";
                for record in list.iter().filter(|record| kept.has(key, record)) {
                    out.push_str(mark);
                    out.push_str(&json::text(record));
                    mark = ",\n";
                }
                // A list without records has no beginning either.
                out.push_str(if mark == "[\n" { "[]" } else { "\n]" });
            }
            Value::Object(meta) if key == "meta" => {
                out.push_str(&json::text(&kept.meta(meta, (rows.len(), state, view))));
            }
            other => out.push_str(&json::text(other)),
        }
    }
    out.push_str("}\n");
    out
}

impl Kept<'_> {
    /// Adds what the kept deals need, until nothing is missing.
    fn close(&mut self, whole: bool) {
        if whole {
            for list in [&mut self.deals, &mut self.parties, &mut self.sources] {
                list.fill(true);
            }
            return;
        }
        let catalog = self.catalog;
        let list = |name: &str| catalog.document.json().get(name).and_then(Value::as_array);
        let mut ties = Vec::new();
        for record in list("deals").into_iter().flatten() {
            if let Some(from) = id_of(record).and_then(|id| catalog.deal_ix(id)) {
                tie(catalog, from.at(), record, "", &mut ties);
                // An order to whole groups acts on deals that it does not name.
                let effects = record.get("effects").and_then(Value::as_array);
                if effects.into_iter().flatten().any(|effect| effect.get("select").is_some()) {
                    self.deals[from.at()] = true;
                }
            }
        }
        // Each round may lead to further records; every round keeps one more, so it ends.
        loop {
            let before = self.count();
            self.merged();
            for &(from, to, both) in &ties {
                if self.deals[from] || both && self.deals[to] {
                    self.deals[from] = true;
                    self.deals[to] = true;
                }
            }
            if self.count() == before {
                break;
            }
        }
        loop {
            let before = self.count();
            for name in ["deals", "parties", "sources"] {
                for record in list(name).into_iter().flatten() {
                    if self.has(name, record) {
                        self.name(record);
                    }
                }
            }
            if self.count() == before {
                break;
            }
        }
    }

    /// Keeps mergers of those who give or receive in a kept deal: they end deals, or pass them on.
    fn merged(&mut self) {
        let catalog = self.catalog;
        let mut here = vec![false; catalog.parties.len()];
        let ends = |deal: &Deal| -> Vec<PartyIx> {
            let grants = deal.grants.iter().flat_map(|grant| [&grant.from, &grant.to]);
            deal.from.iter().chain(&deal.to).chain(grants).flat_map(PartyRef::parties).collect()
        };
        for (deal, _) in catalog.deals.iter().zip(&self.deals).filter(|(_, kept)| **kept) {
            for party in ends(deal) {
                here[party.at()] = true;
            }
        }
        for (deal, kept) in catalog.deals.iter().zip(&mut self.deals) {
            *kept |= deal.kind == DealType::Merger && ends(deal).iter().any(|party| here[party.at()]);
        }
    }

    fn count(&self) -> usize {
        [&self.deals, &self.parties, &self.sources]
            .iter()
            .map(|list| list.iter().filter(|&&it| it).count())
            .sum()
    }

    /// Keeps every party and source whose id a record holds. A text that happens to be an id keeps one too many.
    fn name(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                if let Some(party) = self.catalog.party_ix(text) {
                    self.parties[party.at()] = true;
                }
                if let Some(source) = self.catalog.source_ix(text) {
                    self.sources[source.at()] = true;
                }
            }
            Value::Array(list) => list.iter().for_each(|value| self.name(value)),
            Value::Object(fields) => fields.values().for_each(|value| self.name(value)),
            _ => {}
        }
    }

    /// Whether a record of a list stays.
    fn has(&self, list: &str, record: &Value) -> bool {
        let Some(id) = id_of(record) else { return true };
        match list {
            "deals" => self.catalog.deal_ix(id).is_some_and(|deal| self.deals[deal.at()]),
            "parties" => self.catalog.party_ix(id).is_some_and(|party| self.parties[party.at()]),
            "sources" => self.catalog.source_ix(id).is_some_and(|source| self.sources[source.at()]),
            _ => true,
        }
    }

    /// About the dataset: as it was, opening with what is shown, and saying what it is a part of.
    fn meta(&self, meta: &Map<String, Value>, (rows, state, view): (usize, &State, &str)) -> Value {
        let mut meta = meta.clone();
        let mut opening = Map::new();
        opening.insert("date".into(), Value::from(state.day().to_string()));
        opening.insert("view".into(), Value::from(state.view.word()));
        meta.insert("opening".into(), Value::Object(opening));
        if let Some(Value::Array(list)) = meta.get_mut("corrections") {
            list.retain_mut(|entry| {
                let Some(Value::Array(records)) = entry.get_mut("records") else { return true };
                let had = records.len();
                records.retain(|record| record.as_str().is_some_and(|id| self.knows(id)));
                had == 0 || !records.is_empty()
            });
        }
        let mut part = Map::new();
        part.insert("of".into(), Value::from(self.catalog.deals.len()));
        part.insert("rows".into(), Value::from(rows));
        let deals = self.deals.iter().filter(|&&it| it).count();
        part.insert("added".into(), Value::from(deals.saturating_sub(rows)));
        part.insert("date".into(), Value::from(state.date.written()));
        if let Some(known) = state.known {
            part.insert("known".into(), Value::from(known.to_string()));
        }
        part.insert("view".into(), Value::from(view));
        meta.insert("x_subset".into(), Value::Object(part));
        Value::Object(meta)
    }

    /// Whether a record of any kind stays.
    fn knows(&self, id: &str) -> bool {
        let catalog = self.catalog;
        catalog.deal_ix(id).is_some_and(|it| self.deals[it.at()])
            || catalog.party_ix(id).is_some_and(|it| self.parties[it.at()])
            || catalog.source_ix(id).is_some_and(|it| self.sources[it.at()])
    }
}

fn id_of(record: &Value) -> Option<&str> {
    record.get("id")?.as_str()
}

/// Which deals a deal names under one of [`LINKS`], and whether it acts on them: what continues, replaces or
/// ends a deal belongs to it, while what rests on it can do without.
fn tie(catalog: &Catalog, from: usize, value: &Value, key: &str, ties: &mut Vec<(usize, usize, bool)>) {
    match value {
        Value::String(text) if LINKS.contains(&key) => {
            let id = text.split('#').next().unwrap_or(text);
            if let Some(to) = catalog.deal_ix(id) {
                ties.push((from, to.at(), key != "upstream"));
            }
        }
        Value::Array(list) => list.iter().for_each(|value| tie(catalog, from, value, key, ties)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| tie(catalog, from, value, key, ties)),
        _ => {}
    }
}
