//! The page.
//!
//! [`app::App`] is the one component; it holds the state and is the only one that
//! changes it. Everything below receives values, describes a part of the page
//! ([`h`]), and sends [`crate::state::Action`]s up; [`live`] makes the document
//! equal to the description. Nothing here
//! decides what is true: that is the core's business.

pub mod ahead;
pub mod answer;
pub mod app;
pub mod ask;
pub mod check;
pub mod combo;
pub mod coming;
pub mod controls;
pub mod ctx;
pub mod date_bar;
pub mod details;
pub mod empty;
pub mod fold;
pub mod footer;
pub mod frame;
pub mod gesture;
pub mod graph;
pub mod h;
pub mod help;
pub mod legend;
pub mod live;
pub mod mark;
pub mod motion;
pub mod notices;
pub mod offers;
pub mod painter;
pub mod pin;
pub mod prose;
pub mod rest;
pub mod search_box;
pub mod share;
pub mod shown;
pub mod slices;
pub mod start;
pub mod stories;
pub mod table;
mod views;
mod width;

pub use start::start;
