//! What the marks on screen mean; only what is drawn.

use super::html::html;
use super::ctx::Ctx;
use super::painter::shape;
use crate::scene::svg::number;
use crate::scene::{Scene, legend as looks};
use yew::Html;

/// A list of looks and words, and the sentence about missing lines.
pub fn legend(ctx: &Ctx, scene: &Scene) -> Html {
    let words = ctx.words();
    let [width, height] = looks::SAMPLE_PX;
    let entries = scene.legend.iter().map(|entry| {
        let sample = looks::sample(entry.class);
        html! {
            <li>
                <svg width={number(width)} height={number(height)} aria-hidden="true">
                    { for sample.marks.iter().map(shape) }
                </svg>
                { entry.text.clone() }
            </li>
        }
    });
    html! {
        <div class="legend">
            <ul aria-label={words.legend}>{ for entries }</ul>
            <p class="fine">{ words.legend_missing_line }</p>
        </div>
    }
}
