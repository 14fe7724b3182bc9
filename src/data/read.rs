//! Reads the document into records, with a finding for all that is wrong.

use super::load::{LoadError, Loaded};

/// Reads a whole document.
pub(super) fn document(_bytes: &[u8]) -> Result<Loaded, LoadError> {
    Err(LoadError::NotAnObject)
}
