//! From the document to rows.
//!
//! Every record gives its cells, then reads itself back from them; what is missing
//! then (fields that begin with `x_`, unknown fields, values of another kind) is the
//! row's rest. So the way back is exact whatever the document holds.

use super::columns::{Column, TABLES, Table};
use super::{Cell, Extra, Grid, cells, paths, read, rows, units};
use crate::formats::json;
use crate::small::Set;
use crate::sort;
use serde_json::{Map, Value};

/// A row before its table knows which extension fields have columns.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    extra: Map<String, Value>,
    rest: Map<String, Value>,
}

/// The rows of every table, by place in [`TABLES`].
struct Writer {
    rows: Vec<Vec<Row>>,
    /// Ids that several records have.
    shared: Set<String>,
}

/// Every table of a document, in the order of [`TABLES`].
pub(super) fn grids(document: &Value) -> Vec<Grid> {
    let mut ids: Vec<&str> = Vec::new();
    for list in ["territories", "parties", "deals", "sources", "stories"] {
        ids.extend(records(document, list).iter().filter_map(|record| record.get("id")?.as_str()));
    }
    sort::plain(&mut ids);
    let shared = ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].to_string()).collect();
    let mut writer = Writer { rows: TABLES.iter().map(|_| Vec::new()).collect(), shared };
    writer.meta(document);
    for list in ["territories", "parties", "deals", "sources"] {
        for record in records(document, list) {
            writer.record(list, record);
        }
    }
    for story in records(document, "stories") {
        writer.story(story);
    }
    let mut grids: Vec<Grid> =
        TABLES.iter().zip(writer.rows).map(|(table, rows)| grid(table, rows)).collect();
    // The last resort: whatever the tables lose of a document that is none.
    let back = read::document(&grids);
    if let (Some(whole), Some(part)) = (document.as_object(), back.as_object()) {
        let rest = paths::rest(whole, part);
        if !rest.is_empty() {
            grids[0].rows.push(vec!["x_document".to_string(), String::new(), json::compact(&rest.into())]);
        }
    }
    grids
}

/// The records of a list, if all of them are objects.
fn records<'a>(document: &'a Value, list: &str) -> &'a [Value] {
    let records = document.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if records.iter().all(Value::is_object) { records } else { &[] }
}

/// The items of a field, if it is a list of at least one object and nothing else.
fn children<'a>(record: &'a Map<String, Value>, field: &str) -> Option<Vec<&'a Map<String, Value>>> {
    let items: Option<Vec<_>> = record.get(field)?.as_array()?.iter().map(Value::as_object).collect();
    items.filter(|items| !items.is_empty())
}

/// The place of a table.
pub(super) fn place(name: &str) -> usize {
    TABLES.iter().position(|table| table.name == name).unwrap_or_default()
}

impl Writer {
    fn meta(&mut self, document: &Value) {
        let Some(meta) = document.get("meta").and_then(Value::as_object) else { return };
        let whole = Value::Object(meta.clone());
        let leaves = paths::leaves(&whole, is_meta_text);
        let mut part = Value::Object(Map::new());
        for leaf in leaves {
            paths::put(&mut part, &leaf.field, &leaf.lang, leaf.value.clone().into());
            self.plain("meta", vec![leaf.field, leaf.lang, leaf.value]);
        }
        let part = paths::with_lists(part);
        let rest = part.as_object().map(|part| paths::rest(meta, part)).unwrap_or_default();
        if !rest.is_empty() {
            self.plain("meta", vec!["x_json".to_string(), String::new(), json::compact(&rest.into())]);
        }
    }

    fn story(&mut self, story: &Value) {
        let Some(whole) = story.as_object() else { return };
        let id = whole.get("id").and_then(Value::as_str).filter(|id| self.is_own(id)).unwrap_or_default();
        let mut own = whole.clone();
        own.remove("id");
        let steps = children(whole, "steps").filter(|_| !id.is_empty());
        if steps.is_some() {
            own.remove("steps");
        }
        if id.is_empty() {
            own.clone_from(whole);
        }
        self.part_of_story(id, "", &own);
        for (place, step) in steps.unwrap_or_default().into_iter().enumerate() {
            self.part_of_story(id, &(place + 1).to_string(), step);
        }
    }

    fn part_of_story(&mut self, id: &str, step: &str, fields: &Map<String, Value>) {
        let mut part = Value::Object(Map::new());
        let leaves =
            if id.is_empty() { Vec::new() } else { paths::leaves(&fields.clone().into(), is_story_text) };
        let row = |field: &str, lang: &str, value: &str| {
            [id, step, field, lang, value].map(str::to_string).to_vec()
        };
        let any = !leaves.is_empty();
        for leaf in leaves {
            paths::put(&mut part, &leaf.field, &leaf.lang, leaf.value.clone().into());
            self.plain("stories", row(&leaf.field, &leaf.lang, &leaf.value));
        }
        let part = paths::with_lists(part);
        let rest = part.as_object().map(|part| paths::rest(fields, part)).unwrap_or_default();
        if !rest.is_empty() || !any {
            self.plain("stories", row("x_json", "", &json::compact(&rest.into())));
        }
    }

