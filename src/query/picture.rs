//! What a state shows: the links and parties of one day, after filters and focus.

use crate::data::words::{DealType, Level};
use crate::data::{Catalog, DealIx, PartyIx};
use crate::rights::{Compiled, LinkStatus, Status};
use crate::scene::{Certainty, LinkKind};
use crate::state::State;

/// Everything that a view draws for a state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// In the order of the file.
    pub links: Vec<PictureLink>,
    /// Lists that name several parties jointly; at most possible for any pair.
    pub joints: Vec<PictureJoint>,
    /// Parties that stand on the picture, in the order of the file.
    pub parties: Vec<PictureParty>,
    /// What the numbers in the sentence count.
    pub counts: Counts,
}

/// One directed link between two parties.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureLink {
    /// Place in [`crate::rights::Compiled::grants`]; `None` for ownership.
    pub grant: Option<u32>,
    /// The deal.
    pub deal: DealIx,
    /// `deal#g1`, or the deal's id for ownership: the hook of the mark.
    pub hook: String,
    /// Type of the deal.
    pub deal_type: DealType,
    /// Who gives.
    pub from: PartyIx,
    /// Who receives.
    pub to: PartyIx,
    /// In force, level, exclusive.
    pub status: LinkStatus,
    /// What it looks like.
    pub kind: LinkKind,
    /// What it looks like.
    pub certainty: Certainty,
    /// Belongs to the focus, the open deal or the story step; all do if there is none.
    pub lit: bool,
}

/// A list such as "A and B licensed C and D", drawn as one junction.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureJoint {
    /// The deal.
    pub deal: DealIx,
    /// `deal#g1`.
    pub hook: String,
    /// Type of the deal.
    pub deal_type: DealType,
    /// Who gives, each perhaps.
    pub from: Vec<PartyIx>,
    /// Who receives, each perhaps.
    pub to: Vec<PartyIx>,
    /// Level of exclusivity.
    pub level: Level,
    /// At most possible.
    pub in_force: Status,
    /// See [`PictureLink::lit`].
    pub lit: bool,
}

/// A party on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureParty {
    /// The party.
    pub party: PartyIx,
    /// Who runs it on that day, if it is a service and this is known.
    pub operator: Option<PartyIx>,
    /// See [`PictureLink::lit`].
    pub lit: bool,
}

/// Numbers for the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Grants that are certain or presumed, joint lists left out.
    pub in_force: usize,
    /// Of those, exclusive at least as surely as presumed.
    pub exclusive: usize,
    /// Distinct licensors of those.
    pub licensors: usize,
    /// Distinct licensees of those.
    pub licensees: usize,
    /// Grants that are possible only.
    pub possible: usize,
    /// Joint lists that may be in force on the day.
    pub joints: usize,
    /// Grants that would be drawn without the filters.
    pub without_filters: usize,
}

/// The picture of a state.
pub fn picture(_catalog: &Catalog, _compiled: &Compiled, _state: &State) -> Picture {
    Picture::default()
}
