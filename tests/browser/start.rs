//! The page starts where it is put, and says so when it cannot.

use crate::support::{Site, in_browser};

#[test]
fn starts_in_a_sub_folder() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        assert_eq!(page.count("h1").await, 1);
        let program = format!("/name/sub/{}", Site::file("_bg.wasm"));
        assert_eq!(page.asked().iter().filter(|asked| asked.path == program).count(), 1);
        page.shot("start").await;
    });
}

#[test]
fn nothing_at_the_start_shuts_anyone_out() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        page.assert_accessible("start").await;
    });
}

#[test]
fn starts_although_the_host_sends_a_wrong_type_for_wasm() {
    for wrong in ["application/octet-stream", "text/plain"] {
        in_browser(Site::built().with_type(&Site::file("_bg.wasm"), wrong), async |page| {
            page.open("").await;
        });
    }
}

#[test]
fn says_so_when_the_program_is_missing() {
    let wasm = Site::file("_bg.wasm");
    in_browser(Site::built().without(&wasm), async |page| {
        page.expect_error(&wasm);
        page.load("").await;
        page.until("the failure to show", "document.documentElement.dataset.atlas == 'failed'").await;
        for way in ["#table", "data/", "graph.png"] {
            assert!(page.count(&format!("[role=alert] a[href^='{way}']")).await > 0, "{way}");
        }
        assert!(page.count("svg.still [data-grant]").await > 20, "the picture stays");
        page.assert_accessible("program missing").await;
    });
}

#[test]
fn says_so_when_the_loader_is_missing() {
    let loader = Site::file(".js");
    in_browser(Site::built().without(&loader), async |page| {
        page.expect_error(&loader);
        page.load("").await;
        page.until("the failure to show", "document.querySelector('[role=alert]')").await;
    });
}

#[test]
fn says_so_in_a_browser_without_wasm() {
    in_browser(Site::built(), async |page| {
        page.before_scripts("delete window.WebAssembly").await;
        page.expect_error("WebAssembly is not defined");
        page.load("").await;
        page.until("the failure to show", "document.querySelector('[role=alert]')").await;
        assert_eq!(page.count("[role=alert]").await, 1);
    });
}

#[test]
fn says_so_when_it_takes_too_long() {
    in_browser(Site::built().silent_about(&Site::file("_bg.wasm")), async |page| {
        // Fifteen seconds pass in a moment.
        page.before_scripts(
            "const wait = setTimeout; window.setTimeout = (f, ms) => wait(f, ms == 15000 ? 0 : ms)",
        )
        .await;
        page.load("").await;
        page.until("the failure to show", "document.querySelector('[role=alert]')").await;
    });
}

#[test]
fn runs_no_script_but_its_own() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        page.expect_error("Content Security Policy");
        let ran: bool = page
            .eval(
                "const script = document.createElement('script');
                 script.textContent = 'window.ran = true';
                 document.body.append(script);
                 return window.ran === true",
            )
            .await;
        assert!(!ran);
    });
}

#[test]
fn works_at_any_depth_with_and_without_its_name() {
    in_browser(Site::built(), async |page| {
        for place in
            ["/", "/a/deeper/place/for/it/", "/name/sub/index.html", "/a/deeper/place/for/it/index.html"]
        {
            page.visit(&format!("{place}#date=2016-07&focus=xiami")).await;
            page.until(place, "document.documentElement.dataset.atlas == 'ready'").await;
            assert!(page.text("[data-summary]").await.contains("31 July 2016"), "{place}");
        }
    });
}

#[test]
fn a_changed_program_is_not_run() {
    let script = Site::file(".js");
    let mut changed = Site::read(&script);
    changed.extend(b"\n;window.ran = 1;");
    in_browser(Site::built().with(&script, changed), async |page| {
        page.expect_error("integrity");
        page.load("").await;
        page.until("the failure to show", "document.querySelector('[role=alert]')").await;
        assert!(!page.eval::<bool>("return 'ran' in window").await);
    });
}

#[test]
fn the_first_paint_is_as_dark_as_it_is_asked_to_be() {
    for (system, rest, dark) in
        [("dark", "", true), ("light", "?theme=dark", true), ("dark", "#theme=light", false)]
    {
        in_browser(Site::built().silent_about(&Site::file("_bg.wasm")), async |page| {
            page.media("prefers-color-scheme", system).await;
            page.load(rest).await;
            let light: f64 = page
                .eval(
                    "const [red, green, blue] = getComputedStyle(document.documentElement).backgroundColor.match(/[\\d.]+/g).map(Number);
                     return 0.2126 * red + 0.7152 * green + 0.0722 * blue",
                )
                .await;
            assert_eq!(light < 128.0, dark, "{system} {rest}");
        });
    }
}

#[test]
fn the_guard_is_short_and_the_first_script() {
    let html = String::from_utf8(Site::read("index.html")).expect("text");
    let start = html.find("<script>").expect("the guard") + 8;
    let guard = &html[start..start + html[start..].find("</script>").expect("its end")];
    assert!(guard.len() < 1_024, "{} bytes", guard.len());
    let policy = html.find("Content-Security-Policy").expect("the policy");
    assert!(
        policy < start && html[..policy].matches('<').count() <= 5,
        "nothing but the character set comes before it"
    );
}
