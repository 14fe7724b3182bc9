//! What holds for every view: it shows the library's answer, says it, explains its marks, can be walked
//! by keyboard, is empty with words, and moves from and to the others.

use crate::support::library::{Library, STANDING, Standing};
use crate::support::{Page, Site, in_browser};
use catalog_atlas::data::words::View;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::table::shown;
use fantoccini::key::Key;
use serde_json::json;
use std::collections::BTreeSet;

/// Every drawn view, by its address.
const VIEWS: [&str; 6] =
    ["view=flow", "view=network", "view=matrix", "view=timeline", "years=1", "view=matrix&years=1"];

const REST: [&str; 4] = [
    "date=2018-03-10",
    "date=2021-10-01&focus=netease-cloud-music",
    "date=2015-06-01&exclusivity=exclusive",
    "date=2016&country=KR&presume=none",
];

#[test]
fn every_view_shows_the_librarys_answer_and_says_it() {
    in_browser(Site::built(), async |page| {
        let library = Library::new();
        for (width, height) in [(1280, 900), (390, 844)] {
            page.size(width, height).await;
            for view in VIEWS {
                for rest in REST {
                    let fragment = format!("{view}&{rest}");
                    page.open(&format!("#{fragment}")).await;
                    let inside: f32 = page.eval("return document.querySelector('.graph').clientWidth").await;
                    let shown: Standing = page.eval(STANDING).await;
                    assert_eq!(shown, library.standing(&fragment, inside), "{fragment} at {width} px");
                    assert!(!shown.hooks.is_empty() && !shown.legend.is_empty(), "{fragment}");
                }
            }
        }
    });
}

#[test]
fn the_table_shows_the_librarys_rows() {
    in_browser(Site::built(), async |page| {
        let library = Library::new();
        for rest in ["", "type=swap&sort=-start", "find=netease&group=type", "country=KR&date=2016"] {
            let fragment = format!("view=table&{rest}");
            page.open(&format!("#{fragment}")).await;
            let rows: Vec<String> = page
                .eval("return [...document.querySelectorAll('.deals tbody tr[data-deal]')].map((row) => row.dataset.deal)")
                .await;
            let (state, compiled) = library.state(&fragment);
            let wanted = shown(&library.catalog, &compiled, &state, Locale::En).0;
            let wanted: Vec<String> =
                wanted.iter().map(|row| library.catalog.deal(row.deal).id.to_string()).collect();
            assert_eq!(rows, wanted, "{fragment}");
            assert_eq!(page.text("[data-summary]").await, library.scene(&fragment, 800.0).description);
        }
    });
}

/// The file that the button of the table saves, caught on its way.
#[test]
fn the_table_saves_exactly_its_rows() {
    in_browser(Site::built(), async |page| {
        page.open("#view=table&find=netease&sort=-from&type=licence,swap").await;
        let text: String = page
            .eval(
                "return (async () => {
                 const rows = [...document.querySelectorAll('.deals tbody tr[data-deal]')].map((row) => row.dataset.deal);
                 const made = URL.createObjectURL;
                 let blob;
                 URL.createObjectURL = (file) => made.call(URL, blob = file);
                 [...document.querySelectorAll('.row-tools button')].find((one) => one.textContent.includes('CSV')).click();
                 for (let tries = 0; !blob && tries < 50; tries += 1) await new Promise((done) => setTimeout(done, 20));
                 URL.createObjectURL = made;
                 const lines = (await blob.text()).trim().split('\\r\\n');
                 const ids = lines.slice(1).map((line) => line.split(',')[0]);
                 if (rows.length < 5 || String(rows) !== String(ids)) throw new Error(`${rows} and ${ids}`);
                 return lines[0];
                 })()",
            )
            .await;
        assert!(text.contains("id,type,from"), "{text}");
    });
}

/// Presses keys until each has been tried in turn, and collects where the focus was.
#[test]
fn every_view_can_be_walked_by_keyboard() {
    in_browser(Site::built(), async |page| {
        for (width, height) in [(1280, 900), (390, 844)] {
            page.size(width, height).await;
            for view in VIEWS {
                page.open(&format!("#{view}&date=2018-03-10")).await;
                let stops = "svg.scene [tabindex]";
                let all = page.count(stops).await;
                assert_eq!(page.count("svg.scene [tabindex='0']").await, 1, "{view}: one Tab stop");
                page.eval::<()>("document.querySelector('svg.scene [tabindex=\"0\"]').focus()").await;
                let here = "const mark = document.activeElement;
                    return mark.dataset.stop ?? mark.dataset.party ?? ''";
                let mut seen = BTreeSet::from([page.eval::<String>(here).await]);
                for key in [Key::Home, Key::Down, Key::Right, Key::Down, Key::End, Key::Up, Key::Left] {
                    page.press(key).await;
                    seen.insert(page.eval::<String>(here).await);
                }
                // One press of Tab leaves it, back as well: nothing else in it takes the focus.
                let inside = "return document.activeElement.closest('svg.scene') !== null";
                page.eval::<()>("document.querySelector('svg.scene [tabindex=\"0\"]').focus()").await;
                page.press_with(Key::Shift, Key::Tab).await;
                assert!(!page.eval::<bool>(inside).await, "{view}: one Tab stop, backwards");
                page.press(Key::Tab).await;
                assert!(page.eval::<bool>(&format!("{inside} && document.activeElement.tabIndex === 0 && document.activeElement.tagName !== 'svg'")).await, "{view}: Tab leads to a mark");
                assert!(!seen.contains(""), "{view}: the focus never leaves the picture");
                assert!(seen.len() >= 4.min(all), "{view} at {width} px: {seen:?} of {all}");
                let name: Option<String> =
                    page.eval("return document.activeElement.getAttribute('aria-label')").await;
                assert!(name.is_some_and(|name| !name.is_empty()), "{view}: what has the focus has a name");
                assert_eq!(page.count("svg.scene [tabindex='0']").await, 1, "{view}: one Tab stop");
            }
        }
    });
}

