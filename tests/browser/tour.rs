//! One reader goes through everything: nothing leaves the page's own origin, no policy is hurt,
//! nothing is kept, and what is taken away is the same twice.

use crate::support::{Page, Site, in_browser};
use serde_json::{Value, json};

/// Counts what a page must not do, from before its own scripts.
const WATCH: &str = "
window.hurt = [];
document.addEventListener('securitypolicyviolation', (event) => hurt.push(event.violatedDirective + ' ' + event.blockedURI));";

/// Places that a reader goes to by address, then by what is on the page.
const PLACES: [&str; 11] = [
    "",
    "#view=network&hull=operator",
    "#view=matrix",
    "#view=timeline",
    "#view=table&group=type",
    "#years=1",
    "#focus=netease-cloud-music",
    "#deal=tme-netease-majors",
    "#step=circle-2018.3",
    "#ask=qq-music~him~CN&date=2017-12-01",
    "?embed=1&theme=dark&lang=zh-Hans",
];

async fn tour(page: &Page) {
    page.before_scripts(WATCH).await;
    for place in PLACES {
        page.open(place).await;
        let facts: Value = page
            .eval(
                "return navigator.serviceWorker.getRegistrations().then((workers) => indexedDB.databases().then((bases) => ({
                   hurt, workers: workers.length, bases: bases.length, isolated: crossOriginIsolated,
                   kept: localStorage.length + sessionStorage.length + document.cookie.length,
                   fonts: performance.getEntriesByType('resource').filter((one) => /font|woff|ttf/.test(one.name)).length,
                   open: [...document.querySelectorAll('a[target=_blank]')].filter((link) => !link.relList.contains('noopener')).length,
                   outward: [...document.querySelectorAll('a[href^=http]')].filter((link) => link.origin !== location.origin && !link.relList.contains('noopener')).length,
                 })))",
            )
            .await;
        let nothing = json!({ "hurt": [], "workers": 0, "bases": 0, "isolated": false, "kept": 0, "fonts": 0, "open": 0, "outward": 0 });
        assert_eq!(facts, nothing, "{place}");
    }
    page.open("").await;
    page.click(".prefs button[aria-expanded]:not(.fold)").await;
    page.until("the panel", "document.querySelector('.share-box')").await;
    page.click(".date-row button:nth-child(3)").await;
    page.until("the next change", "location.hash.includes('date=')").await;
    page.click("svg.scene [data-party='xiami'] text, svg.scene [data-party='ali-music'] text").await;
    page.until("details", "document.querySelector('[data-details] a[href^=http]')").await;
    assert_eq!(page.eval::<Vec<String>>("return hurt").await, Vec::<String>::new());
}

/// The end of every browser test asserts that nothing was asked of another origin.
#[test]
fn a_tour_asks_nobody_keeps_nothing_and_hurts_no_policy() {
    in_browser(Site::built(), async |page| tour(page).await);
}

/// A host that sends the documented line as a header of its own.
#[test]
fn a_strict_header_changes_nothing() {
    let html = String::from_utf8(Site::read("index.html")).expect("text");
    let policy = html.split("content=\"").find(|part| part.starts_with("default-src")).expect("the policy");
    let policy = policy.split('"').next().expect("its end");
    in_browser(
        Site::built()
            .with_header("Content-Security-Policy", &format!("{policy}; frame-ancestors *"))
            .with_header("X-Content-Type-Options", "nosniff"),
        async |page| tour(page).await,
    );
}

/// A host of pages of repositories: below a name, everything packed, kept for ten minutes, open to all origins.
#[test]
fn a_host_that_packs_and_keeps_files_changes_nothing() {
    let mut site = Site::built()
        .with_header("Access-Control-Allow-Origin", "*")
        .with_header("Cache-Control", "max-age=600");
    for name in [Site::file(".js"), Site::file("_bg.wasm"), Site::dataset(), "index.html".to_owned()] {
        let packed = Site::read(&format!("{name}.gz"));
        site = site.with_packed(&name, packed);
    }
    in_browser(site, async |page| {
        tour(page).await;
        let asked = page.asked();
        let program = format!("/{}", Site::file("_bg.wasm"));
        let times = asked.iter().filter(|asked| asked.path.ends_with(&program)).count();
        assert_eq!(times, 1, "a file that may be kept is asked for once");
    });
}

