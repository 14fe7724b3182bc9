//! The network of a picture: who is linked to whom, which links lie beside each
//! other, and what a focus lights along the direction of licences.
//!
//! It holds what the picture holds, less the services without links of their
//! own; it decides nothing about what is in force.

use super::crowd::{self, Most, Weight};
use super::picture::Picture;
use super::spotlight::Spotlight;
use crate::data::{Catalog, PartyIx};
use crate::rights::{Compiled, Status};
use crate::scene::LinkKind;
use crate::sort;
use crate::state::State;

/// Which way a focus looks along licences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Both ways.
    #[default]
    Both,
    /// What the focus gives, and what its licensees give on.
    Gives,
    /// What the focus receives, and what its licensors receive.
    Receives,
}

impl Direction {
    /// Every choice, in the order of a switch.
    pub const ALL: [Direction; 3] = [Direction::Both, Direction::Gives, Direction::Receives];

    /// The word for addresses.
    pub fn word(self) -> &'static str {
        ["both", "gives", "receives"][self as usize]
    }
}

/// What holds parties together besides deals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Who runs a service on the day.
    Operator,
    /// Who holds most of its shares: the first holding that is in force, as far as the file knows.
    Owner,
    /// Its country.
    Country,
}

impl Grouping {
    /// Every choice, in the order of a switch.
    pub const ALL: [Grouping; 3] = [Grouping::Operator, Grouping::Owner, Grouping::Country];

    /// The word for addresses.
    pub fn word(self) -> &'static str {
        ["operator", "owner", "country"][self as usize]
    }
}

/// What the network shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// In the order of the file.
    pub nodes: Vec<Node>,
    /// In the order of the picture.
    pub links: Vec<Link>,
    /// Lists that name several parties: the place in [`Picture::joints`], givers and receivers by
    /// place in `nodes`.
    pub joints: Vec<(usize, Vec<usize>, Vec<usize>)>,
}

/// A party of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The party.
    pub party: PartyIx,
    /// How many licences it gives on the day, ended and joint ones left out.
    pub gives: u32,
    /// How many it receives.
    pub receives: u32,
    /// In the light; all are if nothing is singled out.
    pub lit: bool,
}

/// A link of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Place in [`Picture::links`].
    pub place: usize,
    /// Giver: place in [`Network::nodes`].
    pub from: usize,
    /// Receiver.
    pub to: usize,
    /// Which of the lanes between the two parties: 0 to `lanes - 1`, from the left of the way
    /// from the earlier to the later node. Links of one direction have neighbouring lanes.
    pub lane: u16,
    /// How many lanes there are between the two.
    pub lanes: u16,
    /// See [`Node::lit`].
    pub lit: bool,
}

/// The network of a picture. A highlight (places in [`Picture::links`]: a path, a circle) lights
/// those links alone.
pub fn network(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    picture: &Picture,
    direction: Direction,
    highlight: &[usize],
) -> Network {
    let named = &picture.named;
    let linked = picture.links.iter().flat_map(|link| [link.from, link.to]);
    let joined = picture.joints.iter().flat_map(|joint| joint.from.iter().chain(&joint.to).copied());
    let parties = PartyIx::distinct(linked.chain(joined).chain(named.iter().copied()));
    let place = |party: PartyIx| parties.binary_search(&party).unwrap_or_default();
    let mut out = Network::default();
    for (at, link) in picture.links.iter().enumerate() {
        if picture.is_repeated(at, &|_| true) {
            continue;
        }
        let (from, to) = (place(link.from), place(link.to));
        out.links.push(Link { place: at, from, to, lane: 0, lanes: 1, lit: link.lit });
    }
    lanes(&mut out.links);
    for (at, joint) in picture.joints.iter().enumerate() {
        let places = |list: &[PartyIx]| list.iter().copied().map(place).collect::<Vec<_>>();
        out.joints.push((at, places(&joint.from), places(&joint.to)));
    }
    out.nodes = parties.iter().map(|&party| Node { party, gives: 0, receives: 0, lit: false }).collect();
    for link in &out.links {
        let of = &picture.links[link.place];
        if of.kind != LinkKind::Ownership && of.status.in_force > Status::No {
            out.nodes[link.from].gives += 1;
            out.nodes[link.to].receives += 1;
        }
    }
    if !highlight.is_empty() {
        let mut lit = highlight.to_vec();
        sort::plain(&mut lit);
        out.links.iter_mut().for_each(|link| link.lit = lit.binary_search(&link.place).is_ok());
    } else if direction != Direction::Both && !named.is_empty() {
        directed(catalog, compiled, state, direction, &parties, &mut out);
    }
    shine(picture, highlight.is_empty(), named, &mut out);
    out
}

impl Network {
    /// Whether there is more on it than can be read.
    pub fn is_crowded(&self) -> bool {
        self.nodes.len() > crowd::MOST_OF_NETWORK.parties || self.links.len() > crowd::MOST_OF_NETWORK.links
    }

    /// Of several links one way between two parties no more than so many: those in the light, then as in the file.
    #[must_use]
    pub fn abridged(mut self, most_one_way: usize) -> Network {
        let row =
            |(link, at): (&Link, u32)| [link.from as u32, link.to as u32, at + (u32::from(!link.lit) << 31)];
        let mut rows: Vec<[u32; 3]> = self.links.iter().zip(0..).map(row).collect();
        sort::rows(&mut rows);
        let mut keeps = vec![false; rows.len()];
        for way in rows.chunk_by(|a, b| a[..2] == b[..2]) {
            way.iter().take(most_one_way).for_each(|row| keeps[(row[2] & (u32::MAX >> 1)) as usize] = true);
        }
        let mut keeps = keeps.into_iter();
        self.links.retain(|_| keeps.next() == Some(true));
        lanes(&mut self.links);
        self
    }

