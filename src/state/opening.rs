//! The state of a page that is opened without an address.

use super::{DateChoice, State};
use crate::data::Catalog;
use crate::dates::Day;
use crate::rights::{Compiled, Status};
use crate::sort;
use std::collections::BTreeMap;

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

/// The last day on which most grants are in force, certainly or by presumption;
/// the first one of these if that never ends. Joint lists do not count.
fn fullest_day(compiled: &Compiled) -> Option<Day> {
    // How the number changes on each day on which it does; `at` is the number since ever.
    let mut changes: BTreeMap<Day, i64> = BTreeMap::new();
    let mut at = 0;
    for (link, _) in compiled.grants.iter().enumerate().filter(|(_, grant)| !grant.joint) {
        let in_force = |day: Day| i64::from(compiled.status(link as u32, day).in_force >= Status::Presumed);
        let mut days = compiled.breaks(link as u32);
        days.retain(|day| day.is_finite());
        sort::plain(&mut days);
        let mut before = in_force(Day::MIN);
        at += before;
        for day in days {
            let now = in_force(day);
            *changes.entry(day).or_default() += now - before;
            before = now;
        }
    }
    let (mut most, mut fullest) = (0, None);
    for (&day, change) in &changes {
        if at >= most {
            (most, fullest) = (at, Some(day.plus_days(-1)));
        }
        at += change;
    }
    if at >= most { changes.last_key_value().map(|(&day, _)| day) } else { fullest }
}
