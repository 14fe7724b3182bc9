//! Labels of the picture never overlap and are never cut.

use crate::support::{Page, Site, in_browser};
use serde_json::{Value, json};

/// Dates over the whole span of the dataset, the fullest among them.
const DATES: [&str; 12] = [
    "2010-06-01",
    "2012-06-01",
    "2014-01-15",
    "2015-03-31",
    "2015-11-01",
    "2016-07-15",
    "2017-05-16",
    "2017-09-12",
    "2018-03-10",
    "2019-06-01",
    "2020-12-31",
    "2021-09-30",
];

/// Every fault of the labels as they stand, in words; the first entry is their number.
const FAULTS: &str = r#"
const [margin] = arguments;
const svg = document.querySelector("svg.scene").getBoundingClientRect();
const right = Math.min(svg.right, document.documentElement.clientWidth);
const labels = [...document.querySelectorAll("svg.scene [data-atlas-label]")]
  .map((mark) => ({ text: mark.textContent, box: mark.getBoundingClientRect() }));
const faults = [];
const at = ({ text, box }) => `“${text}” (${box.left.toFixed(1)}…${box.right.toFixed(1)}, ${box.top.toFixed(1)}…${box.bottom.toFixed(1)})`;
for (const label of labels) {
  const { left, right: end, top, bottom, width, height } = label.box;
  if (!label.text.trim()) faults.push("an empty label");
  if (width === 0 || height === 0) faults.push(`${at(label)} is not drawn`);
  if (left < Math.max(svg.left, 0) - margin || end > right + margin || top < svg.top - margin || bottom > svg.bottom + margin) {
    faults.push(`${at(label)} leaves the picture (${svg.left}…${right}, ${svg.top}…${svg.bottom})`);
  }
}
labels.forEach((a, place) => labels.slice(place + 1).forEach((b) => {
  const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
  const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
  if (across > margin && down > margin) faults.push(`${at(a)} overlaps ${at(b)}`);
}));
return [String(labels.length), ...faults];
"#;

/// Half a pixel of rounding is no overlap.
const MARGIN_PX: f64 = 0.5;

async fn faults(page: &Page, state: &str) -> (usize, Vec<String>) {
    let mut found: Vec<String> = page.eval_with(FAULTS, vec![MARGIN_PX.into()]).await;
    let number = found.remove(0).parse().expect("the number of labels");
    (number, found.into_iter().map(|fault| format!("{state}: {fault}")).collect())
}

/// Looks at every date in one width and language.
fn every_date(width: u32, lang: &str) {
    in_browser(Site::built(), async |page| {
        page.size(width, 900).await;
        let mut most = 0;
        let mut all = Vec::new();
        for date in DATES {
            page.open(&format!("#date={date}&lang={lang}")).await;
            // Its box is measured once more when all around the picture stands.
            page.until(
                "the picture to be as wide as its box",
                "[...document.querySelectorAll('svg.scene')].every((svg) => Math.abs(svg.getBoundingClientRect().width - svg.getAttribute('width')) < 1)",
            )
            .await;
            let (number, found) = faults(page, date).await;
            most = most.max(number);
            all.extend(found);
        }
        page.shot(&format!("labels-{width}-{lang}")).await;
        assert!(most >= 20, "at most {most} labels on any date: this looks at nothing");
        assert!(all.is_empty(), "{}", all.join("\n"));
    });
}

#[test]
fn labels_have_room_on_a_desktop_in_english() {
    every_date(1280, "en");
}

#[test]
fn labels_have_room_on_a_desktop_in_chinese() {
    every_date(1280, "zh-Hans");
}

#[test]
fn labels_have_room_on_a_phone_in_english() {
    every_date(390, "en");
}

#[test]
fn labels_have_room_on_a_phone_in_chinese() {
    every_date(390, "zh-Hans");
}

