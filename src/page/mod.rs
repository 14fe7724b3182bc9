//! The components of the page.
//!
//! [`app::App`] holds the state and is the only one that changes it: everything
//! below receives values and sends [`crate::state::Action`]s up. Nothing here
//! decides what is true: that is the core's business.

pub mod app;
pub mod controls;
pub mod ctx;
pub mod date_bar;
pub mod details;
pub mod empty;
pub mod footer;
pub mod gesture;
pub mod graph;
pub mod h;
pub mod help;
pub mod legend;
pub mod mark;
pub mod notices;
pub mod painter;
pub mod prose;
pub mod same;
pub mod search_box;
pub mod shown;
pub mod start;
pub mod still;
pub mod stories;
pub mod table;

pub use start::start;
