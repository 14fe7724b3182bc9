//! Links that keep what the reader saw, also when the data moves on (web-requirements J12).

use crate::data::Catalog;
use crate::dates::Day;
use crate::state::{DateChoice, State, address_of};

/// The state to write into a link that is copied: with the day that the data
/// were last checked, unless the reader looks at an earlier one.
pub fn shared(state: &State, catalog: &Catalog) -> State {
    State { known: state.known.or(catalog.meta.checked), scrubbed_from: None, ..state.clone() }
}

/// The fragment of a link to a state. It always says the date: the opening date is the
/// publisher's, and moves.
pub fn fragment(catalog: &Catalog, state: &State, opening: &State, query: &str) -> String {
    let shared = shared(state, catalog);
    let [one, other] = [Day(0), Day(1)].map(DateChoice::on);
    let elsewhere = if shared.date == one { other } else { one };
    address_of(catalog, &shared, &State { date: elsewhere, ..opening.clone() }, query)
}

/// The state that a link asks for, as the page takes it: nothing has been
/// learnt since the data were checked, so that day asks for the data as they are.
pub fn arrived(mut state: State, catalog: &Catalog) -> State {
    state.known = state.known.filter(|known| catalog.meta.checked.is_none_or(|checked| *known < checked));
    state
}
