//! Class names of marks, and the style sheet of the page's picture and of an exported file.
//!
//! Colour means exclusivity alone. What a colour says is said again by width
//! (exclusive is wider), dots (not known) or place (arcs), and certainty by dash
//! and tint, so the picture reads without colour. One rule names one class: most
//! editors of SVG understand no more.

use super::{Certainty, Class, LinkClass, LinkKind, LinkLevel, Mark, Shape};
use crate::rights::Status;
use crate::small::Set;

/// Colours on light paper: name and value. Lines have a contrast of 3:1 and more, text of 4.5:1.
pub const LIGHT: &[(&str, &str)] = &[
    ("paper", "#fffdf8"),
    ("ink", "#1c1b19"),
    ("muted", "#625e57"),
    ("rule", "#8b867c"),
    ("exclusive", "#c5311b"),
    ("exclusive-light", "#e0654f"),
    ("open", "#40505f"),
    ("open-light", "#7b8894"),
    ("passed", "#0a736d"),
    ("passed-light", "#3f9690"),
    ("owned", "#8f6100"),
];

/// The same on dark paper.
pub const DARK: &[(&str, &str)] = &[
    ("paper", "#171614"),
    ("ink", "#f1ede4"),
    ("muted", "#aaa498"),
    ("rule", "#827c72"),
    ("exclusive", "#ff6f52"),
    ("exclusive-light", "#c4553f"),
    ("open", "#b3c2d0"),
    ("open-light", "#75838f"),
    ("passed", "#45bfb4"),
    ("passed-light", "#2c8a82"),
    ("owned", "#d9a441"),
];

