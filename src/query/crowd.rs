//! Of a crowd, those who matter most: with more marks than these a picture cannot be read.

use super::picture::Picture;
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

impl Picture {
    /// At most so many parties and what links them: those in the light first, where something is singled
    /// out, then those with most deals; besides, who runs the services among them. What is counted for the
    /// sentence stays.
    #[must_use]
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn thinned(&self, most: usize) -> Picture {
        let place = |party: PartyIx| self.parties.binary_search_by_key(&party, |it| it.party).ok();
        let mut deals = vec![0; self.parties.len()];
        for link in &self.links {
            if link.kind != LinkKind::Ownership && link.status.in_force > Status::No {
                [link.from, link.to].into_iter().filter_map(place).for_each(|at| deals[at] += 1);
            }
        }
        let mut kept = vec![false; deals.len()];
        for at in first(deals.len(), most, &|at| (self.parties[at].lit, deals[at])) {
            kept[at] = true;
            if let Some(operator) = self.parties[at].operator.and_then(place) {
                kept[operator] = true;
            }
        }
        let stays = |party: PartyIx| place(party).is_some_and(|at| kept[at]);
        let some = |list: &[PartyIx]| list.iter().copied().filter(|&party| stays(party)).collect();
        let mut joints = self.joints.clone();
        for joint in &mut joints {
            (joint.from, joint.to) = (some(&joint.from), some(&joint.to));
        }
        joints.retain(|joint| !joint.from.is_empty() && !joint.to.is_empty());
        let links = self.links.iter().filter(|link| stays(link.from) && stays(link.to));
        Picture {
            links: links.cloned().collect(),
            joints,
            parties: self.parties.iter().filter(|it| stays(it.party)).copied().collect(),
            counts: self.counts,
        }
    }
}
