//! Paints a scene as live SVG elements: marks of one thing become one group
//! with its hooks; parties become buttons of one roving Tab stop.

use super::h::{El, Node, el, list, thing};
use crate::scene::reading::frame;
use crate::scene::style::{answer_word, class_name, classes};
use crate::scene::svg::{d, number};
use crate::scene::{Anchor, Class, Hook, Mark, Scene, Shape};
use std::ops::Range;
use std::rc::Rc;

/// A run of a scene's marks, in painting order. `current` is the party that is the
/// Tab stop; the first one if absent.
pub fn marks(scene: &Rc<Scene>, run: Range<usize>, current: Option<&str>) -> Node {
    let marks = &scene.marks;
    let stands = |id: &str| marks.iter().any(|mark| matches!(&mark.hook, Hook::Party(other) if other == id));
    let first = marks.iter().find_map(|mark| match &mark.hook {
        Hook::Party(id) => Some(id.as_str()),
        _ => None,
    });
    let current = current.filter(|id| stands(id)).or(first);
    let mut from = run.start;
    let groups = marks[run].chunk_by(|a, b| a.hook != Hook::None && a.hook == b.hook);
    let things = groups.map(|marks| {
        let run = from..from + marks.len();
        from = run.end;
        let is_stop = matches!(&marks[0].hook, Hook::Party(id) if Some(id.as_str()) == current);
        let drawn = scene.clone();
        thing(scene, run.clone(), is_stop, move || group(&drawn.marks[run.clone()], is_stop).into())
    });
    list().kids(things).into()
}

/// Neighbouring marks of one thing. A party is drawn around its own corner and
/// moves as a whole: the browser need not set its name anew.
fn group(marks: &[Mark], is_stop: bool) -> El {
    let first = &marks[0];
    let corner = match (&first.hook, &first.shape) {
        (Hook::Party(_), Shape::Rect { x, y, .. }) => (*x, *y),
        _ => (0.0, 0.0),
    };
    let class = |plain: &'static str, dimmed: &'static str| if first.dimmed { dimmed } else { plain };
    let shapes: Vec<El> = marks.iter().map(|mark| shape(mark, corner)).collect();
    let links = marks.iter().zip(&shapes).filter(|(mark, _)| matches!(mark.class, Class::Link(_)));
    let reaches: Vec<El> = links.filter_map(|(_, shape)| reach(shape)).collect();
    let g = el("g").key(&first.key);
    match &first.hook {
        Hook::None => g.class(class("", "dimmed")).attr("aria-hidden", "true").els(shapes),
        Hook::Party(id) => {
            let label = marks.iter().map(|mark| mark.label.as_str()).find(|label| !label.is_empty());
            g.class(class("party", "party dimmed"))
                .set("transform", ["translate(", &number(corner.0), " ", &number(corner.1), ")"].concat())
                .set("data-party", id.clone())
                .attr("role", "button")
                .attr("tabindex", if is_stop { "0" } else { "-1" })
                .set("aria-label", label.unwrap_or(id).to_string())
                .el_if(ring(marks, corner))
                .els(shapes)
        }
        Hook::Cell { pair, answer, exclusive } => g
            .class(class("", "dimmed"))
            .set("data-cell", pair.clone())
            .attr("data-answer", answer_word(*answer))
            .attr("data-exclusive", answer_word(*exclusive))
            .attr("aria-hidden", "true")
            .els(shapes),
        Hook::Year(year) => {
            g.class("").set("data-year", year.to_string()).attr("aria-hidden", "true").els(shapes)
        }
        Hook::Deal(id) => {
            g.class(class("", "dimmed")).set("data-deal", id.clone()).attr("aria-hidden", "true").els(shapes)
        }
        Hook::Grant { grant, deal_type, exclusivity, status } => g
            .class(class("grant", "grant dimmed"))
            .set("data-grant", grant.clone())
            .attr("data-type", deal_type)
            .attr("data-exclusivity", exclusivity.word())
            .attr("data-status", status.word())
            .attr("aria-hidden", "true")
            .els(shapes)
            .els(reaches),
    }
}

