//! What an editor takes away: link, snippets, picture, rows, citation.

use crate::support::{Page, Site, in_browser};
use serde_json::json;

async fn opened(page: &Page, rest: &str) {
    page.open(rest).await;
    page.click(".prefs button[aria-expanded]:not(.fold)").await;
    page.until("the panel", "document.querySelector('.share-box')").await;
}

async fn value(page: &Page, id: &str) -> String {
    page.eval_with("return document.getElementById(arguments[0]).value", vec![json!(id)]).await
}

/// Presses the button of this name in the panel.
async fn press(page: &Page, name: &str, then: &str) {
    let found: bool = page
        .eval_with(
            "const row = [...document.querySelectorAll('.share-box [role=group]')].find((one) => one.getAttribute('aria-label').includes(arguments[0]));
             const button = row ? row.querySelectorAll('button')[arguments[1] === 'text' ? 1 : 0]
               : [...document.querySelectorAll('.share-box button')].find((one) => one.textContent.includes(arguments[0]));
             button?.click();
             return Boolean(button)",
            vec![json!(name), json!(then)],
        )
        .await;
    assert!(found, "no button {name}");
}

#[test]
fn the_link_and_the_snippets_show_exactly_this() {
    in_browser(Site::built(), async |page| {
        opened(page, "?utm_source=%22%3E%3Ciframe%3E#date=2016-07&focus=xiami").await;
        let link = value(page, "share-state").await;
        assert!(
            link.contains("date=2016-07") && link.contains("focus=xiami") && link.contains("known="),
            "{link}"
        );
        for id in ["share-plain", "share-fitting"] {
            let snippet = value(page, id).await;
            assert_eq!(
                (snippet.matches("<iframe").count(), snippet.matches("<script src").count()),
                (1, 0),
                "{snippet}"
            );
            assert!(snippet.contains("?embed=1#") && snippet.contains("date=2016-07"), "{snippet}");
            assert!(snippet.contains("graph.png") && snippet.contains("height=\""), "{snippet}");
        }
        assert!(value(page, "share-cite").await.contains("[Dataset]"));
        page.assert_accessible("sharing").await;
        // The snippet in an empty page: it renders, fits, and its frame has a name.
        let snippet = value(page, "share-fitting").await;
        let host = Site::built().with(
            "host.html",
            format!(
                "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,><body>{snippet}"
            ),
        );
        let host = host.serve();
        page.befriend(&host.origin());
        page.visit(&format!("{}host.html", host.page())).await;
        page.enter("iframe").await;
        page.until("the frame", "document.documentElement.dataset.atlas == 'ready'").await;
        assert!(page.text("[data-summary]").await.contains("July 2016"));
        assert_eq!(page.count("[data-notice]").await, 0, "the data are still those of the link");
        let wanted: f64 = page.eval("return document.body.getBoundingClientRect().bottom + scrollY").await;
        page.leave().await;
        page.until(
            "its height",
            &format!("Math.abs(document.querySelector('iframe').offsetHeight - {wanted}) <= 2"),
        )
        .await;
        assert_eq!(page.count("a[href$='graph.png']").await, 1);
    });
}

#[test]
fn an_old_link_says_that_the_data_moved_on() {
    in_browser(Site::built(), async |page| {
        page.open("#known=2020-01-01").await;
        assert!(page.text(".notices").await.contains("2020"));
        page.click(".notices button").await;
        page.until("the present data", "!location.hash.includes('known')").await;
    });
}

