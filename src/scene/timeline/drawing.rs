//! Marks from places: what is drawn, in which order, under which hook.

use super::bars;
use crate::data::words::DealType;
use crate::data::{Catalog, PartyIx};
use crate::dates::{Day, When};
use crate::i18n::{Locale, date, fill, views};
use crate::layout::timeline::flags::Flag;
use crate::layout::timeline::{Layout, Measures, Request, Scale};
use crate::query::timeline::{Bar, MarkedDay, Span, Timeline, bar as bar_label, day_label, name};
use crate::query::{names, sentence};
use crate::rights::Status;
use crate::scene::flow::short;
use crate::scene::measure::{Weight, widest, width, wrap};
use crate::scene::ribbon;
use crate::scene::{Anchor, Certainty, Class, Hook, LinkClass, LinkKind, LinkLevel, Mark, Segment, Shape};

/// Type of labels of marked days and of the axis.
const SMALL_PX: f32 = 12.0;

/// The input, its request, and the lines of its texts.
pub(super) struct Drawing<'a> {
    catalog: &'a Catalog,
    timeline: &'a Timeline,
    locale: Locale,
    pub measures: Measures,
    pub request: Request,
    /// Of each group: its heading, and the name of each of its rows.
    texts: Vec<(Vec<String>, Vec<Vec<String>>)>,
    /// Of each marked day.
    flags: Vec<Vec<String>>,
}

impl<'a> Drawing<'a> {
    pub fn new(
        catalog: &'a Catalog,
        timeline: &'a Timeline,
        by_service: bool,
        locale: Locale,
        width_px: f32,
    ) -> Self {
        let width_px = width_px.max(280.0);
        let measures = Measures::of(width_px);
        let lines = |text: &str, most: f32, weight| wrap(short(text), most, measures.type_px, weight);
        let mut texts = Vec::new();
        let mut groups = Vec::new();
        for group in &timeline.groups {
            let heading = names::text(catalog, group.party, locale);
            let heading = lines(&heading, measures.group_px[1], Weight::Bold);
            let names: Vec<Vec<String>> = (group.bars.iter())
                .map(|bar| {
                    let name = name(catalog, group.party, bar, by_service, locale);
                    wrap(&name, measures.name_px[1], measures.type_px, Weight::Regular)
                })
                .collect();
            groups.push((heading.len(), names.iter().map(Vec::len).collect()));
            texts.push((heading, names));
        }
        let mut drawing = Drawing {
            catalog,
            timeline,
            locale,
            measures,
            request: Request {
                width_px,
                window_day: (timeline.window.0.0, timeline.window.1.0),
                groups,
                flags: Vec::new(),
                year_px: width("2000", SMALL_PX, Weight::Regular),
            },
            texts,
            flags: Vec::new(),
        };
        let scale = super::scale(timeline, width_px);
        for day in &timeline.days {
            let title = sentence::deal_title(catalog, day.deal, locale);
            let (lines, weight) = drawing.flag(&title, day);
            let width_px = widest(&lines, SMALL_PX, Weight::Regular);
            drawing.request.flags.push(Flag { x: at(&scale, day).0, width_px, lines: lines.len(), weight });
            drawing.flags.push(lines);
        }
        drawing
    }

    /// The lines of a marked day's label: as narrow as its lines allow.
    fn flag(&self, title: &str, day: &MarkedDay) -> (Vec<String>, u32) {
        let mut most = self.measures.flag_px;
        let mut lines = wrap(title, most, SMALL_PX, Weight::Regular);
        while lines.len() > self.measures.flag_lines && most < self.measures.field_px[1] * 0.9 {
            most *= 1.2;
            lines = wrap(title, most, SMALL_PX, Weight::Regular);
        }
        (lines, day.weight)
    }

