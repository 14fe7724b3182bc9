//! Reads CSV files as other programs write them, and finds the tables of a package.

use super::import_quotes::{Fault, faults};
use crate::data::Severity;
use crate::formats::csv::unguarded;
use crate::formats::tables::{Problem, Sheet, TABLES};
use crate::state::keys::is_path_below;
use serde_json::Value;
use std::path::Path;

/// Bytes of one file that are read at most, as for a dataset.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// Reads the text of a CSV file as rows; the separator is what the first line has
/// most of: spreadsheets in many countries write semicolons.
pub fn sheet(file: &str, table: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> Sheet {
    let mut sheet = Sheet { file: file.to_string(), table: table.to_string(), ..Sheet::default() };
    let mut problem = |row, column: &str, code, message: String, fix: &str| {
        problems.push(Problem {
            file: file.to_string(),
            row,
            column: column.to_string(),
            code,
            severity: Severity::Error,
            message,
            fix: Some(fix.to_string()),
        });
    };
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{FEFF}').unwrap_or(text),
        Err(error) => {
            let row = bytes[..error.valid_up_to()].split(|&b| b == b'\n').count();
            let message = "The file is not UTF-8, so its letters cannot be known.".to_string();
            problem(row, "", "not-utf8", message, "Save it as “CSV UTF-8”.");
            return sheet;
        }
    };
    let text = text.trim_start_matches(['\r', '\n']);
    let first = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t'].into_iter().max_by_key(|&separator| {
        // Of equally many the comma, which comes first.
        (first.bytes().filter(|&b| b == separator).count(), separator == b',')
    });
    let separator = separator.unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    for (place, record) in reader.records().enumerate() {
        match record {
            Ok(record) => {
                // The reader skips empty lines; a spreadsheet counts them.
                let start = record.position().map_or(0, |position| position.byte() as usize);
                sheet.rows.extend((0..empty_lines(text, start)).map(|_| Vec::new()));
                let cells: Vec<String> = record.iter().map(|cell| unguarded(cell).to_string()).collect();
                if sheet.header.is_empty() { sheet.header = cells } else { sheet.rows.push(cells) }
            }
            Err(error) => {
                let message = format!("The row cannot be read: {error}.");
                problem(place + 1, "", "not-csv", message, "Save it as CSV again.");
                break;
            }
        }
    }
    if sheet.header.is_empty() {
        let message = "The file is empty.".to_string();
        problem(0, "", "not-csv", message, "The headings stand in the first row.");
    }
    for fault in faults(text, separator) {
        let column =
            if fault.row > 1 { sheet.header.get(fault.cell).map_or("", |name| name.trim()) } else { "" };
        let (code, message, fix) = unpaired(&fault);
        problem(fault.row, column, code, message, fix);
        if !fault.closed {
            // What it swallowed is no row.
            sheet.rows.truncate(fault.row.saturating_sub(2));
            if fault.row == 1 {
                sheet.header.clear();
            }
        }
    }
    sheet
}

