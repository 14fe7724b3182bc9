//! The ways from an owner to a party (rights.md, section 7).
//!
//! A walk goes backwards from the party over links that are derived: best values
//! first, then where the fewest steps are to be expected. It stops after a number
//! of looks, so that a knot of swaps cannot hold it up.

use super::holding::Holding;
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
const FOUND: usize = 80;
/// The most walks that are carried one step further.
const LOOKS: usize = 500;
/// The most walks that are begun.
const BEGUN: usize = 5_000;
/// So many times as much is done before a chain of the answer's value is found.
const FIRST: usize = 20;
/// The most links that are tried.
const TRIED: usize = 5_000;

/// A way from somebody to the party, whose beginning is still open.
#[derive(Clone, Copy)]
struct Walk {
    /// Its last step back, as a place in the walker's list; none at the party itself.
    last: Option<u32>,
    /// How many steps it has.
    length: usize,
    /// Who must have the right, or pass it on.
    at: PartyIx,
    /// The grant whose base is looked for; none if use is enough.
    base_of: Option<LinkIx>,
    /// The least of its steps.
    value: Status,
    /// The links to where it stands that are still to be tried: a list of
    /// [`Holding`] and the place of the next one. None before it was looked at.
    over: Option<(usize, usize)>,
}

/// A chain that was found, its steps from the owner.
pub(super) struct Found {
    pub owner: Option<PartyIx>,
    pub steps: Vec<Walked>,
    pub value: Status,
    /// What the first step's licensor is as an owner.
    pub owns: Status,
    /// Its grants and operator entries, in order.
    atoms: Vec<(u32, u32)>,
}

