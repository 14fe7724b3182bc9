//! Whether a grant may be passed on (sub(g) of rights.md 3.5), and the
//! presumption that it may where somebody surely did (2.4; section 3, step 7).

use super::compile::{Compiled, CompiledGrant, Reading};
use super::renewals;
use super::rows::Rows;
use super::status::Status;
use crate::data::words::{Confidence, DealType, Sublicensing};
use crate::data::{Catalog, PartyIx};

/// What the record alone says.
pub(super) fn stated(sublicensing: Sublicensing) -> Status {
    match sublicensing {
        Sublicensing::Allowed => Status::Certain,
        Sublicensing::WithConsent | Sublicensing::Unknown => Status::Possible,
        Sublicensing::Forbidden => Status::No,
    }
}

/// Raises to presumed what is not said, and what a certain sublicence rests on.
pub(super) fn presume(reading: Reading, compiled: &mut Compiled) {
    let Reading { catalog, options } = reading;
    if !options.presume || !catalog.meta.policy.sublicensing_if_confirmed {
        return;
    }
    let numbered = compiled.grants.iter().zip(0u32..);
    let by_licensee =
        Rows::new(catalog.parties.len(), &mut numbered.clone().map(|(link, ix)| (link.to.0, ix)));
    // "A grant that u renews" read from the other side: what is listed, and its renewals.
    let upstreams = renewals::upstreams(catalog, compiled);
    let mut confirmed = Vec::new();
    let mut holders = Vec::new();
    for (link, ix) in numbered {
        let Some(giver) = link.from.filter(|_| confirms(catalog, link)) else { continue };
        holders_behind(compiled, giver, &mut holders);
        if let Ok(place) = upstreams.binary_search_by_key(&ix, |entry| entry.0) {
            let listed = upstreams[place].1.iter().copied();
            confirmed.extend(listed.filter(|&u| holders.contains(&compiled.grants[u as usize].to)));
            continue;
        }
        for &u in holders.iter().flat_map(|holder| by_licensee.of(holder.at())) {
            let upper = &compiled.grants[u as usize];
            if upper.sublicensing == Sublicensing::Unknown && u != ix && share_catalogue(catalog, link, upper)
            {
                confirmed.push(u);
            }
        }
    }
    for u in confirmed {
        let link = &mut compiled.grants[u as usize];
        if link.sublicensing == Sublicensing::Unknown {
            link.may_pass_on = Status::Presumed;
        }
    }
}

/// A certain, undisputed, not joint sublicence or swap.
fn confirms(catalog: &Catalog, link: &CompiledGrant) -> bool {
    let deal = catalog.deal(link.deal);
    matches!(link.deal_type, DealType::Sublicence | DealType::Swap)
        && link.value == Status::Certain
        && !link.joint
        && deal.disputes.is_empty()
        && deal.confidence != Confidence::Disputed
}

/// Whose grants a party may pass on: its own, those of its operators, and those
/// of parties that it succeeded by merger.
fn holders_behind(compiled: &Compiled, giver: PartyIx, holders: &mut Vec<PartyIx>) {
    holders.clear();
    holders.push(giver);
    holders.extend(compiled.operators.get(giver).into_iter().flatten().map(|operator| operator.party));
    let merged = compiled.mergers.keys().filter(|&party| compiled.line(party).contains(&giver));
    for party in merged {
        if !holders.contains(&party) {
            holders.push(party);
        }
    }
}

/// Whether two grants have a listed or own catalogue in common.
fn share_catalogue(catalog: &Catalog, a: &CompiledGrant, b: &CompiledGrant) -> bool {
    let (ours, theirs) = (catalogues(catalog, a), catalogues(catalog, b));
    ours.iter().any(|party| theirs.contains(party))
}

/// Catalogues listed, else the grantor's own where that is what is meant; without those left out.
pub(super) fn catalogues(catalog: &Catalog, link: &CompiledGrant) -> Vec<PartyIx> {
    let covered = &catalog.deal(link.deal).grants[link.grant].catalogue;
    let mut listed = [covered.of.as_slice(), &covered.named].concat();
    let passed_on = matches!(link.deal_type, DealType::Sublicence | DealType::Swap);
    if listed.is_empty() && covered.holdings.is_none() && !passed_on {
        listed.extend(link.from);
    }
    listed.retain(|party| !covered.except.contains(party));
    listed
}
