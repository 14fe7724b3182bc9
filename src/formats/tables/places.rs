//! Which row and column a part of the document comes from.

use super::columns::TABLES;
use super::rows::TERMS;
use super::write::place;
use std::collections::BTreeMap;

/// File, row and column by JSON Pointer.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Files by table.
    files: Vec<String>,
    /// By pointer: table and row.
    rows: BTreeMap<String, (usize, usize)>,
    /// By place of the deal: the row of the terms that stand on it.
    terms: BTreeMap<usize, usize>,
}

impl Places {
    pub(super) fn new(
        files: Vec<String>,
        rows: BTreeMap<String, (usize, usize)>,
        terms: BTreeMap<usize, usize>,
    ) -> Places {
        Places { files, rows, terms }
    }

    /// File, row as a spreadsheet counts and heading of the column; row 0 is the
    /// whole file, an empty heading the whole row.
    pub fn find(&self, pointer: &str) -> (&str, usize, &'static str) {
        let mut end = pointer.len();
        loop {
            if let Some(&(table, row)) = self.rows.get(&pointer[..end]) {
                let (table, row) = self.of_terms(&pointer[..end], &pointer[end..]).unwrap_or((table, row));
                return (&self.files[table], row, column(table, &pointer[end..]));
            }
            let Some(shorter) = pointer[..end].rfind('/') else { break };
            end = shorter;
        }
        let list = pointer.split('/').nth(1).unwrap_or_default();
        let file = TABLES.iter().position(|table| table.name == list).unwrap_or_default();
        (self.files.get(file).map_or("", String::as_str), 0, "")
    }

    /// The row of the terms that stand on a deal itself, if the rest of a pointer is about one.
    fn of_terms(&self, record: &str, rest: &str) -> Option<(usize, usize)> {
        let at = record.strip_prefix("/deals/")?.parse().ok()?;
        let field = rest.split('/').nth(1)?;
        let row = self.terms.get(&at)?;
        TERMS.contains(&field).then(|| (place("grants"), *row))
    }
}

/// The column whose path is the longest beginning of the rest of a pointer.
fn column(table: usize, rest: &str) -> &'static str {
    let begins = |path: &str| {
        !path.is_empty()
            && rest.strip_prefix(path).is_some_and(|after| after.is_empty() || after.starts_with('/'))
    };
    let fitting = TABLES[table].columns.iter().filter(|column| begins(column.path));
    fitting.max_by_key(|column| column.path.len()).map_or("", |column| column.name)
}
