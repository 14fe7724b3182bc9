//! A group as soft areas: members that nobody else stands between share one.
//!
//! Areas grow together as in single-linkage clustering, the nearest first, as long as the convex hull
//! of both holds nobody who does not belong to the group: so an area never says what is not so, and
//! parties that lie across the picture from each other do not become a tube through all of it.

use super::curve::{Point, length, sub};
use super::place::Stand;
use crate::scene::{Class, Hook, Mark, Segment, Shape};

/// Around a mark.
const AIR_PX: f32 = 12.0;
/// Half the width of what joins areas that lie apart.
const BAND_PX: f32 = 3.0;
/// Members further apart than so many links as long as wanted have areas of their own.
const REACH: f32 = 1.9;
/// A mark that stands so far from a group's area is not in it.
const CLEAR_PX: f32 = 3.0;

/// The area of a group. `link_px`: how long links are wanted. `joined`: what lies apart is held together by bands, else by its name.
pub(super) fn hull(number: usize, members: &[usize], stands: &[Stand], link_px: f32, joined: bool) -> Mark {
    let foreign = |at: usize| !stands[at].lines.is_empty() && !members.contains(&at);
    let clear = |corners: &[Point]| (0..stands.len()).all(|at| !foreign(at) || !meets(corners, &stands[at]));
    // Of each member its area, and of each area its corners.
    let mut area: Vec<usize> = (0..members.len()).collect();
    let mut areas: Vec<Vec<Point>> = members.iter().map(|&at| circle(&stands[at], AIR_PX)).collect();
    let mut path = Vec::new();
    let mut tried = 0.0;
    while let Some((apart, a, b)) = nearest(members, stands, &area, tried) {
        if apart > REACH * link_px {
            break;
        }
        tried = apart;
        let (one, two) = (area[a], area[b]);
        let both = around([&*areas[one], &*areas[two]].concat());
        if clear(&both) {
            areas[one] = both;
            areas[two].clear();
            area.iter_mut().filter(|it| **it == two).for_each(|it| *it = one);
        }
    }
    areas.iter().for_each(|corners| outline(corners, &mut path));
    // The shortest tree (Kruskal 1956) of what is apart.
    while let Some((_, a, b)) = nearest(members, stands, &area, 0.0).filter(|_| joined) {
        let ends = [a, b].map(|at| circle(&stands[members[at]], BAND_PX - stands[members[at]].radius_px));
        outline(&around(ends.concat()), &mut path);
        let (one, two) = (area[a], area[b]);
        area.iter_mut().filter(|it| **it == two).for_each(|it| *it = one);
    }
    let key = ["group ", &number.to_string()].concat();
    let (shape, hook) = (Shape::Fill { path }, Hook::None);
    Mark { key, shape, class: Class::Hull, hook, dimmed: false, label: String::new() }
}

/// The two members of different areas that are nearest to each other, of those further apart than has
/// been tried; and how far that is.
fn nearest(members: &[usize], stands: &[Stand], area: &[usize], tried: f32) -> Option<(f32, usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for a in 0..members.len() {
        for b in a + 1..members.len() {
            let apart = length(sub(stands[members[a]].at, stands[members[b]].at));
            if area[a] != area[b] && apart > tried && best.is_none_or(|it| apart < it.0) {
                best = Some((apart, a, b));
            }
        }
    }
    best
}

/// A circle by its corners: a sixteenth of a turn from one to the next.
fn circle(stand: &Stand, air_px: f32) -> Vec<Point> {
    const TURN: Point = [0.923_879_5, 0.382_683_43];
    let radius = stand.radius_px + air_px;
    let mut way = [1.0_f32, 0.0];
    let mut next = |_| {
        let at = [stand.at[0] + radius * way[0], stand.at[1] + radius * way[1]];
        way = [way[0] * TURN[0] - way[1] * TURN[1], way[0] * TURN[1] + way[1] * TURN[0]];
        at
    };
    (0..16).map(&mut next).collect()
}

/// All subpaths turn the same way, so that areas that overlap are one.
fn outline(corners: &[Point], path: &mut Vec<Segment>) {
    for (n, &[x, y]) in corners.iter().enumerate() {
        path.push(if n == 0 { Segment::Move(x, y) } else { Segment::Line(x, y) });
    }
    if !corners.is_empty() {
        path.push(Segment::Close);
    }
}

/// On which side of the way from one point to another a third lies, times twice the area between.
fn turn(a: Point, b: Point, c: Point) -> f32 {
    let (there, on) = (sub(b, a), sub(c, a));
    there[0] * on[1] - there[1] * on[0]
}

/// The convex hull: from the leftmost point on to the one that leaves no other outside (Jarvis 1973).
fn around(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let mut here = points[0];
    for &point in &points {
        if point[0] < here[0] {
            here = point;
        }
    }
    while out.len() < points.len() && out.first() != Some(&here) {
        out.push(here);
        let mut next = out[0];
        for &point in &points {
            let side = turn(here, next, point);
            let further = length(sub(point, here)) > length(sub(next, here));
            if next == here || side < 0.0 || side == 0.0 && further {
                next = point;
            }
        }
        here = next;
    }
    out
}

/// Whether a mark stands in an area or at its edge.
fn meets(corners: &[Point], stand: &Stand) -> bool {
    let near = stand.radius_px + CLEAR_PX;
    let ends = corners.iter().zip(corners.iter().cycle().skip(1));
    ends.map(|(&a, &b)| turn(a, b, stand.at) / length(sub(b, a)).max(1e-6)).all(|inside| inside > -near)
}
