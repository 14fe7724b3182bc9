//! The program comes in two parts: looking needs the first, and a reader who reaches for more
//! never sees the seam.

use crate::support::{Page, Site, in_browser};
use serde_json::json;

fn rest() -> String {
    Site::file("_rest.wasm")
}

/// How often the second part was asked for.
fn asked(page: &Page) -> usize {
    let rest = rest();
    page.asked().iter().filter(|asked| asked.path.ends_with(&rest)).count()
}

/// How the page asked for it: `fetch`, or `xmlhttprequest` where everything had to wait.
async fn how(page: &Page) -> Vec<String> {
    page.eval(
        "return performance.getEntriesByType('resource').filter((it) => it.name.includes('_rest')).map((it) => it.initiatorType)",
    )
    .await
}

/// Chooses a date as the field for typing does, without any sign of a hand.
const TYPE: &str = "const field = document.querySelector('#date'); field.value = arguments[0];
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));";

#[test]
fn looking_on_takes_the_first_part_alone() {
    in_browser(Site::built(), async |page| {
        let days =
            ["#date=2013-10-08", "#date=2018-09&theme=dark", "?lang=zh-Hans#date=2021-03", "#date=2023"];
        let addresses =
            ["", "?lang=zh-Hans&theme=dark", "?embed=1&childId=atlas-0&utm_source=a#date=2016-05"]
                .into_iter()
                .chain(days);
        // Nor does a device on which nothing is done within a frame need more.
        for (address, slow_down) in addresses.map(|address| (address, 1)).chain([("", 8), (days[0], 8)]) {
            page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": slow_down })).await;
            page.open(address).await;
            let links: Vec<String> = page
                .eval("return [...document.querySelectorAll('svg.scene [data-grant]')].map((mark) => mark.dataset.grant)")
                .await;
            assert!(links.len() > 2, "{address}: {} links", links.len());
        }
        assert_eq!(asked(page), 0, "nobody has reached for the page");
    });
}

#[test]
fn time_goes_on_with_the_first_part_alone() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let said = page.text("[data-summary]").await;
        let _: () = page.eval_with(TYPE, vec!["2013-05".into()]).await;
        page.until("another day", "location.hash.includes('2013-05')").await;
        assert_ne!(page.text("[data-summary]").await, said);
        let _: () = page.eval("document.querySelectorAll('.date-bar button')[2].click()").await;
        page.until("the next change", "!location.hash.includes('2013-05')").await;
        assert_eq!(asked(page), 0);
    });
}

#[test]
fn the_second_part_comes_once_with_the_first_sign_of_a_hand() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        page.point_at((400.0, 400.0)).await;
        page.until(
            "the second part",
            "performance.getEntriesByType('resource').some((it) => it.name.includes('_rest'))",
        )
        .await;
        page.click(".stories button").await;
        page.until("the story", "document.querySelector('.told')").await;
        assert_eq!(asked(page), 1);
    });
}

#[test]
fn what_is_pressed_before_is_done_after() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        // By a script, as an assistive program presses: no pointer, no key.
        let _: () = page.eval("document.querySelector('.stories button').click()").await;
        page.until("the story", "document.querySelector('.told')").await;
        assert_eq!(asked(page), 1);
    });
}

#[test]
fn an_address_that_needs_all_waits_for_all() {
    in_browser(Site::built(), async |page| {
        for address in [
            "#view=matrix",
            "#view=table",
            "#focus=netease-cloud-music",
            "#deal=him-netease-2018",
            "#ask=qq-music~him~CN",
            "#q=avex",
            "#date=2018&years=1",
            "?embed=1&height=500",
        ] {
            page.open(address).await;
            assert_eq!(how(page).await, ["fetch"], "{address}: once, and nothing stood still for it");
        }
        assert!(page.count("svg.scene [data-party]").await > 10);
    });
}

