//! Everything that can happen to the state: a closed list.

use super::{Camera, DateChoice, Hover, State, Theme, ViewAction};
use crate::data::words::{Confidence, DealType, Level, View};
use crate::dates::Day;

/// Everything that can happen to the state. Actions that set something can be
/// repeated without further effect; those that toggle say so.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Another view.
    SetView(View),
    /// Another day or period, at rest: the reader has chosen it.
    SetDate(DateChoice),
    /// The scrubber moves, or the date plays. [`Action::Rest`] ends it.
    Scrub(DateChoice),
    /// The scrubber rests, or the play is paused: the date becomes a step.
    Rest,
    /// Puts one party in the middle, alone; opens its details.
    Focus(String),
    /// Adds a party to the focus, or takes it out (toggles).
    AddFocus(String),
    /// Leaves the focus.
    ClearFocus,
    /// How many links from the focus are lit: 1 to 3.
    SetDepth(u8),
    /// Opens the details of a deal or a grant (`deal#g1`).
    OpenDeal(String),
    /// Closes the details of a deal.
    CloseDetails,
    /// Leaves step by step: an open deal, then the focus, then the question.
    Escape,
    /// Asks whether a party could offer a catalogue in a territory.
    Ask([String; 3]),
    /// Takes the question back.
    ClearAsk,
    /// Shows the dataset as it was known on a day; `None`: as it is known now.
    SetKnown(Option<Day>),
    /// Switches the dataset's presumptions on or off.
    Presume(bool),
    /// The search text as typed.
    SetQuery(String),
    /// Filter by type of deal (toggles).
    ToggleType(DealType),
    /// Filter by exclusivity (toggles).
    ToggleExclusivity(Level),
    /// Filter by confidence (toggles).
    ToggleConfidence(Confidence),
    /// Filter by territory: a code or group id (toggles).
    ToggleTerritory(String),
    /// Filter by a party's country (toggles).
    ToggleCountry(String),
    /// Clears one kind of filter.
    ClearFilter(FilterKind),
    /// Clears every filter.
    ClearFilters,
    /// Draws ownership, or not (toggles).
    ToggleOwnership,
    /// Something that one view alone needs.
    View(ViewAction),
    /// Goes to a step of a story; numbers start at 1.
    Step(String, usize),
    /// Leaves the story; the view stays as it is.
    LeaveStory,
    /// The reader moved the camera, or put it back.
    Camera(Option<Camera>),
    /// Pointer or keyboard is on a mark, or on none.
    Hover(Option<Hover>),
    /// A language of the interface by hand (BCP 47), or the browser's.
    SetLang(Option<String>),
    /// Light, dark, or as the system says.
    SetTheme(Theme),
    /// The address changed (Back, Forward, a typed fragment, a message from
    /// the host): the state is taken as it is, and the history is left alone.
    Replace(Box<State>),
    /// Back to the dataset's opening state; the author's settings stay.
    Reset(Box<State>),
}

/// The five kinds of filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// `type`.
    Type,
    /// `exclusivity`.
    Exclusivity,
    /// `confidence`.
    Confidence,
    /// `territory`.
    Territory,
    /// `country`.
    Country,
}

impl FilterKind {
    /// Every kind, in the order of the address.
    pub const ALL: [FilterKind; 5] = [
        FilterKind::Type,
        FilterKind::Exclusivity,
        FilterKind::Confidence,
        FilterKind::Territory,
        FilterKind::Country,
    ];
}
