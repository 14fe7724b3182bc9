//! What stands in place of a picture without links, and which filter to loosen.

use super::ctx::Ctx;
use super::h::{El, button, el};
use super::views::rows;
use crate::data::words::View;
use crate::i18n::{self, date, fill, views};
use crate::query::loosen::{loosen, loosened};
use crate::query::names;
use crate::query::picture::Picture;
use crate::query::table;
use crate::query::timeline::timeline;
use crate::rights::Compiled;
use crate::state::{Action, FilterKind, State, ViewAction};

/// The same for a picture in rows: its sentence says why it is empty.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn in_rows(props: &rows::Props) -> Option<El> {
    let rows::Props { ctx, state, changes, compiled, scene, .. } = *props;
    if !scene.marks.is_empty() {
        return None;
    }
    let ways = if state.view == View::Timeline {
        let shown = |state: &State| timeline(&ctx.catalog, compiled, changes, state).counts.grants;
        ways(ctx, loosened(state, &shown), ctx.words().n_licences)
    } else {
        // Answers and small pictures are not counted in licences of a day.
        let name = |kind| fill(views::LOOSEN.get(ctx.locale), &[("filter", name(ctx, kind))]);
        let clear = |kind| button(ctx.on(Action::ClearFilter(kind))).string(name(kind));
        loosened(state, &|_| 1).into_iter().map(|(kind, _)| clear(kind)).collect()
    };
    Some(note(ctx, scene.description.clone(), clearing(ctx, state, ways)))
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
        i18n::count(ctx.locale, words.empty_filters, picture.counts.without_filters)
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
