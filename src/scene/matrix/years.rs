//! The matrix of each year, small: the same rows and columns at the same places in all of them.
//!
//! No name fits beside a cell of a few px, so two lists say which rows and columns these are.
//! Cells of one look are one mark.

use super::{class_of, outline, shapes};
use crate::data::{Catalog, PartyIx};
use crate::i18n::{Locale, count, fill, views};
use crate::layout::years::layout;
use crate::query::matrix::Matrix;
use crate::query::matrix::years::{counts, label, year};
use crate::query::names;
use crate::query::sentence::list;
use crate::query::years::year_of;
use crate::rights::Status;
use crate::scene::measure::{Weight, wrap};
use crate::scene::timeline::{decoration, text};
use crate::scene::years::{Said, head, of_year};
use crate::scene::{Anchor, Class, LinkLevel, Mark, Scene, Segment, Shape, flow, legend, style};
use crate::state::State;

/// Size of the small type, and between its lines.
const SMALL_PX: [f32; 2] = [12.0, 15.0];
/// Most names in a list; the others are counted.
const MOST_NAMES: usize = 80;
/// Air around a cell.
const AIR_PX: f32 = 0.5;

/// Draws the years. The caller adds the generated sentence as [`Scene::description`].
pub fn draw(catalog: &Catalog, years: &[Matrix], state: &State, locale: Locale, width_px: f32) -> Scene {
    let width_px = width_px.max(200.0);
    let mut marks = Vec::new();
    let mut height_px = 40.0_f32;
    if let Some(first) = years.first().filter(|first| !first.cells.is_empty()) {
        let mut top = 0.0;
        for (key, words, parties) in
            [("columns", views::MXY_COLUMNS, &first.services), ("rows", views::MXY_ROWS, &first.catalogues)]
        {
            let names = fill(words.get(locale), &[("names", &named(catalog, parties, locale))]);
            let lines = wrap(&names, width_px, SMALL_PX[0], Weight::Regular);
            let shape = text([0.0, top + SMALL_PX[0]], SMALL_PX[0], SMALL_PX[1], Anchor::Start, &lines, None);
            marks.push(decoration(key.to_owned(), Class::SubLabel, shape));
            top += lines.len() as f32 * SMALL_PX[1] + 6.0;
        }
        top += 10.0;
        // A cell wants twice the height of a line of the flow.
        let layout = layout(width_px, years.len(), 2 * first.catalogues.len(), 0);
        for (matrix, &[left, y, wide, high]) in years.iter().zip(&layout.cells) {
            let said = Said {
                year: year(matrix),
                counts: counts(matrix),
                current: year_of(state.day()) == Some(year(matrix)),
                label: label(matrix, locale),
            };
            head(&said, [left, top + y, wide, high], locale, &mut marks);
            let [from, to] = layout.field_px.map(|field| top + y + field);
            cells(matrix, [left, from, left + wide, to], &mut marks);
        }
        height_px = top + layout.height_px;
    }
    let meta = &catalog.meta;
    Scene {
        width_px,
        height_px,
        title: meta.title.get(locale.tag(), &meta.language).0.to_owned(),
        lang: locale.tag().to_owned(),
        legend: legend::entries(&marks, locale),
        note: locale.words().answer_no_meaning.to_owned(),
        credit: flow::credit(catalog, locale),
        marks,
        ..Scene::default()
    }
}

/// "A, B and C", or "A, B and 120 more".
fn named(catalog: &Catalog, parties: &[PartyIx], locale: Locale) -> String {
    let name = |&party: &PartyIx| flow::short(&names::text(catalog, party, locale)).to_owned();
    let words = locale.words();
    let mut first: Vec<String> = parties.iter().take(MOST_NAMES).map(name).collect();
    match parties.len().saturating_sub(MOST_NAMES) {
        0 => list(words, first),
        more => {
            let last = first.pop().unwrap_or_default() + &count(locale, words.and_more, more);
            first.push(last);
            first.join(words.list_comma)
        }
    }
}

/// The cells of a year in a frame: left, top, right, bottom.
fn cells(matrix: &Matrix, [x0, y0, x1, y1]: [f32; 4], marks: &mut Vec<Mark>) {
    let (rows, columns) = (matrix.catalogues.len(), matrix.services.len());
    let (wide, high) = ((x1 - x0) / columns as f32, (y1 - y0) / rows as f32);
    let of = year(matrix);
    let frame = Shape::Stroke { path: outline([x0 + 0.4, y0, x1 - 0.4, y1]), width_px: 0.8 };
    marks.push(of_year(of, " frame", Class::Grid, frame, false));
    // As fine as the shorter side of a cell allows.
    let scale = (high.min(wide) / 12.0).min(1.0);
    let mut looks: Vec<(bool, Class, Vec<Segment>)> = Vec::new();
    for (at, &answer) in matrix.cells.iter().enumerate().filter(|(_, answer)| answer.0 > Status::No) {
        let (x, y) = (x0 + wide * (at % columns) as f32, y0 + high * (at / columns) as f32);
        let frame = [x + AIR_PX, y + AIR_PX, x + wide - AIR_PX, y + high - AIR_PX];
        let lit = matrix.lit[at];
        for (class, shape) in shapes(class_of(answer), frame, scale) {
            let place = looks.iter().position(|look| (look.0, look.1) == (lit, class));
            let place = place.unwrap_or_else(|| {
                looks.push((lit, class, Vec::new()));
                looks.len() - 1
            });
            looks[place].2.extend(segments(shape));
        }
    }
    // What is drawn back first; then grounds, edges, what lies on them.
    for (n, back) in [true, false].into_iter().flat_map(|back| (0..3).map(move |n| (n, back))) {
        for (lit, class, path) in &mut looks {
            let (layer, kind, look) = match *class {
                Class::Cell(look) => (0, " cell ", look),
                Class::CellEdge(look) => (1, " edge ", look),
                Class::CellMark(look) => (2, " mark ", look),
                _ => continue,
            };
            if layer != n || *lit == back {
                continue;
            }
            let level = match look.exclusivity {
                LinkLevel::Exclusive => "exclusive ",
                LinkLevel::NonExclusive => "open ",
                LinkLevel::Unknown => "perhaps ",
            };
            let path = std::mem::take(path);
            let shape = match layer {
                1 => Shape::Stroke { path, width_px: (1.2 * scale).max(0.6) },
                _ => Shape::Fill { path },
            };
            let part = [kind, level, &style::class_name(*class), if back { " back" } else { "" }].concat();
            marks.push(of_year(of, &part, *class, shape, back));
        }
    }
}

/// The outline of a shape, to be drawn with others as one.
fn segments(shape: Shape) -> Vec<Segment> {
    match shape {
        Shape::Stroke { path, .. } | Shape::Fill { path } => path,
        Shape::Rect { x, y, width_px, height_px } => outline([x, y, x + width_px, y + height_px]),
        Shape::Circle { x, y, radius_px: r } => outline([x - r, y - r, x + r, y + r]),
        Shape::Text { .. } => Vec::new(),
    }
}
