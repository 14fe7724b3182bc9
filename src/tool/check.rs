//! `atlas check`: every finding with file, line and column.

use super::found::{Found, all, repetitions};
use super::sarif::as_sarif;
use crate::data::locate::{Locator, Place};
use crate::data::{Catalog, Finding, LoadError, Severity};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::Range;
use std::path::PathBuf;
use std::process::ExitCode;

/// Check datasets: what cannot be read, refers to nothing or looks mistyped, and records that contradict each other
///
/// Format and references, twenty-five checks of records (dates, evidence, identifiers …), and eighteen kinds of
/// contradictions between deals. A record that is right all the same lists the code in `x_lint_ok`,
/// with an `x_lint_reason`. Exit status: 0 without errors (warnings are allowed), 1 with errors, 2 if a file cannot be opened
/// or is no dataset at all.
#[derive(Args)]
pub struct Arguments {
    /// Datasets to check
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show every note, not only the first of each kind
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: each finding with its line
    Text,
    /// For programs: one list of objects
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
}

/// Checks the files and writes what is found.
pub fn run(arguments: &Arguments) -> ExitCode {
    let (mut reports, mut unreadable) = (Vec::new(), false);
    for path in &arguments.files {
        let name = path.display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => reports.push(check(&name, &bytes)),
            Err(error) => {
                anstream::eprintln!("atlas: {} cannot be opened: {error}", plain(&name));
                unreadable = true;
            }
        }
    }
    unreadable |= reports.iter().any(|report| report.is_refused);
    let written = match arguments.format {
        // A count of nothing would read as if all were well.
        Format::Text if reports.is_empty() => String::new(),
        Format::Text => as_text(&reports, &Renderer::styled(), arguments.all),
        Format::Json => as_json(&reports),
        Format::Sarif => as_sarif(&reports),
    };
    // A reader that closed the pipe has seen enough.
    let _ = anstream::stdout().write_all(written.as_bytes());
    let errors = reports.iter().any(|report| report.count(Severity::Error) > 0);
    ExitCode::from(if unreadable { 2 } else { u8::from(errors) })
}

/// Notes of one code that are shown of a file, unless all are wanted.
const MOST_NOTES: usize = 3;

/// Further records of a finding that are shown with their lines.
const MOST_OTHERS: usize = 3;

/// What was found in one file.
pub struct Report {
    file: String,
    text: String,
    found: Vec<Located>,
    /// Whether it is no dataset at all.
    is_refused: bool,
}

/// A finding and where it stands.
pub(super) struct Located {
    pub(super) finding: Finding,
    /// The same in every version of the file: ids, where a pointer has places.
    pub(super) name: String,
    pub(super) spot: Spot,
    /// Further records that it is about, each with its id.
    pub(super) others: Vec<(String, String, Spot)>,
}

/// A place in a file.
pub(super) struct Spot {
    pub(super) line: usize,
    pub(super) column: usize,
    /// Bytes of the line, and those to mark, unless the place is not known.
    mark: Option<(Range<usize>, Range<usize>)>,
}

/// Checks one dataset. The name is only for messages.
pub fn check(file: &str, bytes: &[u8]) -> Report {
    let file = file.to_string();
    let mut all = match Catalog::load(bytes) {
        Ok(loaded) => all(loaded),
        Err(error) => return refused(file, bytes, &error),
    };
    let text = without_mark(&String::from_utf8_lossy(bytes)).to_string();
    let locator = Locator::new(&text);
    all.extend(repetitions(&text, &locator));
    let mut found: Vec<Located> = all.into_iter().map(|found| locate(&locator, found)).collect();
    found.sort_by_key(|located| (located.spot.line, located.spot.column));
    Report { file, text, found, is_refused: false }
}

impl Report {
    /// The file as it was named.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// Every finding with the name of the file.
    pub(super) fn located(&self) -> impl Iterator<Item = (&str, &Located)> {
        self.found.iter().map(|located| (self.file.as_str(), located))
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|located| located.finding.severity == severity).count()
    }
}

/// The report of a file that is no dataset: one error.
fn refused(file: String, bytes: &[u8], error: &LoadError) -> Report {
    let text = without_mark(&String::from_utf8_lossy(bytes)).to_string();
    let (line, column, mark) = match error {
        LoadError::NotJson { line, column, .. } => {
            // The parser counts bytes of a line; a person counts characters.
            let locator = Locator::new(&text);
            let offset = floor(&text, locator.line(*line).start + column.saturating_sub(1));
            let (line, column) = locator.position(offset);
            (line, column, Some((locator.line(line), offset..offset)))
        }
        LoadError::WrongFormat { .. } => {
            let locator = Locator::new(&text);
            let Place { line, column, value, .. } = locator.place("/format");
            (line, column, Some((locator.line(line), value)))
        }
        _ => (1, 1, None),
    };
    let fix = match error {
        LoadError::TooLarge { .. } => "Split it, or remove what is not needed.",
        LoadError::NotUtf8 { .. } => "Save it as UTF-8.",
        LoadError::NotJson { .. } => "Correct the JSON there.",
        LoadError::NotAnObject => "Write one object with “format”, “meta”, “parties”, “deals” and “sources”.",
        LoadError::WrongFormat { .. } => "Write \"format\": \"catalog-atlas/1\".",
    };
    let finding = Finding {
        code: "not-a-dataset",
        severity: Severity::Error,
        pointer: String::new(),
        message: match error {
            // The place stands above the line.
            LoadError::NotJson { reason, .. } => format!("The file is not JSON: {reason}."),
            other => sentence(&other.to_string()),
        },
        fix: Some(fix.to_string()),
    };
    let spot = Spot { line, column, mark };
    let located = Located { name: String::new(), finding, spot, others: Vec::new() };
    Report { file, text, found: vec![located], is_refused: true }
}