#[test]
fn every_view_is_empty_with_words() {
    in_browser(Site::built(), async |page| {
        for (width, height) in [(1280, 900), (390, 844)] {
            page.size(width, height).await;
            for view in VIEWS.into_iter().chain(["view=table"]) {
                page.open(&format!("#{view}&country=IS")).await;
                let marks = page.count("svg.scene [data-grant], svg.scene [data-party], [data-cell]").await;
                assert_eq!((marks, page.count("[data-empty]").await), (0, 1), "{view}");
                assert!(!page.text("[data-summary]").await.is_empty());
                page.click("[data-empty] button").await;
                page.until("the way out", "!document.querySelector('[data-empty]')").await;
            }
        }
    });
}

/// A search in the rows that finds nothing can be taken back where it says so.
#[test]
fn a_table_that_finds_nothing_says_so() {
    in_browser(Site::built(), async |page| {
        page.open("#view=table&find=zzz").await;
        assert_eq!((page.count("[data-empty]").await, page.count(".deals").await), (1, 0));
        assert!(page.text("[data-summary]").await.contains("“zzz”"));
        page.click("[data-empty] button").await;
        page.until("the rows", "document.querySelectorAll('.deals tbody tr').length > 100").await;
        assert!(page.text("[data-summary]").await.contains("deals and events of all times"));
    });
}

/// Flow and network can be read without being seen.
#[test]
fn the_graphs_can_be_read_as_text() {
    in_browser(Site::built(), async |page| {
        for view in ["view=flow", "view=network"] {
            page.open(&format!("#{view}&date=2018-03-10")).await;
            let links = page.count("svg.scene g[data-grant]:not([data-grant] *)").await;
            page.click(".as-text > button").await;
            page.until("the text", "document.querySelectorAll('.as-text li').length > 30").await;
            assert!(links > 30 && page.count(".as-text h3").await > 10, "{view}");
        }
    });
}

/// The answer to a press on a cell is seen, and Escape takes the question back.
#[test]
fn a_cell_shows_its_answer() {
    in_browser(Site::built(), async |page| {
        for (width, height) in [(1280, 800), (390, 844)] {
            page.size(width, height).await;
            page.open("#view=matrix&date=2018-03-10").await;
            page.eval::<()>(
                "const cells = document.querySelectorAll('[data-cell]');
                 const cell = cells[cells.length - 1];
                 cell.scrollIntoView({ block: 'end' });
                 cell.focus();
                 cell.dispatchEvent(new MouseEvent('click', { bubbles: true }))",
            )
            .await;
            page.until(
                "the answer in the window",
                "(() => { const box = document.querySelector('.answer-word')?.getBoundingClientRect();
                 return box && box.top >= 0 && box.bottom <= innerHeight })()",
            )
            .await;
            page.press(Key::Escape).await;
            page.until("no question", "!location.hash.includes('ask=')").await;
        }
    });
}

/// How much the filters hide is said, and which of them to clear.
#[test]
fn an_empty_view_says_how_much_is_hidden() {
    in_browser(Site::built(), async |page| {
        for (view, hidden, way) in [
            ("view=matrix&country=BR", "Without them there are 163 answers", "to see 163 answers"),
            ("view=matrix&years=1&country=BR", "licences in", "to see licences in"),
            ("years=1&country=BR", "licences in 15 years", "to see licences in 15 years"),
            ("view=timeline&country=BR", "Without them there are 76 licences", "to see 76 licences"),
            ("country=BR", "Without them there are", "licences"),
        ] {
            page.open(&format!("#{view}&date=2018-03-10")).await;
            let said = page.text("[data-empty]").await;
            assert!(said.contains(hidden) && said.contains(way), "{view}: {said}");
        }
    });
}

