//! The shortest chains of deals between two parties on a day.
//!
//! A chain is made of links that are drawn and in force; it says who dealt with whom
//! and not that the same music was passed along. What the rights of a chain
//! are is the question of rights.md, section 4, not of this module.

use super::picture::{Picture, PictureLink};
use super::{names, sentence};
use crate::data::{Catalog, PartyIx};
use crate::i18n::network::NetworkWords;
use crate::i18n::{Locale, count, fill};
use crate::rights::{Compiled, Status};
use crate::scene::LinkKind;
use crate::sort;
use crate::state::State;

/// Most chains that are told; there may be more.
pub const CHAINS: usize = 12;

/// How chains run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Each gives to the next: from the first party to the second.
    Onward,
    /// Each gives to the next: from the second party to the first.
    Back,
    /// Some give and some receive: linked, but by no line of licences.
    Mixed,
}

/// One chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// From the first party to the second (for [`Way::Back`] from the second to the first).
    pub parties: Vec<PartyIx>,
    /// Of each step: places in [`Picture::links`]; several are parallel deals.
    pub steps: Vec<Vec<usize>>,
}

/// What lies between two parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// How the chains run.
    pub way: Way,
    /// All that are shortest, at most [`CHAINS`]; in the order of the file. Empty: nothing leads there.
    pub chains: Vec<Chain>,
    /// There are more.
    pub more: bool,
    /// Uses deals that are possible only; without them there is no chain.
    pub doubtful: bool,
}

impl Paths {
    /// Every link of every chain: what the network lights.
    pub fn links(&self) -> Vec<usize> {
        self.chains.iter().flat_map(|chain| chain.steps.iter().flatten().copied()).collect()
    }

    /// How many steps a chain has.
    pub fn steps(&self) -> usize {
        self.chains.first().map_or(0, |chain| chain.steps.len())
    }
}

/// The shortest chains between two parties. Surest first: chains of known and presumed
/// deals before those that need a possible one, lines of licences before mixed chains.
/// Who runs a service stands for it, and it for who runs it.
pub fn paths(compiled: &Compiled, picture: &Picture, state: &State, from: PartyIx, to: PartyIx) -> Paths {
    let (a, b) = (stand_ins(compiled, state, from), stand_ins(compiled, state, to));
    for (least, doubtful) in [(Status::Presumed, false), (Status::Possible, true)] {
        for way in [Way::Onward, Way::Back, Way::Mixed] {
            let (starts, ends) = if way == Way::Back { (&b, &a) } else { (&a, &b) };
            let (chains, more) = shortest(&Steps::new(picture, least, way == Way::Mixed), starts, ends);
            if !chains.is_empty() {
                return Paths { way, chains, more, doubtful };
            }
        }
    }
    Paths { way: Way::Mixed, chains: Vec::new(), more: false, doubtful: false }
}

/// The party, and who runs it or whom it runs.
fn stand_ins(compiled: &Compiled, state: &State, party: PartyIx) -> Vec<PartyIx> {
    let mut out = vec![party];
    for service in compiled.operators.keys() {
        let Some((operator, _)) = compiled.operator(service, state.day()) else { continue };
        if service == party {
            out.push(operator);
        } else if operator == party {
            out.push(service);
        }
    }
    out
}

/// One way from a party to the next, over all deals between them.
struct Step {
    here: PartyIx,
    there: PartyIx,
    links: Vec<usize>,
}

/// The steps of a picture, by where they start and by where they end.
struct Steps {
    /// By start, then as in the file.
    onward: Vec<Step>,
    /// Places in `onward`, by end.
    back: Vec<usize>,
    /// One more than the last party.
    parties: usize,
}

impl Steps {
    /// Of the links that are at least so sure; along licences, or either way.
    fn new(picture: &Picture, least: Status, mixed: bool) -> Steps {
        let mut all: Vec<(PartyIx, PartyIx, usize)> = Vec::new();
        for (at, link) in picture.links.iter().enumerate() {
            if link.kind != LinkKind::Ownership && link.status.in_force >= least {
                all.push((link.from, link.to, at));
                all.extend(Some((link.to, link.from, at)).filter(|_| mixed));
            }
        }
        sort::plain(&mut all);
        let mut onward: Vec<Step> = Vec::new();
        for (here, there, link) in all {
            match onward.last_mut() {
                Some(step) if (step.here, step.there) == (here, there) => step.links.push(link),
                _ => onward.push(Step { here, there, links: vec![link] }),
            }
        }
        sort::by_key(&mut onward, |step| (step.here, step.links.first().copied()));
        let mut back: Vec<usize> = (0..onward.len()).collect();
        sort::by_key(&mut back, |&at| onward[at].there);
        let last = onward.iter().map(|step| step.here.at().max(step.there.at())).max();
        Steps { onward, back, parties: last.map_or(0, |last| last + 1) }
    }

    fn from(&self, party: PartyIx) -> &[Step] {
        let first = self.onward.partition_point(|step| step.here < party);
        let end = self.onward.partition_point(|step| step.here <= party);
        &self.onward[first..end]
    }

    fn to(&self, party: PartyIx) -> impl Iterator<Item = &Step> {
        let first = self.back.partition_point(|&at| self.onward[at].there < party);
        let end = self.back.partition_point(|&at| self.onward[at].there <= party);
        self.back[first..end].iter().map(|&at| &self.onward[at])
    }
}

/// Not reached.
const FAR: u32 = u32::MAX;

