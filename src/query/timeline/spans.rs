//! A grant in pieces of days on which it is the same.

use crate::data::words::Level;
use crate::dates::Day;
use crate::rights::{Compiled, LinkStatus, Status};
use crate::scene::LinkLevel;
use crate::sort;

/// Days on which a grant is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First day; minus infinity if it has none.
    pub first: Day,
    /// Last day, included; plus infinity if it has none.
    pub last: Day,
    /// In force and exclusive how surely.
    pub status: LinkStatus,
    /// Nobody knows how far it reaches: before a start or after an end without
    /// any bound. At most possible.
    pub open: bool,
}

impl Span {
    /// The look of its exclusivity: exclusive only as surely as it is in force.
    pub fn look(&self) -> LinkLevel {
        match self.status.level {
            Level::NonExclusive => LinkLevel::NonExclusive,
            Level::Exclusive | Level::Sole if self.is_exclusive() => LinkLevel::Exclusive,
            Level::Unknown | Level::Exclusive | Level::Sole => LinkLevel::Unknown,
        }
    }

    /// Exclusive at least as surely as in force.
    pub fn is_exclusive(&self) -> bool {
        let level = matches!(self.status.level, Level::Exclusive | Level::Sole);
        level && self.status.in_force > Status::No && self.status.exclusive >= self.status.in_force
    }

    /// Whether any of its days is in a window.
    pub fn meets(&self, (first, last): (Day, Day)) -> bool {
        self.first <= last && self.last >= first
    }
}

/// The pieces of a compiled grant, from its first day in force to its last,
/// without gaps: where it gives nothing between two pieces stands one with
/// [`Status::No`]. Empty if it is never in force.
pub fn spans(compiled: &Compiled, place: u32) -> Vec<Span> {
    let period = &compiled.grants[place as usize].period;
    let mut starts = compiled.breaks(place);
    starts.retain(|day| day.is_finite());
    starts.push(Day::MIN);
    sort::distinct(&mut starts);
    let mut spans: Vec<Span> = Vec::new();
    for (at, &first) in starts.iter().enumerate() {
        let last = starts.get(at + 1).map_or(Day::MAX, |next| next.plus_days(-1));
        // A piece without a start is the same on all of its days as on its last one.
        let status = compiled.status(place, if first.is_finite() { first } else { last });
        let possible = status.in_force == Status::Possible;
        let before = period.start_lo == Day::MIN && last < period.presumed_start_hi;
        let after = period.end_hi == Day::MAX && first > period.presumed_end_lo;
        let open = possible && (before || after);
        match spans.last_mut() {
            Some(before) if same(before, status) && before.open == open => before.last = last,
            _ => spans.push(Span { first, last, status, open }),
        }
    }
    let runs = |span: &Span| span.status.in_force > Status::No;
    let Some(from) = spans.iter().position(runs) else { return Vec::new() };
    let to = spans.iter().rposition(runs).unwrap_or(from);
    spans.drain(..from);
    spans.truncate(to - from + 1);
    spans
}

/// Whether a piece goes on: what can be seen of it is the same.
fn same(span: &Span, status: LinkStatus) -> bool {
    let next = Span { status, ..*span };
    span.status.in_force == status.in_force && span.look() == next.look()
}
