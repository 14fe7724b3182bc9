//! `card.png`: what a link to the page shows elsewhere.

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
    let free = height - 70.0 - 26.0 * credit.len() as f32 - y;
    for line in said(&view.summary, (free / 35.0).max(0.0) as usize, room) {
        y += 35.0;
        body += &format!("<text class=\"said\" x=\"56\" y=\"{}\">{}</text>\n", number(y), escaped(&line));
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

/// As many whole statements of a text as so many lines have room for; a statement ends at a full stop or a semicolon.
fn said(text: &str, most: usize, room: f32) -> Vec<String> {
    let lines = |text: &str| wrap(text, room, 25.0, Weight::Regular);
    let ends = text.char_indices().filter(|(_, c)| ['.', ';', '。', '；'].contains(c));
    let mut whole = ends.filter_map(|(at, end)| {
        // A full stop within a word or a number ends nothing.
        let rest = &text[at + end.len_utf8()..];
        let is_end = rest.is_empty() || rest.starts_with(' ') || !end.is_ascii();
        let stop = if end.is_ascii() { "." } else { "。" };
        is_end.then(|| lines(&[&text[..at], stop].concat())).filter(|lines| lines.len() <= most)
    });
    whole.next_back().unwrap_or_else(|| {
        let mut cut = lines(text);
        cut.truncate(most);
        if let Some(last) = cut.last_mut() {
            last.push('…');
        }
        cut
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_whole_statements() {
        let text =
            "On a day, 27 licences are in force; 11 are exclusive. Of 1.5 million more nothing is known.";
        assert_eq!(said(text, 9, 900.0).join(" "), text);
        assert_eq!(said(text, 1, 720.0).join(" "), "On a day, 27 licences are in force; 11 are exclusive.");
        assert_eq!(said(text, 1, 450.0).join(" "), "On a day, 27 licences are in force.");
        assert!(said(text, 1, 150.0).join(" ").ends_with('…'));
        assert_eq!(said("有27项授权生效；11项独家。", 1, 230.0).join(""), "有27项授权生效。");
        assert!(said(text, 0, 900.0).is_empty());
    }
}
