//! Whether a grant may be passed on (sub(g) of rights.md 3.5), and the
//! presumption that it may where somebody surely did (2.4; section 3, step 7).

use super::compile::{Compiled, CompiledGrant, LinkIx, Reading};
use super::renewals;
use super::status::Status;
use crate::data::words::{Confidence, DealType, Sublicensing};
use crate::data::{Catalog, PartyIx};
use crate::sort;

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
    // "A grant that u renews" read from the other side: what is listed, and its renewals.
    let upstreams = renewals::upstreams(catalog, compiled);
    let open = OpenGrants::new(catalog, compiled);
    let merged: Vec<(PartyIx, Vec<PartyIx>)> =
        compiled.mergers.keys().map(|party| (party, compiled.line(party))).collect();
    let mut confirmed = Vec::new();
    let mut holders = Vec::new();
    for (link, ix) in compiled.grants.iter().zip(0u32..) {
        let Some(giver) = link.from.filter(|_| confirms(catalog, link)) else { continue };
        // Its own grants, those of its operators, and those of parties that it succeeded by merger.
        holders.clear();
        holders.push(giver);
        holders.extend(compiled.operators.get(giver).into_iter().flatten().map(|operator| operator.party));
        holders.extend(merged.iter().filter(|(_, line)| line[1..].contains(&giver)).map(|(party, _)| *party));
        if let Ok(place) = upstreams.binary_search_by_key(&ix, |entry| entry.0) {
            let listed = upstreams[place].1.iter().copied();
            confirmed.extend(listed.filter(|&u| holders.contains(&compiled.grants[u as usize].to)));
            continue;
        }
        for catalogue in catalogues(catalog, link) {
            for &holder in &holders {
                confirmed.extend(open.of(holder, catalogue).filter(|&u| u != ix));
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

/// Grants of which it is not known whether they may be passed on, by licensee
/// and by listed or own catalogue.
struct OpenGrants(Vec<(PartyIx, PartyIx, LinkIx)>);

impl OpenGrants {
    fn new(catalog: &Catalog, compiled: &Compiled) -> OpenGrants {
        let mut found = Vec::new();
        for (link, ix) in compiled.grants.iter().zip(0..) {
            if link.sublicensing == Sublicensing::Unknown {
                let listed = catalogues(catalog, link).into_iter();
                found.extend(listed.map(|catalogue| (link.to, catalogue, ix)));
            }
        }
        sort::plain(&mut found);
        OpenGrants(found)
    }

    fn of(&self, holder: PartyIx, catalogue: PartyIx) -> impl Iterator<Item = LinkIx> {
        let first = self.0.partition_point(|entry| (entry.0, entry.1) < (holder, catalogue));
        let row = self.0[first..].iter().take_while(move |entry| (entry.0, entry.1) == (holder, catalogue));
        row.map(|entry| entry.2)
    }
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
