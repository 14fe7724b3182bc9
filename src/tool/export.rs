//! `atlas export`: a dataset in other formats.

use crate::data::words::{Confidence, DealType, Level};
use crate::data::{Catalog, LoadError, PartyIx, Severity};
use crate::dates::Day;
use crate::formats::about::{About, file_name};
use crate::formats::graph::{self, Choice};
use crate::formats::rows::{self, Form};
use crate::formats::subset::subset;
use crate::formats::{cytoscape, gephi, gexf, graphml, jgf, json, sheet, tables};
use crate::query::table;
use crate::rights::{Compiled, Options};
use crate::state::{DateChoice, Filters, State};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write a dataset in another format
///
/// `tables` holds the whole dataset and can be imported again without loss; every other format is a view that
/// says of itself which day and filters it was made for and what it leaves out. Exit status: 0, or 2 if
/// something cannot be read, written or made sense of.
#[derive(Args)]
pub struct Arguments {
    /// The dataset
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The format
    #[arg(long, value_enum)]
    to: Format,
    /// Where to: a file, or a folder for formats of several files [default: standard output, for one file]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Only what may be in force on a day, month or year, or in a period a/b; for csv the day of the status
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// The dataset as it was known on a day
    #[arg(long, value_name = "DAY")]
    known: Option<String>,
    /// Only deals of these types, with commas
    #[arg(long = "type", value_delimiter = ',')]
    types: Vec<String>,
    /// Only grants of these levels of exclusivity
    #[arg(long, value_delimiter = ',')]
    exclusivity: Vec<String>,
    /// Only deals known this well
    #[arg(long, value_delimiter = ',')]
    confidence: Vec<String>,
    /// Only grants that reach these codes or groups
    #[arg(long, value_delimiter = ',')]
    territory: Vec<String>,
    /// Only deals with a party from these countries
    #[arg(long, value_delimiter = ',')]
    country: Vec<String>,
    /// What graph formats leave out otherwise
    #[arg(long, value_enum, value_delimiter = ',')]
    with: Vec<With>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The Data Package: datapackage.json and a CSV file for each table
    Tables,
    /// One CSV file with a row for each grant, for people with a spreadsheet
    Sheet,
    /// deals.csv and parties.csv: the table's rows
    Csv,
    /// The table's rows as a dataset of their own, with what they need
    Json,
    /// GEXF 1.3, dynamic
    Gexf,
    /// `GraphML`
    Graphml,
    /// Cytoscape JSON
    Cytoscape,
    /// JSON Graph Format 2.1
    Jgf,
    /// nodes.csv and edges.csv for Gephi
    Gephi,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum With {
    /// Who holds shares in whom
    Ownership,
}

/// Exports, and says what went wrong.
pub fn run(arguments: &Arguments) -> ExitCode {
    match export(arguments) {
        Ok(said) => {
            anstream::eprint!("{said}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            anstream::eprintln!("atlas: {}", super::check::plain(&message));
            ExitCode::from(2)
        }
    }
}

/// What an export gives: files, and what they say of themselves.
struct Made {
    /// Names and contents. A single file has no folder.
    files: Vec<(String, String)>,
    about: Option<About>,
    extension: Option<&'static str>,
}

fn export(arguments: &Arguments) -> Result<String, String> {
    let name = arguments.file.display();
    let bytes = super::import_files::read(&arguments.file)
        .map_err(|error| format!("{name} cannot be opened: {error}"))?;
    let loaded = Catalog::load(&bytes).map_err(|error: LoadError| format!("{name}: {error}"))?;
    let errors = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let catalog = loaded.catalog;
    let choice = choice(arguments, &catalog)?;
    let made = make(arguments, &catalog, &choice)?;
    let mut said = write(arguments, &made)?;
    if errors > 0 && arguments.to != Format::Tables {
        said.push_str(&format!(
            "atlas: {name} has {errors} errors; records that cannot be read are left out. “atlas check” lists them.\n"
        ));
    }
    Ok(said)
}

fn choice(arguments: &Arguments, catalog: &Catalog) -> Result<Choice, String> {
    let date = match &arguments.date {
        Some(text) => Some(DateChoice::parse(text).ok_or_else(|| {
            format!(
                "“{text}” is not a date to show: write 2018-03-10, 2018-03, 2018 or a period 2018-01/2018-03"
            )
        })?),
        None => None,
    };
    let known = match &arguments.known {
        Some(text) => {
            Some(Day::parse(text).ok_or_else(|| format!("“{text}” is not a day: write 2018-03-10"))?)
        }
        None => None,
    };
    let known_place = |place: &String| {
        let group = catalog.territories.iter().any(|group| group.id.as_str() == place);
        group || place == "Worldwide" || crate::data::codes::territory(place).is_some()
    };
    if let Some(unknown) =
        arguments.territory.iter().chain(&arguments.country).find(|place| !known_place(place))
    {
        return Err(format!("“{unknown}” is no territory code and no group of this dataset"));
    }
    let filters = Filters {
        types: words("type", &arguments.types, DealType::from_word)?,
        exclusivity: words("exclusivity", &arguments.exclusivity, Level::from_word)?,
        confidence: words("confidence", &arguments.confidence, Confidence::from_word)?,
        territory: arguments.territory.clone(),
        country: arguments.country.clone(),
    };
    Ok(Choice { date, known, filters, ownership: arguments.with.contains(&With::Ownership) })
}

fn words<T>(key: &str, words: &[String], read: fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    words
        .iter()
        .map(|word| read(word).ok_or_else(|| format!("“{word}” is no {key} of this format")))
        .collect()
}

fn make(arguments: &Arguments, catalog: &Catalog, choice: &Choice) -> Result<Made, String> {
    if arguments.to == Format::Tables {
        if choice.date.is_some() || choice.known.is_some() || !choice.filters.is_empty() || choice.ownership {
            return Err(
                "tables hold the whole dataset; dates and filters are for the other formats".to_string()
            );
        }
        return Ok(Made { files: tables::package(catalog.document.json()), about: None, extension: None });
    }
    let compiled = Compiled::new(catalog, Options { presume: true, known: choice.known });
    let one = |extension, text: String, about| {
        let files = vec![(String::new(), text)];
        Ok(Made { files, about: Some(about), extension: Some(extension) })
    };
    let of_graph = |extension, write: fn(&graph::Graph) -> String| {
        let graph = graph::graph(catalog, &compiled, choice);
        one(extension, write(&graph), graph.about)
    };
    match arguments.to {
        Format::Tables | Format::Csv => Ok(of_table(catalog, &compiled, choice)),
        Format::Json => {
            let (state, shown) = rows_of(catalog, &compiled, choice);
            let mut about = graph::about(catalog, choice);
            about.date = format!("every deal, opening on {}", state.date.written());
            one("json", subset(catalog, &shown, &state, ""), about)
        }
        Format::Sheet => {
            let about = with_left_out(graph::about(catalog, choice), &sheet::LEFT_OUT);
            one("csv", sheet::write(catalog, &compiled, choice), about)
        }
        Format::Gexf => of_graph("gexf", gexf::write),
        Format::Graphml => of_graph("graphml", graphml::write),
        Format::Cytoscape => of_graph("cyjs", cytoscape::write),
        Format::Jgf => of_graph("jgf.json", jgf::write),
        Format::Gephi => {
            let graph = graph::graph(catalog, &compiled, choice);
            let files = gephi::write(&graph).map(|(name, text)| (name.to_string(), text));
            Ok(described("gephi", files.to_vec(), graph.about))
        }
    }
}

/// The table's rows: of the day that is asked for, else of the day on which the page opens.
fn rows_of(catalog: &Catalog, compiled: &Compiled, choice: &Choice) -> (State, Vec<table::Row>) {
    let mut state = State::opening(catalog, compiled);
    if let Some(date) = &choice.date {
        state.date = date.clone();
    }
    (state.known, state.filters) = (choice.known, choice.filters.clone());
    let shown = table::rows(catalog, compiled, &state);
    (state, shown)
}

fn of_table(catalog: &Catalog, compiled: &Compiled, choice: &Choice) -> Made {
    let (state, shown) = rows_of(catalog, compiled, choice);
    let stand = |party: &PartyIx| {
        let ends = |row: &table::Row| {
            row.from.contains(party) || row.to.contains(party) || row.catalogue.contains(party)
        };
        choice.filters.is_empty() || shown.iter().any(ends)
    };
    let parties: Vec<PartyIx> = (0..catalog.parties.len() as u32).map(PartyIx).filter(stand).collect();
    let as_of = state.date.written();
    let files = vec![
        ("deals.csv".to_string(), rows::deals(catalog, &shown, &as_of, Form::Csv)),
        ("parties.csv".to_string(), rows::parties(catalog, &parties, Form::Csv)),
    ];
    let mut about = graph::about(catalog, choice);
    about.date = format!("every deal, with its status on {as_of}");
    let left_out = [
        "One row is one deal: its grants are taken together.",
        "Left out: terms but for exclusivity and dates, competing values, what deals do to others, evidence but for the \
         number of sources.",
    ];
    described("csv", files, with_left_out(about, &left_out))
}

fn with_left_out(mut about: About, sentences: &[&str]) -> About {
    about.left_out.extend(sentences.iter().map(ToString::to_string));
    about
}

/// Files of rows with a `datapackage.json` beside them, which says what they are:
/// CSV has no place for it.
fn described(what: &str, mut files: Vec<(String, String)>, about: About) -> Made {
    let resource = |(name, _): &(String, String)| {
        json!({
            "name": name.trim_end_matches(".csv"), "path": name, "type": "table",
            "mediatype": "text/csv", "encoding": "utf-8",
        })
    };
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": format!("{}-view", what),
        "title": about.title,
        "description": format!(
            "{} Text that begins with =, +, -, @, a tab, an end of line or NUL has an apostrophe in front.", about.text()
        ),
        "resources": files.iter().map(resource).collect::<Vec<_>>(),
    });
    files.push(("datapackage.json".to_string(), json::pretty(&package)));
    Made { files, about: Some(about), extension: None }
}

