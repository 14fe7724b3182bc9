//! The derivation of [`super::search`] for up to 64 cases at once: a bit for each
//! in each of the three databases (rights.md 4 and 11).
//!
//! The rules only ever add, so what many links between two parties give is what
//! one gives that is worth the most of each. [`super::bulk`] asks so about
//! catalogues, [`super::days`] about days.

use super::Engine;
use super::bits::{Bits, EVERYTHING, Gift, Holds, Listed, NOTHING, add, and, bits, or};
use super::lanes::Lanes;
use super::owner::Owners;
use crate::data::PartyIx;
use crate::dates::Day;
use crate::rights::{LinkIx, Status};
use crate::small::Map;
use crate::sort;

/// Cases that are worked on at once.
pub(super) const AT_ONCE: usize = 64;

/// No place in a list.
const NONE: u32 = u32::MAX;

/// What is to be looked at again.
#[derive(Clone, Copy)]
enum Event {
    Party(PartyIx),
    Listed(u32),
}

/// Links as gifts, who owns, and what comes of both.
pub(super) struct Flood<'e, 'a> {
    pub engine: &'e Engine<'a>,
    /// The days of the cases.
    pub lanes: Lanes,
    /// Who stands in the place of whom, of those that may have merged.
    readings: Map<PartyIx, Vec<(PartyIx, Bits)>>,
    /// Operators and the services that they run (R4), in order.
    runs: Vec<(PartyIx, PartyIx, Bits)>,
    gifts: Vec<Gift>,
    /// By licensor as written: its last gift.
    given: Vec<u32>,
    listed: Vec<Listed>,
    /// The links that list upstreams, in order, and the last gift of each.
    listing: Vec<(LinkIx, u32)>,
    /// The licensors, and the places in [`Flood::listing`], of the gifts that will be taken back.
    passing: Vec<(u32, u32)>,
    /// Who owns, and what is given by who owned it when the grant started; with its value.
    owned: Vec<(PartyIx, Bits)>,
    begun: Vec<(Gift, Bits)>,
    parties: Vec<Holds>,
    touched: Vec<PartyIx>,
    open: Vec<Event>,
    /// Whether only grants count that are exclusive themselves (section 6).
    exclusive: bool,
}

impl<'e, 'a> Flood<'e, 'a> {
    /// Without any gifts yet.
    pub fn new(engine: &'e Engine<'a>) -> Flood<'e, 'a> {
        let parties = engine.catalog.parties.len();
        Flood {
            engine,
            lanes: Lanes::new(&[Day(0)]),
            readings: Map::default(),
            runs: Vec::new(),
            gifts: Vec::new(),
            given: vec![NONE; parties],
            listed: Vec::new(),
            listing: Vec::new(),
            passing: Vec::new(),
            owned: Vec::new(),
            begun: Vec::new(),
            parties: vec![Holds::NOTHING; parties],
            touched: Vec::new(),
            open: Vec::new(),
            exclusive: false,
        }
    }

    /// Turns to these days; `merging` are the parties that may merge, `services`
    /// those with operators, as written, in order. Gifts must have been taken back.
    pub fn turn_to(
        &mut self,
        lanes: Lanes,
        merging: &mut dyn Iterator<Item = PartyIx>,
        services: &mut dyn Iterator<Item = PartyIx>,
    ) {
        self.lanes = lanes;
        self.readings = Map::default();
        for party in merging {
            let reading = self.read(party);
            self.readings.insert(party, reading);
        }
        let mut runs: Vec<(PartyIx, PartyIx, Bits)> = Vec::new();
        for written in services {
            for run in self.engine.compiled.operators.get(written).into_iter().flatten() {
                let period = self.lanes.period(&run.period);
                if period[0] == 0 {
                    continue;
                }
                self.each_reading(written, &mut |service, as_service| {
                    let value = and(and(period, as_service), self.lives(service));
                    self.each_reading(run.party, &mut |operator, as_operator| {
                        let value = and(value, as_operator);
                        if value[0] != 0 {
                            runs.push((operator, service, value));
                        }
                    });
                });
            }
        }
        sort::by(&mut runs, |a, b| (a.0, a.1).cmp(&(b.0, b.1)));
        self.runs = runs;
    }

    /// Everybody as whom a party is read (3.3).
    fn read(&self, party: PartyIx) -> Vec<(PartyIx, Bits)> {
        let mut reading: Vec<(PartyIx, Bits)> = Vec::new();
        let mut changes = Vec::new();
        self.engine.compiled.merger_days_of_line(party, &mut changes);
        let days = self.lanes.days();
        let mut from = 0;
        while from < days.len() {
            // Up to the next day on which somebody may merge.
            let change = changes.iter().filter(|change| days[from] < **change).min();
            let until = change.map_or(days.len(), |change| days.partition_point(|day| day < change));
            let cases = match until {
                _ if until == days.len() => u64::MAX << from,
                _ => (u64::MAX << from) & !(u64::MAX << until),
            };
            self.engine.read(party, days[from], &mut |stands, value| {
                let value = bits(value, cases);
                match reading.iter_mut().find(|known| known.0 == stands) {
                    Some(known) => known.1 = or(known.1, value),
                    None => reading.push((stands, value)),
                }
            });
            from = until;
        }
        reading
    }

