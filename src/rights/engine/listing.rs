//! Which links may rest on which because they list them as upstream (rights.md 4.1).

use super::point::Scope;
use crate::data::Catalog;
use crate::rights::compile::Compiled;
use crate::rights::rows::Rows;
use crate::rights::{LinkIx, renewals};

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
