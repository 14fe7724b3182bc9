//! Every other way to ask gives what one question gives: `ask`, services, holders, catalogues,
//! matrix, timeline, territories; others and gatekeeper are counted again.

use super::engine::{self, number, question};
use super::facts::Facts;
use super::make::dice::Dice;
use super::make::shrink::Doc;
use super::naive::{Naive, Place};
use super::props::points;
use super::records::{File, NO, POSSIBLE, Word, YES};
use super::run::{Check, documents};
use super::sound::reading;
use catalog_atlas::data::words::PartyKind;
use catalog_atlas::data::{Catalog, PartyIx};
use catalog_atlas::dates::Day;
use catalog_atlas::rights::engine::TerritoryIx;
use catalog_atlas::rights::{Engine, Question, Status};

/// Columns of a matrix.
const COLUMNS: usize = 70;

/// A document, compiled, and points to ask about.
struct Asked<'a> {
    file: &'a File,
    engine: &'a Engine<'a>,
    points: Vec<(Place, i32)>,
}

fn asked(doc: &Doc, catalog: &Catalog, check: impl Fn(&Asked, &Facts, &mut Dice) -> Check) -> Check {
    let mut dice = Dice(doc.seed);
    let file = File::read(&doc.json);
    let reading = reading(&mut dice);
    let facts = Facts::new(&file, reading);
    let compiled = engine::compiled(catalog, reading);
    let engine = Engine::new(catalog, &compiled);
    let points = points(&file, &facts, &mut dice, 4);
    check(&Asked { file: &file, engine: &engine, points }, &facts, &mut dice)
}

impl Asked<'_> {
    fn questions(&self, place: Place, day: i32) -> Vec<Question> {
        (0..self.file.parties.len())
            .map(|party| question(self.engine, self.file, party, place, day))
            .collect()
    }
}

#[test]
fn an_answer_has_chains_and_counts_the_others() {
    documents(1_500, 30, |doc, catalog| {
        asked(doc, catalog, |asked, facts, _| {
            let naive_days: Vec<i32> = asked.points.iter().map(|(_, day)| *day).collect();
            let naive = Naive::new(facts, &naive_days);
            for &(place, day) in &asked.points {
                let spot = naive.spot(place);
                let at = naive.day(day);
                let words = naive.words(&spot, at);
                for (party, question) in asked.questions(place, day).iter().enumerate() {
                    let answer = asked.engine.ask(question);
                    let id = &asked.file.parties[party].id;
                    let wrong =
                        |what: &str| Err(format!("{id} at {place:?} on {}: {what}: {answer:?}", Day(day)));
                    if (answer.answer, answer.exclusive) != asked.engine.word(question) {
                        return wrong("another word than `word`");
                    }
                    let best = answer.chains.iter().map(|chain| chain.value).max().unwrap_or(Status::No);
                    let exclusive =
                        answer.chains.iter().map(|chain| chain.exclusive).max().unwrap_or(Status::No);
                    if best != answer.answer || exclusive > answer.exclusive {
                        return wrong("the chains are not worth the answer");
                    }
                    let sorted = answer.chains.windows(2).all(|pair| pair[0].value >= pair[1].value);
                    if !sorted || answer.coverage.min > answer.coverage.max {
                        return wrong("chains or coverage are out of order");
                    }
                    if answer.chains.is_empty() != (answer.coverage.max == 0 && answer.answer == Status::No) {
                        return wrong("coverage without chains, or the other way round");
                    }
                    if naive.links.contradicting {
                        continue;
                    }
                    let (others, gatekeeper) = counted(&naive, &spot, at, party, &words);
                    let engine = [answer.others.possible, answer.others.presumed, answer.others.yes];
                    if engine != others || answer.gatekeeper != gatekeeper {
                        return wrong(&format!("others {others:?}, gatekeeper {gatekeeper}"));
                    }
                }
            }
            Ok(())
        })
    });
}

/// Section 6: other services by word, and whether they have it only through the party.
fn counted(
    naive: &Naive,
    spot: &super::owners::Spot,
    at: usize,
    party: usize,
    words: &[(Word, Word)],
) -> ([u32; 3], bool) {
    let file = naive.facts.file;
    let operates = &naive.operates[at];
    // The services that it runs, also by running their operators.
    let mut run = vec![party];
    let mut next = 0;
    while next < run.len() {
        let services =
            operates.iter().filter(|(operator, ..)| *operator == run[next]).map(|(_, service, _)| *service);
        let new: Vec<usize> = services.filter(|service| !run.contains(service)).collect();
        run.extend(new);
        next += 1;
    }
    let others: Vec<usize> = (0..file.parties.len())
        .filter(|other| file.parties[*other].service && !run.contains(other))
        .collect();
    let mut counts = [0; 3];
    for other in &others {
        if words[*other].0 > NO {
            counts[words[*other].0 as usize - 1] += 1;
        }
    }
    let mut gone = vec![party];
    if file.parties[party].service {
        gone.extend(
            operates
                .iter()
                .filter(|(_, service, word)| *service == party && *word >= POSSIBLE)
                .map(|run| run.0),
        );
    }
    let left = naive.words_without(spot, at, &gone);
    let sure = others.iter().filter(|other| words[**other].0 == YES);
    let gatekeeper = counts[2] > 0 && sure.into_iter().all(|other| left[*other].0 < YES);
    (counts, gatekeeper)
}