#[test]
fn overlapping_labels_would_be_seen() {
    let label = |x: i32, text: &str| format!("<text data-atlas-label x={x} y=40>{text}</text>");
    let html = format!(
        "<!doctype html><html lang=en data-atlas=ready><title>x</title><link rel=icon href=data:,>
         <svg class=scene width=300 height=60>{}{}{}</svg>",
        label(10, "first"),
        label(20, "second"),
        label(280, "at the edge")
    );
    in_browser(Site::built().with("index.html", html), async |page| {
        page.open("").await;
        let (number, found) = faults(page, "x").await;
        assert_eq!((number, found.len()), (3, 2), "{found:?}");
        assert!(found[0].contains("leaves the picture"), "{found:?}");
        assert!(found[1].contains("overlaps"), "{found:?}");
    });
}

/// Names in the languages of the matrix (web-requirements T15), one with marks that turn the writing round.
const NAMES: [(&str, &str, &str); 8] = [
    ("sm", "ko", "에스엠 엔터테인먼트 주식회사"),
    ("avex", "ja", "エイベックス・グループ・ホールディングス"),
    ("rock-records", "zh-Hant", "滾石國際音樂股份有限公司"),
    ("him", "zh-Hans", "华研国际音乐股份有限公司"),
    ("sme", "de", "Süddeutsche Schallplattenverwertungsgesellschaft für Aufführungsrechte"),
    ("umg", "ar", "مجموعة يونيفرسال للموسيقى العالمية"),
    ("wmg", "en", "Warner\u{202e} Music\u{2066} Group\u{200b}\nInc."),
    ("believe", "he", "חברת המוזיקה הגדולה"),
];

#[test]
fn names_of_any_script_have_room_and_stay_themselves() {
    let mut data: Value = serde_json::from_slice(&Site::read(&Site::dataset())).expect("the dataset");
    for party in data["parties"].as_array_mut().expect("parties") {
        if let Some((_, lang, name)) = NAMES.iter().find(|(id, ..)| party["id"] == *id) {
            party["name"] = json!(name);
            party["names"] = json!([{ "text": name, "lang": lang, "type": "trading" }]);
        }
    }
    in_browser(Site::built().with(&Site::dataset(), data.to_string()), async |page| {
        for (width, rest) in [
            (1280, ""),
            (390, ""),
            (1280, "#lang=zh-Hans"),
            (390, "?embed=1&lang=zh-Hans"),
            (1280, "#view=network"),
            (390, "#view=network"),
        ] {
            page.size(width, 900).await;
            page.open(rest).await;
            // In a frame a high picture is folded.
            page.eval::<()>("document.querySelector('.unfold summary')?.click()").await;
            let (number, found) = faults(page, &format!("{rest} at {width} px")).await;
            assert!(number > 10 && found.is_empty(), "{number} labels: {}", found.join("\n"));
            let wide: u32 = page.eval("return document.documentElement.scrollWidth").await;
            assert!(wide <= width, "{rest}: {wide} px");
        }
        page.size(1280, 900).await;
        for (id, _, name) in NAMES {
            page.open(&format!("#focus={id}")).await;
            let start: String = name.chars().take(6).collect();
            page.until("the details", "document.querySelector('[data-details]')").await;
            let said: String = page.eval("return document.querySelector('[data-details]').innerText").await;
            assert!(said.contains(&start), "{id}: {said}");
            let turned: bool = page
                .eval("return /[\\u202a-\\u202e\\u2066-\\u2069\\u200b]/.test(document.body.innerText)")
                .await;
            assert!(!turned, "{id}: marks that turn the writing are shown");
        }
        // A name in another direction leaves what stands beside it where it was.
        page.open("#view=table&find=umg").await;
        let isolated: bool = page
            .eval("return [...document.querySelectorAll('main *')].filter((one) => /[\\u0600-\\u06ff]/.test(one.textContent) && ![...one.children].some((kid) => /[\\u0600-\\u06ff]/.test(kid.textContent)) && !one.closest('svg')).every((one) => one.closest('bdi, [dir], input, option, button, caption, title') !== null || getComputedStyle(one).unicodeBidi === 'isolate' || getComputedStyle(one).unicodeBidi === 'plaintext')")
            .await;
        assert!(isolated, "an Arabic name stands without walls");
    });
}
