//! Reads the document into records, with a finding for all that is wrong.
//!
//! Records refer to each other, so reading takes several passes: the ids of the
//! file; what parties and sources say of themselves, which gives them their
//! places; then everything that refers to them.

mod context;
mod cursor;
mod deal;
mod fields;
#[cfg(test)]
mod hostile;
mod ids;
mod measure;
mod meta;
mod party;
mod places;
mod proof;
mod spot;
mod terms;
#[cfg(test)]
mod tests;

use super::document::{Document, Value};
use super::finding::{Finding, Severity};
use super::load::{Catalog, LoadError, Loaded};
use super::model::{Meta, Party, Source};
use crate::sort;
use context::{Context, Kind, NO_PLACE};
use cursor::{At, Obj};

/// Bytes that are read at most.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// Bytes of a file for which memory is asked for at once, and how much for each of them.
const LARGE_BYTES: usize = 1 << 20;
const MEMORY_A_BYTE: usize = 12;

/// The format that is read here.
const FORMAT: &str = "catalog-atlas/1";

/// Reads a whole document.
pub(super) fn document(bytes: Vec<u8>) -> Result<Loaded, LoadError> {
    if bytes.len() > MOST_BYTES {
        return Err(LoadError::TooLarge { bytes: bytes.len() });
    }
    reserve(bytes.len());
    let mut text = String::from_utf8(bytes)
        .map_err(|error| LoadError::NotUtf8 { offset: error.utf8_error().valid_up_to() })?;
    if text.starts_with('\u{FEFF}') {
        text.drain(..'\u{FEFF}'.len_utf8());
    }
    let empty = text.trim_start().is_empty();
    let document = Document::read(text).map_err(|error| not_json(&error, empty))?;
    let root = document.root();
    if !root.is_object() {
        return Err(LoadError::NotAnObject);
    }
    let format = root.get("format");
    if format.and_then(Value::as_str) != Some(FORMAT) {
        return Err(wrong_format(format));
    }
    let mut catalog = Catalog::default();
    let findings = records(&document, &mut catalog);
    catalog.document = document;
    Ok(Loaded { catalog, findings })
}

/// Asks for memory once: browsers collect their garbage each time that a program asks for more, for a
/// millisecond or two, and of a large file it would ask thousands of times.
fn reserve(bytes: usize) {
    if cfg!(target_arch = "wasm32") && bytes > LARGE_BYTES {
        let mut memory: Vec<u8> = Vec::new();
        // Where there is not so much, it may do with less.
        _ = memory.try_reserve_exact(bytes * MEMORY_A_BYTE);
        // Given back, it stays the program's own.
        drop(std::hint::black_box(memory));
    }
}

/// What a text says in place of the format.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn wrong_format(found: Option<Value<'_>>) -> LoadError {
    let shown = |value: Value<'_>| match value.as_str() {
        Some(text) => text.chars().take(80).collect(),
        None => super::json::text(&value.json()).chars().take(80).collect(),
    };
    LoadError::WrongFormat { found: found.map(shown) }
}

/// Why a text is no JSON, in the parser's words.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn not_json(error: &serde_json::Error, empty: bool) -> LoadError {
    LoadError::NotJson {
        line: error.line(),
        column: error.column(),
        reason: if empty { "it is empty".to_string() } else { words_of(error) },
    }
}

/// The parser's words without its position, which stands in fields of its own.
fn words_of(error: &serde_json::Error) -> String {
    let mut words = error.to_string();
    if let Some(end) = words.rfind(" at line ") {
        words.truncate(end);
    }
    // The parser speaks to programmers.
    let plain = [
        ("recursion", "values lie more than 128 levels deep"),
        ("EOF", "it ends too early, with a bracket or a quotation mark open"),
        ("expected ident", "a word stands there without quotation marks"),
    ];
    match plain.iter().find(|(begins, _)| words.starts_with(begins)) {
        Some((_, plain)) => (*plain).to_string(),
        None => words,
    }
}

