//! The measurements of `benches/rights.rs` as wasm, run in Node.js: a line for
//! each row. The first argument says how many deals, the second which steps. Natively it does nothing.

#[cfg(target_arch = "wasm32")]
#[path = "../support/generate.rs"]
mod generate;
#[cfg(target_arch = "wasm32")]
#[path = "measure.rs"]
mod measure;

#[cfg(target_arch = "wasm32")]
fn main() {
    use js_sys::{Function, Reflect, global};
    use measure::{Bench, Row};
    use wasm_bindgen::{JsCast, JsValue};

    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let function = |of: &JsValue, name: &str| get(of, name).unchecked_into::<Function>();
    let performance = get(&global(), "performance");
    let now = function(&performance, "now");
    let now_ms = || now.call0(&performance).ok().and_then(|ms| ms.as_f64()).unwrap_or(f64::NAN);
    let console = get(&global(), "console");
    let log = function(&console, "log");
    let mut tell = |row: Row| {
        let line = format!("{}\t{}\t{}\t{}", row.name, row.median, row.worst, row.budget);
        log.call1(&console, &line.into()).ok();
    };
    let arguments = get(&get(&global(), "process"), "argv");
    let deals = get(&arguments, "2").as_string().and_then(|text| text.parse().ok()).unwrap_or(1_000);
    let only = get(&arguments, "3").as_string().unwrap_or_default();
    Bench { only: &only, now_ms: &now_ms, tell: &mut tell }.run(deals);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
