//! The whole page, described from the state.

use super::{App, Msg, Waits, graph_props, rows_props};
use crate::data::words::View;
use crate::page::answer;
use crate::page::ask;
use crate::page::check;
use crate::page::controls::{controls, prefs};
use crate::page::date_bar::date_bar;
use crate::page::details;
use crate::page::empty;
use crate::page::footer::{Foot, footer};
use crate::page::h::{El, Node, el, list, still, text};
use crate::page::help::help;
use crate::page::notices::{foreign, notices};
use crate::page::search_box;
use crate::page::share;
use crate::page::stories::stories;
use crate::page::table::{self, table};
use crate::page::views::{in_rows, net};
use std::cell::Cell;
use yew::Context;

impl App {
    /// What stands below a network: looking for circles takes as long as some of its frames.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    fn below(&self) -> Node {
        let (page, state) = (self.ctx.clone(), self.state.clone());
        let (compiled, picture) = (self.shown.compiled.clone(), self.shown.picture.clone());
        still(self.version.to_string(), move || net::below(&page, &compiled, &picture, &state).into())
    }

    /// The whole page as it is now.
    pub(super) fn page(&self, ctx: &Context<Self>) -> El {
        let link = ctx.link();
        let data = ctx.props().data.borrow();
        let (page, state) = (&self.ctx, &self.state);
        let (title, title_lang) = page.catalog.meta.title.get(self.locale.tag(), &page.catalog.meta.language);
        let lang = (title_lang != self.locale.tag()).then(|| title_lang.to_string());
        let open = state.deal.is_some() || !state.focus.is_empty();
        let drawn = state.view;
        if self.waits != Waits::All {
            self.told.set(self.version);
        }
        let summary = self.shown.summary.clone();
        let head = el("header").class("mast").el(el("h1").maybe("lang", lang).str(title)).el(el("p")
            .attr("id", "summary")
            .class("summary")
            .attr("data-summary", "")
            .kid(still(self.told.get().to_string(), move || text(summary.clone()))));
        let picture = if drawn == View::Table {
            table(&table::Props {
                ctx: page,
                compiled: &self.shown.compiled,
                state,
                open: &self.unfolded,
                on_open: link.callback(Msg::Unfold),
                on_copy: link.callback(Msg::Copy),
                on_save: link.callback(|_| Msg::Share(share::Msg::Save(share::What::Csv))),
                copied: self.copied,
            })
        } else if in_rows(state) {
            let props = rows_props(page, &self.shown, state, &data, self.version, self.width_px);
            list().el_if(empty::in_rows(&props)).el(self.rows.view(&props))
        } else {
            list()
                .el_if((drawn == View::Network).then(|| net::tools(page, state)))
                .el_if(empty::empty(page, &self.shown.compiled, &self.shown.picture, state))
                .el(self.graph.view(&graph_props(page, &self.shown, state, self.version)))
                .kid(if drawn == View::Network { self.below() } else { Node::Empty })
        };
        let view = el("section")
            .class("view")
            .attr("aria-label", page.words().view_name(drawn))
            .kid(still([page.locale.tag(), page.words().view_name(drawn)].concat(), {
                let page = page.clone();
                move || help(&page, drawn).into()
            }))
            .el(picture);
        // One that waits leaves the one before in its place; one that is drawn stays as it is.
        let panel = (self.panel != self.panel_drawn.replace(self.panel))
            .then(|| details::panel(page, &self.shown, state))
            .flatten();
        let panel = Cell::new(panel.map_or(Node::Empty, Node::El));
        let step = state.step.clone();
        let (number, id) = step.as_ref().map_or((0, ""), |(id, number)| (*number, id));
        let tag = [page.locale.tag(), &number.to_string(), id].concat();
        let teller = page.clone();
        let told = still(tag, move || stories(&teller, step.as_ref()).map_or(Node::Empty, Node::El));
        let side = el("aside")
            .class("side")
            .attr("aria-label", page.words().details)
            .kid(told)
            .kid(still(self.panel.to_string(), move || panel.take()));
        // While the picture of a choice is painted, all that tells nothing of it stays as it is.
        let slice = self.graph.slices.alone;
        let waits = self.waits != Waits::No || slice;
        let turn = self.turn.get() + u32::from(!waits);
        self.turn.set(turn);
        let part = |waits: bool, turn: u32, part: &dyn Fn() -> El| {
            let part = Cell::new(if waits { Node::Empty } else { part().into() });
            still(turn.to_string(), move || part.take())
        };
        let later = |it: &dyn Fn() -> El| part(waits, turn, it);
        let given = self.given(ctx, &data);
        let tools = || {
            let search = search_box::Props { ctx: page, data: &data, q: &state.q };
            let asking = ask::Props { ctx: page, data: &data, state };
            let on_fold = link.callback(|()| Msg::Fold);
            list()
                .el(prefs(page, self.unfolded_tools, on_fold, self.share.button(page)))
                .el_if(self.share.panel(&given))
                .el_if(ctx.props().foreign.as_ref().map(|host| foreign(page, host)))
                .el(notices(
                    page,
                    &data.findings,
                    &self.ignored,
                    self.rest.failed,
                    state,
                    link.callback(|()| Msg::Dismiss),
                ))
                .el(answer::question(&self.ask, asking, &self.shown, &data.changes, self.width_px))
                .el(controls(page, state, self.search.view(search), &self.facets))
        };
        let on_play = link.callback(|()| Msg::Play);
        let still_bar = self.waits >= Waits::AllButSentence || slice;
        let bar_turn = self.bar_turn.get() + u32::from(!still_bar);
        self.bar_turn.set(bar_turn);
        let bar = || {
            let play = self.playing.is_some();
            let on_change = link.callback(Msg::Change);
            let bar =
                date_bar(page, &data.changes, &self.typed, &state.date, (play, on_play.clone(), on_change));
            list().el_if(bar)
        };
        let foot = || {
            let foot = Foot {
                address: &ctx.props().address,
                link: given.link(),
                full: state.embed.then(|| given.full_page()),
                on_full: link.callback(|_| Msg::Leave),
                picture: &self.shown.picture,
                theme: state.theme,
                copied: self.copied,
                on_copy: link.callback(Msg::Copy),
            };
            list()
                .el(check::check(page, &self.shown, self.check, link.callback(|()| Msg::Check)))
                .el(footer(page, &foot))
        };
        list()
            .el(head)
            .kid(later(&tools))
            .kid(part(still_bar, bar_turn, &bar))
            .el(el("div")
                .class(if open || state.step.is_some() { "stage has-side" } else { "stage" })
                .el(view)
                .el(side))
            .kid(later(&foot))
    }
}
