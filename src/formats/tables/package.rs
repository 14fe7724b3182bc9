//! The files of a Data Package: every table as CSV, and the dictionary.

use super::columns::Cell;
use super::{Extra, Grid, write};
use crate::formats::about;
use crate::formats::{csv, json};
use serde_json::{Value, json};

/// File names and contents of the Data Package of a document: `datapackage.json`
/// and one CSV file for each table, always all of them. The same document gives the
/// same bytes.
pub fn package(document: &Value) -> Vec<(String, String)> {
    let grids = write::grids(document);
    let mut files = vec![("datapackage.json".to_string(), descriptor(document, &grids))];
    for grid in grids {
        let mut text = String::from(csv::BYTE_ORDER_MARK);
        csv::row(&grid.header(), &mut text);
        let kinds = grid.kinds();
        for row in &grid.rows {
            for (place, cell) in row.iter().enumerate() {
                if place > 0 {
                    text.push(',');
                }
                match kinds[place] {
                    Cell::Number | Cell::Integer => text.push_str(cell),
                    _ => csv::cell(cell, &mut text),
                }
            }
            csv::end(&mut text);
        }
        files.push((format!("{}.csv", grid.table.name), text));
    }
    files
}

impl Grid {
    /// The headings.
    pub(super) fn header(&self) -> Vec<String> {
        let columns = self.table.columns.iter().map(|column| column.name.to_string());
        let extras = self.extras.iter().map(|extra| extra.name.clone());
        columns.chain(extras).chain(self.has_json.then(|| "x_json".to_string())).collect()
    }

    /// How the cells of each column are written.
    fn kinds(&self) -> Vec<Cell> {
        let columns = self.table.columns.iter().map(|column| column.cell);
        columns
            .chain(self.extras.iter().map(|extra| extra.cell))
            .chain(self.has_json.then_some(Cell::Json))
            .collect()
    }
}

impl Cell {
    /// The type in Table Schema.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Cell::Number => "number",
            Cell::Integer => "integer",
            Cell::Bool => "boolean",
            Cell::Json => "any",
            Cell::List => "list",
            _ => "string",
        }
    }
}

fn descriptor(document: &Value, grids: &[Grid]) -> String {
    let meta = |field: &str| document.pointer(&format!("/meta/{field}")).and_then(Value::as_str);
    let title = about::title(document);
    let mut package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about::slug(&title, "dataset"),
        "title": title,
        "description": "Who licenses what to whom, as tables; together they hold the whole dataset. \
            Text that begins with =, +, -, @, a tab, an end of line or NUL has an apostrophe in front, so that no \
            spreadsheet runs it; take it away when reading. Items of a list have a semicolon between them. Text in \
            several languages stands as lang=text, one language a line. Dates are EDTF (ISO 8601-2) and text. \
            Files are UTF-8 with a byte order mark.",
        "resources": grids.iter().map(resource).collect::<Vec<Value>>(),
    });
    for (field, value) in [("version", meta("version")), ("homepage", meta("homepage"))] {
        if let Some(value) = value {
            package[field] = value.into();
        }
    }
    // The day of the data, not of the export: the same data give the same bytes.
    if let Some(day) = meta("checked").filter(|day| crate::dates::Day::parse(day).is_some()) {
        package["created"] = format!("{day}T00:00:00Z").into();
    }
    if let Some(licence) = meta("licence") {
        package["licenses"] = json!([{ "name": licence }]);
    }
    let authors: Vec<Value> = document
        .pointer("/meta/authors")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(|name| json!({ "title": name, "roles": ["author"] }))
        .collect();
    if !authors.is_empty() {
        package["contributors"] = authors.into();
    }
    json::pretty(&package)
}

