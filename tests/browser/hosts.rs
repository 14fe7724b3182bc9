//! What hosts and editors do with the frame: snippets pasted, heights forced, settings in the address.

use crate::embed::{AMP, DATAWRAPPER, FITS, Host, PLAIN, content_px};
use crate::support::{Page, Site, in_browser};
use fantoccini::key::Key;
use serde_json::{Value, json};

/// Where the picture stands: a drawing, a box of rows, a table.
const PICTURE: &str =
    "document.querySelector('.graph:not(.rows) > svg.scene, .rows > :has(> .pins), .table-box')";

async fn picture_px(page: &Page) -> f64 {
    page.eval(&format!("return {PICTURE}.getBoundingClientRect().height")).await
}

/// No name in it is smaller than 12 px, as it is seen, once the picture has the width of its box.
async fn assert_names_are_read(page: &Page, at: &str) {
    page.until(
        &format!("names of 12 px, {at}"),
        "[...document.querySelectorAll('svg.scene')].every((svg) => {
           const scale = svg.getBoundingClientRect().width / svg.getAttribute('width');
           return [...svg.querySelectorAll('text')].every((one) => parseFloat(getComputedStyle(one).fontSize) * scale >= 11.99)
         })",
    )
    .await;
}

#[test]
fn an_author_s_height_bounds_the_drawing() {
    in_browser(Site::built(), async |page| {
        for (wanted, most) in [("300", 300.0), ("50", 200.0), ("9000", 2000.0)] {
            for view in ["flow", "network", "matrix", "timeline", "table"] {
                page.open(&format!("?embed=1&height={wanted}&view={view}")).await;
                let high = picture_px(page).await;
                assert!(high <= most + 1.0, "{view}, {wanted}: {high}");
                assert!(high > most - 1.0 || most > 300.0, "{view}, {wanted}: {high}");
                assert_names_are_read(page, &format!("{view}, {wanted}")).await;
            }
        }
        page.open("?embed=1&height=tall").await;
        assert!(picture_px(page).await > 400.0);
        // Rows move closer before anything is drawn smaller.
        page.open("?embed=1&height=560").await;
        let scale: f64 = page
            .eval(
                "const svg = document.querySelector('svg.scene');
                 return svg.getBoundingClientRect().height / svg.getAttribute('height')",
            )
            .await;
        assert!((scale - 1.0).abs() < 0.01, "{scale}");
    });
}

#[test]
fn a_frame_in_a_frame_of_text() {
    in_browser(Site::built(), async |page| {
        let inner = PLAIN.replace('\'', "&quot;");
        // A listener of the Guardian's kind stands in the frame's own text; the frame itself keeps its height.
        let said = "<script>window.said = []; addEventListener(&quot;message&quot;, ({ data }) => {
          if (typeof data === &quot;string&quot; &amp;&amp; data.includes(&quot;set-height&quot;)) said.push(JSON.parse(data).value) })</script>";
        let frame = format!(
            "<iframe id=outer title='Pasted into an article' width=700 height=700 srcdoc='{said}{inner}'></iframe>"
        );
        let host = Host::new(page, "", &frame);
        host.open(page).await;
        page.enter("#outer").await;
        let wanted = content_px(page).await.ceil();
        page.until("the height in the Guardian's words", &format!("said.at(-1) === {wanted}")).await;
        page.enter("iframe").await;
        let (inner, reached): (f64, bool) = page
            .eval(
                "const credit = document.querySelector('.credit');
                 credit.scrollIntoView({ block: 'nearest', behavior: 'instant' });
                 const box = credit.getBoundingClientRect();
                 return [innerHeight, box.height > 0 && box.bottom <= innerHeight + 1 && box.top >= 0]",
            )
            .await;
        assert!(
            reached && inner < wanted,
            "the credit is reached by scrolling within: {inner} px of {wanted}"
        );
        page.leave().await;
        page.leave().await;
    });
}

/// A snippet of the panel for sharing, as it stands there.
async fn snippet(page: &Page, id: &str, rest: &str) -> String {
    page.open(rest).await;
    page.click(".prefs button[aria-expanded]:not(.fold)").await;
    page.until("the panel", "document.querySelector('.share-box')").await;
    page.eval_with("return document.getElementById(arguments[0]).value", vec![json!(id)]).await
}

