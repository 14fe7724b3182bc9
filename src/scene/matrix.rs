//! The scene of the matrix: catalogues as rows, services as columns, an answer in each cell.
//!
//! Four tints that need no colour: a *yes* fills its cell, a *presumed* half of it,
//! a *possible* is an outline, a *no* is empty. What is exclusive is vermilion and
//! bears a lozenge; where that is only possible, three dots.

mod years;

pub use years::draw as draw_years;

use super::Segment::{Close, Line, Move};
use super::measure::{Weight, width, wrap};
use super::timeline::{decoration, text};
use super::{
    Anchor, Certainty, Class, Hook, LegendEntry, LinkClass, LinkKind, LinkLevel, Mark, Scene, Segment, Shape,
    legend,
};
use crate::data::{Catalog, PartyIx};
use crate::i18n::{Locale, views};
use crate::layout::matrix::{Layout, Measures, Request, layout};
use crate::query::matrix::{Matrix, cell, look};
use crate::query::names;
use crate::rights::Status;

/// Air around the mark of a cell.
const AIR_PX: [f32; 2] = [3.0, 4.0];

/// Most cells that carry their sentence; in a larger matrix the one that is asked
/// for is made then ([`cell`]).
const LABELLED: usize = 1_000;

/// Draws a matrix. `place`: the name of its territory. The caller adds the
/// generated sentence as [`Scene::description`]. The scene may be wider than asked for.
pub fn draw(catalog: &Catalog, matrix: &Matrix, place: &str, locale: Locale, width_px: f32) -> Scene {
    let (request, names) = request(catalog, matrix, locale, width_px);
    let layout = layout(&request);
    let empty = matrix.cells.is_empty();
    let marks =
        if empty { Vec::new() } else { marks(catalog, matrix, place, locale, &layout, &names, width_px) };
    let meta = &catalog.meta;
    let mut scene = Scene {
        width_px: if empty { width_px } else { layout.width_px },
        height_px: if empty { 40.0 } else { layout.height_px },
        title: meta.title.get(locale.tag(), &meta.language).0.to_owned(),
        lang: locale.tag().to_owned(),
        legend: legend::entries(&marks, locale),
        note: locale.words().answer_no_meaning.to_owned(),
        credit: super::flow::credit(catalog, locale),
        marks,
        ..Scene::default()
    };
    if let (Some(x), Some(y), false) = (layout.x_px.first(), layout.y_px.first(), empty) {
        scene.pins.side_px = *x;
        scene.pins.head_px = [0.0, *y];
    }
    scene
}

/// Where the cells stand: to find the one under the pointer.
pub fn laid_out(catalog: &Catalog, matrix: &Matrix, locale: Locale, width_px: f32) -> Layout {
    layout(&request(catalog, matrix, locale, width_px).0)
}

/// Lines of the names of rows and of columns.
type Names = [Vec<Vec<String>>; 2];

fn request(catalog: &Catalog, matrix: &Matrix, locale: Locale, width_px: f32) -> (Request, Names) {
    let measures = Measures::of(width_px);
    let name = |party: PartyIx| super::flow::short(&names::text(catalog, party, locale)).to_owned();
    let heads: Vec<String> = matrix.services.iter().map(|&party| name(party)).collect();
    // As wide as the longest word, so that none is broken.
    let words = heads.iter().flat_map(|head| head.split([' ', '-', '/']));
    let longest = words
        .filter(|word| word.is_ascii())
        .map(|word| width(word, measures.type_px, Weight::Regular))
        .fold(measures.column_px[0] - 8.0, f32::max);
    let column_px = (longest + 8.0).min(measures.column_px[1]);
    let lines = |name: &str, most: f32| wrap(name, most, measures.type_px, Weight::Regular);
    let columns: Vec<Vec<String>> = heads.iter().map(|head| lines(head, column_px - 8.0)).collect();
    let rows: Vec<Vec<String>> =
        matrix.catalogues.iter().map(|&party| lines(&name(party), measures.name_px)).collect();
    let request = Request {
        width_px,
        rows: rows.iter().map(Vec::len).collect(),
        columns: columns.iter().map(Vec::len).collect(),
        column_px,
    };
    (request, [rows, columns])
}

