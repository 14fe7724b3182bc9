//! What stands in place of a picture without links, and which filter to loosen.

use super::html::html;
use super::ctx::Ctx;
use crate::i18n::{self, date, fill};
use crate::query::loosen::loosen;
use crate::query::names;
use crate::query::picture::Picture;
use crate::rights::Compiled;
use crate::state::{Action, FilterKind, State};
use yew::Html;

/// Nothing if something is drawn.
pub fn empty(ctx: &Ctx, compiled: &Compiled, picture: &Picture, state: &State) -> Html {
    if !picture.links.is_empty() || !picture.joints.is_empty() {
        return Html::default();
    }
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
        html! { <button type="button" onclick={ctx.on(Action::ClearFilter(kind))}>{ label }</button> }
    });
    html! {
        <div class="empty" role="note" data-empty="">
            <h2>{ words.empty_title }</h2>
            <p>{ reason }</p>
            if filtered {
                <p>
                    { for ways }
                    <button type="button" onclick={ctx.on(Action::ClearFilters)}>{ words.filter_clear_all }</button>
                </p>
            }
        </div>
    }
}