    /// In painting order: what helps the eye, marked days, rows, the date, words on the axis.
    pub fn marks(&self, layout: &Layout) -> Vec<Mark> {
        let mut marks = Vec::new();
        self.ground(layout, &mut marks);
        for at in 0..self.timeline.days.len() {
            self.marked_day(layout, at, &mut marks);
        }
        for at in 0..self.timeline.days.len() {
            self.hairline(layout, at, &mut marks);
        }
        if self.measures.narrow {
            // Names stand on the field: the line goes behind them.
            self.date(layout, &mut marks);
        }
        for (at, group) in self.timeline.groups.iter().enumerate() {
            self.heading(layout, at, &mut marks);
            for (row, bar) in group.bars.iter().enumerate() {
                self.row(layout, (at, row), bar, group.party, &mut marks);
            }
        }
        if !self.measures.narrow {
            self.date(layout, &mut marks);
        }
        self.axis(layout, &mut marks);
        marks
    }

    /// Lines of years and between groups.
    fn ground(&self, layout: &Layout, marks: &mut Vec<Mark>) {
        let [top, bottom] = layout.rows_px;
        for tick in &layout.ticks {
            let x = layout.scale.x(tick.day);
            let from = if tick.year { layout.tick_px[1] } else { top };
            let width_px = if tick.year { 1.0 } else { 0.6 };
            let path = vec![Segment::Move(x, from), Segment::Line(x, bottom)];
            let key = ["grid ", &tick.day.to_string()].concat();
            marks.push(decoration(key, Class::Grid, Shape::Stroke { path, width_px }));
        }
        let right = self.request.width_px;
        for (n, (top, _)) in layout.groups.iter().enumerate() {
            let key = ["rule ", &n.to_string()].concat();
            marks.push(decoration(key, Class::Grid, bars::line(0.0, right, *top, 1.0)));
        }
    }

    fn heading(&self, layout: &Layout, at: usize, marks: &mut Vec<Mark>) {
        let group = &self.timeline.groups[at];
        let (top, rows) = &layout.groups[at];
        let Measures { type_px, line_px, .. } = self.measures;
        let y = match rows.first() {
            Some([row_top, _]) if !self.measures.narrow => row_top + 1.5 + line_px / 2.0 + type_px * 0.35,
            _ => top + 6.0 + type_px,
        };
        let id = self.catalog.party(group.party).id.to_string();
        let shown = names::shown(self.catalog, group.party, self.locale);
        let lang = (shown.lang != self.locale.tag()).then(|| shown.lang.to_owned());
        marks.push(Mark {
            key: id.clone(),
            shape: text(
                [self.measures.group_px[0], y],
                type_px,
                line_px,
                Anchor::Start,
                &self.texts[at].0,
                lang,
            ),
            class: Class::GroupLabel,
            hook: Hook::Party(id),
            dimmed: !group.lit,
            label: shown.text.into_owned(),
        });
    }

    fn row(
        &self,
        layout: &Layout,
        (group, row): (usize, usize),
        bar: &Bar,
        party: PartyIx,
        marks: &mut Vec<Mark>,
    ) {
        let [top, y] = layout.groups[group].1[row];
        let (scale, window) = (&layout.scale, self.timeline.window);
        let status = bar.spans.iter().map(|span| span.status).max_by_key(|status| status.in_force);
        let Some(best) = status else { return };
        let hook = Hook::Grant {
            grant: bar.hook.clone(),
            deal_type: bar.deal_type.word(),
            exclusivity: best.level,
            status: best.in_force,
        };
        let key =
            [bar.hook.as_str(), self.catalog.party(party).id.as_str(), &bar.grant.to_string()].join(" ");
        let mut part = 0;
        let mut push = |class, shape, label: String| {
            let key = [key.as_str(), " ", &part.to_string()].concat();
            part += 1;
            marks.push(Mark { key, shape, class, hook: hook.clone(), dimmed: !bar.lit, label });
        };
        // The whole row takes the pointer.
        let left = self.measures.name_px[0];
        let bottom = y + (y - top).max(8.0);
        let hit =
            Shape::Rect { x: left, y: top, width_px: self.request.width_px - left, height_px: bottom - top };
        push(Class::Hit, hit, bar_label(self.catalog, bar, self.locale));
        let Measures { type_px, line_px, narrow, .. } = self.measures;
        let lines = &self.texts[group].1[row];
        let first = if narrow { top } else { y - line_px * lines.len() as f32 / 2.0 };
        let baseline = first + line_px / 2.0 + type_px * 0.35;
        let class = if narrow { Class::FieldLabel } else { Class::Label };
        push(class, text([left, baseline], type_px, line_px, Anchor::Start, lines, None), String::new());
        let mut from = None;
        for span in bar.spans.iter().filter(|span| span.meets(window)) {
            let (x0, x1) = (scale.x(span.first), scale.x_after(span.last));
            from = from.or((!span.open).then_some(x0));
            let look = look(bar, span);
            if span.open || span.status.in_force == Status::No {
                let (class, shape) = bars::tail(look, x0, x1, y);
                push(class, shape, String::new());
                continue;
            }
            for (class, shape) in bars::bar(look, x0, x1, y) {
                push(class, shape, String::new());
            }
            if span.last > window.1 {
                let (class, shape) = bars::goes_on(look, x1, y);
                push(class, shape, String::new());
            }
        }
        if bar.disputed
            && let Some(x) = from
        {
            push(Class::Dispute, ribbon::cross([x, y]), String::new());
        }
        for &(by, _, days) in &bar.touched {
            let day = shown_day(self.catalog.deal(by).announced.as_ref(), days);
            if day >= window.0 && day <= window.1 {
                push(Class::Effect, bars::effect(scale.x(day), y), String::new());
            }
        }
    }

