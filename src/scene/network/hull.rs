//! A group as soft areas: members that nobody else stands between share one.
//!
//! Areas grow together as in single-linkage clustering, the nearest first, as long as the convex hull
//! of both holds nobody who does not belong to the group: so an area never says what is not so, and
//! parties that lie across the picture from each other do not become a tube through all of it.

use super::curve::{Point, length, sub};
use super::place::Stand;
use crate::scene::{Class, Hook, Mark, Segment, Shape};
use crate::sort;

/// Around a mark.
const AIR_PX: f32 = 12.0;
/// Half the width of what joins areas that lie apart.
const BAND_PX: f32 = 3.0;
/// Corners of a circle.
const CORNERS: usize = 24;
/// A mark that stands so far from a group's area is not in it.
const CLEAR_PX: f32 = 3.0;

/// The area of a group. `joined`: what lies apart is held together by bands, else by its name.
pub(super) fn hull(number: usize, members: &[usize], stands: &[Stand], joined: bool) -> Mark {
    let others: Vec<&Stand> = (stands.iter().enumerate())
        .filter(|(at, stand)| !stand.lines.is_empty() && !members.contains(at))
        .map(|(_, stand)| stand)
        .collect();
    let mut pairs: Vec<(u32, usize, usize)> = Vec::new();
    for (a, &first) in members.iter().enumerate() {
        for (b, &second) in members.iter().enumerate().skip(a + 1) {
            let apart = length(sub(stands[first].at, stands[second].at));
            pairs.push(((apart * 10.0) as u32, a, b));
        }
    }
    sort::plain(&mut pairs);
    // Of each member its area, and of each area its corners.
    let mut area: Vec<usize> = (0..members.len()).collect();
    let mut areas: Vec<Vec<Point>> = members.iter().map(|&at| circle(&stands[at], AIR_PX)).collect();
    for &(_, a, b) in &pairs {
        let (one, two) = (area[a], area[b]);
        if one == two {
            continue;
        }
        let both = convex([&*areas[one], &*areas[two]].concat());
        if others.iter().all(|other| !meets(&both, other)) {
            areas[one] = both;
            areas[two].clear();
            area.iter_mut().filter(|it| **it == two).for_each(|it| *it = one);
        }
    }
    let mut path = Vec::new();
    for corners in areas.iter().filter(|corners| !corners.is_empty()) {
        outline(corners, &mut path);
    }
    if joined {
        // The shortest tree (Kruskal 1956) of what is apart.
        for &(_, a, b) in &pairs {
            let (one, two) = (area[a], area[b]);
            if one != two {
                let band = |at: usize| circle(&stands[members[at]], BAND_PX - stands[members[at]].radius_px);
                outline(&convex([band(a), band(b)].concat()), &mut path);
                area.iter_mut().filter(|it| **it == two).for_each(|it| *it = one);
            }
        }
    }
    let key = ["group ", &number.to_string()].concat();
    Mark {
        key,
        shape: Shape::Fill { path },
        class: Class::Hull,
        hook: Hook::None,
        dimmed: false,
        label: String::new(),
    }
}

fn circle(stand: &Stand, air_px: f32) -> Vec<Point> {
    let radius = stand.radius_px + air_px;
    let at = |n: usize| {
        let (sin, cos) = (n as f32 / CORNERS as f32 * std::f32::consts::TAU).sin_cos();
        [stand.at[0] + radius * cos, stand.at[1] + radius * sin]
    };
    (0..CORNERS).map(at).collect()
}

/// All subpaths turn the same way, so that areas that overlap are one.
fn outline(corners: &[Point], path: &mut Vec<Segment>) {
    for (n, &[x, y]) in corners.iter().enumerate() {
        path.push(if n == 0 { Segment::Move(x, y) } else { Segment::Line(x, y) });
    }
    path.push(Segment::Close);
}

/// On which side of the way from one point to another a third lies, times twice the area between.
fn turn(a: Point, b: Point, c: Point) -> f32 {
    let (there, on) = (sub(b, a), sub(c, a));
    there[0] * on[1] - there[1] * on[0]
}

/// The convex hull (Andrew's monotone chain, 1979).
fn convex(mut points: Vec<Point>) -> Vec<Point> {
    sort::by(&mut points, |a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    let mut out: Vec<Point> = Vec::new();
    for back in [false, true] {
        let start = out.len();
        for n in 0..points.len() {
            let point = points[if back { points.len() - 1 - n } else { n }];
            while out.len() >= start + 2 && turn(out[out.len() - 2], out[out.len() - 1], point) <= 0.0 {
                out.pop();
            }
            out.push(point);
        }
        out.pop();
    }
    out
}

/// Whether a mark stands in an area or at its edge.
fn meets(corners: &[Point], stand: &Stand) -> bool {
    let near = stand.radius_px + CLEAR_PX;
    let ends = corners.iter().zip(corners.iter().cycle().skip(1));
    ends.map(|(&a, &b)| turn(a, b, stand.at) / length(sub(b, a)).max(1e-6)).all(|inside| inside > -near)
}
