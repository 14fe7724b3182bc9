//! The pictures in rows as text: lists and a table that say the same.

use super::rows::Props;
use crate::data::words::View;
use crate::i18n::views;
use crate::page::h::{El, el, list};
use crate::query::matrix::{self, matrix};
use crate::query::timeline::{self, timeline};
use crate::query::years::{self, years};
use crate::rights::engine::Engine;

/// What the picture of a state says.
pub fn words(props: &Props) -> El {
    let Props { ctx, state, changes, compiled, kept, .. } = *props;
    let (catalog, locale) = (&ctx.catalog, ctx.locale);
    let lines = |lines: Vec<String>| el("ul").els(lines.into_iter().map(|line| el("li").string(line)));
    if state.views.years && state.view == View::Flow {
        let shown = years(catalog, compiled, changes, &kept.order, state);
        return lines(years::alternative(catalog, &shown, locale));
    }
    if state.view == View::Timeline {
        let shown = timeline(catalog, compiled, changes, state);
        return timeline::alternative(catalog, &shown, locale).into_iter().fold(
            list(),
            |out, (name, bars)| {
                let title = if name.is_empty() { views::LEG_EVENT.get(locale).to_string() } else { name };
                out.el(el("h3").string(title)).el(lines(bars))
            },
        );
    }
    let engine = Engine::new(catalog, compiled);
    let ranks = kept.ranks(catalog, compiled, &engine, changes, state);
    if state.views.years {
        let shown = matrix::years::years(catalog, compiled, &engine, ranks, changes, state, locale);
        return lines(matrix::years::alternative(catalog, &shown, locale));
    }
    let shown = matrix(catalog, compiled, &engine, ranks, state, locale);
    let (heads, rows) = matrix::alternative(catalog, &shown, locale);
    let head = |scope: &'static str, text: String| el("th").attr("scope", scope).string(text);
    let first = el("tr").el(el("td")).els(heads.into_iter().map(|name| head("col", name)));
    let rows = rows.into_iter().map(|(name, cells)| {
        el("tr").el(head("row", name)).els(cells.into_iter().map(|cell| el("td").string(cell)))
    });
    el("div")
        .class("table-box")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", ctx.words().show_as_text)
        .el(el("table").class("deals").el(el("thead").el(first)).el(el("tbody").els(rows)))
}
