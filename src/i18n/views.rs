//! The words of timeline, years, matrix and table, both languages side by side.
//!
//! Blanks and plurals as in [`super::Words`]: [`super::fill`] and [`super::count`] fill them in.

use super::Locale;

/// A text in English and in Simplified Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair(&'static str, &'static str);

impl Pair {
    /// The text in a language.
    pub fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.0,
            Locale::ZhHans => self.1,
        }
    }
}

macro_rules! pairs {
    ($($name:ident: $english:literal, $chinese:literal;)+) => {
        $(
            #[doc = $english]
            pub const $name: Pair = Pair($english, $chinese);
        )+

        /// Every text with its name.
        #[cfg(test)]
        const ALL: &[(&str, Pair)] = &[$((stringify!($name), $name)),+];
    };
}

pairs! {
    TABLE_TITLE: "Title", "标题";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_everything_with_the_same_blanks() {
        let blanks = |text: &str| {
            let mut found: Vec<String> = (text.split('{').skip(1))
                .filter_map(|part| Some(part.split_once('}')?.0.to_string()))
                .collect();
            found.sort();
            found.dedup();
            found
        };
        for (name, Pair(english, chinese)) in ALL {
            assert!(!english.is_empty() && !chinese.is_empty(), "{name}");
            assert_eq!(blanks(english), blanks(chinese), "{name}");
            assert!(!chinese.contains('|'), "{name}: Chinese has one form");
            let chars: Vec<char> = chinese.chars().collect();
            let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            for window in chars.windows(2) {
                assert!(!(han(window[0]) && ",.;:!?()".contains(window[1])), "{name}: {chinese}");
            }
        }
    }
}
