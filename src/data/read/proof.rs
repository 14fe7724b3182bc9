//! Evidence, claims, disputes and sources: why the file says what it says.

use super::cursor::Obj;
use super::party::address;
use super::spot::Spot;
use crate::data::document::Value;
use crate::data::ids::SourceId;
use crate::data::json;
use crate::data::model::{Claim, Dispute, Evidence, Retraction, Source};
use crate::data::words::Stance;

/// What a source says of itself; [`source_links`] adds what refers to other records.
pub(super) fn source(o: &Obj<'_, '_>) -> Option<Source> {
    let id = o.need_str("id");
    let title = o.need_string("title");
    let kind = o.need_word("kind");
    let published = o.when("published");
    let retrieved = o.soft_day("retrieved");
    let outlet = o.soft_string("publisher");
    let author = o.soft_string("author");
    let url = address(o, "url");
    let archive_url = address(o, "archive_url");
    let lang = o.soft_string("lang");
    let reliability = o.soft_word("reliability");
    let note = o.soft_text("note");
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
    source.corrected_by = o.soft_source("corrected_by");
    source.copy_of = o.soft_source("copy_of");
    source.owned_by = o.soft_party("owned_by");
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
    let stance = o.word("stance").unwrap_or(Stance::Supports);
    let asserted_by = o.soft_party("asserted_by");
    let in_force = o.spot("in_force").and_then(|s| s.bool()).unwrap_or(false);
    let quote = o.soft_string("quote");
    let lang = o.soft_string("lang");
    let page = o.soft_string("page");
    let note = o.soft_text("note");
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
    let about = o.soft_text("about");
    if !o.has("field") && !o.has("about") {
        o.missing("field");
    }
    let value = o.need("value").map(|s| match s.value.as_str() {
        // A field of the record can hold no more than the limit either.
        Some(text) => text.chars().take(2_000).collect(),
        None => json::text(&s.value.json()),
    });
    let source = o.need("source").and_then(|s| s.source());
    let asserted_by = o.soft_party("asserted_by");
    let as_of = o.soft("as_of").and_then(|s| s.when());
    let choice = o.need_word("choice");
    let reason = o.soft_text("reason");
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
    let by = o.need_party("by");
    let field = o.soft("field").and_then(|s| pointer(&s, false));
    let position = o.soft_text("position");
    let source = o.soft_source("source");
    let date = o.soft("date").and_then(|s| s.when());
    let response = o.soft_word("response");
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
    let reason = o.need_text("reason");
    let source = o.soft_source("source");
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
    let claimed = |record: Value<'_>| {
        record.get("claims").is_some_and(|claims| {
            claims.items().any(|claim| claim.get("field").and_then(Value::as_str) == Some(text))
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
fn items_exist(record: Value<'_>, pointer: &str) -> bool {
    let ends = pointer.char_indices().skip(1).filter(|(_, c)| *c == '/').map(|(end, _)| end);
    ends.chain([pointer.len()]).all(|end| {
        let path = &pointer[..end];
        let last = path.rsplit('/').next().unwrap_or_default();
        !last.bytes().all(|b| b.is_ascii_digit()) || record.pointer(path).is_some()
    })
}
