//! The network: its buttons, and parties that are put elsewhere.

use crate::support::library::{Library, STANDING, Standing};
use crate::support::{Page, Site, in_browser};
use fantoccini::key::Key;
use serde_json::json;

const WIDTH: &str = "return document.querySelector('.graph').clientWidth";

/// The circle of March 2018, by name.
const CIRCLE: &str = "Tencent Music Entertainment Group, Ali Music Group and NetEase Cloud Music";

/// Presses the button of the network that has this name.
async fn choose(page: &Page, name: &str) {
    let script = "const buttons = [...document.querySelectorAll('.row-tools button')];
        const button = buttons.find((one) => one.textContent.split(':')[0] === arguments[0]);
        button?.click();
        return Boolean(button)";
    assert!(page.eval_with::<bool>(script, vec![json!(name)]).await, "no button {name}");
}

/// What stands on the page is what the library says for its address.
async fn same(page: &Page, library: &Library) -> Standing {
    let width: f32 = page.eval(WIDTH).await;
    let (shown, fragment) = (page.eval::<Standing>(STANDING).await, page.fragment().await);
    assert_eq!(shown, library.standing(&fragment, width), "{fragment}");
    shown
}

fn lit(standing: &Standing) -> usize {
    standing.hooks.iter().filter(|(key, back)| key.starts_with("grant ") && !**back).count()
}

#[test]
fn every_button_of_the_network_shows_the_librarys_answer() {
    in_browser(Site::built(), async |page| {
        let library = Library::new();
        page.open("#view=network&date=2018-03-10").await;
        let all = lit(&same(page, &library).await);
        assert!(all > 30, "{all}");
        for (name, part) in
            [("Operators", "hull=operator"), ("Shareholders", "hull=owner"), ("Countries", "hull=country")]
        {
            choose(page, name).await;
            page.until("the groups", &format!("location.hash.includes('{part}')")).await;
            assert!(same(page, &library).await.hulls > 0, "{name}");
        }
        choose(page, "Countries").await;
        page.until("no groups", "!location.hash.includes('hull')").await;
        assert_eq!(same(page, &library).await.hulls, 0);
        choose(page, CIRCLE).await;
        page.until("the circle", "location.hash.includes('circle=1')").await;
        let circle = same(page, &library).await;
        assert!((6..all).contains(&lit(&circle)) && circle.summary.contains("in a circle"), "{circle:?}");
        page.assert_accessible("a circle").await;
        choose(page, CIRCLE).await;
        page.until("no circle", "!location.hash.includes('circle')").await;
        // Directions of a focus, then further.
        page.open("#view=network&date=2018-03-10&focus=tencent-music").await;
        let both = lit(&same(page, &library).await);
        choose(page, "Licenses to").await;
        page.until("one way", "location.hash.includes('direction=gives')").await;
        let gives = lit(&same(page, &library).await);
        choose(page, "Licenses from").await;
        page.until("the other way", "location.hash.includes('direction=receives')").await;
        let receives = lit(&same(page, &library).await);
        // What the party and its own service give each other counts for both ways.
        assert!(gives > 0 && receives > 0 && gives < both && receives < both, "{gives} {receives} {both}");
        assert!(gives + receives >= both, "{gives} {receives} {both}");
        choose(page, "Both ways").await;
        page.until("both ways", "!location.hash.includes('direction')").await;
        for depth in [2, 3] {
            let script = "[...document.querySelectorAll('.details button')].find((one) => one.textContent === arguments[0])?.click()";
            page.eval_with::<()>(script, vec![json!(depth.to_string())]).await;
            page.until("the depth", &format!("location.hash.includes('depth={depth}')")).await;
            let further = lit(&same(page, &library).await);
            assert!(further >= both, "{further} {both}");
        }
        // The way between two.
        page.open("#view=network&date=2018-03-10&focus=sme,netease-cloud-music").await;
        choose(page, "Deals between them").await;
        page.until("the way", "location.hash.includes('path=1')").await;
        let way = same(page, &library).await;
        assert!((2..10).contains(&lit(&way)), "{}", lit(&way));
        assert!(way.summary.contains("2 deals in a row lead from Sony Music"), "{}", way.summary);
        // The steps stand below the buttons, each deal a way to its sources.
        let told = page.text("[data-told] p").await;
        assert!(told.contains("; then ") && !way.summary.contains("; then "), "{told}");
        assert_eq!(page.count("[data-told] li button").await, lit(&way), "every deal that is lit");
    });
}

