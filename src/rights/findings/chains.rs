//! One grant against those it may rest on: C4 to C10 (rights.md 9). Joint pairs
//! and unspecified parties are left out.

use super::boxes::layer_bit;
use super::group::Groups;
use super::owners::{ever_owned, may_own};
use super::pairs::excludes;
use super::prepared::{Prepared, Reach, Upstreams, rows};
use super::{Code, Contradiction, Details, Dimension, End, Status, about, firm, licenses};
use crate::data::PartyIx;
use crate::data::words::{DealType, Layer, Level, Sublicensing};
use crate::dates::Day;
use crate::rights::known::is_open;
use crate::rights::{Period, Territories};

pub fn find(prepared: &Prepared, found: &mut Vec<Contradiction>) {
    let mut groups = Groups::new(prepared);
    for (place, link) in prepared.compiled.grants.iter().enumerate() {
        let place = place as u32;
        if link.joint || link.from.is_none() {
            continue;
        }
        competing(prepared, place, found);
        let terms = prepared.terms(place);
        let strangers: Vec<PartyIx> =
            prepared.cats(place).iter().copied().filter(|party| !may_own(prepared, place, *party)).collect();
        let small = &prepared.small[place as usize];
        let passes_on = link.deal_type == DealType::Sublicence || !terms.upstream.is_empty();
        // A sublicence that lists nothing rests on something all the same.
        let foreign = !strangers.is_empty() || small.reach == Reach::Any && prepared.cats(place).is_empty();
        if passes_on && terms.catalogue.holdings.is_none() && foreign {
            let upstreams = prepared.upstreams(place, prepared.cats(place));
            against(prepared, place, &upstreams, &strangers, found);
        }
        if link.deal_type != DealType::Sublicence && !strangers.is_empty() {
            nothing(prepared, &mut groups, place, &strangers, found);
        }
    }
}

/// C4: an exclusive grant of the grantor's own catalogue beside a service that it operates.
fn competing(prepared: &Prepared, place: u32, found: &mut Vec<Contradiction>) {
    let link = prepared.link(place);
    let Some(grantor) = link.from else { return };
    if link.level != Level::Exclusive || !licenses(link.deal_type) || !prepared.cats(place).contains(&grantor)
    {
        return;
    }
    let carve_outs = &prepared.terms(place).exclusivity.carve_outs;
    for row in rows(&prepared.operates, grantor.0) {
        let service = PartyIx(row[1]);
        let Some(operators) = prepared.compiled.operators.get(service) else { continue };
        let run = &operators[row[2] as usize].period;
        let is_licensee = service == link.to || operators.iter().any(|run| run.party == link.to);
        if is_licensee || carve_outs.contains(&service) || carve_outs.contains(&grantor) {
            continue;
        }
        let meets = together(&[&link.exclusivity, run, &prepared.compiled.lives[service.at()]]);
        if meets > Status::No {
            let value = firm(link.value.min(meets) == Status::Certain);
            found.push(about(prepared, Code::OwnerCompetes, value, &[place], Details::Service(service)));
        }
    }
}

/// Whether periods have a day in common.
fn together(periods: &[&Period]) -> Status {
    let first = periods.iter().map(|period| period.start_lo).max().unwrap_or(Day::MIN);
    let last = periods.iter().map(|period| period.end_hi).min().unwrap_or(Day::MAX);
    if first > last {
        return Status::No;
    }
    let sure_first = periods.iter().map(|period| period.start_hi).max().unwrap_or(Day::MIN);
    let sure_last = periods.iter().map(|period| period.end_lo).min().unwrap_or(Day::MAX);
    firm(sure_first <= sure_last && !periods.iter().any(|period| period.unsure))
}

/// C5 to C9.
fn against(
    prepared: &Prepared,
    place: u32,
    upstreams: &Upstreams,
    strangers: &[PartyIx],
    found: &mut Vec<Contradiction>,
) {
    let value = firm(prepared.link(place).value == Status::Certain);
    let mut push = |code, value, details| found.push(about(prepared, code, value, &[place], details));
    if upstreams.iter().next().is_none() {
        push(Code::NoUpstream, value, Details::Nothing);
        return;
    }
    for (dimension, excess) in wider(prepared, place, upstreams, strangers) {
        push(Code::WiderThanUpstream, value, Details::Excess { dimension, excess });
    }
    for end in outside(prepared, place, upstreams) {
        push(Code::OutsideUpstreamTime, value, Details::At(end));
    }
    let all = |test: &dyn Fn(u32) -> bool| upstreams.iter().all(test);
    if excludes(prepared.link(place)) && all(&|up| prepared.link(up).level == Level::NonExclusive) {
        push(Code::ExclusiveFromNonExclusive, value, Details::Nothing);
    }
    let right = |up: u32| prepared.link(up).sublicensing;
    if all(&|up| right(up) == Sublicensing::Forbidden) {
        push(Code::SublicensingNotShown, value, Details::Nothing);
    } else if all(&|up| matches!(right(up), Sublicensing::Forbidden | Sublicensing::WithConsent)) {
        push(Code::SublicensingNotShown, Status::Possible, Details::Nothing);
    }
}

