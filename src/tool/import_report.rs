//! What an import says of each row, for people and for programs.

use super::check::plain;
use crate::data::Severity;
use crate::formats::tables::Problem;
use serde_json::{Map, Value, json};

/// All problems for people, and a line that counts.
pub fn as_text(problems: &[Problem], summary: &str) -> String {
    let mut out = String::new();
    for problem in problems {
        let place = match (problem.row, problem.column.as_str()) {
            (0, "") => plain(&problem.file),
            (0, column) => format!("{}: {}", plain(&problem.file), plain(column)),
            (row, "") => format!("{}: row {row}", plain(&problem.file)),
            (row, column) => format!("{}: row {row}, column {}", plain(&problem.file), plain(column)),
        };
        out += &format!(
            "{}[{}]: {}\n  --> {place}\n",
            problem.severity.word(),
            problem.code,
            plain(&problem.message)
        );
        if let Some(fix) = &problem.fix {
            out += &format!("  = help: {}\n", plain(fix));
        }
        out.push('\n');
    }
    let count = |severity, one: &str| {
        let count = problems.iter().filter(|problem| problem.severity == severity).count();
        format!("{count} {one}{}", if count == 1 { "" } else { "s" })
    };
    let counts =
        [count(Severity::Error, "error"), count(Severity::Warning, "warning"), count(Severity::Note, "note")];
    out += &format!("{summary}; {}\n", counts.join(", "));
    out
}

/// All problems for programs.
pub fn as_json(problems: &[Problem]) -> String {
    let row = |problem: &Problem| {
        let mut row = Map::new();
        for (name, value) in [
            ("file", json!(problem.file)),
            ("row", json!(problem.row)),
            ("column", json!(problem.column)),
            ("code", json!(problem.code)),
            ("severity", json!(problem.severity.word())),
            ("message", json!(problem.message)),
            ("fix", json!(problem.fix)),
        ] {
            row.insert(name.to_string(), value);
        }
        Value::Object(row)
    };
    let rows: Vec<Value> = problems.iter().map(row).collect();
    let mut out = serde_json::to_string_pretty(&rows).unwrap_or_default();
    out.push('\n');
    out
}
