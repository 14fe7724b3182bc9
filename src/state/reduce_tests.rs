//! What each action does, and what holds for all of them.

use super::{Action, Camera, DateChoice, FilterKind, History, Hover, State, Theme, arbitrary, reduce};
use crate::data::model::{Step, StepFilter};
use crate::data::words::{DealType, Level, View};
use crate::data::{Catalog, DealId, PartyId, Story, StoryId};
use crate::dates::Day;
use proptest::prelude::*;

fn opening() -> State {
    State::on(date("2018-03-10"))
}

fn date(text: &str) -> DateChoice {
    DateChoice::parse(text).unwrap()
}

/// Two stories; the second step of the first leaves out all but its view.
fn catalog() -> Catalog {
    let first = Step {
        date: Day::parse("2015-07-08"),
        focus: Some(vec![PartyId::new("sm")]),
        deals: vec![DealId::new("d1")],
        filter: Some(StepFilter {
            types: vec![DealType::Swap],
            q: Some("yg".into()),
            ..StepFilter::default()
        }),
        ..Step::default()
    };
    let second = Step { view: Some(View::Matrix), ..Step::default() };
    let third = Step { focus: Some(vec![]), filter: Some(StepFilter::default()), ..Step::default() };
    let story = |id: &str, steps| Story { id: StoryId::new(id), title: crate::data::Text::plain("T"), steps };
    let mut catalog = Catalog::default();
    catalog.stories = vec![story("s1", vec![first, second, third]), story("s2", vec![Step::default()])];
    catalog
}

/// Carries out actions one after the other and compares the end with the
/// opening state after `change`, and the history of the last action.
#[track_caller]
fn check(actions: &[Action], history: History, change: impl Fn(&mut State)) {
    let mut state = opening();
    let mut last = History::Keep;
    for action in actions {
        (state, last) = reduce(&state, action, &catalog());
    }
    let mut expected = opening();
    change(&mut expected);
    assert_eq!((state, last), (expected, history));
}

fn text(text: &str) -> String {
    text.to_string()
}

#[test]
fn table() {
    use Action as A;
    use History::{Keep, Push, Replace};
    check(&[A::SetView(View::Table)], Push, |s| s.view = View::Table);
    check(&[A::SetView(View::Flow)], Keep, |_| ());
    check(&[A::SetDate(date("2017"))], Push, |s| s.date = date("2017"));
    check(&[A::SetDate(date("2015/2016-03"))], Push, |s| s.date = date("2015/2016-03"));
    check(&[A::Focus(text("sm"))], Push, |s| s.focus = vec![text("sm")]);
    check(&[A::Focus(text("sm")), A::Focus(text("yg"))], Push, |s| s.focus = vec![text("yg")]);
    check(&[A::Focus(text("sm")), A::AddFocus(text("yg"))], Push, |s| s.focus = vec![text("sm"), text("yg")]);
    check(&[A::Focus(text("sm")), A::AddFocus(text("sm"))], Push, |_| ());
    check(&[A::Focus(text("Not an id"))], Keep, |_| ());
    check(&[A::ClearFocus], Keep, |_| ());
    check(&[A::SetDepth(9)], Push, |s| s.depth = 3);
    check(&[A::OpenDeal(text("d1#g1"))], Push, |s| s.deal = Some(text("d1#g1")));
    check(&[A::OpenDeal(text("d1")), A::CloseDetails], Push, |_| ());
    check(&[A::OpenDeal(text("d1")), A::Focus(text("sm"))], Push, |s| s.focus = vec![text("sm")]);
    check(&[A::Focus(text("sm")), A::OpenDeal(text("d1")), A::Escape], Push, |s| s.focus = vec![text("sm")]);
    check(&[A::Focus(text("sm")), A::OpenDeal(text("d1")), A::Escape, A::Escape], Push, |_| ());
    check(&[A::Escape], Keep, |_| ());
    let ask = ["xiami", "sm", "CN"].map(text);
    check(&[A::Ask(ask.clone()), A::Focus(text("sm")), A::Escape], Push, |s| s.ask = Some(ask.clone()));
    check(&[A::Ask(ask.clone()), A::Focus(text("sm")), A::Escape, A::Escape], Push, |_| ());
    check(&[A::SetQuery(text("虾"))], Replace, |s| s.q = text("虾"));
    check(&[A::SetQuery("x".repeat(999))], Replace, |s| s.q = "x".repeat(200));
    check(&[A::ToggleType(DealType::Swap), A::ToggleType(DealType::Licence)], Push, |s| {
        s.filters.types = vec![DealType::Licence, DealType::Swap];
    });
    check(&[A::ToggleType(DealType::Swap), A::ToggleType(DealType::Swap)], Push, |_| ());
    check(
        &[
            A::ToggleExclusivity(Level::Sole),
            A::ToggleCountry(text("KR")),
            A::ClearFilter(FilterKind::Exclusivity),
        ],
        Push,
        |s| s.filters.country = vec![text("KR")],
    );
    check(&[A::ToggleTerritory(text("CN")), A::ClearFilters], Push, |_| ());
    check(&[A::ToggleOwnership], Push, |s| s.ownership = true);
    check(&[A::Presume(false)], Push, |s| s.presume = false);
    check(&[A::Presume(true)], Keep, |_| ());
    check(&[A::Ask([text("a"), text("b"), text("CN")])], Push, |s| {
        s.ask = Some([text("a"), text("b"), text("CN")]);
    });
    check(&[A::Camera(Some(Camera { x: 1.04, y: f32::MAX, zoom: 99.0 }))], Replace, |s| {
        s.camera = Some(Camera { x: 1.0, y: 1e5, zoom: 8.0 });
    });
    check(&[A::Camera(Some(Camera { x: f32::NAN, y: 0.0, zoom: 1.0 }))], Keep, |_| ());
    check(&[A::Hover(Some(Hover::Party(text("sm"))))], Keep, |s| s.hover = Some(Hover::Party(text("sm"))));
    check(&[A::SetLang(Some(text("zh-Hans")))], Replace, |s| s.lang = Some(text("zh-Hans")));
    check(&[A::SetTheme(Theme::Dark)], Replace, |s| s.theme = Theme::Dark);
    check(&[A::SetTheme(Theme::Dark), A::SetView(View::Table), A::Reset(Box::new(opening()))], Push, |s| {
        s.theme = Theme::Dark;
    });
    check(&[A::Replace(Box::new(State { depth: 2, ..opening() }))], Keep, |s| s.depth = 2);
}

