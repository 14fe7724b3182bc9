//! The scene of the flow: who licenses what to whom on a day.
//!
//! [`draw`] is for the page and the tool; [`scene`] does the work from plain values.

mod drawing;
mod input;

pub use input::input;

use super::{Hook, Joint, LinkClass, Scene, legend};
use crate::data::Catalog;
use crate::i18n::{Locale, date, fill};
use crate::layout::flow::{Order, Request, layout};
use crate::query::picture::Picture;
use drawing::Drawing;
pub(super) use drawing::short;

/// What the flow draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowInput {
    /// Width to fill.
    pub width_px: f32,
    /// Height to keep to, as far as names stay legible.
    pub wanted_px: Option<f32>,
    /// Language of headings and legend.
    pub locale: Locale,
    /// Who stands on the picture.
    pub parties: Vec<FlowParty>,
    /// One licensor, one licensee.
    pub links: Vec<FlowLink>,
    /// Lists that name several parties jointly.
    pub joints: Vec<Joint>,
}

/// A party of the flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowParty {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Language of the name, where it is not the reader's.
    pub lang: Option<String>,
    /// Place in the order of the whole dataset.
    pub rank: u32,
    /// Stands on the side of the services.
    pub service: bool,
    /// Neither holds rights nor runs a service: who orders or judges.
    pub authority: bool,
    /// Place of its operator in the list.
    pub operator: Option<usize>,
    /// Not drawn back.
    pub lit: bool,
}

/// A link of the flow.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowLink {
    /// Giver: place in the list of parties.
    pub from: usize,
    /// Receiver.
    pub to: usize,
    /// Its look.
    pub class: LinkClass,
    /// What it stands for.
    pub hook: Hook,
    /// Read aloud, and shown as a tooltip.
    pub label: String,
    /// Not drawn back.
    pub lit: bool,
}

/// Draws the flow of a picture. The caller adds the generated sentence as
/// [`Scene::description`] and may replace the title.
pub fn draw(catalog: &Catalog, picture: &Picture, order: &Order, locale: Locale, width_px: f32) -> Scene {
    draw_within(catalog, picture, order, locale, (width_px, None), true)
}

/// The same, no higher than `wanted_px` where names stay legible, and with tooltips on links only if it is
/// `worded`: the live picture says them when they are asked for.
pub fn draw_within(
    catalog: &Catalog,
    picture: &Picture,
    order: &Order,
    locale: Locale,
    (width_px, wanted_px): (f32, Option<f32>),
    worded: bool,
) -> Scene {
    let input = input::values(catalog, picture, order, (locale, width_px), worded);
    let mut scene = scene(&FlowInput { wanted_px, ..input });
    sign(catalog, locale, &mut scene);
    scene
}

/// Title of the dataset, and who made it when.
pub(super) fn sign(catalog: &Catalog, locale: Locale, scene: &mut Scene) {
    let meta = &catalog.meta;
    meta.title.get(locale.tag(), &meta.language).0.clone_into(&mut scene.title);
    scene.credit = credit(catalog, locale);
}

/// Source, date of the data, licence: stands under every picture.
pub(super) fn credit(catalog: &Catalog, locale: Locale) -> String {
    let meta = &catalog.meta;
    let mut credit: Vec<String> = match &meta.publisher {
        Some(publisher) => vec![publisher.clone()],
        None => meta.authors.clone(),
    };
    if let Some(day) = meta.checked {
        credit.push(fill(locale.words().footer_data_as_of, &[("date", &date::day(locale, day))]));
    }
    credit.extend(meta.licence.clone());
    credit.join(" · ")
}

/// What the layout is asked for.
pub fn request(input: &FlowInput) -> Request {
    Drawing::new(input).request
}

/// The scene of plain values. Without parties it is small and has no marks.
pub fn scene(input: &FlowInput) -> Scene {
    let drawing = Drawing::new(input);
    let layout = layout(&drawing.request);
    let marks = if input.parties.is_empty() { Vec::new() } else { drawing.marks(&layout) };
    Scene {
        width_px: input.width_px,
        height_px: layout.height_px,
        lang: input.locale.tag().to_owned(),
        legend: legend::entries(&marks, input.locale),
        note: input.locale.words().legend_missing_line.to_owned(),
        marks,
        ..Scene::default()
    }
}
