//! How links bend: each pair of parties takes the bend that touches least.

use super::NetworkInput;
use super::curve::{Curve, length, sub};
use super::place::Stand;

/// Between the middles of two lanes.
const LANE_PX: f32 = 11.0;
/// Bends that are tried: how far the middle stands aside, as a share of the distance. The first
/// of equal ones is taken.
const BENDS: [f32; 9] = [0.0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.24, -0.24];
/// With more links than this nobody follows one by eye: they run straight.
const MOST: usize = 800;
/// Points of a curve that are looked at.
const LOOKS: usize = 24;

/// One curve for each link, then for each end of each joint list.
pub(super) fn curves(input: &NetworkInput, stands: &[Stand], size_px: [f32; 2]) -> Vec<Curve> {
    let mut bends: Vec<(usize, usize, f32)> = Vec::new();
    let few = input.links.len() <= MOST;
    let mut curves: Vec<Curve> = Vec::new();
    for link in &input.links {
        let (a, b) = (link.from.min(link.to), link.from.max(link.to));
        // Links between two parties follow each other nowhere in particular: look them up.
        let known = bends.iter().find(|bend| (bend.0, bend.1) == (a, b));
        let bend = match known {
            Some(bend) => bend.2,
            None if few => {
                let bend = best(stands, &curves, (a, b), link.lanes, size_px);
                bends.push((a, b, bend));
                bend
            }
            None => 0.0,
        };
        let aside = bend + lane_px(link.lane, link.lanes);
        // The bend is seen from the earlier of the two.
        let aside = if link.from == a { aside } else { -aside };
        let lane = if link.from == a { 1.0 } else { -1.0 } * lane_px(link.lane, link.lanes);
        let shifts = [link.from, link.to].map(|end| shift_px(lane, link.lanes, stands[end].radius_px));
        curves.push(Curve::new(stands[link.from].at, stands[link.to].at, aside, shifts));
    }
    for (at, joint) in input.joints.iter().enumerate() {
        let junction = stands[input.parties.len() + at].at;
        curves.extend(joint.from.iter().map(|&from| Curve::new(stands[from].at, junction, 0.0, [0.0; 2])));
        curves.extend(joint.to.iter().map(|&to| Curve::new(junction, stands[to].at, 0.0, [0.0; 2])));
    }
    curves
}

fn lane_px(lane: u16, lanes: u16) -> f32 {
    (f32::from(lane) - (f32::from(lanes) - 1.0) / 2.0) * LANE_PX
}

/// How far a lane's end stands beside the middle of a mark: all within the mark.
fn shift_px(lane_px: f32, lanes: u16, radius_px: f32) -> f32 {
    let outermost = (f32::from(lanes) - 1.0) / 2.0 * LANE_PX;
    lane_px * (radius_px * 0.75 / outermost.max(1.0)).min(0.6)
}

/// The bend between two parties that runs over the fewest marks, names and links.
fn best(stands: &[Stand], before: &[Curve], (a, b): (usize, usize), lanes: u16, size_px: [f32; 2]) -> f32 {
    let (from, to) = (stands[a].at, stands[b].at);
    let apart = length(sub(to, from));
    let mut best = (f32::MAX, 0.0);
    for bend in BENDS {
        let mut cost = bend.abs() * 40.0;
        for lane in 0..lanes {
            let curve = Curve::new(from, to, bend * apart + lane_px(lane, lanes), [0.0; 2]);
            cost += touches(&curve, stands, a, b) + crossings(&curve, before, from, to);
            let [x, y] = curve.at(0.5);
            let outside = x < 4.0 || y < 4.0 || x > size_px[0] - 4.0 || y > size_px[1] - 4.0;
            cost += if outside { 20.0 } else { 0.0 };
        }
        if cost + 0.01 < best.0 {
            best = (cost, bend * apart);
        }
    }
    best.1
}

/// What a curve runs over: other marks, names, and the names of its own ends.
fn touches(curve: &Curve, stands: &[Stand], a: usize, b: usize) -> f32 {
    let mut cost = 0.0;
    for look in 1..LOOKS {
        let [x, y] = curve.at(look as f32 / LOOKS as f32);
        for (at, stand) in stands.iter().enumerate() {
            let [dx, dy] = sub([x, y], stand.at);
            let own = at == a || at == b;
            if !own && dx * dx + dy * dy < (stand.radius_px + 5.0) * (stand.radius_px + 5.0) {
                cost += 6.0;
            }
            let below = dy - stand.radius_px;
            if !stand.lines.is_empty()
                && dx.abs() < stand.label_px[0] / 2.0
                && below > 0.0
                && below < stand.label_px[1] + 4.0
            {
                cost += if own { 0.3 } else { 1.2 };
            }
        }
    }
    cost
}

/// How often it crosses the curves that are there, as polygons of few sides; those that meet it in
/// an end do not count.
fn crossings(curve: &Curve, before: &[Curve], from: [f32; 2], to: [f32; 2]) -> f32 {
    const SIDES: usize = 6;
    let points = |curve: &Curve| -> [[f32; 2]; SIDES + 1] {
        std::array::from_fn(|side| curve.at(side as f32 / SIDES as f32))
    };
    let mine = points(curve);
    let mut count = 0.0;
    for other in before {
        if [other.from, other.to].iter().any(|end| *end == from || *end == to) {
            continue;
        }
        let theirs = points(other);
        for a in mine.windows(2) {
            for b in theirs.windows(2) {
                let side = |p: [f32; 2], q: [f32; 2], r: [f32; 2]| {
                    let ([x, y], [u, v]) = (sub(q, p), sub(r, p));
                    x * v - y * u > 0.0
                };
                if side(a[0], a[1], b[0]) != side(a[0], a[1], b[1])
                    && side(b[0], b[1], a[0]) != side(b[0], b[1], a[1])
                {
                    count += 1.0;
                }
            }
        }
    }
    count
}