/// Rules for marks. The page defines `--paper` and the others; a file gets their values.
pub const RULES: &str = "\
.exclusive{fill:var(--exclusive);stroke:var(--exclusive)}
.exclusive-light{fill:var(--exclusive-light);stroke:var(--exclusive-light)}
.open{fill:var(--open);stroke:var(--open)}
.open-light{fill:var(--open-light);stroke:var(--open-light)}
.passed{fill:var(--passed);stroke:var(--passed)}
.passed-light{fill:var(--passed-light);stroke:var(--passed-light)}
.owned{fill:var(--owned);stroke:var(--owned)}
.ribbon{stroke:var(--paper);stroke-width:.8}
.thread{fill:none}
.arrow{stroke:var(--paper);stroke-width:.8}
.dash{stroke-dasharray:7 4}
.dots{stroke-dasharray:.1 5;stroke-linecap:round}
.dash-dots{stroke-dasharray:8 4.5 .1 4.5;stroke-linecap:round}
.ghost{stroke-dasharray:2 5}
.ahead{stroke-dasharray:1 9}
.dispute{fill:none;stroke:var(--ink)}
.node{fill:var(--ink)}
.dot{fill:var(--ink);stroke:var(--paper);stroke-width:1.5}
.pin{fill:var(--paper)}
.hull{fill:var(--rule);opacity:.22}
.group{fill:none;stroke:var(--rule)}
.junction{fill:var(--paper);stroke:var(--open);stroke-width:1.5}
.label,.group-label,.field-label{fill:var(--ink)}
.group-label,.heading,.now-label{font-weight:600}
.sub-label,.heading{fill:var(--muted)}
.field-label{stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
.hit{fill:transparent;stroke:none}
.grid{fill:none;stroke:var(--rule);opacity:.4}
.axis{fill:var(--muted);stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
.event{fill:none;stroke:var(--muted)}
.effect{fill:var(--paper);stroke:var(--ink);stroke-width:1.4}
.cell-mark{fill:var(--paper);stroke:var(--paper)}
.now{fill:none;stroke:var(--ink)}
.now-label{fill:var(--ink);stroke:var(--paper);stroke-width:4px;stroke-linejoin:round;paint-order:stroke}
.shade{fill:var(--rule);stroke:none;opacity:.16}
.answer{stroke:none}
.answer-outline{fill:none;stroke-dasharray:3 2}
.dimmed{fill-opacity:.16;stroke-opacity:.16}
.dimmed-text{fill-opacity:.5;stroke-opacity:.5}
";

/// System fonts for names and words; Chinese glyphs of the mainland.
pub const SANS: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,\
'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif";
/// System fonts for the headline. The system's own comes before those for Chinese: where there is no
/// Georgia, quotation marks of an English headline would else be as wide as a Chinese letter.
pub const SERIF: &str =
    "Georgia,'Times New Roman',serif,'Songti SC',SimSun,'Noto Serif CJK SC','Noto Serif SC'";

/// Rules with the colours put in, for a file that stands alone.
pub fn with_colours(rules: &str, colours: &[(&str, &str)]) -> String {
    let mut rules = rules.to_owned();
    for (name, value) in colours {
        rules = rules.replace(&format!("var(--{name})"), value);
    }
    rules
}

/// The rules that an SVG text needs: those with a class that is on one of its elements.
pub fn rules_for(body: &str) -> String {
    let mut used: Set<&str> = Set::default();
    for attribute in body.split("class=\"").skip(1) {
        used.extend(attribute.split('"').next().unwrap_or_default().split(' '));
    }
    let wanted = |rule: &&str| {
        let selectors = rule.split('{').next().unwrap_or_default();
        selectors.split(',').any(|selector| used.contains(&selector.trim_start_matches('.')))
    };
    RULES.lines().filter(wanted).flat_map(|rule| [rule, "\n"]).collect()
}

/// The class attribute of a mark: its class, and whether it is drawn back.
pub fn classes(mark: &Mark) -> String {
    let dimmed = match (mark.dimmed, &mark.shape) {
        (false, _) => "",
        (true, Shape::Text { .. }) => " dimmed-text",
        (true, _) => " dimmed",
    };
    class_name(mark.class) + dimmed
}

/// The class attribute of a class of marks.
pub fn class_name(class: Class) -> String {
    let fixed = match class {
        Class::Link(link) => {
            let (body, dash) = if is_thread(link) { (" thread ", dash(link)) } else { (" ribbon", "") };
            return ["link ", colour(link), body, dash].concat().trim_end().to_owned();
        }
        Class::Arrow(link) => return [colour(link), " arrow"].concat(),
        Class::Bar(look) => {
            let body = match (look.certainty, is_dotted(look)) {
                (_, true) => ["thread ", dash(look)].concat(),
                (Certainty::Known | Certainty::Presumed, _) => "ribbon".to_owned(),
                _ => "thread".to_owned(),
            };
            return ["bar ", colour(look), " ", &body].concat();
        }
        Class::Tail(look) => return ["bar ", colour(look), " thread ", dash(look)].concat(),
        Class::Thread(look) => {
            let plain = matches!(look.certainty, Certainty::Known | Certainty::Presumed) && !is_dotted(look);
            return ["link ", colour(look), " thread ", if plain { "" } else { dash(look) }]
                .concat()
                .trim_end()
                .to_owned();
        }
        Class::Cell(look) => return ["cell ", colour(look), " ribbon"].concat(),
        Class::CellEdge(look) => {
            let dashed = if look.certainty == Certainty::Possible { " dash" } else { "" };
            return ["cell ", colour(look), " thread", dashed].concat();
        }
        // On full ground in the colour of paper, else in its own.
        Class::CellMark(look) if look.certainty == Certainty::Known => "cell-mark",
        Class::CellMark(look) => return ["cell ", colour(look)].concat(),
        Class::Grid => "grid",
        Class::Axis => "axis",
        Class::Event => "event",
        Class::Effect => "effect",
        Class::Now => "now",
        Class::NowLabel => "now-label",
        Class::Shade => "shade",
        Class::Answer { answer, exclusive } => {
            let colour = match (answer, exclusive) {
                (Status::Presumed, true) => "exclusive-light",
                (Status::Presumed, false) => "open-light",
                (_, true) => "exclusive",
                (_, false) => "open",
            };
            let body = if answer == Status::Possible { "answer-outline" } else { "answer" };
            return format!("{colour} {body}");
        }
        Class::Dispute => "dispute",
        Class::Node => "node",
        Class::Label => "label",
        Class::GroupLabel => "group-label",
        Class::SubLabel => "sub-label",
        Class::FieldLabel => "field-label",
        Class::Group => "group",
        Class::Heading => "heading",
        Class::Junction => "junction",
        Class::Disc | Class::Square => "dot",
        Class::Pin => "pin",
        Class::Hull => "hull",
        Class::Hit => "hit",
    };
    fixed.to_owned()
}

/// Whether a link is a stroked line and not a filled ribbon: dashes need a stroke.
pub fn is_thread(link: LinkClass) -> bool {
    link.kind == LinkKind::Ownership
        || link.exclusivity == LinkLevel::Unknown
        || !matches!(link.certainty, Certainty::Known | Certainty::Presumed)
}

/// The word of an answer in attributes: `yes`, `presumed`, `possible`, `no`.
pub fn answer_word(answer: Status) -> &'static str {
    if answer == Status::Certain { "yes" } else { answer.word() }
}

/// Whether a bar is a row of dots: whether it is exclusive is not known.
pub fn is_dotted(look: LinkClass) -> bool {
    look.kind == LinkKind::Licence && look.exclusivity == LinkLevel::Unknown
}

fn colour(link: LinkClass) -> &'static str {
    let light = link.certainty == Certainty::Presumed || link.certainty.is_ghost();
    match (link.kind, link.exclusivity, light) {
        (LinkKind::Ownership, ..) => "owned",
        (LinkKind::PassedOn, _, false) => "passed",
        (LinkKind::PassedOn, _, true) => "passed-light",
        (_, LinkLevel::Exclusive, false) => "exclusive",
        (_, LinkLevel::Exclusive, true) => "exclusive-light",
        (.., false) => "open",
        (.., true) => "open-light",
    }
}

fn dash(link: LinkClass) -> &'static str {
    match (link.certainty, link.exclusivity) {
        (Certainty::Ended, _) => "ghost",
        (Certainty::Ahead, _) => "ahead",
        (Certainty::Known | Certainty::Presumed, _) if link.kind == LinkKind::Ownership => "",
        (_, _) if link.kind == LinkKind::Ownership => "dash",
        (Certainty::Known | Certainty::Presumed, _) => "dots",
        (_, LinkLevel::Unknown) => "dash-dots",
        _ => "dash",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.039_28 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    /// Contrast of WCAG 2: lines 3:1, text 4.5:1, in light and dark.
    #[test]
    fn contrast() {
        for colours in [LIGHT, DARK] {
            let paper = luminance(colours[0].1);
            for (name, value) in &colours[1..] {
                let (a, b) = (luminance(value), paper);
                let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                let least = if matches!(*name, "ink" | "muted") { 4.5 } else { 3.0 };
                assert!(ratio >= least, "{name} {value}: {ratio:.2}");
            }
        }
    }

    #[test]
    fn every_colour_has_a_value() {
        assert!(!with_colours(RULES, LIGHT).contains("var("));
        assert!(LIGHT.iter().map(|c| c.0).eq(DARK.iter().map(|c| c.0)));
    }
}
