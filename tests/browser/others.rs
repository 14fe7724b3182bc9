//! What holds in browsers other than Chromium too: the page opens from a disk, from a host that
//! names its files wrongly, and in a frame without an origin; and nothing goes wrong unseen.

use crate::support::{Other, Site};

/// Stands before everything else of a page, its policy too, and keeps what a console would say:
/// these drivers do not hand it over.
const WATCH: &str = "<script>window.faults = [];
addEventListener('error', (event) => faults.push(`error: ${event.message ?? event.target.outerHTML} ${event.filename ?? ''}:${event.lineno ?? ''}`), true);
addEventListener('unhandledrejection', (event) => faults.push(`rejected: ${event.reason}`));
document.addEventListener('securitypolicyviolation', (event) => faults.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
const say = console.error;
console.error = (...words) => { faults.push(`said: ${words.join(' ')}`); say.apply(console, words) };</script>";

/// A built page that is watched.
pub fn watched(name: &str) -> String {
    let html = String::from_utf8(Site::read(name)).expect("text");
    let place = html.find("<meta").expect("a head");
    [&html[..place], WATCH, &html[place..]].concat()
}

fn on_disk(path: impl AsRef<std::path::Path>) -> String {
    url::Url::from_file_path(path).expect("an absolute path").to_string()
}

fn unharmed(browser: &mut impl Other, place: &str) {
    let faults: Vec<String> = browser.eval("return window.faults");
    assert!(faults.is_empty(), "{place}: {}", faults.join("\n"));
}

/// The picture is there, a story is told, and nothing was asked of anyone.
fn tour(browser: &mut impl Other) {
    browser.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'");
    assert!(browser.eval::<usize>("return document.querySelectorAll('svg.scene [data-grant]').length") > 20);
    assert_eq!(browser.eval::<usize>("return document.querySelectorAll('h1').length"), 1);
    browser.eval::<()>("document.querySelector('.stories button').click()");
    browser.until("the story", "document.querySelector('.told')");
    let asked: Vec<String> =
        browser.eval("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    assert!(asked.iter().all(|name| name.starts_with("data:")), "{asked:?}");
}

/// The one file as it was built, then a watched copy of it.
pub fn the_one_file_from_a_disk(browser: &mut impl Other, name: &str) {
    let file = on_disk(concat!(env!("CARGO_MANIFEST_DIR"), "/dist/standalone.html"));
    browser.open(&file);
    tour(browser);
    let copy = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("watched-{name}.html"));
    std::fs::write(&copy, watched("standalone.html")).expect("a file");
    let copy = on_disk(copy);
    browser.open(&copy);
    tour(browser);
    unharmed(browser, "the one file");
    browser.open_ready(&format!("{copy}#view=table&date=2016"));
    assert!(browser.eval::<usize>("return document.querySelectorAll('table.deals tbody tr').length") > 100);
    unharmed(browser, "its table");
}

/// Each view by its address, then what a hand does.
pub fn every_view_from_a_host_with_wrong_types(browser: &mut impl Other) {
    let site = Site::built().with("index.html", watched("index.html"));
    let server = site.with_type(&Site::file("_bg.wasm"), "text/plain").serve();
    for (view, mark) in [
        ("flow", "svg.scene [data-grant]"),
        ("network", "svg.scene [data-party]"),
        ("matrix", "svg.scene [data-cell]"),
        ("timeline", "svg.scene [data-grant]"),
        ("table", "table.deals tbody tr"),
        ("flow&years=1", "svg.scene [data-year]"),
        ("flow&ask=qq-music~him~CN&date=2017-12-01", "[data-answer], .answer"),
    ] {
        browser.open_ready(&format!("{}#view={view}", server.page()));
        let marks: usize = browser.eval(&format!("return document.querySelectorAll(\"{mark}\").length"));
        assert!(marks > 0, "{view}");
        let wide: bool = browser.eval("return document.documentElement.scrollWidth <= innerWidth");
        assert!(wide, "{view} is wider than the window");
        unharmed(browser, view);
    }
    browser.open_ready(&server.page());
    let before: String = browser.eval("return document.querySelector('[data-summary]').textContent");
    browser.eval::<()>("document.querySelector('.date-row button:nth-child(3)').click()");
    browser.until("the next change", "location.hash.includes('date=')");
    assert_ne!(browser.eval::<String>("return document.querySelector('[data-summary]').textContent"), before);
    browser.eval::<()>(
        "document.querySelector('svg.scene [data-party=netease-cloud-music]').dispatchEvent(new MouseEvent('click', { bubbles: true }))",
    );
    browser.until("the details", "document.querySelector('[data-details] a[href^=http]')");
    browser.eval::<()>("document.querySelector('.prefs button[aria-expanded]:not(.fold)').click()");
    browser.until("the panel", "document.querySelector('.share-box')");
    unharmed(browser, "what a hand does");
    let missed: Vec<_> = server.asked().into_iter().filter(|asked| asked.status != 200).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

/// In a sandbox on a host that allows nothing: it shows its picture and tells its height.
pub fn a_frame_without_an_origin(browser: &mut impl Other) {
    let host = "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>\
        <script>addEventListener('message', ({ data }) => { if (data['datawrapper-height']) window.told = data['datawrapper-height'] })</script>\
        <iframe sandbox=allow-scripts src='watched.html?embed=1' width=900 height=700></iframe>";
    let server =
        Site::built().with("host.html", host).with("watched.html", watched("standalone.html")).serve();
    browser.open(&format!("{}host.html", server.page()));
    browser.until("the height", "window.told && window.told['catalog-atlas'] > 500");
    browser.enter("iframe");
    browser.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'");
    assert!(browser.eval::<usize>("return document.querySelectorAll('svg.scene [data-grant]').length") > 20);
    let refused: bool = browser.eval(
        "try { localStorage.length; return false } catch (error) { return error.name == 'SecurityError' }",
    );
    assert!(refused, "the frame was to have no storage");
    unharmed(browser, "the frame");
}

/// A watch that sees nothing would let everything pass.
pub fn faults_would_be_seen(browser: &mut impl Other) {
    let html = "<!doctype html><html lang=en data-atlas=ready><head><meta charset=utf-8>\
        <meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'unsafe-inline'\">\
        <title>x</title><body><script>Promise.reject('late'); console.error('said'); setTimeout(() => { throw new Error('thrown') })</script>\
        <img src=x.png>";
    let html = html.replacen("<meta", &format!("{WATCH}<meta"), 1);
    let server = Site::built().with("index.html", html).serve();
    browser.open(&server.page());
    for part in ["late", "said", "thrown", "policy: img-src"] {
        browser.until(part, &format!("faults.some((fault) => fault.includes('{part}'))"));
    }
}
