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
use super::spread::Cone;
use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};

/// What is settled about a party.
#[derive(Clone, Copy, Debug)]
struct Party {
    /// may_use.
    usage: Status,
    /// owner, or run by an owner.
    owns: Status,
    /// may_grant through a grant.
    grants: Status,
    /// The same through a grant that is exclusive itself.
    grants_exclusively: Status,
    /// How many links a chain to it has, about.
    length: u16,
}

const NOTHING: Party = Party {
    usage: Status::No,
    owns: Status::No,
    grants: Status::No,
    grants_exclusively: Status::No,
    length: 0,
};

/// What is settled about a link.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// on(g, x) once it has been worked out.
    on: Option<Status>,
    /// The least of it and its base.
    derived: Status,
    /// How many links a chain of that value to it has, about.
    length: u16,
}

/// What a search found; [`Reached::usage`] is the answer word for a party.
pub(super) struct Reached {
    parties: Vec<Party>,
    links: Vec<Link>,
    touched_parties: Vec<PartyIx>,
    touched_links: Vec<LinkIx>,
    /// What is to be looked at, by value: possible, presumed, yes; first in, first out.
    open: [Vec<Event>; 3],
}

#[derive(Clone, Copy)]
enum Event {
    Party(PartyIx),
    Link(LinkIx),
}

/// How to search.
#[derive(Clone, Copy)]
pub(super) struct Rules<'r> {
    /// Only chains whose every grant is exclusive (section 6).
    pub exclusive: bool,
    /// Parties that are taken away with all their links (gatekeeper).
    pub without: &'r [PartyIx],
    /// The least value looked for.
    pub least: Status,
}

impl Rules<'_> {
    /// Everything at least possible.
    pub const ALL: Rules<'static> = Rules { exclusive: false, without: &[], least: Status::Possible };
}

impl Reached {
    /// For a dataset of so many parties and links, joined renewals among them.
    pub fn new(parties: usize, links: usize) -> Reached {
        Reached {
            parties: vec![NOTHING; parties],
            links: vec![Link { on: None, derived: Status::No, length: 0 }; links],
            touched_parties: Vec::new(),
            touched_links: Vec::new(),
            open: [Vec::new(), Vec::new(), Vec::new()],
        }
    }

    /// Forgets everything, at the cost of what was reached.
    pub fn clear(&mut self) {
        for party in self.touched_parties.drain(..) {
            self.parties[party.at()] = NOTHING;
        }
        for link in self.touched_links.drain(..) {
            self.links[link as usize] = Link { on: None, derived: Status::No, length: 0 };
        }
        self.open.iter_mut().for_each(Vec::clear);
    }

    /// may_use(P, x).
    pub fn usage(&self, party: PartyIx) -> Status {
        self.parties[party.at()].usage
    }

    /// The value of the best chain that ends with this link.
    pub fn derived(&self, link: LinkIx) -> Status {
        self.links[link as usize].derived
    }

    /// Whether a party owns the point, or may grant it.
    pub fn may_give(&self, party: PartyIx) -> bool {
        let settled = &self.parties[party.at()];
        settled.owns.max(settled.grants) > Status::No
    }

    /// How many links the best chain to a party has, about.
    pub fn length(&self, party: PartyIx) -> usize {
        usize::from(self.parties[party.at()].length)
    }

    /// on(g, x) of a link that was looked at.
    pub fn on(&self, link: LinkIx) -> Status {
        self.links[link as usize].on.unwrap_or(Status::No)
    }

    /// Everybody who may use the point, in no order.
    pub fn users(&self) -> impl Iterator<Item = PartyIx> {
        self.touched_parties.iter().copied().filter(|&party| self.usage(party) > Status::No)
    }

    /// Every link that is derived, in no order.
    pub fn links(&self) -> impl Iterator<Item = LinkIx> {
        self.touched_links.iter().copied().filter(|&link| self.derived(link) > Status::No)
    }

    fn settle(&mut self, party: PartyIx, new: Party) {
        let known = &mut self.parties[party.at()];
        let rises = [
            (known.usage, new.usage),
            (known.owns, new.owns),
            (known.grants, new.grants),
            (known.grants_exclusively, new.grants_exclusively),
        ];
        let highest = rises.iter().filter(|(old, new)| new > old).map(|pair| pair.1).max();
        let Some(highest) = highest else { return };
        if [known.usage, known.owns, known.grants].iter().all(|&status| status == Status::No) {
            self.touched_parties.push(party);
            known.length = new.length;
        }
        known.usage = known.usage.max(new.usage);
        known.owns = known.owns.max(new.owns);
        known.grants = known.grants.max(new.grants);
        known.grants_exclusively = known.grants_exclusively.max(new.grants_exclusively);
        self.push(Event::Party(party), highest);
    }

    fn derive(&mut self, link: LinkIx, value: Status, length: u16) {
        let known = &mut self.links[link as usize];
        if value > known.derived {
            if known.derived == Status::No {
                known.length = length;
            }
            known.derived = value;
            self.push(Event::Link(link), value);
        }
    }

    fn push(&mut self, event: Event, value: Status) {
        if value > Status::No {
            self.open[value as usize - 1].push(event);
        }
    }
}

/// One search.
pub(super) struct Search<'s, 'a> {
    pub engine: &'s Engine<'a>,
    pub point: Point,
    pub owners: &'s Owners,
    pub rules: Rules<'s>,
    /// Only these links, if not all.
    pub cone: Option<&'s Cone>,
}

