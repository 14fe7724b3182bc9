//! From state to what is shown: the dataset with what is worked out once, and
//! what is worked out for each state.

use crate::browser::document::window_width_px;
use crate::browser::intl;
use crate::data::words::Layer;
use crate::data::words::View;
use crate::data::{Catalog, Finding, Loaded};
use crate::dates::Day;
use crate::i18n::Locale;
use crate::query::changes::{Changes, changes};
use crate::query::choices;
use crate::query::details::{self, Open};
use crate::query::offers::{Offers, offers};
use crate::query::picture::{Picture, picture};
use crate::query::search::Index;
use crate::rights::engine::{Answer, Engine, Question, TerritoryIx, Use};
use crate::rights::findings::{Findings, findings};
use crate::rights::{Compiled, Options, Status};
use crate::scene::Scene;
use crate::state::State;
use crate::views::{self, Kept, Stage, limit_px};
use std::cell::OnceCell;
use std::rc::Rc;

/// A dataset, with everything that is worked out once for it.
pub struct Dataset {
    /// The records.
    pub catalog: Rc<Catalog>,
    /// What a person should look at.
    pub findings: Rc<Vec<Finding>>,
    /// Folded names, once somebody searches.
    index: OnceCell<Index>,
    /// Days of change, for the scrubber.
    pub changes: Rc<Changes>,
    /// Orders and places that hold for all dates.
    pub kept: Kept,
    /// The state of a page opened without an address.
    pub opening: State,
    /// The links for the options that were last asked for.
    compiled: Rc<Compiled>,
    options: Options,
    /// Contradictions for these options, once somebody asked.
    contradictions: Option<Rc<Findings>>,
}

/// What one state shows.
#[derive(Clone)]
pub struct Shown {
    /// By which view.
    pub view: View,
    /// The links behind it.
    pub compiled: Rc<Compiled>,
    /// Links and parties of the day.
    pub picture: Rc<Picture>,
    /// The drawing.
    pub scene: Rc<Scene>,
    /// The generated sentence.
    pub summary: String,
    /// The open question, answered.
    pub answered: Option<Rc<Answered>>,
    /// What the party in focus could offer.
    pub offers: Offers,
    /// Contradictions, where they are shown.
    pub findings: Option<Rc<Findings>>,
}

/// What a picture is of.
pub struct Of {
    /// The state.
    pub state: State,
    /// The interface's language.
    pub locale: Locale,
    /// Of the drawing.
    pub width_px: f32,
    /// The reader asked for contradictions.
    pub check: bool,
}

impl Shown {
    /// With its drawing, which tells its sentence.
    #[must_use]
    pub fn drawn(self, scene: Scene) -> Shown {
        Shown { summary: scene.description.clone(), scene: Rc::new(scene), ..self }
    }
}

/// A question with its answer.
pub struct Answered {
    /// The question.
    pub question: Question,
    /// The answer.
    pub answer: Answer,
    /// The words over time: first and last day, the answer, exclusivity.
    pub over_time: Vec<(Day, Day, Status, Status)>,
}

/// Most deals with which contradictions are looked for without being asked:
/// more would hold up a click.
const QUICK_DEALS: usize = 20_000;

impl Dataset {
    /// Works out what a loaded dataset needs once.
    pub fn new(loaded: Loaded) -> Dataset {
        let catalog = Rc::new(loaded.catalog);
        let options = Options { presume: true, known: None };
        let compiled = Rc::new(Compiled::new(&catalog, options));
        let opening = State::opening(&catalog, &compiled);
        Dataset {
            index: OnceCell::new(),
            changes: Rc::new(changes(&catalog, &compiled)),
            kept: Kept::new(&catalog, &compiled),
            findings: Rc::new(loaded.findings),
            opening,
            compiled,
            options,
            contradictions: None,
            catalog,
        }
    }

