//! Tags of the head that other programs read: search engines, link previews,
//! content systems. What must be absolute is there only with a public address.

use super::Site;
use super::card::{HEIGHT_PX, WIDTH_PX};
use super::json_ld;
use super::view::View;
use crate::embed::snippet;
use crate::scene::svg::escaped;

/// The tags, one a line.
pub fn tags(view: &View, site: &Site) -> String {
    let title = escaped(view.title());
    let description = escaped(&shortened(json_ld::description(view), 300));
    let name = escaped(provider(view));
    let mut out = String::new();
    let mut meta = |key: &str, name: &str, content: &str| {
        out += &format!("<meta {key}=\"{name}\" content=\"{content}\">\n");
    };
    meta("property", "og:title", &title);
    meta("property", "og:description", &description);
    meta("property", "og:type", "article");
    meta("property", "og:site_name", &name);
    meta("name", "twitter:card", "summary_large_image");
    if let Some(version) = &view.catalog.meta.version {
        meta("name", "catalog-atlas-data-version", &escaped(version));
    }
    if let Some(built) = site.built {
        meta("name", "catalog-atlas-built", &built.to_string());
    }
    if let Some(url) = &site.url {
        let url = escaped(url);
        meta("property", "og:url", &url);
        if site.pictures {
            meta("property", "og:image", &format!("{url}card.png"));
            meta("property", "og:image:type", "image/png");
            meta("property", "og:image:width", &WIDTH_PX.to_string());
            meta("property", "og:image:height", &HEIGHT_PX.to_string());
            meta("property", "og:image:alt", &escaped(&view.summary));
        }
        out += &format!("<link rel=\"canonical\" href=\"{url}\">\n");
        out += &format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{url}oembed.json\" title=\"{title}\">\n"
        );
    }
    out + "<script type=\"application/ld+json\">" + &json_ld::dataset(view, site) + "</script>\n"
}

/// The text of `oembed.json`.
pub fn oembed(view: &View, url: &str) -> String {
    snippet::oembed(url, view.title(), provider(view))
}

/// A text cut at the end of a sentence or a word, to a length in characters.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let cut: String = text.chars().take(most).collect();
    let sentence =
        cut.rfind(['.', '。', '!', '?']).map(|at| at + cut[at..].chars().next().map_or(1, char::len_utf8));
    match sentence.filter(|end| end * 2 > cut.len()) {
        Some(end) => cut[..end].to_string(),
        None => format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before)),
    }
}

fn provider<'v>(view: &'v View) -> &'v str {
    let meta = &view.catalog.meta;
    meta.publisher.as_deref().or(meta.authors.first().map(String::as_str)).unwrap_or("Catalog Atlas")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_between_sentences_or_words() {
        assert_eq!(shortened("One. Two.", 20), "One. Two.");
        assert_eq!(shortened("The first one. The second one.", 20), "The first one.");
        assert_eq!(shortened("word word word word", 12), "word word…");
        assert_eq!(shortened("第一句。第二句。第三句。", 9), "第一句。第二句。");
    }
}
