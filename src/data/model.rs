//! The records of a dataset, as they are after loading: references resolved,
//! terms inherited, compact deals turned into one grant `g1`.
//!
//! What could not be read is absent here and stands in the findings. Nothing
//! here is derived: what is in force on a day is worked out in [`crate::rights`].

use super::ids::{DealId, GrantId, GrantRef, PartyId, PartyIx, SourceId, SourceIx, StoryId, TerritoryId};
use super::text::{Lang, Text};
use super::words::{
    Basis, Choice, Confidence, Control, DealType, DisputeResponse, EffectAction, EventKind, Holdings, Layer,
    Level, NameType, PartyKind, PriceKind, Reliability, SourceKind, Stage, Stance, Sublicensing, Unit, View,
};
use crate::dates::{Bound, Day, Duration, When};

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

/// A party (section 5).
#[derive(Clone, Debug)]
pub struct Party {
    /// Its id.
    pub id: PartyId,
    /// What it is.
    pub kind: PartyKind,
    /// Display name, in the language of the dataset.
    pub name: String,
    /// Every other name.
    pub names: Vec<Name>,
    /// Seat, ISO 3166-1.
    pub country: Option<String>,
    /// Start of its life.
    pub founded: Option<Bound>,
    /// End of its life.
    pub dissolved: Option<Bound>,
    /// Who runs the service, dated.
    pub operated_by: Vec<Operator>,
    /// Identifiers elsewhere.
    pub identifiers: Vec<Identifier>,
    /// Ids of records merged into this one.
    pub former_ids: Vec<String>,
    /// Competing values.
    pub claims: Vec<Claim>,
    /// Sources.
    pub evidence: Vec<Evidence>,
    /// A note.
    pub note: Option<Text>,
    /// JSON Pointer of the record.
    pub pointer: String,
}

/// A name of a party or territory.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its language.
    pub lang: Option<Lang>,
    /// What kind of name.
    pub kind: Option<NameType>,
    /// Used from.
    pub start: Option<Bound>,
    /// Used until.
    pub end: Option<Bound>,
    /// Where it was found.
    pub source: Option<SourceIx>,
    /// A note.
    pub note: Option<Text>,
}

/// Who runs a service, for a time.
#[derive(Clone, Debug)]
pub struct Operator {
    /// The operator.
    pub party: PartyIx,
    /// From; no limit if absent.
    pub start: Option<Bound>,
    /// Until; no limit if absent.
    pub end: Option<Bound>,
    /// Sources.
    pub evidence: Vec<Evidence>,
    /// A note.
    pub note: Option<Text>,
}

/// An identifier in another system.
#[derive(Clone, Debug)]
pub struct Identifier {
    /// Such as `wikidata`.
    pub scheme: String,
    /// The identifier.
    pub id: String,
    /// Its address.
    pub uri: Option<String>,
}

/// A deal (section 6).
#[derive(Clone, Debug)]
pub struct Deal {
    /// Its id.
    pub id: DealId,
    /// What it is.
    pub kind: DealType,
    /// A title, where the editor gave one.
    pub title: Option<Text>,
    /// What kind of event; only on events.
    pub event_kind: Option<EventKind>,
    /// How far it got; no limit if absent.
    pub stage: Option<Stage>,
    /// How well it is known; `reported` if absent.
    pub confidence: Confidence,
    /// When it was made public.
    pub announced: Option<When>,
    /// When it was signed.
    pub signed: Option<When>,
    /// The day of a merger, order, termination or event.
    pub date: Option<When>,
    /// Participants of a deal without grants: owner and owned, merged and successor, plaintiff and defendant.
    pub from: Option<PartyRef>,
    /// See `from`.
    pub to: Option<PartyRef>,
    /// Start of a deal without grants (a shareholding).
    pub start: Option<Bound>,
    /// Its end.
    pub end: Option<Bound>,
    /// The grants, with terms inherited from the deal.
    pub grants: Vec<Grant>,
    /// What it does to other grants.
    pub effects: Vec<Effect>,
    /// Percent held; ownership only.
    pub stake: Option<Share>,
    /// Whether it controls; ownership only.
    pub control: Option<Control>,
    /// Who orders.
    pub authority: Option<PartyIx>,
    /// Whom.
    pub addressees: Vec<PartyIx>,
    /// Who brokered.
    pub brokers: Vec<PartyIx>,
    /// Other parties concerned.
    pub involves: Vec<PartyIx>,
    /// What was paid.
    pub price: Vec<Price>,
    /// Deals whose place it takes.
    pub replaces: Vec<DealId>,
    /// Who contests what.
    pub disputes: Vec<Dispute>,
    /// No longer held.
    pub retracted: Option<Retraction>,
    /// How fields were arrived at.
    pub basis: Vec<(String, Basis)>,
    /// Competing values.
    pub claims: Vec<Claim>,
    /// Sources.
    pub evidence: Vec<Evidence>,
    /// A note.
    pub note: Option<Text>,
    /// JSON Pointer of the record.
    pub pointer: String,
}

