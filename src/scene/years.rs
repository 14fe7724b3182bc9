//! The scene of the years: small pictures of the flow, one for each year.
//!
//! Every party has one place in all of them, so that years can be compared; the
//! first cell says who stands where. Links of one look are one mark.

use super::measure::{Weight, wrap};
use super::timeline::{decoration, text};
use super::{
    Anchor, Certainty, Class, Hook, LinkClass, LinkKind, LinkLevel, Mark, Scene, Segment, Shape, legend,
};
use crate::data::{Catalog, PartyIx};
use crate::i18n::{Locale, fill, number, views};
use crate::layout::years::{Layout, layout};
use crate::query::names;
use crate::query::years::{Year, Years, label};
use crate::small::Map;
use crate::sort;

/// Size of the small type.
const SMALL_PX: f32 = 12.0;

/// Draws the years. The caller adds the generated sentence as [`Scene::description`].
pub fn draw(catalog: &Catalog, years: &Years, locale: Locale, width_px: f32) -> Scene {
    let width_px = width_px.max(200.0);
    // Without anybody on either side there is nothing to compare.
    let cells = if years.left.is_empty() && years.right.is_empty() { 0 } else { years.years.len() + 1 };
    let layout = layout(width_px, cells, years.left.len(), years.right.len());
    let drawing = Drawing::new(catalog, years, locale, &layout);
    let mut marks = Vec::new();
    if let Some((&key, cells)) = layout.cells.split_first() {
        drawing.key(key, &mut marks);
        for (year, &cell) in years.years.iter().zip(cells) {
            drawing.year(year, cell, &mut marks);
        }
    }
    let meta = &catalog.meta;
    Scene {
        width_px,
        height_px: layout.height_px.max(40.0),
        title: meta.title.get(locale.tag(), &meta.language).0.to_owned(),
        lang: locale.tag().to_owned(),
        legend: legend::entries(&marks, locale),
        note: locale.words().legend_missing_line.to_owned(),
        credit: super::flow::credit(catalog, locale),
        marks,
        ..Scene::default()
    }
}

/// Pictures in a row, for a walk by keyboard; the key takes the first place of the first row.
pub fn columns(width_px: f32, years: &Years) -> usize {
    layout(width_px.max(200.0), years.years.len() + 1, 1, 1).columns
}

/// Width of a link on a small picture.
pub(super) fn thread_px(look: LinkClass) -> f32 {
    match (look.kind, look.exclusivity, look.certainty) {
        (_, _, Certainty::Possible | Certainty::Disputed | Certainty::Ended | Certainty::Ahead) => 0.8,
        (LinkKind::Licence, LinkLevel::Exclusive, _) => 2.2,
        (LinkKind::Licence, LinkLevel::Unknown, _) => 1.6,
        _ => 1.2,
    }
}

/// What stands above the picture of a year.
pub(super) struct Said {
    pub year: i32,
    /// All, and of these the exclusive ones.
    pub counts: (usize, usize),
    /// The date shown is in it.
    pub current: bool,
    /// Read aloud, and shown as a tooltip.
    pub label: String,
}

/// The year, its numbers, and the area that takes the pointer.
pub(super) fn head(
    said: &Said,
    [left, top, width_px, height_px]: [f32; 4],
    locale: Locale,
    marks: &mut Vec<Mark>,
) {
    let name = said.year.to_string();
    // The numbers lie under what takes the pointer: the year's label says them.
    let whole = |n: usize| number::whole(locale, n as u64);
    let (n, exclusive) = (whole(said.counts.0), whole(said.counts.1));
    let some = if said.counts.1 > 0 { views::YR_COUNT } else { views::YR_COUNT_NONE };
    let numbers = fill(some.get(locale), &[("n", &n), ("exclusive", &exclusive)]);
    let shape = text([left, top + 30.0], SMALL_PX, 14.0, Anchor::Start, &[numbers], None);
    marks.push(decoration([&*name, " n"].concat(), Class::SubLabel, shape));
    let area = Shape::Rect { x: left, y: top, width_px, height_px };
    let mut hit = of_year(said.year, "", Class::Hit, area, false);
    hit.label.clone_from(&said.label);
    marks.push(hit);
    let shape = text([left, top + 14.0], 14.0, 16.0, Anchor::Start, &[name], None);
    marks.push(of_year(said.year, " year", Class::GroupLabel, shape, false));
    if said.current {
        let path = vec![Segment::Move(left, top - 1.0), Segment::Line(left + width_px, top - 1.0)];
        marks.push(of_year(said.year, " now", Class::Now, Shape::Stroke { path, width_px: 2.0 }, false));
    }
}

