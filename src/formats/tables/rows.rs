//! From the rows of a table to fields, with a problem for each cell that says less
//! or something else than its writer may think.

use super::columns::{Cell, Table};
use super::{cells, local, paths, units, write};
use crate::data::Severity;
use crate::data::suggest::nearest;
use crate::dates::Bound;
use serde_json::{Map, Value};

/// The terms that may stand on a deal itself.
pub(super) const TERMS: [&str; 13] = [
    "from",
    "to",
    "catalogue",
    "layer",
    "uses",
    "territory",
    "start",
    "end",
    "term",
    "exclusivity",
    "sublicensing",
    "upstream",
    "continues",
];

/// Types of deals whose own terms are a grant.
pub(super) const GRANTING: [&str; 6] =
    ["licence", "sublicence", "mandate", "swap", "assignment", "settlement"];

/// A table as it was read: text, without guards against formulas.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Name for messages.
    pub file: String,
    /// Name of the table.
    pub table: String,
    /// Headings.
    pub header: Vec<String>,
    /// Rows of cells; the first is row 2, as a spreadsheet counts.
    pub rows: Vec<Vec<String>>,
    /// What the package says of its extension columns: heading and type of Table Schema.
    pub types: Vec<(String, String)>,
}

/// Something about a table that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The row as a spreadsheet counts it: 1 is the heading, 0 the whole file.
    pub row: usize,
    /// The column's heading; empty for the whole row.
    pub column: String,
    /// Stable code.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, and why it matters.
    pub message: String,
    /// How to mend it, where that is known.
    pub fix: Option<String>,
}

/// A row as fields of a record.
pub(super) struct Record {
    /// Values of the columns without a path, in order.
    pub keys: Vec<String>,
    /// The record.
    pub fields: Map<String, Value>,
    /// As a spreadsheet counts.
    pub row: usize,
}

/// Where the columns of a table stand in a sheet.
struct Heading<'s> {
    /// By column of the table.
    columns: Vec<Option<usize>>,
    extras: Vec<(usize, &'s str, Cell)>,
    json: Option<usize>,
}

/// The records of a sheet.
pub(super) fn records(table: &'static Table, sheet: &Sheet, problems: &mut Vec<Problem>) -> Vec<Record> {
    let Some(heading) = heading(table, sheet, problems) else { return Vec::new() };
    let mut out = Vec::with_capacity(sheet.rows.len());
    for (place, cells) in sheet.rows.iter().enumerate() {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = place + 2;
        let at = |column: Option<usize>| column.and_then(|place| cells.get(place)).map_or("", String::as_str);
        let mut problem = |column: &str, code, severity, message: String, fix: Option<String>| {
            let (file, column) = (sheet.file.clone(), column.to_string());
            problems.push(Problem { file, row, column, code, severity, message, fix });
        };
        if has_extra_cells(&sheet.header, cells) {
            let (message, fix) = EXTRA_CELLS;
            problem("", "extra-cells", Severity::Error, message.to_string(), Some(fix.to_string()));
        }
        let mut fields = fields(table, &|place| at(heading.columns[place]), &mut |column, text, date| {
            let message = format!("“{text}” was read as {date}.");
            problem(column, "date-understood", Severity::Note, message, None);
        });
        for (place, column) in table.columns.iter().enumerate() {
            let cell = at(heading.columns[place]).trim();
            if let Some(fix) = doubtful_date(column.cell, cell) {
                let message = format!("“{cell}” is not a date that can mean one thing only.");
                problem(column.name, "unclear-date", Severity::Error, message, Some(fix.to_string()));
            }
        }
        for &(place, name, cell) in &heading.extras {
            if let Some(value) = cells::read(cell, at(Some(place)), &mut |_, _| {}) {
                fields.insert(name.to_string(), value);
            }
        }
        match json(at(heading.json)) {
            Ok(None) => {}
            Ok(Some(mut more)) => {
                paths::merge(&mut more, std::mem::take(&mut fields), "", &mut |pointer| {
                    let message = format!(
                        "x_json has another value for {pointer} than the row's cells; theirs is taken."
                    );
                    problem(
                        "x_json",
                        "two-values",
                        Severity::Warning,
                        message,
                        Some("Take one of them out.".to_string()),
                    );
                });
                fields = more;
            }
            Err(reason) => {
                let message = format!("The cell is not a JSON object ({reason}); it is left out.");
                problem(
                    "x_json",
                    "bad-json",
                    Severity::Error,
                    message,
                    Some("Mend it, or empty the cell.".to_string()),
                );
            }
        }
        let keys = table.columns.iter().zip(&heading.columns).filter(|(column, _)| column.path.is_empty());
        let is_text = matches!(table.name, "meta" | "stories");
        let key = |cell: &str, name: &str| {
            if is_text && name == "value" { cell.to_string() } else { cell.trim().to_string() }
        };
        let keys = keys.map(|(column, &place)| key(at(place), column.name)).collect();
        out.push(Record { keys, fields, row });
    }
    out
}

