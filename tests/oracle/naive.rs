//! The second evaluator: what the records are worth at one point (rights.md, sections 3.3 to 3.5,
//! and the roots of 4.1). Slow and plain; the derivation stands in `derive`.

use super::facts::Facts;
use super::links::{Link, Links, has_own_period};
use super::owners::{Spot, Words};
use super::records::{Bits, Kind, Level, NO, POSSIBLE, Word, YES};

/// A catalogue, territory, use and layer; the day comes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub catalogue: usize,
    pub territory: Bits,
    pub usage: Bits,
    pub layer: Bits,
}

pub struct Naive<'a> {
    pub facts: &'a Facts<'a>,
    pub links: Links,
    /// Every day on which something may change, with its neighbours.
    pub days: Vec<i32>,
    /// By place of the day and party: who stands in its place.
    pub stands: Vec<Vec<Words>>,
    /// By place of the day: operator, service and the value of the link.
    pub operates: Vec<Vec<(usize, usize, Word)>>,
}

/// One link at one point.
#[derive(Clone, Copy)]
pub struct Here {
    pub on: Word,
    pub exclusive: Word,
    pub sub: Word,
    /// The licensor owned the point when it started, or is not specified.
    pub rooted: Word,
}

impl<'a> Naive<'a> {
    /// `more` are days that will be asked about beside those on which something changes.
    pub fn new(facts: &'a Facts<'a>, more: &[i32]) -> Self {
        let links = Links::new(facts);
        let mut days = super::days::critical(facts, &links);
        days.extend(more);
        days.sort_unstable();
        days.dedup();
        let mut naive = Naive { facts, links, days, stands: Vec::new(), operates: Vec::new() };
        for day in &naive.days {
            let all = (0..naive.parties()).map(|party| naive.succ(party, *day)).collect();
            naive.stands.push(all);
        }
        naive.operates = (0..naive.days.len()).map(|day| naive.running(day)).collect();
        naive
    }

    /// The place of a day in the list.
    pub fn day(&self, day: i32) -> usize {
        self.days.binary_search(&day).expect("a day that was asked for")
    }

    pub fn parties(&self) -> usize {
        self.facts.file.parties.len()
    }

    /// 3.3: who stands in a party's place on a day.
    pub fn succ(&self, party: usize, day: i32) -> Vec<(usize, Word)> {
        let mut own = YES;
        let mut all: Vec<(usize, Word)> = Vec::new();
        for merger in self.facts.mergers.iter().filter(|merger| merger.from == party && merger.lo <= day) {
            let passed = if day >= merger.hi { merger.value } else { POSSIBLE };
            own = own.min(if passed == YES { NO } else { POSSIBLE });
            for (next, word) in self.succ(merger.to, day) {
                raise(&mut all, next, word.min(passed));
            }
        }
        raise(&mut all, party, own);
        all.retain(|(_, word)| *word > NO);
        all
    }

    pub fn alive(&self, party: usize, day: i32) -> Word {
        self.facts.lives[party].status(day)
    }

    /// Links from an operator to a service on a day.
    fn running(&self, day: usize) -> Vec<(usize, usize, Word)> {
        let mut found = Vec::new();
        for service in 0..self.parties() {
            for (operator, span, worth) in &self.facts.operators[service] {
                let word = span.status(self.days[day]).min(*worth);
                for &(c, c_word) in &self.stands[day][*operator] {
                    for &(s, s_word) in &self.stands[day][service] {
                        let life = self.alive(s, self.days[day]);
                        found.push((c, s, word.min(c_word).min(s_word).min(life)));
                    }
                }
            }
        }
        found.retain(|(_, _, word)| *word > NO);
        found
    }

    /// Territory, use and layer of a link.
    pub fn scope(&self, link: &Link, place: Place) -> Word {
        let rec = self.facts.file.grant(link.of);
        let within = |set: Option<Bits>, bit: Bits, unknown| {
            set.map_or(unknown, |set| if set & bit > 0 { YES } else { NO })
        };
        within(rec.places, place.territory, POSSIBLE).min(within(rec.uses, place.usage, YES)).min(within(
            Some(rec.layers),
            place.layer,
            YES,
        ))
    }

    /// The table of 3.5 as far as it asks what is listed.
    pub fn listed(&self, link: &Link, k: usize) -> Option<Word> {
        let rec = self.facts.file.grant(link.of);
        let shared = if rec.pool { POSSIBLE } else { YES };
        if rec.except.contains(&k) {
            Some(NO)
        } else if rec.named.contains(&k) {
            Some(YES)
        } else if rec.of.contains(&k) {
            Some(shared)
        } else if !rec.of.is_empty() || link.from.is_none() {
            Some(NO)
        } else if rec.holdings.is_some() {
            Some(shared)
        } else {
            (!rec.named.is_empty()).then_some(NO)
        }
    }

