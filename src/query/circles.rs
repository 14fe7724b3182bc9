//! Loops of sublicences and exchanges in force on a day: who passes music on to whom, all the
//! way round.
//!
//! Simple cycles by Johnson's idea (1975) without its blocking: from each party, in the order of
//! the file, only through later parties, so that each cycle is found once. Bounded in length, in
//! number and in work, so that a dense file gives some of them and not none.

use super::names;
use super::picture::Picture;
use crate::data::{Catalog, PartyIx};
use crate::i18n::{Locale, count, fill};
use crate::query::sentence::party_list;
use crate::rights::Status;
use crate::scene::LinkKind;
use crate::sort;

/// Longest circle.
pub const LONGEST: usize = 6;
/// Most circles.
pub const MOST: usize = 60;
/// Most steps of the search.
const WORK: usize = 200_000;

/// One circle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// In the order in which each passes on to the next, and the last to the first; the one that
    /// stands first in the file begins. Who runs a service stands for it.
    pub parties: Vec<PartyIx>,
    /// Every link of it, as places in [`Picture::links`]; both directions if it runs both ways.
    pub links: Vec<usize>,
    /// Runs the other way round too. Of two parties always.
    pub both_ways: bool,
    /// How surely all of it is in force: of each step the surest deal, of those the least sure.
    pub in_force: Status,
}

/// The circles of a picture: those of more parties first, then the surer ones, then as in the file.
/// A service is one with who runs it, if that one has links too: what passes between them is no step
/// of a circle.
pub fn circles(picture: &Picture) -> Vec<Circle> {
    let linked = PartyIx::distinct(picture.links.iter().flat_map(|link| [link.from, link.to]));
    let runs = |party: PartyIx| {
        let at = picture.parties.binary_search_by_key(&party, |it| it.party).ok()?;
        picture.parties[at].operator.filter(|operator| linked.binary_search(operator).is_ok())
    };
    let mut steps: Vec<Step> = Vec::new();
    for (at, link) in picture.links.iter().enumerate() {
        if link.kind == LinkKind::PassedOn && link.status.in_force > Status::No {
            let (from, to) = (runs(link.from).unwrap_or(link.from), runs(link.to).unwrap_or(link.to));
            steps.extend(Some((from, to, at)).filter(|_| from != to));
        }
    }
    sort::plain(&mut steps);
    let mut found: Vec<Vec<PartyIx>> = Vec::new();
    let mut work = WORK;
    let mut starts: Vec<PartyIx> = steps.iter().map(|step| step.0).collect();
    sort::distinct(&mut starts);
    for start in starts {
        search(&steps, &mut vec![start], &mut found, &mut work);
    }
    let mut out: Vec<Circle> = Vec::new();
    for parties in found {
        let back: Vec<PartyIx> = parties[..1].iter().chain(parties[1..].iter().rev()).copied().collect();
        if let Some(other) = out.iter_mut().find(|circle| circle.parties == back && back.len() > 2) {
            let (links, sure) = links(picture, &steps, &parties);
            other.links.extend(links);
            other.in_force = other.in_force.max(sure);
            other.both_ways = true;
            continue;
        }
        let (links, in_force) = links(picture, &steps, &parties);
        out.push(Circle { both_ways: parties.len() == 2, parties, links, in_force });
    }
    sort::by_key(&mut out, |circle| {
        (usize::MAX - circle.parties.len(), std::cmp::Reverse(circle.in_force), circle.parties.clone())
    });
    out
}

/// Giver, receiver, place of the link.
type Step = (PartyIx, PartyIx, usize);

/// Goes on from the last party of a path through parties later than its first.
fn search(steps: &[Step], path: &mut Vec<PartyIx>, found: &mut Vec<Vec<PartyIx>>, work: &mut usize) {
    let (Some(&first), Some(&here)) = (path.first(), path.last()) else { return };
    let from = steps.partition_point(|step| step.0 < here);
    let mut before = None;
    for &(_, to, _) in steps[from..].iter().take_while(|step| step.0 == here) {
        if before.replace(to) == Some(to) {
            continue;
        }
        *work = work.saturating_sub(1);
        if *work == 0 || found.len() >= 2 * MOST {
            return;
        }
        if to == first && path.len() > 1 {
            found.push(path.clone());
        } else if to > first && path.len() < LONGEST && !path.contains(&to) {
            path.push(to);
            search(steps, path, found, work);
            path.pop();
        }
    }
}

/// Every link along a circle, and how surely all of it is in force.
fn links(picture: &Picture, steps: &[Step], parties: &[PartyIx]) -> (Vec<usize>, Status) {
    let mut all = Vec::new();
    let mut least = Status::Certain;
    for (at, &from) in parties.iter().enumerate() {
        let to = parties[(at + 1) % parties.len()];
        let mut best = Status::No;
        let first = steps.partition_point(|step| (step.0, step.1) < (from, to));
        for step in steps[first..].iter().take_while(|step| (step.0, step.1) == (from, to)) {
            all.push(step.2);
            best = best.max(picture.links[step.2].status.in_force);
        }
        least = least.min(best);
    }
    (all, least)
}

/// "Ali Music, NetEase Cloud Music and Tencent Music pass music on to each other in a circle, both ways round."
pub fn sentence(catalog: &Catalog, circle: &Circle, locale: Locale) -> String {
    let words = locale.network_words();
    let list = party_list(catalog, &circle.parties, locale);
    let mut out = if circle.parties.len() == 2 {
        fill(words.circle_two, &[("parties", &list)])
    } else {
        let way = |party: &PartyIx| names::text(catalog, *party, locale);
        let round: Vec<String> = circle.parties.iter().chain(circle.parties.first()).map(way).collect();
        let template = if circle.both_ways { words.circle_both } else { words.circle_one };
        fill(template, &[("parties", &list), ("round", &round.join(" → "))])
    };
    if circle.in_force == Status::Possible {
        out = out + words.space + words.circle_doubtful;
    }
    out
}

/// How many circles there are, in a sentence.
pub fn summary(circles: &[Circle], locale: Locale) -> String {
    let words = locale.network_words();
    match circles.len() {
        0 => words.circles_none.to_string(),
        n => count(locale, words.circles_count, n),
    }
}

#[cfg(test)]
#[path = "circles_tests.rs"]
mod tests;
