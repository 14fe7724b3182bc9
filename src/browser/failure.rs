//! The message of a page that has no data: written beside the static headline,
//! without the component tree.

use super::document::{document, set_phase};
use crate::i18n::Locale;
use gloo::events::EventListener;
use web_sys::Element;

/// Puts the reason and the ways on in place of the loading text.
pub fn show(locale: Locale, message: &str, address: &str) {
    let words = locale.words();
    set_phase("failed");
    let Some(root) = super::document::by_id("app") else { return };
    // What the build wrote is about other data.
    if super::document::meta("catalog-atlas-data").is_some_and(|own| own != address)
        && let Some(page) = document().and_then(|document| document.document_element())
    {
        let _ = page.set_attribute("data-other", "");
    }
    let Some(alert) = child(&root, "div", "") else { return };
    // In the place of the loading text; what the build wrote of the same data stays readable.
    if let Ok(Some(loading)) = root.query_selector(".loading") {
        let _ = root.replace_child(&alert, &loading);
    }
    for (name, value) in [("class", "failed"), ("role", "alert"), ("lang", locale.tag())] {
        let _ = alert.set_attribute(name, value);
    }
    child(&alert, "h2", words.failed_title);
    child(&alert, "p", message);
    let Some(ways) = child(&alert, "p", "") else { return };
    if let Some(again) = child(&ways, "button", words.retry) {
        let _ = again.set_attribute("type", "button");
        // Lives as long as the page, which has nothing else to do.
        EventListener::new(&again, "click", |_| {
            if let Some(window) = super::window() {
                let _ = window.location().reload();
            }
        })
        .forget();
    }
    if let Some(link) = child(&ways, "a", words.download_json) {
        let _ = link.set_attribute("href", address);
    }
}

/// Asks before something is done that the reader may not want; the button goes when it is pressed.
pub fn ask(locale: Locale, question: &str, go: impl Fn() + 'static) {
    let Some(root) = super::document::by_id("app") else { return };
    // Nothing is being loaded, and nothing may say that it takes too long.
    set_phase("asking");
    let Some(place) = child(&root, "p", "") else { return };
    for (name, value) in [("class", "loading asked"), ("role", "status"), ("lang", locale.tag())] {
        let _ = place.set_attribute(name, value);
    }
    if let Ok(Some(loading)) = root.query_selector(".loading") {
        let _ = root.replace_child(&place, &loading);
    }
    if let Some(button) = child(&place, "button", question) {
        let _ = button.set_attribute("type", "button");
        let pressed = place.clone();
        EventListener::once(&button, "click", move |_| {
            set_phase("loading");
            pressed.set_text_content(Some(locale.words().loading));
            go();
        })
        .forget();
    }
}

fn child(parent: &Element, name: &str, text: &str) -> Option<Element> {
    let element = document()?.create_element(name).ok()?;
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}
