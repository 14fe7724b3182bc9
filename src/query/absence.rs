//! Why something is not in force on a day: it has not begun, it is over, or neither can be said.

use crate::dates::Day;
use crate::i18n::Words;
use crate::rights::{Compiled, CompiledGrant, Period, Status};

/// Why something is not in force on the days shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// Not even its earliest start has come.
    Ahead,
    /// Its latest end has passed.
    Over,
    /// It is suspended, denied or withdrawn, or its licensee does not exist.
    Other,
}

impl Absence {
    /// Of a thing with these periods, of which none is in force from `first` to `last`: ahead if all
    /// are, over if one is.
    pub fn of<'a>(periods: impl Iterator<Item = &'a Period>, (first, last): (Day, Day)) -> Absence {
        let mut found: Option<Absence> = None;
        for period in periods {
            let this = if is_ahead(period, last) {
                Absence::Ahead
            } else if period.end_hi < first {
                Absence::Over
            } else {
                Absence::Other
            };
            found = match (found, this) {
                (None, _) => Some(this),
                (Some(Absence::Over), _) | (_, Absence::Over) => Some(Absence::Over),
                (Some(Absence::Ahead), Absence::Ahead) => found,
                _ => Some(Absence::Other),
            };
        }
        found.unwrap_or(Absence::Other)
    }

    /// Of a grant of a deal.
    pub fn of_links<'a>(links: impl Iterator<Item = &'a CompiledGrant>, days: (Day, Day)) -> Absence {
        Absence::of(links.map(|link| &link.period), days)
    }

    /// Of a shareholding.
    pub fn of_holding(compiled: &Compiled, deal: crate::data::DealIx, days: (Day, Day)) -> Absence {
        let held = compiled.holdings.iter().filter(|holding| holding.deal == deal);
        Absence::of(held.map(|holding| &holding.period), days)
    }

    /// A status in one word; where nothing is in force, why.
    pub fn word(self, status: Status, words: &'static Words) -> &'static str {
        match (status, self) {
            (Status::No, Absence::Ahead) => words.legend_ahead,
            (Status::No, Absence::Over) => words.legend_ended,
            _ => words.status(status),
        }
    }
}

/// Whether a period has surely not begun by a day.
pub fn is_ahead(period: &Period, day: Day) -> bool {
    period.start_lo > day
}
