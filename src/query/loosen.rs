//! Which filter to clear when the filters leave nothing.

use super::picture::picture;
use crate::data::Catalog;
use crate::rights::Compiled;
use crate::sort;
use crate::state::{FilterKind, State};

/// For each kind of filter that is on: how many licences would be in force or
/// possible without it. Only those that would show something, most first.
pub fn loosen(catalog: &Catalog, compiled: &Compiled, state: &State) -> Vec<(FilterKind, usize)> {
    loosened(state, &|state| {
        let counts = picture(catalog, compiled, state).counts;
        counts.in_force + counts.possible
    })
}

/// The same by what a view counts.
pub fn loosened(state: &State, shown: &dyn Fn(&State) -> usize) -> Vec<(FilterKind, usize)> {
    let mut out = Vec::new();
    for kind in FilterKind::ALL {
        let mut without = state.clone();
        without.filters.clear(kind);
        if without.filters != state.filters {
            out.push((kind, shown(&without)));
        }
    }
    out.retain(|&(_, shown)| shown > 0);
    // The sort is stable: equal ones stay in the order of the address.
    sort::by_key(&mut out, |&(_, shown)| std::cmp::Reverse(shown));
    out
}
