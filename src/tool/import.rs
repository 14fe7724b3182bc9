//! `atlas import`: tables or a sheet become a dataset, or go into one.

use super::check::plain;
use super::import_files::{missing, package, read, sheet};
use super::import_merge::{self, Merged};
use super::import_report::{as_json, as_text};
use super::{import_deals, import_sheet};
use crate::data::{Catalog, Finding, Severity};
use crate::formats::tables::{Places, Problem, TABLES};
use crate::formats::{json, tables};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make a dataset from tables or from a sheet, or merge them into one
///
/// PATH is a folder with the tables of a Data Package (`atlas export --to tables` writes them), a folder with one
/// CSV sheet, or the sheet itself (the least it needs: from, to, type, start or announced, `source_url`). Says row
/// by row what it understood and what is wrong. Nothing is fetched. Exit status: 0 without errors, 1 with errors
/// (what could be read is written all the same), 2 if nothing could be read (then nothing is written).
#[derive(Args)]
pub struct Arguments {
    /// A folder, or a CSV file
    #[arg(value_name = "PATH")]
    path: PathBuf,
    /// Where to write the dataset [default: standard output; with --into: nowhere, which is a preview]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Merge into this dataset, by id; a field that differs is kept and named
    #[arg(long, value_name = "FILE")]
    into: Option<PathBuf>,
    /// With --into: take the import's values where they differ
    #[arg(long, requires = "into")]
    replace: bool,
    /// Title of a dataset made from a sheet
    #[arg(long)]
    title: Option<String>,
    /// Its language
    #[arg(long, default_value = "en", value_name = "TAG")]
    language: String,
    /// Who made it; may be given several times
    #[arg(long = "author", value_name = "NAME")]
    authors: Vec<String>,
    /// Under which licence its data are, such as CC-BY-4.0
    #[arg(long)]
    licence: Option<String>,
    /// The day on which its data were last checked, such as 2026-11-20
    #[arg(long, value_name = "DAY", value_parser = day)]
    checked: Option<String>,
    /// How to write what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: one list of objects
    Json,
}

/// Imports, writes the dataset and the report.
pub fn run(arguments: &Arguments) -> ExitCode {
    let imported = match import(arguments) {
        Ok(imported) => imported,
        Err(message) => {
            anstream::eprintln!("atlas: {}", plain(&message));
            return ExitCode::from(2);
        }
    };
    let report = match arguments.format {
        Format::Text => as_text(&imported.problems, &imported.summary),
        Format::Json => as_json(&imported.problems),
    };
    let text = imported.document.as_ref().map(json::pretty);
    let to_output = arguments.output.is_none() && arguments.into.is_none();
    // A reader that closed the pipe has seen enough.
    if to_output {
        let _ = std::io::stdout().write_all(text.as_deref().unwrap_or_default().as_bytes());
        let _ = anstream::stderr().write_all(report.as_bytes());
    } else {
        let _ = anstream::stdout().write_all(report.as_bytes());
    }
    let Some(text) = text else { return ExitCode::from(2) };
    if let Some(path) = &arguments.output
        && let Err(error) = std::fs::write(path, text)
    {
        anstream::eprintln!("atlas: {} cannot be written: {error}", path.display());
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(imported.problems.iter().any(|problem| problem.severity == Severity::Error)))
}

struct Imported {
    /// None if nothing could be read.
    document: Option<Value>,
    problems: Vec<Problem>,
    summary: String,
}

/// What was read, before it is merged and checked.
struct Source {
    document: Value,
    problems: Vec<Problem>,
    rows: Rows,
    /// Whether it is tables without one for grants.
    lacks_grants: bool,
}

impl Source {
    /// Whether there is anything to write.
    fn is_empty(&self) -> bool {
        let has = |name: &&str| match self.document.get(name) {
            Some(Value::Array(list)) => !list.is_empty(),
            // A sheet has none of its own.
            Some(_) => matches!(self.rows, Rows::Tables(_)),
            None => false,
        };
        !["meta", "territories", "parties", "deals", "sources", "stories"].iter().any(has)
    }
}

/// Where parts of what was read come from.
enum Rows {
    Tables(Places),
    Sheet(String, BTreeMap<String, usize>),
}

impl Rows {
    /// File, row and column of a part of the imported document.
    fn find(&self, pointer: &str) -> (String, usize, String) {
        match self {
            Rows::Tables(places) => {
                let (file, row, column) = places.find(pointer);
                (file.to_string(), row, column.to_string())
            }
            Rows::Sheet(file, rows) => {
                let mut end = pointer.len();
                loop {
                    if let Some(&row) = rows.get(&pointer[..end]) {
                        return (file.clone(), row, import_deals::column(&pointer[end..]).to_string());
                    }
                    match pointer[..end].rfind('/') {
                        Some(shorter) => end = shorter,
                        None => return (file.clone(), 0, String::new()),
                    }
                }
            }
        }
    }
}

