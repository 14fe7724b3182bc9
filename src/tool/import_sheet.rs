//! Reads the flat sheet: one row for each grant, written by people (formats.md,
//! section 3).

use super::import_cells as cell;
use super::import_deals::{self as deals, Deal};
use super::import_parties::{Parties, Role, Said, Sources, numbered};
use crate::data::Severity;
use crate::data::ids::is_id;
use crate::data::suggest::nearest;
use crate::dates::Bound;
use crate::formats::about::slug;
use crate::formats::sheet::COLUMNS;
use crate::formats::tables::{EXTRA_CELLS, Problem, Sheet, has_extra_cells, items, local};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Short headings that people use, and what they mean.
const ALIASES: [(&str, &str); 2] = [("source_url", "source_1_url"), ("source", "source_1")];

/// What reading a sheet gives.
#[derive(Default)]
pub struct FromSheet {
    /// Parties, deals and sources; those that are new, if there is a document to import into.
    pub document: Map<String, Value>,
    /// What a person should look at.
    pub problems: Vec<Problem>,
    /// By pointer of a record or a grant: the row.
    pub rows: BTreeMap<String, usize>,
}

/// Reads a sheet; known parties and sources are those of `base`.
pub fn read(sheet: &Sheet, base: Option<&Value>) -> FromSheet {
    let mut reader = Reader {
        sheet,
        columns: BTreeMap::new(),
        own: Vec::new(),
        deals: BTreeMap::new(),
        row: 1,
        parties: Parties::of(base),
        sources: Sources::of(base),
        out: FromSheet::default(),
    };
    // Of a file that could not be read enough is said.
    if !sheet.header.is_empty() && reader.headings() {
        let mut deals: Vec<Deal> = Vec::new();
        for (place, cells) in sheet.rows.iter().enumerate() {
            reader.row = place + 2;
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                if has_extra_cells(&sheet.header, cells) {
                    let (message, fix) = EXTRA_CELLS;
                    let message = message.to_string();
                    reader.problem("", "extra-cells", Severity::Error, message, Some(fix));
                }
                reader.grant(cells, &mut deals);
            }
        }
        reader.finish(deals);
    }
    reader.out
}

struct Reader<'s> {
    sheet: &'s Sheet,
    /// By heading of the format.
    columns: BTreeMap<&'static str, usize>,
    /// Columns of the editor's own.
    own: Vec<(usize, String)>,
    /// By id: the place of a deal.
    deals: BTreeMap<String, usize>,
    row: usize,
    parties: Parties,
    sources: Sources,
    out: FromSheet,
}