    fn each_reading(&self, written: PartyIx, tell: &mut dyn FnMut(PartyIx, Bits)) {
        match self.readings.get(written) {
            Some(reading) => reading.iter().for_each(|&(party, value)| tell(party, value)),
            None => tell(written, EVERYTHING),
        }
    }

    /// How surely a party as written is read as another one.
    fn reads_as(&self, written: PartyIx, party: PartyIx) -> Bits {
        let mut all = NOTHING;
        self.each_reading(written, &mut |stands, value| {
            if stands == party {
                all = or(all, value);
            }
        });
        all
    }

    fn lives(&self, party: PartyIx) -> Bits {
        self.lanes.period(&self.engine.compiled.lives[party.at()])
    }

    /// Keeps which links rest on which because they list them (4.1): a link and one
    /// that lists it, in the order of the first.
    pub fn list(&mut self, pairs: &mut dyn Iterator<Item = (LinkIx, LinkIx)>) {
        let mut rests: Vec<(LinkIx, LinkIx, Bits)> = Vec::new();
        for (link, next) in pairs {
            let surely = self.rests_on(next, link);
            if surely[0] != 0 {
                rests.push((link, next, surely));
            }
        }
        let mut listing: Vec<LinkIx> = rests.iter().map(|&(_, next, _)| next).collect();
        sort::distinct(&mut listing);
        self.listed.clear();
        for of_one in rests.chunk_by(|a, b| a.0 == b.0) {
            let place = |next: &LinkIx| listing.binary_search(next).unwrap_or_default() as u32;
            let others = of_one.iter().map(|(_, next, surely)| (place(next), *surely)).collect();
            let (grants, exclusively) = (NOTHING, NOTHING);
            self.listed.push(Listed { link: of_one[0].0, others, grants, exclusively, waits: false });
        }
        self.listing = listing.into_iter().map(|link| (link, NONE)).collect();
    }

    /// How surely the taker of one link, or a service that it runs, is the giver of the next.
    fn rests_on(&self, next: LinkIx, link: LinkIx) -> Bits {
        let engine = self.engine;
        let taker = engine.licensee(link);
        // Mostly the one is the other.
        if engine.licensor(next) == Some(taker) && self.readings.get(taker).is_none() {
            return self.lives(taker);
        }
        self.lanes.each(&mut |day| engine.rests_on(next, link, day, &[]))
    }

    /// What a link gives where on(g, x) and its exclusivity are these.
    pub fn gift(&self, link: LinkIx, catalogue: PartyIx, on: Bits, exclusivity: Bits) -> Gift {
        let engine = self.engine;
        Gift {
            to: engine.licensee(link),
            worth: [NOTHING; 4],
            wants_exclusive: engine.wants_exclusive(link, catalogue),
            lists_upstream: engine.lists_upstream(link),
            listed: self.place_of(link),
            next: NONE,
            same: NONE,
        }
        .worth(on, exclusivity, engine.may_pass_on(link))
    }

    /// The place of a link among those that others list.
    pub fn place_of(&self, link: LinkIx) -> u32 {
        let listed = self.listed.binary_search_by_key(&link, |listed| listed.link);
        listed.map_or(NONE, |place| place as u32)
    }

    /// Adds a gift to one of the last `looks` of its licensor that differs from it
    /// in nothing but what it is worth; whether there is one.
    pub fn unite(&mut self, from: PartyIx, gift: &Gift, looks: usize) -> bool {
        // Of those that others list, or that list others, each counts by itself.
        if gift.listed != NONE || gift.lists_upstream {
            return false;
        }
        let mut at = self.given[from.at()];
        for _ in 0..looks {
            let Some(known) = self.gifts.get_mut(at as usize) else { break };
            let is_same = known.to == gift.to
                && known.wants_exclusive == gift.wants_exclusive
                && known.listed == NONE
                && !known.lists_upstream;
            if is_same {
                for (known, more) in known.worth.iter_mut().zip(gift.worth) {
                    *known = or(*known, more);
                }
                return true;
            }
            at = known.next;
        }
        false
    }

    /// Puts a gift in the lists of its licensor and of its link; it stays, or is
    /// taken back by [`Flood::take_back`].
    pub fn push(&mut self, from: PartyIx, link: LinkIx, mut gift: Gift, stays: bool) {
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
        if !stays {
            self.passing.push((from.0, listing));
        }
    }

