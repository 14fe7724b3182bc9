//! Fewer crossings in a small picture: a node moves to another place of the frame if that saves
//! crossings of its links, and no farther than they are worth.
//!
//! Forces find short links and even room; they cannot lift a node over a link. This
//! looks at straight links only, as do most of those that are drawn.

use super::valid;

/// Above this a crossing more or less is not seen, and looking for it takes too long.
const MOST_LINKS: usize = 150;
/// Places that are tried: columns and rows of a lattice over the frame.
const LATTICE: [u32; 2] = [13, 9];
/// Crossings that a way across the whole frame must save.
const FARE: f32 = 2.5;
/// Rounds over all nodes.
const ROUNDS: usize = 3;

type Point = [f32; 2];

/// Moves nodes; whether any moved. Nodes that are `fixed` stay; boxes do not come to
/// overlap. `half` has half of each box, the frame is around the origin.
pub fn untangle(
    places: &mut [Point],
    links: &[(u32, u32)],
    half: &[Point],
    frame: Point,
    fixed: &[bool],
) -> bool {
    let inside = |&&(a, b): &&(u32, u32)| a != b && a.max(b) < places.len() as u32;
    let mut pairs: Vec<(u32, u32)> =
        links.iter().filter(inside).map(|&(a, b)| (a.min(b), a.max(b))).collect();
    crate::sort::distinct(&mut pairs);
    if pairs.len() > MOST_LINKS || !places.iter().all(|place| valid(Some(*place)).is_some()) {
        return false;
    }
    let diagonal = length(frame).max(1e-3);
    let mut moved = false;
    for _ in 0..ROUNDS {
        let mut any = false;
        for node in 0..places.len() {
            let here = places[node];
            let now = crossings(places, &pairs, node, here, usize::MAX);
            if now == 0 || fixed.get(node).copied().unwrap_or(false) {
                continue;
            }
            let reach = lengths(places, &pairs, node, here) / diagonal;
            let mut best = (now as f32 - 0.5, None);
            for step in 0..LATTICE[0] * LATTICE[1] {
                let share = [step % LATTICE[0], step / LATTICE[0]];
                let there = [0, 1].map(|axis| {
                    let room = frame[axis] - 2.0 * half[node][axis];
                    room * ((share[axis] as f32 + 0.5) / LATTICE[axis] as f32 - 0.5)
                });
                let way = length([there[0] - here[0], there[1] - here[1]]) / diagonal;
                let longer = lengths(places, &pairs, node, there) / diagonal - reach;
                let fare = FARE * way + longer.max(0.0);
                if fare >= best.0 || !free(places, half, node, there) {
                    continue;
                }
                let cost = fare + crossings(places, &pairs, node, there, (best.0 - fare) as usize + 1) as f32;
                if cost < best.0 {
                    best = (cost, Some(there));
                }
            }
            if let Some(there) = best.1 {
                places[node] = there;
                any = true;
            }
        }
        moved |= any;
        if !any {
            break;
        }
    }
    moved
}

/// Crossings of a node's links if it stood at a point; counts no farther than `most`.
fn crossings(places: &[Point], pairs: &[(u32, u32)], node: usize, at: Point, most: usize) -> usize {
    let mut count = 0;
    let own = node as u32;
    for &(a, b) in pairs.iter().filter(|pair| pair.0 == own || pair.1 == own) {
        let other = if a == own { b } else { a };
        let end = places[other as usize];
        for &(c, d) in pairs {
            if c == own || d == own || c == other || d == other {
                continue;
            }
            let (p, q) = (places[c as usize], places[d as usize]);
            if side(at, end, p) != side(at, end, q) && side(p, q, at) != side(p, q, end) {
                count += 1;
                if count >= most {
                    return count;
                }
            }
        }
    }
    count
}

fn lengths(places: &[Point], pairs: &[(u32, u32)], node: usize, at: Point) -> f32 {
    let own = node as u32;
    let mut sum = 0.0;
    for &(a, b) in pairs {
        if a == own || b == own {
            let other = places[if a == own { b } else { a } as usize];
            sum += length([other[0] - at[0], other[1] - at[1]]);
        }
    }
    sum
}

/// Whether a node's box has room around a point.
fn free(places: &[Point], half: &[Point], node: usize, at: Point) -> bool {
    places.iter().enumerate().all(|(other, place)| {
        other == node
            || (0..2).any(|axis| (place[axis] - at[axis]).abs() >= half[node][axis] + half[other][axis])
    })
}

fn side(p: Point, q: Point, r: Point) -> bool {
    (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])
}

fn length(way: Point) -> f32 {
    (way[0] * way[0] + way[1] * way[1]).sqrt()
}
