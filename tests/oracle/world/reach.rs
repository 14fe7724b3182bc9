//! Who may use a point in a completion: plain reachability.

use super::{Fixed, World};
use crate::oracle::naive::Place;
use crate::oracle::records::{Holding, Kind};

/// Whether each party holds a point, and whether by a chain that is exclusive.
pub type Held = (Vec<bool>, Vec<bool>);

impl World<'_> {
    /// Who holds a point in this completion.
    pub fn held(&self, place: Place, day: i32) -> Held {
        let lives = |party: usize| self.lives[party].is_some_and(|(first, last)| first <= day && day <= last);
        let only_living = |mut held: Vec<bool>| {
            held.iter_mut().enumerate().for_each(|(party, held)| *held &= lives(party));
            held
        };
        let on: Vec<bool> = self.links.iter().map(|link| self.on(link, place, day)).collect();
        let alone: Vec<bool> =
            self.links.iter().zip(&on).map(|(link, on)| *on && exclusive(link, day)).collect();
        let roots: Vec<bool> = self.links.iter().map(|link| self.rooted(link, place)).collect();
        let plain = self.reach(place, day, &on, &alone, &roots);
        let by_exclusive = self.reach(place, day, &alone, &alone, &roots);
        (only_living(plain), only_living(by_exclusive))
    }

    /// Who stands in a party's place on a day.
    fn stands(&self, mut party: usize, day: i32) -> usize {
        while let Some((_, next, _)) =
            self.mergers.iter().find(|(from, _, merged)| *from == party && *merged <= day)
        {
            party = *next;
        }
        party
    }

    /// The one owner of a point on a day.
    fn owner(&self, place: Place, day: i32) -> usize {
        self.stands(self.written_owner(place, day), day)
    }

    /// The owner before mergers are read.
    fn written_owner(&self, place: Place, day: i32) -> usize {
        let mut passing: Vec<(usize, &Fixed)> =
            self.links.iter().enumerate().filter(|(_, l)| self.assignment(l)).collect();
        // Assignments of one day come in any order.
        let turned = self.coin(&[41]);
        passing.sort_by_key(|(at, link)| (link.start, if turned { usize::MAX - at } else { *at }));
        let mut owner = place.catalogue;
        for (_, link) in passing {
            let Some(from) = link.from.filter(|_| link.start <= day) else { continue };
            let owns = self.stands(owner, link.start) == self.stands(from, link.start);
            if owns && self.scope(link, place) && self.assigned(link, place.catalogue) {
                owner = link.to;
            }
        }
        owner
    }

    fn numbers(link: &Fixed) -> [u64; 4] {
        [link.of.0 as u64, link.of.1 as u64, link.from.map_or(99, |from| from as u64), link.to as u64]
    }

    fn chance(&self, link: &Fixed, what: u64, which: u64) -> bool {
        self.coin(&[&Self::numbers(link)[..], &[what, which]].concat())
    }

    fn scope(&self, link: &Fixed, place: Place) -> bool {
        let rec = self.facts.file.grant(link.of);
        let there = match rec.places {
            Some(places) => places & place.territory > 0,
            None => self.chance(link, 11, place.territory.trailing_zeros().into()),
        };
        there && rec.uses.is_none_or(|uses| uses & place.usage > 0) && rec.layers & place.layer > 0
    }

    /// Whether an assignment takes a catalogue with it.
    fn assigned(&self, link: &Fixed, k: usize) -> bool {
        let rec = self.facts.file.grant(link.of);
        let whole = !rec.partial && rec.holdings.is_none();
        let covered = match self.listed(link, k) {
            Some(covered) => covered,
            None => link.from == Some(k) || self.chance(link, 12, k as u64),
        };
        covered && (whole || self.chance(link, 13, k as u64))
    }

    fn listed(&self, link: &Fixed, k: usize) -> Option<bool> {
        let rec = self.facts.file.grant(link.of);
        let whole_or_part = || Some(!rec.pool || self.chance(link, 14, k as u64));
        match () {
            () if rec.except.contains(&k) => Some(false),
            () if rec.named.contains(&k) => Some(true),
            () if rec.of.contains(&k) => whole_or_part(),
            () if !rec.of.is_empty() || link.from.is_none() => Some(false),
            () if rec.holdings.is_some() => whole_or_part(),
            () if !rec.named.is_empty() => Some(false),
            () => None,
        }
    }

    fn covers(&self, link: &Fixed, place: Place, day: i32) -> bool {
        let k = place.catalogue;
        if let Some(covered) = self.listed(link, k) {
            return covered;
        }
        let Some(from) = link.from else { return false };
        if matches!(self.facts.file.deals[link.of.0].kind, Kind::Sublicence | Kind::Swap) {
            return self.chance(link, 15, k as u64);
        }
        // What the grantor came to own may be in it or not.
        from == k || (self.came_to_own(from, place, day) && self.chance(link, 16, k as u64))
    }

    fn came_to_own(&self, party: usize, place: Place, day: i32) -> bool {
        let merged = self.mergers.iter().map(|(_, _, merged)| *merged);
        let assigned = self.links.iter().filter(|link| self.assignment(link)).map(|link| link.start);
        merged
            .chain(assigned)
            .filter(|then| *then <= day)
            .any(|then| self.owner(place, then) == party || self.written_owner(place, then) == party)
    }

    /// Whether a grant gives a point on a day.
    fn on(&self, link: &Fixed, place: Place, day: i32) -> bool {
        let within = |first: i32, last: i32| first <= day && day <= last;
        let point = [
            place.catalogue as u64,
            place.territory.trailing_zeros().into(),
            place.usage.trailing_zeros().into(),
        ];
        let stopped = link.off.iter().any(|(first, last)| within(*first, *last));
        let partly = link.partly_off.iter().any(|(first, last, salt)| {
            within(*first, *last) && self.coin(&[&point[..], &Self::numbers(link)[..], &[*salt]].concat())
        });
        !self.assignment(link)
            && within(link.start, link.end)
            && !stopped
            && !partly
            && self.scope(link, place)
            && self.covers(link, place, day)
    }

    /// The licensor owned the point on the day the grant started, or is not specified.
    fn rooted(&self, link: &Fixed, place: Place) -> bool {
        match link.from {
            None => true,
            Some(from) => self.owner(place, link.start) == self.stands(from, link.start),
        }
    }

    fn reach(&self, place: Place, day: i32, on: &[bool], alone: &[bool], roots: &[bool]) -> Vec<bool> {
        let count = self.lives.len();
        let mut owns = vec![false; count];
        owns[self.owner(place, day)] = true;
        let mut uses = owns.clone();
        // Links through which each party may grant.
        let mut through: Vec<Vec<bool>> = vec![vec![false; self.links.len()]; count];
        let living =
            |party: usize| self.lives[party].is_some_and(|(first, last)| first <= day && day <= last);
        let mut changed = true;
        while changed {
            changed = false;
            for &(operator, service, first, last) in &self.operators {
                let (c, s) = (self.stands(operator, day), self.stands(service, day));
                if first <= day && day <= last && living(s) && c != s {
                    changed |= (owns[c] && !owns[s]) || (uses[c] && !uses[s]);
                    owns[s] |= owns[c];
                    uses[s] |= uses[c];
                    let of_operator = through[c].clone();
                    for (there, here) in through[s].iter_mut().zip(of_operator) {
                        changed |= here && !*there;
                        *there |= here;
                    }
                }
            }
            for (at, link) in self.links.iter().enumerate().filter(|(at, _)| on[*at]) {
                let to = self.stands(link.to, day);
                if !living(to) || (uses[to] && (!link.may_pass || through[to][at])) {
                    continue;
                }
                let from = link.from.map(|from| self.stands(from, day));
                let based = roots[at]
                    || from.is_some_and(|from| {
                        owns[from]
                            || (0..self.links.len())
                                .any(|up| through[from][up] && self.rests(link, up, place, alone))
                    });
                if based {
                    changed |= !uses[to] || (link.may_pass && !through[to][at]);
                    uses[to] = true;
                    through[to][at] |= link.may_pass;
                }
            }
        }
        uses
    }

    /// Whether a grant may rest on another one.
    fn rests(&self, link: &Fixed, up: usize, place: Place, alone: &[bool]) -> bool {
        let file = self.facts.file;
        let rec = file.grant(link.of);
        let strict = rec.holdings == Some(Holding::Exclusive) && !rec.named.contains(&place.catalogue);
        (rec.upstream.is_empty() || file.lists(rec, self.links[up].of)) && (!strict || alone[up])
    }
}

fn exclusive(link: &Fixed, day: i32) -> bool {
    link.exclusive.is_some_and(|(first, last)| first <= day && day <= last)
}
