//! How to cite the dataset, and names of files that say what they are.

use crate::data::Catalog;
use crate::dates::Day;
use crate::i18n::Locale;

/// "Creator (Year): Title. Version. Publisher. [Dataset]. Address." (web-requirements J9);
/// what is not known is left out.
pub fn citation(catalog: &Catalog, locale: Locale, address: &str) -> String {
    let meta = &catalog.meta;
    let mut out = meta.authors.join(locale.words().list_comma);
    if out.is_empty() {
        out.push_str(meta.publisher.as_deref().unwrap_or("Catalog Atlas"));
    }
    if let Some(day) = meta.checked {
        out.push_str(" (");
        // ISO: the year stands before the first hyphen.
        out.push_str(day.to_string().split('-').next().unwrap_or_default());
        out.push(')');
    }
    out.push_str(": ");
    out.push_str(meta.title.get(locale.tag(), &meta.language).0);
    out.push_str(". ");
    for (before, part) in [("Version ", &meta.version), ("", &meta.publisher)] {
        if let Some(part) = part {
            out.push_str(before);
            out.push_str(part);
            out.push_str(". ");
        }
    }
    out.push_str("[Dataset]");
    if !address.is_empty() {
        out.push_str(". ");
        out.push_str(address);
    }
    out
}

/// `catalog-atlas_<what>_<date of the data>.<ext>` (X8): ASCII, and nothing that
/// a file system or a shell reads as more than a name.
pub fn file_name(what: &str, checked: Option<Day>, extension: &str) -> String {
    let mut out = String::from("catalog-atlas_");
    for c in what.chars().take(60) {
        match c {
            'a'..='z' | '0'..='9' | 'A'..='Z' => out.push(c),
            _ if out.ends_with(['_', '-']) => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if let Some(day) = checked {
        out.push('_');
        out.push_str(&day.to_string());
    }
    out.push('.');
    out.push_str(extension);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Text;
    use crate::data::model::Meta;

    #[test]
    fn says_who_when_what_and_where() {
        let meta = Meta {
            title: Text::plain("Who licenses what"),
            authors: vec!["A. Author".into(), "B. Author".into()],
            publisher: Some("The Desk".into()),
            version: Some("1.0.0".into()),
            checked: Day::parse("2026-11-20"),
            ..Meta::default()
        };
        let mut catalog = Catalog::default();
        catalog.meta = meta;
        assert_eq!(
            citation(&catalog, Locale::En, "https://e.org/"),
            "A. Author, B. Author (2026): Who licenses what. Version 1.0.0. The Desk. [Dataset]. https://e.org/"
        );
        catalog.meta = Meta { title: Text::plain("X"), ..Meta::default() };
        assert_eq!(citation(&catalog, Locale::En, ""), "Catalog Atlas: X. [Dataset]");
    }

    #[test]
    fn names_of_files() {
        let day = Day::parse("2026-11-20");
        assert_eq!(file_name("picture", day, "svg"), "catalog-atlas_picture_2026-11-20.svg");
        assert_eq!(file_name("../../etc/passwd\0 周杰伦", None, "csv"), "catalog-atlas_etc-passwd.csv");
        assert_eq!(file_name("", None, "csv"), "catalog-atlas_.csv");
    }
}
