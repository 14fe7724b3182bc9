//! The dataset: its records, its loader and the findings about it.
//!
//! [`Catalog::load`] takes bytes and gives a catalogue and a list of
//! [`Finding`]s, or one [`LoadError`]. It never panics: a record that cannot be
//! read is left out of the lists, named in a finding, and kept in the document.

pub mod codes;
pub mod document;
pub mod finding;
pub mod ids;
pub mod json;
pub mod load;
pub mod locate;
pub mod markdown;
pub mod model;
pub mod packed;
pub mod places;
pub mod read;
mod read_json;
pub mod repeated;
pub mod suggest;
pub mod text;
pub mod url;
pub mod words;

pub use finding::{Finding, Severity};
pub use ids::{DealId, DealIx, GrantId, GrantRef, PartyId, PartyIx, SourceId, SourceIx, StoryId};
pub use load::{Catalog, LoadError, Loaded};
pub use model::{Deal, Grant, Meta, Party, PartyRef, Source, Story};
pub use text::{Lang, Text};
pub use url::SafeUrl;
