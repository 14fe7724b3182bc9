use crate::data::words::{DealType, Layer, Level, Sublicensing};
use crate::data::{Catalog, LoadError, Loaded, PartyRef, Severity};
use serde_json::{Value, json};

pub(super) const EXAMPLES: [&str; 4] = [
    include_str!("../../../tests/examples/ex1.json"),
    include_str!("../../../tests/examples/ex2.json"),
    include_str!("../../../tests/examples/ex3.json"),
    include_str!("../../../tests/examples/ex4.json"),
];

#[test]
fn the_examples_load_without_findings() {
    for text in EXAMPLES {
        let Loaded { catalog, findings } = Catalog::load(text.as_bytes()).unwrap();
        assert!(findings.is_empty(), "{findings:#?}");
        let count = |list: &str| catalog.document.json()[list].as_array().map_or(0, Vec::len);
        assert_eq!(
            (catalog.parties.len(), catalog.deals.len(), catalog.sources.len(), catalog.stories.len()),
            (count("parties"), count("deals"), count("sources"), count("stories"))
        );
        assert_eq!(*catalog.document.json(), serde_json::from_str::<Value>(text).unwrap());
    }
}

#[test]
fn terms_are_inherited_and_defaults_fill() {
    let catalog = Catalog::load(EXAMPLES[1].as_bytes()).unwrap().catalog;
    let swap = catalog.deal(catalog.deal_ix("tme-netease-swap-2018").unwrap());
    assert_eq!(swap.grants.len(), 2);
    for grant in &swap.grants {
        assert_eq!(grant.start.as_ref().unwrap().as_str(), "2018-02-09");
        assert_eq!(grant.end.as_ref().unwrap().as_str(), "[2018-12..]");
        assert_eq!(grant.exclusivity.level, Level::NonExclusive);
        assert_eq!((grant.layer.as_slice(), grant.uses.len()), (&[Layer::Recording][..], 1));
    }
    let catalog = Catalog::load(EXAMPLES[3].as_bytes()).unwrap().catalog;
    let deal = |id| catalog.deal(catalog.deal_ix(id).unwrap());
    assert!(deal("birch-sale-2016").grants[0].uses.is_empty(), "an assignment covers every use");
    assert_eq!(deal("alder-river-2014").grants[0].territory.as_ref().unwrap().include, ["DE"]);
    assert!(matches!(deal("summary-2019").grants[0].from, PartyRef::Joint(ref list) if list.len() == 2));
    assert!(matches!(deal("brook-mystery-2018").grants[0].from, PartyRef::Unspecified("undisclosed")));
    assert_eq!(deal("cedar-river-2018").claims.len(), 2);
}

#[test]
fn former_ids_lead_to_their_party() {
    let catalog = Catalog::load(EXAMPLES[2].as_bytes()).unwrap().catalog;
    assert_eq!(catalog.party_ix("borealis"), catalog.party_ix("boreal"));
    assert!(catalog.party_ix("boreal").is_some());
}

/// A small file that is right; tests change one thing in it.
fn base() -> Value {
    json!({
        "format": "catalog-atlas/1",
        "meta": {"title": "T", "language": "en"},
        "territories": [{"id": "dach", "members": ["DE", "AT", "CH"]}],
        "parties": [
            {"id": "label", "kind": "label", "name": "Label", "former_ids": ["old-label"]},
            {"id": "service", "kind": "service", "name": "Service"}
        ],
        "deals": [
            {"id": "d1", "type": "licence", "from": "label", "to": "service", "start": "2018", "evidence": [{"source": "s1"}]},
            {"id": "d2", "type": "swap", "term": "P3Y", "start": "2019", "territory": ["dach"], "grants": [
                {"id": "g1", "from": "label", "to": "service"},
                {"id": "g2", "from": "service", "to": "label", "end": ".."}
            ]}
        ],
        "sources": [{"id": "s1", "title": "S", "kind": "news"}]
    })
}

