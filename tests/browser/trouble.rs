//! Data that is missing, broken or hostile never breaks the page.

use serde_json::{Value, json};

use crate::support::{Page, Site, in_browser};

const FAILED: &str =
    "document.documentElement.dataset.atlas == 'failed' && document.querySelector('[role=alert]')";

/// Opens a page that cannot start and gives its message.
async fn message(page: &Page) -> String {
    page.load("").await;
    page.until("the failure to show", FAILED).await;
    page.assert_accessible("data broken").await;
    page.text("[role=alert]").await
}

fn dataset() -> Value {
    serde_json::from_slice(&Site::read(&Site::dataset())).expect("the dataset")
}

#[test]
fn each_way_to_fail_has_its_own_words() {
    let data = Site::dataset();
    let mut messages = Vec::new();
    let mut tell = |site: Site, console: Option<&str>| {
        in_browser(site, async |page| {
            if let Some(part) = console {
                page.expect_error(part);
            }
            messages.push(message(page).await);
        });
    };
    tell(Site::built().without(&data), Some(&data));
    tell(Site::built().with(&data, "<!doctype html><title>Not found</title>"), None);
    tell(Site::built().with(&data, "{\"format\": \"catalog-atlas/1\", "), None);
    tell(Site::built().with(&data, "{\"format\": \"something-else/9\"}"), None);
    tell(Site::built().with_status(&data, 429), Some("429"));
    // On a host that lets nobody else read it: the page's own policy must not be what refuses.
    let other = Site::built().serve();
    let html = String::from_utf8(Site::read("index.html")).expect("text");
    let open = html.replace("connect-src 'self'", &format!("connect-src 'self' {}", other.origin()));
    assert_ne!(open, html);
    let moved = Site::built().with("index.html", open).moved(&data, &format!("{}{data}", other.page()));
    in_browser(moved, async |page| {
        page.befriend(&other.origin());
        page.expect_error("CORS policy");
        page.expect_error("ERR_FAILED");
        messages.push(message(page).await);
    });
    for (at, one) in messages.iter().enumerate() {
        assert!(one.len() > 20, "{one}");
        assert!(messages[at + 1..].iter().all(|other| other != one), "twice the same: {one}");
    }
}

#[test]
fn a_bad_record_becomes_a_finding_and_the_rest_is_shown() {
    let mut data = dataset();
    data["deals"][0]["start"] = json!("the other day");
    in_browser(Site::built().with(&Site::dataset(), data.to_string()), async |page| {
        page.open("").await;
        assert!(page.count("[data-finding]").await > 0);
        assert!(page.count("svg.scene [data-grant]").await > 20);
        page.assert_accessible("a finding").await;
    });
}

#[test]
fn a_filter_without_result_offers_a_way_out() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2018-03-10&country=IS").await;
        assert_eq!(page.count("[data-empty]").await, 1);
        page.click("[data-empty] button:last-child").await;
        page.until("the picture again", "document.querySelector('svg.scene [data-grant]')").await;
        page.until_address("!hash.includes('country')").await;
    });
}

#[test]
fn markup_in_the_data_stays_text() {
    let bomb = "<img src=x onerror=\"window.ran=1\"><script>window.ran=1</script>";
    let mut data = dataset();
    data["meta"]["title"] = json!(bomb);
    for party in data["parties"].as_array_mut().expect("parties") {
        party["name"] = json!(bomb);
        party["note"] = json!(bomb);
    }
    for deal in data["deals"].as_array_mut().expect("deals") {
        deal["title"] = json!(bomb);
        deal["note"] = json!(bomb);
    }
    in_browser(Site::built().with(&Site::dataset(), data.to_string()), async |page| {
        for fragment in ["", "focus=xiami", "deal=rock-ali-2014", "view=table", "step=circle-2018.2"] {
            page.open(&format!("#{fragment}")).await;
            assert_eq!(page.count("main img, main script").await, 0, "{fragment}");
            assert!(!page.eval::<bool>("return 'ran' in window").await, "{fragment}");
        }
        assert!(page.text("h1").await.contains("<img"));
    });
}

#[test]
fn an_address_that_runs_code_is_no_link() {
    let mut data = dataset();
    let bad = [
        "javascript:window.ran=1",
        "java\tscript:window.ran=1",
        "\u{1}javascript:window.ran=1",
        "data:text/html,x",
        "//elsewhere.invalid",
    ];
    for (source, url) in data["sources"].as_array_mut().expect("sources").iter_mut().zip(bad.iter().cycle()) {
        source["url"] = json!(url);
        source["archive_url"] = json!(url);
    }
    in_browser(Site::built().with(&Site::dataset(), data.to_string()), async |page| {
        for fragment in ["deal=rock-ali-2014", "focus=xiami", "view=table"] {
            page.open(&format!("#{fragment}")).await;
            let hrefs: Vec<String> = page
                .eval("return [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
                .await;
            for href in hrefs {
                let safe = ["https:", "http:", "data/", "#", "?", "mailto:", "blob:", "./"]
                    .iter()
                    .any(|start| href.starts_with(start));
                assert!(safe, "{fragment}: {href}");
            }
        }
    });
}

#[test]
fn data_from_elsewhere_is_not_asked_for() {
    in_browser(Site::built(), async |page| {
        for address in
            ["https://elsewhere.invalid/x.json", "//elsewhere.invalid/x.json", "../../x.json", "/x.json"]
        {
            page.open(&format!("?data={address}")).await;
            assert!(
                page.count("svg.scene [data-grant]").await > 20,
                "{address}: the page's own data is shown"
            );
        }
    });
}

/// The first node that the program puts into the page is refused, as a broken extension may do: Yew panics.
const REFUSE: &str = "const insert = Node.prototype.insertBefore; let refused = false;
    Node.prototype.insertBefore = function (node, next) {
        if (this.id == 'app' && !refused && document.readyState != 'loading') { refused = true; throw new Error('refused on purpose'); }
        return insert.call(this, node, next);
    };";

#[test]
fn a_panic_is_said_with_ways_on() {
    in_browser(Site::built(), async |page| {
        page.before_scripts(REFUSE).await;
        for part in ["refused on purpose", "panicked", "unreachable"] {
            page.expect_error(part);
        }
        page.load("").await;
        page.until("the failure to show", FAILED).await;
        for way in ["data/", "graph.png"] {
            assert!(page.count(&format!("[role=alert] a[href^='{way}']")).await > 0, "{way}");
        }
        // The instance is not used again: nothing follows the address any more.
        let before: String = page.eval("return document.body.innerHTML").await;
        let _: () = page.eval("location.hash = '#view=table'").await;
        page.until("the address to change", "location.hash.includes('table')").await;
        assert_eq!(page.eval::<String>("return document.body.innerHTML").await, before);
    });
}
