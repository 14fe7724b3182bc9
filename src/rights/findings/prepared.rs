//! What the findings look up of each grant, and the rows in which they look:
//! built once in a pass, so that nothing scans all grants for one (rights.md 11).

use super::boxes::{self, Uses};
use crate::data::words::DealType;
use crate::data::{Catalog, DealIx, PartyIx};
use crate::rights::rows::Rows;
use crate::rights::{Compiled, CompiledGrant, renewals};
use crate::sort;

/// A row of an index: two keys and an item, sorted.
pub type Row = [u32; 3];

/// Stands in a row for a grant that lists nothing: any catalogue may be in it.
const ANY: u32 = u32::MAX;

/// The same in [`Prepared::held`], if it lists or leaves out some catalogues besides.
const UNEVEN: u32 = ANY - 1;

/// What a compiled grant covers, in small.
#[derive(Clone, Copy, Default)]
pub struct Small {
    /// Its catalogues in [`Prepared::pool`]: those listed, else the grantor's own, without exceptions.
    cats: (u32, u32),
    /// Uses and, in the highest bits, layers.
    pub scope: u64,
    /// Least part of each catalogue, in hundredths of a percent (section 5).
    pub least: u16,
    /// What it reaches besides the catalogues that it lists.
    pub reach: Reach,
    /// A party is excepted.
    pub excepts: bool,
    /// It lists upstreams.
    pub lists: bool,
    /// Its exclusivity leaves room for somebody.
    pub carves_out: bool,
}

/// What a grant reaches besides the catalogues that it lists.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Reach {
    /// Nothing.
    #[default]
    Listed,
    /// Nothing is listed, and the catalogue is the grantor's own: also what came to it.
    Own,
    /// `holdings`, or nothing listed on a sublicence or swap: perhaps any catalogue.
    Any,
}

/// Where a walk up the upstreams goes on from a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The licensor is not named.
    Nowhere,
    /// To what this party may pass on.
    Party(PartyIx),
    /// To the upstreams that this grant lists.
    Listed(u32),
}

/// The grants that a grant may rest on; those of several catalogues may come more than once.
pub struct Upstreams<'p> {
    /// The grant, which does not rest on itself.
    link: u32,
    some: Vec<u32>,
    /// Rows of [`Prepared::held`]: thousands, of which the first ones mostly tell enough.
    of_any: Vec<&'p [Row]>,
}

impl Upstreams<'_> {
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let of_any = self.of_any.iter().copied().flatten().map(|row| row[2]);
        self.some.iter().copied().chain(of_any).filter(|upstream| *upstream != self.link)
    }
}

/// See the module.
pub struct Prepared<'a> {
    pub catalog: &'a Catalog,
    pub compiled: &'a Compiled,
    pub uses: Uses<'a>,
    pub small: Vec<Small>,
    pool: Vec<PartyIx>,
    /// Licensee, catalogue or [`UNEVEN`] or [`ANY`], grant.
    held: Vec<Row>,
    /// Places in [`Prepared::held`] by catalogue.
    by_catalogue: Rows,
    /// Renewed grant, renewal.
    pub renewals: Vec<Row>,
    /// Grant, listed upstream or a renewal of one.
    listed: Vec<Row>,
    /// Successor, merged party.
    merged: Vec<Row>,
    /// By party: whose grants it can pass on (U of section 9).
    sources: Rows,
    /// By party: itself, whoever runs it, and parties merged into these.
    acts_for: Rows,
    /// Operator, service, place among the service's operators.
    pub operates: Vec<Row>,
    /// Catalogue or [`ANY`], earliest start from [`i32::MIN`] on, assignment.
    assigned: Vec<Row>,
    /// Assignee, catalogue or [`ANY`].
    acquired: Vec<Row>,
}

