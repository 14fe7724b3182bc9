//! Every deal as a row: a plain table with what a reader can do to it.

use super::ctx::Ctx;
use super::details::deal_body;
use super::empty::of_table;
use super::fold::fold;
use super::h::{El, On, button, el, list};
use super::shown::frame_limit_px;
use crate::data::DealIx;
use crate::i18n::{self, fill, views};
use crate::query::table::{self, Column, Group, Grouping, Row, SortKey, cell, page};
use crate::query::{details, sentence};
use crate::rights::{Compiled, Status};
use crate::state::{Action, State, ViewAction};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement, MouseEvent};
use yew::{Callback, TargetCast};

/// What the table needs of the page.
pub struct Props<'a> {
    /// Dataset, language, actions.
    pub ctx: &'a Ctx,
    /// The links behind it.
    pub compiled: &'a Compiled,
    /// What the reader chose.
    pub state: &'a State,
    /// Deals whose terms and sources are unfolded.
    pub open: &'a [DealIx],
    /// Unfolds a deal, or folds it.
    pub on_open: Callback<DealIx>,
    /// Puts a text on the clipboard.
    pub on_copy: Callback<String>,
    /// Saves the rows as a file.
    pub on_save: Callback<Event>,
    /// Whether the copy went well, in words.
    pub copied: &'static str,
}

/// What a row takes at least.
const ROW_PX: f32 = 36.0;

/// Tools and table.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn table(props: &Props) -> El {
    let Props { ctx, compiled, state, .. } = *props;
    let (words, catalog, locale) = (ctx.words(), &ctx.catalog, ctx.locale);
    let (all, groups) = table::shown(catalog, compiled, state, locale);
    let (shown, pages) = page(all.len(), state.views.page);
    let columns = state.views.shown_columns();
    let heads = columns.iter().map(|&column| head(ctx, column, state.views.sorted()));
    let count = i18n::count(locale, words.table_rows, all.len());
    let caption = el("caption")
        .text(words.table_caption)
        .el(el("span").attr("role", "status").text(" · ").string(count));
    let high_px = ROW_PX * shown.len() as f32;
    let bodies = bodies(props, &all, &groups, shown.clone(), columns);
    let at = shown.start / table::PAGE_ROWS;
    let turn = (pages > 1).then(|| turn(ctx, at, pages));
    let copy = {
        let text = table::tsv(catalog, &all, columns, locale);
        let on_copy = props.on_copy.clone();
        button(Callback::from(move |_| on_copy.emit(text.clone()))).text(words.table_copy)
    };
    let save = button(props.on_save.clone()).text(words.table_download);
    let boxed = el("div")
        .class("table-box")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", words.table_caption)
        .el(el("table").class("deals").el(caption).el(el("thead").el(el("tr").els(heads))).els(bodies));
    list()
        .el(tools(ctx, state, columns)
            .el(copy)
            .el(save)
            .el(el("span").attr("role", "status").text(props.copied)))
        .el_if(all.is_empty().then(|| of_table(ctx, compiled, state)))
        .el_if((!all.is_empty()).then(|| fold(ctx, boxed, high_px, frame_limit_px(state))))
        .el_if(turn)
}

