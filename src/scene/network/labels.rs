//! Names beside their marks: the most important first, each where it covers least, none on
//! another name or mark, none cut. Where there is no room a name is left out.

use super::NetworkInput;
use super::curve::{Curve, length, sub};
use super::place::{Measures, Stand, important};
use crate::number::between;
use crate::scene::Anchor;
use crate::sort;

/// With more marks than this a name may stand on one: they are no more than dust.
const MOST_MARKS: usize = 3000;
/// Between the points of a link that a name may cover.
const DOT_PX: f32 = 8.0;
/// With more links than this names mind none of them.
const MOST_CURVES: usize = 300;
/// Between a mark and its name.
const GAP_PX: f32 = 4.0;
/// Around a name.
const AIR_PX: f32 = 2.0;
/// A name that covers no more than this of lines looks for no place further off.
const ENOUGH: f32 = 4.0;
/// With more marks than this no name looks for one.
const MOST_CHOOSY: usize = 150;

/// What each place costs besides what it covers: those at the mark, then those slid along it.
const LAST_RESORT: [f32; 20] =
    [0.0, 1.0, 1.0, 1.5, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.5, 3.5, 3.5, 3.5, 4.0, 4.0, 4.5, 4.5, 5.0, 5.0];
/// How many of them are at the mark.
const NEAR: usize = 8;
/// What a name in fewer and wider lines costs.
const WIDE: f32 = 2.0;

/// Left, top, right, bottom.
type Area = [f32; 4];