/// What to say of a row that [`has_extra_cells`], and what mends it.
pub const EXTRA_CELLS: (&str, &str) = (
    "The row has more cells than there are headings; those are left out.",
    "Text with commas stands in double quotes, and every column has a heading.",
);

/// Whether a row says something where no heading stands.
pub fn has_extra_cells(header: &[String], cells: &[String]) -> bool {
    let has_heading = |place: usize| header.get(place).is_some_and(|name| !name.trim().is_empty());
    cells.iter().enumerate().any(|(place, cell)| !cell.trim().is_empty() && !has_heading(place))
}

/// The fields of a row; `cell` gives the text by column of the table. What a date
/// was understood as goes to `understood`, with its column.
pub(super) fn fields<'a>(
    table: &'static Table,
    cell: &dyn Fn(usize) -> &'a str,
    understood: &mut dyn FnMut(&str, &str, &str),
) -> Map<String, Value> {
    let mut record = Value::Object(Map::new());
    for (place, column) in table.columns.iter().enumerate() {
        if column.path.is_empty() || write::is_unit(table, column) {
            continue;
        }
        let mut note = |text: &str, date: &str| understood(column.name, text, date);
        if let Some(value) = cells::read(column.cell, cell(place), &mut note) {
            paths::put(&mut record, column.path, "", value);
        }
    }
    let Value::Object(mut record) = record else { return Map::new() };
    if table.name == "grants" {
        let by_name =
            |name: &str| table.columns.iter().position(|column| column.name == name).map_or("", &cell);
        for field in units::FIELDS {
            let mut note = |text: &str, date: &str| understood(field, text, date);
            if let Some(value) = units::read(field, &by_name, &mut note) {
                record.insert(field.to_string(), value);
            }
        }
    }
    record
}

/// What a person can do about a cell that is meant as a date and could be several.
fn doubtful_date(cell: Cell, text: &str) -> Option<&'static str> {
    if !matches!(cell, Cell::When | Cell::Bound | Cell::Day)
        || Bound::parse(text).is_ok()
        || local::date(text).is_some()
    {
        return None;
    }
    local::trouble(text)
}

fn json(cell: &str) -> Result<Option<Map<String, Value>>, String> {
    if cell.trim().is_empty() {
        return Ok(None);
    }
    match serde_json::from_str(cell) {
        Ok(Value::Object(fields)) => Ok(Some(fields)),
        Ok(_) => Err("it holds something else".to_string()),
        Err(error) => Err(error.to_string()),
    }
}

fn heading<'s>(table: &'static Table, sheet: &'s Sheet, problems: &mut Vec<Problem>) -> Option<Heading<'s>> {
    let mut found = Heading { columns: vec![None; table.columns.len()], extras: Vec::new(), json: None };
    let mut problem = |column: &str, code, severity, message: String, fix: Option<String>| {
        let (file, column) = (sheet.file.clone(), column.to_string());
        problems.push(Problem { file, row: 1, column, code, severity, message, fix });
    };
    let mut seen: Vec<&str> = Vec::new();
    for (place, name) in sheet.header.iter().enumerate() {
        let name = name.trim();
        if name.is_empty() {
            continue;
        }
        if seen.contains(&name) {
            let message = format!("There are two columns “{name}”; the first one is read.");
            problem(name, "duplicate-column", Severity::Error, message, None);
            continue;
        }
        seen.push(name);
        if let Some(column) = table.columns.iter().position(|column| column.name == name) {
            found.columns[column] = Some(place);
        } else if name == "x_json" {
            found.json = Some(place);
        } else if name.starts_with("x_") {
            let kind = sheet.types.iter().find(|(column, _)| column == name).map_or("", |(_, kind)| kind);
            let cell = match kind {
                "integer" => Cell::Integer,
                "number" => Cell::Number,
                "boolean" => Cell::Bool,
                _ => Cell::Plain,
            };
            found.extras.push((place, name, cell));
        } else {
            let meant = nearest(name, &mut table.columns.iter().map(|column| column.name));
            let fix = match meant {
                Some(meant) => format!("Did you mean “{meant}”?"),
                None => format!("Name it “x_{name}” to keep it as a field of your own."),
            };
            let message = format!("{}.csv has no column “{name}”; its cells are left out.", table.name);
            problem(name, "unknown-column", Severity::Warning, message, Some(fix));
        }
    }
    // Without the first column no row says what it is about.
    if found.columns[0].is_none() && !sheet.header.is_empty() {
        let name = table.columns[0].name;
        let message = format!("The column “{name}” is missing; no row of the file can be read.");
        let fix = format!("The headings stand in the first row: {}.", headings(table));
        problem(name, "missing-column", Severity::Error, message, Some(fix));
        return None;
    }
    Some(found)
}

/// The headings of a table in one line.
pub fn headings(table: &Table) -> String {
    table.columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
}
