//! The lines that an editor pastes into an article (web-requirements 1.3).

use super::message::quoted;
use crate::scene::svg::escaped;

/// What a snippet shows.
pub struct Frame<'a> {
    /// Public address of the page, without query and fragment.
    pub base: &'a str,
    /// Fragment of the state, without `#`, as the address writer made it.
    pub fragment: &'a str,
    /// Headline.
    pub title: &'a str,
    /// "open the graphic", in the reader's language.
    pub open: &'a str,
    /// "picture".
    pub picture: &'a str,
    /// Height of the content at a width of 640 px.
    pub height_px: u32,
}

/// A1: the frame, and a link that stays where frames are taken out.
pub fn plain(frame: &Frame) -> String {
    iframe(frame, "") + "\n" + &below(frame)
}

/// The same with the listener that fits the frame to its content.
pub fn fitting(frame: &Frame) -> String {
    [&iframe(frame, " data-catalog-atlas"), "\n", LISTENER, "\n", &below(frame)].concat()
}

/// The listener of [`fitting`]: it believes numbers within bounds, from the
/// frame's own window, and can do nothing but set a height.
const LISTENER: &str = r#"<script>
addEventListener("message", function (e) {
  var d = e.data;
  if (!d || d.ns !== "catalog-atlas" || d.type !== "height" || typeof d.height !== "number" || !isFinite(d.height)) return;
  document.querySelectorAll("iframe[data-catalog-atlas]").forEach(function (f) {
    if (f.contentWindow === e.source) f.style.height = Math.max(100, Math.min(5000, d.height)) + "px";
  });
});
</script>"#;

fn iframe(frame: &Frame, mark: &str) -> String {
    let hash = if frame.fragment.is_empty() { "" } else { "#" };
    let height = (frame.height_px.div_ceil(10) * 10).to_string();
    [
        "<iframe src=\"",
        &escaped(frame.base),
        "?embed=1",
        hash,
        &escaped(frame.fragment),
        "\" title=\"",
        &escaped(&frame_title(frame.title)),
        "\" width=\"100%\" height=\"",
        &height,
        "\" loading=\"lazy\" style=\"border:0;width:100%\"",
        mark,
        "></iframe>",
    ]
    .concat()
}

fn below(frame: &Frame) -> String {
    let (base, title) = (escaped(frame.base), escaped(frame.title));
    let folder = escaped(folder(frame.base));
    [
        "<p><a href=\"",
        &base,
        "\">",
        &title,
        ": ",
        &escaped(frame.open),
        "</a> (<a href=\"",
        &folder,
        "graph.png\">",
        &escaped(frame.picture),
        "</a>)</p>",
    ]
    .concat()
}

/// The text of `oembed.json`. `url` is the page's public address, ending in `/`.
pub fn oembed(url: &str, title: &str, provider: &str) -> String {
    let host_ends = url.find("://").and_then(|at| url[at + 3..].find('/').map(|end| at + 3 + end + 1));
    let html = format!(
        "<blockquote><a href=\"{url}\">{title}</a></blockquote><iframe src=\"{url}standalone.html?embed=1\" \
         title=\"{name}\" width=\"640\" height=\"600\" frameborder=\"0\" scrolling=\"auto\"></iframe>",
        url = escaped(url),
        title = escaped(title),
        name = escaped(&frame_title(title)),
    );
    format!(
        "{{\"version\":\"1.0\",\"type\":\"rich\",\"title\":{},\"provider_name\":{},\"provider_url\":{},\
         \"width\":640,\"height\":600,\n \"thumbnail_url\":{},\"thumbnail_width\":1200,\"thumbnail_height\":630,\n \
         \"html\":{}}}\n",
        quoted(title),
        quoted(provider),
        quoted(&url[..host_ends.unwrap_or(url.len())]),
        quoted(&format!("{url}card.png")),
        quoted(&html),
    )
}

/// A headline as the name of a frame: checkers want nine different letters.
fn frame_title(title: &str) -> String {
    let mut letters: Vec<char> = Vec::new();
    for c in title.chars().filter(|c| c.is_alphanumeric()) {
        if !letters.contains(&c) {
            letters.push(c);
        }
    }
    if letters.len() < 9 { format!("{title} · Catalog Atlas graphic") } else { title.to_string() }
}

/// An address up to its last `/`.
fn folder(base: &str) -> &str {
    base.rfind('/').map_or(base, |at| &base[..=at])
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame {
        base: "https://e.org/p/",
        fragment: "step=main.1",
        title: "Who licenses what",
        open: "open the graphic",
        picture: "picture",
        height_px: 571,
    };

    #[test]
    fn the_frame_alone() {
        let expected = "<iframe src=\"https://e.org/p/?embed=1#step=main.1\" title=\"Who licenses what\" width=\"100%\" \
            height=\"580\" loading=\"lazy\" style=\"border:0;width:100%\"></iframe>\n\
            <p><a href=\"https://e.org/p/\">Who licenses what: open the graphic</a> \
            (<a href=\"https://e.org/p/graph.png\">picture</a>)</p>";
        assert_eq!(plain(&FRAME), expected);
        let opening = plain(&Frame { fragment: "", base: "https://e.org/p/index.html", ..FRAME });
        assert!(opening.contains("src=\"https://e.org/p/index.html?embed=1\""));
        assert!(opening.contains("href=\"https://e.org/p/graph.png\""));
    }

    #[test]
    fn the_frame_that_fits() {
        let text = fitting(&FRAME);
        assert!(text.starts_with("<iframe src=") && text.contains(" data-catalog-atlas></iframe>"));
        assert!(!text.contains("<script src"));
        assert_eq!(text.matches("<script>").count(), 1);
    }

    #[test]
    fn nothing_breaks_out() {
        let bad = "\"><script>alert(1)</script><iframe src=x '";
        let frame = Frame { base: bad, fragment: bad, title: bad, open: bad, picture: bad, height_px: 400 };
        for text in [plain(&frame), fitting(&frame).replace(LISTENER, "")] {
            assert_eq!((text.matches("<iframe").count(), text.matches("<script").count()), (1, 0), "{text}");
        }
        let json: serde_json::Value = serde_json::from_str(&oembed("https://e.org/", bad, bad)).unwrap();
        let html = json["html"].as_str().unwrap();
        assert_eq!((html.matches("<iframe").count(), html.matches("<script").count()), (1, 0), "{html}");
    }

    #[test]
    fn a_short_headline_gets_a_longer_name() {
        assert_eq!(frame_title("谁"), "谁 · Catalog Atlas graphic");
        assert_eq!(frame_title("Who licenses what"), "Who licenses what");
    }

    #[test]
    fn what_content_systems_read() {
        let json: serde_json::Value =
            serde_json::from_str(&oembed("https://e.org/p/", "Who licenses what", "The Desk")).unwrap();
        assert_eq!(json["type"], "rich");
        assert_eq!(json["provider_url"], "https://e.org/");
        assert_eq!(json["thumbnail_url"], "https://e.org/p/card.png");
        assert!(json["html"].as_str().unwrap().contains("src=\"https://e.org/p/standalone.html?embed=1\""));
    }
}
