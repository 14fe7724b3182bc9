//! What the deals say about a day: which grants are in force, how surely, and
//! whether exclusively (rights.md, sections 2 and 3).
//!
//! Absent here: questions along chains of deals; a grant's own status does not
//! ask whether its licensor had the right to give it.

pub mod compile;
mod effects;
pub mod engine;
pub mod findings;
mod joined;
mod known;
mod passing;
pub mod period;
mod renewals;
mod rows;
pub mod status;
mod succession;
pub mod territory;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use renewals::resolve;

pub use compile::{Compiled, CompiledGrant, Holding, Joined, LinkIx, Operation, Options, Touched};
pub use engine::{Answer, Chain, ChainWord, Coverage, Engine, Question};
pub use period::Period;
pub use status::{LinkStatus, Status};
pub use territory::Territories;
