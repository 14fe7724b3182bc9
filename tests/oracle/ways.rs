//! All ways from an owner to each party (rights.md, section 7): every path in which no link
//! occurs twice, one by one, without any search that could leave one out.

use super::naive::{Here, Naive};
use super::owners::Spot;
use super::records::{Holding, NO, Word};

/// What a way is made of: a pair of a grant, or an entry of a service's operators, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Atom {
    Grant(usize),
    Run(usize, usize),
}

/// The most steps that are taken at a point, of all ways together.
const MOST: usize = 12_000;

/// One way.
#[derive(Clone, Debug)]
pub struct Way {
    /// From the owner, as in `expected.json`.
    pub ids: Vec<String>,
    pub atoms: Vec<Atom>,
    pub value: Word,
    /// The least of its value and the exclusivity of its grants (section 6).
    pub exclusive: Word,
    pub coverage: (u16, u16),
}

/// The ways to each party at a point.
pub struct Ways {
    pub to: Vec<Vec<Way>>,
    /// There are more than were enumerated.
    pub cut: bool,
}

/// Where a way stands: with whom, and over which grant it came, if it did not begin with an owner.
#[derive(Clone, Copy)]
struct At {
    party: usize,
    base: Option<usize>,
}

struct Walker<'a> {
    naive: &'a Naive<'a>,
    spot: &'a Spot,
    day: usize,
    here: Vec<Here>,
    steps: usize,
    found: Ways,
}

/// Everybody's ways at a point.
pub fn all(naive: &Naive, spot: &Spot, day: usize) -> Ways {
    let found = Ways { to: vec![Vec::new(); naive.parties()], cut: false };
    let mut walker = Walker { naive, spot, day, here: naive.here(spot, day), steps: 0, found };
    for &(party, value) in &spot.owners[day] {
        let way = Way { value, exclusive: value, ..Way::EMPTY };
        walker.visit(At { party, base: None }, &way);
    }
    // Grants that began when their licensor owned the point, and those of nobody named.
    for grant in 0..walker.here.len() {
        let best = naive.parts(grant)[0].from.map_or(walker.here[grant].rooted, |from| {
            let stands = naive.stands[day][from].iter().map(|(_, word)| *word).max();
            walker.here[grant].rooted.min(stands.unwrap_or(NO))
        });
        walker.take(grant, best, &Way { value: best, exclusive: best, ..Way::EMPTY });
    }
    walker.found
}

impl Way {
    const EMPTY: Way =
        Way { ids: Vec::new(), atoms: Vec::new(), value: NO, exclusive: NO, coverage: (10_000, 10_000) };

    /// Whether another way shows that this one is superfluous.
    pub fn is_superfluous_beside(&self, other: &Way) -> bool {
        other.value >= self.value
            && other.atoms.len() < self.atoms.len()
            && other.atoms.iter().all(|atom| self.atoms.contains(atom))
    }

    fn lowered(&self, value: Word) -> Way {
        Way { value: self.value.min(value), exclusive: self.exclusive.min(value), ..self.clone() }
    }
}

impl Walker<'_> {
    /// Writes a way down and carries it on in every possible manner.
    fn visit(&mut self, at: At, way: &Way) {
        self.steps += 1;
        self.found.cut |= self.steps > MOST;
        if way.value == NO || self.found.cut {
            return;
        }
        let (naive, day) = (self.naive, self.day);
        // The party itself must be alive.
        let alive = way.lowered(naive.alive(at.party, naive.days[day]));
        if alive.value > NO {
            self.found.to[at.party].push(alive);
        }
        for grant in 0..self.here.len() {
            let Some(from) = naive.parts(grant)[0].from else { continue };
            for (_, stands) in naive.stands[day][from].iter().filter(|(party, _)| *party == at.party) {
                let based = at.base.map_or(*stands, |base| self.rests(grant, base).min(*stands));
                self.take(grant, based, way);
            }
        }
        for service in 0..naive.parties() {
            for (place, (operator, span, worth)) in naive.facts.operators[service].iter().enumerate() {
                let atom = Atom::Run(service, place);
                let runs = span.status(naive.days[day]).min(*worth);
                for (_, as_operator) in naive.stands[day][*operator].iter().filter(|(c, _)| *c == at.party) {
                    for &(party, as_service) in &naive.stands[day][service] {
                        let life = naive.alive(party, naive.days[day]);
                        let mut next = way.lowered(runs.min(*as_operator).min(as_service).min(life));
                        if next.value == NO || next.atoms.contains(&atom) {
                            continue;
                        }
                        next.ids.push(format!("{}~op{place}", naive.facts.file.parties[service].id));
                        next.atoms.push(atom);
                        self.visit(At { party, ..at }, &next);
                    }
                }
            }
        }
    }

    /// Over a grant whose base is worth so much.
    fn take(&mut self, grant: usize, based: Word, way: &Way) {
        let (naive, day, here) = (self.naive, self.day, self.here[grant]);
        let links = naive.links.pairs.len();
        let atoms: Vec<Atom> = match grant.checked_sub(links) {
            None => vec![Atom::Grant(grant)],
            Some(joined) => {
                let joined = &naive.links.joined[joined];
                vec![Atom::Grant(joined.first), Atom::Grant(joined.second)]
            }
        };
        let mut next = way.lowered(based.min(here.on));
        if next.value == NO || atoms.iter().any(|atom| way.atoms.contains(atom)) {
            return;
        }
        let parts = naive.parts(grant);
        let recs: Vec<_> = parts.iter().map(|link| naive.facts.file.grant(link.of)).collect();
        let ids: Vec<String> = parts
            .iter()
            .zip(&recs)
            .map(|(link, rec)| format!("{}#{}", naive.facts.file.deals[link.of.0].id, rec.id))
            .collect();
        next.ids.push(ids.join("+"));
        next.atoms.extend(atoms);
        next.exclusive = next.exclusive.min(here.exclusive);
        // Of a joined renewal the lower minimum and the higher maximum (3.2); then Fréchet's bounds.
        let min = recs.iter().map(|rec| rec.coverage.0).min().unwrap_or(0);
        let max = recs.iter().map(|rec| rec.coverage.1).max().unwrap_or(0);
        next.coverage = ((next.coverage.0 + min).saturating_sub(10_000), next.coverage.1.min(max));
        for &(party, stands) in &naive.stands[day][parts[0].to] {
            let life = naive.alive(party, naive.days[day]);
            self.visit(At { party, base: Some(grant) }, &next.lowered(stands.min(life)));
        }
    }

    /// How surely a grant may rest on another one (4.1).
    fn rests(&self, grant: usize, base: usize) -> Word {
        let (naive, file) = (self.naive, self.naive.facts.file);
        let mut value = self.here[base].sub;
        for link in naive.parts(grant) {
            let rec = file.grant(link.of);
            let listed = || naive.parts(base).iter().all(|up| file.lists(rec, up.of));
            if !rec.upstream.is_empty() && !listed() {
                return NO;
            }
            if rec.holdings == Some(Holding::Exclusive) && !rec.named.contains(&self.spot.place.catalogue) {
                value = value.min(self.here[base].exclusive);
            }
        }
        value
    }
}