/// Reads all records into the catalogue.
fn records(document: &Document, catalog: &mut Catalog) -> Vec<Finding> {
    let mut cx = Context::new(document);
    let usable = ids::collect(&mut cx);
    let good = |kind: Kind, place: usize| usable[kind as usize].get(place) == Some(&true);

    let none = |kind: Kind| vec![NO_PLACE; usable[kind as usize].len()];
    let mut party_places = none(Kind::Party);
    each(&cx, Kind::Party, &mut |place, o| {
        let read = party::head(o).filter(|_| good(Kind::Party, place));
        party_places[place] = add(&mut catalog.parties, read);
    });
    settle(&mut cx, Kind::Party, &party_places);
    let mut source_places = none(Kind::Source);
    each(&cx, Kind::Source, &mut |place, o| {
        let read = proof::source(o).filter(|_| good(Kind::Source, place));
        source_places[place] = add(&mut catalog.sources, read);
    });
    settle(&mut cx, Kind::Source, &source_places);

    let (groups, settled) = places::groups(&cx);
    cx.groups = groups;
    root_fields(&cx);
    catalog.meta = meta(&cx, &catalog.parties);
    each(&cx, Kind::Territory, &mut |place, o| {
        let mut read = places::group(o).filter(|_| good(Kind::Territory, place));
        if let Some(group) = read.as_mut().filter(|_| !settled[place]) {
            group.members.retain(|member| cx.find(Kind::Territory, member).is_none());
        }
        catalog.territories.extend(read);
    });
    each(&cx, Kind::Party, &mut |place, o| {
        if let Some(read) = placed::<Party>(&mut catalog.parties, party_places[place]) {
            party::links(o, read);
        }
    });
    let mut deal_places = none(Kind::Deal);
    catalog.deals.reserve_exact(deal_places.len());
    each(&cx, Kind::Deal, &mut |place, o| {
        let read = deal::deal(o, &catalog.meta.defaults).filter(|_| good(Kind::Deal, place));
        deal_places[place] = add(&mut catalog.deals, read);
    });
    each(&cx, Kind::Source, &mut |place, o| {
        if let Some(read) = placed::<Source>(&mut catalog.sources, source_places[place]) {
            proof::source_links(o, read);
        }
    });
    each(&cx, Kind::Story, &mut |place, o| {
        catalog.stories.extend(meta::story(o, &catalog.parties).filter(|_| good(Kind::Story, place)));
    });
    settle(&mut cx, Kind::Deal, &deal_places);

    let ([parties, _, deals, sources, _], mut findings) = cx.into_parts();
    catalog.party_by_id = parties.without(NO_PLACE);
    catalog.deal_by_id = deals.without(NO_PLACE);
    catalog.source_by_id = sources.without(NO_PLACE);
    findings.retain(|finding| finding.severity == Severity::Error || !is_silenced(document, finding));
    sort::by_cached_key(&mut findings, |finding| order(&finding.pointer));
    findings
}

/// Whether the record of a finding says `x_lint_ok` for its code, with a reason.
pub(crate) fn is_silenced(document: &Document, finding: &Finding) -> bool {
    let end = finding.pointer.match_indices('/').nth(2).map_or(finding.pointer.len(), |(end, _)| end);
    let Some(record) = document.pointer(&finding.pointer[..end]) else { return false };
    record.get("x_lint_reason").is_some()
        && record
            .get("x_lint_ok")
            .is_some_and(|codes| codes.items().any(|code| code.as_str() == Some(finding.code)))
}

/// Calls a reader with every record of a kind that is an object.
fn each(cx: &Context<'_>, kind: Kind, read: &mut dyn FnMut(usize, &Obj<'_, '_>)) {
    let list = At::ROOT.key(kind.list());
    for (place, record) in cx.records(kind).iter().enumerate() {
        if record.is_object() {
            read(place, &Obj::new(cx, *record, list.item(place), kind.word(), *record));
        }
    }
}

/// Adds what was read; gives its place, or that there is none.
fn add<T>(list: &mut Vec<T>, read: Option<T>) -> u32 {
    match read {
        Some(read) => {
            list.push(read);
            list.len() as u32 - 1
        }
        None => NO_PLACE,
    }
}

fn placed<T>(list: &mut [T], place: u32) -> Option<&mut T> {
    list.get_mut(place as usize)
}

/// Turns places in the document into places in the catalogue.
fn settle(cx: &mut Context<'_>, kind: Kind, places: &[u32]) {
    let settled = |place: u32| places.get(place as usize).copied().unwrap_or(NO_PLACE);
    cx.ids[kind as usize].settle(&settled);
}

fn meta(cx: &Context<'_>, parties: &[Party]) -> Meta {
    let at = At::ROOT.key("meta");
    match cx.document.root().get("meta") {
        Some(record) if record.is_object() => meta::meta(&Obj::new(cx, record, at, "meta", record), parties),
        found => {
            let (code, message) = match found {
                None => ("missing-field", "The document has no “meta”, so the page has no title."),
                Some(_) => ("wrong-type", "“meta” must be an object, so the page has no title."),
            };
            let at = if found.is_some() { at } else { At::ROOT };
            let fix = "Add “meta” with “title” and “language”.".to_string();
            cx.push(code, Severity::Error, &at, message.to_string(), Some(fix));
            Meta { language: "en".to_string(), ..Meta::default() }
        }
    }
}

/// Names unknown fields of the document itself.
fn root_fields(cx: &Context<'_>) {
    let root = cx.document.root();
    let o = Obj::new(cx, root, At::ROOT, "document", root);
    o.skip(&["$schema", "format", "meta"]);
    o.skip(&Kind::ALL.map(Kind::list));
    o.done();
}

/// Sorts findings as their records stand in the file: by list, then by record.
fn order(pointer: &str) -> (usize, usize) {
    let mut steps = pointer.split('/').skip(1);
    let list = steps.next().unwrap_or_default();
    let lists = ["", "meta", "territories", "parties", "deals", "sources", "stories"];
    let list = lists.iter().position(|name| *name == list).unwrap_or(0);
    (list, steps.next().and_then(|step| step.parse().ok()).unwrap_or(0))
}
