//! Who stands in whose place, who runs what, and who lives (rights.md 3.3).

use super::compile::{Compiled, Operation, Options, sides};
use super::known::known_end;
use super::period::Period;
use super::status::Status;
use crate::data::{Catalog, Deal, PartyIx};
use crate::dates::{Bound, Day};
use crate::small::Map;

impl Compiled {
    /// Everybody who stands in a party's place on a day, nearest first, with the
    /// value of each. Before a merger that is the party, after it the successor;
    /// while it may or may not have happened both, possible.
    pub fn succ(&self, party: PartyIx, day: Day) -> Vec<(PartyIx, Status)> {
        let mut found: Vec<(PartyIx, Status)> = Vec::new();
        let mut best: Map<PartyIx, Status> = Map::default();
        let mut open = vec![(party, Status::Certain)];
        while let Some((party, value)) = open.pop() {
            if best.get(party).is_some_and(|&known| known >= value) {
                continue;
            }
            best.insert(party, value);
            let mut stays = value;
            for &(to, lo, hi, merger) in self.mergers.get(party).into_iter().flatten() {
                if day < lo {
                    continue;
                }
                let happened = if day >= hi { merger } else { merger.min(Status::Possible) };
                stays = if happened == Status::Certain { Status::No } else { stays.min(Status::Possible) };
                open.insert(0, (to, value.min(happened)));
            }
            match found.iter_mut().find(|(other, _)| *other == party) {
                Some((_, known)) => *known = stays.max(*known),
                None if stays > Status::No => found.push((party, stays)),
                None => {}
            }
        }
        found
    }

    /// The one of those that a link is drawn to: the surest, of equals the nearest.
    pub fn successor(&self, party: PartyIx, day: Day) -> (PartyIx, Status) {
        if self.mergers.get(party).is_none() {
            return (party, Status::Certain);
        }
        let reduce =
            |best: (PartyIx, Status), next: (PartyIx, Status)| if next.1 > best.1 { next } else { best };
        // Parties that go up in each other in a circle stay what they are.
        self.succ(party, day).into_iter().reduce(reduce).unwrap_or((party, Status::Possible))
    }

    /// Who runs a service on a day, the surest and then the latest. A service
    /// that is not alive is run by nobody.
    pub fn operator(&self, service: PartyIx, day: Day) -> Option<(PartyIx, Status)> {
        let operators = self.operators.get(service)?;
        let (stands, there) = self.successor(service, day);
        let there =
            if stands == service { there.min(self.lives[service.at()].status(day)) } else { Status::No };
        operators
            .iter()
            .map(|&Operation { party, period, .. }| {
                let (operator, stands) = self.successor(party, day);
                (operator, period.status(day).min(stands).min(there), period.start_lo)
            })
            .filter(|&(_, status, _)| status > Status::No)
            .max_by_key(|&(_, status, start)| (status, start))
            .map(|(operator, status, _)| (operator, status))
    }

    /// Whoever a party may merge into, directly or not, the party itself first.
    pub(super) fn line(&self, party: PartyIx) -> Vec<PartyIx> {
        let mut line = vec![party];
        let mut at = 0;
        while let Some(&party) = line.get(at) {
            for &(to, ..) in self.mergers.get(party).into_iter().flatten() {
                if !line.contains(&to) {
                    line.push(to);
                }
            }
            at += 1;
        }
        line
    }

    /// One merger record. Two of one party make each other possible only.
    pub(super) fn merge(&mut self, deal: &Deal, value: Status) {
        let (Some(from), Some(to), Some(date)) = (&deal.from, &deal.to, &deal.date) else { return };
        let ((givers, from_possible), (takers, to_possible)) = (sides(from), sides(to));
        let doubtful = date.unsure || from_possible || to_possible;
        let value = if doubtful { value.min(Status::Possible) } else { value };
        for &from in givers.iter().flatten() {
            for &to in takers.iter().flatten().filter(|&&to| to != from) {
                let mergers = self.mergers.or_default(from);
                mergers.push((to, date.lo, date.hi, value));
                if mergers.len() > 1 {
                    for merger in mergers.iter_mut() {
                        merger.3 = merger.3.min(Status::Possible);
                    }
                }
            }
        }
    }

    /// Lives of all parties. The dissolution of one that surely merged is the merger.
    pub(super) fn live(&mut self, catalog: &Catalog, options: Options) {
        self.lives = (catalog.parties.iter().enumerate())
            .map(|(place, party)| {
                let mergers = self.mergers.get(PartyIx(place as u32)).into_iter().flatten();
                let merged = mergers.into_iter().any(|&(_, _, _, value)| value == Status::Certain);
                let end = party.dissolved.as_ref().filter(|_| !merged);
                Period::of_life(party.founded.as_ref(), known_end(end, options.known))
            })
            .collect();
    }

    /// Operators of all services.
    pub(super) fn operate(&mut self, catalog: &Catalog, options: Options) {
        for (place, party) in catalog.parties.iter().enumerate() {
            let operators: Vec<_> = party
                .operated_by
                .iter()
                .enumerate()
                .filter_map(|(place, operator)| {
                    let end = known_end(operator.end.as_ref(), options.known);
                    let mut period = Period::of_life(operator.start.as_ref(), end);
                    if let (Some(Bound::When(begins)), Some(known)) = (&operator.start, options.known) {
                        // What begins after the day of knowledge is not known yet,
                        // what may begin after it perhaps not (rights.md 8).
                        if begins.lo > known {
                            return None;
                        }
                        period.unsure |= begins.hi > known;
                    }
                    Some(Operation { party: operator.party, period, place })
                })
                .collect();
            if !operators.is_empty() {
                self.operators.insert(PartyIx(place as u32), operators);
            }
        }
    }
}
