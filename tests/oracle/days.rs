//! The days on which anything in a document may change.

use super::facts::{FUTURE, Facts, PAST, Span};
use super::links::Links;
use super::make::{DAYS, FIRST};

/// Bounds as they are written and the days beside them, as far as they lie near the fortnight.
pub fn written(facts: &Facts) -> Vec<i32> {
    let spans = facts
        .spans
        .iter()
        .flatten()
        .chain(&facts.lives)
        .chain(facts.operators.iter().flatten().map(|o| &o.1));
    let mut bounds: Vec<i32> = spans.flat_map(|span| [span.s_lo, span.s_hi, span.e_lo, span.e_hi]).collect();
    for deal in &facts.file.deals {
        bounds.extend(deal.date.iter().flat_map(|date| [date.lo.0, date.hi.0]));
        for effect in &deal.effects {
            let until = effect.until.as_ref().and_then(|until| until.when());
            bounds.extend(effect.date.iter().chain(until).flat_map(|date| [date.lo.0, date.hi.0]));
        }
        for grant in &deal.grants {
            let own =
                grant.exclusive_start.iter().chain(&grant.exclusive_end).filter_map(|bound| bound.when());
            bounds.extend(own.flat_map(|date| [date.lo.0, date.hi.0]));
        }
    }
    bounds.extend([FIRST, FIRST + DAYS]);
    let mut days: Vec<i32> =
        bounds.iter().flat_map(|day| [day.saturating_sub(1), *day, day.saturating_add(1)]).collect();
    days.retain(|day| (FIRST - 40..FIRST + 60).contains(day));
    days.sort_unstable();
    days.dedup();
    days
}

/// Every bound and the days beside it, in order, and a day before and after all of them.
pub fn critical(facts: &Facts, links: &Links) -> Vec<i32> {
    let mut bounds: Vec<i32> = Vec::new();
    let mut add = |span: &Span| {
        bounds.extend([span.s_lo, span.s_hi, span.s_pre, span.e_lo, span.e_hi, span.e_pre]);
    };
    facts.spans.iter().flatten().chain(links.spans.iter().flatten()).chain(&facts.lives).for_each(&mut add);
    facts.operators.iter().flatten().for_each(|(_, span, _)| add(span));
    for link in &links.pairs {
        add(&link.span);
        add(&link.exclusive);
    }
    for link in &links.pairs {
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
