//! Who may own a catalogue while a grant may start (rights.md 3.4), for the
//! findings that ask whether somebody surely does not.

use super::boxes::scopes_meet;
use super::prepared::Prepared;
use crate::data::PartyIx;
use crate::dates::Day;
use crate::rights::{CompiledGrant, Status};

/// Whether a grant's licensor may own a catalogue on some day on which the
/// grant may start: itself, as successor, or through an operator of a service.
pub fn may_own(prepared: &Prepared, link: u32, catalogue: PartyIx) -> bool {
    let Some(grantor) = prepared.link(link).from else { return true };
    // Most grant what is their own and was never assigned.
    if grantor == catalogue && prepared.assignments(catalogue).is_empty() {
        return true;
    }
    let period = &prepared.link(link).period;
    let owners = owners(prepared, link, catalogue, period.start_lo);
    let stands_for =
        |party: PartyIx| owners.iter().any(|owner| stands_in(prepared, *owner, party, period.start_hi));
    let compiled = prepared.compiled;
    // Whoever stands in the grantor's place gives the grant then (3.3).
    let mut acting = compiled.line(grantor);
    for run in compiled.operators.get(grantor).into_iter().flatten() {
        acting.extend(compiled.line(run.party));
    }
    acting.into_iter().any(stands_for)
}

/// Whether a party ever owned a catalogue, in part at least.
pub fn ever_owned(prepared: &Prepared, party: PartyIx, catalogue: PartyIx) -> bool {
    let mut owners = vec![catalogue];
    for assignment in prepared.assignments(catalogue) {
        owners.push(prepared.link(assignment).to);
    }
    let stands = |owner: PartyIx, of: PartyIx| stands_in(prepared, owner, of, Day::MAX);
    owners.into_iter().any(|owner| stands(owner, party) || stands(party, owner))
}

/// Possible owners of a catalogue at the points of a grant, from a day on.
fn owners(prepared: &Prepared, link: u32, catalogue: PartyIx, from: Day) -> Vec<PartyIx> {
    // Who may own it, and whether surely.
    let mut owners: Vec<(PartyIx, bool)> = vec![(catalogue, true)];
    let assignments = prepared.assignments(catalogue);
    for &place in &assignments {
        let assignment = prepared.link(place);
        let is_later = assignment.period.start_lo > prepared.link(link).period.start_hi;
        if place == link || is_later || !meets(prepared, place, link) {
            continue;
        }
        let Some(assignor) = assignment.from else { continue };
        let is_assignor = |owner: PartyIx| stands_in(prepared, owner, assignor, assignment.period.start_hi);
        let Some(at) = owners.iter().position(|(owner, _)| is_assignor(*owner)) else { continue };
        let alone = |other: &u32| {
            let other_start = &prepared.link(*other).period;
            *other == place
                || !meets(prepared, *other, link)
                || other_start.start_lo > assignment.period.start_hi
                || other_start.start_hi < assignment.period.start_lo
        };
        let owned = owners[at].1 && owners.len() == 1;
        if owned && passes(prepared, place, link, catalogue, from) && assignments.iter().all(alone) {
            owners = vec![(assignment.to, true)];
        } else {
            owners[at].1 = false;
            owners.push((assignment.to, false));
        }
    }
    owners.into_iter().map(|(owner, _)| owner).collect()
}

/// Whether an assignment surely passes the whole catalogue, at every point of a
/// grant, by a day.
fn passes(prepared: &Prepared, assignment: u32, link: u32, catalogue: PartyIx, day: Day) -> bool {
    let passed = prepared.link(assignment);
    let terms = &prepared.terms(assignment).catalogue;
    let whole = terms.share.is_none()
        && terms.count.is_none()
        && terms.except_words.is_empty()
        && terms.holdings.is_none()
        && terms.complete != Some(false)
        && prepared.cats(assignment).contains(&catalogue);
    let covers = prepared.small[link as usize].scope & !prepared.small[assignment as usize].scope == 0;
    passed.value == Status::Certain
        && passed.period.status(day) == Status::Certain
        && whole
        && covers
        && contains(passed, prepared.link(link))
}

fn contains(assignment: &CompiledGrant, link: &CompiledGrant) -> bool {
    assignment.territory.zip(link.territory).is_some_and(|(whole, part)| part.within(whole))
}

fn meets(prepared: &Prepared, a: u32, b: u32) -> bool {
    let (first, second) = (prepared.link(a), prepared.link(b));
    let apart = first.territory.zip(second.territory).is_some_and(|(here, there)| !here.meets(there));
    !apart && scopes_meet(prepared.small[a as usize].scope, prepared.small[b as usize].scope)
}

/// Whether a party is an owner, or may stand in its place by a day.
fn stands_in(prepared: &Prepared, owner: PartyIx, party: PartyIx, day: Day) -> bool {
    if owner == party {
        return true;
    }
    if prepared.compiled.mergers.get(owner).is_none() {
        return false;
    }
    let mut line = vec![owner];
    let mut at = 0;
    while let Some(&owner) = line.get(at) {
        for &(to, lo, ..) in prepared.compiled.mergers.get(owner).into_iter().flatten() {
            if lo <= day && !line.contains(&to) {
                line.push(to);
            }
        }
        at += 1;
    }
    line.contains(&party)
}
