//! Nothing that a file may hold makes the loader panic.

use super::tests::EXAMPLES;
use crate::data::Catalog;
use proptest::prelude::*;
use serde_json::Value;

/// Any JSON, with the names and words of the format among others.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop::sample::select(vec![
        "id",
        "type",
        "from",
        "to",
        "licence",
        "label",
        "service",
        "d1",
        "s1",
        "2018",
        "..",
        "[2018..]",
        "P1Y",
        "@start",
        "several",
        "split",
        "each",
        "party",
        "on_behalf_of",
        "grants",
        "g1",
        "d1#g1",
        "evidence",
        "source",
        "supports",
        "/start",
        "claims",
        "field",
        "effects",
        "on",
        "select",
        "action",
        "suspend",
        "date",
        "catalogue",
        "of",
        "share",
        "exact",
        "territory",
        "include",
        "exclude",
        "CN",
        "dach",
        "exclusivity",
        "level",
        "exclusive",
        "",
        "~/é",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.clone().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(word.clone().prop_map(str::to_string), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Every pointer into a value.
fn pointers(value: &Value, at: &str, out: &mut Vec<String>) {
    out.push(at.to_string());
    match value {
        Value::Array(list) => {
            for (index, item) in list.iter().enumerate() {
                pointers(item, &format!("{at}/{index}"), out);
            }
        }
        Value::Object(map) => {
            for (key, item) in map {
                pointers(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), out);
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = EXAMPLES[0].as_bytes().to_vec();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = Catalog::load(&bytes);
    }

    #[test]
    fn changed_values_never_panic_and_findings_point_into_the_file(
        example in 0..4usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
    ) {
        let mut document: Value = serde_json::from_str(EXAMPLES[example]).unwrap();
        for (index, value) in changes {
            let mut all = Vec::new();
            pointers(&document, "", &mut all);
            *document.pointer_mut(&all[index.index(all.len())]).unwrap() = value;
        }
        // Numbers lose digits on the way through text once; compare from there.
        let text = document.to_string();
        if let Ok(loaded) = Catalog::load(text.as_bytes()) {
            prop_assert_eq!(loaded.catalog.document.json(), &serde_json::from_str::<Value>(&text).unwrap());
            for finding in &loaded.findings {
                let parent = finding.pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
                prop_assert!(loaded.catalog.document.pointer(parent).is_some(), "{}", finding);
                prop_assert!(finding.message.ends_with(['.', '?']), "{}", finding);
            }
        }
    }

    #[test]
    fn random_text_never_panics(text in "\\PC{0,200}") {
        let _ = Catalog::load(text.as_bytes());
    }
}
