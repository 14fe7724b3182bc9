//! Names that stand twice in one object: the parser keeps the last value in silence.

use super::locate::string_end;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Names that are reported at most; a file with more is broken as a whole.
const MOST: usize = 1_000;

/// A name that stands more than once in an object.
#[derive(Debug, PartialEq, Eq)]
pub struct Repeated {
    /// JSON Pointer of the value, of which the last one counts.
    pub pointer: String,
    /// The name.
    pub name: String,
    /// Offset of the first one.
    pub first: usize,
}

/// An object or a list that is open.
struct Open<'t> {
    /// Names so far, where each stood first, and whether it was reported; nothing for a list.
    names: Option<BTreeMap<Cow<'t, str>, (usize, bool)>>,
    /// The name of the value that comes next, or stands here.
    name: Cow<'t, str>,
    /// The place of the item.
    item: usize,
    /// Whether a string is a name.
    at_name: bool,
}

/// Finds them in a text that is known to be JSON, in the order of the repetitions.
pub fn repeated(text: &str) -> Vec<Repeated> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut at = 0;
    while at < bytes.len() && found.len() < MOST {
        match bytes[at] {
            start @ (b'{' | b'[') => {
                let names = (start == b'{').then(BTreeMap::new);
                open.push(Open { at_name: names.is_some(), names, name: Cow::Borrowed(""), item: 0 });
            }
            b'}' | b']' => drop(open.pop()),
            b',' => {
                if let Some(inner) = open.last_mut() {
                    inner.item += 1;
                    inner.at_name = inner.names.is_some();
                }
            }
            b'"' => {
                let end = string_end(bytes, at).min(bytes.len().saturating_sub(1));
                if let Some(inner) = open.last_mut().filter(|inner| inner.at_name) {
                    inner.at_name = false;
                    inner.name = plain(text.get(at..=end).unwrap_or_default());
                    let name = inner.name.clone();
                    let names = inner.names.get_or_insert_default();
                    let (first, told) = names.entry(name.clone()).or_insert((at, false));
                    if *first != at && !std::mem::replace(told, true) {
                        let first = *first;
                        found.push(Repeated { pointer: pointer(&open), name: name.into_owned(), first });
                    }
                }
                at = end;
            }
            _ => {}
        }
        at += 1;
    }
    found
}

/// A name without its quotes and escapes.
fn plain(quoted: &str) -> Cow<'_, str> {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(quoted);
    if !inner.contains('\\') {
        return Cow::Borrowed(inner);
    }
    serde_json::from_str(quoted).map_or(Cow::Borrowed(inner), Cow::Owned)
}

fn pointer(open: &[Open<'_>]) -> String {
    let mut out = String::new();
    for Open { names, name, item, .. } in open {
        out.push('/');
        match names {
            Some(_) => out.push_str(&name.replace('~', "~0").replace('/', "~1")),
            None => out.push_str(&item.to_string()),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        assert!(serde_json::from_str::<Value>(text).is_ok(), "{text}");
        let found = repeated(text);
        let found: Vec<(&str, &str)> =
            found.iter().map(|it| (it.pointer.as_str(), &text[it.first..it.first + 3])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn once_is_right() {
        check(r#"{"a":{"a":[{"a":1},{"a":"a"}]},"b":"a","c":["a","a"]}"#, &[]);
        check(r#"["x","x",{"{":"\"","}":"a\\"}]"#, &[]);
    }

    #[test]
    fn twice_has_its_place() {
        check(r#"{"a":1,"b":2,"a":3,"a":4}"#, &[("/a", "\"a\"")]);
        check(r#"{"x":[0,{"a/":1,"a\/":[]}]}"#, &[("/x/1/a~1", "\"a/")]);
        check(r#"{"p":[{"i":1,"i":2}],"p":[]}"#, &[("/p/0/i", "\"i\""), ("/p", "\"p\"")]);
    }

    proptest! {
        #[test]
        fn any_text_without_panic(text in "[\\[\\]{}:,\"\\\\ a1é\n]{0,40}") {
            repeated(&text);
        }

        #[test]
        fn what_the_parser_keeps_is_what_is_told(names in prop::collection::vec("[ab\"\\\\]{0,2}", 0..8)) {
            let fields: Vec<String> = names.iter().map(|name| format!("{}:1", Value::from(name.as_str()))).collect();
            let text = format!("{{{}}}", fields.join(","));
            let mut distinct = names.clone();
            distinct.sort();
            let more = distinct.chunk_by(|a, b| a == b).filter(|same| same.len() > 1).count();
            prop_assert_eq!(repeated(&text).len(), more, "{}", text);
        }
    }
}
