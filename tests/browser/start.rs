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
