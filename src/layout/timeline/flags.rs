//! Labels of marked days, as flags: each stands in a lane above the rows, at a
//! stem that runs down from it. No label lies on another one or on a stem.
//!
//! A flag hangs to the right of its stem, or to the left where the picture ends.
//! A label that reaches over another stem must lie above that one's label: so a
//! crowd of flags becomes a staircase. The weightiest are tried first; one that
//! would need more lanes than there are has no label. More find room when the
//! reader zooms in.

use super::Measures;
use crate::sort;

/// A marked day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flag {
    /// Where its line stands.
    pub x: f32,
    /// Width of its label.
    pub width_px: f32,
    /// Lines of its label.
    pub lines: usize,
    /// The greater, the sooner it gets a label.
    pub weight: u32,
}

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// Left edge of the text.
    pub left: f32,
    /// Baseline of its first line.
    pub baseline: f32,
    /// Top of its stem.
    pub stem_px: f32,
}

/// Between a stem and its label.
const STEM_GAP_PX: f32 = 5.0;
/// Between two labels.
const GAP_PX: f32 = 10.0;

/// A label and its stem.
struct Hung {
    at: usize,
    x: f32,
    left: f32,
    right: f32,
}

impl Hung {
    /// Whether the label would lie on another one's stem.
    fn covers(&self, other: &Hung) -> bool {
        other.x > self.left - 4.0 && other.x < self.right + 4.0
    }

    fn meets(&self, other: &Hung) -> bool {
        self.left < other.right + GAP_PX && other.left < self.right + GAP_PX
    }
}

/// Where labels stand, and the height of the band that holds them.
pub fn place(flags: &[Flag], measures: &Measures) -> (Vec<Option<Place>>, f32) {
    let mut order: Vec<usize> = (0..flags.len()).collect();
    sort::by_key(&mut order, |&at| (std::cmp::Reverse(flags[at].weight), at));
    let mut hung: Vec<Hung> = Vec::new();
    let mut lanes: Vec<usize> = Vec::new();
    for at in order {
        let flag = &flags[at];
        let whole = flag.width_px + STEM_GAP_PX;
        let right = flag.x + whole;
        let leftwards = right > measures.field_px[1] + 8.0;
        if leftwards && flag.x < whole {
            continue;
        }
        let (left, right) = if leftwards { (flag.x - whole, flag.x) } else { (flag.x, right) };
        hung.push(Hung { at, x: flag.x, left, right });
        match stairs(&hung, measures.flag_lanes) {
            Some(found) => lanes = found,
            None => {
                hung.pop();
            }
        }
    }
    // Each lane is as high as its highest label.
    let count = lanes.iter().map(|lane| lane + 1).max().unwrap_or(0);
    let mut tops = vec![0.0; count];
    let mut height = 0.0;
    for lane in (0..count).rev() {
        tops[lane] = height;
        let of_lane = hung.iter().zip(&lanes).filter(|(_, of)| **of == lane);
        let lines = of_lane.map(|(it, _)| flags[it.at].lines).max();
        height += lines.unwrap_or(0) as f32 * measures.line_px + 7.0;
    }
    let mut places = vec![None; flags.len()];
    for (it, &lane) in hung.iter().zip(&lanes) {
        let left = if it.left < it.x { it.left } else { it.x + STEM_GAP_PX };
        places[it.at] =
            Some(Place { left, baseline: tops[lane] + measures.type_px, stem_px: tops[lane] + 2.0 });
    }
    (places, height)
}

/// The lowest lane for each flag, from 0; nothing if they do not fit. Lanes only
/// rise until nothing has to: the least solution of "above whom it covers" and
/// "beside whom it meets".
fn stairs(hung: &[Hung], most: usize) -> Option<Vec<usize>> {
    let mut lanes = vec![0; hung.len()];
    loop {
        let mut rose = false;
        for (n, a) in hung.iter().enumerate() {
            for (m, b) in hung.iter().enumerate().filter(|(m, _)| *m != n) {
                let above = a.covers(b) && lanes[n] <= lanes[m];
                // Of two that only meet, the lighter one gives way.
                let beside = a.meets(b) && lanes[n] == lanes[m] && n > m;
                if above || beside {
                    lanes[n] = lanes[m] + 1;
                    rose = true;
                    if lanes[n] >= most {
                        return None;
                    }
                }
            }
        }
        if !rose {
            return Some(lanes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_label_lies_on_a_label_or_a_stem(
            flags in proptest::collection::vec((0f32..900., 30f32..200., 1usize..3, 0u32..9), 0..40)
        ) {
            let measures = Measures::of(1_000.0);
            let flags: Vec<Flag> = (flags.into_iter())
                .map(|(x, width_px, lines, weight)| Flag { x, width_px, lines, weight })
                .collect();
            let (places, height) = place(&flags, &measures);
            let boxes: Vec<(f32, [f32; 4])> = (places.iter().zip(&flags))
                .filter_map(|(place, flag)| {
                    let place = place.as_ref()?;
                    let top = place.baseline - measures.type_px;
                    let bottom = top + flag.lines as f32 * measures.line_px;
                    Some((flag.x, [place.left, top, place.left + flag.width_px, bottom]))
                })
                .collect();
            for (n, (x, a)) in boxes.iter().enumerate() {
                prop_assert!(a[0] >= 0.0 && a[3] <= height);
                for (m, (_, b)) in boxes.iter().enumerate().filter(|(m, _)| *m != n) {
                    let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                    prop_assert!(apart, "{n} on {m}");
                    // The stem runs down from the label.
                    prop_assert!(b[1] < a[3] || *x <= b[0] || *x >= b[2], "stem of {n} through {m}");
                }
            }
            let heaviest = flags.iter().map(|flag| flag.weight).max();
            let found = |(place, flag): (&Option<Place>, &Flag)| place.is_some() && Some(flag.weight) == heaviest;
            prop_assert!(flags.is_empty() || places.iter().zip(&flags).any(found));
        }
    }
}
