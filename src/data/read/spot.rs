//! One value under reading: turns it into text, a number, a date, a word or a
//! reference, or says what is wrong with it.

use super::context::{Kind, NO_PLACE};
use super::cursor::{At, Obj};
use crate::data::document::{Kind as Json, Value};
use crate::data::json;
use crate::data::text::Text;
use crate::data::words::Vocabulary;
use crate::data::{PartyIx, Severity, SourceIx};
use crate::dates::{Bound, DateError, Day, Duration, When};

/// Characters that are kept of one field.
const LONGEST_FIELD: usize = 2_000;
/// Characters that are kept of the methodology, the one text of many paragraphs.
const LONGEST_METHOD: usize = 20_000;
/// Parties, grants or references that one list may have: they multiply when
/// pairs are expanded.
const LONGEST_LIST: usize = 1_000;

/// One value, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'d, 'p> {
    pub obj: &'p Obj<'d, 'p>,
    pub at: At<'p>,
    pub name: &'static str,
    pub value: Value<'d>,
    /// A mistake leaves out this field and not the record.
    pub soft: bool,
}

impl<'d> Spot<'d, '_> {
    /// Says what is wrong with the value; the sentence is ended here.
    pub fn bad(&self, code: &'static str, mut message: String, fix: Option<String>) {
        if self.soft {
            message += ", so the field is left out.";
            self.obj.cx.push(code, Severity::Error, &self.at, message, fix);
        } else {
            self.obj.fail(code, &self.at, message, fix);
        }
    }

    pub fn wrong_type(&self, wanted: &str) {
        let found = match self.value.kind() {
            Json::Null => "null",
            Json::True | Json::False => "true or false",
            Json::Number => "a number",
            Json::Text | Json::Escaped => "text",
            Json::List if self.value.is_empty() => "an empty list",
            Json::List => "a list",
            Json::Object => "an object",
        };
        let fix = match (self.value.as_str(), self.value.number()) {
            _ if self.value.kind() == Json::Null => "Remove the field: absent means not known.".to_string(),
            (_, Some(number)) if wanted.starts_with("text") => {
                format!("Write \"{}\", in quotes.", json::number(&number))
            }
            (Some(text), _) if wanted.starts_with("a list") && text.len() <= 40 => {
                format!("Write [\"{text}\"].")
            }
            _ => format!("Write {wanted}."),
        };
        self.bad("wrong-type", format!("“{}” must be {wanted}, not {found}", self.name), Some(fix));
    }

    /// Text that is not empty, cut to the limit.
    pub fn str(&self) -> Option<&'d str> {
        self.limited(LONGEST_FIELD)
    }

    pub fn string(&self) -> Option<String> {
        self.str().map(str::to_string)
    }

    fn limited(&self, limit: usize) -> Option<&'d str> {
        match self.value.as_str() {
            Some("") | None => {
                self.wrong_type("text");
                None
            }
            Some(text) if text.len() <= limit => Some(text),
            Some(text) => Some(match text.char_indices().nth(limit) {
                None => text,
                Some((end, _)) => {
                    self.obj.cx.push(
                        "too-long",
                        Severity::Error,
                        &self.at,
                        format!("“{}” has over {limit} characters; the rest is not shown.", self.name),
                        Some("Shorten it.".to_string()),
                    );
                    &text[..end]
                }
            }),
        }
    }

    /// Text in one language or several.
    pub fn text(&self) -> Option<Text> {
        self.limited_text(LONGEST_FIELD)
    }

    /// As [`Spot::text`], with room for a methodology.
    pub fn long_text(&self) -> Option<Text> {
        self.limited_text(LONGEST_METHOD)
    }

    fn limited_text(&self, limit: usize) -> Option<Text> {
        match self.value.kind() {
            Json::Object if !self.value.is_empty() => {
                let mut entries = Vec::with_capacity(self.value.len());
                for (tag, value) in self.value.sorted() {
                    let spot = Spot { at: self.at.key(tag), value, ..*self };
                    entries.push((tag.to_string(), spot.limited(limit)?.to_string()));
                }
                Some(Text { entries })
            }
            Json::Text | Json::Escaped => self.limited(limit).map(Text::plain),
            _ => {
                self.wrong_type("text, or one text for each language");
                None
            }
        }
    }

    pub fn bool(&self) -> Option<bool> {
        let read = self.value.as_bool();
        if read.is_none() {
            self.wrong_type("true or false");
        }
        read
    }

    pub fn number(&self) -> Option<f64> {
        let read = self.value.as_f64();
        if read.is_none() {
            self.wrong_type("a number");
        }
        read
    }

    pub fn count(&self) -> Option<u64> {
        let read = self.value.as_u64();
        if read.is_none() {
            self.wrong_type("a whole number");
        }
        read
    }

    pub fn when(&self) -> Option<When> {
        When::parse(self.str()?).map_err(|error| self.bad_date(error)).ok()
    }

    pub fn bound(&self) -> Option<Bound> {
        Bound::parse(self.str()?).map_err(|error| self.bad_date(error)).ok()
    }

    /// Check 4 (rights.md, section 10).
    fn bad_date(&self, error: DateError) {
        let mut fix = error.suggestion.map(|near| format!("Did you mean “{near}”? ")).unwrap_or_default();
        fix = format!("{fix}Write {}.", DateError::FORMS);
        self.bad("bad-date", format!("“{}” is not a date this format knows", error.text), Some(fix));
    }

    pub fn day(&self) -> Option<Day> {
        let text = self.str()?;
        let read = Day::parse(text);
        if read.is_none() {
            self.bad(
                "bad-date",
                format!("“{text}” is not a full date"),
                Some("Write a day such as 2018-02-09.".to_string()),
            );
        }
        read
    }

    pub fn duration(&self) -> Option<Duration> {
        let text = self.str()?;
        let read = Duration::parse(text);
        if read.is_none() {
            self.bad(
                "bad-date",
                format!("“{text}” is not a length of time"),
                Some("Write years, months and days such as P3Y, P1Y6M or P30D.".to_string()),
            );
        }
        read
    }

    /// A word of a closed vocabulary.
    pub fn word<T: Vocabulary>(&self) -> Option<T> {
        self.word_place(T::WORDS).map(|place| T::VALUES[place])
    }

    /// The place of a word in a list of words.
    pub fn word_place(&self, words: &[&'static str]) -> Option<usize> {
        let text = self.str()?;
        let place = words.iter().position(|word| *word == text);
        if place.is_none() {
            let fix = match self.obj.cx.nearest(text, words.len(), &mut words.iter().copied()) {
                Some(near) => format!("Did you mean “{near}”?"),
                None => format!("Use one of: {}.", words.join(", ")),
            };
            self.bad("bad-word", format!("“{text}” is not a word that “{}” knows", self.name), Some(fix));
        }
        place
    }

    /// Words of a closed vocabulary; at least one.
    pub fn words<T: Vocabulary>(&self) -> Vec<T> {
        let mut words = Vec::with_capacity(self.len());
        self.some(&mut |spot| words.extend(spot.word::<T>()));
        words
    }

    /// Texts; at least one.
    pub fn strings(&self) -> Vec<String> {
        let mut texts = Vec::with_capacity(self.len());
        self.some(&mut |spot| texts.extend(spot.string()));
        texts
    }

    /// A list with at least one item.
    pub fn some(&self, item: &mut dyn FnMut(Spot<'d, '_>)) {
        if self.value.is_list() && self.value.is_empty() {
            self.wrong_type("a list with at least one item");
        } else {
            self.list(item);
        }
    }

    /// Items of a list; there are many small lists, so room is made for these and no more.
    pub fn len(&self) -> usize {
        if self.value.is_list() { self.value.len() } else { 0 }
    }

    /// Says if a list of parties, grants or references is longer than any real one.
    pub fn is_too_long(&self) -> bool {
        let too_long = self.len() > LONGEST_LIST;
        if too_long {
            let message = format!("“{}” has over {LONGEST_LIST} items", self.name);
            self.bad("too-many", message, Some("Split the record.".to_string()));
        }
        too_long
    }

    /// A list.
    pub fn list(&self, item: &mut dyn FnMut(Spot<'d, '_>)) {
        if !self.value.is_list() {
            return self.wrong_type("a list");
        }
        for (index, value) in self.value.items().enumerate() {
            item(Spot { at: self.at.item(index), value, ..*self });
        }
    }

    /// An object that is a strict part of the one around it.
    pub fn object(&self, what: &'static str) -> Option<Obj<'d, '_>> {
        if !self.value.is_object() {
            self.wrong_type("an object");
            return None;
        }
        let parent = if self.soft { None } else { Some(self.obj) };
        let whole = if self.soft { what } else { self.obj.whole };
        let mut child = Obj::new(self.obj.cx, self.value, self.at, what, self.obj.record);
        child.whole = whole;
        child.parent = parent;
        Some(child)
    }

    pub fn party(&self) -> Option<PartyIx> {
        self.reference(Kind::Party).map(PartyIx)
    }

    pub fn source(&self) -> Option<SourceIx> {
        self.reference(Kind::Source).map(SourceIx)
    }

    /// Parties, each once.
    pub fn parties(&self) -> Vec<PartyIx> {
        let mut parties = Vec::with_capacity(self.len().min(LONGEST_LIST));
        if self.is_too_long() {
            return parties;
        }
        self.list(&mut |spot| {
            if let Some(party) = spot.party()
                && !parties.contains(&party)
            {
                parties.push(party);
            }
        });
        parties
    }

    /// As [`Spot::parties`], at least one.
    pub fn some_parties(&self) -> Vec<PartyIx> {
        if self.value.is_list() && self.value.is_empty() {
            self.wrong_type("a list with at least one item");
        }
        self.parties()
    }

    /// The place of the record that an id refers to (check 2 of rights.md, section 10).
    pub fn reference(&self, kind: Kind) -> Option<u32> {
        let id = self.str()?;
        match self.obj.cx.find(kind, id) {
            Some(NO_PLACE) => {
                let message = format!("{} refers to “{id}”, which could not be read", self.at.pointer());
                self.bad("dangling-reference", message, Some("Mend that record.".to_string()));
                None
            }
            None => {
                self.dangling(kind, id);
                None
            }
            place => place,
        }
    }

    /// Says that nothing in the file has this id.
    pub fn dangling(&self, kind: Kind, id: &str) {
        let message = format!("{} refers to “{id}”, which is not in the file", self.at.pointer());
        let fix = if let Some(other) = self.obj.cx.kind_of(id) {
            format!("“{id}” is a {}; a {} must stand here.", other.word(), kind.word())
        } else if let Some(near) = self.obj.cx.near(kind, id) {
            format!("Did you mean “{near}”?")
        } else {
            format!("Add the {}, or correct the id.", kind.word())
        };
        self.bad("dangling-reference", message, Some(fix));
    }
}
