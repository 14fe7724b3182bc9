//! A period as four day numbers, and two presumed ones (rights.md 2.2 to 2.4).

use super::status::Status;
use crate::data::model::{Policy, Term};
use crate::dates::{Bound, Day, Duration, When};

/// When something is in force, as bounds of both ends; ends are inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Earliest start.
    pub start_lo: Day,
    /// Latest start.
    pub start_hi: Day,
    /// Earliest end.
    pub end_lo: Day,
    /// Latest end.
    pub end_hi: Day,
    /// Latest start if presumptions hold; at most `start_hi`.
    pub presumed_start_hi: Day,
    /// Earliest end if presumptions hold; at least `end_lo`.
    pub presumed_end_lo: Day,
    /// One of its dates has `?` or `%`.
    pub unsure: bool,
}

/// What a record says about a period, before it is compiled.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written<'a> {
    /// Start as written.
    pub start: Option<&'a Bound>,
    /// End as written.
    pub end: Option<&'a Bound>,
    /// Length, where the end is absent.
    pub term: Option<&'a Term>,
    /// Announcement, else signature.
    pub announced: Option<&'a When>,
    /// When sources that show it in force were published.
    pub seen: &'a [&'a When],
}

impl Written<'_> {
    /// Whether the day on which it starts rests on a date with `?` or `%`.
    pub fn start_unsure(&self) -> bool {
        match self.start {
            Some(start) => start.when().is_some_and(|when| when.unsure),
            None => self.announced.is_some_and(|when| when.unsure),
        }
    }
}

/// Which presumptions are used.
#[derive(Clone, Copy, Debug)]
pub struct Presume<'a> {
    /// The dataset's policy.
    pub policy: &'a Policy,
    /// The reader's switch.
    pub on: bool,
}

impl Period {
    /// Without any limit.
    pub const ALWAYS: Period = Period {
        start_lo: Day::MIN,
        start_hi: Day::MIN,
        end_lo: Day::MAX,
        end_hi: Day::MAX,
        presumed_start_hi: Day::MIN,
        presumed_end_lo: Day::MAX,
        unsure: false,
    };

    /// Status on a day (2.3, 2.4).
    pub fn status(&self, day: Day) -> Status {
        if day < self.start_lo || day > self.end_hi {
            Status::No
        } else if self.unsure {
            Status::Possible
        } else if self.start_hi <= day && day <= self.end_lo {
            Status::Certain
        } else if self.presumed_start_hi <= day && day <= self.presumed_end_lo {
            Status::Presumed
        } else {
            Status::Possible
        }
    }

    /// Compiles what a record says (2.2), with its presumptions (2.4): those
    /// start from the bounds that the sources leave.
    pub fn compile(written: &Written, presume: Presume) -> Period {
        let (start_lo, start_hi) = match (written.start, written.announced) {
            (Some(Bound::When(when)), _) => (when.lo, when.hi),
            (Some(Bound::Open), _) => (Day::MIN, Day::MIN),
            (None, Some(announced)) => {
                let window = presume.policy.announce_window;
                (window.before(announced.lo), window.after(announced.hi))
            }
            (None, None) => (Day::MIN, Day::MAX),
        };
        let (end_lo, end_hi) = match (written.end, written.term) {
            (Some(Bound::When(when)), _) => (when.lo, when.hi),
            (Some(Bound::Open), _) => (Day::MAX, Day::MAX),
            (None, Some(term)) => ends_after(start_lo, start_hi, term.min, term.max),
            (None, None) => (start_lo, Day::MAX),
        };
        let end_unsure = written.end.and_then(Bound::when).is_some_and(|when| when.unsure);
        let mut period =
            Period::between((start_lo, start_hi), (end_lo, end_hi), written.start_unsure() || end_unsure);
        // Against the bounds as they were: the order of the sources does not matter.
        let inside = |seen: &&&When| seen.hi >= start_lo && seen.lo <= end_hi;
        for seen in written.seen.iter().filter(inside) {
            period.end_lo = period.end_lo.max(seen.lo);
            period.start_hi = period.start_hi.min(seen.hi);
        }
        period.tighten();
        if presume.on {
            period.presume(written, presume.policy);
        }
        period
    }

