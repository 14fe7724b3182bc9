//! Links that keep what the reader saw, also when the data moves on (web-requirements J12).

use crate::data::Catalog;
use crate::state::State;

/// The state to write into a link that is copied: with the day that the data
/// were last checked, unless the reader looks at an earlier one.
pub fn shared(state: &State, catalog: &Catalog) -> State {
    State { known: state.known.or(catalog.meta.checked), scrubbed_from: None, ..state.clone() }
}

/// The state that a link asks for, as the page takes it: nothing has been
/// learnt since the data were checked, so that day asks for the data as they are.
pub fn arrived(mut state: State, catalog: &Catalog) -> State {
    state.known = state.known.filter(|known| catalog.meta.checked.is_none_or(|checked| *known < checked));
    state
}
