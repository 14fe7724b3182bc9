//! Check 25: what lies about unused, and what was left half done.

use super::{Lint, YEAR, join};
use crate::data::words::{DealType, DisputeResponse, PartyKind};
use crate::data::{Deal, PartyIx};
use crate::small::Set;
use crate::sort;
use serde_json::Value;

/// Characters of a quote.
const LONGEST_QUOTE: usize = 300;

const CODE: &str = "housekeeping";

pub(super) fn check(lint: &Lint) {
    unused(lint);
    for deal in &lint.catalog.deals {
        of_deal(lint, deal);
    }
    let mut licensees: Vec<PartyIx> = lint.compiled.grants.iter().map(|link| link.to).collect();
    sort::distinct(&mut licensees);
    for (place, party) in lint.catalog.parties.iter().enumerate() {
        let idle = party.operated_by.is_empty() && licensees.binary_search(&PartyIx(place as u32)).is_err();
        if party.kind == PartyKind::Service && idle {
            let message =
                format!("The service “{}” has no operator and no grant: it can offer nothing.", party.id);
            lint.note(CODE, &party.pointer, message, "Add “operated_by”, or a deal.");
        }
        quotes(lint, &party.evidence, &party.pointer);
    }
}

fn of_deal(lint: &Lint, deal: &Deal) {
    let plain = matches!(deal.kind, DealType::Ownership | DealType::Merger | DealType::Event);
    if deal.grants.is_empty() && deal.effects.is_empty() && deal.replaces.is_empty() && !plain {
        let message = format!("“{}” has neither terms nor effects, so it changes nothing.", deal.id);
        lint.note(CODE, &deal.pointer, message, "Add what it does, or make it an event.");
    }
    if deal.kind == DealType::Event && deal.date.is_none() && deal.announced.is_none() {
        let message = format!("The event “{}” has no date, so no view can place it.", deal.id);
        lint.note(CODE, &deal.pointer, message, "Add “date”, as precise as you know it.");
    }
    for (place, dispute) in deal.disputes.iter().enumerate() {
        let old =
            dispute.date.as_ref().zip(lint.today).is_some_and(|(date, today)| YEAR.after(date.hi) < today);
        if dispute.response == Some(DisputeResponse::Pending) && old {
            let message = format!("A dispute about “{}” has been pending for over a year.", deal.id);
            let pointer = join(&deal.pointer, &["disputes", &place.to_string()]);
            lint.note(CODE, &pointer, message, "Ask the other side again, and record the answer.");
        }
    }
    quotes(lint, &deal.evidence, &deal.pointer);
}

fn quotes(lint: &Lint, evidence: &[crate::data::model::Evidence], pointer: &str) {
    for (place, piece) in evidence.iter().enumerate() {
        if piece.quote.as_ref().is_some_and(|quote| quote.chars().count() > LONGEST_QUOTE) {
            let message = format!(
                "A quote has over {LONGEST_QUOTE} characters: readers skip it, and it may be more than may be quoted."
            );
            let pointer = join(pointer, &["evidence", &place.to_string(), "quote"]);
            lint.note(CODE, &pointer, message, "Keep the words that carry the record.");
        }
    }
}

/// Parties, groups and sources that nothing refers to.
fn unused(lint: &Lint) {
    let mut named = Vec::new();
    strings(lint.catalog.document.json(), "", &mut named);
    sort::distinct(&mut named);
    let catalog = lint.catalog;
    let says = |id: &str| named.binary_search(&id).is_ok();
    for party in &catalog.parties {
        if !says(party.id.as_str()) && !party.former_ids.iter().any(|id| says(id)) {
            let message = format!("Nothing refers to the party “{}”.", party.id);
            lint.note(CODE, &party.pointer, message, "Remove it, or add the deal that it is for.");
        }
    }
    let known: Set<&str> = catalog.territories.iter().map(|group| group.id.as_str()).collect();
    let groups = catalog.document.json().get("territories").and_then(Value::as_array).into_iter().flatten();
    for (place, group) in groups.enumerate() {
        let Some(id) = group.get("id").and_then(Value::as_str) else { continue };
        if known.contains(&id) && !says(id) {
            let message = format!("Nothing refers to the group “{id}”.");
            lint.note(CODE, &format!("/territories/{place}"), message, "Remove it, or use it.");
        }
    }
    for source in &catalog.sources {
        if !says(source.id.as_str()) {
            let message = format!("Nothing rests on the source “{}”.", source.id);
            lint.note(CODE, &source.pointer, message, "Remove it, or add it to “evidence”.");
        }
    }
}

/// Every text of the document that may be a reference: no id of its own, no name, no prose.
fn strings<'d>(value: &'d Value, name: &str, found: &mut Vec<&'d str>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter().filter(|(key, _)| !key.starts_with("x_")) {
                strings(inner, key, found);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| strings(inner, name, found)),
        Value::String(text) => {
            let own = ["id", "former_ids", "name", "title", "text", "note", "quote", "publisher", "author"];
            // Ids have no more characters.
            if !own.contains(&name) && text.len() <= 80 {
                found.push(text);
            }
        }
        _ => {}
    }
}
