//! What a state shows: the links and parties of one day, after filters and focus.

use super::absence::is_ahead;
use super::filter::passes;
use super::spotlight::Spotlight;
use crate::data::words::{Confidence, DealType, Level};
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::Day;
use crate::rights::{Compiled, CompiledGrant, Holding, LinkStatus, Period, Status};
use crate::scene::{Certainty, LinkKind, LinkLevel};
use crate::small::{Map, Set};
use crate::sort;
use crate::state::State;

mod chains;
#[cfg(test)]
mod tests;

/// Everything that a view draws for a state.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// In the order of the file.
    pub links: Vec<PictureLink>,
    /// Lists that name several parties jointly; at most possible for any pair.
    pub joints: Vec<PictureJoint>,
    /// Parties that stand on the picture, in the order of the file.
    pub parties: Vec<PictureParty>,
    /// Those of them that the focus names.
    pub named: Vec<PartyIx>,
    /// What the numbers in the sentence count.
    pub counts: Counts,
}

/// One directed link between two parties.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureLink {
    /// Place in [`Compiled::grants`]; `None` for ownership.
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

impl Picture {
    /// Whether one of the links before it, of those that count, is the same once more: two pairs of a grant that a
    /// merger made one are one licence. Links of a deal are neighbours.
    pub fn is_repeated(&self, at: usize, counts: &dyn Fn(&PictureLink) -> bool) -> bool {
        let link = &self.links[at];
        let earlier = self.links[..at].iter().rev().take_while(|it| it.deal == link.deal);
        let mut same = earlier.filter(|it| (it.from, it.to) == (link.from, link.to) && it.hook == link.hook);
        same.any(counts)
    }
}

impl PictureLink {
    /// The look of its exclusivity: exclusive only as surely as the link itself
    /// is drawn, otherwise not known.
    pub fn look(&self) -> LinkLevel {
        let as_sure = self.status.exclusive >= self.status.in_force || self.certainty.is_ghost();
        match self.status.level {
            Level::NonExclusive => LinkLevel::NonExclusive,
            Level::Exclusive | Level::Sole if as_sure => LinkLevel::Exclusive,
            Level::Unknown | Level::Exclusive | Level::Sole => LinkLevel::Unknown,
        }
    }
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
    /// Joint lists that may be in force on the day and are not drawn.
    pub joints: usize,
    /// Grants that would be drawn without the filters.
    pub without_filters: usize,
    /// Of those in force, how many touch the focus.
    pub in_focus: usize,
}

/// One pair of a grant as it stands in the days shown.
struct Candidate {
    place: u32,
    from: Option<PartyIx>,
    to: PartyIx,
    status: LinkStatus,
    passes: bool,
}

impl Candidate {
    /// Both ends, if it is a line of its own and in force, perhaps.
    fn line(&self, joint: bool) -> Option<(PartyIx, PartyIx)> {
        let in_force = self.status.in_force > Status::No;
        self.from.filter(|&from| from != self.to && in_force && !joint).map(|from| (from, self.to))
    }
}