/// Loads the base with one value set (or removed) and shows what is found.
#[track_caller]
fn with(pointer: &str, value: Value) -> (Catalog, Vec<String>) {
    let mut document = base();
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Object(map) if value.is_null() => drop(map.remove(last)),
        Value::Object(map) => drop(map.insert(last.to_string(), value)),
        Value::Array(items) => {
            let index: usize = last.parse().unwrap();
            items.truncate(items.len().max(index));
            if index == items.len() { items.push(value) } else { items[index] = value }
        }
        _ => panic!("{pointer}"),
    }
    let loaded = Catalog::load(document.to_string().as_bytes()).unwrap();
    assert_eq!(*loaded.catalog.document.json(), document);
    let shown =
        loaded.findings.iter().map(|f| format!("{} {} {}", f.severity.word(), f.code, f.pointer)).collect();
    (loaded.catalog, shown)
}

#[test]
fn one_mistake_one_finding_and_who_stays() {
    let clean = Catalog::load(base().to_string().as_bytes()).unwrap();
    assert!(clean.findings.is_empty(), "{:#?}", clean.findings);
    // Pointer, value, finding, deals that stay.
    let table = [
        ("/deals/0/teritory", json!(["CN"]), "warning unknown-field /deals/0/teritory", 2),
        ("/deals/0/x_own", json!(1), "", 2),
        ("/deals/0/from", json!("lable"), "error dangling-reference /deals/0/from", 1),
        ("/deals/0/from", json!("old-label"), "", 2),
        ("/deals/0/from", Value::Null, "error missing-field /deals/0", 1),
        ("/deals/0/start", json!("2018-13"), "error bad-date /deals/0/start", 1),
        ("/deals/0/start", json!(2018), "error wrong-type /deals/0/start", 1),
        ("/deals/0/end", json!("2017"), "error period-reversed /deals/0/end", 2),
        ("/deals/0/exclusivity", json!("exclusiv"), "error bad-word /deals/0/exclusivity", 1),
        ("/deals/0/note", json!(7), "error wrong-type /deals/0/note", 2),
        ("/deals/0/id", json!("d2"), "error duplicate-id /deals/1/id", 1),
        ("/deals/0/id", json!("D 1"), "error duplicate-id /deals/0/id", 1),
        ("/deals/0/id", json!("s1"), "error duplicate-id /sources/0/id", 2),
        ("/deals/0/territory", json!(["XX"]), "error bad-territory /deals/0/territory/0", 1),
        ("/deals/0/territory", json!("unknown"), "", 2),
        ("/deals/0/uses", json!([]), "error wrong-type /deals/0/uses", 1),
        ("/deals/0/evidence/0/source", json!("s2"), "error dangling-reference /deals/0/evidence/0/source", 2),
        (
            "/deals/0/evidence/0/supports",
            json!(["/end"]),
            "error dangling-reference /deals/0/evidence/0/supports/0",
            2,
        ),
        ("/deals/0/upstream", json!(["d2#g3"]), "error dangling-reference /deals/0/upstream/0", 1),
        ("/deals/0/upstream", json!(["d2#g2"]), "", 2),
        ("/deals/0/price", json!([{"kind": "total", "amount": 5}]), "error bad-price /deals/0/price/0", 2),
        (
            "/deals/0/catalogue",
            json!({"of": ["label"], "share": {"exact": 120}}),
            "error bad-measure /deals/0/catalogue/share/exact",
            1,
        ),
        (
            "/deals/0/catalogue",
            json!({"count": {"exact": 5}}),
            "error bad-measure /deals/0/catalogue/count",
            1,
        ),
        (
            "/deals/0/catalogue",
            json!({"except": ["lable"]}),
            "warning dangling-reference /deals/0/catalogue/except/0",
            2,
        ),
        ("/deals/0/basis", json!({"starts": "stated"}), "warning unknown-field /deals/0/basis/starts", 2),
        ("/deals/0/stake", json!({"exact": 5}), "warning misplaced-field /deals/0/stake", 2),
        ("/deals/0/type", json!("merger"), "error missing-field /deals/0", 1),
        ("/deals/0/a~1b", json!(1), "warning unknown-field /deals/0/a~01b", 2),
        ("/deals/1/grants/1/id", json!("g1"), "error duplicate-id /deals/1/grants/1/id", 1),
        ("/deals/1/grants/1/to", Value::Null, "error missing-field /deals/1/grants/1", 1),
        ("/deals/2", json!(7), "error wrong-type /deals/2", 2),
        ("/parties/1/country", json!("UK"), "error bad-territory /parties/1/country", 2),
        (
            "/parties/1/operated_by",
            json!([{"party": "x"}]),
            "error dangling-reference /parties/1/operated_by/0/party",
            2,
        ),
        ("/parties/0/former_ids", json!(["service"]), "error duplicate-id /parties/0/former_ids/0", 2),
        ("/sources/0/url", json!("javascript:alert(1)"), "error bad-address /sources/0/url", 2),
        ("/territories/0/members", json!(["DE", "dahc"]), "error bad-territory /territories/0/members/1", 2),
        ("/meta/title", Value::Null, "error missing-field /meta", 2),
        (
            "/meta/policy",
            json!({"presume": {"continuance": "3Y"}}),
            "error bad-date /meta/policy/presume/continuance",
            2,
        ),
        ("/part", json!([]), "warning unknown-field /part", 2),
        ("/sources", Value::Null, "error missing-field ", 2),
        (
            "/stories",
            json!([{"id": "st", "title": "S", "steps": [{"text": "a", "focus": ["nobody"]}]}]),
            "error dangling-reference /stories/0/steps/0/focus/0",
            2,
        ),
    ];
    for (pointer, value, expected, deals) in table {
        let (catalog, found) = with(pointer, value.clone());
        let found: Vec<_> = found
            .into_iter()
            .filter(|f| expected.is_empty() || pointer != "/sources" || !f.contains("dangling"))
            .collect();
        let expected: Vec<&str> = if expected.is_empty() { vec![] } else { vec![expected] };
        assert_eq!(found, expected, "{pointer} = {value}");
        assert_eq!(catalog.deals.len(), deals, "{pointer} = {value}");
    }
}

