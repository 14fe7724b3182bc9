//! The network: parties as points, deals as links, near what they are linked to.
//!
//! Two passes. First distances ([`stress`]): nodes d links apart should stand d
//! lengths apart, by way of some pivots, which brings the whole into shape in a
//! few rounds from any start. Then forces ([`forces`]): every node pushes every other
//! away ([`tree`]), links pull, boxes keep off each other, and gravity pulls each
//! node to where the distances want it; this makes room and brings neighbours
//! together. A layout that starts from an earlier one has the second pass only:
//! its nodes are pulled to where they stood.
//!
//! The work is done in slices ([`Network::step`]); the result does not depend on
//! how it is sliced. Seeded, without a clock; square roots are the only
//! functions, so every machine gives the same places.

mod forces;
mod graph;
mod pack;
mod random;
mod start;
mod stress;
#[cfg(test)]
mod tests;
mod tree;
mod untangle;

use forces::Bodies;
use graph::Graph;
use random::Random;
use start::valid;
use stress::Stress;
use tree::Tree;
pub use untangle::untangle;

/// What is to be laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Request<'a> {
    /// How many nodes.
    pub nodes: usize,
    /// Which are linked, either way round; doubles, loops and links to no node are left out.
    pub links: &'a [(u32, u32)],
    /// Half the width and height of each node's box; empty if nodes are points.
    pub half: &'a [[f32; 2]],
    /// Wanted length of a link, in the unit of boxes, starts and frame. Above 0.
    pub length: f32,
    /// Width and height to stay within, around the origin. Without: as large as it gets.
    pub frame: Option<[f32; 2]>,
    /// Where each node stood, if it did; empty for a layout from nothing.
    pub start: &'a [Option<[f32; 2]>],
    /// How strongly nodes stay where they stood, 0 to 1.
    pub hold: f32,
    /// Another seed, another layout.
    pub seed: u32,
}

impl Default for Request<'_> {
    fn default() -> Self {
        Request { nodes: 0, links: &[], half: &[], length: 1.0, frame: None, start: &[], hold: 0.25, seed: 1 }
    }
}

/// What comes next.
#[derive(Clone, Debug)]
enum Phase {
    /// Walks from pivots of a component.
    Pivots(usize),
    /// A round over the nodes of that component: which round, which node.
    Rounds(usize, usize, usize),
    /// Components beside each other.
    Pack,
    /// A tick of the forces begins: how many there are yet.
    Ticks(u32),
    /// Bodies push each other: which tick, which body of the tree.
    Bodies(u32, usize),
    /// Links pull: which tick, which node.
    Links(u32, usize),
    /// Boxes that still overlap part, and nothing else happens: so many times yet.
    Apart(u32),
    Settled,
}

/// Rounds over distances.
const ROUNDS: usize = 20;
/// Ticks of the forces.
const TICKS: u32 = 40;
/// Most rounds in which boxes part.
const APART: u32 = 80;
/// Ticks after a node was moved by hand.
const TICKS_AFTER_PIN: u32 = 24;
/// With more nodes than this a layout that starts from an earlier one takes fewer rounds: somebody waits
/// for it, and a crowd keeps its places all the same.
const CROWD: usize = 300;
/// Pull to where the distances want a node.
const HOLD: f32 = 0.05;
/// How many pairs of node and pivot there may be, before the least number of pivots counts.
const PAIRS: usize = 2_000_000;

/// A layout under way.
#[derive(Clone, Debug)]
pub struct Network {
    graph: Graph,
    bodies: Bodies,
    tree: Tree,
    stress: Stress,
    random: Random,
    phase: Phase,
    /// Unit of the request for one length.
    length: f32,
    hold: f32,
}

impl Network {
    /// A layout that has not begun. Costs about as much as reading the links twice.
    pub fn new(request: &Request) -> Network {
        let graph = Graph::new(request.nodes, request.links);
        let mut random = Random::new(request.seed);
        let length = if request.length > 0.0 { request.length } else { 1.0 };
        let bodies = Bodies::new(&graph, request, length);
        let mut network = Network {
            graph,
            bodies,
            tree: Tree::default(),
            stress: Stress::default(),
            random,
            phase: Phase::Settled,
            length,
            hold: HOLD,
        };
        let known = request.start.iter().any(|place| valid(*place).is_some());
        if known {
            start::beside(&network.graph, request, length, &mut network.bodies, &mut random);
            network.hold = request.hold;
            network.phase = Phase::Ticks(rounds(TICKS, request.nodes));
        } else if request.nodes > 0 {
            start::anywhere(&mut network.bodies, &mut random);
            network.begin(0);
        }
        network.random = random;
        network
    }

    /// Whether nothing moves any more.
    pub fn settled(&self) -> bool {
        matches!(self.phase, Phase::Settled)
    }

    /// Works on for about so many steps, each a few nanoseconds; whether it has settled.
    /// A slice ends late by at most what does not divide: a walk over all links.
    pub fn step(&mut self, work: usize) -> bool {
        let mut left = work;
        while !self.settled() && left > 0 {
            left = left.saturating_sub(self.advance(left).max(1));
        }
        self.settled()
    }

