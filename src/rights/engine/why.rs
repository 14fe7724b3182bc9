//! Why not (rights.md, section 7): chains that would be at least possible if
//! exactly one condition of one link were different.

use super::many::Words;
use super::{Engine, Question, StepLink};
use crate::data::PartyIx;

/// One chain that fails in one condition only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// Its links from the owner, with their ids.
    pub steps: Vec<(StepLink, String)>,
    /// Which of the steps fails; the number of steps if the party's own life does.
    pub at: usize,
    /// What would have to be different.
    pub lack: Lack,
}

/// What fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The condition.
    pub condition: Condition,
    /// Whose life, for that condition.
    pub party: Option<PartyIx>,
}

/// The conditions of a link (section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// It does not run on the day.
    Date,
    /// It does not cover the territory.
    Territory,
    /// It does not cover the use.
    Use,
    /// It does not cover the layer.
    Layer,
    /// It does not cover the catalogue.
    Catalogue,
    /// It may not be passed on.
    Sublicensing,
    /// It rests on other grants by its own words.
    Upstream,
    /// It was suspended.
    Suspension,
    /// The party did not exist, or had merged.
    Life,
    /// The deal is worth nothing.
    Confidence,
}

impl Engine<'_> {
    pub(super) fn why_not(&self, _question: &Question, _words: &Words) -> Vec<WhyNot> {
        Vec::new()
    }
}