    /// A tick, as long as the day is known; with a label also a line across all rows.
    fn marked_day(&self, layout: &Layout, at_day: usize, marks: &mut Vec<Mark>) {
        let day = &self.timeline.days[at_day];
        let deal = self.catalog.deal(day.deal);
        let (x, known) = at(&layout.scale, day);
        let id = deal.id.to_string();
        let mut push = |part: &str, class, shape, label: String| {
            let key = [id.as_str(), part].concat();
            marks.push(Mark { key, shape, class, hook: Hook::Deal(id.clone()), dimmed: !day.lit, label });
        };
        let [top, bottom] = layout.tick_px;
        let place = layout.flags[at_day];
        let strong = day.touched > 0 || deal.kind != DealType::Event;
        let width_px = if strong { 1.6 } else { 0.8 };
        let stem = place.map_or(top, |place| place.stem_px);
        let mut path = vec![Segment::Move(x, stem), Segment::Line(x, bottom)];
        if known && place.is_some() {
            path.push(Segment::Line(x, layout.rows_px[1]));
        }
        push("", Class::Event, Shape::Stroke { path, width_px }, day_label(self.catalog, day, self.locale));
        let (x0, x1) = (layout.scale.x(day.days.0), layout.scale.x_after(day.days.1));
        // A range that is most of what is shown says nothing more than its label.
        if place.is_some() && x1 - x0 > 2.5 && x1 - x0 < 200.0 {
            push(" span", Class::Event, bars::line(x0, x1, bottom - 1.0, 2.0), String::new());
        }
        if let Some(place) = place {
            let (lines, line_px) = (&self.flags[at_day], self.measures.line_px);
            let shape = text([place.left, place.baseline], SMALL_PX, line_px, Anchor::Start, lines, None);
            push(" t", Class::Axis, shape, String::new());
        }
    }

    /// Of a marked day without a label, the line across all rows: thinner than one with a label, and
    /// for the eye alone.
    fn hairline(&self, layout: &Layout, at_day: usize, marks: &mut Vec<Mark>) {
        let day = &self.timeline.days[at_day];
        let (x, known) = at(&layout.scale, day);
        if !known || layout.flags[at_day].is_some() {
            return;
        }
        let path = vec![Segment::Move(x, layout.tick_px[1]), Segment::Line(x, layout.rows_px[1])];
        let key = ["hair ", self.catalog.deal(day.deal).id.as_str()].concat();
        let shape = Shape::Stroke { path, width_px: 0.5 };
        marks.push(Mark { dimmed: !day.lit, ..decoration(key, Class::Event, shape) });
    }

