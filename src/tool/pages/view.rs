//! The first view: what the page shows to a reader who brings no address.

use crate::data::words::View as Word;
use crate::data::{Catalog, Text};
use crate::embed::credit;
use crate::i18n::Locale;
use crate::query::changes::{Changes, changes};
use crate::query::picture::{Picture, picture};
use crate::rights::{Compiled, Options};
use crate::scene::{Scene, svg};
use crate::state::State;
use crate::tool::countries::in_language;
use crate::views::{self, Kept, Stage};

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
    changes: Changes,
    kept: Kept,
}

/// Width of the drawing in files: as on the page of a usual screen.
const FILE_PX: f32 = 856.0;

impl<'a> View<'a> {
    /// Works out the opening view.
    pub fn opening(catalog: &'a Catalog, locale: Locale) -> View<'a> {
        let compiled = Compiled::new(catalog, Options { presume: true, known: None });
        let state = State::opening(catalog, &compiled);
        let picture = picture(catalog, &compiled, &state);
        let (changes, kept) = (changes(catalog, &compiled), Kept::new(catalog, &compiled));
        let mut view =
            View { catalog, locale, state, compiled, picture, summary: String::new(), changes, kept };
        // A table is no picture; a page without its program shows both.
        if view.state.view == Word::Table {
            view.state.view = Word::Flow;
        }
        view.summary = view.scene(FILE_PX).description;
        view
    }

    /// The drawing, as the live page makes it for this width.
    pub fn scene(&self, width_px: f32) -> Scene {
        views::draw(&Stage {
            catalog: self.catalog,
            compiled: &self.compiled,
            changes: &self.changes,
            kept: &self.kept,
            country: in_language,
            state: &self.state,
            picture: &self.picture,
            locale: self.locale,
            width_px,
            limit_px: None,
            live: false,
        })
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
