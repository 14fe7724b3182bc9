//! The watch over every test sees what it is there to see.

use crate::support::{Site, in_browser};

const DOCUMENT: &str =
    "<!doctype html><html lang=en data-atlas=ready><title>x</title><link rel=icon href=data:,>";

#[test]
#[should_panic(expected = "a request to another origin: http://elsewhere.invalid/picture.png")]
fn sees_a_request_to_another_origin() {
    let html = format!("{DOCUMENT}<img src=http://elsewhere.invalid/picture.png>");
    in_browser(Site::built().with("index.html", html), async |page| page.open("").await);
}

#[test]
#[should_panic(expected = "console: ")]
fn sees_an_error_in_the_console() {
    let html = format!("{DOCUMENT}<script>console.error('trouble')</script>");
    in_browser(Site::built().with("index.html", html), async |page| page.open("").await);
}

#[test]
#[should_panic(expected = "404: /name/sub/gone.css")]
fn sees_a_missing_file() {
    let html = format!("{DOCUMENT}<link rel=stylesheet href=gone.css>");
    in_browser(Site::built().with("index.html", html), async |page| page.open("").await);
}

#[test]
#[should_panic(expected = "the console was to say")]
fn sees_that_an_announced_error_did_not_come() {
    in_browser(Site::built().with("index.html", DOCUMENT), async |page| {
        page.expect_error("trouble");
        page.open("").await;
    });
}

#[test]
#[should_panic(expected = "image-alt")]
fn sees_what_shuts_readers_out() {
    let html = format!("{DOCUMENT}<main><h1>x</h1><img src=data:,></main>");
    in_browser(Site::built().with("index.html", html), async |page| {
        page.open("").await;
        page.assert_accessible("a picture without a text").await;
    });
}

#[test]
#[should_panic(expected = "color-contrast")]
fn sees_what_is_too_faint_at_night() {
    let style =
        "<style>@media (prefers-color-scheme: dark) { body { background: #111; color: #444 } }</style>";
    let html = format!("{DOCUMENT}{style}<main><h1>x</h1><p>Words for the day</main>");
    in_browser(Site::built().with("index.html", html), async |page| {
        page.open("").await;
        page.assert_accessible("by day").await;
        page.media("prefers-color-scheme", "dark").await;
        page.assert_readable("by night").await;
    });
}
