//! Links whose catalogues are no list: whatever their licensors hold, or a part of
//! it. Most of what a search goes over are these, so all that it asks of most of
//! them stands here, row by row, and their records are not read (rights.md 11).

use super::listed::coarse;
use super::point::{Point, Scope, ScopeKind, TerritoryIx};
use crate::data::PartyIx;
use crate::data::words::Level;
use crate::dates::Day;
use crate::rights::rows::Rows;
use crate::rights::{CompiledGrant, LinkIx, Period, Status, Territories};

/// A link whose catalogues are no list, with what tells that it can be left out.
#[allow(clippy::struct_excessive_bools, reason = "each is asked for by itself, of thousands of links")]
#[derive(Clone, Copy)]
pub(super) struct Wild {
    pub link: LinkIx,
    /// Both as written.
    pub from: PartyIx,
    pub to: PartyIx,
    period: Period,
    /// A place among the sets of uses, and one among those of territories.
    uses: u32,
    places: u16,
    /// A bit for each layer.
    layers: u8,
    /// The most that it can be worth, whatever the point.
    pub most: Status,
    /// Its own value and that of what it says of catalogues and territories.
    worth: Status,
    /// sub(g).
    pub may_pass_on: Status,
    /// The most that its level lets its exclusivity be.
    exclusive: Status,
    /// No link lists it as upstream, and its licensee never merged: all that comes
    /// of it comes through what is settled about the licensee.
    pub is_plain: bool,
    /// A plain one of which everything stands here.
    pub is_whole: bool,
    /// It may be exclusive.
    pub excludes: bool,
    /// It may be passed on.
    pub passes_on: bool,
    /// It may ask for what its licensor holds exclusively; such links come first in a row.
    pub of_exclusive: bool,
    /// It names the grants that it rests on.
    pub lists_upstream: bool,
}

impl Wild {
    /// Whether it may be in force on a day.
    pub fn runs(&self, day: Day) -> bool {
        self.period.start_lo <= day && day <= self.period.end_hi
    }

    /// X(g, x) where `on` is on(g, x), of one that is whole.
    pub fn exclusive(&self, day: Day, on: Status) -> Status {
        on.min(self.exclusive).min(self.period.status(day))
    }
}

/// No set of territories: it is not known where the link holds.
const NOWHERE_KNOWN: u16 = u16::MAX;
/// More distinct sets than this are not kept.
const MANY: usize = 1_000;

/// What is common to links while they are made.
#[derive(Default)]
pub(super) struct Making {
    /// Distinct sets of territories.
    places: Vec<Territories>,
}

impl Making {
    /// A link; `first` and `second` are the grants that it is, with their scopes.
    pub fn of(
        &mut self,
        link: LinkIx,
        (from, to): (PartyIx, PartyIx),
        period: Period,
        first: (&CompiledGrant, Scope),
        second: Option<(&CompiledGrant, Scope)>,
        is_plain: bool,
    ) -> Wild {
        let is_joined = second.is_some();
        let most = [Some(first), second].into_iter().flatten().map(|(record, scope)| {
            let is_part = scope.kind == ScopeKind::Part || scope.pool;
            // A catalogue that is named is there for sure.
            let is_vague = is_part && scope.lists == Scope::NOTHING;
            let is_vague = is_vague || record.territory.is_none() || period.unsure;
            if is_vague { record.value.min(Status::Possible) } else { record.value }
        });
        let most = most.min().unwrap_or(Status::Certain);
        let (record, scope) = first;
        let vague = scope.kind == ScopeKind::Part || scope.pool || record.territory.is_none();
        let places = self.place(record.territory);
        let exclusive = record.exclusive_at_most();
        let is_whole = is_plain
            && record.marks.is_none()
            && scope.lists == Scope::NOTHING
            && places.is_some()
            && (exclusive == Status::No || record.exclusivity == record.period);
        Wild {
            link,
            from,
            to,
            period,
            uses: scope.uses,
            places: places.unwrap_or_default(),
            layers: scope.layers,
            most,
            worth: if vague { record.value.min(Status::Possible) } else { record.value },
            may_pass_on: record.may_pass_on,
            exclusive,
            is_plain,
            is_whole,
            excludes: is_joined || record.level != Level::NonExclusive,
            passes_on: is_joined || record.may_pass_on > Status::No,
            of_exclusive: is_joined || scope.kind == ScopeKind::ExclusiveHoldings,
            lists_upstream: scope.lists_upstream,
        }
    }

