//! Check 19: days on which nobody runs a service.

use super::{Lint, join};
use crate::data::{Party, PartyIx};
use crate::dates::Day;
use crate::rights::Status;
use crate::sort;

pub(super) fn check(lint: &Lint) {
    for (place, party) in lint.catalog.parties.iter().enumerate() {
        if !party.operated_by.is_empty() {
            of_service(lint, party, PartyIx(place as u32));
        }
    }
}

fn of_service(lint: &Lint, party: &Party, service: PartyIx) {
    let life = &lint.compiled.lives[service.at()];
    let operators = lint.compiled.operators.get(service).map_or(&[][..], Vec::as_slice);
    let mut runs: Vec<(Day, Day)> =
        operators.iter().map(|run| (run.period.start_lo, run.period.end_hi)).collect();
    sort::plain(&mut runs);
    // Days of its life on which no entry may hold. An unknown start of the life is no gap.
    let mut gaps = Vec::new();
    let mut covered = if life.start_hi == Day::MIN { None } else { Some(life.start_hi.plus_days(-1)) };
    for (from, to) in runs {
        if let Some(end) = covered
            && end.plus_days(1) < from
        {
            gaps.push((end.plus_days(1), from.plus_days(-1)));
        }
        covered = covered.max(Some(to));
    }
    if let Some(end) = covered
        && end < life.end_lo
    {
        gaps.push((end.plus_days(1), life.end_lo));
    }
    for (from, to) in gaps {
        // Grants to an operator that surely run on some of those days.
        let runs = lint.compiled.grants.iter().any(|link| {
            operators.iter().any(|run| run.party == link.to)
                && link.value > Status::No
                && link.period.start_hi <= to
                && link.period.end_lo >= from
        });
        if runs {
            let days = match (from.is_finite(), to.is_finite()) {
                (true, true) if from == to => from.to_string(),
                (true, true) => format!("{from} to {to}"),
                (true, false) => format!("the days from {from} on"),
                _ => format!("the days until {to}"),
            };
            let message = format!(
                "“{}” has no operator on {days} although its operators' grants run: it loses their rights then.",
                party.id
            );
            let fix = "Extend an operator entry, or leave its “start” or “end” out.";
            lint.warn("operator-gap", &join(&party.pointer, &["operated_by"]), message, fix);
        }
    }
}
