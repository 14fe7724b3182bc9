//! Questions that the page puts to the catalogue: what is on the picture for a
//! state, what a search finds, on which days something changes, and the
//! sentence that says what is shown.

pub mod absence;
pub mod answer;
pub mod changes;
pub mod choices;
pub mod circles;
pub mod concerned;
pub mod contradiction;
pub mod crowd;
pub mod details;
pub mod facets;
mod filter;
pub use filter::passes;
mod fold;
pub use fold::fold;
pub mod listed;
pub mod loosen;
pub mod matrix;
pub mod names;
pub mod network;
pub mod offers;
pub mod paths;
pub mod picture;
pub mod search;
pub mod sentence;
mod spotlight;
pub mod story;
pub mod table;
pub mod timeline;
pub mod walk;
pub mod years;
