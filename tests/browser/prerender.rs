//! What the build wrote into the page: readable without scripts, and the same
//! picture that the live page shows when it takes over.

use crate::support::{Page, Site, in_browser};
use resvg::tiny_skia::PremultipliedColorU8;
use serde_json::{Value, json};

/// Boxes of the parts that must not move: left, top, width, height in px.
const BOXES: &str = "
const shown = (css) => [...document.querySelectorAll(css)].find((one) => one.getBoundingClientRect().width > 0);
const boxes = {};
for (const css of ['h1', '.summary', 'svg.scene', '.legend ul', '.stories h2', '.credit']) {
  const box = shown(css)?.getBoundingClientRect();
  boxes[css] = box && [box.x, box.y + scrollY, box.width, box.height].map(Math.round);
}
return boxes;";

fn numbers(value: &Value) -> [u32; 4] {
    serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value}"))
}

/// A tablet and a phone have scroll bars that take no room.
async fn resize(page: &Page, width: u32, height: u32) {
    page.size(width, height).await;
    page.cdp("Emulation.setScrollbarsHidden", json!({ "hidden": width < 1000 })).await;
}

/// Where the window stands then, in px.
async fn scroll_to_picture(page: &Page) -> u32 {
    page.eval(
        "const shown = [...document.querySelectorAll('svg.scene')].find((one) => one.getBoundingClientRect().width > 0);
         scrollTo({ top: Math.floor(shown.getBoundingClientRect().top + scrollY - 40), behavior: 'instant' });
         return Math.round(scrollY)",
    )
    .await
}

async fn boxes(page: &Page) -> Value {
    page.eval(BOXES).await
}

/// Whether two points look the same: edges may be smoothed by a hair's breadth.
fn alike(a: Option<PremultipliedColorU8>, b: Option<PremultipliedColorU8>) -> bool {
    let (Some(a), Some(b)) = (a, b) else { return a == b };
    [(a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue())]
        .iter()
        .all(|(a, b)| a.abs_diff(*b) < 64)
}

#[test]
fn readable_without_scripts() {
    in_browser(Site::built(), async |page| {
        page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
        page.load("").await;
        page.shot("no-scripts").await;
        page.cdp("Emulation.setScriptExecutionDisabled", json!({ "value": false })).await;
        assert_eq!(page.eval::<String>("return document.documentElement.dataset.atlas").await, "loading");
        assert_eq!(page.count("h1").await, 1);
        assert!(page.text("[data-summary]").await.contains("27 licences"));
        assert!(page.count("table tbody tr").await >= 10);
        assert!(page.count("svg.scene [data-grant]").await > 20);
        assert_eq!(page.count("a[href='data/deals.csv']").await, 1);
        // A browser that runs scripts has the picture's tag as a text.
        let alt: String = page
            .eval(
                "const text = [...document.querySelectorAll('noscript')].map((one) => one.textContent).join('');
                 return /<img src=\"graph.png\" alt=\"([^\"]*)\"/.exec(text)?.[1] ?? document.querySelector('main img[src=\"graph.png\"]')?.alt ?? ''",
            )
            .await;
        assert!(alt.contains("27 licences"), "the picture of the page has no words: “{alt}”");
        assert_eq!(page.count("a[href='graph.png']").await, 1);
    });
}