#[test]
fn the_files_say_what_they_are() {
    in_browser(Site::built(), async |page| {
        opened(page, "#date=2016-07&type=licence,sublicence").await;
        page.eval::<()>(
            "window.saved = [];
             HTMLAnchorElement.prototype.click = function () { saved.push([this.download, this.href]) }",
        )
        .await;
        press(page, "(SVG)", "text").await;
        page.until("the text", "document.getElementById('share-text')?.value.startsWith('<svg')").await;
        let svg = value(page, "share-text").await;
        for part in [
            "Exclusive deals split",
            "July 2016",
            "Data as of",
            "CC-BY-4.0",
            "Source: ",
            "date=2016-07",
            "type=licence,sublicence",
            "sublicence",
            "Exclusive",
        ] {
            assert!(svg.contains(part), "{part}");
        }
        let read = resvg::usvg::roxmltree::Document::parse(&svg).expect("XML");
        for node in read.descendants() {
            let name = node.tag_name().name();
            assert!(!["script", "foreignObject", "image", "use", "a"].contains(&name), "{name}");
            assert!(
                name != "style"
                    || !node.text().is_some_and(|css| css.contains("url(") || css.contains("@import"))
            );
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(
                    name != "href" && !name.starts_with("on") && !value.contains("url("),
                    "{name}={value}"
                );
            }
        }
        press(page, "(CSV)", "text").await;
        page.until("the rows", "document.getElementById('share-text')?.value.includes('from_name')").await;
        let rows = value(page, "share-text").await;
        press(page, "(CSV)", "save").await;
        press(page, "(SVG)", "save").await;
        press(page, "(PNG)", "save").await;
        page.until("three files", "saved.length === 3").await;
        let names: Vec<String> = page.eval("return saved.map(([name]) => name)").await;
        for name in &names {
            let ending =
                std::path::Path::new(name).extension().and_then(|it| it.to_str()).unwrap_or_default();
            assert!(name.starts_with("catalog-atlas_") && name.contains("_2026-11-20."), "{name}");
            assert!(["csv", "svg", "png"].contains(&ending) && name.is_ascii(), "{name}");
        }
        let width: u32 = page
            .eval(
                "const image = new Image();
                 image.src = saved.find(([name]) => name.endsWith('.png'))[1];
                 return image.decode().then(() => image.naturalWidth)",
            )
            .await;
        assert!(width >= 1200, "{width}");
        page.open("#date=2016-07&type=licence,sublicence&view=table").await;
        let mut shown: Vec<String> =
            page.eval("return [...document.querySelectorAll('table.deals tbody tr')].map((row) => row.dataset.deal)").await;
        let mut saved: Vec<&str> = rows.lines().skip(1).filter_map(|row| row.split(',').next()).collect();
        shown.sort_unstable();
        saved.sort_unstable();
        assert!(shown.len() > 50 && shown == saved, "the rows of the table: {saved:?}");
    });
}

#[test]
fn a_frame_that_refuses_to_save_shows_the_text_first() {
    let host = "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,>\
        <iframe sandbox=allow-scripts src=standalone.html width=1200 height=900></iframe>";
    in_browser(Site::built().with("host.html", host), async |page| {
        page.visit("/host.html").await;
        page.enter("iframe").await;
        page.until("the page", "document.documentElement.dataset.atlas == 'ready'").await;
        page.eval::<()>("document.querySelector('.prefs button[aria-expanded]:not(.fold)').click()").await;
        page.until("the panel", "document.querySelector('.share-box')").await;
        let first: String =
            page.eval("return document.querySelector('.share-box [role=group] button').textContent").await;
        assert_eq!(first, "Show as text");
        page.eval::<()>(
            "window.saved = [];
             const make = URL.createObjectURL;
             URL.createObjectURL = (blob) => { saved.push(blob); return make(blob) };
             HTMLAnchorElement.prototype.click = function () {}",
        )
        .await;
        for (name, start) in [
            ("(SVG)", "<svg"),
            ("(CSV)", "\u{feff}id,"),
            ("Dataset (JSON)", "{\"format\""),
            ("What is shown (JSON)", "{\""),
        ] {
            page.eval_with::<()>(
                "[...document.querySelectorAll('.share-box [role=group]')].find((one) => one.getAttribute('aria-label').includes(arguments[0])).querySelector('button').click()",
                vec![json!(name)],
            )
            .await;
            page.until(
                name,
                &format!("document.getElementById('share-text')?.value.startsWith({})", json!(start)),
            )
            .await;
            // The field can be selected and not written in; it holds what the file would.
            let shown: (String, bool) = page
                .eval(
                    "const text = document.getElementById('share-text'); return [text.value, text.readOnly]",
                )
                .await;
            page.eval_with::<()>(
                "saved.length = 0;
                 [...document.querySelectorAll('.share-box [role=group]')].find((one) => one.getAttribute('aria-label').includes(arguments[0])).querySelectorAll('button')[1].click()",
                vec![json!(name)],
            )
            .await;
            page.until("a file", "saved.length === 1").await;
            let file: String = page
                .eval("return saved[0].arrayBuffer().then((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))")
                .await;
            assert!(
                shown.1 && file.replace("\r\n", "\n") == shown.0,
                "{name}: the text is not that of the file"
            );
        }
        // A clipboard that refuses is said.
        page.eval::<()>("document.querySelector('.share-box .share button').click()").await;
        page.until(
            "a word about the copy",
            "document.querySelector('.share-box [role=status]').textContent.length > 3",
        )
        .await;
        // Links may open no window here: addresses stand beside them in full.
        page.eval::<()>("location.hash = 'deal=him-netease-2018'").await;
        page.until("the sources", "document.querySelector('[data-details] a[href^=http]')").await;
        let bare: Vec<String> = page
            .eval(
                "return [...document.querySelectorAll('[data-details] a[href^=http], .foot a[href^=http]')]
                   .filter((link) => !link.nextElementSibling?.textContent.includes(link.getAttribute('href')) && link.textContent.trim() !== link.getAttribute('href'))
                   .map((link) => link.href)",
            )
            .await;
        assert!(bare.is_empty(), "no address as text: {}", bare.join(" "));
    });
}