    /// Folded names, for the search.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.catalog))
    }

    /// What a state shows, on a drawing of this width. `check` says whether the
    /// reader asked for contradictions.
    pub fn shown(&mut self, state: &State, locale: Locale, width_px: f32, check: bool) -> Shown {
        let shown = self.undrawn(state, check);
        let stage = self.stage(state, &shown.picture, locale, width_px);
        let scene = views::draw(&Stage { limit_px: frame_limit_px(state), live: true, ..stage });
        shown.drawn(scene)
    }

    /// All of it but the drawing and its sentence.
    pub fn undrawn(&mut self, state: &State, check: bool) -> Shown {
        let options = Options { presume: state.presume, known: state.known };
        if options != self.options {
            self.compiled = Rc::new(Compiled::new(&self.catalog, options));
            self.options = options;
            self.contradictions = None;
        }
        let contradictions = self.contradictions(check, state.ask.is_some());
        let catalog = &self.catalog;
        let open = details::opened(catalog, state);
        let answered =
            state.ask.as_ref().and_then(|_| answered(&self.engine(contradictions.as_ref()), catalog, state));
        let mut picture = picture(catalog, &self.compiled, state);
        if let Some(answered) = answered.as_ref().filter(|_| open.is_none()) {
            let steps = answered.answer.chains.iter().flat_map(|chain| &chain.steps);
            let hooks: Vec<&str> = steps.flat_map(|step| step.id.split('+')).collect();
            picture.light_chains(&hooks);
        }
        Shown {
            view: state.view,
            compiled: self.compiled.clone(),
            picture: Rc::new(picture),
            summary: String::new(),
            scene: Rc::default(),
            answered: answered.map(Rc::new),
            offers: Offers::default(),
            findings: contradictions,
        }
    }

    /// What a view draws from, without a height to keep to.
    pub fn stage<'a>(
        &'a self,
        state: &'a State,
        picture: &'a Picture,
        locale: Locale,
        width_px: f32,
    ) -> Stage<'a> {
        Stage {
            catalog: &self.catalog,
            compiled: &self.compiled,
            changes: &self.changes,
            kept: &self.kept,
            country: intl::country,
            state,
            picture,
            locale,
            width_px,
            limit_px: None,
            live: false,
        }
    }

    /// What the panel about an open party or deal needs besides: a frame later than the picture.
    pub fn open(&mut self, shown: &mut Shown, state: &State) {
        let open = details::opened(&self.catalog, state);
        shown.findings = self.contradictions(false, open.is_some());
        if let Some(Open::Party(party)) = open {
            let territory = choices::territory(&self.catalog, state);
            let engine = self.engine(shown.findings.as_ref());
            shown.offers = offers(&engine, &self.catalog, party, &territory, state.day());
        }
    }

    /// Contradictions, as soon as the reader asked for them, or where they are `useful` and quickly found.
    fn contradictions(&mut self, asked: bool, useful: bool) -> Option<Rc<Findings>> {
        if self.contradictions.is_none() && (asked || useful && self.catalog.deals.len() <= QUICK_DEALS) {
            self.contradictions = Some(Rc::new(findings(&self.catalog, &self.compiled)));
        }
        self.contradictions.clone()
    }

    /// Answers questions, knowing these contradictions.
    fn engine(&self, contradictions: Option<&Rc<Findings>>) -> Engine<'_> {
        let mut engine = Engine::new(&self.catalog, &self.compiled);
        if let Some(found) = contradictions {
            engine.set_widened(found.widened());
        }
        engine
    }
}

impl Dataset {
    /// The drawing of a state at some width, for which rows move closer to keep to a height, with every word
    /// on it: for files and frames. A table is drawn as the flow.
    pub fn scene_at(
        &self,
        state: &State,
        picture: &Picture,
        locale: Locale,
        (width_px, limit_px): (f32, Option<u32>),
    ) -> Scene {
        let view = if state.view == View::Table { View::Flow } else { state.view };
        let state = &State { view, ..state.clone() };
        views::draw(&Stage { limit_px, ..self.stage(state, picture, locale, width_px) })
    }
}

/// The height that the picture keeps to in the frame that there is.
pub fn frame_limit_px(state: &State) -> Option<u32> {
    // Asked for in frames only: a browser lays the page out to answer. A scroll bar is part of the frame, so
    // that the height does not depend on whether there is one.
    state.embed.then(window_width_px).and_then(|width_px| limit_px(state, width_px))
}

/// The answer to a state's question, if its ids are those of the dataset.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn answered(engine: &Engine, catalog: &Catalog, state: &State) -> Option<Answered> {
    let [party, of, territory] = state.ask.as_ref()?;
    let question = Question {
        party: catalog.party_ix(party)?,
        catalogue: catalog.party_ix(of)?,
        territory: TerritoryIx::of_code(territory)?,
        date: state.day(),
        usage: Use::ON_DEMAND_STREAM,
        layer: Layer::Recording,
    };
    let answer = engine.ask(&question);
    Some(Answered { question, answer, over_time: engine.timeline(&question) })
}
