//! Who is meant by the names of a sheet: known parties, or new ones that wait for a
//! person to look at them.

use crate::data::Severity;
use crate::data::ids::is_id;
use crate::data::suggest::nearest;
use crate::data::url::SafeUrl;
use crate::formats::about::slug;
use crate::query::fold;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a side of a deal says about a party that is not known yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Owns a catalogue or licenses it out.
    Licensor,
    /// Passes rights on.
    Middle,
    /// Takes a licence.
    Licensee,
}

impl Role {
    fn kind(self) -> &'static str {
        match self {
            Role::Licensor => "label",
            Role::Middle => "company",
            Role::Licensee => "service",
        }
    }
}

/// Parties by id and by name.
#[derive(Default)]
pub struct Parties {
    /// Every id of the document that is imported into, and of what was made here.
    ids: BTreeSet<String>,
    /// Ids of parties, former ones too.
    known: BTreeMap<String, String>,
    /// By name as it is written; the names that are shown come first.
    exact: BTreeMap<String, String>,
    /// By name without case, accents and spaces.
    by_name: BTreeMap<String, String>,
    /// The same names as they are written and as words, for suggestions.
    written: BTreeMap<String, (String, Vec<String>)>,
    /// New parties.
    pub made: Vec<Value>,
}

/// Something to tell about a name: code, severity, message, fix.
pub type Said = (&'static str, Severity, String, Option<String>);

impl Parties {
    /// Those of a document.
    pub fn of(base: Option<&Value>) -> Parties {
        let mut parties = Parties::default();
        let Some(base) = base else { return parties };
        for list in ["territories", "parties", "deals", "sources", "stories"] {
            let records = base.get(list).and_then(Value::as_array).into_iter().flatten();
            parties.ids.extend(records.filter_map(|record| Some(record.get("id")?.as_str()?.to_string())));
        }
        let all = || base.get("parties").and_then(Value::as_array).into_iter().flatten();
        for party in all() {
            let text = |field: &str| party.get(field).and_then(Value::as_str).map(str::to_string);
            if let (Some(id), Some(name)) = (text("id"), text("name")) {
                parties.exact.entry(name).or_insert(id);
            }
        }
        for party in all() {
            let Some(id) = party.get("id").and_then(Value::as_str) else { continue };
            parties.known.insert(id.to_string(), id.to_string());
            for former in party.get("former_ids").and_then(Value::as_array).into_iter().flatten() {
                parties.known.extend(former.as_str().map(|former| (former.to_string(), id.to_string())));
            }
            let names = party.get("names").and_then(Value::as_array).into_iter().flatten();
            let texts = names.filter_map(|name| name.get("text")).chain(party.get("name"));
            for text in texts.filter_map(Value::as_str) {
                parties.name(text, id);
            }
        }
        parties
    }

    fn name(&mut self, text: &str, id: &str) {
        let folded = fold(text).text;
        if !folded.is_empty() {
            self.exact.entry(text.to_string()).or_insert_with(|| id.to_string());
            self.by_name.entry(folded.clone()).or_insert_with(|| id.to_string());
            self.written.entry(folded).or_insert_with(|| (text.to_string(), words(text)));
        }
    }

    /// An id that no record has: the wanted one, or with a number behind it.
    pub fn free_id(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_string();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    /// The id of a party: by id, else by name, else a new one.
    pub fn find(&mut self, text: &str, name: &str, role: Role, said: &mut Vec<Said>) -> String {
        if let Some(id) = self.known.get(text) {
            return id.clone();
        }
        let shown = if name.is_empty() { text } else { name };
        let by_name = name.is_empty() || !is_id(text);
        if let Some(id) = self.exact.get(shown).filter(|_| by_name) {
            return id.clone();
        }
        let folded = fold(shown).text;
        if let Some(id) = self.by_name.get(&folded).filter(|_| by_name) {
            let written = &self.written[&folded].0;
            if written != shown {
                let message = format!("“{shown}” was taken for “{written}” ({id}).");
                said.push(("name-understood", Severity::Note, message, None));
            }
            return id.clone();
        }
        if let Some((id, written)) = self.near(&folded, shown) {
            let message = format!("“{shown}” is new, and near to “{written}” ({id}).");
            let fix = format!("If both are one party, write {id}; if not, leave it.");
            said.push(("near-name", Severity::Warning, message, Some(fix)));
        }
        let wanted = if is_id(text) { text.to_string() } else { slug(shown, &numbered("p", shown)) };
        let id = self.free_id(&wanted);
        let kind = role.kind();
        let message = format!("“{shown}” is new: party {id}, taken for a {kind} by its side of the deal.");
        let fix = "Check name and kind, then take out its x_review.".to_string();
        said.push(("created-party", Severity::Note, message, Some(fix)));
        self.made.push(json!({
            "id": id, "kind": kind, "name": shown,
            "x_review": "made by an import: check name and kind"
        }));
        self.known.insert(id.clone(), id.clone());
        self.name(shown, &id);
        id
    }

    /// A known name that may be the same: two edits away, or the same beginning.
    fn near(&self, folded: &str, shown: &str) -> Option<(String, String)> {
        // Short names differ by their first letters: SM, YG and JYP Entertainment are three.
        let first = folded.chars().next();
        let mut alike = self.by_name.keys().map(String::as_str).filter(|name| name.chars().next() == first);
        let found = nearest(folded, &mut alike).map(str::to_string);
        let own = words(shown);
        let begins = |other: &[String]| {
            let shared = own.len().min(other.len());
            shared > 0 && own[..shared] == other[..shared] && own[..shared].concat().chars().count() >= 4
        };
        let same_start =
            || self.written.iter().find(|(_, (_, words))| begins(words)).map(|(key, _)| key.clone());
        let found = found.or_else(same_start)?;
        Some((self.by_name.get(&found)?.clone(), self.written.get(&found)?.0.clone()))
    }
}

/// The words of a name as search compares them.
fn words(text: &str) -> Vec<String> {
    fold(text).words().map(str::to_string).collect()
}

/// A name for what has no Latin letters: always the same for the same text.
///
/// Algorithm: FNV-1a, 32 bits.
pub fn numbered(prefix: &str, text: &str) -> String {
    let hash =
        text.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{prefix}-{hash:08x}")
}

/// Sources by address and by title.
#[derive(Default)]
pub struct Sources {
    by_url: BTreeMap<String, String>,
    by_title: BTreeMap<String, String>,
    ids: BTreeSet<String>,
    /// New sources.
    pub made: Vec<Value>,
}

impl Sources {
    /// Those of a document.
    pub fn of(base: Option<&Value>) -> Sources {
        let mut sources = Sources::default();
        let records = base.and_then(|base| base.get("sources")).and_then(Value::as_array);
        for record in records.into_iter().flatten() {
            let text = |field: &str| record.get(field).and_then(Value::as_str);
            let Some(id) = text("id") else { continue };
            sources.ids.insert(id.to_string());
            for url in [text("url"), text("archive_url")].into_iter().flatten() {
                sources.by_url.entry(url.to_string()).or_insert_with(|| id.to_string());
            }
            if let Some(title) = text("title") {
                sources.by_title.entry(title.to_string()).or_insert_with(|| id.to_string());
            }
        }
        sources
    }

    /// The id of a source: by address, else by id or title, else a new one.
    pub fn find(&mut self, title: &str, url: &str, parties: &mut Parties, said: &mut Vec<Said>) -> String {
        if let Some(id) = self.by_url.get(url).filter(|_| !url.is_empty()) {
            return id.clone();
        }
        if let Some(id) = self.ids.get(title) {
            return id.clone();
        }
        if let Some(id) = self.by_title.get(title).filter(|_| !title.is_empty() && url.is_empty()) {
            return id.clone();
        }
        let shown = if title.is_empty() { url } else { title };
        let short = shown.split_once("://").map_or(shown, |(_, rest)| rest);
        let id = parties.free_id(&slug(short, &numbered("s", shown)));
        let message = format!("“{shown}” is new: source {id}.");
        let fix = "Write what kind of source it is, its publisher and date, then take out its x_review."
            .to_string();
        said.push(("created-source", Severity::Note, message, Some(fix)));
        let mut source = Map::from_iter([
            ("id".to_string(), json!(id)),
            ("kind".to_string(), json!("other")),
            ("title".to_string(), json!(shown)),
            ("x_review".to_string(), json!("made by an import: write kind, publisher and date")),
        ]);
        if !url.is_empty() && SafeUrl::parse(url).is_none() {
            let message = format!("“{url}” is no address that readers can follow; the source has no link.");
            let fix = "Write the whole address, beginning with https://.".to_string();
            said.push(("bad-address", Severity::Error, message, Some(fix)));
        } else if !url.is_empty() {
            source.insert("url".to_string(), url.into());
        }
        if !url.is_empty() {
            self.by_url.insert(url.to_string(), id.clone());
        }
        self.ids.insert(id.clone());
        self.by_title.entry(shown.to_string()).or_insert_with(|| id.clone());
        self.made.push(source.into());
        id
    }
}
