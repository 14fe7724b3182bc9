//! The picture under wheel, keyboard and pointer.

use fantoccini::key::Key;

use crate::support::{Page, Site, in_browser};

/// The place in the viewport at which the picture is turned and pointed at.
async fn middle(page: &Page) -> (f64, f64) {
    page.eval(
        "const box = document.querySelector('svg.scene').getBoundingClientRect();
         const bottom = Math.min(box.bottom, innerHeight);
         return [(box.left + box.right) / 2, (Math.max(box.top, 0) + bottom) / 2]",
    )
    .await
}

async fn camera(page: &Page) -> String {
    page.attribute("svg.scene > g", "transform").await.expect("the picture has a camera")
}

/// The party whose mark has the focus.
async fn focused(page: &Page) -> Option<String> {
    page.eval("return document.activeElement.closest('svg.scene [data-party]')?.dataset.party").await
}

/// Puts the focus on the picture's Tab stop.
async fn enter(page: &Page) -> String {
    page.eval::<()>("document.querySelector('svg.scene [tabindex=\"0\"]').focus()").await;
    focused(page).await.expect("the Tab stop is a party")
}

#[test]
fn the_plain_wheel_belongs_to_the_page() {
    in_browser(Site::built(), async |page| {
        page.size(1280, 600).await;
        page.open("").await;
        let before = camera(page).await;
        for _ in 0..3 {
            page.wheel(middle(page).await, 120.0, false).await;
        }
        page.until("the page to scroll", "scrollY >= 300").await;
        assert_eq!(camera(page).await, before);
    });
}

#[test]
fn the_wheel_with_ctrl_zooms_and_scrolls_nothing() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let before = camera(page).await;
        page.eval_with::<()>("window.before = arguments[0]", vec![before.into()]).await;
        page.wheel(middle(page).await, -120.0, true).await;
        page.until(
            "the picture to zoom",
            "document.querySelector('svg.scene > g').getAttribute('transform') != before",
        )
        .await;
        assert_eq!(page.eval::<i64>("return Math.round(scrollY)").await, 0);
    });
}

#[test]
fn the_picture_is_one_tab_stop() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        assert_eq!(page.count("svg.scene [tabindex=\"0\"]").await, 1);
        let first = enter(page).await;
        page.press(Key::Tab).await;
        assert_eq!(focused(page).await, None);
        page.press_with(Key::Shift, Key::Tab).await;
        assert_eq!(focused(page).await, Some(first));
    });
}

#[test]
fn arrows_walk_and_backspace_returns() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        enter(page).await;
        page.press(Key::Home).await;
        let start = focused(page).await.expect("a party");
        page.press(Key::Right).await;
        let neighbour = focused(page).await.expect("still in the picture");
        assert_ne!(neighbour, start);
        page.press(Key::Backspace).await;
        assert_eq!(focused(page).await.as_deref(), Some(start.as_str()));
        page.press(Key::Down).await;
        assert_ne!(focused(page).await.expect("still in the picture"), start);
        page.press(Key::End).await;
        assert_ne!(focused(page).await.expect("still in the picture"), start);
    });
}

#[test]
fn enter_keeps_a_party_and_escape_leaves_it() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let party = enter(page).await;
        page.press(Key::Enter).await;
        page.until("the focus in the address", &format!("location.hash.includes('focus={party}')")).await;
        page.press(Key::Escape).await;
        page.until("the focus to be gone", "!location.hash.includes('focus=')").await;
    });
}

#[test]
fn back_and_forward_restore_the_view() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let party = enter(page).await;
        let all = page.count("svg.scene [data-grant]").await;
        page.press(Key::Enter).await;
        page.until("the focus in the address", &format!("location.hash.includes('focus={party}')")).await;
        page.back().await;
        page.until("no focus", "!location.hash.includes('focus=')").await;
        assert_eq!(page.count("svg.scene [data-grant]").await, all);
        page.forward().await;
        page.until("the focus again", &format!("location.hash.includes('focus={party}')")).await;
    });
}

#[test]
fn a_still_page_is_still() {
    in_browser(Site::built(), async |page| {
        page.before_scripts(
            "window.frames_asked = 0;
             const ask = requestAnimationFrame;
             window.requestAnimationFrame = (f) => { window.frames_asked += 1; return ask(f); };
             window.timers = 0;
             const wait = setTimeout;
             window.later = wait;
             window.setTimeout = (f, ...rest) => { window.timers += 1; return wait(f, ...rest); };",
        )
        .await;
        page.open("").await;
        // Two seconds of the page's own clock, in which nothing is asked of it.
        let asked: (u32, u32) = page
            .eval(
                "return new Promise((done) => later(() => {
                   const before = [frames_asked, timers];
                   later(() => done([frames_asked - before[0], timers - before[1]]), 2000);
                 }, 1000))",
            )
            .await;
        assert_eq!(asked, (0, 0), "frames and timers asked for while nothing happened");
    });
}
