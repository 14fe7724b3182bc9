//! Text of the dataset as paragraphs, emphasis and links; nothing is ever raw HTML.

use super::html::html;
use crate::data::markdown::{Span, paragraphs};
use crate::data::url::SafeUrl;
use yew::Html;

/// The Markdown subset as elements.
pub fn prose(text: &str) -> Html {
    paragraphs(text)
        .into_iter()
        .map(|spans| html! { <p>{ for spans.into_iter().map(span) }</p> })
        .collect::<Html>()
}

fn span(span: Span) -> Html {
    match span {
        Span::Plain(text) => html! { { text } },
        Span::Emphasis(text) => html! { <em>{ text }</em> },
        Span::Strong(text) => html! { <strong>{ text }</strong> },
        Span::Link(text, url) => link(&url, &text),
    }
}

/// A link to another host, its name beside it (web-requirements S2).
pub fn link(url: &SafeUrl, text: &str) -> Html {
    html! {
        <>
            <a href={url.as_str().to_string()} target="_blank" rel="noopener">{ text.to_string() }</a>
            <span class="host">{ format!(" ({})", url.host()) }</span>
        </>
    }
}
