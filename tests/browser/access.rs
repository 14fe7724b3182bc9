//! axe-core in every state, theme, language and width.

use crate::look::ground;
use crate::support::{Page, Site, in_browser};

/// What a system may ask for.
const WISHES: [(&str, &str); 3] =
    [("forced-colors", "active"), ("prefers-contrast", "more"), ("prefers-reduced-motion", "reduce")];

const DESKTOP: (u32, u32) = (1280, 900);
const PHONE: (u32, u32) = (390, 844);

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

/// Every rule by day; by night what a theme changes, in the same state.
async fn every_state(page: &Page, lang: &str, (width, height): (u32, u32)) {
    page.size(width, height).await;
    for (state, fragment) in STATES {
        page.media("prefers-color-scheme", "light").await;
        page.open(&format!("#lang={lang}&{fragment}")).await;
        page.assert_accessible(&format!("{state}, {lang}, {width} px, by day")).await;
        page.media("prefers-color-scheme", "dark").await;
        assert!(ground(page).await < 128.0, "{state}: night has fallen");
        page.assert_readable(&format!("{state}, {lang}, {width} px, by night")).await;
    }
    assert_eq!(page.count("[data-empty]").await, 1, "the last state is the one in which nothing matches");
}

/// Colours of the reader's system: the drawings have to say each of them themselves.
#[test]
fn nobody_is_shut_out_by_forced_colours() {
    in_browser(Site::built(), async |page| {
        page.media("forced-colors", "active").await;
        page.media("prefers-color-scheme", "dark").await;
        for (width, height) in [DESKTOP, PHONE] {
            page.size(width, height).await;
            for (state, fragment) in STATES {
                page.open(&format!("#{fragment}")).await;
                let unreadable: Vec<String> = page.eval(UNREADABLE).await;
                assert!(unreadable.is_empty(), "{state}, {width} px: {}", unreadable.join("\n"));
                page.assert_readable(&format!("{state}, forced colours, {width} px")).await;
            }
        }
    });
}

/// Words and lines of the drawings whose colour is not one of the reader's.
const UNREADABLE: &str = "
const probe = document.body.appendChild(document.createElement('i'));
const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color };
const [ink, ground, weak, lit] = ['CanvasText', 'Canvas', 'GrayText', 'Highlight'].map(system);
probe.remove();
return [...document.querySelectorAll('svg :is(text, path, rect, circle, line)')].filter((mark) => {
  const { fill, stroke, opacity } = getComputedStyle(mark);
  if (!mark.checkVisibility() || mark.closest('defs, .dimmed')) return false;
  const none = (colour) => colour == 'none' || colour == 'rgba(0, 0, 0, 0)';
  const of = (colour) => none(colour) || [ink, ground, weak, lit].includes(colour);
  if (mark.localName == 'text') return fill != ink;
  return !of(fill) || !of(stroke);
}).map((mark) => `${mark.outerHTML.slice(0, 160)} ${getComputedStyle(mark).fill} ${getComputedStyle(mark).stroke}`)";

#[test]
fn nobody_is_shut_out_in_english_on_a_desktop() {
    in_browser(Site::built(), async |page| every_state(page, "en", DESKTOP).await);
}

#[test]
fn nobody_is_shut_out_in_english_on_a_phone() {
    in_browser(Site::built(), async |page| every_state(page, "en", PHONE).await);
}

#[test]
fn nobody_is_shut_out_in_chinese_on_a_desktop() {
    in_browser(Site::built(), async |page| every_state(page, "zh-Hans", DESKTOP).await);
}

#[test]
fn nobody_is_shut_out_in_chinese_on_a_phone() {
    in_browser(Site::built(), async |page| every_state(page, "zh-Hans", PHONE).await);
}

#[test]
fn nobody_is_shut_out_by_what_the_system_asks_for() {
    in_browser(Site::built(), async |page| {
        for (name, value) in WISHES {
            page.media(name, value).await;
            for theme in ["light", "dark"] {
                page.media("prefers-color-scheme", theme).await;
                for (width, rest) in [
                    (1280, "#focus=xiami"),
                    (390, "#view=table"),
                    (640, "?embed=1"),
                    (390, "?embed=1#deal=rock-ali-2014"),
                ] {
                    page.size(width, 900).await;
                    page.open(rest).await;
                    page.assert_accessible(&format!("{rest}, {name}, {theme}, {width} px")).await;
                }
            }
            page.media(name, "").await;
        }
        page.print_media(true).await;
        page.open("").await;
        page.assert_accessible("print").await;
    });
}

#[test]
fn nobody_is_shut_out_of_the_one_file() {
    let host = "<!doctype html><html lang=en><title>x</title><link rel=icon href=data:,><h1>x</h1>\
        <iframe title='Who licenses what to whom' sandbox=allow-scripts src='standalone.html?embed=1' width=640 height=900></iframe>";
    in_browser(Site::built().with("host.html", host), async |page| {
        for theme in ["light", "dark"] {
            page.media("prefers-color-scheme", theme).await;
            for rest in ["", "#view=matrix", "#focus=xiami"] {
                page.visit(&format!("{}standalone.html{rest}", page.address())).await;
                page.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'").await;
                page.assert_accessible(&format!("one file, {rest}, {theme}")).await;
            }
            page.visit(&format!("{}host.html", page.address())).await;
            page.enter("iframe").await;
            page.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'").await;
            page.assert_accessible(&format!("one file in a frame, {theme}")).await;
            page.leave().await;
        }
    });
}
