//! Why not (rights.md, section 7): chains that would be at least possible if
//! exactly one condition of one link were different.

use super::holding::Holding;
use super::many::Words;
use super::point::ScopeKind;
use super::{Engine, Question, StepLink};
use crate::data::PartyIx;
use crate::data::words::Level;
use crate::dates::Day;
use crate::rights::{LinkIx, Status};
use crate::sort;

/// One chain that fails in one condition only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhyNot {
    /// Its links from the owner, with their ids.
    pub steps: Vec<(StepLink, String)>,
    /// Which of the steps fails; the number of steps if the party's own life does.
    pub at: usize,
    /// What would have to be different.
    pub lack: Lack,
}

/// What fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The condition.
    pub condition: Condition,
    /// Whose life, for that condition.
    pub party: Option<PartyIx>,
}

/// The conditions of a link (section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// It does not run on the day.
    Date,
    /// It does not cover the territory.
    Territory,
    /// It does not cover the use.
    Use,
    /// It does not cover the layer.
    Layer,
    /// It does not cover the catalogue.
    Catalogue,
    /// It may not be passed on.
    Sublicensing,
    /// It rests on other grants by its own words.
    Upstream,
    /// It was suspended.
    Suspension,
    /// The party did not exist, or had merged.
    Life,
    /// The deal is worth nothing.
    Confidence,
}

/// The most that are told.
const TOLD: usize = 5;
/// The most links that are looked at.
const LOOKS: usize = 4_000;
/// The most links that are tried: most fail in more than one condition.
const TRIED: usize = 60_000;

/// A way back from the party, with at most one condition that fails.
#[derive(Clone)]
struct Walk {
    /// From the party backwards.
    steps: Vec<StepLink>,
    /// Who must have the right, or pass it on.
    at: PartyIx,
    /// The grant whose base is looked for; none if use is enough.
    base_of: Option<LinkIx>,
    /// What fails, and at which of the steps.
    fails: Option<(usize, Lack)>,
}

impl Walk {
    /// One step more, which fails in this; nothing if something fails already.
    fn then(
        &self,
        step: StepLink,
        at: PartyIx,
        base_of: Option<LinkIx>,
        lack: Option<(usize, Lack)>,
    ) -> Option<Walk> {
        let fails = match (self.fails, lack) {
            (Some(_), Some(_)) => return None,
            (known, new) => known.or(new),
        };
        let mut steps = self.steps.clone();
        steps.push(step);
        Some(Walk { steps, at, base_of, fails })
    }
}

struct Seeker<'w, 'e, 'a> {
    engine: &'w Engine<'a>,
    words: &'w mut Words<'e, 'a>,
    /// The links that are derived, by licensee as written: all that may stand
    /// before a condition that fails.
    holding: Holding,
    /// Whoever may be written as an owner.
    kin: Vec<PartyIx>,
    /// By party: whether it may give, once that was asked.
    gives: Vec<Option<bool>>,
    /// How many links were looked at, and how many tried.
    looks: usize,
    tried: usize,
    /// Looked at: links, entries of operators before a grant, and what fails behind
    /// them, each with the place of the next one of the same link, from one.
    seen: Vec<(Seen, u32)>,
    /// By link, and behind them for all operators: the last one, from one.
    last_seen: Vec<u32>,
    next: Vec<Walk>,
    found: Vec<WhyNot>,
}

/// A link, the grant before it where that matters, and what fails so far.
type Seen = (StepLink, Option<LinkIx>, Option<(StepLink, Condition)>);

impl Condition {
    /// The word in section 7.
    pub fn word(self) -> &'static str {
        [
            "date",
            "territory",
            "use",
            "layer",
            "catalogue",
            "sublicensing",
            "upstream",
            "suspension",
            "life",
            "confidence",
        ][self as usize]
    }
}

