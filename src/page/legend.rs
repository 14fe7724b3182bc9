//! What the marks on screen mean; only what is drawn.

use super::ctx::Ctx;
use super::painter::shape;
use super::same::Same;
use crate::scene::{Scene, legend};
use yew::{Html, Properties, component, html};

/// What the legend needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The drawing.
    pub scene: Same<Scene>,
    /// Language.
    pub ctx: Ctx,
}

/// A list of looks and words, and the sentence about missing lines.
#[component]
pub fn Legend(props: &Props) -> Html {
    let words = props.ctx.words();
    let [width, height] = legend::SAMPLE_PX;
    let entries = props.scene.legend.iter().map(|entry| {
        let sample = legend::sample(entry.class);
        html! {
            <li>
                <svg width={width.to_string()} height={height.to_string()} aria-hidden="true">
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
