//! The words of many catalogues at one day, territory, use and layer (rights.md 11).
//!
//! [`super::flood`] with a bit for each of up to 64 catalogues; links whose
//! catalogues are no list are gathered once for all of them.

use super::Engine;
use super::bits::{Bits, Gift, bits, value};
use super::flood::{AT_ONCE, Flood};
use super::lanes::Lanes;
use super::owner::Owners;
use super::point::{Point, Scope, ScopeKind};
use super::reached::status;
use crate::data::PartyIx;
use crate::rights::rows::Rows;
use crate::rights::{LinkIx, Status};

/// Everything about all links at one day, territory, use and layer.
pub(super) struct Bulk<'e, 'a> {
    engine: &'e Engine<'a>,
    point: Point,
    /// By link: on(g, x) without the catalogue, and above it (two bits) its exclusivity.
    links: Vec<u8>,
    /// By catalogue: the links that list it, or are about it as the grantor's own.
    about: Rows,
    /// Links whose catalogues are no list, but that name or leave out some.
    uneven: Vec<LinkIx>,
    flood: Flood<'e, 'a>,
}

impl<'e, 'a> Bulk<'e, 'a> {
    /// `point`: its catalogue does not matter.
    pub fn new(engine: &'e Engine<'a>, point: Point) -> Bulk<'e, 'a> {
        let count = (engine.compiled.grants.len() + engine.compiled.joined.len()) as LinkIx;
        let links: Vec<u8> = (0..count).map(|link| worth_anywhere(engine, link, &point)).collect();
        let is_on = |link: LinkIx| links[link as usize] != 0;
        let parties = engine.catalog.parties.len();
        let mut about = engine.index.listed.all().filter(|&(_, link)| is_on(link));
        let about = Rows::new(parties, &mut about);
        let mut flood = Flood::new(engine);
        let (merging, services) = (&engine.compiled.mergers, &engine.compiled.operators);
        flood.turn_to(Lanes::new(&[point.date]), &mut merging.keys(), &mut services.keys());
        let on = (0..count).filter(|&link| is_on(link));
        flood.list(&mut on.flat_map(|link| {
            let next = engine.downstream(link).iter().copied().filter(|&next| is_on(next));
            next.map(move |next| (link, next))
        }));
        let mut bulk = Bulk { engine, point, about, uneven: Vec::new(), flood, links };
        bulk.gather();
        bulk
    }

    /// The gifts that are the same for every catalogue.
    fn gather(&mut self) {
        let nobody = self.engine.owners(&self.point);
        for party in (0..self.engine.catalog.parties.len() as u32).map(PartyIx) {
            for wild in self.engine.index.wild.of(party) {
                if self.links[wild.link as usize] == 0 {
                    continue;
                }
                if !self.is_even(wild.link) {
                    self.uneven.push(wild.link);
                } else if let Some(gift) = self.gift(wild.link, u64::MAX, &self.point, &nobody)
                    && !self.flood.unite(party, &gift, usize::MAX)
                {
                    self.flood.push(party, wild.link, gift, true);
                }
            }
        }
    }

    /// Whether a link gives the same of every catalogue.
    fn is_even(&self, link: LinkIx) -> bool {
        let even = |grant: LinkIx| {
            let scope = self.engine.scope(grant);
            scope.lists == Scope::NOTHING && !matches!(scope.kind, ScopeKind::Own | ScopeKind::Listed)
        };
        let (first, second) = self.engine.parts(link);
        even(first) && second.is_none_or(even)
    }

    /// What a link gives of some catalogues; `point` has one of them.
    fn gift(&self, link: LinkIx, only: u64, point: &Point, owners: &Owners) -> Option<Gift> {
        let engine = self.engine;
        let known = self.links[link as usize];
        if known == 0 {
            return None;
        }
        let on = match engine.joined(link) {
            // It counts only where it is worth more than each of its grants.
            Some(_) => engine.on(link, point, owners),
            None => status(known & 3).min(engine.covers_catalogue(link, point.catalogue, owners)),
        };
        if on == Status::No {
            return None;
        }
        Some(self.flood.gift(link, point.catalogue, bits(on, only), bits(status(known >> 2), only)))
    }

    /// Tells the words of parties for catalogues: place of the party, place of the
    /// catalogue, answer, exclusivity.
    pub fn words(
        &mut self,
        parties: &[PartyIx],
        catalogues: &[PartyIx],
        tell: &mut dyn FnMut(usize, usize, Status, Status),
    ) {
        for (some, first) in catalogues.chunks(AT_ONCE).zip((0..).step_by(AT_ONCE)) {
            self.turn_to(some);
            self.flood.derive(false);
            let any: Vec<Bits> = parties.iter().map(|&party| self.flood.usage(party)).collect();
            self.flood.derive(true);
            for (row, &party) in parties.iter().enumerate() {
                let exclusive = self.flood.usage(party);
                for column in 0..some.len() {
                    let answer = value(any[row], column);
                    if answer > Status::No {
                        tell(row, first + column, answer, value(exclusive, column));
                    }
                }
            }
        }
    }

    /// The owners, and the gifts that are not of all catalogues, for at most 64 of them.
    fn turn_to(&mut self, catalogues: &[PartyIx]) {
        self.flood.take_back();
        let engine = self.engine;
        for (place, &catalogue) in catalogues.iter().enumerate() {
            let only = 1 << place;
            let point = Point { catalogue, ..self.point };
            let owners = engine.owners(&point);
            engine.each_owner(&owners, point.date, &mut |party, value| {
                self.flood.own(party, bits(value, only));
            });
            let kin = engine.kin_of_owners(&owners);
            let mut links: Vec<LinkIx> = self.about.of(catalogue.at()).to_vec();
            links.extend_from_slice(&self.uneven);
            // What is a party's own may have come to contain this catalogue.
            for &party in owners.came_to().iter().filter(|&&party| party != catalogue) {
                links.extend_from_slice(engine.index.listed.of(party, party));
            }
            for link in links {
                let Some(from) = engine.licensor(link) else { continue };
                if let Some(gift) = self.gift(link, only, &point, &owners) {
                    self.flood.push(from, link, gift, false);
                    if kin.contains(&from) {
                        self.flood.begin(link, gift, &owners);
                    }
                }
            }
            for &party in &kin {
                for wild in engine.index.wild.of(party) {
                    if let Some(gift) = self.gift(wild.link, only, &point, &owners) {
                        self.flood.begin(wild.link, gift, &owners);
                    }
                }
            }
            for &link in engine.index.unspecified.of(catalogue.at()) {
                if let Some(gift) = self.gift(link, only, &point, &owners) {
                    self.flood.begin_open(gift);
                }
            }
        }
    }
}

/// What a link is at a point whatever its catalogue, and above it its exclusivity.
fn worth_anywhere(engine: &Engine, link: LinkIx, point: &Point) -> u8 {
    // An assignment moves the ownership and is no licence (3.4).
    if engine.grant(engine.parts(link).0).is_assignment() {
        return 0;
    }
    let mut on = engine.in_force(link, point.date);
    if on > Status::No {
        on = on.min(engine.covers_place(link, point));
    }
    if on == Status::No {
        return 0;
    }
    on as u8 | (engine.exclusive(link, point.date, Status::Certain) as u8) << 2
}