    /// The day or the period shown.
    fn date(&self, layout: &Layout, marks: &mut Vec<Mark>) {
        let ((first, last), window) = (self.timeline.date, self.timeline.window);
        if first > window.1 || last < window.0 {
            return;
        }
        let scale = &layout.scale;
        let (x0, x1) = (scale.x(first), scale.x_after(last));
        let (top, bottom) = (layout.date_px + 4.0, layout.rows_px[1]);
        let mut words = date::day(self.locale, last);
        if first < last {
            let shape = Shape::Rect { x: x0, y: top, width_px: x1 - x0, height_px: bottom - top };
            marks.push(decoration("period".to_owned(), Class::Shade, shape));
            let from = date::day(self.locale, first);
            words = fill(views::TL_TO.get(self.locale), &[("from", &from), ("to", &words)]);
        }
        let x = if last > window.1 { x1 } else { f32::midpoint(scale.x(last), x1) };
        let path = vec![Segment::Move(x, top), Segment::Line(x, bottom)];
        marks.push(decoration("now".to_owned(), Class::Now, Shape::Stroke { path, width_px: 1.8 }));
        let half = width(&words, SMALL_PX, Weight::Bold) / 2.0;
        let middle = x.min(self.request.width_px - half).max(half);
        let shape = text([middle, layout.date_px], SMALL_PX, 15.0, Anchor::Middle, &[words], None);
        marks.push(decoration("now t".to_owned(), Class::NowLabel, shape));
    }

    fn axis(&self, layout: &Layout, marks: &mut Vec<Mark>) {
        for tick in layout.ticks.iter().filter(|tick| tick.labelled) {
            let Some((year, ..)) = tick.day.ymd() else { continue };
            let words = if tick.year { year.to_string() } else { month(self.locale, tick.day) };
            let x = layout.scale.x(tick.day) + 4.0;
            for (n, y) in layout.axis_px.into_iter().enumerate() {
                let key = ["axis ", &n.to_string(), &tick.day.to_string()].concat();
                let shape = text([x, y], SMALL_PX, 15.0, Anchor::Start, std::slice::from_ref(&words), None);
                marks.push(decoration(key, Class::Axis, shape));
            }
        }
    }
}

/// The name of a month, without its year.
fn month(locale: Locale, day: Day) -> String {
    let whole = date::month(locale, day);
    match locale {
        Locale::En => whole.split(' ').next().unwrap_or_default().to_owned(),
        Locale::ZhHans => whole.split_once('年').map_or(String::new(), |(_, month)| month.to_owned()),
    }
}

/// Where the line of a marked day stands, and whether its day is known well
/// enough for a line across the rows.
fn at(scale: &Scale, day: &MarkedDay) -> (f32, bool) {
    let (first, last) = day.days;
    let middle = f32::midpoint(scale.x(first), scale.x_after(last));
    (middle, last.0 - first.0 <= 62)
}

/// Where the mark of a change stands that happened on one of some days: where it was announced, if
/// that is one of them; else on the first.
fn shown_day(announced: Option<&When>, (first, last): (Day, Day)) -> Day {
    let announced = announced.map(|when| when.lo).filter(|day| *day >= first && *day <= last);
    announced.unwrap_or(if first.is_finite() { first } else { last })
}

fn look(bar: &Bar, span: &Span) -> LinkClass {
    let certainty = match span.status.in_force {
        Status::Certain => Certainty::Known,
        Status::Presumed => Certainty::Presumed,
        Status::Possible => Certainty::Possible,
        Status::No => Certainty::Ended,
    };
    // What was passed on has one look, whether exclusive or not.
    let exclusivity = if bar.kind == LinkKind::Licence { span.look() } else { LinkLevel::NonExclusive };
    LinkClass { kind: bar.kind, exclusivity, certainty }
}

pub(in crate::scene) fn text(
    [x, y]: [f32; 2],
    size_px: f32,
    line_px: f32,
    anchor: Anchor,
    lines: &[String],
    lang: Option<String>,
) -> Shape {
    Shape::Text { x, y, size_px, line_px, anchor, lines: lines.to_vec(), lang }
}

pub(in crate::scene) fn decoration(key: String, class: Class, shape: Shape) -> Mark {
    Mark { key, shape, class, hook: Hook::None, dimmed: false, label: String::new() }
}
