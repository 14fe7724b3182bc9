//! The display list: all that a painter sees.
//!
//! A [`Scene`] is flat: marks in painting order, each with a shape, a style
//! class and a hook. The live picture, the exported SVG file and the
//! prerendered one are made from the same scene. It holds no colours (they are
//! the style sheet's), no handlers and no browser types.

pub mod camera;
pub mod chain;
pub mod flow;
pub mod legend;
mod linked;
pub mod matrix;
pub mod measure;
pub mod network;
pub mod overlap;
pub mod reading;
mod ribbon;
pub mod spatial;
pub mod strip;
pub mod style;
pub mod svg;
pub mod timeline;
pub mod years;

pub use linked::Joint;
pub use overlap::overlaps;

use crate::data::words::Level;
use crate::rights::Status;

/// A picture as a flat list of marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// Width of the drawing, in px at zoom 1.
    pub width_px: f32,
    /// Height of the drawing, in px at zoom 1.
    pub height_px: f32,
    /// Short name of the picture.
    pub title: String,
    /// Longer text: the generated sentence.
    pub description: String,
    /// Language of title and description.
    pub lang: String,
    /// In painting order.
    pub marks: Vec<Mark>,
    /// What the marks on this scene mean; only what is drawn.
    pub legend: Vec<LegendEntry>,
    /// Stands under the legend: what the picture does not say.
    pub note: String,
    /// Source, date of the data, licence: part of every picture.
    pub credit: String,
    /// What may stay in place while the rest scrolls in a box of its own.
    pub pins: Pins,
}

/// Parts of a scene that name rows and columns. Nothing is pinned if they are 0.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pins {
    /// Marks that lie wholly to the left of this name rows.
    pub side_px: f32,
    /// Marks that lie wholly between these heights name columns.
    pub head_px: [f32; 2],
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Stable between scenes: the same thing has the same key.
    pub key: String,
    /// What is drawn.
    pub shape: Shape,
    /// How it looks; the style sheet knows the rest.
    pub class: Class,
    /// What it stands for.
    pub hook: Hook,
    /// Drawn back because something else is in focus.
    pub dimmed: bool,
    /// What a reader hears or sees as a tooltip; empty on decoration.
    pub label: String,
}

/// Geometry in scene px; y grows downwards.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An open path, stroked.
    Stroke {
        /// Segments.
        path: Vec<Segment>,
        /// Width of the stroke.
        width_px: f32,
    },
    /// A closed path, filled: tapered links, arrowheads.
    Fill {
        /// Segments.
        path: Vec<Segment>,
    },
    /// A rectangle.
    Rect {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        width_px: f32,
        /// Height.
        height_px: f32,
    },
    /// A circle.
    Circle {
        /// Centre.
        x: f32,
        /// Centre.
        y: f32,
        /// Radius.
        radius_px: f32,
    },
    /// One or more lines of text.
    Text {
        /// Anchor.
        x: f32,
        /// Baseline of the first line.
        y: f32,
        /// Size of the type.
        size_px: f32,
        /// Distance between baselines.
        line_px: f32,
        /// How lines stand to the anchor.
        anchor: Anchor,
        /// The lines.
        lines: Vec<String>,
        /// Language of the text, where it differs from the scene's.
        lang: Option<String>,
    },
}

/// A segment of a path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    /// Start here.
    Move(f32, f32),
    /// Straight to here.
    Line(f32, f32),
    /// Cubic Bézier: two control points and the end.
    Cubic([f32; 6]),
    /// Back to the start.
    Close,
}

/// How a text stands to its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Begins there.
    Start,
    /// Is centred on it.
    Middle,
    /// Ends there.
    End,
}

