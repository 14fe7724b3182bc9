//! In a frame a picture is no higher than the frame's width or its author says (web-requirements E3).
//!
//! Rows move closer first. What is higher all the same is folded and not drawn smaller: names stay
//! legible, no box scrolls by itself, and one press shows the rest. The page keeps nothing of it: the
//! style sheet reads whether the way is open.

use super::ctx::Ctx;
use super::h::{El, el, list};

/// The picture, so high, and the way to the rest of it if it is folded.
pub fn fold(ctx: &Ctx, picture: El, high_px: f32, limit_px: Option<u32>) -> El {
    let limit = limit_px.filter(|limit| high_px > *limit as f32 + 1.0);
    let words = ctx.words();
    let name = |class, name| el("span").class(class).text(name);
    let names = || el("summary").el(name("more", words.show_all)).el(name("less", words.show_less));
    let way = limit.map(|_| el("details").class("unfold").el(names()));
    let picture = picture.flag("data-fold", limit.is_some());
    let picture = picture.maybe("style", limit.map(|px| ["--fold:", &px.to_string(), "px"].concat()));
    list().el(picture).el_if(way)
}
