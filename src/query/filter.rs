//! Whether a deal passes the reader's filters; the same for every view.

use crate::data::words::Level;
use crate::data::{Catalog, Deal, PartyIx};
use crate::rights::Territories;
use crate::state::Filters;

/// Whether one grant of a deal, or a deal without grants, passes: its level of
/// exclusivity, where it is for, and the parties whose country counts.
pub fn passes(
    catalog: &Catalog,
    filters: &Filters,
    deal: &Deal,
    level: Option<Level>,
    territory: Option<Territories>,
    parties: &[PartyIx],
) -> bool {
    let country = |party: &PartyIx| {
        let country = catalog.party(*party).country.as_ref();
        country.is_some_and(|country| filters.country.contains(country))
    };
    // A territory that is not known may be any.
    let reaches = |wanted: Territories| territory.is_none_or(|covered| covered.meets(wanted));
    within(&filters.types, Some(&deal.kind))
        && within(&filters.confidence, Some(&deal.confidence))
        && within(&filters.exclusivity, level.as_ref())
        && (filters.country.is_empty() || parties.iter().any(country))
        && (filters.territory.is_empty() || reaches(Territories::named(catalog, &filters.territory)))
}

/// Whether a value is among those wanted; nothing wanted lets everything through.
fn within<T: PartialEq>(wanted: &[T], value: Option<&T>) -> bool {
    wanted.is_empty() || value.is_some_and(|value| wanted.contains(value))
}
