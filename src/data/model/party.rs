//! Parties, their names and who runs a service (section 5).

use super::source::{Claim, Evidence};
use crate::data::ids::{PartyId, PartyIx, SourceIx};
use crate::data::text::{Lang, Text};
use crate::data::words::{NameType, PartyKind};
use crate::dates::Bound;

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