/// What to find, how to gather, which columns.
fn tools(ctx: &Ctx, state: &State, columns: &[Column]) -> El {
    let (words, locale) = (ctx.words(), ctx.locale);
    let send = ctx.send.clone();
    let on_find = Callback::from(move |event: Event| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        send.emit(Action::View(ViewAction::Find(text)));
    });
    let search = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("placeholder", views::TABLE_FIND.get(locale))
        .attr("aria-label", views::TABLE_FIND.get(locale))
        .value(state.views.find.clone())
        .on(On::Input, on_find);
    let send = ctx.send.clone();
    let on_group = Callback::from(move |event: Event| {
        let word = event.target_unchecked_into::<HtmlSelectElement>().value();
        send.emit(Action::View(ViewAction::TableGroup(Grouping::from_word(&word))));
    });
    let chosen = state.views.table_group;
    let option = |value: &'static str, name: views::Pair, on: bool| {
        el("option").attr("value", value).flag("selected", on).text(name.get(locale))
    };
    let select = el("select")
        .on(On::Change, on_group)
        .el(option("", views::TABLE_NO_GROUP, chosen.is_none()))
        .el(option("type", views::TABLE_BY_TYPE, chosen == Some(Grouping::Type)))
        .el(option("year", views::TABLE_BY_YEAR, chosen == Some(Grouping::Year)));
    // A finger has no Shift key.
    let send = ctx.send.clone();
    let on_then = Callback::from(move |event: Event| {
        let word = event.target_unchecked_into::<HtmlSelectElement>().value();
        send.emit(Action::View(ViewAction::SortThen(Column::from_word(&word))));
    });
    let keys = state.views.sorted();
    let second = keys.get(1).map(|key| key.column);
    let first = keys.first().map(|key| key.column);
    let behind = Column::ALL.iter().filter(|&&column| first != Some(column)).map(|&column| {
        el("option")
            .attr("value", column.word())
            .flag("selected", second == Some(column))
            .text(column.heading(locale))
    });
    let then = el("select")
        .on(On::Change, on_then)
        .el(option("", views::TABLE_NO_COLUMN, second.is_none()))
        .els(behind);
    let ticks = Column::ALL.iter().map(|&column| {
        let tick = el("input")
            .attr("type", "checkbox")
            .checked(columns.contains(&column))
            .on(On::Change, ctx.on(Action::View(ViewAction::Column(column))));
        el("label").class("check").el(tick).text(column.heading(locale))
    });
    let usual = button(ctx.on(Action::View(ViewAction::UsualColumns)))
        .flag("disabled", state.views.columns.is_empty())
        .text(views::TABLE_USUAL.get(locale));
    el("div")
        .class("row-tools")
        .attr("role", "group")
        .attr("aria-label", words.table_caption)
        .el(search)
        .el(el("label").text(views::TABLE_GROUP.get(locale)).text(" ").el(select))
        .el(el("label").text(views::TABLE_THEN.get(locale)).text(" ").el(then))
        .el(el("details").class("columns").el(el("summary").text(views::TABLE_COLUMNS.get(locale))).el(el(
            "div",
        )
        .class("filter-sets")
        .els(ticks)
        .el(usual)))
}

/// A heading that sorts.
fn head(ctx: &Ctx, column: Column, keys: &[SortKey]) -> El {
    let name = column.heading(ctx.locale);
    let place = keys.iter().position(|key| key.column == column);
    let sorted = match place.and_then(|place| keys.get(place)) {
        None => "none",
        Some(key) if key.descending => "descending",
        Some(_) => "ascending",
    };
    let sign = match sorted {
        "ascending" => " ↑",
        "descending" => " ↓",
        _ => "",
    };
    // Among several keys each says its place.
    let number = place.filter(|_| keys.len() > 1).map(|place| (place + 1).to_string());
    let send = ctx.send.clone();
    let on_sort = Callback::from(move |event: Event| {
        let also = event.dyn_ref::<MouseEvent>().is_some_and(MouseEvent::shift_key);
        let action = if also { ViewAction::SortAlso(column) } else { ViewAction::SortBy(column) };
        send.emit(Action::View(action));
    });
    let way = button(on_sort)
        .set("title", fill(views::TABLE_ALSO.get(ctx.locale), &[("column", name)]))
        .text(name)
        .text(sign)
        .string(number.unwrap_or_default());
    el("th").attr("scope", "col").attr("aria-sort", sorted).el(way)
}

