//! The answer for one pair over all days (rights.md 11).
//!
//! The words can change only on days on which something changes of the links in
//! the pair's cone, or of whoever stands at their ends. [`super::flood`] works
//! on 64 of those days at once, with the links that may be in force on them.

use super::bits::{Bits, Gift, NOTHING, and, at_least, bits, value};
use super::flood::{AT_ONCE, Flood};
use super::lanes::Lanes;
use super::owner::Owners;
use super::point::{Point, ScopeKind};
use super::spread::Cone;
use super::{Engine, Question};
use crate::data::PartyIx;
use crate::dates::Day;
use crate::rights::{LinkIx, Status};
use crate::sort;

/// What is the same of a link on every day.
struct Laid {
    link: LinkIx,
    /// First and last day on which it may be in force.
    days: (Day, Day),
    from: Option<PartyIx>,
    /// The most that it covers on any day.
    covers: Status,
    /// It is one grant that covers the same on every day, and nothing takes from it for some days.
    is_plain: bool,
    passes_on: Status,
    /// Whether others list it.
    is_listed: bool,
    /// What it gives, worth nothing yet.
    gift: Gift,
    /// Whether its licensor may be written as an owner of some day.
    of_kin: bool,
}

/// The days of one pair.
struct Course<'e, 'a> {
    engine: &'e Engine<'a>,
    /// Its day does not matter.
    point: Point,
    owners: Owners,
    /// In the order of licensors, then of licensees.
    links: Vec<Laid>,
    /// Links, and those that list them.
    pairs: Vec<(LinkIx, LinkIx)>,
    /// Of the parties that matter: those that may merge, and those with operators.
    merging: Vec<PartyIx>,
    services: Vec<PartyIx>,
    flood: Flood<'e, 'a>,
    /// To whom the catalogue may have come, from when on, beside whose it is.
    came_to: Vec<(PartyIx, u64)>,
}

impl Engine<'_> {
    /// The words over time: first day, last day, answer, exclusivity. Together they
    /// cover every day; a new stretch begins where one of the words changes.
    pub fn timeline(&self, question: &Question) -> Vec<(Day, Day, Status, Status)> {
        let point = Point { date: Day::MAX, ..question.point() };
        let owners = self.owners(&point);
        let cone = self.cone(question.party, &point, &owners, true);
        let mut days = self.days(&cone, &owners, question.party);
        // Minus infinity is no day to ask about; before the first change every day is alike.
        days.retain(|day| day.is_finite());
        let first = days.iter().min().map_or(Day(0), |day| day.plus_days(-1));
        days.push(first);
        sort::distinct(&mut days);
        let mut course = Course::new(self, point, owners, &cone, question.party);
        let mut stretches: Vec<(Day, Day, Status, Status)> = Vec::new();
        for days in days.chunks(AT_ONCE) {
            let (any, exclusive) = course.words(question.party, days);
            for (place, &day) in days.iter().enumerate() {
                let words = (value(any, place), value(exclusive, place));
                match stretches.last_mut() {
                    Some(last) if (last.2, last.3) == words => {}
                    Some(last) => {
                        last.1 = day.plus_days(-1);
                        stretches.push((day, Day::MAX, words.0, words.1));
                    }
                    None => stretches.push((Day::MIN, Day::MAX, words.0, words.1)),
                }
            }
        }
        stretches
    }

    /// Every first day on which something in a cone may differ from the day before.
    fn days(&self, cone: &Cone, owners: &Owners, party: PartyIx) -> Vec<Day> {
        let mut days = Vec::new();
        for &link in &cone.links {
            match self.joined(link) {
                Some(joined) => days.extend(joined.period.breaks()),
                None => days.extend(self.grant(link).breaks()),
            }
        }
        for &party in cone.parties.iter().chain([&party]) {
            days.extend(self.compiled.lives[party.at()].breaks());
            days.extend(self.compiled.merger_days(party));
            let operators = self.compiled.operators.get(party).into_iter().flatten();
            days.extend(operators.flat_map(|run| run.period.breaks()));
        }
        for tenure in &owners.tenures {
            days.extend([tenure.from, tenure.surely_from, tenure.until, tenure.surely_until]);
            self.compiled.merger_days_of_line(tenure.party, &mut days);
        }
        days
    }
}