/// C6: what a grant has beyond the union of its upstreams, where it and all of them state it.
fn wider(
    prepared: &Prepared,
    place: u32,
    upstreams: &Upstreams,
    strangers: &[PartyIx],
) -> Vec<(Dimension, Vec<String>)> {
    let mut found = Vec::new();
    let uncovered: Vec<PartyIx> = strangers
        .iter()
        .copied()
        .filter(|party| !upstreams.iter().any(|up| prepared.may_hold(up, *party)))
        .collect();
    if !uncovered.is_empty() {
        let ids = uncovered.iter().map(|party| prepared.catalog.party(*party).id.to_string());
        let mut ids: Vec<String> = ids.collect();
        crate::sort::plain(&mut ids);
        found.push((Dimension::Catalogue, ids));
    }
    // A field that a default fills is not stated.
    let stated =
        |field: &str| says(prepared, place, field) && upstreams.iter().all(|up| says(prepared, up, field));
    let terms = prepared.terms(place);
    let layers = terms.layer.iter().map(|layer| layer_bit(*layer));
    let uses = terms.uses.iter().map(|name| prepared.uses.of(name));
    let wanted = layers.chain(uses).fold(0, |all, one| all | one);
    let mut covered = 0;
    for up in upstreams.iter() {
        covered |= prepared.small[up as usize].scope;
        // Further ones cover nothing more that counts.
        if wanted & !covered == 0 {
            break;
        }
    }
    let wide = |layer: &&Layer| terms.layer.contains(layer) && covered & layer_bit(**layer) == 0;
    let layers: Vec<String> = Layer::ALL.iter().filter(wide).map(|layer| layer.word().to_string()).collect();
    if !layers.is_empty() && stated("layer") {
        found.push((Dimension::Layer, layers));
    }
    let mut left = prepared.link(place).territory;
    for up in upstreams.iter() {
        left = left.zip(prepared.link(up).territory).map(|(left, covered)| left.without(covered));
        if left.is_none_or(|left| left == Territories::default()) {
            break;
        }
    }
    let codes = left.unwrap_or_default().codes();
    if !codes.is_empty() && stated("territory") {
        found.push((Dimension::Territory, codes.into_iter().map(str::to_string).collect()));
    }
    let wide = |name: &&String| covered & prepared.uses.of(name) == 0;
    let mut uses: Vec<String> = terms.uses.iter().filter(wide).cloned().collect();
    if !uses.is_empty() && stated("uses") {
        crate::sort::distinct(&mut uses);
        found.push((Dimension::Uses, uses));
    }
    found
}

/// Whether the record of a grant has a field, its own or its deal's.
fn says(prepared: &Prepared, place: u32, field: &str) -> bool {
    let link = prepared.link(place);
    let mut pointer = prepared.catalog.deal(link.deal).pointer.clone();
    let Some(record) = prepared.catalog.document.pointer(&pointer) else { return false };
    pointer.clear();
    for part in ["/grants/", &link.grant.to_string(), "/", field] {
        pointer.push_str(part);
    }
    record.get(field).is_some() || record.pointer(&pointer).is_some()
}

/// C7: which stated ends surely lie outside the time of every upstream.
fn outside(prepared: &Prepared, place: u32, upstreams: &Upstreams) -> Vec<End> {
    let mut found = Vec::new();
    let (start, end) = stated(prepared, place);
    let period = &prepared.link(place).period;
    let ups = || upstreams.iter().map(|up| &prepared.link(up).period);
    if start && ups().all(|up| period.start_hi < up.start_lo) {
        found.push(End::Start);
    }
    if end && ups().all(|up| period.end_lo > up.end_hi) {
        found.push(End::End);
    }
    if !found.is_empty() && ups().any(|up| up.unsure) {
        found.clear();
    }
    found
}

/// Whether a grant states its start and its end, neither of them unsure.
pub fn stated(prepared: &Prepared, place: u32) -> (bool, bool) {
    let link = prepared.link(place);
    let terms = prepared.terms(place);
    let deal = prepared.catalog.deal(link.deal);
    let is_stated = |bound: &Option<crate::dates::Bound>, field: &str| {
        bound.as_ref().is_some_and(|bound| !bound.when().is_some_and(|when| when.unsure))
            && !is_open(deal, link.grant, field)
    };
    let ends = link.deal_type != DealType::Assignment && is_stated(&terms.end, "end");
    (is_stated(&terms.start, "start"), ends)
}

/// C10: of catalogues that are surely not the grantor's, those for which it has nothing.
fn nothing(
    prepared: &Prepared,
    groups: &mut Groups,
    place: u32,
    strangers: &[PartyIx],
    found: &mut Vec<Contradiction>,
) {
    let link = prepared.link(place);
    let Some(grantor) = link.from else { return };
    let of: Vec<PartyIx> = if licenses(link.deal_type) {
        let upstreams = prepared.upstreams(place, strangers);
        let held = |party: &PartyIx| upstreams.iter().any(|up| prepared.may_hold(up, *party));
        strangers.iter().copied().filter(|party| !held(party)).collect()
    } else {
        let owned = |party: &&PartyIx| ever_owned(prepared, grantor, **party);
        let cats = prepared.cats(place);
        if cats.iter().any(|party| owned(&party)) { Vec::new() } else { cats.to_vec() }
    };
    if of.is_empty() {
        return;
    }
    let mut group = |party: &PartyIx| groups.of(*party, link.period.start_lo, link.period.start_hi);
    let controls = of.iter().any(|party| *party != grantor && group(party).contains(&grantor));
    let value = firm(link.value == Status::Certain);
    found.push(about(
        prepared,
        Code::GrantorHoldsNothing,
        value,
        &[place],
        Details::Catalogues { of, controls },
    ));
}
