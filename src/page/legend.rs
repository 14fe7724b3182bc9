//! What the marks on screen mean; only what is drawn.

use super::ctx::Ctx;
use super::h::{El, el};
use super::painter::shape;
use crate::scene::svg::number;
use crate::scene::{Scene, legend as looks};

/// A list of looks and words, and what the picture does not say.
pub fn legend(ctx: &Ctx, scene: &Scene) -> El {
    let words = ctx.words();
    let [width, height] = looks::SAMPLE_PX;
    let entries = scene.legend.iter().map(|entry| {
        let sample = el("svg")
            .set("width", number(width))
            .set("height", number(height))
            .attr("aria-hidden", "true")
            .els(looks::sample(entry.class).marks.iter().map(|mark| shape(mark, (0.0, 0.0))));
        el("li").el(sample).string(entry.text.clone())
    });
    el("div")
        .class("legend")
        .el(el("ul").attr("aria-label", words.legend).els(entries))
        .el(el("p").class("fine").str(&scene.note))
}
