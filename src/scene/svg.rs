//! A scene as the text of an SVG file: real text, no script, nothing from outside.

use super::measure::{Weight, wrap};
use super::{Anchor, Hook, Mark, Scene, Segment, Shape, legend, style};
use std::fmt::Write;

/// Around the picture.
const MARGIN_PX: f32 = 24.0;
/// Type of sentence, legend and credit.
const TEXT_PX: f32 = 13.0;

/// Writes a complete SVG file: headline, sentence, picture, legend, note and credit, with its style sheet.
pub fn to_svg(scene: &Scene) -> String {
    to_svg_sized(scene).0
}

/// The same, with the width and height of the file's picture in px.
pub fn to_svg_sized(scene: &Scene) -> (String, [f32; 2]) {
    let room = scene.width_px.max(200.0);
    let mut body = String::new();
    let mut y = MARGIN_PX;
    for line in wrap(&scene.title, room, 22.0, Weight::Bold) {
        y += 26.0;
        text_line(&mut body, "title", y - 6.0, &line);
    }
    y += 4.0;
    for line in wrap(&scene.description, room, 15.0, Weight::Regular) {
        y += 22.0;
        text_line(&mut body, "sentence", y - 4.0, &line);
    }
    y += 16.0;
    let _ = write!(body, "<g transform=\"translate({} {})\">", number(MARGIN_PX), number(y));
    body.push_str(&marks(scene));
    body.push_str("</g>\n");
    y += scene.height_px + 12.0;
    y = legend_rows(&mut body, scene, y, room);
    for (class, text) in [("small", &scene.note), ("small", &scene.credit)] {
        for line in wrap(text, room, TEXT_PX, Weight::Regular) {
            y += 18.0;
            text_line(&mut body, class, y, &line);
        }
    }
    let (width, height) = (scene.width_px + 2.0 * MARGIN_PX, y + MARGIN_PX);
    let rules = format!(
        "text{{font-family:{}}}\n.title{{font:600 22px {};fill:var(--ink)}}\n\
         .sentence{{font-size:15px;fill:var(--ink)}}\n.small{{font-size:13px;fill:var(--muted)}}\n\
         .paper{{fill:var(--paper)}}\n{}",
        style::SANS,
        style::SERIF,
        style::rules_for(&body)
    );
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" lang=\"{lang}\" xml:lang=\"{lang}\" role=\"img\" \
         width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">\n<title>{title}</title>\n\
         <desc>{desc}</desc>\n<style>{rules}</style>\n\
         <rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\n{body}</svg>\n",
        lang = escaped(&scene.lang),
        w = number(width),
        h = number(height),
        title = escaped(&scene.title),
        desc = escaped(&scene.description),
        rules = style::with_colours(&rules, style::LIGHT),
    );
    (text, [width, height])
}

/// Writes the marks alone, for a picture inside a page.
pub fn marks(scene: &Scene) -> String {
    let mut out = String::new();
    for mark in &scene.marks {
        write_mark(&mut out, mark);
    }
    out
}

fn text_line(out: &mut String, class: &str, y: f32, line: &str) {
    let _ = writeln!(
        out,
        "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
        number(MARGIN_PX),
        number(y),
        escaped(line)
    );
}

/// Samples with their words, as many in a row as fit; returns where they end.
fn legend_rows(out: &mut String, scene: &Scene, top: f32, room: f32) -> f32 {
    let [sample_px, sample_height] = legend::SAMPLE_PX;
    let (mut x, mut y) = (0.0, top);
    for (n, entry) in scene.legend.iter().enumerate() {
        // Certainty begins a row of its own.
        let turns = n > 0 && scene.legend[n - 1].is_level && !entry.is_level;
        let lines = wrap(&entry.text, room - sample_px - 8.0, TEXT_PX, Weight::Regular);
        let wide = sample_px + 8.0 + super::measure::widest(&lines, TEXT_PX, Weight::Regular);
        if turns || x > 0.0 && x + wide > room {
            (x, y) = (0.0, y + 22.0);
        }
        let _ = write!(
            out,
            "<g transform=\"translate({} {})\">",
            number(MARGIN_PX + x),
            number(y + 11.0 - sample_height / 2.0)
        );
        out.push_str(&marks(&legend::sample(entry.class)));
        let _ = write!(out, "<text class=\"small\" x=\"{}\" y=\"11.5\">", number(sample_px + 8.0));
        tspans(out, &lines, sample_px + 8.0, 17.0);
        out.push_str("</text></g>\n");
        x += wide + 22.0;
        y += 17.0 * (lines.len() as f32 - 1.0);
    }
    if scene.legend.is_empty() { top } else { y + 22.0 + 6.0 }
}

