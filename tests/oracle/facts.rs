//! What the records say one by one: values of deals, bounds of periods (rights.md 2.2, 2.4;
//! section 3, step 2; section 8). Days are plain numbers; the least and the greatest `i32` are
//! the two infinities.

use super::records::{File, Kind, NO, POSSIBLE, PRESUMED, Word, YES};
use catalog_atlas::dates::{Bound, Day, Duration, When};

pub const PAST: i32 = i32::MIN;
pub const FUTURE: i32 = i32::MAX;

/// The bounds of a period: start, presumed latest start, end, presumed earliest end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub s_lo: i32,
    pub s_hi: i32,
    pub s_pre: i32,
    pub e_lo: i32,
    pub e_hi: i32,
    pub e_pre: i32,
    pub unsure: bool,
    /// Only of the start: whether its date is unsure.
    pub start_unsure: bool,
}

/// How a document is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub presume: bool,
    pub known: Option<i32>,
}

/// A merger: who, into whom, first and last day, value.
#[derive(Clone, Copy, Debug)]
pub struct Merger {
    pub deal: usize,
    pub from: usize,
    pub to: usize,
    pub lo: i32,
    pub hi: i32,
    pub value: Word,
}

/// Everything that is said without looking from one record at another.
pub struct Facts<'a> {
    pub file: &'a File,
    pub reading: Reading,
    /// By deal.
    pub values: Vec<Word>,
    /// By deal and grant.
    pub spans: Vec<Vec<Span>>,
    pub lives: Vec<Span>,
    /// By service: operator, period, and the most that it can be worth.
    pub operators: Vec<Vec<(usize, Span, Word)>>,
    pub mergers: Vec<Merger>,
}

impl<'a> Facts<'a> {
    pub fn new(file: &'a File, reading: Reading) -> Self {
        let mut facts = Facts {
            file,
            reading,
            values: Vec::new(),
            spans: Vec::new(),
            lives: Vec::new(),
            operators: Vec::new(),
            mergers: Vec::new(),
        };
        for deal in 0..file.deals.len() {
            facts.values.push(facts.value(deal));
            let spans =
                (0..file.deals[deal].grants.len()).map(|grant| facts.grant_span(deal, grant)).collect();
            facts.spans.push(spans);
        }
        facts.mergers = facts.all_mergers();
        for at in 0..file.parties.len() {
            facts.lives.push(facts.life(at));
            facts.operators.push(facts.operators_of(at));
        }
        facts
    }

    /// Section 3, step 2, then section 8.
    fn value(&self, deal: usize) -> Word {
        let (rec, policy) = (&self.file.deals[deal], &self.file.policy);
        let mut value = if policy.certain.contains(&rec.confidence) {
            YES
        } else if policy.possible.contains(&rec.confidence) {
            POSSIBLE
        } else {
            NO
        };
        match rec.stage.as_deref() {
            Some("announced") => value = value.min(POSSIBLE),
            Some("cancelled") => value = NO,
            _ => {}
        }
        value = value.min(match (&rec.retracted, self.reading.known) {
            (None, _) => YES,
            (Some(_), None) => NO,
            (Some(date), Some(known)) => match by(date, known) {
                YES => NO,
                NO => YES,
                _ => POSSIBLE,
            },
        });
        value.min(self.known(deal))
    }

    /// Section 8: how surely a deal was known on the day of knowledge.
    pub fn known(&self, deal: usize) -> Word {
        let Some(known) = self.reading.known else { return YES };
        let sources = self.file.deals[deal].sources.iter();
        let best = sources.map(|(published, _)| published.as_ref().map_or(POSSIBLE, |date| by(date, known)));
        best.max().unwrap_or(POSSIBLE)
    }

