//! Addresses of a dataset: what the page reads and writes.
//!
//! On top of the text layer this knows which records exist, and that a step of
//! a story sets part of the state: `step=main.2` alone shows what the step
//! shows, and only what the reader changed since then stands beside it.

use super::State;
use super::address::{Address, notice, read_address, write_address};
use crate::data::ids::GrantRef;
use crate::data::{Catalog, codes};
use crate::query::story;

/// Reads an address. Ids that the dataset lacks, and
/// a question about no single territory, are dropped and named in `ignored`.
pub fn open(catalog: &Catalog, opening: &State, query: &str, fragment: &str) -> Address {
    let mut address = read_address(query, fragment, opening);
    let mut missing = Vec::new();
    if let Some((id, number)) = address.state.step.clone() {
        if let Some(base) = base(catalog, opening, &address.state) {
            address = read_address(query, fragment, &base);
        } else {
            missing.push(notice("step", &format!("{id}.{number}")));
            address.state.step = None;
        }
    }
    let state = &mut address.state;
    state.focus.retain_mut(|id| {
        let found = catalog.party_ix(id);
        match found {
            // A former id leads to the record that took it over.
            Some(ix) => *id = catalog.party(ix).id.to_string(),
            None => missing.push(notice("focus", id)),
        }
        found.is_some()
    });
    let deal = state.deal.as_deref().and_then(GrantRef::parse);
    if let Some(reference) = deal {
        let found = catalog.deal_ix(reference.deal.as_str()).is_some_and(|ix| {
            let grants = &catalog.deal(ix).grants;
            reference.grant.as_ref().is_none_or(|id| grants.iter().any(|grant| grant.id == *id))
        });
        if !found {
            missing.push(notice("deal", &reference.to_string()));
            state.deal = None;
        }
    }
    if let Some(ask) = &mut state.ask {
        let code = ask[2].to_ascii_uppercase();
        let is_party = |id: &String| catalog.party_ix(id).is_some();
        let known = [is_party(&ask[0]), is_party(&ask[1]), codes::territory(&code).is_some()];
        missing.extend(ask.iter().zip(known).filter(|it| !it.1).map(|it| notice("ask", it.0)));
        if known == [true; 3] {
            ask[2] = code;
        } else {
            state.ask = None;
        }
    }
    address.ignored.extend(missing);
    address
}

/// What a host's message asks for: view state only, read as a fragment over
/// the opening state. The author's settings stay as they are.
pub fn go_to(catalog: &Catalog, opening: &State, state: &State, text: &str) -> Address {
    let mut address = open(catalog, opening, "", text);
    let next = &mut address.state;
    next.lang.clone_from(&state.lang);
    next.theme = state.theme;
    next.embed = state.embed;
    next.height_px = state.height_px;
    next.static_page = state.static_page;
    next.data.clone_from(&state.data);
    next.unknown.clone_from(&state.unknown);
    address
}

/// The fragment (without `#`) of a state.
pub fn address_of(catalog: &Catalog, state: &State, opening: &State, query: &str) -> String {
    match base(catalog, opening, state) {
        Some(base) => write_address(state, &base, query),
        None => write_address(state, opening, query),
    }
}

/// The opening state as the state's step changes it, but for the step's own key.
fn base(catalog: &Catalog, opening: &State, state: &State) -> Option<State> {
    let (id, number) = state.step.as_ref()?;
    let mut base = opening.clone();
    story::resolved(catalog, id, *number)?.apply(&mut base);
    base.step.clone_from(&opening.step);
    Some(base)
}
