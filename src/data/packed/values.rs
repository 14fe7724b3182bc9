//! What the records are made of: numbers, texts, dates, words of the vocabularies, lists.

use super::unpack::{Packed, Unpacker, signed};
#[cfg(not(target_arch = "wasm32"))]
use super::write::Packer;
use crate::data::ids::{
    DealId, DealIx, GrantId, GrantRef, PartyId, PartyIx, SourceId, SourceIx, StoryId, TerritoryId,
};
use crate::data::model::Stated;
use crate::data::text::Text;
use crate::data::words::{
    Basis, Choice, Confidence, Control, DealType, DisputeResponse, EffectAction, EventKind, Holdings, Layer,
    Level, NameType, PartyKind, PriceKind, Reliability, SourceKind, Stage, Stance, Sublicensing, Unit, View,
};
use crate::dates::{Bound, Day, Duration, When};

macro_rules! packed {
    ($($name:ty: |$value:ident, $packer:ident| $pack:expr, |$unpacker:ident| $unpack:expr;)+) => {$(
        impl Packed for $name {
            #[cfg(not(target_arch = "wasm32"))]
            fn pack(&self, $packer: &mut Packer) {
                let $value = self;
                $pack;
            }

            fn unpack($unpacker: &mut Unpacker<'_>) -> Self {
                $unpack
            }
        }
    )+};
}

packed! {
    bool: |value, p| p.number(u64::from(*value)), |u| u.number() != 0;
    u32: |value, p| p.number(u64::from(*value)), |u| u.number() as u32;
    u64: |value, p| p.number(*value), |u| u.number();
    // Numbers that people write have few digits, the last of their bits are nought.
    f64: |value, p| p.number(value.to_bits().reverse_bits()), |u| f64::from_bits(u.number().reverse_bits());
    String: |value, p| p.str(value), |u| u.str().to_string();
    // By how much it is later than the last one.
    Day: |value, p| p.day(i64::from(value.0)), |u| {
        u.day = u.day.wrapping_add(signed(u.number()));
        Day(u.day as i32)
    };
    Stated: |value, p| p.number(u64::from(value.0)), |u| Stated(u.number() as u8);
    // Sides that are not named are said with one of three words.
    &'static str: |value, p| p.number(unspecified(value)), |u| {
        UNSPECIFIED.get(u.number() as usize).copied().unwrap_or_default()
    };
    Text: |value, p| value.entries.pack(p), |u| Text { entries: Packed::unpack(u) };
    Duration: |value, p| (value.years, value.months, value.days).pack(p), |u| {
        let (years, months, days) = Packed::unpack(u);
        Duration { years, months, days }
    };
    // Read again: the program can do it anyway, for dates in addresses.
    When: |value, p| p.str(value.as_str()), |u| {
        let read = When::parse(u.str());
        if read.is_err() {
            u.fail();
        }
        read.unwrap_or_else(|_| When::on(Day(0)))
    };
    Bound: |value, p| value.when().cloned().pack(p), |u| match Packed::unpack(u) {
        Some(when) => Bound::When(when),
        None => Bound::Open,
    };
    GrantRef: |value, p| (value.deal.clone(), value.grant.clone()).pack(p), |u| {
        let (deal, grant) = Packed::unpack(u);
        GrantRef { deal, grant }
    };
}

/// Items of a list for which memory is asked for before they are there.
const MOST_AT_ONCE: usize = 1 << 10;

const UNSPECIFIED: [&str; 3] = ["undisclosed", "unknown", "several"];

#[cfg(not(target_arch = "wasm32"))]
fn unspecified(word: &str) -> u64 {
    UNSPECIFIED.iter().position(|other| *other == word).unwrap_or(UNSPECIFIED.len()) as u64
}

/// One of the words of a vocabulary.
fn word<T: Copy>(unpacker: &mut Unpacker<'_>, all: &[T], place: u64) -> T {
    if let Some(word) = all.get(place as usize) {
        *word
    } else {
        unpacker.fail();
        all[0]
    }
}

macro_rules! ids {
    ($($name:ident)+) => {
        packed! { $($name: |id, p| p.str(id.as_str()), |u| $name::new(u.str());)+ }
    };
}

macro_rules! places {
    ($($name:ident)+) => {
        packed! { $($name: |place, p| p.number(u64::from(place.0)), |u| $name(u.number() as u32);)+ }
    };
}

macro_rules! words {
    ($($name:ident)+) => {
        packed! { $($name: |word, p| p.number(*word as u64), |u| {
            let place = u.number();
            word(u, $name::ALL, place)
        };)+ }
    };
}

ids! { PartyId DealId GrantId SourceId TerritoryId StoryId }
places! { PartyIx DealIx SourceIx }
words! {
    DealType EventKind Stage Confidence Level Sublicensing Layer PartyKind NameType SourceKind Stance Choice Basis
    EffectAction Control PriceKind DisputeResponse Holdings View Reliability Unit
}

impl<T: Packed> Packed for Option<T> {
    #[cfg(not(target_arch = "wasm32"))]
    fn pack(&self, packer: &mut Packer) {
        packer.number(u64::from(self.is_some()));
        if let Some(value) = self {
            value.pack(packer);
        }
    }

    fn unpack(unpacker: &mut Unpacker<'_>) -> Self {
        (unpacker.number() != 0).then(|| T::unpack(unpacker))
    }
}

impl<T: Packed> Packed for Vec<T> {
    #[cfg(not(target_arch = "wasm32"))]
    fn pack(&self, packer: &mut Packer) {
        packer.number(self.len() as u64);
        for value in self {
            value.pack(packer);
        }
    }

    fn unpack(unpacker: &mut Unpacker<'_>) -> Self {
        let count = unpacker.count();
        let mut list = Vec::with_capacity(count.min(MOST_AT_ONCE));
        for _ in 0..count {
            if unpacker.is_broken() {
                break;
            }
            list.push(T::unpack(unpacker));
        }
        list
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    #[cfg(not(target_arch = "wasm32"))]
    fn pack(&self, packer: &mut Packer) {
        self.0.pack(packer);
        self.1.pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker<'_>) -> Self {
        (A::unpack(unpacker), B::unpack(unpacker))
    }
}

impl<A: Packed, B: Packed, C: Packed> Packed for (A, B, C) {
    #[cfg(not(target_arch = "wasm32"))]
    fn pack(&self, packer: &mut Packer) {
        self.0.pack(packer);
        self.1.pack(packer);
        self.2.pack(packer);
    }

    fn unpack(unpacker: &mut Unpacker<'_>) -> Self {
        (A::unpack(unpacker), B::unpack(unpacker), C::unpack(unpacker))
    }
}
