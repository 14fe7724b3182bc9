//! The first rows of the table, as a plain table.

use super::html::{deal_title, lang_attribute};
use super::view::View;
use crate::data::PartyIx;
use crate::i18n::count;
use crate::query::names;
use crate::query::table::{Column, Row, cell, rows, sort};
use crate::scene::svg::escaped;

/// How many rows are written; the files hold all.
const ROWS: usize = 20;

/// The rows of the opening view in the order of the live table, at most [`ROWS`].
pub fn table(view: &View) -> String {
    let (catalog, locale, words) = (view.catalog, view.locale, view.locale.words());
    let mut all = rows(catalog, &view.compiled, &view.state);
    sort(catalog, &mut all, Column::Start, false, locale);
    // Those of the picture first: they are what the headline is about.
    let drawn = |row: &Row| view.picture.links.iter().any(|link| link.deal == row.deal);
    all.sort_by_key(|row| !drawn(row));
    let mut out = format!(
        "<section class=\"static\"><div class=\"table-box\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\">\
         <table class=\"deals\" id=\"table\"><caption>{caption} · {shown} / {count}</caption><thead><tr>",
        caption = escaped(words.table_caption),
        shown = all.len().min(ROWS),
        count = escaped(&count(locale, words.table_rows, all.len())),
    );
    for column in Column::ALL {
        out += &format!("<th scope=\"col\">{}</th>", escaped(column.heading(locale)));
    }
    out += "</tr></thead><tbody>\n";
    for row in all.iter().take(ROWS) {
        let deal = catalog.deal(row.deal);
        let title =
            if deal.grants.is_empty() { format!(": {}", deal_title(view, row.deal)) } else { String::new() };
        out += &format!(
            "<tr data-deal=\"{}\"><th scope=\"row\">{}{}</th>",
            escaped(deal.id.as_str()),
            escaped(&cell(catalog, row, Column::Type, locale)),
            escaped(&title)
        );
        for column in &Column::ALL[1..] {
            let content = match column {
                Column::From => parties(view, &row.from),
                Column::To => parties(view, &row.to),
                Column::Catalogue => parties(view, &row.catalogue),
                other => escaped(&cell(catalog, row, *other, locale)),
            };
            out += &format!("<td>{content}</td>");
        }
        out += "</tr>\n";
    }
    out + "</tbody></table></div></section>\n"
}

/// Names, each isolated and with its language.
fn parties(view: &View, list: &[PartyIx]) -> String {
    let names = list.iter().map(|&party| {
        let name = names::shown(view.catalog, party, view.locale);
        format!("<bdi{}>{}</bdi>", lang_attribute(name.lang, view), escaped(&name.text))
    });
    names.collect::<Vec<_>>().join(view.locale.words().list_comma)
}