    /// 2.2 and 2.4 for a grant. An assignment never ends, and nothing is presumed of it (3.4).
    fn grant_span(&self, deal: usize, grant: usize) -> Span {
        let (rec, policy) = (&self.file.deals[deal], &self.file.policy);
        let terms = &rec.grants[grant];
        let assignment = rec.kind == Kind::Assignment;
        let presume = self.reading.presume && !assignment;
        let announced = rec.announcement(terms);
        let mut unsure = false;
        let (s_lo, s_hi) = match (&terms.start, announced) {
            (Some(start), _) => bounds(start, PAST, &mut unsure),
            (None, Some(date)) => {
                unsure = date.unsure;
                (policy.window.before(date.lo).0, policy.window.after(date.hi).0)
            }
            (None, None) => (PAST, FUTURE),
        };
        let start_unsure = unsure;
        let mut span =
            Span { s_lo, s_hi, s_pre: s_hi, e_lo: s_lo, e_hi: FUTURE, e_pre: s_lo, unsure, start_unsure };
        match &terms.end {
            _ if assignment => span.e_lo = FUTURE,
            Some(end) => (span.e_lo, span.e_hi) = bounds(end, FUTURE, &mut span.unsure),
            None => (span.e_lo, span.e_hi) = length(s_lo, s_hi, terms.term.0, terms.term.1),
        }
        for (published, in_force) in &rec.sources {
            let Some(date) = published.as_ref().filter(|_| *in_force) else { continue };
            let early = self.reading.known.is_none_or(|known| date.hi.0 <= known);
            // Whatever rests on a date with "?" is at most possible: it proves nothing.
            if early && !date.unsure && date.hi.0 >= span.s_lo && date.lo.0 <= span.e_hi {
                span.e_lo = span.e_lo.max(date.lo.0);
                span.s_hi = span.s_hi.min(date.hi.0);
            }
        }
        span.tighten();
        span.s_pre = span.s_hi;
        span.e_pre = span.e_lo;
        let stated = terms.end.is_some() || terms.term.0.is_some() || terms.term.1.is_some();
        if let (true, true, None, Some(date)) = (presume, policy.commencement, &terms.start, announced) {
            span.s_pre = span.s_pre.min(date.hi.0);
            if let (None, Some(least)) = (&terms.end, terms.term.0) {
                span.e_pre = span.e_pre.max(last_day(date.lo.0, least));
            }
        }
        let finite = span.s_pre != PAST && span.s_pre != FUTURE;
        if let (true, Some(length), false, true) = (presume, policy.continuance, stated, finite) {
            span.e_pre = span.e_pre.max(last_day(span.s_pre, length));
        }
        span
    }

    fn all_mergers(&self) -> Vec<Merger> {
        let mut found: Vec<Merger> = Vec::new();
        for (deal, rec) in self.file.deals.iter().enumerate() {
            let (Some((from, to)), Some(date), value) = (rec.ends, &rec.date, self.values[deal]) else {
                continue;
            };
            if value > NO {
                let value = if date.unsure { POSSIBLE } else { value };
                found.push(Merger { deal, from, to, lo: date.lo.0, hi: date.hi.0, value });
            }
        }
        let twice = |from: usize| found.iter().filter(|merger| merger.from == from).count() > 1;
        let lowered: Vec<bool> = found.iter().map(|merger| twice(merger.from)).collect();
        for (merger, twice) in found.iter_mut().zip(lowered) {
            merger.value = if twice { POSSIBLE } else { merger.value };
        }
        found
    }

    /// 3.3: the dissolution of a party that surely merged is ignored.
    fn life(&self, at: usize) -> Span {
        let party = &self.file.parties[at];
        let merged = self.mergers.iter().any(|merger| merger.from == at && merger.value == YES);
        let end = if merged { None } else { party.dissolved.as_ref() };
        self.limits(party.founded.as_ref(), end)
    }

