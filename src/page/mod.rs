//! The components of the page.
//!
//! [`app::App`] holds the state and is the only one that changes it: everything
//! below receives values and sends [`crate::state::Action`]s up. Nothing here
//! decides what is true: that is the core's business.

pub mod app;
pub mod ctx;
pub mod graph;
pub mod painter;
pub mod shown;

use crate::browser::document;

/// Mounts the page in `#app`, whose static content it replaces.
pub fn start() {
    if let Some(root) = document::by_id("app") {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