    /// Forgets the owners, and the gifts that were not to stay.
    pub fn take_back(&mut self) {
        while let Some((from, listing)) = self.passing.pop() {
            if let Some(gift) = self.gifts.pop() {
                self.given[from as usize] = gift.next;
                if let Some(listing) = self.listing.get_mut(listing as usize) {
                    listing.1 = gift.same;
                }
            }
        }
        self.owned.clear();
        self.begun.clear();
    }

    /// Somebody owns.
    pub fn own(&mut self, party: PartyIx, value: Bits) {
        match self.owned.last_mut().filter(|known| known.0 == party) {
            Some(known) => known.1 = or(known.1, value),
            None => self.owned.push((party, value)),
        }
    }

    /// A gift by an unspecified licensor.
    pub fn begin_open(&mut self, gift: Gift) {
        self.begun.push((gift, bits(Status::Possible, u64::MAX)));
    }

    /// Keeps a gift whose licensor owned the point on the day on which the grant started (4.1).
    pub fn begin(&mut self, link: LinkIx, gift: Gift, owners: &Owners) {
        let owned = self.engine.owned_at_start(owners, link);
        if owned > Status::No {
            let mut reads = NOTHING;
            if let Some(from) = self.engine.licensor(link) {
                self.each_reading(from, &mut |_, value| reads = or(reads, value));
            }
            self.begun.push((gift, and(bits(owned, u64::MAX), reads)));
        }
    }

    /// May use, after [`Flood::derive`]; its life must cover the day (3.3).
    pub fn usage(&self, party: PartyIx) -> Bits {
        and(self.parties[party.at()].usage, self.lives(party))
    }

    /// Derives everything, with any grants or with exclusive ones only.
    pub fn derive(&mut self, exclusive: bool) {
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
        let gives_more = add(&mut known.owns, new.owns)
            | add(&mut known.grants, new.grants)
            | add(&mut known.exclusively, new.exclusively);
        let rises = add(&mut known.usage, new.usage) | gives_more;
        known.gives_more |= gives_more;
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
        let engine = self.engine;
        let known = &mut self.parties[party.at()];
        let gives_more = std::mem::take(&mut known.gives_more);
        known.waits = false;
        let holds = *known;
        let first = self.runs.partition_point(|run| run.0 < party);
        let count = self.runs[first..].iter().take_while(|run| run.0 == party).count();
        for place in first..first + count {
            let (_, service, value) = self.runs[place];
            self.settle(service, &holds.at_most(value));
        }
        if !gives_more {
            return;
        }
        let before = engine.index.merged_from.of(party.at());
        for written in before.iter().copied().map(PartyIx).chain([party]) {
            let mut at = self.given[written.at()];
            if at == NONE {
                continue;
            }
            let holds = holds.at_most(self.reads_as(written, party));
            let bases = [holds.grants, holds.exclusively, NOTHING].map(|through| or(holds.owns, through));
            while let Some(gift) = self.gifts.get(at as usize) {
                let base = match () {
                    () if gift.lists_upstream => bases[2],
                    () if gift.wants_exclusive => bases[1],
                    () => bases[0],
                };
                let worth = gift.worth[usize::from(self.exclusive) * 2][0];
                let here = std::mem::replace(&mut at, gift.next);
                if base[0] & worth != 0 {
                    let gift = self.gifts[here as usize];
                    self.give(&gift, base);
                }
            }
        }
    }

    /// R2 and R3: what a gift is worth on this base.
    fn give(&mut self, gift: &Gift, base: Bits) {
        let [on, passed_on, excludes, both] = gift.worth;
        let worth = if self.exclusive { [excludes, both, both] } else { [on, passed_on, both] };
        let [usage, grants, exclusively] = worth.map(|worth| and(base, worth));
        if usage[0] == 0 {
            return;
        }
        if let Some(listed) = self.listed.get_mut(gift.listed as usize) {
            let rises = add(&mut listed.grants, grants) | add(&mut listed.exclusively, exclusively);
            if rises && !listed.waits {
                listed.waits = true;
                self.open.push(Event::Listed(gift.listed));
            }
        }
        let holds = Holds { usage, grants, exclusively, ..Holds::NOTHING };
        if self.readings.get(gift.to).is_none() {
            self.settle(gift.to, &holds.at_most(self.lives(gift.to)));
            return;
        }
        let mut at = 0;
        while let Some(&(party, value)) = self.readings.get(gift.to).and_then(|reading| reading.get(at)) {
            at += 1;
            self.settle(party, &holds.at_most(and(value, self.lives(party))));
        }
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
                self.give(&gift, and(through, surely));
            }
        }
    }
}
