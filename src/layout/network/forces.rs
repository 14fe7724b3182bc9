//! The forces, one function each. All change the speeds; [`Bodies::go`] moves.

use super::graph::Graph;
use super::tree::Tree;
use super::{CROWD, Request};
use crate::number::between;

/// What moves, by node. The unit is the wanted length of a link.
#[derive(Clone, Debug, Default)]
pub(super) struct Bodies {
    pub places: Vec<[f32; 2]>,
    pub speeds: Vec<[f32; 2]>,
    /// Where gravity pulls to.
    pub homes: Vec<[f32; 2]>,
    /// Has no home: a new node.
    pub free: Vec<bool>,
    /// Does not move.
    pub pinned: Vec<bool>,
    /// Half of each box; empty for points.
    pub half: Vec<[f32; 2]>,
    /// The largest half in each direction.
    largest: [f32; 2],
    /// Half of the frame.
    pub frame: Option<[f32; 2]>,
}

/// Push of two nodes that are one length apart, for each tick at full heat.
const PUSH: f32 = 0.03;
/// Square of the distance at which a push grows no more.
const SOFT: f32 = 0.01;
/// A cell counts as one body from where it is seen at an angle below this (squared).
const THETA_2: f32 = 0.81;
/// What is left of a speed after a tick.
const GLIDE: f32 = 0.6;
/// Boxes may overlap by so much: they have air inside.
const TOUCH: f32 = 0.005;

impl Bodies {
    pub fn new(graph: &Graph, request: &Request, length: f32) -> Bodies {
        let nodes = graph.len();
        let mut half = Vec::new();
        let mut largest = [0.0_f32; 2];
        if request.half.len() == nodes {
            for &node in &graph.outer {
                let [x, y] = request.half[node as usize];
                half.push([x / length, y / length]);
                largest = [largest[0].max(x / length), largest[1].max(y / length)];
            }
        }
        let zeros = vec![[0.0; 2]; nodes];
        Bodies {
            places: zeros.clone(),
            speeds: zeros.clone(),
            homes: zeros,
            free: vec![false; nodes],
            pinned: vec![false; nodes],
            half,
            largest,
            frame: request.frame.map(|[x, y]| [x / length / 2.0, y / length / 2.0]),
        }
    }

    /// Another unit: what is measured in lengths of a link is so many times as large.
    pub fn shrink(&mut self, by: f32) {
        for half in self.half.iter_mut().chain([&mut self.largest]).chain(&mut self.frame) {
            *half = [half[0] * by, half[1] * by];
        }
        for (home, _) in self.homes.iter_mut().zip(&self.pinned).filter(|(_, pinned)| **pinned) {
            *home = [home[0] * by, home[1] * by];
        }
    }

    /// Nodes are at home where they are now; pinned ones go to where they were put.
    pub fn settle_in(&mut self) {
        for (at, pinned) in self.pinned.iter().enumerate() {
            if *pinned {
                self.places[at] = self.homes[at];
            } else {
                self.homes[at] = self.places[at];
            }
        }
    }

    /// Moves everything that is not pinned, and keeps it in the frame.
    pub fn go(&mut self, glide: bool) {
        for (at, place) in self.places.iter_mut().enumerate() {
            let speed = &mut self.speeds[at];
            if self.pinned[at] {
                *speed = [0.0; 2];
                continue;
            }
            for axis in 0..2 {
                place[axis] += speed[axis];
                speed[axis] *= if glide { GLIDE } else { 0.0 };
                if let Some(frame) = self.frame {
                    let own = self.half.get(at).map_or(0.0, |half| half[axis]);
                    let most = (frame[axis] - own).max(0.0);
                    place[axis] = between(place[axis], -most, most);
                }
            }
        }
    }
}

/// Every node pushes every other away, the weaker the farther (Barnes and Hut 1986): for the
/// nodes of a range of the tree's order.
pub(super) fn many_body(tree: &Tree, bodies: &mut Bodies, from: usize, to: usize, heat: f32) {
    let strength = PUSH * heat;
    for at in from..to {
        let [x, y] = tree.places[at];
        let (mut sum_x, mut sum_y) = (0.0, 0.0);
        let mut next = 0;
        while let Some(cell) = tree.cells.get(next) {
            let (dx, dy) = (x - cell.x, y - cell.y);
            let square = dx * dx + dy * dy;
            if cell.side * cell.side < THETA_2 * square {
                let share = cell.mass / (square + SOFT);
                sum_x += dx * share;
                sum_y += dy * share;
            } else if cell.leaf {
                for [left, top] in &tree.places[cell.from as usize..cell.to as usize] {
                    let (dx, dy) = (x - left, y - top);
                    let share = 1.0 / (dx * dx + dy * dy + SOFT);
                    sum_x += dx * share;
                    sum_y += dy * share;
                }
            } else {
                next += 1;
                continue;
            }
            next = cell.skip as usize;
        }
        let speed = &mut bodies.speeds[tree.order[at] as usize];
        speed[0] += sum_x * strength;
        speed[1] += sum_y * strength;
    }
}

/// Links pull their ends to one length apart; the end with more links gives way less. Those of a
/// range of nodes, each link from its earlier end.
pub(super) fn link(graph: &Graph, bodies: &mut Bodies, from: usize, to: usize, heat: f32) {
    let Bodies { places, speeds, .. } = bodies;
    for at in from..to {
        let own = graph.near(at).len() as f32;
        for &other in graph.near(at) {
            let other = other as usize;
            if other < at {
                continue;
            }
            let others = graph.near(other).len() as f32;
            let dx = places[other][0] + speeds[other][0] - places[at][0] - speeds[at][0];
            let dy = places[other][1] + speeds[other][1] - places[at][1] - speeds[at][1];
            let apart = (dx * dx + dy * dy).sqrt().max(1e-6);
            let share = (apart - 1.0) / apart * heat / own.min(others);
            let give = own / (own + others);
            speeds[other][0] -= dx * share * give;
            speeds[other][1] -= dy * share * give;
            speeds[at][0] += dx * share * (1.0 - give);
            speeds[at][1] += dy * share * (1.0 - give);
        }
    }
}

