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

/// The area of a group. `link_px`: how long links are wanted. `joined`: what lies apart is held together
/// by bands, else by its name.
pub(super) fn hull(number: usize, members: &[usize], stands: &[Stand], link_px: f32, joined: bool) -> Mark {
    let foreign = |at: usize| !stands[at].lines.is_empty() && !members.contains(&at);
    // Of each member the area that it is in: the number of its first member.
    let mut areas: Vec<usize> = (0..members.len()).collect();
    let corners = |areas: &[usize], of: [usize; 2]| {
        let mut points = Vec::new();
        for (area, &at) in areas.iter().zip(members) {
            if of.contains(area) {
                circle(&stands[at], AIR_PX, &mut points);
            }
        }
        around(&points)
    };
    let mut tried = 0.0;
    while let Some((apart, a, b)) = nearest(members, stands, &areas, tried) {
        if apart > REACH * link_px {
            break;
        }
        tried = apart;
        let both = corners(&areas, [areas[a], areas[b]]);
        if (0..stands.len()).all(|at| !foreign(at) || !meets(&both, &stands[at])) {
            merge(&mut areas, a, b);
        }
    }
    let mut path = Vec::new();
    for area in 0..members.len() {
        outline(&corners(&areas, [area; 2]), &mut path);
    }
    // The shortest tree (Kruskal 1956) of what is apart.
    while let Some((_, a, b)) = nearest(members, stands, &areas, 0.0).filter(|_| joined) {
        let mut points = Vec::new();
        for at in [a, b] {
            circle(&stands[members[at]], BAND_PX - stands[members[at]].radius_px, &mut points);
        }
        outline(&around(&points), &mut path);
        merge(&mut areas, a, b);
    }
    let key = ["group ", &number.to_string()].concat();
    let (shape, hook) = (Shape::Fill { path }, Hook::None);
    Mark { key, shape, class: Class::Hull, hook, dimmed: false, label: String::new() }
}

/// Makes the areas of two members one.
fn merge(areas: &mut [usize], a: usize, b: usize) {
    let (one, two) = (areas[a].min(areas[b]), areas[a].max(areas[b]));
    areas.iter_mut().filter(|it| **it == two).for_each(|it| *it = one);
}

/// The two members of different areas that are nearest to each other, of those further apart than has
/// been tried; and how far that is.
fn nearest(members: &[usize], stands: &[Stand], areas: &[usize], tried: f32) -> Option<(f32, usize, usize)> {
    let mut best: Option<(f32, usize, usize)> = None;
    for a in 0..members.len() {
        for b in a + 1..members.len() {
            let apart = length(sub(stands[members[a]].at, stands[members[b]].at));
            if areas[a] != areas[b] && apart > tried && best.is_none_or(|it| apart < it.0) {
                best = Some((apart, a, b));
            }
        }
    }
    best
}

/// The corners of a circle: a sixteenth of a turn from one to the next.
fn circle(stand: &Stand, air_px: f32, points: &mut Vec<Point>) {
    const TURN: Point = [0.923_879_5, 0.382_683_43];
    let radius = stand.radius_px + air_px;
    let mut way = [radius, 0.0];
    for _ in 0..16 {
        points.push([stand.at[0] + way[0], stand.at[1] + way[1]]);
        way = [way[0] * TURN[0] - way[1] * TURN[1], way[0] * TURN[1] + way[1] * TURN[0]];
    }
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
fn around(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    let mut here = 0;
    for at in 0..points.len() {
        if points[at][0] < points[here][0] {
            here = at;
        }
    }
    // Back at the first; points may lie on each other.
    while out.len() < points.len() && out.first().is_none_or(|&first| length(sub(points[here], first)) > 1e-3)
    {
        out.push(points[here]);
        let mut next = here;
        for at in 0..points.len() {
            let side = turn(points[here], points[next], points[at]);
            let far = |at: usize| length(sub(points[at], points[here]));
            if side < 0.0 || side == 0.0 && far(at) > far(next) {
                next = at;
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

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(x: f32, y: f32) -> Stand {
        Stand { at: [x, y], radius_px: 6.0, lines: vec!["A".to_owned()], ..Stand::default() }
    }

    /// How many areas a group has, and how many points outline them.
    fn areas(members: &[usize], stands: &[Stand], joined: bool) -> usize {
        let Shape::Fill { path } = hull(0, members, stands, 100.0, joined).shape else { panic!("an area") };
        let numbers = format!("{path:?}");
        assert!(!numbers.contains("NaN") && !numbers.contains("inf"), "{numbers}");
        path.iter().filter(|segment| matches!(segment, Segment::Close)).count()
    }

    #[test]
    fn members_share_an_area_where_nobody_stands_between() {
        let three = [stand(0.0, 0.0), stand(80.0, 0.0), stand(40.0, 60.0)];
        assert_eq!(areas(&[0, 1, 2], &three, false), 1);
        // Somebody else between the first two.
        let between = [stand(0.0, 0.0), stand(80.0, 0.0), stand(40.0, 0.0)];
        assert_eq!(areas(&[0, 1], &between, false), 2);
        assert_eq!(areas(&[0, 1], &between, true), 3, "a band holds them together");
        // Far away.
        let far = [stand(0.0, 0.0), stand(800.0, 0.0)];
        assert_eq!((areas(&[0, 1], &far, false), areas(&[0, 1], &far, true)), (2, 3));
        // On one point, and alone.
        assert_eq!(areas(&[0], &far, true), 1);
        assert!(areas(&[0, 1], &[stand(5.0, 5.0), stand(5.0, 5.0)], false) >= 1);
    }

    #[test]
    fn an_area_holds_its_members_and_nobody_else() {
        let points: Vec<Stand> =
            (0..40).map(|n| stand((n * 37 % 400) as f32, (n * 91 % 300) as f32)).collect();
        let members: Vec<usize> = (0..40).step_by(3).collect();
        let Shape::Fill { path } = hull(0, &members, &points, 100.0, false).shape else { panic!("an area") };
        let mut shapes: Vec<Vec<Point>> = Vec::new();
        for segment in path {
            match segment {
                Segment::Move(x, y) => shapes.push(vec![[x, y]]),
                Segment::Line(x, y) => shapes.last_mut().expect("begun").push([x, y]),
                _ => {}
            }
        }
        for (at, stand) in points.iter().enumerate() {
            let inside = shapes.iter().any(|shape| meets(shape, stand));
            let alone = members.iter().any(|&other| {
                other != at
                    && length(sub(points[other].at, stand.at)) < 2.0 * stand.radius_px + AIR_PX + CLEAR_PX
            });
            assert!(inside == members.contains(&at) || alone, "{at}");
        }
    }
}
