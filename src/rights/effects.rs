//! What deals do to other deals' grants (rights.md 3.1). The order of records
//! does not matter: every rule takes minima over the starts after step 4.

use super::compile::{Compiled, CompiledGrant, LinkIx, Reading, Suspension, Touched};
use super::renewals::resolve;
use super::status::Status;
use super::territory::Territories;
use crate::data::ids::GrantRef;
use crate::data::model::{Effect, EffectTarget};
use crate::data::words::{DealType, EffectAction, Layer, Level};
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::{Bound, Day};
use crate::small::Set;
use crate::sort;

/// One effect on one link, with everything that its rule needs.
struct Touch {
    link: usize,
    by: DealIx,
    action: EffectAction,
    lo: Day,
    hi: Day,
    until: Option<(Day, Day)>,
    sure: bool,
}

/// The day of an effect: its bounds, and whether the source is unsure of it.
type When = (Day, Day, bool);

/// The links whose grant, and whose exclusivity, an effect ends or may end; in order.
#[derive(Default)]
pub(super) struct Ends {
    pub grant: Set<usize>,
    pub exclusivity: Set<usize>,
}

/// Applies every effect of every deal that has a value.
pub(super) fn apply(reading: Reading, compiled: &mut Compiled, values: &[Status]) -> Ends {
    let mut touches = Vec::new();
    for (place, deal) in reading.catalog.deals.iter().enumerate() {
        if values[place] > Status::No && !(deal.effects.is_empty() && deal.replaces.is_empty()) {
            collect(reading, compiled, DealIx(place as u32), values[place], &mut touches);
        }
    }
    let mut resumes: Vec<&Touch> =
        touches.iter().filter(|touch| touch.action == EffectAction::Resume).collect();
    sort::by_key(&mut resumes, |touch| touch.link);
    let starts: Vec<_> = compiled.grants.iter().map(|link| link.exclusivity).collect();
    let mut ends = Ends::default();
    for touch in &touches {
        let link = &mut compiled.grants[touch.link];
        let Touch { lo, hi, sure, .. } = *touch;
        // The exclusivity's own start, too, must lie before the day.
        let own = starts[touch.link];
        let begun = own.start_lo < hi;
        let sure_begun = sure && own.start_hi < lo;
        match touch.action {
            EffectAction::EndGrant => {
                ends.grant.insert(touch.link);
                link.period.cut_before(lo, hi, sure);
                if begun {
                    link.exclusivity.cut_before(lo, hi, sure_begun);
                }
            }
            EffectAction::EndExclusivity if begun => {
                ends.exclusivity.insert(touch.link);
                link.exclusivity.cut_before(lo, hi, sure_begun);
            }
            EffectAction::Suspend => {
                let until = touch.until.unwrap_or_else(|| resumed(&resumes, touch));
                link.marks.get_or_insert_default().suspensions.push(Suspension {
                    from: (lo, hi),
                    until,
                    sure,
                });
            }
            EffectAction::Affects => {
                let last = touch.until.map_or(Day::MAX, |until| until.1);
                link.marks.get_or_insert_default().affected.push((lo, last));
            }
            EffectAction::EndExclusivity | EffectAction::Resume | EffectAction::BanExclusivity => {}
        }
    }
    compiled.touched = (touches.iter())
        .map(|touch| Touched {
            link: touch.link as LinkIx,
            by: touch.by,
            action: touch.action,
            days: (touch.lo, touch.hi),
        })
        .collect();
    sort::by_key(&mut compiled.touched, |touched| touched.link);
    ends
}

fn collect(reading: Reading, compiled: &Compiled, ix: DealIx, value: Status, touches: &mut Vec<Touch>) {
    let catalog = reading.catalog;
    let deal = catalog.deal(ix);
    let at_start = own_start(reading, compiled, ix);
    let mut push = |targets: Vec<(usize, Status)>, action, day: Option<When>, until: Option<When>| {
        let (lo, hi, unsure) = day.unwrap_or(at_start);
        let unsure = unsure || until.is_some_and(|until| until.2);
        for (link, matched) in targets {
            let grant = &compiled.grants[link];
            if grant.deal_type == DealType::Assignment || (day.is_none() && grant.deal == ix) {
                continue;
            }
            let touched = touched(grant, lo, hi);
            let sure = value.min(matched).min(touched) == Status::Certain && !unsure;
            if touched > Status::No && matched > Status::No {
                let until = until.map(|u| (u.0, u.1));
                touches.push(Touch { link, by: ix, action, lo, hi, until, sure });
            }
        }
    };
    for effect in &deal.effects {
        let targets = targets(catalog, compiled, effect);
        let date = effect.date.as_ref().map(|date| (date.lo, date.hi, date.unsure));
        let until = effect.until.as_ref().map(|until| match until {
            Bound::When(when) => (when.lo, when.hi, when.unsure),
            Bound::Open => (Day::MAX, Day::MAX, false),
        });
        push(targets, effect.action, date, until);
    }
    for replaced in &deal.replaces {
        let reference = GrantRef { deal: replaced.clone(), grant: None };
        let links = resolve(catalog, compiled, &reference, "");
        let targets = links.into_iter().map(|link| (link, Status::Certain)).collect();
        push(targets, EffectAction::EndGrant, None, None);
    }
}

