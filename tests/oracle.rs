//! Proofs that the rights engine answers as `rights.md` says.
//!
//! Two evaluators that share nothing with it but the reading of dates look at random small
//! documents: one goes round the rules of the text at every point until nothing changes
//! (`naive`, `derive`); the other fixes every unknown and walks (`world`). Both read the JSON
//! themselves (`read`).

#[path = "oracle/mod.rs"]
mod oracle;
