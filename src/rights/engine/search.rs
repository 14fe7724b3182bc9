//! The derivation (rights.md, section 4): who may use and who may grant at one
//! point, on three databases at once.
//!
//! The value of a chain is the least of its steps, the answer the greatest of
//! the chains. So one search from the owners outwards that settles *yes* first,
//! then *presumed*, then *possible* gives the same as one reachability in each
//! of the three databases.

use super::Engine;
use super::owner::Owners;
use super::point::{Point, ScopeKind};
use super::reached::{Event, Party, Reached};
use super::spread::Cone;
use super::wild::Wild;
use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};

/// How to search.
#[derive(Clone, Copy)]
pub(super) struct Rules<'r> {
    /// Only chains whose every grant is exclusive (section 6).
    pub exclusive: bool,
    /// Parties that are taken away with all their links (gatekeeper).
    pub without: &'r [PartyIx],
    /// The least value looked for.
    pub least: Status,
    /// Nothing more is looked for once all is settled about one of these.
    pub until: &'r [PartyIx],
}

impl Rules<'_> {
    /// Everything at least possible.
    pub const ALL: Rules<'static> =
        Rules { exclusive: false, without: &[], least: Status::Possible, until: &[] };
}

/// One search.
pub(super) struct Search<'s, 'a> {
    pub engine: &'s Engine<'a>,
    pub point: Point,
    pub owners: &'s Owners,
    pub rules: Rules<'s>,
    /// Only these links, if not all.
    pub cone: Option<&'s Cone>,
    /// What the same search without `exclusive`, and with everybody, found.
    pub any: Option<&'s Reached>,
    /// Whether that one went on to its end.
    pub any_is_whole: bool,
}

impl Search<'_, '_> {
    /// The links of a licensor as written that list the catalogue; all links of a cone.
    fn each_listed(&self, party: PartyIx, tell: &mut dyn FnMut(LinkIx)) {
        let index = &self.engine.index;
        let catalogue = self.point.catalogue;
        // What gave nothing with everybody and any grants gives nothing with fewer.
        let any = self.any.filter(|_| self.any_is_whole);
        let gives = |link: LinkIx| any.is_none_or(|any| any.derived(link) > Status::No);
        if let Some(cone) = self.cone {
            cone.by_licensor.of(party.at()).iter().copied().filter(|&link| gives(link)).for_each(tell);
            return;
        }
        let day = self.point.date;
        let mut tell = |link: LinkIx| {
            if gives(link) {
                tell(link);
            }
        };
        index.listed.each_running(party, catalogue, day, &mut tell);
        // Its own catalogue may have come to contain this one.
        if party != catalogue && self.owners.may_have_passed_to(party) {
            index.listed.each_running(party, party, day, &mut tell);
        }
    }

    /// The links of a licensor as written that may run, and whose catalogues are no list.
    fn wild(&self, party: PartyIx) -> impl Iterator<Item = &Wild> {
        self.engine.index.wild.running(party.at(), self.cone.is_none(), self.point.date)
    }

    /// Settles everything of at least the least value looked for.
    pub fn run(&self, reached: &mut Reached) {
        let whole = self.start(reached);
        for value in [Status::Certain, Status::Presumed, Status::Possible] {
            let mut at = 0;
            while let Some(event) = reached.event(value, at) {
                at += 1;
                match event {
                    // What is of the value that is settled now cannot rise any more.
                    Event::Party(party)
                        if reached.usage(party) >= value && self.rules.until.contains(&party) =>
                    {
                        return;
                    }
                    Event::Party(party) => self.go_from_party(reached, party, &whole),
                    Event::Link(link) => self.go_from_link(reached, link),
                }
            }
            if value == self.rules.least {
                return;
            }
        }
    }

    fn is_out(&self, party: PartyIx) -> bool {
        self.rules.without.contains(&party)
    }

