//! All ways that would be at least possible if one condition of one link were different
//! (rights.md, section 7), one by one: shorter ones first, no link twice.

use super::facts::{Facts, Reading, Span};
use super::links::Link;
use super::naive::{Naive, stopped};
use super::owners::Spot;
use super::records::{Holding, Kind, Level, NO, POSSIBLE, Sub, Word};
use super::ways::Atom;
use catalog_atlas::rights::engine::Condition;

/// The most ways that are carried on at a point.
const MOST: usize = 12_000;

/// A way with one condition that fails, or none yet.
#[derive(Clone, Debug)]
pub struct Lacking {
    /// From the owner, as in `expected.json`.
    pub ids: Vec<String>,
    pub atoms: Vec<Atom>,
    /// Which step fails, and how.
    pub fails: Option<(usize, Condition)>,
    party: usize,
    base: Option<usize>,
}

/// The ways to each party that one condition would open, and how long those are that may
/// not all have been enumerated.
pub struct Opened {
    pub to: Vec<Vec<Lacking>>,
    pub whole_to: usize,
}

struct Seeker<'a> {
    naive: &'a Naive<'a>,
    spot: &'a Spot,
    day: usize,
    /// Pairs of grants, those of no value behind.
    links: Vec<&'a Link>,
    /// For each: the conditions that fail by themselves.
    failing: Vec<Vec<Condition>>,
    next: Vec<Lacking>,
}

/// The pairs of deals that are worth nothing, also because they were not known yet: without
/// renewals and effects.
pub fn worthless(naive: &Naive) -> Vec<Link> {
    let facts = naive.facts;
    let later = Facts::new(facts.file, Reading { known: None, ..facts.reading });
    let mut all = Vec::new();
    for (deal, grant) in facts.file.grants() {
        // Not known yet, and worth nothing once it was: that is more than one condition.
        let fails_twice = facts.known(deal) == NO && later.values[deal] == NO;
        if facts.values[deal] > NO || fails_twice {
            continue;
        }
        let rec = facts.file.grant((deal, grant));
        let sub = if rec.sub == Sub::Forbidden { NO } else { POSSIBLE };
        for &(from, to) in &rec.pairs {
            let span = facts.spans[deal][grant];
            all.push(Link {
                of: (deal, grant),
                from,
                to,
                value: NO,
                span,
                exclusive: span,
                sub,
                suspensions: Vec::new(),
                affected: Vec::new(),
                ended: false,
                exclusivity_ended: false,
            });
        }
    }
    all
}

/// Everybody's ways at a point that one condition would open.
pub fn all(naive: &Naive, worthless: &[Link], spot: &Spot, day: usize) -> Opened {
    let links: Vec<&Link> = naive.links.pairs.iter().chain(worthless).collect();
    let mut seeker = Seeker { naive, spot, day, links, failing: Vec::new(), next: Vec::new() };
    seeker.failing = seeker.links.iter().map(|link| seeker.conditions(link)).collect();
    let mut opened = Opened { to: vec![Vec::new(); naive.parties()], whole_to: usize::MAX };
    let mut ways = Vec::new();
    for &(party, _) in &spot.owners[day] {
        let start = Lacking { ids: Vec::new(), atoms: Vec::new(), fails: None, party, base: None };
        // It owns the catalogue, but is not alive.
        if naive.alive(party, naive.days[day]) == NO {
            opened.to[party].push(Lacking { fails: Some((0, Condition::Life)), ..start.clone() });
        }
        ways.push(start);
    }
    seeker.begin();
    ways.append(&mut seeker.next);
    let mut taken = 0;
    while !ways.is_empty() {
        for way in ways.iter().filter(|way| way.fails.is_some()) {
            opened.to[way.party].push(way.clone());
        }
        taken += ways.len();
        if taken > MOST {
            opened.whole_to = ways.iter().map(|way| way.ids.len()).min().unwrap_or(0);
            break;
        }
        for way in &ways {
            seeker.extend(way);
        }
        ways = std::mem::take(&mut seeker.next);
    }
    opened
}

