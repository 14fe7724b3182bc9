//! The document around the page: its attributes, its languages, its events.

use super::window;
use crate::state::Theme;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, HtmlElement};

/// What `catalog-atlas:ready` tells in its `detail`.
pub struct ReadyDetail<'a> {
    /// Version of the page.
    pub version: &'a str,
    /// Title of the dataset.
    pub title: &'a str,
    /// Number of deals that could be read.
    pub deals: usize,
}

/// Sets `html[data-atlas]` to `loading`, `ready` or `failed`.
pub fn set_phase(phase: &str) {
    set_root("data-atlas", phase);
}

/// Tells the document once that the page can be used.
pub fn announce_ready(detail: &ReadyDetail) {
    let init = CustomEventInit::new();
    let told = Object::new();
    let parts: [(&str, JsValue); 3] = [
        ("version", detail.version.into()),
        ("title", detail.title.into()),
        ("deals", (detail.deals as u32).into()),
    ];
    for (name, value) in parts {
        let _ = Reflect::set(&told, &name.into(), &value);
    }
    init.set_detail(&told);
    if let (Some(document), Ok(event)) =
        (document(), CustomEvent::new_with_event_init_dict("catalog-atlas:ready", &init))
    {
        let _ = document.dispatch_event(&event);
    }
}

/// Language and title of the document.
pub fn set_language_and_title(lang: &str, title: &str) {
    set_root("lang", lang);
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Theme chosen by hand, for the style sheet.
pub fn set_theme(theme: Theme) {
    set_root(
        "data-theme",
        match theme {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        },
    );
}

/// The reader's languages, the dearest first.
pub fn languages() -> Vec<String> {
    window()
        .map(|window| window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect())
        .unwrap_or_default()
}

/// Content of `<meta name="…">`.
pub fn meta(name: &str) -> Option<String> {
    let found = document()?.query_selector(&format!("meta[name='{name}']")).ok()??;
    found.get_attribute("content").filter(|content| !content.is_empty())
}

/// Width of the first element that matches, in px; nothing if it has no box.
pub fn width_px(selector: &str) -> Option<f32> {
    let width = document()?.query_selector(selector).ok()??.client_width();
    (width > 0).then_some(width as f32)
}

/// Width of the window or frame, in px.
pub fn window_width_px() -> f32 {
    window().and_then(|window| window.inner_width().ok()?.as_f64()).map_or(0.0, |width| width as f32)
}

/// The address that relative ones start from.
pub fn base_uri() -> String {
    document().and_then(|document| document.base_uri().ok().flatten()).unwrap_or_default()
}

/// The text of an element by id.
pub fn text_of(id: &str) -> Option<String> {
    by_id(id)?.text_content()
}

/// Marks the page as part of another, for the style sheet.
pub fn set_embed() {
    set_root("data-embed", "");
}

/// The page stays as the build wrote it.
pub fn set_static() {
    set_root("data-static", "");
    set_phase("ready");
}

/// An element by id.
pub fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Moves the keyboard focus to the first element that matches; says whether one was there.
pub fn focus(selector: &str) -> bool {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    match found {
        Some(element) => {
            // SVG elements take focus by the same interface.
            if let Some(html) = element.dyn_ref::<HtmlElement>() {
                html.focus().is_ok()
            } else if let Some(svg) = element.dyn_ref::<web_sys::SvgElement>() {
                svg.focus().is_ok()
            } else {
                false
            }
        }
        None => false,
    }
}

/// Whether a media query holds now.
pub fn media(query: &str) -> bool {
    window().and_then(|window| window.match_media(query).ok().flatten()).is_some_and(|list| list.matches())
}

/// The document; absent only outside a browser.
pub fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Puts text on the clipboard; says whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let navigator = window.navigator();
    // Absent outside secure contexts: the getter then gives undefined.
    if js_sys::Reflect::get(&navigator, &"clipboard".into()).map_or(true, |value| value.is_undefined()) {
        return false;
    }
    wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

fn set_root(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// Says how much of the data has come, in the static text of the loading page.
pub fn set_progress(locale: crate::i18n::Locale, bytes: usize) {
    let found = document().and_then(|document| document.query_selector(".loading").ok().flatten());
    if let Some(element) = found {
        // The total is not known where a host compresses on the fly: say what is there.
        let kilobytes = crate::i18n::number::whole(locale, (bytes / 1000) as u64);
        element.set_text_content(Some(&format!("{} {kilobytes} kB", locale.words().loading)));
    }
}

/// Shows the message of a page that has stopped, from the document's own template.
pub fn show_stopped() {
    set_phase("failed");
    let Some(document) = document() else { return };
    let (Some(template), Some(body)) = (document.get_element_by_id("atlas-failed"), document.body()) else {
        return;
    };
    let Some(template) = template.dyn_ref::<web_sys::HtmlTemplateElement>() else { return };
    if let Ok(message) = template.content().clone_node_with_deep(true) {
        let _ = body.insert_before(&message, body.first_child().as_ref());
    }
}

/// Title of the document.
pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// Between a mark that is brought into the window and its edge.
const BESIDE_PX: f64 = 32.0;

/// Other details have opened: they are read from their beginning, by who came from the ones before
/// too. The first element that matches is brought into the window; on a narrow page into its upper
/// part, above the sheet of details.
pub fn details_opened(selector: &str) {
    if let Some(side) = document().and_then(|document| document.query_selector(".side").ok().flatten()) {
        side.set_scroll_top(0);
    }
    if focus_is_in(".details") {
        focus(".details h2");
    }
    let Some((window, [top, bottom, height])) = standing(selector) else { return };
    // Beside the picture the details begin at its upper end: no further than it takes, and not for what is
    // seen in part.
    let down = if media("(max-width: 63.99rem)") {
        (top < 0.0 || bottom > height / 2.0).then_some(top - height / 6.0)
    } else if bottom <= 0.0 {
        Some(top - BESIDE_PX)
    } else {
        (top >= height).then_some(bottom + BESIDE_PX - height)
    };
    if let Some(down) = down {
        window.scroll_by_with_x_and_y(0.0, down);
    }
}

/// Brings an element into the window, if it is not there.
pub fn reveal(selector: &str) {
    let Some((window, [top, bottom, height])) = standing(selector) else { return };
    if top < 0.0 || bottom > height {
        window.scroll_by_with_x_and_y(0.0, top - height / 6.0);
    }
}

/// Where the first element that matches begins and ends in the window, and how high that is, in px.
fn standing(selector: &str) -> Option<(web_sys::Window, [f64; 3])> {
    let window = window()?;
    let rect = document()?.query_selector(selector).ok()??.get_bounding_client_rect();
    let height = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(0.0);
    Some((window, [rect.top(), rect.bottom(), height]))
}

/// A selector of the party or grant whose mark or row has the keyboard focus.
pub fn active_hook() -> Option<String> {
    let active = document()?.active_element()?;
    for name in ["data-party", "data-grant"] {
        if let Some(value) = active.get_attribute(name) {
            return Some(format!("[{name}='{value}']"));
        }
    }
    (!active.id().is_empty()).then(|| format!("#{}", active.id()))
}

/// Whether no element has the keyboard focus.
pub fn focus_is_nowhere() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|active| active.tag_name().eq_ignore_ascii_case("body"))
}

/// Whether the keyboard focus is inside an element that matches.
pub fn focus_is_in(selector: &str) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| active.closest(selector).ok().flatten().is_some())
}