impl<'e, 'a> Course<'e, 'a> {
    fn new(
        engine: &'e Engine<'a>,
        point: Point,
        owners: Owners,
        cone: &Cone,
        party: PartyIx,
    ) -> Course<'e, 'a> {
        let flood = Flood::new(engine);
        let kin = engine.kin_of_owners(&owners);
        let mut links: Vec<Laid> = Vec::new();
        let mut pairs = Vec::new();
        for &link in &cone.links {
            let (first, _) = engine.parts(link);
            // An assignment moves the ownership and is no licence (3.4).
            if engine.grant(first).is_assignment() {
                continue;
            }
            let period = engine.joined(link).map_or(engine.grant(first).period, |joined| joined.period);
            let of_kin = engine.licensor(link).is_some_and(|from| kin.contains(&from));
            let next = engine.downstream(link).iter().copied();
            let known = pairs.len();
            pairs.extend(next.filter(|next| cone.links.binary_search(next).is_ok()).map(|next| (link, next)));
            let grant = engine.grant(first);
            let is_own = engine.scope(first).kind == ScopeKind::Own && grant.from != Some(point.catalogue);
            links.push(Laid {
                link,
                days: (period.start_lo, period.end_hi),
                from: grant.from,
                covers: engine.covers(link, &point, &owners),
                is_plain: link == first && grant.marks.is_none() && !is_own,
                passes_on: engine.may_pass_on(link),
                is_listed: pairs.len() > known,
                gift: flood.gift(link, point.catalogue, NOTHING, NOTHING),
                of_kin,
            });
        }
        sort::by_key(&mut links, |laid| (laid.from, laid.gift.to));
        // Whoever gives, takes or owns, as written, and whom those may become.
        let mut parties = [&cone.parties[..], &kin, &[party]].concat();
        parties.extend(links.iter().filter_map(|laid| laid.from));
        parties.extend(links.iter().map(|laid| laid.gift.to));
        sort::distinct(&mut parties);
        let compiled = engine.compiled;
        let all = parties.iter().copied();
        let merging = all.clone().filter(|&party| compiled.mergers.get(party).is_some()).collect();
        let services = all.filter(|&party| compiled.operators.get(party).is_some()).collect();
        Course { engine, point, owners, links, pairs, merging, services, flood, came_to: Vec::new() }
    }

    /// The answers of a party on days, and its exclusivity.
    fn words(&mut self, party: PartyIx, days: &[Day]) -> (Bits, Bits) {
        self.turn_to(days);
        self.flood.derive(false);
        let any = self.flood.usage(party);
        if any[0] == 0 {
            return (any, NOTHING);
        }
        self.flood.derive(true);
        (any, self.flood.usage(party))
    }

