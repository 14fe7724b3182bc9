//! What a reader is likely to choose next, worked out while nothing waits for it: the dates before
//! and behind the one that stands, and what the pointer has gone down on. Choosing it then only
//! writes it.

use super::shown::{Dataset, Shown};
use crate::data::words::View;
use crate::i18n::Locale;
use crate::state::{Action, DateChoice, State, reduce};

/// With more deals than this a picture takes longer than a pause may.
const MOST_DEALS: usize = 2_000;

/// Pictures of states that may come.
#[derive(Default)]
pub struct Ahead(Vec<(State, Shown)>);

/// From where it is looked ahead.
pub struct Here<'a> {
    /// The state that stands.
    pub state: &'a State,
    /// The interface's language.
    pub locale: Locale,
    /// Of the drawing.
    pub width_px: f32,
    /// The reader asked for contradictions.
    pub check: bool,
}

impl Ahead {
    /// The picture of a state, if it was worked out. The others were of states that might have come instead.
    pub fn take(&mut self, state: &State) -> Option<Shown> {
        std::mem::take(&mut self.0).into_iter().find(|(ahead, _)| ahead == state).map(|(_, shown)| shown)
    }

    /// Works out the dates around the one that stands.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn dates(&mut self, data: &mut Dataset, from: &Here<'_>) {
        let day = from.state.day();
        for day in [data.changes.next(day), data.changes.previous(day)].into_iter().flatten() {
            self.after(data, from, &Action::SetDate(DateChoice::on(day)));
        }
    }

    /// Works out what an action would show.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn after(&mut self, data: &mut Dataset, from: &Here<'_>, action: &Action) {
        if data.catalog.deals.len() > MOST_DEALS || !is_quick(from.state) {
            return;
        }
        let next = reduce(from.state, action, &data.catalog).0;
        if is_quick(&next) && next != *from.state && self.0.iter().all(|(state, _)| *state != next) {
            let shown = data.shown(&next, from.locale, from.width_px, from.check);
            self.0.push((next, shown));
        }
    }
}

/// Whether what it shows takes no longer than a pause may: one flow, and no question answered. A network goes on
/// from the places that are shown.
fn is_quick(state: &State) -> bool {
    state.view == View::Flow && !state.views.years && state.ask.is_none()
}