fn locate(locator: &Locator<'_>, Found { finding, name, others }: Found) -> Located {
    let of_name = matches!(finding.code, "unknown-field" | "repeated-field");
    let spot = spot(locator, &finding.pointer, of_name);
    let others = others.into_iter().map(|(id, pointer)| {
        let spot = self::spot(locator, &pointer, false);
        (id, pointer, spot)
    });
    Located { finding, name, spot, others: others.collect() }
}

/// Where a pointer leads; to the name of the value if that is what is wrong.
fn spot(locator: &Locator<'_>, pointer: &str, of_name: bool) -> Spot {
    let Place { line, column, value, key, exact } = locator.place(pointer);
    let (mark, line, column) = match key {
        Some(key) if exact && of_name => {
            let (line, column) = locator.position(key.start);
            (key, line, column)
        }
        _ => (value, line, column),
    };
    Spot { line, column, mark: Some((locator.line(line), mark)) }
}

/// All findings for people, and a line that counts them.
pub fn as_text(reports: &[Report], renderer: &Renderer, all_notes: bool) -> String {
    let renderer = renderer.clone().decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for report in reports {
        let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
        for located in &report.found {
            if located.finding.severity == Severity::Note && !all_notes {
                let shown = notes.entry(located.finding.code).or_default();
                *shown += 1;
                if *shown > MOST_NOTES {
                    continue;
                }
            }
            out += &renderer.render(&[group(report, located)]);
            out += "\n\n";
        }
        for (code, count) in notes.into_iter().filter(|(_, count)| *count > MOST_NOTES) {
            let more = count - MOST_NOTES;
            let _ = writeln!(out, "note[{code}]: {more} more in {}; --all shows them\n", plain(&report.file));
        }
    }
    let count = |severity, one: &str| {
        let count: usize = reports.iter().map(|report| report.count(severity)).sum();
        format!("{count} {one}{}", if count == 1 { "" } else { "s" })
    };
    let _ = write!(out, "{}, {}", count(Severity::Error, "error"), count(Severity::Warning, "warning"));
    if reports.iter().any(|report| report.count(Severity::Note) > 0) {
        let _ = write!(out, ", {}", count(Severity::Note, "note"));
    }
    out.push('\n');
    out
}

fn group<'a>(report: &'a Report, located: &'a Located) -> Group<'a> {
    let finding = &located.finding;
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(plain(&finding.message)).id(finding.code);
    let file = plain(&report.file);
    let mut group = shown(Group::with_title(title), report, file.clone(), &located.spot, None);
    for (id, _, spot) in located.others.iter().take(MOST_OTHERS) {
        group = shown(group, report, file.clone(), spot, Some(plain(id)));
    }
    if let Some(fix) = &finding.fix {
        group = group.element(Level::HELP.message(plain(fix)));
    }
    group
}

/// Adds a place: the one that a finding is at, or one of another record, which has a label.
fn shown<'a>(
    group: Group<'a>,
    report: &'a Report,
    file: String,
    spot: &Spot,
    label: Option<String>,
) -> Group<'a> {
    let origin = Origin::path(file.clone()).line(spot.line).char_column(spot.column);
    let Some((line, mark)) = &spot.mark else { return group.element(origin) };
    let (shown, mark, whole) = excerpt(&report.text, line, mark);
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let snippet = Snippet::source(shown).line_start(spot.line).annotation(kind.span(mark).label(label));
    if whole {
        group.element(snippet.path(file))
    } else {
        // The snippet cannot know the column of a line that it sees in part.
        group.element(origin).element(snippet)
    }
}

/// The marked part of a line, and whether it is the whole line. Files may be
/// one line of many megabytes, and values may span many lines.
fn excerpt<'t>(text: &'t str, line: &Range<usize>, mark: &Range<usize>) -> (&'t str, Range<usize>, bool) {
    const AROUND: usize = 160;
    let line_end = line.start + text[line.clone()].trim_end_matches('\r').len();
    let (start, end) = if line.len() <= 8 * AROUND {
        (line.start, line_end.max(mark.start))
    } else {
        let start = floor(text, mark.start.saturating_sub(AROUND)).max(line.start);
        (start, floor(text, mark.start + AROUND).min(line_end).max(mark.start))
    };
    let mark = mark.start - start..mark.end.clamp(mark.start, end) - start;
    (&text[start..end], mark, start == line.start && end == line_end)
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Text of the data without characters that would steer a terminal.
pub(super) fn plain(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

/// One finding as programs read it.
#[derive(Serialize)]
struct Row<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    pointer: &'a str,
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    fix: Option<&'a str>,
}

/// All findings for programs.
pub fn as_json(reports: &[Report]) -> String {
    let rows: Vec<Row<'_>> = reports
        .iter()
        .flat_map(|report| report.found.iter().map(move |located| (report, located)))
        .map(|(report, Located { finding, spot, .. })| Row {
            file: &report.file,
            line: spot.line,
            column: spot.column,
            pointer: &finding.pointer,
            code: finding.code,
            severity: finding.severity.word(),
            message: &finding.message,
            fix: finding.fix.as_deref(),
        })
        .collect();
    // A list of plain rows always has a JSON form.
    let mut out = serde_json::to_string_pretty(&rows).unwrap_or_default();
    out.push('\n');
    out
}