#[test]
fn nothing_moves_when_the_program_takes_over() {
    for (width, height) in [(1280, 900), (1600, 1000), (768, 1024), (390, 844)] {
        let (mut before, mut still) = (Value::Null, None);
        in_browser(Site::built().silent_about(&Site::file("_bg.wasm")), async |page| {
            resize(page, width, height).await;
            page.load("").await;
            before = boxes(page).await;
            scroll_to_picture(page).await;
            page.shot(&format!("before-{width}")).await;
            still = Some(page.picture().await);
        });
        in_browser(Site::built(), async |page| {
            resize(page, width, height).await;
            page.media("prefers-reduced-motion", "reduce").await;
            page.open("").await;
            let after = boxes(page).await;
            page.shot(&format!("after-{width}")).await;
            let mut moved = Vec::new();
            for (css, was) in before.as_object().expect("boxes") {
                let (was, is) = (numbers(was), numbers(&after[css]));
                // The live drawing is as wide as its box; the one of a desktop is made for the widest.
                let room = if css == "svg.scene" { [0, 0, 8, 0] } else { [0, 0, 0, 0] };
                if (0..4).any(|n| was[n].abs_diff(is[n]) > room[n]) {
                    moved.push(format!("{css} at {width} px: {was:?} became {is:?}"));
                }
            }
            assert!(moved.is_empty(), "{}", moved.join("\n"));
            if width == 1280 {
                // Its width lies between two that are written; only its place is the same.
                return;
            }
            let scrolled = scroll_to_picture(page).await;
            let (still, live) = (still.expect("a picture"), page.picture().await);
            let [x, y, wide, high] = numbers(&after["svg.scene"]);
            let y = y - scrolled;
            let (mut differ, mut all) = (0, 0);
            for row in y..(y + high).min(still.height()) {
                for column in x..(x + wide).min(still.width()) {
                    all += 1;
                    differ += u32::from(!alike(still.pixel(column, row), live.pixel(column, row)));
                }
            }
            assert!(all > 10_000, "the picture is in the window");
            assert!(differ * 200 < all, "{differ} of {all} points of the picture differ at {width} px");
        });
    }
}

/// Keeps for how wide a box the first live picture was drawn, and how often it was drawn after.
const FIRST: &str = "
document.addEventListener('catalog-atlas:ready', () => {
  const drawn = () => [...document.querySelectorAll('svg.scene')].map((one) => one.getAttribute('viewBox')).join();
  const box = document.querySelector('#app .graph'), wide = [...box.querySelectorAll('svg.scene')]
    .map((one) => Number(one.getAttribute('viewBox').split(' ')[2]));
  window.first = { box: box.clientWidth, picture: Math.max(...wide), drawn: drawn() };
  const frame = () => new Promise(requestAnimationFrame);
  frame().then(frame).then(frame).then(() => { first.later = drawn(); });
}, { once: true });";

#[test]
fn the_first_live_picture_is_drawn_for_its_box() {
    for (width, height) in [(1280, 800), (1000, 700), (390, 844)] {
        in_browser(Site::built(), async |page| {
            resize(page, width, height).await;
            page.before_scripts(FIRST).await;
            for place in ["", "#view=network", "#view=timeline&date=2018", "#focus=avex", "?embed=1"] {
                page.open(place).await;
                page.until("three frames", "window.first?.later").await;
                let first: Value = page.eval("return first").await;
                let as_wide = first["picture"].as_u64() == first["box"].as_u64();
                // A picture in rows may be wider than its box, which scrolls.
                let scrolls = place.contains("timeline") && first["picture"].as_u64() > first["box"].as_u64();
                assert!(as_wide || scrolls, "{place} at {width} px: {first}");
                assert_eq!(first["drawn"], first["later"], "{place} at {width} px: drawn twice");
            }
        });
    }
}

#[test]
fn static_keeps_what_was_written() {
    in_browser(Site::built(), async |page| {
        page.open("?static=1").await;
        assert_eq!(page.count("svg.still").await, 3);
        assert!(page.count("table tbody tr").await >= 10);
        let answers: String =
            page.eval("return [...document.querySelectorAll('button, input')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML).join()").await;
        assert_eq!(answers, "", "nothing that does not answer");
        assert!(
            !page
                .eval::<bool>(
                    "return [...document.querySelectorAll('.loading')].some((e) => e.offsetHeight > 0)"
                )
                .await
        );
        page.assert_accessible("static").await;
    });
}
