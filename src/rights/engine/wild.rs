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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::words::Layer;
    use crate::rights::engine::{Engine, Use};
    use crate::rights::tests::{PRESUME, dataset};
    use crate::rights::{Compiled, Options};

    /// Sublicences that differ in everything that is asked of them.
    const DEALS: &str = r#"
        {"type": "licence", "from": "a", "to": "p", "territory": ["Worldwide"], "start": "2010", "sublicensing": "allowed"},
        {"type": "sublicence", "from": "p", "to": "q", "territory": ["CN"], "start": "2011-03", "end": "2015-06", "exclusivity": "exclusive"},
        {"type": "sublicence", "from": "p", "to": "r", "catalogue": {"holdings": "all"}, "territory": "unknown", "start": "2012", "end": "2014~"},
        {"type": "sublicence", "from": "p", "to": "s", "catalogue": {"holdings": "exclusive"}, "territory": ["CN", "HK"], "start": "2012-01-08", "exclusivity": "non-exclusive", "sublicensing": "with-consent"},
        {"type": "sublicence", "from": "p", "to": "t", "catalogue": {"holdings": "all", "share": {"minimum": 99, "of": "pool"}}, "territory": ["Worldwide"], "start": "2013-02-03", "upstream": ["d1"], "confidence": "rumoured"},
        {"type": "sublicence", "from": "q", "to": "r", "catalogue": {"holdings": "all"}, "territory": ["CN"], "uses": ["PermanentDownload"], "layer": ["publishing", "video"], "start": "2011", "end": "2016"},
        {"type": "sublicence", "from": "q", "to": "s", "catalogue": {"holdings": "all"}, "territory": ["CN"], "start": "2011", "exclusivity": {"level": "exclusive", "end": "2012-12-31"}},
        {"type": "sublicence", "from": "q", "to": "t", "catalogue": {"holdings": "all"}, "territory": ["CN"], "start": "2011?", "end": "2016"},
        {"type": "sublicence", "from": "r", "to": "s", "catalogue": {"holdings": "all", "except": ["b"]}, "territory": ["CN"], "start": "2011"},
        {"type": "sublicence", "from": "r", "to": "t", "catalogue": {"holdings": "all"}, "territory": ["CN"], "start": "2011", "end": "2016"},
        {"type": "sublicence", "from": "t", "to": "s", "catalogue": {"holdings": "all"}, "territory": ["CN"], "start": "2011", "upstream": ["d10"]},
        {"type": "sublicence", "from": "t", "to": "e", "catalogue": {"holdings": "all"}, "territory": ["CN"], "start": "2011"},
        {"type": "sublicence", "from": "s", "to": "r", "catalogue": {"holdings": "all"}, "territory": ["CN"], "start": "2011"},
        {"type": "event", "event_kind": "removal", "date": "2013-05-01", "effects": [{"on": "d13", "action": "suspend", "date": "2013-05-01"}]},
        {"type": "merger", "from": "e", "to": "d", "date": "2014-01-01"}"#;

    #[test]
    fn it_says_what_the_records_say() {
        let catalog = dataset(PRESUME, DEALS);
        let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
        let engine = Engine::new(&catalog, &compiled);
        let index = &engine.index;
        let (mut whole, mut seen) = (Vec::new(), [0; 4]);
        for (place, wild) in index.wild.all().iter().enumerate() {
            let record = engine.grant(wild.link);
            assert_eq!((Some(wild.from), wild.to), (record.from, record.to));
            if wild.is_whole {
                whole.push(engine.grant_id(wild.link));
                assert_eq!(wild.may_pass_on, record.may_pass_on);
                assert_eq!(wild.lists_upstream, engine.lists_upstream(wild.link));
            }
            for (number, place_of) in ["CN", "HK", "US", ""].into_iter().enumerate() {
                let territory = TerritoryIx::of_code(place_of).unwrap_or(TerritoryIx::ANY);
                for day in (Day::from_ymd(2010, 12, 20).unwrap().0..).step_by(5).take(480).map(Day) {
                    let runs: Vec<LinkIx> =
                        index.wild.running(wild.from.at(), true, day).map(|wild| wild.link).collect();
                    assert_eq!(runs.contains(&wild.link), wild.runs(day));
                    assert_eq!(index.wild.running_at(place, day).is_some(), wild.runs(day));
                    assert_eq!(index.wild.running(wild.from.at(), false, day).count(), 0);
                    for usage in [Use::ON_DEMAND_STREAM, engine.usage("PermanentDownload"), Use::OTHER] {
                        let layer = Layer::ALL[number % Layer::ALL.len()];
                        for layer in [Layer::Recording, layer] {
                            let catalogue = PartyIx(number as u32 % 2);
                            let point = Point { catalogue, territory, date: day, usage, layer };
                            let owners = engine.owners(&point);
                            let on = engine.on(wild.link, &point, &owners);
                            assert!(on <= wild.most && (on == Status::No || wild.runs(day)));
                            seen[on as usize] += 1;
                            if wild.is_whole {
                                assert_eq!(index.wild.on(wild, &point, &index.use_sets), on, "{day:?}");
                                assert_eq!(wild.exclusive(day, on), engine.exclusive(wild.link, day, on));
                                assert_eq!(wild.of_exclusive, engine.wants_exclusive(wild.link, catalogue));
                            }
                        }
                    }
                }
            }
        }
        // Not those with exceptions, an exclusivity of their own, a takedown, a grant
        // that rests on them, or a licensee that merged.
        let others = ["d7#g1", "d9#g1", "d10#g1", "d12#g1", "d13#g1"];
        assert_eq!(whole.len() + others.len(), index.wild.all().len());
        assert!(others.iter().all(|id| !whole.iter().any(|known| known == id)), "{whole:?}");
        assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
    }
}
