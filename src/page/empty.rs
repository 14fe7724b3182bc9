//! What stands in place of a picture without links, and which filter to loosen.

use super::ctx::Ctx;
use super::h::{El, button, el};
use crate::i18n::{self, date, fill};
use crate::query::loosen::loosen;
use crate::query::names;
use crate::query::picture::Picture;
use crate::rights::Compiled;
use crate::scene::Scene;
use crate::state::{Action, FilterKind, State};

/// The same for a picture in rows: its sentence says why it is empty.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn in_rows(ctx: &Ctx, scene: &Scene, state: &State) -> Option<El> {
    if !scene.marks.is_empty() {
        return None;
    }
    let words = ctx.words();
    let way = (!state.filters.is_empty())
        .then(|| el("p").el(button(ctx.on(Action::ClearFilters)).text(words.filter_clear_all)));
    let note = el("div")
        .class("empty")
        .attr("role", "note")
        .attr("data-empty", "")
        .el(el("h2").text(words.empty_title))
        .el(el("p").str(&scene.description))
        .el_if(way);
    Some(note)
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
    let ways = if filtered { loosen(&ctx.catalog, compiled, state) } else { Vec::new() };
    let ways = ways.into_iter().map(|(kind, count)| {
        let name = match kind {
            FilterKind::Type => words.filter_type,
            FilterKind::Exclusivity => words.filter_exclusivity,
            FilterKind::Confidence => words.filter_confidence,
            FilterKind::Territory => words.filter_territory,
            FilterKind::Country => words.filter_country,
        };
        let licences = i18n::count(ctx.locale, words.n_licences, count);
        let label = fill(words.empty_loosen, &[("filter", name), ("n", &licences)]);
        button(ctx.on(Action::ClearFilter(kind))).string(label)
    });
    let loosened = filtered
        .then(|| el("p").els(ways).el(button(ctx.on(Action::ClearFilters)).text(words.filter_clear_all)));
    el("div")
        .class("empty")
        .attr("role", "note")
        .attr("data-empty", "")
        .el(el("h2").text(words.empty_title))
        .el(el("p").string(reason))
        .el_if(loosened)
}