fn import(arguments: &Arguments) -> Result<Imported, String> {
    let base = match &arguments.into {
        Some(path) => Some(dataset(path)?),
        None => None,
    };
    let mut source = source(arguments, base.as_ref())?;
    let mut problems = std::mem::take(&mut source.problems);
    if source.is_empty() {
        if problems.iter().all(|problem| problem.severity != Severity::Error) {
            problems.push(no_rows(arguments));
        }
        let summary = "nothing could be read, so nothing was written".to_string();
        return Ok(Imported { document: None, problems, summary });
    }
    let lacks_grants = source.lacks_grants && base.is_none();
    let mut without_terms = 0;
    let (document, origins, mut summary) = match base {
        None => (std::mem::take(&mut source.document), None, String::new()),
        Some(mut base) => {
            let before = findings(&base);
            let merged = match (base.as_object_mut(), source.document.as_object()) {
                (Some(own), Some(new)) => import_merge::merge(own, new, arguments.replace),
                _ => Merged::default(),
            };
            for (pointer, severity, message, fix) in &merged.said {
                let (file, row, column) = source.rows.find(pointer);
                let code = if arguments.replace { "replaced" } else { "kept" };
                let (message, fix) = (message.clone(), Some(fix.clone()));
                problems.push(Problem { file, row, column, code, severity: *severity, message, fix });
            }
            let summary = merge_summary(&merged, arguments);
            (base, Some((merged.origins, before)), summary)
        }
    };
    for finding in findings(&document) {
        // All of them have one reason.
        if lacks_grants && finding.code == "missing-field" && is_deal(&finding.pointer) {
            without_terms += 1;
            continue;
        }
        let (file, row, column) = match &origins {
            None => source.rows.find(&finding.pointer),
            Some((origins, before)) => {
                if before.iter().any(|old| old.code == finding.code && old.message == finding.message) {
                    continue;
                }
                match origin(&finding.pointer, origins) {
                    Some(pointer) => source.rows.find(&pointer),
                    None => (
                        arguments.into.as_ref().map_or_else(String::new, |path| path.display().to_string()),
                        0,
                        finding.pointer.clone(),
                    ),
                }
            }
        };
        // An error of the reader already says more about the cell.
        let is_told = |told: &Problem| {
            told.severity == Severity::Error && (&told.file, told.row, &told.column) == (&file, row, &column)
        };
        if problems.iter().any(is_told) {
            continue;
        }
        let Finding { code, severity, message, fix, .. } = finding;
        problems.push(Problem { file, row, column, code, severity, message, fix });
    }
    if without_terms > 0
        && !problems.iter().any(|it| it.code == "missing-file" && it.file.ends_with("grants.csv"))
    {
        problems
            .push(missing("grants.csv", "The file is not there, so no deal says who gives what to whom."));
    }
    // A file that is not there is the reason for much of the rest.
    problems.sort_by_key(|problem| (problem.code != "missing-file", rank(&problem.file), problem.row));
    if summary.is_empty() {
        let count = |list: &str, one: &str, more: &str| {
            let count = document.get(list).and_then(Value::as_array).map_or(0, Vec::len);
            format!("{count} {}", if count == 1 { one } else { more })
        };
        let counts = [
            count("parties", "party", "parties"),
            count("deals", "deal", "deals"),
            count("sources", "source", "sources"),
        ];
        summary = counts.join(", ");
    }
    Ok(Imported { document: Some(document), problems, summary })
}

/// Whether a pointer is that of a whole deal.
fn is_deal(pointer: &str) -> bool {
    pointer.strip_prefix("/deals/").is_some_and(|rest| !rest.contains('/'))
}

/// Headings alone.
fn no_rows(arguments: &Arguments) -> Problem {
    Problem {
        file: arguments.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        row: 0,
        column: String::new(),
        code: "no-rows",
        severity: Severity::Error,
        message: "There are headings, and no row below them.".to_string(),
        fix: Some("Write one row for each licence.".to_string()),
    }
}

