//! The days on which something changes, for the scrubber.

use crate::data::Catalog;
use crate::dates::Day;
use crate::rights::Compiled;

/// What the scrubber draws and steps through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// First day of the span (first of a month).
    pub first: Option<Day>,
    /// Last day of the span (last of a month).
    pub last: Option<Day>,
    /// Number of dated events and changes for each month of the span.
    pub months: Vec<u32>,
    /// Days on which the picture may differ from the day before, in order.
    pub days: Vec<Day>,
}

/// Works them out once for a dataset.
pub fn changes(_catalog: &Catalog, _compiled: &Compiled) -> Changes {
    Changes::default()
}