/// One directed grant with its terms (section 7).
#[derive(Clone, Debug)]
pub struct Grant {
    /// Its id in the deal.
    pub id: GrantId,
    /// Licensor.
    pub from: PartyRef,
    /// Licensee.
    pub to: PartyRef,
    /// Whose recordings.
    pub catalogue: Catalogue,
    /// Which right.
    pub layer: Vec<Layer>,
    /// DDEX `UseType` values. Empty on an assignment: every use.
    pub uses: Vec<String>,
    /// Where; absent = not known, and no default fills it.
    pub territory: Option<TerritoryExpr>,
    /// From.
    pub start: Option<Bound>,
    /// Until.
    pub end: Option<Bound>,
    /// Length, where the end is absent.
    pub term: Option<Term>,
    /// Exclusivity.
    pub exclusivity: Exclusivity,
    /// Whether it may be passed on.
    pub sublicensing: Sublicensing,
    /// The grants it rests on.
    pub upstream: Vec<GrantRef>,
    /// The grant it renews.
    pub continues: Option<GrantRef>,
    /// A note.
    pub note: Option<Text>,
}

/// Who stands on one side of a grant (7.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartyRef {
    /// One party.
    One(PartyIx),
    /// Signed by the first for each of the others.
    OnBehalf(PartyIx, Vec<PartyIx>),
    /// One grant for each.
    Each(Vec<PartyIx>),
    /// Named together; which of them is not known.
    Joint(Vec<PartyIx>),
    /// Not named: `undisclosed`, `unknown` or `several`.
    Unspecified(&'static str),
}

impl PartyRef {
    /// Every party named, the signing one first.
    pub fn parties(&self) -> Vec<PartyIx> {
        match self {
            PartyRef::One(party) => vec![*party],
            PartyRef::OnBehalf(agent, parties) => {
                std::iter::once(*agent).chain(parties.iter().copied()).collect()
            }
            PartyRef::Each(parties) | PartyRef::Joint(parties) => parties.clone(),
            PartyRef::Unspecified(_) => Vec::new(),
        }
    }
}

/// What a grant covers (7.2).
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Whose catalogues; exhaustive.
    pub of: Vec<PartyIx>,
    /// Whatever the grantor may pass on, instead of `of`.
    pub holdings: Option<Holdings>,
    /// Parties named as examples.
    pub named: Vec<PartyIx>,
    /// Parties left out.
    pub except: Vec<PartyIx>,
    /// Items left out, in words.
    pub except_words: Vec<String>,
    /// Part of it in percent.
    pub share: Option<Share>,
    /// How many.
    pub count: Option<Count>,
    /// The whole of each, or only a part.
    pub complete: Option<bool>,
    /// Artists that a source gives for it: parties where they are in the file.
    pub artists: Vec<String>,
}

/// Percent, exact or between bounds. An exact share fills both bounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// At least.
    pub minimum: Option<f64>,
    /// At most.
    pub maximum: Option<f64>,
    /// Exact.
    pub exact: Option<f64>,
    /// Of all catalogues together, not of each.
    pub of_pool: Option<bool>,
    /// Of what.
    pub unit: Option<Unit>,
}

/// A number of items. An exact number fills both bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Exact.
    pub exact: Option<u64>,
    /// At least.
    pub minimum: Option<u64>,
    /// At most.
    pub maximum: Option<u64>,
    /// Of what.
    pub unit: Unit,
    /// What the receiver had altogether afterwards; not the size of the grant.
    pub total_after: bool,
}

/// A territory expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerritoryExpr {
    /// Codes or group ids. Empty: said to be unknown.
    pub include: Vec<String>,
    /// Codes or group ids taken out.
    pub exclude: Vec<String>,
}

/// Length of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// At least.
    pub min: Option<Duration>,
    /// At most.
    pub max: Option<Duration>,
    /// As the source words it.
    pub text: Option<Text>,
}

/// Exclusivity of a grant, with a period of its own where it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Exclusivity {
    /// The level.
    pub level: Level,
    /// From; the grant's start if absent.
    pub start: Option<Bound>,
    /// Until; the grant's end if absent.
    pub end: Option<Bound>,
    /// Length.
    pub term: Option<Duration>,
    /// Parties whose rights are not touched.
    pub carve_outs: Vec<PartyIx>,
}

