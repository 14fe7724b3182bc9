//! What stands in place of a picture without links, and which filter to loosen.

use super::ctx::Ctx;
use super::h::{El, button, el};
use super::views::rows;
use crate::data::words::View;
use crate::i18n::{self, date, fill, views};
use crate::query::loosen::{loosen, loosened};
use crate::query::matrix;
use crate::query::names;
use crate::query::picture::Picture;
use crate::query::table;
use crate::query::timeline::{sentences, timeline};
use crate::query::years::years;
use crate::rights::engine::Engine;
use crate::rights::{Compiled, Status};
use crate::scene::{Class, Mark};
use crate::state::{Action, FilterKind, Filters, State, ViewAction};

/// The same for a picture in rows: its sentence says why it is empty.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn in_rows(props: &rows::Props) -> Option<El> {
    let rows::Props { ctx, state, changes, compiled, kept, scene, .. } = *props;
    // Years without a link still have their frames.
    let says = |mark: &Mark| !state.views.years || matches!(mark.class, Class::Thread(_) | Class::Cell(_));
    if scene.marks.iter().any(says) {
        return None;
    }
    let (catalog, locale) = (&ctx.catalog, ctx.locale);
    let shown = |state: &State| match state.view {
        View::Timeline => timeline(catalog, compiled, changes, state).counts.grants,
        View::Matrix => {
            let engine = Engine::new(catalog, compiled);
            let ranks = kept.ranks(catalog, compiled, &engine, changes, state);
            if state.views.years {
                let years = matrix::years::years(catalog, compiled, &engine, ranks, changes, state, locale);
                years.iter().filter(|year| matrix::years::counts(year).0 > 0).count()
            } else {
                let matrix = matrix::matrix(catalog, compiled, &engine, ranks, state, locale);
                matrix.cells.iter().filter(|cell| cell.0 > Status::No).count()
            }
        }
        _ => {
            let years = years(catalog, compiled, changes, &kept.order, state).years;
            years.iter().filter(|year| !year.links.is_empty()).count()
        }
    };
    let unit = match state.view {
        View::Timeline => ctx.words().n_licences,
        View::Matrix if !state.views.years => views::MX_ANSWERS.get(locale),
        _ => views::YR_YEARS.get(locale),
    };
    let ways = ways(ctx, loosened(state, &shown), unit);
    let mut said = scene.description.clone();
    if !state.filters.is_empty() {
        let hidden = shown(&State { filters: Filters::default(), ..state.clone() });
        if hidden > 0 {
            said = sentences(&[said, without(ctx, hidden, unit)], locale);
        }
    }
    Some(note(ctx, said, clearing(ctx, state, ways)))
}

/// The same for a table without rows.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn of_table(ctx: &Ctx, compiled: &Compiled, state: &State) -> El {
    let (catalog, locale) = (&ctx.catalog, ctx.locale);
    let shown = |state: &State| table::shown(catalog, compiled, state, locale).0.len();
    let mut ways = ways(ctx, loosened(state, &shown), ctx.words().table_rows);
    let wanted = state.views.find.trim();
    if !wanted.is_empty() {
        let text = fill(views::TABLE_FIND_CLEAR.get(locale), &[("text", wanted)]);
        ways.insert(0, button(ctx.on(Action::View(ViewAction::Find(String::new())))).string(text));
    }
    let said = table::summary(catalog, &[], state, locale);
    note(ctx, said, clearing(ctx, state, ways))
}

/// Nothing if something is drawn.
pub fn empty(ctx: &Ctx, compiled: &Compiled, picture: &Picture, state: &State) -> Option<El> {
    if !picture.links.is_empty() || !picture.joints.is_empty() {
        return None;
    }
    Some(why(ctx, compiled, picture, state))
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn why(ctx: &Ctx, compiled: &Compiled, picture: &Picture, state: &State) -> El {
    let words = ctx.words();
    let day = date::day(ctx.locale, state.day());
    let filtered = picture.counts.without_filters > 0 && !state.filters.is_empty();
    let reason = if ctx.catalog.deals.is_empty() {
        words.empty_dataset.to_string()
    } else if filtered {
        without(ctx, picture.counts.without_filters, words.n_licences)
    } else if state.known.is_some() {
        fill(words.empty_known, &[("date", &day)])
    } else if let Some(party) = state.focus.first().and_then(|id| ctx.catalog.party_ix(id)) {
        let name = names::text(&ctx.catalog, party, ctx.locale);
        fill(words.empty_focus, &[("party", &name), ("date", &day)])
    } else {
        fill(words.empty_day, &[("date", &day)])
    };
    let ways = if filtered {
        ways(ctx, loosen(&ctx.catalog, compiled, state), words.n_licences)
    } else {
        Vec::new()
    };
    note(ctx, reason, filtered.then(|| clearing(ctx, state, ways)).flatten())
}

/// How much there would be without filters.
fn without(ctx: &Ctx, count: usize, unit: &str) -> String {
    fill(ctx.words().empty_filters, &[("n", &i18n::count(ctx.locale, unit, count))])
}

/// Buttons that clear one filter each, and how much there is to see then.
fn ways(ctx: &Ctx, found: Vec<(FilterKind, usize)>, unit: &str) -> Vec<El> {
    let way = |(kind, count): (FilterKind, usize)| {
        let shown = i18n::count(ctx.locale, unit, count);
        let label = fill(ctx.words().empty_loosen, &[("filter", name(ctx, kind)), ("n", &shown)]);
        button(ctx.on(Action::ClearFilter(kind))).string(label)
    };
    found.into_iter().map(way).collect()
}

fn name(ctx: &Ctx, kind: FilterKind) -> &'static str {
    let words = ctx.words();
    match kind {
        FilterKind::Type => words.filter_type,
        FilterKind::Exclusivity => words.filter_exclusivity,
        FilterKind::Confidence => words.filter_confidence,
        FilterKind::Territory => words.filter_territory,
        FilterKind::Country => words.filter_country,
    }
}

/// These ways out, and last the one that clears every filter; nothing if there is none.
fn clearing(ctx: &Ctx, state: &State, ways: Vec<El>) -> Option<El> {
    let all = (!state.filters.is_empty())
        .then(|| button(ctx.on(Action::ClearFilters)).text(ctx.words().filter_clear_all));
    let ways: Vec<El> = ways.into_iter().chain(all).collect();
    (!ways.is_empty()).then(|| el("p").els(ways))
}

fn note(ctx: &Ctx, reason: String, ways: Option<El>) -> El {
    el("div")
        .class("empty")
        .attr("role", "note")
        .attr("data-empty", "")
        .el(el("h2").text(ctx.words().empty_title))
        .el(el("p").string(reason))
        .el_if(ways)
}