impl Seeker<'_> {
    fn date(&self) -> i32 {
        self.naive.days[self.day]
    }

    /// In what a grant fails at the point by itself.
    fn conditions(&self, link: &Link) -> Vec<Condition> {
        let rec = self.naive.facts.file.grant(link.of);
        let place = self.spot.place;
        let all = [
            (Condition::Date, link.span.status(self.date()) == NO),
            (Condition::Territory, rec.places.is_some_and(|places| places & place.territory == 0)),
            (Condition::Use, rec.uses.is_some_and(|uses| uses & place.usage == 0)),
            (Condition::Layer, rec.layers & place.layer == 0),
            (Condition::Catalogue, self.naive.catalogue(link, self.spot, self.day) == NO),
            (Condition::Suspension, stopped(link, self.date()) == NO),
            (Condition::Confidence, link.value == NO),
        ];
        all.into_iter().filter(|(_, fails)| *fails).map(|(condition, _)| condition).collect()
    }

    fn licenses(&self, link: usize) -> bool {
        self.naive.facts.file.deals[self.links[link].of.0].kind != Kind::Assignment
    }

    fn word(stands: &[(usize, Word)], party: usize) -> Word {
        stands.iter().filter(|(known, _)| *known == party).map(|(_, word)| *word).max().unwrap_or(NO)
    }

    /// Grants of nobody named, and those whose licensor owned the point when they began.
    fn begin(&mut self) {
        let nothing = Lacking { ids: Vec::new(), atoms: Vec::new(), fails: None, party: 0, base: None };
        for link in 0..self.links.len() {
            let rooted = match self.links[link].from {
                None => true,
                Some(_) => self.naive.owned_at_start(self.links[link], self.spot) > NO,
            };
            if rooted && self.licenses(link) {
                self.take(&nothing, link, None);
            }
        }
    }

    fn extend(&mut self, way: &Lacking) {
        for link in 0..self.links.len() {
            let from = self.links[link].from;
            let gives =
                from.is_some_and(|from| Self::word(&self.naive.stands[self.day][from], way.party) > NO);
            if !gives || !self.licenses(link) || way.atoms.contains(&Atom::Grant(link)) {
                continue;
            }
            let at_base = way.atoms.iter().rposition(|atom| matches!(atom, Atom::Grant(_))).unwrap_or(0);
            let mut lacks = Vec::new();
            if let Some(base) = way.base {
                let (file, up) = (self.naive.facts.file, self.links[base]);
                let rec = file.grant(self.links[link].of);
                if up.sub == NO {
                    lacks.push((at_base, Condition::Sublicensing));
                }
                if !rec.upstream.is_empty() && !file.lists(rec, up.of) {
                    lacks.push((way.atoms.len(), Condition::Upstream));
                }
                let strict = rec.holdings == Some(Holding::Exclusive)
                    && !rec.named.contains(&self.spot.place.catalogue);
                if strict && !self.was_exclusive(up) {
                    lacks.push((way.atoms.len(), Condition::Catalogue));
                }
            }
            match lacks[..] {
                [] => self.take(way, link, None),
                [lack] => self.take(way, link, Some(lack)),
                _ => {}
            }
        }
        self.run(way);
    }

    /// Whether what a grant gave was exclusive; had it run on the day, so had its exclusivity.
    fn was_exclusive(&self, link: &Link) -> bool {
        let runs = |span: &Span| span.status(self.date()) > NO;
        let level = self.naive.facts.file.grant(link.of).level;
        level != Level::NonExclusive && (runs(&link.exclusive) || !runs(&link.span))
    }

    /// Over a grant to everybody who takes it, or would by another life or merger.
    fn take(&mut self, way: &Lacking, link: usize, lack: Option<(usize, Condition)>) {
        let naive = self.naive;
        let taken = self.links[link];
        let rec = naive.facts.file.grant(taken.of);
        let id = format!("{}#{}", naive.facts.file.deals[taken.of.0].id, rec.id);
        for party in self.line(taken.to) {
            let mut lacks: Vec<_> = way.fails.into_iter().chain(lack).collect();
            let here = way.atoms.len();
            lacks.extend(self.failing[link].iter().map(|condition| (here, *condition)));
            if self.lives_not(taken.to, party) {
                lacks.push((here, Condition::Life));
            }
            self.push(way, Atom::Grant(link), &id, party, Some(link), &lacks);
        }
    }

    /// From an operator to its services.
    fn run(&mut self, way: &Lacking) {
        let naive = self.naive;
        for service in 0..naive.parties() {
            for (place, (operator, span, worth)) in naive.facts.operators[service].iter().enumerate() {
                let gives = Self::word(&naive.stands[self.day][*operator], way.party) > NO;
                let atom = Atom::Run(service, place);
                if !gives || *worth == NO || way.atoms.contains(&atom) {
                    continue;
                }
                let id = format!("{}~op{place}", naive.facts.file.parties[service].id);
                let here = way.atoms.len();
                for party in self.line(service) {
                    let mut lacks: Vec<_> = way.fails.into_iter().collect();
                    if span.status(self.date()) == NO {
                        lacks.push((here, Condition::Date));
                    }
                    if self.lives_not(service, party) {
                        lacks.push((here, Condition::Life));
                    }
                    self.push(way, atom, &id, party, way.base, &lacks);
                }
            }
        }
    }

    fn push(
        &mut self,
        way: &Lacking,
        atom: Atom,
        id: &str,
        party: usize,
        base: Option<usize>,
        lacks: &[(usize, Condition)],
    ) {
        if lacks.len() <= 1 {
            let mut next = Lacking { fails: lacks.first().copied(), party, base, ..way.clone() };
            next.ids.push(id.to_owned());
            next.atoms.push(atom);
            self.next.push(next);
        }
    }

    /// A party and all that it may ever merge into.
    fn line(&self, party: usize) -> Vec<usize> {
        let mut line = vec![party];
        let mut at = 0;
        while at < line.len() {
            let from = line[at];
            for merger in self.naive.facts.mergers.iter().filter(|merger| merger.from == from) {
                if !line.contains(&merger.to) {
                    line.push(merger.to);
                }
            }
            at += 1;
        }
        line
    }

    /// Whether nobody stands there for a party as it is written.
    fn lives_not(&self, written: usize, party: usize) -> bool {
        Self::word(&self.naive.stands[self.day][written], party) == NO
            || self.naive.alive(party, self.date()) == NO
    }
}
