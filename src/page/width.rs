//! Hears the width of a box; the height follows from the drawing.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};
use yew::Callback;

/// Hears as long as it is kept; the closure lives as long as it.
pub type Observer = (ResizeObserver, Closure<dyn FnMut(js_sys::Array)>);

/// Tells the width of an element whenever it changes, in px.
pub fn observe(host: &Element, tell: Callback<f32>) -> Option<Observer> {
    let heard = host.clone();
    let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |_| {
        tell.emit(heard.client_width() as f32);
    });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(host);
    Some((observer, closure))
}
