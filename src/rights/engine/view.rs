//! Everything about all links at one day, territory, use and layer, for questions
//! about many catalogues: what is left to ask is the catalogue (rights.md 11).

use super::Engine;
use super::index::{Wild, WildRows};
use super::owner::Owners;
use super::point::{Point, Scope, ScopeKind};
use super::reached::status;
use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};
use crate::sort;

/// What each link is at a day, territory, use and layer.
pub(super) struct View {
    /// By link: on(g, x) without the catalogue, and above it (two bits) its exclusivity.
    links: Vec<u8>,
    /// The links of each licensor whose catalogues are no list, as far as they are anything here.
    wild: WildRows,
    /// Of those the ones that may be exclusive.
    excluding: WildRows,
}

impl Engine<'_> {
    /// Whether one link gives its licensee at least what another of the same two
    /// parties does, whatever the catalogue. `a` and `b`: their entries in [`View::links`].
    fn beats(&self, one: &Wild, a: u8, other: &Wild, b: u8) -> bool {
        let (first, second) = (self.scope(self.parts(one.link).0), self.scope(self.parts(other.link).0));
        // What names or leaves out catalogues, or wants exclusive holdings, is not compared.
        let plain = |wild: &Wild, scope: Scope| wild.is_plain && scope.lists == Scope::NOTHING;
        let part = |scope: Scope, entry: u8| {
            let whole = scope.kind != ScopeKind::Part && !scope.pool;
            if whole { entry & 3 } else { (entry & 3).min(Status::Possible as u8) }
        };
        one.to == other.to
            && plain(one, first)
            && plain(other, second)
            && first.kind != ScopeKind::ExclusiveHoldings
            && !first.lists_upstream
            && part(first, a) >= part(second, b)
            && a >> 2 >= b >> 2
            && self.may_pass_on(one.link) >= self.may_pass_on(other.link)
    }
}

impl View {
    pub fn new(engine: &Engine, point: &Point) -> View {
        let count = engine.compiled.grants.len() + engine.compiled.joined.len();
        let mut links = Vec::with_capacity(count);
        for link in 0..count as LinkIx {
            // An assignment moves the ownership and is no licence (3.4).
            let is_licence = !engine.grant(engine.parts(link).0).is_assignment();
            let mut on = if is_licence { engine.in_force(link, point.date) } else { Status::No };
            if on > Status::No {
                on = on.min(engine.covers_place(link, point));
            }
            let exclusive =
                if on > Status::No { engine.exclusive(link, point.date, Status::Certain) } else { on };
            links.push(on as u8 | (exclusive as u8) << 2);
        }
        let parties = engine.catalog.parties.len();
        let mut pairs: Vec<(u32, Wild)> = Vec::new();
        for party in 0..parties as u32 {
            let row = engine.index.wild.of(PartyIx(party)).iter();
            let some = row.filter(|wild| links[wild.link as usize] & 3 != 0);
            let mut row: Vec<Wild> = some
                .map(|&wild| Wild {
                    excludes: links[wild.link as usize] >> 2 != 0,
                    most: status(links[wild.link as usize] & 3),
                    ..wild
                })
                .collect();
            let worth = |wild: &Wild| links[wild.link as usize];
            sort::by(&mut row, |a, b| {
                let to = (!a.of_exclusive, a.to).cmp(&(!b.of_exclusive, b.to));
                to.then(worth(b).cmp(&worth(a)))
            });
            let mut kept: usize = pairs.len();
            for wild in row {
                let is_other =
                    |best: &(u32, Wild)| (best.1.of_exclusive, best.1.to) != (wild.of_exclusive, wild.to);
                if pairs.get(kept).is_some_and(is_other) {
                    kept = pairs.len();
                }
                let is_beaten =
                    |best: &(u32, Wild)| engine.beats(&best.1, worth(&best.1), &wild, worth(&wild));
                if !pairs[kept..].iter().any(is_beaten) {
                    pairs.push((party, wild));
                }
            }
        }
        let wild = WildRows::new(parties, &pairs);
        pairs.retain(|(_, wild)| wild.excludes);
        View { links, wild, excluding: WildRows::new(parties, &pairs) }
    }

    /// Links whose catalogues are no list, by licensor as written; those that may be
    /// exclusive only, where nothing else counts.
    pub fn wild(&self, party: PartyIx, exclusive: bool) -> &[Wild] {
        if exclusive { self.excluding.of(party) } else { self.wild.of(party) }
    }

    /// on(g, x); see [`Engine::on`].
    pub fn on(&self, engine: &Engine, link: LinkIx, point: &Point, owners: &Owners) -> Status {
        let on = status(self.links[link as usize] & 3);
        if on == Status::No {
            return on;
        }
        if engine.joined(link).is_some() {
            return engine.on(link, point, owners);
        }
        on.min(engine.covers_catalogue(link, point.catalogue, owners))
    }

    /// The level and period of its exclusivity.
    pub fn exclusive(&self, link: LinkIx) -> Status {
        status(self.links[link as usize] >> 2)
    }
}
