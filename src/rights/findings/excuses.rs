//! Which pairs are excused from C1 to C3 (rights.md 9, end).

use super::derive::Derive;
use super::group::Groups;
use super::prepared::Prepared;
use crate::data::model::EffectTarget;
use crate::data::{DealIx, PartyIx};
use crate::dates::Day;
use crate::rights::compile::Reading;
use crate::rights::rows::Rows;
use crate::rights::{Status, effects, renewals};

/// What is known of excuses, some of it only once it is asked for.
pub struct Excuses<'p, 'a> {
    prepared: &'p Prepared<'a>,
    groups: Groups,
    /// By grant: those that it is tied to.
    ties: Rows,
    derive: Derive,
    /// By party: its group of all time.
    always: Vec<Option<Vec<PartyIx>>>,
    /// By party: a bit for each of that group, of which parties share some. Groups
    /// without a bit in common have no party in common.
    bits: Vec<u64>,
}

impl<'p, 'a> Excuses<'p, 'a> {
    pub fn new(prepared: &'p Prepared<'a>) -> Self {
        let mut excuses = Excuses {
            prepared,
            groups: Groups::new(prepared),
            ties: Rows::default(),
            derive: Derive::new(prepared),
            always: vec![None; prepared.catalog.parties.len()],
            bits: vec![0; prepared.catalog.parties.len()],
        };
        excuses.tie();
        excuses
    }

    /// Renewals, replaced deals, and effects at `@start`.
    fn tie(&mut self) {
        let Prepared { catalog, compiled, .. } = *self.prepared;
        let mut ties: Vec<(u32, u32)> = self.prepared.renewals.iter().map(|row| (row[0], row[1])).collect();
        for (place, deal) in catalog.deals.iter().enumerate() {
            if compiled.values[place] == Status::No || deal.grants.is_empty() {
                continue;
            }
            let mut others = Vec::new();
            for replaced in &deal.replaces {
                others.extend(
                    catalog.deal_ix(replaced.as_str()).into_iter().flat_map(|ix| self.prepared.of_deal(ix)),
                );
            }
            for effect in deal.effects.iter().filter(|effect| effect.date.is_none()) {
                match &effect.target {
                    EffectTarget::On(reference) => {
                        let links = renewals::resolve(catalog, compiled, reference, "");
                        others.extend(links.into_iter().map(|link| link as u32));
                    }
                    EffectTarget::Select { .. } => {
                        let matched = effects::targets(catalog, compiled, effect);
                        let matched = matched.into_iter().filter(|(_, value)| *value > Status::No);
                        others.extend(matched.map(|(link, _)| link as u32));
                    }
                }
            }
            for own in self.prepared.of_deal(DealIx(place as u32)) {
                ties.extend(others.iter().map(|other| (own, *other)));
            }
        }
        let both = ties.iter().flat_map(|&(one, other)| [(one, other), (other, one)]);
        self.ties = Rows::new(compiled.grants.len(), &mut { both });
    }

    /// Whether b is excused from contradicting the exclusivity of a in
    /// `[from, to]`. Carve-outs of a count where only a is exclusive.
    pub fn excused(&mut self, a: u32, b: u32, from: Day, to: Day, carve_outs: bool) -> bool {
        let (first, second) = (self.prepared.link(a), self.prepared.link(b));
        let (Some(licensor), Some(other_licensor)) = (first.from, second.from) else { return true };
        if first.deal == second.deal
            || first.joint
            || second.joint
            || first.to == second.to
            || second.to == licensor
            || self.ties.of(a as usize).contains(&b)
            || carve_outs
                && self.prepared.small[a as usize].carves_out
                && self.prepared.terms(a).exclusivity.carve_outs.contains(&second.to)
        {
            return true;
        }
        self.same_group(first.to, second.to, from, to)
            || self.same_group(first.to, other_licensor, from, to)
            || self.derive.derives(self.prepared, b, first.to)
    }

    /// Whether two parties belong to one control group on some day of `[from, to]`.
    fn same_group(&mut self, a: PartyIx, b: PartyIx, from: Day, to: Day) -> bool {
        if a == b {
            return true;
        }
        // Most parties never have anything above them in common.
        for party in [a, b] {
            if self.always[party.at()].is_none() {
                let group = self.groups.of(party, Day::MIN, Day::MAX);
                self.bits[party.at()] = group.iter().fold(0, |bits, party| bits | 1 << (party.0 % 64));
                self.always[party.at()] = Some(group);
            }
        }
        if self.bits[a.at()] & self.bits[b.at()] == 0 {
            return false;
        }
        let always = |party: PartyIx| self.always[party.at()].as_deref().unwrap_or_default();
        let (few, many) = if always(a).len() < always(b).len() { (a, b) } else { (b, a) };
        always(few).iter().any(|party| always(many).binary_search(party).is_ok())
            && self.groups.meet(few, many, from, to)
    }
}

/// How the records were read, for the rules of effects.
pub fn reading<'a>(prepared: &Prepared<'a>) -> Reading<'a> {
    Reading { catalog: prepared.catalog, options: prepared.compiled.options }
}
