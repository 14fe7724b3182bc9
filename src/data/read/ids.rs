//! The first pass: which record has which id.

use super::context::{Context, Kind};
use super::cursor::At;
use crate::data::Severity;
use crate::data::ids::is_id;
use serde_json::Value;

/// Fills the context with the ids of all records, at their places in the
/// document, and says for each record of each kind whether its id can be used.
pub(super) fn collect(cx: &mut Context<'_>) -> [Vec<bool>; 5] {
    let mut usable: [Vec<bool>; 5] = Default::default();
    for kind in Kind::ALL {
        check_list(cx, kind);
        for (place, record) in cx.records(kind).iter().enumerate() {
            check_object(cx, kind, place, record);
            let id = record.get("id").and_then(Value::as_str);
            let good = id.is_some_and(|id| claim(cx, kind, place, id));
            usable[kind as usize].push(good);
        }
    }
    former_ids(cx);
    usable
}

/// Takes an id for a record; says no if it belongs to another of its kind (check 3 of
/// rights.md, section 10).
fn claim(cx: &mut Context<'_>, kind: Kind, place: usize, id: &str) -> bool {
    let list = At::ROOT.key(kind.list());
    let at = list.item(place);
    let at = at.key("id");
    if !is_id(id) {
        let shown: String = id.chars().take(80).collect();
        let message = format!(
            "“{shown}” breaks the grammar of ids, so the {} takes no part and nothing can refer to it.",
            kind.word()
        );
        cx.push("duplicate-id", Severity::Error, &at, message, Some(GRAMMAR.to_string()));
        return false;
    }
    let taken_here = cx.find(kind, id).is_some();
    if cx.kind_of(id).is_some() {
        let effect = if taken_here { "this record takes no part" } else { "links to it are not clear" };
        let message = format!("“{id}” is used twice, so {effect}.");
        cx.push("duplicate-id", Severity::Error, &at, message, Some("Give it a new id.".to_string()));
    }
    if !taken_here {
        cx.ids[kind as usize].insert(id.to_string(), place as u32);
    }
    !taken_here
}

/// Old ids of parties lead to the party that lists them, unless a record has
/// the id today.
fn former_ids(cx: &mut Context<'_>) {
    let list = At::ROOT.key(Kind::Party.list());
    for (place, record) in cx.records(Kind::Party).iter().enumerate() {
        let Some(former) = record.get("former_ids").and_then(Value::as_array) else { continue };
        // The party itself may be out; then its former ids lead nowhere either.
        let id = record.get("id").and_then(Value::as_str);
        if id.and_then(|id| cx.find(Kind::Party, id)) != Some(place as u32) {
            continue;
        }
        for (index, id) in former.iter().enumerate() {
            let Some(id) = id.as_str() else { continue };
            let at = list.item(place);
            let at = at.key("former_ids");
            let at = at.item(index);
            if !is_id(id) {
                let message = "This former id breaks the grammar of ids, so no old link can lead here.";
                cx.push("duplicate-id", Severity::Error, &at, message.to_string(), Some(GRAMMAR.to_string()));
            } else if cx.kind_of(id).is_some() {
                let message = format!("“{id}” is an id already, so as a former id it leads nowhere.");
                let fix = "Remove it here, or give the other record a new id.".to_string();
                cx.push("duplicate-id", Severity::Error, &at, message, Some(fix));
            } else {
                cx.ids[Kind::Party as usize].insert(id.to_string(), place as u32);
            }
        }
    }
}

/// Says when a record is none.
fn check_object(cx: &Context<'_>, kind: Kind, place: usize, record: &Value) {
    if !record.is_object() {
        let message = format!("A {} must be an object, so this one takes no part.", kind.word());
        let list = At::ROOT.key(kind.list());
        let fix = Some("Write an object with its fields.".to_string());
        cx.push("wrong-type", Severity::Error, &list.item(place), message, fix);
    }
}

/// Says when a list is missing, is none, or is longer than the limit.
fn check_list(cx: &Context<'_>, kind: Kind) {
    let name = kind.list();
    let at = At::ROOT.key(name);
    let required = matches!(kind, Kind::Party | Kind::Deal | Kind::Source);
    let (code, at, message, fix) = match cx.document.get(name) {
        Some(Value::Array(list)) if list.len() > kind.most() => (
            "too-many",
            at.item(kind.most()),
            format!("“{name}” has {} records; those from here on take no part.", list.len()),
            format!("At most {} are read.", kind.most()),
        ),
        Some(Value::Array(_)) => return,
        None if !required => return,
        None => (
            "missing-field",
            At::ROOT,
            format!("The document has no “{name}”, so it shows nothing of them."),
            format!("Add “{name}”, a list."),
        ),
        Some(_) => (
            "wrong-type",
            at,
            format!("“{name}” must be a list, so none of it takes part."),
            "Write a list of records.".to_string(),
        ),
    };
    cx.push(code, Severity::Error, &at, message, Some(fix));
}

const GRAMMAR: &str = "Use small letters, digits, dots and hyphens; begin and end with a letter or digit; at most 80 characters.";
