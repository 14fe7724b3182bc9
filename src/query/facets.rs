//! Which values a filter can take in this dataset.

use crate::data::words::{Confidence, DealType, EffectAction, Level};
use crate::data::{Catalog, PartyIx};
use crate::small::Set;

/// Values that occur, each list in its fixed order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// Types of deals with grants.
    pub types: Vec<DealType>,
    /// Levels of exclusivity.
    pub levels: Vec<Level>,
    /// Words of confidence of those deals.
    pub confidences: Vec<Confidence>,
    /// Codes and groups of those deals' territories.
    pub territories: Vec<String>,
    /// Countries of their parties.
    pub countries: Vec<String>,
}

fn owned(texts: &Set<&str>) -> Vec<String> {
    texts.iter().map(|text| (*text).to_string()).collect()
}

/// Looks through the grants of a dataset.
pub fn facets(catalog: &Catalog) -> Facets {
    let (mut types, mut levels, mut confidences) = (Set::default(), Set::default(), Set::default());
    let (mut territories, mut countries) = (Set::default(), Set::default());
    let mut effects = catalog.deals.iter().flat_map(|deal| &deal.effects);
    let mut ends = effects.any(|effect| effect.action == EffectAction::EndExclusivity);
    for deal in catalog.deals.iter().filter(|deal| !deal.grants.is_empty()) {
        types.insert(deal.kind);
        confidences.insert(deal.confidence);
        for grant in &deal.grants {
            let own = &grant.exclusivity;
            levels.insert(own.level);
            ends |= own.start.is_some() || own.end.is_some() || own.term.is_some();
            territories
                .extend(grant.territory.iter().flat_map(|expr| expr.include.iter().map(String::as_str)));
            let country = |party: PartyIx| catalog.party(party).country.as_deref();
            countries.extend(grant.from.parties().into_iter().chain(grant.to.parties()).filter_map(country));
        }
    }
    // What is no longer exclusive, or not yet, stands on the picture as not exclusive.
    if ends {
        levels.insert(Level::NonExclusive);
    }
    Facets {
        types: types.into_vec(),
        levels: levels.into_vec(),
        confidences: confidences.into_vec(),
        territories: owned(&territories),
        countries: owned(&countries),
    }
}
