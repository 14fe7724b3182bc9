//! Names of countries from the browser's own tables.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The name of an ISO 3166-1 code in a language; the code itself if the browser has none.
pub fn country(lang: &str, code: &str) -> String {
    display_name(lang, code).unwrap_or_else(|| code.to_string())
}

/// `new Intl.DisplayNames([lang], {type: "region", style: "short"}).of(code)`.
fn display_name(lang: &str, code: &str) -> Option<String> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &"region".into()).ok()?;
    // What readers say: "Hong Kong", "US".
    Reflect::set(&options, &"style".into(), &"short".into()).ok()?;
    let languages = Array::of1(&JsValue::from_str(lang));
    let names = Reflect::construct(&constructor, &Array::of2(&languages, &options)).ok()?;
    let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    of.call1(&names, &JsValue::from_str(code)).ok()?.as_string()
}
