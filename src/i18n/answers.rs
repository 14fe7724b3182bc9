//! The words of answers: why a step is not certain, what an answer leans on,
//! what would have to be different, and how exclusive it is (rights.md 1.1, 6, 7).
//! None says that anybody had no licence: the file may not have it.

use super::{Locale, answers_en, answers_zh_hans};

/// The words of one language. Blanks: `{party}`, `{catalogue}`, `{territory}`,
/// `{date}`, `{what}`, `{deal}`, `{n}` and a few more, as the texts say.
#[derive(Debug)]
pub struct AnswerWords {
    /// The headline by word: no, possible, presumed, yes. `{known}` is one of the next.
    pub headlines: [&'static str; 4],
    /// As known on a day, in a *no* and in the others.
    pub known: [&'static str; 2],
    /// Another use than listening on demand: `{what}`, `{use}`.
    pub with_use: &'static str,
    /// By reason, in the order of [`crate::rights::engine::Reason::ALL`].
    pub reasons: [&'static str; 19],
    /// By presumption: a start, an end that is counted from it, an end, passing on.
    pub presumptions: [&'static str; 4],
    /// By condition, in the order of [`crate::rights::engine::Condition`]; the date has two more below.
    pub conditions: [&'static str; 10],
    /// The deal was known only later.
    pub not_yet_known: &'static str,
    /// A *no* without conditions.
    pub no_change: &'static str,
    /// It had not ended.
    pub not_ended: &'static str,
    /// It had begun.
    pub begun: &'static str,
    /// The operator had run the service.
    pub run: &'static str,
    /// What a retracted deal is.
    pub retracted: &'static str,
    /// By word of a chain: holds, presumed, weak, widened, open.
    pub chain_words: [&'static str; 5],
    /// Between the steps of a chain.
    pub then: &'static str,
    /// An unspecified licensor.
    pub somebody: &'static str,
    /// A renewal read as one grant: `{first}`, `{second}`.
    pub joined: &'static str,
    /// Coverage, a sentence each: the whole, at least, a part, perhaps.
    pub coverage: [&'static str; 4],
    /// Exclusivity by contract: no, possible, presumed, yes.
    pub exclusive: [&'static str; 4],
    /// The same for an owner without a grant.
    pub as_owner: &'static str,
    /// No other service had it.
    pub no_others: &'static str,
    /// Others that surely had it: all through the party; not all of them; the party has nothing.
    pub others: [&'static str; 3],
    /// Others by presumption, and perhaps.
    pub more_others: [&'static str; 2],
    /// A mistake in a question: party, catalogue, territory, group, date, not a day, use, layer.
    pub mistakes: [&'static str; 8],
    /// The hint of the nearest: `{near}`.
    pub near: &'static str,
}

impl AnswerWords {
    /// The words of a language.
    pub fn of(locale: Locale) -> &'static AnswerWords {
        match locale {
            Locale::En => &answers_en::WORDS,
            Locale::ZhHans => &answers_zh_hans::WORDS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::blanks;

    fn all(words: &AnswerWords) -> Vec<&'static str> {
        let lists: [&[&'static str]; 13] = [
            &words.headlines,
            &words.known,
            &[words.with_use, words.not_yet_known, words.no_change],
            &words.reasons,
            &words.presumptions,
            &words.conditions,
            &words.chain_words,
            &words.coverage,
            &words.exclusive,
            &words.others,
            &words.more_others,
            &words.mistakes,
            &[words.not_ended, words.begun, words.run, words.retracted, words.then, words.somebody],
        ];
        let mut all = lists.concat();
        all.extend([words.joined, words.as_owner, words.no_others, words.near]);
        all
    }

    #[test]
    fn both_languages_say_the_same_with_the_same_blanks() {
        let (english, chinese) = (all(&answers_en::WORDS), all(&answers_zh_hans::WORDS));
        assert_eq!(english.len(), chinese.len());
        for (ours, theirs) in english.iter().zip(&chinese) {
            assert!(!ours.trim().is_empty() && !theirs.trim().is_empty(), "{ours}");
            assert_eq!(blanks(ours), blanks(theirs), "{ours}");
            assert!(!theirs.contains('|'), "Chinese has one form: {theirs}");
        }
    }

    #[test]
    fn no_text_says_not_licensed() {
        for text in all(&answers_en::WORDS) {
            for wrong in ["not licensed", "unlicensed", "illegal", "without permission", "infring", "pirat"] {
                assert!(!text.to_lowercase().contains(wrong), "{text}");
            }
        }
        for text in all(&answers_zh_hans::WORDS) {
            for wrong in ["未获授权", "未经许可", "侵权", "盗版", "非法"] {
                assert!(!text.contains(wrong), "{text}");
            }
        }
    }
}
