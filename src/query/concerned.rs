//! Every party that a deal names, in any role.

use crate::data::model::EffectTarget;
use crate::data::{Catalog, Deal, PartyIx};
use std::collections::BTreeSet;

/// The parties of a deal: both sides, whose catalogues, who ordered, brokered
/// or is otherwise concerned, and artists that have a record.
pub fn concerned(catalog: &Catalog, deal: &Deal) -> BTreeSet<PartyIx> {
    let mut out: BTreeSet<PartyIx> = BTreeSet::new();
    for side in [&deal.from, &deal.to].into_iter().flatten() {
        out.extend(side.parties());
    }
    out.extend(deal.authority);
    out.extend(deal.addressees.iter().chain(&deal.brokers).chain(&deal.involves));
    for grant in &deal.grants {
        out.extend(grant.from.parties());
        out.extend(grant.to.parties());
        let catalogue = &grant.catalogue;
        out.extend(catalogue.of.iter().chain(&catalogue.named).chain(&catalogue.except));
        out.extend(catalogue.artists.iter().filter_map(|artist| catalog.party_ix(artist)));
        out.extend(&grant.exclusivity.carve_outs);
    }
    for effect in &deal.effects {
        if let EffectTarget::Select { from, to, .. } = &effect.target {
            out.extend(from.iter().chain(to));
        }
    }
    out
}
