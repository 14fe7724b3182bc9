//! The one pure function that carries actions out.

use super::{Action, FilterKind, Filters, State};
use crate::data::Catalog;
use crate::data::ids::{GrantRef, is_id};
use crate::query::story;

/// Longest search text, in characters; longer input is cut.
pub const QUERY_MAX: usize = 200;
/// Most parties in focus; adding one more drops the first.
pub const FOCUS_MAX: usize = 12;

/// What a change does to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// A reader's step: a new entry.
    Push,
    /// Panning, zooming, typing: the present entry is replaced.
    Replace,
    /// Nothing to write: the address is the same as before, or it is where
    /// the change came from.
    Keep,
}

/// The state after an action, and what it does to the history. An action that
/// changes nothing gives back an equal state and [`History::Keep`]. In an
/// embed nothing is ever pushed.
pub fn reduce(state: &State, action: &Action, catalog: &Catalog) -> (State, History) {
    let mut next = state.clone();
    let mut history = carry_out(&mut next, action, catalog);
    // Whatever ends a scrub makes its date a step.
    let settled = state.scrubbed_from.as_ref().filter(|_| next.scrubbed_from.is_none());
    if history == History::Replace && settled.is_some_and(|before| *before != next.date) {
        history = History::Push;
    }
    let history = if next == *state {
        History::Keep
    } else if history == History::Push && next.embed {
        History::Replace
    } else {
        history
    };
    (next, history)
}

fn carry_out(next: &mut State, action: &Action, catalog: &Catalog) -> History {
    // A moving scrubber is at rest as soon as anything else is done.
    if !matches!(action, Action::Scrub(_) | Action::Hover(_) | Action::Camera(_)) {
        next.scrubbed_from = None;
        next.views.net.held = None;
    }
    match action {
        Action::SetView(view) => {
            if next.view != *view {
                // Each view has a drawing of its own: the old place means nothing there.
                next.camera = None;
            }
            next.view = *view;
        }
        Action::SetDate(date) => next.date = date.clone(),
        Action::Scrub(date) => {
            if next.date != *date {
                let before = std::mem::replace(&mut next.date, date.clone());
                next.scrubbed_from.get_or_insert(before);
                if next.scrubbed_from.as_ref() == Some(date) {
                    next.scrubbed_from = None;
                }
            }
            // The address stays where it is until the scrubber rests.
            return History::Keep;
        }
        Action::Rest => {}
        Action::Focus(id) => {
            if is_id(id) {
                next.focus = vec![id.clone()];
                next.deal = None;
            }
        }
        Action::AddFocus(id) => {
            if let Some(at) = next.focus.iter().position(|other| other == id) {
                next.focus.remove(at);
            } else if is_id(id) {
                next.focus.push(id.clone());
                if next.focus.len() > FOCUS_MAX {
                    next.focus.remove(0);
                }
            }
        }
        Action::ClearFocus => next.focus.clear(),
        Action::SetDepth(depth) => next.depth = (*depth).clamp(1, 3),
        Action::OpenDeal(id) => {
            if let Some(grant) = GrantRef::parse(id) {
                next.deal = Some(grant.to_string());
            }
        }
        Action::CloseDetails => next.deal = None,
        Action::Escape => {
            if next.hover.take().is_some() && next.deal.is_none() && next.focus.is_empty() {
                return History::Keep;
            }
            if next.deal.take().is_none() && std::mem::take(&mut next.focus).is_empty() {
                next.ask = None;
            }
        }
        Action::Ask(ask) => {
            if super::keys::is_ask(ask) {
                next.ask = Some(ask.clone());
            }
        }
        Action::ClearAsk => next.ask = None,
        Action::SetKnown(day) => next.known = day.filter(|day| day.is_finite()),
        Action::Presume(presume) => next.presume = *presume,
        Action::SetQuery(text) => {
            next.q = text.chars().take(QUERY_MAX).collect();
            return History::Replace;
        }
        Action::ToggleType(value) => toggle(&mut next.filters.types, value),
        Action::ToggleExclusivity(value) => toggle(&mut next.filters.exclusivity, value),
        Action::ToggleConfidence(value) => toggle(&mut next.filters.confidence, value),
        Action::ToggleTerritory(value) => toggle_code(&mut next.filters.territory, value),
        Action::ToggleCountry(value) => toggle_code(&mut next.filters.country, value),
        Action::ClearFilter(kind) => next.filters.clear(*kind),
        Action::ClearFilters => next.filters = Filters::default(),
        Action::ToggleOwnership => next.ownership = !next.ownership,
        Action::View(action) => {
            if let super::ViewAction::Year(year) = action {
                next.date = super::DateChoice::parse(&year.to_string()).unwrap_or_else(|| next.date.clone());
            }
            if !next.views.reduce(action) {
                return History::Replace;
            }
            if next.views.net.held.is_some() {
                // The address waits until the party is let go.
                return History::Keep;
            }
        }
        Action::Step(id, number) => {
            if let Some(step) = story::resolved(catalog, id, *number) {
                step.apply(next);
            }
        }
        Action::LeaveStory => next.step = None,
        Action::Camera(camera) => {
            next.camera = camera.and_then(super::Camera::checked);
            return History::Replace;
        }
        Action::Hover(hover) => {
            next.hover.clone_from(hover);
            return History::Keep;
        }
        Action::SetLang(lang) => {
            next.lang = lang.clone().filter(|tag| super::keys::is_tag(tag));
            return History::Replace;
        }
        Action::SetTheme(theme) => {
            next.theme = *theme;
            return History::Replace;
        }
        Action::Replace(state) => {
            *next = state.as_ref().clone();
            return History::Keep;
        }
        Action::Reset(opening) => {
            let mut fresh = opening.as_ref().clone();
            fresh.lang = next.lang.take();
            fresh.theme = next.theme;
            fresh.embed = next.embed;
            fresh.height_px = next.height_px;
            fresh.static_page = next.static_page;
            fresh.data = next.data.take();
            fresh.unknown = std::mem::take(&mut next.unknown);
            *next = fresh;
        }
    }
    History::Push
}

impl Filters {
    /// Clears one kind.
    pub fn clear(&mut self, kind: FilterKind) {
        match kind {
            FilterKind::Type => self.types.clear(),
            FilterKind::Exclusivity => self.exclusivity.clear(),
            FilterKind::Confidence => self.confidence.clear(),
            FilterKind::Territory => self.territory.clear(),
            FilterKind::Country => self.country.clear(),
        }
    }
}

/// Lists stay sorted, so that equal filters have equal addresses.
fn toggle<T: Clone + Ord>(list: &mut Vec<T>, value: &T) {
    match list.binary_search(value) {
        Ok(at) => {
            list.remove(at);
        }
        Err(at) => list.insert(at, value.clone()),
    }
}

fn toggle_code(list: &mut Vec<String>, code: &String) {
    if super::keys::is_code(code) {
        toggle(list, code);
    }
}
