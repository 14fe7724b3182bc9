//! Evidence, claims and sources (section 9).

use crate::data::ids::{PartyIx, SourceId, SourceIx};
use crate::data::text::{Lang, Text};
use crate::data::words::{Choice, Reliability, SourceKind, Stance};
use crate::dates::{Day, When};

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
