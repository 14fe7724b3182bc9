//! Renewals without a gap: "g continues f" (rights.md, section 3, step 4).

use super::compile::{Compiled, CompiledGrant, LinkIx};
use super::status::Status;
use crate::data::Catalog;
use crate::data::ids::{DealIx, GrantRef};
use crate::sort;

/// Cuts the end of each renewed grant and the start of its renewal to their
/// common window, until nothing changes. Returns the pairs of renewal and renewed
/// whose windows met in the end, in the order of their ids.
pub(super) fn cut(catalog: &Catalog, compiled: &mut Compiled) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (place, link) in compiled.grants.iter().enumerate() {
        let grant = &catalog.deal(link.deal).grants[link.grant];
        let Some(continues) = &grant.continues else { continue };
        for earlier in resolve(catalog, compiled, continues, grant.id.as_str()) {
            let other = &compiled.grants[earlier];
            if usable(link) && usable(other) && (link.deal, link.grant) != (other.deal, other.grant) {
                pairs.push((place, earlier));
            }
        }
    }
    // Where renewals contradict each other the first one counts: first by id,
    // so that the order of records does not matter.
    let id = |place: usize| {
        let link = &compiled.grants[place];
        let deal = catalog.deal(link.deal);
        (&deal.id, &deal.grants[link.grant].id, link.pair)
    };
    sort::by(&mut pairs, |a, b| (id(a.0), id(a.1)).cmp(&(id(b.0), id(b.1))));
    // Each pass only narrows windows, so this ends; the bound guards against circles of records.
    for _ in 0..=pairs.len() {
        let mut changed = false;
        for &(renewal, earlier) in &pairs {
            let (g, f) = (compiled.grants[renewal].period, compiled.grants[earlier].period);
            let lo = g.start_lo.max(f.end_lo.plus_days(1));
            let hi = g.start_hi.min(f.end_hi.plus_days(1));
            if lo > hi {
                continue;
            }
            let (mut g_cut, mut f_cut) = (g, f);
            (g_cut.start_lo, g_cut.start_hi) = (lo, hi);
            (f_cut.end_lo, f_cut.end_hi) = (lo.plus_days(-1), hi.plus_days(-1));
            g_cut.tighten();
            f_cut.tighten();
            if (g_cut, f_cut) != (g, f) {
                compiled.grants[renewal].period = g_cut;
                compiled.grants[earlier].period = f_cut;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    pairs.retain(|&(renewal, earlier)| {
        let (g, f) = (compiled.grants[renewal].period, compiled.grants[earlier].period);
        g.start_lo.max(f.end_lo.plus_days(1)) <= g.start_hi.min(f.end_hi.plus_days(1))
    });
    pairs
}

/// Of each grant with `upstream`, the grants listed and the renewals of them,
/// those of renewals too (4.1), in the order of the file. What a listed grant is
/// worth does not matter: a renewal of one that was called off counts as it.
pub(super) fn upstreams(catalog: &Catalog, compiled: &Compiled) -> Vec<(LinkIx, Vec<LinkIx>)> {
    // Grants as written, numbered through, and the first link of each.
    let mut first_of_deal = vec![0];
    let mut first_link = vec![0];
    for (deal, ix) in catalog.deals.iter().zip(0..) {
        for place in 0..deal.grants.len() {
            let next = first_link[first_link.len() - 1];
            let here = |link: &&CompiledGrant| link.deal == DealIx(ix) && link.grant == place;
            first_link.push(next + compiled.grants[next..].iter().take_while(here).count());
        }
        first_of_deal.push(first_link.len() - 1);
    }
    let mut renewals: Vec<(usize, usize)> = Vec::new();
    for (deal, first) in catalog.deals.iter().zip(&first_of_deal) {
        for (grant, place) in deal.grants.iter().zip(*first..) {
            if let Some(continued) = &grant.continues {
                named(catalog, continued, grant.id.as_str(), &mut |deal, earlier| {
                    renewals.push((first_of_deal[deal.at()] + earlier, place));
                });
            }
        }
    }
    sort::plain(&mut renewals);
    let mut found: Vec<(LinkIx, Vec<LinkIx>)> = Vec::new();
    for (link, place) in compiled.grants.iter().zip(0..) {
        let grant = &catalog.deal(link.deal).grants[link.grant];
        let mut listed = Vec::new();
        for reference in &grant.upstream {
            named(catalog, reference, "", &mut |deal, place| listed.push(first_of_deal[deal.at()] + place));
        }
        let mut at = 0;
        while let Some(&earlier) = listed.get(at) {
            let first = renewals.partition_point(|pair| pair.0 < earlier);
            for &(_, renewal) in renewals[first..].iter().take_while(|pair| pair.0 == earlier) {
                if !listed.contains(&renewal) {
                    listed.push(renewal);
                }
            }
            at += 1;
        }
        if !grant.upstream.is_empty() {
            sort::distinct(&mut listed);
            let links = listed.into_iter().flat_map(|grant| first_link[grant]..first_link[grant + 1]);
            found.push((place, links.map(|link| link as LinkIx).collect()));
        }
    }
    found
}

fn usable(link: &CompiledGrant) -> bool {
    link.value == Status::Certain && !link.period.unsure && !link.joint
}

/// The links that a reference names. A bare deal with several grants means, in
/// `continues`, the one with the same grant id; pass "" to mean all.
pub(crate) fn resolve(
    catalog: &Catalog,
    compiled: &Compiled,
    reference: &GrantRef,
    same: &str,
) -> Vec<usize> {
    let mut found = Vec::new();
    named(catalog, reference, same, &mut |deal, grant| {
        // The links of a deal stand together, in the order of the file.
        let first = compiled.grants.partition_point(|link| link.deal < deal);
        let links = compiled.grants[first..].iter().zip(first..).take_while(|(link, _)| link.deal == deal);
        found.extend(links.filter(|(link, _)| link.grant == grant).map(|(_, place)| place));
    });
    found
}

/// The grants as written that a reference names, by deal and place in it.
fn named(catalog: &Catalog, reference: &GrantRef, same: &str, tell: &mut dyn FnMut(DealIx, usize)) {
    let Some(deal) = catalog.deal_ix(reference.deal.as_str()) else { return };
    let grants = &catalog.deal(deal).grants;
    for (place, grant) in grants.iter().enumerate() {
        let is_meant = match &reference.grant {
            Some(wanted) => *wanted == grant.id,
            None => same.is_empty() || grants.len() == 1 || grant.id.as_str() == same,
        };
        if is_meant {
            tell(deal, place);
        }
    }
}