    /// R1, licensors that owned the point when their grant started, and
    /// unspecified licensors. Those as written whose every link is worth by that
    /// all that it can be: no more comes of them.
    fn start(&self, reached: &mut Reached) -> Vec<PartyIx> {
        let mut whole = Vec::new();
        let (engine, day) = (self.engine, self.point.date);
        engine.each_owner(self.owners, day, &mut |party, value| {
            if !self.is_out(party) {
                reached.settle(party, Party { usage: value, owns: value, ..Party::NOTHING });
            }
        });
        for party in engine.kin_of_owners(self.owners) {
            let mut is_whole = true;
            let mut begin = |link: LinkIx| {
                let on = self.on(reached, link);
                if on == Status::No {
                    return;
                }
                let mut base = engine.owned_at_start(self.owners, link);
                if base > Status::No {
                    base = base.min(engine.reads_licensor(link, day, self.rules.without));
                    reached.derive_later(link, engine.licensee(link), on.min(base), 1);
                }
                is_whole &= base >= on;
            };
            self.each_listed(party, &mut begin);
            self.wild(party).for_each(|wild| begin(wild.link));
            if is_whole {
                whole.push(party);
            }
        }
        for &link in engine.index.unspecified.of(self.point.catalogue.at()) {
            let on = self.on(reached, link);
            reached.derive_later(link, engine.licensee(link), on.min(Status::Possible), 1);
        }
        whole
    }

    /// on(g, x), or X(g, x) where only exclusive grants count; worked out once.
    fn on(&self, reached: &mut Reached, link: LinkIx) -> Status {
        if let Some(on) = reached.known_on(link) {
            return on;
        }
        let known = self.any.and_then(|any| any.known_on(link));
        let mut on = known.unwrap_or_else(|| self.engine.on(link, &self.point, self.owners));
        if self.rules.exclusive {
            on = self.engine.exclusive(link, self.point.date, on);
        }
        reached.keep_on(link, on);
        on
    }

    /// Whatever a party may now pass on, and the services that it runs (R4).
    fn go_from_party(&self, reached: &mut Reached, party: PartyIx, whole: &[PartyIx]) {
        let engine = self.engine;
        let settled = reached.party(party);
        let now = [settled.usage, settled.owns, settled.grants, settled.grants_exclusively];
        let known = reached.looks(party, now);
        // It has risen several times before its turn came.
        if now == known {
            return;
        }
        for service in engine.operated_as(party) {
            engine.each_run(service, self.point.date, &mut |operator, service, _, value| {
                if operator == party && !self.is_out(service) {
                    reached.settle(
                        service,
                        Party {
                            usage: settled.usage.min(value),
                            owns: settled.owns.min(value),
                            grants: settled.grants.min(value),
                            grants_exclusively: settled.grants_exclusively.min(value),
                            length: settled.length + 1,
                            ..Party::NOTHING
                        },
                    );
                }
            });
        }
        let base = settled.owns.max(settled.grants);
        let is_more = now[1..3] != known[1..3];
        if base == Status::No || now[1..] == known[1..] {
            return;
        }
        let before = engine.index.merged_from.of(party.at());
        for written in before.iter().copied().map(PartyIx).chain([party]) {
            if whole.contains(&written) {
                continue;
            }
            self.each_listed(written, &mut |link| self.give(reached, link, party, settled));
            let reads = engine.reads_as(written, party, self.point.date);
            for wild in self.wild(written) {
                // Only those ask for what is held exclusively, and they come first.
                if !is_more && !wild.of_exclusive {
                    break;
                }
                if !self.raises_nobody(reached, wild, base) {
                    self.give_wild(reached, wild, party, settled, reads);
                }
            }
        }
    }

    /// Whether all that could come of a link is settled about its licensee already.
    fn raises_nobody(&self, reached: &Reached, wild: &Wild, base: Status) -> bool {
        if !wild.is_plain {
            return false;
        }
        if self.rules.exclusive && !wild.excludes {
            return true;
        }
        let most = base.min(wild.most);
        let to = reached.party(wild.to);
        to.usage >= most
            && (!wild.passes_on || to.grants >= most && (!wild.excludes || to.grants_exclusively >= most))
    }

    /// R2 for one grant of a party, without grants that list what they rest on.
    fn give(&self, reached: &mut Reached, link: LinkIx, party: PartyIx, settled: Party) {
        // No base of this party is worth more.
        if settled.owns.max(settled.grants) <= reached.derived(link) {
            return;
        }
        let through = match () {
            () if self.engine.lists_upstream(link) => Status::No,
            () if self.wants_exclusive(link) => settled.grants_exclusively,
            () => settled.grants,
        };
        let base = settled.owns.max(through);
        if base <= reached.derived(link) {
            return;
        }
        let on = self.on(reached, link).min(base);
        if on > reached.derived(link) {
            let reads = self
                .engine
                .licensor(link)
                .map_or(Status::No, |from| self.engine.reads_as(from, party, self.point.date));
            let value = on.min(reads);
            // At once, so that the next link between the two is seen to raise nobody.
            let to = self.engine.licensee(link);
            if value >= self.rules.least && reached.derive(link, to, value, settled.length + 1) {
                self.go_from_link(reached, link);
            }
        }
    }

