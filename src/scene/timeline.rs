//! The scene of the timeline: one bar for each grant, events as marked days.
//!
//! [`draw`] is for the page and the tool. How sure a day is shows in steps: a
//! known one is a full bar, a presumed one lighter and lower, a possible one
//! hatched; where nobody knows how long a grant goes on, a dashed line is left.

mod bars;
mod drawing;

pub(super) use bars::sample;
pub(super) use drawing::{decoration, text};

use super::flow::credit;
use super::{Scene, legend};
use crate::data::Catalog;
use crate::dates::Day;
use crate::i18n::Locale;
use crate::layout::timeline::{Layout, Measures, Scale, layout};
use crate::query::timeline::Timeline;
use drawing::Drawing;

/// Draws a timeline. The caller adds the generated sentence as [`Scene::description`].
pub fn draw(
    catalog: &Catalog,
    timeline: &Timeline,
    by_service: bool,
    locale: Locale,
    width_px: f32,
) -> Scene {
    let drawing = Drawing::new(catalog, timeline, by_service, locale, width_px);
    let layout = layout(&drawing.request);
    let empty = timeline.groups.is_empty() && timeline.days.is_empty();
    let marks = if empty { Vec::new() } else { drawing.marks(&layout) };
    let mut scene = Scene {
        width_px: drawing.request.width_px,
        height_px: if empty { 40.0 } else { layout.height_px },
        lang: locale.tag().to_owned(),
        legend: legend::entries(&marks, locale),
        note: locale.words().legend_missing_line.to_owned(),
        marks,
        ..Scene::default()
    };
    let meta = &catalog.meta;
    meta.title.get(locale.tag(), &meta.language).0.clone_into(&mut scene.title);
    scene.credit = credit(catalog, locale);
    scene.pins.head_px = [layout.tick_px[1], layout.rows_px[0]];
    if !drawing.measures.narrow {
        scene.pins.side_px = drawing.measures.field_px[0] - 1.0;
    }
    scene
}

/// Days to px of a timeline of this width: for a line at the date that is dragged.
pub fn scale(timeline: &Timeline, width_px: f32) -> Scale {
    scale_of(timeline.window, width_px)
}

/// The same for the first and last day shown.
pub fn scale_of((first, last): (Day, Day), width_px: f32) -> Scale {
    let [left_px, right_px] = Measures::of(width_px).field_px;
    Scale { left_px, right_px, first_day: first.0, last_day: last.0.max(first.0) }
}

/// Where things stand, for tests.
pub fn laid_out(
    catalog: &Catalog,
    timeline: &Timeline,
    by_service: bool,
    locale: Locale,
    width_px: f32,
) -> Layout {
    layout(&Drawing::new(catalog, timeline, by_service, locale, width_px).request)
}
