//! Paints a scene in rows as live SVG: everything with a hook is a button of one
//! roving Tab stop; names of rows and columns are apart, so that they can stay
//! in place while the rest scrolls.

use crate::page::h::{El, Node, el, list, thing};
use crate::page::painter::shape;
use crate::scene::spatial::{pinned, together};
use crate::scene::style::answer_word;
use crate::scene::svg::number;
use crate::scene::{Class, Hook, Mark, Scene, Segment, Shape};
use std::rc::Rc;

/// What is painted in one of the layers of a scene.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Everything that is not pinned.
    Rest,
    /// Names of columns.
    Head,
    /// Names of rows.
    Side,
}

/// The marks of a layer. `wide`: the scene scrolls sideways, so names of rows are pinned.
/// `current` is the key of the Tab stop.
pub fn marks(scene: &Rc<Scene>, layer: Layer, wide: bool, current: &str) -> Node {
    let [mut rest, head, side] = pinned(scene);
    let marks = match layer {
        Layer::Head => head,
        Layer::Side => side,
        Layer::Rest if wide => rest,
        // Unpinned names go back to what they name, where they are painted with it.
        Layer::Rest => {
            rest = scene
                .marks
                .iter()
                .filter(|mark| !head.iter().any(|other| std::ptr::eq(*other, *mark)))
                .collect();
            rest
        }
    };
    let groups = marks.chunk_by(|a, b| a.hook != Hook::None && together(a, b));
    list().kids(groups.map(|marks| still(scene, marks, current))).into()
}

/// The same things are not described again: of thousands of cells a date changes some.
fn still(scene: &Rc<Scene>, marks: &[&Mark], current: &str) -> Node {
    let place = std::ptr::from_ref(marks[0]).addr() - scene.marks.as_ptr().addr();
    let from = place / size_of::<Mark>();
    let run = from..from + marks.len();
    let is_stop = marks[0].key == current;
    let last = scene.marks.get(run.end - 1);
    if !last.is_some_and(|last| std::ptr::eq(last, marks[marks.len() - 1])) {
        return group(marks, is_stop).into();
    }
    let drawn = scene.clone();
    thing(scene, run.clone(), is_stop, move || {
        let marks: Vec<&Mark> = drawn.marks[run.clone()].iter().collect();
        group(&marks, is_stop).into()
    })
}

/// Neighbouring marks of one thing.
fn group(marks: &[&Mark], is_stop: bool) -> El {
    let first = marks[0];
    let g = el("g").key(&first.key).attr_if("class", first.dimmed.then_some("dimmed"));
    let shapes = marks.iter().map(|mark| shape(mark, (0.0, 0.0)));
    let g = match &first.hook {
        // The line at the date can be taken: it has a wide and invisible one over it.
        Hook::None if first.class == Class::Now => {
            return g.attr("aria-hidden", "true").attr("data-now", "").els(shapes).el_if(handle(first));
        }
        Hook::None => return g.attr("aria-hidden", "true").els(shapes),
        Hook::Party(id) => g.set("data-party", id.clone()),
        Hook::Deal(id) => g.set("data-deal", id.clone()),
        Hook::Year(year) => g.set("data-year", year.to_string()),
        Hook::Cell { pair, answer, exclusive } => g
            .set("data-cell", pair.clone())
            .attr("data-answer", answer_word(*answer))
            .attr("data-exclusive", answer_word(*exclusive)),
        Hook::Grant { grant, deal_type, exclusivity, status } => g
            .set("data-grant", grant.clone())
            .attr("data-type", deal_type)
            .attr("data-exclusivity", exclusivity.word())
            .attr("data-status", status.word()),
    };
    g.set("data-stop", first.key.clone())
        .attr("role", "button")
        .attr("tabindex", if is_stop { "0" } else { "-1" })
        .maybe("aria-label", name(marks))
        .els(shapes)
}

/// What a thing is called: what it says, after what can be seen of it, so that
/// who speaks to the page can say what they see.
fn name(marks: &[&Mark]) -> Option<String> {
    let label = marks.iter().map(|mark| mark.label.as_str()).find(|label| !label.is_empty())?;
    let mut seen = String::new();
    for mark in marks {
        if let Shape::Text { lines, .. } = &mark.shape {
            for line in lines {
                if !seen.is_empty() {
                    seen.push(' ');
                }
                seen.push_str(line);
            }
        }
    }
    Some(if label.contains(&seen) { label.to_owned() } else { [&*seen, ". ", label].concat() })
}

fn handle(mark: &Mark) -> Option<El> {
    let Shape::Stroke { path, .. } = &mark.shape else { return None };
    let [Segment::Move(x, top), Segment::Line(_, bottom)] = path.as_slice() else { return None };
    let area = el("rect")
        .class("handle")
        .set("x", number(x - 9.0))
        .set("y", number(top - 16.0))
        .attr("width", "18")
        .set("height", number(bottom - top + 16.0));
    Some(area)
}