#[test]
fn both_snippets_work_in_an_empty_page() {
    for id in ["share-plain", "share-fitting"] {
        in_browser(Site::built(), async |page| {
            let snippet = snippet(page, id, "#date=2016-07").await;
            assert!(!snippet.contains("<script src") && snippet.matches("<iframe").count() == 1);
            let title =
                snippet.split("title=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a title");
            let mut letters: Vec<char> = title.to_lowercase().chars().filter(|c| c.is_alphabetic()).collect();
            letters.sort_unstable();
            letters.dedup();
            assert!(letters.len() >= 9, "{title}");
            let html = format!(
                "<!doctype html><html lang=en><title>An article</title><link rel=icon href=data:,><main><h1>An article</h1>{snippet}</main>"
            );
            let server = Site::built().with("host.html", html).serve();
            page.befriend(&server.origin());
            page.visit(&format!("{}host.html", server.page())).await;
            content_px(page).await;
            // The frame itself is looked at below, from within.
            let [broken, _] = page.violations().await;
            assert!(broken.is_empty(), "an article with the snippet: {broken:?}");
            page.enter("iframe").await;
            assert!(page.text("[data-summary]").await.contains("July 2016"));
            page.assert_accessible("the frame of the snippet").await;
            page.leave().await;
            // Without scripts, and where frames are stripped: the link and the picture.
            page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
            page.visit(&format!("{}host.html", server.page())).await;
            page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
            let links: Vec<String> = page
                .eval("return [...document.querySelectorAll('p a')].filter((a) => a.checkVisibility()).map((a) => a.href)")
                .await;
            assert!(links.len() == 2 && links[1].ends_with("graph.png"), "{links:?}");
        });
    }
}

/// The height that stands in a snippet is that of the content at 640 px: nothing has to be scrolled there.
#[test]
fn the_height_of_a_snippet_holds_its_content() {
    in_browser(Site::built(), async |page| {
        for view in ["flow", "network", "matrix", "timeline", "table", "flow&date=2011"] {
            page.size(1280, 900).await;
            let snippet = snippet(page, "share-plain", &format!("#view={view}")).await;
            let said = snippet.split("height=\"").nth(1).and_then(|rest| rest.split('"').next());
            let said: f64 = said.and_then(|said| said.parse().ok()).expect("a height");
            page.size(640, said as u32).await;
            page.open(&format!("?embed=1#view={view}")).await;
            let content: f64 =
                page.eval("return document.body.getBoundingClientRect().bottom + scrollY").await;
            assert!(content <= said && said - content < 90.0, "{view}: {content} px in {said}");
        }
    });
}

#[test]
fn a_height_is_told_to_last() {
    in_browser(Site::built(), async |page| {
        let snippet = snippet(page, "share-fitting", "#view=timeline").await;
        let html = format!(
            "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>{DATAWRAPPER}{snippet}"
        );
        let server = Site::built().with("host.html", html).serve();
        page.befriend(&server.origin());
        for width in [390, 1000] {
            page.size(width, 900).await;
            page.visit(&format!("{}host.html", server.page())).await;
            content_px(page).await;
            let heights: [f64; 2] = page
                .eval(
                    "const at = (ms) => new Promise((done) => setTimeout(() => done(document.querySelector('iframe').offsetHeight), ms));
                     return at(1000).then((first) => at(4000).then((last) => [first, last]))",
                )
                .await;
            assert!((heights[0] - heights[1]).abs() < 1.0 && heights[0] > 500.0, "{heights:?} at {width} px");
        }
    });
}

