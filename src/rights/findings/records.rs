//! Single records: C11 to C14 and C16 (rights.md 9).

use super::boxes::meet;
use super::chains::stated;
use super::prepared::{Prepared, Row};
use super::{Code, Contradiction, Details, End, Status, about, about_deals, firm, licenses};
use crate::data::model::PartyRef;
use crate::data::words::{Confidence, DealType, Stance};
use crate::data::{DealIx, PartyIx};
use crate::dates::Day;
use crate::sort;

pub fn find(prepared: &Prepared, found: &mut Vec<Contradiction>) {
    for (place, link) in prepared.compiled.grants.iter().enumerate() {
        if !link.joint && link.from.is_some() {
            alive(prepared, place as u32, found);
        }
        if link.period.end_hi < link.period.start_lo {
            let value = firm(!link.period.unsure);
            found.push(about(prepared, Code::EndBeforeStart, value, &[place as u32], Details::Nothing));
        }
    }
    owners(prepared, found);
    successors(prepared, found);
    stakes(prepared, found);
    sources(prepared, found);
}

/// C11: parties that were surely not there when a stated period starts or ends.
fn alive(prepared: &Prepared, place: u32, found: &mut Vec<Contradiction>) {
    let link = prepared.link(place);
    let value = firm(link.value == Status::Certain);
    for party in [link.from, Some(link.to)].into_iter().flatten() {
        let life = &prepared.compiled.lives[party.at()];
        let is_always = (life.start_lo, life.end_hi) == (Day::MIN, Day::MAX);
        if is_always || life.unsure || prepared.compiled.mergers.get(party).is_some() {
            continue;
        }
        let (start, end) = stated(prepared, place);
        let mut push = |end| {
            found.push(about(prepared, Code::PartyNotAlive, value, &[place], Details::Party(party, end)));
        };
        if start && (link.period.start_hi < life.start_lo || link.period.start_lo > life.end_hi) {
            push(End::Start);
        }
        if end && link.period.end_lo > life.end_hi {
            push(End::End);
        }
    }
}

/// C13: one assignor, two assignees.
fn owners(prepared: &Prepared, found: &mut Vec<Contradiction>) {
    let grants = &prepared.compiled.grants;
    let mut rows: Vec<Row> = Vec::new();
    for (place, link) in grants.iter().enumerate() {
        if let (false, Some(from)) = (licenses(link.deal_type), link.from) {
            rows.push([from.0, place as u32, 0]);
        }
    }
    sort::rows(&mut rows);
    for of_one in rows.chunk_by(|a, b| a[0] == b[0]) {
        for (at, a) in of_one.iter().enumerate() {
            for b in of_one[at + 1..].iter().take(super::MOST_PAIRS as usize) {
                let (a, b) = (a[1], b[1]);
                if prepared.link(a).to == prepared.link(b).to {
                    continue;
                }
                if let Some((value, of)) = meet(prepared, a, b) {
                    let details = Details::Catalogues { of, controls: false };
                    found.push(about(prepared, Code::TwoOwners, value, &[a, b], details));
                }
            }
        }
    }
}

/// C13: one party, two successors.
fn successors(prepared: &Prepared, found: &mut Vec<Contradiction>) {
    let mut rows: Vec<Row> = Vec::new();
    for (place, deal) in prepared.catalog.deals.iter().enumerate() {
        let counts = deal.kind == DealType::Merger && prepared.compiled.values[place] > Status::No;
        if let (true, Some(from), Some(to)) = (counts, &deal.from, &deal.to) {
            for from in from.parties() {
                rows.extend(to.parties().iter().map(|to| [from.0, place as u32, to.0]));
            }
        }
    }
    sort::rows(&mut rows);
    for of_one in rows.chunk_by(|a, b| a[0] == b[0]) {
        for (at, a) in of_one.iter().enumerate() {
            for b in &of_one[at + 1..] {
                let deals = [a, b].map(|row| DealIx(row[1]));
                let unsure = deals.iter().any(|deal| {
                    let deal = prepared.catalog.deal(*deal);
                    deal.date.as_ref().is_some_and(|date| date.unsure)
                        || [&deal.from, &deal.to]
                            .into_iter()
                            .flatten()
                            .any(|side| matches!(side, PartyRef::Joint(_)))
                });
                if a[2] == b[2] || deals[0] == deals[1] {
                    continue;
                }
                let value = deals.iter().map(|deal| prepared.compiled.values[deal.at()]).min();
                let value = firm(value == Some(Status::Certain) && !unsure);
                let details = Details::Catalogues { of: vec![PartyIx(a[0])], controls: false };
                found.push(about_deals(Code::TwoOwners, value, deals.to_vec(), details));
            }
        }
    }
}

/// C14: stakes in one party that are surely held on one day and exceed the whole.
fn stakes(prepared: &Prepared, found: &mut Vec<Contradiction>) {
    let compiled = prepared.compiled;
    let mut rows: Vec<Row> = Vec::new();
    for (place, holding) in compiled.holdings.iter().enumerate() {
        let deal = prepared.catalog.deal(holding.deal);
        let sure = compiled.values[holding.deal.at()] == Status::Certain && !holding.period.unsure;
        let one = !matches!(deal.to, Some(PartyRef::Joint(_)));
        if sure
            && one
            && holding.period.start_hi <= holding.period.end_lo
            && stake(prepared, holding.deal) > 0.0
        {
            rows.push([holding.to.0, holding.deal.0, place as u32]);
        }
    }
    sort::rows(&mut rows);
    // A joint stake is one.
    rows.dedup_by_key(|row| (row[0], row[1]));
    for of_one in rows.chunk_by(|a, b| a[0] == b[0]) {
        let held = |row: &Row| compiled.holdings[row[2] as usize].period;
        let mut days: Vec<Day> = of_one.iter().map(|row| held(row).start_hi).collect();
        sort::distinct(&mut days);
        for day in days {
            let on_day: Vec<DealIx> = of_one
                .iter()
                .filter(|row| held(row).start_hi <= day && day <= held(row).end_lo)
                .map(|row| DealIx(row[1]))
                .collect();
            if on_day.iter().map(|deal| stake(prepared, *deal)).sum::<f64>() > 100.0 + 1e-6 {
                let details = Details::Day(PartyIx(of_one[0][0]), day);
                found.push(about_deals(Code::OverHundred, Status::Certain, on_day, details));
                break;
            }
        }
    }
}

fn stake(prepared: &Prepared, deal: DealIx) -> f64 {
    prepared.catalog.deal(deal).stake.as_ref().and_then(|stake| stake.minimum).unwrap_or(0.0)
}

/// C16: sources that contradict each other, and nobody says so.
fn sources(prepared: &Prepared, found: &mut Vec<Contradiction>) {
    let catalog = prepared.catalog;
    for (place, deal) in catalog.deals.iter().enumerate() {
        let said =
            deal.confidence == Confidence::Disputed || !deal.disputes.is_empty() || !deal.claims.is_empty();
        if said || prepared.compiled.values[place] == Status::No {
            continue;
        }
        let known = |source: crate::data::SourceIx| match (
            &catalog.source(source).published,
            prepared.compiled.options.known,
        ) {
            (Some(published), Some(known)) => published.lo <= known,
            _ => true,
        };
        let has = |stance| deal.evidence.iter().any(|piece| piece.stance == stance && known(piece.source));
        if has(Stance::Supports) && has(Stance::Contradicts) {
            let deals = vec![DealIx(place as u32)];
            found.push(about_deals(Code::SourcesContradict, Status::Possible, deals, Details::Nothing));
        }
    }
}
