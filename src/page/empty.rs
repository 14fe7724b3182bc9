//! What stands in place of a picture without links, and which filter to loosen.

use super::ctx::Ctx;
use crate::i18n::{self, date, fill};
use crate::query::names;
use crate::query::picture::Picture;
use crate::state::{Action, FilterKind, State};
use yew::{Html, html};

/// Nothing if something is drawn.
pub fn empty(ctx: &Ctx, picture: &Picture, state: &State) -> Html {
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
    let filters = &state.filters;
    let loosen = FilterKind::ALL.into_iter().filter_map(|kind| {
        let (on, name) = match kind {
            FilterKind::Type => (!filters.types.is_empty(), words.filter_type),
            FilterKind::Exclusivity => (!filters.exclusivity.is_empty(), words.filter_exclusivity),
            FilterKind::Confidence => (!filters.confidence.is_empty(), words.filter_confidence),
            FilterKind::Territory => (!filters.territory.is_empty(), words.filter_territory),
            FilterKind::Country => (!filters.country.is_empty(), words.filter_country),
        };
        on.then(|| {
            let label = format!("{}: {name}", words.filter_clear);
            html! { <button type="button" onclick={ctx.on(Action::ClearFilter(kind))}>{ label }</button> }
        })
    });
    html! {
        <div class="empty" role="note" data-empty="">
            <h2>{ words.empty_title }</h2>
            <p>{ reason }</p>
            if filtered {
                <p>
                    { for loosen }
                    <button type="button" onclick={ctx.on(Action::ClearFilters)}>{ words.filter_clear_all }</button>
                </p>
            }
        </div>
    }
}
