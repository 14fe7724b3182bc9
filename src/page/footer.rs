//! Source, date, licence, method, sources, how to cite, data and link.

use super::ctx::Ctx;
use super::prose::{link, prose};
use crate::browser::{address_bar, document};
use crate::data::url::SafeUrl;
use crate::i18n::{date, fill};
use yew::{AttrValue, Html, Properties, component, html, use_state_eq};

/// What the footer needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Dataset and language.
    pub ctx: Ctx,
    /// Relative address of the dataset.
    pub address: AttrValue,
    /// Fragment of the present state, for the link.
    pub fragment: String,
}

/// Always visible, also when the picture is not.
#[component]
pub fn Footer(props: &Props) -> Html {
    let Props { ctx, address, fragment } = props;
    let (words, meta, locale) = (ctx.words(), &ctx.catalog.meta, ctx.locale);
    let shown_method = use_state_eq(|| false);
    let shown_sources = use_state_eq(|| false);
    let authors = meta.authors.join(words.list_comma);
    let as_of = meta.checked.map(|day| {
        let text = fill(words.footer_data_as_of, &[("date", &date::day(locale, day))]);
        html! { <time datetime={day.to_string()}>{ text }</time> }
    });
    let contact = meta.contact.as_deref().and_then(SafeUrl::parse_contact);
    let toggle = |shown: &yew::UseStateHandle<bool>| {
        let shown = shown.clone();
        move |_: yew::Event| shown.set(!*shown)
    };
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
            <p class="foot-links">
                <a href={address.clone()} download="">{ words.download_json }</a>
                if let Some(contact) = &contact { { " · " }{ words.footer_contact }{ ": " }{ link(contact, contact.as_str()) } }
            </p>
            <Share ctx={ctx.clone()} fragment={fragment.clone()} />
            if let Some(method) = &meta.method {
                <details ontoggle={toggle(&shown_method)}>
                    <summary>{ words.footer_method }</summary>
                    if *shown_method { <div class="prose" lang={lang_of(ctx, method)}>{ prose(method.get(locale.tag(), &meta.language).0) }</div> }
                </details>
            }
            if !meta.corrections.is_empty() {
                <details>
                    <summary>{ words.footer_corrections }</summary>
                    <ul>
                        { for meta.corrections.iter().map(|one| html! {
                            <li>
                                <time datetime={one.date.to_string()}>{ date::day(locale, one.date) }</time>{ ": " }
                                { one.text.get(locale.tag(), &meta.language).0.to_string() }
                            </li>
                        }) }
                    </ul>
                </details>
            }
            <details ontoggle={toggle(&shown_sources)}>
                <summary>{ format!("{} ({})", words.footer_sources, ctx.catalog.sources.len()) }</summary>
                if *shown_sources { { sources(ctx) } }
            </details>
        </footer>
    }
}

fn lang_of(ctx: &Ctx, text: &crate::data::Text) -> Option<String> {
    let lang = text.get(ctx.locale.tag(), &ctx.catalog.meta.language).1;
    (lang != ctx.locale.tag()).then(|| lang.to_string())
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

#[derive(Clone, PartialEq, Properties)]
struct ShareProps {
    ctx: Ctx,
    fragment: String,
}

/// The address of exactly this state, to copy; text to select where copying is refused.
#[component]
fn Share(props: &ShareProps) -> Html {
    let words = props.ctx.words();
    let said = use_state_eq(|| "");
    let href = address_bar::href_with(&props.fragment);
    let copy = {
        let (said, href) = (said.clone(), href.clone());
        let (copied, failed) = (words.share_copied, words.share_copy_failed);
        move |_: yew::MouseEvent| {
            let (said, href) = (said.clone(), href.clone());
            wasm_bindgen_futures::spawn_local(async move {
                said.set(if document::copy(&href).await { copied } else { failed });
            });
        }
    };
    html! {
        <p class="share">
            <label for="share-link">{ words.share_link }</label>
            <input id="share-link" type="text" readonly=true value={href} />
            <button type="button" onclick={copy}>{ words.share_copy }</button>
            <span role="status">{ *said }</span>
        </p>
    }
}