impl<'a> Prepared<'a> {
    pub fn new(catalog: &'a Catalog, compiled: &'a Compiled) -> Self {
        let mut prepared = Prepared {
            catalog,
            compiled,
            uses: Uses::default(),
            small: Vec::with_capacity(compiled.grants.len()),
            pool: Vec::new(),
            held: Vec::new(),
            by_catalogue: Rows::default(),
            renewals: Vec::new(),
            listed: Vec::new(),
            merged: Vec::new(),
            sources: Rows::default(),
            acts_for: Rows::default(),
            operates: Vec::new(),
            assigned: Vec::new(),
            acquired: Vec::new(),
        };
        for (from, mergers) in &compiled.mergers {
            prepared.merged.extend(mergers.iter().map(|(to, ..)| [to.0, from.0, 0]));
        }
        for (service, operators) in &compiled.operators {
            prepared
                .operates
                .extend((0..).zip(operators).map(|(place, run)| [run.party.0, service.0, place]));
        }
        for place in 0..compiled.grants.len() {
            prepared.add(place);
        }
        for rows in
            [&mut prepared.merged, &mut prepared.operates, &mut prepared.assigned, &mut prepared.acquired]
        {
            sort::rows(rows);
        }
        prepared.stand();
        prepared.hold();
        prepared.renew();
        prepared.list();
        prepared
    }

    /// What one grant covers.
    fn add(&mut self, place: usize) {
        let link = &self.compiled.grants[place];
        let terms = self.terms(place as u32);
        let catalogue = &terms.catalogue;
        let silent = catalogue.of.is_empty() && catalogue.named.is_empty() && catalogue.holdings.is_none();
        let passes_on = matches!(link.deal_type, DealType::Sublicence | DealType::Swap);
        let mut cats = [catalogue.of.as_slice(), catalogue.named.as_slice()].concat();
        let own = silent && !passes_on;
        if own {
            cats.extend(link.from);
        }
        cats.retain(|party| !catalogue.except.contains(party));
        sort::distinct(&mut cats);
        let start = self.pool.len() as u32;
        self.pool.append(&mut cats);
        let reach = match (own, catalogue.holdings.is_some() || silent) {
            (true, _) => Reach::Own,
            (false, true) => Reach::Any,
            (false, false) => Reach::Listed,
        };
        let scope = self.uses.scope(terms, link.deal_type);
        self.small.push(Small {
            cats: (start, self.pool.len() as u32),
            scope,
            least: boxes::least(catalogue, silent && passes_on),
            reach,
            excepts: !catalogue.except.is_empty(),
            lists: !terms.upstream.is_empty(),
            carves_out: !terms.exclusivity.carve_outs.is_empty(),
        });
        if link.deal_type == DealType::Assignment {
            let start = (i64::from(link.period.start_lo.0) - i64::from(i32::MIN)) as u32;
            let mut of: Vec<u32> = self.cats(place as u32).iter().map(|party| party.0).collect();
            of.extend((reach == Reach::Any).then_some(ANY));
            self.assigned.extend(of.iter().map(|party| [*party, start, place as u32]));
            self.acquired.extend(of.iter().map(|party| [link.to.0, *party, 0]));
        }
    }

    /// Fills [`Prepared::held`]. A grant of all that is the grantor's own may
    /// also reach what came to it by merger or assignment.
    fn hold(&mut self) {
        let mut held = Vec::new();
        for (place, link) in self.compiled.grants.iter().enumerate() {
            // What was assigned is owned and not held.
            if !super::licenses(link.deal_type) {
                continue;
            }
            let is_uneven = self.small[place].excepts || !self.cats(place as u32).is_empty();
            let mut push = |party: u32| {
                let key = if party == ANY && is_uneven { UNEVEN } else { party };
                held.push([link.to.0, key, place as u32]);
            };
            self.cats(place as u32).iter().for_each(|party| push(party.0));
            if self.small[place].reach == Reach::Any {
                push(ANY);
            }
            if let (true, Some(from)) = (self.small[place].reach == Reach::Own, link.from)
                && !(self.merged.is_empty() && self.assigned.is_empty())
            {
                self.came_to(from).into_iter().for_each(push);
            }
        }
        sort::rows(&mut held);
        held.dedup();
        let listing = held.iter().zip(0..).filter(|(row, _)| row[1] < UNEVEN).map(|(row, at)| (row[1], at));
        self.by_catalogue = Rows::new(self.catalog.parties.len(), &mut { listing });
        self.held = held;
    }

