//! What a state shows: the links and parties of one day, after filters and focus.

use crate::data::words::{Confidence, DealType, Level};
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::Day;
use crate::query::filter::passes;
use crate::query::story;
use crate::rights::{Compiled, LinkStatus, Period, Status};
use crate::scene::{Certainty, LinkKind, LinkLevel};
use crate::small::{Map, Set};
use crate::sort;
use crate::state::{DateChoice, State};

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

impl PictureLink {
    /// The look of its exclusivity: exclusive only as surely as the link itself
    /// is drawn, otherwise not known.
    pub fn look(&self) -> LinkLevel {
        match self.status.level {
            Level::NonExclusive => LinkLevel::NonExclusive,
            Level::Exclusive | Level::Sole
                if self.status.exclusive >= self.status.in_force || self.certainty == Certainty::Ended =>
            {
                LinkLevel::Exclusive
            }
            Level::Exclusive | Level::Sole | Level::Unknown => LinkLevel::Unknown,
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

/// The picture of a state. Joint lists are drawn only while they are open or
/// told: fifteen faint lines that may each be wrong would hide the deals that
/// are known. The details of their parties name them.
pub fn picture(catalog: &Catalog, compiled: &Compiled, state: &State) -> Picture {
    let (first, last) = match &state.date {
        DateChoice::At(when) => (when.hi, when.hi),
        DateChoice::Between(from, to) => (from.lo, to.hi),
    };
    let spot = Spotlight::new(catalog, compiled, state, last);
    let mut picture = Picture::default();
    let mut joints: Map<&str, PictureJoint> = Map::default();
    for (place, link) in compiled.grants.iter().enumerate() {
        let place = place as u32;
        let deal = catalog.deal(link.deal);
        let status = compiled.status_within(place, first, last);
        let from_giver = link.from.map(|from| compiled.successor(from, last).0);
        let to = compiled.successor(link.to, last).0;
        let highlighted = spot.deals.contains(&link.deal);
        let focused = spot.touches(from_giver, to);
        let ended = status.in_force == Status::No;
        if ended && !(highlighted || focused && has_been(&link.period, last)) {
            continue;
        }
        if !ended {
            picture.counts.without_filters += usize::from(!link.joint);
        }
        let territory = &deal.grants[link.grant].territory;
        let ends: Vec<PartyIx> = from_giver.into_iter().chain([to]).collect();
        let passes = passes(catalog, &state.filters, deal, Some(status.level), territory.as_ref(), &ends);
        if !passes {
            continue;
        }
        if link.joint {
            if ended {
                continue;
            }
            let joint = joints.or_insert_with(&link.hook, || PictureJoint {
                deal: link.deal,
                hook: link.hook.clone(),
                deal_type: link.deal_type,
                from: Vec::new(),
                to: Vec::new(),
                level: status.level,
                in_force: status.in_force,
                lit: false,
            });
            add(&mut joint.from, from_giver);
            add(&mut joint.to, Some(to));
            joint.lit |= highlighted;
            continue;
        }
        let Some(from) = from_giver.filter(|&from| from != to) else { continue };
        let certainty = if ended {
            Certainty::Ended
        } else if deal.confidence == Confidence::Disputed {
            Certainty::Disputed
        } else {
            match status.in_force {
                Status::Certain => Certainty::Known,
                Status::Presumed => Certainty::Presumed,
                Status::Possible | Status::No => Certainty::Possible,
            }
        };
        let passed_on = matches!(link.deal_type, DealType::Sublicence | DealType::Swap);
        picture.links.push(PictureLink {
            grant: Some(place),
            deal: link.deal,
            hook: link.hook.clone(),
            deal_type: link.deal_type,
            from,
            to,
            status,
            kind: if passed_on { LinkKind::PassedOn } else { LinkKind::Licence },
            certainty,
            lit: spot.off() || highlighted || focused,
        });
    }
    for (_, joint) in joints.into_vec() {
        if joint.lit {
            picture.joints.push(joint);
        } else {
            picture.counts.joints += 1;
        }
    }
    count(&mut picture, &spot);
    if state.ownership {
        ownership(catalog, state, &spot, last, &mut picture);
    }
    parties(compiled, &spot, last, &mut picture);
    picture
}

/// What a reader singled out: parties in focus, deals open or highlighted.
struct Spotlight {
    /// The focus, the operators of its services and the services of its operators.
    core: Set<PartyIx>,
    /// `core` and everything within the chosen depth.
    reach: Set<PartyIx>,
    deals: Set<DealIx>,
    /// As named by the reader.
    named: Vec<PartyIx>,
}

impl Spotlight {
    fn new(catalog: &Catalog, compiled: &Compiled, state: &State, day: Day) -> Spotlight {
        let named: Vec<PartyIx> = state.focus.iter().filter_map(|id| catalog.party_ix(id)).collect();
        let mut deals: Set<DealIx> =
            state.deal.iter().filter_map(|id| catalog.deal_ix(id.split('#').next().unwrap_or(id))).collect();
        let highlighted =
            state.step.as_ref().map(|(id, number)| story::deals(catalog, id, *number)).unwrap_or_default();
        let mut core: Set<PartyIx> = named.iter().copied().collect();
        let told = !highlighted.is_empty() && story::is_as_told(catalog, state);
        let one_deal = !deals.is_empty();
        deals.extend(highlighted);
        let named_core = !core.is_empty();
        for service in compiled.operators.keys().filter(|_| named_core) {
            let Some((operator, _)) = compiled.operator(service, day) else { continue };
            if named.contains(&service) {
                core.insert(operator);
            }
            if named.contains(&operator) {
                core.insert(service);
            }
        }
        // An open deal is alone in the light, and a step speaks of its deals: its
        // parties only say where to look.
        let mut reach = if told || one_deal { Set::default() } else { core.clone() };
        for _ in 1..state.depth.clamp(1, 3) {
            let mut more = Set::default();
            for (place, link) in compiled.grants.iter().enumerate() {
                let Some(from) = link.from else { continue };
                if !link.joint && compiled.status(place as u32, day).in_force > Status::No {
                    if reach.contains(&from) {
                        more.insert(link.to);
                    }
                    if reach.contains(&link.to) {
                        more.insert(from);
                    }
                }
            }
            reach.extend(more.into_vec());
        }
        Spotlight { core, reach, deals, named }
    }

    fn off(&self) -> bool {
        self.core.is_empty() && self.deals.is_empty()
    }

    fn touches(&self, from: Option<PartyIx>, to: PartyIx) -> bool {
        self.reach.contains(&to) || from.is_some_and(|from| self.reach.contains(&from))
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
    let mut grants = Vec::new();
    let (mut licensors, mut licensees) = (Set::default(), Set::default());
    for link in &picture.links {
        match link.status.in_force {
            Status::Certain | Status::Presumed => {
                grants.push((link.hook.as_str(), link.from, link.to, link.status.exclusive));
                licensors.insert(link.from);
                licensees.insert(link.to);
            }
            Status::Possible => picture.counts.possible += 1,
            Status::No => {}
        }
    }
    // One grant that stands for several pairs is one licence.
    sort::by_key(&mut grants, |&(hook, from, to, _)| (hook, from, to));
    grants.dedup_by_key(|&mut (hook, from, to, _)| (hook, from, to));
    for (_, from, to, exclusive) in grants {
        picture.counts.in_force += 1;
        picture.counts.exclusive += usize::from(exclusive >= Status::Presumed);
        picture.counts.in_focus += usize::from(spot.core.contains(&from) || spot.core.contains(&to));
    }
    picture.counts.licensors = licensors.len();
    picture.counts.licensees = licensees.len();
}

/// Shareholdings between parties that stand on the picture, and all of those in focus.
fn ownership(catalog: &Catalog, state: &State, spot: &Spotlight, day: Day, picture: &mut Picture) {
    let mut on_picture: Set<PartyIx> = picture.links.iter().flat_map(|link| [link.from, link.to]).collect();
    on_picture.extend(spot.core.iter().copied());
    for (place, deal) in catalog.deals.iter().enumerate().filter(|(_, deal)| deal.kind == DealType::Ownership)
    {
        let deal_ix = DealIx(place as u32);
        let (Some(from), Some(to)) = (&deal.from, &deal.to) else { continue };
        let in_force = Period::of_life(deal.start.as_ref(), deal.end.as_ref()).status(day);
        if in_force == Status::No
            || !state.filters.types.is_empty() && !state.filters.types.contains(&deal.kind)
        {
            continue;
        }
        for from in from.parties() {
            for to in to.parties() {
                let focused = spot.core.contains(&from) || spot.core.contains(&to);
                let stands = on_picture.contains(&from) && on_picture.contains(&to);
                if from == to || !(focused || stands) {
                    continue;
                }
                picture.links.push(PictureLink {
                    grant: None,
                    deal: deal_ix,
                    hook: deal.id.to_string(),
                    deal_type: deal.kind,
                    from,
                    to,
                    status: LinkStatus { in_force, level: Level::Unknown, exclusive: Status::No },
                    kind: LinkKind::Ownership,
                    certainty: if in_force == Status::Certain {
                        Certainty::Known
                    } else {
                        Certainty::Possible
                    },
                    lit: spot.off() || spot.touches(Some(from), to) || spot.deals.contains(&deal_ix),
                });
            }
        }
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
    let on_links: Vec<(PartyIx, bool)> = lit.iter().copied().collect();
    let mut operators: Map<PartyIx, PartyIx> = Map::default();
    for service in compiled.operators.keys() {
        let Some((operator, _)) = compiled.operator(service, day) else { continue };
        let alive = compiled.lives[service.at()].status(day) > Status::No;
        if let Some(&(_, is_lit)) = on_links.iter().find(|(party, _)| *party == operator) {
            if alive {
                *lit.or_default(service) |= is_lit && (spot.off() || spot.reach.contains(&service));
                operators.insert(service, operator);
            }
        } else if let Some(&(_, is_lit)) = on_links.iter().find(|(party, _)| *party == service) {
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
