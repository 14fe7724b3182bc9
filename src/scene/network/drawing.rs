//! Marks of a network: what is drawn, in which order, under which hook.

use super::curve::Curve;
use super::place::{Measures, Run, Stand, stands};
use super::{NetworkInput, hull, labels, route};
use crate::scene::ribbon::{self, Part};
use crate::scene::{Certainty, Class, Hook, LinkClass, LinkKind, LinkLevel, Mark, Shape};
use crate::sort;

/// Groups, links, parties, and the height that they take. What belongs to one link or one party stands together; parties follow
/// each other as they are read: in upright strips from the left, in each from the top.
pub(super) fn marks(input: &NetworkInput, run: Run) -> Option<(Vec<Mark>, f32)> {
    let measures = Measures::of(input);
    let (stands, height_px) = stands(input, run)?;
    let size_px = [input.width_px, height_px];
    let curves = route::curves(input, &stands, size_px);
    let labels = labels::labels(input, &stands, &curves, measures, size_px);
    let mut marks = Vec::new();
    for (at, group) in input.groups.iter().enumerate() {
        // Where no mark has the group's name it stands under each, and holds together what lies apart.
        let joined = group.members.iter().all(|&it| input.parties[it].group_name.is_none());
        marks.push(hull::hull(at, &group.members, &stands, measures.length_px, joined));
    }
    links(input, &stands, &curves, &mut marks);
    for at in reading_order(input, &stands, &labels) {
        party(input, at, &stands[at], labels[at], measures, &mut marks);
    }
    Some((marks, height_px))
}

/// A link or a part of a joint list, with its curve.
struct Drawn<'a> {
    class: LinkClass,
    hook: &'a Hook,
    label: &'a str,
    lit: bool,
    part: Part,
    ends: [usize; 2],
    /// The junction follows.
    last: bool,
}

fn links(input: &NetworkInput, stands: &[Stand], curves: &[Curve], marks: &mut Vec<Mark>) {
    let mut all: Vec<Drawn> = Vec::new();
    for link in &input.links {
        all.push(Drawn {
            class: link.class,
            hook: &link.hook,
            label: &link.label,
            lit: link.lit,
            part: Part::Whole,
            ends: [link.from, link.to],
            last: false,
        });
    }
    for (at, joint) in input.joints.iter().enumerate() {
        let junction = input.parties.len() + at;
        let givers = joint.from.iter().map(|&from| ([from, junction], Part::ToJunction));
        let takers = joint.to.iter().map(|&to| ([junction, to], Part::FromJunction));
        for (ends, part) in givers.chain(takers) {
            let (class, hook, label, lit) = (joint.class, &joint.hook, &joint.label, joint.lit);
            all.push(Drawn { class, hook, label, lit, part, ends, last: false });
        }
        if let Some(last) = all.last_mut() {
            last.last = true;
        }
    }
    // Ownership, what is not exclusive, what is; whether lit or not, as in the flow.
    let mut order: Vec<usize> = (0..all.len()).collect();
    sort::by_key(&mut order, |&at| {
        let it = &all[at];
        (it.class.kind != LinkKind::Ownership, it.class.exclusivity == LinkLevel::Exclusive)
    });
    for at in order {
        let it = &all[at];
        let ends = it.ends.map(|end| (stands[end].at, stands[end].radius_px));
        let (body, arrow, middle) = curves[at].shapes(it.class, it.part, ends);
        let id = |end: usize| input.parties.get(end).map_or("", |party| party.id.as_str());
        let grant = match it.hook {
            Hook::Grant { grant, .. } => grant.as_str(),
            _ => "",
        };
        let key = [grant, " ", id(it.ends[0]), " ", id(it.ends[1])].concat();
        let mut mark = |suffix: &str, class, shape, label: &str| {
            marks.push(Mark {
                key: [&key, suffix].concat(),
                shape,
                class,
                hook: it.hook.clone(),
                dimmed: !it.lit,
                label: label.to_owned(),
            });
        };
        mark("", Class::Link(it.class), body, it.label);
        if let Some(arrow) = arrow {
            mark(" >", Class::Arrow(it.class), arrow, "");
        }
        if it.class.certainty == Certainty::Disputed {
            mark(" x", Class::Dispute, ribbon::cross(middle), "");
        }
        if it.last {
            let [x, y] = stands[*it.ends.iter().max().unwrap_or(&0)].at;
            mark(" o", Class::Junction, Shape::Circle { x, y, radius_px: 4.5 }, "");
        }
    }
}

fn party(
    input: &NetworkInput,
    at: usize,
    stand: &Stand,
    label: Option<labels::Label>,
    measures: Measures,
    marks: &mut Vec<Mark>,
) {
    let party = &input.parties[at];
    let ([x, y], r) = (stand.at, stand.radius_px);
    let mut mark = |part: &str, class, shape, label: String| {
        let key = [&party.id, part].concat();
        marks.push(Mark {
            key,
            shape,
            class,
            hook: Hook::Party(party.id.clone()),
            dimmed: !party.lit,
            label,
        });
    };
    let lines = if label.is_some_and(|label| label.wide) { &stand.wide.0 } else { &stand.lines };
    // What can be seen stands in it, for those who speak to the page.
    let name = match &party.group_name {
        Some(_) if label.is_some() => lines.join(" "),
        _ => party.name.clone(),
    };
    if party.service {
        // A square of about the same area.
        let half = r * 0.9;
        let shape = Shape::Rect { x: x - half, y: y - half, width_px: 2.0 * half, height_px: 2.0 * half };
        mark("", Class::Square, shape, name);
    } else {
        mark("", Class::Disc, Shape::Circle { x, y, radius_px: r }, name);
    }
    if party.pin.is_some() {
        mark(" pin", Class::Pin, Shape::Circle { x, y, radius_px: r * 0.4 }, String::new());
    }
    let Some(label) = label else { return };
    let (size_px, line_px) = (measures.type_px, measures.line_px);
    // The letters stand in the middle of their line.
    let y = label.top + line_px / 2.0 + size_px * 0.35;
    let shape = Shape::Text {
        x: label.x,
        y,
        size_px,
        line_px,
        anchor: label.anchor,
        lines: lines.clone(),
        lang: party.lang.clone(),
    };
    mark(" t", Class::FieldLabel, shape, String::new());
}

/// Strips about as broad as two names, so that a walk from the top to the bottom stays near its way.
fn reading_order(input: &NetworkInput, stands: &[Stand], labels: &[Option<labels::Label>]) -> Vec<usize> {
    let strips = (input.width_px / 240.0).floor().max(1.0);
    let mut order: Vec<usize> = (0..input.parties.len()).collect();
    sort::by_key(&mut order, |&at| {
        let [x, y] = stands[at].at;
        let top = labels[at].map_or(f32::MAX, |label| label.top).min(y - stands[at].radius_px);
        ((x / input.width_px * strips) as i32, (top * 10.0) as i32)
    });
    order
}
