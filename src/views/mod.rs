//! The views: what each draws and says for a state.
//!
//! A view is three things of one name: what it shows (`query`), where it stands
//! and how it looks (`layout`, `scene`), and what a reader can do there
//! (`page/views`). It is registered here, in [`draw`], and its name in
//! [`crate::data::words::View`].

mod kept;
pub mod network;

pub use kept::Kept;

use crate::data::Catalog;
use crate::data::words::View;
use crate::embed::height::graphic_px;
use crate::i18n::Locale;
use crate::query::changes::Changes;
use crate::query::names::Country;
use crate::query::picture::Picture;
use crate::query::timeline::timeline;
use crate::query::years::years;
use crate::query::{
    choices, matrix, names, sentence, table, timeline as timeline_words, years as years_words,
};
use crate::rights::Compiled;
use crate::rights::engine::Engine;
use crate::scene::{self, Scene};
use crate::state::State;

/// What a view draws from.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// The dataset.
    pub catalog: &'a Catalog,
    /// Its links, for the state's options.
    pub compiled: &'a Compiled,
    /// Its days of change.
    pub changes: &'a Changes,
    /// What was worked out once.
    pub kept: &'a Kept,
    /// What the reader chose.
    pub state: &'a State,
    /// Links and parties of the day.
    pub picture: &'a Picture,
    /// What a reader calls a country: the core has no such list.
    pub country: Country,
    /// Language of the interface.
    pub locale: Locale,
    /// Width to fill, in px.
    pub width_px: f32,
    /// The height to keep to, in a frame: see [`limit_px`].
    pub limit_px: Option<u32>,
    /// Painted in a page that says tooltips when they are asked for.
    pub live: bool,
}

/// What a view draws, with the generated sentence as its description. The table
/// is no picture: it has the sentence alone.
pub fn draw(stage: &Stage) -> Scene {
    let (mut scene, summary) = match stage.state.view {
        View::Flow if stage.state.views.years => years_of(stage),
        View::Flow => flow_of(stage),
        View::Table => table_of(stage),
        View::Network => network::draw(stage),
        View::Timeline => timeline_of(stage),
        View::Matrix => matrix_of(stage),
    };
    scene.description = summary;
    scene
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn table_of(stage: &Stage) -> (Scene, String) {
    let Stage { catalog, compiled, state, locale, width_px, .. } = *stage;
    let nothing = Scene { width_px, lang: locale.tag().to_owned(), ..Scene::default() };
    let mut rows = table::rows(catalog, compiled, state);
    table::find(catalog, &mut rows, &state.views.find, locale);
    (nothing, table::summary(catalog, &rows, state, locale))
}

fn flow_of(stage: &Stage) -> (Scene, String) {
    let Stage { catalog, kept, state, picture, locale, width_px, live, .. } = *stage;
    let size_px = (width_px, wanted_px(stage));
    let scene = scene::flow::draw_within(catalog, picture, &kept.order, locale, size_px, !live);
    let mut summary = sentence::summary(catalog, picture, state, locale);
    if picture.is_crowded() {
        let drawn = scene::reading::columns(&scene).iter().map(Vec::len).sum();
        network::say_thinned(&mut summary, drawn, picture.parties.len(), locale);
    }
    (scene, summary)
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn years_of(stage: &Stage) -> (Scene, String) {
    let Stage { catalog, compiled, changes, kept, state, locale, width_px, .. } = *stage;
    let years = years(catalog, compiled, changes, &kept.order, state);
    let summary = years_words::summary(&years, state, locale);
    (scene::years::draw(catalog, &years, locale, width_px), summary)
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn timeline_of(stage: &Stage) -> (Scene, String) {
    let Stage { catalog, compiled, changes, state, locale, width_px, .. } = *stage;
    let shown = timeline(catalog, compiled, changes, state);
    let summary = timeline_words::summary(&shown, state, locale);
    (scene::timeline::draw(catalog, &shown, state.views.by_service, locale, width_px), summary)
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn matrix_of(stage: &Stage) -> (Scene, String) {
    let Stage { catalog, compiled, changes, kept, state, locale, width_px, .. } = *stage;
    let engine = Engine::new(catalog, compiled);
    let ranks = kept.ranks(catalog, compiled, &engine, changes, state);
    if state.views.years {
        let shown = matrix::years::years(catalog, compiled, &engine, ranks, changes, state, locale);
        let place = names::territory(catalog, &choices::territory(catalog, state), locale, stage.country);
        let mut summary = matrix::years::summary(&shown, state, &place, locale);
        shown.first().into_iter().for_each(|year| say_thinned(&mut summary, year, locale));
        return (scene::matrix::draw_years(catalog, &shown, state, locale, width_px), summary);
    }
    let shown = matrix::matrix(catalog, compiled, &engine, ranks, state, locale);
    let place = names::territory(catalog, &shown.territory, locale, stage.country);
    let mut summary = matrix::summary(&shown, state, &place, locale);
    say_thinned(&mut summary, &shown, locale);
    (scene::matrix::draw(catalog, &shown, &place, locale, width_px), summary)
}

/// Says of a matrix that leaves some out how many it shows.
fn say_thinned(summary: &mut String, shown: &matrix::Matrix, locale: Locale) {
    if let Some(all) = shown.thinned {
        network::say_thinned(summary, shown.services.len() + shown.catalogues.len(), all, locale);
    }
}

/// A picture up to this width is as dense on the page as in a frame, so that both show the picture that the
/// build wrote; a wider page has room.
const DENSE_PX: f32 = 800.0;

/// The height that the picture in a frame of this width keeps to, or what its author asks for instead
/// (web-requirements E3); nothing outside a frame.
pub fn limit_px(state: &State, frame_width_px: f32) -> Option<u32> {
    state.embed.then(|| graphic_px(frame_width_px, state.height_px))
}

/// The height for which rows move closer. A page has edges around its picture.
fn wanted_px(stage: &Stage) -> Option<f32> {
    let on_page = || (stage.width_px < DENSE_PX).then(|| graphic_px(stage.width_px + 24.0, None));
    stage.limit_px.or_else(on_page).map(|px| px as f32)
}