/// A dataset to merge into.
fn dataset(path: &Path) -> Result<Value, String> {
    let bytes = read(path).map_err(|error| format!("{} cannot be opened: {error}", path.display()))?;
    let loaded = Catalog::load(&bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(loaded.catalog.document.json().clone())
}

fn findings(document: &Value) -> Vec<Finding> {
    // What was just read from tables is a document by its format.
    Catalog::load(json::compact(document).as_bytes()).map(|loaded| loaded.findings).unwrap_or_default()
}

/// The imported record that stands at a pointer of the merged document.
fn origin(pointer: &str, origins: &[(String, String)]) -> Option<String> {
    origins.iter().find_map(|(place, from)| {
        let rest = pointer.strip_prefix(place.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then(|| [from, rest].concat())
    })
}

/// Reads the tables or the sheet of a path.
fn source(arguments: &Arguments, base: Option<&Value>) -> Result<Source, String> {
    let path = &arguments.path;
    let mut problems = Vec::new();
    if path.is_dir() {
        let has = |name: &str| path.join(name).is_file();
        if has("datapackage.json") || TABLES.iter().any(|table| has(&format!("{}.csv", table.name))) {
            let sheets = package(path, &mut problems);
            if sheets.is_empty() {
                let told =
                    problems.first().map(|problem| format!(": {}", problem.message)).unwrap_or_default();
                return Err(format!("{} holds none of the tables{told}", path.display()));
            }
            let read = tables::read(&sheets);
            problems.extend(read.problems);
            let lacks_grants = !sheets.iter().any(|sheet| sheet.table == "grants");
            let rows = Rows::Tables(read.places);
            return Ok(Source { document: read.document, problems, rows, lacks_grants });
        }
    }
    let file = if path.is_dir() { only_sheet(path)? } else { path.clone() };
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let bytes = read(&file).map_err(|error| format!("{} cannot be opened: {error}", file.display()))?;
    let sheet = sheet(&name, "sheet", &bytes, &mut problems);
    let from_sheet = import_sheet::read(&sheet, base);
    problems.extend(from_sheet.problems);
    let mut document = from_sheet.document;
    if base.is_none() {
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        let title = arguments.title.clone().unwrap_or_else(|| format!("Imported from {stem}"));
        document.insert("format".to_string(), "catalog-atlas/1".into());
        let mut meta = Map::from_iter([
            ("title".to_string(), json!(title)),
            ("language".to_string(), json!(arguments.language)),
        ]);
        let authors = (!arguments.authors.is_empty()).then(|| json!(arguments.authors));
        let facts = [
            ("authors", "--author", authors),
            ("licence", "--licence", arguments.licence.as_ref().map(|text| json!(text))),
            ("checked", "--checked", arguments.checked.as_ref().map(|text| json!(text))),
        ];
        let mut missing = Vec::new();
        for (field, option, value) in facts {
            match value {
                Some(value) => drop(meta.insert(field.to_string(), value)),
                None => missing.push((field, option)),
            }
        }
        document.insert("meta".to_string(), meta.into());
        if !from_sheet.rows.is_empty() {
            problems.extend(unsigned(&name, &missing));
        }
    }
    let rows = Rows::Sheet(name, from_sheet.rows);
    Ok(Source { document: document.into(), problems, rows, lacks_grants: false })
}

fn day(text: &str) -> Result<String, String> {
    let day = crate::dates::Day::parse(text).ok_or("write a day such as 2026-11-20")?;
    Ok(day.to_string())
}

/// What stands under every picture and the sheet has no cell for.
fn unsigned(file: &str, missing: &[(&str, &str)]) -> Option<Problem> {
    let list = |part: fn(&(&str, &str)) -> String| missing.iter().map(part).collect::<Vec<_>>().join(", ");
    let fields = list(|it| format!("“{}”", it.0));
    (!missing.is_empty()).then(|| Problem {
        file: file.to_string(),
        row: 0,
        column: String::new(),
        code: "unsigned",
        severity: Severity::Note,
        message: format!("The dataset has no {fields}, which stand under every picture."),
        fix: Some(format!("Import again with {}, or write them in “meta”.", list(|it| it.1.to_string()))),
    })
}

/// The one CSV file of a folder.
fn only_sheet(folder: &Path) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be opened: {error}", folder.display()))?;
    let is_csv =
        |path: &PathBuf| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let mut files: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_csv).collect();
    files.sort();
    match &files[..] {
        [one] => Ok(one.clone()),
        [] => Err(format!("{} holds no CSV file", folder.display())),
        _ => Err(format!(
            "{} holds several CSV files and none of the tables; name the sheet",
            folder.display()
        )),
    }
}

fn merge_summary(merged: &Merged, arguments: &Arguments) -> String {
    let counted = |(list, count): (&&str, &usize)| match (*count, *list) {
        (1, "parties") => "1 party".to_string(),
        (1, "territories") => "1 territory".to_string(),
        (1, "stories") => "1 story".to_string(),
        (1, list) => format!("1 {}", list.trim_end_matches('s')),
        (count, list) => format!("{count} {list}"),
    };
    let added: Vec<String> = merged.added.iter().map(counted).collect();
    let added = if added.is_empty() { "nothing".to_string() } else { added.join(", ") };
    let differ = if arguments.replace { "replaced" } else { "differ and were kept" };
    let mut text = format!(
        "{added} added; {} field{} filled; {} {differ}",
        merged.filled,
        if merged.filled == 1 { "" } else { "s" },
        merged.differ
    );
    if arguments.output.is_none() {
        text.push_str("; nothing was written (-o FILE writes it)");
    }
    text
}

/// Files in the order of the tables.
fn rank(file: &str) -> usize {
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".csv");
    TABLES.iter().position(|table| table.name == stem).unwrap_or(TABLES.len())
}