impl<'s> Search<'s, '_> {
    /// The links of a licensor as written.
    fn links_from(&self, party: PartyIx) -> impl Iterator<Item = LinkIx> + use<'s> {
        let [grants, joined] = match self.cone {
            Some(cone) => [cone.by_licensor.of(party.at()), &[]],
            None => self.engine.rows_from(party),
        };
        grants.iter().chain(joined).copied()
    }

    /// Settles everything of at least the least value looked for.
    pub fn run(&self, reached: &mut Reached) {
        self.start(reached);
        for value in [Status::Certain, Status::Presumed, Status::Possible] {
            let mut at = 0;
            while let Some(&event) = reached.open[value as usize - 1].get(at) {
                at += 1;
                match event {
                    Event::Party(party) => self.from_party(reached, party),
                    Event::Link(link) => self.from_link(reached, link),
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
    /// unspecified licensors.
    fn start(&self, reached: &mut Reached) {
        let (engine, day) = (self.engine, self.point.date);
        engine.each_owner(self.owners, day, &mut |party, value| {
            if !self.is_out(party) {
                reached.settle(party, Party { usage: value, owns: value, ..NOTHING });
            }
        });
        for party in engine.kin_of_owners(self.owners) {
            for link in self.links_from(party) {
                let on = self.on(reached, link);
                if on == Status::No {
                    continue;
                }
                let owned = engine.owned_at_start(self.owners, link);
                if owned > Status::No {
                    reached.derive(link, on.min(owned).min(self.reads_licensor(link)), 1);
                }
            }
        }
        for &link in engine.index.unspecified.of(self.point.catalogue.at()) {
            let on = self.on(reached, link);
            reached.derive(link, on.min(Status::Possible), 1);
        }
    }

    /// The best reading of a link's licensor among those not taken away.
    fn reads_licensor(&self, link: LinkIx) -> Status {
        let mut best = Status::No;
        if let Some(from) = self.engine.licensor(link) {
            self.engine.read(from, self.point.date, &mut |party, value| {
                if !self.is_out(party) {
                    best = best.max(value);
                }
            });
        }
        best
    }

    /// on(g, x), or X(g, x) where only exclusive grants count; worked out once.
    fn on(&self, reached: &mut Reached, link: LinkIx) -> Status {
        if let Some(on) = reached.links[link as usize].on {
            return on;
        }
        let mut on = self.engine.on(link, &self.point, self.owners);
        if self.rules.exclusive {
            on = self.engine.exclusive(link, self.point.date, on);
        }
        reached.links[link as usize].on = Some(on);
        reached.touched_links.push(link);
        on
    }

    /// Whatever a party may now pass on, and the services that it runs.
    fn from_party(&self, reached: &mut Reached, party: PartyIx) {
        let engine = self.engine;
        let settled = reached.parties[party.at()];
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
                        },
                    );
                }
            });
        }
        if settled.owns.max(settled.grants) == Status::No {
            return;
        }
        let before = engine.index.merged_from.of(party.at());
        for written in before.iter().copied().map(PartyIx).chain([party]) {
            for link in self.links_from(written) {
                self.give(reached, link, party, settled);
            }
        }
    }

    /// R2 for one grant of a party, without grants that list what they rest on.
    fn give(&self, reached: &mut Reached, link: LinkIx, party: PartyIx, settled: Party) {
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
            reached.derive(link, on.min(self.reads_as(link, party)), settled.length + 1);
        }
    }

    /// How surely a link's licensor is read as a party.
    fn reads_as(&self, link: LinkIx, party: PartyIx) -> Status {
        let mut best = Status::No;
        if let Some(from) = self.engine.licensor(link) {
            self.engine.read(from, self.point.date, &mut |stands, value| {
                if stands == party {
                    best = best.max(value);
                }
            });
        }
        best
    }

    /// Whether only what was held exclusively is passed on, and the catalogue is
    /// not one of those named.
    fn wants_exclusive(&self, link: LinkIx) -> bool {
        self.engine.wants_exclusive(link, self.point.catalogue)
    }

    /// R2 to the licensee, R3, and the grants that list this one as upstream.
    fn from_link(&self, reached: &mut Reached, link: LinkIx) {
        let (engine, day) = (self.engine, self.point.date);
        let Link { derived, length, .. } = reached.links[link as usize];
        let may_grant = derived.min(engine.may_pass_on(link));
        let on = self.on(reached, link);
        let exclusively =
            if self.rules.exclusive { may_grant } else { may_grant.min(engine.exclusive(link, day, on)) };
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
                    },
                );
            }
        });
        if may_grant == Status::No {
            return;
        }
        for next in engine.downstream(link) {
            let through = if self.wants_exclusive(next) { exclusively } else { may_grant };
            if through > reached.derived(next) {
                let value = through.min(self.on(reached, next)).min(self.rests_on(next, link));
                reached.derive(next, value, length + 1);
            }
        }
    }

    /// How surely the taker of one link, or a service that it runs, is the giver of the next.
    fn rests_on(&self, next: LinkIx, link: LinkIx) -> Status {
        let day = self.point.date;
        let mut best = Status::No;
        let Some(from) = self.engine.licensor(next) else { return best };
        self.engine.read(from, day, &mut |giver, as_giver| {
            if self.is_out(giver) {
                return;
            }
            self.engine.each_licensee(link, day, &mut |taker, as_taker| {
                if !self.is_out(taker) {
                    let runs = self.engine.acts_for(taker, giver, day, self.rules.without);
                    best = best.max(as_giver.min(as_taker).min(runs));
                }
            });
        });
        best
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