/// Who is drawn of a crowd is chosen by the second part: a large dataset waits for it, like such an address.
#[test]
fn a_crowd_waits_for_all() {
    let site = Site::built().with("data/crowd.json", crate::crowd::dataset(7));
    in_browser(site, async |page| {
        page.open("?data=data/crowd.json#date=2018-03-10").await;
        assert_eq!(how(page).await, ["fetch"], "once, and nothing stood still for it");
        let summary = page.text("[data-summary]").await;
        assert!(summary.contains("1,000 licences") && summary.contains("600 of 1,007 parties"), "{summary}");
        // Written in slices.
        let parties = "new Set([...document.querySelectorAll('svg.scene [data-party]')].map((one) => one.dataset.party)).size";
        page.until("all parties", &format!("{parties} === 600")).await;
        // Somebody who is not among them, once in focus, is.
        page.eval::<()>("location.hash = 'date=2018-03-10&focus=p999'").await;
        page.until("the party", "document.querySelector(\"svg.scene [data-party='p999']\")").await;
    });
}

/// Keeps what the program is given, to call what a bridge without a far end calls.
const KEEP: &str = "const make = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = (source, given) => { window.given ??= given; return make(source, given); };";

#[test]
fn whatever_needs_it_unforeseen_gets_it_at_once() {
    in_browser(Site::built(), async |page| {
        page.before_scripts(KEEP).await;
        page.open("").await;
        let crossed: usize = page
            .eval(
                "const fetchNow = Object.values(given.w).filter((it) => String(it).includes('restAddress') || String(it).includes('XMLHttpRequest'));
                fetchNow.forEach((it) => it());
                return fetchNow.length;",
            )
            .await;
        assert_eq!((crossed, asked(page)), (1, 1));
        let _: () = page.eval("document.querySelector('.stories button').click()").await;
        page.until("the story", "document.querySelector('.told')").await;
        assert_eq!(asked(page), 1, "it is there already");
    });
}

#[test]
fn says_so_when_it_is_missing_and_stays_of_use() {
    let rest = rest();
    in_browser(Site::built().without(&rest), async |page| {
        page.expect_error(&rest);
        page.open("").await;
        page.click(".stories button").await;
        page.until("the notice", "document.querySelector('[data-notice=part]')").await;
        page.assert_accessible("second part missing").await;
        page.click(".date-bar button").await;
        page.until("another day", "location.hash.includes('date=')").await;
        assert!(page.count("svg.scene [data-grant]").await > 5);
    });
}

#[test]
fn an_address_that_needs_it_says_that_it_is_missing() {
    let rest = rest();
    in_browser(Site::built().without(&rest), async |page| {
        page.expect_error(&rest);
        page.load("#view=matrix").await;
        page.until("the failure", "document.documentElement.dataset.atlas == 'failed'").await;
        assert!(page.count("[role=alert] button").await == 1, "a way to try again");
    });
}

#[test]
fn a_wrong_type_or_a_changed_file_does_no_harm() {
    in_browser(Site::built().with_type(&rest(), "text/plain"), async |page| {
        page.open("#view=matrix").await;
        assert!(page.count("[data-cell]").await > 10);
    });
    let rest = rest();
    let changed = [Site::read(&rest), vec![0]].concat();
    in_browser(Site::built().with(&rest, changed), async |page| {
        page.expect_error("integrity");
        page.expect_error(&rest);
        page.open("").await;
        page.click(".stories button").await;
        page.until("the notice", "document.querySelector('[data-notice=part]')").await;
    });
}

/// The shipped data are packed by the build for the first part. What somebody has changed since is read, by the second.
#[test]
fn data_changed_after_the_build_are_read() {
    let data = Site::dataset();
    let text = String::from_utf8(Site::read(&data)).unwrap();
    let changed = text.replace("NetEase Cloud Music", "NetEase Cloud Tunes");
    assert_ne!(text, changed);
    in_browser(Site::built().with(&data, changed.clone()), async |page| {
        page.open("").await;
        assert_eq!(how(page).await, ["fetch"], "once, and nothing stood still for it");
        let name = page.attribute("svg.scene [data-party=netease-cloud-music]", "aria-label").await;
        assert!(name.is_some_and(|name| name.contains("NetEase Cloud Tunes")));
    });
    let rest = rest();
    in_browser(Site::built().with(&data, changed).without(&rest), async |page| {
        page.expect_error(&rest);
        page.load("").await;
        page.until("the failure", "document.documentElement.dataset.atlas == 'failed'").await;
        assert!(page.count("[role=alert] button").await == 1, "a way to try again");
    });
}