/// The picture of a state. Joint lists are drawn only while they are open or
/// told: fifteen faint lines that may each be wrong would hide the deals that
/// are known. The details of their parties name them.
pub fn picture(catalog: &Catalog, compiled: &Compiled, state: &State) -> Picture {
    let (first, last) = state.date.days();
    let candidates: Vec<Candidate> = compiled
        .grants
        .iter()
        .zip(0..)
        .map(|(link, place)| candidate(catalog, compiled, state, link, place))
        .collect();
    let named = state.focus.iter().filter_map(|id| catalog.party_ix(id)).collect();
    let mut picture = Picture { named, ..Picture::default() };
    let mut drawn = Vec::new();
    for (candidate, link) in candidates.iter().zip(&compiled.grants) {
        if let Some(line) = candidate.line(link.joint) {
            picture.counts.without_filters += 1;
            drawn.extend(Some(line).filter(|_| candidate.passes));
        }
    }
    let stands = |deal: DealIx| {
        let lines = candidates.iter().zip(&compiled.grants);
        let mut lines = lines.filter(|(_, link)| link.deal == deal);
        let held =
            |holding: &Holding| holding.deal == deal && holding.status_within(first, last) > Status::No;
        lines.any(|(it, link)| link.joint || it.from.is_some_and(|from| from != it.to))
            || state.ownership && compiled.holdings.iter().any(held)
    };
    let spot = Spotlight::new(catalog, compiled, state, &drawn, &stands);
    let mut joints: Map<(DealIx, usize), PictureJoint> = Map::default();
    for (candidate, link) in candidates.iter().zip(&compiled.grants).filter(|(candidate, _)| candidate.passes)
    {
        let &Candidate { place, from, to, status, .. } = candidate;
        let highlighted = spot.deals.contains(&link.deal);
        let focused = spot.touches(from, to);
        let ended = status.in_force == Status::No;
        let remembered = !link.joint && (highlighted || focused && has_been(&link.period, last));
        if ended && !remembered {
            continue;
        }
        if link.joint {
            let joint = joints.or_insert_with((link.deal, link.grant), || PictureJoint {
                deal: link.deal,
                hook: link.hook(catalog),
                deal_type: link.deal_type,
                from: Vec::new(),
                to: Vec::new(),
                level: status.level,
                in_force: status.in_force,
                lit: false,
            });
            add(&mut joint.from, from);
            add(&mut joint.to, Some(to));
            joint.in_force = joint.in_force.max(status.in_force);
            joint.lit |= highlighted;
            continue;
        }
        let Some(from) = from.filter(|&from| from != to) else { continue };
        let passed_on = matches!(link.deal_type, DealType::Sublicence | DealType::Swap);
        picture.links.push(PictureLink {
            grant: Some(place),
            deal: link.deal,
            hook: link.hook(catalog),
            deal_type: link.deal_type,
            from,
            to,
            status,
            kind: if passed_on { LinkKind::PassedOn } else { LinkKind::Licence },
            certainty: match certainty(catalog.deal(link.deal).confidence, status.in_force) {
                Certainty::Ended if is_ahead(&link.period, last) => Certainty::Ahead,
                other => other,
            },
            lit: spot.off() || highlighted || focused,
        });
    }
    let mut joints: Vec<PictureJoint> = joints.into_vec().into_iter().map(|(_, joint)| joint).collect();
    sort::by(&mut joints, |a, b| a.hook.cmp(&b.hook));
    for joint in joints {
        if joint.lit {
            picture.joints.push(joint);
        } else {
            picture.counts.joints += 1;
        }
    }
    count(&mut picture, &spot);
    if state.ownership {
        ownership(catalog, compiled, state, (first, last), &spot, &mut picture);
    }
    parties(compiled, &spot, last, &mut picture);
    picture
}

fn candidate(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    link: &CompiledGrant,
    place: u32,
) -> Candidate {
    let (first, last) = state.date.days();
    let status = compiled.status_within(place, first, last);
    let from = link.from.map(|from| compiled.successor(from, last).0);
    let to = compiled.successor(link.to, last).0;
    let ends = [from.unwrap_or(to), to];
    let deal = catalog.deal(link.deal);
    let passes = passes(catalog, &state.filters, deal, Some(status.level), link.territory, &ends);
    Candidate { place, from, to, status, passes }
}

fn certainty(confidence: Confidence, in_force: Status) -> Certainty {
    match in_force {
        Status::No => Certainty::Ended,
        _ if confidence == Confidence::Disputed => Certainty::Disputed,
        Status::Certain => Certainty::Known,
        Status::Presumed => Certainty::Presumed,
        Status::Possible => Certainty::Possible,
    }
}

/// Whether a period had surely or perhaps begun before a day that it does not cover.
fn has_been(period: &Period, day: Day) -> bool {
    period.start_lo < day && period.start_lo <= period.end_hi
}