    fn plain(&mut self, table: &str, cells: Vec<String>) {
        self.rows[place(table)].push(Row { cells, ..Row::default() });
    }

    /// Whether other rows can point to an id: no other record has it.
    fn is_own(&self, id: &str) -> bool {
        !id.trim().is_empty() && id.trim() == id && !self.shared.contains(&id.to_string())
    }

    fn record(&mut self, list: &str, record: &Value) {
        let Some(whole) = record.as_object() else { return };
        let table = place(list);
        let id = whole.get("id").and_then(Value::as_str).filter(|id| self.is_own(id));
        let Some(id) = id.map(str::to_string) else {
            // Nothing can point to it: all of it stands in one cell.
            let cells = TABLES[table].columns.iter().map(|_| String::new()).collect();
            self.rows[table].push(Row { cells, extra: Map::new(), rest: whole.clone() });
            return;
        };
        let mut own = whole.clone();
        if matches!(list, "parties" | "deals") {
            self.evidence(&id, "", &mut own);
            self.list("claims", &id, "claims", &mut own);
        }
        if list == "parties" {
            self.list("names", &id, "names", &mut own);
            self.list("identifiers", &id, "identifiers", &mut own);
            self.list("operations", &id, "operated_by", &mut own);
        }
        if list != "deals" {
            self.rows[table].push(row(&TABLES[table], &own, &[]));
            return;
        }
        self.list("effects", &id, "effects", &mut own);
        self.list("prices", &id, "price", &mut own);
        self.list("disputes", &id, "disputes", &mut own);
        let rest = self.grants(&id, &mut own);
        let mut deal = row(&TABLES[table], &own, &[]);
        deal.rest.extend(rest);
        self.rows[table].push(deal);
    }

    /// Rows of a list of objects, which leaves the record.
    fn list(&mut self, name: &str, id: &str, field: &str, own: &mut Map<String, Value>) {
        let table = place(name);
        let Some(items) = children(own, field) else { return };
        let items: Vec<Map<String, Value>> = items.into_iter().cloned().collect();
        own.remove(field);
        for (number, mut item) in items.into_iter().enumerate() {
            if matches!(name, "operations" | "effects") {
                self.evidence(id, &format!("/{field}/{number}"), &mut item);
            }
            let number = (number + 1).to_string();
            self.rows[table].push(row(&TABLES[table], &item, &[id, &number]));
        }
    }

    fn evidence(&mut self, id: &str, part: &str, own: &mut Map<String, Value>) {
        let table = place("evidence");
        let Some(pieces) = children(own, "evidence") else { return };
        let rows: Vec<Row> =
            pieces.into_iter().map(|piece| row(&TABLES[table], piece, &[id, part])).collect();
        self.rows[table].extend(rows);
        own.remove("evidence");
    }

    /// Rows of the terms, and what is left of those that stand on the deal itself.
    fn grants(&mut self, id: &str, own: &mut Map<String, Value>) -> Map<String, Value> {
        let table = place("grants");
        let has_id = |grant: &Map<String, Value>| {
            grant.get("id").and_then(Value::as_str).is_some_and(|id| !id.is_empty() && id.trim() == id)
        };
        let grants = children(own, "grants").filter(|grants| grants.iter().copied().all(has_id));
        let grants: Option<Vec<Map<String, Value>>> = grants.map(|list| list.into_iter().cloned().collect());
        let mut terms = Map::new();
        for field in rows::TERMS {
            if let Some(value) = own.remove(field) {
                terms.insert(field.to_string(), value);
            }
        }
        let mut on_deal = row(&TABLES[table], &terms, &[id, ""]);
        let rest = std::mem::take(&mut on_deal.rest);
        let says_something = on_deal.cells[1..].iter().any(|cell| !cell.is_empty());
        let Some(grants) = grants else {
            let kind = own.get("type").and_then(Value::as_str).unwrap_or_default();
            if says_something {
                // The only grant of a deal is its g1, as references call it.
                if !own.contains_key("grants") && rows::GRANTING.contains(&kind) {
                    on_deal.cells[1] = "g1".to_string();
                }
                self.rows[table].push(on_deal);
            }
            return rest;
        };
        own.remove("grants");
        let single = matches!(&grants[..], [one] if one.get("id").and_then(Value::as_str) == Some("g1"));
        if says_something || single {
            self.rows[table].push(on_deal);
        }
        for mut grant in grants {
            let own_id = grant.remove("id");
            let own_id = own_id.as_ref().and_then(Value::as_str).unwrap_or_default();
            self.rows[table].push(row(&TABLES[table], &grant, &[id, own_id]));
        }
        rest
    }
}

