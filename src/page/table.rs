//! Every deal as a row: a plain table with sort buttons.

use super::html::html;
use super::ctx::Ctx;
use crate::i18n::{self, fill};
use crate::query::sentence;
use crate::query::table::{Column, cell, rows, sort};
use crate::rights::Compiled;
use crate::state::{Action, State};
use yew::{Callback, Html};

/// The rows that pass the filters, sorted by a column.
pub fn table(
    ctx: &Ctx,
    compiled: &Compiled,
    state: &State,
    (by, descending): (Column, bool),
    on_sort: &Callback<Column>,
) -> Html {
    let (words, catalog, locale) = (ctx.words(), &ctx.catalog, ctx.locale);
    let mut list = rows(catalog, compiled, state);
    sort(catalog, &mut list, by, descending, locale);
    let heads = Column::ALL.map(|column| {
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
        html! {
            <th scope="col" aria-sort={sorted}>
                <button type="button" title={fill(words.table_sort, &[("column", name)])}
                    onclick={move |_| on_sort.emit(column)}>{ name }{ sign }</button>
            </th>
        }
    });
    let body = list.iter().map(|row| {
        let deal = catalog.deal(row.deal);
        let (id, title) = (deal.id.to_string(), sentence::deal_title(catalog, row.deal, locale));
        let grant = (!deal.grants.is_empty()).then(|| row.hook.clone());
        let status = row.status.map(crate::rights::Status::word);
        let cells = Column::ALL[1..].iter().map(|&column| html! { <td>{ cell(catalog, row, column, locale) }</td> });
        html! {
            <tr key={id.clone()} data-deal={id.clone()} data-grant={grant} data-type={deal.kind.word()} data-status={status}>
                <th scope="row">
                    <button type="button" onclick={ctx.on(Action::OpenDeal(id))}>
                        { cell(catalog, row, Column::Type, locale) }<span class="visually-hidden">{ ": " }{ title }</span>
                    </button>
                </th>
                { for cells }
            </tr>
        }
    });
    html! {
        <div class="table-box" tabindex="0" role="region" aria-label={words.table_caption}>
            <table class="deals">
                <caption>{ words.table_caption }<span role="status">{ " · " }{ i18n::count(locale, words.table_rows, list.len()) }</span></caption>
                <thead><tr>{ for heads }</tr></thead>
                <tbody>{ for body }</tbody>
            </table>
        </div>
    }
}