    /// No more parties than can be read, those who are `named` first, and what links them.
    #[must_use]
    pub fn thinned(mut self, most: Most, named: &[PartyIx]) -> Network {
        let weight = |node: &Node| Weight {
            named: named.contains(&node.party),
            lit: node.lit,
            gives: node.gives,
            receives: node.receives,
        };
        let weights: Vec<Weight> = self.nodes.iter().map(weight).collect();
        let order = crowd::first(&weights, &mut self.links.iter().map(|link| (link.from, link.to)), most);
        let place = |at: usize| order.binary_search(&at).ok();
        self.links.retain_mut(|link| {
            let (Some(from), Some(to)) = (place(link.from), place(link.to)) else { return false };
            (link.from, link.to) = (from, to);
            true
        });
        for (_, from, to) in &mut self.joints {
            for list in [from, to] {
                *list = list.iter().filter_map(|&at| place(at)).collect();
            }
        }
        self.joints.retain(|(_, from, to)| !from.is_empty() && !to.is_empty());
        self.nodes = order.iter().map(|&at| self.nodes[at]).collect();
        self
    }
}

/// Lights the links that lead away from the focus, or to it, as deep as the state says.
fn directed(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    direction: Direction,
    parties: &[PartyIx],
    out: &mut Network,
) {
    let spot = Spotlight::new(catalog, compiled, state, &[], &|_| true);
    let mut reached: Vec<bool> = parties.iter().map(|party| spot.core.contains(party)).collect();
    let ends = |link: &Link| match direction {
        Direction::Receives => (link.to, link.from),
        _ => (link.from, link.to),
    };
    for _ in 1..state.depth.clamp(1, 3) {
        let before = reached.clone();
        for link in &out.links {
            let (near, far) = ends(link);
            reached[far] |= before[near];
        }
    }
    out.links.iter_mut().for_each(|link| link.lit = reached[ends(link).0]);
}

/// Lights the ends of lit links and of lists, and who is named.
fn shine(picture: &Picture, joints: bool, named: &[PartyIx], out: &mut Network) {
    let Network { nodes, links, joints: lists } = out;
    for link in links.iter().filter(|link| link.lit) {
        nodes[link.from].lit = true;
        nodes[link.to].lit = true;
    }
    for (at, from, to) in lists.iter().filter(|_| joints) {
        from.iter().chain(to).for_each(|&node| nodes[node].lit |= picture.joints[*at].lit);
    }
    for node in nodes {
        node.lit |= named.contains(&node.party);
    }
}

/// Gives each link between the same two parties a lane of its own, direction by direction.
fn lanes(links: &mut [Link]) {
    let pair = |link: &Link| (link.from.min(link.to), link.from.max(link.to));
    let row = |(link, at): (&Link, u32)| {
        let (low, high) = pair(link);
        [low as u32, 2 * high as u32 + u32::from(link.from > link.to), at]
    };
    let mut order: Vec<[u32; 3]> = links.iter().zip(0..).map(row).collect();
    sort::rows(&mut order);
    let order: Vec<usize> = order.iter().map(|row| row[2] as usize).collect();
    let mut from = 0;
    while from < order.len() {
        let same = order[from..].iter().take_while(|&&at| pair(&links[at]) == pair(&links[order[from]]));
        let count = same.count();
        for (lane, &at) in order[from..from + count].iter().enumerate() {
            links[at].lane = lane as u16;
            links[at].lanes = count as u16;
        }
        from += count;
    }
}

/// Groups of at least two nodes of a network, by what holds them together: the name of the
/// group (a party, or the code of a country) and its members by place.
pub fn groups(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    network: &Network,
    by: Grouping,
) -> Vec<Group> {
    let (first, last) = state.date.days();
    let head = |party: PartyIx| match by {
        Grouping::Operator => compiled.operator(party, last).map(|(operator, _)| operator),
        Grouping::Owner => {
            let holdings = compiled.holdings.iter();
            let mut held = holdings
                .filter(|holding| holding.to == party && holding.status_within(first, last) > Status::No);
            held.next().map(|holding| holding.from)
        }
        Grouping::Country => None,
    };
    let heads: Vec<Option<PartyIx>> = network.nodes.iter().map(|node| head(node.party)).collect();
    let mut out: Vec<Group> = Vec::new();
    for (at, node) in network.nodes.iter().enumerate() {
        let name = if by == Grouping::Country {
            catalog.party(node.party).country.clone().map(GroupName::Country)
        } else {
            // A head is in its own group.
            let own = heads.contains(&Some(node.party)).then_some(node.party);
            heads[at].or(own).map(GroupName::Party)
        };
        let Some(name) = name else { continue };
        match out.iter_mut().find(|group| group.name == name) {
            Some(group) => group.members.push(at),
            None => out.push(Group { name, members: vec![at] }),
        }
    }
    out.retain(|group| group.members.len() > 1);
    out
}

/// Some nodes that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub name: GroupName,
    /// By place in [`Network::nodes`].
    pub members: Vec<usize>,
}

/// What a group has in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupName {
    /// The operator or owner.
    Party(PartyIx),
    /// A country's code (ISO 3166-1).
    Country(String),
}
