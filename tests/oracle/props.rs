//! What holds of every answer, whatever the records say (issue 3, 2.2).

use super::engine;
use super::facts::{Facts, Reading};
use super::make::dice::Dice;
use super::make::shrink::Doc;
use super::make::{DAYS, FIRST, plain_deal};
use super::naive::Place;
use super::records::{File, NO, POSSIBLE, PRESUMED, Word};
use super::run::{Check, documents};
use super::sound::{catalogue, kinds, reading};
use super::{days, run};
use catalog_atlas::data::Catalog;
use catalog_atlas::dates::Day;
use catalog_atlas::rights::Engine;
use serde_json::{Value, json};

/// Some points of a document: where and when.
pub fn points(file: &File, facts: &Facts, dice: &mut Dice, count: usize) -> Vec<(Place, i32)> {
    let (kinds, days) = (kinds(file), days::written(facts));
    let mut found = Vec::new();
    for _ in 0..count {
        let (territory, usage, layer) = dice.pick(&kinds);
        found.push((Place { catalogue: catalogue(file, dice), territory, usage, layer }, dice.pick(&days)));
    }
    found
}

/// The words for every party, by its id, at points of another file with the same parties.
fn words_at(
    file: &File,
    catalog: &Catalog,
    reading: Reading,
    points: &[(Place, i32)],
) -> Vec<Vec<(Word, Word)>> {
    let compiled = engine::compiled(catalog, reading);
    let engine = Engine::new(catalog, &compiled);
    points.iter().map(|(place, day)| engine::words(&engine, file, *place, *day)).collect()
}

