//! Random values of fields: text that trips a cell up, dates, numbers, evidence, claims; and objects of them.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// A way to make values.
pub type Json = BoxedStrategy<Value>;

/// Fields that are always there, or perhaps.
pub type Fields = Vec<(&'static str, bool, Json)>;

/// An object of fields, with some of its own.
pub fn record(fields: Fields) -> Json {
    let fields: Vec<BoxedStrategy<Option<(String, Value)>>> = fields
        .into_iter()
        .map(|(name, always, value)| {
            let value = value.prop_map(move |value| (name.to_string(), value));
            if always { value.prop_map(Some).boxed() } else { weighted(0.4, value).boxed() }
        })
        .collect();
    let own = vec(("x_[a-c]", own_value()), 0..3);
    (fields, own)
        .prop_map(|(fields, own)| {
            Value::Object(fields.into_iter().flatten().chain(own).collect::<Map<_, _>>())
        })
        .boxed()
}

fn own_value() -> Json {
    let leaf = prop_oneof![
        3 => line(),
        2 => any::<i64>().prop_map(Value::from),
        1 => number(),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(json!("")),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec(("[a-z0-9/~]{0,3}", inner), 0..3)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
    .boxed()
}

/// Text with everything that a cell could stumble on.
pub fn line() -> Json {
    "([=+@'\"\\-,;:\t\r\n ]|en=|zh-Hans=|x_|\\[|\\]|[a-c]|[虾é\u{202e}\u{feff}]|\\PC){1,8}"
        .prop_map(Value::from)
        .boxed()
}

pub fn text() -> Json {
    let tags = subsequence(vec!["en", "zh-Hans", "de"], 1..=3);
    let several = tags.prop_flat_map(|tags| {
        let count = tags.len();
        vec(line(), count).prop_map(move |texts| {
            Value::Object(tags.iter().zip(texts).map(|(tag, text)| ((*tag).to_string(), text)).collect())
        })
    });
    prop_oneof![line(), several].boxed()
}

pub fn number() -> Json {
    prop_oneof![
        (0u32..=100).prop_map(Value::from),
        (0.0f64..100.0).prop_map(Value::from),
        any::<f64>()
            .prop_filter_map("finite", |number| serde_json::Number::from_f64(number).map(Value::Number)),
    ]
    .boxed()
}

pub fn id() -> Json {
    "[a-z][a-z0-9]{0,2}([.-][a-z0-9]{1,3})?".prop_map(Value::from).boxed()
}

pub fn ids() -> Json {
    vec(id(), 1..4).prop_map(Value::from).boxed()
}

pub fn word(words: &'static [&'static str]) -> Json {
    select(words).prop_map(Value::from).boxed()
}

pub fn list(item: Json) -> Json {
    vec(item, 0..4).prop_map(Value::from).boxed()
}

pub fn when() -> Json {
    word(&[
        "2018-02-09",
        "2018-02",
        "2018",
        "201X",
        "2018-XX",
        "2018-33",
        "2018-41",
        "[2018-01..2018-03]",
        "[2021-08..]",
        "[..2017]",
        "2018-02~",
        "2016?",
        "2016%",
    ])
}

pub fn bound() -> Json {
    prop_oneof![4 => when(), 1 => Just(json!(".."))].boxed()
}

pub fn duration() -> Json {
    word(&["P3Y", "P1Y6M", "P30D"])
}

pub fn pointer() -> Json {
    word(&["/start", "/grants/0/exclusivity", "", "/x_a~1b", "/names/0;odd"])
}

pub fn evidence() -> Json {
    let fields: Fields = vec![
        ("source", true, id()),
        ("supports", false, list(pointer())),
        ("stance", false, word(&["supports", "contradicts", "mentions"])),
        ("asserted_by", false, id()),
        ("in_force", false, any::<bool>().prop_map(Value::from).boxed()),
        ("quote", false, line()),
        ("lang", false, word(&["en", "zh-Hans"])),
        ("page", false, line()),
        ("note", false, text()),
    ];
    list(record(fields))
}

pub fn claims() -> Json {
    list(record(vec![
        ("field", false, pointer()),
        ("about", false, text()),
        ("value", true, own_value()),
        ("source", true, id()),
        ("asserted_by", false, id()),
        ("as_of", false, when()),
        ("choice", true, word(&["preferred", "alternative", "open", "rejected"])),
        ("reason", false, text()),
    ]))
}

pub fn name() -> Json {
    record(vec![
        ("text", true, line()),
        ("lang", false, word(&["en", "zh-Hans"])),
        ("type", false, word(&["legal", "former", "error"])),
        ("start", false, bound()),
        ("end", false, bound()),
        ("source", false, id()),
        ("note", false, text()),
    ])
}

pub fn identifier() -> Json {
    record(vec![
        ("scheme", true, word(&["tis", "wikidata"])),
        ("id", true, line()),
        ("uri", false, word(&["https://a.example/1"])),
    ])
}
