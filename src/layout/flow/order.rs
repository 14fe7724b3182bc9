//! Who stands above whom.
//!
//! One order for the whole dataset ([`Order`]), computed once from all links of
//! all time; a day shows the visible part of it, improved by a few exchanges of
//! neighbours, each of which must save crossings. So a node keeps its place from
//! one day to the next unless moving it untangles something.
//!
//! The method is the ordering phase of layered drawing: barycentre sweeps
//! (Sugiyama, Tagawa, Toda 1981), the best of all rounds is kept, then exchange of
//! adjacent nodes ("transpose" in Gansner et al., *A technique for drawing directed
//! graphs*, 1993). Services are ordered by group, then inside the group; an exchange
//! of groups also counts the length of the arcs between them. Agents are ordered
//! together with the rights holders; who gives to an agent is drawn to where the
//! agent's own links go.

use super::{Request, Side};
use crate::data::words::{DealType, PartyKind};
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use crate::rights::Compiled;
use crate::sort;

/// The order of all parties of a dataset.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// Of each party, in the order of the file: its place from the top.
    pub rank: Vec<u32>,
    /// Of each party: whether it stands on the side of the services.
    pub service: Vec<bool>,
}

impl Order {
    /// Orders the parties of a catalogue by all links of all time.
    pub fn new(catalog: &Catalog, compiled: &Compiled) -> Order {
        let count = catalog.parties.len();
        let mut service = vec![false; count];
        let mut gives = vec![false; count];
        // Services that ever had the same operator stay together for all time.
        let mut family: Vec<usize> = (0..count).collect();
        for (at, party) in catalog.parties.iter().enumerate() {
            service[at] |= party.kind == PartyKind::Service;
            for operator in &party.operated_by {
                service[at] = true;
                service[operator.party.at()] = true;
                unite(&mut family, at, operator.party.at());
            }
        }
        // What an operator owns is on its side, unless it is a label or the like.
        for _ in 0..4 {
            for deal in catalog.deals.iter().filter(|deal| deal.kind == DealType::Ownership) {
                let (Some(from), Some(to)) = (&deal.from, &deal.to) else { continue };
                let (owners, companies) = (from.parties(), to.parties());
                for (a, b) in owners.iter().flat_map(|a| companies.iter().map(move |b| (a.at(), b.at()))) {
                    let company = matches!(catalog.parties[b].kind, PartyKind::Company | PartyKind::Group);
                    if service[a] && company && !service[b] {
                        service[b] = true;
                        unite(&mut family, a, b);
                    }
                }
            }
        }
        // After a merger the links are drawn to the successor.
        let last = |party: PartyIx| compiled.successor(party, Day::MAX).0.at();
        let mut links: Vec<(usize, usize)> = Vec::new();
        for grant in compiled.grants.iter().filter(|grant| !grant.joint) {
            let Some(from) = grant.from else { continue };
            let (old, new) = ((from.at(), grant.to.at()), (last(from), last(grant.to)));
            links.push(old);
            links.extend((new != old).then_some(new));
        }
        for &(from, _) in &links {
            gives[from] = true;
        }
        for &(_, to) in &links {
            let holder = matches!(
                catalog.parties[to].kind,
                PartyKind::Label | PartyKind::Publisher | PartyKind::Distributor
            );
            service[to] |= !gives[to] && !holder;
        }
        let mut columns = Columns::default();
        let mut group_of = vec![usize::MAX; count];
        for (at, &is_service) in service.iter().enumerate() {
            if !is_service {
                columns.left.push(at);
                continue;
            }
            let head = root(&family, at);
            if group_of[head] == usize::MAX {
                group_of[head] = columns.right.len();
                columns.right.push(Vec::new());
            }
            columns.right[group_of[head]].push(at);
        }
        let graph = Graph::new(count, &links, &columns);
        let rounds = (MOST_WORK / links.len().max(1)).clamp(1, ROUNDS);
        graph.sweep(&mut columns, rounds);
        graph.exchange(&mut columns, rounds);
        let mut rank = vec![0; count];
        for (place, &at) in columns.left.iter().chain(columns.right.iter().flatten()).enumerate() {
            rank[at] = place as u32;
        }
        Order { rank, service }
    }
}

fn unite(family: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(family, a), root(family, b));
    family[a.max(b)] = a.min(b);
}

fn root(family: &[usize], mut at: usize) -> usize {
    while family[at] != at {
        at = family[at];
    }
    at
}

/// Rounds in which the order of the whole dataset becomes better.
const ROUNDS: usize = 12;
/// Links that these rounds look at, in all: where there are more than anybody can follow, one is enough.
const MOST_WORK: usize = 200_000;

/// Who stands in which column, from the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Columns {
    /// Rights holders and agents in one sequence.
    pub left: Vec<usize>,
    /// Groups of services; the operator comes first in its group.
    pub right: Vec<Vec<usize>>,
}

