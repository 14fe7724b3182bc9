//! Shapes of links between two points of the plane: curved ribbons and threads with arrowheads.
//!
//! A link is a quadratic Bézier curve, cut where it leaves the giver's mark and
//! where its arrowhead meets the receiver's. The sides of a ribbon are offset curves
//! (Tiller and Hanson 1984: shift the legs of the control polygon, meet them again).

use crate::scene::Segment::{Close, Cubic, Line, Move};
use crate::scene::ribbon::{self, Part};
use crate::scene::{LinkClass, Segment, Shape, style};

/// Between a mark and what begins or ends there.
const GAP_PX: f32 = 2.0;

/// A point or a way.
pub(super) type Point = [f32; 2];

/// A quadratic curve.
#[derive(Clone, Copy, Debug)]
pub(super) struct Curve {
    pub from: Point,
    pub bend: Point,
    pub to: Point,
}

impl Curve {
    /// From near one point to near another, `shifts_px` to the left of the way at its ends and
    /// `aside_px` in the middle (to the left of who looks along the way on the screen).
    pub fn new(from: Point, to: Point, aside_px: f32, shifts_px: [f32; 2]) -> Curve {
        let across = left(unit(sub(to, from)));
        let (from, to) = (along(from, across, shifts_px[0]), along(to, across, shifts_px[1]));
        let middle = [from[0].midpoint(to[0]), from[1].midpoint(to[1])];
        // The middle of the curve lies half way to the control point.
        let aside = 2.0 * (aside_px - shifts_px[0].midpoint(shifts_px[1]));
        Curve { from, bend: along(middle, across, aside), to }
    }

    /// The point at a parameter from 0 to 1.
    pub fn at(&self, t: f32) -> Point {
        self.blossom(t, t)
    }

    fn blossom(&self, s: f32, t: f32) -> Point {
        let shares = [(1.0 - s) * (1.0 - t), s + t - 2.0 * s * t, s * t];
        let mix = |axis: usize| {
            shares[0] * self.from[axis] + shares[1] * self.bend[axis] + shares[2] * self.to[axis]
        };
        [mix(0), mix(1)]
    }

    /// The piece between two parameters.
    fn piece(&self, from: f32, to: f32) -> Curve {
        Curve { from: self.at(from), bend: self.blossom(from, to), to: self.at(to) }
    }

    /// Where it leaves a circle near its start, or enters one near its end.
    fn cut(&self, centre: Point, radius_px: f32, around_end: bool) -> f32 {
        let (mut inside, mut outside) = (0.0_f32, 0.5_f32);
        for _ in 0..14 {
            let middle = inside.midpoint(outside);
            let t = if around_end { 1.0 - middle } else { middle };
            if length(sub(self.at(t), centre)) < radius_px { inside = middle } else { outside = middle }
        }
        if around_end { 1.0 - outside } else { outside }
    }

    /// The body of a link, its arrowhead where it has one, and where a mark on it stands. The
    /// ends are the middle and the radius of the giver's and the receiver's marks.
    pub fn shapes(
        &self,
        class: LinkClass,
        part: Part,
        ends: [(Point, f32); 2],
    ) -> (Shape, Option<Shape>, Point) {
        let (from_px, to_px, head_px, half_px) = ribbon::sizes(class, part);
        let headed = part != Part::ToJunction;
        let [(giver, near), (receiver, far)] = ends;
        let start = self.cut(giver, near + GAP_PX, false);
        let tip = self.at(self.cut(receiver, far + GAP_PX, true));
        // On a short link the head leaves room for the body.
        let short = length(sub(receiver, giver)) - near - far < 3.0 * head_px;
        let (head_px, half_px) = if short { (head_px * 0.6, half_px * 0.6) } else { (head_px, half_px) };
        let back = if headed { head_px } else { 0.0 };
        let base = self.cut(receiver, far + GAP_PX + back, true).max(start);
        let foot = self.at(base);
        let run = self.piece(start, base);
        let arrow = headed.then(|| {
            let across = left(unit(sub(tip, foot)));
            let [a, b] = [half_px, -half_px].map(|aside| along(foot, across, aside));
            Shape::Fill { path: vec![to_move(tip), to_line(a), to_line(b), Close] }
        });
        let mark = self.at(start + (base - start) * 0.62);
        let body = if style::is_thread(class) || part != Part::Whole {
            Shape::Stroke { path: vec![to_move(run.from), run.cubic()], width_px: from_px }
        } else {
            let there = run.aside(from_px / 2.0, to_px / 2.0);
            let back = Curve { from: run.to, bend: run.bend, to: run.from }.aside(to_px / 2.0, from_px / 2.0);
            Shape::Fill {
                path: vec![to_move(there.from), there.cubic(), to_line(back.from), back.cubic(), Close],
            }
        };
        (body, arrow, mark)
    }

    /// The curve to the left of the way, at a distance that changes from `near` to `far`.
    fn aside(&self, near: f32, far: f32) -> Curve {
        let (first, last) = (unit(sub(self.bend, self.from)), unit(sub(self.to, self.bend)));
        let middle = unit([first[0] + last[0], first[1] + last[1]]);
        // In the corner the shift is longer by 1 / cos of half the turn.
        let cos = (middle[0] * first[0] + middle[1] * first[1]).max(0.5);
        Curve {
            from: along(self.from, left(first), near),
            bend: along(self.bend, left(middle), near.midpoint(far) / cos),
            to: along(self.to, left(last), far),
        }
    }

    /// The same curve as a cubic.
    fn cubic(&self) -> Segment {
        let third = |end: Point, axis: usize| end[axis] + (self.bend[axis] - end[axis]) * 2.0 / 3.0;
        let (a, b) = (self.from, self.to);
        Cubic([third(a, 0), third(a, 1), third(b, 0), third(b, 1), b[0], b[1]])
    }
}

fn to_move(point: Point) -> Segment {
    Move(point[0], point[1])
}

fn to_line(point: Point) -> Segment {
    Line(point[0], point[1])
}

pub(super) fn sub(a: Point, b: Point) -> Point {
    [a[0] - b[0], a[1] - b[1]]
}

pub(super) fn length(way: Point) -> f32 {
    (way[0] * way[0] + way[1] * way[1]).sqrt()
}

/// One px in this direction; to the right if there is none.
fn unit(way: Point) -> Point {
    let length = length(way);
    if length > 1e-6 { [way[0] / length, way[1] / length] } else { [1.0, 0.0] }
}

fn left(way: Point) -> Point {
    [way[1], -way[0]]
}

fn along(point: Point, way: Point, far: f32) -> Point {
    [point[0] + way[0] * far, point[1] + way[1] * far]
}
