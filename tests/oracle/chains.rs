//! The chains that an answer lists, and the coverage that follows from them, are those of plain
//! enumeration (rights.md, sections 5 to 7).

use super::both::{Both, at_points};
use super::engine::{number, question};
use super::records::{NO, POSSIBLE, PRESUMED, Word, YES};
use super::run::{Check, documents};
use super::ways::{self, Way};
use catalog_atlas::dates::Day;
use catalog_atlas::rights::Status;
use catalog_atlas::rights::engine::{Answer, ChainWord};
use std::cell::Cell;

/// The most chains that are listed.
const LISTED: usize = 50;
/// Up to so many ways to a party the engine's budget (rights.md 11) cannot have cut its walk:
/// it looks for 120 before it drops those that are superfluous.
const SURELY_ALL: usize = 100;

/// A chain as it is compared: value, ids, exclusivity, coverage.
type Said = (Word, Vec<String>, Word, (u16, u16));

/// How many answers were compared whole, and how many in part.
#[derive(Default)]
struct Counts {
    whole: Cell<u32>,
    part: Cell<u32>,
    several: Cell<u32>,
}

#[test]
fn chains_and_coverage_are_those_of_plain_enumeration() {
    let counts = Counts::default();
    documents(2_000, 40, |doc, catalog| at_points(doc, catalog, &|both| every_answer(both, &counts)));
    let (whole, part) = (counts.whole.get(), counts.part.get());
    assert!(part * 50 <= whole, "{part} answers beside {whole} had more ways than can be compared");
    let several = counts.several.get();
    assert!(several * 100 >= whole, "hardly any answer had more than one chain: {several} of {whole}");
}

fn every_answer(both: &Both, counts: &Counts) -> Check {
    let &Both { file, reading, naive, engine, ref points } = both;
    for &(place, day) in points {
        let spot = naive.spot(place);
        let ways = ways::all(naive, &spot, naive.day(day));
        for (party, ways_here) in ways.to.iter().enumerate() {
            let answer = engine.ask(&question(engine, file, party, place, day));
            let listed = answer.chains.len();
            let whole = !ways.cut && ways_here.len() <= SURELY_ALL;
            let checked = if whole { same(&answer, ways_here) } else { sound(&answer, ways_here, ways.cut) };
            checked.and_then(|()| consistent(&answer)).map_err(|reason| {
                let id = &file.parties[party].id;
                format!("{id} at {place:?} on {}, {reading:?}: {reason}", Day(day))
            })?;
            let count = |cell: &Cell<u32>, by: bool| cell.set(cell.get() + u32::from(by));
            count(&counts.whole, whole && listed > 0);
            count(&counts.part, !whole);
            count(&counts.several, listed > 1);
        }
    }
    Ok(())
}

/// The engine's chains.
fn said(answer: &Answer) -> Vec<Said> {
    let of = |chain: &catalog_atlas::rights::Chain| {
        let ids = chain.steps.iter().map(|step| step.id.clone()).collect();
        (number(chain.value), ids, number(chain.exclusive), (chain.coverage.min, chain.coverage.max))
    };
    answer.chains.iter().map(of).collect()
}

/// Section 7: without superfluous ways, those of the same ids as one, in order, at most 50.
fn expected(ways: &[Way]) -> Vec<Said> {
    let mut chains: Vec<Said> = Vec::new();
    for way in ways.iter().filter(|way| !ways.iter().any(|other| way.is_superfluous_beside(other))) {
        match chains.iter_mut().find(|chain| chain.1 == way.ids) {
            Some(known) => {
                known.0 = known.0.max(way.value);
                known.2 = known.2.max(way.exclusive);
                known.3 = known.3.max(way.coverage);
            }
            None => chains.push((way.value, way.ids.clone(), way.exclusive, way.coverage)),
        }
    }
    chains.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.len().cmp(&b.1.len())).then(a.1.cmp(&b.1)));
    chains.truncate(LISTED);
    chains
}

/// All is as it was enumerated.
fn same(answer: &Answer, ways: &[Way]) -> Check {
    let (engine, plain) = (said(answer), expected(ways));
    if engine != plain {
        return Err(format!("the engine lists\n{engine:?}\nby enumeration\n{plain:?}"));
    }
    let exclusive = ways.iter().map(|way| way.exclusive).max().unwrap_or(NO);
    let word = ways.iter().map(|way| way.value).max().unwrap_or(NO);
    if (number(answer.answer), number(answer.exclusive)) != (word, exclusive) {
        return Err(format!("{:?}, exclusive {:?}; {word}, {exclusive}", answer.answer, answer.exclusive));
    }
    covers(answer, &plain)
}

/// What the engine lists exists, though not all that exists need be listed.
fn sound(answer: &Answer, ways: &[Way], cut: bool) -> Check {
    let engine = said(answer);
    let exists = |chain: &Said| {
        ways.iter().any(|way| way.ids == chain.1 && way.value >= chain.0 && way.coverage == chain.3)
    };
    if let Some(chain) = engine.iter().find(|chain| !cut && !exists(chain)) {
        return Err(format!("no such way: {chain:?}"));
    }
    covers(answer, &engine)
}

/// Section 5, over the chains that are listed.
fn covers(answer: &Answer, listed: &[Said]) -> Check {
    let of_word = listed.iter().filter(|chain| chain.0 == number(answer.answer));
    let min = of_word.map(|chain| chain.3.0).max().unwrap_or(0);
    let max = listed.iter().map(|chain| u32::from(chain.3.1)).sum::<u32>().min(10_000);
    let engine = (answer.coverage.min, u32::from(answer.coverage.max));
    if engine == (min, max) { Ok(()) } else { Err(format!("covers {engine:?}, by the rule {min} {max}")) }
}

/// Values, words and reasons of a chain and of its steps fit each other.
fn consistent(answer: &Answer) -> Check {
    for chain in &answer.chains {
        let least = chain.steps.iter().map(|step| step.value).min();
        if least.is_some_and(|least| least != chain.value) {
            return Err(format!("a chain is not worth its least step: {chain:?}"));
        }
        let word = match number(chain.value) {
            _ if chain.owner.is_none() => ChainWord::Open,
            YES => ChainWord::Holds,
            PRESUMED => ChainWord::Presumed,
            _ => ChainWord::Weak,
        };
        if chain.word != word {
            return Err(format!("another word for a chain: {chain:?}"));
        }
        for step in &chain.steps {
            let explained = (step.value == Status::Certain || !step.reasons.is_empty())
                && (step.value == Status::Presumed) != step.presumptions.is_empty();
            if !explained {
                return Err(format!("a step without its reasons or presumptions: {step:?}"));
            }
        }
    }
    let fits = answer.chains.windows(2).all(|pair| pair[0].value >= pair[1].value);
    let is_no = number(answer.answer) < POSSIBLE;
    if fits && is_no == answer.chains.is_empty() { Ok(()) } else { Err(format!("out of order: {answer:?}")) }
}
