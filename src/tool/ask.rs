//! `atlas ask`: could a party offer a catalogue, somewhere, on a day (rights.md, sections 1 to 8).

use super::check::plain;
use super::countries::country;
use crate::data::Catalog;
use crate::data::suggest::nearest;
use crate::dates::Day;
use crate::i18n::Locale;
use crate::query::answer::{Asked, Speaker, clashing, mistake, question};
use crate::query::{contradiction, names};
use crate::rights::engine::Use;
use crate::rights::findings::{Findings, findings};
use crate::rights::{Answer, Compiled, Engine, Options, Status};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Ask whether a party could offer a catalogue in a territory on a day
///
/// Exit status: 0 with an answer (also with "no"), 1 if a question cannot be
/// understood, 2 if a file cannot be read.
#[derive(Args)]
pub struct Arguments {
    /// A dataset
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Who would offer it: an id
    #[arg(value_name = "PARTY", required_unless_present = "questions")]
    party: Option<String>,
    /// Whose catalogue: an id
    #[arg(value_name = "CATALOGUE", required_unless_present = "questions")]
    catalogue: Option<String>,
    /// Where: a code of ISO 3166-1
    #[arg(value_name = "TERRITORY", required_unless_present = "questions")]
    territory: Option<String>,
    /// When: a day such as 2018-03-10
    #[arg(value_name = "DATE", required_unless_present = "questions")]
    date: Option<String>,
    /// A DDEX use type
    #[arg(long = "use", value_name = "USE")]
    usage: Option<String>,
    /// `recording` or another layer
    #[arg(long, value_name = "LAYER")]
    layer: Option<String>,
    /// As the file was known on this day
    #[arg(long, value_name = "DATE")]
    known: Option<String>,
    /// Without the dataset's presumptions
    #[arg(long)]
    strict: bool,
    /// A file with a list of questions, each an object with a `question` (see rights.md 1.2)
    #[arg(long, value_name = "Q.json", conflicts_with_all = ["party", "usage", "layer", "known", "strict"])]
    questions: Option<PathBuf>,
    /// How to write the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: sentences
    Text,
    /// For programs: an object, or a list of them in the order of the questions
    Json,
}

/// Reads the file, answers, and writes.
pub fn run(arguments: &Arguments) -> ExitCode {
    match answers(arguments) {
        Ok((written, understood)) => {
            // A reader that closed the pipe has seen enough.
            let _ = anstream::stdout().write_all(written.as_bytes());
            if understood { ExitCode::SUCCESS } else { ExitCode::from(1) }
        }
        Err(reason) => {
            anstream::eprintln!("atlas: {}", plain(&reason));
            ExitCode::from(2)
        }
    }
}

