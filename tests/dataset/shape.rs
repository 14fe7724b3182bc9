//! The file as a whole: its schema, its references, its stories.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::read::{bilingual, dataset, json, named, records, str_of, strings, text};

#[test]
fn the_file_is_valid_and_small() {
    let schema = json("static/catalog.schema.json");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let doc = dataset();
    let errors: Vec<String> =
        validator.iter_errors(&doc).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let bytes = text("static/data/china-music.json");
    assert!(bytes.len() < 450_000, "{} bytes", bytes.len());
    // Folders of a machine; put together here, so that this file does not hold them either.
    for folder in ["work", "tmp", "home", "root", "Users", "var"] {
        let path = ["/", folder, "/"].concat();
        let local =
            bytes.match_indices(&path).any(|(at, _)| !bytes[..at].ends_with(|c: char| c.is_alphanumeric()));
        assert!(!local, "a machine's path: {path}");
    }
    assert!(!bytes.contains("file:"), "a local file");
}

fn ids(doc: &Value, key: &str) -> BTreeSet<String> {
    records(doc, key).iter().map(|x| str_of(&x["id"]).to_owned()).collect()
}

/// Every party that a record refers to, at any depth.
fn party_refs(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map.iter().filter(|(key, _)| !key.starts_with("x_")) {
                match key.as_str() {
                    "from" | "to" | "party" | "authority" | "asserted_by" | "owned_by" | "by" => {
                        if inner.is_array() { out.extend(strings(inner)) } else { out.extend(named(inner)) }
                    }
                    "of" | "named" | "involves" | "addressees" | "brokers" | "several" | "on_behalf_of"
                    | "focus" => {
                        out.extend(strings(inner));
                    }
                    _ => {}
                }
                party_refs(inner, out);
            }
        }
        Value::Array(items) => items.iter().for_each(|x| party_refs(x, out)),
        _ => {}
    }
}

fn source_refs(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                if matches!(key.as_str(), "source" | "copy_of" | "corrected_by") {
                    out.extend(inner.as_str().map(str::to_owned));
                }
                source_refs(inner, out);
            }
        }
        Value::Array(items) => items.iter().for_each(|x| source_refs(x, out)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let doc = dataset();
    let (parties, deals, sources) = (ids(&doc, "parties"), ids(&doc, "deals"), ids(&doc, "sources"));
    let total = parties.len() + deals.len() + sources.len();
    let all: BTreeSet<&String> = parties.iter().chain(&deals).chain(&sources).collect();
    assert_eq!(all.len(), total, "an id is used twice");
    let mut out = Vec::new();
    party_refs(&doc, &mut out);
    for id in out {
        assert!(parties.contains(&id), "no party {id}");
    }
    let mut out = Vec::new();
    source_refs(&doc, &mut out);
    for id in out {
        assert!(sources.contains(&id), "no source {id}");
    }
    for deal in records(&doc, "deals") {
        for place in [deal].into_iter().chain(records(deal, "grants")).chain(records(deal, "effects")) {
            let mut refs = strings(&place["upstream"]);
            refs.extend(strings(&place["replaces"]));
            refs.extend(place["continues"].as_str().map(str::to_owned));
            refs.extend(place["on"].as_str().map(str::to_owned));
            for reference in refs {
                let target = reference.split('#').next().unwrap_or("");
                assert!(deals.contains(target), "{}: no deal {reference}", deal["id"]);
            }
        }
        for (n, evidence) in records(deal, "evidence").iter().enumerate() {
            for pointer in strings(&evidence["supports"]) {
                assert!(deal.pointer(&pointer).is_some(), "{} evidence {n}: {pointer}", deal["id"]);
            }
        }
    }
}

#[test]
fn three_stories_walk_through_the_file() {
    let doc = dataset();
    let deals = ids(&doc, "deals");
    let stories = records(&doc, "stories");
    assert_eq!(stories.len(), 3);
    for story in stories {
        assert!(bilingual(&story["title"]), "{}", story["id"]);
        let steps = records(story, "steps");
        assert!((4..=7).contains(&steps.len()), "{}: {} steps", story["id"], steps.len());
        for (n, step) in steps.iter().enumerate() {
            let at = format!("{} step {n}", story["id"]);
            assert!(bilingual(&step["title"]) && bilingual(&step["text"]), "{at}");
            assert!(!strings(&step["deals"]).is_empty(), "{at} shows no deal");
            for id in strings(&step["deals"]) {
                assert!(deals.contains(&id), "{at}: no deal {id}");
            }
        }
    }
}

#[test]
fn what_readers_see_is_in_both_languages() {
    let doc = dataset();
    for key in ["title", "description", "method"] {
        assert!(bilingual(&doc["meta"][key]), "{key}");
    }
    for party in records(&doc, "parties") {
        assert!(party["note"].is_null() || bilingual(&party["note"]), "{}", party["id"]);
    }
    for key in ["parties", "deals"] {
        for record in records(&doc, key) {
            for claim in records(record, "claims") {
                for field in ["about", "reason"] {
                    assert!(claim[field].is_null() || bilingual(&claim[field]), "{}: {claim}", record["id"]);
                }
            }
        }
    }
}
