//! Query, fragment and history of the page's own address.

use super::window;
use crate::state::History;
use wasm_bindgen::JsValue;
use web_sys::Location;

/// The query without `?`; empty if it cannot be read.
pub fn query() -> String {
    part(Location::search).trim_start_matches('?').to_string()
}

/// The fragment without `#`; empty if it cannot be read.
pub fn fragment() -> String {
    let text = part(Location::hash);
    text.strip_prefix('#').unwrap_or(&text).to_string()
}

/// The whole address of the page with this fragment, for sharing.
pub fn href_with(fragment: &str) -> String {
    let href = part(Location::href);
    let base = href.split('#').next().unwrap_or(&href);
    if fragment.is_empty() { base.to_string() } else { format!("{base}#{fragment}") }
}

/// The whole address, as it is now.
pub fn href() -> String {
    part(Location::href)
}

/// The page's own address without query and fragment.
pub fn base() -> String {
    let href = part(Location::href);
    href.split(['#', '?']).next().unwrap_or_default().to_string()
}

/// Writes the fragment. A frame may refuse; then nothing happens.
pub fn write(fragment: &str, how: History) {
    let Some(history) = window().and_then(|window| window.history().ok()) else { return };
    let path = part(Location::pathname) + &part(Location::search);
    let url = if fragment.is_empty() { path } else { format!("#{fragment}") };
    let result = match how {
        History::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
        History::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
        History::Keep => Ok(()),
    };
    // Refused in some frames; the page works without it.
    let _ = result;
}

fn part(read: impl Fn(&Location) -> Result<String, JsValue>) -> String {
    window().and_then(|window| read(&window.location()).ok()).unwrap_or_default()
}
