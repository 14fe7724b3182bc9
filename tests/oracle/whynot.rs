//! What would open a chain where there is none is what plain enumeration finds (rights.md,
//! section 7): nothing else, and nothing shorter is left out.

use super::both::{Both, at_points};
use super::engine::question;
use super::lacking::{self, Lacking};
use super::run::{Check, documents};
use catalog_atlas::dates::Day;
use catalog_atlas::rights::Status;
use catalog_atlas::rights::engine::{Condition, WhyNot};
use std::cell::Cell;

/// The most that are told.
const TOLD: usize = 5;

/// Its ids, the step that fails, and how.
type Said = (usize, Vec<String>, usize, Condition);

#[test]
fn what_is_missing_is_what_plain_enumeration_finds() {
    let (whole, part, full) = (Cell::new(0u32), Cell::new(0u32), Cell::new(0u32));
    documents(2_000, 41, |doc, catalog| {
        let count = |cell: &Cell<u32>, by: bool| cell.set(cell.get() + u32::from(by));
        let tell = |told, opened| {
            count(&whole, told > 0 && opened == usize::MAX);
            count(&part, opened < usize::MAX);
            count(&full, told == TOLD);
        };
        at_points(doc, catalog, &|both| every_no(both, &tell))
    });
    let (whole, part, full) = (whole.get(), part.get(), full.get());
    assert!(part * 20 <= whole, "{part} answers beside {whole} had more ways than can be compared");
    assert!(whole >= 10 && full * 500 >= whole, "hardly any list was full: {full} of {whole}");
}

fn every_no(both: &Both, count: &dyn Fn(usize, usize)) -> Check {
    let &Both { file, reading, naive, engine, ref points } = both;
    let worthless = lacking::worthless(naive);
    for &(place, day) in points {
        let spot = naive.spot(place);
        let opened = lacking::all(naive, &worthless, &spot, naive.day(day));
        for (party, ways) in opened.to.iter().enumerate() {
            let answer = engine.ask(&question(engine, file, party, place, day));
            if answer.answer > Status::No {
                if !answer.missing.is_empty() {
                    return Err(format!("something is missing though it holds: {answer:?}"));
                }
                continue;
            }
            compare(&answer.missing, ways, opened.whole_to).map_err(|reason| {
                let (id, k) = (&file.parties[party].id, &file.parties[place.catalogue].id);
                format!("{id} {k} at {place:?} on {}, {reading:?}: {reason}", Day(day))
            })?;
            count(answer.missing.len(), opened.whole_to);
        }
    }
    Ok(())
}

/// `whole_to`: ways of more steps than this were not all enumerated.
fn compare(missing: &[WhyNot], ways: &[Lacking], whole_to: usize) -> Check {
    let mut told: Vec<Said> = Vec::new();
    for why in missing {
        let ids: Vec<String> = why.steps.iter().map(|step| step.1.clone()).collect();
        told.push((ids.len(), ids, why.at, why.lack.condition));
    }
    let mut all: Vec<Said> = Vec::new();
    for way in ways {
        let Some((at, condition)) = way.fails else { continue };
        let said = (way.ids.len(), way.ids.clone(), at, condition);
        if !all.contains(&said) {
            all.push(said);
        }
    }
    all.sort();
    if let Some(wrong) = told.iter().find(|told| told.0 <= whole_to && !all.contains(told)) {
        return Err(format!("{wrong:?} alone opens nothing; by enumeration {all:?}"));
    }
    // One step may fail by the lives of two parties.
    let party = |at: usize| missing[at].lack.party;
    let follows =
        |at: usize| told[at - 1] < told[at] || told[at - 1] == told[at] && party(at - 1) != party(at);
    let in_order = (1..told.len()).all(follows);
    if !in_order || told.len() > TOLD {
        return Err(format!("twice, out of order, or too many: {told:?}"));
    }
    // For each condition of a link a shortest way; those as long as the last one told may not
    // all have found a place.
    let last = told.last().map_or(usize::MAX, |last| if told.len() < TOLD { usize::MAX } else { last.0 });
    let what = |said: &Said| (said.1.get(said.2).cloned(), said.3);
    let mut seen = Vec::new();
    for said in &all {
        if seen.contains(&what(said)) {
            continue;
        }
        seen.push(what(said));
        let is_told = |told: &Said| what(told) == what(said) && told.0 == said.0;
        if said.0 < last && !told.iter().any(is_told) {
            return Err(format!("{said:?} would open it too; told {told:?}, by enumeration {all:?}"));
        }
    }
    Ok(())
}
