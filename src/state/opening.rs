//! The state of a page that is opened without an address.

use super::{DateChoice, State};
use crate::data::Catalog;
use crate::dates::Day;
use crate::rights::{Compiled, Status};
use crate::small::Set;
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
            .or_else(|| latest_day(catalog))
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

/// The last day that a deal or a source names: where no deal is in force, at least a day of the data's time.
fn latest_day(catalog: &Catalog) -> Option<Day> {
    let of_deals = catalog.deals.iter().flat_map(|deal| [&deal.date, &deal.announced, &deal.signed]);
    let of_sources = catalog.sources.iter().map(|source| &source.published);
    of_deals.chain(of_sources).flatten().map(|when| when.hi).filter(|day| day.is_finite()).max()
}

/// The last day on which most grants are in force, certainly or by presumption;
/// the first one of these if that never ends. Joint lists do not count.
fn fullest_day(compiled: &Compiled) -> Option<Day> {
    // By how much the number changes on a day; `at` is the number since ever.
    let mut changes: Vec<(Day, i64)> = Vec::new();
    let (mut at, mut last) = (0, None);
    for (link, _) in compiled.grants.iter().enumerate().filter(|(_, grant)| !grant.joint) {
        let in_force = |day: Day| i64::from(compiled.status(link as u32, day).in_force >= Status::Presumed);
        let mut days = Set::default();
        days.extend(compiled.breaks(link as u32).into_iter().filter(|day| day.is_finite()));
        last = last.max(days.iter().last().copied());
        let mut before = in_force(Day::MIN);
        at += before;
        for &day in &days {
            let now = in_force(day);
            if now != before {
                changes.push((day, now - before));
            }
            before = now;
        }
    }
    sort::by_key(&mut changes, |change| change.0);
    let (mut most, mut fullest) = (0, None);
    for of_day in changes.chunk_by(|a, b| a.0 == b.0) {
        if at >= most {
            (most, fullest) = (at, Some(of_day[0].0.plus_days(-1)));
        }
        at += of_day.iter().map(|change| change.1).sum::<i64>();
    }
    if at >= most { last } else { fullest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::Options;

    /// A dataset none of whose deals can be read opens in the time of its sources, not on day 0.
    #[test]
    fn without_any_deal_it_opens_in_the_time_of_the_data() {
        let text = r#"{"format": "catalog-atlas/1", "meta": {"title": "T", "language": "en"}, "parties": [],
            "deals": [{"id": "d", "type": "licence", "from": "nobody", "to": "nobody", "start": "2017"}],
            "sources": [{"id": "s", "kind": "news", "title": "S", "published": "2018-03"}]}"#;
        let catalog = Catalog::load(text.as_bytes()).expect("a dataset").catalog;
        assert!(catalog.deals.is_empty());
        let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
        let day = Day::from_ymd(2018, 3, 31).expect("a day");
        assert_eq!(State::opening(&catalog, &compiled).date, DateChoice::on(day));
    }
}