    /// Commencement and continuance (2.4).
    fn presume(&mut self, written: &Written, policy: &Policy) {
        let min = written.term.and_then(|term| term.min);
        let has_term = min.is_some() || written.term.is_some_and(|term| term.max.is_some());
        if let (None, Some(announced), true) =
            (written.start, written.announced, policy.commencement_announced)
        {
            self.presumed_start_hi = self.presumed_start_hi.min(announced.hi);
            if let (Some(min), None) = (min, written.end) {
                self.presumed_end_lo = last_day(announced.lo, min);
            }
        }
        if let (None, false, Some(length)) = (written.end, has_term, policy.continuance)
            && self.presumed_start_hi.is_finite()
        {
            self.presumed_end_lo = last_day(self.presumed_start_hi, length);
        }
        self.tighten();
    }

    /// Between these bounds of both ends, tightened, without presumptions.
    fn between(start: (Day, Day), end: (Day, Day), unsure: bool) -> Period {
        let mut period = Period {
            start_lo: start.0,
            start_hi: start.1,
            end_lo: end.0,
            end_hi: end.1,
            presumed_start_hi: start.1,
            presumed_end_lo: end.0,
            unsure,
        };
        period.tighten();
        period
    }

    /// A life or the period of an operator: a missing bound is no bound (2.2).
    /// The end is its first and last day, and whether that is unsure.
    pub fn of_life(start: Option<&Bound>, end: (Day, Day, bool)) -> Period {
        let (start_lo, start_hi, start_unsure) = match start {
            Some(Bound::When(when)) => (when.lo, when.hi, when.unsure),
            Some(Bound::Open) | None => (Day::MIN, Day::MIN, false),
        };
        let (end_lo, end_hi, end_unsure) = end;
        Period::between((start_lo, start_hi), (end_lo, end_hi), start_unsure || end_unsure)
    }

    /// The best status on any day of `[first, last]`.
    pub fn status_within(&self, first: Day, last: Day) -> Status {
        let inside = |day: &Day| first < *day && *day < last;
        let days = self.breaks().into_iter().filter(inside).chain([last]);
        days.map(|day| self.status(day)).fold(self.status(first), Status::max)
    }

    /// The first days on which its status may differ from the day before.
    pub fn breaks(&self) -> [Day; 6] {
        let after = |day: Day| day.plus_days(1);
        [
            self.start_lo,
            self.start_hi,
            self.presumed_start_hi,
            after(self.end_lo),
            after(self.presumed_end_lo),
            after(self.end_hi),
        ]
    }

    /// It ends on the day before one in `[lo, hi]`; `sure` if it certainly does (3.1).
    pub fn cut_before(&mut self, lo: Day, hi: Day, sure: bool) {
        self.end_lo = self.end_lo.min(lo.plus_days(-1));
        self.presumed_end_lo = self.presumed_end_lo.min(lo.plus_days(-1));
        if sure {
            self.end_hi = self.end_hi.min(hi.plus_days(-1));
        }
        self.tighten();
    }

    /// A start cannot follow its end (2.2). A period that ends before it starts
    /// is a mistake, stays as it is and is never in force.
    pub fn tighten(&mut self) {
        if self.end_hi < self.start_lo {
            return;
        }
        self.end_lo = self.end_lo.max(self.start_lo);
        self.start_hi = self.start_hi.min(self.end_hi);
        self.presumed_start_hi = self.presumed_start_hi.max(self.start_lo).min(self.start_hi);
        self.presumed_end_lo = self.presumed_end_lo.max(self.end_lo).min(self.end_hi);
    }
}

/// The ends of a period of a length that starts in `[start_lo, start_hi]`;
/// without a length, and for infinite starts, those that bound every end (2.2).
pub(super) fn ends_after(
    start_lo: Day,
    start_hi: Day,
    min: Option<Duration>,
    max: Option<Duration>,
) -> (Day, Day) {
    let min = min.filter(|_| start_lo.is_finite());
    let max = max.filter(|_| start_hi.is_finite());
    (
        min.map_or(start_lo, |length| last_day(start_lo, length)),
        max.map_or(Day::MAX, |length| last_day(start_hi, length)),
    )
}

/// The last day of a period that starts on `start` and has this length.
pub(super) fn last_day(start: Day, length: Duration) -> Day {
    length.after(start).plus_days(-1)
}