/// No view of a frame takes its height from the window, whatever listens outside.
#[test]
fn no_view_makes_its_frame_grow() {
    in_browser(Site::built(), async |page| {
        for view in ["flow", "network", "matrix", "timeline", "table", "flow&years=1", "flow&focus=xiami"] {
            let frame = PLAIN.replace("?embed=1", &format!("?embed=1&view={view}"));
            let host = Host::new(page, &format!("{DATAWRAPPER}{AMP}"), &frame);
            for width in [390, 1000] {
                page.size(width, 700).await;
                host.open(page).await;
                // A browser that does not show a frame does not lay it out anew either.
                page.eval::<()>("document.querySelector('iframe').scrollIntoView({ behavior: 'instant' })")
                    .await;
                // A picture may still settle when it is first measured; it comes to rest, and the frame with it.
                let mut fits = false;
                for _ in 0..8 {
                    let wanted = content_px(page).await.min(5000.0);
                    page.eval::<()>(&format!("window.wanted = {wanted}")).await;
                    let wait = format!(
                        "const start = performance.now();
                         return new Promise((done) => (function look() {{
                           if ({FITS} || performance.now() - start > 2500) done({FITS}); else setTimeout(look, 50);
                         }})())"
                    );
                    fits = page.eval(&wait).await;
                    if fits {
                        break;
                    }
                }
                assert!(fits, "{view} at {width} px");
            }
        }
        page.open("?embed=1").await;
        let of_the_window: Vec<String> = page
            .eval(
                "const found = [], look = (rules, screen) => { for (const rule of rules) {
                   if (rule.cssRules && !rule.selectorText) look(rule.cssRules);
                   if (/(^|[^a-z-])(min-|max-)?(height|block-size): *[\\d.]+((d|s|l)?v(h|b|min|max)|%)/.test(rule.style?.cssText ?? '') && !rule.selectorText.split(/,(?![^(]*[)])/).every((one) => one.includes(':not([data-embed])'))) found.push(rule.cssText);
                 } };
                 for (const sheet of document.styleSheets) look(sheet.cssRules);
                 return found",
            )
            .await;
        assert!(of_the_window.is_empty(), "{of_the_window:?}");
    });
}

/// The heights of web-requirements E3: what is higher is folded, and one press shows it.
#[test]
fn a_picture_keeps_to_the_height_of_its_width() {
    in_browser(Site::built(), async |page| {
        const VIEWS: [&str; 8] = [
            "",
            "date=2021",
            "date=2011",
            "view=network",
            "view=matrix",
            "view=timeline",
            "view=table",
            "years=1",
        ];
        for (width, most, views) in [
            (320, 400.0, &VIEWS[..1]),
            (390, 400.0, &VIEWS),
            (599, 400.0, &VIEWS[..1]),
            (600, 575.0, &VIEWS[..1]),
            (768, 575.0, &VIEWS),
            (999, 575.0, &VIEWS[..1]),
            (1000, 650.0, &VIEWS[..1]),
            (1200, 650.0, &VIEWS),
        ] {
            page.size(width, 900).await;
            for rest in views {
                page.open(&format!("?embed=1#{rest}")).await;
                assert_names_are_read(page, &format!("{rest} at {width} px")).await;
                let high = picture_px(page).await;
                assert!(high <= most + 1.0 && high > 100.0, "{rest} at {width} px: {high}");
                let whole: f64 = page
                    .eval(&format!("const one = {PICTURE}; return one.matches('svg') ? Number(one.getAttribute('height')) : one.scrollHeight"))
                    .await;
                let folded = page.count(".unfold").await == 1;
                if *rest != "view=table" {
                    assert_eq!(
                        folded,
                        whole > most + 1.0,
                        "{rest} at {width} px: {whole} px, folded: {folded}"
                    );
                }
                let scrolls: f64 = page.eval("return document.documentElement.scrollHeight - Math.max(innerHeight, document.body.getBoundingClientRect().bottom + scrollY)").await;
                assert!(scrolls <= 1.0, "{rest} at {width} px: {scrolls} px of nothing below");
                if folded {
                    page.click(".unfold summary").await;
                    let high = picture_px(page).await;
                    assert!(high >= whole - 1.0, "{rest} at {width} px: {high} of {whole}");
                }
            }
        }
    });
}

