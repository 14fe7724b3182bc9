//! `atlas check`: every finding with file, line and column.

use super::findings::compile;
use super::sarif::as_sarif;
use crate::data::load::Loaded;
use crate::data::locate::{Locator, Place};
use crate::data::read::is_silenced;
use crate::data::{Catalog, Finding, LoadError, Severity};
use crate::i18n::Locale;
use crate::lint::lint;
use crate::query::contradiction::said;
use crate::rights::Compiled;
use crate::rights::findings::{Contradiction, findings as contradictions};
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

/// Check datasets: what cannot be read, what refers to nothing, what looks mistyped
///
/// Exit status: 0 without errors (warnings are allowed), 1 with errors, 2 if a file cannot be opened.
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
    let written = match arguments.format {
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

/// What was found in one file.
pub struct Report {
    file: String,
    text: String,
    found: Vec<Located>,
}

/// A finding and where it stands.
pub(super) struct Located {
    pub(super) finding: Finding,
    pub(super) line: usize,
    pub(super) column: usize,
    /// Bytes of the line, and those to mark, unless the place is not known.
    mark: Option<(Range<usize>, Range<usize>)>,
}

/// Checks one dataset. The name is only for messages.
pub fn check(file: &str, bytes: &[u8]) -> Report {
    let file = file.to_string();
    let findings = match Catalog::load(bytes) {
        Ok(loaded) => all(loaded),
        Err(error) => return refused(file, bytes, &error),
    };
    let text = without_mark(&String::from_utf8_lossy(bytes)).to_string();
    let locator = Locator::new(&text);
    let mut found: Vec<Located> = findings.into_iter().map(|finding| locate(&locator, finding)).collect();
    found.sort_by_key(|located| (located.line, located.column));
    Report { file, text, found }
}

/// What the loader found, then the checks of records, then contradictions.
fn all(loaded: Loaded) -> Vec<Finding> {
    let Loaded { catalog, mut findings } = loaded;
    let compiled = compile(&catalog, None);
    findings.extend(lint(&catalog, &compiled));
    let contradictions = contradictions(&catalog, &compiled);
    findings.extend(contradictions.list.iter().filter_map(|found| contradiction(&catalog, &compiled, found)));
    for (party, more) in &contradictions.cut {
        let id = &catalog.party(*party).id;
        findings.push(Finding {
            code: "too-many",
            severity: Severity::Note,
            pointer: catalog.party(*party).pointer.clone(),
            message: format!("At least {more} more pairs in the catalogue of “{id}” contradict each other; they are not listed."),
            fix: Some("Mend those listed, then check again.".to_string()),
        });
    }
    findings
}

/// A contradiction at its first record, unless one of its records says that it is right.
fn contradiction(catalog: &Catalog, compiled: &Compiled, found: &Contradiction) -> Option<Finding> {
    let said = said(catalog, compiled, found, Locale::En);
    let first = found.grants.first().map(|id| id.split('#').next().unwrap_or(id));
    let deal = first.and_then(|id| catalog.deal_ix(id));
    let pointer = deal.map(|ix| {
        let deal = catalog.deal(ix);
        let place =
            found.links.iter().map(|link| &compiled.grants[*link as usize]).find(|link| link.deal == ix);
        let grant = place.map(|link| format!("{}/grants/{}", deal.pointer, link.grant));
        grant
            .filter(|pointer| catalog.document.pointer(pointer).is_some())
            .unwrap_or_else(|| deal.pointer.clone())
    });
    let finding = Finding {
        code: found.code.word(),
        severity: found.severity,
        pointer: pointer.unwrap_or_default(),
        message: format!("{} {} ({})", said.sentence, said.reason, found.grants.join(", ")),
        fix: Some(said.hint),
    };
    let silenced = found.deals.iter().any(|deal| {
        let pointer = catalog.deal(*deal).pointer.clone();
        is_silenced(&catalog.document, &Finding { pointer, ..finding.clone() })
    });
    (!silenced).then_some(finding)
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
    Report { file, text, found: vec![Located { finding, line, column, mark }] }
}

fn locate(locator: &Locator<'_>, finding: Finding) -> Located {
    let Place { line, column, value, key, exact } = locator.place(&finding.pointer);
    let (mark, line, column) = match key {
        // The name is what is wrong with an unknown field.
        Some(key) if exact && finding.code == "unknown-field" => {
            let (line, column) = locator.position(key.start);
            (key, line, column)
        }
        _ => (value, line, column),
    };
    Located { finding, line, column, mark: Some((locator.line(line), mark)) }
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
    let origin = Origin::path(plain(&report.file)).line(located.line).char_column(located.column);
    let mut group = match &located.mark {
        None => title.element(origin),
        Some((line, mark)) => {
            let (shown, mark, whole) = excerpt(&report.text, line, mark);
            let snippet = Snippet::source(shown).line_start(located.line);
            let snippet = snippet.annotation(AnnotationKind::Primary.span(mark));
            if whole {
                title.element(snippet.path(plain(&report.file)))
            } else {
                // The snippet cannot know the column of a line that it sees in part.
                title.element(origin).element(snippet)
            }
        }
    };
    if let Some(fix) = &finding.fix {
        group = group.element(Level::HELP.message(plain(fix)));
    }
    group
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
        .map(|(report, Located { finding, line, column, .. })| Row {
            file: &report.file,
            line: *line,
            column: *column,
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