/// Breadth first from the ends to the starts, then forwards along falling distances.
fn shortest(steps: &Steps, starts: &[PartyIx], ends: &[PartyIx]) -> (Vec<Chain>, bool) {
    if starts.iter().any(|party| ends.contains(party)) {
        return (Vec::new(), false);
    }
    let mut far = vec![FAR; steps.parties];
    let mut queue: Vec<PartyIx> = Vec::new();
    for &end in ends {
        if let Some(distance) = far.get_mut(end.at()) {
            *distance = 0;
            queue.push(end);
        }
    }
    let mut next = 0;
    while let Some(&party) = queue.get(next) {
        next += 1;
        for step in steps.to(party) {
            if far[step.here.at()] == FAR {
                far[step.here.at()] = far[party.at()] + 1;
                queue.push(step.here);
            }
        }
    }
    let distance = |party: &PartyIx| far.get(party.at()).copied().unwrap_or(FAR);
    let nearest = starts.iter().map(distance).min().unwrap_or(FAR);
    if nearest == FAR {
        return (Vec::new(), false);
    }
    // Depth first in the order of the file, one more than are told.
    let mut found: Vec<Chain> = Vec::new();
    let begin = starts.iter().filter(|party| distance(party) == nearest);
    let mut open: Vec<Chain> =
        begin.map(|&party| Chain { parties: vec![party], steps: Vec::new() }).collect();
    open.reverse();
    while let Some(chain) = open.pop() {
        let Some(&here) = chain.parties.last() else { continue };
        let left = distance(&here);
        if left == 0 {
            if found.len() == CHAINS {
                return (found, true);
            }
            found.push(chain);
            continue;
        }
        for step in steps.from(here).iter().rev().filter(|step| distance(&step.there) == left - 1) {
            let mut longer = chain.clone();
            longer.parties.push(step.there);
            longer.steps.push(step.links.clone());
            open.push(longer);
        }
    }
    (found, false)
}

/// The steps of a chain; of parallel deals the one that goes on where the step before led stands
/// first, then the surer one, then as in the file.
pub fn ordered(catalog: &Catalog, picture: &Picture, chain: &Chain) -> Vec<Vec<usize>> {
    let links = &picture.links;
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (n, step) in chain.steps.iter().enumerate() {
        let before = out.last().and_then(|step| step.first()).copied();
        let gap = |at: usize| match (before, chain.steps.get(n + 1)) {
            (Some(before), _) => gap(catalog, &links[before], &links[at]),
            (None, Some(next)) => {
                next.iter().map(|&next| gap(catalog, &links[at], &links[next])).min().unwrap_or_default()
            }
            (None, None) => 0,
        };
        let mut step = step.clone();
        sort::by_key(&mut step, |&at| (gap(at), std::cmp::Reverse(links[at].status.in_force), at));
        out.push(step);
    }
    out
}

/// How far a link is from going on where another led: it rests on that deal; it passes on
/// recordings of the one who gave them; neither is known.
fn gap(catalog: &Catalog, before: &PictureLink, link: &PictureLink) -> u8 {
    let (deal, giver) = (catalog.deal(link.deal), catalog.deal(before.deal));
    let Some(grant) = sentence::grant_of(deal, &link.hook) else { return 2 };
    let given = sentence::grant_of(giver, &before.hook).map(|grant| &grant.catalogue);
    let same = |party: &PartyIx| {
        *party == before.from || given.is_some_and(|it| it.of.contains(party) || it.named.contains(party))
    };
    if grant.upstream.iter().any(|upstream| upstream.deal == giver.id) {
        0
    } else {
        let mut whose = grant.catalogue.of.iter().chain(&grant.catalogue.named);
        if whose.any(same) { 1 } else { 2 }
    }
}

/// How many deals lead from one to the other, in a sentence.
pub fn short(catalog: &Catalog, paths: &Paths, ends: (PartyIx, PartyIx), locale: Locale) -> String {
    let words: &NetworkWords = locale.network_words();
    let name = |party| names::text(catalog, party, locale);
    let (from, to) = (name(ends.0), name(ends.1));
    let template = match paths.way {
        _ if paths.chains.is_empty() => words.path_none,
        Way::Onward => words.path_onward,
        Way::Back => words.path_back,
        Way::Mixed => words.path_mixed,
    };
    fill(&count(locale, template, paths.steps()), &[("from", &from), ("to", &to)])
}

/// What the chains say, as sentences: how many there are and the first of them, step by step.
pub fn sentence(
    catalog: &Catalog,
    picture: &Picture,
    paths: &Paths,
    ends: (PartyIx, PartyIx),
    locale: Locale,
) -> String {
    let words: &NetworkWords = locale.network_words();
    let mut out = vec![short(catalog, paths, ends, locale)];
    let Some(chain) = paths.chains.first() else { return out.concat() };
    let steps = ordered(catalog, picture, chain);
    let told = steps.iter().filter_map(|step| Some((picture.links.get(*step.first()?)?, step.len() - 1)));
    let told = told.map(|(link, others)| {
        let parallel = if others == 0 { "" } else { words.path_parallel };
        sentence::link(catalog, link, locale) + &count(locale, parallel, others)
    });
    let told: Vec<String> = told.collect();
    out.push(told.join(words.path_then) + words.stop);
    if paths.chains.len() > 1 {
        let template = if paths.more { words.path_many } else { words.path_others };
        out.push(count(locale, template, paths.chains.len() - 1));
    }
    if paths.doubtful {
        out.push(words.path_doubtful.to_string());
    }
    if chain.steps.len() > 1 {
        out.push(words.path_caveat.to_string());
    }
    out.join(words.space)
}

#[cfg(test)]
#[path = "paths_tests.rs"]
mod tests;