/// The rows of a page, under the headings of their groups.
fn bodies<'a>(
    props: &'a Props,
    all: &'a [Row],
    groups: &[Group],
    shown: std::ops::Range<usize>,
    columns: &'a [Column],
) -> Vec<El> {
    let whole = [Group { title: String::new(), rows: all.len() }];
    let groups = if groups.is_empty() { &whole } else { groups };
    let mut bodies = Vec::new();
    let mut first = 0;
    for group in groups {
        let (from, to) = (first.max(shown.start), (first + group.rows).min(shown.end));
        first += group.rows;
        if from >= to {
            continue;
        }
        let title = (!group.title.is_empty()).then(|| {
            let name = el("th").attr("scope", "rowgroup").set("colspan", columns.len().to_string());
            let count = i18n::count(props.ctx.locale, props.ctx.words().table_rows, group.rows);
            el("tr")
                .class("group-row")
                .el(name.str(&group.title).el(el("span").class("fine").text(" · ").string(count)))
        });
        let rows = all[from..to]
            .iter()
            .flat_map(|row| [Some(self::row(props, row, columns)), unfolded(props, row, columns.len())]);
        bodies.push(el("tbody").el_if(title).els(rows.flatten()));
    }
    bodies
}

fn row(props: &Props, row: &Row, columns: &[Column]) -> El {
    let Props { ctx, open, .. } = *props;
    let (catalog, locale) = (&ctx.catalog, ctx.locale);
    let deal = catalog.deal(row.deal);
    let (id, title) = (deal.id.to_string(), sentence::deal_title(catalog, row.deal, locale));
    let grant = (!deal.grants.is_empty()).then(|| row.hook.clone());
    let is_open = open.contains(&row.deal);
    let (on_open, ix) = (props.on_open.clone(), row.deal);
    let more = button(Callback::from(move |_| on_open.emit(ix)))
        .class("more")
        .truth("aria-expanded", is_open)
        .set("aria-label", fill(views::TABLE_MORE.get(locale), &[("title", &title)]))
        .text(if is_open { "−" } else { "+" });
    let first = columns.first().copied().unwrap_or(Column::Type);
    // The columns name the parties of a licence; an event is known by its title.
    let said = (first != Column::Title).then(|| {
        el("span")
            .class(if deal.grants.is_empty() { "row-title" } else { "visually-hidden" })
            .text(": ")
            .string(title)
    });
    let way =
        button(ctx.on(Action::OpenDeal(id.clone()))).string(cell(catalog, row, first, locale)).el_if(said);
    let rest = columns.iter().skip(1);
    el("tr")
        .set("data-deal", id)
        .maybe("data-grant", grant)
        .attr("data-type", deal.kind.word())
        .attr_if("data-status", row.status.map(Status::word))
        .el(el("th").attr("scope", "row").el(more).el(way))
        .els(rest.map(|&column| el("td").string(cell(catalog, row, column, locale))))
}

/// All terms and sources of a deal, below its row.
fn unfolded(props: &Props, row: &Row, columns: usize) -> Option<El> {
    let Props { ctx, compiled, state, open, .. } = *props;
    open.contains(&row.deal).then(|| {
        let details = details::deal(&ctx.catalog, compiled, state, row.deal, ctx.locale);
        let body = el("td").set("colspan", columns.to_string()).el(deal_body(ctx, &details));
        el("tr").class("unfolded").el(body)
    })
}

/// To the next page and back.
fn turn(ctx: &Ctx, at: usize, pages: usize) -> El {
    let to = |page: usize, name: views::Pair, possible: bool| {
        button(ctx.on(Action::View(ViewAction::Page(page as u32))))
            .flag("disabled", !possible)
            .text(name.get(ctx.locale))
    };
    let (here, all) = ((at + 1).to_string(), pages.to_string());
    let place = fill(views::TABLE_PAGE.get(ctx.locale), &[("at", &here), ("all", &all)]);
    el("nav")
        .class("row-tools")
        .set("aria-label", place.clone())
        .el(to(at, views::TABLE_BEFORE, at > 0))
        .el(el("span").string(place))
        .el(to(at + 2, views::TABLE_NEXT, at + 1 < pages))
}
