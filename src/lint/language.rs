//! Check 23: language tags, and texts that are plainly not in the language
//! that their tag says.

use super::Lint;
use serde_json::Value;

pub(super) fn check(lint: &Lint) {
    walk(lint, lint.catalog.document.json(), &mut String::new(), "");
}

/// Fields whose texts may be one for each language.
const TEXTS: [&str; 9] =
    ["title", "description", "method", "note", "text", "about", "reason", "position", "details"];

/// Goes through the document, except what is the file's own.
fn walk(lint: &Lint, value: &Value, pointer: &mut String, name: &str) {
    let length = pointer.len();
    match value {
        Value::Object(map) => {
            let is_text = TEXTS.contains(&name) && map.values().all(Value::is_string) && !map.is_empty();
            if let Some(Value::String(tag)) = map.get("lang") {
                let text = ["text", "quote", "title"].into_iter().find_map(|key| map.get(key)?.as_str());
                tagged(lint, tag, text, pointer, "lang");
            }
            for (key, inner) in map.iter().filter(|(key, _)| !key.starts_with("x_")) {
                if let (true, Some(text)) = (is_text, inner.as_str()) {
                    tagged(lint, key, Some(text), pointer, key);
                    continue;
                }
                if let (true, Some(tag)) = (pointer == "/meta" && key == "language", inner.as_str()) {
                    tagged(lint, tag, None, pointer, key);
                }
                pointer.push('/');
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                walk(lint, inner, pointer, key);
                pointer.truncate(length);
            }
        }
        Value::Array(list) => {
            for (at, inner) in list.iter().enumerate() {
                pointer.push('/');
                pointer.push_str(&at.to_string());
                walk(lint, inner, pointer, "");
                pointer.truncate(length);
            }
        }
        _ => {}
    }
}

fn tagged(lint: &Lint, tag: &str, text: Option<&str>, parent: &str, key: &str) {
    let pointer = [parent, "/", &key.replace('~', "~0").replace('/', "~1")].concat();
    if !is_tag(tag) {
        let message = format!(
            "“{}” is not BCP 47, so no reader's language fits it.",
            tag.chars().take(40).collect::<String>()
        );
        lint.warn("language-tag", &pointer, message, "Write a tag such as en, zh-Hans or ja.");
    } else if text.is_some_and(|text| {
        tag.split('-').next().is_some_and(|lang| lang.eq_ignore_ascii_case("en")) && is_cjk(text)
    }) {
        let message = "This text is in Chinese, Japanese or Korean script, but its tag says English: it is read out and set wrongly.".to_string();
        lint.warn("language-tag", &pointer, message, "Write zh-Hans, zh-Hant, ja or ko.");
    }
}

/// Whether most letters are Han, Kana or Hangul: an English text may quote a name.
fn is_cjk(text: &str) -> bool {
    let foreign = |c: &char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}');
    let of_it = text.chars().filter(foreign).count();
    2 * of_it > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether a tag is well formed by RFC 5646, section 2.1, without its old exceptions.
fn is_tag(tag: &str) -> bool {
    let letters = |part: &str| part.bytes().all(|b| b.is_ascii_alphabetic());
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !tag
        .split('-')
        .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
    {
        return false;
    }
    let mut parts = tag.split('-').peekable();
    let first = parts.next().unwrap_or_default();
    if first.eq_ignore_ascii_case("x") {
        return parts.next().is_some();
    }
    if !(2..=8).contains(&first.len()) || !letters(first) {
        return false;
    }
    // Extended languages, a script, a region, variants: each in its place.
    let mut stage = 0;
    while let Some(part) = parts.next() {
        let found = match part.len() {
            3 if letters(part) && stage == 0 && first.len() < 4 => 0,
            4 if letters(part) && stage < 1 => 1,
            2 if letters(part) && stage < 2 => 2,
            3 if digits(part) && stage < 2 => 2,
            4 if part.as_bytes()[0].is_ascii_digit() => 3,
            5..=8 => 3,
            1 => return part.eq_ignore_ascii_case("x") && parts.peek().is_some() || extension(&mut parts),
            _ => return false,
        };
        stage = found.max(stage);
    }
    true
}

/// What follows a single character: parts of two or more, further extensions, private use.
fn extension<'t>(parts: &mut std::iter::Peekable<impl Iterator<Item = &'t str>>) -> bool {
    let mut expects = true;
    while let Some(part) = parts.next() {
        match (part.len(), expects) {
            (1, true) => return false,
            (1, false) if part.eq_ignore_ascii_case("x") => return parts.peek().is_some(),
            (length, _) => expects = length == 1,
        }
    }
    !expects
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags() {
        for tag in [
            "en",
            "zh-Hans",
            "zh-Hant-HK",
            "yue",
            "zh-yue-HK",
            "de-CH-1996",
            "sl-rozaj",
            "es-419",
            "en-u-ca-buddhist",
            "x-own",
            "en-x-own",
            "zh-cmn-Hans-CN",
        ] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in [
            "",
            "e",
            "english1",
            "en_GB",
            "zh-",
            "-zh",
            "en-GB-Latn",
            "en-u",
            "en-u-x-a",
            "x",
            "de-x",
            "toolonglang",
            "中文",
            "en GB",
            "12",
        ] {
            assert!(!is_tag(tag), "{tag}");
        }
    }

    #[test]
    fn scripts() {
        assert!(is_cjk("网易云音乐") && is_cjk("オーロラの新しい曲 Records") && is_cjk("한국"));
        assert!(!is_cjk("NetEase (网易)") && !is_cjk("Sony") && !is_cjk("2018"));
    }
}
