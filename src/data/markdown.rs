//! The small part of Markdown that a dataset may use: paragraphs, emphasis and
//! links. Everything else is shown as plain text (data-model.md, section 10).

use super::url::SafeUrl;
use crate::find::{find, split_once};

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Plain text.
    Plain(String),
    /// `*text*`.
    Emphasis(String),
    /// `**text**`.
    Strong(String),
    /// `[text](address)` with an address that may be followed.
    Link(String, SafeUrl),
}

/// Paragraphs of spans. Total: any text gives paragraphs, and no character of
/// plain text is lost but the marks. A blank line may hold spaces.
pub fn paragraphs(text: &str) -> Vec<Vec<Span>> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut().filter(|_| open && !line.is_empty()) {
            Some(paragraph) => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            None if line.is_empty() => open = false,
            None => {
                paragraphs.push(line.to_string());
                open = true;
            }
        }
    }
    paragraphs.iter().map(|paragraph| spans(paragraph)).collect()
}

fn spans(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if let Some((span, length)) = marked(rest) {
            if !plain.is_empty() {
                out.push(Span::Plain(std::mem::take(&mut plain)));
            }
            out.push(span);
            rest = &rest[length..];
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        out.push(Span::Plain(plain));
    }
    out
}

/// A mark that begins here, and how many bytes it takes.
fn marked(text: &str) -> Option<(Span, usize)> {
    let between = |open: &str, close: &str| {
        let inner = text.strip_prefix(open)?;
        let end = find(inner, close)?;
        let inner = &inner[..end];
        let tight = !inner.is_empty() && inner.trim() == inner && !inner.starts_with('*');
        tight.then(|| (inner.to_string(), open.len() + end + close.len()))
    };
    if let Some((inner, length)) = between("**", "**") {
        return Some((Span::Strong(inner), length));
    }
    if let Some((inner, length)) = between("*", "*") {
        return Some((Span::Emphasis(inner), length));
    }
    let (label, after) = split_once(text.strip_prefix('[')?, "](")?;
    let address = &after[..closing(after)?];
    let url = SafeUrl::parse_contact(address)?;
    // Without words there would be nothing to click.
    let worded = !label.trim().is_empty() && !label.contains('[');
    worded.then(|| (Span::Link(label.to_string(), url), label.len() + address.len() + 4))
}

/// Where the parenthesis closes in which an address stands; addresses may hold
/// pairs of their own.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            ' ' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_what_stays_plain() {
        let read = |text: &str| paragraphs(text).concat();
        let plain = |text: &str| Span::Plain(text.into());
        assert_eq!(read("a **b** c"), [plain("a "), Span::Strong("b".into()), plain(" c")]);
        assert_eq!(read("*b*"), [Span::Emphasis("b".into())]);
        assert_eq!(read("2 * 3 * 4"), [plain("2 * 3 * 4")]);
        assert_eq!(read("# <b>x</b>"), [plain("# <b>x</b>")]);
        assert_eq!(read("[x](javascript:alert(1))"), [plain("[x](javascript:alert(1))")]);
        let Span::Link(label, url) = &read("see [a page](https://example.org/a).")[1] else {
            panic!("no link")
        };
        assert_eq!((label.as_str(), url.host()), ("a page", "example.org"));
        assert_eq!(paragraphs("a\nb\n\nc").len(), 2);
        assert_eq!(paragraphs("a\r\nb\r\n \t\r\n\r\nc"), [vec![plain("a b")], vec![plain("c")]]);
        assert_eq!(paragraphs(" \n\n "), Vec::<Vec<Span>>::new());
    }

    #[test]
    fn addresses_hold_parentheses_and_links_hold_words() {
        let address = |text: &str| match paragraphs(text).concat().as_slice() {
            [Span::Link(label, url)] => Some((label.clone(), url.as_str().to_string())),
            _ => None,
        };
        let link = |label: &str, url: &str| Some((label.to_string(), url.to_string()));
        assert_eq!(address("[a](https://example.org/b_(c))"), link("a", "https://example.org/b_(c)"));
        assert_eq!(address("[a] b](https://example.org/)"), link("a] b", "https://example.org/"));
        assert_eq!(address("[a](mailto:b@example.org)"), link("a", "mailto:b@example.org"));
        for plain in [
            "[](https://example.org/)",
            "[ ](https://example.org/)",
            "[a](https://example.org/",
            "[a](data:b)",
        ] {
            assert_eq!(paragraphs(plain).concat(), [Span::Plain(plain.into())], "{plain}");
        }
        let found = paragraphs("[1] and [a](https://example.org/)").concat();
        assert_eq!(found[0], Span::Plain("[1] and ".into()));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_no_word_is_lost(text in "[a-c *\\[\\]()\n]{0,40}") {
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
            let shown: String = (paragraphs(&text).concat().iter())
                .map(|span| match span {
                    Span::Plain(text) | Span::Emphasis(text) | Span::Strong(text) | Span::Link(text, _) => {
                        text.as_str()
                    }
                })
                .collect();
            prop_assert_eq!(letters(&shown), letters(&text));
        }
    }
}
