//! Shares, counts and prices.

use super::cursor::Obj;
use super::spot::Spot;
use crate::data::codes;
use crate::data::model::{Count, Price, Share};
use crate::data::words::{PriceKind, Unit};

/// Percent, exact or between bounds. An exact share fills both bounds.
pub(super) fn share(spot: &Spot<'_, '_>) -> Option<Share> {
    let o = spot.object("share")?;
    let exact = percent(&o, "exact");
    let minimum = percent(&o, "minimum");
    let maximum = percent(&o, "maximum");
    check_bounds(&o, exact, minimum, maximum);
    let read = Share {
        minimum: minimum.or(exact),
        maximum: maximum.or(exact),
        exact,
        of_pool: o.spot("of").and_then(|s| s.word_place(&["each", "pool"])).map(|place| place == 1),
        unit: o.soft_word("unit"),
    };
    o.done().then_some(read)
}

/// A number of items. An exact count fills both bounds (check 13 of rights.md, section 10).
pub(super) fn count(spot: &Spot<'_, '_>) -> Option<Count> {
    let o = spot.object("count")?;
    let number = |name| o.spot(name).and_then(|s| s.count());
    let (exact, minimum, maximum) = (number("exact"), number("minimum"), number("maximum"));
    let decimal = |number: Option<u64>| number.map(|n| n as f64);
    check_bounds(&o, decimal(exact), decimal(minimum), decimal(maximum));
    let unit = o.spot("unit");
    if unit.is_none() {
        let fix = format!("Add “unit”, one of: {}.", words_of_units());
        o.fail("bad-measure", &o.at, "The count has no unit".to_string(), Some(fix));
    }
    let unit = unit.and_then(|s| s.word());
    let total_after = o.spot("of").and_then(|s| s.word_place(&["grant", "total-after"])) == Some(1);
    if !o.done() {
        return None;
    }
    Some(Count { exact, minimum: minimum.or(exact), maximum: maximum.or(exact), unit: unit?, total_after })
}

fn words_of_units() -> String {
    Unit::ALL
        .iter()
        .filter(|unit| **unit != Unit::Value)
        .map(|unit| unit.word())
        .collect::<Vec<_>>()
        .join(", ")
}

/// Parts of a price; those that cannot be read are left out one by one.
pub(super) fn prices(o: &Obj<'_, '_>) -> Vec<Price> {
    let mut prices = Vec::new();
    if let Some(spot) = o.soft("price") {
        spot.some(&mut |s| {
            if let Some(part) = s.object("price") {
                prices.extend(price(&part));
            }
        });
    }
    prices
}

/// Check 12 (rights.md, section 10).
fn price(o: &Obj<'_, '_>) -> Option<Price> {
    let number = |name| o.spot(name).and_then(|s| s.number());
    let kind = o.need_word("kind");
    let (amount, minimum, maximum) = (number("amount"), number("minimum"), number("maximum"));
    let currency = o.spot("currency").and_then(|s| {
        let code = s.str()?;
        if !codes::is_currency(code) {
            let fix = match code {
                "RMB" | "CNH" | "rmb" => "Write CNY.",
                _ => "Write an ISO 4217 code such as CNY.",
            };
            s.bad("bad-price", format!("“{code}” is not the code of a currency"), Some(fix.to_string()));
        }
        Some(code.to_string())
    });
    let percent = number("percent");
    let per = o.soft_string("per");
    let note = o.soft_text("note");
    let stated = amount.or(minimum).or(maximum).is_some();
    let problem = if stated && currency.is_none() {
        Some(("The price has an amount but no currency", "Add “currency”, the original one."))
    } else if minimum > maximum && maximum.is_some() {
        Some(("The minimum is above the maximum", "Swap the two, or correct one."))
    } else if percent.is_some_and(|percent| !(0.0..=100.0).contains(&percent)) {
        Some(("A percentage lies between 0 and 100", "Correct the percentage."))
    } else {
        None
    };
    if let Some((message, fix)) = problem {
        o.fail("bad-price", &o.at, message.to_string(), Some(fix.to_string()));
    }
    if !o.done() {
        return None;
    }
    Some(Price { kind: kind?, amount, minimum, maximum, currency, percent, per, note })
}

/// Whether one of the prices is a fine, which nobody pays for a licence.
pub(super) fn has_fine(prices: &[Price]) -> bool {
    prices.iter().any(|price| price.kind == PriceKind::Fine)
}

fn percent(o: &Obj<'_, '_>, name: &'static str) -> Option<f64> {
    let spot = o.spot(name)?;
    let number = spot.number()?;
    if (0.0..=100.0).contains(&number) {
        return Some(number);
    }
    let fix = "Write a percentage between 0 and 100.".to_string();
    spot.bad(
        "bad-measure",
        format!("A share of {} % cannot be", crate::data::json::text(&spot.value.json())),
        Some(fix),
    );
    None
}

fn check_bounds(o: &Obj<'_, '_>, exact: Option<f64>, minimum: Option<f64>, maximum: Option<f64>) {
    let problem = if exact.is_some() && minimum.or(maximum).is_some() {
        ("“exact” stands beside a minimum or maximum", "Keep the exact number, or the bounds.")
    } else if minimum > maximum && maximum.is_some() {
        ("The minimum is above the maximum", "Swap the two, or correct one.")
    } else {
        return;
    };
    o.fail("bad-measure", &o.at, problem.0.to_string(), Some(problem.1.to_string()));
}
