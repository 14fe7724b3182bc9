//! Single cells of the flat sheet: share, territory, price and the columns of days.

use crate::dates::Day;
use crate::formats::tables::items;
use serde_json::{Map, Number, Value, json};

/// `CN;HK` or `dach;not CH` or `unknown`.
pub fn territory(text: &str) -> Value {
    let mut include = Vec::new();
    let mut exclude = Vec::new();
    for item in items(text) {
        match item.strip_prefix("not ") {
            Some(place) => exclude.push(place.trim()),
            None => include.push(item),
        }
    }
    match (&include[..], &exclude[..]) {
        (["unknown"], []) => json!("unknown"),
        (_, []) => json!(include),
        _ => json!({ "include": include, "exclude": exclude }),
    }
}

/// One day between two, or on either side of one.
pub fn range(first: Option<String>, last: Option<String>) -> Option<String> {
    match (first, last) {
        (Some(first), Some(last)) if first == last => Some(first),
        (Some(first), Some(last)) if Day::parse(&first) > Day::parse(&last) => None,
        (None, None) => None,
        (first, last) => Some(format!("[{}..{}]", first.unwrap_or_default(), last.unwrap_or_default())),
    }
}

/// Percent: `60`, `60 %`, `60..`, `..80` or `60..80`; with `pool` behind it where it
/// is of all catalogues together. The error says how to write it.
pub fn share(text: &str) -> Result<Option<Value>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    let (amount, pool) = match text.strip_suffix("pool") {
        Some(amount) => (amount.trim(), true),
        None => (text, false),
    };
    let mut share = between(amount.trim_end_matches('%').trim_end(), "exact")
        .filter(|share| {
            share.values().all(|number| number.as_f64().is_some_and(|number| (0.0..=100.0).contains(&number)))
        })
        .ok_or("Write a number from 0 to 100, such as 60, or 60..80.")?;
    if pool {
        share.insert("of".to_string(), "pool".into());
    }
    Ok(Some(share.into()))
}

/// A price with its currency. The error says how to write it.
pub fn price(text: &str, currency: &str) -> Result<Option<Value>, &'static str> {
    if text.is_empty() {
        return Ok(None);
    }
    if text == "undisclosed" {
        return Ok(Some(json!({ "kind": "undisclosed" })));
    }
    let mut price = between(text, "amount")
        .ok_or("Write a number without separators, such as 1000000 or 2.5, and the currency beside it.")?;
    price.insert("kind".to_string(), "total".into());
    if !currency.is_empty() {
        price.insert("currency".to_string(), currency.into());
    }
    Ok(Some(price.into()))
}

/// A number, or bounds with `..` between them.
fn between(text: &str, exact: &str) -> Option<Map<String, Value>> {
    let mut fields = Map::new();
    let Some((least, most)) = text.split_once("..") else {
        fields.insert(exact.to_string(), number(text)?.into());
        return Some(fields);
    };
    for (name, bound) in [("minimum", least.trim()), ("maximum", most.trim())] {
        if !bound.is_empty() {
            fields.insert(name.to_string(), number(bound)?.into());
        }
    }
    (!fields.is_empty()).then_some(fields)
}

/// Digits with at most one point; a comma could be either.
fn number(text: &str) -> Option<Number> {
    if !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    text.parse::<u64>().map(Number::from).ok().or_else(|| Number::from_f64(text.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_prices_and_places() {
        assert_eq!(share("60 %"), Ok(Some(json!({"exact": 60}))));
        assert_eq!(share("60..80.5"), Ok(Some(json!({"minimum": 60, "maximum": 80.5}))));
        assert_eq!(share("99 pool"), Ok(Some(json!({"exact": 99, "of": "pool"}))));
        assert!(share("all").is_err() && share("160").is_err() && share("..").is_err());
        assert_eq!(price("2.5", "EUR"), Ok(Some(json!({"kind": "total", "amount": 2.5, "currency": "EUR"}))));
        assert_eq!(price("..100", ""), Ok(Some(json!({"kind": "total", "maximum": 100}))));
        assert!(price("1,000", "EUR").is_err() && price("-5", "EUR").is_err());
        assert_eq!(territory("dach;not CH"), json!({"include": ["dach"], "exclude": ["CH"]}));
        assert_eq!(territory("CN"), json!(["CN"]));
        let day = |text: &str| Some(text.to_string());
        assert_eq!(range(day("2018-01-01"), day("2018-03-31")), day("[2018-01-01..2018-03-31]"));
        assert_eq!(range(None, day("2018-03-31")), day("[..2018-03-31]"));
        assert_eq!(range(day("2018-01-01"), day("2018-01-01")), day("2018-01-01"));
        assert_eq!(range(day("2018-02-01"), day("2018-01-01")), None);
    }
}
