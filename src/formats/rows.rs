//! The table's rows as files: deals and parties, for the page's downloads and its
//! clipboard as well as for the tool.
//!
//! Headings are stable and not translated, ids stand beside names, dates as they are
//! written in the file.

use super::csv;
use crate::data::{Catalog, PartyIx};
use crate::dates::{Bound, When};
use crate::query::table::Row;

/// Headings of [`deals`].
pub const DEALS: [&str; 16] = [
    "id",
    "type",
    "from",
    "from_name",
    "to",
    "to_name",
    "catalogue",
    "catalogue_name",
    "exclusivity",
    "start",
    "announced",
    "end",
    "confidence",
    "as_of",
    "status",
    "sources",
];

/// Headings of [`parties`].
pub const PARTIES: [&str; 7] = ["id", "kind", "name", "other_names", "country", "founded", "dissolved"];

/// How rows become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A CSV file.
    Csv,
    /// Tab-separated, for the clipboard.
    Tabs,
}

/// Deals, one a row. `as_of` is the day or period that their status is of.
pub fn deals(catalog: &Catalog, rows: &[Row], as_of: &str, form: Form) -> String {
    let mut out = Lines::new(form, &DEALS);
    for row in rows {
        let deal = catalog.deal(row.deal);
        out.cell(deal.id.as_str());
        out.cell(row.kind.word());
        for side in [&row.from, &row.to, &row.catalogue] {
            out.list(&mut side.iter().map(|&party| catalog.party(party).id.as_str()));
            out.list(&mut side.iter().map(|&party| catalog.party(party).name.as_str()));
        }
        out.list(&mut row.levels.iter().map(|level| level.word()));
        out.cell(row.start.as_ref().map_or("", Bound::as_str));
        out.cell(row.announced.as_ref().map_or("", When::as_str));
        out.cell(row.end.as_ref().map_or("", Bound::as_str));
        out.cell(row.confidence.word());
        out.cell(if row.status.is_some() { as_of } else { "" });
        out.cell(row.status.map_or("", |status| status.word()));
        out.cell(&row.sources.to_string());
        out.end();
    }
    out.text
}

/// Parties, one a row.
pub fn parties(catalog: &Catalog, parties: &[PartyIx], form: Form) -> String {
    let mut out = Lines::new(form, &PARTIES);
    for &party in parties {
        let party = catalog.party(party);
        out.cell(party.id.as_str());
        out.cell(party.kind.word());
        out.cell(&party.name);
        let right =
            party.names.iter().filter(|name| !name.kind.is_some_and(crate::data::words::NameType::is_wrong));
        out.list(&mut right.map(|name| name.text.as_str()));
        out.cell(party.country.as_deref().unwrap_or(""));
        out.cell(party.founded.as_ref().map_or("", Bound::as_str));
        out.cell(party.dissolved.as_ref().map_or("", Bound::as_str));
        out.end();
    }
    out.text
}

/// A text that grows by cells.
struct Lines {
    text: String,
    form: Form,
    /// At the start of a row.
    fresh: bool,
}

impl Lines {
    fn new(form: Form, headings: &[&str]) -> Lines {
        let mut lines = Lines { text: String::new(), form, fresh: true };
        if form == Form::Csv {
            lines.text.push(csv::BYTE_ORDER_MARK);
        }
        for heading in headings {
            lines.cell(heading);
        }
        lines.end();
        lines
    }

    fn cell(&mut self, text: &str) {
        if !self.fresh {
            self.text.push(if self.form == Form::Csv { ',' } else { '\t' });
        }
        self.fresh = false;
        match self.form {
            Form::Csv => csv::cell(text, &mut self.text),
            Form::Tabs => csv::tab_cell(text, &mut self.text),
        }
    }

    /// One cell of several items.
    fn list(&mut self, items: &mut dyn Iterator<Item = &str>) {
        let mut list = String::new();
        for item in items {
            if !list.is_empty() {
                list.push(';');
            }
            list.push_str(item);
        }
        self.cell(&list);
    }

    fn end(&mut self) {
        self.fresh = true;
        match self.form {
            Form::Csv => csv::end(&mut self.text),
            Form::Tabs => self.text.push('\n'),
        }
    }
}