    /// A place among the sets of territories; none if there are too many.
    fn place(&mut self, covered: Option<Territories>) -> Option<u16> {
        let Some(covered) = covered else { return Some(NOWHERE_KNOWN) };
        let known = self.places.iter().position(|known| *known == covered);
        if known.is_none() && self.places.len() < MANY {
            self.places.push(covered);
        }
        let place = known.unwrap_or(self.places.len() - 1);
        (self.places[place] == covered).then_some(place as u16)
    }
}

/// Such links by licensor as written.
pub(super) struct WildRows {
    rows: Rows,
    links: Vec<Wild>,
    /// First and last coarse day on which each may be in force: most of them do not
    /// run on a day, and are told by these alone.
    days: Vec<(i16, i16)>,
    places: Vec<Territories>,
}

impl WildRows {
    pub fn new(parties: usize, pairs: &[(u32, Wild)], making: Making) -> WildRows {
        let mut rows = Rows::new(parties, &mut pairs.iter().zip(0..).map(|(pair, place)| (pair.0, place)));
        let links: Vec<Wild> = rows.items_mut().iter().map(|&place| pairs[place as usize].1).collect();
        let days = |wild: &Wild| (coarse(wild.period.start_lo), coarse(wild.period.end_hi));
        let days = links.iter().map(days).collect();
        rows.forget_items();
        WildRows { rows, links, days, places: making.places }
    }

    pub fn of(&self, party: PartyIx) -> &[Wild] {
        &self.links[self.rows.range(party.at())]
    }

    /// Those of a licensor that may be in force on a day; none of them if not wanted.
    pub fn running(&self, party: usize, wanted: bool, day: Day) -> impl Iterator<Item = &Wild> {
        let row = if wanted { self.rows.range(party) } else { 0..0 };
        let (coarse, days) = (coarse(day), &self.days[row.clone()]);
        let may_run = days.iter().map(move |&(first, last)| first <= coarse && coarse <= last);
        let links = self.links[row].iter().zip(may_run);
        links.filter(move |(wild, may_run)| *may_run && wild.runs(day)).map(|(wild, _)| wild)
    }

    /// The one at a place, row behind row, if it may be in force on a day.
    pub fn running_at(&self, place: usize, day: Day) -> Option<&Wild> {
        let (coarse, (first, last)) = (coarse(day), self.days[place]);
        let wild = || Some(&self.links[place]).filter(|wild| wild.runs(day));
        if first <= coarse && coarse <= last { wild() } else { None }
    }

    /// on(g, x) of one that is whole.
    pub fn on(&self, wild: &Wild, point: &Point, use_sets: &Rows) -> Status {
        let is_used = use_sets.of(wild.uses as usize).contains(&u32::from(point.usage.0));
        if !is_used || wild.layers & 1 << point.layer as u8 == 0 {
            return Status::No;
        }
        let on = wild.worth.min(wild.period.status(point.date));
        match self.places.get(usize::from(wild.places)) {
            Some(_) if point.territory == TerritoryIx::ANY => on.min(Status::Possible),
            Some(covered) if !covered.contains(point.territory.0) => Status::No,
            _ => on,
        }
    }

    /// All of them, row behind row.
    pub fn all(&self) -> &[Wild] {
        &self.links
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        self.rows.bytes()
            + self.links.capacity() * size_of::<Wild>()
            + self.days.capacity() * size_of::<(i16, i16)>()
            + self.places.capacity() * size_of::<Territories>()
    }
}
