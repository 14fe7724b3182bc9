//! The one type through which addresses reach a link.

/// An address that is safe as `href`, `src`, in an export or in a citation.
///
/// Strict where browsers are lenient: they drop tabs and line feeds inside an
/// address and leading control characters before they look at its scheme, so
/// none of those may be there at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SafeUrl {
    text: String,
    /// Start and end of the host in the text; equal for `mailto:`.
    host: (usize, usize),
}

impl SafeUrl {
    /// An address of the web: `https:` or `http:` with a host and no
    /// credentials, at most 2,000 bytes, without control characters, spaces,
    /// backslashes or invisible marks that turn the direction of text.
    pub fn parse(text: &str) -> Option<SafeUrl> {
        let rest = without_scheme(text, "https://").or_else(|| without_scheme(text, "http://"))?;
        if !is_plain(text) {
            return None;
        }
        let authority = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let (host, port) = split_port(authority);
        if !is_host(host) || !port.bytes().all(|b| b.is_ascii_digit()) || port.len() > 5 {
            return None;
        }
        let start = text.len() - rest.len();
        Some(SafeUrl { text: text.to_string(), host: (start, start + host.len()) })
    }

    /// As [`SafeUrl::parse`], and `mailto:` with one plain address. For
    /// `meta.contact` and the links of stories only.
    pub fn parse_contact(text: &str) -> Option<SafeUrl> {
        let Some(address) = without_scheme(text, "mailto:") else { return SafeUrl::parse(text) };
        let (name, host) = address.split_once('@')?;
        let name_reads =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b));
        // No `?subject=…`: a link of the data must not write the reader's mail.
        (is_plain(text) && name_reads && is_host(host) && !host.starts_with('['))
            .then(|| SafeUrl { text: text.to_string(), host: (0, 0) })
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host as written, to stand beside the link; empty for `mailto:`.
    pub fn host(&self) -> &str {
        &self.text[self.host.0..self.host.1]
    }
}

/// The rest behind a scheme, which may be written in any case.
fn without_scheme<'a>(text: &'a str, scheme: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(scheme.len())?;
    head.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// Nothing that a browser drops, reads as something else, or does not show.
fn is_plain(text: &str) -> bool {
    let hidden = |c: char| {
        c.is_control()
            || c.is_whitespace()
            || matches!(c, '\\' | '<' | '>' | '"' | '`' | '\u{AD}' | '\u{FEFF}' | '\u{FFFD}')
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
    };
    text.len() <= 2_000 && !text.contains(hidden)
}

/// Host and port; the colons of an IPv6 address in brackets are its own.
fn split_port(authority: &str) -> (&str, &str) {
    match authority.rfind(':') {
        Some(colon) if !authority[colon..].contains(']') => (&authority[..colon], &authority[colon + 1..]),
        _ => (authority, ""),
    }
}

/// A name of letters, digits, dots and hyphens (letters of any script), or an
/// IPv6 address in brackets. No `@` (credentials), no `%` (a hidden character).
fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[') {
        return inner.strip_suffix(']').is_some_and(|address| {
            address.contains(':') && address.bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.')
        });
    }
    let letters =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    // One dot at the end is allowed: the root.
    host.strip_suffix('.').unwrap_or(host).split('.').all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_the_web() {
        for (text, host) in [
            ("https://www.scmp.com/print/tech/3133881", "www.scmp.com"),
            ("HTTPS://Example.org", "Example.org"),
            ("http://example.org:8080/?a=b#c", "example.org"),
            ("https://音乐.example/歌?q=周", "音乐.example"),
            ("https://[2001:db8::1]:443/x", "[2001:db8::1]"),
            ("https://example.org./a:b@c", "example.org."),
            ("https://web.archive.org/web/2016/http://a.b/c", "web.archive.org"),
        ] {
            let url = SafeUrl::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((url.as_str(), url.host()), (text, host));
        }
    }

    #[test]
    fn nothing_else() {
        for text in [
            "javascript:alert(1)",
            "JavaScript://example.org/%0aalert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            " https://example.org",
            "\u{0}https://example.org",
            "https://exa\tmple.org",
            "https://example.org/\n",
            "ht\ntps://example.org",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:msgbox",
            "blob:https://example.org/1",
            "file:///etc/passwd",
            "ftp://example.org",
            "mailto:a@example.org",
            "//evil.example",
            "/\\evil.example",
            "https:\\\\evil.example",
            "https:/evil.example",
            "https:evil.example",
            "https://",
            "https:///evil.example",
            "https://?a",
            "https://user@example.org",
            "https://user:word@example.org",
            "https://example.org\\@evil.example",
            "https://exa mple.org",
            "https://example..org",
            "https://example.org:80x/",
            "https://%65vil.example",
            "https://example.org/\u{202E}gpj.exe",
            "https://example.org/\u{A0}",
            "https://[::1",
            "https://[x]",
            "example.org",
            "",
        ] {
            assert_eq!(SafeUrl::parse(text), None, "{text:?}");
        }
        assert!(SafeUrl::parse(&format!("https://a.b/{}", "x".repeat(2_000))).is_none());
    }

    #[test]
    fn mail_addresses_only_where_asked_for() {
        assert_eq!(SafeUrl::parse_contact("mailto:a.b+c@example.org").unwrap().host(), "");
        assert_eq!(SafeUrl::parse_contact("https://a.example").unwrap().host(), "a.example");
        for text in [
            "mailto:",
            "mailto:a",
            "mailto:a@b@c",
            "mailto:a@b.c?subject=x",
            "mailto:a@b.c,d@e.f",
            "mailto:a%0A@b.c",
            "mailto: a@b.c",
            "javascript:a@b.c",
        ] {
            assert_eq!(SafeUrl::parse_contact(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn whatever_passes_has_a_scheme_and_a_host(text in "(?i)(https?|javascript|data)?:?/{0,3}\\PC{0,30}") {
            if let Some(url) = SafeUrl::parse(&text) {
                let lower = text.to_lowercase();
                prop_assert!(lower.starts_with("https://") || lower.starts_with("http://"));
                prop_assert!(!url.host().is_empty());
            }
        }
    }
}
