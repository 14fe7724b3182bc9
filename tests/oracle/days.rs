//! The days on which anything in a document may change.

use super::facts::{FUTURE, Facts, PAST, Span};
use super::links::Links;

/// Every bound and the days beside it, in order, and a day before and after all of them.
pub fn critical(facts: &Facts, links: &Links) -> Vec<i32> {
    let mut bounds: Vec<i32> = Vec::new();
    let mut add = |span: &Span| {
        bounds.extend([span.s_lo, span.s_hi, span.s_pre, span.e_lo, span.e_hi, span.e_pre]);
    };
    facts.spans.iter().flatten().chain(links.spans.iter().flatten()).chain(&facts.lives).for_each(&mut add);
    facts.operators.iter().flatten().for_each(|(_, span, _)| add(span));
    for link in &links.links {
        add(&link.span);
        add(&link.exclusive);
    }
    for link in &links.links {
        bounds.extend(link.suspensions.iter().flat_map(|s| [s.0, s.1, s.2, s.3]));
        bounds.extend(link.affected.iter().flat_map(|a| [a.0, a.1]));
    }
    bounds.extend(facts.mergers.iter().flat_map(|merger| [merger.lo, merger.hi]));
    bounds.retain(|day| *day != PAST && *day != FUTURE);
    let mut days: Vec<i32> = bounds.iter().flat_map(|day| [day - 1, *day, day + 1]).collect();
    let ends = (days.iter().min().copied().unwrap_or(0), days.iter().max().copied().unwrap_or(0));
    days.extend([ends.0 - 2, ends.1 + 2]);
    days.sort_unstable();
    days.dedup();
    days
}