/// The columns of a request: the order of the whole dataset, and a few exchanges.
pub(super) fn columns(request: &Request) -> Columns {
    let nodes = &request.nodes;
    let mut by_rank: Vec<usize> = (0..nodes.len()).collect();
    sort::by_key(&mut by_rank, |&at| (nodes[at].guest, nodes[at].rank));
    let heads = heads(request);
    let mut columns = Columns::default();
    let mut group_of = vec![usize::MAX; nodes.len()];
    for at in by_rank {
        if nodes[at].side != Side::Service {
            columns.left.push(at);
            continue;
        }
        let head = heads[at];
        if group_of[head] == usize::MAX {
            group_of[head] = columns.right.len();
            columns.right.push(Vec::new());
        }
        let group = &mut columns.right[group_of[head]];
        if head == at {
            group.insert(0, at);
        } else {
            group.push(at);
        }
    }
    let mut links: Vec<(usize, usize)> =
        request.links.iter().filter(|link| link.steady).map(|link| (link.from, link.to)).collect();
    sort::by_key(&mut links, |&(from, to)| (nodes[from].rank, nodes[to].rank));
    let rounds = (MOST_WORK / links.len().max(1)).clamp(1, 3);
    Graph::new(nodes.len(), &links, &columns).exchange(&mut columns, rounds);
    columns
}

/// Of each node, the one whose group it stands in: its operator, unless it runs services itself.
fn heads(request: &Request) -> Vec<usize> {
    let nodes = &request.nodes;
    let mut runs = vec![false; nodes.len()];
    nodes.iter().filter_map(|node| node.operator).for_each(|operator| runs[operator] = true);
    let head = |at: usize| match nodes[at].operator {
        Some(operator) if !runs[at] && nodes[operator].side == Side::Service => operator,
        _ => at,
    };
    (0..nodes.len()).map(head).collect()
}

/// Links between the two columns, and arcs inside the right one.
struct Graph {
    /// Of each left node: who receives from it.
    out: Vec<Vec<usize>>,
    /// Of each right node: who gives to it, left nodes only.
    into: Vec<Vec<usize>>,
    /// Between right nodes, both ways.
    arcs: Vec<Vec<usize>>,
}

impl Graph {
    fn new(count: usize, links: &[(usize, usize)], columns: &Columns) -> Graph {
        let mut right = vec![false; count];
        columns.right.iter().flatten().for_each(|&at| right[at] = true);
        let mut graph = Graph {
            out: vec![Vec::new(); count],
            into: vec![Vec::new(); count],
            arcs: vec![Vec::new(); count],
        };
        for &(from, to) in links {
            match (right[from], right[to]) {
                (false, true) => {
                    graph.out[from].push(to);
                    graph.into[to].push(from);
                }
                (false, false) => graph.out[from].push(to),
                (true, true) => {
                    graph.arcs[from].push(to);
                    graph.arcs[to].push(from);
                }
                // Back to an agent: as if it were given the other way.
                (true, false) => graph.out[to].push(from),
            }
        }
        graph
    }

    /// Places on the right that a left node is drawn to; through an agent, to the middle of its own.
    fn right_places(&self, at: usize, ends: &[Option<f32>]) -> Vec<f32> {
        let mut places: Vec<f32> = self.out[at].iter().filter_map(|&to| ends[to]).collect();
        sort::by(&mut places, f32::total_cmp);
        places
    }

    /// Where a link to a node ends on the right, if it does.
    fn ends(&self, place: &[f32], is_right: &[bool]) -> Vec<Option<f32>> {
        let end = |at: usize| {
            if is_right[at] {
                return Some(place[at]);
            }
            mean(self.out[at].iter().filter(|&&end| is_right[end]).map(|&end| place[end]))
        };
        (0..self.out.len()).map(end).collect()
    }

    fn left_places(&self, members: &[usize], place: &[f32]) -> Vec<f32> {
        let mut places: Vec<f32> =
            members.iter().flat_map(|&at| self.into[at].iter().map(|&from| place[from])).collect();
        sort::by(&mut places, f32::total_cmp);
        places
    }

    /// Barycentre sweeps; the best round stays.
    fn sweep(&self, columns: &mut Columns, rounds: usize) {
        let mut best = (self.crossings(columns), columns.clone());
        for _ in 0..rounds {
            let (place, is_right) = self.number(columns);
            let ends = self.ends(&place, &is_right);
            sort::by_cached_key(&mut columns.left, |&at| key(mean(self.right_places(at, &ends)), 1e6));
            let (place, _) = self.number(columns);
            for group in &mut columns.right {
                sort::by_cached_key(group, |&at| key(mean(self.left_places(&[at], &place)), place[at]));
            }
            sort::by_cached_key(&mut columns.right, |group| {
                key(mean(self.left_places(group, &place)), place[group[0]])
            });
            let crossings = self.crossings(columns);
            if crossings < best.0 {
                best = (crossings, columns.clone());
            }
        }
        *columns = best.1;
    }

