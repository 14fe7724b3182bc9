//! Check 14: records that refer to each other in a circle. Groups of
//! territories are the loader's.

use super::{Lint, grant_id};
use crate::data::ids::GrantRef;
use crate::data::model::PartyRef;
use crate::data::words::{Control, DealType};
use crate::data::{Deal, DealIx, PartyIx};
use crate::dates::{Bound, Day};
use crate::small::Set;

pub(super) fn check(lint: &Lint) {
    grants(lint, "upstream", &|grant| &grant.upstream);
    grants(lint, "continues", &|grant| grant.continues.as_slice());
    let deals = &lint.catalog.deals;
    let replaces: Vec<Vec<u32>> = deals
        .iter()
        .map(|deal| {
            deal.replaces.iter().filter_map(|id| Some(lint.catalog.deal_ix(id.as_str())?.0)).collect()
        })
        .collect();
    for circle in circles(&replaces) {
        let names: Vec<String> = circle.iter().map(|at| deals[*at as usize].id.to_string()).collect();
        report(lint, &deals[circle[0] as usize].pointer, "replaces", &names);
    }
    parties(lint, "mergers", &|_, deal| deal.kind == DealType::Merger);
    parties(lint, "ownership", &|_, deal| deal.kind == DealType::Ownership && may_control(deal));
    let mut operators = vec![Vec::new(); lint.catalog.parties.len()];
    for (place, party) in lint.catalog.parties.iter().enumerate() {
        operators[place] = party.operated_by.iter().map(|run| run.party.0).collect();
    }
    for circle in circles(&operators) {
        let party = &lint.catalog.parties[circle[0] as usize];
        report(lint, &party.pointer, "operated_by", &names(lint, &circle));
    }
}

fn report(lint: &Lint, pointer: &str, by: &str, names: &[String]) {
    let names: Vec<String> = names.iter().take(10).map(|name| format!("“{name}”")).collect();
    let message =
        format!("{} refer to each other in a circle ({by}): none of them comes first.", names.join(", "));
    lint.error("cycle", pointer, message, "Correct the reference that leads back.");
}

fn names(lint: &Lint, circle: &[u32]) -> Vec<String> {
    circle.iter().map(|at| lint.catalog.party(PartyIx(*at)).id.to_string()).collect()
}

/// Circles of grants by one field.
fn grants(lint: &Lint, field: &str, of: &dyn Fn(&crate::data::Grant) -> &[GrantRef]) {
    let deals = &lint.catalog.deals;
    // Places of the first grant of each deal in one row of all grants.
    let mut first = Vec::with_capacity(deals.len());
    let mut all: Vec<(DealIx, usize)> = Vec::new();
    for (place, deal) in deals.iter().enumerate() {
        first.push(all.len());
        all.extend((0..deal.grants.len()).map(|grant| (DealIx(place as u32), grant)));
    }
    let mut edges = vec![Vec::new(); all.len()];
    for (from, (ix, grant)) in all.iter().enumerate() {
        for reference in of(&lint.catalog.deal(*ix).grants[*grant]) {
            let Some(target) = lint.catalog.deal_ix(reference.deal.as_str()) else { continue };
            for (place, other) in lint.catalog.deal(target).grants.iter().enumerate() {
                if reference.grant.as_ref().is_none_or(|wanted| *wanted == other.id) {
                    edges[from].push((first[target.at()] + place) as u32);
                }
            }
        }
    }
    for circle in circles(&edges) {
        let of = |at: u32| all[at as usize];
        let names: Vec<String> =
            circle.iter().map(|at| grant_id(lint.catalog.deal(of(*at).0), of(*at).1)).collect();
        let (ix, grant) = of(circle[0]);
        report(lint, &lint.term(lint.catalog.deal(ix), grant, field), field, &names);
    }
}

/// Circles of parties by deals of one kind that may be true at one time.
fn parties(lint: &Lint, by: &str, counts: &dyn Fn(DealIx, &Deal) -> bool) {
    let mut edges = vec![Vec::new(); lint.catalog.parties.len()];
    let mut held: Vec<(PartyIx, PartyIx, DealIx)> = Vec::new();
    for (place, deal) in lint.catalog.deals.iter().enumerate() {
        let ix = DealIx(place as u32);
        let (Some(from), Some(to)) = (&deal.from, &deal.to) else { continue };
        if !counts(ix, deal) || [from, to].iter().any(|side| matches!(side, PartyRef::Joint(_))) {
            continue;
        }
        for from in from.parties() {
            for to in to.parties() {
                edges[from.at()].push(to.0);
                held.push((from, to, ix));
            }
        }
    }
    for circle in circles(&edges) {
        let inside: Set<u32> = circle.iter().copied().collect();
        let deals: Vec<&Deal> = held
            .iter()
            .filter(|(from, to, _)| inside.contains(&from.0) && inside.contains(&to.0))
            .map(|(_, _, ix)| lint.catalog.deal(*ix))
            .collect();
        let bound = |bound: &Option<Bound>, open: Day, hi: bool| match bound.as_ref().and_then(Bound::when) {
            Some(when) => {
                if hi {
                    when.hi
                } else {
                    when.lo
                }
            }
            None => open,
        };
        let first = deals.iter().map(|deal| bound(&deal.start, Day::MIN, false)).max();
        let last = deals.iter().map(|deal| bound(&deal.end, Day::MAX, true)).min();
        if first <= last
            && let Some(deal) = deals.first()
        {
            report(lint, &deal.pointer, by, &names(lint, &circle));
        }
    }
}

/// Crossed minority stakes are no circle.
fn may_control(deal: &Deal) -> bool {
    match deal.control {
        Some(Control::Yes) => true,
        Some(Control::No) => false,
        Some(Control::Unknown) | None => {
            deal.stake.as_ref().and_then(|stake| stake.maximum).is_none_or(|most| most > 50.0)
        }
    }
}

/// The circles of a graph: its strongly connected components of more than one
/// node, or of one that leads to itself. R. Tarjan, "Depth-first search and
/// linear graph algorithms" (1972), without recursion.
fn circles(edges: &[Vec<u32>]) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    let mut order = vec![NEW; edges.len()];
    let mut low = vec![0; edges.len()];
    let mut on_stack = vec![false; edges.len()];
    let (mut stack, mut found, mut next) = (Vec::new(), Vec::new(), 0);
    for root in 0..edges.len() {
        if order[root] != NEW {
            continue;
        }
        let mut calls = vec![(root, 0)];
        while let Some((node, at)) = calls.pop() {
            if at == 0 {
                (order[node], low[node]) = (next, next);
                next += 1;
                stack.push(node as u32);
                on_stack[node] = true;
            }
            let Some(&to) = edges[node].get(at) else {
                if low[node] == order[node] {
                    let start = stack.iter().rposition(|other| *other as usize == node).unwrap_or(0);
                    let mut circle = stack.split_off(start);
                    for other in &circle {
                        on_stack[*other as usize] = false;
                    }
                    if circle.len() > 1 || edges[node].contains(&(node as u32)) {
                        crate::sort::plain(&mut circle);
                        found.push(circle);
                    }
                }
                if let Some(&(above, _)) = calls.last() {
                    low[above] = low[above].min(low[node]);
                }
                continue;
            };
            calls.push((node, at + 1));
            let to = to as usize;
            if order[to] == NEW {
                calls.push((to, 0));
            } else if on_stack[to] {
                low[node] = low[node].min(order[to]);
            }
        }
    }
    found
}
