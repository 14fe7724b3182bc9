//! Search, view, filters, language and theme.

use super::html::{html, part};
use super::ctx::Ctx;
use super::same::Same;
use super::search_box::{self, SearchBox};
use crate::browser::intl;
use crate::data::words::View;
use crate::i18n::{self, Locale};
use crate::query::facets::Facets;
use crate::query::search::Index;
use crate::state::{Action, State, Theme};
use web_sys::HtmlSelectElement;
use yew::{Callback, Html, TargetCast};

/// The row of controls.
pub fn controls(ctx: &Ctx, state: &State, index: &Same<Index>, facets: &Facets) -> Html {
    let words = ctx.words();
    let drawn = if state.view == View::Table { View::Table } else { View::Flow };
    let views = [View::Flow, View::Table].map(|view| {
        html! {
            <button type="button" aria-pressed={(drawn == view).to_string()} onclick={ctx.on(Action::SetView(view))}>
                { words.view_name(view) }
            </button>
        }
    });
    html! {
        <section class="controls" aria-label={words.filters}>
            { part::<SearchBox>(search_box::Props { ctx: ctx.clone(), index: index.clone(), q: state.q.clone() }) }
            <div class="views" role="group" aria-label={words.view}>{ for views }</div>
            { filter_sets(ctx, state, facets) }
            <div class="prefs">{ language(ctx) }{ theme(ctx, state.theme) }</div>
        </section>
    }
}

fn language(ctx: &Ctx) -> Html {
    let others = Locale::ALL.into_iter().filter(|locale| *locale != ctx.locale).map(|locale| {
        html! {
            <button type="button" class="quiet" lang={locale.tag()}
                onclick={ctx.on(Action::SetLang(Some(locale.tag().into())))}>{ locale.own_name() }</button>
        }
    });
    html! { <>{ for others }</> }
}

fn theme(ctx: &Ctx, chosen: Theme) -> Html {
    let words = ctx.words();
    let send = ctx.send.clone();
    let onchange = Callback::from(move |event: yew::Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        if let Some(&theme) = Theme::ALL.iter().find(|theme| theme.word() == value) {
            send.emit(Action::SetTheme(theme));
        }
    });
    let options = Theme::ALL.map(|theme| {
        let name = match theme {
            Theme::Auto => words.theme_auto,
            Theme::Light => words.theme_light,
            Theme::Dark => words.theme_dark,
        };
        html! { <option value={theme.word()} selected={theme == chosen}>{ name }</option> }
    });
    html! { <select aria-label={words.theme} {onchange}>{ for options }</select> }
}

/// Filters behind a disclosure that says how many are on.
fn filter_sets(ctx: &Ctx, state: &State, facets: &Facets) -> Html {
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
        html! {
            <label class="check"><input type="checkbox" {checked} onchange={ctx.on(action)} />{ name }</label>
        }
    };
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
    html! {
        <details class="filters">
            <summary>{ title }</summary>
            <div class="filter-sets">
                <fieldset><legend>{ words.filter_type }</legend>{ for types }</fieldset>
                <fieldset><legend>{ words.filter_exclusivity }</legend>{ for levels }</fieldset>
                <fieldset><legend>{ words.filter_confidence }</legend>{ for confidences }</fieldset>
                if facets.territories.len() > 1 || !filters.territory.is_empty() {
                    <fieldset><legend>{ words.filter_territory }</legend>{ for territories }</fieldset>
                }
                <fieldset><legend>{ words.filter_country }</legend>{ for countries }</fieldset>
                <fieldset>
                    <legend>{ words.view }</legend>
                    { check(words.filter_ownership.into(), state.ownership, Action::ToggleOwnership) }
                    { check(words.filter_presume.into(), state.presume, Action::Presume(!state.presume)) }
                    <p class="fine">{ words.filter_presume_meaning }</p>
                </fieldset>
                <button type="button" disabled={filters.is_empty()} onclick={ctx.on(Action::ClearFilters)}>
                    { words.filter_clear_all }
                </button>
            </div>
        </details>
    }
}
