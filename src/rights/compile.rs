//! From records to links: value, expansion, renewals, effects (rights.md, section 3).

use super::period::Period;
use super::status::{LinkStatus, Status};
use crate::data::words::Level;
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::Day;

/// Place of a compiled grant in [`Compiled::grants`].
pub type LinkIx = u32;

/// How to read the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether the dataset's presumptions are used.
    pub presume: bool,
    /// The dataset as it was known on this day; all of it if absent.
    pub known: Option<Day>,
}

/// One directed pair of one grant.
#[derive(Clone, Debug)]
pub struct CompiledGrant {
    /// Its deal.
    pub deal: DealIx,
    /// Place in the deal's list of grants.
    pub grant: usize,
    /// Number of the pair from 1 if one grant stands for several, else 0.
    pub pair: u32,
    /// `deal#g1`: the hook of its mark (the same for all pairs).
    pub hook: String,
    /// Licensor in law; `None` if unspecified.
    pub from: Option<PartyIx>,
    /// Licensee; `None` if unspecified.
    pub to: Option<PartyIx>,
    /// Named together with others: at most possible.
    pub joint: bool,
    /// Value of the deal and pair: the most that it can be.
    pub value: Status,
    /// When the grant is in force.
    pub period: Period,
    /// When its exclusivity is.
    pub exclusivity: Period,
    /// Its level as written.
    pub level: Level,
}

/// All links of a dataset.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// In the order of the file; pairs in the order of expansion.
    pub grants: Vec<CompiledGrant>,
}

impl Compiled {
    /// Compiles a catalogue.
    pub fn new(_catalog: &Catalog, _options: Options) -> Compiled {
        Compiled::default()
    }

    /// What a grant is on a day.
    pub fn status(&self, ix: LinkIx, day: Day) -> LinkStatus {
        let grant = &self.grants[ix as usize];
        LinkStatus { in_force: grant.period.status(day), level: grant.level, exclusive: Status::No }
    }

    /// Who runs a service on a day, the surest first.
    pub fn operator(&self, _catalog: &Catalog, _service: PartyIx, _day: Day) -> Option<(PartyIx, Status)> {
        None
    }
}
