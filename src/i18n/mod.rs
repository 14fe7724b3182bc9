//! The languages of the interface: words, dates and numbers.

pub mod answers;
mod answers_en;
mod answers_zh_hans;
pub mod date;
mod en;
pub mod findings;
mod findings_en;
mod findings_zh_hans;
pub mod network;
pub mod number;
pub mod views;
pub mod words;
mod zh_hans;

pub use words::{Words, count, fill};

use crate::data::text::primary;

/// A language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    ZhHans,
}

impl Locale {
    /// Every language, in the order of the language switch.
    pub const ALL: [Locale; 2] = [Locale::En, Locale::ZhHans];

    /// BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::ZhHans => "zh-Hans",
        }
    }

    /// Its name in itself, for the language switch.
    pub fn own_name(self) -> &'static str {
        match self {
            Locale::En => "English",
            Locale::ZhHans => "简体中文",
        }
    }

    /// Its words.
    // Looked up once, not chosen anew for every word.
    #[inline(never)]
    pub fn words(self) -> &'static Words {
        match self {
            Locale::En => &en::WORDS,
            Locale::ZhHans => &zh_hans::WORDS,
        }
    }

    /// The language for a tag; any Chinese is read as Simplified Chinese.
    pub fn of_tag(tag: &str) -> Option<Locale> {
        let wanted = primary(tag);
        Locale::ALL.into_iter().find(|locale| primary(locale.tag()).eq_ignore_ascii_case(wanted))
    }

    /// The language chosen by hand if there is one, else the first of the
    /// browser's that we have, else English.
    pub fn choose(tags: &[&str], wanted: Option<&str>) -> Locale {
        wanted.into_iter().chain(tags.iter().copied()).find_map(Locale::of_tag).unwrap_or_default()
    }
}

/// The blanks of a text, each once, in order.
#[cfg(test)]
fn blanks(text: &str) -> Vec<String> {
    let parts = text.split('{').skip(1);
    let mut found: Vec<String> = parts.filter_map(|part| Some(part.split_once('}')?.0.to_string())).collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_by_hand_then_by_the_browser() {
        assert_eq!(Locale::choose(&["de-DE", "zh-TW", "en"], None), Locale::ZhHans);
        assert_eq!(Locale::choose(&["zh-CN"], Some("en-GB")), Locale::En);
        assert_eq!(Locale::choose(&["zh"], Some("fr")), Locale::ZhHans);
        assert_eq!(Locale::choose(&["ko", "ja"], None), Locale::En);
        assert_eq!(Locale::choose(&[], None), Locale::En);
    }

    #[test]
    fn both_languages_say_everything_with_the_same_blanks() {
        for ((name, english), (_, chinese)) in en::WORDS.all().into_iter().zip(zh_hans::WORDS.all()) {
            assert!(!english.trim().is_empty() && !chinese.trim().is_empty(), "{name}");
            assert_eq!(blanks(english), blanks(chinese), "{name}");
            // Between Chinese characters stands Chinese punctuation.
            let chars: Vec<char> = chinese.chars().collect();
            let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            for window in chars.windows(2) {
                assert!(!(han(window[0]) && ",.;:!?()".contains(window[1])), "{name}: {chinese}");
            }
            assert!(!chinese.contains('|'), "{name}: Chinese has one form");
        }
    }

    #[test]
    fn every_vocabulary_has_a_word_for_each_value() {
        for (name, ours, data) in words::Words::lengths() {
            assert_eq!(ours, data, "{name}");
        }
    }

    #[test]
    fn blanks_and_plurals() {
        assert_eq!(fill("a {x} b {y}{", &[("x", "1")]), "a 1 b {y}{");
        assert_eq!(count(Locale::En, "{n} licence|{n} licences", 1), "1 licence");
        assert_eq!(count(Locale::En, "{n} licence|{n} licences", 0), "0 licences");
        assert_eq!(count(Locale::En, "{n} licence|{n} licences", 1200), "1,200 licences");
        assert_eq!(count(Locale::ZhHans, "{n} 份许可", 12000), "12,000 份许可");
    }
}
