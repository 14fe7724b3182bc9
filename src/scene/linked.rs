//! What flow and network draw of the same links: their looks and their hooks.

use super::{Certainty, Hook, LinkClass, LinkKind, LinkLevel};
use crate::data::words::Level;
use crate::query::picture::{PictureJoint, PictureLink};

/// A list that names several parties jointly, as flow and network draw it.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    /// Givers, each perhaps: places in the list of parties.
    pub from: Vec<usize>,
    /// Receivers, each perhaps.
    pub to: Vec<usize>,
    /// Its look.
    pub class: LinkClass,
    /// What it stands for.
    pub hook: Hook,
    /// Read aloud, and shown as a tooltip.
    pub label: String,
    /// Not drawn back.
    pub lit: bool,
}

/// Look and hook of a link.
pub(super) fn link(of: &PictureLink) -> (LinkClass, Hook) {
    let hook = Hook::Grant {
        grant: of.hook.clone(),
        deal_type: of.deal_type.word(),
        exclusivity: of.status.level,
        status: of.status.in_force,
    };
    (LinkClass { kind: of.kind, exclusivity: of.look(), certainty: of.certainty }, hook)
}

/// A joint list between parties at these places.
pub(super) fn joint(of: &PictureJoint, [from, to]: [Vec<usize>; 2], label: String) -> Joint {
    let exclusivity = match of.level {
        Level::Exclusive | Level::Sole => LinkLevel::Exclusive,
        Level::NonExclusive => LinkLevel::NonExclusive,
        Level::Unknown => LinkLevel::Unknown,
    };
    let hook = Hook::Grant {
        grant: of.hook.clone(),
        deal_type: of.deal_type.word(),
        exclusivity: of.level,
        status: of.in_force,
    };
    let class = LinkClass { kind: LinkKind::Licence, exclusivity, certainty: Certainty::Possible };
    Joint { from, to, class, hook, label, lit: of.lit }
}
