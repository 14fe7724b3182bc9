//! Wrappers of browser interfaces that may be absent or refuse.
//!
//! Nothing here panics: what a frame or a setting refuses comes back as `None`,
//! `false` or an error word that the page can show.

pub mod address_bar;
pub mod document;
pub mod failure;
pub mod fetch;
pub mod host;
pub mod intl;
pub mod rest;
pub mod save;

/// The window; absent only outside a browser.
pub fn window() -> Option<web_sys::Window> {
    web_sys::window()
}
