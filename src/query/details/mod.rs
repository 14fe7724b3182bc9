//! What the panel about a party or a deal says, as plain data in the reader's
//! language. No markup: the page decides how a line looks.

mod deal;
mod party;
mod sources;
mod values;

pub use deal::{DealDetails, DisputeLine, GrantDetails, deal, disputes};
pub use party::{DealLine, LinkLine, NameLine, PartyDetails, party};
pub use sources::{ClaimGroup, ClaimLine, EvidenceLine, claims, evidence};
pub(super) use values::{price, territory, use_word};

use super::story;
use crate::data::words::Basis;
use crate::data::{Catalog, DealIx, PartyIx};
use crate::i18n::Locale;
use crate::state::State;

/// What the panel is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// A deal.
    Deal(DealIx),
    /// A party.
    Party(PartyIx),
}

/// The open deal, else the party in focus; nothing if neither is there. A step of
/// a story names its parties only to say where to look.
pub fn opened(catalog: &Catalog, state: &State) -> Option<Open> {
    let deal = state.deal.as_deref().and_then(|id| catalog.deal_ix(id.split('#').next().unwrap_or(id)));
    if let Some(deal) = deal {
        return Some(Open::Deal(deal));
    }
    if story::is_as_told(catalog, state) {
        return None;
    }
    // The last party named is the one that was chosen last.
    state.focus.iter().rev().find_map(|id| catalog.party_ix(id)).map(Open::Party)
}

/// A part of a value, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A party, to be shown by its name, as a way to it.
    Party(PartyIx),
    /// A deal, to be shown by its title, as a way to it.
    Deal(DealIx),
    /// A territory: an ISO 3166-1 code, `Worldwide` or the id of a group.
    Place(String),
}

/// A named line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub label: &'static str,
    /// What it says.
    pub value: Vec<Piece>,
    /// How it was arrived at, where that is not simply stated.
    pub basis: Option<&'static str>,
}

/// Lines of one panel, in order; empty ones are left out.
struct Fields<'a> {
    locale: Locale,
    bases: &'a [(String, Basis)],
    list: Vec<Field>,
}

impl Fields<'_> {
    fn new(locale: Locale, bases: &[(String, Basis)]) -> Fields<'_> {
        Fields { locale, bases, list: Vec::new() }
    }

    /// A line of words; `key`: the field of the record, for its basis.
    fn text(&mut self, label: &'static str, key: &str, text: Option<String>) {
        self.pieces(label, key, text.filter(|text| !text.is_empty()).map(Piece::Text).into_iter().collect());
    }

    /// A line of parties, deals or places with commas between them.
    fn list(&mut self, label: &'static str, key: &str, items: impl IntoIterator<Item = Piece>) {
        let comma = self.locale.words().list_comma;
        self.pieces(label, key, joined(items, comma));
    }

    fn pieces(&mut self, label: &'static str, key: &str, value: Vec<Piece>) {
        if value.is_empty() {
            return;
        }
        let basis = self.bases.iter().find(|(field, basis)| field == key && *basis != Basis::Stated);
        let basis = basis.map(|(_, basis)| self.locale.words().basis(*basis));
        self.list.push(Field { label, value, basis });
    }
}

/// Items with a text between each two.
fn joined(items: impl IntoIterator<Item = Piece>, between: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    for item in items {
        if !out.is_empty() {
            out.push(Piece::Text(between.to_string()));
        }
        out.push(item);
    }
    out
}
