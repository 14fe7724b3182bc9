//! Sentences that are made from the data: the summary of a view, the label of
//! a link, the title of a deal.

use super::picture::{Picture, PictureLink};
use crate::data::{Catalog, DealIx};
use crate::i18n::Locale;
use crate::state::State;

/// The sentence about the current view; right for every state.
pub fn summary(_catalog: &Catalog, _picture: &Picture, _state: &State, _locale: Locale) -> String {
    String::new()
}

/// "SM Entertainment licenses to Ali Music, exclusivity unknown, announced February 2016".
pub fn link(_catalog: &Catalog, _link: &PictureLink, _locale: Locale) -> String {
    String::new()
}

/// The title of a deal, its own or one made from its type and parties.
pub fn deal_title(_catalog: &Catalog, _deal: DealIx, _locale: Locale) -> String {
    String::new()
}
