//! From text to the list of values of a [`Document`].
//!
//! It takes what the parser of `serde_json` takes, and nothing else; a test holds them together.

use super::document::{Document, Kind, Node, bit, mark};
use crate::sort;

/// Levels that may lie in one another; no more, so that no file exhausts the stack.
const DEEPEST: usize = 127;

/// Longest number that is surely no larger than numbers are.
const SAFE_NUMBER: usize = 40;

/// Fields of an object that are compared each with each.
const FEW: usize = 32;

/// Reads a document; gives the text back if it is no JSON.
pub(super) fn read(text: String) -> Result<Document, String> {
    let mut reader =
        Reader { text: &text, at: 0, nodes: Vec::with_capacity(text.len() / 12), plain: String::new() };
    let whole = reader.value(DEEPEST).is_some() && reader.peek().is_none();
    let Reader { nodes, plain, .. } = reader;
    if whole { Ok(Document::new(text, plain, nodes)) } else { Err(text) }
}

/// A text with letters by their numbers. The parser is compiled once, for whatever value.
fn by_the_parser(quoted: &str) -> Option<String> {
    match parsed(quoted).ok()? {
        serde_json::Value::String(text) => Some(text),
        _ => None,
    }
}

/// A number as the parser reads it.
pub(super) fn number(text: &str) -> Option<serde_json::Number> {
    match parsed(text).ok()? {
        serde_json::Value::Number(number) => Some(number),
        _ => None,
    }
}

/// What the parser says of a text.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub(super) fn parsed(text: &str) -> serde_json::Result<serde_json::Value> {
    serde_json::from_str(text)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    nodes: Vec<Node>,
    plain: String,
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn push(&mut self, kind: Kind, start: usize, len: usize) {
        self.nodes.push(Node { kind, mark: 0, start: start as u32, len: len as u32 });
    }

    fn value(&mut self, deepest: usize) -> Option<()> {
        match self.peek()? {
            b'"' => self.string(),
            b'{' => self.inside(Kind::Object, b'}', deepest),
            b'[' => self.inside(Kind::List, b']', deepest),
            b't' => self.word("true", Kind::True),
            b'f' => self.word("false", Kind::False),
            b'n' => self.word("null", Kind::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, kind: Kind) -> Option<()> {
        let end = self.at + word.len();
        if self.text.as_bytes().get(self.at..end)? != word.as_bytes() {
            return None;
        }
        self.push(kind, 0, 0);
        self.at = end;
        Some(())
    }

    fn inside(&mut self, kind: Kind, end: u8, deepest: usize) -> Option<()> {
        let deepest = deepest.checked_sub(1)?;
        let open = self.nodes.len();
        self.push(kind, 0, 0);
        self.at += 1;
        let (mut count, mut marks, mut twice) = (0, 0u64, false);
        if self.peek()? == end {
            self.at += 1;
        } else {
            loop {
                if kind == Kind::Object {
                    if self.peek()? != b'"' {
                        return None;
                    }
                    self.string()?;
                    let bit = bit(self.nodes.last()?.mark);
                    twice |= marks & bit != 0;
                    marks |= bit;
                    if self.peek()? != b':' {
                        return None;
                    }
                    self.at += 1;
                }
                self.value(deepest)?;
                count += 1;
                let next = self.peek()?;
                self.at += 1;
                if next == end {
                    break;
                }
                if next != b',' {
                    return None;
                }
            }
        }
        self.close(open, count);
        if twice {
            self.keep_last(open);
        }
        Some(())
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

    fn string(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut end = start;
        let mut escaped = false;
        loop {
            match *bytes.get(end)? {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    end += 1;
                }
                0..b' ' => return None,
                _ => {}
            }
            end += 1;
        }
        self.at = end + 1;
        if escaped {
            return self.escaped(start, end);
        }
        let mark = mark(&bytes[start..end]);
        self.nodes.push(Node { kind: Kind::Text, mark, start: start as u32, len: (end - start) as u32 });
        Some(())
    }

    fn escaped(&mut self, start: usize, end: usize) -> Option<()> {
        let from = self.plain.len();
        let mut rest = self.text.get(start..end)?;
        if rest.contains("\\u") {
            self.plain += &by_the_parser(self.text.get(start - 1..=end)?)?;
            rest = "";
        }
        while let Some(at) = rest.find('\\') {
            self.plain += &rest[..at];
            self.plain.push(match *rest.as_bytes().get(at + 1)? {
                letter @ (b'"' | b'\\' | b'/') => char::from(letter),
                b'n' => '\n',
                b't' => '\t',
                b'r' => '\r',
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                _ => return None,
            });
            rest = &rest[at + 2..];
        }
        self.plain += rest;
        let mark = mark(&self.plain.as_bytes()[from..]);
        let (start, len) = (from as u32, (self.plain.len() - from) as u32);
        self.nodes.push(Node { kind: Kind::Escaped, mark, start, len });
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        if self.byte() == Some(b'-') {
            self.at += 1;
        }
        // A nought is no beginning of other digits.
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        let power = matches!(self.byte(), Some(b'e' | b'E'));
        if power {
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        let len = self.at - start;
        // It may be larger than numbers are.
        if (power || len > SAFE_NUMBER) && number(&self.text[start..self.at]).is_none() {
            return None;
        }
        self.push(Kind::Number, start, len);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::{Document, Value as Read};
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

    fn every_pointer(value: &Value, at: &str, visit: &mut dyn FnMut(&str, &Value)) {
        visit(at, value);
        match value {
            Value::Array(list) => {
                list.iter()
                    .enumerate()
                    .for_each(|(index, item)| every_pointer(item, &format!("{at}/{index}"), visit));
            }
            Value::Object(map) => map.iter().for_each(|(key, item)| {
                every_pointer(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), visit);
            }),
            _ => {}
        }
    }

    #[test]
    fn every_value_of_large_ones_is_found() {
        let fields: Vec<String> = (0..300).map(|n| format!("\"n{}\":[{n}]", n * 7 % 300)).collect();
        let items: Vec<String> = (0..200).map(|n| format!("{{\"a\":{n}}}")).collect();
        let text = format!("{{\"all\":{{{}}},\"list\":[{}]}}", fields.join(","), items.join(","));
        let document = Document::read(text.clone()).unwrap();
        every_pointer(&serde_json::from_str(&text).unwrap(), "", &mut |pointer, value| {
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
            every_pointer(&value, "", &mut |pointer, value| {
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