/// In painting order: lines, cells row by row, names of rows, names of columns.
fn marks(
    catalog: &Catalog,
    matrix: &Matrix,
    place: &str,
    locale: Locale,
    layout: &Layout,
    [rows, columns]: &Names,
    width_px: f32,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let measures = Measures::of(width_px);
    let (left, right) = (layout.x_px[0], *layout.x_px.last().unwrap_or(&0.0));
    let bottom = *layout.y_px.last().unwrap_or(&0.0);
    for (n, &y) in layout.y_px.iter().enumerate() {
        let path = vec![Move(0.0, y), Line(right, y)];
        let key = ["row ", &n.to_string()].concat();
        marks.push(decoration(key, Class::Grid, Shape::Stroke { path, width_px: 0.8 }));
    }
    for (n, &x) in layout.x_px.iter().enumerate() {
        let path = vec![Move(x, layout.y_px[0]), Line(x, bottom)];
        let key = ["column ", &n.to_string()].concat();
        marks.push(decoration(key, Class::Grid, Shape::Stroke { path, width_px: 0.8 }));
    }
    for (row, &catalogue) in matrix.catalogues.iter().enumerate() {
        for (column, &service) in matrix.services.iter().enumerate() {
            let answer = matrix.at(row, column);
            let pair =
                [catalog.party(service).id.as_str(), "~", catalog.party(catalogue).id.as_str()].concat();
            let [x0, x1] = [layout.x_px[column] + AIR_PX[0], layout.x_px[column + 1] - AIR_PX[0]];
            let [y0, y1] = [layout.y_px[row] + AIR_PX[1], layout.y_px[row + 1] - AIR_PX[1]];
            let mut label = match matrix.cells.len() {
                0..=LABELLED => cell(catalog, matrix, (row, column), place, locale),
                _ => String::new(),
            };
            let mut shapes = match answer.0 {
                // An empty cell is seen by nobody, but it answers a pointer and a key.
                Status::No if label.is_empty() => continue,
                Status::No => {
                    let (width_px, height_px) = (x1 - x0, y1 - y0);
                    vec![(Class::Hit, Shape::Rect { x: x0, y: y0, width_px, height_px })]
                }
                _ => shapes(class_of(answer), [x0, y0, x1, y1], 1.0),
            };
            for (n, (class, shape)) in shapes.drain(..).enumerate() {
                let hook = Hook::Cell { pair: pair.clone(), answer: answer.0, exclusive: answer.1 };
                let key = if n == 0 { pair.clone() } else { [&*pair, " ", &n.to_string()].concat() };
                let dimmed = !matrix.lit[row * matrix.services.len() + column];
                marks.push(Mark { key, shape, class, hook, dimmed, label: std::mem::take(&mut label) });
            }
        }
    }
    if let Some((row, column)) = matrix.asked {
        let (x, y) = (layout.x_px[column], layout.y_px[row]);
        let (width_px, height_px) = (layout.x_px[column + 1] - x, layout.y_px[row + 1] - y);
        let shape =
            Shape::Rect { x: x + 0.5, y: y + 0.5, width_px: width_px - 1.0, height_px: height_px - 1.0 };
        marks.push(decoration("asked".to_owned(), Class::Now, shape));
    }
    let mut name = |party: PartyIx, part: &str, at: [f32; 2], anchor, lines: &[String], lit: bool| {
        let id = catalog.party(party).id.to_string();
        let shown = names::shown(catalog, party, locale);
        let lang = (shown.lang != locale.tag()).then(|| shown.lang.to_owned());
        marks.push(Mark {
            key: [&*id, part].concat(),
            shape: text(at, measures.type_px, measures.line_px, anchor, lines, lang),
            class: Class::Label,
            hook: Hook::Party(id),
            dimmed: !lit,
            label: shown.text.into_owned(),
        });
    };
    let wide = matrix.services.len();
    for (row, &party) in matrix.catalogues.iter().enumerate() {
        let middle = f32::midpoint(layout.y_px[row], layout.y_px[row + 1]);
        let first = middle - measures.line_px * rows[row].len() as f32 / 2.0;
        let y = first + measures.line_px / 2.0 + measures.type_px * 0.35;
        let lit = (0..wide).any(|column| matrix.lit[row * wide + column]);
        name(party, " row", [left - 10.0, y], Anchor::End, &rows[row], lit);
    }
    for (column, &party) in matrix.services.iter().enumerate() {
        let lines = &columns[column];
        let middle = f32::midpoint(layout.x_px[column], layout.x_px[column + 1]);
        let y = layout.y_px[0] - 9.0 - measures.line_px * (lines.len() as f32 - 1.0);
        let lit = (0..matrix.catalogues.len()).any(|row| matrix.lit[row * wide + column]);
        name(party, " column", [middle, y], Anchor::Middle, lines, lit);
    }
    marks
}

