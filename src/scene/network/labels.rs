//! Names beside their marks: the most important first, each where it covers least, none on
//! another name or mark, none cut. Where there is no room a name is left out.

use super::NetworkInput;
use super::curve::Curve;
use super::place::{Measures, Stand, important};
use crate::scene::Anchor;
use crate::sort;

/// With more marks than this a name may stand on one: they are no more than dust.
const MOST_MARKS: usize = 3000;
/// With more links than this names mind none of them.
const MOST_CURVES: usize = 800;
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
    let order = important(input);
    let marks: Vec<Area> = match stands.len() {
        ..=MOST_MARKS => stands.iter().map(|stand| square(stand, 1.0)).collect(),
        _ => Vec::new(),
    };
    let dots: Vec<[f32; 2]> = match curves.len() {
        ..=MOST_CURVES => curves.iter().flat_map(|it| (1..32).map(|n| it.at(n as f32 / 32.0))).collect(),
        _ => Vec::new(),
    };
    let covered = |area: &Area| dots.iter().filter(|dot| within(**dot, area)).count() as f32;
    // Every place that a name may take, whatever the other names do; in the order of importance.
    let choices: Vec<Vec<Choice>> = (order.iter())
        .map(|&at| {
            let mut choices = Vec::new();
            for ((label, area), extra) in candidates(&stands[at], measures).into_iter().zip(LAST_RESORT) {
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
    let mut taken: Vec<Option<usize>> = vec![None; order.len()];
    for at in 0..order.len() {
        let free = |choice: &Choice| blockers(&choices, &taken, at, &choice.area).is_empty();
        taken[at] = choices[at].iter().position(free);
    }
    // A name without room may push one other aside that has room elsewhere.
    for at in 0..order.len() {
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
    let mut out = vec![None; input.parties.len()];
    for ((&at, place), choices) in order.iter().zip(taken).zip(&choices) {
        out[at] = place.map(|place| choices[place].label);
    }
    out
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
