//! Fields that are one word or an object, and stand in several columns: parties,
//! territory, term and exclusivity of a grant.

use super::cells;
use serde_json::{Map, Value};

/// The fields of a grant that are written here.
pub(super) const FIELDS: [&str; 5] = ["from", "to", "territory", "term", "exclusivity"];

/// Columns and cells of a field; nothing if they would not read back as it.
pub(super) fn written(field: &str, value: &Value) -> Option<Vec<(&'static str, String)>> {
    let cells = match field {
        "from" => party(value, &FROM),
        "to" => party(value, &TO),
        "territory" => territory(value),
        "term" => parts(value, "term", &TERM),
        _ => parts(value, "exclusivity", &EXCLUSIVITY),
    }?;
    let cell = |name: &str| cells.iter().find(|(column, _)| *column == name).map_or("", |(_, cell)| cell);
    let read = read(field, &cell, &mut |_, _| {})?;
    contains(value, &read).then_some(cells)
}

/// A field from the cells of its columns; nothing if all are empty.
pub(super) fn read<'a>(
    field: &str,
    cell: &dyn Fn(&str) -> &'a str,
    understood: &mut dyn FnMut(&str, &str),
) -> Option<Value> {
    match field {
        "from" => read_party(cell, &FROM),
        "to" => read_party(cell, &TO),
        "territory" => read_territory(cell),
        "term" => read_parts(cell, "term", "min", &TERM, understood),
        _ => read_parts(cell, "exclusivity", "level", &EXCLUSIVITY, understood),
    }
}

/// Whether one value is in another: objects key by key, everything else whole.
pub(super) fn contains(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => {
            part.iter().all(|(key, value)| whole.get(key).is_some_and(|own| contains(own, value)))
        }
        _ => whole == part,
    }
}

/// Columns of a side: who, on whose behalf, how several stand together, why nobody.
struct Side {
    who: &'static str,
    behalf: &'static str,
    split: &'static str,
    unspecified: &'static str,
}

const FROM: Side =
    Side { who: "from", behalf: "from_on_behalf_of", split: "from_split", unspecified: "unspecified_from" };
const TO: Side =
    Side { who: "to", behalf: "to_on_behalf_of", split: "to_split", unspecified: "unspecified_to" };

fn party(value: &Value, side: &Side) -> Option<Vec<(&'static str, String)>> {
    if let Some(id) = value.as_str() {
        return Some(vec![(side.who, id.to_string())]);
    }
    let list = |key: &str| cells::written(super::Cell::List, value.get(key)?);
    let word = |key: &str| value.get(key)?.as_str().map(str::to_string);
    if value.get("several").is_some() {
        Some(vec![(side.who, list("several")?), (side.split, word("split")?)])
    } else if value.get("party").is_some() {
        Some(vec![(side.who, word("party")?), (side.behalf, list("on_behalf_of")?)])
    } else {
        Some(vec![(side.unspecified, word("unspecified")?)])
    }
}

fn read_party<'a>(cell: &dyn Fn(&str) -> &'a str, side: &Side) -> Option<Value> {
    let who: Vec<&str> = cells::items(cell(side.who)).collect();
    let behalf: Vec<&str> = cells::items(cell(side.behalf)).collect();
    let (split, unspecified) = (cell(side.split).trim(), cell(side.unspecified).trim());
    let object = |entries: Vec<(&str, Value)>| {
        Value::Object(entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect())
    };
    match who[..] {
        [] if !unspecified.is_empty() => Some(object(vec![("unspecified", unspecified.into())])),
        [] => None,
        [one] if split.is_empty() && behalf.is_empty() => Some(one.into()),
        [one] if split.is_empty() => {
            Some(object(vec![("party", one.into()), ("on_behalf_of", behalf.into())]))
        }
        // Several names and nothing said: which of them is not known.
        _ => {
            let split = if split.is_empty() { "unknown" } else { split };
            Some(object(vec![("several", who.into()), ("split", split.into())]))
        }
    }
}

fn territory(value: &Value) -> Option<Vec<(&'static str, String)>> {
    let list = |value: &Value| cells::written(super::Cell::List, value);
    match value {
        Value::String(word) => Some(vec![("territory_include", word.clone())]),
        Value::Array(_) => Some(vec![("territory_include", list(value)?)]),
        _ => Some(vec![
            ("territory_include", list(value.get("include")?)?),
            ("territory_exclude", list(value.get("exclude")?)?),
        ]),
    }
}

fn read_territory<'a>(cell: &dyn Fn(&str) -> &'a str) -> Option<Value> {
    let include: Vec<&str> = cells::items(cell("territory_include")).collect();
    let exclude: Vec<&str> = cells::items(cell("territory_exclude")).collect();
    match (&include[..], &exclude[..]) {
        ([], []) => None,
        (["unknown"], []) => Some("unknown".into()),
        (_, []) => Some(include.into()),
        _ => Some(Value::Object(Map::from_iter([
            ("include".to_string(), include.into()),
            ("exclude".to_string(), exclude.into()),
        ]))),
    }
}

/// Column, key and form of each part of a field that may also be one word.
type Part = (&'static str, &'static str, super::Cell);

const TERM: [Part; 3] = [
    ("term_min", "min", super::Cell::Duration),
    ("term_max", "max", super::Cell::Duration),
    ("term_text", "text", super::Cell::Text),
];
const EXCLUSIVITY: [Part; 4] = [
    ("exclusivity_start", "start", super::Cell::Bound),
    ("exclusivity_end", "end", super::Cell::Bound),
    ("exclusivity_term", "term", super::Cell::Duration),
    ("carve_outs", "carve_outs", super::Cell::List),
];

fn parts(value: &Value, own: &'static str, parts: &[Part]) -> Option<Vec<(&'static str, String)>> {
    if let Some(word) = value.as_str() {
        return Some(vec![(own, word.to_string())]);
    }
    let object = value.as_object()?;
    let mut cells: Vec<(&'static str, String)> = Vec::new();
    if let Some(level) = object.get("level") {
        cells.push((own, level.as_str()?.to_string()));
    }
    for &(column, key, cell) in parts {
        if let Some(text) = object.get(key).and_then(|value| cells::written(cell, value)) {
            cells.push((column, text));
        }
    }
    Some(cells)
}

fn read_parts<'a>(
    cell: &dyn Fn(&str) -> &'a str,
    own: &str,
    own_key: &str,
    parts: &[Part],
    understood: &mut dyn FnMut(&str, &str),
) -> Option<Value> {
    let mut object = Map::new();
    for &(column, key, form) in parts {
        if let Some(value) = cells::read(form, cell(column), understood) {
            object.insert(key.to_string(), value);
        }
    }
    let word = cell(own).trim();
    match (word.is_empty(), object.is_empty()) {
        (true, true) => None,
        (false, true) => Some(word.into()),
        (true, false) => Some(Value::Object(object)),
        // A level with a period of its own; a length beside its bounds is the shortest one.
        (false, false) => {
            object.entry(own_key).or_insert_with(|| word.into());
            Some(Value::Object(object))
        }
    }
}
