//! Components beside each other: each turned along the frame, then in rows.

use super::forces::Bodies;
use super::graph::Graph;

/// Room around a component, in lengths.
const GAP: f32 = 1.0;

/// Rows from the top, the largest components first, about as wide to high as the frame. By
/// which factor all is too large for the frame; 1 if it is not.
pub(super) fn pack(graph: &Graph, bodies: &mut Bodies) -> f32 {
    let frame = bodies.frame.unwrap_or([1.0, 1.0]);
    let ratio = frame[0].max(1e-3) / frame[1].max(1e-3);
    let mut boxes: Vec<[f32; 4]> = Vec::new();
    let mut area = 0.0;
    for part in graph.parts.windows(2) {
        let places = &mut bodies.places[part[0] as usize..part[1] as usize];
        turn(places, ratio >= 1.0);
        let (mut low, mut high) = (places[0], places[0]);
        for place in &*places {
            for axis in 0..2 {
                low[axis] = low[axis].min(place[axis]);
                high[axis] = high[axis].max(place[axis]);
            }
        }
        let size = [high[0] - low[0] + GAP, high[1] - low[1] + GAP];
        area += size[0] * size[1];
        boxes.push([low[0], low[1], size[0], size[1]]);
    }
    let width = boxes.iter().map(|it| it[2]).fold((area * ratio).sqrt(), f32::max);
    let (mut x, mut y, mut row, mut right) = (0.0_f32, 0.0, 0.0_f32, 0.0_f32);
    let mut corners: Vec<[f32; 2]> = Vec::new();
    for it in &boxes {
        if x > 0.0 && x + it[2] > width {
            (x, y, row) = (0.0, y + row, 0.0);
        }
        corners.push([x, y]);
        (x, row) = (x + it[2], row.max(it[3]));
        right = right.max(x);
    }
    let size = [right, y + row];
    let middle = [size[0] / 2.0, size[1] / 2.0];
    for ((part, it), corner) in graph.parts.windows(2).zip(&boxes).zip(corners) {
        for place in &mut bodies.places[part[0] as usize..part[1] as usize] {
            for axis in 0..2 {
                place[axis] += corner[axis] - it[axis] + GAP / 2.0 - middle[axis];
            }
        }
    }
    match bodies.frame {
        Some(frame) => (0..2).map(|axis| size[axis] / (2.0 * frame[axis]).max(1e-3)).fold(1.0, f32::max),
        None => 1.0,
    }
}

/// Turns places about their centre so that their longest extent lies across, or upright.
fn turn(places: &mut [[f32; 2]], across: bool) {
    let count = places.len() as f32;
    let (mut x, mut y) = (0.0, 0.0);
    for place in &*places {
        (x, y) = (x + place[0] / count, y + place[1] / count);
    }
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for place in &*places {
        let (dx, dy) = (place[0] - x, place[1] - y);
        (xx, xy, yy) = (xx + dx * dx, xy + dx * dy, yy + dy * dy);
    }
    // The greater eigenvalue of the covariance, and its direction.
    let half = (xx - yy) / 2.0;
    let root = (half * half + xy * xy).sqrt();
    let (mut cos, mut sin) = if half >= 0.0 { (half + root, xy) } else { (xy, root - half) };
    let norm = (cos * cos + sin * sin).sqrt();
    (cos, sin) = if norm > 1e-12 { (cos / norm, sin / norm) } else { (1.0, 0.0) };
    if !across {
        (cos, sin) = (sin, -cos);
    }
    for place in places {
        let (dx, dy) = (place[0] - x, place[1] - y);
        *place = [dx * cos + dy * sin, dy * cos - dx * sin];
    }
}