/// Where a name stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    pub x: f32,
    /// Top of the first line.
    pub top: f32,
    pub anchor: Anchor,
    /// It has the wider lines.
    pub wide: bool,
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
        ..=MOST_CURVES => curves.iter().flat_map(dots).collect(),
        _ => Vec::new(),
    };
    let covered = |area: &Area| dots.iter().filter(|dot| within(**dot, area)).count() as f32;
    // Every place that a name may take, whatever the other names do; in the order of importance.
    let choices: Vec<Vec<Choice>> = (order.iter())
        .map(|&at| {
            let mut choices: Vec<Choice> = Vec::new();
            let look = |wide: bool, from: usize, to: usize, choices: &mut Vec<Choice>| {
                let places = candidates(&stands[at], measures, wide).into_iter().zip(LAST_RESORT);
                for ((label, area), extra) in places.take(to).skip(from) {
                    let inside =
                        area[0] >= 0.0 && area[1] >= 0.0 && area[2] <= size_px[0] && area[3] <= size_px[1];
                    let free =
                        marks.iter().enumerate().all(|(other, mark)| other == at || apart(&area, mark));
                    if inside && free {
                        let extra = if wide { extra + WIDE } else { extra };
                        choices.push(Choice { label, area, cost: covered(&area) + extra });
                    }
                }
            };
            look(false, 0, NEAR, &mut choices);
            let choosy =
                stands.len() <= MOST_CHOOSY && choices.iter().filter(|it| it.cost < ENOUGH).count() < 3;
            if choosy {
                look(false, NEAR, LAST_RESORT.len(), &mut choices);
                if stands[at].wide.0.len() < stands[at].lines.len() {
                    look(true, 0, LAST_RESORT.len(), &mut choices);
                }
            }
            sort::by(&mut choices, |a, b| a.cost.total_cmp(&b.cost));
            choices
        })
        .collect();
    let mut taken: Vec<Option<usize>> = vec![None; order.len()];
    for at in 0..order.len() {
        taken[at] = first_free(&choices, &taken, at);
    }
    for at in 0..order.len() {
        if taken[at].is_none() {
            push_aside(&choices, &mut taken, at, 2);
        }
    }
    // Who is lit has a name, and if another who is drawn back loses theirs.
    for at in 0..order.len() {
        if taken[at].is_some() || !input.parties[order[at]].lit {
            continue;
        }
        let dim = |other: &usize| !input.parties[order[*other]].lit;
        let found =
            choices[at].iter().position(|it| blockers(&choices, &taken, at, &it.area).iter().all(dim));
        if let Some(place) = found {
            let losers = blockers(&choices, &taken, at, &choices[at][place].area);
            for &other in &losers {
                taken[other] = None;
            }
            taken[at] = Some(place);
            for other in losers {
                taken[other] = first_free(&choices, &taken, other);
            }
        }
    }
    // Others may have made room for a better place, or do when they are asked.
    for at in 0..order.len() {
        if let Some(place) = taken[at] {
            taken[at] = None;
            taken[at] = first_free(&choices, &taken, at).or(Some(place));
        }
        exchange(&choices, &mut taken, at);
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

/// The cheapest place of a name where no other stands.
fn first_free(choices: &[Vec<Choice>], taken: &[Option<usize>], at: usize) -> Option<usize> {
    choices[at].iter().position(|choice| blockers(choices, taken, at, &choice.area).is_empty())
}

/// A name without room may push one or two others aside that have room elsewhere; and they again
/// others, so many times.
fn push_aside(choices: &[Vec<Choice>], taken: &mut Vec<Option<usize>>, at: usize, times: u32) -> bool {
    for (place, choice) in choices[at].iter().enumerate() {
        let others = blockers(choices, taken, at, &choice.area);
        if others.len() > 2 {
            continue;
        }
        let before = taken.clone();
        taken[at] = Some(place);
        for &other in &others {
            taken[other] = None;
        }
        let placed = others.iter().all(|&other| {
            taken[other] = first_free(choices, taken, other);
            taken[other].is_some() || times > 1 && push_aside(choices, taken, other, times - 1)
        });
        if placed {
            return true;
        }
        *taken = before;
    }
    false
}

/// A name that covers much takes a better place from another, if both together then cover less.
fn exchange(choices: &[Vec<Choice>], taken: &mut [Option<usize>], at: usize) {
    let cost = |name: usize, place: usize| choices[name][place].cost;
    let Some(now) = taken[at].filter(|&now| cost(at, now) >= ENOUGH) else { return };
    for place in 0..now {
        let [other] = blockers(choices, taken, at, &choices[at][place].area)[..] else { continue };
        let Some(before) = taken[other].take() else { continue };
        taken[at] = Some(place);
        taken[other] = first_free(choices, taken, other);
        let better = taken[other].is_some_and(|after| {
            cost(at, place) + cost(other, after) + 1.0 < cost(at, now) + cost(other, before)
        });
        if better {
            return;
        }
        (taken[at], taken[other]) = (Some(now), Some(before));
    }
}

/// The names that stand where one would stand.
fn blockers(choices: &[Vec<Choice>], taken: &[Option<usize>], at: usize, area: &Area) -> Vec<usize> {
    let stands =
        |other: &usize| taken[*other].is_some_and(|place| !apart(&choices[*other][place].area, area));
    (0..taken.len()).filter(|other| *other != at && stands(other)).collect()
}

/// Below, right, left, above, the four corners; then slid along the mark: below and above to either
/// side, beside it up and down, and below and above as far as they go.
fn candidates(stand: &Stand, measures: Measures, wide: bool) -> [(Label, Area); 20] {
    let ([x, y], [width, height]) = (stand.at, if wide { stand.wide.1 } else { stand.label_px });
    let far = stand.radius_px + GAP_PX;
    // On the diagonal.
    let near = stand.radius_px * 0.7 + 2.0;
    let below = y + stand.radius_px + 2.0;
    let above = y - stand.radius_px - 2.0 - height;
    let middle = y - height / 2.0;
    // The middle of the last line, or of the first, is beside the mark.
    let half_line = measures.line_px / 2.0;
    let (up, down) = (y + half_line - height, y - half_line);
    let (aside, r) = (width / 4.0, stand.radius_px);
    [
        (x, below, Anchor::Middle),
        (x + far, middle, Anchor::Start),
        (x - far, middle, Anchor::End),
        (x, above, Anchor::Middle),
        (x + near, y + near, Anchor::Start),
        (x - near, y + near, Anchor::End),
        (x + near, y - near - height, Anchor::Start),
        (x - near, y - near - height, Anchor::End),
        (x - aside, below, Anchor::Middle),
        (x + aside, below, Anchor::Middle),
        (x - aside, above, Anchor::Middle),
        (x + aside, above, Anchor::Middle),
        (x + far, up, Anchor::Start),
        (x + far, down, Anchor::Start),
        (x - far, up, Anchor::End),
        (x - far, down, Anchor::End),
        (x - r, below, Anchor::Start),
        (x + r, below, Anchor::End),
        (x - r, above, Anchor::Start),
        (x + r, above, Anchor::End),
    ]
    .map(|(x, top, anchor)| {
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        // Letters hang below the last line by less than a line is higher than they are.
        let bottom = top + height + measures.type_px * 0.1;
        (Label { x, top, anchor, wide }, [left - AIR_PX, top, left + width + AIR_PX, bottom])
    })
}

/// Points of a link, as dense on a long one as on a short one.
fn dots(curve: &Curve) -> impl Iterator<Item = [f32; 2]> {
    let count = between(length(sub(curve.to, curve.from)) / DOT_PX, 4.0, 200.0) as u32;
    (1..count).map(move |n| curve.at(n as f32 / count as f32))
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
