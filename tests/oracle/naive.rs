//! The second evaluator: what the records are worth at one point (rights.md, sections 3.3 to 3.5,
//! and the roots of 4.1). Slow and plain; the derivation stands in `derive`.

use super::facts::{FUTURE, Facts, PAST};
use super::links::{Link, Links, has_own_period};
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
    pub fn new(facts: &'a Facts<'a>) -> Self {
        let links = Links::new(facts);
        let days = super::days::critical(facts, &links);
        Naive { facts, links, days }
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
    pub fn operates(&self, day: i32) -> Vec<(usize, usize, Word)> {
        let mut found = Vec::new();
        for service in 0..self.parties() {
            for (operator, span, worth) in &self.facts.operators[service] {
                let word = span.status(day).min(*worth);
                for (c, c_word) in self.succ(*operator, day) {
                    for (s, s_word) in self.succ(service, day) {
                        found.push((c, s, word.min(c_word).min(s_word).min(self.alive(s, day))));
                    }
                }
            }
        }
        found.retain(|(_, _, word)| *word > NO);
        found
    }

    /// 3.4: owners before they are read through `succ`.
    fn raw_owners(&self, place: Place, day: i32) -> Vec<(usize, Word)> {
        let mut owners = vec![(place.catalogue, YES)];
        let mut passing: Vec<(&Link, Word)> = Vec::new();
        for link in &self.links.links {
            if self.facts.file.deals[link.of.0].kind == Kind::Assignment && link.from.is_some() {
                let covers = self.scope(link, place).min(self.assigned(link, place.catalogue));
                if covers > NO {
                    passing.push((link, covers.min(link.value)));
                }
            }
        }
        passing.sort_by_key(|(link, _)| (link.span.s_lo, link.span.s_hi));
        // Those whose start windows overlap, one with the next, stand together.
        while !passing.is_empty() {
            let mut last = passing[0].0.span.s_hi;
            let mut count = 1;
            while count < passing.len() && passing[count].0.span.s_lo <= last {
                last = last.max(passing[count].0.span.s_hi);
                count += 1;
            }
            let group: Vec<_> = passing.drain(..count).collect();
            loop {
                let before = owners.clone();
                for (link, word) in &group {
                    let most = if count > 1 { POSSIBLE } else { YES };
                    self.pass(link, (*word).min(most), day, &mut owners);
                }
                if owners == before || count == 1 {
                    break;
                }
            }
        }
        owners
    }

    fn pass(&self, link: &Link, word: Word, day: i32, owners: &mut Vec<(usize, Word)>) {
        let rec = self.facts.file.grant(link.of);
        let whole = if rec.partial || rec.holdings.is_some() { POSSIBLE } else { YES };
        let word = word.min(whole).min(link.span.status(day));
        let Some(from) = link.from.filter(|_| word > NO) else { return };
        let starts = self.window(link.span.s_lo, link.span.s_hi);
        for (owner, owned) in owners.clone().into_iter().filter(|(_, owned)| *owned > NO) {
            let mut least = YES;
            let mut most = NO;
            for &start in &starts {
                // Both are read through `succ`: the owner, and as every grantor the assignor.
                let (owners, assignors) = (self.succ(owner, start), self.succ(from, start));
                let same = owners.iter().map(|(party, word)| (*word).min(word_of(&assignors, *party)));
                let stands = same.max().unwrap_or(NO);
                (least, most) = (least.min(stands), most.max(stands));
            }
            let surely = word.min(owned).min(least) == YES;
            if surely {
                owners.retain(|(party, _)| *party != owner);
                raise(owners, link.to, YES);
            } else if most > NO {
                for (_, owned) in owners.iter_mut().filter(|(party, _)| *party == owner) {
                    *owned = (*owned).min(POSSIBLE);
                }
                raise(owners, link.to, POSSIBLE);
            }
        }
    }

    /// Whether an assignment covers a catalogue, whatever its assignor came to own.
    fn assigned(&self, link: &Link, catalogue: usize) -> Word {
        let rec = self.facts.file.grant(link.of);
        match self.listed(link, catalogue) {
            Some(word) => word,
            None if rec.holdings.is_none() && link.from == Some(catalogue) => YES,
            None => POSSIBLE,
        }
    }

    /// 3.4: owners of a point, read through `succ`.
    pub fn owners(&self, place: Place, day: i32) -> Vec<(usize, Word)> {
        let mut all = Vec::new();
        for (owner, owned) in self.raw_owners(place, day) {
            for (party, stands) in self.succ(owner, day) {
                raise(&mut all, party, owned.min(stands));
            }
        }
        all
    }

    /// The days of a window on which something may change, and its ends.
    fn window(&self, lo: i32, hi: i32) -> Vec<i32> {
        let (first, last) = (self.days[0], self.days[self.days.len() - 1]);
        let mut days: Vec<i32> = self.days.iter().copied().filter(|day| lo <= *day && *day <= hi).collect();
        days.push(if lo == PAST { first } else { lo });
        days.push(if hi == FUTURE { last } else { hi });
        days
    }

    /// Territory, use and layer of a link.
    fn scope(&self, link: &Link, place: Place) -> Word {
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
    fn listed(&self, link: &Link, k: usize) -> Option<Word> {
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
    fn catalogue(&self, link: &Link, place: Place, day: i32) -> Word {
        if let Some(word) = self.listed(link, place.catalogue) {
            return word;
        }
        let Some(from) = link.from else { return NO };
        if matches!(self.facts.file.deals[link.of.0].kind, Kind::Sublicence | Kind::Swap) {
            return POSSIBLE;
        }
        if from == place.catalogue {
            return YES;
        }
        let came = self.window(PAST, day).into_iter().any(|day| word_of(&self.owners(place, day), from) > NO);
        if came { POSSIBLE } else { NO }
    }

    /// 4.1: the licensor owned the point on the day the grant started.
    fn owned_at_start(&self, link: &Link, place: Place) -> Word {
        let Some(from) = link.from else { return NO };
        let (mut least, mut most) = (YES, NO);
        for day in self.window(link.span.s_lo, link.span.s_hi) {
            let owners = self.owners(place, day);
            let stands =
                self.succ(from, day).into_iter().map(|(party, word)| word.min(word_of(&owners, party))).max();
            (least, most) = (least.min(stands.unwrap_or(NO)), most.max(stands.unwrap_or(NO)));
        }
        if least == YES { YES } else { most.min(POSSIBLE) }
    }

    /// on(g, x), X(g, x) and sub(g) of every link, joined renewals behind.
    pub fn here(&self, place: Place, day: i32) -> Vec<Here> {
        let mut all: Vec<Here> =
            self.links.links.iter().map(|link| self.link_here(link, place, day)).collect();
        for joined in &self.links.joined {
            let (f, g) = (all[joined.first], all[joined.second]);
            let (first, second) = (&self.links.links[joined.first], &self.links.links[joined.second]);
            let mut on = first.value.min(second.value);
            for link in [first, second] {
                on = on
                    .min(self.scope(link, place))
                    .min(self.catalogue(link, place, day))
                    .min(stopped(link, day));
            }
            on = on.min(joined.span.status(day));
            let level = |link: &Link| {
                let rec = self.facts.file.grant(link.of);
                let plain = matches!(rec.level, Level::Exclusive | Level::Sole) && !has_own_period(rec);
                plain && !link.exclusivity_ended
            };
            let exclusive =
                if level(first) && level(second) { YES } else { f.exclusive.max(g.exclusive).min(POSSIBLE) };
            // It is used only where it is worth more than each of its grants.
            let on = if on > f.on.max(g.on) { on } else { NO };
            all.push(Here {
                on,
                exclusive: exclusive.min(on),
                sub: f.sub.min(g.sub),
                rooted: f.rooted.min(g.rooted),
            });
        }
        all
    }

    fn link_here(&self, link: &Link, place: Place, day: i32) -> Here {
        let rec = self.facts.file.grant(link.of);
        if self.facts.file.deals[link.of.0].kind == Kind::Assignment {
            return Here { on: NO, exclusive: NO, sub: NO, rooted: NO };
        }
        let when = link.span.status(day).min(stopped(link, day)).min(link.value);
        let mut on = when.min(self.scope(link, place));
        if on > NO {
            on = on.min(self.catalogue(link, place, day));
        }
        let level = match rec.level {
            Level::Exclusive | Level::Sole => YES,
            Level::Unknown => POSSIBLE,
            Level::NonExclusive => NO,
        };
        let rooted = match link.from {
            None => POSSIBLE,
            Some(_) => self.owned_at_start(link, place),
        };
        Here { on, exclusive: on.min(level).min(link.exclusive.status(day)), sub: link.sub, rooted }
    }

    /// Grant of a place in the list of [`Naive::here`]: one, or two of a joined renewal.
    pub fn parts(&self, at: usize) -> Vec<&Link> {
        let links = &self.links.links;
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
fn stopped(link: &Link, day: i32) -> Word {
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

fn raise(all: &mut Vec<(usize, Word)>, party: usize, word: Word) {
    match all.iter_mut().find(|(known, _)| *known == party) {
        Some((_, known)) => *known = word.max(*known),
        None => all.push((party, word)),
    }
}

pub fn word_of(all: &[(usize, Word)], party: usize) -> Word {
    all.iter().filter(|(known, _)| *known == party).map(|(_, word)| *word).max().unwrap_or(NO)
}
