//! The ways from an owner to a party (rights.md, section 7).
//!
//! A walk goes backwards from the party over links that are derived, best values
//! first, then fewest steps, then ids. It stops after a number of looks, so a
//! knot of swaps cannot hold it up; the value of the best chain is always found,
//! because every walk carries the value that its rest can still reach.

use super::many::Words;
use super::steps::{Over, Walked};
use super::{Chain, Engine, Question};
use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};
use crate::sort;
use std::cmp::Ordering;

/// The most chains that are listed.
const LISTED: usize = 50;
/// The most chains that are looked for before the superfluous ones are dropped.
const FOUND: usize = 200;
/// The most walks that are carried one step further.
const LOOKS: usize = 4_000;
/// The most walks that wait at a time.
const WAITING: usize = 40_000;

/// A way from somebody to the party, whose beginning is still open.
#[derive(Clone)]
struct Walk {
    /// From the party backwards.
    steps: Vec<Walked>,
    /// Who must have the right, or pass it on.
    at: PartyIx,
    /// The grant whose base is looked for; none if use is enough.
    base_of: Option<LinkIx>,
    /// The least of its steps.
    value: Status,
}

/// Walks that wait: by value, then by number of steps.
struct Waiting {
    lists: [Vec<Vec<Walk>>; 3],
    count: usize,
}

impl Waiting {
    fn push(&mut self, bound: Status, walk: Walk) {
        if bound == Status::No || self.count >= WAITING {
            return;
        }
        let lists = &mut self.lists[bound as usize - 1];
        let length = walk.steps.len();
        if lists.len() <= length {
            lists.resize_with(length + 1, Vec::new);
        }
        lists[length].push(walk);
        self.count += 1;
    }
}

/// A chain that was found, its steps from the owner.
pub(super) struct Found {
    pub owner: Option<PartyIx>,
    pub steps: Vec<Walked>,
    pub value: Status,
    /// What the first step's licensor is as an owner; yes for an unspecified one.
    pub owns: Status,
}

impl Engine<'_> {
    /// The chains of a question, best first, at most 50.
    pub(super) fn chains(&self, question: &Question, words: &Words) -> Vec<Chain> {
        let mut walker = Walker { engine: self, words, found: Vec::new() };
        walker.walk(question.party);
        let found = walker.found;
        let mut chains: Vec<Chain> = Vec::new();
        for one in &found {
            if found.iter().any(|other| makes_superfluous(self, other, one)) {
                continue;
            }
            let chain = self.chain(one, words);
            let same = |known: &&mut Chain| {
                known.steps.len() == chain.steps.len()
                    && known.steps.iter().zip(&chain.steps).all(|(a, b)| a.id == b.id)
            };
            match chains.iter_mut().find(same) {
                // Chains with the same ids are one.
                Some(known) => {
                    let coverage = known.coverage.max(chain.coverage);
                    let exclusive = known.exclusive.max(chain.exclusive);
                    if chain.value > known.value {
                        *known = chain;
                    }
                    known.coverage = coverage;
                    known.exclusive = exclusive;
                }
                None => chains.push(chain),
            }
        }
        sort::by(&mut chains, order);
        chains.truncate(LISTED);
        chains
    }
}

/// Best value first, then fewest steps, then ids.
fn order(a: &Chain, b: &Chain) -> Ordering {
    let ids = |chain: &Chain| chain.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>();
    (b.value.cmp(&a.value)).then(a.steps.len().cmp(&b.steps.len())).then_with(|| ids(a).cmp(&ids(b)))
}

/// Whether a chain of at least the same value uses a proper subset of the links;
/// a joined renewal counts as its two grants.
fn makes_superfluous(engine: &Engine, other: &Found, one: &Found) -> bool {
    other.value >= one.value && is_part(engine, &other.steps, &one.steps)
}

fn is_part(engine: &Engine, part: &[Walked], whole: &[Walked]) -> bool {
    let (part, whole) = (atoms(engine, part), atoms(engine, whole));
    part.len() < whole.len() && part.iter().all(|atom| whole.contains(atom))
}

/// The grants and operator entries of a walk.
fn atoms(engine: &Engine, steps: &[Walked]) -> Vec<(u32, u32)> {
    let mut atoms = Vec::with_capacity(steps.len() + 1);
    for step in steps {
        match *step {
            Walked::Grant(Over { link, .. }) => {
                let (first, second) = engine.parts(link);
                atoms.push((u32::MAX, first));
                atoms.extend(second.map(|second| (u32::MAX, second)));
            }
            Walked::Run { written, place, .. } => atoms.push((written.0, place as u32)),
        }
    }
    atoms
}

struct Walker<'w, 'e, 'a> {
    engine: &'w Engine<'a>,
    words: &'w Words<'e, 'a>,
    found: Vec<Found>,
}