/// Writes the files; gives what to tell the person.
fn write(arguments: &Arguments, made: &Made) -> Result<String, String> {
    let described = |said: &mut String| {
        if let Some(about) = &made.about {
            for line in about.lines() {
                said.push_str(&format!("  {}\n", super::check::plain(&line)));
            }
        }
    };
    let mut said = String::new();
    match (made.extension, &arguments.output) {
        (Some(_), None) => {
            // A reader that closed the pipe has seen enough.
            let _ = std::io::stdout().write_all(made.files[0].1.as_bytes());
            if arguments.to == Format::Sheet {
                described(&mut said);
            }
        }
        (Some(extension), Some(path)) => {
            let path = if path.is_dir() {
                let checked = made.about.as_ref().map_or("", |about| about.checked.as_str());
                path.join(file_name(if extension == "csv" { "sheet" } else { "graph" }, checked, extension))
            } else {
                path.clone()
            };
            save(&path, &made.files[0].1)?;
            said.push_str(&format!("wrote {}\n", path.display()));
            described(&mut said);
        }
        (None, None) => return Err("this format has several files: name a folder with -o".to_string()),
        (None, Some(folder)) => {
            std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
            for (name, text) in &made.files {
                save(&folder.join(name), text)?;
            }
            said.push_str(&format!("wrote {} files to {}\n", made.files.len(), folder.display()));
            described(&mut said);
        }
    }
    Ok(said)
}

fn save(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|error| format!("{} cannot be written: {error}", path.display()))
}
