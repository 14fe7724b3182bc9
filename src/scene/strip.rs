//! The answers to one question over time, as a strip: the word by height and
//! tint, exclusivity by colour, the day that was asked about as a line.

use super::measure::{Weight, width};
use super::{Anchor, Class, Hook, LegendEntry, Mark, Scene, Segment, Shape};
use crate::dates::Day;
use crate::i18n::{Locale, date, fill};
use crate::rights::Status;

/// Height of a *yes*; the others are lower, so that they differ without colour.
const FULL_PX: f32 = 24.0;
/// Size of the years.
const TYPE_PX: f32 = 12.0;

/// One piece of time with one answer: first and last day, the word, exclusivity.
pub type Piece = (Day, Day, Status, Status);

/// "From 1 January 2016 until 31 March 2018: presumed, exclusive: possible".
pub fn said(piece: &Piece, locale: Locale) -> String {
    let words = locale.words();
    let (from, to, answer, exclusive) = *piece;
    let begins = from.is_finite().then(|| fill(words.d_from, &[("date", &date::day(locale, from))]));
    let ends = to.is_finite().then(|| fill(words.d_until, &[("date", &date::day(locale, to))]));
    let mut said = match (begins, ends) {
        (Some(begins), Some(ends)) => [&begins, " ", &ends].concat(),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => words.answer_always.to_owned(),
    };
    said.push_str(words.colon);
    said.push_str(words.answer(answer));
    if exclusive > Status::No {
        said.push_str(words.list_comma);
        said.push_str(words.answer_exclusive);
        said.push_str(words.colon);
        said.push_str(words.answer(exclusive));
    }
    said
}

/// Draws the pieces between two days, each with its sentence.
pub fn draw(pieces: &[Piece], span: (Day, Day), day: Day, width_px: f32, locale: Locale) -> Scene {
    let (first, last) = span;
    let days = (last.0 - first.0 + 1).max(1) as f32;
    let x_of = |day: Day| (day.0.max(first.0).min(last.0 + 1) - first.0) as f32 / days * width_px;
    let base_px = FULL_PX + 4.0;
    let mut marks = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.1 >= first && piece.0 <= last && piece.2 > Status::No) {
        let (from, to, answer, exclusive) = *piece;
        let height_px = height(answer);
        let x = x_of(from);
        let wide_px = (x_of(to.plus_days(1)) - x).max(1.0);
        let shape = Shape::Rect { x, y: base_px - height_px, width_px: wide_px, height_px };
        let class = Class::Answer { answer, exclusive: exclusive >= answer };
        marks.push(mark(format!("piece {}", from.0), class, shape, said(piece, locale)));
    }
    let line = |x0: f32, y0: f32, x1: f32, y1: f32| Shape::Stroke {
        path: vec![Segment::Move(x0, y0), Segment::Line(x1, y1)],
        width_px: 1.0,
    };
    marks.push(mark("base".into(), Class::Group, line(0.0, base_px, width_px, base_px), String::new()));
    // A year below its first day, as many as fit.
    let room_px = width("2000", TYPE_PX, Weight::Regular) + 10.0;
    let mut free_px = 0.0;
    let year_of = |day: Day| day.ymd().map_or(0, |(year, _, _)| year);
    for year in year_of(first)..=year_of(last) {
        let Some(begins) = Day::from_ymd(year, 1, 1).filter(|&begins| begins >= first) else { continue };
        let x = x_of(begins);
        if x < free_px || x + room_px > width_px + 10.0 {
            continue;
        }
        free_px = x + room_px;
        let text = Shape::Text {
            x,
            y: base_px + 16.0,
            size_px: TYPE_PX,
            line_px: TYPE_PX,
            anchor: Anchor::Start,
            lines: vec![year.to_string()],
            lang: None,
        };
        marks.push(mark(
            format!("tick {year}"),
            Class::Group,
            line(x, base_px, x, base_px + 4.0),
            String::new(),
        ));
        marks.push(mark(format!("year {year}"), Class::SubLabel, text, String::new()));
    }
    let now = x_of(day);
    if first <= day && day <= last {
        let shape = Shape::Fill {
            path: vec![
                Segment::Move(now - 1.0, 0.0),
                Segment::Line(now + 1.0, 0.0),
                Segment::Line(now + 1.0, base_px + 4.0),
                Segment::Line(now - 1.0, base_px + 4.0),
                Segment::Close,
            ],
        };
        marks.push(mark("day".into(), Class::Node, shape, String::new()));
    }
    let legend = key(pieces, span, locale);
    Scene { width_px, height_px: base_px + 20.0, marks, legend, ..Scene::default() }
}

/// The words that occur, and the colour of exclusivity if it does. A *no* is the bare line.
fn key(pieces: &[Piece], (first, last): (Day, Day), locale: Locale) -> Vec<LegendEntry> {
    let words = locale.words();
    let seen = || pieces.iter().filter(|piece| piece.1 >= first && piece.0 <= last);
    let mut key: Vec<LegendEntry> = [Status::Certain, Status::Presumed, Status::Possible, Status::No]
        .into_iter()
        .filter(|&answer| seen().any(|piece| piece.2 == answer))
        .map(|answer| {
            let class = Class::Answer { answer, exclusive: false };
            LegendEntry { class, is_level: false, text: words.answer(answer).to_owned() }
        })
        .collect();
    if seen().any(|piece| piece.2 > Status::No && piece.3 >= piece.2) {
        let class = Class::Answer { answer: Status::Certain, exclusive: true };
        key.push(LegendEntry { class, is_level: true, text: words.answer_exclusive.to_owned() });
    }
    key
}

/// What a piece looks like in a legend, on its line.
pub(super) fn sample(answer: Status, class: Class, width_px: f32, full_px: f32) -> [(Class, Shape); 2] {
    let height_px = height(answer) / FULL_PX * (full_px - 1.0);
    let path = vec![Segment::Move(0.0, full_px - 0.5), Segment::Line(width_px, full_px - 0.5)];
    let piece = Shape::Rect { x: 4.0, y: full_px - 1.0 - height_px, width_px: width_px - 8.0, height_px };
    [(class, piece), (Class::Group, Shape::Stroke { path, width_px: 1.0 })]
}

/// Higher is surer.
fn height(answer: Status) -> f32 {
    match answer {
        Status::Certain => FULL_PX,
        Status::Presumed => FULL_PX * 0.7,
        Status::Possible => FULL_PX * 0.4,
        Status::No => 0.0,
    }
}

fn mark(key: String, class: Class, shape: Shape, label: String) -> Mark {
    Mark { key, shape, class, hook: Hook::None, dimmed: false, label }
}
