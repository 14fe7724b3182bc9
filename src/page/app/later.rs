//! What happens to the page with the second part of the program.

use super::{App, Msg, rows_props};
use crate::browser::document;
use crate::page::graph;
use crate::page::mark::hook;
use crate::page::views::rows;
use crate::page::{ask, search_box, share};
use crate::state::Action;
use yew::Context;

impl App {
    /// Carries out what is not for the first part; says whether the page is to be drawn.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub(super) fn later(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Graph(graph::Msg::Press(target)) => {
                let (party, grant) = target.as_ref().map(hook).unwrap_or_default();
                let action = party.map(Action::Focus).or(grant.map(Action::OpenDeal));
                action.is_some_and(|action| self.foresee(ctx, Some(&action)))
            }
            Msg::AddressChanged => self.address_changed(ctx),
            Msg::Rows(rows::Msg::Width(width_px)) => self.resize(ctx, width_px),
            Msg::Rows(msg) => {
                let data = ctx.props().data.borrow();
                let props =
                    rows_props(&self.ctx, &self.shown, &self.state, &data, self.version, self.width_px);
                self.rows.update(&props, msg)
            }
            Msg::Search(msg) => {
                let data = ctx.props().data.borrow();
                let props = search_box::Props { ctx: &self.ctx, data: &data, q: &self.state.q };
                self.search.update(props, msg);
                true
            }
            Msg::Ask(msg) => {
                let data = ctx.props().data.borrow();
                let props = ask::Props { ctx: &self.ctx, data: &data, state: &self.state };
                self.ask.update(props, msg);
                true
            }
            Msg::Check => {
                self.check = !self.check;
                self.derive(ctx);
                true
            }
            Msg::Unfold(deal) => {
                match self.unfolded.iter().position(|&other| other == deal) {
                    Some(at) => {
                        self.unfolded.remove(at);
                    }
                    None => self.unfolded.push(deal),
                }
                true
            }
            Msg::Share(share::Msg::Copy(text)) => {
                ctx.link().send_message(Msg::Copy(text));
                false
            }
            Msg::Share(msg) => {
                if let share::Msg::Save(_) | share::Msg::Png = msg {
                    self.given(ctx, &ctx.props().data.borrow()).save(&msg);
                }
                self.share.update(&msg)
            }
            Msg::Goto(text) => self.go_to(ctx, &text),
            Msg::Leave => {
                if let Some(frame) = &self.frame {
                    frame.leave_for(&self.given(ctx, &ctx.props().data.borrow()).full_page());
                }
                false
            }
            Msg::Copy(href) => {
                ctx.link().send_future(async move { Msg::Copied(document::copy(&href).await) });
                false
            }
            Msg::Copied(done) => {
                let words = self.locale.words();
                self.copied = if done { words.share_copied } else { words.share_copy_failed };
                true
            }
            Msg::Slice => self.slice(ctx),
            // Everything else is for the first part.
            _ => false,
        }
    }

    /// Works out what an action would show, or the dates around this one; nothing is drawn for it.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub(super) fn foresee(&mut self, ctx: &Context<Self>, action: Option<&Action>) -> bool {
        let from = self.of();
        let mut data = ctx.props().data.borrow_mut();
        match action {
            Some(action) => self.ahead.after(&mut data, &from, action),
            None if self.playing.is_none() => self.ahead.dates(&mut data, &from),
            None => {}
        }
        false
    }
}
