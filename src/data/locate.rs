//! Line and column of a JSON Pointer in a text.

use std::ops::Range;

/// Where a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// The bytes of the value.
    pub value: Range<usize>,
    /// The bytes of its name with the quotes, if it stands in an object.
    pub key: Option<Range<usize>>,
    /// Whether this is the value itself, and not the nearest one around it.
    pub exact: bool,
}

/// Finds values in a text that is known to be JSON.
///
/// The records of the document are found once, so that many findings in a
/// large file cost one scan and not one scan each.
pub struct Locator<'t> {
    text: &'t str,
    /// Byte offsets at which lines begin.
    lines: Vec<usize>,
    root: Entry,
    /// The fields of the document, each with its items if it is a list.
    lists: Vec<(Entry, Vec<Entry>)>,
}

/// A value, with its name if it has one.
#[derive(Clone)]
struct Entry {
    key: Option<Range<usize>>,
    value: Range<usize>,
}

impl<'t> Locator<'t> {
    /// Scans a text once. On a text that is not JSON the answers mean nothing.
    pub fn new(text: &'t str) -> Self {
        let lines = [0].into_iter().chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let root = Entry { key: None, value: trimmed(text, 0..text.len()) };
        let lists = entries(text, &root.value)
            .into_iter()
            .map(|field| {
                let items = entries(text, &field.value);
                (field, items)
            })
            .collect();
        Locator { text, lines, root, lists }
    }

    /// The place of a pointer, or of the nearest value around it that is there.
    pub fn place(&self, pointer: &str) -> Place {
        let mut steps = pointer.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~"));
        let (mut found, mut exact) = (self.root.clone(), true);
        let mut known: Option<&[Entry]> = None;
        for (depth, step) in steps.by_ref().enumerate() {
            let next = match (depth, known) {
                (0, _) => {
                    let fields: Vec<Entry> = self.lists.iter().map(|(field, _)| field.clone()).collect();
                    self.child(&fields, &step).map(|at| {
                        known = Some(&self.lists[at].1);
                        fields[at].clone()
                    })
                }
                (1, Some(items)) => self.child(items, &step).map(|at| items[at].clone()),
                _ => {
                    let inside = entries(self.text, &found.value);
                    self.child(&inside, &step).map(|at| inside[at].clone())
                }
            };
            let Some(next) = next else {
                exact = false;
                break;
            };
            found = next;
        }
        let (line, column) = self.position(found.value.start);
        Place { line, column, value: found.value, key: found.key, exact }
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines[line.saturating_sub(1)];
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// The bytes of a line, from 1, without its end.
    pub fn line(&self, line: usize) -> Range<usize> {
        let start = self.lines[line - 1];
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        start..end
    }

    /// The last one of a name counts, as it does for the parser.
    fn child(&self, entries: &[Entry], step: &str) -> Option<usize> {
        match entries.first()?.key {
            Some(_) => entries.iter().rposition(|entry| {
                let key = entry.key.as_ref().map_or("", |key| &self.text[key.clone()]);
                let plain = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).unwrap_or(key);
                if plain.contains('\\') {
                    serde_json::from_str::<String>(key).is_ok_and(|key| key == step)
                } else {
                    plain == step
                }
            }),
            None => step.parse().ok().filter(|index| *index < entries.len()),
        }
    }
}

/// The values directly inside an object or a list; none inside anything else.
fn entries(text: &str, outer: &Range<usize>) -> Vec<Entry> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let closed = matches!(&bytes[outer.clone()], [b'{', .., b'}'] | [b'[', .., b']']);
    if !closed {
        return found;
    }
    let (mut at, end) = (outer.start + 1, outer.end - 1);
    while at < end {
        // One entry ends at a comma that is in no string and no inner value.
        let (start, mut depth, mut colon) = (at, 0usize, None);
        while at < end {
            match bytes[at] {
                b'"' => at = string_end(bytes, at),
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                b':' if depth == 0 && colon.is_none() => colon = Some(at),
                b',' if depth == 0 => break,
                _ => {}
            }
            at += 1;
        }
        let at_end = at.min(end);
        let key = colon.map(|colon| trimmed(text, start..colon));
        let value = trimmed(text, colon.map_or(start, |colon| colon + 1)..at_end);
        if !value.is_empty() {
            found.push(Entry { key, value });
        }
        at = at_end + 1;
    }
    found
}

/// The offset of the quote that ends a string.
pub(super) fn string_end(bytes: &[u8], quote: usize) -> usize {
    let mut at = quote + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

/// A range without the white space of JSON around it.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
    let inner = &text[range.clone()];
    let start = range.start + inner.len() - inner.trim_start_matches(is_space).len();
    start..start + inner.trim_matches(is_space).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::json::every_value;
    use proptest::prelude::*;
    use serde_json::Value;

    const TEXT: &str = "{\n  \"parties\": [\n    {\"id\": \"a\", \"n,\\\"]\": [1, {\"x\": \"é\", \"音\": true}]},\r\n    {}\n  ],\n\t\"b/~\": -1.5e3\n}\n";

    #[track_caller]
    fn check(pointer: &str, line: usize, column: usize, value: &str) {
        let place = Locator::new(TEXT).place(pointer);
        assert_eq!(
            (place.line, place.column, &TEXT[place.value.clone()]),
            (line, column, value),
            "{place:?}"
        );
    }

    #[test]
    fn values_stand_where_they_stand() {
        check("/parties/0/id", 3, 12, "\"a\"");
        check("/parties/0/n,\"]/0", 3, 27, "1");
        check("/parties/0/n,\"]/1/x", 3, 36, "\"é\"");
        // Columns count characters, not bytes.
        check("/parties/0/n,\"]/1/音", 3, 46, "true");
        check("/parties/1", 4, 5, "{}");
        check("/b~1~0", 6, 9, "-1.5e3");
        check("", 1, 1, TEXT.trim());
        let place = Locator::new(TEXT).place("/parties/0/id");
        assert_eq!(&TEXT[place.key.unwrap()], "\"id\"");
    }

    #[test]
    fn what_is_not_there_is_found_at_its_nearest_parent() {
        for (pointer, line, exact) in [
            ("/parties/0/no/such/thing", 3, false),
            ("/parties/7/id", 2, false),
            ("/nothing", 1, false),
            ("/parties/1", 4, true),
        ] {
            let place = Locator::new(TEXT).place(pointer);
            assert_eq!((place.line, place.exact), (line, exact), "{pointer}");
        }
    }

    #[test]
    fn of_two_equal_names_the_last_one_counts() {
        let place = Locator::new("{\"a\": 1,\n\"a\": 2}").place("/a");
        assert_eq!((place.line, place.column), (2, 6));
    }

    #[test]
    fn every_value_of_an_example_is_found() {
        let text = include_str!("../../tests/examples/ex4.json");
        let locator = Locator::new(text);
        every_value(&serde_json::from_str(text).unwrap(), "", &mut |pointer, value| {
            let place = locator.place(pointer);
            assert!(place.exact, "{pointer}");
            assert_eq!(&serde_json::from_str::<Value>(&text[place.value]).unwrap(), value, "{pointer}");
        });
    }

    proptest! {
        #[test]
        fn any_text_and_pointer_without_panic(text in "[\\[\\]{}:,\"\\\\ a1é\n]{0,40}", pointer in "(/[a1é~0]{0,3}){0,4}") {
            let locator = Locator::new(&text);
            let place = locator.place(&pointer);
            let _ = (locator.line(place.line), &text[place.value]);
        }
    }
}
