//! The flow: rights holders left, services right under who runs them.
//!
//! A [`Request`] of plain values goes in, a [`Layout`] of places comes out.
//! Three columns: rights holders; agents, who receive and give; services, in
//! groups under their operator. The fuller of the outer columns is stacked, the
//! other columns move as near to their links as their order allows ([`place`]).
//! Every link has a slot of its own at both ends ([`ports`]), so that parallel
//! links and fans never lie on each other; links inside the service column are
//! arcs to its right, on tracks of their own. [`order`] says who stands above whom.

mod cross;
pub mod order;
mod place;
mod ports;

pub use cross::{BEND, crossings};
pub use order::Order;

use crate::number::between;

/// What is to be laid out. The order of the lists has no influence on the result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// Width to fill.
    pub width_px: f32,
    /// Height to keep to if the rows can be moved closer for it; legible rows come first.
    pub wanted_px: Option<f32>,
    /// Width that each column's heading needs: holders, services.
    pub heading_px: [f32; 2],
    /// Who stands on the picture.
    pub nodes: Vec<Node>,
    /// What connects them.
    pub links: Vec<Link>,
}

/// One node.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Place in the order of the whole dataset; no two are equal.
    pub rank: u32,
    /// Its column.
    pub side: Side,
    /// The node that runs it; for services.
    pub operator: Option<usize>,
    /// Width and height of its label.
    pub label_px: [f32; 2],
    /// Comes and goes with a focus: stands below the others, so that nothing moves for it.
    pub guest: bool,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Gives only.
    Holder,
    /// Receives, and is no service.
    Agent,
    /// Where a list that names several parties jointly comes together: a point between the columns.
    Junction,
    /// A service, or who runs services.
    Service,
}

/// One link.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Giver.
    pub from: usize,
    /// Receiver.
    pub to: usize,
    /// Which of the links between the same two comes first.
    pub rank: u32,
    /// Room at the giver and at the receiver; nothing for a link without slots.
    pub slot_px: Option<[f32; 2]>,
    /// Whether it counts when neighbours are exchanged. What comes and goes with an open deal does
    /// not, so that nodes keep their order.
    pub steady: bool,
    /// Comes and goes with a focus, and gets no room.
    pub passing: bool,
}

/// Sizes that depend on the width alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    /// Size of the type.
    pub type_px: f32,
    /// Distance between lines.
    pub line_px: f32,
    /// Widest label of a column; wider ones wrap: holders, agents, services.
    pub label_px: [f32; 3],
    /// Between two rows.
    pub row_gap_px: f32,
    /// Between two groups.
    pub group_gap_px: f32,
}

impl Measures {
    /// For a width of the picture.
    pub fn of(width_px: f32) -> Measures {
        let narrow = width_px < 480.0;
        // A full day keeps to the 575 px of a frame from 600 px on.
        let small = width_px < 672.0;
        let [holders, services] = if narrow {
            // No less than a long word (“Entertainment”), plain and in bold, which must not break.
            [(width_px * 0.26).max(88.0), (width_px * 0.293).max(113.0)]
        } else {
            [(46.0 + width_px * 0.135).min(200.0); 2]
        };
        let bars = 3.0 * (BAR_PX + LABEL_GAP_PX);
        let field = width_px - bars - holders - services - arcs_px(width_px);
        Measures {
            type_px: if small { 12.0 } else { 13.0 },
            line_px: if small { 15.0 } else { 17.0 },
            // An agent’s short name stays whole where there is next to no room between the columns.
            label_px: [holders, between(field - 6.0, 32.0, 150.0), services],
            row_gap_px: 9.0,
            group_gap_px: 26.0,
        }
    }
}

/// Most room for arcs.
fn arcs_px(width_px: f32) -> f32 {
    (width_px * 0.12).max(least_arcs_px(width_px))
}

/// Least room for arcs, if there are any.
fn least_arcs_px(width_px: f32) -> f32 {
    (width_px * 0.1345).min(48.0)
}

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// As asked for.
    pub width_px: f32,
    /// What it took.
    pub height_px: f32,
    /// Of each node, in the order of the request.
    pub places: Vec<Place>,
    /// Of each link, in the order of the request.
    pub paths: Vec<Path>,
    /// Lines that hold the bars of a group together: x, top and bottom.
    pub spines: Vec<[f32; 3]>,
    /// Where the columns' bars are: holders (their right edge), agents (centre), services (left edge).
    pub column_x: [f32; 3],
}

/// Where a node stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    /// Its bar: x, y, width, height. No height, no bar.
    pub bar: [f32; 4],
    /// The bar behind its label, where arcs end. No height, no bar.
    pub tail: [f32; 4],
    /// Anchor x and top of the label; the label ends at x in the left column, is centred on it
    /// in the middle and begins there on the right.
    pub label: [f32; 2],
    /// Has no slots: a service that stands under its operator, or an operator above its service.
    pub listed: bool,
    /// Rank in its column from the top.
    pub rank: u32,
}

/// How a link runs, from giver to receiver.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Path {
    /// Middle of the slot at the giver.
    pub start: [f32; 2],
    /// Middle of the slot at the receiver.
    pub end: [f32; 2],
    /// Runs out to this x and back; else it runs across.
    pub arc_x: Option<f32>,
}

/// Below the headings, above the first row.
pub const TOP_PX: f32 = 40.0;
/// Width of a bar.
pub const BAR_PX: f32 = 4.0;
/// Between a bar and its label.
pub const LABEL_GAP_PX: f32 = 7.0;
/// Room between two slots.
pub const SLOT_GAP_PX: f32 = 3.0;

/// Lays a request out.
pub fn layout(request: &Request) -> Layout {
    let columns = order::columns(request);
    let faces = ports::Faces::of(request);
    let mut layout = place::places(request, &columns, &faces);
    // The second time the agents know what passes by.
    for _ in 0..2 {
        place::agents(request, &mut layout, &faces);
        ports::paths(request, &faces, &mut layout);
    }
    layout
}

#[cfg(test)]
mod tests;
