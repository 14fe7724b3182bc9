//! The state of a page that is opened without an address.

use super::{DateChoice, State};
use crate::data::Catalog;
use crate::dates::Day;
use crate::rights::{Compiled, Status};
use crate::sort;

impl State {
    /// What `meta.opening` says; without it, the flow on the last day on which
    /// the number of grants that are certain or presumed is highest.
    pub fn opening(catalog: &Catalog, compiled: &Compiled) -> State {
        let wanted = catalog.meta.opening.as_ref();
        let day = wanted
            .and_then(|opening| opening.date)
            .or_else(|| fullest_day(compiled))
            .or(catalog.meta.checked)
            .unwrap_or(Day(0));
        let mut state = State::on(DateChoice::on(day));
        if let Some(opening) = wanted {
            state.view = opening.view.unwrap_or(state.view);
            state.focus = opening.focus.iter().map(ToString::to_string).collect();
            state.ask = opening.ask.as_ref().map(|(party, catalogue, territory)| {
                [party.to_string(), catalogue.to_string(), territory.clone()]
            });
        }
        state
    }
}

/// The last day on which most grants are in force, certainly or by presumption.
/// Joint lists do not count. The number can only fall after a day on which
/// some grant is surely or presumably in force for the last time.
fn fullest_day(compiled: &Compiled) -> Option<Day> {
    let mut days: Vec<Day> = Vec::new();
    for grant in compiled.grants.iter().filter(|grant| !grant.joint) {
        let period = grant.period;
        days.extend([period.end_lo, period.end_hi, period.presumed_end_lo, period.start_hi]);
        days.extend([period.presumed_start_hi, period.start_lo]);
    }
    days.retain(|day| day.is_finite());
    sort::distinct(&mut days);
    let in_force = |day: Day| {
        let sure = |at: &usize| compiled.status(*at as u32, day).in_force >= Status::Presumed;
        (0..compiled.grants.len()).filter(|at| !compiled.grants[*at].joint).filter(sure).count()
    };
    // `max_by_key` keeps the last of equal ones.
    days.into_iter().max_by_key(|&day| in_force(day))
}