#[test]
fn a_party_that_cannot_be_read_takes_its_deals_along() {
    let (catalog, found) = with("/parties/0/kind", json!("lable"));
    assert_eq!((catalog.parties.len(), catalog.deals.len()), (1, 0));
    assert_eq!(catalog.party(catalog.party_ix("service").unwrap()).id.as_str(), "service");
    assert_eq!(catalog.party_ix("label"), None);
    assert_eq!(found[0], "error bad-word /parties/0/kind");
    assert!(found[1..].iter().all(|f| f.starts_with("error dangling-reference")), "{found:?}");
}

#[test]
fn end_and_term_are_inherited_together() {
    let (catalog, _) = with("/deals/1/note", json!("x"));
    let grants = &catalog.deals[1].grants;
    assert!(grants[0].term.is_some() && grants[0].end.is_none());
    assert!(grants[1].term.is_none() && grants[1].end.is_some());
}

#[test]
fn types_that_grant_and_types_that_do_not() {
    let (catalog, _) = with("/deals/0/type", json!("mandate"));
    assert_eq!(catalog.deals[0].grants[0].sublicensing, Sublicensing::Allowed);
    let (catalog, _) = with("/deals/0/type", json!("other"));
    assert!(catalog.deals[0].grants.is_empty() && catalog.deals[0].from.is_some());
    assert_eq!(catalog.deals[0].kind, DealType::Other);
    let sides = json!({"id": "d1", "type": "settlement", "from": "label", "to": "service"});
    let (catalog, _) = with("/deals/0", sides);
    assert!(catalog.deals[0].grants.is_empty());
    let (catalog, _) = with("/deals/0/type", json!("settlement"));
    assert_eq!(catalog.deals[0].grants.len(), 1);
}

#[test]
fn a_record_can_silence_a_warning_with_a_reason() {
    let mut deal = base()["deals"][0].clone();
    deal["teritory"] = json!(["CN"]);
    deal["x_lint_ok"] = json!(["unknown-field"]);
    assert_eq!(with("/deals/0", deal.clone()).1.len(), 1);
    deal["x_lint_reason"] = json!("kept as found");
    assert_eq!(with("/deals/0", deal.clone()).1.len(), 0);
    deal["x_lint_ok"] = json!(["bad-date"]);
    deal["start"] = json!("soon");
    assert_eq!(with("/deals/0", deal).1.len(), 2);
}

