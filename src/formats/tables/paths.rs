//! Values by JSON Pointer: how `meta` and stories become rows and come back, and
//! what is left of a record when its cells are taken away.

use serde_json::{Map, Value};

/// One value by pointer, with its language where the text has several.
pub(super) struct Leaf {
    /// JSON Pointer, without the language.
    pub field: String,
    /// Tag, or empty.
    pub lang: String,
    /// The text.
    pub value: String,
}

/// The texts of a value, in order. `is_text` says where an object holds one text
/// in several languages.
pub(super) fn leaves(value: &Value, is_text: fn(&str) -> bool) -> Vec<Leaf> {
    let mut out = Vec::new();
    walk(value, &mut String::new(), is_text, &mut out);
    out
}

fn walk(value: &Value, at: &mut String, is_text: fn(&str) -> bool, out: &mut Vec<Leaf>) {
    let length = at.len();
    let mut step = |at: &mut String, key: &str, value: &Value| {
        push_key(key, at);
        walk(value, at, is_text, out);
        at.truncate(length);
    };
    match value {
        Value::Object(fields) if is_text(at) => {
            for (lang, text) in fields {
                if let (Some(text), false) = (text.as_str().filter(|text| !text.is_empty()), lang.is_empty())
                {
                    out.push(Leaf { field: at.clone(), lang: lang.clone(), value: text.to_string() });
                }
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                step(at, key, value);
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                step(at, &place.to_string(), item);
            }
        }
        Value::String(text) if !text.is_empty() => {
            out.push(Leaf { field: at.clone(), lang: String::new(), value: text.clone() });
        }
        _ => {}
    }
}

/// Adds `/key` to a pointer.
pub(super) fn push_key(key: &str, pointer: &mut String) {
    pointer.push('/');
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

/// The keys of a pointer.
pub(super) fn keys(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~"))
}

/// Puts a value at a pointer, making objects on the way. Lists are made at the end,
/// by [`with_lists`]. False if something else stands there already.
pub(super) fn put(root: &mut Value, pointer: &str, lang: &str, value: Value) -> bool {
    let mut place = root;
    for key in keys(pointer).chain((!lang.is_empty()).then(|| lang.to_string())) {
        let Value::Object(fields) = place else { return false };
        place = fields.entry(key).or_insert_with(|| Value::Object(Map::new()));
    }
    if !place.as_object().is_some_and(Map::is_empty) {
        return false;
    }
    *place = value;
    true
}

/// Objects whose keys are 0, 1, 2 and so on become lists.
pub(super) fn with_lists(value: Value) -> Value {
    let Value::Object(fields) = value else { return value };
    let mut items: Vec<Option<Value>> = Vec::new();
    let is_list =
        !fields.is_empty() && (0..fields.len()).all(|place| fields.contains_key(place.to_string().as_str()));
    if is_list {
        items.resize_with(fields.len(), || None);
    }
    let mut kept = Map::new();
    for (key, value) in fields {
        let value = with_lists(value);
        match key.parse::<usize>() {
            Ok(place) if is_list => items[place] = Some(value),
            _ => {
                kept.insert(key, value);
            }
        }
    }
    if is_list { Value::Array(items.into_iter().flatten().collect()) } else { Value::Object(kept) }
}

/// What has to be merged into `part` so that it becomes `whole`, by [`merge`].
/// `part` holds nothing that `whole` lacks, except where `whole` has another kind
/// of value there.
pub(super) fn rest(whole: &Map<String, Value>, part: &Map<String, Value>) -> Map<String, Value> {
    let mut out = Map::new();
    for (key, value) in whole {
        match (value, part.get(key)) {
            (_, None) => {
                out.insert(key.clone(), value.clone());
            }
            (Value::Object(whole), Some(Value::Object(part))) => {
                let more = rest(whole, part);
                if !more.is_empty() {
                    out.insert(key.clone(), Value::Object(more));
                }
            }
            (value, Some(part)) => {
                if value != part {
                    out.insert(key.clone(), value.clone());
                }
            }
        }
    }
    out
}

/// Merges objects key by key; calls `conflict` with the pointer of each value that
/// takes the place of another one.
pub(super) fn merge(
    into: &mut Map<String, Value>,
    more: Map<String, Value>,
    at: &str,
    conflict: &mut dyn FnMut(&str),
) {
    for (key, value) in more {
        let mut pointer = at.to_string();
        push_key(&key, &mut pointer);
        match (into.get_mut(&key), value) {
            (Some(Value::Object(own)), Value::Object(more)) => merge(own, more, &pointer, conflict),
            (Some(own), value) => {
                if *own != value {
                    conflict(&pointer);
                    *own = value;
                }
            }
            (None, value) => {
                into.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_go_and_come_back() {
        let value = json!({
            "title": {"en": "A", "zh-Hans": "甲"},
            "authors": ["x", "y"],
            "corrections": [{"date": "2020-01-01", "text": "t", "records": ["a"]}],
            "a/b~c": "odd key"
        });
        let leaves = leaves(&value, |at| at == "/title");
        let mut back = json!({});
        for leaf in &leaves {
            assert!(put(&mut back, &leaf.field, &leaf.lang, leaf.value.clone().into()), "{}", leaf.field);
        }
        assert_eq!(with_lists(back), value);
        assert!(leaves.iter().any(|leaf| leaf.field == "/corrections/0/records/0"));
    }

    #[test]
    fn rest_and_merge_are_opposites() {
        let whole = json!({"a": 1, "b": {"c": [1], "d": {"e": null}}, "f": {"0": "x"}});
        let part = json!({"a": 1, "b": {"d": {}}, "f": ["x"]});
        let more = rest(whole.as_object().unwrap(), part.as_object().unwrap());
        assert_eq!(Value::Object(more.clone()), json!({"b": {"c": [1], "d": {"e": null}}, "f": {"0": "x"}}));
        let (mut merged, mut conflicts) = (part.as_object().unwrap().clone(), Vec::new());
        merge(&mut merged, more, "", &mut |at| conflicts.push(at.to_string()));
        assert_eq!(Value::Object(merged), whole);
        assert_eq!(conflicts, ["/f"], "another kind of value is named");
    }
}
