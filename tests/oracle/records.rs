//! The document read as plain records, straight from its JSON (data-model.md).
//!
//! Nothing here goes through the loader or the library's rights, so that a mistake in
//! inheritance, defaults, open claims or pairs cannot hide behind the same mistake here.
//! Only the reading of single dates and durations is shared.

use super::read::Reader;
use catalog_atlas::dates::{Bound, Duration, When};
use serde_json::Value;

/// The four words as numbers.
pub type Word = u8;
pub const NO: Word = 0;
pub const POSSIBLE: Word = 1;
pub const PRESUMED: Word = 2;
pub const YES: Word = 3;

/// A set of territories, uses or layers: a bit for each name met.
pub type Bits = u128;

/// A document.
pub struct File {
    pub parties: Vec<PartyRec>,
    pub deals: Vec<DealRec>,
    pub policy: PolicyRec,
    pub places: Names,
    pub uses: Names,
    pub layers: Names,
}

/// Names with a bit each.
#[derive(Default)]
pub struct Names(pub Vec<String>);

impl Names {
    pub fn bit(&mut self, name: &str) -> Bits {
        let at = self.0.iter().position(|known| known == name).unwrap_or_else(|| {
            self.0.push(name.to_owned());
            self.0.len() - 1
        });
        assert!(at < 128, "more names than bits");
        1 << at
    }
}

pub struct PartyRec {
    pub id: String,
    pub former: Vec<String>,
    pub service: bool,
    pub founded: Option<Bound>,
    pub dissolved: Option<Bound>,
    pub operators: Vec<OperatorRec>,
}

pub struct OperatorRec {
    pub party: usize,
    pub start: Option<Bound>,
    pub end: Option<Bound>,
}

pub struct PolicyRec {
    pub certain: Vec<String>,
    pub possible: Vec<String>,
    pub window: Duration,
    pub continuance: Option<Duration>,
    pub commencement: bool,
    pub sublicensing: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Licence,
    Sublicence,
    Swap,
    Assignment,
    Merger,
    Other,
}

pub struct DealRec {
    pub id: String,
    pub kind: Kind,
    pub confidence: String,
    pub stage: Option<String>,
    pub announced: Option<When>,
    pub signed: Option<When>,
    pub date: Option<When>,
    /// From and to of a merger.
    pub ends: Option<(usize, usize)>,
    pub grants: Vec<GrantRec>,
    pub effects: Vec<EffectRec>,
    pub disputed: bool,
    pub retracted: Option<When>,
    /// Supporting sources: when published, and whether they show it in force.
    pub sources: Vec<(Option<When>, bool)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sub {
    Allowed,
    Forbidden,
    WithConsent,
    Unknown,
}

/// Terms of a grant; each of its yes-or-no fields is one of the data model's own.
#[expect(clippy::struct_excessive_bools)]
pub struct GrantRec {
    pub id: String,
    /// Least and greatest part of each catalogue, in hundredths of a percent (section 5).
    pub coverage: (u16, u16),
    /// Licensor (absent: unspecified) and licensee of each pair.
    pub pairs: Vec<(Option<usize>, usize)>,
    pub joint: bool,
    pub of: Vec<usize>,
    pub named: Vec<usize>,
    pub except: Vec<usize>,
    pub holdings: Option<Holding>,
    /// A share of all catalogues together.
    pub pool: bool,
    /// A share, a count or an exception in words: not the whole.
    pub partial: bool,
    pub layers: Bits,
    /// Absent: every use.
    pub uses: Option<Bits>,
    /// Absent: not known.
    pub places: Option<Bits>,
    pub start: Option<Bound>,
    pub end: Option<Bound>,
    /// Open claims hide when it was announced.
    pub unannounced: bool,
    pub term: (Option<Duration>, Option<Duration>),
    pub level: Level,
    pub exclusive_start: Option<Bound>,
    pub exclusive_end: Option<Bound>,
    pub exclusive_term: Option<Duration>,
    pub sub: Sub,
    /// Deal, and grant in it (absent: all).
    pub upstream: Vec<(usize, Option<usize>)>,
    pub continues: Option<(usize, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Holding {
    Exclusive,
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Level {
    Exclusive,
    Sole,
    NonExclusive,
    Unknown,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    EndGrant,
    EndExclusivity,
    Suspend,
    Resume,
    Affects,
    Nothing,
}

pub struct EffectRec {
    pub target: Target,
    pub action: Action,
    /// Absent: `@start`.
    pub date: Option<When>,
    pub until: Option<Bound>,
}

pub enum Target {
    On(usize, Option<usize>),
    Select {
        from: Vec<usize>,
        to: Vec<usize>,
        levels: Vec<Level>,
        places: Option<Bits>,
        layers: Option<Bits>,
    },
}

impl File {
    /// Reads a document that the loader accepts; anything else is a mistake of the test.
    pub fn read(document: &Value) -> File {
        Reader::new(document).file()
    }

    pub fn party(&self, id: &str) -> usize {
        self.parties
            .iter()
            .position(|party| party.id == id || party.former.iter().any(|former| former == id))
            .unwrap_or_else(|| panic!("no party {id}"))
    }

    /// Every grant as (deal, grant).
    pub fn grants(&self) -> impl Iterator<Item = (usize, usize)> {
        self.deals
            .iter()
            .enumerate()
            .flat_map(|(deal, rec)| (0..rec.grants.len()).map(move |grant| (deal, grant)))
    }

    pub fn grant(&self, (deal, grant): (usize, usize)) -> &GrantRec {
        &self.deals[deal].grants[grant]
    }

    /// Whether `later` is `earlier` or continues it, directly or through others.
    pub fn renews(&self, later: (usize, usize), earlier: (usize, usize)) -> bool {
        let mut at = Some(later);
        for _ in 0..=self.deals.len() * 4 {
            match at {
                Some(here) if here == earlier => return true,
                Some(here) => at = self.grant(here).continues,
                None => return false,
            }
        }
        false
    }

    /// Whether `upstream` is listed by `grant`, or renews one that is.
    pub fn lists(&self, grant: &GrantRec, upstream: (usize, usize)) -> bool {
        grant.upstream.iter().any(|&(deal, place)| {
            (0..self.deals[deal].grants.len())
                .filter(|at| place.is_none_or(|place| place == *at))
                .any(|at| self.renews(upstream, (deal, at)))
        })
    }
}

impl DealRec {
    /// When a grant was announced, else signed.
    pub fn announcement(&self, grant: &GrantRec) -> Option<&When> {
        self.announced.as_ref().filter(|_| !grant.unannounced).or(self.signed.as_ref())
    }
}

impl GrantRec {
    /// Nothing is said about whose recordings.
    pub fn nothing_listed(&self) -> bool {
        self.of.is_empty() && self.named.is_empty() && self.holdings.is_none()
    }
}
