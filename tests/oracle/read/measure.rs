//! How much of each catalogue a grant covers (rights.md 5).

use serde_json::Value;

/// All of it, in hundredths of a percent.
const WHOLE: u16 = 10_000;

/// A share takes precedence over `complete`, `complete` over `count`.
pub fn coverage(catalogue: &Value, pool: bool, is_part: bool, in_words: bool) -> (u16, u16) {
    let unknown = (0, WHOLE);
    let percent = |share: &Value, key: &str| share.get(key).and_then(Value::as_f64);
    let counts = |count: &Value| count.get("of").and_then(Value::as_str) != Some("total-after");
    let (min, max) = if is_part {
        unknown
    } else if let Some(share) = catalogue.get("share") {
        let exact = percent(share, "exact");
        let least = exact.or_else(|| percent(share, "minimum")).unwrap_or(0.0);
        let most = exact.or_else(|| percent(share, "maximum")).unwrap_or(100.0);
        if pool { unknown } else { ((least * 100.0).floor() as u16, (most * 100.0).ceil() as u16) }
    } else {
        match catalogue.get("complete").and_then(Value::as_bool) {
            Some(false) => unknown,
            None if catalogue.get("count").is_some_and(counts) => unknown,
            Some(true) | None => (WHOLE, WHOLE),
        }
    };
    (if in_words { 0 } else { min }, max)
}