    /// Works until it has settled.
    pub fn finish(&mut self) {
        while !self.step(usize::MAX) {}
    }

    /// Where the nodes are, in the order of the request.
    pub fn places(&self) -> Vec<[f32; 2]> {
        let mut places = vec![[0.0; 2]; self.graph.len()];
        for (&node, [x, y]) in self.graph.outer.iter().zip(&self.bodies.places) {
            places[node as usize] = [x * self.length, y * self.length];
        }
        places
    }

    /// Holds a node at a place, or lets it go; the others move on from where they are.
    pub fn pin(&mut self, node: usize, place: Option<[f32; 2]>) {
        let Some(&at) = self.graph.inner.get(node) else { return };
        let at = at as usize;
        let place = valid(place).map(|[x, y]| [x / self.length, y / self.length]);
        self.bodies.pinned[at] = place.is_some();
        if let Some(place) = place {
            self.bodies.places[at] = place;
            self.bodies.homes[at] = place;
            self.bodies.speeds[at] = [0.0; 2];
        }
        match self.phase {
            Phase::Settled | Phase::Apart(_) => self.phase = Phase::Ticks(TICKS_AFTER_PIN),
            Phase::Ticks(left) | Phase::Bodies(left, _) | Phase::Links(left, _) => {
                self.phase = Phase::Ticks(left.max(TICKS_AFTER_PIN));
            }
            _ => {}
        }
    }

    /// One piece of work; how much it was.
    fn advance(&mut self, most: usize) -> usize {
        match self.phase {
            Phase::Pivots(part) => {
                if self.stress.pivot(&self.graph) {
                    self.phase = Phase::Rounds(part, 0, 0);
                }
                4 * (self.stress.to - self.stress.from)
            }
            Phase::Rounds(part, round, node) => {
                let rate = self.stress.rate(round, ROUNDS);
                let places = &mut self.bodies.places;
                let (next, work) = self.stress.round(&self.graph, places, rate, &mut self.random, node, most);
                if next > 0 {
                    self.phase = Phase::Rounds(part, round, next);
                } else if round + 1 < ROUNDS {
                    self.phase = Phase::Rounds(part, round + 1, 0);
                } else {
                    self.begin(part + 1);
                }
                work
            }
            Phase::Pack => {
                self.stress = Stress::default();
                let excess = pack::pack(&self.graph, &mut self.bodies);
                // Shorter links, so that all has room.
                self.length /= excess;
                self.bodies.shrink(excess);
                self.bodies.settle_in();
                self.phase = Phase::Ticks(TICKS);
                4 * self.graph.len()
            }
            Phase::Ticks(left) => {
                self.tree.build(&self.bodies.places);
                self.phase = Phase::Bodies(left, 0);
                20 * self.graph.len()
            }
            Phase::Bodies(left, from) => {
                // About a hundred cells and bodies for each.
                let to = (from + most / 100 + 1).min(self.graph.len());
                forces::many_body(&self.tree, &mut self.bodies, from, to, heat(left));
                let done = to == self.graph.len();
                self.phase = if done { Phase::Links(left, 0) } else { Phase::Bodies(left, to) };
                100 * (to - from)
            }
            Phase::Links(left, from) => {
                let to = (from + most / 20 + 1).min(self.graph.len());
                forces::link(&self.graph, &mut self.bodies, from, to, heat(left));
                self.phase = Phase::Links(left, to);
                if to == self.graph.len() {
                    self.tick(left);
                }
                20 * (to - from)
            }
            Phase::Apart(left) => {
                self.tree.build(&self.bodies.places);
                let overlaps = forces::collide(&self.tree, &mut self.bodies);
                self.bodies.go(false);
                self.phase = if overlaps > 0 && left > 1 { Phase::Apart(left - 1) } else { Phase::Settled };
                20 * self.graph.len()
            }
            Phase::Settled => 0,
        }
    }

    /// The end of a tick: the forces that take no time, then everything moves.
    fn tick(&mut self, left: u32) {
        let bodies = &mut self.bodies;
        forces::gravity(bodies, self.hold * heat(left));
        forces::collide(&self.tree, bodies);
        bodies.go(true);
        if left > 1 {
            self.phase = Phase::Ticks(left - 1);
            return;
        }
        self.bodies.speeds.fill([0.0; 2]);
        self.phase = Phase::Apart(rounds(APART, self.graph.len()));
    }

    /// The next component, or what follows the last.
    fn begin(&mut self, part: usize) {
        let Some(&[from, to]) = self.graph.parts.get(part..part + 2) else {
            self.phase = Phase::Pack;
            return;
        };
        let pivots = (PAIRS / self.graph.len()).clamp(50, 300);
        self.stress = Stress::new(from as usize, to as usize, pivots);
        self.phase = Phase::Pivots(part);
    }
}

/// So many rounds, or fewer for a crowd: about as much work for each.
fn rounds(most: u32, nodes: usize) -> u32 {
    let share = CROWD as f32 / nodes.max(CROWD) as f32;
    (most as f32 * share.max(0.25)) as u32
}

/// How strong the forces are with so many ticks to go: from 1 to almost nothing.
fn heat(left: u32) -> f32 {
    left as f32 / TICKS as f32
}