/// Where `meta` has text in several languages.
fn is_meta_text(at: &str) -> bool {
    matches!(at, "/title" | "/description" | "/method")
        || at.starts_with("/corrections/") && at.ends_with("/text")
}

/// The same in a story or a step.
fn is_story_text(at: &str) -> bool {
    matches!(at, "/title" | "/text")
}

/// The cells of one record, and what they leave of it. `keys` fill the columns
/// that have no path, in order, as far as the table has them.
fn row(table: &'static Table, record: &Map<String, Value>, keys: &[&str]) -> Row {
    let whole = Value::Object(record.clone());
    let mut keys = keys.iter();
    let mut cells: Vec<String> = Vec::with_capacity(table.columns.len());
    for column in table.columns {
        cells.push(match column.path {
            "" => keys.next().map_or_else(String::new, ToString::to_string),
            path if is_unit(table, column) => {
                let field = path.split('/').nth(1).unwrap_or_default();
                let cells =
                    record.get(field).and_then(|value| units::written(field, value)).unwrap_or_default();
                cells
                    .into_iter()
                    .find(|(name, _)| *name == column.name)
                    .map_or_else(String::new, |(_, cell)| cell)
            }
            path => {
                whole.pointer(path).and_then(|value| cells::written(column.cell, value)).unwrap_or_default()
            }
        });
    }
    let cell = |place: usize| cells[place].as_str();
    let part = rows::fields(table, &cell, &mut |_, _, _| {});
    let mut rest = paths::rest(record, &part);
    let extra_keys: Vec<String> = rest.keys().filter(|key| key.starts_with("x_")).cloned().collect();
    let extra = extra_keys.into_iter().filter_map(|key| rest.remove_entry(&key)).collect();
    Row { cells, extra, rest }
}

/// Whether a column belongs to a field of several columns.
pub(super) fn is_unit(table: &Table, column: &Column) -> bool {
    table.name == "grants"
        && column.path.split('/').nth(1).is_some_and(|field| units::FIELDS.contains(&field))
}

/// Columns for the extension fields that are plain in every row of the table; a
/// JSON cell for everything else.
fn grid(table: &'static Table, rows: Vec<Row>) -> Grid {
    let mut extras: Vec<(String, Option<Cell>)> = Vec::new();
    for (key, value) in rows.iter().flat_map(|row| &row.extra) {
        let kind = plain(value).filter(|_| is_heading(key));
        match extras.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => *known = both(*known, kind),
            None => extras.push((key.clone(), kind)),
        }
    }
    let extras: Vec<Extra> =
        extras.into_iter().filter_map(|(name, cell)| Some(Extra { name, cell: cell? })).collect();
    let mut json_cells = Vec::with_capacity(rows.len());
    let mut out = Vec::with_capacity(rows.len());
    for mut row in rows {
        for extra in &extras {
            let value = row.extra.get(&extra.name);
            let cell = value.and_then(|value| cells::written(extra.cell, value));
            if cell.is_some() {
                row.extra.remove(&extra.name);
            }
            row.cells.push(cell.unwrap_or_default());
        }
        row.rest.extend(row.extra);
        json_cells.push(if row.rest.is_empty() { String::new() } else { json::compact(&row.rest.into()) });
        out.push(row.cells);
    }
    let has_json = json_cells.iter().any(|cell| !cell.is_empty());
    if has_json {
        for (row, cell) in out.iter_mut().zip(json_cells) {
            row.push(cell);
        }
    }
    Grid { table, extras, has_json, rows: out }
}

/// How a plain value stands in a column of its own.
fn plain(value: &Value) -> Option<Cell> {
    match value {
        Value::String(_) => Some(Cell::Plain),
        Value::Number(number) if number.is_f64() => Some(Cell::Number),
        Value::Number(_) => Some(Cell::Integer),
        Value::Bool(_) => Some(Cell::Bool),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn both(a: Option<Cell>, b: Option<Cell>) -> Option<Cell> {
    match (a?, b?) {
        (Cell::Plain, Cell::Plain) => Some(Cell::Plain),
        (Cell::Bool, Cell::Bool) => Some(Cell::Bool),
        (Cell::Integer, Cell::Integer) => Some(Cell::Integer),
        (Cell::Number | Cell::Integer, Cell::Number | Cell::Integer) => Some(Cell::Number),
        _ => None,
    }
}

/// Whether a field's name can head a column, and is not the JSON column's own.
fn is_heading(name: &str) -> bool {
    name != "x_json"
        && name.len() <= 80
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
}
