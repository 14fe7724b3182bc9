//! `card.png`: what a link to the page shows elsewhere.

use super::head::shortened;
use super::view::View;
use crate::scene::measure::{Weight, wrap};
use crate::scene::style::{self, LIGHT, RULES, SANS, SERIF};
use crate::scene::svg::{escaped, marks, number};

/// Width of the card: what link previews ask for.
pub const WIDTH_PX: u32 = 1200;
/// Height of the card.
pub const HEIGHT_PX: u32 = 630;

/// Width of the drawing on the card, before it is enlarged.
const DRAWING_PX: f32 = 640.0;

/// The text of the card as an SVG file: headline and credit left, the picture right.
pub fn svg(view: &View) -> String {
    let (width, height) = (WIDTH_PX as f32, HEIGHT_PX as f32);
    let scene = view.scene(DRAWING_PX);
    let scale = (600.0 / scene.width_px).min((height - 60.0) / scene.height_px);
    let left = width - 30.0 - scene.width_px * scale;
    let room = left - 96.0;
    let mut body = String::new();
    let mut y = 60.0;
    for line in wrap(view.title(), room, 46.0, Weight::Bold) {
        y += 56.0;
        body += &format!("<text class=\"title\" x=\"56\" y=\"{}\">{}</text>\n", number(y), escaped(&line));
    }
    y += 18.0;
    let credit = wrap(&scene.credit, room, 18.0, Weight::Regular);
    for line in wrap(&shortened(&view.summary, 180), room, 25.0, Weight::Regular) {
        y += 35.0;
        if y < height - 80.0 - 26.0 * credit.len() as f32 {
            body += &format!("<text class=\"said\" x=\"56\" y=\"{}\">{}</text>\n", number(y), escaped(&line));
        }
    }
    body += &format!(
        "<g transform=\"translate({} {}) scale({scale})\">{}</g>\n",
        number(left),
        number((height - scene.height_px * scale) / 2.0),
        marks(&scene)
    );
    for (n, line) in credit.iter().rev().enumerate() {
        let y = height - 48.0 - 26.0 * n as f32;
        body += &format!("<text class=\"small\" x=\"56\" y=\"{}\">{}</text>\n", number(y), escaped(line));
    }
    let rules = format!(
        "text{{font-family:{SANS}}}\n.title{{font:700 46px {SERIF};fill:var(--ink)}}\n\
         .said{{font-size:25px;fill:var(--ink)}}\n.small{{font-size:18px;fill:var(--muted)}}\n.paper{{fill:var(--paper)}}\n{RULES}"
    );
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n<style>{}</style>\n\
         <rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>\n{body}</svg>\n",
        style::with_colours(&rules, LIGHT)
    )
}
