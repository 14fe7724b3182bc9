//! Fingers, on a page and in an article: one scrolls past the picture, two move it, a tap selects.
//! And room: small windows, large type.

use crate::support::{Page, Site, in_browser};
use serde_json::json;

/// An article of the page's own origin: a browser without a window does not scroll past other frames.
fn article() -> Site {
    let html = "<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>\
        <title>An article</title><link rel=icon href=data:,><style>body{margin:0}</style>\
        <script>addEventListener('message', ({ data, source }) => {
          const frame = document.querySelector('iframe');
          if (source === frame.contentWindow && data?.ns === 'catalog-atlas' && data.type === 'height') frame.style.height = data.height + 'px';
        })</script>\
        <p style='height:500px'>Before</p>\
        <iframe src='/name/sub/?embed=1' title='Who licenses what to whom' style='border:0;width:100%' height=400></iframe>\
        <p style='height:2000px'>After</p>";
    Site::built().with("host.html", html)
}

/// Opens the article on a screen of this width that feels fingers, with the picture in the middle of it;
/// gives the point of the window at the picture's middle.
async fn opened(page: &Page, width: u32) -> (f64, f64) {
    page.phone(width, 800).await;
    page.visit("/host.html").await;
    page.until("the frame to fit", "document.querySelector('iframe').offsetHeight > 500").await;
    page.enter("iframe").await;
    page.until("the page in the frame", "document.documentElement.dataset.atlas == 'ready'").await;
    page.leave().await;
    page.eval(
        "const frame = document.querySelector('iframe'), svg = frame.contentDocument.querySelector('svg.scene');
         const middle = () => frame.getBoundingClientRect().top + svg.getBoundingClientRect().top + svg.getBoundingClientRect().height / 2;
         scrollTo({ top: scrollY + middle() - 400, behavior: 'instant' });
         return [innerWidth / 2, middle()]",
    )
    .await
}

const AT_REST: &str = "document.querySelector('iframe').contentDocument.querySelector('svg.scene > g').getAttribute('transform').startsWith('scale(1)')";

#[test]
fn one_finger_scrolls_the_article_past_the_frame() {
    in_browser(article(), async |page| {
        for width in [320, 390, 768, 1280] {
            let (x, y) = opened(page, width).await;
            let from: f64 = page.eval("return scrollY").await;
            page.swipe((x, y + 150.0), (x, y - 150.0)).await;
            page.until(&format!("the article to scroll at {width} px"), &format!("scrollY >= {from} + 250"))
                .await;
            // And back, over the picture as well.
            // A finger that comes while the last swipe still moves the page stops it first, so it may need two.
            let away: f64 = page.eval("return scrollY").await;
            for _ in 0..3 {
                page.swipe((x, 120.0), (x, 420.0)).await;
            }
            page.until("the article to scroll back", &format!("scrollY <= {away} - 250")).await;
            assert!(
                page.eval::<bool>(&format!("return {AT_REST}")).await,
                "the picture was moved at {width} px"
            );
            assert_eq!(page.eval::<usize>("return document.querySelector('iframe').contentDocument.querySelectorAll('.details').length").await, 0);
        }
    });
}

#[test]
fn two_fingers_move_the_picture_and_not_the_article() {
    for width in [390, 1280] {
        in_browser(article(), async |page| {
            let (x, y) = opened(page, width).await;
            let from: f64 = page.eval("return scrollY").await;
            page.touch("touchStart", &[(x - 30.0, y), (x + 30.0, y)]).await;
            for step in 1..=12 {
                let apart = 30.0 + 5.0 * f64::from(step);
                page.touch("touchMove", &[(x - apart, y), (x + apart, y)]).await;
            }
            page.touch("touchEnd", &[]).await;
            page.until(&format!("the picture to zoom at {width} px"), &format!("!{AT_REST}")).await;
            assert!((page.eval::<f64>("return scrollY").await - from).abs() < 2.0, "the article moved");
            // A gesture that the system takes away leaves nothing behind: one finger scrolls again.
            page.touch("touchStart", &[(x - 30.0, y), (x + 30.0, y)]).await;
            page.touch("touchMove", &[(x - 40.0, y), (x + 30.0, y)]).await;
            page.touch("touchCancel", &[]).await;
            let camera: String = page.eval("return document.querySelector('iframe').contentDocument.querySelector('svg.scene > g').getAttribute('transform')").await;
            page.swipe((x, y + 150.0), (x, y - 150.0)).await;
            page.until("the article to scroll again", &format!("scrollY >= {from} + 250")).await;
            let after: String = page.eval("return document.querySelector('iframe').contentDocument.querySelector('svg.scene > g').getAttribute('transform')").await;
            assert_eq!(camera, after, "one finger moved the picture");
        });
    }
}

