use super::unpack::Unpacker;
use super::{BEGIN, BETWEEN, DIGITS, END, NotPacked, VERSION, check, digits, pack, records, unpack};
use crate::data::{Catalog, Loaded};
use proptest::prelude::*;
use serde_json::Value;

const SHIPPED: &str = include_str!("../../../static/data/china-music.json");

fn load(text: &str) -> Loaded {
    Catalog::load(text.as_bytes()).expect("a dataset")
}

/// Packs, takes back, and compares what the packer does not: the document, and ids that lead to records.
#[track_caller]
fn round_trip(text: &str) -> String {
    let loaded = load(text);
    let packed = pack(&loaded).expect("can be packed");
    let again = unpack(packed.clone().into_bytes()).expect("packed");
    assert!(again.findings.is_empty());
    let (before, after) = (&loaded.catalog, &again.catalog);
    assert!(before.document.json() == after.document.json());
    for party in &before.parties {
        let former = party.former_ids.iter().map(String::as_str);
        for id in former.chain([party.id.as_str()]) {
            assert_eq!(after.party_ix(id), before.party_ix(id), "{id}");
        }
    }
    for deal in &before.deals {
        assert_eq!(after.deal_ix(deal.id.as_str()), before.deal_ix(deal.id.as_str()));
    }
    assert!(before.deals_by_id().eq(after.deals_by_id()));
    for source in &before.sources {
        assert_eq!(after.source_ix(source.id.as_str()), before.source_ix(source.id.as_str()));
    }
    assert_eq!(after.party_ix("nobody"), None);
    packed
}

#[test]
fn the_shipped_dataset_comes_back_as_it_was() {
    let packed = round_trip(SHIPPED);
    // For every other reader it is the dataset, with a field that says nothing to it.
    let Value::Object(mut document) = serde_json::from_str(&packed).unwrap() else { panic!("no object") };
    assert!(document.remove(super::FIELD).is_some());
    assert_eq!(Value::Object(document), serde_json::from_str::<Value>(SHIPPED).unwrap());
    assert!(load(&packed).findings.is_empty());
}

#[test]
fn so_do_the_examples() {
    let (mut packed, mut not_packed) = (0, 0);
    for folder in ["examples", "broken"] {
        let folder = format!("{}/tests/{folder}", env!("CARGO_MANIFEST_DIR"));
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|end| end != "json") {
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            match Catalog::load(text.as_bytes()) {
                Ok(loaded) if loaded.findings.is_empty() => {
                    round_trip(&text);
                    packed += 1;
                }
                Ok(loaded) => {
                    assert_eq!(pack(&loaded).unwrap_err(), NotPacked::Findings(loaded.findings.len()));
                    not_packed += 1;
                }
                Err(_) => {}
            }
        }
    }
    assert!(packed > 20 && not_packed > 10, "{packed} packed, {not_packed} not");
}

/// A dataset of one party, with a name and an id as they are written.
fn one_party(id: &str, name: &str) -> String {
    format!(
        r#"{{"format":"catalog-atlas/1","meta":{{"title":"T","language":"en"}},"parties":[{{"id":"{id}","kind":"label","name":"{name}"}}],"deals":[],"sources":[]}} "#
    )
}

#[test]
fn texts_with_escapes() {
    for name in [r"a\nb\tc\r", r#"\"Q\" \\ \/"#, r"\u00e9", "é 網易", r"a\u0022b"] {
        let text = one_party("p", name);
        round_trip(&text);
        assert_eq!(unpack(text.clone().into_bytes()).unwrap_err(), text.as_bytes(), "never packed");
    }
    // Nobody types these; the page reads such a dataset itself.
    assert_eq!(pack(&load(&one_party("p", r"a\u0001b"))).unwrap_err(), NotPacked::Differs);
    assert_eq!(pack(&load(&one_party(r"\u0070", "P"))).unwrap_err(), NotPacked::Differs);
}

/// A field as the packer writes it, around any codes.
fn forged(text: &str, codes: &str, words: &str) -> String {
    let text = text.trim_end().strip_suffix('}').unwrap().trim_end();
    let fields = [VERSION, &check(&[text, codes, words]), codes, words, &digits(text.len())];
    format!("{text}{BEGIN}{}{END}", fields.join(BETWEEN))
}

#[test]
fn whatever_was_changed_is_read_anew() {
    let packed = pack(&load(SHIPPED)).unwrap();
    for (before, after) in
        [("QQ Music", "QQ music"), ("\"1\",\"", "\"2\",\""), (END, "\"] }"), (END, "\"]}\n")]
    {
        let at = packed.rfind(before).unwrap();
        let changed = format!("{}{after}{}", &packed[..at], &packed[at + before.len()..]);
        assert!(
            unpack(changed.clone().into_bytes()).is_err_and(|bytes| bytes == changed.as_bytes()),
            "{after}"
        );
    }
    for length in [0, 1, END.len(), DIGITS, packed.len() / 2, packed.len() - 1] {
        assert!(unpack(packed.as_bytes()[..length].to_vec()).is_err());
    }
    // The codes of another dataset.
    let part = |at: usize| packed[packed.rfind(BEGIN).unwrap()..].split(BETWEEN).nth(at).unwrap();
    let other = forged(&one_party("p", "P"), part(2), part(3));
    assert!(unpack(other.into_bytes()).is_err());
    assert!(forged(SHIPPED, part(2), part(3)) == packed);
    for codes in [format!("{}0", part(2)), part(2)[1..].to_string(), part(2)[..9000].to_string()] {
        assert!(unpack(forged(SHIPPED, &codes, part(3)).into_bytes()).is_err());
    }
}

proptest! {
    #[test]
    fn one_other_byte_is_noticed(at in any::<prop::sample::Index>(), byte in 1u8..) {
        let mut packed = pack(&load(include_str!("../../../tests/examples/ex4.json"))).unwrap().into_bytes();
        let at = at.index(packed.len());
        packed[at] ^= byte;
        prop_assert!(unpack(packed).is_err());
    }

    #[test]
    fn no_codes_do_harm(codes in "[0-o~]{0,300}", words in "[a-cé\\\\n]{0,20}") {
        let mut unpacker = Unpacker::new(SHIPPED, &codes, &words);
        _ = records::unpack(&mut unpacker);
        // Large counts, of which nothing follows.
        let many = format!("{}{codes}", "ooo3".repeat(30));
        _ = records::unpack(&mut Unpacker::new(SHIPPED, &many, &words));
    }

    #[test]
    fn any_bytes(bytes in "(\\{|,\"x_packed\":\\[\"|1|\",\"|0000000001|0|\"\\]\\}|é){0,12}") {
        prop_assert_eq!(unpack(bytes.clone().into_bytes()).unwrap_err(), bytes.into_bytes());
    }
}
