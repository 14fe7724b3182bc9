//! Random states and actions, for property tests.

use super::net::{NetAction, Pin};
use super::views::{Order, ViewAction, Views};
use super::{Action, Camera, DateChoice, FilterKind, Filters, Hover, State, Theme};
use crate::data::words::{Confidence, DealType, Level, View};
use crate::dates::{Day, When};
use crate::query::network;
use crate::query::table::{Column, Grouping};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn id() -> impl Strategy<Value = String> {
    "[a-z0-9]{1,3}([.-][a-z0-9]{1,4}){0,2}"
}

fn ids() -> impl Strategy<Value = Vec<String>> {
    vec(id(), 0..5).prop_map(|ids| {
        let mut seen = Vec::new();
        for id in ids {
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
        seen
    })
}

fn codes() -> impl Strategy<Value = Vec<String>> {
    vec("[A-Z]{2}|[a-z]{3,6}", 0..4).prop_map(|mut codes| {
        codes.sort();
        codes.dedup();
        codes
    })
}

fn words<T: Copy + Ord + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    subsequence(all.to_vec(), 0..=all.len())
}

fn day() -> impl Strategy<Value = Day> {
    (-20_000..20_000).prop_map(Day)
}

fn when() -> impl Strategy<Value = When> {
    (day(), select(vec![4usize, 7, 10]))
        .prop_filter_map("a date", |(day, length)| When::parse(&day.to_string()[..length]).ok())
}

pub(super) fn date() -> impl Strategy<Value = DateChoice> {
    prop_oneof![
        when().prop_map(DateChoice::At),
        (when(), when()).prop_map(|(a, b)| {
            if a.lo <= b.hi { DateChoice::Between(a, b) } else { DateChoice::Between(b, a) }
        }),
    ]
}

fn camera() -> impl Strategy<Value = Option<Camera>> {
    option::of((any::<i16>(), any::<i16>(), 0.1f32..10.0)).prop_map(|cam| {
        cam.and_then(|(x, y, zoom)| Camera { x: f32::from(x) / 7.0, y: y.into(), zoom }.checked())
    })
}

fn lang() -> impl Strategy<Value = Option<String>> {
    option::of("en|zh-Hans|zh-TW|de-CH-1996".prop_map(String::from))
}

fn theme() -> impl Strategy<Value = Theme> {
    select(Theme::ALL.to_vec())
}

fn view() -> impl Strategy<Value = View> {
    select(View::ALL.to_vec())
}

fn filters() -> impl Strategy<Value = Filters> {
    (words(DealType::ALL), words(Level::ALL), words(Confidence::ALL), codes(), codes()).prop_map(
        |(types, exclusivity, confidence, territory, country)| Filters {
            types,
            exclusivity,
            confidence,
            territory,
            country,
        },
    )
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>().prop_map(|text| text.chars().take(60).collect()), "[#&?/=% +~,虾é]{0,12}"]
}

fn unknown() -> impl Strategy<Value = Vec<(String, String)>> {
    vec(("x_[a-z]{1,4}", text()), 0..3).prop_map(|mut pairs: Vec<(String, String)>| {
        pairs.sort();
        pairs.dedup_by(|a, b| a.0 == b.0);
        pairs
    })
}

fn ask() -> impl Strategy<Value = [String; 3]> {
    (id(), id(), "[A-Z]{2}").prop_map(|(party, catalogue, territory)| [party, catalogue, territory])
}

prop_compose! {
    /// What the reader chose.
    fn chosen()(
        view in view(), date in date(), focus in ids(), depth in 1..=3u8,
        deal in option::of((id(), option::of("[a-z0-9]{1,3}"))), ask in option::of(ask()),
        known in option::of(day()), presume in any::<bool>(), filters in filters(), ownership in any::<bool>(),
    ) -> State {
        State {
            view, focus, depth, ask, known, presume, filters, ownership,
            deal: deal.map(|(deal, grant)| grant.map_or(deal.clone(), |grant| format!("{deal}#{grant}"))),
            ..State::on(date)
        }
    }
}

prop_compose! {
    /// Choices of single views, as their actions leave them.
    pub(super) fn views()(actions in vec(view_action(), 0..6)) -> Views {
        let mut views = Views::default();
        for action in &actions {
            views.reduce(action);
        }
        views
    }
}

