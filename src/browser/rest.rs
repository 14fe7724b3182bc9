//! The second part of the program: what the first view does without.
//!
//! A release is taken apart (`scripts/split.mjs`); its script leaves a function
//! in the page that fetches the second part. A program in one piece has none.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Waits until the whole program is there; false if it could not be fetched.
pub async fn arrive() -> bool {
    let asked = Reflect::get(&js_sys::global(), &"atlasRest".into()).ok();
    let Some(fetch) = asked.and_then(|it| it.dyn_into::<Function>().ok()) else { return true };
    match fetch.call0(&JsValue::NULL) {
        Ok(coming) => JsFuture::from(Promise::from(coming)).await.is_ok(),
        Err(_) => false,
    }
}
