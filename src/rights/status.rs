//! The four words, and what a grant is on a day.

use super::compile::{Compiled, CompiledGrant, LinkIx};
use crate::data::PartyIx;
use crate::data::words::Level;
use crate::dates::Day;

/// How surely something holds (rights.md 1.1). Ordered: no < possible < presumed < yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// True for no value of the unknowns.
    No,
    /// True for some values of the unknowns.
    Possible,
    /// True if the named presumptions hold.
    Presumed,
    /// True whatever the unknowns are.
    Certain,
}

impl Status {
    /// Certain or no.
    pub fn sure(holds: bool) -> Status {
        if holds { Status::Certain } else { Status::No }
    }

    /// The word in attributes: `no`, `possible`, `presumed`, `certain`.
    pub fn word(self) -> &'static str {
        match self {
            Status::No => "no",
            Status::Possible => "possible",
            Status::Presumed => "presumed",
            Status::Certain => "certain",
        }
    }
}

/// What one compiled grant is on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkStatus {
    /// Whether it is in force.
    pub in_force: Status,
    /// Its level of exclusivity on that day: `Exclusive` or `Sole` only while
    /// its exclusivity lasts (at least possibly); `NonExclusive` after it was
    /// surely ended. A grant that is not in force has the level of its last day.
    pub level: Level,
    /// How surely it is exclusive: [`Status::No`] unless the level says so.
    pub exclusive: Status,
}

impl CompiledGrant {
    /// Value of the deal and pair, and status on a day with suspensions and
    /// `affects` (3.5); whoever stands in its parties' places.
    pub fn in_force(&self, day: Day) -> Status {
        self.value.min(self.period.status(day)).min(self.stopped(day))
    }

    /// The first days on which its own dates may make its status, or its
    /// exclusivity, differ from the day before.
    pub fn breaks(&self) -> Vec<Day> {
        let after = |day: Day| day.plus_days(1);
        let mut days = [self.period.breaks(), self.exclusivity.breaks()].concat();
        for suspension in self.suspensions() {
            days.extend([suspension.from.0, suspension.from.1]);
            days.extend([after(suspension.until.0), after(suspension.until.1)]);
        }
        days.extend(self.affected().iter().flat_map(|&(first, last)| [first, after(last)]));
        days
    }

    /// What suspensions and `affects` leave of it on a day (3.1).
    pub fn stopped(&self, day: Day) -> Status {
        let mut left = Status::Certain;
        for suspension in self.suspensions() {
            if suspension.sure && suspension.from.1 <= day && day <= suspension.until.0 {
                left = Status::No;
            } else if suspension.from.0 <= day && day <= suspension.until.1 {
                left = left.min(Status::Possible);
            }
        }
        if self.affected().iter().any(|&(first, last)| first <= day && day <= last) {
            left = left.min(Status::Possible);
        }
        left
    }
}

impl Compiled {
    /// What a grant is on a day (rights.md 3.5, without the catalogue's point),
    /// read from and to whoever stands in its parties' places (3.3).
    pub fn status(&self, ix: LinkIx, day: Day) -> LinkStatus {
        let grant = &self.grants[ix as usize];
        let mut in_force = grant.in_force(day);
        // The licensee's life must cover the day; the licensor's does not matter.
        let (licensee, stands) = self.successor(grant.to, day);
        in_force = in_force.min(stands).min(self.lives[licensee.at()].status(day));
        if let Some(licensor) = grant.from {
            in_force = in_force.min(self.successor(licensor, day).1);
        }
        let lasting = grant.exclusivity.status(day);
        // The grant goes on, or went on, without; what is over keeps its level.
        let not_any_more = in_force > Status::No || grant.exclusivity.end_hi < grant.period.end_hi;
        let (level, exclusive) = match grant.level {
            Level::NonExclusive => (Level::NonExclusive, Status::No),
            _ if lasting == Status::No && not_any_more => (Level::NonExclusive, Status::No),
            Level::Unknown => (Level::Unknown, in_force.min(lasting).min(Status::Possible)),
            level => (level, in_force.min(lasting)),
        };
        LinkStatus { in_force, level, exclusive }
    }

    /// The best status on any day of `[first, last]`.
    pub fn status_within(&self, ix: LinkIx, first: Day, last: Day) -> LinkStatus {
        let mut days = if first < last { self.breaks(ix) } else { Vec::new() };
        days.retain(|&day| first < day && day < last);
        days.extend([first, last]);
        days.into_iter()
            .map(|day| self.status(ix, day))
            .max_by_key(|status| (status.in_force, status.exclusive))
            .unwrap_or_else(|| self.status(ix, last))
    }

    /// The first days on which a grant's status may differ from the day before.
    pub fn breaks(&self, ix: LinkIx) -> Vec<Day> {
        let grant = &self.grants[ix as usize];
        let mut days = grant.breaks();
        for party in self.line(grant.to) {
            days.extend(self.lives[party.at()].breaks());
            days.extend(self.merger_days(party));
        }
        for party in grant.from.into_iter().flat_map(|from| self.line(from)) {
            days.extend(self.merger_days(party));
        }
        days
    }

    pub(super) fn merger_days(&self, party: PartyIx) -> impl Iterator<Item = Day> {
        self.mergers.get(party).into_iter().flatten().flat_map(|&(_, first, last, _)| [first, last])
    }
}
