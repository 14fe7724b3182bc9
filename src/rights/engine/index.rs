//! The indexes of rights.md 11: links by licensee and by licensor, unspecified
//! licensors by catalogue, operators, mergers, uses and what each link covers.

use super::listed::{Keyed, Listed, coarse};
use super::listing;
use super::point::{Scope, ScopeKind, Use, is_pool};
use super::wild::{Making, Wild, WildRows};
use crate::data::words::DealType;
use crate::data::{Catalog, PartyIx};
use crate::rights::compile::Compiled;
use crate::rights::rows::Rows;
use crate::rights::{CompiledGrant, LinkIx};
use crate::sort;

/// Names of uses; the first is the one that a question is about by default.
#[derive(Clone, Debug)]
pub(super) struct Uses(Vec<String>);

impl Uses {
    pub fn find(&self, name: &str) -> Use {
        self.0.iter().position(|known| known == name).map_or(Use::OTHER, |place| Use(place as u16))
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    fn insert(&mut self, name: &str) -> Use {
        let found = self.find(name);
        if found != Use::OTHER || self.0.len() >= usize::from(Use::OTHER.0) {
            return found;
        }
        self.0.push(name.to_string());
        Use(self.0.len() as u16 - 1)
    }
}

/// What contains what among uses (data-model.md, section 7).
const CONTAINED: [(&str, &[&str]); 2] = [
    ("Stream", &["OnDemandStream", "NonInteractiveStream"]),
    ("Download", &["PermanentDownload", "ConditionalDownload", "TetheredDownload"]),
];

/// Everything that is built once for a dataset.
pub(super) struct Index {
    pub uses: Uses,
    /// What each grant covers: by place of the grant, then those that are worth nothing.
    pub scopes: Vec<Scope>,
    /// Sets of uses; [`Scope::uses`] is a place in it.
    pub use_sets: Rows,
    /// Parties listed: three rows for each list: `of`, `named`, `except`.
    pub lists: Rows,
    /// Grants by licensee as written.
    pub by_licensee: Rows,
    /// Grants by licensor as written.
    pub by_licensor: Rows,
    /// Places among the grants that are worth nothing, by licensee as written.
    pub dropped_by_licensee: Rows,
    /// Joined renewals by licensor as written.
    pub joined_by_licensor: Rows,
    /// Links by licensor and by each catalogue that they list; own catalogues too.
    pub listed: Listed,
    /// Links by licensor whose catalogues are no list.
    pub wild: WildRows,
    /// Joined renewals by licensee as written.
    pub joined_by_licensee: Rows,
    /// Assignments by assignor as written.
    pub assigned_by: Rows,
    /// Grants of unspecified licensors by catalogue that they list.
    pub unspecified: Rows,
    /// The links that list a link, or one that it renews.
    pub downstream: Rows,
    /// By operator: the services with an entry for it.
    pub operates: Rows,
    /// The same by licensee: places among them.
    pub wild_to: Rows,
    /// By link: its place in the order of the ids of deals, then of the file.
    pub ranks: Vec<u32>,
    /// By party: those that may merge into it, directly or not.
    pub merged_from: Rows,
    /// By party: those that may stand in its place, directly or not, without itself.
    pub merges_into: Rows,
}

impl Index {
    pub fn new(catalog: &Catalog, compiled: &Compiled) -> Index {
        let parties = catalog.parties.len();
        let links = compiled.grants.len();
        let numbered = || compiled.grants.iter().zip(0u32..);
        let joined = || compiled.joined.iter().zip(links as u32..);
        let grant = |link: LinkIx| &compiled.grants[link as usize];
        let mut build = Build { uses: Uses(Vec::new()), sets: vec![], lists: vec![] };
        build.uses.insert("OnDemandStream");
        let scopes: Vec<Scope> = build.scopes(catalog, compiled);
        let use_sets = Rows::new(
            build.sets.len(),
            &mut build
                .sets
                .iter()
                .zip(0..)
                .flat_map(|(set, row)| set.iter().map(move |u| (row, u32::from(u.0)))),
        );
        let lists = Rows::new(
            build.lists.len(),
            &mut build.lists.iter().zip(0..).flat_map(|(list, row)| list.iter().map(move |p| (row, p.0))),
        );
        let by_licensee = Rows::new(parties, &mut numbered().map(|(link, ix)| (link.to.0, ix)));
        let by_licensor =
            Rows::new(parties, &mut numbered().filter_map(|(link, ix)| Some((link.from?.0, ix))));
        let assigned = |link: &&CompiledGrant| link.deal_type == DealType::Assignment;
        let assigned_by = Rows::new(
            parties,
            &mut numbered()
                .filter(|(link, _)| assigned(link))
                .filter_map(|(link, ix)| Some((link.from?.0, ix))),
        );
        let mut unspecified = Vec::new();
        for (_, ix) in numbered().filter(|(link, _)| link.from.is_none()) {
            let scope = &scopes[ix as usize];
            let mut listed = Vec::new();
            listed.extend_from_slice(scope.of(&lists));
            listed.extend_from_slice(scope.named(&lists));
            sort::distinct(&mut listed);
            unspecified.extend(listed.into_iter().map(|catalogue| (catalogue, ix)));
        }
        let downstream = listing::downstream(catalog, compiled, &scopes);
        let (listed, wild) = by_catalogue(compiled, &scopes, &lists, &downstream);
        let (mut operates, mut merged_from, mut merges_into) = (Vec::new(), Vec::new(), Vec::new());
        for (service, operators) in &compiled.operators {
            let mut runners: Vec<u32> = operators.iter().map(|operator| operator.party.0).collect();
            sort::distinct(&mut runners);
            operates.extend(runners.into_iter().map(|operator| (operator, service.0)));
        }
        for party in compiled.mergers.keys() {
            for &successor in compiled.line(party).iter().filter(|&&successor| successor != party) {
                merged_from.push((successor.0, party.0));
                merges_into.push((party.0, successor.0));
            }
        }
        let dropped = compiled.dropped.iter().zip(0..).map(|(link, place)| (link.to.0, place));
        Index {
            dropped_by_licensee: Rows::new(parties, &mut { dropped }),
            joined_by_licensor: Rows::new(
                parties,
                &mut joined().filter_map(|(pair, ix)| Some((grant(pair.first).from?.0, ix))),
            ),
            joined_by_licensee: Rows::new(
                parties,
                &mut joined().map(|(pair, ix)| (grant(pair.first).to.0, ix)),
            ),
            downstream,
            unspecified: Rows::new(parties, &mut unspecified.into_iter()),
            operates: Rows::new(parties, &mut operates.into_iter()),
            merged_from: Rows::new(parties, &mut merged_from.into_iter()),
            merges_into: Rows::new(parties, &mut merges_into.into_iter()),
            listed,
            wild_to: Rows::new(
                parties,
                &mut wild.all().iter().zip(0..).map(|(wild, place)| (wild.to.0, place)),
            ),
            wild,
            ranks: ranks(catalog, compiled),
            uses: build.uses,
            scopes,
            use_sets,
            lists,
            by_licensee,
            by_licensor,
            assigned_by,
        }
    }
}

impl Index {
    /// Bytes on the heap, without the names of uses.
    pub fn bytes(&self) -> usize {
        let rows = [
            &self.use_sets,
            &self.lists,
            &self.by_licensee,
            &self.dropped_by_licensee,
            &self.by_licensor,
            &self.joined_by_licensor,
            &self.joined_by_licensee,
            &self.assigned_by,
            &self.unspecified,
            &self.downstream,
            &self.operates,
            &self.merged_from,
            &self.merges_into,
            &self.wild_to,
        ];
        rows.iter().map(|rows| rows.bytes()).sum::<usize>()
            + self.listed.bytes()
            + self.scopes.capacity() * size_of::<Scope>()
            + self.wild.bytes()
            + 4 * self.ranks.capacity()
    }
}

/// Links by the ids of their deals, joined renewals behind their first grant;
/// those of one deal as in the file.
fn ranks(catalog: &Catalog, compiled: &Compiled) -> Vec<u32> {
    let mut of_deals = vec![0; catalog.deals.len()];
    catalog.deals_by_id().zip(0..).for_each(|(deal, rank)| of_deals[deal.at()] = rank);
    let of_grant = |grant: LinkIx| of_deals[compiled.grants[grant as usize].deal.at()];
    let grants = (0..compiled.grants.len() as u32).map(|link| [of_grant(link), 0, link]);
    let joined = compiled.joined.iter().zip(compiled.grants.len() as u32..);
    let joined = joined.map(|(pair, link)| [of_grant(pair.first), of_grant(pair.second) + 1, link]);
    let mut rows: Vec<[u32; 3]> = grants.chain(joined).collect();
    sort::rows(&mut rows);
    let mut ranks = vec![0; rows.len()];
    rows.iter().zip(0..).for_each(|(row, rank)| ranks[row[2] as usize] = rank);
    ranks
}

/// All links but assignments, apart: those that list catalogues, and those that do not.
fn by_catalogue(
    compiled: &Compiled,
    scopes: &[Scope],
    lists: &Rows,
    downstream: &Rows,
) -> (Listed, WildRows) {
    let parties = compiled.lives.len();
    let mut keyed: Vec<Keyed> = Vec::with_capacity(scopes.len());
    let mut wild: Vec<(u32, Wild)> = Vec::new();
    let mut wilds = Making::default();
    let joined = compiled.joined.iter().map(|joined| (joined.first, joined.period));
    let grants = compiled.grants.iter().zip(0..).map(|(grant, link)| (link, grant.period));
    let count = compiled.grants.len() as u32;
    for ((grant, period), link) in grants.chain(joined).zip(0u32..) {
        let record = &compiled.grants[grant as usize];
        let Some(from) = record.from.filter(|_| !record.is_assignment()) else { continue };
        let scope = &scopes[grant as usize];
        let days = (coarse(period.start_lo), coarse(period.end_hi));
        match scope.kind {
            ScopeKind::Own => keyed.push((from.0, from.0, link, days)),
            ScopeKind::Listed => {
                let named = scope.named(lists).iter();
                let more = named.filter(|catalogue| !scope.of(lists).contains(catalogue));
                let all = scope.of(lists).iter().chain(more);
                keyed.extend(all.map(|&catalogue| (from.0, catalogue, link, days)));
            }
            ScopeKind::Holdings | ScopeKind::ExclusiveHoldings | ScopeKind::Part => {
                let second = compiled.joined.get((link as usize).wrapping_sub(count as usize));
                let known = |grant: LinkIx| (&compiled.grants[grant as usize], scopes[grant as usize]);
                let first = known(grant);
                let (to, second) = (record.to, second.map(|joined| known(joined.second)));
                let is_plain = second.is_none()
                    && downstream.of(link as usize).is_empty()
                    && compiled.mergers.get(to).is_none();
                wild.push((from.0, wilds.of(link, (from, to), period, first, second, is_plain)));
            }
        }
    }
    // Twice into rows keeps the order: those of exclusive holdings first within each licensor.
    let (mut first, rest): (Vec<_>, Vec<_>) = wild.into_iter().partition(|(_, wild)| wild.of_exclusive);
    first.extend(rest);
    let wild = first;
    (Listed::new(parties, &keyed), WildRows::new(parties, &wild, wilds))
}

/// The scopes while they are built.
struct Build {
    uses: Uses,
    /// Distinct sets of uses.
    sets: Vec<Vec<Use>>,
    /// Three lists for each grant that lists parties.
    lists: Vec<Vec<PartyIx>>,
}

impl Build {
    fn scopes(&mut self, catalog: &Catalog, compiled: &Compiled) -> Vec<Scope> {
        let mut scopes: Vec<Scope> = Vec::with_capacity(compiled.grants.len());
        let mut last = None;
        for link in compiled.grants.iter().chain(&compiled.dropped) {
            // Pairs of one grant have one scope.
            if let (Some(known), Some(scope)) = (last, scopes.last())
                && known == (link.deal, link.grant)
            {
                scopes.push(*scope);
                continue;
            }
            last = Some((link.deal, link.grant));
            let grant = &catalog.deal(link.deal).grants[link.grant];
            let covered = &grant.catalogue;
            let lists = if covered.of.is_empty() && covered.named.is_empty() && covered.except.is_empty() {
                Scope::NOTHING
            } else {
                let first = self.lists.len() as u32;
                self.lists.extend([covered.of.clone(), covered.named.clone(), covered.except.clone()]);
                first
            };
            scopes.push(Scope {
                lists,
                uses: self.set(link, &grant.uses),
                layers: grant.layer.iter().fold(0, |set, &layer| set | 1 << layer as u8),
                kind: ScopeKind::of(link.deal_type, covered),
                pool: is_pool(covered),
                lists_upstream: !grant.upstream.is_empty(),
            });
        }
        scopes
    }

    /// The set of uses of a grant, with what they contain.
    fn set(&mut self, link: &CompiledGrant, uses: &[String]) -> u32 {
        if uses.is_empty() && link.deal_type == DealType::Assignment {
            return Scope::EVERY_USE;
        }
        let mut set = Vec::new();
        for name in uses {
            set.push(self.uses.insert(name));
            let contained = CONTAINED.iter().filter(|(whole, _)| whole == name);
            for part in contained.flat_map(|(_, parts)| parts.iter()) {
                set.push(self.uses.insert(part));
            }
        }
        sort::distinct(&mut set);
        let known = self.sets.iter().position(|known| *known == set);
        known.unwrap_or_else(|| {
            self.sets.push(set);
            self.sets.len() - 1
        }) as u32
    }
}