impl Reader<'_> {
    fn problem(
        &mut self,
        column: &str,
        code: &'static str,
        severity: Severity,
        message: String,
        fix: Option<&str>,
    ) {
        self.out.problems.push(Problem {
            file: self.sheet.file.clone(),
            row: self.row,
            column: column.to_string(),
            code,
            severity,
            message,
            fix: fix.map(str::to_string),
        });
    }

    fn tell(&mut self, column: &str, said: Vec<Said>) {
        for (code, severity, message, fix) in said {
            self.problem(column, code, severity, message, fix.as_deref());
        }
    }

    /// Finds the columns; false if the least that is needed is not there.
    fn headings(&mut self) -> bool {
        for (place, heading) in self.sheet.header.iter().enumerate() {
            let heading = heading.trim();
            let meant =
                ALIASES.iter().find(|(alias, _)| *alias == heading).map_or(heading, |(_, meant)| meant);
            if let Some(column) = COLUMNS.iter().find(|column| **column == meant) {
                if self.columns.contains_key(column) {
                    let message = format!("There are two columns “{heading}”; the first one is read.");
                    let fix = Some("Take one of them out.");
                    self.problem(heading, "duplicate-column", Severity::Error, message, fix);
                }
                self.columns.entry(column).or_insert(place);
            } else if heading.starts_with("x_") {
                self.own.push((place, heading.to_string()));
            } else if !heading.is_empty() {
                let fix = match nearest(heading, &mut COLUMNS.into_iter()) {
                    Some(near) => format!("Did you mean “{near}”?"),
                    None => format!("Name it “x_{heading}” to keep it as a field of your own."),
                };
                let message = format!("The sheet has no column “{heading}”; its cells are left out.");
                self.problem(heading, "unknown-column", Severity::Warning, message, Some(&fix));
            }
        }
        let has = |name: &str| self.columns.contains_key(name);
        let mut missing: Vec<&str> =
            ["from", "to", "type", "source_1_url"].into_iter().filter(|name| !has(name)).collect();
        if !has("start") && !has("announced") {
            missing.push("start or announced");
        }
        for name in &missing {
            let name = if *name == "source_1_url" { "source_url" } else { name };
            let message = format!("The column “{name}” is missing; the sheet cannot be read without it.");
            let fix = "A sheet has at least from, to, type, start or announced, and source_url.";
            self.problem(name, "missing-column", Severity::Error, message, Some(fix));
        }
        missing.is_empty()
    }

    fn grant(&mut self, cells: &[String], deals: &mut Vec<Deal>) {
        let text = |place: usize| cells.get(place).map_or("", |cell| cell.trim()).to_string();
        let texts = Texts(self.columns.iter().map(|(&name, &place)| (name, text(place))).collect());
        let kind = texts.get("type");
        if kind.is_empty() {
            let message = "The row does not say what type of deal it is; it is left out.".to_string();
            let fix = "Write licence, sublicence or another type of deal.";
            self.problem("type", "missing-field", Severity::Error, message, Some(fix));
            return;
        }
        let terms = self.terms(kind, &texts);
        let mut fields = self.deal_fields(&texts);
        for (place, name) in self.own.clone() {
            let own = text(place);
            if !own.is_empty() {
                fields.insert(name, own.into());
            }
        }
        let id = self.deal_id(texts.get("deal_id"), &terms, &fields);
        if let Some(&at) = self.deals.get(&id) {
            self.same_deal(&deals[at], &fields);
            deals[at].grants.push((self.row, terms));
        } else {
            self.deals.insert(id.clone(), deals.len());
            deals.push(Deal { id, fields, grants: vec![(self.row, terms)] });
        }
    }

    /// What one row grants.
    fn terms(&mut self, kind: &str, texts: &Texts) -> Map<String, Value> {
        let mut terms = Map::new();
        let giver = if matches!(kind, "sublicence" | "swap") { Role::Middle } else { Role::Licensor };
        let behalf: Vec<&str> = items(texts.get("on_behalf_of")).collect();
        terms.insert("from".to_string(), self.side(texts, ["from", "from_name"], giver, &behalf));
        terms.insert("to".to_string(), self.side(texts, ["to", "to_name"], Role::Licensee, &[]));
        let catalogue = self.catalogue(texts);
        if !catalogue.is_empty() {
            terms.insert("catalogue".to_string(), catalogue.into());
        }
        for name in ["exclusivity", "sublicensing"] {
            // Saying that it is not known is what silence says.
            if !matches!(texts.get(name), "" | "unknown") {
                terms.insert(name.to_string(), texts.get(name).into());
            }
        }
        if !texts.get("territory").is_empty() {
            terms.insert("territory".to_string(), cell::territory(texts.get("territory")));
        }
        for [name, earliest, latest] in
            [["start", "start_earliest", "start_latest"], ["end", "end_earliest", "end_latest"]]
        {
            let date = if texts.get(name).is_empty() {
                cell::range(self.date(earliest, texts), self.date(latest, texts))
            } else {
                self.date(name, texts)
            };
            terms.extend(date.map(|date| (name.to_string(), date.into())));
        }
        let upstream: Vec<&str> = items(texts.get("upstream")).collect();
        if !upstream.is_empty() {
            terms.insert("upstream".to_string(), upstream.into());
        }
        if !texts.get("note").is_empty() {
            terms.insert("note".to_string(), texts.get("note").into());
        }
        terms
    }

    /// The fields of the deal: the same in each of its rows.
    fn deal_fields(&mut self, texts: &Texts) -> Map<String, Value> {
        let mut fields = Map::new();
        for name in ["type", "stage", "confidence"] {
            if !texts.get(name).is_empty() {
                fields.insert(name.to_string(), texts.get(name).into());
            }
        }
        if let Some(date) = self.date("announced", texts) {
            fields.insert("announced".to_string(), date.into());
        }
        match cell::price(texts.get("price"), texts.get("currency")) {
            Ok(None) => {}
            Ok(Some(price)) => drop(fields.insert("price".to_string(), json!([price]))),
            Err(fix) => {
                let message = format!("“{}” is not a price; it is left out.", texts.get("price"));
                self.problem("price", "bad-number", Severity::Error, message, Some(fix));
            }
        }
        let mut evidence = Vec::new();
        for (title, url) in [("source_1", "source_1_url"), ("source_2", "source_2_url")] {
            let (title, address) = (texts.get(title), texts.get(url));
            if title.is_empty() && address.is_empty() {
                continue;
            }
            let mut said = Vec::new();
            let source = self.sources.find(title, address, &mut self.parties, &mut said);
            self.tell(url, said);
            evidence.push(json!({ "source": source }));
        }
        if evidence.is_empty() {
            let message = "The row has no source; readers cannot check it.".to_string();
            self.problem(
                "source_1_url",
                "no-source",
                Severity::Warning,
                message,
                Some("Write the source's address."),
            );
        } else {
            fields.insert("evidence".to_string(), evidence.into());
        }
        fields
    }

    /// One side: a party, several of whom it is not known which, or nobody named.
    fn side(&mut self, texts: &Texts, [column, name]: [&str; 2], role: Role, behalf: &[&str]) -> Value {
        let ids: Vec<&str> = items(texts.get(column)).collect();
        let names: Vec<&str> = items(texts.get(name)).collect();
        let pairs: Vec<(&str, &str)> = match (&ids[..], &names[..]) {
            ([], names) => names.iter().map(|&name| (name, name)).collect(),
            (ids, names) if ids.len() == names.len() => {
                ids.iter().copied().zip(names.iter().copied()).collect()
            }
            ([id], [_, ..]) => vec![(*id, texts.get(name))],
            (ids, _) => ids.iter().map(|&id| (id, "")).collect(),
        };
        let mut found = Vec::new();
        for (id, name) in pairs {
            let id = self.party(column, id, name, role);
            if !found.contains(&id) {
                found.push(id);
            }
        }
        let behalf: Vec<String> =
            behalf.iter().map(|party| self.party("on_behalf_of", party, "", Role::Licensor)).collect();
        match &found[..] {
            [] => {
                let message = "Nobody is named; the side is recorded as not known.".to_string();
                self.problem(
                    column,
                    "nobody-named",
                    Severity::Warning,
                    message,
                    Some("Write who it is, if a source says so."),
                );
                json!({ "unspecified": "unknown" })
            }
            [one] if behalf.is_empty() => json!(one),
            [one] => json!({ "party": one, "on_behalf_of": behalf }),
            several => json!({ "several": several, "split": "unknown" }),
        }
    }

    fn party(&mut self, column: &str, text: &str, name: &str, role: Role) -> String {
        let mut said = Vec::new();
        let id = self.parties.find(text, name, role, &mut said);
        self.tell(column, said);
        id
    }

    fn catalogue(&mut self, texts: &Texts) -> Map<String, Value> {
        let mut catalogue = Map::new();
        let mut add = |field: &str, item: String| {
            if let Value::Array(list) = catalogue.entry(field).or_insert_with(|| json!([])) {
                list.push(item.into());
            }
        };
        let mut holdings = None;
        for item in items(texts.get("catalogue")) {
            match item.split_once(':') {
                Some(("holdings", word)) => holdings = Some(word.trim().to_string()),
                Some(("named", party)) => {
                    add("named", self.party("catalogue", party.trim(), "", Role::Licensor));
                }
                Some(("except", words)) => add("except", words.trim().to_string()),
                _ => add("of", self.party("catalogue", item, "", Role::Licensor)),
            }
        }
        catalogue.extend(holdings.map(|word| ("holdings".to_string(), word.into())));
        match cell::share(texts.get("share")) {
            Ok(None) => {}
            Ok(Some(share)) => drop(catalogue.insert("share".to_string(), share)),
            Err(fix) => {
                let message = format!("“{}” is not a share in percent; it is left out.", texts.get("share"));
                self.problem("share", "bad-number", Severity::Error, message, Some(fix));
            }
        }
        catalogue
    }

    /// A date as EDTF; what cannot mean one thing only is left out and named.
    fn date(&mut self, column: &str, texts: &Texts) -> Option<String> {
        let text = texts.get(column);
        if text.is_empty() {
            return None;
        }
        if Bound::parse(text).is_ok() {
            return Some(text.to_string());
        }
        if let Some(date) = local::date(text) {
            self.problem(
                column,
                "date-understood",
                Severity::Note,
                format!("“{text}” was read as {date}."),
                None,
            );
            return Some(date);
        }
        // Only a range between two days says all that is written.
        let near = Bound::parse(text).err().and_then(|error| error.suggestion);
        let near = near
            .filter(|near| near.starts_with('['))
            .map(|near| format!("Write {near} for one day between the two."));
        let usual =
            || local::trouble(text).unwrap_or("Write a day 2018-02-09, a month 2018-02 or a year 2018.");
        let fix = near.unwrap_or_else(|| usual().to_string());
        let message = format!("“{text}” is not a date that can mean one thing only; it is left out.");
        self.problem(column, "unclear-date", Severity::Error, message, Some(&fix));
        None
    }

    /// The id that is written, else one made of both sides and the year.
    fn deal_id(&mut self, written: &str, terms: &Map<String, Value>, fields: &Map<String, Value>) -> String {
        if is_id(written) {
            return written.to_string();
        }
        if !written.is_empty() {
            let id = slug(written, &numbered("d", written));
            let message = format!("“{written}” cannot be an id; the deal is {id}.");
            let fix = "Ids have small letters, digits, hyphens and dots.";
            self.problem("deal_id", "bad-id", Severity::Warning, message, Some(fix));
            return id;
        }
        self.parties.free_id(&deals::name(terms, fields))
    }

    /// Names what two rows of a deal say differently; the first one counts.
    fn same_deal(&mut self, deal: &Deal, fields: &Map<String, Value>) {
        for (field, value) in fields {
            if deal.fields.get(field).is_some_and(|first| first != value) {
                let column = if field == "evidence" { "source_1" } else { field };
                let message = format!("{} has another {field} in an earlier row, which is taken.", deal.id);
                self.problem(
                    column,
                    "two-values",
                    Severity::Warning,
                    message,
                    Some("Make the rows of a deal agree."),
                );
            }
        }
    }

    fn finish(&mut self, deals: Vec<Deal>) {
        let lists = [
            ("parties", std::mem::take(&mut self.parties.made)),
            ("deals", deals::records(deals, &mut self.out.rows)),
            ("sources", std::mem::take(&mut self.sources.made)),
        ];
        self.out.document.extend(lists.map(|(name, list)| (name.to_string(), list.into())));
    }
}

/// The cells of a row by heading.
struct Texts(BTreeMap<&'static str, String>);

impl Texts {
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }
}
