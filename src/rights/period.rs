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

    /// Compiles what a record says (2.2), with its presumptions (2.4).
    pub fn compile(written: &Written, presume: Presume) -> Period {
        let Policy { announce_window, continuance, commencement_announced, .. } = *presume.policy;
        let (start_lo, start_hi) = match (written.start, written.announced) {
            (Some(Bound::When(when)), _) => (when.lo, when.hi),
            (Some(Bound::Open), _) => (Day::MIN, Day::MIN),
            (None, Some(announced)) => {
                (announce_window.before(announced.lo), announce_window.after(announced.hi))
            }
            (None, None) => (Day::MIN, Day::MAX),
        };
        let min = written.term.and_then(|term| term.min);
        let max = written.term.and_then(|term| term.max);
        let has_term = min.is_some() || max.is_some();
        let (end_lo, end_hi) = match written.end {
            Some(Bound::When(when)) => (when.lo, when.hi),
            Some(Bound::Open) => (Day::MAX, Day::MAX),
            None if has_term => (
                min.filter(|_| start_lo.is_finite()).map_or(start_lo, |min| last_day(start_lo, min)),
                max.filter(|_| start_hi.is_finite()).map_or(Day::MAX, |max| last_day(start_hi, max)),
            ),
            None => (start_lo, Day::MAX),
        };
        let unsure = [written.start.and_then(Bound::when), written.end.and_then(Bound::when)]
            .into_iter()
            .chain([written.announced.filter(|_| written.start.is_none())])
            .flatten()
            .any(|when| when.unsure);
        let (mut presumed_start_hi, mut presumed_end_lo) = (start_hi, end_lo);
        if presume.on {
            if let (None, Some(announced), true) = (written.start, written.announced, commencement_announced)
            {
                presumed_start_hi = announced.hi;
                if let (Some(min), None) = (min, written.end) {
                    presumed_end_lo = last_day(announced.lo, min);
                }
            }
            if let (None, false, Some(length), true) =
                (written.end, has_term, continuance, presumed_start_hi.is_finite())
            {
                presumed_end_lo = last_day(presumed_start_hi, length);
            }
        }
        let mut period =
            Period { start_lo, start_hi, end_lo, end_hi, presumed_start_hi, presumed_end_lo, unsure };
        period.tighten();
        period
    }

    /// A life or the period of an operator: a missing bound is no bound (2.2).
    pub fn of_life(start: Option<&Bound>, end: Option<&Bound>) -> Period {
        let bound = |bound: Option<&Bound>, open: Day| match bound {
            Some(Bound::When(when)) => (when.lo, when.hi, when.unsure),
            Some(Bound::Open) | None => (open, open, false),
        };
        let (start_lo, start_hi, start_unsure) = bound(start, Day::MIN);
        let (end_lo, end_hi, end_unsure) = bound(end, Day::MAX);
        let mut period = Period {
            start_lo,
            start_hi,
            end_lo,
            end_hi,
            presumed_start_hi: start_hi,
            presumed_end_lo: end_lo,
            unsure: start_unsure || end_unsure,
        };
        period.tighten();
        period
    }

    /// A source published in `[seen.lo, seen.hi]` shows it in force then (2.2).
    pub fn seen_in_force(&mut self, seen: &When) {
        if seen.hi < self.start_lo || seen.lo > self.end_hi {
            return;
        }
        self.end_lo = self.end_lo.max(seen.lo);
        self.start_hi = self.start_hi.min(seen.hi);
        self.tighten();
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

/// The last day of a period that starts on `start` and has this length.
fn last_day(start: Day, length: Duration) -> Day {
    length.after(start).plus_days(-1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[track_caller]
    fn check(start: &str, end: &str, announced: &str, on: &str, expected: Status) {
        let bound = |text: &str| (!text.is_empty()).then(|| Bound::parse(text).unwrap());
        let (start, end) = (bound(start), bound(end));
        let announced = (!announced.is_empty()).then(|| When::parse(announced).unwrap());
        let policy =
            Policy { continuance: Duration::parse("P3Y"), commencement_announced: true, ..Policy::default() };
        let written =
            Written { start: start.as_ref(), end: end.as_ref(), term: None, announced: announced.as_ref() };
        let period = Period::compile(&written, Presume { policy: &policy, on: true });
        assert_eq!(period.status(day(on)), expected, "{period:?}");
        let strict = Period::compile(&written, Presume { policy: &policy, on: false });
        let strict_word = if expected == Status::Presumed { Status::Possible } else { expected };
        assert_eq!(strict.status(day(on)), strict_word, "{strict:?}");
    }

    #[test]
    fn four_words() {
        check("2015-03~", "2018-02-28", "", "2017-06-01", Status::Certain);
        check("2015-03~", "2018-02-28", "", "2018-02-28", Status::Certain);
        check("2015-03~", "2018-02-28", "", "2018-03-01", Status::No);
        check("2015-03~", "2018-02-28", "", "2015-02-01", Status::Possible);
        check("", "", "2017-02-27", "2018-06-01", Status::Presumed);
        check("", "", "2017-02-27", "2020-02-26", Status::Presumed);
        check("", "", "2017-02-27", "2020-02-27", Status::Possible);
        check("", "", "2017-02-27", "2016-02-26", Status::No);
        check("2016-02-11", "", "", "2019-02-10", Status::Presumed);
        check("[..2018-02]", "2020-08~", "", "2018-03-10", Status::Certain);
        check("2018?", "", "", "2018-06-01", Status::Possible);
        check("2018", "..", "", "2030-01-01", Status::Certain);
        check("2019-01", "2018-01", "", "2018-06-01", Status::No);
        check("2018", "2018", "", "2018-06-01", Status::Possible);
    }

    #[test]
    fn seen_in_force_and_cuts() {
        let policy = Policy::default();
        let announced = When::parse("2017-02-27").unwrap();
        let written = Written { announced: Some(&announced), ..Written::default() };
        let mut period = Period::compile(&written, Presume { policy: &policy, on: true });
        period.seen_in_force(&When::parse("2018-03-06").unwrap());
        assert_eq!(period.end_lo, day("2018-03-06"));
        assert_eq!(period.status(day("2018-03-01")), Status::Certain);
        period.cut_before(day("2018-05-01"), day("2018-06-01"), true);
        assert_eq!(period.status(day("2018-05-15")), Status::Possible);
        assert_eq!(period.status(day("2018-06-01")), Status::No);
    }
}
