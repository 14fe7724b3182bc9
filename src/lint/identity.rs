//! Checks 22 and 24: whether two records are one party, by identifier or by name.

use super::{Lint, identifiers, join};
use crate::data::words::PartyKind;
use crate::data::{Party, PartyIx};
use crate::sort;

pub(super) fn check(lint: &Lint) {
    identifiers(lint);
    names(lint);
}

/// Check 22.
fn identifiers(lint: &Lint) {
    let mut all: Vec<(&str, &str, usize, usize)> = Vec::new();
    for (place, party) in lint.catalog.parties.iter().enumerate() {
        for (at, identifier) in party.identifiers.iter().enumerate() {
            all.push((&identifier.scheme, &identifier.id, place, at));
            if let Some(fault) = identifiers::fault(&identifier.scheme, &identifier.id) {
                let pointer = join(&party.pointer, &["identifiers", &at.to_string(), "id"]);
                let message =
                    format!("“{}” {fault}, so it leads nowhere or to somebody else.", identifier.id);
                lint.warn("identity", &pointer, message, "Look it up, and copy it whole.");
            }
        }
    }
    sort::plain(&mut all);
    for pair in all.windows(2) {
        let [(scheme, id, first, _), (other_scheme, other_id, second, at)] = pair else { continue };
        if (scheme, id) == (other_scheme, other_id) && first != second {
            let (one, two) = (&lint.catalog.parties[*first], &lint.catalog.parties[*second]);
            let message = format!(
                "“{}” and “{}” have the same identifier ({scheme} {id}): they are one party, or one of them has the wrong one.",
                one.id, two.id
            );
            let pointer = join(&two.pointer, &["identifiers", &at.to_string(), "id"]);
            lint.error(
                "identity",
                &pointer,
                message,
                "Merge the two with “former_ids”, or correct the identifier.",
            );
        }
    }
}

/// Check 24: current and former names, without wrong renderings.
fn names(lint: &Lint) {
    let mut all: Vec<(String, usize, Option<usize>)> = Vec::new();
    for (place, party) in lint.catalog.parties.iter().enumerate() {
        all.push((folded(&party.name), place, None));
        for (at, name) in party.names.iter().enumerate() {
            if !name.kind.is_some_and(crate::data::words::NameType::is_wrong) {
                all.push((folded(&name.text), place, Some(at)));
            }
        }
    }
    sort::plain(&mut all);
    let mut reported: Vec<(usize, usize)> = Vec::new();
    for pair in all.windows(2) {
        let [(name, first, _), (other, second, at)] = pair else { continue };
        if name != other || first == second || reported.contains(&(*first, *second)) {
            continue;
        }
        if related(lint, PartyIx(*first as u32), PartyIx(*second as u32)) {
            continue;
        }
        reported.push((*first, *second));
        let (one, two) = (&lint.catalog.parties[*first], &lint.catalog.parties[*second]);
        let (pointer, shown) = match at {
            None => (join(&two.pointer, &["name"]), &two.name),
            Some(at) => (join(&two.pointer, &["names", &at.to_string(), "text"]), &two.names[*at].text),
        };
        let message =
            format!("“{shown}” is a name of “{}” and also of “{}”: one party entered twice?", two.id, one.id);
        lint.warn(
            "renamed-party",
            &pointer,
            message,
            "If they are one, merge them with “former_ids”; if not, tell their names apart.",
        );
    }
}

fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A service and the company behind it are two parties and may share a name.
fn related(lint: &Lint, a: PartyIx, b: PartyIx) -> bool {
    let (one, two) = (lint.catalog.party(a), lint.catalog.party(b));
    let runs =
        |service: &Party, operator: PartyIx| service.operated_by.iter().any(|run| run.party == operator);
    (one.kind == PartyKind::Service) != (two.kind == PartyKind::Service) && (runs(one, b) || runs(two, a))
}
