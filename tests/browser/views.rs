//! Timeline, years, matrix and table: what they show, under pointer and keys.

use catalog_atlas::data::Catalog;
use catalog_atlas::i18n::Locale;
use catalog_atlas::query::changes::changes;
use catalog_atlas::query::matrix::{Ranks, matrix};
use catalog_atlas::query::timeline::timeline;
use catalog_atlas::rights::engine::Engine;
use catalog_atlas::rights::{Compiled, Options, Status};
use catalog_atlas::state::{State, open};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::support::{Page, Site, in_browser};

/// The dataset of the page, compiled natively.
fn dataset() -> (Catalog, Compiled) {
    let catalog = Catalog::load(&Site::read(&Site::dataset())).expect("the dataset").catalog;
    let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
    (catalog, compiled)
}

fn state(catalog: &Catalog, compiled: &Compiled, address: &str) -> State {
    open(catalog, &State::opening(catalog, compiled), "", address).state
}

/// The number of distinct values of an attribute in the picture.
async fn distinct(page: &Page, css: &str, name: &str) -> usize {
    let script = "return new Set([...document.querySelectorAll(arguments[0])]
        .map((mark) => mark.getAttribute(arguments[1]))).size";
    page.eval_with(script, vec![json!(css), json!(name)]).await
}

/// The key of the stop that has the keyboard focus.
async fn stop(page: &Page) -> Option<String> {
    page.eval("return document.activeElement.closest('.rows [data-stop]')?.dataset.stop").await
}

/// Presses a key, and waits until the focus is elsewhere; where it is then.
async fn go(page: &Page, key: Key) -> String {
    let before = stop(page).await.unwrap_or_default();
    page.eval_with::<()>("window.before = arguments[0]", vec![json!(before)]).await;
    page.press(key).await;
    page.until("the focus to move", "document.activeElement.closest('[data-stop]')?.dataset.stop != before")
        .await;
    stop(page).await.expect("a stop")
}

/// Puts the focus on the only Tab stop of the picture.
async fn enter(page: &Page) {
    assert_eq!(page.count(".rows [data-stop][tabindex='0']").await, 1, "one Tab stop");
    page.eval::<()>("document.querySelector('.rows [data-stop][tabindex=\"0\"]').focus()").await;
}

#[test]
fn the_timeline_has_a_bar_for_every_grant() {
    in_browser(Site::built(), async |page| {
        let (catalog, compiled) = dataset();
        let dates = changes(&catalog, &compiled);
        for address in
            ["view=timeline", "view=timeline&group=service", "view=timeline&type=swap&window=2017/2019"]
        {
            let shown = timeline(&catalog, &compiled, &dates, &state(&catalog, &compiled, address));
            page.open(&format!("#{address}")).await;
            page.until("the bars", "document.querySelector('.rows [data-grant]')").await;
            assert_eq!(
                distinct(page, ".rows [data-grant]", "data-grant").await,
                shown.counts.grants,
                "{address}"
            );
            assert_eq!(page.count(".rows g[data-deal]").await, shown.days.len(), "{address}");
            assert_eq!(distinct(page, ".rows [data-party]", "data-party").await, shown.groups.len());
            assert_eq!(page.text("[data-summary]").await, page.text("#summary").await);
        }
    });
}

#[test]
fn the_timeline_under_keys_and_pointer() {
    in_browser(Site::built(), async |page| {
        page.open("#view=timeline&date=2018-03-10").await;
        page.until("the bars", "document.querySelector('.rows [data-grant]')").await;
        enter(page).await;
        let first = stop(page).await;
        let bar = go(page, Key::Down).await;
        assert!(bar.contains("#g1"), "{bar}");
        let next = go(page, Key::Down).await;
        assert_eq!(go(page, Key::Up).await, bar, "up and down lead back");
        assert_ne!(next, bar);
        assert!(!page.text("[data-hover]").await.is_empty(), "it says where it is");
        assert_eq!(Some(go(page, Key::Home).await), first);
        go(page, Key::Down).await;
        page.press(Key::Enter).await;
        page.until("the deal to open", "location.hash.includes('deal=')").await;
        assert_eq!(page.count(".details").await, 1);
        page.press(Key::Escape).await;
        // The line at the date is taken along.
        page.open("#view=timeline&date=2018-03-10").await;
        page.until("the line", "document.querySelector('.handle')").await;
        let (x, y): (f64, f64) = page
            .eval(
                "const line = document.querySelector('.handle');
                 line.scrollIntoView({ block: 'start' });
                 const box = line.getBoundingClientRect();
                 return [box.left + box.width / 2, Math.max(box.top, 0) + 150]",
            )
            .await;
        for (kind, x, buttons) in [
            ("mousePressed", x, 1),
            ("mouseMoved", x + 40.0, 1),
            ("mouseMoved", x + 80.0, 1),
            ("mouseReleased", x + 80.0, 0),
        ] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1 });
            page.cdp("Input.dispatchMouseEvent", event).await;
        }
        page.until("a later date", "/date=20(19|2)/.test(location.hash)").await;
        page.back().await;
        page.until(
            "the date before",
            "location.hash.includes('date=2018-03-10') || !location.hash.includes('date')",
        )
        .await;
    });
}

