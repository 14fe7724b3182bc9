//! Boxes (rights.md 9): catalogue, territory, uses and layers of two grants,
//! and whether they meet; least coverage (section 5).

use super::prepared::Prepared;
use super::{Status, firm};
use crate::data::PartyIx;
use crate::data::model::{Catalogue, Grant};
use crate::data::words::DealType;
use crate::rights::Period;

/// Bits of uses; layers stand above them.
const USES: u32 = 61;
const ALL_USES: u64 = (1 << USES) - 1;

/// All of a catalogue, in hundredths of a percent.
const WHOLE: u16 = 10_000;

/// What contains what among uses (data-model.md, section 7).
const CONTAINED: [(&str, &[&str]); 2] = [
    ("Stream", &["OnDemandStream", "NonInteractiveStream"]),
    ("Download", &["PermanentDownload", "ConditionalDownload", "TetheredDownload"]),
];

/// The names of uses in a dataset, each with a bit; those behind the sixtieth share the last one.
#[derive(Default)]
pub struct Uses<'a>(Vec<&'a str>);

impl<'a> Uses<'a> {
    fn bit(&mut self, name: &'a str) -> u64 {
        let known = self.0.iter().position(|known| *known == name);
        let place = known.unwrap_or(self.0.len());
        if known.is_none() && place < USES as usize {
            self.0.push(name);
        }
        1 << place.min(USES as usize - 1)
    }

    /// Uses and layers of a grant as bits, with the uses that its uses contain.
    pub fn scope(&mut self, terms: &'a Grant, kind: DealType) -> u64 {
        let mut scope = if kind == DealType::Assignment && terms.uses.is_empty() { ALL_USES } else { 0 };
        for name in &terms.uses {
            scope |= self.bit(name);
            for (whole, parts) in CONTAINED {
                if whole == name {
                    for part in parts {
                        scope |= self.bit(part);
                    }
                }
            }
        }
        for layer in &terms.layer {
            scope |= 1 << (USES + *layer as u32);
        }
        scope
    }

    /// The bit of a use that the dataset names.
    pub fn of(&self, name: &str) -> u64 {
        let place = self.0.iter().position(|known| *known == name);
        1 << place.unwrap_or(USES as usize - 1)
    }
}

/// The bit of a layer.
pub fn layer_bit(layer: crate::data::words::Layer) -> u64 {
    1 << (USES + layer as u32)
}

/// Whether two scopes have a use and a layer in common.
pub fn scopes_meet(a: u64, b: u64) -> bool {
    let both = a & b;
    both & ALL_USES != 0 && both & !ALL_USES != 0
}

/// The least part of each catalogue that a grant covers (section 5). A share
/// comes before `complete`, that before a count.
pub fn least(catalogue: &Catalogue, unlisted: bool) -> u16 {
    if unlisted || !catalogue.except_words.is_empty() {
        return 0;
    }
    if let Some(share) = &catalogue.share {
        let one = catalogue.holdings.is_none() && catalogue.of.len() <= 1;
        let minimum = share.minimum.unwrap_or(0.0);
        return if share.of_pool.unwrap_or(!one) { 0 } else { (minimum * 100.0) as u16 };
    }
    let counted = catalogue.count.as_ref().is_some_and(|count| !count.total_after);
    if catalogue.complete.unwrap_or(!counted) { WHOLE } else { 0 }
}

/// Where two grants meet: the value of their box and their common catalogues;
/// nothing if they do not meet.
pub fn meet(prepared: &Prepared, a: u32, b: u32) -> Option<(Status, Vec<PartyIx>)> {
    let value = meet_if_common(prepared, a, b)?;
    let common = common(prepared.cats(a), prepared.cats(b));
    (!common.is_empty()).then_some((value, common))
}

/// The value of the box of two grants with a common catalogue; nothing if they do not meet.
pub fn meet_if_common(prepared: &Prepared, a: u32, b: u32) -> Option<Status> {
    let (first, second) = (prepared.link(a), prepared.link(b));
    let (small, other) = (&prepared.small[a as usize], &prepared.small[b as usize]);
    if !scopes_meet(small.scope, other.scope) {
        return None;
    }
    let known = match (first.territory, second.territory) {
        (Some(here), Some(there)) if !here.meets(there) => return None,
        (Some(_), Some(_)) => true,
        _ => false,
    };
    let overlaps = u32::from(small.least) + u32::from(other.least) > u32::from(WHOLE);
    let value = first.value.min(second.value).min(firm(known && overlaps));
    Some(firm(value == Status::Certain))
}

/// The first that two sorted lists have in common.
pub fn first_common(a: &[PartyIx], b: &[PartyIx]) -> Option<PartyIx> {
    a.iter().copied().find(|party| b.binary_search(party).is_ok())
}

/// What two sorted lists have in common.
pub fn common(a: &[PartyIx], b: &[PartyIx]) -> Vec<PartyIx> {
    a.iter().copied().filter(|party| b.binary_search(party).is_ok()).collect()
}

/// Whether two periods overlap: surely, possibly, or not at all (section 9).
pub fn overlap(a: &Period, b: &Period) -> Status {
    if a.start_lo.max(b.start_lo) > a.end_hi.min(b.end_hi) {
        Status::No
    } else {
        firm(a.start_hi.max(b.start_hi) <= a.end_lo.min(b.end_lo) && !a.unsure && !b.unsure)
    }
}
