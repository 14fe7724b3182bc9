//! Checks 16 to 18, 20 and 21, and periods of effects (5): dates that say less
//! or more than they seem to.

use super::{Lint, grant_id, join};
use crate::data::model::Grant;
use crate::data::words::{DealType, Stance};
use crate::data::{Deal, DealIx};
use crate::dates::{Bound, Day, Duration, When};
use crate::rights::{Status, resolve};

/// A grant without an end is asked about after this time.
const FIVE_YEARS: Duration = Duration { years: 5, months: 0, days: 0 };

/// Dates that programs write where they know none.
const FILLERS: [&str; 3] = ["1900-01-01", "1970-01-01", "9999-12-31"];

/// So many exact dates on 1 January are asked about, if they are half of all.
const MANY_NEW_YEARS: usize = 10;

pub(super) fn check(lint: &Lint) {
    let mut exact = (0, 0);
    for deal in &lint.catalog.deals {
        fillers(lint, deal, &mut exact);
        report_dates(lint, deal);
        for (place, grant) in deal.grants.iter().enumerate() {
            term_and_end(lint, deal, place, grant);
        }
        for (place, effect) in deal.effects.iter().enumerate() {
            // Check 5; the loader looks at other periods.
            if let (Some(date), Some(Bound::When(until))) = (&effect.date, &effect.until)
                && until.hi < date.lo
            {
                let message =
                    format!("The effect ends ({until}) before it starts ({date}), so it does nothing.");
                let pointer = join(&deal.pointer, &["effects", &place.to_string(), "until"]);
                lint.error("period-reversed", &pointer, message, "Swap the two, or correct one.");
            }
        }
    }
    for party in &lint.catalog.parties {
        for (bound, field) in [(&party.founded, "founded"), (&party.dissolved, "dissolved")] {
            if let Some(when) = bound.as_ref().and_then(Bound::when) {
                filler(lint, when, &join(&party.pointer, &[field]));
            }
        }
    }
    for source in &lint.catalog.sources {
        if let Some(when) = &source.published {
            filler(lint, when, &join(&source.pointer, &["published"]));
        }
    }
    if exact.0 >= MANY_NEW_YEARS && 2 * exact.0 > exact.1 {
        let message = format!(
            "{} of {} exact dates of deals fall on 1 January: where only the year is known, that is too precise.",
            exact.0, exact.1
        );
        lint.warn("placeholder-date", "/deals", message, "Write the year alone where you know no more.");
    }
    ends(lint);
    renewals_meet(lint);
}

/// Check 17.
fn filler(lint: &Lint, when: &When, pointer: &str) {
    if FILLERS.contains(&when.as_str()) {
        let message = format!("{when} looks like a filler for a date that is not known.");
        lint.warn(
            "placeholder-date",
            pointer,
            message,
            "Leave it out, write “..” if it is open, or write less precision.",
        );
    }
}

/// Fillers of one deal; counts its exact dates, and those on 1 January.
fn fillers(lint: &Lint, deal: &Deal, exact: &mut (usize, usize)) {
    let mut look = |when: &When, pointer: String| {
        filler(lint, when, &pointer);
        if when.lo == when.hi {
            exact.1 += 1;
            exact.0 += usize::from(when.as_str().ends_with("-01-01"));
        }
    };
    for (when, field) in [(&deal.announced, "announced"), (&deal.signed, "signed"), (&deal.date, "date")] {
        if let Some(when) = when {
            look(when, join(&deal.pointer, &[field]));
        }
    }
    for (place, grant) in deal.grants.iter().enumerate() {
        for (bound, field) in [(&grant.start, "start"), (&grant.end, "end")] {
            if let Some(when) = bound.as_ref().and_then(Bound::when) {
                look(when, lint.term(deal, place, field));
            }
        }
    }
    for (bound, field) in [(&deal.start, "start"), (&deal.end, "end")] {
        if let Some(when) = bound.as_ref().and_then(Bound::when) {
            look(when, join(&deal.pointer, &[field]));
        }
    }
}

