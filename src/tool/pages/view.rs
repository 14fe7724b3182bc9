//! The first view: what the page shows to a reader who brings no address.

use crate::data::{Catalog, Text};
use crate::embed::credit;
use crate::i18n::Locale;
use crate::layout::flow::Order;
use crate::query::picture::{Picture, picture};
use crate::query::sentence;
use crate::rights::{Compiled, Options};
use crate::scene::{Scene, flow, svg};
use crate::state::State;

/// The opening state of a dataset and what it shows, in one language.
pub struct View<'a> {
    /// The dataset.
    pub catalog: &'a Catalog,
    /// The language.
    pub locale: Locale,
    /// The state.
    pub state: State,
    /// Its links.
    pub compiled: Compiled,
    /// Links and parties of the day.
    pub picture: Picture,
    /// The generated sentence.
    pub summary: String,
    order: Order,
}

/// Width of the drawing in files: as on the page of a usual screen.
const FILE_PX: f32 = 856.0;

impl<'a> View<'a> {
    /// Works out the opening view.
    pub fn opening(catalog: &'a Catalog, locale: Locale) -> View<'a> {
        let compiled = Compiled::new(catalog, Options { presume: true, known: None });
        let state = State::opening(catalog, &compiled);
        let picture = picture(catalog, &compiled, &state);
        let summary = sentence::summary(catalog, &picture, &state, locale);
        let order = Order::new(catalog, &compiled);
        View { catalog, locale, state, compiled, picture, summary, order }
    }

    /// The drawing, as the live page makes it for this width.
    pub fn scene(&self, width_px: f32) -> Scene {
        let mut scene = flow::draw(self.catalog, &self.picture, &self.order, self.locale, width_px);
        scene.description.clone_from(&self.summary);
        scene
    }

    /// The text of `graph.svg`.
    pub fn file(&self, url: Option<&str>) -> String {
        let mut scene = self.scene(FILE_PX);
        credit::sign(&mut scene, self.catalog, &self.picture, self.locale, url);
        svg::to_svg(&scene)
    }

    /// The headline.
    pub fn title(&self) -> &str {
        self.text(&self.catalog.meta.title).0
    }

    /// A text of the dataset in the view's language, and the tag of what was found.
    pub fn text<'t>(&'t self, text: &'t Text) -> (&'t str, &'t str) {
        text.get(self.locale.tag(), &self.catalog.meta.language)
    }
}
