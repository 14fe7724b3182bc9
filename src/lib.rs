//! # Catalog Atlas
//!
//! Who licenses what to whom: the library behind the page and the native tool.
//!
//! ```text
//! bytes ─ data ─► Catalog ─ rights ─► Compiled ─┐
//!                                    State ─────┴ query ─► Picture ─ layout ─► scene ─► painter
//! ```
//!
//! ## Invariants of the house
//!
//! A test (`tests/house.rs`) reads the sources and checks what can be checked.
//!
//! 1. **The core names no browser.** `data`, `dates`, `rights`, `query`, `state`,
//!    `layout`, `lint`, `scene`, `formats`, `embed` and `i18n` name no `yew`, `web_sys`, `js_sys`,
//!    `wasm_bindgen` or `gloo`; they compile and are tested natively.
//! 2. **One way to change.** [`state::Action`] is the only way to change the
//!    page's state; [`state::reduce`] is pure; state and address are total both ways.
//! 3. **The scene is the picture.** [`scene::Scene`] is all that a painter sees:
//!    the live picture, the exported SVG and the prerendered one come from it.
//! 4. **Same data, same layout.** Seeded; no clock, no iteration of hash maps.
//! 5. **A still page is still.** It draws no frame and runs no timer.
//! 6. **Data is text.** It reaches the DOM as text nodes or checked attributes
//!    only; links pass [`data::url::SafeUrl`].
//! 7. **The browser may refuse.** Storage, clipboard, fullscreen and downloads
//!    may all fail; every call handles it.

pub mod data;
pub mod dates;
pub mod embed;
pub mod find;
pub mod formats;
pub mod i18n;
pub mod layout;
pub mod lint;
pub mod number;
pub mod query;
pub mod rights;
pub mod scene;
pub mod small;
pub mod sort;
pub mod state;
pub mod views;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod page;
#[cfg(not(target_arch = "wasm32"))]
pub mod tool;
