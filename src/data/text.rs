//! Text that readers see, in one language or several.

/// A BCP 47 language tag as written.
pub type Lang = String;

/// A string in the dataset's language, or one string for each of several tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Tag and string, in the order of the file. A plain string has the tag "".
    pub entries: Vec<(Lang, String)>,
}

impl Text {
    /// A plain string, in the dataset's language.
    pub fn plain(text: &str) -> Text {
        Text { entries: vec![(String::new(), text.to_string())] }
    }

    /// The string for a reader of `wanted`, with its tag: the exact tag, else a
    /// tag of the same primary language, else `meta_language`, else the first.
    pub fn get<'a>(&'a self, wanted: &str, meta_language: &'a str) -> (&'a str, &'a str) {
        let tag_of = |(tag, text): &'a (Lang, String)| {
            (text.as_str(), if tag.is_empty() { meta_language } else { tag.as_str() })
        };
        let find = |test: &dyn Fn(&str) -> bool| self.entries.iter().map(tag_of).find(|(_, tag)| test(tag));
        let wanted_primary = primary(wanted);
        find(&|tag| tag.eq_ignore_ascii_case(wanted))
            .or_else(|| find(&|tag| primary(tag).eq_ignore_ascii_case(wanted_primary)))
            .or_else(|| find(&|tag| tag.eq_ignore_ascii_case(meta_language)))
            .or_else(|| self.entries.first().map(tag_of))
            .unwrap_or(("", meta_language))
    }
}

/// The primary language of a tag: `zh` of `zh-Hans`.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_the_reader_s_language() {
        let text = Text { entries: vec![("en".into(), "Wide".into()), ("zh-Hans".into(), "宽".into())] };
        assert_eq!(text.get("zh-Hans", "en"), ("宽", "zh-Hans"));
        assert_eq!(text.get("zh-Hant", "en"), ("宽", "zh-Hans"));
        assert_eq!(text.get("de", "en"), ("Wide", "en"));
        assert_eq!(Text::plain("x").get("zh", "en"), ("x", "en"));
        assert_eq!(Text::default().get("zh", "en"), ("", "en"));
    }
}
