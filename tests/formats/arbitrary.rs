//! Random documents with every kind of record, valid by the schema but for the
//! references, and with fields of the editor's own.

use crate::values::{
    Fields, Json, bound, claims, duration, evidence, id, identifier, ids, line, list, name, number, pointer,
    record, text, when, word,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// A whole document.
pub fn document() -> Json {
    let lists = (
        record(meta()),
        vec(record(territory()), 0..3),
        vec(record(party()), 0..5),
        vec(record(deal()), 0..6),
        vec(record(source()), 0..4),
        vec(record(story()), 0..3),
        record(vec![]),
    );
    let whole =
        |(meta, territories, parties, deals, sources, stories, root): (Value, _, _, _, _, _, Value)| {
            let mut document = root.as_object().cloned().unwrap_or_default();
            document.insert("format".into(), "catalog-atlas/1".into());
            document.insert("meta".into(), meta);
            for (prefix, list, records) in [
                ("t", "territories", territories),
                ("p", "parties", parties),
                ("d", "deals", deals),
                ("s", "sources", sources),
                ("y", "stories", stories),
            ] {
                let records: Vec<Value> = records;
                if records.is_empty() && matches!(list, "territories" | "stories") {
                    continue;
                }
                // Unique over the whole file.
                let with_id = |(place, mut record): (usize, Value)| {
                    record["id"] = format!("{prefix}{place}").into();
                    record
                };
                document.insert(list.into(), records.into_iter().enumerate().map(with_id).collect());
            }
            Value::Object(document)
        };
    lists.prop_map(whole).boxed()
}

fn meta() -> Fields {
    let correction = record(vec![
        ("date", true, word(&["2020-01-01"])),
        ("text", true, text()),
        ("records", false, ids()),
    ]);
    let ask = json!({"party": "a", "catalogue": "b", "territory": "CN"});
    vec![
        ("title", true, text()),
        ("language", true, word(&["en", "zh-Hans"])),
        ("description", false, text()),
        ("publisher", false, line()),
        ("homepage", false, word(&["https://a.example/"])),
        ("licence", false, word(&["CC-BY-4.0"])),
        ("version", false, word(&["1.0.0", "2020-01-01"])),
        ("authors", false, list(line())),
        ("checked", false, word(&["2020-01-01"])),
        ("method", false, text()),
        ("corrections", false, list(correction)),
        (
            "opening",
            false,
            record(vec![
                ("date", false, word(&["2018-03-10"])),
                ("focus", false, ids()),
                ("ask", false, Just(ask).boxed()),
            ]),
        ),
        (
            "defaults",
            false,
            record(vec![("layer", false, list(word(&["recording"]))), ("territory", false, territories())]),
        ),
        (
            "policy",
            false,
            record(vec![
                ("certain", false, list(word(&["confirmed", "reported"]))),
                ("announce_window", false, duration()),
                (
                    "presume",
                    false,
                    record(vec![
                        ("continuance", false, duration()),
                        ("commencement", false, word(&["no", "announced"])),
                    ]),
                ),
            ]),
        ),
    ]
}

fn territory() -> Fields {
    vec![("members", true, ids()), ("names", false, list(name())), ("codes", false, list(identifier()))]
}

fn territories() -> Json {
    let places = || {
        vec(prop_oneof![word(&["CN", "HK", "Worldwide", "unknown"]), id()], 1..3)
            .prop_map(Value::from)
            .boxed()
    };
    prop_oneof![
        Just(json!("unknown")),
        places(),
        record(vec![("include", true, places()), ("exclude", false, list(id()))]),
    ]
    .boxed()
}

fn party() -> Fields {
    let operator = record(vec![
        ("party", true, id()),
        ("start", false, bound()),
        ("end", false, bound()),
        ("evidence", false, evidence()),
        ("note", false, text()),
    ]);
    vec![
        ("kind", true, word(&["label", "service", "company", "artist"])),
        ("name", true, line()),
        ("names", false, list(name())),
        ("country", false, word(&["CN", "XK"])),
        ("founded", false, bound()),
        ("dissolved", false, bound()),
        ("operated_by", false, list(operator)),
        ("identifiers", false, list(identifier())),
        ("former_ids", false, list(id())),
        ("claims", false, claims()),
        ("evidence", false, evidence()),
        ("note", false, text()),
    ]
}

fn party_ref() -> Json {
    prop_oneof![
        3 => id(),
        1 => record(vec![("party", true, id()), ("on_behalf_of", false, ids())]),
        1 => record(vec![("several", true, ids()), ("split", true, word(&["each", "unknown"]))]),
        1 => record(vec![("unspecified", true, word(&["undisclosed", "unknown", "several"]))]),
    ]
    .boxed()
}

fn terms() -> Fields {
    let share = record(vec![
        ("exact", false, number()),
        ("minimum", false, number()),
        ("maximum", false, number()),
        ("of", false, word(&["each", "pool"])),
        ("unit", false, word(&["recordings", "value"])),
    ]);
    let count = record(vec![
        ("exact", false, (0u64..10_000_000).prop_map(Value::from).boxed()),
        ("unit", true, word(&["recordings", "labels"])),
        ("of", false, word(&["grant", "total-after"])),
    ]);
    let catalogue = record(vec![
        ("of", false, ids()),
        ("holdings", false, word(&["exclusive", "all"])),
        ("named", false, ids()),
        ("except", false, list(line())),
        ("share", false, share),
        ("count", false, count),
        ("complete", false, any::<bool>().prop_map(Value::from).boxed()),
        ("artists", false, list(line())),
    ]);
    let term = prop_oneof![
        duration(),
        record(vec![("min", false, duration()), ("max", false, duration()), ("text", false, text())]),
    ];
    let level = || word(&["exclusive", "sole", "non-exclusive", "unknown"]);
    let exclusivity = prop_oneof![
        level(),
        record(vec![
            ("level", true, level()),
            ("start", false, bound()),
            ("end", false, bound()),
            ("term", false, duration()),
            ("carve_outs", false, list(id())),
        ]),
    ];
    let grant_ref = || word(&["d0", "d0#g1", "a-b.c#g12"]);
    vec![
        ("from", false, party_ref()),
        ("to", false, party_ref()),
        ("catalogue", false, catalogue),
        ("layer", false, list(word(&["recording", "publishing", "video"]))),
        ("uses", false, list(word(&["OnDemandStream", "Download"]))),
        ("territory", false, territories()),
        ("start", false, bound()),
        ("end", false, bound()),
        ("term", false, term.boxed()),
        ("exclusivity", false, exclusivity.boxed()),
        ("sublicensing", false, word(&["allowed", "unknown"])),
        ("upstream", false, list(grant_ref())),
        ("continues", false, grant_ref()),
    ]
}

fn deal() -> Fields {
    let mut grant = terms();
    grant.extend([("id", true, word(&["g1", "g2", "a"])), ("note", false, text())]);
    let select = record(vec![("from", false, ids()), ("exclusivity", false, list(word(&["exclusive"])))]);
    let except = record(vec![("text", false, text()), ("max_term", false, duration())]);
    let effect = record(vec![
        ("on", false, word(&["d0#g1"])),
        ("select", false, select),
        ("action", true, word(&["end-grant", "suspend"])),
        ("date", true, prop_oneof![when(), Just(json!("@start"))].boxed()),
        ("until", false, bound()),
        ("except", false, list(except)),
        ("evidence", false, evidence()),
        ("note", false, text()),
    ]);
    let price = record(vec![
        ("kind", true, word(&["lump", "undisclosed"])),
        ("amount", false, number()),
        ("currency", false, word(&["EUR"])),
        ("per", false, line()),
        ("note", false, text()),
    ]);
    let dispute = record(vec![
        ("by", true, id()),
        ("field", false, pointer()),
        ("position", false, text()),
        ("source", false, id()),
        ("date", false, when()),
        ("response", false, word(&["maintains", "pending"])),
    ]);
    let basis = vec((select_word(), word(&["stated", "derived"])), 1..3)
        .prop_map(|fields| Value::Object(fields.into_iter().collect()));
    let mut fields = terms();
    fields.extend([
        ("type", true, word(&["licence", "swap", "ownership", "order", "event", "other"])),
        ("event_kind", false, word(&["launch", "other"])),
        ("title", false, text()),
        ("stage", false, word(&["signed", "cancelled"])),
        ("confidence", false, word(&["confirmed", "denied"])),
        ("announced", false, when()),
        ("signed", false, when()),
        ("date", false, when()),
        ("grants", false, list(record(grant))),
        ("effects", false, list(effect)),
        ("stake", false, record(vec![("exact", false, number()), ("minimum", false, number())])),
        ("control", false, word(&["yes", "unknown"])),
        ("authority", false, id()),
        ("addressees", false, list(id())),
        ("brokers", false, list(id())),
        ("involves", false, list(id())),
        ("price", false, list(price)),
        ("replaces", false, ids()),
        ("disputes", false, list(dispute)),
        (
            "retracted",
            false,
            record(vec![("date", true, when()), ("reason", true, text()), ("source", false, id())]),
        ),
        ("basis", false, basis.boxed()),
        ("claims", false, claims()),
        ("evidence", false, evidence()),
        ("note", false, text()),
    ]);
    fields
}

fn select_word() -> BoxedStrategy<String> {
    select(&["start", "end", "x_own"][..]).prop_map(str::to_string).boxed()
}

fn source() -> Fields {
    vec![
        ("kind", true, word(&["news", "filing"])),
        ("title", true, line()),
        ("publisher", false, line()),
        ("author", false, line()),
        ("published", false, when()),
        ("retrieved", false, word(&["2020-01-01"])),
        ("url", false, word(&["https://a.example/1"])),
        ("archive_url", false, word(&["https://b.example/1"])),
        ("lang", false, word(&["en"])),
        ("corrected_by", false, id()),
        ("copy_of", false, id()),
        ("owned_by", false, id()),
        ("reliability", false, word(&["A", "D"])),
        ("note", false, text()),
    ]
}

fn story() -> Fields {
    let filter = record(vec![("type", false, list(word(&["licence"]))), ("q", false, line())]);
    let step = record(vec![
        ("title", false, text()),
        ("text", true, text()),
        ("date", false, word(&["2018-03-10"])),
        ("view", false, word(&["flow", "table"])),
        ("focus", false, list(id())),
        ("deals", false, list(id())),
        ("filter", false, filter),
    ]);
    vec![("title", true, text()), ("steps", true, list(step))]
}
