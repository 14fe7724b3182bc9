//! What a record is worth (rights.md, section 3, step 2), and what was known of
//! it on a day (section 8).

use super::compile::{Compiled, Options};
use super::status::Status;
use crate::data::model::Evidence;
use crate::data::words::{Choice, Confidence, Stage, Stance};
use crate::data::{Catalog, Deal};
use crate::dates::{Bound, Day, When};

/// The value of a deal (step 2), as known on a day (section 8).
pub(super) fn deal_value(catalog: &Catalog, deal: &Deal, options: Options) -> Status {
    let policy = &catalog.meta.policy;
    let has = |words: &[Confidence]| words.contains(&deal.confidence);
    let mut value = if has(&policy.certain) {
        Status::Certain
    } else if has(&policy.possible) {
        Status::Possible
    } else {
        Status::No
    };
    match deal.stage {
        Some(Stage::Announced) => value = value.min(Status::Possible),
        Some(Stage::Cancelled) => value = Status::No,
        Some(Stage::Signed | Stage::Completed) | None => {}
    }
    match (&deal.retracted, options.known) {
        (Some(_), None) => value = Status::No,
        (Some(retracted), Some(known)) if retracted.date.hi <= known => value = Status::No,
        (Some(retracted), Some(known)) if retracted.date.lo <= known => value = value.min(Status::Possible),
        _ => {}
    }
    if let Some(known) = options.known {
        value = value.min(known_on(catalog, &deal.evidence, known));
    }
    value
}

impl Compiled {
    /// Whether anything at all was known of a deal on the day of knowledge.
    pub fn is_known(&self, catalog: &Catalog, deal: &Deal) -> bool {
        is_known(catalog, deal, self.options)
    }
}

/// Whether anything at all was known of a deal on the day of knowledge (section 8).
pub(super) fn is_known(catalog: &Catalog, deal: &Deal, options: Options) -> bool {
    options.known.is_none_or(|known| known_on(catalog, &deal.evidence, known) > Status::No)
}

/// Whether a supporting source was published by a day; the best source counts.
fn known_on(catalog: &Catalog, evidence: &[Evidence], known: Day) -> Status {
    let mut best = None;
    for piece in evidence.iter().filter(|piece| piece.stance == Stance::Supports) {
        let status = match &catalog.source(piece.source).published {
            Some(published) if published.lo > known => Status::No,
            Some(published) if published.hi <= known && !published.unsure => Status::Certain,
            _ => Status::Possible,
        };
        best = best.max(Some(status));
    }
    best.unwrap_or(Status::Possible)
}

/// Publication days of the sources that show a deal's grants in force. What
/// rests on an unsure day is at most possible, so such a source shows nothing.
pub(super) fn sightings<'a>(catalog: &'a Catalog, deal: &'a Deal, known: Option<Day>) -> Vec<&'a When> {
    deal.evidence
        .iter()
        .filter(|piece| piece.in_force && piece.stance == Stance::Supports)
        .filter_map(|piece| catalog.source(piece.source).published.as_ref())
        .filter(|published| !published.unsure && known.is_none_or(|known| published.hi <= known))
        .collect()
}

/// The last day of a life or an operator, if there is one that was known. One
/// that may lie after the day of knowledge may also not be known yet.
pub(super) fn known_end(end: Option<&Bound>, known: Option<Day>) -> (Day, Day, bool) {
    match (end, known) {
        (Some(Bound::When(when)), Some(known)) if when.lo > known => (Day::MAX, Day::MAX, false),
        (Some(Bound::When(when)), Some(known)) if when.hi > known => (when.lo, Day::MAX, when.unsure),
        (Some(Bound::When(when)), _) => (when.lo, when.hi, when.unsure),
        (Some(Bound::Open) | None, _) => (Day::MAX, Day::MAX, false),
    }
}

/// Whether every claim on a field of a grant that is not rejected is open
/// (step 1). A claim on the deal's field speaks of the grants that take the
/// field from the deal.
pub(super) fn is_open(deal: &Deal, grant: usize, field: &str) -> bool {
    if deal.claims.is_empty() {
        return false;
    }
    let on_grant = format!("/grants/{grant}/{field}");
    claims_open(deal, &on_grant).unwrap_or_else(|| {
        let is_own = deal.grants.get(grant).is_some_and(|grant| grant.stated.has(field));
        !is_own && claims_open(deal, &format!("/{field}")) == Some(true)
    })
}

/// Whether all claims on a field are open; nothing if there are none.
fn claims_open(deal: &Deal, field: &str) -> Option<bool> {
    let counted = |claim: &&crate::data::model::Claim| claim.choice != Choice::Rejected;
    let on_it = deal.claims.iter().filter(|claim| claim.field.as_deref() == Some(field)).filter(counted);
    on_it.map(|claim| claim.choice == Choice::Open).reduce(|all, open| all && open)
}
