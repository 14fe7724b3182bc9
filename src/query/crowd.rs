//! Of a crowd, those who matter most: with more marks than these a picture cannot be read.

use super::picture::{Picture, PictureParty};
use crate::data::PartyIx;
use crate::rights::Status;
use crate::scene::LinkKind;
use crate::sort;

/// Most parties and links of a picture.
#[derive(Clone, Copy, Debug)]
pub struct Most {
    /// Parties.
    pub parties: usize,
    /// Links between these.
    pub links: usize,
}

/// More would stand on each other, or fill a hundred screens.
pub const MOST: Most = Most { parties: 600, links: 2_000 };
/// The same of the network, whose lines cross all over it: with more of them none can be followed, and a browser
/// takes longer than a frame to paint them.
pub const MOST_OF_NETWORK: Most = Most { parties: 300, links: 600 };
/// Most links one way between two parties of a crowd's network: there would be no room for others.
pub const MOST_ONE_WAY: usize = 2;

/// What a party matters.
#[derive(Clone, Copy, Default)]
pub(super) struct Weight {
    /// Is named by the focus.
    pub named: bool,
    /// Is in the light, if not all are.
    pub lit: bool,
    /// Deals in which it licenses.
    pub gives: u32,
    /// Deals in which it is licensed.
    pub receives: u32,
}

/// The places of those who are drawn, in their old order: who is named, then who is in the light, then the
/// others; of each the licensor and the licensee with most deals, the second of both, and so on, as long as
/// there is room for what links them.
pub(super) fn first(
    weights: &[Weight],
    links: &mut dyn Iterator<Item = (usize, usize)>,
    most: Most,
) -> Vec<usize> {
    let dark = |at: usize| u32::from(!weights[at].named) + u32::from(!weights[at].lit);
    let deals = |at: usize| weights[at].gives + weights[at].receives;
    let mut order: Vec<[u32; 3]> =
        (0..weights.len()).map(|at| [dark(at), u32::MAX - deals(at), at as u32]).collect();
    sort::rows(&mut order);
    let mut on_side = [0, 0];
    for [_, nth, at] in &mut order {
        let Weight { gives, receives, .. } = weights[*at as usize];
        let count = &mut on_side[usize::from(receives > gives)];
        *nth = *count;
        *count += 1;
    }
    sort::rows(&mut order);
    let mut order: Vec<usize> = order.iter().map(|row| row[2] as usize).collect();
    let mut rank = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, &at)| rank[at] = place);
    // A link comes with the later of its ends.
    let mut come = vec![0; order.len()];
    links.for_each(|(from, to)| come[rank[from].max(rank[to])] += 1);
    let mut sum = 0;
    let has_room = |links: &&usize| {
        sum += **links;
        sum <= most.links
    };
    let count = come.iter().take(most.parties).take_while(has_room).count();
    order.truncate(count);
    sort::plain(&mut order);
    order
}

impl Picture {
    /// Whether there is more on it than can be read.
    pub fn is_crowded(&self) -> bool {
        self.parties.len() > MOST.parties || self.links.len() > MOST.links
    }

    /// Its parties, no more of them than can be read. Who runs a service matters as much as it does.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn drawn(&self, most: Most) -> Vec<PictureParty> {
        let parties = &self.parties;
        let place = |party: PartyIx| parties.binary_search_by_key(&party, |it| it.party).ok();
        let pairs: Vec<(usize, usize, bool)> = (self.links.iter())
            .filter_map(|link| {
                let counts = link.kind != LinkKind::Ownership && link.status.in_force > Status::No;
                Some((place(link.from)?, place(link.to)?, counts))
            })
            .collect();
        let mut weights: Vec<Weight> = parties
            .iter()
            .map(|it| Weight { named: self.named.contains(&it.party), lit: it.lit, ..Weight::default() })
            .collect();
        for &(from, to, _) in pairs.iter().filter(|pair| pair.2) {
            weights[from].gives += 1;
            weights[to].receives += 1;
        }
        for (at, it) in parties.iter().enumerate() {
            if let Some(operator) = it.operator.and_then(place) {
                let Weight { gives, receives, .. } = weights[at];
                if gives + receives > weights[operator].gives + weights[operator].receives {
                    (weights[operator].gives, weights[operator].receives) = (gives, receives);
                }
            }
        }
        let drawn = first(&weights, &mut pairs.iter().map(|pair| (pair.0, pair.1)), most);
        drawn.iter().map(|&at| parties[at]).collect()
    }
}