/// A finger takes the line wherever it is seen, over the rows as well.
#[test]
fn a_finger_takes_the_line_of_the_date() {
    in_browser(Site::built(), async |page| {
        page.phone(390, 844).await;
        page.open("#view=timeline&date=2018-03-10").await;
        page.until("the line", "document.querySelector('.handle')").await;
        let (x, y, hit, all): (f64, f64, usize, usize) = page
            .eval(
                "const line = document.querySelector('.handle');
                 scrollTo({ top: scrollY + line.getBoundingClientRect().top - 40, behavior: 'instant' });
                 const box = line.getBoundingClientRect(), x = box.left + box.width / 2;
                 let hit = 0, all = 0;
                 for (let y = Math.max(box.top, 0) + 2; y < Math.min(box.bottom, innerHeight) - 60; y += 3) {
                   all += 1;
                   hit += document.elementFromPoint(x, y) === line;
                 }
                 return [x, Math.max(box.top, 0) + 200, hit, all]",
            )
            .await;
        assert!(all > 100 && hit * 10 >= all * 9, "the line takes the pointer at {hit} of {all} points");
        page.touch("touchStart", &[(x, y)]).await;
        for step in 1..=8 {
            page.touch("touchMove", &[(x + 10.0 * f64::from(step), y)]).await;
        }
        page.touch("touchEnd", &[]).await;
        page.until("a later date", "/date=20(19|2)/.test(location.hash)").await;
    });
}

/// What the pointer is on is said in the window, however high the picture is.
#[test]
fn the_sentence_of_a_mark_is_in_the_window() {
    in_browser(Site::built(), async |page| {
        for (width, height) in [(1280, 800), (390, 844)] {
            page.size(width, height).await;
            for view in ["flow", "network", "matrix", "timeline"] {
                page.open(&format!("#view={view}&date=2018-03-10")).await;
                let mark = "svg.scene [data-party], .rows svg.scene [data-stop]";
                page.until("a mark", &format!("document.querySelector('{mark}')")).await;
                let (said, seen): (String, bool) = page
                    .eval(&format!(
                        "const mark = document.querySelector('{mark}');
                         mark.scrollIntoView({{ block: 'center' }});
                         mark.dispatchEvent(new PointerEvent('pointerover', {{ bubbles: true }}));
                         return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {{
                           const line = document.querySelector('[data-hover]'), box = line.getBoundingClientRect();
                           done([line.textContent, box.height > 10 && box.top >= 0 && box.bottom <= innerHeight]);
                         }})))"
                    ))
                    .await;
                assert!(!said.is_empty() && seen, "{view} at {width} px: \u{201c}{said}\u{201d}");
            }
        }
    });
}

#[test]
fn the_timeline_zooms_in_time_and_out() {
    in_browser(Site::built(), async |page| {
        page.open("#view=timeline&date=2018-03-10").await;
        page.until("the bars", "document.querySelector('.rows [data-grant]')").await;
        page.eval::<()>("document.querySelector('.rows [tabindex=\"0\"]').focus()").await;
        page.type_text("+").await;
        page.until("a shorter window", "location.hash.includes('window=')").await;
        page.type_text("0").await;
        page.until("all of the time", "!location.hash.includes('window=')").await;
    });
}

#[test]
fn a_year_leads_to_its_picture() {
    in_browser(Site::built(), async |page| {
        page.open("#years=1&date=2018-03-10").await;
        page.until("the years", "document.querySelector('[data-year]')").await;
        assert_eq!(page.count("[data-year]").await, 17);
        page.eval::<()>("document.querySelector('[data-year=\"2016\"]').dispatchEvent(new MouseEvent('click', { bubbles: true }))")
            .await;
        page.until(
            "the flow of that year",
            "document.querySelector('.scene [data-grant]') && !document.querySelector('[data-year]')",
        )
        .await;
        page.until_address("hash === 'date=2016'").await;
        page.back().await;
        page.until("the years again", "document.querySelector('[data-year]')").await;
    });
}