impl Engine<'_> {
    /// Chains that fail in exactly one condition of one link, shortest first: a
    /// search by number of steps, in which a failing condition may be used once.
    pub(super) fn why_not(&self, question: &Question, words: &mut Words) -> Vec<WhyNot> {
        let holding = Holding::new(words);
        let kin = self.kin_of_owners(&words.owners);
        let links = self.compiled.grants.len() + self.compiled.joined.len() + self.compiled.dropped.len();
        let (seen, last_seen) = (Vec::new(), vec![0; links + 1]);
        let (next, found) = (Vec::new(), Vec::new());
        let gives = vec![None; self.catalog.parties.len()];
        let owns = self.owner(&words.owners, question.party, question.date);
        let engine = words.engine;
        let mut seeker =
            Seeker { engine, words, holding, kin, gives, looks: 0, tried: 0, seen, last_seen, next, found };
        let start = Walk { steps: Vec::new(), at: question.party, base_of: None, fails: None };
        // It owns the catalogue, but is not alive.
        if owns > Status::No {
            let lack = Lack { condition: Condition::Life, party: Some(question.party) };
            seeker.found.push(WhyNot { steps: Vec::new(), at: 0, lack });
        }
        let mut walks = vec![start];
        while !walks.is_empty() && seeker.found.len() < TOLD {
            for walk in walks {
                if seeker.looks <= LOOKS {
                    seeker.extend(&walk);
                }
            }
            walks = std::mem::take(&mut seeker.next);
        }
        let mut found = seeker.found;
        let ids = |why: &WhyNot| why.steps.iter().map(|step| step.1.clone()).collect::<Vec<_>>();
        sort::by_cached_key(&mut found, |why| (why.steps.len(), ids(why), why.at, why.lack.condition));
        found.dedup();
        found.truncate(TOLD);
        found
    }

    /// The id of a step as in `expected.json`.
    pub fn step_id(&self, step: StepLink) -> String {
        match step {
            StepLink::Grant(grant) => self.grant_id(grant),
            StepLink::Joined(first, second) => [self.grant_id(first), self.grant_id(second)].join("+"),
            StepLink::Operator(service, place) => format!("{}~op{place}", self.catalog.party(service).id),
        }
    }

    /// The conditions in which a grant fails at a point by itself; two at most.
    fn failing(&self, grant: LinkIx, words: &Words) -> Vec<Condition> {
        let (point, record) = (&words.point, self.grant(grant));
        let mut failing = Vec::new();
        // What is quickly told, and fails most often, first.
        let conditions: [(Condition, &dyn Fn() -> Status); 7] = [
            (Condition::Date, &|| record.period.status(point.date)),
            (Condition::Catalogue, &|| self.covers_catalogue(grant, point.catalogue, &words.owners)),
            (Condition::Territory, &|| self.covers_territory(grant, point.territory)),
            (Condition::Confidence, &|| record.value),
            (Condition::Suspension, &|| record.stopped(point.date)),
            (Condition::Use, &|| self.covers_use(grant, point.usage)),
            (Condition::Layer, &|| self.covers_layer(grant, point.layer)),
        ];
        for (condition, status) in conditions {
            if status() == Status::No {
                failing.push(condition);
                if failing.len() == 2 {
                    break;
                }
            }
        }
        failing
    }

    /// Whether what a grant gives was exclusive, as far as its level says.
    fn was_exclusive(&self, grant: LinkIx, day: Day) -> bool {
        let record = self.grant(grant);
        record.level != Level::NonExclusive
            && (record.exclusivity.status(day) > Status::No || record.period.status(day) == Status::No)
    }
}

