//! The page around the page: messages to and from the window that frames us.

use super::{document::document, window};
use crate::embed::message::{self, Post};
use gloo::events::EventListener;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// The window that frames us; nothing where we are the top.
pub fn parent() -> Option<Window> {
    let own = window()?;
    own.parent().ok().flatten().filter(|parent| *parent != own)
}

/// Whether the frame was given no origin: storage, downloads and links may be refused.
pub fn is_opaque() -> bool {
    window().is_some_and(|window| window.origin() == "null")
}

/// Posts to the host, whoever it is: nothing that is posted is private.
pub fn post(post: &Post) {
    let Some(parent) = parent() else { return };
    let value = match post {
        Post::Text(text) => JsValue::from_str(text),
        Post::Object(json) => match JSON::parse(json) {
            Ok(value) => value,
            Err(_) => return,
        },
    };
    // A host that is gone hears nothing.
    let _ = parent.post_message(&value, "*");
}

/// A message with a wish; other fields are passed over.
#[derive(serde::Deserialize)]
struct Goto {
    ns: String,
    v: f64,
    #[serde(rename = "type")]
    kind: String,
    state: String,
}

/// Hears where the host wants to go (web-requirements S7): a plain object with
/// fields of its own, from the parent window, that says what we know. Anything
/// else is passed over in silence.
pub fn on_goto(go: impl Fn(String) + 'static) -> Option<EventListener> {
    let (own, parent) = (window()?, JsValue::from(parent()?));
    Some(EventListener::new(&own, "message", move |event| {
        let Some(event) = event.dyn_ref::<MessageEvent>() else { return };
        if event.source().is_none_or(|source| JsValue::from(source) != parent) {
            return;
        }
        let data = event.data();
        let Some(object) = data.dyn_ref::<Object>() else { return };
        let plain = Object::get_prototype_of(object);
        if plain != Object::get_prototype_of(&Object::new()) {
            return;
        }
        // Megabytes of text are not copied to find out that they are too long.
        let own = Object::get_own_property_descriptor(object, &"state".into());
        let state = Reflect::get(&own, &"value".into()).unwrap_or_default();
        if state.dyn_ref::<js_sys::JsString>().is_none_or(|text| text.length() >= 10_000) {
            return;
        }
        let Ok(said) = serde_wasm_bindgen::from_value::<Goto>(data) else { return };
        if let Some(state) = message::goto(&said.ns, said.v, &said.kind, &said.state) {
            go(state.to_string());
        }
    }))
}

/// Height of what the page holds, in px: down to the end of the body, which no window stretches.
pub fn content_px() -> f64 {
    let body = document().and_then(|document| document.body());
    let scrolled = window().and_then(|window| window.scroll_y().ok()).unwrap_or(0.0);
    body.map_or(0.0, |body| body.get_bounding_client_rect().bottom() + scrolled)
}

/// Height of the window, in px.
pub fn window_px() -> f64 {
    window().and_then(|window| window.inner_height().ok()).and_then(|height| height.as_f64()).unwrap_or(0.0)
}

/// Time since the document began, in ms.
pub fn now_ms() -> u32 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now()) as u32
}
