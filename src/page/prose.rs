//! Text of the dataset as paragraphs, emphasis and links; nothing is ever raw HTML.

use super::h::{self, Node, el, list};
use crate::browser::host;
use crate::data::markdown::{Span, paragraphs};
use crate::data::url::SafeUrl;

/// The Markdown subset as elements.
pub fn prose(text: &str) -> Node {
    list().els(paragraphs(text).into_iter().map(|spans| el("p").kids(spans.into_iter().map(span)))).into()
}

fn span(span: Span) -> Node {
    match span {
        Span::Plain(text) => h::text(text),
        Span::Emphasis(text) => el("em").string(text).into(),
        Span::Strong(text) => el("strong").string(text).into(),
        Span::Link(text, url) => link(&url, &text),
    }
}

/// A link to another host, its name beside it (web-requirements S2); in a frame that may open no window
/// the whole address, to be copied (X7).
pub fn link(url: &SafeUrl, text: &str) -> Node {
    let beside = if host::is_opaque() { url.as_str() } else { url.host() };
    list()
        .el(el("a")
            .set("href", url.as_str().to_string())
            .attr("target", "_blank")
            .attr("rel", "noopener")
            .string(text.to_string()))
        .el(el("span").class("host").string([" (", beside, ")"].concat()))
        .into()
}
