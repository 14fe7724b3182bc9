//! What the looks on a scene mean, and a sample of each.

use super::ribbon::Part;
use super::{
    Certainty, Class, Hook, LegendEntry, LinkClass, LinkKind, LinkLevel, Mark, Scene, Segment, Shape, ribbon,
};
use crate::data::words::Level;
use crate::i18n::{Locale, Words, views};
use crate::layout::flow::Path;
use crate::sort;

/// Entries for the looks that are on the scene: first exclusivity, then certainty, then junctions.
pub fn entries(marks: &[Mark], locale: Locale) -> Vec<LegendEntry> {
    let mut looks: Vec<LinkClass> = Vec::new();
    let mut levels: Vec<(LinkKind, LinkLevel)> = Vec::new();
    let mut certainties: Vec<Certainty> = Vec::new();
    let mut junction = false;
    // What only bars have.
    let (mut bars, mut disputed, mut open, mut suspended) = (false, false, None, None);
    let mut threads = false;
    let mut cells: Vec<LinkClass> = Vec::new();
    let mut others: Vec<Class> = Vec::new();
    for mark in marks {
        match mark.class {
            Class::Link(look) => {
                looks.push(look);
                let level =
                    if look.kind == LinkKind::Licence { look.exclusivity } else { LinkLevel::NonExclusive };
                levels.push((look.kind, level));
                if look.kind != LinkKind::Ownership {
                    certainties.push(look.certainty);
                }
            }
            Class::Bar(look) | Class::Thread(look) => {
                bars |= matches!(mark.class, Class::Bar(_));
                threads |= matches!(mark.class, Class::Thread(_));
                looks.push(look);
                let level =
                    if look.kind == LinkKind::Licence { look.exclusivity } else { LinkLevel::NonExclusive };
                levels.push((look.kind, level));
                certainties.push(look.certainty);
            }
            Class::Tail(look) if look.certainty == Certainty::Ended => suspended = suspended.or(Some(look)),
            Class::Tail(look) => open = open.or(Some(look)),
            // Thousands of cells have a handful of looks.
            Class::Cell(look) | Class::CellEdge(look) if !cells.contains(&look) => cells.push(look),
            Class::Dispute => disputed = true,
            Class::Event | Class::Effect | Class::Now => others.push(mark.class),
            Class::Junction => junction = true,
            _ => {}
        }
    }
    sort::distinct(&mut levels);
    sort::distinct(&mut certainties);
    sort::distinct(&mut others);
    let of = |look| match (bars, threads) {
        (true, _) => Class::Bar(look),
        (_, true) => Class::Thread(look),
        _ => Class::Link(look),
    };
    let words = locale.words();
    let entry = |class, text, is_level| LegendEntry { class, is_level, text: capital(text) };
    let mut entries: Vec<LegendEntry> = levels
        .into_iter()
        .map(|(kind, exclusivity)| {
            let of_level = looks.iter().filter(|look| {
                look.kind == kind && (kind != LinkKind::Licence || look.exclusivity == exclusivity)
            });
            // No solid line is shown for one that stands nowhere.
            let surest = of_level.map(|look| look.certainty).min();
            let certainty = surest.filter(|it| *it > Certainty::Presumed).unwrap_or(Certainty::Known);
            let look = LinkClass { kind, exclusivity, certainty };
            entry(of(look), level(look, words), true)
        })
        .collect();
    for certainty in certainties {
        // The look with this certainty that is plainest to see.
        let shown =
            looks.iter().filter(|look| look.certainty == certainty && look.kind != LinkKind::Ownership);
        if let Some(look) = shown.min() {
            let text = match certainty {
                Certainty::Possible if bars => views::LEG_POSSIBLE.get(locale),
                _ => how_sure(certainty, words),
            };
            entries.push(entry(of(*look), text, false));
        }
    }
    if bars && disputed {
        entries.push(entry(Class::Dispute, words.legend_disputed, false));
    }
    for (look, text) in [(open, views::LEG_OPEN), (suspended, views::LEG_SUSPENDED)] {
        if let Some(look) = look {
            entries.push(entry(Class::Tail(look), text.get(locale), false));
        }
    }
    entries.extend(super::matrix::legend(&cells, locale));
    for class in others {
        let text = match class {
            Class::Event => views::LEG_EVENT,
            Class::Effect => views::LEG_EFFECT,
            _ => views::LEG_NOW,
        };
        entries.push(entry(class, text.get(locale), false));
    }
    if junction {
        entries.push(entry(Class::Junction, words.legend_joint, false));
    }
    entries
}