    /// Exchanges of neighbours that save crossings (and length of arcs), until none does.
    fn exchange(&self, columns: &mut Columns, rounds: usize) {
        for _ in 0..rounds {
            let mut better = false;
            let (place, is_right) = self.number(columns);
            let ends = self.ends(&place, &is_right);
            let mut wishes: Vec<Vec<f32>> =
                columns.left.iter().map(|&at| self.right_places(at, &ends)).collect();
            for at in 1..columns.left.len() {
                if saved(&wishes[at - 1], &wishes[at]) > 0 {
                    wishes.swap(at - 1, at);
                    columns.left.swap(at - 1, at);
                    better = true;
                }
            }
            let (place, _) = self.number(columns);
            for group in &mut columns.right {
                // The first is the operator or stands alone; below it any order is good.
                for at in 2..group.len() {
                    let (a, b) = (
                        self.left_places(&group[at - 1..at], &place),
                        self.left_places(&group[at..=at], &place),
                    );
                    if saved(&a, &b) > 0 {
                        group.swap(at - 1, at);
                        better = true;
                    }
                }
            }
            for at in 1..columns.right.len() {
                let (above, below) = (&columns.right[at - 1], &columns.right[at]);
                let crossings = saved(&self.left_places(above, &place), &self.left_places(below, &place));
                if crossings + self.arcs_saved(above, below, &place) > 0 {
                    columns.right.swap(at - 1, at);
                    better = true;
                }
            }
            if !better {
                break;
            }
        }
    }

    /// By how many groups the arcs become shorter in all if two neighbours are exchanged.
    fn arcs_saved(&self, above: &[usize], below: &[usize], place: &[f32]) -> i64 {
        let (first, last) = (place[above[0]], place[below[below.len() - 1]]);
        let pull = |members: &[usize]| -> i64 {
            let ends = members.iter().flat_map(|&at| self.arcs[at].iter().map(|&end| place[end]));
            ends.map(|end| i64::from(end > last) - i64::from(end < first)).sum()
        };
        pull(above) - pull(below)
    }

    /// Place of each node in its column, and whether that is the right one.
    fn number(&self, columns: &Columns) -> (Vec<f32>, Vec<bool>) {
        let mut place = vec![0.0; self.out.len()];
        let mut is_right = vec![false; self.out.len()];
        columns.left.iter().enumerate().for_each(|(n, &at)| place[at] = n as f32);
        for (n, &at) in columns.right.iter().flatten().enumerate() {
            place[at] = n as f32;
            is_right[at] = true;
        }
        (place, is_right)
    }

    /// Crossings between the columns, by counting inversions.
    fn crossings(&self, columns: &Columns) -> usize {
        let (place, is_right) = self.number(columns);
        let ends = self.ends(&place, &is_right);
        let mut places: Vec<f32> = columns.left.iter().flat_map(|&at| self.right_places(at, &ends)).collect();
        inversions(&mut places)
    }
}

/// Crossings saved by exchanging two neighbours, from the sorted places of their links.
fn saved(above: &[f32], below: &[f32]) -> i64 {
    above
        .iter()
        .map(|end| {
            let before = below.partition_point(|other| other < end);
            let after = below.len() - below.partition_point(|other| other <= end);
            before as i64 - after as i64
        })
        .sum()
}

/// Pairs that stand in the wrong order; sorts on the way (merge sort, O(n log n)).
pub(super) fn inversions(values: &mut [f32]) -> usize {
    if values.len() < 2 {
        return 0;
    }
    let (left, right) = values.split_at_mut(values.len() / 2);
    let mut count = inversions(left) + inversions(right);
    let (mut i, mut merged) = (0, Vec::with_capacity(left.len() + right.len()));
    for &value in right.iter() {
        while i < left.len() && left[i] <= value {
            merged.push(left[i]);
            i += 1;
        }
        count += left.len() - i;
        merged.push(value);
    }
    merged.extend_from_slice(&left[i..]);
    values.copy_from_slice(&merged);
    count
}

pub(super) fn mean(values: impl IntoIterator<Item = f32>) -> Option<f32> {
    let (sum, count) = values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// A float as a key that sorts; nodes without links keep their place.
fn key(value: Option<f32>, otherwise: f32) -> i64 {
    (value.unwrap_or(otherwise) * 4096.0) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inversions_are_crossings() {
        assert_eq!(inversions(&mut []), 0);
        assert_eq!(inversions(&mut [0.0, 1.0, 1.0, 2.0]), 0);
        assert_eq!(inversions(&mut [3.0, 2.0, 1.0, 0.0]), 6);
        assert_eq!(inversions(&mut [1.0, 0.0, 2.0, 1.0]), 2);
    }

    #[test]
    fn an_exchange_saves_what_it_says() {
        assert_eq!(saved(&[1.0, 2.0], &[0.0, 1.0]), 3);
        assert_eq!(saved(&[0.0], &[0.0]), 0);
        assert_eq!(saved(&[0.0], &[4.0, 5.0]), -2);
    }
}