/// A small picture beside words that say the same: hooks, but nothing to press.
pub fn figure(scene: &Scene) -> El {
    let marks = scene.marks.iter().map(|mark| {
        let shape = shape(mark, (0.0, 0.0));
        let shape = match &mark.hook {
            Hook::None | Hook::Year(_) | Hook::Cell { .. } => shape,
            Hook::Deal(id) => shape.set("data-deal", id.clone()),
            Hook::Party(id) => shape.set("data-party", id.clone()),
            Hook::Grant { grant, deal_type, exclusivity, status } => shape
                .set("data-grant", grant.clone())
                .attr("data-type", deal_type)
                .attr("data-exclusivity", exclusivity.word())
                .attr("data-status", status.word()),
        };
        if mark.label.is_empty() { shape } else { shape.el(el("title").str(&mark.label)) }
    });
    el("svg")
        .attr("aria-hidden", "true")
        .set("width", number(scene.width_px))
        .set("height", number(scene.height_px))
        .set("viewBox", format!("0 0 {} {}", number(scene.width_px), number(scene.height_px)))
        .els(marks)
}

/// A frame around the marks of a party: the area that takes the pointer, and
/// the ring that shows the keyboard focus.
fn ring(marks: &[Mark], corner: (f32, f32)) -> Option<El> {
    let [left, top, right, bottom] = frame(marks)?;
    let ring = el("rect")
        .class("ring")
        .set("x", number(left - 3.0 - corner.0))
        .set("y", number(top - 2.0 - corner.1))
        .attr("rx", "3")
        .set("width", number(right - left + 6.0))
        .set("height", number(bottom - top + 4.0));
    Some(ring)
}

/// The same path, wide and invisible, so that a thin line can be hit.
fn reach(shape: &El) -> Option<El> {
    shape.said("d").map(|way| el("path").class("reach").set("d", way))
}

/// One mark, within a group that stands at this corner.
pub fn shape(mark: &Mark, corner: (f32, f32)) -> El {
    let name = match &mark.shape {
        Shape::Stroke { .. } | Shape::Fill { .. } => "path",
        Shape::Rect { .. } => "rect",
        Shape::Circle { .. } => "circle",
        Shape::Text { .. } => "text",
    };
    // Things are drawn back as a whole, but for a year's: some of its links, or cells.
    let class = if let Hook::Year(_) = mark.hook { classes(mark) } else { class_name(mark.class) };
    let shape = el(name).set("class", class);
    match &mark.shape {
        Shape::Stroke { path, width_px } => shape.set("d", d(path)).set("stroke-width", number(*width_px)),
        Shape::Fill { path } => shape.set("d", d(path)),
        Shape::Rect { x, y, width_px, height_px } => shape
            .set("x", number(x - corner.0))
            .set("y", number(y - corner.1))
            .set("width", number(*width_px))
            .set("height", number(*height_px)),
        Shape::Circle { x, y, radius_px } => {
            shape.set("cx", number(x - corner.0)).set("cy", number(y - corner.1)).set("r", number(*radius_px))
        }
        Shape::Text { x, y, size_px, line_px, anchor, lines, lang } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let label = if matches!(mark.class, Class::Heading) { "heading" } else { "" };
            let mut text = shape
                .attr("text-anchor", anchor)
                .set("font-size", number(*size_px))
                .maybe("lang", lang.clone())
                .attr("data-atlas-label", label);
            for (row, line) in lines.iter().enumerate() {
                // Lines are words of one name: a space without width keeps them apart when read.
                if row > 0 {
                    text = text.el(el("tspan").attr("font-size", "0").text(" "));
                }
                let y = number(y - corner.1 + line_px * row as f32);
                text = text.el(el("tspan").set("x", number(x - corner.0)).set("y", y).string(line.clone()));
            }
            text
        }
    }
}
