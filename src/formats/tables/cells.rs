//! One value as one cell, and back.
//!
//! A value becomes a cell only if the cell reads back as exactly that value;
//! everything else stays for the row's `x_json`. So nothing is lost, and no cell
//! says something that another one overrules.

use super::columns::Cell;
use super::local;
use crate::dates::Bound;
use crate::formats::json;
use serde_json::{Map, Number, Value};

/// The cell of a value, if it has one.
pub(super) fn written(cell: Cell, value: &Value) -> Option<String> {
    let text = match (cell, value) {
        (Cell::List, Value::Array(items)) => {
            let items: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
            items?.join(";")
        }
        (Cell::Text, Value::Object(_)) => {
            lines(value.as_object()?.iter().map(|(tag, text)| (tag.as_str(), text)))?
        }
        (Cell::Names, Value::Array(names)) => {
            let pair = |name: &'_ Value| -> Option<(String, Value)> {
                let lang = name.get("lang").map_or(Some(""), Value::as_str)?;
                Some((lang.to_string(), name.get("text")?.clone()))
            };
            let pairs: Option<Vec<_>> = names.iter().map(pair).collect();
            lines(pairs?.iter().map(|(tag, text)| (tag.as_str(), text)))?
        }
        (Cell::Codes, Value::Array(codes)) => {
            let code =
                |code: &Value| Some([code.get("scheme")?.as_str()?, code.get("id")?.as_str()?].join("="));
            codes.iter().map(code).collect::<Option<Vec<String>>>()?.join(";")
        }
        (Cell::Basis, Value::Object(fields)) => {
            let one = |(field, word): (&String, &Value)| Some([field, word.as_str()?].join("="));
            fields.iter().map(one).collect::<Option<Vec<String>>>()?.join(";")
        }
        (Cell::Json, value) => json::compact(value),
        (Cell::Number | Cell::Integer, Value::Number(number)) => number.to_string(),
        (Cell::Bool, Value::Bool(value)) => value.to_string(),
        (_, Value::String(text)) => text.clone(),
        _ => return None,
    };
    (read(cell, &text, &mut |_, _| {}).as_ref() == Some(value)).then_some(text)
}

/// The value of a cell; nothing if it is empty. A cell that cannot be read as it
/// should stays text: the loader then says what is wrong with it. What a date
/// other than EDTF was understood as goes to `understood`.
pub(super) fn read(cell: Cell, text: &str, understood: &mut dyn FnMut(&str, &str)) -> Option<Value> {
    let trimmed = text.trim();
    let kept = match cell {
        Cell::Plain | Cell::Text => text,
        _ => trimmed,
    };
    if kept.is_empty() {
        return None;
    }
    let read = match cell {
        Cell::List => Some(items(trimmed).map(Value::from).collect()),
        Cell::Text => tagged(text).map(|tagged| {
            let entry = |(tag, text): (&str, String)| (tag.to_string(), Value::from(text));
            Value::Object(tagged.into_iter().map(entry).collect())
        }),
        Cell::Names => Some(names(text)),
        Cell::Codes => pairs(trimmed).map(|pairs| {
            let code = |(scheme, id): (&str, &str)| {
                Value::Object(Map::from_iter([field("scheme", scheme), field("id", id)]))
            };
            pairs.into_iter().map(code).collect()
        }),
        Cell::Basis => pairs(trimmed).map(|pairs| {
            let entry = |(field, word): (&str, &str)| (field.to_string(), Value::from(word));
            Value::Object(pairs.into_iter().map(entry).collect())
        }),
        Cell::Json => serde_json::from_str(trimmed).ok(),
        Cell::Number | Cell::Integer => number(trimmed).map(Value::Number),
        Cell::Bool => ["false", "true"]
            .iter()
            .position(|word| word.eq_ignore_ascii_case(trimmed))
            .map(|place| Value::Bool(place == 1)),
        Cell::When | Cell::Bound | Cell::Day if Bound::parse(trimmed).is_err() => {
            let date = local::date(trimmed);
            if let Some(date) = &date {
                understood(trimmed, date);
            }
            date.map(Value::from)
        }
        _ => None,
    };
    Some(read.unwrap_or_else(|| Value::from(kept)))
}

