//! Where nodes begin.

use super::Request;
use super::forces::Bodies;
use super::graph::Graph;
use super::random::Random;

/// Beyond this, squares are no longer numbers.
const FARTHEST: f32 = 1e6;

/// A place that can be worked with.
pub(super) fn valid(place: Option<[f32; 2]>) -> Option<[f32; 2]> {
    place.filter(|place| place.iter().all(|value| value.abs() < FARTHEST))
}

/// At random, with a unit of room for each.
pub(super) fn anywhere(bodies: &mut Bodies, random: &mut Random) {
    let side = (bodies.places.len() as f32).sqrt();
    for place in &mut bodies.places {
        *place = [random.offset() * side, random.offset() * side];
    }
}

/// Where nodes stood before; new ones beside their neighbours, in rounds outwards from those
/// that stood, or in the middle. A trifle beside, so that no two stand on one point.
pub(super) fn beside(
    graph: &Graph,
    request: &Request,
    length: f32,
    bodies: &mut Bodies,
    random: &mut Random,
) {
    let mut queue: Vec<u32> = Vec::new();
    let mut placed = vec![false; graph.len()];
    for (node, place) in request.start.iter().enumerate().take(graph.len()) {
        let Some([x, y]) = valid(*place) else { continue };
        let at = graph.inner[node];
        bodies.places[at as usize] = [x / length, y / length];
        placed[at as usize] = true;
        queue.push(at);
    }
    let stood = queue.len();
    let mut next = 0;
    while let Some(&at) = queue.get(next) {
        next += 1;
        for &other in graph.near(at as usize) {
            if !placed[other as usize] {
                placed[other as usize] = true;
                queue.push(other);
            }
        }
    }
    let mut known = vec![false; graph.len()];
    for (n, &at) in queue.iter().enumerate() {
        let at = at as usize;
        known[at] = true;
        if n < stood {
            continue;
        }
        let (mut x, mut y, mut count) = (0.0, 0.0, 0.0);
        for &other in graph.near(at) {
            if known[other as usize] {
                let [left, top] = bodies.places[other as usize];
                (x, y, count) = (x + left, y + top, count + 1.0);
            }
        }
        // In the walk each has a neighbour before it.
        bodies.places[at] = [x / count + random.offset() * 0.5, y / count + random.offset() * 0.5];
        bodies.free[at] = true;
    }
    for (at, place) in bodies.places.iter_mut().enumerate() {
        if !known[at] {
            bodies.free[at] = true;
            *place = [random.offset(), random.offset()];
        }
        place[0] += random.offset() * 1e-3;
        place[1] += random.offset() * 1e-3;
    }
    bodies.homes.clone_from(&bodies.places);
}
