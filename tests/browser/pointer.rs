//! Mouse and finger on the picture: hover, tap, sheet, swipe, drag; on slow machines too.

use crate::support::{Page, Site, in_browser};
use serde_json::json;

/// The middle of an element in the window, scrolled there first.
async fn middle_of(page: &Page, css: &str) -> (f64, f64) {
    page.eval_with(
        "const mark = document.querySelector(arguments[0]);
         mark.scrollIntoView({ block: 'center' });
         const box = mark.getBoundingClientRect();
         return [box.x + box.width / 2, box.y + box.height / 2]",
        vec![json!(css)],
    )
    .await
}

#[test]
fn hovering_a_party_previews_its_deals_and_leaving_ends_it() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let at = middle_of(page, "svg.scene [data-party='sm'] text").await;
        page.point_at(at).await;
        page.until(
            "the preview",
            "document.querySelector('[data-hover]').innerText.includes('SM Entertainment')",
        )
        .await;
        let hot: Vec<String> = page
            .eval("return [...document.querySelectorAll('svg.scene [data-grant][data-hot]')].map((e) => e.dataset.grant)")
            .await;
        assert!(hot.contains(&"sm-ali-2016#g1".to_string()), "{hot:?}");
        assert!(hot.len() < page.count("svg.scene [data-grant]").await);
        assert_eq!(page.fragment().await, "", "a preview leaves no trace in the address");
        page.point_at((5.0, 5.0)).await;
        page.until(
            "the preview to end",
            "!document.querySelector('svg.scene').hasAttribute('data-hovering')",
        )
        .await;
    });
}

#[test]
fn a_click_on_a_line_opens_its_deal() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let line = "svg.scene [data-grant='him-netease-2018#g1'] .reach";
        // The middle of what is in the window lies on the line only where the whole line is.
        page.eval_with::<()>(
            "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
            vec![line.into()],
        )
        .await;
        page.click(line).await;
        page.until("the deal", "location.hash.includes('deal=him-netease-2018')").await;
        let text = page.text("[data-details]").await;
        assert!(text.contains("HIM International Music") && text.contains("TechNode"), "{text}");
        assert!(page.count("[data-details] a[href^='https://technode.com/']").await > 0);
    });
}

#[test]
fn a_tap_on_a_phone_opens_a_sheet_that_leaves_the_mark_in_sight() {
    in_browser(Site::built(), async |page| {
        page.phone(390, 844).await;
        page.open("").await;
        page.click("svg.scene [data-party='avex'] text").await;
        page.until("the sheet", "document.querySelector('[data-details]')").await;
        let (sheet, mark): ([f64; 2], [f64; 2]) = page
            .eval(
                "const edges = (css) => { const box = document.querySelector(css).getBoundingClientRect(); return [box.top, box.bottom] };
                 return [edges('.side'), edges('svg.scene [data-party=\"avex\"]')]",
            )
            .await;
        assert!(sheet[0] >= 844.0 / 2.0 - 1.0, "the sheet is higher than half the window: {sheet:?}");
        assert!(mark[1] <= sheet[0] && mark[0] >= 0.0, "the mark is hidden: {mark:?} behind {sheet:?}");
        page.click("[data-details] > header button").await;
        page.until("the sheet to close", "!document.querySelector('[data-details]')").await;
    });
}

#[test]
fn one_finger_scrolls_the_page_past_the_picture() {
    in_browser(Site::built(), async |page| {
        page.phone(390, 844).await;
        page.open("").await;
        let action: String =
            page.eval("return getComputedStyle(document.querySelector('svg.scene')).touchAction").await;
        assert_eq!(action, "pan-y");
        let touch = async |kind: &str, points: serde_json::Value| {
            page.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
        };
        touch("touchStart", json!([{ "x": 180, "y": 700 }])).await;
        for moved in (20..=400).step_by(20) {
            touch("touchMove", json!([{ "x": 180, "y": 700 - moved }])).await;
        }
        touch("touchEnd", json!([])).await;
        page.until("the page to scroll", "scrollY >= 250").await;
    });
}

#[test]
fn a_mouse_drag_pans_and_the_button_puts_it_back() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let transform = "document.querySelector('svg.scene > g').getAttribute('transform')";
        let at_rest: String = page.eval(&format!("return {transform}")).await;
        let (x, y) = middle_of(page, "svg.scene").await;
        for (kind, dx) in
            [("mousePressed", 0.0), ("mouseMoved", 40.0), ("mouseMoved", 90.0), ("mouseReleased", 90.0)]
        {
            let event =
                json!({ "type": kind, "x": x + dx, "y": y, "button": "left", "buttons": 1, "clickCount": 1 });
            page.cdp("Input.dispatchMouseEvent", event).await;
        }
        page.until("the address to know", "location.hash.includes('cam=')").await;
        assert_ne!(page.eval::<String>(&format!("return {transform}")).await, at_rest);
        assert_eq!(page.count("[data-details]").await, 0, "the end of a drag is no click");
        page.click(".graph-tools .wide").await;
        page.until("the picture to rest", "!location.hash.includes('cam=')").await;
        assert_eq!(page.eval::<String>(&format!("return {transform}")).await, at_rest);
    });
}

/// Safari tells two fingers on a trackpad in events of its own.
#[test]
fn a_trackpad_of_safari_zooms_the_picture_and_nothing_else() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let (x, y) = middle_of(page, "svg.scene").await;
        let (taken, zooms): (Vec<bool>, Vec<f64>) = page
            .eval_with(
                "const [x, y] = arguments, svg = document.querySelector('svg.scene');
                 const zoom = () => Number(/scale\\(([\\d.]+)/.exec(svg.firstElementChild.getAttribute('transform'))[1]);
                 const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
                 return (async () => {
                   const taken = [], zooms = [zoom()];
                   // Twice: the second spread begins at one again.
                   for (const [type, scale] of [['gesturestart', 1], ['gesturechange', 1.2], ['gesturechange', 1.5], ['gestureend', 1.5],
                                                ['gesturestart', 1], ['gesturechange', 1.2], ['gestureend', 1.2]]) {
                     const event = new Event(type, { bubbles: true, cancelable: true });
                     Object.assign(event, { scale, clientX: x, clientY: y });
                     taken.push(!svg.dispatchEvent(event));
                     await frame();
                     zooms.push(zoom());
                   }
                   return [taken, zooms];
                 })()",
                vec![json!(x), json!(y)],
            )
            .await;
        assert!(taken.iter().all(|taken| *taken), "the browser zooms the page as well");
        let near = |a: f64, b: f64| (a - b).abs() < 0.01;
        assert!(near(zooms[3], 1.5) && near(zooms[5], 1.5) && near(zooms[7], 1.8), "{zooms:?}");
        page.until("the address to know", "location.hash.includes('cam=')").await;
    });
}

#[test]
fn a_slow_machine_gets_the_same_page() {
    in_browser(Site::built(), async |page| {
        page.slow_down(4).await;
        page.open("").await;
        let before = page.text("[data-summary]").await;
        page.click(".date-row button:nth-child(3)").await;
        page.until("the next change", "location.hash.includes('date=')").await;
        assert_ne!(page.text("[data-summary]").await, before);
    });
}
