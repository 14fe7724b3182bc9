//! The words of many catalogues at one day, territory, use and layer (rights.md 11).
//!
//! The same derivation as [`super::search`], for up to 64 catalogues at once: a
//! bit for each in each of the three databases. The rules only ever add, so what
//! many links between two parties give is what one gives that is worth the most
//! of each; links whose catalogues are no list are gathered so once for all
//! catalogues.

use super::Engine;
use super::bits::{Bits, Gift, Holds, Listed, NOTHING, add, and, bits, or, value};
use super::owner::Owners;
use super::point::{Point, Scope, ScopeKind};
use super::reached::status;
use crate::data::PartyIx;
use crate::rights::rows::Rows;
use crate::rights::{LinkIx, Status};
use crate::sort;

/// Catalogues that are worked on at once.
const AT_ONCE: usize = 64;

/// No place in a list.
const NONE: u32 = u32::MAX;

/// What is to be looked at again.
#[derive(Clone, Copy)]
enum Event {
    Party(PartyIx),
    Listed(u32),
}

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
    /// Those of all catalogues, then those of the catalogues that are worked on.
    gifts: Vec<Gift>,
    /// How many of them are of all catalogues.
    of_all: usize,
    /// By licensor as written: its last gift.
    given: Vec<u32>,
    listed: Vec<Listed>,
    /// The links that list upstreams, in order, and the last gift of each.
    listing: Vec<(LinkIx, u32)>,
    /// The licensors, and the places in [`Bulk::listing`], of gifts that are not of all catalogues.
    of_some: Vec<(u32, u32)>,
    /// Who owns, and what is given by who owned it when the grant started; with its value.
    owned: Vec<(PartyIx, Bits)>,
    begun: Vec<(Gift, Bits)>,
    parties: Vec<Holds>,
    touched: Vec<PartyIx>,
    open: Vec<Event>,
    /// Whether only grants count that are exclusive themselves (section 6).
    exclusive: bool,
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
        let mut bulk = Bulk {
            engine,
            point,
            about,
            uneven: Vec::new(),
            gifts: Vec::new(),
            of_all: 0,
            given: vec![NONE; parties],
            listed: Vec::new(),
            listing: Vec::new(),
            of_some: Vec::new(),
            owned: Vec::new(),
            begun: Vec::new(),
            parties: vec![Holds::NOTHING; parties],
            touched: Vec::new(),
            open: Vec::new(),
            exclusive: false,
            links,
        };
        bulk.list();
        bulk.gather();
        bulk
    }

    /// Which links rest on which because they list them (4.1).
    fn list(&mut self) {
        let (engine, day) = (self.engine, self.point.date);
        let is_on = |link: LinkIx| self.links[link as usize] != 0;
        let mut rests: Vec<(LinkIx, LinkIx, Status)> = Vec::new();
        for link in (0..self.links.len() as LinkIx).filter(|&link| is_on(link)) {
            for next in engine.downstream(link).into_iter().filter(|&next| is_on(next)) {
                let surely = engine.rests_on(next, link, day, &[]);
                if surely > Status::No {
                    rests.push((link, next, surely));
                }
            }
        }
        let mut listing: Vec<LinkIx> = rests.iter().map(|&(_, next, _)| next).collect();
        sort::distinct(&mut listing);
        for of_one in rests.chunk_by(|a, b| a.0 == b.0) {
            let place = |next: &LinkIx| listing.binary_search(next).unwrap_or_default() as u32;
            let others = of_one.iter().map(|(_, next, surely)| (place(next), *surely)).collect();
            let (grants, exclusively) = (NOTHING, NOTHING);
            self.listed.push(Listed { link: of_one[0].0, others, grants, exclusively, waits: false });
        }
        self.listing = listing.into_iter().map(|link| (link, NONE)).collect();
    }

    /// The gifts that are the same for every catalogue.
    fn gather(&mut self) {
        let nobody = self.engine.owners(&self.point);
        for party in (0..self.given.len() as u32).map(PartyIx) {
            for wild in self.engine.index.wild.of(party) {
                if self.links[wild.link as usize] == 0 {
                    continue;
                }
                if !self.is_even(wild.link) {
                    self.uneven.push(wild.link);
                } else if let Some(gift) = self.gift(wild.link, u64::MAX, &self.point, &nobody) {
                    self.unite(party, wild.link, gift);
                }
            }
        }
        self.of_all = self.gifts.len();
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

    /// Adds a gift of all catalogues to one that differs from it in nothing but what it is worth.
    fn unite(&mut self, from: PartyIx, link: LinkIx, gift: Gift) {
        let mut at = self.given[from.at()];
        // Of those that others list, or that list others, each counts by itself.
        let alone = gift.listed != NONE || gift.lists_upstream;
        while let Some(known) = self.gifts.get_mut(at as usize).filter(|_| !alone) {
            let is_same = known.to == gift.to
                && known.wants_exclusive == gift.wants_exclusive
                && known.listed == NONE
                && !known.lists_upstream;
            if is_same {
                for (known, more) in known.worth.iter_mut().zip(gift.worth) {
                    *known = more.max(*known);
                }
                return;
            }
            at = known.next;
        }
        self.push(from, link, gift);
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
        let (passes_on, excludes) = (engine.may_pass_on(link), on.min(status(known >> 2)));
        let listed = self.listed.binary_search_by_key(&link, |listed| listed.link);
        Some(Gift {
            to: engine.licensee(link),
            only,
            worth: [on, on.min(passes_on), excludes, excludes.min(passes_on)],
            wants_exclusive: engine.wants_exclusive(link, point.catalogue),
            lists_upstream: engine.lists_upstream(link),
            listed: listed.map_or(NONE, |place| place as u32),
            next: NONE,
            same: NONE,
        })
    }

    /// Puts a gift in the lists of its licensor and of its link; the places in both.
    fn push(&mut self, from: PartyIx, link: LinkIx, mut gift: Gift) -> (u32, u32) {
        let place = self.gifts.len() as u32;
        gift.next = std::mem::replace(&mut self.given[from.at()], place);
        let mut listing = NONE;
        if gift.lists_upstream
            && let Ok(at) = self.listing.binary_search_by_key(&link, |listing| listing.0)
        {
            listing = at as u32;
            gift.same = std::mem::replace(&mut self.listing[at].1, place);
        }
        self.gifts.push(gift);
        (from.0, listing)
    }

    /// Tells the words of parties for catalogues: place of the party, place of the
    /// catalogue, answer, exclusivity.
    pub fn words(
        &mut self,
        parties: &[PartyIx],
        catalogues: &[PartyIx],
        tell: &mut dyn FnMut(usize, usize, Status, Status),
    ) {
        let day = self.point.date;
        let lives: Vec<Status> = parties.iter().map(|&party| self.engine.lives(party, day)).collect();
        for (some, first) in catalogues.chunks(AT_ONCE).zip((0..).step_by(AT_ONCE)) {
            self.turn_to(some);
            self.derive(false);
            let any: Vec<Bits> = parties.iter().map(|party| self.parties[party.at()].usage).collect();
            self.derive(true);
            for (row, party) in parties.iter().enumerate() {
                let exclusive = self.parties[party.at()].usage;
                for column in 0..some.len() {
                    let answer = value(any[row], column).min(lives[row]);
                    if answer > Status::No {
                        tell(row, first + column, answer, value(exclusive, column).min(lives[row]));
                    }
                }
            }
        }
    }

    /// The owners, and the gifts that are not of all catalogues, for at most 64 of them.
    fn turn_to(&mut self, catalogues: &[PartyIx]) {
        while let Some((from, listing)) = self.of_some.pop() {
            if let Some(gift) = self.gifts.pop() {
                self.given[from as usize] = gift.next;
                if let Some(listing) = self.listing.get_mut(listing as usize) {
                    listing.1 = gift.same;
                }
            }
        }
        debug_assert_eq!(self.gifts.len(), self.of_all);
        self.owned.clear();
        self.begun.clear();
        let engine = self.engine;
        for (place, &catalogue) in catalogues.iter().enumerate() {
            let only = 1 << place;
            let point = Point { catalogue, ..self.point };
            let owners = engine.owners(&point);
            engine.each_owner(&owners, point.date, &mut |party, value| {
                self.owned.push((party, bits(value, only)));
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
                    let places = self.push(from, link, gift);
                    self.of_some.push(places);
                    self.begin(&kin, from, link, gift, &owners);
                }
            }
            for &party in &kin {
                for wild in engine.index.wild.of(party) {
                    if let Some(gift) = self.gift(wild.link, only, &point, &owners) {
                        self.begin(&kin, party, wild.link, gift, &owners);
                    }
                }
            }
            for &link in engine.index.unspecified.of(catalogue.at()) {
                if let Some(gift) = self.gift(link, only, &point, &owners) {
                    self.begun.push((gift, bits(Status::Possible, only)));
                }
            }
        }
    }

    /// Keeps a gift whose licensor owned the point on the day on which the grant started (4.1).
    fn begin(&mut self, kin: &[PartyIx], from: PartyIx, link: LinkIx, gift: Gift, owners: &Owners) {
        if kin.contains(&from) {
            let owned = self.engine.owned_at_start(owners, link);
            if owned > Status::No {
                let reads = self.engine.reads_licensor(link, self.point.date, &[]);
                self.begun.push((gift, bits(owned.min(reads), gift.only)));
            }
        }
    }

    /// Derives everything about the catalogues, with any grants or with exclusive ones only.
    fn derive(&mut self, exclusive: bool) {
        self.exclusive = exclusive;
        for party in self.touched.drain(..) {
            self.parties[party.at()] = Holds::NOTHING;
        }
        for listed in &mut self.listed {
            (listed.grants, listed.exclusively) = (NOTHING, NOTHING);
        }
        for place in 0..self.owned.len() {
            let (party, owns) = self.owned[place];
            self.settle(party, &Holds { usage: owns, owns, ..Holds::NOTHING });
        }
        for place in 0..self.begun.len() {
            let (gift, base) = self.begun[place];
            self.give(&gift, base);
        }
        let mut at = 0;
        while let Some(&event) = self.open.get(at) {
            at += 1;
            match event {
                Event::Party(party) => self.go_from_party(party),
                Event::Listed(place) => self.go_from_listed(place as usize),
            }
        }
        self.open.clear();
    }

    /// Raises what is known of a party.
    fn settle(&mut self, party: PartyIx, new: &Holds) {
        let known = &mut self.parties[party.at()];
        let was_nothing = known.usage[0] == 0;
        let rises = add(&mut known.usage, new.usage)
            | add(&mut known.owns, new.owns)
            | add(&mut known.grants, new.grants)
            | add(&mut known.exclusively, new.exclusively);
        if was_nothing && known.usage[0] != 0 {
            self.touched.push(party);
        }
        if rises && !known.waits {
            known.waits = true;
            self.open.push(Event::Party(party));
        }
    }

    /// R4, and whatever a party may pass on.
    fn go_from_party(&mut self, party: PartyIx) {
        let (engine, day) = (self.engine, self.point.date);
        self.parties[party.at()].waits = false;
        let holds = self.parties[party.at()];
        for service in engine.operated_as(party) {
            engine.each_run(service, day, &mut |operator, service, _, value| {
                if operator == party {
                    self.settle(service, &holds.at_most(value));
                }
            });
        }
        if or(holds.owns, holds.grants)[0] == 0 {
            return;
        }
        let before = engine.index.merged_from.of(party.at());
        for written in before.iter().copied().map(PartyIx).chain([party]) {
            let mut at = self.given[written.at()];
            if at == NONE {
                continue;
            }
            let holds = holds.at_most(engine.reads_as(written, party, day));
            while let Some(&gift) = self.gifts.get(at as usize) {
                at = gift.next;
                let through = match () {
                    () if gift.lists_upstream => NOTHING,
                    () if gift.wants_exclusive => holds.exclusively,
                    () => holds.grants,
                };
                self.give(&gift, or(holds.owns, through));
            }
        }
    }

    /// R2 and R3: what a gift is worth on this base.
    fn give(&mut self, gift: &Gift, base: Bits) {
        let base = and(base, bits(Status::Certain, gift.only));
        if base[0] == 0 {
            return;
        }
        let [on, passed_on, excludes, both] = gift.worth;
        let worth = if self.exclusive { [excludes, both, both] } else { [on, passed_on, both] };
        let [usage, grants, exclusively] = worth.map(|value| and(base, bits(value, gift.only)));
        if let Some(listed) = self.listed.get_mut(gift.listed as usize) {
            let rises = add(&mut listed.grants, grants) | add(&mut listed.exclusively, exclusively);
            if rises && !listed.waits {
                listed.waits = true;
                self.open.push(Event::Listed(gift.listed));
            }
        }
        let holds = Holds { usage, grants, exclusively, ..Holds::NOTHING };
        self.engine.each_taker(gift.to, self.point.date, &mut |party, value| {
            self.settle(party, &holds.at_most(value));
        });
    }

    /// The grants that list one as upstream.
    fn go_from_listed(&mut self, place: usize) {
        self.listed[place].waits = false;
        let (grants, exclusively) = (self.listed[place].grants, self.listed[place].exclusively);
        for other in 0..self.listed[place].others.len() {
            let (listing, surely) = self.listed[place].others[other];
            let mut at = self.listing[listing as usize].1;
            while let Some(&gift) = self.gifts.get(at as usize) {
                at = gift.same;
                let through = if gift.wants_exclusive { exclusively } else { grants };
                self.give(&gift, and(through, bits(surely, u64::MAX)));
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