#[test]
fn a_scrub_is_one_step_back() {
    use Action as A;
    let moved = [A::Scrub(date("2017-01-01")), A::Scrub(date("2016-01-01"))];
    check(&moved, History::Keep, |s| {
        s.date = date("2016-01-01");
        s.scrubbed_from = Some(date("2018-03-10"));
    });
    check(&[&moved[..], &[A::Rest]].concat(), History::Push, |s| s.date = date("2016-01-01"));
    check(&[&moved[..], &[A::SetDate(date("2016-01-01"))]].concat(), History::Push, |s| {
        s.date = date("2016-01-01");
    });
    check(&[&moved[..], &[A::Hover(None)]].concat(), History::Keep, |s| {
        s.date = date("2016-01-01");
        s.scrubbed_from = Some(date("2018-03-10"));
    });
    check(&[A::Rest], History::Keep, |_| ());
    check(&[&moved[..], &[A::Scrub(date("2018-03-10")), A::Rest]].concat(), History::Keep, |_| ());
    check(&[&moved[..], &[A::SetTheme(Theme::Dark)]].concat(), History::Push, |s| {
        s.date = date("2016-01-01");
        s.theme = Theme::Dark;
    });
}

#[test]
fn steps_are_cumulative() {
    use Action as A;
    let step = |number| A::Step(text("s1"), number);
    let first = |s: &mut State| {
        s.step = Some((text("s1"), 1));
        s.date = date("2015-07-08");
        s.focus = vec![text("sm")];
        s.filters.types = vec![DealType::Swap];
        s.q = text("yg");
    };
    let second = |s: &mut State| {
        first(s);
        s.step = Some((text("s1"), 2));
        s.view = View::Matrix;
    };
    check(&[step(1)], History::Push, first);
    check(&[step(1), step(2)], History::Push, second);
    check(&[step(2)], History::Push, second);
    check(&[A::Focus(text("yg")), A::OpenDeal(text("d1")), step(2)], History::Push, second);
    check(&[step(3)], History::Push, |s| {
        s.step = Some((text("s1"), 3));
        s.date = date("2015-07-08");
        s.view = View::Matrix;
    });
    check(&[step(0)], History::Keep, |_| ());
    check(&[step(4)], History::Keep, |_| ());
    check(&[A::Step(text("nothing"), 1)], History::Keep, |_| ());
    check(&[step(2), A::LeaveStory], History::Push, |s| {
        second(s);
        s.step = None;
    });
}

#[test]
fn an_embed_never_pushes() {
    let embed = State { embed: true, ..opening() };
    let (_, history) = reduce(&embed, &Action::SetView(View::Table), &catalog());
    assert_eq!(history, History::Replace);
}

fn is_toggle(action: &Action) -> bool {
    use super::ViewAction as V;
    use Action as A;
    matches!(
        action,
        A::AddFocus(_)
            | A::ToggleType(_)
            | A::ToggleExclusivity(_)
            | A::ToggleConfidence(_)
            | A::ToggleTerritory(_)
            | A::ToggleCountry(_)
            | A::ToggleOwnership
            | A::Escape
            | A::View(V::SortBy(_) | V::SortAlso(_) | V::Column(_))
    )
}

proptest! {
    #[test]
    fn any_walk_is_total(start in arbitrary::state(), actions in proptest::collection::vec(arbitrary::action(), 1..12)) {
        let catalog = catalog();
        let mut state = start;
        for action in &actions {
            let (next, history) = reduce(&state, action, &catalog);
            if next == state {
                prop_assert_eq!(history, History::Keep);
            }
            prop_assert!(!(next.embed && history == History::Push));
            if !is_toggle(action) {
                let (again, history) = reduce(&next, action, &catalog);
                prop_assert_eq!(&again, &next);
                prop_assert_eq!(history, History::Keep);
            }
            state = next;
        }
        // Whatever the walk, the address leads back to where it ended.
        let settled = reduce(&state, &Action::Rest, &catalog).0;
        let settled = State { hover: None, ..settled };
        let written = super::address_of(&catalog, &settled, &opening(), "");
        let found = super::address::read_address("", &written, &opening()).state;
        prop_assert_eq!(found.step, settled.step);
    }
}
