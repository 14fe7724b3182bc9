//! How many pairs of links cross in a finished layout.

use super::{Layout, Path, Request};

/// Crossings of links with slots: across the field, and among the arcs.
///
/// Two links across cross if they change sides over the stretch that they share; links that meet
/// in a node do not. Two arcs cross if one begins inside the other and ends outside. O(E²): a
/// measure for tests and reports; the ordering itself counts inversions.
pub fn crossings(request: &Request, layout: &Layout) -> usize {
    let drawn: Vec<&Path> = (request.links.iter().zip(&layout.paths))
        .filter(|(link, _)| link.slot_px.is_some())
        .map(|(_, path)| path)
        .collect();
    let mut count = 0;
    for (n, a) in drawn.iter().enumerate() {
        for b in &drawn[n + 1..] {
            count += usize::from(match (a.arc_x, b.arc_x) {
                (None, None) => change_sides(a, b),
                (Some(_), Some(_)) => interleave(a, b),
                _ => false,
            });
        }
    }
    count
}

/// Control points of a link across stand this far into its width.
pub const BEND: f32 = 0.46;

fn change_sides(a: &Path, b: &Path) -> bool {
    let (a0, a1) = ordered(a);
    let (b0, b1) = ordered(b);
    let (from, to) = (a0[0].max(b0[0]), a1[0].min(b1[0]));
    if to - from < 1.0 {
        return false;
    }
    let before = height_at(a0, a1, from) - height_at(b0, b1, from);
    let after = height_at(a0, a1, to) - height_at(b0, b1, to);
    before * after < -1e-3
}

fn ordered(path: &Path) -> ([f32; 2], [f32; 2]) {
    if path.start[0] <= path.end[0] { (path.start, path.end) } else { (path.end, path.start) }
}

/// y of the curve at x, by halving.
fn height_at(start: [f32; 2], end: [f32; 2], x: f32) -> f32 {
    let share = (x - start[0]) / (end[0] - start[0]).max(1e-3);
    let (mut lo, mut hi) = (0.0_f32, 1.0_f32);
    for _ in 0..20 {
        let t = f32::midpoint(lo, hi);
        let u = 1.0 - t;
        let at = 3.0 * u * u * t * BEND + 3.0 * u * t * t * (1.0 - BEND) + t * t * t;
        if at < share { lo = t } else { hi = t }
    }
    let t = f32::midpoint(lo, hi);
    start[1] + (end[1] - start[1]) * t * t * (3.0 - 2.0 * t)
}

fn interleave(a: &Path, b: &Path) -> bool {
    let span = |path: &Path| (path.start[1].min(path.end[1]), path.start[1].max(path.end[1]));
    let ((a0, a1), (b0, b1)) = (span(a), span(b));
    (a0 < b0 && b0 < a1 && a1 < b1) || (b0 < a0 && a0 < b1 && b1 < a1)
}