    /// The same for a link whose catalogues are no list, and R2 and R3 to its
    /// licensee; `reads` says how surely its licensor is read as the party.
    fn give_wild(&self, reached: &mut Reached, wild: &Wild, party: PartyIx, settled: Party, reads: Status) {
        let (link, index, day) = (wild.link, &self.engine.index, self.point.date);
        if !wild.is_whole {
            return self.give(reached, link, party, settled);
        }
        let through = match () {
            () if wild.lists_upstream => Status::No,
            () if wild.of_exclusive => settled.grants_exclusively,
            () => settled.grants,
        };
        let base = settled.owns.max(through);
        if base <= reached.derived(link) {
            return;
        }
        let on = reached.known_on(link).unwrap_or_else(|| {
            let on = index.wild.on(wild, &self.point, &index.use_sets);
            let on = if self.rules.exclusive { wild.exclusive(day, on) } else { on };
            reached.keep_on(link, on);
            on
        });
        let (value, length) = (on.min(base).min(reads), settled.length + 1);
        if value < self.rules.least || !reached.derive(link, wild.to, value, length) || self.is_out(wild.to) {
            return;
        }
        let may_grant = value.min(wild.may_pass_on);
        let exclusively =
            if self.rules.exclusive { may_grant } else { may_grant.min(wild.exclusive(day, on)) };
        let usage = self.engine.lives(wild.to, day);
        if usage > Status::No {
            reached.settle(
                wild.to,
                Party {
                    usage: value.min(usage),
                    grants: may_grant.min(usage),
                    grants_exclusively: exclusively.min(usage),
                    length,
                    ..Party::NOTHING
                },
            );
        }
    }

    /// What a link is worth once all parties are settled, if no link is listed as its
    /// upstream; what lists upstreams was derived with them.
    pub fn settle_wild(&self, reached: &mut Reached, wild: &Wild) {
        self.engine.read(wild.from, self.point.date, &mut |party, reads| {
            let settled = reached.party(party);
            self.give_wild(reached, wild, party, settled, reads);
        });
    }

    /// Whether only what was held exclusively is passed on, and the catalogue is
    /// not one of those named.
    fn wants_exclusive(&self, link: LinkIx) -> bool {
        self.engine.wants_exclusive(link, self.point.catalogue)
    }

    /// R2 to the licensee, R3, and the grants that list this one as upstream.
    fn go_from_link(&self, reached: &mut Reached, link: LinkIx) {
        let (engine, day) = (self.engine, self.point.date);
        let (derived, length) = (reached.derived(link), reached.link_length(link));
        let may_grant = derived.min(engine.may_pass_on(link));
        let exclusively = if self.rules.exclusive || may_grant == Status::No {
            may_grant
        } else {
            may_grant.min(engine.exclusive(link, day, self.on(reached, link)))
        };
        engine.each_licensee(link, day, &mut |party, value| {
            if !self.is_out(party) {
                reached.settle(
                    party,
                    Party {
                        usage: derived.min(value),
                        owns: Status::No,
                        grants: may_grant.min(value),
                        grants_exclusively: exclusively.min(value),
                        length,
                        ..Party::NOTHING
                    },
                );
            }
        });
        if may_grant == Status::No {
            return;
        }
        for &next in engine.downstream(link) {
            let through = if self.wants_exclusive(next) { exclusively } else { may_grant };
            if through > reached.derived(next) {
                let rests = engine.rests_on(next, link, day, self.rules.without);
                let value = through.min(self.on(reached, next)).min(rests);
                reached.derive_later(next, engine.licensee(next), value, length + 1);
            }
        }
    }
}

impl Engine<'_> {
    pub(super) fn wants_exclusive(&self, link: LinkIx, catalogue: PartyIx) -> bool {
        let wants = |grant: LinkIx| {
            let scope = self.scope(grant);
            scope.kind == ScopeKind::ExclusiveHoldings
                && !scope.named(&self.index.lists).contains(&catalogue.0)
        };
        let (first, second) = self.parts(link);
        wants(first) || second.is_some_and(wants)
    }
}
