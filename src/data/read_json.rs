//! From text to the list of values of a [`Document`](super::document::Document), by the parser of `serde_json`.

use super::document::{Kind, Node, Parsed, bit};
use crate::sort;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use std::fmt;

/// Fields of an object that are compared each with each.
const FEW: usize = 32;

/// Reads a document, or says why it is no JSON.
pub(super) fn read(text: &str) -> serde_json::Result<Parsed> {
    let mut reader = Reader { text, nodes: Vec::with_capacity(text.len() / 12), plain: String::new() };
    let mut parser = serde_json::Deserializer::from_str(text);
    Fill(&mut reader).deserialize(&mut parser)?;
    parser.end()?;
    let Reader { nodes, plain, .. } = reader;
    Ok(Parsed { plain, nodes, ..Parsed::default() })
}

/// Puts one value behind those that were read.
struct Fill<'r, 't>(&'r mut Reader<'t>);

impl<'t> DeserializeSeed<'t> for Fill<'_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, parser: D) -> Result<(), D::Error> {
        parser.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Fill<'_, 't> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.nodes.push(Node::default());
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.nodes.push(Node { kind: if value { Kind::True } else { Kind::False }, ..Node::default() });
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.nodes.push(Node::number(&Number::from(value)));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.nodes.push(Node::number(&Number::from(value)));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        // The parser lets no number through that is none.
        self.0.nodes.extend(Number::from_f64(value).map(|number| Node::number(&number)));
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<(), E> {
        let start = text.as_ptr().addr() - self.0.text.as_ptr().addr();
        self.0.nodes.push(Node::text(Kind::Text, start, text));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.nodes.push(Node::text(Kind::Escaped, self.0.plain.len(), text));
        self.0.plain += text;
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<(), A::Error> {
        let open = self.0.open(Kind::List);
        let mut count = 0;
        while list.next_element_seed(Fill(&mut *self.0))?.is_some() {
            count += 1;
        }
        self.0.close(open, count);
        Ok(())
    }

    fn visit_map<A: MapAccess<'t>>(self, mut object: A) -> Result<(), A::Error> {
        let open = self.0.open(Kind::Object);
        let (mut count, mut marks, mut twice) = (0, 0u64, false);
        while object.next_key_seed(Fill(&mut *self.0))?.is_some() {
            let bit = self.0.nodes.last().map_or(0, |name| bit(name.mark));
            twice |= marks & bit != 0;
            marks |= bit;
            object.next_value_seed(Fill(&mut *self.0))?;
            count += 1;
        }
        self.0.close(open, count);
        if twice {
            self.0.keep_last(open);
        }
        Ok(())
    }
}

struct Reader<'t> {
    text: &'t str,
    nodes: Vec<Node>,
    /// Texts that the file writes with escapes, without them.
    plain: String,
}

