//! The page in one file: from a disk, and in a frame that has no origin.

use crate::support::{Page, Site, in_browser};

fn file() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dist/standalone.html");
    url::Url::from_file_path(path).expect("an absolute path").to_string()
}

const READY: &str = "document.documentElement.dataset.atlas == 'ready'";

/// The page works, and has asked nobody.
async fn tour(page: &Page) {
    page.until("the page to be ready", READY).await;
    assert!(page.count("svg.scene [data-grant]").await > 20);
    assert_eq!(page.count("h1").await, 1);
    page.click(".stories button").await;
    page.until("the story", "document.querySelector('.told')").await;
    let asked: Vec<String> =
        page.eval("return performance.getEntriesByType('resource').map((entry) => entry.name)").await;
    assert!(asked.iter().all(|name| name.starts_with("data:")), "{asked:?}");
}

#[test]
fn opens_from_a_disk() {
    in_browser(Site::built(), async |page| {
        page.befriend("file:");
        page.visit(&file()).await;
        tour(page).await;
        assert!(page.asked().is_empty(), "nothing of a server is needed");
        page.shot("single").await;
        page.visit(&format!("{}#view=table&date=2016", file())).await;
        page.until("the page to be ready", READY).await;
        assert!(page.count("table.deals tbody tr").await > 100, "the address works there too");
    });
}

#[test]
fn opens_in_a_frame_without_an_origin() {
    for (name, frame) in [
        (
            "src",
            "<iframe sandbox=\"allow-scripts\" src=\"standalone.html\" width=900 height=700></iframe>"
                .to_owned(),
        ),
        (
            "srcdoc",
            format!(
                "<iframe sandbox=\"allow-scripts\" srcdoc=\"{}\" width=900 height=700></iframe>",
                String::from_utf8(Site::read("standalone.html"))
                    .expect("text")
                    .replace('&', "&amp;")
                    .replace('"', "&quot;")
            ),
        ),
    ] {
        let host =
            format!("<!doctype html><html lang=en><title>{name}</title><link rel=icon href=data:,>{frame}");
        in_browser(Site::built().with("host.html", host), async |page| {
            page.visit("/host.html").await;
            page.enter("iframe").await;
            tour(page).await;
            let refused: bool = page
                .eval("try { localStorage.length; return false } catch (error) { return error.name == 'SecurityError' }")
                .await;
            assert!(refused, "the frame was to have no storage");
        });
    }
}

#[test]
fn its_policy_lets_nothing_in_or_out() {
    let html = String::from_utf8(Site::read("standalone.html")).expect("text");
    let policy = html.split("http-equiv").next().expect("the policy comes first");
    let policy = policy.rsplit("content=").next().expect("a content");
    assert!(policy.contains("default-src 'none'") && policy.contains("'wasm-unsafe-eval'"), "{policy}");
    assert!(
        !policy.contains("'self'") && !policy.contains("connect-src") && !policy.contains("http"),
        "{policy}"
    );
    in_browser(Site::built(), async |page| {
        page.befriend("file:");
        page.expect_error("Content Security Policy");
        page.visit(&file()).await;
        page.until("the page to be ready", READY).await;
        let (ran, evaluated, fetched): (bool, bool, bool) = page
            .eval(
                "const script = document.createElement('script');
                 script.textContent = 'window.ran = true';
                 document.body.append(script);
                 setTimeout('window.evaluated = true');
                 return fetch('data:,x').then(() => true, () => false).then((fetched) => new Promise((done) =>
                   setTimeout(() => done([window.ran === true, window.evaluated === true, fetched]), 100)))",
            )
            .await;
        assert_eq!((ran, evaluated, fetched), (false, false, false));
    });
}
