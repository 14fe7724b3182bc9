//! The days on which something changes, for the scrubber.

use crate::data::{Catalog, Deal};
use crate::dates::day::days_in_month;
use crate::dates::{Bound, Day, Precision, When};
use crate::rights::Compiled;

/// What the scrubber draws and steps through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// First day of the span (first of a month).
    pub first: Option<Day>,
    /// Last day of the span (last of a month).
    pub last: Option<Day>,
    /// Number of dated events and changes for each month of the span.
    pub months: Vec<u32>,
    /// Days on which the picture may differ from the day before, in order.
    pub days: Vec<Day>,
}

/// Works them out once for a dataset.
pub fn changes(catalog: &Catalog, compiled: &Compiled) -> Changes {
    let dates: Vec<&When> = catalog.deals.iter().flat_map(dates_of).collect();
    let finite = || dates.iter().flat_map(|when| [when.lo, when.hi]).filter(|day| day.is_finite());
    let mut out = Changes {
        first: finite().min().and_then(|day| month_edge(day, false)),
        last: finite().max().and_then(|day| month_edge(day, true)),
        ..Changes::default()
    };
    let (Some(first), Some(last)) = (out.first, out.last) else { return out };
    out.months = vec![0; month_number(last).saturating_sub(month_number(first)) + 1];
    for when in dates.iter().filter(|when| matches!(when.precision, Precision::Day | Precision::Month)) {
        // An approximate month has widened bounds: its middle is the month as written.
        let middle = Day(when.lo.0 + (when.hi.0 - when.lo.0) / 2);
        out.months[month_number(middle) - month_number(first)] += 1;
    }
    // There are many more changes than days: no list of them all needs sorting.
    let mut changed = vec![false; (last.0 - first.0) as usize + 1];
    let mut add = |days: &[Day]| {
        for day in days.iter().filter(|day| **day >= first && **day <= last) {
            changed[(day.0 - first.0) as usize] = true;
        }
    };
    for link in 0..compiled.grants.len() {
        add(&compiled.breaks(link as u32));
    }
    for (service, operators) in &compiled.operators {
        add(&compiled.lives[service.at()].breaks());
        for operator in operators {
            add(&operator.period.breaks());
        }
    }
    for &(_, from, to, _) in compiled.mergers.values().flatten() {
        add(&[from, to]);
    }
    for holding in &compiled.holdings {
        add(&holding.period.breaks());
    }
    for deal in catalog.deals.iter().filter(|deal| deal.grants.is_empty()) {
        deal.date.iter().filter(|when| when.precision == Precision::Day).for_each(|when| add(&[when.lo]));
    }
    out.days =
        (0..).zip(changed).filter(|(_, changed)| *changed).map(|(day, _)| Day(first.0 + day)).collect();
    out
}

impl Changes {
    /// The first day after `day` on which something changes.
    pub fn next(&self, day: Day) -> Option<Day> {
        self.days.get(self.days.partition_point(|&other| other <= day)).copied()
    }

    /// The last day before `day` on which something changes.
    pub fn previous(&self, day: Day) -> Option<Day> {
        let before = self.days.partition_point(|&other| other < day);
        self.days[..before].last().copied()
    }

    /// First day of the month at a place of `months`.
    pub fn month_start(&self, place: usize) -> Option<Day> {
        let month = month_number(self.first?) + place;
        Day::from_ymd((month / 12) as i32, (month % 12) as u32 + 1, 1)
    }
}

/// Every dated thing that a deal says of itself.
fn dates_of(deal: &Deal) -> impl Iterator<Item = &When> {
    let own = [&deal.announced, &deal.signed, &deal.date].into_iter().flatten();
    let ends = [&deal.start, &deal.end].into_iter().flatten();
    let terms = deal.grants.iter().flat_map(|grant| [&grant.start, &grant.end].into_iter().flatten());
    let effects = deal.effects.iter().filter_map(|effect| effect.date.as_ref());
    own.chain(ends.chain(terms).filter_map(Bound::when)).chain(effects)
}

/// First or last day of the month of a day.
fn month_edge(day: Day, end: bool) -> Option<Day> {
    let (year, month, _) = day.ymd()?;
    Day::from_ymd(year, month, if end { days_in_month(year, month) } else { 1 })
}

/// Months since year 0.
fn month_number(day: Day) -> usize {
    day.ymd().map_or(0, |(year, month, _)| year as usize * 12 + month as usize - 1)
}
