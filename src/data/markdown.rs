//! The small part of Markdown that a dataset may use: paragraphs, emphasis and
//! links. Everything else is shown as plain text (data-model.md, section 10).

use super::url::SafeUrl;

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
/// plain text is lost.
pub fn paragraphs(text: &str) -> Vec<Vec<Span>> {
    text.replace("\r\n", "\n")
        .split("\n\n")
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| spans(&part.replace('\n', " ")))
        .collect()
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
        let end = inner.find(close)?;
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
    let (label, after) = text.strip_prefix('[')?.split_once("](")?;
    let (address, _) = after.split_once(')')?;
    let url = SafeUrl::parse_contact(address)?;
    (!label.contains('[')).then(|| (Span::Link(label.to_string(), url), label.len() + address.len() + 4))
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(paragraphs(" \n\n "), Vec::<Vec<Span>>::new());
    }
}