#[test]
fn nothing_evaluates_text() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let (evaluated, built): (bool, bool) = page
            .eval(
                "// In a task of its own: the driver's may do what the page may not.
                 return new Promise((done) => setTimeout(() => {
                   const runs = (act) => { try { return act() } catch { return false } };
                   done([runs(() => window['ev' + 'al']('true')), runs(() => new Function('return true')())])
                 }))",
            )
            .await;
        assert_eq!((evaluated, built), (false, false));
    });
}

#[test]
fn what_is_taken_away_is_the_same_twice_and_asks_for_nothing() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2016-07&type=licence,sublicence").await;
        page.click(".prefs button[aria-expanded]:not(.fold)").await;
        page.until("the panel", "document.querySelector('.share-box')").await;
        page.eval::<()>(
            "window.saved = [];
             const make = URL.createObjectURL;
             URL.createObjectURL = (blob) => { saved.push(blob); return make(blob) };
             HTMLAnchorElement.prototype.click = function () { this.download || this.dispatchEvent(new MouseEvent('click')) }",
        )
        .await;
        let before = page.asked().len();
        for (name, what) in [("(SVG)", "<svg"), ("(CSV)", "\u{feff}id,"), ("What is shown (JSON)", "{\"")] {
            let press = |which: &'static str| async move {
                let found: bool = page
                    .eval_with(
                        "const row = [...document.querySelectorAll('.share-box [role=group]')].find((one) => one.getAttribute('aria-label').includes(arguments[0]));
                         const button = [...row.querySelectorAll('button')].find((one) => (one.textContent === 'Show as text') === (arguments[1] === 'text'));
                         button.click();
                         return true",
                        vec![json!(name), json!(which)],
                    )
                    .await;
                assert!(found);
            };
            press("text").await;
            page.until(
                name,
                &format!("document.getElementById('share-text')?.value.startsWith({})", json!(what)),
            )
            .await;
            let shown: String = page.eval("return document.getElementById('share-text').value").await;
            page.eval::<()>("saved.length = 0").await;
            press("save").await;
            press("save").await;
            page.until("two files", "saved.length === 2").await;
            let files: Vec<String> = page
                .eval(
                    "return Promise.all(saved.map((blob) => blob.arrayBuffer()))
                       .then((all) => all.map((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)))",
                )
                .await;
            assert_eq!(files[0], files[1], "{name} is not the same twice");
            // A text field has no carriage returns.
            assert_eq!(files[0].replace("\r\n", "\n"), shown, "{name}: the text is not that of the file");
        }
        assert_eq!(page.asked().len(), before, "something was asked for");
    });
}

/// The rows that are shown, put in the place of the dataset: the same page again.
#[test]
fn a_view_that_was_taken_away_opens_as_a_page() {
    let mut part = String::new();
    let mut rows = 0;
    in_browser(Site::built(), async |page| {
        page.open("#view=table&date=2016-07&type=sublicence,swap").await;
        rows = page.count("table.deals tbody tr").await;
        page.click(".prefs button[aria-expanded]:not(.fold)").await;
        page.until("the panel", "document.querySelector('.share-box')").await;
        page.eval::<()>(
            "[...document.querySelectorAll('.share-box [role=group]')].find((one) => one.getAttribute('aria-label').startsWith('What is shown')).lastChild.click()",
        )
        .await;
        page.until("the text", "document.getElementById('share-text')?.value.startsWith('{')").await;
        part = page.eval("return document.getElementById('share-text').value").await;
    });
    let said: Value = serde_json::from_str(&part).expect("JSON");
    let about = &said["meta"]["x_subset"];
    assert!(about["view"].as_str().is_some_and(|view| view.contains("date=2016-07")), "{about}");
    in_browser(Site::built().with(&Site::dataset(), part), async |page| {
        page.open("").await;
        assert!(page.text("[data-summary]").await.contains("2016"), "it opens on the day that was shown");
        assert_eq!(
            page.attribute(".views [aria-pressed=true]", "aria-pressed").await.as_deref(),
            Some("true")
        );
        page.open("#view=table&type=sublicence,swap").await;
        assert_eq!(page.count("table.deals tbody tr").await, rows);
        assert_eq!(page.count("[data-severity=error], [data-severity=warning]").await, 0);
    });
}
