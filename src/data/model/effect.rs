//! What a deal does to other grants (section 8).

use super::source::Evidence;
use crate::data::ids::{GrantRef, PartyIx};
use crate::data::text::Text;
use crate::data::words::{EffectAction, Layer, Level, PartyKind};
use crate::dates::{Bound, Duration, When};

/// What a deal does to other grants (section 8).
#[derive(Clone, Debug)]
pub struct Effect {
    /// Which grants.
    pub target: EffectTarget,
    /// What.
    pub action: EffectAction,
    /// When; `None` is `@start`.
    pub date: Option<When>,
    /// Until.
    pub until: Option<Bound>,
    /// Exceptions of a ban.
    pub except: Vec<BanException>,
    /// Sources.
    pub evidence: Vec<Evidence>,
    /// A note.
    pub note: Option<Text>,
}

/// Which grants an effect is about.
#[derive(Clone, Debug)]
pub enum EffectTarget {
    /// Those named.
    On(GrantRef),
    /// Those that meet every condition given.
    Select {
        /// Licensors.
        from: Vec<PartyIx>,
        /// Licensees.
        to: Vec<PartyIx>,
        /// Levels.
        exclusivity: Vec<Level>,
        /// Territories.
        territory: Vec<String>,
        /// Layers.
        layer: Vec<Layer>,
    },
}

/// An exception of a ban on exclusivity.
#[derive(Clone, Debug)]
pub struct BanException {
    /// In words.
    pub text: Option<Text>,
    /// Longest exclusivity allowed.
    pub max_term: Option<Duration>,
    /// Kinds of licensor it is for.
    pub from_kind: Vec<PartyKind>,
}
