//! What stands under the picture and in the files beside it: who, when, how it is known, what was mended.

use crate::hostile::MEMORY;
use crate::support::{Page, Site, in_browser};
use serde_json::{Value, json};

/// The shipped dataset with what an editor adds in time: corrections, and somebody to write to.
fn corrected() -> String {
    let mut data: Value = serde_json::from_slice(&Site::read(&Site::dataset())).expect("the dataset");
    data["meta"]["corrections"] = json!([
        { "date": "2026-11-02", "text": { "en": "The end of one contract was a year early.", "zh-Hans": "一份合约的终止时间早了一年。" }, "records": ["rock-ali-2014"] },
        { "date": "2026-10-01", "text": "Two names were joined." }
    ]);
    data["meta"]["contact"] = json!("mailto:desk@example.org");
    data.to_string()
}

async fn all_text(page: &Page) -> String {
    page.eval(
        "document.querySelectorAll('.foot details').forEach((one) => one.open = true);
         return document.querySelector('.foot').innerText",
    )
    .await
}

#[test]
fn the_foot_says_who_when_how_and_what_was_mended() {
    in_browser(Site::built().with(&Site::dataset(), corrected()), async |page| {
        page.open("").await;
        let text = all_text(page).await;
        for part in [
            "By Catalog Atlas contributors",
            "Data as of 20 November 2026",
            "Page built",
            "Licence of the data: CC-BY-4.0",
            "Licence of the code: MIT OR Apache-2.0",
            "The question.",
            "Scope.",
            "How it is known.",
            "Names.",
            "Known gaps.",
            "Two names were joined.",
            "The end of one contract was a year early.",
            "desk@example.org",
        ] {
            assert!(text.contains(part), "“{part}” is not in {text:.3000}");
        }
        let dates: Vec<String> =
            page.eval("return [...document.querySelectorAll('.foot time')].map((one) => one.dateTime)").await;
        assert!(dates.len() >= 2 && dates.iter().all(|date| date.len() == 10), "{dates:?}");
        let contact: usize = page.count(".foot a[href='mailto:desk@example.org']").await;
        assert_eq!(contact, 1);
        // Where a fact was mended, its place says so.
        page.open("#deal=rock-ali-2014").await;
        page.until("the details", "document.querySelector('[data-details]')").await;
        let said: String = page.eval("return document.querySelector('[data-details]').innerText").await;
        assert!(said.contains("The end of one contract was a year early."), "{said}");
    });
}

#[test]
fn the_credit_survives_the_narrowest_frame() {
    in_browser(Site::built(), async |page| {
        page.size(320, 640).await;
        for rest in ["?embed=1", "?embed=1#view=table", "?embed=1&lang=zh-Hans#view=matrix"] {
            page.open(rest).await;
            let parts: Vec<bool> = page
                .eval(
                    "return ['.credit', '.foot .full', '[data-full]'].map((css) => {
                       const one = document.querySelector(css);
                       one.scrollIntoView({ block: 'nearest', behavior: 'instant' });
                       const box = one.getBoundingClientRect();
                       return one.checkVisibility() && box.width > 0 && box.left >= 0 && box.right <= innerWidth;
                     })",
                )
                .await;
            assert_eq!(parts, [true, true, true], "{rest}");
        }
    });
}

#[test]
fn days_are_the_same_wherever_the_reader_is() {
    let mut texts: Vec<Vec<String>> = Vec::new();
    for zone in ["Pacific/Honolulu", "Asia/Seoul", "UTC"] {
        in_browser(Site::built(), async |page| {
            page.cdp("Emulation.setTimezoneOverride", json!({ "timezoneId": zone })).await;
            let mut seen = Vec::new();
            for rest in ["", "#date=2016", "#deal=rock-ali-2014", "#view=table&type=swap", "#view=timeline"] {
                page.open(rest).await;
                page.until(
                    "all of it",
                    "!location.hash.includes('deal=') || document.querySelector('[data-details]')",
                )
                .await;
                seen.push(page.eval("return document.querySelector('main').innerText").await);
            }
            texts.push(seen);
        });
    }
    assert!(texts[0] == texts[1] && texts[1] == texts[2], "a time zone changes a text");
    assert!(texts[0][1].contains("2016") && !texts[0][1].contains("31 December 2015"));
}