/// Who opens a year by keyboard goes on in its picture.
#[test]
fn a_year_opened_by_keyboard_keeps_the_focus() {
    in_browser(Site::built(), async |page| {
        for view in ["years=1", "view=matrix&years=1"] {
            page.open(&format!("#{view}")).await;
            page.eval::<()>("document.querySelector('[data-year]').focus()").await;
            page.press(Key::Enter).await;
            page.until("the year", "!location.hash.includes('years=1')").await;
            page.until("the focus", "document.activeElement.closest('svg.scene') !== null").await;
        }
    });
}

/// What is drawn back can still be read, and a small picture draws back a part of itself.
#[test]
fn what_is_drawn_back_is_faint_and_its_name_is_not() {
    in_browser(Site::built(), async |page| {
        for view in VIEWS {
            page.open(&format!("#{view}&date=2018-03-10&focus=netease-cloud-music")).await;
            page.until("all to be there", "document.getAnimations().length === 0").await;
            let [names, marks]: [Vec<f64>; 2] = page
                .eval(
                    "const seen = (mark) => mark.matches('svg.scene') ? 1 : getComputedStyle(mark).opacity * seen(mark.parentElement);
                     const solid = (mark) => seen(mark) * getComputedStyle(mark).fillOpacity;
                     const all = (css) => [...document.querySelectorAll(css)].filter((mark) => mark.closest('.dimmed')).map(solid);
                     return [all('svg.scene text'), all('svg.scene :is(path, circle)')]",
                )
                .await;
            assert!(marks.len() > 5 && marks.iter().any(|mark| *mark < 0.2), "{view}: {marks:?}");
            assert!(names.iter().all(|name| *name > 0.55), "{view}: {names:?}");
        }
    });
}

/// Names of the views' buttons, in their order.
const BUTTONS: &str = ".controls .views button";

async fn switch(page: &Page, at: usize) -> [usize; 3] {
    // Counted in the page, in the frame in which the view is there: no test is quick enough from outside.
    page.eval_with(
        "return (async ([css, at]) => {
         const ours = () => document.getAnimations().filter((one) => one.constructor === Animation);
         const button = document.querySelectorAll(css)[at];
         button.click();
         // The second part of the program may have to come first.
         while (button.ariaPressed !== 'true') await new Promise((done) => requestAnimationFrame(done));
         const moved = ours().filter((one) => one.effect.getKeyframes().some((frame) => 'translate' in frame));
         const ends = ours().map((one) => one.effect.getComputedTiming().endTime);
         return [moved.length, ours().length, Math.max(0, ...ends)];
         })(arguments)",
        vec![json!(BUTTONS), json!(at)],
    )
    .await
}

#[test]
fn a_change_of_view_moves_what_stands_in_both() {
    in_browser(Site::built(), async |page| {
        page.open("#date=2018-03-10").await;
        let place = |view: View| View::ALL.iter().position(|&other| other == view).expect("a view");
        for (to, least) in [(View::Network, 25), (View::Timeline, 10), (View::Matrix, 10), (View::Flow, 10)] {
            let [moved, all, longest_ms] = switch(page, place(to)).await;
            assert!(moved >= least && all > moved, "{to:?}: {moved} moved, {all} in all");
            assert!((1..=300).contains(&longest_ms), "{longest_ms} ms");
            page.eval::<()>("return new Promise((done) => setTimeout(done, 400))").await;
            assert_eq!(page.eval::<usize>("return document.getAnimations().length").await, 0, "{to:?}");
        }
        // From the table nobody has a place, and what comes fades in.
        let [_, fades, _] = switch(page, place(View::Table)).await;
        assert!(fades > 50, "{fades}");
        page.media("prefers-reduced-motion", "reduce").await;
        for to in [View::Flow, View::Network, View::Matrix] {
            assert_eq!(
                switch(page, place(to)).await,
                [0, 0, 0],
                "{to:?} although the reader wants no motion"
            );
        }
    });
}

/// A page at rest asks for no frame and runs no timer, in any view.
#[test]
fn a_still_page_is_still() {
    in_browser(Site::built(), async |page| {
        page.before_scripts(
            "window.asked = 0;
             for (const name of ['requestAnimationFrame', 'setTimeout', 'setInterval']) {
               const real = window[name];
               window[name] = (...all) => { window.asked += 1; return real.apply(window, all); };
             }",
        )
        .await;
        for view in VIEWS.iter().chain(&["view=table"]) {
            page.open(&format!("#{view}&date=2018-03-10")).await;
            page.eval::<()>("document.querySelector('.controls .views button[aria-pressed=false]').click()")
                .await;
            // Waits without a timer of its own.
            let wait = |ms: u32, then: &str| {
                format!(
                    "return (async () => {{
                       const turn = () => new Promise((done) => {{
                         const way = new MessageChannel();
                         way.port1.onmessage = done;
                         way.port2.postMessage(0);
                       }});
                       const start = performance.now();
                       window.asked = 0;
                       while (performance.now() - start < {ms}) await turn();
                       return {then};
                     }})()"
                )
            };
            page.eval::<()>(&wait(900, "null")).await;
            let asked: usize = page.eval(&wait(400, "window.asked")).await;
            assert_eq!(asked, 0, "{view}");
        }
    });
}