/// What a deal does to other grants (section 8).
#[derive(Clone, Debug)]
pub struct Effect {
    /// Which grants.
    pub target: EffectTarget,
    /// What.
    pub action: EffectAction,
    /// When; `None` is `@start`.
    pub date: Option<When>,
    /// Until.
    pub until: Option<Bound>,
    /// Exceptions of a ban.
    pub except: Vec<BanException>,
    /// Sources.
    pub evidence: Vec<Evidence>,
    /// A note.
    pub note: Option<Text>,
}

/// Which grants an effect is about.
#[derive(Clone, Debug)]
pub enum EffectTarget {
    /// Those named.
    On(GrantRef),
    /// Those that meet every condition given.
    Select {
        /// Licensors.
        from: Vec<PartyIx>,
        /// Licensees.
        to: Vec<PartyIx>,
        /// Levels.
        exclusivity: Vec<Level>,
        /// Territories.
        territory: Vec<String>,
        /// Layers.
        layer: Vec<Layer>,
    },
}

/// An exception of a ban on exclusivity.
#[derive(Clone, Debug)]
pub struct BanException {
    /// In words.
    pub text: Option<Text>,
    /// Longest exclusivity allowed.
    pub max_term: Option<Duration>,
    /// Kinds of licensor it is for.
    pub from_kind: Vec<PartyKind>,
}

/// A part of the price.
#[derive(Clone, Debug)]
pub struct Price {
    /// What it is.
    pub kind: PriceKind,
    /// Exact.
    pub amount: Option<f64>,
    /// At least.
    pub minimum: Option<f64>,
    /// At most.
    pub maximum: Option<f64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Percent, of royalties.
    pub percent: Option<f64>,
    /// Per what.
    pub per: Option<String>,
    /// A note.
    pub note: Option<Text>,
}

/// Somebody contests a record.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// Who.
    pub by: PartyIx,
    /// Which field (JSON Pointer).
    pub field: Option<String>,
    /// What they say.
    pub position: Option<Text>,
    /// Where.
    pub source: Option<SourceIx>,
    /// When.
    pub date: Option<When>,
    /// What the other side answered.
    pub response: Option<DisputeResponse>,
}

/// A record that is no longer held.
#[derive(Clone, Debug)]
pub struct Retraction {
    /// Since when.
    pub date: When,
    /// Why.
    pub reason: Text,
    /// Where it says so.
    pub source: Option<SourceIx>,
}

/// One source for a record (section 9).
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The source.
    pub source: SourceIx,
    /// Fields it supports (JSON Pointers); the whole record if empty.
    pub supports: Vec<String>,
    /// How it relates to the record.
    pub stance: Stance,
    /// Who says so.
    pub asserted_by: Option<PartyIx>,
    /// The source shows the grants in force when it was published.
    pub in_force: bool,
    /// Words of the source.
    pub quote: Option<String>,
    /// Language of the quote.
    pub lang: Option<Lang>,
    /// Page.
    pub page: Option<String>,
    /// A note.
    pub note: Option<Text>,
}

/// One value of a disputed field, with the editor's choice.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The field (JSON Pointer), where one holds the value.
    pub field: Option<String>,
    /// What it is about, where no field does.
    pub about: Option<Text>,
    /// The value: text, or JSON text of anything else.
    pub value: String,
    /// Where it is found.
    pub source: SourceIx,
    /// Who says so.
    pub asserted_by: Option<PartyIx>,
    /// True on.
    pub as_of: Option<When>,
    /// The editor's choice.
    pub choice: Choice,
    /// Why.
    pub reason: Option<Text>,
}

/// A source (section 9).
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Title, in its own language.
    pub title: String,
    /// What it is.
    pub kind: SourceKind,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// When.
    pub published: Option<When>,
    /// When it was read.
    pub retrieved: Option<Day>,
    /// Live address; as every address in the records one that [`super::SafeUrl`] accepts.
    pub url: Option<String>,
    /// Archived address.
    pub archive_url: Option<String>,
    /// Language.
    pub lang: Option<Lang>,
    /// A correction of it.
    pub corrected_by: Option<SourceIx>,
    /// What it repeats.
    pub copy_of: Option<SourceIx>,
    /// Who owns or funds the outlet.
    pub owned_by: Option<PartyIx>,
    /// The editor's scale.
    pub reliability: Option<Reliability>,
    /// A note.
    pub note: Option<Text>,
    /// JSON Pointer of the record.
    pub pointer: String,
}

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
