//! What waits for the second part of the program.
//!
//! The first part shows the flow and moves it through time; whatever else a
//! reader does is held until the second is there. The script begins to fetch
//! it when a reader first reaches for the page, so a click seldom waits.

use super::app::{App, Msg};
use super::{date_bar, graph};
use crate::browser::rest;
use crate::data::words::View;
use crate::state::{Action, State};
use yew::html::Scope;

/// Whether the second part is there, and what waits for it.
#[derive(Default)]
pub struct Rest {
    here: bool,
    held: Vec<Msg>,
    /// It could not be fetched.
    pub failed: bool,
}

impl Rest {
    /// Of a page that starts: one that [`needs`] the second part has waited for it.
    pub fn new(here: bool) -> Rest {
        Rest { here, ..Rest::default() }
    }

    /// The message, if it can be carried out now.
    pub fn pass(&mut self, link: &Scope<App>, msg: Msg) -> Option<Msg> {
        if self.here || is_light(&msg) {
            return Some(msg);
        }
        self.held.push(msg);
        if self.held.len() == 1 {
            link.send_future(async { Msg::Arrived(rest::arrive().await) });
        }
        None
    }

    /// The second part is there, and what was held goes on; or it could not be
    /// fetched, and is forgotten.
    pub fn arrived(&mut self, link: &Scope<App>, here: bool) {
        self.here = here;
        self.failed = !here;
        let held = std::mem::take(&mut self.held);
        if here {
            link.send_message_batch(held);
        }
    }
}

/// Whether a state shows more than the flow on a day.
pub fn needs(state: &State) -> bool {
    let plain = State {
        camera: state.camera,
        lang: state.lang.clone(),
        theme: state.theme,
        embed: state.embed,
        height_px: state.height_px,
        data: state.data.clone(),
        unknown: state.unknown.clone(),
        presume: state.presume,
        ..State::on(state.date.clone())
    };
    state.view != View::Flow || *state != plain
}

/// Whether the first part can do it.
fn is_light(msg: &Msg) -> bool {
    match msg {
        Msg::Do(action) => matches!(
            action,
            Action::SetDate(_)
                | Action::Scrub(_)
                | Action::Rest
                | Action::Camera(_)
                | Action::Hover(_)
                | Action::SetTheme(_)
        ),
        Msg::Graph(
            graph::Msg::Camera(..) | graph::Msg::Hint | graph::Msg::Over(_) | graph::Msg::Width(_),
        )
        | Msg::Typed(date_bar::Msg::Input(_) | date_bar::Msg::Take(_) | date_bar::Msg::Key(_))
        | Msg::Arrived(_)
        | Msg::Fold
        | Msg::Play
        | Msg::Change(_)
        | Msg::Tick
        | Msg::Settle
        | Msg::Dismiss => true,
        _ => false,
    }
}