/// What to write, and whether every question was understood; else why a file cannot be read.
fn answers(arguments: &Arguments) -> Result<(String, bool), String> {
    let bytes = read(&arguments.file)?;
    let named = |reason: &dyn std::fmt::Display| format!("{}: {reason}", arguments.file.display());
    let catalog = Catalog::load(&bytes).map_err(|error| named(&error))?.catalog;
    let questions: Vec<Value> = match &arguments.questions {
        Some(path) => listed(path)?,
        None => vec![alone(arguments)],
    };
    let answered = answer_all(&catalog, &questions);
    let understood = answered.iter().all(Result::is_ok);
    if arguments.format == Format::Text {
        let several = arguments.questions.is_some();
        let text = |(reply, number): (&Result<Reply, Value>, usize)| match reply {
            Ok(reply) => reply.text.clone(),
            Err(refused) => {
                let which = if several { format!("Question {number}") } else { "The question".to_string() };
                let mistakes = refused["mistakes"].as_array().into_iter().flatten().filter_map(Value::as_str);
                mistakes.fold(String::new(), |out, it| {
                    out + &which + " cannot be understood: " + &plain(it) + "\n"
                })
            }
        };
        let texts: Vec<String> = answered.iter().zip(1..).map(text).collect();
        return Ok((texts.join("\n"), understood));
    }
    let mut values: Vec<Value> =
        answered.into_iter().map(|reply| reply.map_or_else(|refused| refused, |reply| reply.value)).collect();
    let whole = if arguments.questions.is_some() { Value::Array(values) } else { values.remove(0) };
    // A tree of plain values always has a JSON form.
    Ok((serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n", understood))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The questions of a file; what is none stays as it is, and is refused in its place.
fn listed(path: &Path) -> Result<Vec<Value>, String> {
    let wrong = |reason: &str| format!("{}: {reason}", path.display());
    let value: Value = serde_json::from_slice(&read(path)?).map_err(|error| wrong(&error.to_string()))?;
    let Value::Array(list) = value else {
        return Err(wrong("must be a list of objects with a “question”"));
    };
    Ok(list.into_iter().map(|item| item.get("question").cloned().unwrap_or(Value::Null)).collect())
}

/// The question of the command line as an object.
fn alone(arguments: &Arguments) -> Value {
    let mut question = json!({
        "party": arguments.party,
        "catalogue": arguments.catalogue,
        "territory": arguments.territory,
        "date": arguments.date,
    });
    let given = [("use", &arguments.usage), ("layer", &arguments.layer), ("known_on", &arguments.known)];
    for (key, value) in given {
        if let Some(value) = value {
            question[key] = json!(value);
        }
    }
    if arguments.strict {
        question["presume"] = json!(false);
    }
    question
}

/// An answer, written both ways.
struct Reply {
    value: Value,
    text: String,
}

/// The parts of a question (rights.md 1.2); the first ones are needed.
const FIELDS: [&str; 8] = ["party", "catalogue", "territory", "date", "use", "layer", "known_on", "presume"];
const NEEDED: usize = 4;

/// How a question wants the file to be read: with presumptions, as known on.
type Reading = (bool, Option<Day>);

/// The answers in the order of the questions; for one that cannot be understood
/// an object with the `mistakes`. The file is compiled once for each reading.
fn answer_all(catalog: &Catalog, questions: &[Value]) -> Vec<Result<Reply, Value>> {
    let readings: Vec<Result<Reading, Value>> = questions.iter().map(reading).collect();
    let mut answered: Vec<Option<Result<Reply, Value>>> = questions.iter().map(|_| None).collect();
    let distinct: BTreeSet<Reading> = readings.iter().filter_map(|reading| reading.clone().ok()).collect();
    for (presume, known) in distinct {
        let compiled = Compiled::new(catalog, Options { presume, known });
        let mut engine = Engine::new(catalog, &compiled);
        let found = findings(catalog, &compiled);
        engine.set_widened(found.widened());
        for ((object, reading), place) in questions.iter().zip(&readings).zip(&mut answered) {
            if *reading == Ok((presume, known)) {
                *place = Some(answer(catalog, &compiled, &engine, &found, object));
            }
        }
    }
    let refused = readings.into_iter().map(Result::err);
    answered.into_iter().zip(refused).filter_map(|(reply, refused)| reply.or(refused.map(Err))).collect()
}

fn refused(object: &Value, mistakes: &[String]) -> Value {
    json!({"question": object, "mistakes": mistakes})
}

/// What is no question at all: another type, fields that it does not have, text
/// that is none, and what is missing.
fn shape(object: &Value) -> Vec<String> {
    let Some(fields) = object.as_object() else {
        return vec!["there is no “question” object".to_string()];
    };
    let mut mistakes = Vec::new();
    for name in fields.keys().filter(|name| !FIELDS.contains(&name.as_str())) {
        let near = nearest(name, &mut FIELDS.into_iter()).map(|near| format!(" Did you mean “{near}”?"));
        mistakes.push(format!("“{name}” is no part of a question.{}", near.unwrap_or_default()));
    }
    for (place, name) in FIELDS.into_iter().enumerate() {
        match &object[name] {
            Value::Null if place < NEEDED => mistakes.push(format!("“{name}” is missing.")),
            Value::Null | Value::String(_) => {}
            _ if name == "presume" => {}
            other => mistakes.push(format!("“{name}” must be text in quotes, not {other}.")),
        }
    }
    mistakes
}

fn reading(object: &Value) -> Result<Reading, Value> {
    let mistakes = shape(object);
    if !mistakes.is_empty() {
        return Err(refused(object, &mistakes));
    }
    let known = match &object["known_on"] {
        Value::Null => None,
        other => match other.as_str().and_then(Day::parse) {
            Some(day) => Some(day),
            None => {
                return Err(refused(object, &[format!("known_on: {other} is not a day such as 2018-03-10")]));
            }
        },
    };
    match &object["presume"] {
        Value::Null => Ok((true, known)),
        Value::Bool(presume) => Ok((*presume, known)),
        other => Err(refused(object, &[format!("presume: {other} is neither true nor false")])),
    }
}

/// What a reader calls a territory: a name of the file, else that of the country.
fn place(catalog: &Catalog, code: &str) -> String {
    let named = names::place(catalog, code, Locale::En);
    named.unwrap_or_else(|| country(code).unwrap_or(code).to_string())
}

fn answer(
    catalog: &Catalog,
    compiled: &Compiled,
    engine: &Engine,
    found: &Findings,
    object: &Value,
) -> Result<Reply, Value> {
    let text = |key: &str| object[key].as_str();
    let asked = Asked {
        party: text("party").unwrap_or_default(),
        catalogue: text("catalogue").unwrap_or_default(),
        territory: text("territory").unwrap_or_default(),
        date: text("date").unwrap_or_default(),
        usage: text("use"),
        layer: text("layer"),
    };
    let question = question(catalog, engine, &asked).map_err(|mistakes| {
        let said: Vec<String> = mistakes.iter().map(|it| mistake(it, Locale::En)).collect();
        refused(object, &said)
    })?;
    let answer = engine.ask(&question);
    let territory = &*place(catalog, asked.territory);
    let usage = asked.usage.filter(|_| question.usage != Use::ON_DEMAND_STREAM);
    let speaker = Speaker { catalog, compiled, question: &question, territory, usage, locale: Locale::En };
    Ok(Reply { value: as_json(object, &answer, speaker), text: as_text(&answer, &asked, found, speaker) })
}

fn word(status: Status) -> &'static str {
    if status == Status::Certain { "yes" } else { status.word() }
}

/// An answer in the shape of `expected.json`, with the presumptions that its
/// best chain leans on and what is missing for a *no*.
fn as_json(question: &Value, answer: &Answer, speaker: Speaker) -> Value {
    let whole = |part: f64| if part.fract() == 0.0 { json!(part as u64) } else { json!(part) };
    let (min, max) = answer.coverage.percents();
    let chains: Vec<Vec<&str>> =
        answer.chains.iter().map(|chain| chain.steps.iter().map(|step| step.id.as_str()).collect()).collect();
    let best = answer.chains.first().filter(|_| answer.answer == Status::Presumed);
    let mut presumed: Vec<&str> = best
        .into_iter()
        .flat_map(|chain| &chain.steps)
        .flat_map(|step| &step.presumptions)
        .map(|presumption| presumption.word())
        .collect();
    presumed.sort_unstable();
    presumed.dedup();
    let said = speaker.said(answer).missing;
    let missing: Vec<Value> = answer
        .missing
        .iter()
        .zip(said)
        .map(|(why, said)| {
            let steps: Vec<&str> = why.steps.iter().map(|(_, id)| id.as_str()).collect();
            json!({"chain": steps, "step": steps.get(why.at), "condition": why.lack.condition.word(), "text": said})
        })
        .collect();
    json!({
        "question": question,
        "answer": word(answer.answer),
        "exclusive": word(answer.exclusive),
        "coverage": [whole(min), whole(max)],
        "chains": chains,
        "others": {
            "yes": answer.others.yes,
            "presumed": answer.others.presumed,
            "possible": answer.others.possible,
        },
        "gatekeeper": answer.gatekeeper,
        "presumed": presumed,
        "missing": missing,
    })
}

/// An answer in sentences: names, and beside them the ids to look them up or to ask again.
fn as_text(answer: &Answer, asked: &Asked, found: &Findings, speaker: Speaker) -> String {
    let Speaker { catalog, compiled, question, locale, .. } = speaker;
    let said = speaker.said(answer);
    let named = |name: &str, id: &str| plain(&format!("{name} [{id}]"));
    let party = |party| named(&names::text(catalog, party, locale), catalog.party(party).id.as_str());
    let mut out = format!(
        "{}\n  {}\n  {} · {} · {} · {}\n",
        plain(&said.headline),
        said.meaning,
        party(question.party),
        party(question.catalogue),
        named(speaker.territory, asked.territory),
        question.date,
    );
    let mut lines = |title: &str, list: &[String], ids: &[&str]| {
        if !list.is_empty() {
            out += &format!("\n{title}\n");
            for (at, line) in list.iter().enumerate() {
                let id = ids.get(at).map(|id| format!(" [{}]", plain(id)));
                out += &format!("  - {}{}\n", plain(line), id.unwrap_or_default());
            }
        }
    };
    let words = locale.words();
    // One presumption after the other, each of a step.
    let steps = answer.chains.first().into_iter().flat_map(|chain| &chain.steps);
    let leans = steps.flat_map(|step| step.presumptions.iter().map(|_| step.id.as_str()));
    lines(words.answer_presumes, &said.presumptions, &leans.collect::<Vec<_>>());
    let lacking = answer.missing.iter().map(|why| why.steps.get(why.at).map_or("", |(_, id)| id));
    let lacking: Vec<&str> = lacking.collect();
    // Where a condition is about no deal it names its party.
    let known = if lacking.contains(&"") { &[] } else { &*lacking };
    lines(words.answer_missing, &said.missing, known);
    for line in [&said.exclusivity, &said.coverage] {
        if !line.is_empty() {
            out += &format!("\n{}\n", plain(line));
        }
    }
    for place in clashing(question, answer, found) {
        let finding = &found.list[place];
        let told =
            contradiction::said_in(catalog, compiled, finding, locale, &|code| self::place(catalog, code));
        out += &format!("\n{}: {}", finding.code.word(), plain(&told.sentence));
        out += &format!(" [{}]\n", plain(&finding.grants.join(", ")));
    }
    for (chain, place) in said.chains.iter().zip(1..) {
        out += &format!("\n{place}. {} ({})\n", plain(&chain.sentence), chain.word);
        for step in &chain.steps {
            let period =
                if step.period.is_empty() { String::new() } else { format!("{}, ", plain(&step.period)) };
            out += &format!("   {}: {period}{}", named(&step.sentence, &step.id), step.status);
            for reason in step.reasons.iter().copied().chain(step.presumptions.iter().map(String::as_str)) {
                out += &format!("; {}", plain(reason));
            }
            out.push('\n');
        }
    }
    out
}
