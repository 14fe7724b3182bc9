//! Of a crowd, those who matter most: with more marks than these a picture cannot be read.

use super::picture::{Picture, PictureParty};
use crate::data::PartyIx;
use crate::rights::Status;
use crate::scene::LinkKind;
use crate::sort;

/// Most parties on a picture: more would stand on each other, or fill a hundred screens.
pub const MOST: usize = 600;

/// The places of the first so many of `count` by what they matter, in their old order.
pub(super) fn first(count: usize, most: usize, matter: &dyn Fn(usize) -> (bool, u32)) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    sort::by(&mut order, |&a, &b| matter(b).cmp(&matter(a)).then(a.cmp(&b)));
    order.truncate(most);
    sort::plain(&mut order);
    order
}

/// At most so many parties of a picture: those in the light first, where something is singled out, then
/// those with most deals; who runs a service matters as much as it does.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn drawn(picture: &Picture, most: usize) -> Vec<PictureParty> {
    let parties = &picture.parties;
    let place = |party: PartyIx| parties.binary_search_by_key(&party, |it| it.party).ok();
    let mut deals = vec![0; parties.len()];
    for link in &picture.links {
        if link.kind != LinkKind::Ownership && link.status.in_force > Status::No {
            [link.from, link.to].into_iter().filter_map(place).for_each(|at| deals[at] += 1);
        }
    }
    for (at, it) in parties.iter().enumerate() {
        if let Some(operator) = it.operator.and_then(place) {
            deals[operator] = deals[operator].max(deals[at]);
        }
    }
    first(parties.len(), most, &|at| (parties[at].lit, deals[at])).iter().map(|&at| parties[at]).collect()
}
