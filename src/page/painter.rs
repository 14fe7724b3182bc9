//! Paints a scene as live SVG elements: marks of one thing become one group
//! with its hooks; parties become buttons of one roving Tab stop.

use super::html::html;
use crate::scene::reading::frame;
use crate::scene::style::class_name;
use crate::scene::svg::{d, number};
use crate::scene::{Anchor, Class, Hook, Mark, Scene, Shape};
use yew::{AttrValue, Html};

/// Every mark of a scene, in painting order. `current` is the party that is the
/// Tab stop; the first one if absent.
pub fn marks(scene: &Scene, current: Option<&str>) -> Html {
    let marks = &scene.marks;
    let stands = |id: &str| marks.iter().any(|mark| matches!(&mark.hook, Hook::Party(other) if other == id));
    let first = marks.iter().find_map(|mark| match &mark.hook {
        Hook::Party(id) => Some(id.as_str()),
        _ => None,
    });
    let current = current.filter(|id| stands(id)).or(first);
    marks
        .chunk_by(|a, b| a.hook != Hook::None && a.hook == b.hook)
        .map(|marks| group(marks, current))
        .collect()
}

/// Neighbouring marks of one thing.
fn group(marks: &[Mark], current: Option<&str>) -> Html {
    let first = &marks[0];
    let class = |bright, dimmed| if first.dimmed { dimmed } else { bright };
    let shapes = marks.iter().map(shape).collect::<Html>();
    match &first.hook {
        Hook::None => {
            html! { <g key={first.key.clone()} class={class("", "dimmed")} aria-hidden="true">{ shapes }</g> }
        }
        Hook::Party(id) => {
            let tabindex = if current == Some(id.as_str()) { "0" } else { "-1" };
            let label = marks.iter().map(|mark| mark.label.as_str()).find(|label| !label.is_empty());
            html! {
                <g key={first.key.clone()} class={class("party", "party dimmed")} data-party={id.clone()}
                    role="button" {tabindex} aria-label={label.unwrap_or(id).to_string()}>
                    { ring(marks) }
                    { shapes }
                </g>
            }
        }
        Hook::Grant { grant, deal_type, exclusivity, status } => {
            let wide = marks.iter().filter(|mark| matches!(mark.class, Class::Link(_))).map(reach);
            html! {
                <g key={first.key.clone()} class={class("grant", "grant dimmed")} data-grant={grant.clone()}
                    data-type={*deal_type} data-exclusivity={exclusivity.word()} data-status={status.word()}
                    aria-hidden="true">
                    { shapes }
                    { for wide }
                </g>
            }
        }
    }
}

/// A frame around the marks of a party: the area that takes the pointer, and
/// the ring that shows the keyboard focus.
fn ring(marks: &[Mark]) -> Html {
    let Some([left, top, right, bottom]) = frame(marks) else {
        return Html::default();
    };
    html! {
        <rect class="ring" x={number(left - 3.0)} y={number(top - 2.0)} rx="3"
            width={number(right - left + 6.0)} height={number(bottom - top + 4.0)} />
    }
}

/// The same path, wide and invisible, so that a thin line can be hit.
fn reach(mark: &Mark) -> Html {
    match &mark.shape {
        Shape::Stroke { path, .. } | Shape::Fill { path } => html! { <path class="reach" d={d(path)} /> },
        _ => Html::default(),
    }
}

/// One mark.
pub fn shape(mark: &Mark) -> Html {
    let class = class_name(mark.class);
    match &mark.shape {
        Shape::Stroke { path, width_px } => {
            html! { <path {class} d={d(path)} stroke-width={number(*width_px)} /> }
        }
        Shape::Fill { path } => html! { <path {class} d={d(path)} /> },
        Shape::Rect { x, y, width_px, height_px } => html! {
            <rect {class} x={number(*x)} y={number(*y)} width={number(*width_px)} height={number(*height_px)} />
        },
        Shape::Circle { x, y, radius_px } => {
            html! { <circle {class} cx={number(*x)} cy={number(*y)} r={number(*radius_px)} /> }
        }
        Shape::Text { x, y, size_px, line_px, anchor, lines, lang } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let label = matches!(mark.class, Class::Heading).then_some("heading").or(Some(""));
            let (x, lang) = (number(*x), lang.clone().map(AttrValue::from));
            let last = lines.len().saturating_sub(1);
            let lines = lines.iter().enumerate().map(|(row, line)| {
                // Lines are words of one name: a space without width keeps them apart when read.
                let space = (row < last).then(|| html! { <tspan font-size="0">{ " " }</tspan> });
                html! {
                    <>
                        <tspan x={x.clone()} y={number(y + line_px * row as f32)}>{ line.clone() }</tspan>
                        { for space }
                    </>
                }
            });
            html! {
                <text {class} text-anchor={anchor} font-size={number(*size_px)} {lang} data-atlas-label={label}>
                    { for lines }
                </text>
            }
        }
    }
}
