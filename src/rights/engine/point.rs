//! A grant at a point (rights.md 3.5): what it covers there, and whether it is
//! in force, may be passed on, is exclusive.

use super::Engine;
use super::owner::Owners;
use crate::data::PartyIx;
use crate::data::codes;
use crate::data::model::Catalogue;
use crate::data::words::{DealType, Holdings, Layer};
use crate::dates::Day;
use crate::rights::rows::Rows;
use crate::rights::{LinkIx, Status};

/// A use, as a place among those that the engine knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use(pub(super) u16);

impl Use {
    /// What a question is about if it does not say otherwise.
    pub const ON_DEMAND_STREAM: Use = Use(0);
    /// One that no record names.
    pub const OTHER: Use = Use(u16::MAX);
}

/// A territory code, as its place in ISO 3166-1's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TerritoryIx(pub u8);

impl TerritoryIx {
    /// Any territory: every link may cover it, none surely does.
    pub(super) const ANY: TerritoryIx = TerritoryIx(u8::MAX);

    /// The territory of a code; nothing for any other text, also for groups.
    pub fn of_code(code: &str) -> Option<TerritoryIx> {
        codes::territory(code).map(|place| TerritoryIx(place as u8))
    }
}

/// x = (k, t, u, λ, d): what a question is about, without who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// k.
    pub catalogue: PartyIx,
    /// t.
    pub territory: TerritoryIx,
    /// d.
    pub date: Day,
    /// u.
    pub usage: Use,
    /// λ.
    pub layer: Layer,
}

/// What a grant covers, in a form that is quick to ask.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// First of three rows of lists, or [`Scope::NOTHING`].
    pub lists: u32,
    /// A set of uses, or [`Scope::EVERY_USE`].
    pub uses: u32,
    /// A bit for each layer.
    pub layers: u8,
    pub kind: ScopeKind,
    /// A share of all catalogues together.
    pub pool: bool,
    /// It names the grants that it rests on.
    pub lists_upstream: bool,
}

/// How the catalogues of a grant are found, beside those that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    /// Only those listed.
    Listed,
    /// Whatever the grantor may pass on.
    Holdings,
    /// Whatever it holds exclusively.
    ExclusiveHoldings,
    /// An unknown part of what the grantor held.
    Part,
    /// The grantor's own catalogue.
    Own,
}

impl ScopeKind {
    pub fn of(deal: DealType, covered: &Catalogue) -> ScopeKind {
        match covered.holdings {
            Some(Holdings::Exclusive) => ScopeKind::ExclusiveHoldings,
            Some(Holdings::All) => ScopeKind::Holdings,
            None if !covered.of.is_empty() || !covered.named.is_empty() => ScopeKind::Listed,
            None if matches!(deal, DealType::Sublicence | DealType::Swap) => ScopeKind::Part,
            None => ScopeKind::Own,
        }
    }
}

impl Scope {
    pub const NOTHING: u32 = u32::MAX;
    pub const EVERY_USE: u32 = u32::MAX;

    fn list(self, lists: &Rows, which: usize) -> &[u32] {
        if self.lists == Scope::NOTHING { &[] } else { lists.of(self.lists as usize + which) }
    }

    pub fn of(self, lists: &Rows) -> &[u32] {
        self.list(lists, 0)
    }

    pub fn named(self, lists: &Rows) -> &[u32] {
        self.list(lists, 1)
    }

    pub fn except(self, lists: &Rows) -> &[u32] {
        self.list(lists, 2)
    }
}

/// Whether a share is one of all catalogues together: by default if there are
/// several, or holdings (data-model.md 7.2).
pub(super) fn is_pool(covered: &Catalogue) -> bool {
    let several = covered.holdings.is_some() || covered.of.len() > 1;
    covered.share.as_ref().is_some_and(|share| share.of_pool.unwrap_or(several))
}

