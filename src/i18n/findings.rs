//! The words of contradictions (rights.md, section 9). Each says what two or
//! more records say and leaves open which of them is not complete or not right:
//! none says that anybody did wrong.

use super::{Locale, findings_en, findings_zh_hans};
use crate::rights::findings::Code;

/// The words of one language.
#[derive(Debug)]
pub struct FindingWords {
    /// By code: what is said (`{a}`, `{b}`: records), why it matters, how to mend it.
    pub codes: [[&'static str; 3]; 18],
    /// The hint of C2 where the exclusivity may have ended.
    pub asks_end: &'static str,
    /// The hint of C10 where the grantor controls the owner.
    pub on_behalf: &'static str,
    /// How a sentence about two records ends: certain, possible.
    pub both: [&'static str; 2],
    /// How a sentence about one record ends: certain, possible.
    pub one: [&'static str; 2],
    /// Before where and when two records meet: certain, possible.
    pub meet: [&'static str; 2],
    /// First day, last day: `{at}`.
    pub ends: [&'static str; 2],
    /// How a list that was cut ends: `{n}`.
    pub more: &'static str,
    /// How much it matters, beside a finding of any value: note, warning, error.
    pub severities: [&'static str; 3],
    /// A finding's value: certain, possible.
    pub values: [&'static str; 2],
    /// Before a hint: it speaks of fields.
    pub for_editors: &'static str,
}

impl FindingWords {
    /// The words of a language.
    pub fn of(locale: Locale) -> &'static FindingWords {
        match locale {
            Locale::En => &findings_en::WORDS,
            Locale::ZhHans => &findings_zh_hans::WORDS,
        }
    }

    /// What is said, why it matters, how to mend it.
    pub fn code(&self, code: Code) -> [&'static str; 3] {
        self.codes[code as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(words: &FindingWords) -> Vec<&'static str> {
        let mut all = words.codes.concat();
        all.extend([words.asks_end, words.on_behalf, words.more, words.for_editors]);
        all.extend([words.both, words.one, words.ends, words.meet, words.values].concat());
        all.extend(words.severities);
        all
    }

    #[test]
    fn both_languages_say_the_same_with_the_same_blanks() {
        assert_eq!(Code::ALL.len(), 18);
        let (english, chinese) = (all(&findings_en::WORDS), all(&findings_zh_hans::WORDS));
        assert_eq!(english.len(), chinese.len());
        let blanks = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .map(|part| part.split('}').next().unwrap_or_default().to_string())
                .collect();
            found.sort();
            found
        };
        for (english, chinese) in english.into_iter().zip(chinese) {
            assert_eq!(blanks(english), blanks(chinese), "{english}");
            let chars: Vec<char> = chinese.chars().collect();
            let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            for window in chars.windows(2) {
                assert!(!(han(window[0]) && ",.;:!?()".contains(window[1])), "{chinese}");
            }
        }
    }

    #[test]
    fn no_sentence_accuses() {
        let accusing =
            ["breach", "violat", "illegal", "infring", "lie", "false", "fraud", "guilty", "must not"];
        for text in all(&findings_en::WORDS) {
            let lower = text.to_lowercase();
            let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
            for bad in accusing {
                assert!(!words.iter().any(|word| word.starts_with(bad) && *word != "lies"), "{bad}: {text}");
            }
        }
        for text in all(&findings_zh_hans::WORDS) {
            for bad in ["违约", "违反", "违法", "侵权", "谎", "欺诈", "造假"] {
                assert!(!text.contains(bad), "{text}");
            }
        }
    }
}
