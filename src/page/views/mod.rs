//! What a reader can do in the views that stand in rows: timeline, years, matrix.
//! [`net`] has the buttons of the network.
//! The flow and the network are [`super::graph`]'s, the table is [`super::table`]'s.

pub mod net;
mod paint;
pub mod rows;
mod tools;
mod words;

pub use rows::Rows;

use crate::data::words::View;
use crate::state::State;

/// Whether the state's picture stands in rows, and is no graph.
pub fn in_rows(state: &State) -> bool {
    match state.view {
        View::Timeline | View::Matrix => true,
        View::Flow => state.views.years,
        View::Network | View::Table => false,
    }
}