/// What is opened in a folded picture, and what the keyboard reaches in it, is in sight.
#[test]
fn a_folded_picture_hides_nothing_that_is_asked_for() {
    in_browser(Site::built(), async |page| {
        page.size(390, 900).await;
        for rest in ["#focus=xiami", "#deal=rock-ali-2014", "#step=circle-2018.2"] {
            page.open(&format!("?embed=1{rest}")).await;
            assert!(picture_px(page).await > 500.0, "{rest}");
            assert!(
                !page
                    .eval::<bool>("return document.querySelector('.unfold')?.checkVisibility() ?? false")
                    .await
            );
        }
        page.open("?embed=1").await;
        assert!(picture_px(page).await <= 401.0);
        page.eval::<()>("document.querySelector('svg.scene [tabindex=\"0\"]').focus()").await;
        page.press(Key::End).await;
        page.until("the whole picture", &format!("{PICTURE}.getBoundingClientRect().height > 500")).await;
        page.assert_accessible("a picture that the keyboard has unfolded").await;
        // What the build wrote is folded alike, so that the frame keeps its height when the program comes.
        page.open("?embed=1").await;
        page.assert_accessible("a folded picture").await;
        page.print_media(true).await;
        assert!(picture_px(page).await > 500.0, "paper has all of it");
    });
}

/// The picture that the build wrote is as high in a frame as the live one.
#[test]
fn the_first_picture_of_a_frame_is_as_high_as_the_live_one() {
    for (width, most) in [(390, 400.0), (768, 575.0), (1200, 650.0)] {
        let mut heights = Vec::new();
        for site in [Site::built().silent_about(&Site::file("_bg.wasm")), Site::built()] {
            let waits = heights.is_empty();
            in_browser(site, async |page| {
                page.size(width, 900).await;
                if waits {
                    page.load("?embed=1").await;
                } else {
                    page.open("?embed=1").await;
                }
                heights.push(
                    page.eval::<f64>("return [...document.querySelectorAll('svg.scene')].map((one) => one.getBoundingClientRect().height).find((high) => high > 0)").await,
                );
            });
        }
        assert!(
            (heights[0] - heights[1]).abs() < 30.0 && heights[0] <= most + 1.0,
            "{heights:?} at {width} px"
        );
    }
}

#[test]
fn an_author_s_settings_do_what_they_say() {
    in_browser(Site::built(), async |page| {
        page.media("prefers-color-scheme", "light").await;
        let plain = (false, "en".to_owned(), true, "10 March 2018".to_owned());
        for (rest, wanted) in [
            ("?embed=1", plain.clone()),
            ("?embed=1&theme=dark", (true, "en".into(), true, "10 March 2018".into())),
            ("?embed=1&dark=true", (true, "en".into(), true, "10 March 2018".into())),
            ("?embed=1&dark=true&theme=light", plain.clone()),
            ("?embed=1&theme=neon&lang=xx&height=tall&focus=nobody&step=none.9", plain.clone()),
            ("?embed=1&lang=zh-Hans", (false, "zh-Hans".into(), true, "2018年3月10日".into())),
            ("?focus=xiami", (false, "en".into(), false, "Xiami".into())),
            ("?embed=1&step=circle-2018.2", (false, "en".into(), true, "11 August 2017".into())),
        ] {
            page.open(rest).await;
            let found: (bool, String, bool, String) = page
                .eval(
                    "const [red] = getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g);
                     return [red < 128, document.documentElement.lang, document.documentElement.hasAttribute('data-embed'), document.querySelector('[data-summary]').textContent]",
                )
                .await;
            assert_eq!((found.0, &found.1, found.2), (wanted.0, &wanted.1, wanted.2), "{rest}");
            assert!(found.3.contains(&wanted.3), "{rest}: {}", found.3);
        }
        assert_eq!(page.attribute("[data-step]", "data-step").await.as_deref(), Some("circle-2018.2"));
        // Next and Previous are there without a host that scrolls.
        page.click(".told-ways button:nth-of-type(2)").await;
        page.until("the next step", "document.querySelector('[data-step=\"circle-2018.3\"]')").await;
    });
}

