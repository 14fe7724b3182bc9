//! The records of a dataset, as they are after loading: references resolved,
//! terms inherited, compact deals turned into one grant `g1`.
//!
//! What could not be read is absent here and stands in the findings. Nothing
//! here is derived: what is in force on a day is worked out in [`crate::rights`].

pub mod deal;
pub mod effect;
pub mod grant;
pub mod meta;
pub mod party;
pub mod source;
pub mod story;

pub use deal::{Deal, Dispute, Price, Retraction};
pub use effect::{BanException, Effect, EffectTarget};
pub use grant::{Catalogue, Count, Exclusivity, Grant, PartyRef, Share, Stated, Term, TerritoryExpr};
pub use meta::{Correction, Defaults, Meta, Opening, Policy, Territory};
pub use party::{Identifier, Name, Operator, Party};
pub use source::{Claim, Evidence, Source};
pub use story::{Step, StepFilter, Story};
