//! The shortest chains of deals between two parties on a day.
//!
//! A chain is made of links that are drawn and in force; it says who dealt with whom
//! and not that the same music was passed along. What the rights of a chain
//! are is the question of rights.md, section 4, not of this module.

use super::picture::Picture;
use super::{names, sentence};
use crate::data::{Catalog, PartyIx};
use crate::i18n::network::NetworkWords;
use crate::i18n::{Locale, count, fill};
use crate::rights::{Compiled, Status};
use crate::scene::LinkKind;
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
        let steps = steps(picture, least);
        for way in [Way::Onward, Way::Back, Way::Mixed] {
            let (starts, ends) = if way == Way::Back { (&b, &a) } else { (&a, &b) };
            let (chains, more) = shortest(&steps, starts, ends, way == Way::Mixed);
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

/// Giver, receiver and the links between them, in the order of the file.
type Step = (PartyIx, PartyIx, Vec<usize>);

fn steps(picture: &Picture, least: Status) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (at, link) in picture.links.iter().enumerate() {
        if link.kind == LinkKind::Ownership || link.status.in_force < least {
            continue;
        }
        match steps.iter_mut().find(|step| (step.0, step.1) == (link.from, link.to)) {
            Some(step) => step.2.push(at),
            None => steps.push((link.from, link.to, vec![at])),
        }
    }
    steps
}

/// Breadth first from the ends to the starts, then forwards along falling distances.
fn shortest(steps: &[Step], starts: &[PartyIx], ends: &[PartyIx], mixed: bool) -> (Vec<Chain>, bool) {
    if starts.iter().any(|party| ends.contains(party)) {
        return (Vec::new(), false);
    }
    let mut far: Vec<(PartyIx, u32)> = ends.iter().map(|&party| (party, 0)).collect();
    let distance = |far: &[(PartyIx, u32)], party: PartyIx| {
        far.iter().find(|it| it.0 == party).map_or(u32::MAX, |it| it.1)
    };
    let mut next = 0;
    while let Some(&(party, so_far)) = far.get(next) {
        next += 1;
        for (from, to, _) in steps {
            for (near, back) in [(to, from), (from, to)].into_iter().take(1 + usize::from(mixed)) {
                if *near == party && distance(&far, *back) == u32::MAX {
                    far.push((*back, so_far + 1));
                }
            }
        }
    }
    let nearest = starts.iter().map(|&party| distance(&far, party)).min().unwrap_or(u32::MAX);
    if nearest == u32::MAX {
        return (Vec::new(), false);
    }
    // Depth first in the order of the file, one more than are told.
    let mut found: Vec<Chain> = Vec::new();
    let begin = starts.iter().filter(|&&party| distance(&far, party) == nearest);
    let mut open: Vec<Chain> =
        begin.map(|&party| Chain { parties: vec![party], steps: Vec::new() }).collect();
    open.reverse();
    while let Some(chain) = open.pop() {
        let Some(&here) = chain.parties.last() else { continue };
        let left = distance(&far, here);
        if left == 0 {
            if found.len() == CHAINS {
                return (found, true);
            }
            found.push(chain);
            continue;
        }
        let mut onward: Vec<Chain> = Vec::new();
        for (from, to, links) in steps {
            for (near, there) in [(from, to), (to, from)].into_iter().take(1 + usize::from(mixed)) {
                if *near != here || distance(&far, *there) != left - 1 {
                    continue;
                }
                // Both directions between two parties are one step of a mixed chain.
                let known = onward.iter_mut().find(|it| it.parties.last() == Some(there));
                if let Some(step) = known.and_then(|it| it.steps.last_mut()) {
                    step.extend(links);
                    continue;
                }
                let mut longer = chain.clone();
                longer.parties.push(*there);
                longer.steps.push(links.clone());
                onward.push(longer);
            }
        }
        open.extend(onward.into_iter().rev());
    }
    (found, false)
}

/// What the chains say, as sentences: how many there are and the first of them, step by step.
pub fn sentence(
    catalog: &Catalog,
    picture: &Picture,
    paths: &Paths,
    (from, to): (PartyIx, PartyIx),
    locale: Locale,
) -> String {
    let words: &NetworkWords = locale.network_words();
    let name = |party| names::text(catalog, party, locale);
    let ends = [("from", name(from)), ("to", name(to))];
    let ends = [("from", ends[0].1.as_str()), ("to", ends[1].1.as_str())];
    let Some(chain) = paths.chains.first() else { return fill(words.path_none, &ends) };
    let template = match paths.way {
        Way::Onward => words.path_onward,
        Way::Back => words.path_back,
        Way::Mixed => words.path_mixed,
    };
    let mut out = vec![fill(&count(locale, template, chain.steps.len()), &ends)];
    let told = chain.steps.iter().filter_map(|step| step.first()).filter_map(|&at| picture.links.get(at));
    let told: Vec<String> = told.map(|link| sentence::link(catalog, link, locale)).collect();
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
