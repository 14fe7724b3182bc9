//! Fills the built `index.html`: the tags of the head, and in place of the
//! page's empty root everything that can be shown without the program.
//!
//! The markup and its classes are those of the live page, so that nothing moves
//! when the program takes over; a browser test compares the two.

use super::view::View;
use super::{Site, files, head, table};
use crate::data::url::SafeUrl;
use crate::embed::height::graphic_px;
use crate::i18n::{date, fill as words_with};
use crate::query::sentence;
use crate::scene::svg::{escaped, marks, number};
use crate::scene::{Scene, legend};

/// Widths of the drawing that are written, as the live page has them on a
/// phone, a tablet and a desktop; the style sheet shows one.
pub const WIDTHS_PX: [(&str, f32); 3] = [("narrow", 358.0), ("middle", 736.0), ("wide", 856.0)];

/// The page with the view in it.
///
/// # Errors
///
/// Names the part that the page lacks.
pub fn fill(page: &str, view: &View, site: &Site) -> Result<String, String> {
    let title = escaped(view.title());
    let page = replace(page, "<title", "</title>", &title)?;
    let description = head::shortened(super::json_ld::description(view), 300);
    let page = replace_tag(
        &page,
        "name=description",
        "name=\"description\"",
        &format!("<meta name=\"description\" content=\"{}\">", escaped(&description)),
    )?;
    let end = page.find("</head>").ok_or("there is no </head>")?;
    let page = format!("{}{}{}", &page[..end], head::tags(view, site), &page[end..]);
    let page = replace(&page, "<main", "</main>", &content(view, site))?;
    // A browser reads a template's content only when something goes wrong.
    replace(&page, "<template id=", "</template>", &files::instead(view, site))
}

/// Puts a new content between the end of an opening tag and the closing tag.
fn replace(page: &str, open: &str, close: &str, content: &str) -> Result<String, String> {
    let missing = || format!("there is no {open}>…{close}");
    let start = page.find(open).ok_or_else(missing)?;
    let start = start + page[start..].find('>').ok_or_else(missing)? + 1;
    let end = start + page[start..].find(close).ok_or_else(missing)?;
    Ok(format!("{}{content}{}", &page[..start], &page[end..]))
}

/// Puts a new tag in place of the one with an attribute, which a minifier may have unquoted.
fn replace_tag(page: &str, plain: &str, quoted: &str, tag: &str) -> Result<String, String> {
    let at = page.find(plain).or_else(|| page.find(quoted)).ok_or_else(|| format!("no tag has {quoted}"))?;
    let (start, end) = (page[..at].rfind('<'), page[at..].find('>'));
    match (start, end) {
        (Some(start), Some(end)) => Ok(format!("{}{tag}{}", &page[..start], &page[at + end + 1..])),
        _ => Err(format!("the tag with {quoted} has no end")),
    }
}

fn content(view: &View, site: &Site) -> String {
    let words = view.locale.words();
    let (title, lang) = view.text(&view.catalog.meta.title);
    let lang = lang_attribute(lang, view);
    let mut out = format!(
        "\n<header class=\"mast\"><h1{lang}>{}</h1>\
         <p id=\"summary\" class=\"summary\" data-summary>{}</p></header>\n\
         <p class=\"loading\" role=\"status\">{}</p>\n",
        escaped(title),
        escaped(&view.summary),
        escaped(words.loading)
    );
    out += "<div class=\"stage\"><section class=\"view\">";
    out += &graph(view);
    out += "</section>";
    out += &stories(view);
    out += "</div>\n";
    out += &foot(view, site);
    out += &table::table(view);
    out += &files::links(view, site);
    out
}

fn graph(view: &View) -> String {
    let mut out = String::from("<div class=\"graph\">");
    let mut last: Option<Scene> = None;
    for (name, width_px) in WIDTHS_PX {
        let mut scene = view.scene(width_px);
        for mark in &mut scene.marks {
            // The table has every word; here a title would be sent three times.
            mark.label.clear();
        }
        out += &format!(
            "<svg class=\"scene still {name}\"{fold} preserveAspectRatio=\"xMinYMin slice\" role=\"img\" aria-label=\"{}\" aria-describedby=\"summary\" \
             width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">{}</svg>\n",
            escaped(view.locale.words().graph_title),
            marks(&scene).replace('\n', ""),
            // In a frame it is as high as the live one (web-requirements E3).
            fold = if scene.height_px > graphic_px(width_px + 24.0, None) as f32 { " data-fold" } else { "" },
            w = number(scene.width_px),
            h = number(scene.height_px),
        );
        last = Some(scene);
    }
    out += "<p class=\"hover-line\"></p>";
    if let Some(scene) = last {
        out += &legend_list(view, &scene);
    }
    // The place of a button.
    out += &format!(
        "<div class=\"as-text wait\"><button type=\"button\">{}</button></div>",
        escaped(view.locale.words().show_as_text)
    );
    out + "</div>"
}

