//! About the dataset, and named groups of territories (data-model.md, sections 4 and 5).

use super::grant::TerritoryExpr;
use super::party::Name;
use crate::data::ids::{PartyId, TerritoryId};
use crate::data::text::{Lang, Text};
use crate::data::words::{Confidence, Layer, View};
use crate::dates::{Day, Duration};

/// `meta` (section 4).
#[derive(Clone, Debug, Default)]
pub struct Meta {
    /// Shown as the page's headline.
    pub title: Text,
    /// Language of plain text fields.
    pub language: Lang,
    /// One or two sentences.
    pub description: Option<Text>,
    /// Who publishes.
    pub publisher: Option<String>,
    /// Where.
    pub homepage: Option<String>,
    /// SPDX id of the data's licence.
    pub licence: Option<String>,
    /// Of this file.
    pub version: Option<String>,
    /// Who made it.
    pub authors: Vec<String>,
    /// Where corrections go (`https:` or `mailto:`).
    pub contact: Option<String>,
    /// The day the data were last checked.
    pub checked: Option<Day>,
    /// The methodology.
    pub method: Option<Text>,
    /// Public log of corrected facts.
    pub corrections: Vec<Correction>,
    /// The state of a page opened without an address.
    pub opening: Option<Opening>,
    /// What silent terms are taken to be.
    pub defaults: Defaults,
    /// What counts as what.
    pub policy: Policy,
}

/// One entry of `meta.corrections`.
#[derive(Clone, Debug)]
pub struct Correction {
    /// When the fact was corrected.
    pub date: Day,
    /// What was corrected.
    pub text: Text,
    /// Ids of the records concerned.
    pub records: Vec<String>,
}

/// `meta.opening`.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The day shown.
    pub date: Option<Day>,
    /// The view shown.
    pub view: Option<View>,
    /// Parties in focus.
    pub focus: Vec<PartyId>,
    /// A question: party, catalogue, territory code.
    pub ask: Option<(PartyId, PartyId, String)>,
}

/// `meta.defaults`: taken where a grant is silent.
#[derive(Clone, Debug)]
pub struct Defaults {
    /// `["recording"]` if absent.
    pub layer: Vec<Layer>,
    /// `["OnDemandStream"]` if absent.
    pub uses: Vec<String>,
    /// Not known if absent.
    pub territory: Option<TerritoryExpr>,
}

impl Default for Defaults {
    fn default() -> Self {
        Defaults { layer: vec![Layer::Recording], uses: vec!["OnDemandStream".into()], territory: None }
    }
}

/// `meta.policy`.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Words of confidence that count as certain.
    pub certain: Vec<Confidence>,
    /// Words that count as possible; a word in neither list grants nothing.
    pub possible: Vec<Confidence>,
    /// How long a grant without a known end is presumed to go on.
    pub continuance: Option<Duration>,
    /// Whether a grant whose start is not known is presumed to run from its announcement.
    pub commencement_announced: bool,
    /// Whether an unknown right to sublicense is presumed where a sublicence confirms it.
    pub sublicensing_if_confirmed: bool,
    /// How far the true start may lie from the announcement; one year if absent.
    pub announce_window: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            certain: vec![Confidence::Confirmed, Confidence::Reported],
            possible: vec![Confidence::Claimed, Confidence::Rumoured, Confidence::Disputed],
            continuance: None,
            commencement_announced: false,
            sublicensing_if_confirmed: false,
            announce_window: Duration { years: 1, months: 0, days: 0 },
        }
    }
}

/// A named group of territories (section 5).
#[derive(Clone, Debug)]
pub struct Territory {
    /// Its id.
    pub id: TerritoryId,
    /// Its names.
    pub names: Vec<Name>,
    /// ISO 3166-1 codes, `Worldwide`, or ids of other groups.
    pub members: Vec<String>,
}