#[test]
fn a_cell_of_the_matrix_is_an_answer() {
    in_browser(Site::built(), async |page| {
        let (catalog, compiled) = dataset();
        let (engine, dates) = (Engine::new(&catalog, &compiled), changes(&catalog, &compiled));
        let ranks = Ranks::new(&catalog, &compiled, &engine, &dates, "CN");
        let address = "view=matrix&date=2018-03-10";
        let state = state(&catalog, &compiled, address);
        let wanted = matrix(&catalog, &compiled, &engine, &ranks, &state, Locale::En);
        page.open(&format!("#{address}")).await;
        page.until("the cells", "document.querySelector('[data-cell]')").await;
        for (word, answer) in [
            ("yes", Status::Certain),
            ("presumed", Status::Presumed),
            ("possible", Status::Possible),
            ("no", Status::No),
        ] {
            let shown = page.count(&format!("[data-cell][data-answer={word}]")).await;
            assert_eq!(shown, wanted.count(answer).0, "{word}");
        }
        enter(page).await;
        let first = stop(page).await.expect("a cell");
        let (service, catalogue) = first.split_once('~').expect("a pair");
        let below = go(page, Key::Down).await;
        assert!(below.starts_with(service) && !below.ends_with(catalogue), "{below}");
        let beside = go(page, Key::Right).await;
        assert!(!beside.starts_with(service), "{beside}");
        page.press(Key::Enter).await;
        page.until("the question", "location.hash.includes('ask=')").await;
        let asked = page.fragment().await;
        let (service, catalogue) = beside.split_once('~').expect("a pair");
        assert!(asked.contains(&format!("ask={service}~{catalogue}~CN")), "{asked}");
        // On a phone it scrolls in a box of its own.
        page.size(390, 844).await;
        page.open(&format!("#{address}")).await;
        page.until("a box", "document.querySelector('.scroll-box')").await;
        let [inside, box_px, whole]: [f64; 3] = page
            .eval(
                "const box = document.querySelector('.scroll-box');
                 return [box.scrollWidth, box.clientWidth, document.documentElement.scrollWidth]",
            )
            .await;
        assert!(inside > box_px && whole <= 390.0, "{inside} {box_px} {whole}");
        let [before, after]: [f64; 2] = page
            .eval(
                "const name = document.querySelector('.pin-side [data-party]');
                 const left = () => name.getBoundingClientRect().left;
                 const before = left();
                 document.querySelector('.scroll-box').scrollLeft = 80;
                 return [before, left()]",
            )
            .await;
        assert!((before - after).abs() < 1.0, "names of rows stay in place");
    });
}

#[test]
fn every_picture_in_rows_can_be_read_as_text() {
    in_browser(Site::built(), async |page| {
        for (address, css, least) in [
            ("view=timeline&group=service", ".as-text li", 90),
            ("years=1", ".as-text li", 17),
            ("view=matrix&date=2018-03-10", ".as-text tbody tr", 30),
        ] {
            page.open(&format!("#{address}")).await;
            page.until("the way to the text", "document.querySelector('.as-text button')").await;
            page.eval::<()>("document.querySelector('.as-text button').click()").await;
            page.until("the text", "document.querySelector('.as-text li, .as-text td')").await;
            let count = page.count(css).await;
            assert!(count >= least, "{address}: {count}");
            page.assert_accessible(&format!("{address} as text")).await;
        }
    });
}

#[test]
fn the_table_does_what_it_is_told() {
    in_browser(Site::built(), async |page| {
        page.open("#view=table&group=type&sort=-confidence,from&cols=title,from,price").await;
        let heads: Vec<String> = page
            .eval("return [...document.querySelectorAll('.deals thead th')].map((head) => head.ariaSort)")
            .await;
        assert_eq!(heads, ["none", "ascending", "none"]);
        let groups = page.count(".deals .group-row").await;
        assert!(groups > 5, "{groups}");
        // Without a Shift key: the second column by a list.
        let then = "document.querySelectorAll('.row-tools select')[1]";
        assert_eq!(page.eval::<String>(&format!("return {then}.value")).await, "from");
        page.eval::<()>(&format!(
            "{then}.value = 'price'; {then}.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ))
        .await;
        page.until("another second column", "location.hash.includes('sort=-confidence,price')").await;
        let all = page.count(".deals tbody tr[data-deal]").await;
        // In place: only rows that hold the words.
        page.eval::<()>("document.querySelector('.row-tools input[type=text]').focus()").await;
        page.type_text("netease swap").await;
        page.until("fewer rows", "location.hash.includes('find=')").await;
        page.until("fewer rows", "document.querySelectorAll('.deals tbody tr[data-deal]').length < 10").await;
        assert!(all > page.count(".deals tbody tr[data-deal]").await);
        // A row unfolds to all terms and sources.
        page.click(".deals .more").await;
        page.until("terms and sources", "document.querySelector('.unfolded a[href^=http]')").await;
        assert_eq!(page.attribute(".deals .more", "aria-expanded").await.as_deref(), Some("true"));
        page.assert_accessible("the table with an unfolded row").await;
        page.click(".deals .more").await;
        page.until("the row to fold", "!document.querySelector('.unfolded')").await;
        let caption: String = page.eval("return document.querySelector('.deals caption').textContent").await;
        let rows: Value = page.count(".deals tbody tr[data-deal]").await.into();
        assert!(caption.contains(&rows.to_string()), "{caption}");
    });
}