    fn operators_of(&self, at: usize) -> Vec<(usize, Span, Word)> {
        let mut found = Vec::new();
        for entry in &self.file.parties[at].operators {
            let span = self.limits(entry.start.as_ref(), entry.end.as_ref());
            // Section 8: one that begins after the day of knowledge is not known yet.
            let begins = entry.start.as_ref().and_then(Bound::when);
            let worth = match (begins, self.reading.known) {
                (Some(begins), Some(known)) if begins.lo.0 > known => NO,
                (Some(begins), Some(known)) if begins.hi.0 > known => POSSIBLE,
                _ => YES,
            };
            found.push((entry.party, span, worth));
        }
        found
    }

    /// A life or the time of an operator: a missing bound is no bound. An end that may lie after
    /// the day of knowledge may not be known yet (section 8).
    fn limits(&self, start: Option<&Bound>, end: Option<&Bound>) -> Span {
        let mut unsure = false;
        let (s_lo, s_hi) = start.map_or((PAST, PAST), |start| bounds(start, PAST, &mut unsure));
        let start_unsure = unsure;
        let (mut e_lo, mut e_hi) = (FUTURE, FUTURE);
        if let Some(end) = end {
            let mut end_unsure = false;
            let (lo, hi) = bounds(end, FUTURE, &mut end_unsure);
            let known = self.reading.known.unwrap_or(FUTURE);
            if lo <= known {
                (e_lo, unsure) = (lo, unsure || end_unsure);
                e_hi = if hi <= known { hi } else { FUTURE };
            }
        }
        let mut span = Span { s_lo, s_hi, s_pre: s_hi, e_lo, e_hi, e_pre: e_lo, unsure, start_unsure };
        span.tighten();
        (span.s_pre, span.e_pre) = (span.s_hi, span.e_lo);
        span
    }
}

impl Span {
    /// 2.2: a start cannot follow its end; what is surely reversed stays as it is.
    pub fn tighten(&mut self) {
        if self.e_hi >= self.s_lo {
            self.e_lo = self.e_lo.max(self.s_lo);
            self.s_hi = self.s_hi.min(self.e_hi);
            self.s_pre = self.s_pre.min(self.s_hi);
            self.e_pre = self.e_pre.max(self.e_lo);
        }
    }

    /// 2.3 and 2.4: the status on a day.
    pub fn status(&self, day: i32) -> Word {
        let between = |start: i32, end: i32| start <= day && day <= end;
        if !between(self.s_lo, self.e_hi) {
            NO
        } else if self.unsure {
            POSSIBLE
        } else if between(self.s_hi, self.e_lo) {
            YES
        } else if between(self.s_pre, self.e_pre) {
            PRESUMED
        } else {
            POSSIBLE
        }
    }
}

/// How surely a date has come by a day.
fn by(date: &When, known: i32) -> Word {
    if date.hi.0 <= known {
        YES
    } else if date.lo.0 <= known {
        POSSIBLE
    } else {
        NO
    }
}

/// The day before or after; the infinities stay.
pub fn step(day: i32, by: i32) -> i32 {
    if day == PAST || day == FUTURE { day } else { day + by }
}

/// The last day of what begins on `start` and has this length.
pub fn last_day(start: i32, length: Duration) -> i32 {
    step(length.after(Day(start)).0, -1)
}

/// The ends of what starts in these bounds and has a length; infinite starts bound nothing.
pub fn length(s_lo: i32, s_hi: i32, min: Option<Duration>, max: Option<Duration>) -> (i32, i32) {
    let finite = |day: i32| day != PAST && day != FUTURE;
    let e_lo = min.filter(|_| finite(s_lo)).map_or(s_lo, |min| last_day(s_lo, min));
    let e_hi = max.filter(|_| finite(s_hi)).map_or(FUTURE, |max| last_day(s_hi, max));
    (e_lo, e_hi)
}

/// The days of a bound; `..` is `open`.
pub fn bounds(bound: &Bound, open: i32, unsure: &mut bool) -> (i32, i32) {
    match bound.when() {
        None => (open, open),
        Some(date) => {
            *unsure |= date.unsure;
            (date.lo.0, date.hi.0)
        }
    }
}
