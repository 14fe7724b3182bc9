//! Check 15: a field and the claims on it.

use super::{Lint, join};
use serde_json::Value;

pub(super) fn check(lint: &Lint) {
    let deals = lint.catalog.deals.iter().map(|deal| (&deal.pointer, !deal.claims.is_empty()));
    let parties = lint.catalog.parties.iter().map(|party| (&party.pointer, !party.claims.is_empty()));
    for (pointer, _) in deals.chain(parties).filter(|(_, has_claims)| *has_claims) {
        if let Some(record) = lint.at(pointer) {
            of_record(lint, pointer, record);
        }
    }
}

fn of_record(lint: &Lint, pointer: &str, record: &Value) {
    let claims = record.get("claims").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let text =
        |claim: &Value, key: &str| claim.get(key).and_then(Value::as_str).unwrap_or_default().to_string();
    for (place, claim) in claims.iter().enumerate() {
        let field = text(claim, "field");
        // Each field once, at its first claim.
        if field.is_empty() || claims[..place].iter().any(|other| text(other, "field") == field) {
            continue;
        }
        let on_it: Vec<(usize, &Value)> = claims
            .iter()
            .enumerate()
            .filter(|(_, claim)| text(claim, "field") == field && text(claim, "choice") != "rejected")
            .collect();
        let preferred: Vec<(usize, &Value)> =
            on_it.iter().copied().filter(|(_, claim)| text(claim, "choice") == "preferred").collect();
        let at = |place: usize| join(pointer, &["claims", &place.to_string(), "value"]);
        let value = record.pointer(&field);
        let Some(&(first, chosen)) = preferred.first() else {
            let open = !on_it.is_empty() && on_it.iter().all(|(_, claim)| text(claim, "choice") == "open");
            if open && value.is_some() {
                let message = format!(
                    "{field} has a value although all claims on it are open, so it is read as not known."
                );
                let fix = "Drop the field, or prefer one of the claims.";
                lint.warn("claims-conflict", &join_field(pointer, &field), message, fix);
            }
            continue;
        };
        let differs = preferred.iter().find(|(_, other)| !alike(other.get("value"), chosen.get("value")));
        if let Some((other, _)) = differs {
            let message =
                format!("Two preferred claims on {field} differ: readers cannot tell which one was chosen.");
            lint.warn(
                "claims-conflict",
                &at(*other),
                message,
                "Prefer one, and write “alternative” on the other.",
            );
        } else if !alike(value, chosen.get("value")) {
            let message = match value {
                Some(_) => format!("{field} is not what its preferred claim says."),
                None => format!("{field} is left out, but a claim on it is preferred."),
            };
            lint.error(
                "claims-conflict",
                &at(first),
                message,
                "Take over the preferred value, or change the choice.",
            );
        }
    }
}

fn join_field(pointer: &str, field: &str) -> String {
    let mut out = pointer.to_string();
    out.push_str(field);
    out
}

/// Whether two values say the same: a level or an exact measure may stand in
/// an object, a text in one of several languages, a number in quotes.
fn alike(value: Option<&Value>, claim: Option<&Value>) -> bool {
    let (Some(value), Some(claim)) = (value, claim) else { return value == claim };
    if value == claim {
        return true;
    }
    match value {
        Value::Object(map) => {
            let inner = ["level", "exact"].into_iter().find_map(|key| map.get(key));
            let texts = || map.values().any(|text| text.is_string() && text == claim);
            inner.is_some_and(|inner| alike(Some(inner), Some(claim))) || texts()
        }
        Value::Array(list) if list.len() == 1 => alike(list.first(), Some(claim)),
        Value::String(text) => {
            match claim {
                Value::String(claim) => claim.trim() == text.trim(),
                // A number, or JSON in quotes.
                other => serde_json::from_str::<Value>(text).is_ok_and(|read| read == *other),
            }
        }
        other => claim.as_str() == Some(&other.to_string()),
    }
}
