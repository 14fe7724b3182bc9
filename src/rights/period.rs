//! A period as four day numbers, and two presumed ones (rights.md 2.2, 2.4).

use super::status::Status;
use crate::dates::Day;

/// When something is in force, as bounds of both ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Earliest start.
    pub start_lo: Day,
    /// Latest start.
    pub start_hi: Day,
    /// Earliest end (inclusive).
    pub end_lo: Day,
    /// Latest end (inclusive).
    pub end_hi: Day,
    /// Latest start if presumptions hold; at most `start_hi`.
    pub presumed_start_hi: Day,
    /// Earliest end if presumptions hold; at least `end_lo`.
    pub presumed_end_lo: Day,
    /// One of its dates has `?` or `%`.
    pub unsure: bool,
}

impl Period {
    /// Status on a day (rights.md 2.3 and 2.4).
    pub fn status(&self, day: Day) -> Status {
        if day < self.start_lo || day > self.end_hi {
            Status::No
        } else if self.unsure {
            Status::Possible
        } else if self.start_hi <= day && day <= self.end_lo {
            Status::Certain
        } else if self.presumed_start_hi <= day && day <= self.presumed_end_lo {
            Status::Presumed
        } else {
            Status::Possible
        }
    }
}
