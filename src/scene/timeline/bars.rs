//! Shapes of bars: full, lower, hatched, dotted, double.

use crate::scene::Segment::{Close, Line, Move};
use crate::scene::style::is_dotted;
use crate::scene::{Certainty, Class, LinkClass, LinkKind, LinkLevel, Shape};

/// Between two lines of hatching, along the bar.
const HATCH_PX: f32 = 4.5;
/// Least width of days that are known: a single day must be seen.
const LEAST_PX: f32 = 2.0;

/// Height of a bar: exclusive ones are higher, presumed ones a step lower.
fn height_px(look: LinkClass) -> f32 {
    let full = match (look.kind, look.exclusivity) {
        (LinkKind::PassedOn, _) => 6.0,
        (_, LinkLevel::Exclusive) => 10.0,
        _ => 5.0,
    };
    match (look.certainty, look.kind) {
        (Certainty::Presumed, LinkKind::PassedOn) => 4.6,
        (Certainty::Presumed, _) => full * 0.7,
        _ => full,
    }
}

/// The shapes of days between two places, around a height, with their classes.
pub(super) fn bar(look: LinkClass, from_px: f32, to_px: f32, y: f32) -> Vec<(Class, Shape)> {
    let to_px = to_px.max(from_px + LEAST_PX);
    let solid = matches!(look.certainty, Certainty::Known | Certainty::Presumed);
    let height = height_px(look);
    let class = Class::Bar(look);
    if is_dotted(look) {
        // The dots are round: half of one at each end.
        let width_px = if look.certainty == Certainty::Presumed { 2.6 } else { 3.4 };
        let ends = [from_px + width_px / 2.0, (to_px - width_px / 2.0).max(from_px + width_px / 2.0 + 0.1)];
        return vec![(class, line(ends[0], ends[1], y, width_px))];
    }
    if !solid {
        return vec![(class, hatched(from_px, to_px, y, height))];
    }
    let rect = |top: f32, height_px: f32| {
        (class, Shape::Rect { x: from_px, y: top, width_px: to_px - from_px, height_px })
    };
    if look.kind == LinkKind::PassedOn {
        // Two rails: passed on by somebody who was licensed.
        let rail = if look.certainty == Certainty::Known { 2.6 } else { 1.8 };
        return vec![rect(y - height / 2.0, rail), rect(y + height / 2.0 - rail, rail)];
    }
    vec![rect(y - height / 2.0, height)]
}

/// Days of which nobody knows; or, ended, days of a suspension.
pub(super) fn tail(look: LinkClass, from_px: f32, to_px: f32, y: f32) -> (Class, Shape) {
    (Class::Tail(look), line(from_px, to_px, y, if look.certainty == Certainty::Ended { 1.6 } else { 1.3 }))
}

/// Says that a bar goes on behind the edge of what is shown.
pub(super) fn goes_on(look: LinkClass, x: f32, y: f32) -> (Class, Shape) {
    let path = vec![Move(x + 6.0, y), Line(x, y - 4.5), Line(x, y + 4.5), Close];
    (Class::Arrow(look), Shape::Fill { path })
}

/// Where an event changes a grant: a lozenge.
pub(super) fn effect(x: f32, y: f32) -> Shape {
    let arm = 4.0;
    let path = vec![Move(x, y - arm), Line(x + arm, y), Line(x, y + arm), Line(x - arm, y), Close];
    Shape::Fill { path }
}

/// What a look is like in a legend of this size.
pub(in crate::scene) fn sample(class: Class, width_px: f32, y: f32) -> Vec<(Class, Shape)> {
    match class {
        Class::Bar(look) => bar(look, 4.0, width_px - 4.0, y),
        Class::Tail(look) => vec![tail(look, 4.0, width_px - 4.0, y)],
        Class::Effect => vec![(class, effect(width_px / 2.0, y))],
        Class::Event | Class::Now => {
            let path = vec![Move(width_px / 2.0, 0.0), Line(width_px / 2.0, y * 2.0)];
            vec![(class, Shape::Stroke { path, width_px: if class == Class::Now { 2.0 } else { 1.0 } })]
        }
        _ => Vec::new(),
    }
}

/// A straight line.
pub(super) fn line(from_px: f32, to_px: f32, y: f32, width_px: f32) -> Shape {
    Shape::Stroke { path: vec![Move(from_px, y), Line(to_px, y)], width_px }
}

/// A box with diagonals; they stand at the same places in all bars of a height.
fn hatched(from_px: f32, to_px: f32, y: f32, height: f32) -> Shape {
    // The outline lies inside, so that a box is as high as a full bar.
    let (left, right) = (from_px + 0.6, (to_px - 0.6).max(from_px + 0.8));
    let (top, bottom) = (y - height / 2.0 + 0.6, y + height / 2.0 - 0.6);
    let high = bottom - top;
    let mut path = vec![Move(left, top), Line(right, top), Line(right, bottom), Line(left, bottom), Close];
    let mut foot = ((left - high) / HATCH_PX).floor() * HATCH_PX;
    while foot < right {
        // From the foot up to the right, cut at both sides of the box.
        let (a, b) = (foot.max(left), (foot + high).min(right));
        if b > a + 0.3 {
            path.extend([Move(a, bottom - (a - foot)), Line(b, bottom - (b - foot))]);
        }
        foot += HATCH_PX;
    }
    Shape::Stroke { path, width_px: 1.2 }
}
