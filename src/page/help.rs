//! How to use the picture: stands before it, and names its keys.

use super::html::html;
use super::ctx::Ctx;
use yew::Html;

/// A disclosure with the key table.
pub fn help(ctx: &Ctx) -> Html {
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
    html! {
        <details class="help">
            <summary>{ words.help_title }</summary>
            <p>{ words.help_text }</p>
            <p id="graph-hint">{ words.graph_keys_hint }</p>
            <table>
                <caption>{ words.help_keys }</caption>
                <tbody>
                    { for keys.map(|(key, does)| html! { <tr><th scope="row">{ key }</th><td>{ does }</td></tr> }) }
                </tbody>
            </table>
        </details>
    }
}