impl Engine<'_> {
    /// The chains of a question, best first, at most 50.
    pub(super) fn chains(&self, question: &Question, words: &mut Words) -> Vec<Chain> {
        let holding = Holding::new(words);
        let mut walker = Walker {
            engine: words.engine,
            words,
            holding,
            steps: self.spare_steps.take(),
            waiting: [Vec::new(), Vec::new(), Vec::new()],
            level: Status::Certain,
            expected: 0,
            tried: 0,
            best: Status::No,
            has_best: false,
            found: Vec::new(),
        };
        walker.walk(question.party);
        let Walker { words, found, mut steps, .. } = walker;
        steps.clear();
        self.spare_steps.replace(steps);
        let mut chains: Vec<Chain> = Vec::new();
        for one in &found {
            let is_superfluous = |other: &Found| {
                other.value >= one.value
                    && other.atoms.len() < one.atoms.len()
                    && other.atoms.iter().all(|atom| one.atoms.contains(atom))
            };
            if found.iter().any(is_superfluous) {
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
    let ids = a.steps.iter().map(|step| &step.id).cmp(b.steps.iter().map(|step| &step.id));
    b.value.cmp(&a.value).then(a.steps.len().cmp(&b.steps.len())).then(ids)
}

/// The grants and operator entries of a step; a joined renewal counts as its two grants.
fn atoms(engine: &Engine, step: &Walked, atoms: &mut Vec<(u32, u32)>) {
    match *step {
        Walked::Grant(Over { link, .. }) => {
            let (first, second) = engine.parts(link);
            atoms.push((u32::MAX, first));
            atoms.extend(second.map(|second| (u32::MAX, second)));
        }
        Walked::Run { written, place, .. } => atoms.push((written.0, place as u32)),
    }
}

/// A step of a walk, and the step that follows it towards the party.
pub(super) type Taken = (Walked, Option<u32>);

struct Walker<'w, 'e, 'a> {
    engine: &'w Engine<'a>,
    words: &'w mut Words<'e, 'a>,
    /// Derived links by licensee.
    holding: Holding,
    /// Every step of every walk.
    steps: Vec<Taken>,
    /// By value, then by the number of steps that the chain is expected to have.
    waiting: [Vec<Vec<Walk>>; 3],
    /// Both for the walk that is looked at.
    level: Status,
    expected: usize,
    /// How many links were tried.
    tried: usize,
    /// The answer's value, and whether a chain of that value was found.
    best: Status,
    has_best: bool,
    found: Vec<Found>,
}

impl Walker<'_, '_, '_> {
    fn walk(&mut self, party: PartyIx) {
        let value = self.engine.lives(party, self.words.point.date);
        let start = Walk { last: None, length: 0, at: party, base_of: None, value, over: None };
        self.best = self.words.any.usage(party).min(value);
        self.wait(self.best, 0, start);
        let mut looks = 0;
        for status in [Status::Certain, Status::Presumed, Status::Possible] {
            let level = status as usize - 1;
            self.level = status;
            self.expected = 0;
            while self.expected < self.waiting[level].len() {
                let mut at = 0;
                while let Some(&walk) = self.waiting[level][self.expected].get(at) {
                    at += 1;
                    looks += usize::from(walk.over.is_none());
                    if looks > self.most(LOOKS) || self.tried > self.most(TRIED) || self.is_full() {
                        return;
                    }
                    match walk.over {
                        Some((list, place)) => self.go_on(&walk, list, place),
                        None if self.is_superfluous(&walk) => {}
                        None => self.extend(&walk),
                    }
                }
                self.expected += 1;
            }
        }
    }

    /// How much may be done, so far.
    fn most(&self, usual: usize) -> usize {
        if self.has_best { usual } else { usual * FIRST }
    }

    fn is_full(&self) -> bool {
        self.has_best && self.found.len() >= FOUND
    }

    /// Tries the links to where a walk stands, from a place in a list, as long as it is their turn.
    fn go_on(&mut self, walk: &Walk, list: usize, mut place: usize) {
        while let Some(&link) = self.holding.lists[list].get(place) {
            let any = &self.words.any;
            let (bound, left) = (walk.value.min(any.derived(link)), usize::from(any.link_length(link)));
            // What is tried at once is tried without waiting.
            let is_now = bound >= self.level && walk.length + left <= self.expected;
            if !is_now {
                self.wait(bound, left, Walk { over: Some((list, place)), ..*walk });
                return;
            }
            if self.tried > self.most(TRIED) {
                return;
            }
            self.over(walk, link);
            place += 1;
        }
    }

    /// Puts a walk where its turn will come; its value with what its rest can reach
    /// is known, and how many links it has left, about.
    fn wait(&mut self, bound: Status, left: usize, walk: Walk) {
        if bound == Status::No || self.steps.len() > self.most(BEGUN) {
            return;
        }
        // What a walk can reach is known no better than what it came from could.
        let bound = bound.min(self.level);
        let expected = (walk.length + left).max(self.expected);
        let lists = &mut self.waiting[bound as usize - 1];
        if lists.len() <= expected {
            lists.resize_with(expected + 1, Vec::new);
        }
        lists[expected].push(walk);
    }

    /// The steps of a walk, from the one that it took last.
    fn steps_of(&self, walk: &Walk) -> impl Iterator<Item = &Walked> {
        let mut next = walk.last;
        std::iter::from_fn(move || {
            let (step, after) = &self.steps[next? as usize];
            next = *after;
            Some(step)
        })
    }

    /// Whether a chain that was found uses only some of its links. That takes a
    /// walk that comes to a party twice.
    fn is_superfluous(&self, walk: &Walk) -> bool {
        let gives = |step: &Walked| match *step {
            Walked::Grant(Over { to, .. }) => to,
            Walked::Run { service, .. } => service,
        };
        if !self.steps_of(walk).any(|step| gives(step) == walk.at) {
            return false;
        }
        let mut used = Vec::new();
        self.steps_of(walk).for_each(|step| atoms(self.engine, step, &mut used));
        let is_part = |found: &Found| {
            found.value >= walk.value
                && found.atoms.len() < used.len()
                && found.atoms.iter().all(|atom| used.contains(atom))
        };
        self.found.iter().any(is_part)
    }

    /// Ends a walk where somebody owns, and carries it on over links and operators.
    fn extend(&mut self, walk: &Walk) {
        let day = self.words.point.date;
        let engine = self.engine;
        let owns = engine.owner(&self.words.owners, walk.at, day);
        self.end(walk, Some(walk.at), owns);
        if owns == Status::Certain {
            // Whatever goes on from here is superfluous.
            return;
        }
        let list = self.holding.best_first(self.words, walk.at, walk.value.min(self.level));
        self.go_on(walk, list, 0);
        engine.each_operator(walk.at, day, &mut |operator, written, place, value| {
            let again = |step: &Walked| matches!(step, Walked::Run { written: w, place: p, .. } if (*w, *p) == (written, place));
            if self.steps_of(walk).any(again) {
                return;
            }
            let step = Walked::Run { written, place, operator, service: walk.at, value };
            let next = self.then(walk, step, operator, walk.base_of, walk.value.min(value));
            let (usage, left) = (self.words.any.usage(operator), self.words.any.length(operator));
            self.wait(next.value.min(usage), left, next);
        });
    }

    fn then(
        &mut self,
        walk: &Walk,
        step: Walked,
        at: PartyIx,
        base_of: Option<LinkIx>,
        value: Status,
    ) -> Walk {
        self.steps.push((step, walk.last));
        Walk {
            last: Some(self.steps.len() as u32 - 1),
            length: walk.length + 1,
            at,
            base_of,
            value,
            over: None,
        }
    }

    /// A walk that begins here.
    fn end(&mut self, walk: &Walk, owner: Option<PartyIx>, owns: Status) {
        let value = walk.value.min(owns);
        let is_best = value >= self.best;
        if value == Status::No || self.found.len() >= FOUND && (self.has_best || !is_best) {
            return;
        }
        self.has_best |= is_best;
        let steps: Vec<Walked> = self.steps_of(walk).copied().collect();
        let mut used = Vec::with_capacity(steps.len() + 1);
        for step in &steps {
            atoms(self.engine, step, &mut used);
        }
        self.found.push(Found { owner, steps, value, owns, atoms: used });
    }

    /// Carries a walk on over a link to where it stands.
    fn over(&mut self, walk: &Walk, link: LinkIx) {
        self.tried += 1;
        let (engine, point) = (self.engine, &self.words.point);
        let derived = self.words.any.derived(link);
        let on = self.words.any.on(link);
        let mut value = walk.value.min(on);
        let mut asked_exclusive = Status::Certain;
        if let Some(next) = walk.base_of {
            value = value.min(engine.may_pass_on(link));
            if value == Status::No || engine.lists_upstream(next) && !engine.downstream(link).contains(&next)
            {
                return;
            }
            if engine.wants_exclusive(next, point.catalogue) {
                asked_exclusive = engine.exclusive(link, point.date, on);
                value = value.min(asked_exclusive);
            }
        }
        let mut as_licensee = Status::No;
        engine.each_licensee(link, point.date, &mut |party, value| {
            if party == walk.at {
                as_licensee = as_licensee.max(value);
            }
        });
        value = value.min(as_licensee);
        if value.min(derived) == Status::No || self.overlaps(walk, link) {
            return;
        }
        let passed_on = walk.base_of.is_some();
        let step = |from, as_licensor| {
            let to = walk.at;
            Walked::Grant(Over { link, from, to, on, as_licensor, as_licensee, passed_on, asked_exclusive })
        };
        let Some(licensor) = engine.licensor(link) else {
            let next = self.then(walk, step(None, Status::Certain), walk.at, Some(link), value);
            self.end(&next, None, Status::Possible);
            return;
        };
        let at_start = engine.owned_at_start(&self.words.owners, link);
        engine.read(licensor, point.date, &mut |from, as_licensor| {
            let value = value.min(as_licensor);
            let next = self.then(walk, step(Some(from), as_licensor), from, Some(link), value);
            self.end(&next, Some(from), at_start);
            if at_start < Status::Certain {
                let left = self.words.any.length(from);
                self.wait(next.value.min(derived), left, next);
            }
        });
    }

    /// Whether a walk uses a link already; a joined renewal counts as its two grants.
    fn overlaps(&self, walk: &Walk, link: LinkIx) -> bool {
        let (first, second) = self.engine.parts(link);
        self.steps_of(walk).any(|step| match *step {
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