#[test]
fn lists_and_the_matrix_give_the_words_of_one_question() {
    documents(1_000, 31, |doc, catalog| {
        asked(doc, catalog, |asked, _, _| {
            let everybody: Vec<PartyIx> = (0..asked.file.parties.len() as u32).map(PartyIx).collect();
            for &(place, day) in &asked.points {
                let questions = asked.questions(place, day);
                let Question { catalogue, territory, date, usage, layer, .. } = questions[0];
                let words: Vec<_> = questions.iter().map(|question| asked.engine.word(question)).collect();
                let listed = |wanted: &dyn Fn(PartyKind) -> bool| {
                    let all = everybody.iter().zip(&words).filter(|(_, word)| word.0 > Status::No);
                    let all = all.filter(|(party, _)| wanted(catalog.party(**party).kind));
                    all.map(|(party, word)| (*party, word.0, word.1)).collect::<Vec<_>>()
                };
                let services = asked.engine.services(catalogue, territory, date, usage, layer);
                let holders = asked.engine.holders(catalogue, territory, date, usage, layer, &|_| true);
                if services != listed(&|kind| kind == PartyKind::Service) || holders != listed(&|_| true) {
                    return Err(format!(
                        "services {services:?}, holders {holders:?}, words {words:?} at {place:?} {date}"
                    ));
                }
                // More columns than the engine works on at once, so that one lot follows another.
                let columns: Vec<PartyIx> = everybody.iter().copied().cycle().take(COLUMNS).collect();
                let matrix = asked.engine.matrix(&everybody, &columns, territory, date, usage, layer);
                for party in &everybody {
                    let word = |catalogue: PartyIx| {
                        asked.engine.word(&Question { party: *party, catalogue, ..questions[0] })
                    };
                    let row: Vec<_> = everybody.iter().map(|catalogue| word(*catalogue)).collect();
                    let first = party.at() * columns.len();
                    let cells = &matrix[first..first + columns.len()];
                    let is_row = cells.iter().zip(row.iter().cycle()).all(|(cell, word)| cell == word);
                    let catalogues = asked.engine.catalogues(*party, territory, date, usage, layer);
                    let known = everybody.iter().zip(&row).filter(|(_, word)| word.0 > Status::No);
                    let known: Vec<_> = known.map(|(catalogue, word)| (*catalogue, word.0, word.1)).collect();
                    if !is_row || catalogues != known {
                        return Err(format!(
                            "{party:?} on {date}: matrix {cells:?}, catalogues {catalogues:?}, {row:?}"
                        ));
                    }
                }
            }
            Ok(())
        })
    });
}

#[test]
fn the_timeline_gives_the_word_of_each_day() {
    documents(1_000, 32, |doc, catalog| {
        asked(doc, catalog, |asked, facts, _| {
            let mut days = super::days::written(facts);
            let last = days.last().copied().unwrap_or(0);
            days.extend([-200_000, last + 1, 200_000]);
            let &(place, day) = &asked.points[0];
            for question in asked.questions(place, day) {
                let line = asked.engine.timeline(&question);
                let joined = line.windows(2).all(|pair| pair[0].1.plus_days(1) == pair[1].0);
                let whole = line.first().is_some_and(|first| first.0 == Day::MIN)
                    && line.last().is_some_and(|last| last.1 == Day::MAX);
                let changes = line.windows(2).all(|pair| (pair[0].2, pair[0].3) != (pair[1].2, pair[1].3));
                if !joined || !whole || !changes {
                    return Err(format!("{question:?}: {line:?}"));
                }
                for date in days.iter().map(|day| Day(*day)) {
                    let there = line
                        .iter()
                        .find(|part| part.0 <= date && date <= part.1)
                        .map(|part| (part.2, part.3));
                    let word = asked.engine.word(&Question { date, ..question });
                    if there != Some(word) {
                        return Err(format!("{question:?} on {date}: {word:?}, in the timeline {there:?}"));
                    }
                }
            }
            Ok(())
        })
    });
}

#[test]
fn the_map_gives_the_word_of_each_territory() {
    documents(1_000, 33, |doc, catalog| {
        asked(doc, catalog, |asked, _, _| {
            let codes = ["CN", "HK", "DE", "FR", "US"];
            let territories: Vec<_> = codes.iter().filter_map(|code| TerritoryIx::of_code(code)).collect();
            for &(place, day) in &asked.points {
                for question in asked.questions(place, day) {
                    let sets = asked.engine.territories(&question);
                    if !sets[0].within(sets[1]) || !sets[1].within(sets[2]) {
                        return Err(format!("{question:?}: a surer set lies outside: {sets:?}"));
                    }
                    for &territory in &territories {
                        let word = asked.engine.word(&Question { territory, ..question }).0;
                        let found = sets.iter().filter(|set| set.contains(territory.0)).count();
                        if found != usize::from(number(word)) {
                            return Err(format!(
                                "{question:?} in {territory:?}: {word:?}, in {found} of three sets"
                            ));
                        }
                    }
                }
            }
            Ok(())
        })
    });
}