    fn turn_to(&mut self, days: &[Day]) {
        let engine = self.engine;
        self.flood.take_back();
        let lanes = Lanes::new(days);
        let (first, last) = lanes.ends();
        let (mut merging, mut services) = (self.merging.iter().copied(), self.services.iter().copied());
        self.flood.turn_to(lanes, &mut merging, &mut services);
        let runs = |link: LinkIx| engine.may_run(link, first, last);
        self.flood.list(&mut self.pairs.iter().copied().filter(|pair| runs(pair.0) && runs(pair.1)));
        self.came_to.clear();
        for (place, &day) in days.iter().enumerate() {
            engine.each_owner(&self.owners, day, &mut |party, value| {
                self.flood.own(party, bits(value, 1 << place));
            });
            engine.reach(&mut self.owners, day);
            for &party in self.owners.came_to() {
                match self.came_to.iter_mut().find(|known| known.0 == party) {
                    Some(known) => known.1 |= 1 << place,
                    None => self.came_to.push((party, 1 << place)),
                }
            }
        }
        for at in 0..self.links.len() {
            let laid = &self.links[at];
            let link = laid.link;
            if last < laid.days.0 || laid.days.1 < first {
                continue;
            }
            let on = if laid.is_plain {
                let grant = engine.grant(link);
                let most = bits(laid.covers.min(grant.value), u64::MAX);
                and(self.flood.lanes.period(&grant.period), most)
            } else {
                self.on(link)
            };
            if on[0] == 0 {
                continue;
            }
            let mut gift = laid.gift.worth(on, self.exclusivity(link), laid.passes_on);
            if laid.is_listed {
                gift.listed = self.flood.place_of(link);
            }
            let Some(from) = laid.from else {
                self.flood.begin_open(gift);
                continue;
            };
            if laid.of_kin {
                self.flood.begin(link, gift, &self.owners);
            }
            // Those between the same two parties come one behind the other.
            if !self.flood.unite(from, &gift, 1) {
                self.flood.push(from, link, gift, false);
            }
        }
    }

    /// on(g, x) on each day; of a joined renewal where it is worth more than each of its grants (3.2).
    fn on(&self, link: LinkIx) -> Bits {
        let engine = self.engine;
        let stopped = |grant: LinkIx| {
            let grant = engine.grant(grant);
            let value = bits(grant.value, u64::MAX);
            let stops = grant.marks.is_some();
            if stops { and(value, self.flood.lanes.each(&mut |day| grant.stopped(day))) } else { value }
        };
        let (first, second) = engine.parts(link);
        let on = match engine.joined(link) {
            None => and(self.flood.lanes.period(&engine.grant(link).period), stopped(link)),
            Some(joined) => and(
                self.flood.lanes.period(&joined.period),
                and(stopped(joined.first), stopped(joined.second)),
            ),
        };
        let on = and(on, self.covers(link));
        match second {
            Some(second) if on[0] != 0 => {
                let worth_more = !at_least(self.on(first), on) & !at_least(self.on(second), on);
                on.map(|cases| cases & worth_more)
            }
            _ => on,
        }
    }

    /// What it covers; of a party's own catalogue only once it may contain this one.
    fn covers(&self, link: LinkIx) -> Bits {
        let engine = self.engine;
        let mut cases = u64::MAX;
        let (first, second) = engine.parts(link);
        for grant in [Some(first), second].into_iter().flatten() {
            let from = engine.grant(grant).from;
            if engine.scope(grant).kind == ScopeKind::Own && from != Some(self.point.catalogue) {
                let came = self.came_to.iter().find(|came| Some(came.0) == from);
                cases &= came.map_or(0, |came| came.1);
            }
        }
        if cases == 0 {
            return NOTHING;
        }
        // Of the days of the bits the last one has the most owners.
        bits(engine.covers(link, &self.point, &self.owners), cases)
    }

    /// X(g, x) without on(g, x).
    fn exclusivity(&self, link: LinkIx) -> Bits {
        let engine = self.engine;
        let of_grant = |grant: LinkIx| {
            let grant = engine.grant(grant);
            let level = grant.exclusive_at_most();
            if level == Status::No {
                return NOTHING;
            }
            and(bits(level, u64::MAX), self.flood.lanes.period(&grant.exclusivity))
        };
        match engine.joined(link) {
            None => of_grant(link),
            Some(joined) if joined.both_exclusive => bits(Status::Certain, u64::MAX),
            Some(joined) => {
                let either = of_grant(joined.first)[0] | of_grant(joined.second)[0];
                bits(Status::Possible, either)
            }
        }
    }
}

impl Engine<'_> {
    /// Whether a link may be in force on a day of a window.
    fn may_run(&self, link: LinkIx, first: Day, last: Day) -> bool {
        let period = self.joined(link).map_or(self.grant(self.parts(link).0).period, |joined| joined.period);
        period.start_lo <= last && first <= period.end_hi
    }
}
