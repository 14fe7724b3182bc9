//! axe-core in every state, theme, language and width.

use crate::support::{Page, Site, in_browser};

/// States of the page, by what they are and their address.
const STATES: [(&str, &str); 14] = [
    ("start", ""),
    ("a party in focus", "focus=netease-cloud-music"),
    ("a deal open", "deal=rock-ali-2014"),
    ("the table", "view=table"),
    ("a question answered", "ask=qq-music~him~CN&date=2017-12-01"),
    ("a question answered with no", "ask=spotify~umg~CN&date=2018-06-01"),
    ("the network", "view=network"),
    ("the matrix", "view=matrix"),
    ("the timeline", "view=timeline&focus=him"),
    ("the years", "years=1"),
    ("the years of the matrix", "view=matrix&years=1"),
    ("groups and a party that is held", "view=network&hull=country&pin=merlin~400~300"),
    ("a story told", "step=circle-2018.2"),
    ("nothing matches", "country=IS"),
];

async fn every_state(page: &Page, lang: &str, theme: &str) {
    page.media("prefers-color-scheme", theme).await;
    for (width, height) in [(1280, 900), (390, 844)] {
        page.size(width, height).await;
        for (state, fragment) in STATES {
            page.open(&format!("#lang={lang}&{fragment}")).await;
            page.assert_accessible(&format!("{state}, {lang}, {theme}, {width} px")).await;
        }
    }
    page.open("#country=IS").await;
    assert_eq!(page.count("[data-empty]").await, 1, "the last state is the one in which nothing matches");
}

#[test]
fn nobody_is_shut_out_in_english_by_day() {
    in_browser(Site::built(), async |page| every_state(page, "en", "light").await);
}

#[test]
fn nobody_is_shut_out_in_english_by_night() {
    in_browser(Site::built(), async |page| every_state(page, "en", "dark").await);
}

#[test]
fn nobody_is_shut_out_in_chinese_by_day() {
    in_browser(Site::built(), async |page| every_state(page, "zh-Hans", "light").await);
}

#[test]
fn nobody_is_shut_out_in_chinese_by_night() {
    in_browser(Site::built(), async |page| every_state(page, "zh-Hans", "dark").await);
}
