//! Source, date, licence, method, sources, how to cite, data and link.

use super::controls::theme;
use super::ctx::Ctx;
use super::h::{El, Node, On, button, el, list, still};
use super::prose::{link, prose};
use crate::browser::{document, host};
use crate::data::url::SafeUrl;
use crate::dates::Day;
use crate::embed::credit;
use crate::i18n::{date, fill};
use crate::query::picture::Picture;
use crate::state::Theme;
use web_sys::Event;
use yew::{AttrValue, Callback};

/// What the footer shows besides the dataset.
pub struct Foot<'a> {
    /// Relative address of the dataset.
    pub address: &'a AttrValue,
    /// The link to the present state.
    pub link: String,
    /// In a frame: the same view on the page itself.
    pub full: Option<String>,
    /// The reader goes there.
    pub on_full: Callback<Event>,
    /// What is drawn, for the sources of a frame.
    pub picture: &'a Picture,
    /// The theme that the reader chose.
    pub theme: Theme,
    /// What happened to the last copy; empty before.
    pub copied: &'static str,
    /// Copies the link.
    pub on_copy: Callback<String>,
}

/// Always visible, also when the picture is not.
pub fn footer(ctx: &Ctx, foot: &Foot) -> El {
    let (words, meta, locale) = (ctx.words(), &ctx.catalog.meta, ctx.locale);
    let authors = meta.authors.join(words.list_comma);
    let mut credit = el("p").class("credit");
    if !authors.is_empty() {
        credit = credit.string(fill(words.footer_authors, &[("list", &authors)])).text(" · ");
    }
    let built = document::meta("catalog-atlas-built").and_then(|day| Day::parse(&day));
    for (day, words) in [(meta.checked, words.footer_data_as_of), (built, words.footer_built)] {
        let Some(day) = day else { continue };
        let text = fill(words, &[("date", &date::day(locale, day))]);
        credit = credit.el(el("time").set("datetime", day.to_string()).string(text)).text(" · ");
    }
    if let Some(licence) = &meta.licence {
        credit = credit.string(fill(words.footer_licence_data, &[("licence", licence)])).text(" · ");
    }
    let code = fill(words.footer_licence_code, &[("licence", "MIT OR Apache-2.0")]);
    let page = ctx.clone();
    // A page in one file has no file beside it; its panel for sharing holds the data.
    let download = (!foot.address.starts_with('#')).then(|| {
        let link = el("a").set("href", foot.address.to_string()).attr("download", "");
        el("p").class("get").el(link.text(words.download_json))
    });
    el("footer")
        .class("foot")
        .el(credit.string(code))
        .el(sources_line(ctx, foot))
        .el(share(ctx, foot))
        .el_if(download)
        .el(theme(ctx, foot.theme))
        .kid(still(locale.tag().to_string(), move || lasting(&page)))
}

/// The sources of what is drawn, for frames and paper; in a frame the way to the page; on paper, which has no
/// links, the address.
fn sources_line(ctx: &Ctx, foot: &Foot) -> El {
    let mut line =
        el("p").class("full").string(credit::sources(&ctx.catalog, foot.picture, ctx.locale)).text(" ");
    if let Some(full) = &foot.full {
        let link = el("a").set("href", full.clone()).attr("target", "_blank").attr("rel", "noopener");
        let link = link.attr("data-full", "").on(On::Click, foot.on_full.clone());
        line = line.el(link.text(ctx.words().open_full_page));
        // Where a new window may be refused, the address can be copied.
        if host::is_opaque() {
            line = line.text(" ").el(el("span").class("host").string(full.clone()));
        }
    }
    line.el(el("span").class("on-paper").string(foot.link.clone()))
}

/// What depends on the language alone: method, corrections, sources.
fn lasting(ctx: &Ctx) -> Node {
    let (words, meta, locale) = (ctx.words(), &ctx.catalog.meta, ctx.locale);
    let contact =
        meta.contact.as_deref().and_then(SafeUrl::parse_contact).map(|contact| {
            el("p").text(words.footer_contact).text(": ").kid(link(&contact, contact.as_str()))
        });
    let method = meta.method.as_ref().map(|method| {
        let text = el("div").class("prose").maybe("lang", ctx.lang_of(method)).kid(prose(&ctx.text(method)));
        disclosure(words.footer_method.to_string(), text)
    });
    let corrections = (!meta.corrections.is_empty()).then(|| {
        let rows = meta.corrections.iter().map(|one| {
            let day = el("time").set("datetime", one.date.to_string()).string(date::day(locale, one.date));
            el("li").maybe("lang", ctx.lang_of(&one.text)).el(day).text(": ").string(ctx.text(&one.text))
        });
        disclosure(words.footer_corrections.to_string(), el("ul").els(rows))
    });
    let title = format!("{} ({})", words.footer_sources, ctx.catalog.sources.len());
    list().el_if(contact).el_if(method).el_if(corrections).el(disclosure(title, sources(ctx))).into()
}

fn disclosure(title: String, content: El) -> El {
    el("details").el(el("summary").string(title)).el(content)
}

fn sources(ctx: &Ctx) -> El {
    let rows = ctx.catalog.sources.iter().map(|source| {
        let mut row = el("li").maybe("lang", source.lang.clone());
        if let Some(publisher) = &source.publisher {
            row = row.string(publisher.clone()).text(": ");
        }
        row = match source.url.as_deref().and_then(SafeUrl::parse) {
            Some(url) => row.kid(link(&url, &source.title)),
            None => row.string(source.title.clone()),
        };
        match &source.published {
            Some(published) => row.text(", ").string(date::when(ctx.locale, published)),
            None => row,
        }
    });
    el("ul").class("sources").els(rows)
}

/// The address of exactly this state, to copy; text to select where copying is refused.
fn share(ctx: &Ctx, foot: &Foot) -> El {
    let words = ctx.words();
    let href = foot.link.clone();
    let (copy, text) = (foot.on_copy.clone(), href.clone());
    el("p")
        .class("share")
        .el(el("label").attr("for", "share-link").text(words.share_link))
        .el(el("input").attr("id", "share-link").attr("type", "text").flag("readonly", true).value(href))
        .el(button(Callback::from(move |_| copy.emit(text.clone()))).text(words.share_copy))
        .el(el("span").attr("role", "status").text(foot.copied))
}
