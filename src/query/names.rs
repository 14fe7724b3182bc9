//! Which name of a party is shown to a reader, and which names it has besides.

use crate::data::model::Name;
use crate::data::text::primary;
use crate::data::words::NameType;
use crate::data::{Catalog, Party, PartyIx};
use crate::find::find;
use crate::i18n::Locale;
use std::borrow::Cow;

/// A name and its language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The name, safe to stand in running text.
    pub text: Cow<'a, str>,
    /// BCP 47 tag of the name; empty where it is not known.
    pub lang: &'a str,
}

impl std::fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// The name of a party in the reader's language if it has one, else its
/// display name. Wrong renderings and former names are never shown as a name.
pub fn shown(catalog: &Catalog, party: PartyIx, locale: Locale) -> Shown<'_> {
    let record = catalog.party(party);
    let display = Shown { text: clean(&record.name), lang: &catalog.meta.language };
    if same_language(&catalog.meta.language, locale.tag()) {
        return display;
    }
    best(record, |lang| same_language(lang, locale.tag())).unwrap_or(display)
}

/// The text of [`shown`].
pub fn text(catalog: &Catalog, party: PartyIx, locale: Locale) -> String {
    shown(catalog, party, locale).text.into_owned()
}

/// The name of a territory that no list of countries has: a group of the file, or
/// `Worldwide`; and `CN`, which does not contain Hong Kong, Macau and Taiwan, so
/// that its name must say so.
pub fn place(catalog: &Catalog, place: &str, locale: Locale) -> Option<String> {
    if let Some(group) = catalog.territories.iter().find(|group| group.id.as_str() == place) {
        let named = |name: &&Name| name.lang.as_deref() == Some(locale.tag());
        let name = group.names.iter().find(named).or(group.names.first());
        return Some(name.map_or_else(|| place.to_string(), |name| name.text.clone()));
    }
    match place {
        "CN" => Some(locale.words().mainland_china.to_string()),
        "Worldwide" => Some(locale.words().worldwide.to_string()),
        _ => None,
    }
}

/// The name of an ISO 3166-1 code in a language; the code where there is none.
pub type Country = fn(lang: &str, code: &str) -> String;

/// What a reader calls a territory: its name in the file, else that of the country.
pub fn territory(catalog: &Catalog, code: &str, locale: Locale, country: Country) -> String {
    place(catalog, code, locale).unwrap_or_else(|| country(locale.tag(), code))
}

/// The party's name in another language than the one shown: its own name for
/// a reader of a translation, the dataset's display name for the others.
pub fn original(catalog: &Catalog, party: PartyIx, locale: Locale) -> Option<Shown<'_>> {
    let record = catalog.party(party);
    let here = shown(catalog, party, locale);
    let other = if here.text == record.name {
        best(record, |lang| !same_language(lang, &catalog.meta.language))
    } else {
        Some(Shown { text: clean(&record.name), lang: &catalog.meta.language })
    };
    other.filter(|name| name.text != here.text)
}

/// Whether a name may stand for the party: not wrong, not former.
pub fn is_current(name: &Name) -> bool {
    !name.kind.is_some_and(|kind| kind.is_wrong() || kind == NameType::Former)
}

/// A name without what could disturb the text around it: controls of writing
/// direction, characters of no width, line breaks and other control
/// characters. Spaces are not doubled and do not stand at the ends.
pub fn clean(name: &str) -> Cow<'_, str> {
    let plain = |c: char| c == ' ' || !(is_hidden(c) || c.is_whitespace());
    if name.chars().all(plain) && find(name, "  ").is_none() && name.trim() == name {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !is_hidden(c) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    Cow::Owned(out)
}

/// The first current name in a language; a full name before a short one.
fn best(record: &Party, fits: impl Fn(&str) -> bool) -> Option<Shown<'_>> {
    let rank = |name: &&Name| match name.kind {
        None | Some(NameType::Legal | NameType::Trading | NameType::Brand) => 0,
        Some(NameType::Translation | NameType::Alternative) => 1,
        _ => 2,
    };
    let fitting =
        record.names.iter().filter(|name| is_current(name) && name.lang.as_deref().is_some_and(&fits));
    let name = fitting.min_by_key(rank)?;
    Some(Shown { text: clean(&name.text), lang: name.lang.as_deref().unwrap_or("") })
}

/// Same primary language; Chinese in traditional characters is not Simplified Chinese.
fn same_language(tag: &str, wanted: &str) -> bool {
    let traditional = |tag: &str| {
        tag.split('-').any(|part| ["hant", "tw", "hk", "mo"].contains(&part.to_ascii_lowercase().as_str()))
    };
    primary(tag).eq_ignore_ascii_case(primary(wanted)) && traditional(tag) == traditional(wanted)
}

fn is_hidden(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_disturb_their_neighbours() {
        #[track_caller]
        fn check(name: &str, cleaned: &str) {
            assert_eq!(clean(name), cleaned);
        }
        check("QQ Music", "QQ Music");
        check("\u{202e}cisum\u{202c} QQ", "cisum QQ");
        check("a\u{200b}b\nc\t d\u{2028}e", "ab c d e");
        check(" \u{feff}虾米 ", "虾米");
        check("\u{2067}شركة\u{2069}", "شركة");
    }

    #[test]
    fn traditional_is_not_simplified() {
        assert!(same_language("zh", "zh-Hans") && same_language("zh-CN", "zh-Hans"));
        assert!(!same_language("zh-Hant", "zh-Hans") && !same_language("zh-TW", "zh-Hans"));
        assert!(!same_language("en", "zh-Hans") && same_language("en-GB", "en"));
    }
}
