//! `atlas findings`: what cannot all be complete and right (rights.md, section 9).

use super::check::plain;
use crate::data::Catalog;
use crate::dates::Day;
use crate::i18n::Locale;
use crate::query::contradiction::said;
use crate::rights::findings::{Contradiction, Details, Findings, findings};
use crate::rights::{Compiled, Options, Status};
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// List records that cannot all be complete and right
///
/// Exit status: 0 also with findings, 2 if the file cannot be read.
#[derive(Args)]
pub struct Arguments {
    /// A dataset
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// As the file was known on this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    known: Option<Day>,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people: a sentence, a reason and a hint for each
    Text,
    /// For programs: one list of objects
    Json,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write a day such as 2018-02-09".to_string())
}

/// Reads the file and writes what is found.
pub fn run(arguments: &Arguments) -> ExitCode {
    let name = arguments.file.display().to_string();
    let refuse = |reason: &dyn std::fmt::Display| {
        anstream::eprintln!("atlas: {}: {reason}", plain(&name));
        ExitCode::from(2)
    };
    let bytes = match std::fs::read(&arguments.file) {
        Ok(bytes) => bytes,
        Err(error) => return refuse(&error),
    };
    let catalog = match Catalog::load(&bytes) {
        Ok(loaded) => loaded.catalog,
        Err(error) => return refuse(&error),
    };
    let compiled = compile(&catalog, arguments.known);
    let found = findings(&catalog, &compiled);
    let written = match arguments.format {
        Format::Text => as_text(&catalog, &compiled, &found),
        Format::Json => as_json(&catalog, &found),
    };
    // A reader that closed the pipe has seen enough.
    let _ = anstream::stdout().write_all(written.as_bytes());
    ExitCode::SUCCESS
}

/// A dataset as known on a day. Presumptions play no part in findings.
pub fn compile(catalog: &Catalog, known: Option<Day>) -> Compiled {
    Compiled::new(catalog, Options { presume: false, known })
}

/// All findings for people, in English.
pub fn as_text(catalog: &Catalog, compiled: &Compiled, found: &Findings) -> String {
    let mut out = String::new();
    for finding in &found.list {
        let said = said(catalog, compiled, finding, Locale::En);
        out += &format!("{} ({}): {}\n", finding.code.word(), value(finding), finding.grants.join(", "));
        out +=
            &format!("  {}\n  {}\n  {}\n\n", plain(&said.sentence), plain(&said.reason), plain(&said.hint));
    }
    for (party, more) in &found.cut {
        let id = &catalog.party(*party).id;
        out += &format!("{id}: at least {more} more pairs in this catalogue are not listed\n\n");
    }
    let count = found.list.len();
    out += &format!("{count} finding{}\n", if count == 1 { "" } else { "s" });
    out
}

/// All findings for programs, in the shape of `expected.json`.
pub fn as_json(catalog: &Catalog, found: &Findings) -> String {
    let rows: Vec<Value> = found.list.iter().map(|finding| row(catalog, finding)).collect();
    // A list of plain rows always has a JSON form.
    let mut out = serde_json::to_string_pretty(&rows).unwrap_or_default();
    out.push('\n');
    out
}

fn value(finding: &Contradiction) -> &'static str {
    if finding.value == Status::Certain { "certain" } else { "possible" }
}

/// One finding in the shape of `expected.json`.
pub fn row(catalog: &Catalog, finding: &Contradiction) -> Value {
    let mut row = Map::new();
    let mut put = |key: &str, value: Value| row.insert(key.to_string(), value);
    put("code", json!(finding.code.word()));
    put("value", json!(value(finding)));
    put("grants", json!(finding.grants.iter().map(|id| &**id).collect::<Vec<&str>>()));
    let party = |party| json!(catalog.party(party).id.as_str());
    let parties = |of: &[crate::data::PartyIx]| {
        let mut ids: Vec<&str> = of.iter().map(|of| catalog.party(*of).id.as_str()).collect();
        ids.sort_unstable();
        json!(ids)
    };
    match &finding.details {
        Details::Nothing => {}
        Details::Region { region, .. } => {
            let day = |day: Day| if day.is_finite() { json!(day.to_string()) } else { Value::Null };
            let region = json!({
                "catalogue": parties(&region.catalogues),
                "territory": region.territory.map(crate::rights::Territories::codes),
                "from": day(region.from),
                "to": day(region.to),
            });
            put("region", region);
        }
        Details::Service(service) => drop(put("party", party(*service))),
        Details::Excess { dimension, excess } => {
            put("dimension", json!(dimension.word()));
            put("excess", json!(excess));
        }
        Details::At(end) => drop(put("at", json!(end.word()))),
        Details::Catalogues { of, .. } => drop(put("catalogue", parties(of))),
        Details::Party(named, end) => {
            put("party", party(*named));
            put("at", json!(end.word()));
        }
        Details::Day(named, day) => {
            put("party", party(*named));
            put("day", json!(day.to_string()));
        }
        Details::Order(order) => drop(put("order", json!(catalog.deal(*order).id.as_str()))),
    }
    Value::Object(row)
}