/// A number as it is written, to the last digit.
pub(super) fn number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Ok(whole) = text.parse::<u64>() {
        return Some(whole.into());
    }
    text.parse::<i64>().map(Number::from).ok().or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64))
}

/// The items of a list in one cell.
pub(crate) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').map(str::trim).filter(|item| !item.is_empty())
}

fn field(name: &str, value: &str) -> (String, Value) {
    (name.to_string(), Value::from(value))
}

/// `a=b` items; nothing if one of them is not like that.
fn pairs(text: &str) -> Option<Vec<(&str, &str)>> {
    items(text).map(|item| item.split_once('=')).collect()
}

/// `lang=text` lines; a text without a language stands without one.
fn lines<'a>(entries: impl Iterator<Item = (&'a str, &'a Value)>) -> Option<String> {
    let line = |(tag, text): (&str, &Value)| {
        let text = text.as_str()?;
        Some(if tag.is_empty() { text.to_string() } else { [tag, text].join("=") })
    };
    Some(entries.map(line).collect::<Option<Vec<String>>>()?.join("\n"))
}

/// Texts by language, if the cell begins with a tag. A line without one goes on
/// with the text above it.
fn tagged(text: &str) -> Option<Vec<(&str, String)>> {
    let mut texts: Vec<(&str, String)> = Vec::new();
    for line in text.split('\n') {
        match (tag_of(line), texts.last_mut()) {
            (Some((tag, rest)), _) => texts.push((tag, rest.to_string())),
            (None, Some((_, text))) => {
                text.push('\n');
                text.push_str(line);
            }
            (None, None) => return None,
        }
    }
    Some(texts)
}

/// Names of a territory, one a line.
fn names(text: &str) -> Value {
    let name = |line: &str| {
        let (tag, text) = tag_of(line).unwrap_or(("", line));
        let mut name = Map::from_iter([field("text", text)]);
        if !tag.is_empty() {
            name.extend([field("lang", tag)]);
        }
        Value::Object(name)
    };
    text.split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .filter(|line| !line.is_empty())
        .map(name)
        .collect()
}

/// A BCP 47 tag before the first `=` of a line. Only languages of two or three
/// letters: “note=…” is no language.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (tag, text) = line.split_once('=')?;
    let mut parts = tag.split('-');
    let language = parts
        .next()
        .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest =
        parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    (language && rest).then_some((tag, text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(cell: Cell, value: &Value, text: &str) {
        assert_eq!(written(cell, value).as_deref(), Some(text));
    }

    #[test]
    fn values_as_cells() {
        check(Cell::Plain, &json!(" as it is "), " as it is ");
        check(Cell::List, &json!(["a", "b"]), "a;b");
        check(Cell::Number, &json!(12.5), "12.5");
        check(Cell::Number, &json!(-3), "-3");
        check(Cell::Bool, &json!(true), "true");
        check(Cell::Text, &json!("plain"), "plain");
        check(Cell::Text, &json!({"en": "one\ntwo", "zh-Hans": "一"}), "en=one\ntwo\nzh-Hans=一");
        check(Cell::Names, &json!([{"text": "A"}, {"text": "B", "lang": "en"}]), "A\nen=B");
        check(Cell::Codes, &json!([{"scheme": "tis", "id": "2100"}]), "tis=2100");
        check(Cell::Basis, &json!({"start": "derived"}), "start=derived");
        check(Cell::Json, &json!({"to": ["a"]}), "{\"to\": [\"a\"]}");
        check(Cell::Bound, &json!(".."), "..");
    }

    #[test]
    fn what_a_cell_cannot_hold_has_none() {
        for (cell, value) in [
            (Cell::Plain, json!("")),
            (Cell::Plain, json!(1)),
            (Cell::List, json!(["a;b"])),
            (Cell::List, json!([])),
            (Cell::List, json!([" a"])),
            (Cell::Text, json!("en=looks like two languages")),
            (Cell::Text, json!({"en": "x\nzh=y"})),
            (Cell::Names, json!([{"text": "A", "type": "legal"}])),
            (Cell::Bound, json!("13/02/2018")),
            (Cell::Word(&[]), json!(" x")),
            (Cell::Number, json!("12")),
        ] {
            assert_eq!(written(cell, &value), None, "{value}");
        }
    }
}