fn class_of(answer: (Status, Status)) -> LinkClass {
    let certainty = match answer.0 {
        Status::Certain => Certainty::Known,
        Status::Presumed => Certainty::Presumed,
        Status::Possible => Certainty::Possible,
        Status::No => Certainty::Ended,
    };
    LinkClass { kind: LinkKind::Licence, exclusivity: look(answer), certainty }
}

/// The marks of a cell in a frame: left, top, right, bottom. On small ones marks are finer by a `scale`.
fn shapes(look: LinkClass, [x0, y0, x1, y1]: [f32; 4], scale: f32) -> Vec<(Class, Shape)> {
    let rect = |y: f32| Shape::Rect { x: x0, y, width_px: x1 - x0, height_px: y1 - y };
    let edge = || {
        let half = 0.6 * scale;
        Shape::Stroke { path: outline([x0 + half, y0 + half, x1 - half, y1 - half]), width_px: 2.0 * half }
    };
    let mut out = match look.certainty {
        Certainty::Known => vec![(Class::Cell(look), rect(y0))],
        Certainty::Presumed => {
            vec![(Class::CellEdge(look), edge()), (Class::Cell(look), rect(f32::midpoint(y0, y1)))]
        }
        _ => vec![(Class::CellEdge(look), edge())],
    };
    let (x, mut y) = (f32::midpoint(x0, x1), f32::midpoint(y0, y1));
    // On half a cell the mark stands on the empty half.
    if look.certainty == Certainty::Presumed {
        y = f32::midpoint(y0, y);
    }
    let arm = scale * if look.certainty == Certainty::Presumed { 2.8 } else { 3.6 };
    match look.exclusivity {
        LinkLevel::Exclusive => {
            let path = vec![Move(x, y - arm), Line(x + arm, y), Line(x, y + arm), Line(x - arm, y), Close];
            out.push((Class::CellMark(look), Shape::Fill { path }));
        }
        LinkLevel::Unknown => out.extend([-5.0, 0.0, 5.0].map(|dx| {
            let dot = Shape::Circle { x: x + dx * scale, y, radius_px: scale };
            (Class::CellMark(look), dot)
        })),
        LinkLevel::NonExclusive => {}
    }
    out
}

/// Around a frame.
fn outline([x0, y0, x1, y1]: [f32; 4]) -> Vec<Segment> {
    vec![Move(x0, y0), Line(x1, y0), Line(x1, y1), Line(x0, y1), Close]
}

/// What the cells on a scene mean; a cell stands for its level, then for its answer.
pub(super) fn legend(cells: &[LinkClass], locale: Locale) -> Vec<LegendEntry> {
    let mut out = Vec::new();
    let mut entry = |look: LinkClass, text: views::Pair, is_level: bool| {
        out.push(LegendEntry { class: Class::Cell(look), is_level, text: text.get(locale).to_owned() });
    };
    for (exclusivity, text) in [
        (LinkLevel::Exclusive, views::LEG_CELL_EXCLUSIVE),
        (LinkLevel::NonExclusive, views::LEG_CELL_OPEN),
        (LinkLevel::Unknown, views::LEG_CELL_UNKNOWN),
    ] {
        if cells.iter().any(|look| look.exclusivity == exclusivity) {
            let kind = LinkKind::Licence;
            entry(LinkClass { kind, exclusivity, certainty: Certainty::Known }, text, true);
        }
    }
    for (certainty, text) in [
        (Certainty::Known, views::LEG_YES),
        (Certainty::Presumed, views::LEG_PRESUMED),
        (Certainty::Possible, views::LEG_MAYBE),
    ] {
        if cells.iter().any(|look| look.certainty == certainty) {
            // Without a mark: the ground is what counts here.
            let (kind, exclusivity) = (LinkKind::Licence, LinkLevel::NonExclusive);
            entry(LinkClass { kind, exclusivity, certainty }, text, false);
        }
    }
    out
}

/// What a cell looks like in a legend.
pub(super) fn sample(look: LinkClass, width_px: f32, height_px: f32) -> Vec<(Class, Shape)> {
    shapes(look, [4.0, 0.0, width_px - 4.0, height_px], 1.0)
}
