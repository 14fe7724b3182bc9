//! Stories and their steps (section 10).

use crate::data::ids::{DealId, PartyId, StoryId};
use crate::data::text::Text;
use crate::data::words::{Confidence, DealType, Level, View};
use crate::dates::Day;

/// A story (section 10).
#[derive(Clone, Debug)]
pub struct Story {
    /// Its id.
    pub id: StoryId,
    /// Title.
    pub title: Text,
    /// Its steps; never empty.
    pub steps: Vec<Step>,
}

/// One step of a story. What it leaves out stays as in the step before.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Title.
    pub title: Option<Text>,
    /// Text in the Markdown subset.
    pub text: Text,
    /// Day.
    pub date: Option<Day>,
    /// View.
    pub view: Option<View>,
    /// Parties in the middle of it; `None` keeps those of the step before.
    pub focus: Option<Vec<PartyId>>,
    /// Deals highlighted.
    pub deals: Vec<DealId>,
    /// Filters; `None` keeps those of the step before.
    pub filter: Option<StepFilter>,
}

/// Filters of a step, with the meaning the address gives them.
#[derive(Clone, Debug, Default)]
pub struct StepFilter {
    /// Types of deal.
    pub types: Vec<DealType>,
    /// Levels of exclusivity.
    pub exclusivity: Vec<Level>,
    /// Words of confidence.
    pub confidence: Vec<Confidence>,
    /// Territories.
    pub territory: Vec<String>,
    /// Countries of parties.
    pub country: Vec<String>,
    /// Search text.
    pub q: Option<String>,
}
