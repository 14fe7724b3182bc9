//! What the marks on screen mean; only what is drawn.

use super::ctx::Ctx;
use super::h::{El, el};
use super::painter::shape;
use crate::scene::svg::number;
use crate::scene::{LegendEntry, Scene, legend as looks};

/// Lists of looks and words, levels first, and what the picture does not say.
pub fn legend(ctx: &Ctx, scene: &Scene) -> El {
    let words = ctx.words();
    let [width, height] = looks::SAMPLE_PX;
    let entry = |entry: &LegendEntry| {
        let sample = el("svg")
            .set("width", number(width))
            .set("height", number(height))
            .attr("aria-hidden", "true")
            .els(looks::sample(entry.class).marks.iter().map(|mark| shape(mark, (0.0, 0.0))));
        el("li").el(sample).string(entry.text.clone())
    };
    let rows = scene.legend.chunk_by(|a, b| a.is_level == b.is_level);
    el("div")
        .class("legend")
        .els(rows.map(|row| el("ul").attr("aria-label", words.legend).els(row.iter().map(entry))))
        .el_if((!scene.note.is_empty()).then(|| el("p").class("fine").str(&scene.note)))
}
