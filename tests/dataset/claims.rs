//! All 141 values of disputed fields, with the choice that was made.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::read::{by_id, dataset, home, records, str_of, table};

fn printed(claim: &Value) -> &str {
    claim["x_value"].as_str().unwrap_or(str_of(&claim["value"]))
}

#[test]
fn every_claim_is_on_its_subject() {
    let doc = dataset();
    let parties = by_id(&doc, "parties");
    let rows = table("claims");
    assert_eq!(rows.len(), 141);
    let mut used: BTreeMap<(String, usize), usize> = BTreeMap::new();
    for row in &rows {
        let subject = &row["subject_id"];
        let record =
            if row["subject_kind"] == "party" { parties[subject.as_str()] } else { home(&doc, subject).deal };
        let place = records(record, "claims").iter().position(|claim| {
            claim["x_id"] == row["contradiction_id"]
                && claim["source"] == row["source_id"]
                && claim["choice"] == row["editor_choice"]
                && claim["x_field"] == row["field"]
                && printed(claim) == row["value"]
                && str_of(&claim["x_reason"]) == row["reason"]
                && claim["reason"].is_null() == row["reason"].is_empty()
        });
        let place =
            place.unwrap_or_else(|| panic!("{} on {subject}: {}", row["contradiction_id"], row["value"]));
        let times = used.entry((str_of(&record["id"]).to_owned(), place)).or_default();
        *times += 1;
        assert_eq!(*times, 1, "{subject}: one claim for two rows");
    }
    let mut extra = 0;
    for key in ["parties", "deals"] {
        for record in records(&doc, key) {
            for claim in records(record, "claims") {
                let derived = claim["x_derived_from"].is_string();
                assert_eq!(claim["x_id"].is_null(), derived, "{}", record["id"]);
                extra += usize::from(derived);
                let about = !claim["about"].is_null();
                assert_ne!(about, claim["field"].is_string(), "{}: field or about", record["id"]);
            }
        }
    }
    assert_eq!(used.len(), rows.len());
    assert!(extra <= 2, "only two rows call an exclusivity mixed or disputed");
}

#[test]
fn a_field_holds_its_preferred_value_or_nothing() {
    let doc = dataset();
    for key in ["parties", "deals"] {
        for record in records(&doc, key) {
            let claims: Vec<&Value> =
                records(record, "claims").iter().filter(|c| c["choice"] != "rejected").collect();
            for claim in &claims {
                let Some(field) = claim["field"].as_str() else { continue };
                let value = record.pointer(field);
                let same = claims.iter().filter(|c| c["field"] == field);
                let open = same.clone().all(|c| c["choice"] == "open");
                assert!(!open || value.is_none(), "{}{field}: no choice was made", record["id"]);
                if claim["choice"] == "preferred" {
                    assert_eq!(value, Some(&claim["value"]), "{}{field}", record["id"]);
                }
            }
        }
    }
}
