//! Everything that `atlas check` finds in a dataset: what the loader says, the
//! checks of records, contradictions, and names that stand twice.

use super::findings::compile;
use crate::data::load::Loaded;
use crate::data::locate::Locator;
use crate::data::read::is_silenced;
use crate::data::repeated::repeated;
use crate::data::{Catalog, Deal, Finding, Severity};
use crate::i18n::Locale;
use crate::lint::lint;
use crate::query::contradiction::said;
use crate::rights::Compiled;
use crate::rights::findings::{Contradiction, findings as contradictions};
use serde_json::Value;

/// A finding and the records that it is about.
pub struct Found {
    /// What is wrong, at its first record.
    pub finding: Finding,
    /// The same in every version of the file, whatever stands before the record.
    pub name: String,
    /// Id and pointer of every further record.
    pub others: Vec<(String, String)>,
}

/// What the loader found, then the checks of records, then contradictions.
pub fn all(loaded: Loaded) -> Vec<Found> {
    let Loaded { catalog, mut findings } = loaded;
    let compiled = compile(&catalog, None);
    findings.extend(lint(&catalog, &compiled));
    let contradictions = contradictions(&catalog, &compiled);
    for (party, more) in &contradictions.cut {
        let id = &catalog.party(*party).id;
        findings.push(Finding {
            code: "too-many",
            severity: Severity::Note,
            pointer: catalog.party(*party).pointer.clone(),
            message: format!("At least {more} more pairs in the catalogue of “{id}” contradict each other; they are not listed."),
            fix: Some("Mend those listed, then check again.".to_string()),
        });
    }
    let alone = |finding: Finding| {
        let name = with_ids(catalog.document.json(), &finding.pointer);
        Found { finding, name, others: Vec::new() }
    };
    let mut found: Vec<Found> = findings.into_iter().map(alone).collect();
    found.extend(contradictions.list.iter().filter_map(|found| contradiction(&catalog, &compiled, found)));
    found
}

/// Names that stand twice in one object, of which only the last one is read.
pub fn repetitions(text: &str, locator: &Locator<'_>) -> Vec<Found> {
    let one = |twice: crate::data::repeated::Repeated| {
        let (line, _) = locator.position(twice.first);
        let shown: String = twice.name.chars().take(80).collect();
        let finding = Finding {
            code: "repeated-field",
            severity: Severity::Error,
            message: format!(
                "“{shown}” stands twice in one object, first in line {line}; only the last one is read."
            ),
            fix: Some("Take one of them out.".to_string()),
            pointer: twice.pointer.clone(),
        };
        Found { finding, name: twice.pointer, others: Vec::new() }
    };
    repeated(text).into_iter().map(one).collect()
}

/// A contradiction at its first record, unless one of its records says that it is right.
fn contradiction(catalog: &Catalog, compiled: &Compiled, found: &Contradiction) -> Option<Found> {
    let said = said(catalog, compiled, found, Locale::En);
    let mut places: Vec<(String, String)> = Vec::new();
    for id in &found.grants {
        let deal = id.split('#').next().unwrap_or(id);
        let Some(ix) = catalog.deal_ix(deal) else { continue };
        let deal = catalog.deal(ix);
        let pointer = grant_of(catalog, deal, id).unwrap_or_else(|| deal.pointer.clone());
        // Pairs of one grant stand at one place.
        if places.iter().all(|(_, known)| *known != pointer) {
            places.push((id.to_string(), pointer));
        }
    }
    let others = places.split_off(places.len().min(1));
    let finding = Finding {
        code: found.code.word(),
        severity: found.severity,
        pointer: places.pop().map(|(_, pointer)| pointer).unwrap_or_default(),
        message: format!("{} {} ({})", said.sentence, said.reason, found.grants.join(", ")),
        fix: Some(said.hint),
    };
    let silenced = found.deals.iter().any(|deal| {
        let pointer = catalog.deal(*deal).pointer.clone();
        is_silenced(&catalog.document, &Finding { pointer, ..finding.clone() })
    });
    (!silenced).then(|| Found { finding, name: found.grants.join(" "), others })
}

/// Where a grant of `deal#g1` or `deal#g1.2` stands, if not on the deal itself.
fn grant_of(catalog: &Catalog, deal: &Deal, id: &str) -> Option<String> {
    let (_, wanted) = id.split_once('#')?;
    // The longest fit: an id may have a dot of its own.
    let fits =
        |grant: &str| wanted.strip_prefix(grant).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let grants = deal.grants.iter().enumerate().filter(|(_, grant)| fits(grant.id.as_str()));
    let (place, _) = grants.max_by_key(|(_, grant)| grant.id.as_str().len())?;
    let pointer = format!("{}/grants/{place}", deal.pointer);
    catalog.document.pointer(&pointer).is_some().then_some(pointer)
}

/// A pointer with ids in place of places, where records have ids; a place in a
/// list shifts with every record that is put in front.
fn with_ids(document: &Value, pointer: &str) -> String {
    let (mut out, mut at) = (String::new(), Some(document));
    for step in pointer.split('/').skip(1) {
        let is_list = at.is_some_and(Value::is_array);
        let key = step.replace("~1", "/").replace("~0", "~");
        at = at.and_then(|value| match value {
            Value::Array(list) => list.get(step.parse::<usize>().ok()?),
            other => other.get(&key),
        });
        let id =
            at.filter(|_| is_list).and_then(|item| item.get("id").or_else(|| item.get("source"))?.as_str());
        out.push('/');
        out.push_str(id.unwrap_or(step));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn places_of_records_become_ids() {
        let document = json!({"deals": [{"id": "d", "grants": [{"id": "g1", "start": "x"}], "evidence": [{"source": "s"}], "price": [{}]}]});
        for (pointer, name) in [
            ("/deals/0/grants/0/start", "/deals/d/grants/g1/start"),
            ("/deals/0/evidence/0", "/deals/d/evidence/s"),
            ("/deals/0/price/0/amount", "/deals/d/price/0/amount"),
            ("/deals/7", "/deals/7"),
            ("", ""),
        ] {
            assert_eq!(with_ids(&document, pointer), name);
        }
    }
}