impl Seeker<'_, '_, '_> {
    fn extend(&mut self, walk: &Walk) {
        let engine = self.engine;
        let day = self.words.point.date;
        self.end(walk, engine.owner(&self.words.owners, walk.at, day));
        if walk.fails.is_some() {
            for link in self.holding.by_id(self.words, walk.at).to_vec() {
                self.over(walk, link);
            }
        }
        let before = engine.index.merged_from.of(walk.at.at());
        for written in before.iter().copied().map(PartyIx).chain([walk.at]) {
            if walk.fails.is_none() {
                self.over_all(walk, engine.grants_to(written));
                for link in engine.dropped_to(written) {
                    self.over(walk, link);
                }
            }
            self.run(walk, written);
        }
    }

    /// Whether a licensor as written may give the point, or owned it some day.
    fn may_give(&mut self, written: PartyIx) -> bool {
        if let Some(known) = self.gives[written.at()] {
            return known;
        }
        let mut gives = self.kin.contains(&written);
        self.engine.read(written, self.words.point.date, &mut |party, _| {
            gives |= self.words.any.may_give(party);
        });
        self.gives[written.at()] = Some(gives);
        gives
    }

    /// Over grants to where a walk stands of which nothing fails yet. Most are about
    /// others' own catalogues, or do not run and are by others, which is told first.
    fn over_all(&mut self, walk: &Walk, links: &[LinkIx]) {
        let (engine, day) = (self.engine, self.words.point.date);
        for &link in links {
            let record = engine.grant(link);
            let may_hold = record.period.start_lo <= day
                && day <= record.period.end_hi
                && engine.scope(link).kind != ScopeKind::Own;
            if may_hold || record.from.is_none_or(|from| self.may_give(from)) {
                self.over(walk, link);
            } else {
                self.tried += 1;
            }
        }
    }

    /// Whether this is the first, and so a shortest, way back to here with the same failing condition.
    fn sees(
        &mut self,
        walk: &Walk,
        step: StepLink,
        base_of: Option<LinkIx>,
        lack: Option<(usize, Lack)>,
    ) -> bool {
        let fails = walk.fails.or(lack).map(|(at, lack)| {
            let failing = walk.steps.get(at).copied().unwrap_or(step);
            (failing, lack.condition)
        });
        let seen = (step, base_of, fails);
        let link = match step {
            StepLink::Grant(link) | StepLink::Joined(link, _) => link as usize,
            StepLink::Operator(..) => self.last_seen.len() - 1,
        };
        let mut at = self.last_seen[link];
        while let Some((known, next)) = self.seen.get((at as usize).wrapping_sub(1)) {
            if *known == seen {
                return false;
            }
            at = *next;
        }
        self.seen.push((seen, self.last_seen[link]));
        self.last_seen[link] = self.seen.len() as u32;
        true
    }

    /// A chain is found where somebody owns and one condition fails.
    fn end(&mut self, walk: &Walk, owns: Status) {
        let Some((at, lack)) = walk.fails.filter(|_| owns > Status::No) else { return };
        let mut steps: Vec<(StepLink, String)> =
            walk.steps.iter().map(|&step| (step, self.engine.step_id(step))).collect();
        steps.reverse();
        let at = steps.len() - 1 - at;
        // Who owns it now mostly owned it when the first grant started, too; and the
        // pairs of one grant are one to the reader.
        let ids = || steps.iter().map(|step| &step.1);
        let same = |known: &WhyNot| {
            known.at == at && known.lack == lack && known.steps.iter().map(|step| &step.1).eq(ids())
        };
        if !self.found.iter().any(same) {
            self.found.push(WhyNot { steps, at, lack });
        }
    }

    /// Over a grant to where the walk stands.
    fn over(&mut self, walk: &Walk, link: LinkIx) {
        let (engine, day) = (self.engine, self.words.point.date);
        self.tried += 1;
        // A joined renewal is no grant of the file: its grants are looked at themselves.
        if self.looks > LOOKS || self.tried > TRIED || engine.joined(link).is_some() {
            return;
        }
        let record = engine.grant(link);
        let step = StepLink::Grant(link);
        if record.is_assignment() {
            return;
        }
        // Before a condition that fails everything must hold, so its licensor must
        // have the right. A link that holds itself may still rest on one that fails.
        let gives = record.from.is_none_or(|from| self.may_give(from));
        let (point, owners) = (&self.words.point, &self.words.owners);
        // Most do not run on the day, which is quickly told.
        let runs = || engine.in_force(link, day) > Status::No;
        let covers = || engine.covers_catalogue(link, point.catalogue, owners) > Status::No;
        let holds = || runs() && covers() && engine.on(link, point, owners) > Status::No;
        let is_useful = walk.fails.is_some() || gives || holds();
        if !is_useful || walk.steps.contains(&step) {
            return;
        }
        self.looks += 1;
        let here = walk.steps.len();
        let mut lacks: Vec<(usize, Lack)> = Vec::new();
        let lack = |condition| Lack { condition, party: None };
        lacks.extend(engine.failing(link, self.words).into_iter().map(|condition| (here, lack(condition))));
        let mut taken = Status::No;
        engine.read(record.to, day, &mut |party, value| {
            if party == walk.at {
                taken = taken.max(value);
            }
        });
        if taken == Status::No || engine.lives(walk.at, day) == Status::No {
            lacks.push((here, Lack { condition: Condition::Life, party: Some(record.to) }));
        }
        if let Some(next) = walk.base_of {
            if record.may_pass_on == Status::No {
                lacks.push((here, lack(Condition::Sublicensing)));
            }
            // The grant that rests on it is the last one before it, behind operators' steps.
            let below = walk.steps.iter().rposition(|step| matches!(step, StepLink::Grant(_))).unwrap_or(0);
            if !engine.may_rest_on(next, link) {
                lacks.push((below, lack(Condition::Upstream)));
            }
            let catalogue = self.words.point.catalogue;
            if engine.wants_exclusive(next, catalogue) && !engine.was_exclusive(link, day) {
                lacks.push((below, lack(Condition::Catalogue)));
            }
        }
        if lacks.len() + usize::from(walk.fails.is_some()) > 1 {
            return;
        }
        let lack = lacks.first().copied();
        if !self.sees(walk, step, None, lack) {
            return;
        }
        let Some(licensor) = record.from else {
            if let Some(end) = walk.then(step, walk.at, Some(link), lack) {
                self.end(&end, Status::Possible);
            }
            return;
        };
        let at_start = engine.owned_at_start(&self.words.owners, link);
        let mut read = Vec::new();
        engine.read(licensor, day, &mut |from, _| read.push(from));
        for from in read {
            if let Some(next) = walk.then(step, from, Some(link), lack) {
                self.end(&next, at_start);
                self.next.push(next);
            }
        }
    }

    /// From the operators of a service, as it is written, to where the walk stands.
    fn run(&mut self, walk: &Walk, written: PartyIx) {
        let (engine, day) = (self.engine, self.words.point.date);
        let here = walk.steps.len();
        for entry in engine.compiled.operators.get(written).into_iter().flatten() {
            let step = StepLink::Operator(written, entry.place);
            let mut lacks: Vec<(usize, Lack)> = Vec::new();
            if entry.period.status(day) == Status::No {
                lacks.push((here, Lack { condition: Condition::Date, party: None }));
            }
            let mut stands = false;
            engine.read(written, day, &mut |party, _| stands |= party == walk.at);
            if !stands || engine.lives(walk.at, day) == Status::No {
                lacks.push((here, Lack { condition: Condition::Life, party: Some(written) }));
            }
            let is_too_much = lacks.len() + usize::from(walk.fails.is_some()) > 1;
            let lack = lacks.first().copied();
            if is_too_much || walk.steps.contains(&step) || !self.sees(walk, step, walk.base_of, lack) {
                continue;
            }
            // Whoever may be read as the operator, each on the same step.
            let mut read = Vec::new();
            engine.read(entry.party, day, &mut |operator, _| read.push(operator));
            for operator in read {
                if walk.fails.is_none() || self.words.any.usage(operator) > Status::No {
                    self.next.extend(walk.then(step, operator, walk.base_of, lack));
                }
            }
        }
    }
}
