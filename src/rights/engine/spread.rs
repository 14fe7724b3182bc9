//! The answer for one pair over all days, and over all territories (rights.md 11).
//!
//! Both ask the plain question again and again, once for each stretch of days, or
//! class of territories, in which nothing can change; but only over the cone: the
//! links that can lie between an owner and the party on any day, anywhere.

use super::many::Words;
use super::owner::Owners;
use super::point::{Point, TerritoryIx};
use super::{Engine, Question};
use crate::data::PartyIx;
use crate::data::codes::TERRITORY_COUNT;
use crate::dates::Day;
use crate::rights::rows::Rows;
use crate::rights::{LinkIx, Status, Territories};
use crate::small::Set;
use crate::sort;

/// The links that can lie between an owner and a party, whatever the day.
pub(super) struct Cone {
    /// In order.
    links: Vec<LinkIx>,
    /// Whoever stands at an end of them, and the operators of those; in order.
    parties: Vec<PartyIx>,
    /// The links by licensor as written.
    pub by_licensor: Rows,
}

impl Engine<'_> {
    /// The words over time: first day, last day, answer, exclusivity. Together they
    /// cover every day; a new stretch begins where one of the words changes.
    pub fn timeline(&self, question: &Question) -> Vec<(Day, Day, Status, Status)> {
        let mut point = question.point();
        let owners = self.owners(&Point { date: Day::MAX, ..point });
        let cone = self.cone(question.party, &point, &owners, true);
        let mut days = self.days(&cone, &owners, question.party);
        // Minus infinity is no day to ask about; before the first change every day is alike.
        days.retain(|day| day.is_finite());
        let first = days.iter().min().map_or(Day(0), |day| day.plus_days(-1));
        days.push(first);
        sort::distinct(&mut days);
        let mut stretches: Vec<(Day, Day, Status, Status)> = Vec::new();
        let mut words = Words::within(self, point, &cone, question.party);
        for day in days {
            point.date = day;
            words.derive(point);
            let (answer, exclusive) = words.of(question.party);
            match stretches.last_mut() {
                Some(last) if (last.2, last.3) == (answer, exclusive) => {}
                Some(last) => {
                    last.1 = day.plus_days(-1);
                    stretches.push((day, Day::MAX, answer, exclusive));
                }
                None => stretches.push((Day::MIN, Day::MAX, answer, exclusive)),
            }
        }
        words.done();
        stretches
    }

    /// The territories in which the answer is at least *yes*, *presumed*,
    /// *possible*; each set lies within the next. The question's own territory does not matter.
    pub fn territories(&self, question: &Question) -> [Territories; 3] {
        let mut point = Point { territory: TerritoryIx::ANY, ..question.point() };
        let cone = self.cone(question.party, &point, &self.owners(&point), false);
        let mut bits = [[0u64; 4]; 3];
        let mut words = Words::within(self, point, &cone, question.party);
        for class in classes(&self.tellers(&cone, &point)) {
            point.territory = TerritoryIx(class[0]);
            words.derive(point);
            let (answer, _) = words.of(question.party);
            for (set, least) in bits.iter_mut().zip([Status::Certain, Status::Presumed, Status::Possible]) {
                if answer >= least {
                    for &place in &class {
                        set[usize::from(place) / 64] |= 1 << (place % 64);
                    }
                }
            }
        }
        words.done();
        bits.map(Territories::from_bits)
    }

    /// The distinct territory sets of a cone's links and of the assignments of the catalogue.
    fn tellers(&self, cone: &Cone, point: &Point) -> Vec<Territories> {
        let mut sets: Vec<Territories> = Vec::new();
        for &link in cone.links.iter().chain(&self.assignments_of(point)) {
            let (first, second) = self.parts(link);
            for grant in [Some(first), second].into_iter().flatten() {
                if let Some(set) = self.grant(grant).territory
                    && !sets.contains(&set)
                {
                    sets.push(set);
                }
            }
        }
        sets
    }

    /// Forwards from everybody who may be written as an owner, then backwards from the party.
    fn cone(&self, party: PartyIx, point: &Point, owners: &Owners, any_day: bool) -> Cone {
        let passes = |link: LinkIx| {
            (any_day || self.in_force(link, point.date) > Status::No)
                && self.covers(link, point, owners) > Status::No
        };
        let mut ahead: Set<PartyIx> = Set::default();
        let mut open = self.kin_of_owners(owners);
        open.extend(self.index.unspecified.of(point.catalogue.at()).iter().map(|&link| self.licensee(link)));
        while let Some(party) = open.pop() {
            if !ahead.insert(party) {
                continue;
            }
            open.extend(self.kin(party));
            open.extend(self.operated_as(party));
            for link in self.links_from(party) {
                let to = self.licensee(link);
                if !ahead.contains(&to) && passes(link) {
                    open.push(to);
                }
            }
        }
        let mut links: Set<LinkIx> = Set::default();
        let mut parties: Set<PartyIx> = Set::default();
        let mut open = vec![party];
        while let Some(party) = open.pop() {
            if !parties.insert(party) {
                continue;
            }
            open.extend(self.kin(party));
            open.extend(self.compiled.operators.get(party).into_iter().flatten().map(|run| run.party));
            for link in self.links_to(party) {
                let licensor = self.licensor(link);
                if licensor.is_none_or(|from| ahead.contains(&from)) && passes(link) {
                    links.insert(link);
                    open.extend(licensor);
                }
            }
        }
        let links = links.into_vec();
        let from = links.iter().filter_map(|&link| Some((self.licensor(link)?.0, link)));
        Cone {
            by_licensor: Rows::new(self.catalog.parties.len(), &mut { from }),
            links,
            parties: parties.into_vec(),
        }
    }

    /// Whoever a party may become by merger, and whoever may become it.
    fn kin(&self, party: PartyIx) -> impl Iterator<Item = PartyIx> {
        let before = self.index.merged_from.of(party.at());
        before.iter().chain(self.index.merges_into.of(party.at())).copied().map(PartyIx)
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

/// Codes that no set tells apart.
fn classes(sets: &[Territories]) -> Vec<Vec<u8>> {
    let mut classes: Vec<Vec<u8>> = vec![(0..TERRITORY_COUNT as u8).collect()];
    for set in sets {
        let mut split = Vec::with_capacity(classes.len() + 1);
        for class in classes {
            let (inside, outside): (Vec<u8>, Vec<u8>) =
                class.into_iter().partition(|&place| set.contains(place));
            split.extend([inside, outside].into_iter().filter(|class| !class.is_empty()));
        }
        classes = split;
    }
    classes
}
