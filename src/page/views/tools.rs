//! What can be chosen in one view alone: grouping and zoom of the timeline, order of the matrix.

use super::rows::Props;
use crate::data::words::View;
use crate::dates::Day;
use crate::i18n::views;
use crate::layout::timeline::Scale;
use crate::page::h::{El, button, el};
use crate::query::timeline::window;
use crate::scene::timeline::scale_of;
use crate::state::views::Order;
use crate::state::{Action, DateChoice, ViewAction};

/// The buttons above the picture.
pub fn tools(props: &Props) -> El {
    let Props { ctx, state, .. } = *props;
    let words = ctx.words();
    let choose = |action: ViewAction, pressed: bool, name: &'static str| {
        button(ctx.on(Action::View(action))).truth("aria-pressed", pressed).text(name)
    };
    let group = || el("div").class("views").attr("role", "group");
    let by_service = state.views.by_service;
    let tools = el("div").class("row-tools");
    match state.view {
        View::Timeline => {
            let zoom = |factor: i32, name: &'static str, sign: &'static str| {
                button(ctx.on(Action::View(ViewAction::Window(zoomed(props, factor)))))
                    .attr("aria-label", name)
                    .attr("title", name)
                    .text(sign)
            };
            tools
                .el(group()
                    .attr("aria-label", views::GROUP.get(ctx.locale))
                    .el(choose(ViewAction::ByService(false), !by_service, words.by_catalogue))
                    .el(choose(ViewAction::ByService(true), by_service, words.by_service)))
                .el(group()
                    .attr("aria-label", views::WINDOW.get(ctx.locale))
                    .el(zoom(2, words.zoom_in, "+"))
                    .el(zoom(-2, words.zoom_out, "−"))
                    .el(choose(ViewAction::Window(None), state.views.window.is_none(), words.zoom_reset)))
        }
        View::Matrix => {
            let order = |order: Order, name: views::Pair| {
                choose(ViewAction::Order(order), state.views.order == order, name.get(ctx.locale))
            };
            tools.el(group()
                .attr("aria-label", views::ORDER.get(ctx.locale))
                .el(order(Order::Blocks, views::ORDER_BLOCKS))
                .el(order(Order::Name, views::ORDER_NAME))
                .el(order(Order::Count, views::ORDER_COUNT)))
        }
        _ => tools,
    }
}

/// A key that zooms in time; says whether it was one.
pub fn key(props: &Props, key: &str) -> bool {
    if props.state.view != View::Timeline {
        return false;
    }
    let window = match key {
        "+" | "=" => zoomed(props, 2),
        "-" => zoomed(props, -2),
        "0" => None,
        _ => return false,
    };
    props.ctx.send.emit(Action::View(ViewAction::Window(window)));
    true
}

/// Days to px of the timeline that is shown.
pub fn scale(props: &Props) -> Scale {
    scale_of(window(props.changes, props.state), props.width_px)
}

/// Least length of a window, in days.
const LEAST_DAYS: i32 = 60;

/// A window so many times shorter (longer if below 0) around the date shown;
/// nothing if it would be all of the time.
fn zoomed(props: &Props, factor: i32) -> Option<DateChoice> {
    let (first, last) = window(props.changes, props.state);
    let length = last.0.saturating_sub(first.0).max(1);
    let length = if factor > 0 { (length / factor).max(LEAST_DAYS) } else { length.saturating_mul(-factor) };
    let (from, to) = (props.changes.first?, props.changes.last?);
    if length >= to.0 - from.0 {
        return None;
    }
    // The date stays in the middle, as far as there are days.
    let middle = props.state.day().0.clamp(from.0, to.0);
    let start = (middle - length / 2).clamp(from.0, to.0 - length);
    let written = |day: i32| Day(day).to_string();
    DateChoice::parse(&[&*written(start), "/", &written(start + length)].concat())
}
