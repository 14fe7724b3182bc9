//! The page's state, the actions that change it, and its address.
//!
//! The state holds what the reader chose and nothing derived. Ids are kept as
//! text: an address may name what the dataset lacks, and the page says so.

pub mod address;
pub mod reduce;

pub use address::{Address, read_address, write_address};
pub use reduce::{Action, History, reduce};

use crate::data::words::{Confidence, DealType, Level, View};
use crate::dates::{Day, When};

/// Everything that the reader chose.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// `view`.
    pub view: View,
    /// `date`.
    pub date: DateChoice,
    /// `focus`: party ids.
    pub focus: Vec<String>,
    /// `depth`: 1 to 3.
    pub depth: u8,
    /// `deal`: deal id or grant id whose details are open.
    pub deal: Option<String>,
    /// `ask`: party, catalogue, territory.
    pub ask: Option<[String; 3]>,
    /// `known`: the dataset as it was known on that day.
    pub known: Option<Day>,
    /// `presume=none` makes this false: strict answers.
    pub presume: bool,
    /// Filters.
    pub filters: Filters,
    /// `links=ownership`.
    pub ownership: bool,
    /// `q`: the search text.
    pub q: String,
    /// `step`: story id and number from 1.
    pub step: Option<(String, usize)>,
    /// `cam`, when the reader has moved it.
    pub camera: Option<Camera>,
    /// `lang`: interface language chosen by hand; else the browser's.
    pub lang: Option<String>,
    /// `theme`.
    pub theme: Theme,
    /// `embed=1`.
    pub embed: bool,
    /// `height` of the graphic in an embed, px, 200 to 2000.
    pub height_px: Option<u32>,
    /// `static=1`: the page does not mount.
    pub static_page: bool,
    /// `data`: another dataset, by relative address.
    pub data: Option<String>,
    /// Keys that are not ours, kept and written back.
    pub unknown: Vec<(String, String)>,
    /// Pointer or keyboard is on this mark. Never in the address.
    pub hover: Option<Hover>,
}

/// The day or period shown.
#[derive(Clone, Debug, PartialEq)]
pub enum DateChoice {
    /// A day, month or year as typed; everything is as of its last day.
    At(When),
    /// A period, both ends included, each as typed (EDTF `a/b`).
    Between(When, When),
}

impl DateChoice {
    /// The day that the picture is of.
    pub fn day(&self) -> Day {
        match self {
            DateChoice::At(when) | DateChoice::Between(_, when) => when.hi,
        }
    }
}

/// Filters; an empty list lets everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// `type`.
    pub types: Vec<DealType>,
    /// `exclusivity`.
    pub exclusivity: Vec<Level>,
    /// `confidence`.
    pub confidence: Vec<Confidence>,
    /// `territory`: codes or group ids.
    pub territory: Vec<String>,
    /// `country` of a party.
    pub country: Vec<String>,
}

impl Filters {
    /// Whether nothing is filtered.
    pub fn is_empty(&self) -> bool {
        *self == Filters::default()
    }
}

/// Where the camera stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// Scene x at the left edge, px.
    pub x: f32,
    /// Scene y at the top edge, px.
    pub y: f32,
    /// Screen px for one scene px; 0.25 to 8.
    pub zoom: f32,
}

/// Light, dark or as the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What the pointer or the keyboard is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hover {
    /// A party, by id.
    Party(String),
    /// A grant, by hook (`deal#g1`), or ownership by deal id.
    Grant(String),
}