    /// Fills [`Prepared::sources`] and [`Prepared::acts_for`].
    fn stand(&mut self) {
        let (mut sources, mut acts_for) = (Vec::new(), Vec::new());
        for party in (0..self.catalog.parties.len() as u32).map(PartyIx) {
            let mut own = self.merged_into(party);
            let mut acting = own.clone();
            for run in self.compiled.operators.get(party).into_iter().flatten() {
                for stands in self.compiled.line(run.party) {
                    own.extend(self.merged_into(stands));
                }
                acting.extend(self.merged_into(run.party));
            }
            for (found, rows) in [(own, &mut sources), (acting, &mut acts_for)] {
                let mut found = found;
                sort::distinct(&mut found);
                rows.extend(found.into_iter().map(|other| (party.0, other.0)));
            }
        }
        let rows = |pairs: Vec<(u32, u32)>| Rows::new(self.catalog.parties.len(), &mut pairs.into_iter());
        (self.sources, self.acts_for) = (rows(sources), rows(acts_for));
    }

    fn renew(&mut self) {
        for (place, link) in self.compiled.grants.iter().enumerate() {
            let terms = self.terms(place as u32);
            let Some(continues) = &terms.continues else { continue };
            let earlier = renewals::resolve(self.catalog, self.compiled, continues, terms.id.as_str());
            let earlier = earlier.into_iter().filter(|earlier| {
                let other = &self.compiled.grants[*earlier];
                (other.deal, other.grant) != (link.deal, link.grant)
            });
            self.renewals.extend(earlier.map(|earlier| [earlier as u32, place as u32, 0]));
        }
        sort::rows(&mut self.renewals);
    }

    /// Fills [`Prepared::listed`]: renewals of a listed grant count as that grant.
    fn list(&mut self) {
        for place in 0..self.small.len() as u32 {
            let mut found: Vec<u32> = Vec::new();
            for reference in &self.terms(place).upstream {
                let links = renewals::resolve(self.catalog, self.compiled, reference, "");
                found.extend(links.into_iter().map(|link| link as u32));
            }
            let mut at = 0;
            while let Some(&upstream) = found.get(at) {
                for row in rows(&self.renewals, upstream) {
                    if !found.contains(&row[1]) {
                        found.push(row[1]);
                    }
                }
                at += 1;
            }
            // In the order of their grants, so that the rows are sorted.
            sort::distinct(&mut found);
            self.listed.extend(found.into_iter().map(|upstream| [place, upstream, 0]));
        }
    }

    /// Catalogues that came, or may have come, to a party by merger or assignment.
    fn came_to(&self, party: PartyIx) -> Vec<u32> {
        let mut found = Vec::new();
        for owner in self.merged_into(party) {
            found.extend((owner != party).then_some(owner.0));
            found.extend(rows(&self.acquired, owner.0).iter().map(|row| row[1]));
        }
        found
    }

