//! Finds parties, deals and stories by any of their names.

use crate::data::{Catalog, DealIx, PartyIx};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub what: Found,
    /// The name or words that matched, as written.
    pub matched: String,
}

/// A record that a search can find.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// A party, by a name, alias, former name or mistranslation.
    Party(PartyIx),
    /// A deal, by title or an artist named with it.
    Deal(DealIx),
    /// A story, by title: its place in the list.
    Story(usize),
}

/// Folded names of everything, built once for a dataset.
#[derive(Clone, Debug, Default)]
pub struct Index {}

impl Index {
    /// Folds every name of a dataset.
    pub fn new(_catalog: &Catalog) -> Index {
        Index {}
    }

    /// The best hits first, at most `most`.
    pub fn find(&self, _text: &str, _most: usize) -> Vec<Hit> {
        Vec::new()
    }
}
