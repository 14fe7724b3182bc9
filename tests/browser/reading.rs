//! What a reader does: search, open, sort, follow a story, change the language.

use fantoccini::key::Key;
use serde_json::Value;

use crate::support::{Page, Site, in_browser};

async fn focus_on(page: &Page, css: &str) {
    page.eval_with::<()>("document.querySelector(arguments[0]).focus()", vec![css.into()]).await;
}

#[test]
fn a_party_is_found_by_a_name_in_another_script() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        focus_on(page, "#search").await;
        page.type_text("虾米").await;
        page.until("a result", "document.querySelector('#search-list [role=option]')").await;
        assert_eq!(page.attribute("#search", "aria-expanded").await.as_deref(), Some("true"));
        page.press(Key::Down).await;
        page.until(
            "an active result",
            "document.getElementById(document.querySelector('#search').getAttribute('aria-activedescendant'))",
        )
        .await;
        assert!(!page.text("#search-said").await.is_empty(), "the number of results is announced");
        page.press(Key::Enter).await;
        page.until("the party in focus", "location.hash.includes('focus=xiami')").await;
    });
}

#[test]
fn a_search_without_result_says_so() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        focus_on(page, "#search").await;
        page.type_text("qqqqqq").await;
        page.until("the message", "document.querySelector('#search-said').textContent.includes('qqqqqq')")
            .await;
        assert_eq!(page.count("#search-list [role=option]").await, 0);
    });
}

#[test]
fn a_deal_leads_to_its_sources() {
    in_browser(Site::built(), async |page| {
        page.open("#deal=rock-ali-2014").await;
        let links: Vec<(String, String)> = page
            .eval("return [...document.querySelectorAll('[data-details] a[href^=http]')].map((a) => [a.href, a.rel])")
            .await;
        assert!(!links.is_empty(), "no source is linked");
        for (href, rel) in links {
            assert!(rel.contains("noopener"), "{href}: rel is “{rel}”");
        }
        page.press(Key::Escape).await;
        page.until("the details to close", "!document.querySelector('[data-details]')").await;
        page.until_address("!hash.includes('deal=')").await;
    });
}

#[test]
fn the_focus_returns_to_where_details_were_opened() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let mark = "svg.scene [data-party='xiami']";
        focus_on(page, mark).await;
        page.press(Key::Enter).await;
        page.until("the details", "document.querySelector('[data-details]')").await;
        focus_on(page, "[data-details] header button").await;
        page.press(Key::Enter).await;
        page.until("the focus to return", "document.activeElement?.closest('svg.scene [data-party=xiami]')")
            .await;
    });
}

#[test]
fn the_table_has_every_deal() {
    in_browser(Site::built(), async |page| {
        let data: Value = serde_json::from_slice(&Site::read(&Site::dataset())).expect("the dataset");
        let deals = data["deals"].as_array().expect("deals").len();
        page.open("#view=table").await;
        let shown: usize = page
            .eval("return new Set([...document.querySelectorAll('.deals [data-deal]')].map((row) => row.dataset.deal)).size")
            .await;
        assert_eq!(shown, deals);
        let caption: String = page.eval("return document.querySelector('.deals caption').textContent").await;
        let rows = page.count(".deals tbody tr").await;
        assert!(caption.contains(&rows.to_string()), "{rows} rows under “{caption}”");
    });
}

#[test]
fn a_column_sorts_both_ways() {
    in_browser(Site::built(), async |page| {
        page.open("#view=table").await;
        let order =
            "return [...document.querySelectorAll('.deals tbody tr')].map((row) => row.cells[1].innerText)";
        page.click(".deals thead th:nth-child(2) button").await;
        page.until(
            "the column to sort",
            "document.querySelector('.deals thead th:nth-child(2)').ariaSort == 'ascending'",
        )
        .await;
        let up: Vec<String> = page.eval(order).await;
        page.click(".deals thead th:nth-child(2) button").await;
        page.until(
            "the other way",
            "document.querySelector('.deals thead th:nth-child(2)').ariaSort == 'descending'",
        )
        .await;
        let mut down: Vec<String> = page.eval(order).await;
        assert_ne!(up, down);
        assert_eq!(page.count(".deals thead th:not([aria-sort=none])").await, 1);
        down.reverse();
        // Rows of the same first party keep the order of their dates both ways; empty cells stay last.
        let first = |list: Vec<String>| -> Vec<String> {
            let bare = list.iter().map(|text| text.strip_prefix("Concerns ").unwrap_or(text));
            let names = bare.map(|text| text.split([',', ' ']).next().unwrap_or_default());
            names.map(str::to_owned).filter(|name| !name.is_empty()).collect()
        };
        assert_eq!(first(up), first(down));
    });
}

#[test]
fn a_story_is_told_step_by_step() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        page.click("[data-story=circle-2018]").await;
        page.until("the first step", "document.querySelector('[data-step=\"circle-2018.1\"]')").await;
        let first = page.text(".told-text").await;
        page.click(".told-ways .main").await;
        page.until("the second step", "document.querySelector('[data-step=\"circle-2018.2\"]')").await;
        assert_ne!(page.text(".told-text").await, first);
        page.until_address("hash.includes('step=circle-2018.2')").await;
        page.back().await;
        page.until("the first step again", "document.querySelector('[data-step=\"circle-2018.1\"]')").await;
    });
}

#[test]
fn the_sentence_follows_the_date() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2018-03-10").await;
        let before = page.text("[data-summary]").await;
        assert!(before.contains("10 March 2018"), "{before}");
        page.open("#date=2015-03-31").await;
        let after = page.text("[data-summary]").await;
        assert!(after.contains("31 March 2015"), "{after}");
    });
}

#[test]
fn a_value_that_cannot_be_used_is_named() {
    in_browser(Site::built(), async |page| {
        page.open("#view=nonsense&date=2018-99").await;
        let notice = page.text("[data-notice=address]").await;
        assert!(notice.contains("view") && notice.contains("date"), "{notice}");
    });
}

/// Every text in Chinese characters stands in an element whose language says so.
const UNMARKED: &str = r#"
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = [];
while (walker.nextNode()) {
  const { textContent, parentElement } = walker.currentNode;
  if (parentElement.closest("script,style,template")) continue;
  const lang = parentElement.closest("[lang]").lang;
  const letters = (script) => textContent.match(new RegExp(`\\p{Script=${script}}`, "gu"))?.length ?? 0;
  // A Chinese name in brackets within an English text is a proper name.
  if (letters("Han") > letters("Latin") && !/^(zh|ja|ko)/.test(lang)) found.push(`${lang}: ${textContent}`);
}
return found;
"#;

#[test]
fn every_text_says_its_language() {
    in_browser(Site::built(), async |page| {
        for fragment in ["", "focus=xiami", "deal=rock-ali-2014", "view=table", "step=circle-2018.2"] {
            page.open(&format!("#lang=en&{fragment}")).await;
            assert_eq!(page.attribute("html", "lang").await.as_deref(), Some("en"));
            let found: Vec<String> = page.eval(UNMARKED).await;
            assert!(found.is_empty(), "{fragment}: {}", found.join("\n"));
        }
        page.open("#lang=zh-Hans").await;
        assert_eq!(page.attribute("html", "lang").await.as_deref(), Some("zh-Hans"));
        assert!(page.count("[lang=en]").await > 0, "names without a Chinese form say that they are English");
    });
}