impl Walker<'_, '_, '_> {
    fn walk(&mut self, party: PartyIx) {
        let mut waiting = Waiting { lists: [Vec::new(), Vec::new(), Vec::new()], count: 0 };
        let lives = self.engine.lives(party, self.words.point.date);
        let start = Walk { steps: Vec::new(), at: party, base_of: None, value: lives };
        waiting.push(self.words.any.usage(party).min(lives), start);
        let mut looks = 0;
        for value in (0..3).rev() {
            let mut length = 0;
            while length < waiting.lists[value].len() {
                let mut walks = std::mem::take(&mut waiting.lists[value][length]);
                sort::by(&mut walks, |a, b| self.by_ids(&a.steps, &b.steps));
                for walk in walks {
                    waiting.count -= 1;
                    looks += 1;
                    if looks > LOOKS || self.found.len() >= FOUND {
                        return;
                    }
                    let is_superfluous = self.found.iter().any(|found| {
                        found.value as usize > value && is_part(self.engine, &found.steps, &walk.steps)
                    });
                    if !is_superfluous {
                        self.extend(&walk, &mut waiting);
                    }
                }
                length += 1;
            }
        }
    }

    fn by_ids(&self, a: &[Walked], b: &[Walked]) -> Ordering {
        for (a, b) in a.iter().zip(b) {
            let order = match (a, b) {
                (Walked::Grant(a), Walked::Grant(b)) => self.engine.by_id(a.link, b.link),
                (Walked::Grant(_), Walked::Run { .. }) => Ordering::Less,
                (Walked::Run { .. }, Walked::Grant(_)) => Ordering::Greater,
                (Walked::Run { written: a, place: x, .. }, Walked::Run { written: b, place: y, .. }) => {
                    let id = |party: PartyIx| &self.engine.catalog.party(party).id;
                    id(*a).cmp(id(*b)).then(x.cmp(y))
                }
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        a.len().cmp(&b.len())
    }

    /// Ends a walk where somebody owns, and carries it on over links and operators.
    fn extend(&mut self, walk: &Walk, waiting: &mut Waiting) {
        let day = self.words.point.date;
        let engine = self.engine;
        let owns = engine.owner(&self.words.owners, walk.at, day);
        self.end(walk, Some(walk.at), owns);
        let before = engine.index.merged_from.of(walk.at.at());
        for written in before.iter().copied().map(PartyIx).chain([walk.at]) {
            for link in engine.links_to(written) {
                self.over(walk, link, waiting);
            }
        }
        engine.each_operator(walk.at, day, &mut |operator, written, place, value| {
            let again = |step: &Walked| matches!(step, Walked::Run { written: w, place: p, .. } if (*w, *p) == (written, place));
            if walk.steps.iter().any(again) {
                return;
            }
            let mut next = walk.clone();
            next.steps.push(Walked::Run { written, place, operator, service: walk.at, value });
            next.at = operator;
            next.value = next.value.min(value);
            waiting.push(next.value.min(self.words.any.usage(operator)), next);
        });
    }

    /// A walk that begins here.
    fn end(&mut self, walk: &Walk, owner: Option<PartyIx>, owns: Status) {
        let value = walk.value.min(owns);
        if value > Status::No {
            let steps = walk.steps.iter().rev().copied().collect();
            self.found.push(Found { owner, steps, value, owns });
        }
    }

    /// Carries a walk on over a link to where it stands.
    fn over(&mut self, walk: &Walk, link: LinkIx, waiting: &mut Waiting) {
        let (engine, point) = (self.engine, &self.words.point);
        let derived = self.words.any.derived(link);
        if derived == Status::No || self.overlaps(walk, link) {
            return;
        }
        let on = engine.on(link, point, &self.words.owners);
        let mut as_licensee = Status::No;
        engine.each_licensee(link, point.date, &mut |party, value| {
            if party == walk.at {
                as_licensee = as_licensee.max(value);
            }
        });
        let mut value = walk.value.min(on).min(as_licensee);
        let mut asked_exclusive = Status::Certain;
        if let Some(next) = walk.base_of {
            value = value.min(engine.may_pass_on(link));
            if engine.lists_upstream(next) && !engine.downstream(link).contains(&next) {
                return;
            }
            if engine.wants_exclusive(next, point.catalogue) {
                asked_exclusive = engine.exclusive(link, point.date, on);
                value = value.min(asked_exclusive);
            }
        }
        let bound = value.min(derived);
        if bound == Status::No {
            return;
        }
        let mut steps = walk.steps.clone();
        let passed_on = walk.base_of.is_some();
        let step = |from, as_licensor| {
            let to = walk.at;
            Walked::Grant(Over { link, from, to, on, as_licensor, as_licensee, passed_on, asked_exclusive })
        };
        let Some(licensor) = engine.licensor(link) else {
            steps.push(step(None, Status::Certain));
            let next = Walk { steps, at: walk.at, base_of: Some(link), value };
            self.end(&next, None, Status::Possible);
            return;
        };
        let at_start = engine.owned_at_start(&self.words.owners, link);
        engine.read(licensor, point.date, &mut |from, as_licensor| {
            let mut steps = walk.steps.clone();
            steps.push(step(Some(from), as_licensor));
            let next = Walk { steps, at: from, base_of: Some(link), value: value.min(as_licensor) };
            self.end(&next, Some(from), at_start);
            waiting.push(next.value.min(derived), next);
        });
    }

    /// Whether a walk uses a link already; a joined renewal counts as its two grants.
    fn overlaps(&self, walk: &Walk, link: LinkIx) -> bool {
        let (first, second) = self.engine.parts(link);
        walk.steps.iter().any(|step| match *step {
            Walked::Grant(Over { link, .. }) => {
                let (f, g) = self.engine.parts(link);
                f == first
                    || g == Some(first)
                    || second.is_some_and(|second| f == second || g == Some(second))
            }
            Walked::Run { .. } => false,
        })
    }
}