#[test]
fn what_a_host_needs_lies_beside_the_page() {
    let html = String::from_utf8(Site::read("index.html")).expect("text");
    assert!(html.contains("strict-origin-when-cross-origin") && !html.contains("user-scalable"));
    assert!(!html.contains("serviceWorker") && !html.contains("canonical"), "no address was given");
    let headers = String::from_utf8(Site::read("_headers")).expect("text");
    let apache = String::from_utf8(Site::read(".htaccess")).expect("text");
    for file in [&headers, &apache] {
        assert!(file.contains("application/wasm") && file.contains("Access-Control-Allow-Origin"), "{file}");
    }
    assert!(Site::read(".nojekyll").is_empty());
    let sums = String::from_utf8(Site::read("SHA256SUMS")).expect("text");
    for name in ["index.html", "standalone.html", "graph.svg", "card.png", "data/datapackage.json"] {
        assert!(sums.lines().any(|line| line.split_whitespace().nth(1) == Some(name)), "{name} has no sum");
        assert!(Site::read(name).len() < 25 << 20);
    }
    let dist = concat!(env!("CARGO_MANIFEST_DIR"), "/dist");
    let checked = std::process::Command::new("sha256sum")
        .args(["--check", "--quiet", "SHA256SUMS"])
        .current_dir(dist)
        .output();
    let checked = checked.expect("sha256sum");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn a_slow_line_shows_the_picture_first() {
    in_browser(Site::built(), async |page| {
        page.cdp("Network.enable", json!({})).await;
        let slow = json!({ "offline": false, "latency": 400, "downloadThroughput": 100_000, "uploadThroughput": 50_000 });
        page.cdp("Network.emulateNetworkConditions", slow).await;
        page.before_scripts(
            "window.seen = [];
             (function look() {
               const phase = document.documentElement?.dataset.atlas;
               if (phase === 'loading' && [...document.querySelectorAll('svg.still')].some((one) => one.getBoundingClientRect().width > 200)) seen.push(document.querySelector('.loading')?.textContent);
               if (phase !== 'ready') setTimeout(look, 50);
             })()",
        )
        .await;
        page.open("").await;
        let seen: Vec<String> = page.eval("return seen").await;
        assert!(seen.len() > 10, "the picture stood before the program came: {} looks", seen.len());
        assert!(seen.iter().all(|text| !text.is_empty()));
    });
}

#[test]
fn memory_is_as_large_after_many_visits() {
    in_browser(Site::built(), async |page| {
        page.before_scripts(MEMORY).await;
        let mut sizes: Vec<u32> = Vec::new();
        for _ in 0..10 {
            page.open("#view=timeline").await;
            sizes.push(page.eval("return memory.buffer.byteLength").await);
        }
        // In which order timers and answers come is chance, and with it what is still held when more is
        // asked for: less than one picture.
        let room = 1 << 20;
        assert!(sizes.iter().all(|&size| size < 64 << 20 && size.abs_diff(sizes[0]) <= room), "{sizes:?}");
        // Within one visit too: there and back again.
        let mut sizes: Vec<u32> = Vec::new();
        for _ in 0..4 {
            for (view, shown) in [
                ("network", "svg.scene"),
                ("matrix", ".rows [data-answer]"),
                ("table", ".stage table tbody tr"),
                ("flow", "svg.scene"),
                ("timeline", ".rows [data-grant]"),
            ] {
                page.eval::<()>(&format!("location.hash = 'view={view}'")).await;
                page.until(view, &format!("document.querySelector(\"{shown}\")")).await;
            }
            sizes.push(page.eval("return memory.buffer.byteLength").await);
        }
        assert!(sizes.iter().all(|&size| size < 96 << 20 && size.abs_diff(sizes[0]) <= room), "{sizes:?}");
    });
}