/// A mark of a year's picture.
pub(super) fn of_year(year: i32, part: &str, class: Class, shape: Shape, dimmed: bool) -> Mark {
    let key = [&*year.to_string(), part].concat();
    Mark { key, shape, class, hook: Hook::Year(year), dimmed, label: String::new() }
}

struct Drawing<'a> {
    catalog: &'a Catalog,
    years: &'a Years,
    locale: Locale,
    layout: &'a Layout,
    /// Of each party that stands somewhere: on the right or not, and its height in a cell.
    places: Map<PartyIx, (bool, f32)>,
}

impl<'a> Drawing<'a> {
    fn new(catalog: &'a Catalog, years: &'a Years, locale: Locale, layout: &'a Layout) -> Self {
        let mut places = Map::default();
        for (right, side) in [(false, &years.left), (true, &years.right)] {
            for (at, &(party, _)) in side.iter().enumerate() {
                places.insert(party, (right, layout.y(at, side.len())));
            }
        }
        Drawing { catalog, years, locale, layout, places }
    }

    /// Who stands where: the names of the services with most links, as many as find room.
    fn key(&self, [left, top, width_px, _]: [f32; 4], marks: &mut Vec<Mark>) {
        let words = self.locale.words();
        let [x0, x1] = self.layout.side_px;
        let mut put = |name: &str, class, shape| {
            marks.push(decoration(["key ", name].concat(), class, shape));
        };
        let half = width_px / 2.0 - 4.0;
        for (n, words, at, anchor) in [
            ("left", words.column_holders, left, Anchor::Start),
            ("right", words.column_services, left + width_px, Anchor::End),
        ] {
            let lines = wrap(words, half, SMALL_PX, Weight::Bold);
            put(n, Class::Heading, text([at, top + 14.0], SMALL_PX, 14.0, anchor, &lines, None));
        }
        for (right, side) in [(false, &self.years.left), (true, &self.years.right)] {
            let ticks = self.ticks(left, top, side.iter().map(|(party, _)| *party));
            let path = Shape::Stroke { path: ticks, width_px: 1.4 };
            put(if right { "ticks right" } else { "ticks left" }, Class::Grid, path);
        }
        // Names of services, the busiest first, wherever they do not lie on another one.
        let mut order: Vec<usize> = (0..self.years.right.len()).collect();
        sort::by_key(&mut order, |&at| (std::cmp::Reverse(self.years.right[at].1), at));
        let mut taken: Vec<[f32; 2]> = Vec::new();
        for at in order {
            let party = self.years.right[at].0;
            let middle = top + self.layout.y(at, self.years.right.len());
            let name = names::text(self.catalog, party, self.locale);
            let lines = wrap(super::flow::short(&name), x1 - x0 - 16.0, SMALL_PX, Weight::Regular);
            let half = lines.len() as f32 * 7.0;
            let (above, below) = (middle - half, middle + half);
            if taken.iter().any(|other| above < other[1] + 1.0 && other[0] < below + 1.0) {
                continue;
            }
            taken.push([above, below]);
            let id = self.catalog.party(party).id.as_str();
            let at = [left + x1 - 6.0, above + 7.0 + SMALL_PX * 0.35];
            put(id, Class::SubLabel, text(at, SMALL_PX, 14.0, Anchor::End, &lines, None));
        }
    }