/// Middle of a party's mark in the window.
async fn place(page: &Page, party: &str) -> [f64; 2] {
    let script = "const mark = document.querySelector(`svg.scene [data-party='${arguments[0]}'] .dot`);
        const box = mark.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2]";
    page.eval_with(script, vec![json!(party)]).await
}

async fn drag(page: &Page, [x, y]: [f64; 2], by: [f64; 2]) {
    for (kind, part, buttons) in
        [("mousePressed", 0.0, 1), ("mouseMoved", 0.5, 1), ("mouseMoved", 1.0, 1), ("mouseReleased", 1.0, 0)]
    {
        let (x, y) = (x + by[0] * part, y + by[1] * part);
        let event =
            json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 });
        page.cdp("Input.dispatchMouseEvent", event).await;
    }
}

fn near(a: [f64; 2], b: [f64; 2]) -> bool {
    (a[0] - b[0]).abs() < 2.5 && (a[1] - b[1]).abs() < 2.5
}

#[test]
fn a_dragged_party_stays_where_it_was_put() {
    in_browser(Site::built(), async |page| {
        let library = Library::new();
        page.size(1280, 1400).await;
        page.open("#view=network&date=2018-03-10").await;
        let camera = "document.querySelector('svg.scene > g').getAttribute('transform')";
        let at_rest: String = page.eval(&format!("return {camera}")).await;
        let [x, y] = place(page, "merlin").await;
        let other = place(page, "giant-jump").await;
        drag(page, [x, y], [60.0, 45.0]).await;
        page.until("the pin", "location.hash.includes('pin=merlin~')").await;
        let wanted = [x + 60.0, y + 45.0];
        assert!(near(place(page, "merlin").await, wanted), "{:?} {wanted:?}", place(page, "merlin").await);
        assert!(near(place(page, "giant-jump").await, other), "the others stay");
        assert_eq!(page.count(".details").await, 0, "the end of a drag is no click");
        assert_eq!(page.eval::<String>(&format!("return {camera}")).await, at_rest, "and it moves no camera");
        assert_eq!(page.count("svg.scene .pin").await, 1);
        let standing = same(page, &library).await;
        assert!(standing.legend.iter().any(|line| line == "Held where it was put"), "{:?}", standing.legend);
        page.assert_accessible("a party that is held").await;
        // Another day, and the page opened anew: it is where it was in the picture.
        let share = "const box = document.querySelector('svg.scene').getBoundingClientRect();
            const mark = document.querySelector('[data-party=merlin] .dot').getBoundingClientRect();
            return [mark.left + mark.width / 2 - box.left, mark.top + mark.height / 2 - box.top]
              .map((place) => Math.round(place / 2))";
        let before: [i32; 2] = page.eval(share).await;
        page.click(".date-row button:nth-child(3)").await;
        page.until("another day", "location.hash.includes('date=')").await;
        // What goes on from day to day takes a moment to come to rest.
        let there = format!("(() => {{ {share} }})().join() == '{},{}'", before[0], before[1]);
        page.until("it to stand where it was", &there).await;
        let fragment = page.fragment().await;
        page.open(&format!("#{fragment}")).await;
        page.until("it to stand there anew", &there).await;
        // A double click lets it go, a click alone does not.
        let at = place(page, "merlin").await;
        for count in [1, 2] {
            for kind in ["mousePressed", "mouseReleased"] {
                let event =
                    json!({ "type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": count });
                page.cdp("Input.dispatchMouseEvent", event).await;
            }
            if count == 1 {
                page.until("the details", "document.querySelector('.details')").await;
                assert_eq!(page.count("svg.scene .pin").await, 1);
            }
        }
        page.until("it to be free", "!location.hash.includes('pin=')").await;
        assert_eq!(page.count("svg.scene .pin").await, 0);
        // Empty ground pans.
        page.open("#view=network&date=2018-03-10").await;
        let corner: [f64; 2] = page
            .eval("const box = document.querySelector('svg.scene').getBoundingClientRect(); return [box.left + 8, box.bottom - 8]")
            .await;
        drag(page, corner, [40.0, -20.0]).await;
        page.until("the camera", "location.hash.includes('cam=')").await;
        assert_eq!(page.count("svg.scene .pin").await, 0);
    });
}

