//! Sharing, language, search, view, filters and theme.

use super::ctx::Ctx;
use super::h::{El, Node, On, button, el, still};
use crate::browser::intl;
use crate::data::words::View;
use crate::dates::Day;
use crate::i18n::views as names;
use crate::i18n::{self, Locale};
use crate::query::facets::Facets;
use crate::state::{Action, DateChoice, State, Theme, ViewAction, write_address};
use std::rc::Rc;
use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, TargetCast};

/// What stands beside the headline. On a phone, question, search and filters are behind the first
/// of its buttons (the style sheet folds them): the picture comes first.
pub fn prefs(ctx: &Ctx, unfolded: bool, on_fold: Callback<()>, share: El) -> El {
    let fold = button(Callback::from(move |_| on_fold.emit(())))
        .class("fold")
        .truth("aria-expanded", unfolded)
        .text(ctx.words().search_ask_filter);
    el("div").class("prefs").el(fold).el(share).els(languages(ctx))
}

/// The row of controls.
pub fn controls(ctx: &Ctx, state: &State, search: El, facets: &Rc<Facets>) -> El {
    let words = ctx.words();
    let views = View::ALL.iter().map(|&view| {
        button(ctx.on(Action::SetView(view)))
            .truth("aria-pressed", state.view == view)
            .text(words.view_name(view))
    });
    // One picture for each year, of the views that show a day.
    let years = matches!(state.view, View::Flow | View::Matrix).then(|| {
        button(ctx.on(Action::View(ViewAction::Years(!state.views.years))))
            .class("toggle")
            .truth("aria-pressed", state.views.years)
            .text(names::YEARS.get(ctx.locale))
    });
    el("section")
        .class("controls")
        .attr("aria-label", words.filters)
        .el(search)
        .el(el("div").class("views").attr("role", "group").attr("aria-label", words.view).els(views))
        .el_if(years)
        .kid(filters(ctx, state, facets))
}

fn languages(ctx: &Ctx) -> impl Iterator<Item = El> {
    Locale::ALL.into_iter().filter(|locale| *locale != ctx.locale).map(|locale| {
        button(ctx.on(Action::SetLang(Some(locale.tag().into()))))
            .class("quiet")
            .attr("lang", locale.tag())
            .text(locale.own_name())
    })
}

/// The choice of a theme.
pub fn theme(ctx: &Ctx, chosen: Theme) -> El {
    let words = ctx.words();
    let send = ctx.send.clone();
    let on_change = Callback::from(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(&theme) = Theme::ALL.iter().find(|theme| theme.word() == value) {
            send.emit(Action::SetTheme(theme));
        }
    });
    let options = Theme::ALL.iter().map(|&theme| {
        let name = match theme {
            Theme::Auto => words.theme_auto,
            Theme::Light => words.theme_light,
            Theme::Dark => words.theme_dark,
        };
        el("option").attr("value", theme.word()).flag("selected", theme == chosen).text(name)
    });
    let choice = el("select").on(On::Change, on_change).els(options);
    el("p").class("theme").el(el("label").text(words.theme).text(" ").el(choice))
}

/// The filters, described anew only when they or the language change: the
/// browser is asked for the name of every country.
fn filters(ctx: &Ctx, state: &State, facets: &Rc<Facets>) -> Node {
    let nothing = State::on(DateChoice::on(Day(0)));
    let bare = State {
        filters: state.filters.clone(),
        ownership: state.ownership,
        presume: state.presume,
        ..nothing.clone()
    };
    let tag = write_address(&bare, &nothing, "") + ctx.locale.tag();
    let (page, facets) = (ctx.clone(), facets.clone());
    still(tag, move || filter_sets(&page, &bare, &facets).into())
}

/// Filters behind a disclosure that says how many are on.
fn filter_sets(ctx: &Ctx, state: &State, facets: &Facets) -> El {
    let (words, filters) = (ctx.words(), &state.filters);
    let on = [
        !filters.types.is_empty(),
        !filters.exclusivity.is_empty(),
        !filters.confidence.is_empty(),
        !filters.territory.is_empty(),
        !filters.country.is_empty(),
    ]
    .into_iter()
    .filter(|on| *on)
    .count();
    let title =
        if on == 0 { words.filters.to_string() } else { i18n::count(ctx.locale, words.filters_on, on) };
    let check = |name: String, checked: bool, action: Action| {
        let tick = el("input").attr("type", "checkbox").checked(checked).on(On::Change, ctx.on(action));
        el("label").class("check").el(tick).string(name)
    };
    let set = |title: &'static str| el("fieldset").el(el("legend").text(title));
    let types = facets.types.iter().map(|&value| {
        check(words.deal_type(value).into(), filters.types.contains(&value), Action::ToggleType(value))
    });
    let levels = facets.levels.iter().map(|&value| {
        check(
            words.level(value).into(),
            filters.exclusivity.contains(&value),
            Action::ToggleExclusivity(value),
        )
    });
    let confidences = facets.confidences.iter().map(|&value| {
        check(
            words.confidence(value).into(),
            filters.confidence.contains(&value),
            Action::ToggleConfidence(value),
        )
    });
    let territories = facets.territories.iter().map(|value| {
        check(ctx.territory(value), filters.territory.contains(value), Action::ToggleTerritory(value.clone()))
    });
    let countries = facets.countries.iter().map(|value| {
        check(
            intl::country(ctx.locale.tag(), value),
            filters.country.contains(value),
            Action::ToggleCountry(value.clone()),
        )
    });
    let places = (facets.territories.len() > 1 || !filters.territory.is_empty())
        .then(|| set(words.filter_territory).els(territories));
    let clear = button(ctx.on(Action::ClearFilters)).flag("disabled", filters.is_empty());
    let sets = el("div")
        .class("filter-sets")
        .el(set(words.filter_type).els(types))
        .el(set(words.filter_exclusivity).els(levels))
        .el(set(words.filter_confidence).els(confidences))
        .el_if(places)
        .el(set(words.filter_country).els(countries))
        .el(set(words.view)
            .el(check(words.filter_ownership.into(), state.ownership, Action::ToggleOwnership))
            .el(check(words.filter_presume.into(), state.presume, Action::Presume(!state.presume)))
            .el(el("p").class("fine").text(words.filter_presume_meaning)))
        .el(clear.text(words.filter_clear_all));
    el("details").class("filters").el(el("summary").string(title)).el(sets)
}
