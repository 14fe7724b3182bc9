//! WordPress: what it makes of our `oembed.json`, and what its page does with the frame.

use crate::embed::{Host, content_px};
use crate::support::{Site, in_browser};
use catalog_atlas::embed::snippet::oembed;

/// Tags and attributes that its filter of embedded markup lets through.
const ALLOWED: [(&str, &[&str]); 3] = [
    ("a", &["href"]),
    ("blockquote", &[]),
    (
        "iframe",
        &["src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"],
    ),
];

/// Markup without whatever is not on that list.
fn filtered(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        out += text;
        let (tag, after) = after.split_once('>').expect("a whole tag");
        rest = after;
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let Some((_, kept)) = ALLOWED.iter().find(|(allowed, _)| *allowed == name.trim_start_matches('/'))
        else {
            continue;
        };
        out += &format!("<{name}");
        for attribute in attributes.split_inclusive("\" ").map(str::trim) {
            let known = attribute.split_once('=').is_some_and(|(name, _)| kept.contains(&name));
            if known {
                out += &format!(" {attribute}");
            }
        }
        out += ">";
    }
    out + rest
}

/// What it does with what is left: no origin, a secret, and out of sight until the frame knows it.
fn as_shown(html: &str, secret: &str) -> String {
    let html = filtered(html);
    assert_eq!(html.matches("<iframe").count(), 1, "{html}");
    let (before, frame) = html.split_once("<iframe").expect("the frame");
    let (start, tail) = frame.split_once("src=\"").expect("its address");
    let (src, tail) = tail.split_once('"').expect("its end");
    let before =
        before.replace("<blockquote", &format!("<blockquote class=wp-embedded-content data-secret={secret}"));
    format!(
        "{before}<iframe class=wp-embedded-content sandbox=allow-scripts security=restricted \
         style='position:absolute;clip:rect(1px,1px,1px,1px)'{start}src=\"{src}#?secret={secret}\" data-secret={secret}{tail}"
    )
}

/// Its script: shows the frame that knows its secret, makes it 200 to 1000 px high, and follows a link to
/// the frame's own host only.
const SCRIPT: &str = "<script>window.followed = []; window.heights = [];
addEventListener('message', ({ data, source }) => {
  if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
  for (const quote of document.querySelectorAll('blockquote[data-secret=\"' + data.secret + '\"]')) quote.style.display = 'none';
  for (const frame of document.querySelectorAll('iframe[data-secret=\"' + data.secret + '\"]')) {
    if (source !== frame.contentWindow) continue;
    frame.removeAttribute('style');
    if (data.message === 'height') {
      heights.push(data.value);
      frame.height = Math.max(200, Math.min(1000, parseInt(data.value, 10)));
    }
    if (data.message === 'link' && new URL(data.value).host === new URL(frame.src).host) followed.push(data.value);
  }
})</script>";

#[test]
fn what_is_not_allowed_goes() {
    let html = "<p>x</p><script>1</script><iframe src=\"a\" title=\"b c\" onload=\"1\" style=\"x\" loading=\"lazy\"></iframe>";
    assert_eq!(filtered(html), "x1<iframe src=\"a\" title=\"b c\"></iframe>");
}

#[test]
fn wordpress_shows_the_frame_that_knows_its_secret() {
    in_browser(Site::built(), async |page| {
        let told: serde_json::Value =
            serde_json::from_str(&oembed("https://e.org/", "Who licenses what to whom", "The Desk"))
                .expect("JSON");
        let html = told["html"].as_str().expect("markup").replace("https://e.org/", "PAGE");
        let frame = as_shown(&html, "AbC123");
        for part in ["width=\"640\"", "height=\"600\"", "title=\"Who licenses what to whom\""] {
            assert!(frame.contains(part), "{part} did not survive: {frame}");
        }
        let other = as_shown(&html, "ZZZ")
            .replace("secret=ZZZ\"", "secret=QQQ\"")
            .replace("<iframe", "<iframe id=other");
        let host = Host::new(page, SCRIPT, &format!("{frame}{other}"));
        host.open(page).await;
        assert!(page.eval::<bool>("return document.querySelector('iframe').hasAttribute('style')").await);
        page.until("the frame to be shown", "!document.querySelector('iframe').hasAttribute('style')").await;
        let wanted = content_px(page).await.ceil();
        page.until("its height", &format!("heights.at(-1) === {wanted}")).await;
        let high: f64 =
            page.eval("return document.querySelector('iframe').getBoundingClientRect().height").await;
        assert!((high - wanted.min(1000.0)).abs() <= 2.0, "{high} of {wanted}");
        assert!(
            page.eval::<bool>("return document.querySelector('blockquote').style.display === 'none'").await
        );
        let hidden: bool = page
            .eval("const one = document.querySelector('#other'); return one.hasAttribute('style') && one.getAttribute('height') === '600'")
            .await;
        assert!(hidden, "a frame without the right secret stays out of sight");
        page.enter("iframe").await;
        page.eval::<()>("document.querySelector('[data-full]').addEventListener('click', (event) => event.preventDefault()); document.querySelector('[data-full]').click()").await;
        page.leave().await;
        page.until("the link", "window.followed.length === 1").await;
        let link: String = page.eval("return followed[0]").await;
        assert!(link.ends_with("/standalone.html"), "{link}");
    });
}
