//! Renewals without a gap: "g continues f" (rights.md, section 3, step 4).

use super::compile::{Compiled, CompiledGrant};
use super::status::Status;
use crate::data::Catalog;
use crate::data::ids::GrantRef;
use crate::sort;
use std::collections::BTreeMap;

/// Cuts the end of each renewed grant and the start of its renewal to their
/// common window, until nothing changes.
pub(super) fn cut(catalog: &Catalog, compiled: &mut Compiled) {
    let by_hook = by_hook(compiled);
    let mut pairs = Vec::new();
    for (place, link) in compiled.grants.iter().enumerate() {
        let grant = &catalog.deal(link.deal).grants[link.grant];
        let Some(continues) = &grant.continues else { continue };
        for earlier in resolve(catalog, continues, grant.id.as_str(), &by_hook) {
            let other = &compiled.grants[earlier];
            if usable(link) && usable(other) && link.hook != other.hook {
                pairs.push((place, earlier));
            }
        }
    }
    // Where renewals contradict each other the first one counts: first by id,
    // so that the order of records does not matter.
    let id = |place: usize| (&compiled.grants[place].hook, compiled.grants[place].pair);
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
}

fn usable(link: &CompiledGrant) -> bool {
    link.value == Status::Certain && !link.period.unsure && !link.joint
}

/// Places of the links of each hook.
pub(super) fn by_hook(compiled: &Compiled) -> BTreeMap<String, Vec<usize>> {
    let mut map: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, link) in compiled.grants.iter().enumerate() {
        map.entry(link.hook.clone()).or_default().push(place);
    }
    map
}

/// The links that a reference names. A bare deal with several grants means, in
/// `continues`, the one with the same grant id; pass "" to mean all.
pub(super) fn resolve(
    catalog: &Catalog,
    reference: &GrantRef,
    same: &str,
    by_hook: &BTreeMap<String, Vec<usize>>,
) -> Vec<usize> {
    let Some(deal) = catalog.deal_ix(reference.deal.as_str()).map(|ix| catalog.deal(ix)) else {
        return Vec::new();
    };
    deal.grants
        .iter()
        .filter(|grant| match &reference.grant {
            Some(wanted) => *wanted == grant.id,
            None => same.is_empty() || deal.grants.len() == 1 || grant.id.as_str() == same,
        })
        .filter_map(|grant| by_hook.get(&format!("{}#{}", deal.id, grant.id)))
        .flatten()
        .copied()
        .collect()
}
