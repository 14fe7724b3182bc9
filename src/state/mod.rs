//! The page's state, the actions that change it, and its address.
//!
//! The state holds what the reader chose and nothing derived. Ids are kept as
//! text: an address may name what the dataset lacks, and the page says so.

pub mod action;
pub mod address;
#[cfg(test)]
mod address_tests;
#[cfg(test)]
mod arbitrary;
mod escape;
pub mod keys;
pub mod net;
pub mod opening;
pub mod reduce;
#[cfg(test)]
mod reduce_tests;
pub mod views;
#[cfg(test)]
mod views_tests;
pub mod visit;

pub use action::{Action, FilterKind};
pub use address::{Address, read_address, write_address};
pub use net::{Net, NetAction, Pin};
pub use reduce::{History, reduce};
pub use views::{ViewAction, Views};
pub use visit::{address_of, dated_address_of, go_to, open};

use crate::data::words::{Confidence, DealType, Level, View};
use crate::dates::{Day, Precision, When};
use crate::number::between;

/// Everything that the reader chose.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a key of the address")]
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
    /// Choices of single views.
    pub views: Views,
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
    /// `data`: another dataset, by relative address, or by one that begins with
    /// `https://` and needs the publisher's and the reader's leave.
    pub data: Option<String>,
    /// Keys that are not ours, kept and written back.
    pub unknown: Vec<(String, String)>,
    /// While the scrubber moves or the date plays: the date that the address
    /// still shows, so that Back leads to it. Never in the address.
    pub scrubbed_from: Option<DateChoice>,
    /// Pointer or keyboard is on this mark. Never in the address.
    pub hover: Option<Hover>,
}

impl State {
    /// Nothing chosen but a date: the flow, everything else at its default.
    pub fn on(date: DateChoice) -> State {
        State {
            view: View::Flow,
            date,
            focus: Vec::new(),
            depth: 1,
            deal: None,
            ask: None,
            known: None,
            presume: true,
            filters: Filters::default(),
            ownership: false,
            q: String::new(),
            views: Views::default(),
            step: None,
            camera: None,
            lang: None,
            theme: Theme::Auto,
            embed: false,
            height_px: None,
            static_page: false,
            data: None,
            unknown: Vec::new(),
            scrubbed_from: None,
            hover: None,
        }
    }

    /// The day that the picture is of.
    pub fn day(&self) -> Day {
        self.date.day()
    }
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
    /// A single day.
    pub fn on(day: Day) -> DateChoice {
        DateChoice::At(When::on(day))
    }

    /// Reads a day, month or year, or two of them as `a/b`, first and last.
    pub fn parse(text: &str) -> Option<DateChoice> {
        let one = |text: &str| {
            let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
            When::parse(text).ok().filter(|when| {
                plain && matches!(when.precision, Precision::Day | Precision::Month | Precision::Year)
            })
        };
        match text.split_once('/') {
            None => one(text).map(DateChoice::At),
            Some((first, last)) => {
                let (first, last) = (one(first)?, one(last)?);
                (first.lo <= last.hi).then_some(DateChoice::Between(first, last))
            }
        }
    }

    /// The written form, as [`DateChoice::parse`] reads it.
    pub fn written(&self) -> String {
        match self {
            DateChoice::At(when) => when.as_str().to_string(),
            DateChoice::Between(first, last) => [first.as_str(), "/", last.as_str()].concat(),
        }
    }

    /// First and last day shown; the same day unless a period is chosen.
    pub fn days(&self) -> (Day, Day) {
        match self {
            DateChoice::At(when) => (when.hi, when.hi),
            DateChoice::Between(first, last) => (first.lo, last.hi),
        }
    }

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

impl Camera {
    /// Within its bounds and rounded, so that its address is short and equal
    /// to itself; nothing if a number is not finite.
    pub fn checked(self) -> Option<Camera> {
        let round = |value: f32, steps: f32| (value * steps).round() / steps;
        let place = |value: f32| round(between(value, -1e5, 1e5), 10.0);
        (self.x.is_finite() && self.y.is_finite() && self.zoom.is_finite()).then(|| Camera {
            x: place(self.x),
            y: place(self.y),
            zoom: round(between(self.zoom, 0.25, 8.0), 1000.0),
        })
    }
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

impl Theme {
    /// Every choice, in the order of the switch.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// What the pointer or the keyboard is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hover {
    /// A party, by id.
    Party(String),
    /// A grant, by hook (`deal#g1`), or ownership by deal id.
    Grant(String),
}
