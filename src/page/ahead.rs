//! What a reader is likely to choose next, worked out while nothing waits for it: the dates before
//! and behind the one that stands, and what the pointer has gone down on. Choosing it then only
//! writes it.

use super::shown::{Dataset, Of, Shown};
use crate::data::words::View;
use crate::state::{Action, DateChoice, State, reduce};

/// With more deals than this a picture takes longer than a pause may.
const MOST_DEALS: usize = 2_000;

/// Most pictures that wait for time to be freed: those of two dates and of what is pressed, and the one before.
const MOST_GONE: usize = 4;

/// Pictures of states that may come.
#[derive(Default)]
pub struct Ahead {
    pictures: Vec<(State, Shown)>,
    /// Of states that did not come, or are left: to free them takes a part of a frame that has no time for it.
    gone: Vec<Shown>,
}

impl Ahead {
    /// The picture of a state, if it was worked out. The others were of states that might have come instead.
    pub fn take(&mut self, state: &State) -> Option<Shown> {
        let at = self.pictures.iter().position(|(ahead, _)| ahead == state);
        let taken = at.map(|at| self.pictures.swap_remove(at).1);
        self.gone.extend(self.pictures.drain(..).map(|(_, shown)| shown));
        taken
    }

    /// Keeps a picture that is not shown any more until there is time to free it. A hand that scrubs leaves none.
    pub fn leave(&mut self, shown: Shown) {
        if self.gone.len() > MOST_GONE {
            self.tidy();
        }
        self.gone.push(shown);
    }

    /// Frees what is of no use: there is time for it.
    pub fn tidy(&mut self) {
        self.gone.clear();
    }

    /// Works out the dates around the one that stands.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn dates(&mut self, data: &mut Dataset, from: &Of) {
        let day = from.state.day();
        for day in [data.changes.next(day), data.changes.previous(day)].into_iter().flatten() {
            self.after(data, from, &Action::SetDate(DateChoice::on(day)));
        }
    }

    /// Works out what an action would show.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn after(&mut self, data: &mut Dataset, from: &Of, action: &Action) {
        if data.catalog.deals.len() > MOST_DEALS || !is_quick(&from.state) {
            return;
        }
        let next = reduce(&from.state, action, &data.catalog).0;
        if is_quick(&next) && next != from.state && self.pictures.iter().all(|(state, _)| *state != next) {
            let shown = data.shown(&next, from.locale, from.width_px, from.check);
            self.pictures.push((next, shown));
        }
    }
}

/// Whether what it shows takes no longer than a pause may: one flow, and no question answered. A network goes on
/// from the places that are shown.
fn is_quick(state: &State) -> bool {
    state.view == View::Flow && !state.views.years && state.ask.is_none()
}
