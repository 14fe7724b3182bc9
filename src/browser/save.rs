//! Files that the reader takes away. All are made here; a frame may refuse to
//! save them without a word, which is why the same text can be shown.

use super::{document::document, window};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement, HtmlImageElement,
    Url,
};

/// Saves a text as a file.
pub fn text(name: &str, kind: &str, text: &str) {
    if let Some(blob) = blob(kind, text) {
        file(name, &blob);
    }
}

/// Paints the text of an SVG file and saves it as PNG, `width_px` wide and `height_px` high.
pub fn png(name: String, svg: &str, width_px: u32, height_px: u32) {
    let Some(url) = blob("image/svg+xml", svg).and_then(|blob| Url::create_object_url_with_blob(&blob).ok())
    else {
        return;
    };
    let Ok(image) = HtmlImageElement::new() else { return };
    let painted = image.clone();
    EventListener::once(&image, "load", move |_| {
        let Some(canvas) = canvas(width_px, height_px) else { return };
        let pen = canvas.get_context("2d").ok().flatten();
        let Some(pen) = pen.and_then(|pen| pen.dyn_into::<CanvasRenderingContext2d>().ok()) else { return };
        let (width, height) = (f64::from(width_px), f64::from(height_px));
        let _ = pen.draw_image_with_html_image_element_and_dw_and_dh(&painted, 0.0, 0.0, width, height);
        let save = Closure::once_into_js(move |blob: JsValue| {
            if let Ok(blob) = blob.dyn_into::<Blob>() {
                file(&name, &blob);
            }
        });
        let _ = canvas.to_blob(save.unchecked_ref());
        let _ = Url::revoke_object_url(&painted.src());
    })
    .forget();
    image.set_src(&url);
}

/// Prints the page; a frame may refuse.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

fn canvas(width_px: u32, height_px: u32) -> Option<HtmlCanvasElement> {
    let canvas = document()?.create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(width_px);
    canvas.set_height(height_px);
    Some(canvas)
}

fn blob(kind: &str, text: &str) -> Option<Blob> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()
}

fn file(name: &str, blob: &Blob) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else { return };
    let link = document().and_then(|document| document.create_element("a").ok());
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads it in its own time.
    Timeout::new(20_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}