/// Pulls each node home; one without a home a little to the middle.
pub(super) fn gravity(bodies: &mut Bodies, strength: f32) {
    for (at, speed) in bodies.speeds.iter_mut().enumerate() {
        let [x, y] = bodies.places[at];
        let ([home_x, home_y], strength) =
            if bodies.free[at] { ([0.0; 2], strength * 0.1) } else { (bodies.homes[at], strength) };
        speed[0] += (home_x - x) * strength;
        speed[1] += (home_y - y) * strength;
    }
}

/// Boxes that will overlap part along the shorter way, each by half; a pinned one stays, and one
/// at the edge of the frame leaves the way to the other. How many pairs overlapped.
pub(super) fn collide(tree: &Tree, bodies: &mut Bodies) -> usize {
    if bodies.half.is_empty() {
        return 0;
    }
    let Bodies { places, speeds, pinned, half, largest, frame, .. } = bodies;
    let boxed = |node: usize| {
        let ([x, y], [by_x, by_y], [width, height]) = (places[node], speeds[node], half[node]);
        [x + by_x, y + by_y, width, height]
    };
    // In the tree's order: most of the time goes into pairs that do not meet, which are next to each other here.
    let mut boxes: Vec<[f32; 4]> = tree.order.iter().map(|&node| boxed(node as usize)).collect();
    // Few boxes of a crowd are large: what is around each cell says more than the largest of all.
    let around = if boxes.len() > CROWD { around(tree, &boxes) } else { Vec::new() };
    let mut count = 0;
    for (at, &node) in tree.order.iter().enumerate() {
        let node = node as usize;
        let [x, y] = tree.places[at];
        let reach = [half[node][0] + largest[0], half[node][1] + largest[1]];
        let mut next = 0;
        while let Some(cell) = tree.cells.get(next) {
            // The bodies of a cell are no farther from their centre than its side.
            let far = match around.get(next) {
                Some(around) => cell.to as usize <= at + 1 || !within(around, &boxes[at]),
                None => {
                    (x - cell.x).abs() > reach[0] + cell.side || (y - cell.y).abs() > reach[1] + cell.side
                }
            };
            next = if far || cell.leaf { cell.skip as usize } else { next + 1 };
            if far || !cell.leaf {
                continue;
            }
            let mut from = cell.from.max(at as u32 + 1) as usize;
            while let Some(met) = meets(&boxes, at, from, cell.to as usize) {
                from = met + 1;
                count += 1;
                let other = tree.order[met] as usize;
                let gap = [0, 1].map(|axis| boxes[met][axis] - boxes[at][axis]);
                let over = [0, 1].map(|axis| half[node][axis] + half[other][axis] - gap[axis].abs());
                // Whether a node can go that way.
                let held = |at: usize, node: usize, axis: usize, way: f32| {
                    let edge = frame.map_or(f32::MAX, |frame| frame[axis] - half[node][axis]);
                    pinned[node] || boxes[at][axis] * way.signum() >= edge
                };
                let way = [0, 1].map(|axis| if gap[axis] < 0.0 { -over[axis] } else { over[axis] });
                let ends =
                    [0, 1].map(|axis| (held(at, node, axis, -way[axis]), held(met, other, axis, way[axis])));
                let both = ends.map(|(own, others)| own && others);
                let axis = usize::from(if both[0] == both[1] { over[0] >= over[1] } else { both[0] });
                let share = match ends[axis] {
                    (true, false) => 0.0,
                    (false, true) => 1.0,
                    _ => 0.5,
                };
                speeds[node][axis] -= way[axis] * share;
                speeds[other][axis] += way[axis] * (1.0 - share);
                boxes[at][axis] = places[node][axis] + speeds[node][axis];
                boxes[met][axis] = places[other][axis] + speeds[other][axis];
            }
        }
    }
    count
}

/// What is around the boxes (middle and halves) of each cell: left, top, right, bottom.
fn around(tree: &Tree, boxes: &[[f32; 4]]) -> Vec<[f32; 4]> {
    let of_cell = |from: u32, to: u32| {
        let mut all = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for &[x, y, width, height] in &boxes[from as usize..to as usize] {
            all = [
                all[0].min(x - width),
                all[1].min(y - height),
                all[2].max(x + width),
                all[3].max(y + height),
            ];
        }
        all
    };
    tree.cells.iter().map(|cell| of_cell(cell.from, cell.to)).collect()
}

/// Whether a box reaches into an area.
fn within(area: &[f32; 4], [x, y, width, height]: &[f32; 4]) -> bool {
    x + width > area[0] && x - width < area[2] && y + height > area[1] && y - height < area[3]
}

/// The first of a run of boxes (middle and halves) that overlaps one.
fn meets(boxes: &[[f32; 4]], at: usize, from: usize, to: usize) -> Option<usize> {
    let [x, y, width, height] = boxes[at];
    let over = |other: &[f32; 4]| {
        width + other[2] - (other[0] - x).abs() > TOUCH && height + other[3] - (other[1] - y).abs() > TOUCH
    };
    Some(from + boxes.get(from..to)?.iter().position(over)?)
}