/// The empty lines from an offset on.
fn empty_lines(text: &str, start: usize) -> usize {
    let (before, rest) = text.split_at(start);
    // Half of an end of line is left of the row before.
    let rest = if before.ends_with('\r') { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
    let ends = &rest[..rest.len() - rest.trim_start_matches(['\r', '\n']).len()];
    ends.len() - ends.matches("\r\n").count()
}

/// Code, message and fix of a cell whose quotation marks do not pair.
fn unpaired(fault: &Fault) -> (&'static str, String, &'static str) {
    let lines = match fault.lines {
        0 => String::new(),
        1 => " and the line below it".to_string(),
        n => format!(" and the {n} lines below it"),
    };
    let said = match (fault.closed, fault.lines) {
        (true, 0) => "The cell has text behind the quotation mark that closes it.".to_string(),
        (true, _) => format!(
            "A quotation mark opens here and closes in the middle of another cell: the row{lines} were read as one."
        ),
        (false, 0) => "A quotation mark opens here and never closes: the row is left out.".to_string(),
        (false, _) => format!(
            "A quotation mark opens here and never closes: the row{lines} cannot be told apart and are left out."
        ),
    };
    if fault.closed {
        ("stray-quote", said, "Put the whole cell in quotation marks, and double those of its text.")
    } else {
        ("open-quote", said, "Close it, or double it (\"\") if it belongs to the text.")
    }
}

/// The tables of a package in a folder: those that `datapackage.json` names, else
/// those with the usual names. Addresses found there are never opened.
pub fn package(folder: &Path, problems: &mut Vec<Problem>) -> Vec<Sheet> {
    let descriptor = match read_inside(folder, "datapackage.json") {
        Ok(bytes) => descriptor(&bytes, problems),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Value::Null,
        Err(error) => {
            problems.push(unreadable("datapackage.json", &error));
            Value::Null
        }
    };
    let mut sheets = Vec::new();
    for table in &TABLES {
        let resource = resource(&descriptor, table.name);
        let file = match resource.map(|resource| path(resource, table.name)) {
            Some(Ok(path)) => path,
            Some(Err(problem)) => {
                problems.push(*problem);
                continue;
            }
            None => format!("{}.csv", table.name),
        };
        match read_inside(folder, &file) {
            Ok(bytes) => {
                let mut sheet = sheet(&file, table.name, &bytes, problems);
                sheet.types = resource.map(types).unwrap_or_default();
                sheets.push(sheet);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if resource.is_some() {
                    problems
                        .push(missing(&file, "The file is not there, although datapackage.json names it."));
                }
            }
            Err(error) => problems.push(unreadable(&file, &error)),
        }
    }
    sheets
}

/// A file of a package that is not in its folder.
pub fn missing(file: &str, message: &str) -> Problem {
    Problem {
        file: file.to_string(),
        row: 0,
        column: String::new(),
        code: "missing-file",
        severity: Severity::Error,
        message: message.to_string(),
        fix: Some("Put the file into the folder of the other tables.".to_string()),
    }
}

/// Reads a file of at most 256 MB.
pub fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.len() > MOST_BYTES {
        return Err(std::io::Error::other("it has more than 256 MB"));
    }
    std::fs::read(path)
}

/// The same for a file of a package; one that a link leads out of the folder is not read.
fn read_inside(folder: &Path, file: &str) -> std::io::Result<Vec<u8>> {
    let path = folder.join(file).canonicalize()?;
    if !path.starts_with(folder.canonicalize()?) {
        return Err(std::io::Error::other("a link leads out of the folder"));
    }
    read(&path)
}

fn unreadable(file: &str, error: &std::io::Error) -> Problem {
    Problem {
        file: file.to_string(),
        row: 0,
        column: String::new(),
        code: "unreadable",
        severity: Severity::Error,
        message: format!("The file cannot be opened: {error}."),
        fix: None,
    }
}

fn descriptor(bytes: &[u8], problems: &mut Vec<Problem>) -> Value {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    serde_json::from_slice(bytes).unwrap_or_else(|error| {
        problems.push(Problem {
            file: "datapackage.json".to_string(),
            row: error.line(),
            column: String::new(),
            code: "not-json",
            severity: Severity::Error,
            message: format!("The file is not JSON ({error}); the tables are read without it."),
            fix: None,
        });
        Value::Null
    })
}

fn resource<'d>(descriptor: &'d Value, name: &str) -> Option<&'d Value> {
    let resources = descriptor.get("resources")?.as_array()?;
    resources.iter().find(|resource| resource.get("name").and_then(Value::as_str) == Some(name))
}

/// The file of a resource, if it lies in the package.
fn path(resource: &Value, name: &str) -> Result<String, Box<Problem>> {
    let path = match resource.get("path") {
        Some(Value::String(path)) => path.clone(),
        Some(Value::Array(paths)) if paths.len() == 1 => paths[0].as_str().unwrap_or_default().to_string(),
        None => format!("{name}.csv"),
        Some(_) => String::new(),
    };
    if is_path_below(&path) {
        return Ok(path);
    }
    Err(Box::new(Problem {
        file: "datapackage.json".to_string(),
        row: 0,
        column: String::new(),
        code: "remote-resource",
        severity: Severity::Error,
        message: format!(
            "The table “{name}” lies at “{}”, which is no file in this folder. It was not opened.",
            path.chars().take(200).collect::<String>()
        ),
        fix: Some("Put the file into the folder and write its name as “path”.".to_string()),
    }))
}

/// Columns of a resource and their types.
fn types(resource: &Value) -> Vec<(String, String)> {
    let fields = resource.pointer("/schema/fields").and_then(Value::as_array);
    let one = |field: &Value| {
        Some((field.get("name")?.as_str()?.to_string(), field.get("type")?.as_str()?.to_string()))
    };
    fields.into_iter().flatten().filter_map(one).collect()
}
