//! Fields by name and kind, in one call each: some two hundred places ask for
//! one, and every reader downloads them.

use super::cursor::Obj;
use super::spot::Spot;
use crate::data::text::Text;
use crate::data::words::Vocabulary;
use crate::data::{PartyIx, SourceIx};
use crate::dates::{Bound, Day, Duration, When};

/// What it means if the field is absent or wrong (see [`super::cursor`]).
#[derive(Clone, Copy)]
enum How {
    Strict,
    Soft,
    Need,
}

impl<'d> Obj<'d, '_> {
    fn get(&self, how: How, name: &'static str) -> Option<Spot<'d, '_>> {
        match how {
            How::Strict => self.spot(name),
            How::Soft => self.soft(name),
            How::Need => self.need(name),
        }
    }

    #[inline(never)]
    pub fn need_str(&self, name: &'static str) -> Option<&'d str> {
        self.get(How::Need, name)?.str()
    }

    #[inline(never)]
    pub fn need_string(&self, name: &'static str) -> Option<String> {
        self.get(How::Need, name)?.string()
    }

    #[inline(never)]
    pub fn soft_string(&self, name: &'static str) -> Option<String> {
        self.get(How::Soft, name)?.string()
    }

    #[inline(never)]
    pub fn need_text(&self, name: &'static str) -> Option<Text> {
        self.get(How::Need, name)?.text()
    }

    #[inline(never)]
    pub fn soft_text(&self, name: &'static str) -> Option<Text> {
        self.get(How::Soft, name)?.text()
    }

    #[inline(never)]
    pub fn when(&self, name: &'static str) -> Option<When> {
        self.get(How::Strict, name)?.when()
    }

    #[inline(never)]
    pub fn bound(&self, name: &'static str) -> Option<Bound> {
        self.get(How::Strict, name)?.bound()
    }

    #[inline(never)]
    pub fn duration(&self, name: &'static str) -> Option<Duration> {
        self.get(How::Strict, name)?.duration()
    }

    #[inline(never)]
    pub fn soft_day(&self, name: &'static str) -> Option<Day> {
        self.get(How::Soft, name)?.day()
    }

    #[inline(never)]
    pub fn need_party(&self, name: &'static str) -> Option<PartyIx> {
        self.get(How::Need, name)?.party()
    }

    #[inline(never)]
    pub fn soft_party(&self, name: &'static str) -> Option<PartyIx> {
        self.get(How::Soft, name)?.party()
    }

    #[inline(never)]
    pub fn soft_source(&self, name: &'static str) -> Option<SourceIx> {
        self.get(How::Soft, name)?.source()
    }

    #[inline(never)]
    pub fn parties(&self, name: &'static str) -> Vec<PartyIx> {
        self.get(How::Strict, name).map(|spot| spot.parties()).unwrap_or_default()
    }

    #[inline(never)]
    pub fn some_parties(&self, name: &'static str) -> Vec<PartyIx> {
        self.get(How::Strict, name).map(|spot| spot.some_parties()).unwrap_or_default()
    }

    pub fn word<T: Vocabulary>(&self, name: &'static str) -> Option<T> {
        value(self.place(How::Strict, name, T::WORDS))
    }

    pub fn need_word<T: Vocabulary>(&self, name: &'static str) -> Option<T> {
        value(self.place(How::Need, name, T::WORDS))
    }

    pub fn soft_word<T: Vocabulary>(&self, name: &'static str) -> Option<T> {
        value(self.place(How::Soft, name, T::WORDS))
    }

    pub fn words<T: Vocabulary>(&self, name: &'static str) -> Vec<T> {
        self.get(How::Strict, name).map(|spot| spot.words()).unwrap_or_default()
    }

    #[inline(never)]
    fn place(&self, how: How, name: &'static str, words: &'static [&'static str]) -> Option<usize> {
        self.get(how, name)?.word_place(words)
    }
}

fn value<T: Vocabulary>(place: Option<usize>) -> Option<T> {
    T::VALUES.get(place?).copied()
}