fn write_mark(out: &mut String, mark: &Mark) {
    let mut attributes = format!(" class=\"{}\"", style::classes(mark));
    match &mark.hook {
        Hook::None => {}
        Hook::Party(id) => {
            let _ = write!(attributes, " data-party=\"{}\"", escaped(id));
        }
        Hook::Deal(id) => {
            let _ = write!(attributes, " data-deal=\"{}\"", escaped(id));
        }
        Hook::Cell { pair, answer, exclusive } => {
            let _ = write!(
                attributes,
                " data-cell=\"{}\" data-answer=\"{}\" data-exclusive=\"{}\"",
                escaped(pair),
                style::answer_word(*answer),
                style::answer_word(*exclusive)
            );
        }
        Hook::Year(year) => {
            let _ = write!(attributes, " data-year=\"{year}\"");
        }
        Hook::Grant { grant, deal_type, exclusivity, status } => {
            let _ = write!(
                attributes,
                " data-grant=\"{}\" data-type=\"{deal_type}\" data-exclusivity=\"{}\" data-status=\"{}\"",
                escaped(grant),
                exclusivity.word(),
                status.word()
            );
        }
    }
    let tag = match &mark.shape {
        Shape::Stroke { path, width_px } => {
            let _ = write!(out, "<path{attributes} stroke-width=\"{}\" d=\"{}\"", number(*width_px), d(path));
            "path"
        }
        Shape::Fill { path } => {
            let _ = write!(out, "<path{attributes} d=\"{}\"", d(path));
            "path"
        }
        Shape::Rect { x, y, width_px, height_px } => {
            let [x, y, w, h] = [*x, *y, *width_px, *height_px].map(number);
            let _ = write!(out, "<rect{attributes} x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"");
            "rect"
        }
        Shape::Circle { x, y, radius_px } => {
            let [x, y, r] = [*x, *y, *radius_px].map(number);
            let _ = write!(out, "<circle{attributes} cx=\"{x}\" cy=\"{y}\" r=\"{r}\"");
            "circle"
        }
        Shape::Text { x, y, size_px, line_px, anchor, lines, lang } => {
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            if let Some(lang) = lang.as_deref().map(escaped) {
                let _ = write!(attributes, " lang=\"{lang}\" xml:lang=\"{lang}\"");
            }
            let [left, top, size] = [*x, *y, *size_px].map(number);
            let _ = write!(out, "<text{attributes} x=\"{left}\" y=\"{top}\" font-size=\"{size}\"{anchor}>");
            tspans(out, lines, *x, *line_px);
            out.push_str("</text>\n");
            return;
        }
    };
    if mark.label.is_empty() {
        out.push_str("/>\n");
    } else {
        let _ = writeln!(out, "><title>{}</title></{tag}>", escaped(&mark.label));
    }
}

/// The first line as it is, the others below it.
fn tspans(out: &mut String, lines: &[String], x: f32, line_px: f32) {
    for (n, line) in lines.iter().enumerate() {
        if n == 0 {
            out.push_str(&escaped(line));
        } else {
            let _ = write!(
                out,
                "<tspan x=\"{}\" dy=\"{}\">{}</tspan>",
                number(x),
                number(line_px),
                escaped(line)
            );
        }
    }
}

/// The `d` attribute of a path.
pub fn d(path: &[Segment]) -> String {
    // As bytes: pictures are mostly numbers, and these are most of the time that a description takes.
    let mut out = Vec::with_capacity(path.len() * 32);
    for segment in path {
        let (letter, values): (u8, &[f32]) = match segment {
            Segment::Move(x, y) => (b'M', &[*x, *y]),
            Segment::Line(x, y) => (b'L', &[*x, *y]),
            Segment::Cubic(values) => (b'C', values),
            Segment::Close => (b'Z', &[]),
        };
        out.push(letter);
        for (n, value) in values.iter().enumerate() {
            if n > 0 {
                out.push(b' ');
            }
            push(&mut out, *value, 1);
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// A number with at most one decimal. Integers, so that no machine rounds differently.
pub fn number(value: f32) -> String {
    decimal(value, 1)
}

/// A number with at most so many decimals.
pub fn decimal(value: f32, places: u32) -> String {
    let mut out = Vec::with_capacity(8);
    push(&mut out, value, places);
    String::from_utf8(out).unwrap_or_default()
}

/// Through whole numbers and digit by digit: the library's own writing of floats is ten
/// kilobytes, and pictures are mostly numbers.
fn push(out: &mut Vec<u8>, value: f32, mut places: u32) {
    let steps = (value * 10_i32.pow(places) as f32).round() as i32;
    let mut rest = steps.unsigned_abs();
    // Noughts at the end of the decimals say nothing.
    while places > 0 && rest.is_multiple_of(10) {
        rest /= 10;
        places -= 1;
    }
    // From the last digit to the first: ten of them, point and sign.
    let mut text = [0; 12];
    let mut at = text.len();
    let mut before = |letter: u8| {
        at -= 1;
        text[at] = letter;
    };
    loop {
        before(b'0' + (rest % 10) as u8);
        rest /= 10;
        if places > 0 {
            places -= 1;
            if places == 0 {
                before(b'.');
            }
        } else if rest == 0 {
            break;
        }
    }
    if steps < 0 {
        before(b'-');
    }
    out.extend_from_slice(&text[at..]);
}

/// Text that is safe in content and in quoted attributes. What XML cannot hold or would change is
/// left out or becomes a space.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // Also in content: three characters `]]>` may not stand there.
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_text() {
        assert_eq!([1.0, -0.04, 2.25, -3.46].map(number), ["1", "0", "2.3", "-3.5"]);
        assert_eq!([1.4, 10.02, -0.5, 0.0].map(|n| decimal(n, 4)), ["1.4", "10.02", "-0.5", "0"]);
        assert_eq!(escaped("a<b>&\"'\u{1}\n"), "a&lt;b&gt;&amp;&quot;&#39; ");
        assert_eq!(d(&[Segment::Move(0.0, 1.5), Segment::Close]), "M0 1.5Z");
    }
}
