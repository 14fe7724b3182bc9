//! The four words, and what a grant is on a day.

use crate::data::words::Level;

/// How surely something holds (rights.md 1.1). Ordered: no < possible < presumed < yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// True for no value of the unknowns.
    No,
    /// True for some values of the unknowns.
    Possible,
    /// True if the named presumptions hold.
    Presumed,
    /// True whatever the unknowns are.
    Certain,
}

impl Status {
    /// The word in attributes: `no`, `possible`, `presumed`, `certain`.
    pub fn word(self) -> &'static str {
        match self {
            Status::No => "no",
            Status::Possible => "possible",
            Status::Presumed => "presumed",
            Status::Certain => "certain",
        }
    }
}

/// What one compiled grant is on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkStatus {
    /// Whether it is in force.
    pub in_force: Status,
    /// Its level of exclusivity on that day: `Exclusive` or `Sole` only while
    /// its exclusivity lasts (at least possibly); `NonExclusive` after it was
    /// surely ended.
    pub level: Level,
    /// How surely it is exclusive: [`Status::No`] unless the level says so.
    pub exclusive: Status,
}
