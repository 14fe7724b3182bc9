//! The first pass: which record has which id.

use super::context::{Context, Kind};
use super::cursor::At;
use crate::data::Severity;
use crate::data::document::Value;
use crate::data::ids::is_id;
use crate::data::places::Places;

/// Fills the context with the ids of all records, at their places in the
/// document, and says for each record of each kind whether its id can be used.
pub(super) fn collect(cx: &mut Context<'_>) -> [Vec<bool>; 5] {
    let mut usable: [Vec<bool>; 5] = Default::default();
    for kind in Kind::ALL {
        check_list(cx, kind);
        let ids: Vec<Option<Value<'_>>> = cx
            .records(kind)
            .iter()
            .map(|record| record.get("id").filter(|id| id.as_str().is_some()))
            .collect();
        let reads = |id: Value<'_>| id.as_str().is_some_and(is_id);
        let given: Vec<(Value<'_>, u32)> = ids
            .iter()
            .zip(0..)
            .filter_map(|(id, place)| Some((id.filter(|id| reads(*id))?, place)))
            .collect();
        let mut own = Places::default();
        let mut twice = own.add(cx.document, &given).into_iter();
        let mut next = given.iter().map(|given| given.1 as usize).peekable();
        for (place, record) in cx.records(kind).iter().enumerate() {
            check_object(cx, kind, place, *record);
            let reads = next.next_if_eq(&place).is_some();
            let taken = reads && twice.next() == Some(true);
            if let Some(id) = ids[place].and_then(Value::as_str) {
                check_id(cx, kind, place, (id, reads, taken));
            }
            usable[kind as usize].push(reads && !taken);
        }
        cx.ids[kind as usize] = own;
    }
    former_ids(cx);
    usable
}

/// Says if an id breaks the grammar, or belongs to another record (check 3 of rights.md, section 10).
fn check_id(cx: &Context<'_>, kind: Kind, place: usize, (id, reads, taken): (&str, bool, bool)) {
    if reads && !taken && cx.kind_of(id).is_none() {
        return;
    }
    let list = At::ROOT.key(kind.list());
    let at = list.item(place);
    let at = at.key("id");
    if reads {
        let effect = if taken { "this record takes no part" } else { "links to it are not clear" };
        let message = format!("“{id}” is used twice, so {effect}.");
        cx.push("duplicate-id", Severity::Error, &at, message, Some("Give it a new id.".to_string()));
    } else {
        let shown: String = id.chars().take(80).collect();
        let message = format!(
            "“{shown}” breaks the grammar of ids, so the {} takes no part and nothing can refer to it.",
            kind.word()
        );
        cx.push("duplicate-id", Severity::Error, &at, message, Some(GRAMMAR.to_string()));
    }
}

/// Old ids of parties lead to the party that lists them, unless a record has
/// the id today.
fn former_ids(cx: &mut Context<'_>) {
    let mut free = Vec::new();
    let mut listed = Vec::new();
    for (place, record) in cx.records(Kind::Party).iter().enumerate() {
        let Some(former) = record.get("former_ids").filter(|list| list.is_list()) else { continue };
        // The party itself may be out; then its former ids lead nowhere either.
        let id = record.get("id").and_then(Value::as_str);
        if id.and_then(|id| cx.find(Kind::Party, id)) != Some(place as u32) {
            continue;
        }
        for (index, id) in former.items().enumerate() {
            let Some(text) = id.as_str() else { continue };
            let is_free = is_id(text) && cx.kind_of(text).is_none();
            if is_free {
                free.push((id, place as u32));
            }
            listed.push((place, index, is_free, is_id(text)));
        }
    }
    if listed.is_empty() {
        return;
    }
    let mut parties = std::mem::take(&mut cx.ids[Kind::Party as usize]);
    let mut twice = parties.add(cx.document, &free).into_iter();
    let list = At::ROOT.key(Kind::Party.list());
    for (place, index, is_free, reads) in listed {
        let at = list.item(place);
        let at = at.key("former_ids");
        let at = at.item(index);
        if !reads {
            let message = "This former id breaks the grammar of ids, so no old link can lead here.";
            cx.push("duplicate-id", Severity::Error, &at, message.to_string(), Some(GRAMMAR.to_string()));
        } else if !is_free || twice.next() == Some(true) {
            let id = cx.document.pointer(&at.pointer()).and_then(Value::as_str).unwrap_or_default();
            let message = format!("“{id}” is an id already, so as a former id it leads nowhere.");
            let fix = "Remove it here, or give the other record a new id.".to_string();
            cx.push("duplicate-id", Severity::Error, &at, message, Some(fix));
        }
    }
    cx.ids[Kind::Party as usize] = parties;
}

/// Says when a record is none.
fn check_object(cx: &Context<'_>, kind: Kind, place: usize, record: Value<'_>) {
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
    let (code, at, message, fix) = match cx.document.root().get(name) {
        Some(list) if list.is_list() && list.len() > kind.most() => (
            "too-many",
            at.item(kind.most()),
            format!("“{name}” has {} records; those from here on take no part.", list.len()),
            format!("At most {} are read.", kind.most()),
        ),
        Some(list) if list.is_list() => return,
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
