//! From whom a grant derives: its grantor and the grantors up its upstreams
//! (rights.md 9, the last excuse).
//!
//! A grant without listed upstreams rests on whatever its grantor may pass on,
//! so the walk goes from party to party; only listed upstreams are walked grant
//! by grant. Where grants of any catalogue lead is the same for every grant: it
//! is gathered once for each party, as sets of bits. What is left for a grant are
//! those that list its own catalogues.

use super::prepared::{Prepared, Step};
use crate::data::PartyIx;
use std::rc::Rc;

/// Whom a walk came to.
#[derive(Clone)]
struct Reach {
    /// Grantors, and whoever they act for: operators of a service, parties merged into one.
    grantors: Vec<u64>,
    /// Whose grants they may pass on.
    sources: Vec<u64>,
    /// From whom the walk went on over grants of any catalogue: all that follows is here.
    walked: Vec<u64>,
}

/// Who holds a grant that lists a catalogue, and where the walk goes on; each once.
type Listing = Rc<Vec<(PartyIx, Step)>>;

/// What is known of derivations so far.
pub struct Derive {
    /// By party: whom grants of any catalogue lead to from it.
    of_party: Vec<Option<Rc<Reach>>>,
    /// The catalogue that was asked about last.
    catalogue: PartyIx,
    /// By catalogue: the grants that list it.
    lists: Vec<Option<Listing>>,
    /// Whom grants of that one catalogue derive from, by their step.
    of_step: Vec<(Step, Rc<Reach>)>,
    /// The same for grants of several catalogues, by grant.
    of_grant: Vec<Option<Rc<Reach>>>,
}

fn has(bits: &[u64], party: PartyIx) -> bool {
    bits[party.at() / 64] & 1 << (party.at() % 64) != 0
}

fn set(bits: &mut [u64], party: PartyIx) {
    bits[party.at() / 64] |= 1 << (party.at() % 64);
}

fn unite(bits: &mut [u64], more: &[u64]) {
    bits.iter_mut().zip(more).for_each(|(bits, more)| *bits |= more);
}

impl Reach {
    fn nobody(prepared: &Prepared) -> Reach {
        let words = prepared.catalog.parties.len().div_ceil(64);
        Reach { grantors: vec![0; words], sources: vec![0; words], walked: vec![0; words] }
    }

    /// A grantor, and whoever it acts for.
    fn add(&mut self, prepared: &Prepared, grantor: PartyIx) {
        prepared.acts_for(grantor).for_each(|party| set(&mut self.grantors, party));
    }

    fn unite(&mut self, more: &Reach) {
        unite(&mut self.grantors, &more.grantors);
        unite(&mut self.sources, &more.sources);
        unite(&mut self.walked, &more.walked);
    }
}

impl Derive {
    pub fn new(prepared: &Prepared) -> Derive {
        Derive {
            of_party: vec![None; prepared.catalog.parties.len()],
            catalogue: PartyIx(u32::MAX),
            lists: vec![None; prepared.catalog.parties.len()],
            of_step: Vec::new(),
            of_grant: vec![None; prepared.compiled.grants.len()],
        }
    }

    /// Whether a grant derives from a licensee: its grantor, or one up its
    /// upstreams, is the licensee or acts for it.
    pub fn derives(&mut self, prepared: &Prepared, link: u32, licensee: PartyIx) -> bool {
        has(&self.grantors(prepared, link).grantors, licensee)
    }

    fn grantors(&mut self, prepared: &Prepared, link: u32) -> Rc<Reach> {
        let (cats, step) = (prepared.cats(link), prepared.step(link));
        let [catalogue] = *cats else {
            if let Some(known) = &self.of_grant[link as usize] {
                return known.clone();
            }
            let reach = Rc::new(self.walk(prepared, step, cats));
            self.of_grant[link as usize] = Some(reach.clone());
            return reach;
        };
        if self.catalogue != catalogue {
            self.catalogue = catalogue;
            self.of_step.clear();
        }
        match self.of_step.binary_search_by_key(&step, |known| known.0) {
            Ok(at) => self.of_step[at].1.clone(),
            Err(at) => {
                let reach = Rc::new(self.walk(prepared, step, cats));
                self.of_step.insert(at, (step, reach.clone()));
                reach
            }
        }
    }

    /// Whom a walk comes to, over grants of any catalogue and over those that list these.
    fn walk(&mut self, prepared: &Prepared, step: Step, cats: &[PartyIx]) -> Reach {
        let mut reach = Reach::nobody(prepared);
        self.go(prepared, step, &mut reach);
        // What is not held yet may be once the walk has come further.
        let mut open = Vec::new();
        let mut goes = |derive: &mut Derive, (to, step): (PartyIx, Step)| {
            let held = has(&reach.sources, to);
            if held {
                derive.go(prepared, step, &mut reach);
            }
            held
        };
        for &of in cats {
            for &row in self.listing(prepared, of).iter() {
                if !goes(self, row) {
                    open.push(row);
                }
            }
        }
        let mut left = usize::MAX;
        while open.len() < left {
            left = open.len();
            open.retain(|&row| !goes(self, row));
        }
        reach
    }

    fn listing(&mut self, prepared: &Prepared, of: PartyIx) -> Listing {
        self.lists[of.at()].get_or_insert_with(|| Rc::new(prepared.lists_of(of))).clone()
    }

    /// Takes one step, and all that follow it over grants of any catalogue.
    fn go(&mut self, prepared: &Prepared, step: Step, reach: &mut Reach) {
        let (mut listed, mut open) = (Vec::new(), vec![step]);
        while let Some(step) = open.pop() {
            match step {
                Step::Nowhere => {}
                Step::Listed(link) => up(prepared, link, &mut listed, reach, &mut open),
                Step::Party(party) if has(&reach.walked, party) => {}
                Step::Party(party) => reach.unite(&self.of_party(prepared, party)),
            }
        }
    }

    /// Whom grants of any catalogue lead to from a party, itself among them.
    fn of_party(&mut self, prepared: &Prepared, party: PartyIx) -> Rc<Reach> {
        if let Some(known) = &self.of_party[party.at()] {
            return known.clone();
        }
        let mut reach = Reach::nobody(prepared);
        let (mut listed, mut open) = (Vec::new(), vec![Step::Party(party)]);
        while let Some(step) = open.pop() {
            match step {
                Step::Nowhere => {}
                Step::Listed(link) => up(prepared, link, &mut listed, &mut reach, &mut open),
                Step::Party(party) if has(&reach.walked, party) => {}
                Step::Party(party) => {
                    set(&mut reach.walked, party);
                    // Whoever was asked about before has all that follows with it.
                    if let Some(known) = &self.of_party[party.at()] {
                        reach.unite(known);
                        continue;
                    }
                    reach.add(prepared, party);
                    for source in prepared.sources(party) {
                        if !has(&reach.sources, source) {
                            set(&mut reach.sources, source);
                            open.extend(prepared.held_of_any(source).map(|link| prepared.step(link)));
                        }
                    }
                }
            }
        }
        let reach = Rc::new(reach);
        self.of_party[party.at()] = Some(reach.clone());
        reach
    }
}

/// From a grant to those that it lists.
fn up(prepared: &Prepared, link: u32, listed: &mut Vec<u32>, reach: &mut Reach, open: &mut Vec<Step>) {
    if !listed.contains(&link) {
        listed.push(link);
        prepared.link(link).from.into_iter().for_each(|from| reach.add(prepared, from));
        open.extend(prepared.upstreams(link, &[]).iter().map(|link| prepared.step(link)));
    }
}