/// What a mark is, for the style sheet. Colour means exclusivity and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Body of a link between two parties.
    Link(LinkClass),
    /// Arrowhead of a link, at the receiver.
    Arrow(LinkClass),
    /// Mark on a disputed link.
    Dispute,
    /// A party's bar.
    Node,
    /// A party's name.
    Label,
    /// Name of a group's operator.
    GroupLabel,
    /// Secondary text: a service without links of its own, under its operator.
    SubLabel,
    /// A party's name that stands on the field of links, with a halo.
    FieldLabel,
    /// Bracket or line that holds a group together.
    Group,
    /// Heading of a column.
    Heading,
    /// Junction of a list that names several parties jointly.
    Junction,
    /// A party of the network that is no service: a disc.
    Disc,
    /// A service of the network, or who runs one: a square.
    Square,
    /// On a party of the network that stands where the reader put it.
    Pin,
    /// What holds a group of the network together: a broad soft line behind its marks.
    Hull,
    /// The answer to a question at a place or time: *yes* full, *presumed* lighter,
    /// *possible* outlined.
    Answer {
        /// The word; *no* is not drawn.
        answer: Status,
        /// As surely exclusive.
        exclusive: bool,
    },
    /// Transparent area that takes the pointer.
    Hit,
    /// Days on which a grant is in force: solid, dotted, or a box of hatching.
    Bar(LinkClass),
    /// Days on which nobody knows whether it still is; or, ended, on which it is suspended.
    Tail(LinkClass),
    /// A link on a small picture: a line, no ribbon, no arrowhead.
    Thread(LinkClass),
    /// A cell with an answer: its ground.
    Cell(LinkClass),
    /// The edge of a cell whose answer is not sure.
    CellEdge(LinkClass),
    /// Says how exclusive a cell is.
    CellMark(LinkClass),
    /// A line that only helps the eye.
    Grid,
    /// Words on an axis, with a halo.
    Axis,
    /// A day on which something happened.
    Event,
    /// Where an event changes a grant.
    Effect,
    /// The date shown.
    Now,
    /// Its words.
    NowLabel,
    /// The period shown.
    Shade,
}

/// How a link looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkClass {
    /// What it is.
    pub kind: LinkKind,
    /// Exclusive (or sole), not, or not known.
    pub exclusivity: LinkLevel,
    /// Solid, lighter, dashed.
    pub certainty: Certainty,
}

/// What kind of link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Licence, mandate, assignment, settlement: from a rights holder.
    Licence,
    /// Sublicence or swap: passed on by a licensee.
    PassedOn,
    /// Shares.
    Ownership,
}

/// The three looks of exclusivity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkLevel {
    /// Vermilion, wide.
    Exclusive,
    /// Slate.
    NonExclusive,
    /// Slate, dotted.
    Unknown,
}

/// The looks of certainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// Solid.
    Known,
    /// Solid, lighter.
    Presumed,
    /// Dashed: possible, claimed or rumoured.
    Possible,
    /// Dashed with a mark.
    Disputed,
    /// A ghost of an ended deal, drawn when its party is in focus.
    Ended,
    /// A ghost of a deal that has not begun, drawn when a story or the reader opens it.
    Ahead,
}

impl Certainty {
    /// Drawn as a ghost: not in force.
    pub fn is_ghost(self) -> bool {
        matches!(self, Certainty::Ended | Certainty::Ahead)
    }
}

/// What a mark stands for; becomes the stable attributes of product.md.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Hook {
    /// Decoration.
    #[default]
    None,
    /// A party: `data-party`.
    Party(String),
    /// A grant: `data-grant` and what goes with it.
    Grant {
        /// `deal#g1`; for ownership the deal id.
        grant: String,
        /// Word of the deal's type.
        deal_type: &'static str,
        /// Level on the day.
        exclusivity: Level,
        /// How surely it is in force.
        status: Status,
    },
    /// A deal without grants, such as an event: `data-deal`.
    Deal(String),
    /// The picture of a year: `data-year`.
    Year(i32),
    /// An answer of the matrix: `data-cell="party~catalogue"`, `data-answer` and
    /// `data-exclusive`.
    Cell {
        /// Party and catalogue.
        pair: String,
        /// The answer.
        answer: Status,
        /// Exclusivity by contract.
        exclusive: Status,
    },
}

/// One line of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The look.
    pub class: Class,
    /// Tells a level of exclusivity; else a certainty or another mark.
    pub is_level: bool,
    /// The words.
    pub text: String,
}
