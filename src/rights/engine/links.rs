//! Ways along the indexes: a link's ends as they are read on a day (rights.md
//! 3.3), joined renewals among the links, operators.

use super::Engine;
use super::point::Scope;
use crate::data::PartyIx;
use crate::dates::Day;
use crate::rights::{CompiledGrant, Joined, LinkIx, Operation, Status};
use std::cmp::Ordering;

impl Engine<'_> {
    /// One grant. Links are numbered: grants, then joined renewals, then those that are worth nothing.
    pub(super) fn grant(&self, grant: LinkIx) -> &CompiledGrant {
        let grants = self.compiled.grants.len();
        match (grant as usize).checked_sub(grants) {
            None => &self.compiled.grants[grant as usize],
            Some(place) => &self.compiled.dropped[place - self.compiled.joined.len()],
        }
    }

    /// What a grant covers.
    pub(super) fn scope(&self, grant: LinkIx) -> Scope {
        let is_dropped = grant as usize >= self.compiled.grants.len();
        let joined = if is_dropped { self.compiled.joined.len() } else { 0 };
        self.index.scopes[grant as usize - joined]
    }

    /// The joined renewal that a link is, if it is one.
    pub(super) fn joined(&self, link: LinkIx) -> Option<&Joined> {
        let place = (link as usize).checked_sub(self.compiled.grants.len())?;
        self.compiled.joined.get(place)
    }

    /// The links to a licensee as written whose deals are worth nothing.
    pub(super) fn dropped_to(&self, party: PartyIx) -> impl Iterator<Item = LinkIx> {
        let first = (self.compiled.grants.len() + self.compiled.joined.len()) as LinkIx;
        self.index.dropped_by_licensee.of(party.at()).iter().map(move |&place| first + place)
    }

    /// The grants that a link is: one, or the two of a joined renewal.
    pub(super) fn parts(&self, link: LinkIx) -> (LinkIx, Option<LinkIx>) {
        match self.joined(link) {
            Some(joined) => (joined.first, Some(joined.second)),
            None => (link, None),
        }
    }

    /// Who gives, as written.
    pub(super) fn licensor(&self, link: LinkIx) -> Option<PartyIx> {
        self.grant(self.parts(link).0).from
    }

    /// Who takes, as written.
    pub(super) fn licensee(&self, link: LinkIx) -> PartyIx {
        self.grant(self.parts(link).0).to
    }

    /// All links by a licensor as written.
    pub(super) fn links_from(&self, party: PartyIx) -> impl Iterator<Item = LinkIx> {
        let [grants, joined] = self.rows_from(party);
        grants.iter().chain(joined).copied()
    }

    /// The same, apart: grants, and joined renewals.
    pub(super) fn rows_from(&self, party: PartyIx) -> [&[LinkIx]; 2] {
        [self.index.by_licensor.of(party.at()), self.index.joined_by_licensor.of(party.at())]
    }

    /// All links to a licensee as written.
    pub(super) fn links_to(&self, party: PartyIx) -> impl Iterator<Item = LinkIx> {
        let joined = self.index.joined_by_licensee.of(party.at());
        self.index.by_licensee.of(party.at()).iter().chain(joined).copied()
    }

    /// The licensee of a link as it is read on a day.
    pub(super) fn each_licensee(&self, link: LinkIx, day: Day, tell: &mut dyn FnMut(PartyIx, Status)) {
        self.each_taker(self.licensee(link), day, tell);
    }

    /// A licensee as it is read on a day: its life must cover the day (3.3).
    pub(super) fn each_taker(&self, written: PartyIx, day: Day, tell: &mut dyn FnMut(PartyIx, Status)) {
        self.read(written, day, &mut |party, value| {
            let value = value.min(self.lives(party, day));
            if value > Status::No {
                tell(party, value);
            }
        });
    }

    /// How surely a party as written is read as another one on a day.
    pub(super) fn reads_as(&self, written: PartyIx, party: PartyIx, day: Day) -> Status {
        let mut best = Status::No;
        self.read(written, day, &mut |stands, value| {
            if stands == party {
                best = best.max(value);
            }
        });
        best
    }

    /// The best reading of a link's licensor among those not taken away.
    pub(super) fn reads_licensor(&self, link: LinkIx, day: Day, without: &[PartyIx]) -> Status {
        let mut best = Status::No;
        if let Some(from) = self.licensor(link) {
            self.read(from, day, &mut |party, value| {
                if !without.contains(&party) {
                    best = best.max(value);
                }
            });
        }
        best
    }

    /// How surely the taker of one link, or a service that it runs, is the giver of
    /// the next, which lists it; without those taken away.
    pub(super) fn rests_on(&self, next: LinkIx, link: LinkIx, day: Day, without: &[PartyIx]) -> Status {
        let mut best = Status::No;
        let Some(from) = self.licensor(next) else { return best };
        self.read(from, day, &mut |giver, as_giver| {
            if without.contains(&giver) {
                return;
            }
            self.each_licensee(link, day, &mut |taker, as_taker| {
                if !without.contains(&taker) {
                    let runs = self.acts_for(taker, giver, day, without);
                    best = best.max(as_giver.min(as_taker).min(runs));
                }
            });
        });
        best
    }

    /// Whether a party is alive on a day.
    pub(super) fn lives(&self, party: PartyIx, day: Day) -> Status {
        self.compiled.lives[party.at()].status(day)
    }

    /// The entries by which a service as written is run, as they are read on a
    /// day: operator, service, place of the entry, value (3.3; what R4 goes by).
    pub(super) fn each_run(
        &self,
        written: PartyIx,
        day: Day,
        tell: &mut dyn FnMut(PartyIx, PartyIx, usize, Status),
    ) {
        let operators = self.compiled.operators.get(written).into_iter().flatten();
        for &Operation { party, period, place } in operators {
            let runs = period.status(day);
            if runs == Status::No {
                continue;
            }
            self.read(written, day, &mut |service, as_service| {
                let value = runs.min(as_service).min(self.lives(service, day));
                if value > Status::No {
                    self.read(party, day, &mut |operator, as_operator| {
                        tell(operator, service, place, value.min(as_operator));
                    });
                }
            });
        }
    }

    /// The services, as written, with an entry for a party or for whoever may have merged into it.
    pub(super) fn operated_as(&self, operator: PartyIx) -> impl Iterator<Item = PartyIx> {
        let before = self.index.merged_from.of(operator.at());
        before.iter().copied().map(PartyIx).chain([operator]).flat_map(|written| self.operated(written))
    }

    /// Every entry by which a party as it is read on a day is run.
    pub(super) fn each_operator(
        &self,
        service: PartyIx,
        day: Day,
        tell: &mut dyn FnMut(PartyIx, PartyIx, usize, Status),
    ) {
        let before = self.index.merged_from.of(service.at());
        for written in before.iter().copied().map(PartyIx).chain([service]) {
            self.each_run(written, day, &mut |operator, read, place, value| {
                if read == service {
                    tell(operator, written, place, value);
                }
            });
        }
    }

    /// How surely a taker is a giver, or runs it, directly or through others: a
    /// service acts in the name of its operator (4.1).
    pub(super) fn acts_for(&self, taker: PartyIx, giver: PartyIx, day: Day, without: &[PartyIx]) -> Status {
        if taker == giver {
            return Status::Certain;
        }
        // Most run nothing.
        if self.operated_as(taker).next().is_none() {
            return Status::No;
        }
        let mut best: Vec<(PartyIx, Status)> = vec![(giver, Status::Certain)];
        let mut found = Status::No;
        let mut at = 0;
        while let Some(&(service, reached)) = best.get(at) {
            at += 1;
            self.each_operator(service, day, &mut |operator, _, _, value| {
                let value = value.min(reached);
                if operator == taker {
                    found = found.max(value);
                } else if !without.contains(&operator)
                    && !best.iter().any(|known| known.0 == operator && known.1 >= value)
                {
                    best.push((operator, value));
                }
            });
        }
        found
    }

    /// Whether a link names the grants that it rests on.
    pub(super) fn lists_upstream(&self, link: LinkIx) -> bool {
        let lists = |grant: LinkIx| self.scope(grant).lists_upstream;
        let (first, second) = self.parts(link);
        lists(first) || second.is_some_and(lists)
    }

    /// The links that may rest on a link because they list it, or what it renews.
    pub(super) fn downstream(&self, link: LinkIx) -> &[LinkIx] {
        self.index.downstream.of(link as usize)
    }

    /// The order of grants by their ids.
    pub(super) fn by_id(&self, a: LinkIx, b: LinkIx) -> Ordering {
        let (a, b) = (self.grant(a), self.grant(b));
        let of_deal = |link: &CompiledGrant| self.catalog.deal(link.deal);
        let id = |link: &CompiledGrant| &of_deal(link).grants[link.grant].id;
        (&of_deal(a).id, id(a), a.pair).cmp(&(&of_deal(b).id, id(b), b.pair))
    }
}
