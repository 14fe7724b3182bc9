//! The second evaluator: who owns a point on each day (rights.md 3.4), and the roots of 4.1.

use super::links::Link;
use super::naive::{Naive, Place, raise, word_of};
use super::records::{Kind, NO, POSSIBLE, Word, YES};
use std::ops::Range;

/// Words of parties.
pub type Words = Vec<(usize, Word)>;

/// Everything about a place that does not ask for one day: for each day of [`Naive::days`]
/// its owners, as they were and as they are read through `succ`; for each link whether its
/// licensor owned the place when it started.
pub struct Spot {
    pub place: Place,
    pub owners: Vec<Words>,
    pub written: Vec<Words>,
    pub roots: Vec<Word>,
}

impl Naive<'_> {
    pub fn spot(&self, place: Place) -> Spot {
        let raw = self.raw_owners(place);
        let mut owners: Vec<Words> = Vec::new();
        for (day, raw) in raw.iter().enumerate() {
            let mut all = Vec::new();
            for (owner, owned) in raw {
                for (party, stands) in &self.stands[day][*owner] {
                    raise(&mut all, *party, (*owned).min(*stands));
                }
            }
            owners.push(all);
        }
        let mut spot = Spot { place, owners, written: raw, roots: Vec::new() };
        spot.roots = self.links.pairs.iter().map(|link| self.owned_at_start(link, &spot)).collect();
        spot
    }

    /// The days of a window, as places in the list of days; the first stands for minus infinity,
    /// the last for plus infinity.
    pub fn window(&self, lo: i32, hi: i32) -> Range<usize> {
        let end = self.days.partition_point(|day| *day <= hi).max(1);
        self.days.partition_point(|day| *day < lo).min(end - 1)..end
    }

    /// Owners of each day before they are read through `succ`.
    fn raw_owners(&self, place: Place) -> Vec<Words> {
        let mut owners = vec![vec![(place.catalogue, YES)]; self.days.len()];
        let mut passing: Vec<(&Link, Word)> = Vec::new();
        for link in &self.links.pairs {
            if self.facts.file.deals[link.of.0].kind == Kind::Assignment && link.from.is_some() {
                let covers = self.scope(link, place).min(self.assigned(link, place.catalogue));
                if covers > NO {
                    passing.push((link, covers.min(link.value)));
                }
            }
        }
        let reached = self.may_ever_own(place.catalogue, &passing);
        passing.retain(|(link, _)| link.from.is_some_and(|from| reached.contains(&from)));
        passing.sort_by_key(|(link, _)| (link.span.s_lo, link.span.s_hi));
        // Those whose start windows overlap, one with the next, stand together.
        while !passing.is_empty() {
            let mut last = passing[0].0.span.s_hi;
            let mut count = 1;
            while count < passing.len() && passing[count].0.span.s_lo <= last {
                last = last.max(passing[count].0.span.s_hi);
                count += 1;
            }
            let group: Vec<_> = passing.drain(..count).collect();
            let most = if count > 1 { POSSIBLE } else { YES };
            loop {
                let before = owners.clone();
                for (link, word) in &group {
                    self.pass(link, (*word).min(most), &mut owners);
                }
                if owners == before || count == 1 {
                    break;
                }
            }
        }
        owners
    }

    /// Everybody to whom a catalogue may ever come, and whom those are or were by merger: an
    /// assignment by anybody else is none of the point.
    fn may_ever_own(&self, catalogue: usize, passing: &[(&Link, Word)]) -> Vec<usize> {
        let mergers = self.facts.mergers.iter();
        let mut near: Vec<_> =
            mergers.flat_map(|merger| [(merger.from, merger.to), (merger.to, merger.from)]).collect();
        near.extend(passing.iter().filter_map(|(link, _)| link.from.map(|from| (from, link.to))));
        let mut reached = vec![catalogue];
        let mut at = 0;
        while at < reached.len() {
            for (from, to) in &near {
                if *from == reached[at] && !reached.contains(to) {
                    reached.push(*to);
                }
            }
            at += 1;
        }
        reached
    }

    /// One assignment, on every day on which it has or may have started.
    fn pass(&self, link: &Link, word: Word, owners: &mut [Words]) {
        let rec = self.facts.file.grant(link.of);
        let whole = if rec.partial || rec.holdings.is_some() { POSSIBLE } else { YES };
        let Some(from) = link.from else { return };
        // How surely somebody owned it on the days of the start, and was the assignor then. Both
        // are read through `succ`: the owner, and as every grantor the assignor.
        let mut owned: Vec<(usize, Word, Word)> = Vec::new();
        for owner in 0..self.parties() {
            let (mut least, mut most) = (YES, NO);
            for day in self.window(link.span.s_lo, link.span.s_hi) {
                let (as_owner, as_assignor) = (&self.stands[day][owner], &self.stands[day][from]);
                let same =
                    as_owner.iter().map(|(party, word)| (*word).min(word_of(as_assignor, *party))).max();
                let word = word_of(&owners[day], owner).min(same.unwrap_or(NO));
                (least, most) = (least.min(word), most.max(word));
            }
            owned.push((owner, least, most));
        }
        for (day, owners) in owners.iter_mut().enumerate() {
            let word = word.min(whole).min(link.span.status(self.days[day]));
            for &(owner, least, most) in &owned {
                let now = word_of(owners, owner);
                if word == NO || now == NO || most == NO {
                    continue;
                }
                if word.min(now).min(least) == YES {
                    owners.retain(|(party, _)| *party != owner);
                    raise(owners, link.to, YES);
                } else {
                    owners
                        .iter_mut()
                        .filter(|(party, _)| *party == owner)
                        .for_each(|(_, word)| *word = POSSIBLE);
                    raise(owners, link.to, POSSIBLE);
                }
            }
        }
    }

    /// Whether an assignment covers a catalogue, whatever its assignor came to own.
    fn assigned(&self, link: &Link, catalogue: usize) -> Word {
        match self.listed(link, catalogue) {
            Some(word) => word,
            None if link.from == Some(catalogue) => YES,
            None => POSSIBLE,
        }
    }

    /// 4.1: the licensor owned the point on the day the grant started.
    pub fn owned_at_start(&self, link: &Link, spot: &Spot) -> Word {
        let Some(from) = link.from else { return NO };
        let (mut least, mut most) = (YES, NO);
        for day in self.window(link.span.s_lo, link.span.s_hi) {
            let as_licensor = self.stands[day][from].iter();
            let word = as_licensor.map(|(party, word)| (*word).min(word_of(&spot.owners[day], *party))).max();
            (least, most) = (least.min(word.unwrap_or(NO)), most.max(word.unwrap_or(NO)));
        }
        if least == YES { YES } else { most.min(POSSIBLE) }
    }

    /// Whether a party has come to own a place by a day, as it is written or as one is read.
    pub fn came_to_own(party: usize, spot: &Spot, day: usize) -> bool {
        let mut owners = spot.owners[..=day].iter().chain(&spot.written[..=day]);
        owners.any(|owners| word_of(owners, party) > NO)
    }
}
