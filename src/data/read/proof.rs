//! Evidence, claims, disputes and sources: why the file says what it says.

use super::cursor::Obj;
use super::party::address;
use super::spot::Spot;
use crate::data::ids::SourceId;
use crate::data::model::{Claim, Dispute, Evidence, Retraction, Source};
use crate::data::words::Stance;
use serde_json::Value;

/// What a source says of itself; [`source_links`] adds what refers to other records.
pub(super) fn source(o: &Obj<'_, '_>) -> Option<Source> {
    let id = o.need("id").and_then(|s| s.str());
    let title = o.need("title").and_then(|s| s.string());
    let kind = o.need("kind").and_then(|s| s.word());
    let published = o.spot("published").and_then(|s| s.when());
    let retrieved = o.soft("retrieved").and_then(|s| s.day());
    let outlet = o.soft("publisher").and_then(|s| s.string());
    let author = o.soft("author").and_then(|s| s.string());
    let url = address(o, "url");
    let archive_url = address(o, "archive_url");
    let lang = o.soft("lang").and_then(|s| s.string());
    let reliability = o.soft("reliability").and_then(|s| s.word());
    let note = o.soft("note").and_then(|s| s.text());
    o.skip(&["corrected_by", "copy_of", "owned_by"]);
    let pointer = o.at.pointer();
    if !o.done() {
        return None;
    }
    Some(Source {
        id: SourceId::new(id?),
        title: title?,
        kind: kind?,
        publisher: outlet,
        author,
        published,
        retrieved,
        url,
        archive_url,
        lang,
        corrected_by: None,
        copy_of: None,
        owned_by: None,
        reliability,
        note,
        pointer,
    })
}

/// The parts of a source that refer to other records.
pub(super) fn source_links(o: &Obj<'_, '_>, source: &mut Source) {
    source.corrected_by = o.soft("corrected_by").and_then(|s| s.source());
    source.copy_of = o.soft("copy_of").and_then(|s| s.source());
    source.owned_by = o.soft("owned_by").and_then(|s| s.party());
}

/// Evidence; entries that cannot be read are left out one by one.
pub(super) fn evidence(o: &Obj<'_, '_>) -> Vec<Evidence> {
    let mut list = Vec::new();
    if let Some(spot) = o.soft("evidence") {
        list.reserve_exact(spot.len());
        spot.list(&mut |s| {
            if let Some(entry) = s.object("evidence entry") {
                list.extend(evidence_entry(&entry));
            }
        });
    }
    list
}

fn evidence_entry(o: &Obj<'_, '_>) -> Option<Evidence> {
    let source = o.need("source").and_then(|s| s.source());
    let mut supports = Vec::new();
    if let Some(spot) = o.soft("supports") {
        spot.list(&mut |s| supports.extend(pointer(&s, false)));
    }
    let stance = o.spot("stance").and_then(|s| s.word()).unwrap_or(Stance::Supports);
    let asserted_by = o.soft("asserted_by").and_then(|s| s.party());
    let in_force = o.spot("in_force").and_then(|s| s.bool()).unwrap_or(false);
    let quote = o.soft("quote").and_then(|s| s.string());
    let lang = o.soft("lang").and_then(|s| s.string());
    let page = o.soft("page").and_then(|s| s.string());
    let note = o.soft("note").and_then(|s| s.text());
    if !o.done() {
        return None;
    }
    Some(Evidence { source: source?, supports, stance, asserted_by, in_force, quote, lang, page, note })
}

/// Claims; those that cannot be read are left out one by one.
pub(super) fn claims(o: &Obj<'_, '_>) -> Vec<Claim> {
    let mut list = Vec::new();
    if let Some(spot) = o.soft("claims") {
        spot.list(&mut |s| {
            if let Some(entry) = s.object("claim") {
                list.extend(claim(&entry));
            }
        });
    }
    list
}

