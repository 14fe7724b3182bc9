//! Actions, and the one pure function that carries them out.

use super::State;
use crate::data::Catalog;

/// Everything that can happen to the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The address changed (Back, Forward, a typed fragment).
    Replace(Box<State>),
}

/// What a change does to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// A reader's step: a new entry.
    Push,
    /// Hovering, panning, zooming, typing: the present entry is replaced.
    Replace,
    /// Nothing to write.
    Keep,
}

/// The state after an action, and what it does to the history.
pub fn reduce(state: &State, action: &Action, _catalog: &Catalog) -> (State, History) {
    match action {
        Action::Replace(next) => (next.as_ref().clone(), History::Keep),
    }
    .clone_if_same(state)
}

trait CloneIfSame {
    fn clone_if_same(self, state: &State) -> Self;
}

impl CloneIfSame for (State, History) {
    fn clone_if_same(self, state: &State) -> Self {
        if self.0 == *state { (state.clone(), History::Keep) } else { self }
    }
}
