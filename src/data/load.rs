//! From bytes to a catalogue and its findings.

use super::document::Document;
use super::finding::Finding;
use super::ids::{DealIx, PartyIx, SourceIx};
use super::model::{Deal, Meta, Party, Source, Story, Territory};
use super::places::Places;
use std::fmt;

/// A loaded dataset: records in the order of the file, references resolved.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// About the dataset.
    pub meta: Meta,
    /// Named groups of territories.
    pub territories: Vec<Territory>,
    /// Parties; [`PartyIx`] is a place in this list.
    pub parties: Vec<Party>,
    /// Deals; [`DealIx`] is a place in this list.
    pub deals: Vec<Deal>,
    /// Sources; [`SourceIx`] is a place in this list.
    pub sources: Vec<Source>,
    /// Stories.
    pub stories: Vec<Story>,
    /// Ids and former ids of parties.
    pub(super) party_by_id: Places,
    pub(super) deal_by_id: Places,
    pub(super) source_by_id: Places,
    /// The document as it was read, with everything that the records leave out.
    pub document: Document,
}

/// What loading gives.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The catalogue, of all records that could be read.
    pub catalog: Catalog,
    /// What a person should look at: by list as the data model names them, then by record.
    pub findings: Vec<Finding>,
}

/// Why a text is no dataset at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// Above the limit of 256 MB.
    TooLarge {
        /// Bytes found.
        bytes: usize,
    },
    /// Not UTF-8.
    NotUtf8 {
        /// Offset of the first wrong byte.
        offset: usize,
    },
    /// Not JSON, or nested too deeply.
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// The parser's words.
        reason: String,
    },
    /// JSON, but not an object.
    NotAnObject,
    /// `format` is missing or another one.
    WrongFormat {
        /// What stands there.
        found: Option<String>,
    },
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LoadError::TooLarge { bytes } => write!(f, "the file has {bytes} bytes; at most 256 MB are read"),
            LoadError::NotUtf8 { offset } => write!(f, "the file is not UTF-8 (byte {offset})"),
            LoadError::NotJson { line, column, reason } => {
                write!(f, "the file is not JSON: {reason} (line {line}, column {column})")
            }
            LoadError::NotAnObject => f.write_str("the file holds JSON, but not an object"),
            LoadError::WrongFormat { found: None } => {
                f.write_str("“format” is missing; it must be “catalog-atlas/1”")
            }
            LoadError::WrongFormat { found: Some(found) } => {
                write!(f, "“format” is “{found}”; it must be “catalog-atlas/1”")
            }
        }
    }
}

impl Catalog {
    /// Reads a dataset (data-model.md, section 2, "Loading").
    pub fn load(bytes: &[u8]) -> Result<Loaded, LoadError> {
        Catalog::take(bytes.to_vec())
    }

    /// As [`Catalog::load`], without a copy of a large text.
    pub fn take(bytes: Vec<u8>) -> Result<Loaded, LoadError> {
        super::read::document(bytes)
    }

    /// The party of an id or former id.
    pub fn party_ix(&self, id: &str) -> Option<PartyIx> {
        self.party_by_id.find(&self.document, id).map(PartyIx)
    }

    /// The deal of an id.
    pub fn deal_ix(&self, id: &str) -> Option<DealIx> {
        self.deal_by_id.find(&self.document, id).map(DealIx)
    }

    /// All deals in the order of their ids.
    pub fn deals_by_id(&self) -> impl Iterator<Item = DealIx> {
        self.deal_by_id.records().map(DealIx)
    }

    /// The source of an id.
    pub fn source_ix(&self, id: &str) -> Option<SourceIx> {
        self.source_by_id.find(&self.document, id).map(SourceIx)
    }

    /// The party at a place.
    pub fn party(&self, ix: PartyIx) -> &Party {
        &self.parties[ix.at()]
    }

    /// The deal at a place.
    pub fn deal(&self, ix: DealIx) -> &Deal {
        &self.deals[ix.at()]
    }

    /// The source at a place.
    pub fn source(&self, ix: SourceIx) -> &Source {
        &self.sources[ix.at()]
    }
}
