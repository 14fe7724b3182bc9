//! A deal: an event that sources report (section 6).

use super::effect::Effect;
use super::grant::{Grant, PartyRef, Share};
use super::source::{Claim, Evidence};
use crate::data::ids::{DealId, PartyIx, SourceIx};
use crate::data::text::Text;
use crate::data::words::{
    Basis, Confidence, Control, DealType, DisputeResponse, EventKind, PriceKind, Stage,
};
use crate::dates::{Bound, When};

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
