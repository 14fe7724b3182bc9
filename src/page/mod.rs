//! The components of the page.

/// Mounts the page.
pub fn start() {}
