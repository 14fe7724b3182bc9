//! Proofs that the rights engine answers as `rights.md` says.
//!
//! Two evaluators that share nothing with it but the reading of dates look at random small
//! documents: one goes round the rules of the text at every point until nothing changes
//! (`naive`, `derive`); the other fixes every unknown and walks (`world`). Both read the JSON
//! themselves (`read`).

#![allow(
    clippy::needless_pass_by_value,
    clippy::needless_range_loop,
    clippy::struct_excessive_bools,
    clippy::struct_field_names,
    clippy::type_complexity,
    clippy::unused_self,
    reason = "the second evaluator is written as the rules are, not as the engine would be"
)]

#[path = "oracle/mod.rs"]
mod oracle;