    fn year(&self, year: &Year, [left, top, width_px, height_px]: [f32; 4], marks: &mut Vec<Mark>) {
        let said = Said {
            year: year.year,
            counts: (year.counts.in_force, year.counts.exclusive),
            current: year.current,
            label: label(year, self.locale),
        };
        head(&said, [left, top, width_px, height_px], self.locale, marks);
        let mut put = |part: &str, class, shape, dimmed: bool| {
            marks.push(of_year(year.year, part, class, shape, dimmed));
        };
        let [top_y, bottom_y] = self.layout.field_px.map(|y| top + y);
        let sides = self.layout.side_px.map(|x| left + x);
        let path = sides.map(|x| [Segment::Move(x, top_y), Segment::Line(x, bottom_y)]).concat();
        put(" sides", Class::Grid, Shape::Stroke { path, width_px: 0.8 }, false);
        let mut looks: Vec<(bool, LinkClass)> =
            year.links.iter().map(|&(_, _, look, lit)| (lit, look)).collect();
        // What is drawn back and what is less sure lie below.
        sort::distinct(&mut looks);
        sort::by_key(&mut looks, |&(lit, look)| {
            (lit, std::cmp::Reverse(look.certainty), look.exclusivity == LinkLevel::Exclusive)
        });
        for (lit, look) in looks {
            let mut path = Vec::new();
            for &(from, to, of, is_lit) in &year.links {
                if (of, is_lit) == (look, lit) {
                    self.link(left, top, from, to, &mut path);
                }
            }
            let part = [" ", &super::style::class_name(Class::Thread(look)), if lit { "" } else { " back" }]
                .concat();
            let shape = Shape::Stroke { path, width_px: thread_px(look) };
            put(&part, Class::Thread(look), shape, !lit);
        }
        let mut parties: Vec<PartyIx> = year.links.iter().flat_map(|link| [link.0, link.1]).collect();
        sort::distinct(&mut parties);
        let path = self.ticks(left, top, parties.into_iter());
        put(" ticks", Class::Group, Shape::Stroke { path, width_px: 1.6 }, false);
    }

    /// A short stroke for each party at its place.
    fn ticks(&self, left: f32, top: f32, parties: impl Iterator<Item = PartyIx>) -> Vec<Segment> {
        let [x0, x1] = self.layout.side_px;
        let mut path = Vec::new();
        for &(right, y) in parties.filter_map(|party| self.places.get(party)) {
            let (x, y) = (left + if right { x1 } else { x0 }, top + y);
            path.extend([Segment::Move(x, y - 1.4), Segment::Line(x, y + 1.4)]);
        }
        path
    }

    /// A curve across, or an arc beside two of the same side.
    fn link(&self, left: f32, top: f32, from: PartyIx, to: PartyIx, path: &mut Vec<Segment>) {
        let (Some(&(a_right, a_y)), Some(&(b_right, b_y))) = (self.places.get(from), self.places.get(to))
        else {
            return;
        };
        let [x0, x1] = self.layout.side_px.map(|x| left + x);
        let x = |right: bool| if right { x1 } else { x0 };
        let (ax, bx, ay, by) = (x(a_right), x(b_right), top + a_y, top + b_y);
        path.push(Segment::Move(ax, ay));
        path.push(if a_right == b_right {
            let high = (ay - by).abs();
            // The control points of a curve lie a third further out than it reaches.
            let reach = (6.0 + high * 0.22).min(if a_right { 24.0 } else { 9.0 }) * 4.0 / 3.0;
            let out = if a_right { ax + reach } else { ax - reach };
            Segment::Cubic([out, ay, out, by, bx, by])
        } else {
            let bend = (bx - ax) * 0.45;
            Segment::Cubic([ax + bend, ay, bx - bend, by, bx, by])
        });
    }
}