fn add(list: &mut Vec<PartyIx>, party: Option<PartyIx>) {
    if let Some(party) = party.filter(|party| !list.contains(party)) {
        list.push(party);
    }
}

fn count(picture: &mut Picture, spot: &Spotlight) {
    let mut counts = picture.counts;
    let (mut licensors, mut licensees) = (Set::default(), Set::default());
    let is_sure = |link: &PictureLink| link.status.in_force >= Status::Presumed;
    for (at, link) in picture.links.iter().enumerate() {
        if !is_sure(link) {
            counts.possible += usize::from(link.status.in_force == Status::Possible);
            continue;
        }
        licensors.insert(link.from);
        licensees.insert(link.to);
        if picture.is_repeated(at, &is_sure) {
            continue;
        }
        counts.in_force += 1;
        counts.exclusive += usize::from(link.status.exclusive >= Status::Presumed);
        counts.in_focus += usize::from(spot.core.contains(&link.from) || spot.core.contains(&link.to));
    }
    counts.licensors = licensors.len();
    counts.licensees = licensees.len();
    picture.counts = counts;
}

/// Shareholdings between parties that stand on the picture, and all of those in focus.
fn ownership(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    (first, last): (Day, Day),
    spot: &Spotlight,
    picture: &mut Picture,
) {
    let mut on_picture: Set<PartyIx> = picture.links.iter().flat_map(|link| [link.from, link.to]).collect();
    on_picture.extend(spot.core.iter().copied());
    for holding in &compiled.holdings {
        let &Holding { deal: ix, from, to, .. } = holding;
        let deal = catalog.deal(ix);
        let in_force = holding.status_within(first, last);
        let focused = spot.core.contains(&from) || spot.core.contains(&to);
        let stands = focused || on_picture.contains(&from) && on_picture.contains(&to);
        if in_force == Status::No
            || from == to
            || !stands
            || !passes(catalog, &state.filters, deal, None, None, &[from, to])
        {
            continue;
        }
        picture.links.push(PictureLink {
            grant: None,
            deal: ix,
            hook: deal.id.to_string(),
            deal_type: deal.kind,
            from,
            to,
            status: LinkStatus { in_force, level: Level::Unknown, exclusive: Status::No },
            kind: LinkKind::Ownership,
            certainty: certainty(deal.confidence, in_force),
            lit: spot.off() || spot.touches(Some(from), to) || spot.deals.contains(&ix),
        });
    }
}

/// Both ends of every link, the services of the operators among them and the
/// operators of the services.
fn parties(compiled: &Compiled, spot: &Spotlight, day: Day, picture: &mut Picture) {
    let mut lit: Map<PartyIx, bool> = Map::default();
    let mut stand = |party: PartyIx, is_lit: bool| *lit.or_default(party) |= is_lit;
    for link in &picture.links {
        stand(link.from, link.lit);
        stand(link.to, link.lit);
    }
    for joint in &picture.joints {
        for &party in joint.from.iter().chain(&joint.to) {
            stand(party, true);
        }
    }
    for &party in &spot.named {
        stand(party, true);
    }
    let on_links = lit.clone();
    let mut operators: Map<PartyIx, PartyIx> = Map::default();
    for service in compiled.operators.keys() {
        let Some((operator, _)) = compiled.operator(service, day) else { continue };
        if let Some(&is_lit) = on_links.get(operator) {
            *lit.or_default(service) |= is_lit && (spot.off() || spot.reach.contains(&service));
            operators.insert(service, operator);
        } else if let Some(&is_lit) = on_links.get(service) {
            *lit.or_default(operator) |= is_lit;
            operators.insert(service, operator);
        }
    }
    picture.parties = lit
        .into_vec()
        .into_iter()
        .map(|(party, lit)| PictureParty { party, operator: operators.get(party).copied(), lit })
        .collect();
}