impl Engine<'_> {
    /// Whether a link covers the catalogue (the table of 3.5).
    pub(super) fn covers_catalogue(&self, link: LinkIx, catalogue: PartyIx, owners: &Owners) -> Status {
        self.each_part(link, |grant| {
            let scope = self.scope(grant);
            let lists = &self.index.lists;
            let in_pool = if scope.pool { Status::Possible } else { Status::Certain };
            if scope.except(lists).contains(&catalogue.0) {
                return Status::No;
            }
            if scope.named(lists).contains(&catalogue.0) {
                return Status::Certain;
            }
            // Nobody named has neither holdings nor a catalogue of its own.
            if self.grant(grant).from.is_none() && scope.kind != ScopeKind::Listed {
                return Status::No;
            }
            match scope.kind {
                ScopeKind::Listed if scope.of(lists).contains(&catalogue.0) => in_pool,
                ScopeKind::Listed => Status::No,
                ScopeKind::Holdings | ScopeKind::ExclusiveHoldings => in_pool,
                ScopeKind::Part => Status::Possible,
                ScopeKind::Own => match self.grant(grant).from {
                    Some(grantor) if grantor == catalogue => Status::Certain,
                    Some(grantor) if owners.may_have_passed_to(grantor) => Status::Possible,
                    _ => Status::No,
                },
            }
        })
    }

    /// Whether a link covers the territory.
    pub(super) fn covers_territory(&self, link: LinkIx, territory: TerritoryIx) -> Status {
        self.each_part(link, |grant| match self.grant(grant).territory {
            Some(covered) if territory != TerritoryIx::ANY => Status::sure(covered.contains(territory.0)),
            Some(_) | None => Status::Possible,
        })
    }

    /// Whether a link covers the use, among those that its uses contain.
    pub(super) fn covers_use(&self, link: LinkIx, usage: Use) -> Status {
        self.each_part(link, |grant| {
            let set = self.scope(grant).uses;
            let listed = || self.index.use_sets.of(set as usize).contains(&u32::from(usage.0));
            Status::sure(set == Scope::EVERY_USE || listed())
        })
    }

    /// Whether a link covers the layer.
    pub(super) fn covers_layer(&self, link: LinkIx, layer: Layer) -> Status {
        self.each_part(link, |grant| Status::sure(self.scope(grant).layers & 1 << layer as u8 != 0))
    }

    /// on(g, x) without its day.
    pub(super) fn covers(&self, link: LinkIx, point: &Point, owners: &Owners) -> Status {
        let covered = self.covers_catalogue(link, point.catalogue, owners);
        if covered == Status::No { covered } else { covered.min(self.covers_place(link, point)) }
    }

    /// Whether a link covers territory, use and layer.
    pub(super) fn covers_place(&self, link: LinkIx, point: &Point) -> Status {
        let covered = self.covers_territory(link, point.territory);
        if covered == Status::No || self.covers_use(link, point.usage) == Status::No {
            return Status::No;
        }
        covered.min(self.covers_layer(link, point.layer))
    }

    /// on(g, x) on its day, whatever it covers: value, period, suspensions, `affects`.
    pub(super) fn in_force(&self, link: LinkIx, day: Day) -> Status {
        match self.joined(link) {
            None => self.grant(link).in_force(day),
            Some(joined) => {
                let marks = |grant: LinkIx| {
                    let grant = self.grant(grant);
                    grant.value.min(grant.stopped(day))
                };
                joined.period.status(day).min(marks(joined.first)).min(marks(joined.second))
            }
        }
    }

    /// on(g, x). A joined renewal counts only where it is worth more than each of
    /// its grants (3.2). Nothing of an assignment, which moves the ownership and
    /// is no licence (3.4).
    pub(super) fn on(&self, link: LinkIx, point: &Point, owners: &Owners) -> Status {
        if self.grant(self.parts(link).0).is_assignment() {
            return Status::No;
        }
        let dated = self.in_force(link, point.date);
        if dated == Status::No {
            return dated;
        }
        let on = dated.min(self.covers(link, point, owners));
        match self.joined(link) {
            Some(joined)
                if on > Status::No
                    && (self.on(joined.first, point, owners) >= on
                        || self.on(joined.second, point, owners) >= on) =>
            {
                Status::No
            }
            _ => on,
        }
    }

    /// X(g, x), where `on` is on(g, x).
    pub(super) fn exclusive(&self, link: LinkIx, day: Day, on: Status) -> Status {
        let of_grant = |grant: LinkIx| {
            let grant = self.grant(grant);
            grant.exclusive_at_most().min(grant.exclusivity.status(day))
        };
        on.min(match self.joined(link) {
            None => of_grant(link),
            Some(joined) if joined.both_exclusive => Status::Certain,
            Some(joined) => of_grant(joined.first).max(of_grant(joined.second)).min(Status::Possible),
        })
    }

    /// sub(g).
    pub(super) fn may_pass_on(&self, link: LinkIx) -> Status {
        self.each_part(link, |grant| self.grant(grant).may_pass_on)
    }

    /// Of a grant its own; of a joined renewal the lesser of both.
    fn each_part(&self, link: LinkIx, value: impl Fn(LinkIx) -> Status) -> Status {
        let (mut at, rest) = self.parts(link);
        let (mut rest, mut least) = (rest, Status::Certain);
        loop {
            least = least.min(value(at));
            match rest.take() {
                Some(second) => at = second,
                None => return least,
            }
        }
    }
}