    /// The table of 3.5.
    pub fn catalogue(&self, link: &Link, spot: &Spot, day: usize) -> Word {
        if let Some(word) = self.listed(link, spot.place.catalogue) {
            return word;
        }
        let Some(from) = link.from else { return NO };
        if matches!(self.facts.file.deals[link.of.0].kind, Kind::Sublicence | Kind::Swap) {
            POSSIBLE
        } else if from == spot.place.catalogue {
            YES
        } else if Self::came_to_own(from, spot, day) {
            POSSIBLE
        } else {
            NO
        }
    }

    /// on(g, x), X(g, x) and sub(g) of every link, joined renewals behind.
    pub fn here(&self, spot: &Spot, day: usize) -> Vec<Here> {
        let links = self.links.pairs.iter().zip(&spot.roots);
        let mut all: Vec<Here> = links.map(|(link, root)| self.link_here(link, *root, spot, day)).collect();
        for joined in &self.links.joined {
            let (f, g) = (all[joined.first], all[joined.second]);
            let (first, second) = (&self.links.pairs[joined.first], &self.links.pairs[joined.second]);
            let mut on = first.value.min(second.value).min(joined.span.status(self.days[day]));
            for link in [first, second] {
                on = on
                    .min(self.scope(link, spot.place))
                    .min(self.catalogue(link, spot, day))
                    .min(stopped(link, self.days[day]));
            }
            let level = |link: &Link| {
                let rec = self.facts.file.grant(link.of);
                let plain = matches!(rec.level, Level::Exclusive | Level::Sole) && !has_own_period(rec);
                plain && !link.exclusivity_ended
            };
            let exclusive =
                if level(first) && level(second) { YES } else { f.exclusive.max(g.exclusive).min(POSSIBLE) };
            // It is used only where it is worth more than each of its grants.
            let on = if on > f.on.max(g.on) { on } else { NO };
            let (exclusive, sub, rooted) = (exclusive.min(on), f.sub.min(g.sub), f.rooted.min(g.rooted));
            all.push(Here { on, exclusive, sub, rooted });
        }
        all
    }

    fn link_here(&self, link: &Link, root: Word, spot: &Spot, day: usize) -> Here {
        let rec = self.facts.file.grant(link.of);
        if self.facts.file.deals[link.of.0].kind == Kind::Assignment {
            return Here { on: NO, exclusive: NO, sub: NO, rooted: NO };
        }
        let date = self.days[day];
        let mut on = link.span.status(date).min(stopped(link, date)).min(link.value);
        on = on.min(self.scope(link, spot.place)).min(self.catalogue(link, spot, day));
        let level = match rec.level {
            Level::Exclusive | Level::Sole => YES,
            Level::Unknown => POSSIBLE,
            Level::NonExclusive => NO,
        };
        let exclusive = on.min(level).min(link.exclusive.status(date));
        Here { on, exclusive, sub: link.sub, rooted: if link.from.is_none() { POSSIBLE } else { root } }
    }

    /// Grant of a place in the list of [`Naive::here`]: one, or two of a joined renewal.
    pub fn parts(&self, at: usize) -> Vec<&Link> {
        let links = &self.links.pairs;
        match at.checked_sub(links.len()) {
            None => vec![&links[at]],
            Some(joined) => {
                let joined = &self.links.joined[joined];
                vec![&links[joined.first], &links[joined.second]]
            }
        }
    }
}

/// What suspensions and `affects` leave on a day (3.1).
pub fn stopped(link: &Link, day: i32) -> Word {
    let mut word = YES;
    for &(lo, hi, u_lo, u_hi, sure) in &link.suspensions {
        if sure && hi <= day && day <= u_lo {
            word = NO;
        } else if lo <= day && day <= u_hi {
            word = word.min(POSSIBLE);
        }
    }
    if link.affected.iter().any(|(lo, last)| *lo <= day && day <= *last) {
        word = word.min(POSSIBLE);
    }
    word
}

pub fn raise(all: &mut Vec<(usize, Word)>, party: usize, word: Word) {
    match all.iter_mut().find(|(known, _)| *known == party) {
        Some((_, known)) => *known = word.max(*known),
        None => all.push((party, word)),
    }
}

pub fn word_of(all: &[(usize, Word)], party: usize) -> Word {
    all.iter().filter(|(known, _)| *known == party).map(|(_, word)| *word).max().unwrap_or(NO)
}
