//! Steps of stories, with what they leave out filled in.

use crate::data::{Catalog, DealIx};

/// The deals that a step highlights; none if there is no such step.
pub fn deals(catalog: &Catalog, story: &str, number: usize) -> Vec<DealIx> {
    let step = catalog
        .stories
        .iter()
        .find(|s| s.id.as_str() == story)
        .and_then(|s| s.steps.get(number.checked_sub(1)?));
    step.map(|step| step.deals.iter().filter_map(|id| catalog.deal_ix(id.as_str())).collect())
        .unwrap_or_default()
}