fn level(look: LinkClass, words: &Words) -> &'static str {
    match (look.kind, look.exclusivity) {
        (LinkKind::Ownership, _) => words.legend_ownership,
        (LinkKind::PassedOn, _) => words.legend_passed_on,
        (_, LinkLevel::Exclusive) => words.level(Level::Exclusive),
        (_, LinkLevel::NonExclusive) => words.level(Level::NonExclusive),
        (_, LinkLevel::Unknown) => words.level(Level::Unknown),
    }
}

fn how_sure(certainty: Certainty, words: &Words) -> &'static str {
    match certainty {
        Certainty::Known => words.legend_known,
        Certainty::Presumed => words.legend_presumed,
        Certainty::Possible => words.legend_possible,
        Certainty::Disputed => words.legend_disputed,
        Certainty::Ended => words.legend_ended,
        Certainty::Ahead => words.legend_ahead,
    }
}

fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// Size of a sample.
pub const SAMPLE_PX: [f32; 2] = [44.0, 14.0];

/// A small drawing of a look, for a legend: the same marks as on the picture.
pub fn sample(class: Class) -> Scene {
    let [width_px, height_px] = SAMPLE_PX;
    let y = height_px / 2.0;
    let mark = |class, shape| Mark {
        key: String::new(),
        shape,
        class,
        hook: Hook::None,
        dimmed: false,
        label: String::new(),
    };
    let mut marks = Vec::new();
    match class {
        Class::Link(look) => {
            let path = Path { start: [0.0, y], end: [width_px, y], arc_x: None };
            let (body, head) = ribbon::link(look, &path, Part::Whole);
            marks.push(mark(class, body));
            marks.extend(head.map(|head| mark(Class::Arrow(look), head)));
            if look.certainty == Certainty::Disputed {
                marks.push(mark(Class::Dispute, ribbon::cross([width_px * 0.45, y])));
            }
        }
        Class::Square => {
            let shape = Shape::Rect { x: width_px / 2.0 - 4.0, y: y - 4.0, width_px: 8.0, height_px: 8.0 };
            marks.push(mark(class, shape));
        }
        Class::Pin => {
            let disc = |radius_px| Shape::Circle { x: width_px / 2.0, y, radius_px };
            marks.extend([mark(Class::Disc, disc(6.0)), mark(class, disc(2.4))]);
        }
        Class::Hull => {
            let shape = Shape::Circle { x: width_px / 2.0, y, radius_px: height_px / 2.0 };
            marks.push(mark(class, shape));
        }
        Class::Dispute => marks.push(mark(class, ribbon::cross([width_px / 2.0, y]))),
        Class::Thread(look) => {
            let path = vec![Segment::Move(0.0, y), Segment::Line(width_px, y)];
            marks.push(mark(class, Shape::Stroke { path, width_px: super::years::thread_px(look) }));
        }
        Class::Cell(look) => {
            let shapes = super::matrix::sample(look, width_px, height_px);
            marks.extend(shapes.into_iter().map(|(class, shape)| mark(class, shape)));
        }
        Class::Answer { answer, .. } => {
            let shapes = super::strip::sample(answer, class, width_px, height_px);
            marks.extend(shapes.into_iter().map(|(class, shape)| mark(class, shape)));
        }
        Class::Bar(_) | Class::Tail(_) | Class::Event | Class::Effect | Class::Now => {
            let shapes = super::timeline::sample(class, width_px, y);
            marks.extend(shapes.into_iter().map(|(class, shape)| mark(class, shape)));
        }
        _ => marks.push(mark(class, Shape::Circle { x: width_px / 2.0, y, radius_px: 4.0 })),
    }
    Scene { width_px, height_px, marks, ..Scene::default() }
}
