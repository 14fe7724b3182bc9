//! Source, date, licence, method, sources, how to cite, data and link.

use super::html::html;
use super::ctx::Ctx;
use super::prose::{link, prose};
use super::still::still;
use crate::browser::address_bar;
use crate::data::url::SafeUrl;
use crate::i18n::{date, fill};
use yew::{AttrValue, Callback, Html};

/// What the footer shows besides the dataset.
pub struct Foot<'a> {
    /// Relative address of the dataset.
    pub address: &'a AttrValue,
    /// Fragment of the present state, for the link.
    pub fragment: &'a str,
    /// What happened to the last copy; empty before.
    pub copied: &'static str,
    /// Copies the link.
    pub on_copy: Callback<String>,
}

/// Always visible, also when the picture is not.
pub fn footer(ctx: &Ctx, foot: Foot) -> Html {
    let (words, meta, locale) = (ctx.words(), &ctx.catalog.meta, ctx.locale);
    let authors = meta.authors.join(words.list_comma);
    let as_of = meta.checked.map(|day| {
        let text = fill(words.footer_data_as_of, &[("date", &date::day(locale, day))]);
        html! { <time datetime={day.to_string()}>{ text }</time> }
    });
    let page = ctx.clone();
    html! {
        <footer class="foot">
            <p class="credit">
                if !authors.is_empty() { { fill(words.footer_authors, &[("list", &authors)]) }{ " · " } }
                { for as_of }
                if let Some(licence) = &meta.licence {
                    { " · " }{ fill(words.footer_licence_data, &[("licence", licence)]) }
                }
                { " · " }{ fill(words.footer_licence_code, &[("licence", "MIT OR Apache-2.0")]) }
            </p>
            { share(ctx, &foot) }
            <p><a href={foot.address.clone()} download="">{ words.download_json }</a></p>
            { still(locale.tag().to_string(), move || lasting(&page)) }
        </footer>
    }
}

/// What depends on the language alone: method, corrections, sources.
fn lasting(ctx: &Ctx) -> Html {
    let (words, meta, locale) = (ctx.words(), &ctx.catalog.meta, ctx.locale);
    let contact = meta.contact.as_deref().and_then(SafeUrl::parse_contact);
    html! {
        <>
            if let Some(contact) = &contact {
                <p>{ words.footer_contact }{ ": " }{ link(contact, contact.as_str()) }</p>
            }
            if let Some(method) = &meta.method {
                <details>
                    <summary>{ words.footer_method }</summary>
                    <div class="prose" lang={ctx.lang_of(method)}>{ prose(&ctx.text(method)) }</div>
                </details>
            }
            if !meta.corrections.is_empty() {
                <details>
                    <summary>{ words.footer_corrections }</summary>
                    <ul>
                        { for meta.corrections.iter().map(|one| html! {
                            <li lang={ctx.lang_of(&one.text)}>
                                <time datetime={one.date.to_string()}>{ date::day(locale, one.date) }</time>{ ": " }
                                { ctx.text(&one.text) }
                            </li>
                        }) }
                    </ul>
                </details>
            }
            <details>
                <summary>{ format!("{} ({})", words.footer_sources, ctx.catalog.sources.len()) }</summary>
                { sources(ctx) }
            </details>
        </>
    }
}

fn sources(ctx: &Ctx) -> Html {
    let rows = ctx.catalog.sources.iter().map(|source| {
        let url = source.url.as_deref().and_then(SafeUrl::parse);
        html! {
            <li lang={source.lang.clone()}>
                if let Some(publisher) = &source.publisher { { publisher.clone() }{ ": " } }
                if let Some(url) = url { { link(&url, &source.title) } } else { { source.title.clone() } }
                if let Some(published) = &source.published { { ", " }{ date::when(ctx.locale, published) } }
            </li>
        }
    });
    html! { <ul class="sources">{ for rows }</ul> }
}

/// The address of exactly this state, to copy; text to select where copying is refused.
fn share(ctx: &Ctx, foot: &Foot) -> Html {
    let words = ctx.words();
    let href = address_bar::href_with(foot.fragment);
    let (copy, text) = (foot.on_copy.clone(), href.clone());
    html! {
        <p class="share">
            <label for="share-link">{ words.share_link }</label>
            <input id="share-link" type="text" readonly=true value={href} />
            <button type="button" onclick={move |_| copy.emit(text.clone())}>{ words.share_copy }</button>
            <span role="status">{ foot.copied }</span>
        </p>
    }
}
