//! Which links may rest on which because they list them as upstream (rights.md 4.1).

use super::Engine;
use super::point::Scope;
use crate::data::Catalog;
use crate::rights::compile::Compiled;
use crate::rights::rows::Rows;
use crate::rights::{LinkIx, Status, renewals};

/// By link, joined renewals behind the grants: the links that may rest on it
/// because they list it, or what it renews. Who lists a grant lists what continues it
/// (`renewals::upstreams`): so a joined renewal serves where its first grant does. A joined
/// renewal asks for both of its grants (3.2).
pub(super) fn downstream(catalog: &Catalog, compiled: &Compiled, scopes: &[Scope]) -> Rows {
    let count = compiled.grants.len();
    let upstream = renewals::upstreams(catalog, compiled);
    let listing = Rows::new(
        count,
        &mut upstream.iter().flat_map(|(link, listed)| listed.iter().map(move |&h| (h, *link))),
    );
    let joined = || compiled.joined.iter().zip(0u32..);
    let joined_of = Rows::new(
        count,
        &mut joined().flat_map(|(joined, place)| [(joined.first, place), (joined.second, place)]),
    );
    let mut pairs: Vec<(LinkIx, LinkIx)> = Vec::new();
    let mut next: Vec<LinkIx> = Vec::new();
    let grants = 0..count as LinkIx;
    let renewals = joined().map(|(joined, _)| joined.first);
    for (served, link) in grants.chain(renewals).zip(0..) {
        next.clear();
        next.extend_from_slice(listing.of(served as usize));
        pairs.extend(next.iter().map(|&next| (link, next)));
        for grant in &next {
            for &place in joined_of.of(*grant as usize) {
                let renewal = &compiled.joined[place as usize];
                let rests = |grant: LinkIx| !scopes[grant as usize].lists_upstream || next.contains(&grant);
                if rests(renewal.first) && rests(renewal.second) {
                    pairs.push((link, count as LinkIx + place));
                }
            }
        }
    }
    Rows::new(count + compiled.joined.len(), &mut pairs.into_iter())
}

impl Engine<'_> {
    /// Whether a grant may rest on another one by its own words.
    pub(super) fn may_rest_on(&self, next: LinkIx, link: LinkIx) -> bool {
        let (record, upper) = (self.grant(next), self.grant(link));
        if !self.lists_upstream(next) {
            return true;
        }
        if record.value > Status::No && upper.value > Status::No {
            return self.downstream(link).contains(&next);
        }
        // What is worth nothing is in no index of renewals: its records are read.
        let listed = &self.catalog.deal(record.deal).grants[record.grant].upstream;
        let (mut deal, mut place) = (upper.deal, upper.grant);
        for _ in &self.catalog.deals {
            let grant = &self.catalog.deal(deal).grants[place];
            let lists = |id: &str| self.catalog.deal_ix(id) == Some(deal);
            if listed
                .iter()
                .any(|it| lists(it.deal.as_str()) && it.grant.as_ref().is_none_or(|id| *id == grant.id))
            {
                return true;
            }
            let Some(renewed) = &grant.continues else { return false };
            let id = renewed.grant.as_ref().unwrap_or(&grant.id);
            let Some(earlier) = self.catalog.deal_ix(renewed.deal.as_str()) else { return false };
            let grants = &self.catalog.deal(earlier).grants;
            (deal, place) = (earlier, grants.iter().position(|grant| grant.id == *id).unwrap_or(0));
            if grants.is_empty() {
                return false;
            }
        }
        false
    }
}
