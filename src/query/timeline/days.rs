//! Days that are marked across all rows: events, orders, mergers, terminations.

use super::Timeline;
use crate::data::words::{Confidence, DealType};
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::Day;
use crate::query::concerned::concerned;
use crate::query::filter::passes;
use crate::query::spotlight::Spotlight;
use crate::rights::{Compiled, Status};
use crate::sort;
use crate::state::State;

/// A day on which something happened.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkedDay {
    /// The deal that tells it.
    pub deal: DealIx,
    /// First and last day that it may be; the same if the day is known.
    pub days: (Day, Day),
    /// How many grants on the timeline it has an effect on.
    pub touched: usize,
    /// The greater, the sooner it gets a label.
    pub weight: u32,
    /// Belongs to what is singled out; all do if nothing is.
    pub lit: bool,
}

/// Those in the window that pass the filters, in the order of their days.
pub(super) fn days(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    spot: &Spotlight,
    timeline: &Timeline,
) -> Vec<MarkedDay> {
    let mut out = Vec::new();
    for (deal, ix) in catalog.deals.iter().zip(0..) {
        let ix = DealIx(ix);
        let happened =
            matches!(deal.kind, DealType::Event | DealType::Order | DealType::Termination | DealType::Merger);
        let value = compiled.values.get(ix.at()).copied().unwrap_or(Status::No);
        let Some(date) = deal.date.as_ref().filter(|_| happened && value > Status::No) else { continue };
        let (first, last) = (date.lo, date.hi);
        let inside = first <= timeline.window.1 && last >= timeline.window.0;
        let parties: Vec<PartyIx> = concerned(catalog, deal).into_vec();
        let bounded = first.is_finite() && last.is_finite();
        if !inside || !bounded || !passes(catalog, &state.filters, deal, None, None, &parties) {
            continue;
        }
        let bars = timeline.groups.iter().flat_map(|group| &group.bars);
        let mut touched: Vec<&str> = bars
            .filter(|bar| bar.touched.iter().any(|(by, ..)| *by == ix))
            .map(|bar| bar.hook.as_str())
            .collect();
        sort::distinct(&mut touched);
        let lit =
            spot.off() || spot.deals.contains(&ix) || parties.iter().any(|party| spot.reach.contains(party));
        let weight = 200 * u32::from(!spot.off() && lit)
            + 100 * u32::from(!touched.is_empty())
            + 50 * u32::from(deal.kind != DealType::Event)
            + match deal.confidence {
                Confidence::Confirmed => 20,
                Confidence::Reported => 10,
                _ => 0,
            }
            + 5 * u32::from(last.0 - first.0 <= 31);
        out.push(MarkedDay { deal: ix, days: (first, last), touched: touched.len(), weight, lit });
    }
    sort::by_key(&mut out, |day| (day.days, day.deal));
    out
}