fn resource(grid: &Grid) -> Value {
    let table = grid.table;
    let columns = table
        .columns
        .iter()
        .map(|column| field(column.name, column.cell, column.says, table.key.contains(&column.name)));
    let extras =
        grid.extras.iter().map(|Extra { name, cell }| field(name, *cell, "field of the editor's own", false));
    let json_column = grid
        .has_json
        .then(|| field("x_json", Cell::Json, "fields that no column holds, as a JSON object", false));
    let mut schema = json!({
        "fields": columns.chain(extras).chain(json_column).collect::<Vec<Value>>(),
        "fieldsMatch": "subset",
    });
    if !table.key.is_empty() && grid.has_keys() {
        schema["primaryKey"] = table.key.into();
    }
    let foreign: Vec<Value> = FOREIGN
        .iter()
        .filter(|(name, ..)| *name == table.name)
        .map(|(_, column, other)| {
            let mut reference = json!({ "fields": ["id"] });
            // Without a name it is the table itself.
            if *other != table.name {
                reference["resource"] = (*other).into();
            }
            json!({ "fields": [column], "reference": reference })
        })
        .collect();
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    json!({
        "name": table.name,
        "path": format!("{}.csv", table.name),
        "type": "table",
        "title": title(table.name),
        "description": table.says,
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

impl Grid {
    /// Whether every row says which one it is. A record that cannot be pointed to
    /// stands in one cell, without its id.
    fn has_keys(&self) -> bool {
        let keys =
            self.table.columns.iter().enumerate().filter(|(_, column)| self.table.key.contains(&column.name));
        let places: Vec<usize> = keys.map(|(place, _)| place).collect();
        self.rows.iter().all(|row| places.iter().all(|&place| !row[place].is_empty()))
    }
}

/// Columns that hold one id of another table. Lists of ids, and ids of a party or a
/// deal, have no form in Table Schema.
const FOREIGN: [(&str, &str, &str); 20] = [
    ("names", "party_id", "parties"),
    ("names", "source_id", "sources"),
    ("identifiers", "party_id", "parties"),
    ("operations", "service_id", "parties"),
    ("operations", "party_id", "parties"),
    ("deals", "authority", "parties"),
    ("deals", "retracted_source", "sources"),
    ("grants", "deal_id", "deals"),
    ("effects", "deal_id", "deals"),
    ("prices", "deal_id", "deals"),
    ("evidence", "source_id", "sources"),
    ("evidence", "asserted_by", "parties"),
    ("claims", "source_id", "sources"),
    ("claims", "asserted_by", "parties"),
    ("disputes", "deal_id", "deals"),
    ("disputes", "by", "parties"),
    ("disputes", "source_id", "sources"),
    ("sources", "corrected_by", "sources"),
    ("sources", "copy_of", "sources"),
    ("sources", "owned_by", "parties"),
];

fn field(name: &str, cell: Cell, says: &str, required: bool) -> Value {
    let (rule, value): (&str, Value) = match cell {
        Cell::Word(words) => ("enum", words.into()),
        Cell::Id => ("pattern", "[a-z0-9]([a-z0-9.-]*[a-z0-9])?".into()),
        Cell::When | Cell::Bound | Cell::Day => ("pattern", pattern(cell).into()),
        Cell::Duration => ("pattern", r"P(\d+Y(\d+M)?(\d+D)?|\d+M(\d+D)?|\d+D)".into()),
        _ => ("", Value::Null),
    };
    let mut constraints = serde_json::Map::new();
    if !rule.is_empty() {
        constraints.insert(rule.to_string(), value);
    }
    if required {
        constraints.insert("required".to_string(), true.into());
    }
    let mut out = json!({ "name": name, "type": cell.kind(), "title": title(name), "description": says });
    if matches!(cell, Cell::List) {
        out["delimiter"] = ";".into();
        out["itemType"] = "string".into();
    }
    if !constraints.is_empty() {
        out["constraints"] = constraints.into();
    }
    out
}

/// The closed EDTF subset of the data model, section 3.
fn pattern(cell: Cell) -> String {
    const DAY: &str = r"[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
    const EDTF: &str = r"([1-9]\d{3}|[1-9]\d{2}X|[1-9]\dXX|[1-9]\d{3}-(0[1-9]|1[0-2]|3[3-6]|4[01])|[1-9]\d{3}-XX(-XX)?|[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]|XX))[?~%]?";
    const END: &str = r"[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?";
    let when = format!(r"{EDTF}|\[{END}\.\.({END})?\]|\[\.\.{END}\]");
    match cell {
        Cell::Day => DAY.to_string(),
        Cell::Bound => format!(r"({when}|\.\.)"),
        _ => format!("({when})"),
    }
}

/// A heading in words.
fn title(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
