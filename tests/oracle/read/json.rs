//! Small readers of JSON values.

use catalog_atlas::dates::{Bound, Duration, When};
use serde_json::Value;

pub static NOTHING: Value = Value::Null;

pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value.get(key).and_then(Value::as_str)
}

pub fn texts<'a>(value: &'a Value, key: &str) -> Vec<&'a str> {
    list(value, key).iter().filter_map(Value::as_str).collect()
}

pub fn when(value: &Value, key: &str) -> Option<When> {
    text(value, key).map(|text| When::parse(text).expect("a date"))
}

pub fn bound(value: &Value, key: &str) -> Option<Bound> {
    text(value, key).map(|text| Bound::parse(text).expect("a bound"))
}

pub fn duration(value: &Value, key: &str) -> Option<Duration> {
    text(value, key).map(|text| Duration::parse(text).expect("a duration"))
}
