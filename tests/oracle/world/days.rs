//! Days of a completion: each inside its bounds, a start not after its end, shared ones once.

use crate::oracle::facts::{FUTURE, Facts, PAST, Span, bounds, last_day, length, step};
use crate::oracle::make::FIRST;
use crate::oracle::make::dice::Dice;
use crate::oracle::records::YES;

/// A day in `[lo, hi]`: often one of the two, never far from the fortnight if it need not be.
pub fn pick(dice: &mut Dice, lo: i32, hi: i32) -> i32 {
    let (near, far) = (lo.max(FIRST - 12), hi.min(FIRST + 40));
    match dice.below(10) {
        0..3 => lo,
        3..6 => hi,
        _ if near <= far => dice.between(near, far),
        _ => dice.pick(&[lo, hi]),
    }
}

/// Both days of a period that is not surely reversed.
pub fn period(dice: &mut Dice, span: &Span) -> (i32, i32) {
    for _ in 0..6 {
        let (start, end) = (pick(dice, span.s_lo, span.s_hi), pick(dice, span.e_lo, span.e_hi));
        if start <= end {
            return (start, end);
        }
    }
    (span.s_lo, span.e_hi)
}

/// Start and end of each grant, with renewals that start on the day after what they renew.
pub fn spans(facts: &Facts, dice: &mut Dice) -> Option<Vec<Vec<(i32, i32)>>> {
    let ties = renewals(facts);
    for _ in 0..40 {
        let mut spans: Vec<Vec<(i32, i32)>> =
            facts.spans.iter().map(|grants| grants.iter().map(|span| period(dice, span)).collect()).collect();
        for group in groups(&ties) {
            // The day of the renewal, the same for all grants that are tied by it.
            let earlier = |at: (usize, usize)| facts.spans[at.0][at.1];
            let lo = group.iter().map(|(f, g)| step(earlier(*f).e_lo, 1).max(earlier(*g).s_lo)).max()?;
            let hi = group.iter().map(|(f, g)| step(earlier(*f).e_hi, 1).min(earlier(*g).s_hi)).min()?;
            if lo > hi {
                return None;
            }
            let day = pick(dice, lo, hi);
            for (f, g) in group {
                spans[f.0][f.1].1 = step(day, -1);
                spans[g.0][g.1].0 = day;
            }
        }
        // Tied periods that came out reversed get another free end, if that may help.
        for (deal, grants) in spans.iter_mut().enumerate() {
            for (grant, span) in grants.iter_mut().enumerate() {
                let limits = facts.spans[deal][grant];
                let tied = |at: (usize, usize)| at == (deal, grant);
                if span.0 > span.1 && !ties.iter().any(|(f, _)| tied(*f)) {
                    span.1 = pick(dice, limits.e_lo.max(span.0), limits.e_hi.max(span.0));
                }
                if span.0 > span.1 && !ties.iter().any(|(_, g)| tied(*g)) {
                    span.0 = pick(dice, limits.s_lo.min(span.1), limits.s_hi.min(span.1));
                }
            }
        }
        if valid(facts, &spans) {
            return Some(spans);
        }
    }
    None
}

fn valid(facts: &Facts, spans: &[Vec<(i32, i32)>]) -> bool {
    facts.file.grants().all(|(deal, grant)| {
        let (limits, (start, end)) = (facts.spans[deal][grant], spans[deal][grant]);
        let within = |day: i32, lo: i32, hi: i32| lo <= day && day <= hi;
        limits.s_lo > limits.e_hi
            || (start <= end
                && within(start, limits.s_lo, limits.s_hi)
                && within(end, limits.e_lo, limits.e_hi))
    })
}

type Tie = ((usize, usize), (usize, usize));

/// Section 3, step 4: pairs of renewed and renewing grant that share a day.
fn renewals(facts: &Facts) -> Vec<Tie> {
    let file = facts.file;
    let plain = |at: (usize, usize)| {
        let rec = file.grant(at);
        let named = !rec.pairs.is_empty() && rec.pairs.iter().all(|(from, _)| from.is_some());
        facts.values[at.0] == YES && !facts.spans[at.0][at.1].unsure && !rec.joint && named
    };
    let mut ties = Vec::new();
    for g in file.grants() {
        if let Some(f) = file.grant(g).continues.filter(|f| *f != g && plain(*f) && plain(g)) {
            let (first, second) = (facts.spans[f.0][f.1], facts.spans[g.0][g.1]);
            if step(first.e_lo, 1).max(second.s_lo) <= step(first.e_hi, 1).min(second.s_hi) {
                ties.push((f, g));
            }
        }
    }
    ties
}

/// Ties of one renewed grant share their day.
fn groups(ties: &[Tie]) -> Vec<Vec<Tie>> {
    let mut groups: Vec<Vec<Tie>> = Vec::new();
    for tie in ties {
        match groups.iter_mut().find(|group| group[0].0 == tie.0) {
            Some(group) => group.push(*tie),
            None => groups.push(vec![*tie]),
        }
    }
    groups
}

/// When a grant is exclusive before any effect, if it is at all.
pub fn exclusivity(
    facts: &Facts,
    at: (usize, usize),
    (start, end): (i32, i32),
    dice: &mut Dice,
) -> Option<(i32, i32)> {
    let rec = facts.file.grant(at);
    let mut unsure = false;
    let first = rec.exclusive_start.as_ref().map(|bound| bounds(bound, PAST, &mut unsure));
    let last = rec.exclusive_end.as_ref().map(|bound| bounds(bound, FUTURE, &mut unsure));
    if unsure && dice.percent(40) {
        return None;
    }
    for _ in 0..6 {
        let from = first.map_or(start, |(lo, hi)| pick(dice, lo, hi));
        let to = match (last, rec.exclusive_term) {
            (Some((lo, hi)), _) => pick(dice, lo, hi),
            // An infinite start has no day to count from: any day inside the bounds of the end.
            (None, Some(term)) if from == PAST || from == FUTURE => {
                let grant = facts.spans[at.0][at.1];
                let (s_lo, s_hi) = first.unwrap_or((grant.s_lo, grant.s_hi));
                let (lo, hi) = length(s_lo, s_hi, Some(term), Some(term));
                pick(dice, lo, hi)
            }
            (None, Some(term)) => last_day(from, term),
            (None, None) => end,
        };
        if from <= to {
            return Some((from, to));
        }
    }
    // Its longest period, if it has one beside the start and end that the grant has here.
    let longest = (first.map_or(start, |first| first.0), last.map_or(end, |last| last.1));
    (longest.0 <= longest.1).then_some(longest)
}
