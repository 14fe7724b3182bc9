//! Proofs that the rights engine answers as `rights.md` says.
//!
//! Two evaluators that share nothing with it but the reading of dates look at random small
//! documents: one goes round the rules of the text at every point until nothing changes
//! (`naive`, `derive`); the other fixes every unknown and walks (`world`). Both read the JSON
//! themselves (`read`).
//!
//! Where the text leaves a choice, both evaluators read it so:
//!
//! * an assignment by somebody who can never own the point is none of the point (3.4);
//! * assignor and owner are both read through `succ` on the days of the start (3.3, 3.4);
//! * a grantor "came to own" a catalogue by a day as it is written or as one is read (3.5);
//! * after a merger that is only possible both parties are possible (3.3);
//! * the exclusivity of a joined renewal looks at both grants on the day (3.2);
//! * an unsure `until` makes its effect unsure; evidence of an unsure day proves nothing (2.2, 3.1);
//! * of an end that straddles the day of knowledge its early days count (8);
//! * renewals of a listed grant count even if that grant was denied or called off (4.1);
//! * of renewals that contradict each other the rules say nothing: those documents are left out.

#[path = "oracle/mod.rs"]
mod oracle;
