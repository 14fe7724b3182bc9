//! What the elements of the picture stand for, and which of them are lit.

use super::h::Place;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// The element that an event is about.
pub fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// The party or grant that an element of the picture stands for.
pub fn hook(element: &Element) -> (Option<String>, Option<String>) {
    match element.closest("[data-party],[data-grant]") {
        Ok(Some(mark)) => (mark.get_attribute("data-party"), mark.get_attribute("data-grant")),
        _ => (None, None),
    }
}

/// Marks what belongs to the hovered thing; the style sheet dims the rest.
pub fn light(svg: &Place, hot: Option<&[String]>) {
    let Some(svg) = &*svg.borrow() else { return };
    let _ = match hot {
        Some(_) => svg.set_attribute("data-hovering", ""),
        None => svg.remove_attribute("data-hovering"),
    };
    let Ok(all) = svg.query_selector_all("[data-party],[data-grant]") else { return };
    for place in 0..all.length() {
        let Some(element) = all.item(place).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        let (party, grant) = hook(&element);
        let name = party.or(grant);
        let is_hot = hot.is_some_and(|hot| name.is_some_and(|name| hot.contains(&name)));
        let _ =
            if is_hot { element.set_attribute("data-hot", "") } else { element.remove_attribute("data-hot") };
    }
}