#[test]
fn a_presumption_only_turns_possible_into_presumed() {
    documents(1_500, 20, |doc, catalog| {
        let mut dice = Dice(doc.seed);
        let file = File::read(&doc.json);
        let known = reading(&mut dice).known;
        let facts = Facts::new(&file, Reading { presume: false, known });
        let points = points(&file, &facts, &mut dice, 16);
        let strict = words_at(&file, catalog, Reading { presume: false, known }, &points);
        let presumed = words_at(&file, catalog, Reading { presume: true, known }, &points);
        let fits = |strict: Word, presumed: Word| {
            strict == presumed && strict != PRESUMED || (strict, presumed) == (POSSIBLE, PRESUMED)
        };
        for (at, (strict, presumed)) in strict.iter().zip(&presumed).enumerate() {
            for (party, (strict, presumed)) in strict.iter().zip(presumed).enumerate() {
                // An exclusivity by contract is never worth more than the right itself.
                let ordered = strict.1 <= strict.0 && presumed.1 <= presumed.0;
                if !fits(strict.0, presumed.0) || !fits(strict.1, presumed.1) || !ordered {
                    let party = &file.parties[party].id;
                    return Err(format!(
                        "{party} at {:?}: strict {strict:?}, presumed {presumed:?}",
                        points[at]
                    ));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_order_of_records_does_not_matter() {
    documents(1_500, 21, |doc, catalog| {
        let mut dice = Dice(doc.seed);
        let reading = reading(&mut dice);
        let mut other = doc.json.clone();
        for list in ["deals", "parties", "sources", "territories"] {
            if let Some(Value::Array(list)) = other.get_mut(list) {
                dice.shuffle(list);
            }
        }
        let turned = run::load(&other).ok_or("the loader finds errors in another order")?;
        let (file, turned_file) = (File::read(&doc.json), File::read(&other));
        let facts = Facts::new(&file, reading);
        let points = points(&file, &facts, &mut dice, 12);
        let (here, there) = (engine::compiled(catalog, reading), engine::compiled(&turned, reading));
        let (here, there) = (Engine::new(catalog, &here), Engine::new(&turned, &there));
        for (place, day) in points {
            for (party, rec) in file.parties.iter().enumerate() {
                let at = |file: &File, id: &str| file.party(id);
                let turned_place =
                    Place { catalogue: at(&turned_file, &file.parties[place.catalogue].id), ..place };
                let question = engine::question(&here, &file, party, place, day);
                let again =
                    engine::question(&there, &turned_file, at(&turned_file, &rec.id), turned_place, day);
                let (answer, again) = (here.ask(&question), there.ask(&again));
                let say = |answer: &catalog_atlas::rights::Answer| {
                    let ids = |chain: &catalog_atlas::rights::Chain| {
                        chain.steps.iter().map(|step| step.id.clone()).collect::<Vec<_>>()
                    };
                    let chains: Vec<_> =
                        answer.chains.iter().map(|chain| (ids(chain), chain.value)).collect();
                    (
                        answer.answer,
                        answer.exclusive,
                        answer.coverage,
                        answer.others,
                        answer.gatekeeper,
                        chains,
                    )
                };
                if say(&answer) != say(&again) {
                    let day = Day(day);
                    return Err(format!("{} on {day}: {:?}, then {:?}", rec.id, say(&answer), say(&again)));
                }
            }
        }
        Ok(())
    });
}

#[test]
fn another_plain_grant_never_lowers_an_answer() {
    documents(1_500, 22, |doc, catalog| {
        let mut dice = Dice(doc.seed);
        let reading = reading(&mut dice);
        let mut more = doc.json.clone();
        let deal = plain_deal(&doc.json, dice.next());
        let Some(deals) = more.get_mut("deals").and_then(Value::as_array_mut) else { return Ok(()) };
        deals.insert(dice.below(deals.len() + 1), deal);
        compare(doc, catalog, &more, reading, &mut dice)
    });
}

#[test]
fn one_plain_grant_less_never_raises_an_answer() {
    documents(1_500, 23, |doc, catalog| {
        let mut dice = Dice(doc.seed);
        let reading = reading(&mut dice);
        let mut less = doc.json.clone();
        let Some(deals) = less.get_mut("deals").and_then(Value::as_array_mut) else { return Ok(()) };
        let plain: Vec<usize> = (0..deals.len()).filter(|at| is_plain(&deals[*at], deals)).collect();
        if plain.is_empty() {
            return Ok(());
        }
        deals.remove(dice.pick(&plain));
        let Some(smaller) = run::load(&less) else { return Ok(()) };
        compare(&Doc { seed: doc.seed, json: less }, &smaller, &doc.json, reading, &mut dice)
            .map_err(|reason| format!("without the grant: {reason}"))
            .and_then(|()| compare_known(doc, catalog))
    });
}

/// Every party has at least as much in `more` as in the document.
fn compare(doc: &Doc, catalog: &Catalog, more: &Value, reading: Reading, dice: &mut Dice) -> Check {
    let Some(larger) = run::load(more) else { return Ok(()) };
    let (file, more) = (File::read(&doc.json), File::read(more));
    let facts = Facts::new(&more, reading);
    let points = points(&more, &facts, dice, 14);
    let (less, more_words) =
        (words_at(&file, catalog, reading, &points), words_at(&more, &larger, reading, &points));
    for (at, (less, more)) in less.iter().zip(&more_words).enumerate() {
        for (party, (less, more)) in less.iter().zip(more).enumerate() {
            if more.0 < less.0 || more.1 < less.1 {
                let (place, day) = points[at];
                let (party, day) = (&file.parties[party].id, Day(day));
                return Err(format!("{party} at {place:?} on {day}: {less:?} with less, {more:?} with more"));
            }
        }
    }
    Ok(())
}

/// A deal with plain grants that nothing else refers to.
fn is_plain(deal: &Value, deals: &[Value]) -> bool {
    let carries = ["licence", "sublicence", "mandate", "swap", "settlement"];
    let kind = deal.get("type").and_then(Value::as_str).unwrap_or_default();
    let acts = ["effects", "replaces", "continues"].iter().any(|field| deal.get(field).is_some());
    let id = deal.get("id").and_then(Value::as_str).unwrap_or_default();
    let renews = deal.to_string().contains("\"continues\"");
    let (bare, with_grant) = (format!("\"{id}\""), format!("\"{id}#"));
    let mut others = deals.iter().filter(|other| other.get("id") != deal.get("id")).map(Value::to_string);
    let named = others.any(|other| other.contains(&bare) || other.contains(&with_grant));
    carries.contains(&kind) && !acts && !renews && !named
}

#[test]
fn what_was_not_known_on_a_day_does_not_matter() {
    documents(1_500, 24, compare_known);
}

/// Section 8: leaves out what was not known on a day, and nothing changes as known on it.
fn compare_known(doc: &Doc, catalog: &Catalog) -> Check {
    let mut dice = Dice(doc.seed ^ 1);
    let known = dice.between(FIRST - 2, FIRST + DAYS);
    let file = File::read(&doc.json);
    let reading = Reading { presume: dice.percent(70), known: Some(known) };
    let facts = Facts::new(&file, reading);
    let mut less = doc.json.clone();
    let later = |date: Option<&Value>| {
        let text = date.and_then(Value::as_str).unwrap_or("..");
        text != ".." && catalog_atlas::dates::When::parse(text).is_ok_and(|date| date.lo.0 > known)
    };
    if let Some(parties) = less.get_mut("parties").and_then(Value::as_array_mut) {
        for party in parties.iter_mut().filter_map(Value::as_object_mut) {
            if later(party.get("dissolved")) {
                party.remove("dissolved");
            }
            if let Some(entries) = party.get_mut("operated_by").and_then(Value::as_array_mut) {
                entries.retain(|entry| !later(entry.get("start")));
                for entry in entries.iter_mut().filter(|entry| later(entry.get("end"))) {
                    entry.as_object_mut().map(|entry| entry.remove("end"));
                }
            }
        }
    }
    if let Some(deals) = less.get_mut("deals").and_then(Value::as_array_mut) {
        let all = deals.clone();
        let unknown = |deal: &Value| {
            let at = file.deals.iter().position(|known| deal.get("id") == Some(&json!(known.id)));
            at.is_some_and(|at| facts.values[at] == NO)
        };
        deals.retain(|deal| {
            let id = deal.get("id").and_then(Value::as_str).unwrap_or_default();
            let (bare, with_grant) = (format!("\"{id}\""), format!("\"{id}#"));
            let mut others =
                all.iter().filter(|other| other.get("id") != deal.get("id")).map(Value::to_string);
            !unknown(deal) || others.any(|other| other.contains(&bare) || other.contains(&with_grant))
        });
        for deal in deals.iter_mut().filter_map(Value::as_object_mut) {
            if later(deal.get("retracted").and_then(|retracted| retracted.get("date"))) {
                deal.remove("retracted");
            }
        }
    }
    let Some(smaller) = run::load(&less) else { return Ok(()) };
    let points = points(&file, &facts, &mut dice, 12);
    let (whole, part) =
        (words_at(&file, catalog, reading, &points), words_at(&file, &smaller, reading, &points));
    match whole.iter().zip(&part).position(|(whole, part)| whole != part) {
        None => Ok(()),
        Some(at) => {
            let (place, day) = points[at];
            let (known, day) = (Day(known), Day(day));
            Err(format!("{place:?} on {day}, known on {known}: {:?}, without {:?}", whole[at], part[at]))
        }
    }
}
