//! What a reader may choose next is worked out before: it shows what its address shows.

use crate::support::{Page, Site, in_browser};
use fantoccini::key::Key;

/// The picture, its sentence, the date as it is read out and as it stands in its field.
async fn shown(page: &Page) -> [String; 4] {
    page.eval(
        "const scene = document.querySelector('svg.scene').cloneNode(true);
         // Which name is the Tab stop, and the state of elements that were moved, tell where a reader came from.
         scene.querySelectorAll('[tabindex]').forEach((it) => it.removeAttribute('tabindex'));
         return [scene.outerHTML, document.querySelector('[data-summary]').innerText,
           document.querySelector('input[type=range]').ariaValueText ?? '', document.querySelector('#date').value]",
    )
    .await
}

/// Until all that follows a choice has followed: nothing has changed in a dozen frames.
async fn rest(page: &Page) {
    let is_still = page
        .eval::<bool>(
            "return new Promise((done) => {
               let frames = 0;
               const changes = new MutationObserver(() => { frames = 0; });
               changes.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
               (function frame() {
                 if (++frames > 12) { changes.disconnect(); return done(true); }
                 requestAnimationFrame(frame);
               })();
             })",
        )
        .await;
    assert!(is_still);
}

/// The page is what a fresh one of its address is.
async fn assert_is_as_its_address(page: &Page) {
    rest(page).await;
    let here = shown(page).await;
    let fragment = page.fragment().await;
    page.open(&format!("?fresh=1#{}", fragment.trim_start_matches('#'))).await;
    let fresh = shown(page).await;
    for (here, fresh) in here.iter().zip(&fresh) {
        assert!(here == fresh, "{fragment}\nhere  {here:.2000}\nfresh {fresh:.2000}");
    }
}

#[test]
fn steps_are_what_their_addresses_are() {
    in_browser(Site::built(), async |page| {
        for (start, steps) in [("", 1), ("#date=2014-02", 3), ("#focus=avex", 2)] {
            page.open(start).await;
            page.point_at((400.0, 300.0)).await;
            for at in 0..steps {
                let button = if at == 1 { 1 } else { 3 };
                page.click(&format!(".date-row button:nth-of-type({button})")).await;
                rest(page).await;
            }
            assert_is_as_its_address(page).await;
        }
    });
}

#[test]
fn a_press_is_what_its_address_is() {
    in_browser(Site::built(), async |page| {
        for party in ["netease-cloud-music", "qq-music"] {
            page.open("").await;
            page.point_at((400.0, 300.0)).await;
            page.click(&format!("svg.scene [data-party={party}] text")).await;
            page.until("the details", "document.querySelector('[data-details] h2')").await;
            page.click(&format!("svg.scene [data-party={party}] text")).await;
            page.click("svg.scene [data-party=wmg] text").await;
            page.until("the address", "location.hash.includes('focus=wmg')").await;
            assert_is_as_its_address(page).await;
        }
    });
}

/// The buttons were drawn for the date before: each press counts all the same.
#[test]
fn quick_presses_are_as_many_steps() {
    in_browser(Site::built(), async |page| {
        let mut days = Vec::new();
        page.open("#date=2015-01").await;
        for _ in 0..4 {
            page.click(".date-row button:nth-of-type(3)").await;
            rest(page).await;
            days.push(page.fragment().await);
        }
        page.open("?again=1#date=2015-01").await;
        page.eval::<()>("for (let n = 0; n < 4; n += 1) document.querySelector('.date-row button:nth-of-type(3)').click()")
            .await;
        rest(page).await;
        for day in days.iter().rev() {
            // Each is a step of the history.
            assert_eq!(page.fragment().await, *day);
            page.back().await;
            rest(page).await;
        }
    });
}

/// Whoever walks a picture by keyboard stays in it, also where its mark goes with the choice, or where the picture
/// is so large that it is written in slices.
#[test]
fn the_keyboard_stays_in_the_picture() {
    let site = Site::built().with("data/crowd.json", crate::crowd::dataset(7));
    in_browser(site, async |page| {
        for address in ["#date=2018-03-10", "?data=data/crowd.json#date=2018-03-10"] {
            page.open(address).await;
            page.until("a Tab stop", "document.querySelector(\"svg.scene [tabindex='0']\")").await;
            page.eval::<()>("document.querySelector(\"svg.scene [tabindex='0']\").focus()").await;
            for key in [Key::Right, Key::Enter, Key::Escape] {
                page.press(key).await;
                rest(page).await;
                page.until("the focus in the picture", "document.activeElement.closest('svg.scene')").await;
            }
        }
    });
}

/// A picture that takes longer than a frame is worked out while the one before stands. It is the one that a fresh page
/// shows, and of two in a row the last.
#[test]
fn a_slow_picture_comes_while_the_one_before_stands() {
    let at = |more: &str| format!("view=network&date=2018-03-10{more}");
    let site = Site::built().with("data/crowd.json", crate::crowd::dataset(7));
    in_browser(site, async |page| {
        let mut wanted = Vec::new();
        for more in ["&focus=p1003", ""] {
            page.open(&format!("?data=data/crowd.json#{}", at(more))).await;
            rest(page).await;
            wanted.push(shown(page).await);
        }
        assert!(wanted[0][0].matches("data-party").count() > 100, "a crowd");
        let before = page
            .eval::<String>(&format!(
                "location.hash = '{}'; location.hash = '{}';
                 return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
                   done(document.querySelector('[data-summary]').innerText))))",
                at("&focus=p1001"),
                at("&focus=p1003")
            ))
            .await;
        assert_eq!(before, wanted[1][1], "something else stands meanwhile");
        rest(page).await;
        assert!(shown(page).await == wanted[0], "another picture came");
        page.back().await;
        page.back().await;
        rest(page).await;
        assert!(shown(page).await == wanted[1], "another picture came back");
    });
}

#[test]
fn a_focus_below_the_window_is_brought_into_it() {
    in_browser(Site::built(), async |page| {
        page.size(1280, 800).await;
        let middle = "(() => { const box = document.querySelector('svg.scene [data-party=avex] text').getBoundingClientRect();
            return box.top > 0 && box.bottom < innerHeight; })()";
        page.open("#focus=avex").await;
        page.until("the party in the window", middle).await;
    });
}
