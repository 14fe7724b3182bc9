//! The second part of the program: what the first view does without.
//!
//! A release is taken apart (`scripts/split.mjs`); its script leaves a function
//! in the page that fetches the second part. A program in one piece has none.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What fetches the second part; not defined where the program is in one piece.
fn fetch() -> JsValue {
    Reflect::get(&js_sys::global(), &"atlasRest".into()).unwrap_or_default()
}

/// Whether the whole program is there. Asks for nothing.
pub fn is_here() -> bool {
    let fetch = fetch();
    fetch.is_undefined() || Reflect::get(&fetch, &"here".into()).is_ok_and(|here| here.is_truthy())
}

/// Waits until the whole program is there; false if it could not be fetched.
pub async fn arrive() -> bool {
    let Ok(fetch) = fetch().dyn_into::<Function>() else { return true };
    match fetch.call0(&JsValue::NULL) {
        Ok(coming) => JsFuture::from(Promise::from(coming)).await.is_ok(),
        Err(_) => false,
    }
}
