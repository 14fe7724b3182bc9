//! Hears the width of a box; the height follows from the drawing.

use gloo::timers::callback::Timeout;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, ResizeObserver};
use yew::Callback;

/// Hears as long as it is kept; the closure lives as long as it.
pub type Observer = (ResizeObserver, Closure<dyn FnMut(js_sys::Array)>);

/// Tells the width of an element whenever it changes, in px.
pub fn observe(host: &Element, tell: Callback<f32>) -> Option<Observer> {
    let (heard, told) = (host.clone(), Cell::new(None));
    let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |_| {
        let width = heard.client_width();
        if told.replace(Some(width)) != Some(width) {
            let tell = tell.clone();
            // Once the browser is done with telling sizes: what changes one meanwhile is an error to it.
            Timeout::new(0, move || tell.emit(width as f32)).forget();
        }
    });
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(host);
    Some((observer, closure))
}
