//! Shapes of links: tapered ribbons, threads, arrowheads, arcs.
//!
//! The sides of a ribbon are offset curves (Tiller and Hanson 1984: shift the legs of
//! the control polygon, meet them again), so it keeps its width where it is steep.

use super::Segment::{Close, Cubic, Line, Move};
use super::{LinkClass, LinkKind, LinkLevel, Segment, Shape, style};
use crate::layout::flow::{BEND, Path};

/// Largest radius of an arc's corners.
const ROUND_PX: f32 = 42.0;
/// Between the tip of an arrowhead and the bar.
const TIP_GAP_PX: f32 = 1.5;

/// Width at the giver, width before the arrowhead, length and half width of the head.
pub(super) fn sizes(class: LinkClass, part: Part) -> (f32, f32, f32, f32) {
    if class.certainty.is_ghost() || part != Part::Whole {
        return THIN;
    }
    match (class.kind, class.exclusivity) {
        (LinkKind::Ownership, _) => (1.2, 1.2, 6.0, 2.6),
        (_, LinkLevel::Exclusive) if style::is_thread(class) => (3.0, 3.0, 10.0, 5.0),
        (_, LinkLevel::Exclusive) => (8.0, 3.6, 10.0, 5.0),
        (_, LinkLevel::Unknown) => (2.4, 2.4, 8.0, 3.8),
        _ if style::is_thread(class) => (1.8, 1.8, 8.0, 3.8),
        (LinkKind::PassedOn, _) => (3.4, 1.6, 8.0, 3.8),
        _ => (4.2, 1.9, 8.0, 3.8),
    }
}

/// How much of a link is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// From giver to receiver.
    Whole,
    /// From a giver to a junction: thin, without a head.
    ToJunction,
    /// From a junction to a receiver: thin.
    FromJunction,
}

/// Widths and head of a ghost, and of the parts that meet in a junction.
const THIN: (f32, f32, f32, f32) = (1.3, 1.3, 7.0, 3.2);

/// Room that a link needs at both ends.
pub(super) fn slot_px(class: LinkClass, part: Part) -> [f32; 2] {
    let (from, _, _, half) = sizes(class, part);
    [from.max(5.0), half * 2.0]
}

/// The body of a link, and its arrowhead where it has one.
pub(super) fn link(class: LinkClass, path: &Path, part: Part) -> (Shape, Option<Shape>) {
    let (from_px, to_px, length, half) = sizes(class, part);
    let head = part != Part::ToJunction;
    let [tip_x, y] = path.end;
    // The way the link is going when it arrives.
    let ahead = match path.arc_x {
        Some(arc_x) => (path.end[0] - arc_x).signum(),
        None => (path.end[0] - path.start[0]).signum(),
    };
    let tip = tip_x - ahead * TIP_GAP_PX;
    let base = tip - ahead * length;
    let run = Path { end: [if head { base } else { tip_x }, y], ..*path };
    let arrow = head
        .then(|| Shape::Fill { path: vec![Move(tip, y), Line(base, y - half), Line(base, y + half), Close] });
    let body = if style::is_thread(class) {
        let mut thread = vec![Move(run.start[0], run.start[1])];
        thread.extend(side(&run, 0.0, 0.0));
        Shape::Stroke { path: thread, width_px: from_px }
    } else {
        let there = side(&run, from_px / 2.0, to_px / 2.0);
        let back = side(&Path { start: run.end, end: run.start, ..run }, to_px / 2.0, from_px / 2.0);
        let mut path = vec![Move(run.start[0], run.start[1] - normal(&run) * from_px / 2.0)];
        path.extend(there);
        path.push(Line(run.end[0], run.end[1] + turned(&run) * to_px / 2.0));
        path.extend(back);
        path.push(Close);
        Shape::Fill { path }
    };
    (body, arrow)
}

/// Where a mark on a link stands: a bit past the middle (t = 0.62 of the curve).
pub(super) fn mark_at(path: &Path) -> [f32; 2] {
    let ([x0, y0], [x1, y1]) = (path.start, path.end);
    match path.arc_x {
        Some(x) => [x, f32::midpoint(y0, y1)],
        None => [x0 + (x1 - x0) * 0.598, y0 + (y1 - y0) * 0.677],
    }
}

/// Sign of y on the left of the way where it starts (y grows downwards).
fn normal(path: &Path) -> f32 {
    match path.arc_x {
        Some(arc_x) => (arc_x - path.start[0]).signum(),
        None => (path.end[0] - path.start[0]).signum(),
    }
}

/// The same on the right of the way where it ends.
fn turned(path: &Path) -> f32 {
    match path.arc_x {
        Some(_) => -normal(path),
        None => normal(path),
    }
}

/// The curve to the left of a way, at a distance that changes from `near` to `far`; without the start.
fn side(path: &Path, near: f32, far: f32) -> Vec<Segment> {
    let ([x0, y0], [x1, y1]) = (path.start, path.end);
    let ahead = normal(path);
    let Some(arc_x) = path.arc_x else {
        let (width, fall) = (x1 - x0, y1 - y0);
        let run = width.abs() * (1.0 - 2.0 * BEND);
        let slant = (run * run + fall * fall).sqrt();
        // The offset times tan(φ/2) of the turn.
        let shift = f32::midpoint(near, far) * fall / (slant + run).max(1.0);
        let bend = width * BEND;
        let (a, b) = (y0 - ahead * near, y1 - ahead * far);
        return vec![Cubic([x0 + bend + shift, a, x1 - bend + shift, b, x1, b])];
    };
    // Out, round, along, round, back.
    let down = if y1 >= y0 { 1.0 } else { -1.0 };
    // The left of the way is outside if it turns right.
    let out = ahead * down;
    let reach = (arc_x - x0).abs().min((arc_x - x1).abs()).min((y1 - y0).abs() / 2.0).min(ROUND_PX);
    let offset = f32::midpoint(near, far);
    let radius = (reach + out * offset).max(0.5);
    let edge = arc_x + ahead * out * offset;
    let (a, b) = (y0 - ahead * near, y1 + ahead * far);
    let round = 0.45 * radius;
    vec![
        Line(edge - ahead * radius, a),
        Cubic([edge - ahead * round, a, edge, a + down * round, edge, a + down * radius]),
        Line(edge, b - down * radius),
        Cubic([edge, b - down * round, edge - ahead * round, b, edge - ahead * radius, b]),
        Line(x1, b),
    ]
}

/// The cross on a disputed link.
pub(super) fn cross([x, y]: [f32; 2]) -> Shape {
    let arm = 4.5;
    Shape::Stroke {
        path: vec![
            Move(x - arm, y - arm),
            Line(x + arm, y + arm),
            Move(x - arm, y + arm),
            Line(x + arm, y - arm),
        ],
        width_px: 1.8,
    }
}
