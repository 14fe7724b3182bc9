//! Every deal as a row: a plain table with sort buttons.

use super::ctx::Ctx;
use super::h::{El, button, el};
use crate::i18n::{self, fill};
use crate::query::sentence;
use crate::query::table::{Column, cell, rows, sort};
use crate::rights::Compiled;
use crate::state::{Action, State};
use yew::Callback;

/// The rows that pass the filters, sorted by a column.
pub fn table(
    ctx: &Ctx,
    compiled: &Compiled,
    state: &State,
    (by, descending): (Column, bool),
    on_sort: &Callback<Column>,
) -> El {
    let (words, catalog, locale) = (ctx.words(), &ctx.catalog, ctx.locale);
    let mut list = rows(catalog, compiled, state);
    sort(catalog, &mut list, by, descending, locale);
    let heads = Column::USUAL.iter().map(|&column| {
        let name = column.heading(locale);
        let sorted = if column != by {
            "none"
        } else if descending {
            "descending"
        } else {
            "ascending"
        };
        let sign = match sorted {
            "ascending" => " ↑",
            "descending" => " ↓",
            _ => "",
        };
        let on_sort = on_sort.clone();
        let way = button(Callback::from(move |_| on_sort.emit(column)))
            .set("title", fill(words.table_sort, &[("column", name)]))
            .text(name)
            .text(sign);
        el("th").attr("scope", "col").attr("aria-sort", sorted).el(way)
    });
    let body = list.iter().map(|row| {
        let deal = catalog.deal(row.deal);
        let (id, title) = (deal.id.to_string(), sentence::deal_title(catalog, row.deal, locale));
        let grant = (!deal.grants.is_empty()).then(|| row.hook.clone());
        let open = button(ctx.on(Action::OpenDeal(id.clone())))
            .string(cell(catalog, row, Column::Type, locale))
            // The columns name the parties of a licence; an event is known by its title.
            .el(el("span")
                .class(if deal.grants.is_empty() { "row-title" } else { "visually-hidden" })
                .text(": ")
                .string(title));
        let cells =
            Column::USUAL[1..].iter().map(|&column| el("td").string(cell(catalog, row, column, locale)));
        el("tr")
            .key(&id)
            .set("data-deal", id)
            .maybe("data-grant", grant)
            .attr("data-type", deal.kind.word())
            .attr_if("data-status", row.status.map(crate::rights::Status::word))
            .el(el("th").attr("scope", "row").el(open))
            .els(cells)
    });
    let count = i18n::count(locale, words.table_rows, list.len());
    let caption = el("caption")
        .text(words.table_caption)
        .el(el("span").attr("role", "status").text(" · ").string(count));
    el("div")
        .class("table-box")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words.table_caption)
        .el(el("table")
            .class("deals")
            .el(caption)
            .el(el("thead").el(el("tr").els(heads)))
            .el(el("tbody").els(body)))
}
