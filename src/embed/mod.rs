//! What a page says to the page around it, and what it gives away: heights,
//! messages, snippets, citations, names of files (web-requirements, section 1).
//!
//! Everything here is text and numbers. The page posts the messages, measures
//! the heights and fills the dialog; what is said, when, and what is believed is
//! decided and tested here.

pub mod cite;
pub mod credit;
pub mod height;
pub mod link;
pub mod message;
pub mod snippet;

/// Marks our messages among those of others.
pub const NS: &str = "catalog-atlas";
