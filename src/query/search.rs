//! Finds parties, deals and stories by any of their names.

use super::concerned::concerned;
use super::fold::{Folded, fold};
use crate::data::{Catalog, DealIx, PartyIx, Text};
use crate::sort;
use std::cmp::Reverse;

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

impl Found {
    /// The number of its kind, and its place in the list.
    fn place(self) -> (usize, usize) {
        match self {
            Found::Party(ix) => (0, ix.at()),
            Found::Deal(ix) => (1, ix.at()),
            Found::Story(place) => (2, place),
        }
    }
}

/// Folded names of everything, built once for a dataset.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
    /// For each record of a kind: how many deals it is in, and its place in the order of ids.
    weights: [Vec<(usize, usize)>; 3],
}

#[derive(Clone, Debug)]
struct Entry {
    what: Found,
    written: String,
    folded: Folded,
}

/// How well a name fits; the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Prefix,
    WordPrefix,
    Inside,
    /// Every word of the search begins a word of the name, in any order.
    AllWords,
}

impl Index {
    /// Folds every name of a dataset.
    pub fn new(catalog: &Catalog) -> Index {
        let mut index = Index::default();
        let mut deals_of = vec![0; catalog.parties.len()];
        for (place, deal) in catalog.deals.iter().enumerate() {
            let what = Found::Deal(DealIx(place as u32));
            for party in concerned(catalog, deal).into_vec() {
                deals_of[party.at()] += 1;
            }
            index.add_text(what, deal.title.as_ref());
            for artist in deal.grants.iter().flat_map(|grant| &grant.catalogue.artists) {
                // An artist with a record of its own is found as a party.
                if catalog.party_ix(artist).is_none() {
                    index.add(what, artist);
                }
            }
            index.weights[1].push((0, place));
        }
        index.weights[0] = vec![(0, 0); catalog.parties.len()];
        let mut by_id: Vec<usize> = (0..catalog.parties.len()).collect();
        sort::by_key(&mut by_id, |&place| &catalog.parties[place].id);
        for (order, place) in by_id.into_iter().enumerate() {
            let what = Found::Party(PartyIx(place as u32));
            let party = &catalog.parties[place];
            index.add(what, &party.name);
            for name in &party.names {
                index.add(what, &name.text);
            }
            index.weights[0][place] = (deals_of[place], order);
        }
        for (place, story) in catalog.stories.iter().enumerate() {
            let what = Found::Story(place);
            index.add_text(what, Some(&story.title));
            index.weights[2].push((0, place));
        }
        index
    }

    /// The best hits first, at most `most`; one for each record.
    pub fn find(&self, text: &str, most: usize) -> Vec<Hit> {
        let wanted = fold(text);
        if wanted.text.is_empty() {
            return Vec::new();
        }
        let mut hits: Vec<(Fit, usize, &Entry)> = Vec::new();
        for entry in &self.entries {
            let Some(fit) = fit(&entry.folded, &wanted) else { continue };
            hits.push((fit, entry.folded.text.len(), entry));
        }
        // Of two names of one record the one with less besides the match is shown.
        sort::by_key(&mut hits, |(fit, length, entry)| (entry.what, *fit, *length));
        hits.dedup_by_key(|(_, _, entry)| entry.what);
        sort::by_key(&mut hits, |(fit, _, entry)| {
            let (kind, place) = entry.what.place();
            let (deals, order) = self.weights[kind].get(place).copied().unwrap_or_default();
            (*fit, kind, Reverse(deals), order)
        });
        hits.truncate(most);
        hits.into_iter()
            .map(|(_, _, entry)| Hit { what: entry.what, matched: entry.written.clone() })
            .collect()
    }

    fn add(&mut self, what: Found, written: &str) {
        let folded = fold(written);
        if !folded.text.is_empty() {
            self.entries.push(Entry { what, written: super::names::clean(written).into_owned(), folded });
        }
    }

    fn add_text(&mut self, what: Found, text: Option<&Text>) {
        for (_, written) in text.iter().flat_map(|text| &text.entries) {
            self.add(what, written);
        }
    }
}

fn fit(name: &Folded, wanted: &Folded) -> Option<Fit> {
    let at = name.text.find(&wanted.text);
    if at == Some(0) {
        return Some(if name.text.len() == wanted.text.len() { Fit::Exact } else { Fit::Prefix });
    }
    if at.is_some() {
        let begins = |&start: &u32| name.text[start as usize..].starts_with(&wanted.text);
        return Some(if name.starts.iter().any(begins) { Fit::WordPrefix } else { Fit::Inside });
    }
    let begins_a_word = |part: &str| name.words().any(|word| word.starts_with(part));
    (wanted.starts.len() > 1 && wanted.words().all(begins_a_word)).then_some(Fit::AllWords)
}