#[test]
fn the_way_to_the_full_page_keeps_the_view() {
    in_browser(Site::built(), async |page| {
        page.open("?embed=1&theme=dark#date=2016-07&view=matrix&order=name").await;
        let said = page.text("[data-summary]").await;
        let full = page.attribute("[data-full]", "href").await.expect("the way");
        assert_eq!(page.attribute("[data-full]", "target").await.as_deref(), Some("_blank"));
        page.visit(&full).await;
        page.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'").await;
        assert_eq!(page.text("[data-summary]").await, said);
        let (embed, title, lang): (bool, String, String) = page
            .eval("return [document.documentElement.hasAttribute('data-embed'), document.title, document.documentElement.lang]")
            .await;
        assert!(!embed && title.len() > 9 && lang == "en");
    });
}

/// The listener of our snippet believes the frame that it stands beside, numbers within bounds, and nothing else.
#[test]
fn the_snippet_s_listener_is_not_fooled() {
    in_browser(Site::built(), async |page| {
        let snippet = snippet(page, "share-fitting", "").await;
        let html = format!(
            "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>{snippet}<iframe id=other title=Another srcdoc='<p>x'></iframe>"
        );
        let server = Site::built().with("host.html", html).serve();
        page.befriend(&server.origin());
        page.visit(&format!("{}host.html", server.page())).await;
        let wanted = content_px(page).await;
        page.eval::<()>(&format!("window.wanted = {wanted}")).await;
        page.until("the height", FITS).await;
        let heights: Value = page
            .eval(
                "const own = { ns: 'catalog-atlas', v: 1, type: 'height', height: 777 };
                 const other = document.querySelector('#other').contentWindow, said = [];
                 const send = (data) => other.eval(`parent.postMessage(${JSON.stringify(data)}, '*')`);
                 [own, null, 'x', [own], { ...own, height: '777' }, { ...own, height: null }, { ...own, ns: 'x' }, { ...own, type: 'goto', url: 'javascript:1' }].forEach(send);
                 other.eval('parent.postMessage({ ns: \"catalog-atlas\", type: \"height\", height: NaN }, \"*\"); parent.postMessage({ ns: \"catalog-atlas\", type: \"height\", height: Infinity }, \"*\")');
                 postMessage(own, '*');
                 // Its own comes last: the others have been heard by then.
                 return new Promise((done) => { addEventListener('message', ({ data }) => data === 'end' && done([...document.querySelectorAll('iframe')].map((one) => one.style.height))); postMessage('end', '*') })",
            )
            .await;
        assert_eq!(heights[0], format!("{}px", wanted.ceil()), "{heights}");
        assert_eq!(heights[1], "", "a frame without the mark is left alone");
        assert!(page.eval::<bool>("return location.pathname.endsWith('host.html')").await);
    });
}

/// Whatever a host looks like, the frame has a ground of its own (R9), down to its end (E4).
#[test]
fn the_frame_brings_its_own_ground() {
    in_browser(Site::built(), async |page| {
        for system in ["light", "dark"] {
            page.media("prefers-color-scheme", system).await;
            for host_ground in ["white", "black"] {
                for theme in ["light", "dark", "auto"] {
                    let head = format!(
                        "<style>html{{background:{host_ground};color-scheme:{}}}</style>",
                        if host_ground == "black" { "dark" } else { "light" }
                    );
                    let frame = format!(
                        "<iframe src='PAGE?embed=1&theme={theme}#date=2011' title='Who licenses what to whom' width=640 height=1200 style='border:0'></iframe>"
                    );
                    let host = Host::new(page, &head, &frame);
                    host.open(page).await;
                    content_px(page).await;
                    let dark = theme == "dark" || theme == "auto" && system == "dark";
                    page.eval::<()>("document.querySelector('iframe').scrollIntoView({ block: 'end', behavior: 'instant' })").await;
                    let at: (u32, u32) = page.eval("const box = document.querySelector('iframe').getBoundingClientRect(); return [Math.round(box.left + 4), Math.round(box.bottom - 6)]").await;
                    let point = page.picture().await.pixel(at.0, at.1).expect("a point of the window");
                    assert_eq!(
                        point.red() < 128,
                        dark,
                        "{system} system, {host_ground} host, {theme}: {point:?}"
                    );
                }
            }
        }
    });
}