#[test]
fn messages_say_what_and_why_and_how() {
    let mut document = base();
    document["deals"][0]["from"] = json!("lable");
    document["deals"][0]["signed"] = json!("2018-2-9");
    document["deals"][1]["ends"] = json!("..");
    let findings = Catalog::load(document.to_string().as_bytes()).unwrap().findings;
    let shown: Vec<String> = findings.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown[0],
        "error[dangling-reference] /deals/0/from: /deals/0/from refers to “lable”, which is not in the file, \
         so the deal takes no part. (Did you mean “label”?)"
    );
    assert!(shown[1].contains("“2018-2-9” is not a date this format knows, so the deal takes no part. (Did you mean “2018-02-09”? Write a day"));
    assert_eq!(
        shown[2],
        "warning[unknown-field] /deals/1/ends: “ends” is not a field of this deal, so nothing reads it. \
         Did you mean “end”? (Rename it to “end”, or to “x_ends” to keep it as your own.)"
    );
}

#[test]
fn what_is_no_dataset() {
    let load = |bytes: &[u8]| Catalog::load(bytes).unwrap_err();
    assert_eq!(load(b"\xff"), LoadError::NotUtf8 { offset: 0 });
    assert_eq!(load(b"[]"), LoadError::NotAnObject);
    assert_eq!(load(b"{}"), LoadError::WrongFormat { found: None });
    assert_eq!(
        load(br#"{"format": "catalog-atlas/2"}"#),
        LoadError::WrongFormat { found: Some("catalog-atlas/2".to_string()) }
    );
    assert!(matches!(load(b""), LoadError::NotJson { .. }));
    assert!(matches!(load(b"{\"format\": 1e999}"), LoadError::NotJson { .. }));
    assert!(matches!(load(b"{\"format\": NaN}"), LoadError::NotJson { .. }));
    let deep = "[".repeat(100_000);
    assert!(matches!(load(deep.as_bytes()), LoadError::NotJson { line: 1, .. }));
    let with_mark = format!("\u{FEFF}{}", base());
    assert!(Catalog::load(with_mark.as_bytes()).unwrap().findings.is_empty());
    assert!(Catalog::load(br#"{"format": "catalog-atlas/1"}"#).unwrap().findings.len() == 4);
}

#[test]
fn limits() {
    let (catalog, found) = with("/deals/0/note", json!("é".repeat(2_001)));
    assert_eq!(found, ["error too-long /deals/0/note"]);
    assert_eq!(catalog.deals[0].note.as_ref().unwrap().entries[0].1.chars().count(), 2_000);
    assert!(with("/deals/0/note", json!("é".repeat(2_000))).1.is_empty());
    assert!(with("/meta/method", json!("é".repeat(9_000))).1.is_empty());

    let mut document = base();
    let party = |n: usize| json!({"id": format!("p{n}"), "kind": "label", "name": "P"});
    document["parties"].as_array_mut().unwrap().extend((0..200_000).map(party));
    let loaded = Catalog::load(document.to_string().as_bytes()).unwrap();
    assert_eq!(loaded.catalog.parties.len(), 200_000);
    assert_eq!(loaded.findings.len(), 1);
    assert_eq!(
        (loaded.findings[0].code, loaded.findings[0].pointer.as_str()),
        ("too-many", "/parties/200000")
    );
}

#[test]
fn many_findings_end_in_one_that_says_so() {
    let mut document = base();
    document["deals"] =
        Value::Array((0..25_000).map(|n| json!({"id": format!("d{n}"), "type": "x"})).collect());
    let findings = Catalog::load(document.to_string().as_bytes()).unwrap().findings;
    assert_eq!(findings.len(), 20_001);
    assert!(findings.iter().any(|f| f.code == "too-many" && f.severity == Severity::Error));
}

#[test]
fn lists_that_would_multiply_are_refused() {
    let ids: Vec<Value> = (0..1_001).map(|n| json!(format!("p{n}"))).collect();
    let (catalog, found) = with("/deals/0/from", json!({"several": ids, "split": "each"}));
    assert_eq!((catalog.deals.len(), found), (1, vec!["error too-many /deals/0/from/several".to_string()]));
    let grants: Vec<Value> = (0..1_001).map(|n| json!({"id": format!("g{n}"), "to": "label"})).collect();
    assert_eq!(with("/deals/0/grants", json!(grants)).1, ["error too-many /deals/0/grants"]);
}

#[test]
fn a_million_mistakes_cost_no_million_searches() {
    let fields: serde_json::Map<String, Value> =
        (0..200_000).map(|n| (format!("fiel{n}"), json!(1))).collect();
    let (_, found) = with("/meta/policy", Value::Object(fields));
    assert_eq!(found.len(), 20_001);
}
