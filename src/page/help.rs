//! How to use the picture: stands before it, and names its keys.

use super::ctx::Ctx;
use super::h::{El, el};
use crate::data::words::View;

/// A disclosure with the key table; in the network also how parties are moved.
pub fn help(ctx: &Ctx, view: View) -> El {
    let words = ctx.words();
    let keys = [
        (words.key_left_right, words.key_left_right_does),
        (words.key_up_down, words.key_up_down_does),
        (words.key_enter, words.key_enter_does),
        (words.key_backspace, words.key_backspace_does),
        (words.key_home_end, words.key_home_end_does),
        (words.key_escape, words.key_escape_does),
        (words.key_zoom, words.key_zoom_does),
    ];
    let rows = keys
        .iter()
        .map(|&(key, does)| el("tr").el(el("th").attr("scope", "row").text(key)).el(el("td").text(does)));
    el("details")
        .class("help")
        .el(el("summary").text(words.help_title))
        .el(el("p").text(words.help_text))
        .el_if((view == View::Network).then(|| el("p").text(ctx.locale.network_words().pin_hint)))
        .el(el("p").attr("id", "graph-hint").text(words.graph_keys_hint))
        .el(el("table").el(el("caption").text(words.help_keys)).el(el("tbody").els(rows)))
}
