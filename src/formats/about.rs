//! What a file says of itself: which dataset, of which day and choice, and what the
//! format leaves out. For every view, which is every format but JSON and the tables.

use crate::data::Text;
use crate::query::names::clean;
use serde_json::Value;

/// The facts about one exported view.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// Title of the dataset.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The day on which its data were last checked.
    pub checked: String,
    /// Licence of the data.
    pub licence: String,
    /// The day or period shown; empty: all times.
    pub date: String,
    /// The day of knowledge; empty: all that is known.
    pub known: String,
    /// Filters, each as `key=values`.
    pub filters: Vec<String>,
    /// What the format or this file leaves out: sentences.
    pub left_out: Vec<String>,
}

impl About {
    /// The facts that every view of a document shares.
    pub fn new(document: &Value) -> About {
        let meta = |field: &str| {
            let value = document.pointer(&format!("/meta/{field}")).and_then(Value::as_str);
            clean(value.unwrap_or_default()).into_owned()
        };
        About {
            title: clean(&title(document)).into_owned(),
            version: meta("version"),
            checked: meta("checked"),
            licence: meta("licence"),
            ..About::default()
        }
    }

    /// Everything, one sentence a line.
    pub fn lines(&self) -> Vec<String> {
        let mut of_data = self.title.clone();
        for (word, value) in
            [("version", &self.version), ("data checked on", &self.checked), ("licence", &self.licence)]
        {
            if !value.is_empty() {
                of_data.push_str(&format!(", {word} {value}"));
            }
        }
        let when = if self.date.is_empty() { "all times".to_string() } else { self.date.clone() };
        let mut view = format!("A view of the dataset, not the dataset: {when}");
        if !self.known.is_empty() {
            view.push_str(&format!(", as known on {}", self.known));
        }
        view.push_str(&if self.filters.is_empty() {
            "; no filters".to_string()
        } else {
            format!("; only {}", self.filters.join(", "))
        });
        let mut lines = vec![of_data + ".", view + "."];
        lines.extend(self.left_out.iter().cloned());
        lines
    }

    /// Everything as one paragraph.
    pub fn text(&self) -> String {
        self.lines().join(" ")
    }
}

/// The title of a document, in its own language.
pub fn title(document: &Value) -> String {
    let language = document.pointer("/meta/language").and_then(Value::as_str).unwrap_or_default();
    match document.pointer("/meta/title") {
        Some(Value::String(title)) => title.clone(),
        Some(Value::Object(titles)) => {
            let entry = |(tag, text): (&String, &Value)| Some((tag.clone(), text.as_str()?.to_string()));
            let text = Text { entries: titles.iter().filter_map(entry).collect() };
            text.get(language, language).0.to_string()
        }
        _ => "Untitled dataset".to_string(),
    }
}

/// A name for ids and files: small Latin letters, digits and hyphens, at most 60 of
/// them; the fallback where a text has none.
pub fn slug(text: &str, fallback: &str) -> String {
    let folded = crate::query::fold(text);
    let mut out = String::new();
    for word in folded.words() {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() || out.len() + word.len() >= 60 {
            continue;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(&word);
    }
    if out.is_empty() { fallback.to_string() } else { out }
}

/// The name of an exported file: `catalog-atlas_<what>_<date of the data>.<ext>`.
pub fn file_name(what: &str, checked: &str, extension: &str) -> String {
    let mut name = format!("catalog-atlas_{}", slug(what, "data"));
    if crate::dates::Day::parse(checked).is_some() {
        name.push('_');
        name.push_str(checked);
    }
    name.push('.');
    name.push_str(extension);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        assert_eq!(slug("Sony Music Entertainment (China)", "x"), "sony-music-entertainment-china");
        assert_eq!(slug("网易云音乐", "p"), "p");
        assert_eq!(slug("Beyoncé & Ke$ha", "x"), "beyonce-ke-ha");
        assert_eq!(file_name("deals", "2026-11-20", "csv"), "catalog-atlas_deals_2026-11-20.csv");
        assert_eq!(file_name("../=\"x\"", "soon", "csv"), "catalog-atlas_x.csv");
        assert!(slug(&"word ".repeat(50), "x").len() <= 60);
    }
}
