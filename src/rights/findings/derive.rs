//! From whom a grant derives: its grantor and the grantors up its upstreams
//! (rights.md 9, the last excuse).
//!
//! A grant without listed upstreams rests on whatever its grantor may pass on,
//! so the walk goes from party to party; only listed upstreams are walked grant
//! by grant. What a party has of "any catalogue" is gathered once.

use super::prepared::{Prepared, Step};
use crate::data::PartyIx;
use crate::sort;

/// What is known of derivations so far.
pub struct Derive {
    /// By grant: whose rights it may rest on, in order.
    of_grant: Vec<Option<Vec<PartyIx>>>,
    /// By party: what it has of any catalogue, each step once.
    any: Vec<Option<Vec<Step>>>,
    /// By party: the walk that came to it last.
    seen: Vec<u32>,
    walk: u32,
}

impl Derive {
    pub fn new(prepared: &Prepared) -> Derive {
        let parties = prepared.catalog.parties.len();
        Derive {
            of_grant: vec![None; prepared.compiled.grants.len()],
            any: vec![None; parties],
            seen: vec![0; parties],
            walk: 0,
        }
    }

    /// Whether a grant derives from a licensee: its grantor, or one up its
    /// upstreams, is the licensee or acts for it.
    pub fn derives(&mut self, prepared: &Prepared, link: u32, licensee: PartyIx) -> bool {
        if self.of_grant[link as usize].is_none() {
            let found = self.grantors(prepared, link);
            self.of_grant[link as usize] = Some(found);
        }
        let found = self.of_grant[link as usize].as_deref().unwrap_or_default();
        found.binary_search(&licensee).is_ok()
    }

    fn grantors(&mut self, prepared: &Prepared, link: u32) -> Vec<PartyIx> {
        self.walk += 1;
        let cats = prepared.cats(link);
        let mut found: Vec<PartyIx> = prepared.link(link).from.into_iter().collect();
        let mut listed = Vec::new();
        let mut open = vec![prepared.step(link)];
        while let Some(step) = open.pop() {
            match step {
                Step::Nowhere => {}
                Step::Listed(link) => {
                    if listed.contains(&link) {
                        continue;
                    }
                    listed.push(link);
                    for upstream in prepared.upstreams(link, cats) {
                        found.extend(prepared.link(upstream).from);
                        open.push(prepared.step(upstream));
                    }
                }
                Step::Party(party) => {
                    if self.seen[party.at()] == self.walk {
                        continue;
                    }
                    self.seen[party.at()] = self.walk;
                    found.push(party);
                    for source in prepared.sources(party) {
                        for upstream in cats.iter().flat_map(|of| prepared.held_of(source, *of)) {
                            found.extend(prepared.link(upstream).from);
                            open.push(prepared.step(upstream));
                        }
                        open.extend_from_slice(self.any_of(prepared, source));
                    }
                }
            }
        }
        sort::distinct(&mut found);
        for grantor in found.clone() {
            // A service acts for its operators, a party for those that merged into it.
            let operators = prepared.compiled.operators.get(grantor).into_iter().flatten();
            for party in operators.map(|run| run.party).chain([grantor]) {
                found.extend(prepared.merged_into(party));
            }
        }
        sort::distinct(&mut found);
        found
    }

    fn any_of(&mut self, prepared: &Prepared, party: PartyIx) -> &[Step] {
        self.any[party.at()].get_or_insert_with(|| {
            let mut steps: Vec<Step> = prepared.held_of_any(party).map(|link| prepared.step(link)).collect();
            sort::distinct(&mut steps);
            steps
        })
    }
}
