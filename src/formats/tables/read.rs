//! From tables to the document.

use super::columns::{TABLES, Table};
use super::places::Places;
use super::rows::{Problem, Record, Sheet, TERMS, records};
use super::write::place;
use super::{Grid, paths};
use crate::data::Severity;
use crate::sort;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What reading tables gives.
#[derive(Debug, Default)]
pub struct Read {
    /// The document: everything that could be put in its place.
    pub document: Value,
    /// What a person should look at, by file and row.
    pub problems: Vec<Problem>,
    /// Which row each part of the document comes from.
    pub places: Places,
}

/// Reads the tables of a package; those that are missing hold nothing.
pub fn read(sheets: &[Sheet]) -> Read {
    let mut reader = Reader::default();
    let mut by_table: Vec<Vec<Record>> = Vec::new();
    for (ix, table) in TABLES.iter().enumerate() {
        let sheet = sheets.iter().find(|sheet| sheet.table == table.name);
        reader.files.push(sheet.map_or_else(|| format!("{}.csv", table.name), |sheet| sheet.file.clone()));
        by_table.push(sheet.map_or_else(Vec::new, |sheet| records(&TABLES[ix], sheet, &mut reader.problems)));
    }
    let mut take = |name: &str| std::mem::take(&mut by_table[place(name)]);

    let mut document = Map::from_iter([("format".to_string(), Value::from("catalog-atlas/1"))]);
    let more = reader.meta(take("meta"), &mut document);
    for list in ["territories", "parties", "deals", "sources"] {
        let rows = take(list);
        reader.list(list, rows);
    }
    for (table, field) in [("names", "names"), ("identifiers", "identifiers"), ("operations", "operated_by")]
    {
        reader.children(table, &["parties"], field, take(table));
    }
    reader.grants(take("grants"));
    for (table, field) in [("effects", "effects"), ("prices", "price"), ("disputes", "disputes")] {
        reader.children(table, &["deals"], field, take(table));
    }
    reader.children("claims", &["parties", "deals"], "claims", take("claims"));
    reader.children("evidence", &["parties", "deals"], "evidence", take("evidence"));
    let stories = reader.stories(take("stories"));
    for list in ["territories", "parties", "deals", "sources"] {
        let records = reader.lists.remove(list).unwrap_or_default();
        if list != "territories" || !records.is_empty() {
            document.insert(list.to_string(), records.into_iter().map(Value::Object).collect());
        }
    }
    if !stories.is_empty() {
        document.insert("stories".to_string(), stories.into());
    }
    paths::merge(&mut document, more, "", &mut |_| {});
    sort::by_key(&mut reader.problems, |problem| (file_rank(&problem.file), problem.row));
    let places = Places::new(reader.files, reader.places, reader.terms);
    Read { document: document.into(), problems: reader.problems, places }
}

/// The document of tables that were just made.
pub(super) fn document(grids: &[Grid]) -> Value {
    let sheets: Vec<Sheet> = grids
        .iter()
        .map(|grid| Sheet {
            file: String::new(),
            table: grid.table.name.to_string(),
            header: grid.header(),
            rows: grid.rows.clone(),
            types: grid
                .extras
                .iter()
                .map(|extra| (extra.name.clone(), extra.cell.kind().to_string()))
                .collect(),
        })
        .collect();
    read(&sheets).document
}

fn file_rank(file: &str) -> usize {
    let name = file.strip_suffix(".csv").unwrap_or(file);
    let name = name.rsplit('/').next().unwrap_or(name);
    TABLES.iter().position(|table| table.name == name).unwrap_or(TABLES.len())
}

#[derive(Default)]
struct Reader {
    files: Vec<String>,
    problems: Vec<Problem>,
    /// By pointer: table and row.
    places: BTreeMap<String, (usize, usize)>,
    /// By place of the deal: the row of its own terms.
    terms: BTreeMap<usize, usize>,
    lists: BTreeMap<&'static str, Vec<Map<String, Value>>>,
    /// By list and id: the place of the record.
    ids: BTreeMap<(&'static str, String), usize>,
}

impl Reader {
    fn problem(
        &mut self,
        table: usize,
        row: usize,
        column: &str,
        code: &'static str,
        message: String,
        fix: &str,
    ) {
        self.problems.push(Problem {
            file: self.files[table].clone(),
            row,
            column: column.to_string(),
            code,
            severity: Severity::Error,
            message,
            fix: Some(fix.to_string()),
        });
    }