    pub fn link(&self, link: u32) -> &'a CompiledGrant {
        &self.compiled.grants[link as usize]
    }

    /// The terms of a grant as they were read.
    pub fn terms(&self, link: u32) -> &'a crate::data::Grant {
        let link = &self.compiled.grants[link as usize];
        &self.catalog.deal(link.deal).grants[link.grant]
    }

    /// Listed or own catalogues of a grant, without exceptions, in order.
    pub fn cats(&self, link: u32) -> &[PartyIx] {
        &self.pool[start_of(&self.small[link as usize])]
    }

    /// A party and whoever merged into it, directly or not.
    pub fn merged_into(&self, party: PartyIx) -> Vec<PartyIx> {
        let mut found = vec![party];
        let mut at = 0;
        while let Some(party) = found.get(at) {
            for row in rows(&self.merged, party.0) {
                if !found.contains(&PartyIx(row[1])) {
                    found.push(PartyIx(row[1]));
                }
            }
            at += 1;
        }
        found
    }

    /// Assignments that list a catalogue or may contain it, by their earliest start.
    pub fn assignments(&self, party: PartyIx) -> Vec<u32> {
        if self.assigned.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<Row> = [rows(&self.assigned, party.0), rows(&self.assigned, ANY)].concat();
        sort::by_key(&mut found, |row| (row[1], row[2]));
        found.iter().map(|row| row[2]).collect()
    }

    /// Whose grants a grantor can pass on: its own, its operators' and those of
    /// parties merged into them (U of section 9).
    pub fn sources(&self, grantor: PartyIx) -> impl Iterator<Item = PartyIx> {
        self.sources.of(grantor.at()).iter().copied().map(PartyIx)
    }

    /// A grantor and whoever it acts for: its operators, and parties merged into either.
    pub fn acts_for(&self, grantor: PartyIx) -> impl Iterator<Item = PartyIx> {
        self.acts_for.of(grantor.at()).iter().copied().map(PartyIx)
    }

    /// U(g) of section 9 for a grant: the listed upstreams and their
    /// renewals; else what its grantor may pass on of `cats` (of anything if
    /// the grant lists nothing).
    pub fn upstreams(&self, link: u32, cats: &[PartyIx]) -> Upstreams<'_> {
        let mut found = Upstreams { link, some: Vec::new(), of_any: Vec::new() };
        if self.small[link as usize].lists {
            found.some.extend(rows(&self.listed, link).iter().map(|row| row[1]));
        } else if let Some(grantor) = self.link(link).from {
            for source in self.sources(grantor) {
                let held = rows(&self.held, source.0);
                if cats.is_empty() {
                    found.of_any.push(held);
                    continue;
                }
                for key in cats.iter().map(|party| party.0) {
                    found.some.extend(second(held, key).iter().map(|row| row[2]));
                }
                found.of_any.push(second(held, ANY));
                for row in second(held, UNEVEN) {
                    let listed = self.cats(row[2]).iter().any(|party| cats.contains(party));
                    let excepts = self.small[row[2] as usize].excepts;
                    let out = || cats.iter().all(|party| !self.may_hold(row[2], *party));
                    // What lists one of them is found already.
                    if !(listed || excepts && out()) {
                        found.some.push(row[2]);
                    }
                }
            }
        }
        found
    }

    /// Where the walk goes on from a grant.
    pub fn step(&self, link: u32) -> Step {
        if self.small[link as usize].lists {
            Step::Listed(link)
        } else {
            self.link(link).from.map_or(Step::Nowhere, Step::Party)
        }
    }

    /// Who holds a grant that lists a catalogue, or reaches it as the grantor's own,
    /// and where the walk goes on from that grant; each once, by licensee.
    pub fn lists_of(&self, of: PartyIx) -> Vec<(PartyIx, Step)> {
        let mut found: Vec<(PartyIx, Step)> = Vec::new();
        // The rows are by licensee; a grant that lists upstreams is a step of its own.
        let mut steps: Vec<Step> = Vec::new();
        for &at in self.by_catalogue.of(of.at()) {
            let row = self.held[at as usize];
            let (to, step) = (PartyIx(row[0]), self.step(row[2]));
            if found.last().is_some_and(|last| last.0 != to) {
                steps.clear();
            }
            if matches!(step, Step::Listed(_)) {
                found.push((to, step));
            } else if !steps.contains(&step) {
                steps.push(step);
                found.push((to, step));
            }
        }
        found
    }

    /// The grants to a party that may be of any catalogue.
    pub fn held_of_any(&self, party: PartyIx) -> impl Iterator<Item = u32> {
        let held = rows(&self.held, party.0);
        held[held.partition_point(|row| row[1] < UNEVEN)..].iter().map(|row| row[2])
    }

    /// Whether a catalogue may be in a grant.
    pub fn may_hold(&self, link: u32, party: PartyIx) -> bool {
        if self.cats(link).contains(&party) {
            return true;
        }
        let small = &self.small[link as usize];
        let came =
            || second(rows(&self.held, self.link(link).to.0), party.0).iter().any(|row| row[2] == link);
        let out = || small.excepts && self.terms(link).catalogue.except.contains(&party);
        match small.reach {
            Reach::Listed => false,
            Reach::Own => came() && !out(),
            Reach::Any => !out(),
        }
    }

    /// Who a deal's grants are, as places.
    pub fn of_deal(&self, deal: DealIx) -> std::ops::Range<u32> {
        let first = self.compiled.grants.partition_point(|link| link.deal < deal);
        let behind = self.compiled.grants.partition_point(|link| link.deal <= deal);
        first as u32..behind as u32
    }
}

fn start_of(small: &Small) -> std::ops::Range<usize> {
    small.cats.0 as usize..small.cats.1 as usize
}

/// The rows of a first key.
pub fn rows(list: &[Row], key: u32) -> &[Row] {
    let first = list.partition_point(|row| row[0] < key);
    let count = list[first..].partition_point(|row| row[0] == key);
    &list[first..first + count]
}

/// Of rows with one first key, those of a second key.
fn second(list: &[Row], key: u32) -> &[Row] {
    let first = list.partition_point(|row| row[1] < key);
    let count = list[first..].partition_point(|row| row[1] == key);
    &list[first..first + count]
}