#[test]
fn a_tap_near_a_party_selects_it_and_one_on_the_ground_clears() {
    in_browser(Site::built(), async |page| {
        page.phone(390, 844).await;
        page.open("").await;
        let at: (f64, f64) = page
            .eval(
                "const bar = document.querySelector('svg.scene [data-party=avex] rect, svg.scene [data-party=avex] .node');
                 bar.scrollIntoView({ block: 'center', behavior: 'instant' });
                 const box = bar.getBoundingClientRect();
                 return [box.x + box.width / 2, box.y + box.height / 2]",
            )
            .await;
        // Below it and a little aside: beside its lines.
        page.tap((at.0 + 4.0, at.1 + 14.5)).await;
        page.until("the party", "location.hash.includes('focus=avex')").await;
        let ground: (f64, f64) = page
            .eval(
                "const svg = document.querySelector('svg.scene');
                 svg.scrollIntoView({ block: 'start', behavior: 'instant' });
                 const box = svg.getBoundingClientRect();
                 return [box.x + box.width / 2, box.y + 6]",
            )
            .await;
        page.tap(ground).await;
        page.until("nothing to be open", "!location.hash.includes('focus=')").await;
    });
}

#[test]
fn a_plain_wheel_says_how_to_zoom() {
    in_browser(Site::built(), async |page| {
        page.open("#lang=zh-Hans").await;
        page.eval::<()>(
            "document.querySelector('svg.scene').scrollIntoView({ block: 'center', behavior: 'instant' })",
        )
        .await;
        page.point_at((500.0, 450.0)).await;
        page.wheel((500.0, 450.0), 60.0, false).await;
        page.until("the hint", "document.querySelector('.gesture-hint')?.textContent.includes('Ctrl')").await;
    });
}

/// Whatever is shown: nothing but pictures in rows and tables is wider than the window.
#[test]
fn small_windows_and_large_type_have_room() {
    in_browser(Site::built(), async |page| {
        // A phone upright and on its side; a laptop at 200 % and 400 %.
        for (width, height) in [(320, 640), (640, 320), (640, 450), (320, 225)] {
            page.size(width, height).await;
            for rest in [
                "",
                "#view=table",
                "#view=network",
                "#view=matrix",
                "#view=timeline",
                "#focus=xiami",
                "#ask=qq-music~him~CN",
                "?embed=1",
                "?embed=1#view=timeline",
            ] {
                page.open(rest).await;
                let wide: u32 = page.eval("return document.documentElement.scrollWidth").await;
                assert!(wide <= width, "{rest} is {wide} px wide at {width} × {height}");
                for css in
                    ["h1", ".views button", ".date-bar, table.deals", "svg.scene, table.deals", ".credit"]
                {
                    let reached: bool = page
                        .eval_with(
                            "const one = document.querySelector(arguments[0]);
                             one.scrollIntoView({ block: 'nearest', behavior: 'instant' });
                             const box = one.getBoundingClientRect();
                             return box.width > 0 && box.height > 0 && box.left >= -1 && box.top < innerHeight && box.bottom > 0
                               && (one.matches('table, .rows svg') || box.right <= innerWidth + 1)",
                            vec![json!(css)],
                        )
                        .await;
                    assert!(reached, "{css} is out of reach: {rest} at {width} × {height}");
                }
            }
        }
        // The browser's own type twice as large (R10).
        page.size(1280, 900).await;
        for rest in ["", "#view=table", "?embed=1"] {
            page.open(rest).await;
            page.eval::<()>("document.documentElement.style.fontSize = '32px'").await;
            page.until("room", "document.documentElement.scrollWidth <= innerWidth").await;
        }
    });
}

/// WCAG 1.4.12: more space between lines, words and letters cuts nothing off.
#[test]
fn wider_spaces_cut_nothing_off() {
    in_browser(Site::built(), async |page| {
        for (rest, width) in [("", 1280), ("", 390), ("#deal=rock-ali-2014", 1280), ("?embed=1", 390)] {
            page.size(width, 900).await;
            page.open(rest).await;
            let cut: Vec<String> = page
                .eval(
                    "const style = document.createElement('style');
                     style.textContent = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';
                     document.head.append(style);
                     return [...document.querySelectorAll('body *')]
                       .filter((one) => one.checkVisibility() && one.clientWidth > 1 && !one.closest('.visually-hidden, svg') && !one.matches('input, select, textarea'))
                       .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth + 1
                         || ['hidden', 'clip'].includes(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1)
                       .map((one) => `${one.tagName}.${one.className}: ${one.textContent.slice(0, 40)}`)",
                )
                .await;
            assert!(cut.is_empty(), "{rest} at {width} px: {}", cut.join("; "));
            let wide: u32 = page.eval("return document.documentElement.scrollWidth").await;
            assert!(wide <= width, "{rest}: {wide} px wide at {width}");
        }
    });
}