/// Any action of a single view.
pub(super) fn view_action() -> impl Strategy<Value = ViewAction> {
    let column = || select(Column::ALL.to_vec());
    prop_oneof![
        any::<bool>().prop_map(ViewAction::Years),
        (0..3_000).prop_map(ViewAction::Year),
        any::<bool>().prop_map(ViewAction::ByService),
        option::of(date()).prop_map(ViewAction::Window),
        select(Order::ALL.to_vec()).prop_map(ViewAction::Order),
        column().prop_map(ViewAction::SortBy),
        column().prop_map(ViewAction::SortAlso),
        option::of(column()).prop_map(ViewAction::SortThen),
        column().prop_map(ViewAction::Column),
        Just(ViewAction::UsualColumns),
        option::of(select(Grouping::ALL.to_vec())).prop_map(ViewAction::TableGroup),
        text().prop_map(ViewAction::Find),
        any::<u32>().prop_map(ViewAction::Page),
        net_action().prop_map(ViewAction::Net),
    ]
}

fn pin() -> impl Strategy<Value = Pin> {
    (id(), any::<i16>(), any::<i16>()).prop_map(|(party, x, y)| Pin { party, at: [x, y] })
}

fn net_action() -> impl Strategy<Value = NetAction> {
    prop_oneof![
        select(network::Direction::ALL.to_vec()).prop_map(NetAction::Direction),
        option::of(select(network::Grouping::ALL.to_vec())).prop_map(NetAction::Hull),
        any::<bool>().prop_map(NetAction::Path),
        any::<u8>().prop_map(NetAction::Circle),
        pin().prop_map(NetAction::Pin),
        option::of(id()).prop_map(NetAction::Release),
    ]
}

prop_compose! {
    /// Any state that the address can hold.
    pub(super) fn state()(
        chosen in chosen(), q in text(), step in option::of((id(), 1..100usize)), camera in camera(),
        lang in lang(), theme in theme(), embed in any::<bool>(), height_px in option::of(200..=2000u32),
        views in views(), static_page in any::<bool>(), data in option::of("[a-z]{1,5}(/[a-z.]{1,4}x){0,2}"),
        unknown in unknown(),
    ) -> State {
        State { q, views, step, camera, lang, theme, embed, height_px, static_page, data, unknown, ..chosen }
    }
}

/// Any action; ids and numbers may be of nothing that exists.
pub(super) fn action() -> impl Strategy<Value = Action> {
    let any_text = || prop_oneof![id(), text()];
    prop_oneof![
        view().prop_map(Action::SetView),
        date().prop_map(Action::SetDate),
        date().prop_map(Action::Scrub),
        Just(Action::Rest),
        any_text().prop_map(Action::Focus),
        any_text().prop_map(Action::AddFocus),
        any::<u8>().prop_map(Action::SetDepth),
        any_text().prop_map(Action::OpenDeal),
        select(vec![Action::ClearFocus, Action::CloseDetails, Action::Escape, Action::ClearAsk]),
        ask().prop_map(Action::Ask),
        option::of(day()).prop_map(Action::SetKnown),
        any::<bool>().prop_map(Action::Presume),
        any::<String>().prop_map(Action::SetQuery),
        select(DealType::ALL).prop_map(Action::ToggleType),
        select(Level::ALL).prop_map(Action::ToggleExclusivity),
        select(Confidence::ALL).prop_map(Action::ToggleConfidence),
        any_text().prop_map(Action::ToggleTerritory),
        any_text().prop_map(Action::ToggleCountry),
        select(FilterKind::ALL.to_vec()).prop_map(Action::ClearFilter),
        select(vec![Action::ClearFilters, Action::ToggleOwnership, Action::LeaveStory]),
        ("s1|s2|none", any::<usize>()).prop_map(|(id, number)| Action::Step(id, number % 6)),
        option::of((any::<f32>(), any::<f32>(), any::<f32>()))
            .prop_map(|cam| Action::Camera(cam.map(|(x, y, zoom)| Camera { x, y, zoom }))),
        option::of(id()).prop_map(|id| Action::Hover(id.map(Hover::Party))),
        option::of(any_text()).prop_map(Action::SetLang),
        view_action().prop_map(Action::View),
        pin().prop_map(|pin| Action::View(ViewAction::Net(NetAction::Drag(pin)))),
        theme().prop_map(Action::SetTheme),
        state().prop_map(|state| Action::Replace(Box::new(state))),
        state().prop_map(|state| Action::Reset(Box::new(state))),
    ]
}
