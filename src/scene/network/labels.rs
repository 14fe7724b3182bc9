//! Names beside their marks: the most important first, each where it covers least, none on
//! another name or mark, none cut. Where there is no room a name is left out.

use super::NetworkInput;
use super::curve::Curve;
use super::place::{Measures, Stand};
use crate::scene::Anchor;
use crate::sort;

/// Most names on a picture.
const MOST: usize = 300;
/// Between a mark and its name.
const GAP_PX: f32 = 4.0;
/// Around a name.
const AIR_PX: f32 = 2.0;

/// What each place costs besides what it covers.
const LAST_RESORT: [f32; 8] = [0.0, 1.0, 1.0, 1.5, 3.0, 3.0, 3.0, 3.0];

/// Left, top, right, bottom.
type Area = [f32; 4];

/// Where a name stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub x: f32,
    /// Top of the first line.
    pub top: f32,
    pub anchor: Anchor,
}

/// The place of each party's name; nothing where there is no room.
pub(super) fn labels(
    input: &NetworkInput,
    stands: &[Stand],
    curves: &[Curve],
    measures: Measures,
    size_px: [f32; 2],
) -> Vec<Option<Label>> {
    let mut order: Vec<usize> = (0..input.parties.len()).collect();
    sort::by_key(&mut order, |&at| (!input.parties[at].lit, u32::MAX - input.parties[at].weight));
    let marks: Vec<Area> = stands.iter().map(|stand| square(stand, 1.0)).collect();
    let dots: Vec<[f32; 2]> = if curves.len() > 800 {
        Vec::new()
    } else {
        curves.iter().flat_map(|curve| (1..32).map(|look| curve.at(look as f32 / 32.0))).collect()
    };
    let covered = |area: &Area| dots.iter().filter(|dot| within(**dot, area)).count() as f32;
    // Every place that a name may take, whatever the other names do.
    let choices: Vec<Vec<Choice>> = (stands.iter().enumerate().take(input.parties.len()))
        .map(|(at, stand)| {
            let mut choices = Vec::new();
            for ((label, area), extra) in candidates(stand, measures).into_iter().zip(LAST_RESORT) {
                let inside =
                    area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= size_px[0] && area[3] <= size_px[1];
                let free = marks.iter().enumerate().all(|(other, mark)| other == at || apart(&area, mark));
                if inside && free {
                    choices.push(Choice { label, area, cost: covered(&area) + extra });
                }
            }
            sort::by(&mut choices, |a, b| a.cost.total_cmp(&b.cost));
            choices
        })
        .collect();
    let mut taken: Vec<Option<usize>> = vec![None; input.parties.len()];
    order.truncate(MOST);
    for &at in &order {
        let free = |choice: &Choice| blockers(&choices, &taken, at, &choice.area).is_empty();
        taken[at] = choices[at].iter().position(free);
    }
    // A name without room may push one other aside that has room elsewhere.
    for &at in &order {
        if taken[at].is_some() {
            continue;
        }
        for (place, choice) in choices[at].iter().enumerate() {
            let [other] = blockers(&choices, &taken, at, &choice.area)[..] else { continue };
            let before = taken[other].take();
            taken[at] = Some(place);
            let free = |choice: &Choice| blockers(&choices, &taken, other, &choice.area).is_empty();
            taken[other] = choices[other].iter().position(free);
            if taken[other].is_some() {
                break;
            }
            (taken[at], taken[other]) = (None, before);
        }
    }
    taken.iter().zip(&choices).map(|(place, choices)| place.map(|place| choices[place].label)).collect()
}

/// A place that a name may take.
struct Choice {
    label: Label,
    area: Area,
    /// How much it covers, and how far it is from where a name is looked for.
    cost: f32,
}

/// The names that stand where one would stand.
fn blockers(choices: &[Vec<Choice>], taken: &[Option<usize>], at: usize, area: &Area) -> Vec<usize> {
    let stands =
        |other: &usize| taken[*other].is_some_and(|place| !apart(&choices[*other][place].area, area));
    (0..taken.len()).filter(|other| *other != at && stands(other)).collect()
}

/// Below, right, left, above, and the four corners.
fn candidates(stand: &Stand, measures: Measures) -> [(Label, Area); 8] {
    let ([x, y], [width, height]) = (stand.at, stand.label_px);
    let far = stand.radius_px + GAP_PX;
    // On the diagonal.
    let near = stand.radius_px * 0.7 + 2.0;
    let below = y + stand.radius_px + 2.0;
    let above = y - stand.radius_px - 2.0 - height;
    let middle = y - height / 2.0;
    [
        (x, below, Anchor::Middle),
        (x + far, middle, Anchor::Start),
        (x - far, middle, Anchor::End),
        (x, above, Anchor::Middle),
        (x + near, y + near, Anchor::Start),
        (x - near, y + near, Anchor::End),
        (x + near, y - near - height, Anchor::Start),
        (x - near, y - near - height, Anchor::End),
    ]
    .map(|(x, top, anchor)| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        // Letters hang below the last line by less than a line is higher than they are.
        let bottom = top + height + measures.type_px * 0.1;
        (Label { x, top, anchor }, [left - AIR_PX, top, left + width + AIR_PX, bottom])
    })
}

fn square(stand: &Stand, air_px: f32) -> Area {
    let ([x, y], r) = (stand.at, stand.radius_px + air_px);
    [x - r, y - r, x + r, y + r]
}

fn apart(a: &Area, b: &Area) -> bool {
    a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]
}

fn within([x, y]: [f32; 2], area: &Area) -> bool {
    x > area[0] && x < area[2] && y > area[1] && y < area[3]
}
