//! Orders and other deals that do something to grants: C15 and C17 (rights.md 9).

use super::excuses::reading;
use super::pairs::excludes;
use super::prepared::Prepared;
use super::{Code, Contradiction, Details, Status, about, firm, licenses};
use crate::data::DealIx;
use crate::data::model::{BanException, Effect, EffectTarget};
use crate::data::words::EffectAction;
use crate::dates::{Bound, Day, Duration};
use crate::rights::effects;

pub fn find(prepared: &Prepared, found: &mut Vec<Contradiction>) {
    for (place, deal) in prepared.catalog.deals.iter().enumerate() {
        if prepared.compiled.values[place] == Status::No {
            continue;
        }
        let order = DealIx(place as u32);
        let from = found.len();
        for effect in &deal.effects {
            if effect.action == EffectAction::BanExclusivity {
                ban(prepared, order, effect, from, found);
            } else if matches!(effect.target, EffectTarget::On(_)) {
                misses(prepared, order, effect, found);
            }
        }
    }
}

/// C15: exclusivity in the time of a ban. Two bans of one order are one finding.
fn ban(prepared: &Prepared, order: DealIx, effect: &Effect, from: usize, found: &mut Vec<Contradiction>) {
    let compiled = prepared.compiled;
    let (start_lo, start_hi, unsure) = effects::day(reading(prepared), compiled, order, effect);
    let (end_lo, end_hi, end_unsure) = match &effect.until {
        Some(Bound::When(until)) => (until.lo, until.hi, until.unsure),
        Some(Bound::Open) | None => (Day::MAX, Day::MAX, false),
    };
    let matched = effects::targets(prepared.catalog, compiled, effect);
    for (link, matched) in matched.into_iter().filter(|(_, matched)| *matched > Status::No) {
        let place = link as u32;
        let grant = prepared.link(place);
        let time = &grant.exclusivity;
        let apart = time.start_lo.max(start_lo) > time.end_hi.min(end_hi);
        if !excludes(grant) || !licenses(grant.deal_type) || apart {
            continue;
        }
        let fits = effect.except.iter().map(|exception| fits(prepared, place, exception)).max();
        if fits == Some(Status::Certain) || ended_by(prepared, order, place) {
            continue;
        }
        let sure = time.start_hi.max(start_hi) <= time.end_lo.min(end_lo)
            && !(unsure || end_unsure || time.unsure)
            && fits.unwrap_or(Status::No) == Status::No;
        let least = grant.value.min(matched).min(compiled.values[order.at()]);
        let value = firm(sure && least == Status::Certain);
        let details = Details::Order(order);
        let mut finding = about(prepared, Code::InsideBan, value, &[place], details);
        finding.deals.push(order);
        let known = found[from..].iter_mut().find(|f| f.code == Code::InsideBan && f.links == [place]);
        match known {
            Some(known) if known.value >= value => {}
            Some(known) => *known = finding,
            None => found.push(finding),
        }
    }
}

/// Whether an exception of a ban fits a grant: by the kind of its licensor and
/// the length of its exclusivity. One in words only may fit.
fn fits(prepared: &Prepared, place: u32, exception: &BanException) -> Status {
    let link = prepared.link(place);
    let mut value = firm(exception.max_term.is_some() || !exception.from_kind.is_empty());
    if !exception.from_kind.is_empty() {
        match link.from {
            Some(from) if !exception.from_kind.contains(&prepared.catalog.party(from).kind) => {
                return Status::No;
            }
            Some(_) => {}
            None => value = Status::Possible,
        }
    }
    match exception.max_term {
        Some(most) => value.min(fits_term(prepared, place, most)),
        None => value,
    }
}

/// Whether the exclusivity is no longer than this.
fn fits_term(prepared: &Prepared, place: u32, most: Duration) -> Status {
    let time = &prepared.link(place).exclusivity;
    let last = |start: Day| most.after(start).plus_days(-1);
    // An end that follows from a length shares the unknown start.
    let terms = prepared.terms(place);
    let own = &terms.exclusivity;
    let length = match (&own.end, own.term, &terms.end) {
        (None, Some(length), _) => Some(length),
        (None, None, None) if own.start.is_none() => terms.term.as_ref().and_then(|term| term.max),
        _ => None,
    };
    let shorter = |start: Day, length: Duration| length.after(start) <= most.after(start);
    if length.is_some_and(|length| shorter(time.start_lo, length) && shorter(time.start_hi, length)) {
        return Status::Certain;
    }
    if time.unsure {
        return Status::Possible;
    }
    if time.start_lo.is_finite() && time.end_hi <= last(time.start_lo) {
        Status::Certain
    } else if time.start_hi != Day::MAX && time.end_lo > last(time.start_hi) {
        Status::No
    } else {
        Status::Possible
    }
}

/// Whether an `end-exclusivity` or `end-grant` of the same order touches a grant (3.1).
fn ended_by(prepared: &Prepared, order: DealIx, place: u32) -> bool {
    let compiled = prepared.compiled;
    let period = &prepared.link(place).period;
    let deal = prepared.catalog.deal(order);
    deal.effects.iter().any(|effect| {
        if !matches!(effect.action, EffectAction::EndExclusivity | EffectAction::EndGrant) {
            return false;
        }
        let (lo, hi, _) = effects::day(reading(prepared), compiled, order, effect);
        let touches = period.start_lo < hi && compiled.uncut_end_hi[place as usize] >= lo;
        touches && effects::matches(prepared.catalog, compiled, effect, place as usize) > Status::No
    })
}

/// C17: an effect on a grant that surely began on or after its day, or surely ended before.
fn misses(prepared: &Prepared, deal: DealIx, effect: &Effect, found: &mut Vec<Contradiction>) {
    let compiled = prepared.compiled;
    let (lo, hi, unsure) = effects::day(reading(prepared), compiled, deal, effect);
    for (link, _) in effects::targets(prepared.catalog, compiled, effect) {
        let grant = prepared.link(link as u32);
        let ends_hi = compiled.uncut_end_hi[link];
        // A period that ends before it starts has a finding of its own.
        if ends_hi < grant.period.start_lo || grant.period.start_lo < hi && ends_hi >= lo {
            continue;
        }
        let least = compiled.values[deal.at()].min(grant.value);
        let value = firm(least == Status::Certain && !unsure && !grant.period.unsure);
        let mut finding = about(prepared, Code::EffectMisses, value, &[link as u32], Details::Nothing);
        finding.deals.retain(|other| *other != deal);
        finding.deals.insert(0, deal);
        found.push(finding);
    }
}
