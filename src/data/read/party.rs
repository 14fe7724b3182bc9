//! Parties.

use super::context::Kind;
use super::cursor::Obj;
use super::proof;
use super::terms::period;
use crate::data::codes;
use crate::data::ids::{PartyId, is_id};
use crate::data::model::{Identifier, Name, Operator, Party};
use crate::data::url::SafeUrl;

/// What a party says of itself; [`links`] adds what refers to other records.
pub(super) fn head(o: &Obj<'_, '_>) -> Option<Party> {
    let id = o.need_str("id");
    let kind = o.need_word("kind");
    let name = o.need_string("name");
    let (founded, dissolved) = period(o, "founded", "dissolved");
    let mut former_ids = Vec::new();
    if let Some(spot) = o.soft("former_ids") {
        spot.list(&mut |s| former_ids.extend(s.string().filter(|id| is_id(id))));
    }
    let country = country(o);
    let identifiers = identifiers(o, "identifiers");
    let note = o.soft_text("note");
    o.skip(&["names", "operated_by", "claims", "evidence"]);
    let pointer = o.at.pointer();
    if !o.done() {
        return None;
    }
    Some(Party {
        id: PartyId::new(id?),
        kind: kind?,
        name: name?,
        names: Vec::new(),
        country,
        founded,
        dissolved,
        operated_by: Vec::new(),
        identifiers,
        former_ids,
        claims: Vec::new(),
        evidence: Vec::new(),
        note,
        pointer,
    })
}

/// The parts of a party that refer to other records.
pub(super) fn links(o: &Obj<'_, '_>, party: &mut Party) {
    party.names = names(o);
    if let Some(spot) = o.soft("operated_by") {
        spot.list(&mut |s| {
            // An entry that cannot be read is left out; the service stays.
            if let Some(entry) = s.object("operator entry") {
                party.operated_by.extend(operator(&entry));
            }
        });
    }
    party.claims = proof::claims(o);
    party.evidence = proof::evidence(o);
}

fn operator(o: &Obj<'_, '_>) -> Option<Operator> {
    let party = o.need_party("party");
    let (start, end) = period(o, "start", "end");
    let evidence = proof::evidence(o);
    let note = o.soft_text("note");
    if !o.done() {
        return None;
    }
    Some(Operator { party: party?, start, end, evidence, note })
}

/// Names that cannot be read are left out one by one.
pub(super) fn names(o: &Obj<'_, '_>) -> Vec<Name> {
    let mut names = Vec::new();
    if let Some(spot) = o.soft("names") {
        spot.list(&mut |s| {
            if let Some(entry) = s.object("name") {
                names.extend(name(&entry));
            }
        });
    }
    names
}

fn name(o: &Obj<'_, '_>) -> Option<Name> {
    let text = o.need_string("text");
    let (start, end) = period(o, "start", "end");
    let read = Name {
        text: text.unwrap_or_default(),
        lang: o.spot("lang").and_then(|s| s.string()),
        kind: o.word("type"),
        start,
        end,
        source: o.soft_source("source"),
        note: o.soft_text("note"),
    };
    o.done().then_some(read)
}

pub(super) fn identifiers(o: &Obj<'_, '_>, field: &'static str) -> Vec<Identifier> {
    let mut identifiers = Vec::new();
    if let Some(spot) = o.soft(field) {
        spot.list(&mut |s| {
            let Some(entry) = s.object("identifier") else { return };
            let scheme = entry.need_string("scheme");
            let id = entry.need_string("id");
            let uri = address(&entry, "uri");
            if entry.done() {
                let (scheme, id) = (scheme.unwrap_or_default(), id.unwrap_or_default());
                identifiers.push(Identifier { scheme, id, uri });
            }
        });
    }
    identifiers
}

/// Seat of a party.
fn country(o: &Obj<'_, '_>) -> Option<String> {
    let spot = o.soft("country")?;
    let code = spot.str()?;
    if codes::territory(code).is_some() {
        return Some(code.to_string());
    }
    let fix = match codes::successors(code) {
        Some(now) => format!("Use {now}."),
        None => "Write an ISO 3166-1 code such as CN.".to_string(),
    };
    spot.bad("bad-territory", format!("“{code}” is not the code of a country"), Some(fix));
    None
}

/// An address of the web; any other one is left out, so that it cannot become a link.
pub(super) fn address(o: &Obj<'_, '_>, field: &'static str) -> Option<String> {
    let spot = o.soft(field)?;
    let text = spot.str()?;
    if SafeUrl::parse(text).is_some() {
        return Some(text.to_string());
    }
    let fix = "Write a plain https: or http: address without spaces and without a name before the host.";
    spot.bad("bad-address", format!("“{field}” is not a safe address"), Some(fix.to_string()));
    None
}

/// Ids of parties as they are today; unknown ones are left out one by one.
pub(super) fn party_ids(o: &Obj<'_, '_>, field: &'static str, parties: &[Party]) -> Vec<PartyId> {
    let mut ids = Vec::new();
    if let Some(spot) = o.soft(field) {
        spot.list(&mut |s| {
            let place = s.reference(Kind::Party);
            ids.extend(place.and_then(|place| parties.get(place as usize)).map(|party| party.id.clone()));
        });
    }
    ids
}
