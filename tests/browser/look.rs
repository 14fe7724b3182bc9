//! Themes, forced colours, print, narrow pages, motion.

use crate::support::{Page, Site, in_browser};

/// How light the page's ground is, from 0 to 255.
pub async fn ground(page: &Page) -> f64 {
    page.eval(
        "const opaque = [document.body, document.documentElement].map((e) => getComputedStyle(e).backgroundColor)
           .map((colour) => colour.match(/[\\d.]+/g).map(Number)).find(([,,, alpha]) => alpha !== 0);
         if (!opaque) throw new Error('the page has no ground of its own');
         return 0.2126 * opaque[0] + 0.7152 * opaque[1] + 0.0722 * opaque[2]",
    )
    .await
}

#[test]
fn the_theme_follows_the_system_and_the_reader() {
    in_browser(Site::built(), async |page| {
        for (system, asked, dark) in [
            ("light", "", false),
            ("dark", "", true),
            ("dark", "theme=light", false),
            ("light", "theme=dark", true),
            ("dark", "theme=auto", true),
            ("light", "dark=true", true),
        ] {
            page.media("prefers-color-scheme", system).await;
            page.open(&format!("#{asked}")).await;
            assert_eq!(ground(page).await < 128.0, dark, "{system} system, {asked}");
        }
    });
}

#[test]
fn forced_colours_reach_the_picture() {
    in_browser(Site::built(), async |page| {
        page.media("forced-colors", "active").await;
        page.open("#date=2018-03-10").await;
        let wrong: Vec<String> = page
            .eval(
                r#"
const probe = document.body.appendChild(document.createElement("i"));
const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
const rules = [[".label", "fill", "CanvasText"], [".node", "fill", "Canvas"], [".node", "stroke", "CanvasText"],
  [".link.exclusive.ribbon, .link.open.ribbon", "fill", "CanvasText"], [".link.ribbon.exclusive-light", "fill", "GrayText"],
  [".link.ribbon.passed, .link.ribbon.passed-light", "fill", "Canvas"], [".link.ribbon.passed-light", "stroke", "GrayText"]];
const wrong = [];
for (const [css, property, name] of rules) {
  const marks = [...document.querySelectorAll(`svg.scene ${css}`)];
  if (marks.length === 0) wrong.push(`no ${css}`);
  const other = marks.map((mark) => getComputedStyle(mark)[property]).find((value) => value !== system(name));
  if (other) wrong.push(`${css}: ${property} is ${other}, not ${name}`);
}
return wrong;
"#,
            )
            .await;
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    });
}

#[test]
fn print_keeps_the_picture_and_drops_the_controls() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        page.print_media(true).await;
        let shown = |css: &'static str| async move {
            page.eval_with::<bool>(
                "return document.querySelector(arguments[0]).checkVisibility()",
                vec![css.into()],
            )
            .await
        };
        for css in ["h1", "[data-summary]", "svg.scene", "footer"] {
            assert!(shown(css).await, "{css} is not printed");
        }
        for css in [".controls", ".graph-tools"] {
            assert!(!shown(css).await, "{css} is printed");
        }
    });
}

#[test]
fn nothing_is_wider_than_a_small_phone() {
    in_browser(Site::built(), async |page| {
        page.size(320, 640).await;
        for fragment in
            ["", "focus=netease-cloud-music", "deal=rock-ali-2014", "view=table", "step=circle-2018.2"]
        {
            page.open(&format!("#{fragment}")).await;
            let width: u32 = page.eval("return document.documentElement.scrollWidth").await;
            assert!(width <= 320, "{fragment}: {width} px wide");
        }
    });
}

#[test]
fn the_picture_begins_on_the_first_screen_of_a_phone() {
    in_browser(Site::built(), async |page| {
        page.size(390, 844).await;
        for lang in ["en", "zh-Hans"] {
            page.open(&format!("#lang={lang}")).await;
            let middle: f64 = page
                .eval("const box = document.querySelector('svg.scene').getBoundingClientRect(); return box.y + box.height / 2")
                .await;
            assert!(middle <= 844.0, "{lang}: the picture's middle is at {middle} px");
            let shown = async || {
                page.eval::<Vec<bool>>(
                    "return ['.ask', '.search', '.filters'].map((css) => document.querySelector(css).checkVisibility())",
                )
                .await
            };
            assert_eq!(shown().await, [false; 3], "{lang}");
            page.click(".fold").await;
            page.until("the tools", "document.querySelector('.fold').ariaExpanded == 'true'").await;
            assert_eq!(shown().await, [true; 3], "{lang}");
        }
        // An answer is never behind the button.
        page.open("#ask=qq-music~him~CN&date=2017-12-01").await;
        assert!(page.eval::<bool>("return document.querySelector('.answer-word').checkVisibility()").await);
    });
}

#[test]
fn a_click_moves_nothing_on_a_desktop() {
    in_browser(Site::built(), async |page| {
        page.size(1280, 900).await;
        page.open("").await;
        let places = async || {
            page.eval::<Vec<String>>(
                "return [...document.querySelectorAll('svg.scene [data-party] text')].map((name) => {
                   const box = name.getBoundingClientRect();
                   return `${name.textContent} ${Math.round(box.x)} ${Math.round(box.y + scrollY)}`;
                 })",
            )
            .await
        };
        let before = places().await;
        page.click("svg.scene [data-party=wmg] text").await;
        page.until(
            "the details",
            "document.querySelector('[data-details] h2')?.innerText == 'Warner Music Group'",
        )
        .await;
        let after = places().await;
        for place in &before {
            assert!(after.contains(place), "{place} px is among\n{}", after.join("\n"));
        }
    });
}

#[test]
fn no_text_is_smaller_than_twelve_pixels() {
    in_browser(Site::built(), async |page| {
        for fragment in ["", "focus=netease-cloud-music", "deal=rock-ali-2014", "view=table"] {
            page.open(&format!("#{fragment}")).await;
            let small: Vec<String> = page
                .eval(
                    "const all = [...document.querySelectorAll('main *')];
                     const own = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
                     return all.filter((e) => own(e) && e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 12)
                       .map((e) => `${e.tagName} ${e.textContent.slice(0, 40)}`)",
                )
                .await;
            assert!(small.is_empty(), "{fragment}: {}", small.join("\n"));
        }
    });
}

/// The longest transition or animation that any element has, in seconds.
const LONGEST: &str = "
return Math.max(...[...document.querySelectorAll('*')].flatMap((e) => {
  const { transitionDuration, animationDuration } = getComputedStyle(e);
  return `${transitionDuration}, ${animationDuration}`.split(', ').map((t) => t.endsWith('ms') ? parseFloat(t) / 1000 : parseFloat(t));
}))";

#[test]
fn motion_is_short_and_can_be_off() {
    in_browser(Site::built(), async |page| {
        page.open("").await;
        let longest: f64 = page.eval(LONGEST).await;
        assert!(longest <= 0.3, "{longest} s");
        page.media("prefers-reduced-motion", "reduce").await;
        let longest: f64 = page.eval(LONGEST).await;
        assert!(longest < 0.001, "{longest} s although the reader wants no motion");
    });
}
