//! JSON text: keys in the order in which people read a record, short values on one
//! line, so that the file can be read and its versions compared.

use crate::sort;
use serde_json::{Map, Value};

/// The widest line that a list or object may stand on.
const WIDTH: usize = 110;

/// Keys in the order in which they stand; the others follow as they come, and those
/// that begin with `x_` last.
const ORDER: &[&str] = &[
    "$schema",
    "format",
    "id",
    "party",
    "source",
    "target",
    "relation",
    "type",
    "kind",
    "event_kind",
    "scheme",
    "directed",
    "name",
    "path",
    "label",
    "title",
    "text",
    "lang",
    "names",
    "country",
    "founded",
    "dissolved",
    "former_ids",
    "identifiers",
    "operated_by",
    "stage",
    "confidence",
    "announced",
    "signed",
    "date",
    "from",
    "to",
    "several",
    "split",
    "on_behalf_of",
    "unspecified",
    "catalogue",
    "of",
    "holdings",
    "named",
    "layer",
    "uses",
    "territory",
    "include",
    "exclude",
    "start",
    "end",
    "min",
    "max",
    "term",
    "exclusivity",
    "level",
    "carve_outs",
    "sublicensing",
    "upstream",
    "continues",
    "grants",
    "on",
    "select",
    "action",
    "until",
    "effects",
    "stake",
    "control",
    "authority",
    "addressees",
    "brokers",
    "involves",
    "amount",
    "minimum",
    "maximum",
    "exact",
    "unit",
    "currency",
    "percent",
    "per",
    "price",
    "replaces",
    "retracted",
    "disputes",
    "field",
    "about",
    "value",
    "choice",
    "reason",
    "basis",
    "claims",
    "supports",
    "stance",
    "evidence",
    "publisher",
    "author",
    "published",
    "retrieved",
    "url",
    "archive_url",
    "language",
    "description",
    "homepage",
    "licence",
    "version",
    "created",
    "licenses",
    "authors",
    "contributors",
    "contact",
    "checked",
    "opening",
    "defaults",
    "policy",
    "method",
    "corrections",
    "note",
    "meta",
    "metadata",
    "graph",
    "elements",
    "territories",
    "parties",
    "nodes",
    "deals",
    "edges",
    "sources",
    "steps",
    "stories",
    "resources",
];

/// A value on one line, with keys in alphabetical order.
pub fn compact(value: &Value) -> String {
    let mut out = String::new();
    line(value, &sorted, &mut out);
    out
}

/// A document, with an end of line at its end.
pub fn pretty(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, 0, &mut out);
    out.push('\n');
    out
}

type Keys = dyn Fn(&Map<String, Value>) -> Vec<&String>;

fn sorted(fields: &Map<String, Value>) -> Vec<&String> {
    let mut keys: Vec<&String> = fields.keys().collect();
    sort::plain(&mut keys);
    keys
}

fn ordered(fields: &Map<String, Value>) -> Vec<&String> {
    let mut keys: Vec<&String> = fields.keys().collect();
    // A name begins with itself.
    let is_name = fields.contains_key("text") && !fields.contains_key("title");
    let rank = |key: &str| match key {
        "text" if is_name => 0,
        "lang" if is_name => 1,
        key if key.starts_with("x_") => ORDER.len() + 3,
        key => 2 + ORDER.iter().position(|known| *known == key).unwrap_or(ORDER.len()),
    };
    sort::by_cached_key(&mut keys, |key| rank(key));
    keys
}

/// Writes a value; `column` is how far the line is already.
fn write(value: &Value, depth: usize, column: usize, out: &mut String) {
    let start = out.len();
    // A value on one line where it fits; never the document's own lists.
    if depth > 1 || !matches!(value, Value::Array(_) | Value::Object(_)) {
        line(value, &ordered, out);
        if depth + column + out[start..].chars().count() <= WIDTH {
            return;
        }
        if matches!(value, Value::Array(_) | Value::Object(_)) {
            out.truncate(start);
        } else {
            return;
        }
    }
    let indent = |depth: usize, out: &mut String| {
        out.push('\n');
        out.extend(std::iter::repeat_n(' ', depth));
    };
    match value {
        Value::Array(items) if !items.is_empty() => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                indent(depth + 1, out);
                write(item, depth + 1, 1, out);
            }
            indent(depth, out);
            out.push(']');
        }
        Value::Object(fields) if !fields.is_empty() => {
            out.push('{');
            for (place, key) in ordered(fields).into_iter().enumerate() {
                out.push_str(if place > 0 { "," } else { "" });
                indent(depth + 1, out);
                string(key, out);
                out.push_str(": ");
                write(&fields[key], depth + 1, key.chars().count() + 5, out);
            }
            indent(depth, out);
            out.push('}');
        }
        other => line(other, &ordered, out),
    }
}

fn line(value: &Value, keys: &Keys, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                out.push_str(if place > 0 { ", " } else { "" });
                line(item, keys, out);
            }
            out.push(']');
        }
        Value::Object(fields) => {
            out.push('{');
            for (place, key) in keys(fields).into_iter().enumerate() {
                out.push_str(if place > 0 { ", " } else { "" });
                string(key, out);
                out.push_str(": ");
                line(&fields[key], keys, out);
            }
            out.push('}');
        }
        Value::String(text) => string(text, out),
        other => out.push_str(&other.to_string()),
    }
}

fn string(text: &str, out: &mut String) {
    out.push_str(&Value::from(text).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_reads_from_top_to_bottom() {
        let value = json!({
            "deals": [{"x_a": 1, "to": "b", "from": "a", "type": "licence", "id": "d", "note": {"en": "x".repeat(100)}}],
            "format": "catalog-atlas/1",
            "meta": {}
        });
        let text = pretty(&value);
        let expected = format!(
            "{{\n \"format\": \"catalog-atlas/1\",\n \"meta\": {{}},\n \"deals\": [\n  {{\n   \"id\": \"d\",\n   \
             \"type\": \"licence\",\n   \"from\": \"a\",\n   \"to\": \"b\",\n   \"note\": {{\n    \"en\": \"{}\"\n   }},\n   \
             \"x_a\": 1\n  }}\n ]\n}}\n",
            "x".repeat(100)
        );
        assert_eq!(text, expected);
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        assert_eq!(compact(&json!({"b": [1, 2.5], "a": "\n\""})), "{\"a\": \"\\n\\\"\", \"b\": [1, 2.5]}");
    }
}