/// Check 18: a start that is the publication day of the only source.
fn report_dates(lint: &Lint, deal: &Deal) {
    let mut supports = deal.evidence.iter().filter(|piece| piece.stance == Stance::Supports);
    let (Some(only), None) = (supports.next(), supports.next()) else { return };
    let Some(published) = &lint.catalog.source(only.source).published else { return };
    if published.lo != published.hi || deal.basis.iter().any(|(field, _)| field == "start") {
        return;
    }
    for (place, grant) in deal.grants.iter().enumerate() {
        let Some(Bound::When(start)) = &grant.start else { continue };
        if (start.lo, start.hi) == (published.lo, published.hi) {
            let message = format!(
                "“{}” starts on the day on which its only source was published; a report date is not an event date.",
                grant_id(deal, place)
            );
            let fix = "Write “announced” instead, or say in “basis” how the start is known.";
            lint.warn("report-date-as-start", &lint.term(deal, place, "start"), message, fix);
        }
    }
}

/// Check 21: `end` and `term` disagree.
fn term_and_end(lint: &Lint, deal: &Deal, place: usize, grant: &Grant) {
    let (Some(Bound::When(end)), Some(term), Some(Bound::When(start))) =
        (&grant.end, &grant.term, &grant.start)
    else {
        return;
    };
    let last = |start: Day, length: Duration| length.after(start).plus_days(-1);
    let early = term.max.is_some_and(|max| last(start.hi, max) < end.lo);
    let late = term.min.is_some_and(|min| last(start.lo, min) > end.hi);
    if early || late {
        let message = format!("“end” and “term” of “{}” disagree; only “end” counts.", grant_id(deal, place));
        lint.warn("term-and-end", &lint.term(deal, place, "term"), message, "Drop one of them.");
    }
}

/// Check 16: grants that began long ago and say nothing of an end.
fn ends(lint: &Lint) {
    let Some(today) = lint.today else {
        if let Some(deal) =
            lint.catalog.deals.iter().find(|deal| deal.grants.iter().any(|it| is_silent(deal, it)))
        {
            let message = format!(
                "“{}” has no end, and whether it began long ago cannot be asked: “meta” does not say when the file was last checked.",
                deal.id
            );
            lint.note("end-unknown", "/meta", message, "Add “checked” with a day such as 2026-11-20.");
        }
        return;
    };
    let mut last = None;
    for link in &lint.compiled.grants {
        let deal = lint.catalog.deal(link.deal);
        // Pairs of one grant share its terms.
        if last.replace((link.deal, link.grant)) == Some((link.deal, link.grant)) {
            continue;
        }
        let grant = &deal.grants[link.grant];
        let old = link.period.start_hi.is_finite() && FIVE_YEARS.after(link.period.start_hi) < today;
        if is_silent(deal, grant) && old && link.period.end_hi == Day::MAX {
            let message = format!(
                "“{}” has no end, no “..” and no term, and began over five years ago: nobody can tell whether it still runs.",
                grant_id(deal, link.grant)
            );
            let fix = "Write \"[YYYY-MM..]\" with the last day on which you know that it ran.";
            lint.warn("end-unknown", &lint.term(deal, link.grant, "end"), message, fix);
        }
    }
}

/// Whether a grant may have ended, and nothing says when.
fn is_silent(deal: &Deal, grant: &Grant) -> bool {
    grant.end.is_none() && grant.term.is_none() && deal.kind != DealType::Assignment
}

/// Check 20: a renewal whose days do not meet those of what it renews.
fn renewals_meet(lint: &Lint) {
    for (place, deal) in lint.catalog.deals.iter().enumerate() {
        for (at, grant) in deal.grants.iter().enumerate() {
            let Some(continues) = &grant.continues else { continue };
            let compiled = lint.compiled;
            let own = compiled
                .grants
                .iter()
                .skip(compiled.grants.partition_point(|link| link.deal < DealIx(place as u32)));
            let own = own.take_while(|link| link.deal == DealIx(place as u32)).find(|link| link.grant == at);
            let Some(own) = own.filter(|own| own.value > Status::No) else { continue };
            let earlier = resolve(lint.catalog, compiled, continues, grant.id.as_str());
            let after = |day: Day| day.plus_days(1);
            let apart = earlier.iter().map(|earlier| &compiled.grants[*earlier]).find(|earlier| {
                let end = &earlier.period;
                after(end.end_lo) > own.period.start_hi || after(end.end_hi) < own.period.start_lo
            });
            if let Some(apart) = apart {
                let other = grant_id(lint.catalog.deal(apart.deal), apart.grant);
                let message =
                    format!("“{}” continues “{other}”, but their days do not meet.", grant_id(deal, at));
                let fix = "Correct a date, or drop “continues”.";
                lint.warn("continues-gap", &lint.term(deal, at, "continues"), message, fix);
            }
        }
    }
}