#[test]
fn keys_hold_move_and_release_a_party() {
    in_browser(Site::built(), async |page| {
        page.open("#view=network&date=2018-03-10").await;
        page.eval::<()>("document.querySelector('svg.scene [tabindex=\"0\"]').focus()").await;
        let party: String = page.eval("return document.activeElement.dataset.party").await;
        let before = place(page, &party).await;
        page.type_text("p").await;
        page.until("the pin", &format!("location.hash.includes('pin={party}~')")).await;
        let held = place(page, &party).await;
        assert!(near(before, held), "it is held where it stands: {before:?} {held:?}");
        assert!(page.text("[data-live]").await.contains("is held here"));
        let pinned = page.fragment().await;
        page.press_with(Key::Shift, Key::Right).await;
        page.until("it to move", &format!("location.hash.slice(1) !== {}", json!(format!("#{pinned}")[1..])))
            .await;
        let moved = place(page, &party).await;
        assert!(moved[0] > held[0] + 5.0 && (moved[1] - held[1]).abs() < 2.5, "{held:?} {moved:?}");
        let focused: String = page.eval("return document.activeElement.dataset.party").await;
        assert_eq!(focused, party, "the focus stays on it");
        choose(page, "Release 1 party").await;
        page.until("it to be free", "!location.hash.includes('pin=')").await;
        assert!(near(place(page, &party).await, before));
    });
}

/// Nothing above the picture comes or goes with a focus, a circle or a group.
#[test]
fn the_picture_keeps_its_place() {
    in_browser(Site::built(), async |page| {
        for width in [1280, 390] {
            page.phone(width, 844).await;
            let place = "const box = document.querySelector('svg.scene').getBoundingClientRect();
                const said = document.querySelector('[data-summary]').getBoundingClientRect();
                return box.top - said.bottom";
            page.open("#view=network&date=2018-03-10").await;
            let before: f64 = page.eval(place).await;
            for more in [
                "focus=netease-cloud-music",
                "circle=1",
                "focus=umg,netease-cloud-music&path=1",
                "hull=country",
            ] {
                page.open(&format!("#view=network&date=2018-03-10&{more}")).await;
                let after: f64 = page.eval(place).await;
                assert!((before - after).abs() < 1.0, "{more} at {width}: {before} {after}");
            }
        }
    });
}

/// Who has neither mouse nor keys puts the party in focus elsewhere by the buttons in its details.
#[test]
fn buttons_put_a_party_elsewhere() {
    in_browser(Site::built(), async |page| {
        page.phone(390, 844).await;
        page.open("#view=network&date=2018-03-10").await;
        page.until("the picture", "document.querySelector('svg.scene [data-party=umg]')").await;
        assert_eq!(page.count("[data-place]").await, 0, "nobody is in focus");
        page.open("#view=network&date=2018-03-10&focus=umg").await;
        page.until("the buttons", "document.querySelectorAll('[data-place] button').length === 5").await;
        let place =
            "const box = document.querySelector('svg.scene [data-party=umg] .dot').getBoundingClientRect();
            return [box.left, box.top]";
        let before: [f64; 2] = page.eval(place).await;
        choose(page, "Hold here").await;
        page.until("the party to be held", "location.hash.includes('pin=umg')").await;
        let held: [f64; 2] = page.eval(place).await;
        assert!((held[0] - before[0]).abs() < 2.0, "held where it was: {before:?} {held:?}");
        page.click("[data-place] button[aria-label='Move it right']").await;
        page.until("the party to be further right", &format!("(() => {{ {place} }})()[0] > {} + 3", held[0]))
            .await;
        choose(page, "Hold here").await;
        page.until("the party to be let go", "!location.hash.includes('pin=')").await;
    });
}