fn legend_list(view: &View, scene: &Scene) -> String {
    let words = view.locale.words();
    let [width, height] = legend::SAMPLE_PX.map(number);
    let mut out = String::from("<div class=\"legend\">");
    for row in scene.legend.chunk_by(|a, b| a.is_level == b.is_level) {
        out += &format!("<ul aria-label=\"{}\">", escaped(words.legend));
        for entry in row {
            out += &format!(
                "<li><svg width=\"{width}\" height=\"{height}\" aria-hidden=\"true\">{}</svg>{}</li>",
                marks(&legend::sample(entry.class)).replace('\n', ""),
                escaped(&entry.text)
            );
        }
        out += "</ul>";
    }
    out + &format!("<p class=\"fine\">{}</p></div>", escaped(words.legend_missing_line))
}

fn stories(view: &View) -> String {
    let words = view.locale.words();
    let mut out = format!("<aside class=\"side\" aria-label=\"{}\">", escaped(words.details));
    if !view.catalog.stories.is_empty() {
        out += &format!("<section class=\"stories\"><h2>{}</h2><ol>", escaped(words.stories));
        for story in &view.catalog.stories {
            let (title, lang) = view.text(&story.title);
            // A link, since nothing listens yet; the live page makes it a button.
            out += &format!(
                "<li><a class=\"story\" href=\"#step={}.1\"{}>{}</a></li>",
                escaped(story.id.as_str()),
                lang_attribute(lang, view),
                escaped(title)
            );
        }
        out += "</ol></section>";
    }
    out + "</aside>"
}

fn foot(view: &View, site: &Site) -> String {
    let (words, meta, locale) = (view.locale.words(), &view.catalog.meta, view.locale);
    let mut parts = Vec::new();
    if !meta.authors.is_empty() {
        let list = meta.authors.join(words.list_comma);
        parts.push(escaped(&words_with(words.footer_authors, &[("list", &list)])));
    }
    for (day, text) in [(meta.checked, words.footer_data_as_of), (site.built, words.footer_built)] {
        if let Some(day) = day {
            let said = words_with(text, &[("date", &date::day(locale, day))]);
            parts.push(format!("<time datetime=\"{day}\">{}</time>", escaped(&said)));
        }
    }
    if let Some(licence) = &meta.licence {
        parts.push(escaped(&words_with(words.footer_licence_data, &[("licence", licence)])));
    }
    parts.push(escaped(&words_with(words.footer_licence_code, &[("licence", "MIT OR Apache-2.0")])));
    let mut out = format!("<footer class=\"foot\"><p class=\"credit\">{}</p>", parts.join(" · "));
    if let Some(contact) = meta.contact.as_deref().and_then(SafeUrl::parse_contact) {
        let contact = escaped(contact.as_str());
        out += &format!("<p>{}: <a href=\"{contact}\">{contact}</a></p>", escaped(words.footer_contact));
    }
    out + &sources(view) + "</footer>\n"
}

/// What the drawn deals rest on; the data has the rest.
fn sources(view: &View) -> String {
    let links = view.picture.links.iter().map(|link| link.deal);
    let deals = links.chain(view.picture.joints.iter().map(|joint| joint.deal));
    let mut used: Vec<usize> =
        deals.flat_map(|deal| view.catalog.deal(deal).evidence.iter().map(|it| it.source.at())).collect();
    used.sort_unstable();
    used.dedup();
    let words = view.locale.words();
    let mut out = format!(
        "<details><summary>{} ({})</summary><ul class=\"sources\">",
        escaped(words.evidence_title),
        used.len()
    );
    for source in used.into_iter().filter_map(|at| view.catalog.sources.get(at)) {
        let lang = source.lang.as_deref().map_or_else(String::new, |lang| lang_attribute(lang, view));
        let publisher = source.publisher.as_ref().map_or_else(String::new, |name| escaped(name) + ": ");
        let title = escaped(&source.title);
        let title = match source.url.as_deref().and_then(SafeUrl::parse) {
            Some(url) => format!(
                "<a href=\"{}\" rel=\"noopener\">{title}</a> <span class=\"host\">({})</span>",
                escaped(url.as_str()),
                escaped(url.host())
            ),
            None => title,
        };
        let published = source.published.as_ref().map(|when| date::when(view.locale, when));
        let published = published.map_or_else(String::new, |when| format!(", {}", escaped(&when)));
        out += &format!("<li{lang}>{publisher}{title}{published}</li>\n");
    }
    out + "</ul></details>"
}

/// ` lang="…"` where a text is not in the page's language.
pub fn lang_attribute(lang: &str, view: &View) -> String {
    if lang.is_empty() || lang == view.locale.tag() {
        String::new()
    } else {
        format!(" lang=\"{}\"", escaped(lang))
    }
}

/// A sentence about a deal, for the table.
pub fn deal_title(view: &View, deal: crate::data::DealIx) -> String {
    sentence::deal_title(view.catalog, deal, view.locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_places_in_minified_pages() {
        assert_eq!(
            replace("<main id=app>x</main>", "<main", "</main>", "y").unwrap(),
            "<main id=app>y</main>"
        );
        assert!(replace("<main id=app>", "<main", "</main>", "y").is_err());
        for page in
            ["a<meta content=\"x > y\" name=description>b", "a<meta name=\"description\" content=\"x\">b"]
        {
            assert_eq!(replace_tag(page, "name=description", "name=\"description\"", "T").unwrap(), "aTb");
        }
    }
}