impl Reader<'_> {
    fn open(&mut self, kind: Kind) -> usize {
        self.nodes.push(Node { kind, ..Node::default() });
        self.nodes.len() - 1
    }

    fn close(&mut self, open: usize, count: usize) {
        let span = self.nodes.len() - open;
        (self.nodes[open].start, self.nodes[open].len) = (span as u32, count as u32);
    }

    /// Of equal names the last one counts. Most that look alike in a few bits are none.
    fn keep_last(&mut self, open: usize) {
        let count = self.nodes[open].len as usize;
        let mut names = Vec::with_capacity(count);
        let mut at = open + 1;
        for _ in 0..count {
            names.push(at);
            at += 1 + self.nodes[at + 1].span();
        }
        let mark = |at: usize| self.nodes[at].mark;
        let alike = |one: usize| names[..one].iter().any(|at| mark(*at) == mark(names[one]));
        if count <= FEW && !(0..count).any(alike) {
            return;
        }
        let name = |at: usize| {
            let node = self.nodes[at];
            let text = if node.kind == Kind::Escaped { &self.plain } else { self.text };
            &text[node.start as usize..][..node.len as usize]
        };
        sort::by(&mut names, |a, b| name(*a).cmp(name(*b)));
        let before: Vec<usize> =
            names.windows(2).filter(|two| name(two[0]) == name(two[1])).map(|two| two[0]).collect();
        if before.is_empty() {
            return;
        }
        for at in before {
            self.nodes[at].kind = Kind::Null;
        }
        let old = self.nodes.split_off(open + 1);
        let (mut at, mut left) = (0, 0);
        while at < old.len() {
            let next = at + 1 + old[at + 1].span();
            if old[at].kind != Kind::Null {
                self.nodes.extend_from_slice(&old[at..next]);
                left += 1;
            }
            at = next;
        }
        self.close(open, left);
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::{Document, Value as Read};
    use super::super::json::every_value;
    use proptest::prelude::*;
    use serde_json::Value;

    #[track_caller]
    fn check(text: &str) {
        let parsed = serde_json::from_str::<Value>(text).ok();
        let read = Document::read(text.to_string()).ok();
        assert_eq!(read.as_ref().map(|document| document.json().clone()), parsed, "{text}");
    }

    #[test]
    fn what_the_parser_takes() {
        for text in [
            "",
            " ",
            "null",
            " true ",
            "false x",
            "nul",
            "truefalse",
            "1",
            "-1",
            "01",
            "-",
            "1.",
            ".5",
            "1.5e3",
            "1e",
            "1E+2",
            "1e400",
            "-1e400",
            "1e-400",
            "18446744073709551616",
            "-0",
            "0.1",
            "\"",
            "\"\\\"",
            "\"\\u00e9\\n\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\x\"",
            "\"a\tb\"",
            "\"a\u{7f}\u{e9}\"",
            "[]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{}",
            "{\"a\"}",
            "{\"a\":1,}",
            "{a:1}",
            "{\"a\" : [ { } , [ ] ] }",
            "[1]]",
            "{\"a\":1}{",
            "\u{FEFF}1",
            "[\"\\",
            "\"\\",
            "{\"a\":{\"b\":[1,2]},\"c\":3,\"a\":[4],\"c\":\"\\u0063\",\"\\u0061\":5}",
        ] {
            check(text);
        }
        for depth in [126, 127, 128, 129] {
            check(&format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
            check(&format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)));
        }
        check(&format!("1{}", "0".repeat(400)));
        check(&format!("0.{}1", "0".repeat(400)));
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[ab\"\\\\\u{1}é]{0,3}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec(("[ab~/\"]{0,2}", inner), 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn every_value_of_large_ones_is_found() {
        let fields: Vec<String> = (0..300).map(|n| format!("\"n{}\":[{n}]", n * 7 % 300)).collect();
        let items: Vec<String> = (0..200).map(|n| format!("{{\"a\":{n}}}")).collect();
        let text = format!("{{\"all\":{{{}}},\"list\":[{}]}}", fields.join(","), items.join(","));
        let document = Document::read(text.clone()).unwrap();
        every_value(&serde_json::from_str(&text).unwrap(), "", &mut |pointer, value| {
            assert_eq!(document.pointer(pointer).map(Read::json).as_ref(), Some(value), "{pointer}");
        });
        for pointer in ["/all/n300", "/all/n", "/list/200", "/list/01", "/all/n7/1"] {
            assert!(document.pointer(pointer).is_none(), "{pointer}");
        }
    }

    proptest! {
        #[test]
        fn any_text_as_the_parser(text in "[\\[\\]{}:,\"\\\\ untrefals0-9eE.+\u{1}é-]{0,24}") {
            check(&text);
        }

        #[test]
        fn objects_with_equal_names(fields in prop::collection::vec(("[a-c]|\\\\u0061|[a-z]{2}", "1|\\[\\{\\},2\\]|\"a\"|\\{\"a\":3,\"a\":4\\}"), 0..90)) {
            let fields: Vec<String> = fields.iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
            check(&format!("[{{{}}}]", fields.join(",")));
        }

        #[test]
        fn every_value_is_found(value in any_json()) {
            // Numbers lose digits on the way through text once; compare from there.
            let text = value.to_string();
            let value: Value = serde_json::from_str(&text).unwrap();
            let document = Document::read(text).unwrap();
            prop_assert_eq!(document.json(), &value);
            every_value(&value, "", &mut |pointer, value| {
                assert_eq!(document.pointer(pointer).map(Read::json).as_ref(), Some(value), "{pointer}");
            });
        }

        #[test]
        fn numbers_as_the_parser_s(text in "-?(0|[1-9][0-9]{0,20})([.][0-9]{1,20})?(e-?[0-9]{1,2})?") {
            let value: Value = serde_json::from_str(&text).unwrap();
            let document = Document::read(text).unwrap();
            prop_assert_eq!(document.root().as_u64(), value.as_u64());
            prop_assert_eq!(document.root().as_f64().map(f64::to_bits), value.as_f64().map(f64::to_bits));
        }

        #[test]
        fn texts_as_the_parser_s(text in "\"([a-dé]|\\\\[\"/bfnrtux0\\\\]|\\\\u[0d]0[a8][0-9]){0,6}\"") {
            check(&text);
        }

        #[test]
        fn pointers_as_the_parser_s(value in any_json(), pointer in "(/?[+a01~/]{0,3}){0,3}") {
            let text = value.to_string();
            let value: Value = serde_json::from_str(&text).unwrap();
            let found = Document::read(text).unwrap();
            let found = found.pointer(&pointer).map(Read::json);
            prop_assert_eq!(found.as_ref(), value.pointer(&pointer));
        }
    }
}