    fn list(&mut self, list: &'static str, rows: Vec<Record>) {
        let table = place(list);
        let mut records = Vec::with_capacity(rows.len());
        for Record { fields, row, .. } in rows {
            self.places.insert(format!("/{list}/{}", records.len()), (table, row));
            if let Some(id) = fields.get("id").and_then(Value::as_str) {
                self.ids.entry((list, id.to_string())).or_insert(records.len());
            }
            records.push(fields);
        }
        self.lists.insert(list, records);
    }

    /// The record of an id, or a problem.
    fn parent(
        &mut self,
        table: usize,
        lists: &[&'static str],
        id: &str,
        row: usize,
    ) -> Option<(&'static str, usize)> {
        for &list in lists {
            if let Some(&at) = self.ids.get(&(list, id.to_string())) {
                return Some((list, at));
            }
        }
        let column = TABLES[table].columns[0].name;
        let owners = lists.join(".csv or ");
        let message = format!("“{id}” is in no row of {owners}.csv; the row is left out.");
        self.problem(table, row, column, "dangling-row", message, "Correct the id, or add the record.");
        None
    }

    fn children(&mut self, name: &str, lists: &[&'static str], field: &str, mut rows: Vec<Record>) {
        let table = place(name);
        if TABLES[table].columns[1].name == "n" {
            // Only inside a record: the order of its rows elsewhere is that of the file.
            sort::by_key(&mut rows, |row| row.keys[1].parse::<u64>().unwrap_or(u64::MAX));
        }
        for Record { keys, fields, row } in rows {
            let Some((list, at)) = self.parent(table, lists, &keys[0], row) else { continue };
            let part = if name == "evidence" { keys[1].as_str() } else { "" };
            let Some(record) = self.lists.get_mut(list).and_then(|records| records.get_mut(at)) else {
                continue;
            };
            let Some(target) = part_of(record, part) else {
                let message =
                    format!("{} has no part “{part}” that can have evidence; the row is left out.", keys[0]);
                let fix = "The first operator is /operated_by/0, the first effect /effects/0.";
                self.problem(table, row, "part", "dangling-row", message, fix);
                continue;
            };
            let items = target.entry(field).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = items {
                let pointer = format!("/{list}/{at}{part}/{field}/{}", items.len());
                items.push(fields.into());
                self.places.insert(pointer, (table, row));
            } else {
                let message =
                    format!("x_json of {} holds something else as “{field}”; the row is left out.", keys[0]);
                self.problem(table, row, "", "two-values", message, "Take it out of x_json.");
            }
        }
    }

    fn grants(&mut self, rows: Vec<Record>) {
        let table = place("grants");
        let mut by_deal: BTreeMap<usize, Vec<Record>> = BTreeMap::new();
        for row in rows {
            if let Some((_, at)) = self.parent(table, &["deals"], &row.keys[0], row.row) {
                by_deal.entry(at).or_default().push(row);
            }
        }
        for (at, rows) in by_deal {
            let Some(mut deal) = self.lists.get_mut("deals").map(|deals| std::mem::take(&mut deals[at]))
            else {
                continue;
            };
            let named = rows.iter().filter(|row| !row.keys[1].is_empty()).count();
            let only_terms = |row: &Record| row.fields.keys().all(|field| TERMS.contains(&field.as_str()));
            let compact = matches!(&rows[..], [only] if only.keys[1] == "g1" && only_terms(only));
            let mut grants = Vec::new();
            for Record { keys, mut fields, row } in rows {
                if keys[1].is_empty() || compact {
                    if self.terms.insert(at, row).is_some() && named < 2 {
                        let message = format!("{} has two rows without grant_id.", keys[0]);
                        self.problem(
                            table,
                            row,
                            "grant_id",
                            "duplicate-id",
                            message,
                            "Give each grant an id: g1, g2.",
                        );
                    }
                    let (file, problems) = (&self.files[table], &mut self.problems);
                    paths::merge(&mut deal, fields, "", &mut |pointer| {
                        problems.push(Problem {
                            file: file.clone(),
                            row,
                            column: String::new(),
                            code: "two-values",
                            severity: Severity::Warning,
                            message: format!(
                                "The deal has another value for {pointer}; this row's is taken."
                            ),
                            fix: Some("Take one of them out.".to_string()),
                        });
                    });
                } else {
                    self.places.insert(format!("/deals/{at}/grants/{}", grants.len()), (table, row));
                    fields.insert("id".to_string(), keys[1].as_str().into());
                    grants.push(Value::Object(fields));
                }
            }
            if !grants.is_empty() {
                deal.insert("grants".to_string(), grants.into());
            }
            if let Some(deals) = self.lists.get_mut("deals") {
                deals[at] = deal;
            }
        }
    }

    /// Fills `meta`; gives what the table keeps for the document itself.
    fn meta(&mut self, rows: Vec<Record>, document: &mut Map<String, Value>) -> Map<String, Value> {
        let table = place("meta");
        let (mut meta, mut more, mut own) = (Value::Object(Map::new()), Map::new(), Map::new());
        let any = rows.iter().any(|row| row.keys.first().is_some_and(|field| field != "x_document"));
        for Record { keys, row, .. } in rows {
            let [field, lang, value] = &keys[..] else { continue };
            match field.as_str() {
                "x_json" | "x_document" => {
                    let into = if field == "x_json" { &mut own } else { &mut more };
                    self.json(table, row, value, into);
                }
                _ => self.put(table, row, &mut meta, [field, lang, value], "/meta"),
            }
        }
        if any {
            let mut fields = into_fields(meta);
            paths::merge(&mut fields, own, "", &mut |_| {});
            document.insert("meta".to_string(), fields.into());
        }
        more
    }

    fn stories(&mut self, rows: Vec<Record>) -> Vec<Value> {
        let table = place("stories");
        // A story without an id of its own stands whole in one cell.
        let mut stories: Vec<(String, Parts)> = Vec::new();
        for Record { keys, row, .. } in rows {
            let [id, step, field, lang, value] = &keys[..] else { continue };
            let known = stories.iter().position(|(known, _)| known == id && !id.is_empty());
            let at = known.unwrap_or_else(|| {
                stories.push((id.clone(), BTreeMap::new()));
                stories.len() - 1
            });
            let Ok(number) = (if step.is_empty() { Ok(0) } else { step.parse::<u64>() }) else {
                let message = format!("“{step}” is not the number of a step; the row is left out.");
                self.problem(table, row, "step", "bad-number", message, "Steps are numbered from 1.");
                continue;
            };
            let base = if number == 0 {
                format!("/stories/{at}")
            } else {
                format!("/stories/{at}/steps/{}", number - 1)
            };
            self.places.entry(base.clone()).or_insert((table, row));
            let (fields, rest) =
                stories[at].1.entry(number).or_insert_with(|| (Value::Object(Map::new()), Map::new()));
            if field == "x_json" {
                self.json(table, row, value, rest);
            } else {
                self.put(table, row, fields, [field, lang, value], &base);
            }
        }
        let whole = |(id, parts): (String, Parts)| {
            let (mut story, mut steps) = (Map::new(), Vec::new());
            if !id.is_empty() {
                story.insert("id".to_string(), id.into());
            }
            for (number, (fields, rest)) in parts {
                let mut fields = into_fields(fields);
                paths::merge(&mut fields, rest, "", &mut |_| {});
                if number == 0 { story.extend(fields) } else { steps.push(Value::Object(fields)) }
            }
            if !steps.is_empty() {
                story.insert("steps".to_string(), steps.into());
            }
            Value::Object(story)
        };
        stories.into_iter().map(whole).collect()
    }

    fn put(
        &mut self,
        table: usize,
        row: usize,
        root: &mut Value,
        [field, lang, value]: [&String; 3],
        base: &str,
    ) {
        if value.is_empty() {
            return;
        }
        let field = if field.starts_with('/') { field.clone() } else { format!("/{field}") };
        if field == "/" || !paths::put(root, &field, lang, value.as_str().into()) {
            let message =
                format!("“{field}” stands in two rows, or in one that holds more; this one is left out.");
            self.problem(table, row, "field", "two-values", message, "Take one of them out.");
            return;
        }
        self.places.insert([base, &field].concat(), (table, row));
    }

    fn json(&mut self, table: usize, row: usize, value: &str, into: &mut Map<String, Value>) {
        match serde_json::from_str(value) {
            Ok(Value::Object(fields)) => into.extend(fields),
            _ => self.problem(
                table,
                row,
                "value",
                "bad-json",
                "The cell is not a JSON object; it is left out.".to_string(),
                "Mend it, or take the row out.",
            ),
        }
    }
}

/// By number of the step, 0 for the story itself: fields by pointer, and the JSON cell.
type Parts = BTreeMap<u64, (Value, Map<String, Value>)>;

fn into_fields(value: Value) -> Map<String, Value> {
    match paths::with_lists(value) {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The record itself, or the operator or effect in it that a pointer names.
fn part_of<'r>(record: &'r mut Map<String, Value>, part: &str) -> Option<&'r mut Map<String, Value>> {
    let mut keys = paths::keys(part);
    let Some(field) = keys.next() else { return part.is_empty().then_some(record) };
    let place = keys.next()?.parse::<usize>().ok()?;
    if keys.next().is_some() {
        return None;
    }
    record.get_mut(&field)?.get_mut(place)?.as_object_mut()
}

/// The table of a name.
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
