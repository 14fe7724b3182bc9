//! Merges records by id into a document. What is there already is never changed
//! without being told to: a field that differs is kept and named.

use crate::data::Severity;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What came of a merge.
#[derive(Debug, Default)]
pub struct Merged {
    /// Records that are new, by list.
    pub added: BTreeMap<&'static str, usize>,
    /// Fields that were empty and are filled, and items added to lists.
    pub filled: usize,
    /// Fields that differ.
    pub differ: usize,
    /// Pointers in the document and the imported records that stand there.
    pub origins: Vec<(String, String)>,
    /// What to tell: pointer in the import, severity, message, fix.
    pub said: Vec<(String, Severity, String, String)>,
}

/// Lists whose items are facts of their own and are kept side by side.
const SIDE_BY_SIDE: [&str; 5] = ["names", "identifiers", "evidence", "claims", "disputes"];

/// Merges `new` into `base`. With `replace` a field that differs takes the new value,
/// and is named as well.
pub fn merge(base: &mut Map<String, Value>, new: &Map<String, Value>, replace: bool) -> Merged {
    let mut merged = Merged::default();
    for list in ["territories", "parties", "deals", "sources", "stories"] {
        let Some(records) = new.get(list).and_then(Value::as_array) else { continue };
        if records.is_empty() {
            continue;
        }
        let Value::Array(own) = base.entry(list).or_insert_with(|| Value::Array(Vec::new())) else {
            continue;
        };
        let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
        for (place, record) in own.iter().enumerate() {
            let former = record.get("former_ids").and_then(Value::as_array).into_iter().flatten();
            for id in record.get("id").into_iter().chain(former).filter_map(Value::as_str) {
                by_id.entry(id.to_string()).or_insert(place);
            }
        }
        for (place, record) in records.iter().enumerate() {
            let from = format!("/{list}/{place}");
            let id = record.get("id").and_then(Value::as_str).unwrap_or_default();
            if let (Some(&at), Value::Object(record)) = (by_id.get(id), record) {
                merged.origins.push((format!("/{list}/{at}"), from.clone()));
                if let Value::Object(own) = &mut own[at] {
                    merged.fields(own, record, &from, id, replace);
                }
            } else {
                merged.origins.push((format!("/{list}/{}", own.len()), from));
                *merged.added.entry(list).or_default() += 1;
                own.push(record.clone());
            }
        }
    }
    if let (Some(Value::Object(own)), Some(Value::Object(new))) = (base.get_mut("meta"), new.get("meta")) {
        merged.fields(own, new, "/meta", "the dataset", replace);
    }
    merged
}

impl Merged {
    fn fields(
        &mut self,
        own: &mut Map<String, Value>,
        new: &Map<String, Value>,
        at: &str,
        id: &str,
        replace: bool,
    ) {
        for (field, value) in new {
            if field == "id" || field == "x_review" {
                continue;
            }
            let pointer = format!("{at}/{field}");
            match own.get_mut(field) {
                None => {
                    own.insert(field.clone(), value.clone());
                    self.filled += 1;
                }
                // An import that says less says nothing else.
                Some(kept) if within(kept, value) => {}
                Some(Value::Array(kept)) if SIDE_BY_SIDE.contains(&field.as_str()) && value.is_array() => {
                    for item in value.as_array().into_iter().flatten() {
                        if !has(kept, item) {
                            kept.push(item.clone());
                            self.filled += 1;
                        }
                    }
                }
                Some(kept) if is_empty(kept) => {
                    *kept = value.clone();
                    self.filled += 1;
                }
                Some(kept) => {
                    self.differ += 1;
                    let (was, is) = (shown(kept), shown(value));
                    if replace {
                        *kept = value.clone();
                        let message = format!("{id}: {field} was {was} and is now {is}.");
                        self.said.push((
                            pointer,
                            Severity::Warning,
                            message,
                            "Look at what was there.".to_string(),
                        ));
                    } else {
                        let message =
                            format!("{id}: {field} is {was}; the import says {is}. What is there was kept.");
                        let fix = "Decide which is right; “--replace” takes the import's values.".to_string();
                        self.said.push((pointer, Severity::Warning, message, fix));
                    }
                }
            }
        }
    }
}

/// Whether a list has an item. Evidence is the same if its source is: what an
/// import says of it is less than what an editor wrote.
fn has(list: &[Value], item: &Value) -> bool {
    let source_only = item.as_object().is_some_and(|item| item.len() == 1 && item.contains_key("source"));
    list.iter().any(|known| known == item || source_only && known.get("source") == item.get("source"))
}

/// Whether a document says all that an import says: the same, or more; a plain text
/// may be one of several languages.
fn within(kept: &Value, value: &Value) -> bool {
    match (kept, value) {
        (Value::Object(kept), Value::Object(value)) => {
            value.iter().all(|(key, value)| kept.get(key).is_some_and(|kept| within(kept, value)))
        }
        (Value::Object(kept), Value::String(_)) => kept.values().any(|kept| kept == value),
        _ => kept == value,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}

/// A value in a message.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::String(text) => format!("“{text}”"),
        other => crate::formats::json::compact(other),
    };
    if text.chars().count() > 80 { text.chars().take(80).chain(['…']).collect() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(replace: bool) -> (Value, Merged) {
        let mut base = json!({
            "parties": [{"id": "a", "name": "A", "former_ids": ["old-a"], "names": [{"text": "x"}]}],
            "deals": [{"id": "d", "start": "2018", "evidence": [{"source": "s", "page": "3"}], "note": ""}]
        });
        let new = json!({
            "parties": [{"id": "old-a", "name": "Other", "country": "CN", "names": [{"text": "y"}], "x_review": "r"}, {"id": "b"}],
            "deals": [{"id": "d", "start": "2018", "end": "2019", "evidence": [{"source": "s"}, {"source": "t"}], "note": "n"}]
        });
        let merged = merge(base.as_object_mut().unwrap(), new.as_object().unwrap(), replace);
        (base, merged)
    }

    #[test]
    fn nothing_is_overwritten_in_silence() {
        let (base, merged) = check(false);
        assert_eq!(
            base["parties"][0],
            json!({
                "id": "a", "name": "A", "former_ids": ["old-a"], "country": "CN", "names": [{"text": "x"}, {"text": "y"}]
            })
        );
        assert_eq!(base["parties"][1], json!({"id": "b"}));
        assert_eq!(
            base["deals"][0],
            json!({
                "id": "d", "start": "2018", "end": "2019", "note": "n", "evidence": [{"source": "s", "page": "3"}, {"source": "t"}]
            })
        );
        assert_eq!((merged.differ, merged.filled, merged.added["parties"]), (1, 5, 1));
        assert_eq!(merged.said[0].0, "/parties/0/name");
        assert_eq!(merged.origins[1], ("/parties/1".to_string(), "/parties/1".to_string()));
    }

    #[test]
    fn saying_less_is_no_difference() {
        let kept = json!({"of": ["a"], "share": {"exact": 5, "of": "pool"}, "note": {"en": "n", "de": "m"}});
        assert!(within(&kept, &json!({"of": ["a"], "share": {"exact": 5}, "note": "n"})));
        assert!(!within(&kept, &json!({"of": ["b"]})) && !within(&kept, &json!({"note": "x"})));
    }

    #[test]
    fn replacing_is_told_too() {
        let (base, merged) = check(true);
        assert_eq!(base["parties"][0]["name"], "Other");
        assert!(merged.said[0].2.contains("“A”"));
    }
}
