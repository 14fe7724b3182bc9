//! What a question can be made of: services and companies, catalogues, territories.

use super::search::{Found, Index};
use crate::data::words::PartyKind;
use crate::data::{Catalog, PartyIx, codes};
use crate::sort;
use crate::state::State;

/// Most rows that a typed text finds.
const MOST: usize = 12;

/// Which choice of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Who would offer it.
    Party,
    /// Whose catalogue.
    Catalogue,
    /// Where.
    Territory,
}

impl Choice {
    /// In the order of the address.
    pub const ALL: [Choice; 3] = [Choice::Party, Choice::Catalogue, Choice::Territory];
}

/// The parties that a choice offers: those that the text finds by any name,
/// else the usual ones, services or licensors, the busiest first.
pub fn parties(catalog: &Catalog, index: &Index, choice: Choice, text: &str) -> Vec<PartyIx> {
    if !text.trim().is_empty() {
        let found = index.find(text, MOST * 4).into_iter().filter_map(|hit| match hit.what {
            Found::Party(party) => Some(party),
            Found::Deal(_) | Found::Story(_) => None,
        });
        return found.take(MOST).collect();
    }
    let mut deals = vec![0_u32; catalog.parties.len()];
    for grant in catalog.deals.iter().flat_map(|deal| &deal.grants) {
        let side = if choice == Choice::Party { &grant.to } else { &grant.from };
        side.parties().iter().for_each(|party| deals[party.at()] += 1);
        if choice == Choice::Party {
            continue;
        }
        grant.catalogue.of.iter().for_each(|party| deals[party.at()] += 1);
    }
    let mut all: Vec<PartyIx> = (0..catalog.parties.len() as u32).map(PartyIx).collect();
    all.retain(|&party| {
        let is_service = catalog.party(party).kind == PartyKind::Service;
        if choice == Choice::Party { is_service } else { !is_service && deals[party.at()] > 0 }
    });
    sort::by_key(&mut all, |&party| u32::MAX - deals[party.at()]);
    all
}

/// The codes that grants name, in the order of the alphabet: the usual territories.
pub fn territories(catalog: &Catalog) -> Vec<String> {
    let grants = catalog.deals.iter().flat_map(|deal| &deal.grants);
    let named = grants.filter_map(|grant| grant.territory.as_ref()).flat_map(|expr| &expr.include);
    let mut all: Vec<String> = named.filter(|code| codes::territory(code).is_some()).cloned().collect();
    sort::distinct(&mut all);
    all
}

/// Where views ask: as in the reader's question; else the one code that is
/// filtered by; else the code that most grants name.
pub fn territory(catalog: &Catalog, state: &State) -> String {
    let known = |code: &&String| codes::territory(code).is_some();
    let chosen = state.ask.as_ref().map(|ask| &ask[2]).filter(known);
    let chosen = chosen.or(state.filters.territory.iter().find(known)).cloned();
    chosen.or_else(|| usual_territory(catalog)).unwrap_or_default()
}

/// The territory that most grants name: a question starts with it.
pub fn usual_territory(catalog: &Catalog) -> Option<String> {
    let grants = catalog.deals.iter().flat_map(|deal| &deal.grants);
    let named: Vec<&String> = grants
        .filter_map(|grant| grant.territory.as_ref())
        .flat_map(|expr| &expr.include)
        .filter(|code| codes::territory(code).is_some())
        .collect();
    let count = |code: &String| named.iter().filter(|&&other| other == code).count();
    let mut best: Option<(&String, usize)> = None;
    for code in territories(catalog) {
        if let Some(code) = named.iter().find(|&&other| *other == code) {
            let n = count(code);
            if best.is_none_or(|(_, most)| n > most) {
                best = Some((code, n));
            }
        }
    }
    best.map(|(code, _)| code.clone())
}

/// A sentence with places for choices, in the order of the language: text, and
/// the name of the place that follows it (empty at the end).
pub fn parts(template: &'static str) -> Vec<(&'static str, &'static str)> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some((text, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        parts.push((text, name));
        rest = after;
    }
    parts.push((rest, ""));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn shipped() -> Catalog {
        Catalog::load(include_bytes!("../../static/data/china-music.json")).unwrap().catalog
    }

    #[test]
    fn services_are_offered_to_offer_and_licensors_to_be_offered() {
        let catalog = shipped();
        let index = Index::new(&catalog);
        let ids = |choice, text| -> Vec<String> {
            let found = parties(&catalog, &index, choice, text);
            found.into_iter().map(|party| catalog.party(party).id.to_string()).collect()
        };
        let services = ids(Choice::Party, "");
        assert!(services.contains(&"netease-cloud-music".to_owned()), "{services:?}");
        assert!(!services.contains(&"sony-music".to_owned()));
        let holders = ids(Choice::Catalogue, " ");
        assert!(holders.iter().any(|id| id.contains("him")), "{holders:?}");
        assert!(!holders.contains(&"netease-cloud-music".to_owned()));
        assert_eq!(ids(Choice::Party, "虾米").first().map(String::as_str), Some("xiami"));
    }

    #[test]
    fn a_question_starts_where_most_deals_are() {
        let catalog = shipped();
        assert_eq!(usual_territory(&catalog).as_deref(), Some("CN"));
        assert!(territories(&catalog).contains(&"CN".to_owned()));
    }

    #[test]
    fn every_language_has_a_place_for_every_choice() {
        for locale in Locale::ALL {
            let parts = parts(locale.words().ask_sentence);
            for name in ["party", "catalogue", "territory", "date", ""] {
                assert_eq!(parts.iter().filter(|part| part.1 == name).count(), 1, "{name} {parts:?}");
            }
        }
    }
}
