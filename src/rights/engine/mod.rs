//! Answers along chains of deals: who could offer whose catalogue, and how
//! surely (rights.md, sections 3.4 to 8 and 11).
//!
//! ```text
//! Compiled ─ Engine ─ owner ─► tenures of a point        (3.4)
//!                   ─ point ─► what a grant is there     (3.5)
//!                   ─ search ─► the four words           (4, 6); flood: of many catalogues or days at once
//!                   ─ chains, steps, why ─► explanation  (5, 7)
//! ```
//!
//! Absent here: contradictions (section 9), and any word of a language.

mod answer;
mod bits;
mod bulk;
mod chains;
mod days;
mod flood;
mod holding;
mod index;
mod lanes;
mod links;
mod listed;
mod listing;
mod many;
mod owner;
mod point;
mod reached;
mod search;
mod spread;
mod steps;
mod why;
mod wild;

pub use answer::{Answer, Chain, ChainWord, Coverage, Others, Presumption, Reason, Step, StepLink};
pub use point::{Point, TerritoryIx, Use};
pub use why::{Condition, Lack, WhyNot};

use super::{Compiled, LinkIx, Status};
use crate::data::words::Layer;
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use index::Index;
use reached::Reached;
use std::cell::RefCell;

/// A question (rights.md 1.2). What was known and whether presumptions are used
/// was settled when the records were compiled ([`super::Options`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Who would offer it.
    pub party: PartyIx,
    /// Whose catalogue.
    pub catalogue: PartyIx,
    /// Where.
    pub territory: TerritoryIx,
    /// When.
    pub date: Day,
    /// How.
    pub usage: Use,
    /// Which right.
    pub layer: Layer,
}

impl Question {
    /// Where the question is asked, without who asks.
    pub fn point(&self) -> Point {
        Point {
            catalogue: self.catalogue,
            territory: self.territory,
            date: self.date,
            usage: self.usage,
            layer: self.layer,
        }
    }
}

/// The indexes over one compiled dataset (rights.md 11). Making one costs one
/// pass over the grants; a question then looks only at links that it reaches.
pub struct Engine<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) compiled: &'a Compiled,
    index: Index,
    /// Links with a finding `wider-than-upstream` or `outside-upstream-time`, in order.
    widened: Vec<LinkIx>,
    /// What earlier questions needed, for the next ones: their memory is not asked for anew.
    spare: RefCell<Vec<Reached>>,
    spare_steps: RefCell<Vec<chains::Taken>>,
}

impl<'a> Engine<'a> {
    /// Indexes a compiled dataset. `compiled` must have been made from `catalog`.
    pub fn new(catalog: &'a Catalog, compiled: &'a Compiled) -> Engine<'a> {
        let (spare, spare_steps) = (RefCell::default(), RefCell::default());
        Engine {
            catalog,
            compiled,
            index: Index::new(catalog, compiled),
            widened: Vec::new(),
            spare,
            spare_steps,
        }
    }

    /// Names the links that findings call wider or longer than their upstreams
    /// (`C6`, `C7`); chains over them get the word [`ChainWord::Widened`].
    pub fn set_widened(&mut self, mut links: Vec<LinkIx>) {
        crate::sort::distinct(&mut links);
        self.widened = links;
    }

    /// A use by its DDEX name. One that no record names is covered only where
    /// every use is.
    pub fn usage(&self, name: &str) -> Use {
        self.index.uses.find(name)
    }

    /// Bytes of the compiled links and of the indexes (section 11), without the records.
    pub fn bytes(&self) -> usize {
        self.compiled.bytes() + self.index.bytes()
    }

    /// The names of all uses that a record names, and of those that these contain.
    pub fn uses(&self) -> impl Iterator<Item = &str> {
        self.index.uses.names()
    }

    /// The links by whom they give to: grants to a party as it is written, without joined renewals.
    pub fn grants_to(&self, party: PartyIx) -> &[LinkIx] {
        self.index.by_licensee.of(party.at())
    }

    /// The links by who gives: grants from a party as it is written, without joined renewals.
    pub fn grants_from(&self, party: PartyIx) -> &[LinkIx] {
        self.index.by_licensor.of(party.at())
    }

    /// The services that a party runs, ran or will run, by any entry, as written.
    pub fn operated(&self, operator: PartyIx) -> impl Iterator<Item = PartyIx> {
        self.index.operates.of(operator.at()).iter().copied().map(PartyIx)
    }

    /// The answer word and the word for exclusivity by contract (1.1, 4.2, 6).
    pub fn word(&self, question: &Question) -> (Status, Status) {
        self.words_of(question.point(), question.party)
    }

    /// Everything about a question (1.2).
    pub fn ask(&self, question: &Question) -> Answer {
        let mut words = self.words(question.point(), Some(question.party));
        let (answer, exclusive) = words.of(question.party);
        let services = self.other_services(question, &words);
        let gatekeeper = self.is_gatekeeper(question, &words, &services);
        let others = Engine::others(&services);
        let chains = if answer > Status::No { self.chains(question, &mut words) } else { Vec::new() };
        let missing = if answer == Status::No { self.why_not(question, &mut words) } else { Vec::new() };
        words.done();
        let coverage = answer::covered(&chains, answer);
        Answer { answer, exclusive, coverage, chains, others, gatekeeper, missing }
    }
}
