//! Every party that a deal names, in any role.

use crate::data::model::EffectTarget;
use crate::data::{Catalog, Deal, PartyIx};
use crate::small::Set;

/// The parties of a deal: both sides, whose catalogues, who ordered, brokered
/// or is otherwise concerned, and artists that have a record.
pub fn concerned(catalog: &Catalog, deal: &Deal) -> Set<PartyIx> {
    let mut out: Set<PartyIx> = Set::default();
    for side in [&deal.from, &deal.to].into_iter().flatten() {
        out.extend_from(&[&side.parties()]);
    }
    out.extend(deal.authority);
    out.extend_from(&[&deal.addressees, &deal.brokers, &deal.involves]);
    for grant in &deal.grants {
        let catalogue = &grant.catalogue;
        out.extend_from(&[&grant.from.parties(), &grant.to.parties()]);
        out.extend_from(&[&catalogue.of, &catalogue.named, &catalogue.except]);
        out.extend_from(&[&grant.exclusivity.carve_outs]);
        out.extend(catalogue.artists.iter().filter_map(|artist| catalog.party_ix(artist)));
    }
    for effect in &deal.effects {
        if let EffectTarget::Select { from, to, .. } = &effect.target {
            out.extend_from(&[from, to]);
        }
    }
    out
}