/// The links that an effect is about, each with the value of the match; those of a selection that
/// do not match are among them.
pub(super) fn targets(catalog: &Catalog, compiled: &Compiled, effect: &Effect) -> Vec<(usize, Status)> {
    match &effect.target {
        EffectTarget::On(reference) => {
            let links = resolve(catalog, compiled, reference, "");
            links.into_iter().map(|link| (link, Status::Certain)).collect()
        }
        EffectTarget::Select { from, to, exclusivity, territory, layer } => {
            let territory = (!territory.is_empty()).then(|| Territories::named(catalog, territory));
            let select = Select { from, to, exclusivity, territory, layer };
            (0..compiled.grants.len())
                .map(|link| (link, select.matches(catalog, &compiled.grants[link], effect.action)))
                .collect()
        }
    }
}

/// Whether an effect is about one link.
pub(super) fn matches(catalog: &Catalog, compiled: &Compiled, effect: &Effect, link: usize) -> Status {
    match &effect.target {
        EffectTarget::On(reference) => {
            if resolve(catalog, compiled, reference, "").contains(&link) {
                Status::Certain
            } else {
                Status::No
            }
        }
        EffectTarget::Select { from, to, exclusivity, territory, layer } => {
            let territory = (!territory.is_empty()).then(|| Territories::named(catalog, territory));
            let select = Select { from, to, exclusivity, territory, layer };
            select.matches(catalog, &compiled.grants[link], effect.action)
        }
    }
}

/// The day of an effect of a deal: its bounds, and whether the source is unsure of it.
pub(super) fn day(reading: Reading, compiled: &Compiled, ix: DealIx, effect: &Effect) -> When {
    match &effect.date {
        Some(date) => (date.lo, date.hi, date.unsure),
        None => own_start(reading, compiled, ix),
    }
}

/// `@start`: when the deal's first grant starts, after renewals; without grants
/// the deal's date, which may be any day if it is not known.
fn own_start(reading: Reading, compiled: &Compiled, ix: DealIx) -> When {
    let deal = reading.catalog.deal(ix);
    if deal.grants.is_empty() {
        return deal
            .date
            .as_ref()
            .map_or((Day::MIN, Day::MAX, false), |date| (date.lo, date.hi, date.unsure));
    }
    let place = compiled.grants.partition_point(|link| link.deal < ix);
    let first = compiled.grants.get(place).filter(|link| link.deal == ix && link.grant == 0);
    // A grant to an unspecified party makes no link, but it starts all the same.
    let period = first.map_or_else(|| reading.grant_period(ix, 0), |link| link.period);
    (period.start_lo, period.start_hi, reading.written(ix, 0).start_unsure())
}

/// Whether an effect in `[lo, hi]` touches a grant: it must have begun before.
fn touched(grant: &CompiledGrant, lo: Day, hi: Day) -> Status {
    if grant.period.start_lo >= hi || grant.period.end_hi < lo {
        Status::No
    } else if grant.period.start_hi < lo {
        Status::Certain
    } else {
        Status::Possible
    }
}

/// The last day of a suspension without `until`: the day before the next `resume`.
fn resumed(resumes: &[&Touch], suspend: &Touch) -> (Day, Day) {
    let first = resumes.partition_point(|resume| resume.link < suspend.link);
    let of_link = resumes[first..].iter().take_while(|resume| resume.link == suspend.link);
    let resumes = of_link.filter(|resume| resume.hi > suspend.lo);
    let floor = suspend.lo.plus_days(-1);
    let u_lo = resumes.clone().map(|r| r.lo.plus_days(-1).max(floor)).min().unwrap_or(Day::MAX);
    let u_hi =
        resumes.filter(|r| r.sure && r.lo > suspend.hi).map(|r| r.hi.plus_days(-1)).min().unwrap_or(Day::MAX);
    (u_lo, u_hi)
}

/// The conditions of a `select`.
struct Select<'a> {
    from: &'a [PartyIx],
    to: &'a [PartyIx],
    exclusivity: &'a [Level],
    territory: Option<Territories>,
    layer: &'a [Layer],
}

impl Select<'_> {
    /// Parties are compared as written in law, not with their groups.
    fn matches(&self, catalog: &Catalog, link: &CompiledGrant, action: EffectAction) -> Status {
        if !self.from.is_empty() && !link.from.is_some_and(|from| self.from.contains(&from)) {
            return Status::No;
        }
        if !self.to.is_empty() && !self.to.contains(&link.to) {
            return Status::No;
        }
        let mut value = Status::Certain;
        if !self.exclusivity.is_empty() && !self.exclusivity.contains(&link.level) {
            if link.level != Level::Unknown {
                return Status::No;
            }
            // If an unknown one was not exclusive, there was nothing to end.
            if action != EffectAction::EndExclusivity {
                value = Status::Possible;
            }
        }
        if !self.layer.is_empty() {
            let grant = &catalog.deal(link.deal).grants[link.grant];
            let inside = grant.layer.iter().filter(|layer| self.layer.contains(layer)).count();
            value = value.min(part(inside, grant.layer.len()));
        }
        if let Some(wanted) = self.territory {
            value = value.min(match link.territory {
                Some(covered) if !covered.meets(wanted) => Status::No,
                Some(covered) if covered.within(wanted) => Status::Certain,
                Some(_) | None => Status::Possible,
            });
        }
        value
    }
}

fn part(inside: usize, all: usize) -> Status {
    if inside == 0 {
        Status::No
    } else if inside == all {
        Status::Certain
    } else {
        Status::Possible
    }
}
