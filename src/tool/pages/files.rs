//! Links to the files beside the page, and the picture as an image.

use super::Site;
use super::view::View;
use crate::embed::cite::citation;
use crate::scene::svg::escaped;

/// The files by name, each as a link.
fn list(view: &View, site: &Site) -> Vec<String> {
    let words = view.locale.words();
    let mut files = vec![(words.download_json, site.data.as_str())];
    let table = |name: &str| site.tables.iter().find(|path| path.ends_with(name)).map(String::as_str);
    files.extend(table("deals.csv").map(|path| (words.download_csv_deals, path)));
    files.extend(table("parties.csv").map(|path| (words.download_csv_parties, path)));
    if site.pictures {
        files.extend([(words.download_svg, "graph.svg"), (words.download_png, "graph.png")]);
    }
    files.iter().map(|(name, path)| format!("<a href=\"{}\">{}</a>", escaped(path), escaped(name))).collect()
}

/// What stands under the headline when the page cannot start.
pub fn instead(view: &View, site: &Site) -> String {
    let words = view.locale.words();
    let table = format!("<a href=\"#table\">{}</a>", escaped(words.table_caption));
    let ways: Vec<String> = std::iter::once(table).chain(list(view, site)).collect();
    format!(
        "<div class=\"failed\" role=\"alert\"><h2>{}</h2><p>{}</p><p>{}</p></div>",
        escaped(words.failed_title),
        escaped(words.failed_text),
        ways.join(" ")
    )
}

/// What a reader can take away without the program.
pub fn links(view: &View, site: &Site) -> String {
    let (words, list) = (view.locale.words(), list(view, site));
    let mut out = format!(
        "<section class=\"static\" id=\"files\"><h2>{}</h2><p>{}</p>\n<p class=\"fine\">{}: {}</p>\n",
        escaped(words.footer_download),
        list.join(" · "),
        escaped(words.footer_cite),
        escaped(&citation(view.catalog, view.locale, site.url.as_deref().unwrap_or_default())),
    );
    if site.pictures {
        // The same picture for readers whose browser shows no inline SVG, and for those who save images.
        out += &format!(
            "<noscript><p><img src=\"graph.png\" alt=\"{}\" loading=\"lazy\" \
             style=\"width:100%;height:auto\"></p></noscript>\n",
            escaped(&format!("{}. {}", view.title(), view.summary)),
        );
    }
    out + "</section>\n"
}
