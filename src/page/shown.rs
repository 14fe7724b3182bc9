//! From state to what is shown: the dataset with what is worked out once, and
//! what is worked out for each state.

use crate::data::{Catalog, Finding, Loaded};
use crate::i18n::Locale;
use crate::layout::flow::Order;
use crate::query::changes::{Changes, changes};
use crate::query::picture::{Picture, picture};
use crate::query::search::Index;
use crate::query::sentence;
use crate::rights::{Compiled, Options};
use crate::scene::{self, Scene};
use crate::state::State;
use std::rc::Rc;

/// A dataset, with everything that is worked out once for it.
pub struct Dataset {
    /// The records.
    pub catalog: Rc<Catalog>,
    /// What a person should look at.
    pub findings: Rc<Vec<Finding>>,
    /// Folded names, for the search.
    pub index: Rc<Index>,
    /// Days of change, for the scrubber.
    pub changes: Rc<Changes>,
    /// The order of parties that every date's layout starts from.
    pub order: Order,
    /// The state of a page opened without an address.
    pub opening: State,
    /// The links for the options that were last asked for.
    compiled: Rc<Compiled>,
    options: Options,
}

/// What one state shows.
#[derive(Clone)]
pub struct Shown {
    /// The links behind it.
    pub compiled: Rc<Compiled>,
    /// Links and parties of the day.
    pub picture: Rc<Picture>,
    /// The drawing.
    pub scene: Rc<Scene>,
    /// The generated sentence.
    pub summary: String,
}

impl Dataset {
    /// Works out what a loaded dataset needs once.
    pub fn new(loaded: Loaded) -> Dataset {
        let catalog = Rc::new(loaded.catalog);
        let options = Options { presume: true, known: None };
        let compiled = Rc::new(Compiled::new(&catalog, options));
        let opening = State::opening(&catalog, &compiled);
        Dataset {
            index: Rc::new(Index::new(&catalog)),
            changes: Rc::new(changes(&catalog, &compiled)),
            order: Order::new(&catalog, &compiled),
            findings: Rc::new(loaded.findings),
            opening,
            compiled,
            options,
            catalog,
        }
    }

    /// What a state shows, on a drawing of this width.
    pub fn shown(&mut self, state: &State, locale: Locale, width_px: f32) -> Shown {
        let options = Options { presume: state.presume, known: state.known };
        if options != self.options {
            self.compiled = Rc::new(Compiled::new(&self.catalog, options));
            self.options = options;
        }
        let picture = picture(&self.catalog, &self.compiled, state);
        let summary = sentence::summary(&self.catalog, &picture, state, locale);
        let mut scene = scene::flow::draw_live(&self.catalog, &picture, &self.order, locale, width_px);
        scene.description.clone_from(&summary);
        Shown { compiled: self.compiled.clone(), picture: Rc::new(picture), scene: Rc::new(scene), summary }
    }
}