fn claim(o: &Obj<'_, '_>) -> Option<Claim> {
    let field = o.soft("field").and_then(|s| pointer(&s, true));
    let about = o.soft("about").and_then(|s| s.text());
    if !o.map.contains_key("field") && !o.map.contains_key("about") {
        o.missing("field");
    }
    let value = o.need("value").map(|s| match s.value {
        // A field of the record can hold no more than the limit either.
        Value::String(text) => text.chars().take(2_000).collect(),
        other => other.to_string(),
    });
    let source = o.need("source").and_then(|s| s.source());
    let asserted_by = o.soft("asserted_by").and_then(|s| s.party());
    let as_of = o.soft("as_of").and_then(|s| s.when());
    let choice = o.need("choice").and_then(|s| s.word());
    let reason = o.soft("reason").and_then(|s| s.text());
    if !o.done() {
        return None;
    }
    Some(Claim { field, about, value: value?, source: source?, asserted_by, as_of, choice: choice?, reason })
}

/// Disputes; those that cannot be read are left out one by one.
pub(super) fn disputes(o: &Obj<'_, '_>) -> Vec<Dispute> {
    let mut list = Vec::new();
    if let Some(spot) = o.soft("disputes") {
        spot.list(&mut |s| {
            if let Some(entry) = s.object("dispute") {
                list.extend(dispute(&entry));
            }
        });
    }
    list
}

fn dispute(o: &Obj<'_, '_>) -> Option<Dispute> {
    let by = o.need("by").and_then(|s| s.party());
    let field = o.soft("field").and_then(|s| pointer(&s, false));
    let position = o.soft("position").and_then(|s| s.text());
    let source = o.soft("source").and_then(|s| s.source());
    let date = o.soft("date").and_then(|s| s.when());
    let response = o.soft("response").and_then(|s| s.word());
    if !o.done() {
        return None;
    }
    Some(Dispute { by: by?, field, position, source, date, response })
}

/// A withdrawn record must not come back because its reason is mistyped: the
/// field is strict.
pub(super) fn retraction(o: &Obj<'_, '_>) -> Option<Retraction> {
    let spot = o.spot("retracted")?;
    let o = spot.object("retraction")?;
    let date = o.need("date").and_then(|s| s.when());
    let reason = o.need("reason").and_then(|s| s.text());
    let source = o.soft("source").and_then(|s| s.source());
    o.done();
    Some(Retraction { date: date?, reason: reason?, source })
}

/// A JSON Pointer into the record. A field without a value may be named where
/// claims compete for it.
fn pointer(spot: &Spot<'_, '_>, of_claim: bool) -> Option<String> {
    let text = match spot.value.as_str() {
        // The empty pointer is the whole record.
        Some("") => "",
        _ => spot.str()?,
    };
    let record = spot.obj.record;
    let claimed = |record: &Value| {
        record.get("claims").and_then(Value::as_array).is_some_and(|claims| {
            claims.iter().any(|claim| claim.get("field").and_then(Value::as_str) == Some(text))
        })
    };
    let good = record.pointer(text).is_some()
        || text.starts_with('/') && (of_claim || claimed(record)) && items_exist(record, text);
    if !good {
        spot.bad(
            "dangling-reference",
            format!("“{text}” is not a field that this record has"),
            Some("Write a JSON Pointer from the record, such as /start or /grants/0/end.".to_string()),
        );
        return None;
    }
    Some(text.to_string())
}

/// Whether every list item on the way is there: a claim may name a field that
/// is left out, but not a fifth grant of two.
fn items_exist(record: &Value, pointer: &str) -> bool {
    let ends = pointer.char_indices().skip(1).filter(|(_, c)| *c == '/').map(|(end, _)| end);
    ends.chain([pointer.len()]).all(|end| {
        let path = &pointer[..end];
        let last = path.rsplit('/').next().unwrap_or_default();
        !last.bytes().all(|b| b.is_ascii_digit()) || record.pointer(path).is_some()
    })
}
