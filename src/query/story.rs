//! The steps of stories: what each one sets, with all that it takes over from
//! the steps before.

use crate::data::model::StepFilter;
use crate::data::words::View;
use crate::data::{Catalog, DealId, DealIx, PartyId, Story, Text};
use crate::dates::Day;
use crate::sort;
use crate::state::{DateChoice, Filters, State};

/// One step with what it leaves out filled in from the steps before it.
#[derive(Clone, Debug)]
pub struct Resolved<'a> {
    /// The story.
    pub story: &'a Story,
    /// Number of the step, from 1.
    pub number: usize,
    /// How many steps the story has.
    pub count: usize,
    /// Title of the step, if it has one of its own.
    pub title: Option<&'a Text>,
    /// Text of the step.
    pub text: &'a Text,
    /// The day, if this step or one before it sets one.
    pub date: Option<Day>,
    /// The view.
    pub view: Option<View>,
    /// The parties in the middle.
    pub focus: Option<&'a [PartyId]>,
    /// The deals that are highlighted.
    pub deals: &'a [DealId],
    /// The filters.
    pub filter: Option<&'a StepFilter>,
}

/// The story of an id.
pub fn story<'a>(catalog: &'a Catalog, id: &str) -> Option<&'a Story> {
    catalog.stories.iter().find(|story| story.id.as_str() == id)
}

/// A step by its number from 1; nothing if there is no such step.
pub fn resolved<'a>(catalog: &'a Catalog, id: &str, number: usize) -> Option<Resolved<'a>> {
    let story = story(catalog, id)?;
    let steps = story.steps.get(..number)?;
    let step = steps.last()?;
    let mut out = Resolved {
        story,
        number,
        count: story.steps.len(),
        title: step.title.as_ref(),
        text: &step.text,
        date: None,
        view: None,
        focus: None,
        deals: &[],
        filter: None,
    };
    for step in steps {
        out.date = step.date.or(out.date);
        out.view = step.view.or(out.view);
        out.focus = step.focus.as_deref().or(out.focus);
        if !step.deals.is_empty() {
            out.deals = &step.deals;
        }
        out.filter = step.filter.as_ref().or(out.filter);
    }
    Some(out)
}

/// The deals that a step highlights; none if there is no such step.
pub fn deals(catalog: &Catalog, id: &str, number: usize) -> Vec<DealIx> {
    let ids = resolved(catalog, id, number).map_or(&[][..], |step| step.deals);
    ids.iter().filter_map(|id| catalog.deal_ix(id.as_str())).collect()
}

/// Whether the focus is still the one that the state's step sets.
pub fn is_as_told(catalog: &Catalog, state: &State) -> bool {
    let step = state.step.as_ref().and_then(|(id, number)| resolved(catalog, id, *number));
    step.is_some_and(|step| {
        let focus = step.focus.unwrap_or_default();
        focus.len() == state.focus.len() && focus.iter().zip(&state.focus).all(|(a, b)| a.as_str() == b)
    })
}

impl Resolved<'_> {
    /// Sets the state to the step, whatever the reader did before: without
    /// focus and filters if no step so far sets them. Day and view stay if no
    /// step sets them. An open deal and a moved camera are put back.
    pub fn apply(&self, state: &mut State) {
        state.step = Some((self.story.id.to_string(), self.number));
        state.deal = None;
        state.camera = None;
        if let Some(day) = self.date {
            state.date = DateChoice::on(day);
        }
        state.view = self.view.unwrap_or(state.view);
        state.focus = self.focus.unwrap_or_default().iter().map(ToString::to_string).collect();
        state.filters = self.filter.map(filters).unwrap_or_default();
        state.q = self.filter.and_then(|filter| filter.q.clone()).unwrap_or_default();
    }
}

/// The filters of a step as the state holds them.
fn filters(filter: &StepFilter) -> Filters {
    fn sorted<T: Ord + Clone>(list: &[T]) -> Vec<T> {
        let mut list = list.to_vec();
        sort::distinct(&mut list);
        list
    }
    Filters {
        types: sorted(&filter.types),
        exclusivity: sorted(&filter.exclusivity),
        confidence: sorted(&filter.confidence),
        territory: sorted(&filter.territory),
        country: sorted(&filter.country),
    }
}
