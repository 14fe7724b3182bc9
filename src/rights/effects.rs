//! What deals do to other deals' grants (rights.md 3.1). The order of records
//! does not matter: every rule takes minima over the starts after step 4.

use super::compile::{Compiled, CompiledGrant, Suspension};
use super::renewals::resolve;
use super::status::Status;
use crate::data::ids::GrantRef;
use crate::data::model::{EffectTarget, TerritoryExpr};
use crate::data::words::{DealType, EffectAction, Layer, Level};
use crate::data::{Catalog, Deal, DealIx, PartyIx};
use crate::dates::{Bound, Day};

/// One effect on one link, with everything that its rule needs.
struct Touch {
    link: usize,
    action: EffectAction,
    lo: Day,
    hi: Day,
    until: Option<(Day, Day)>,
    sure: bool,
}

/// Applies every effect of every deal that has a value.
pub(super) fn apply(catalog: &Catalog, compiled: &mut Compiled, values: &[Status]) {
    let mut touches = Vec::new();
    for (place, deal) in catalog.deals.iter().enumerate() {
        if values[place] > Status::No {
            collect(catalog, compiled, DealIx(place as u32), deal, values[place], &mut touches);
        }
    }
    let starts: Vec<_> = compiled.grants.iter().map(|link| link.exclusivity).collect();
    for touch in &touches {
        let link = &mut compiled.grants[touch.link];
        let Touch { lo, hi, sure, .. } = *touch;
        // The exclusivity's own start, too, must lie before the day.
        let own = starts[touch.link];
        let begun = own.start_lo < hi;
        let sure_begun = sure && own.start_hi < lo;
        match touch.action {
            EffectAction::EndGrant => {
                link.period.cut_before(lo, hi, sure);
                if begun {
                    link.exclusivity.cut_before(lo, hi, sure_begun);
                }
            }
            EffectAction::EndExclusivity if begun => link.exclusivity.cut_before(lo, hi, sure_begun),
            EffectAction::Suspend => {
                let until = touch.until.unwrap_or_else(|| resumed(&touches, touch));
                link.suspensions.push(Suspension { from: (lo, hi), until, sure });
            }
            EffectAction::Affects => link.affected.push((lo, touch.until.map_or(Day::MAX, |until| until.1))),
            EffectAction::EndExclusivity | EffectAction::Resume | EffectAction::BanExclusivity => {}
        }
    }
}

fn collect(
    catalog: &Catalog,
    compiled: &Compiled,
    ix: DealIx,
    deal: &Deal,
    value: Status,
    touches: &mut Vec<Touch>,
) {
    let own_start = compiled
        .grants
        .iter()
        .find(|link| link.deal == ix)
        .map(|link| (link.period.start_lo, link.period.start_hi, link.period.unsure))
        .or_else(|| deal.date.as_ref().map(|date| (date.lo, date.hi, date.unsure)));
    let mut push = |targets: Vec<(usize, Status)>, action, day: (Day, Day, bool), until, at_start: bool| {
        let (lo, hi, unsure) = day;
        for (link, matched) in targets {
            let grant = &compiled.grants[link];
            if grant.deal_type == DealType::Assignment || (at_start && grant.deal == ix) {
                continue;
            }
            let touched = touched(grant, lo, hi);
            let sure = value.min(matched).min(touched) == Status::Certain && !unsure;
            if touched > Status::No && matched > Status::No {
                touches.push(Touch { link, action, lo, hi, until, sure });
            }
        }
    };
    for effect in &deal.effects {
        let day = match &effect.date {
            Some(date) => Some((date.lo, date.hi, date.unsure)),
            None => own_start,
        };
        let Some(day) = day else { continue };
        let targets = match &effect.target {
            EffectTarget::On(reference) => resolve(catalog, compiled, reference, "")
                .into_iter()
                .map(|link| (link, Status::Certain))
                .collect(),
            EffectTarget::Select { from, to, exclusivity, territory, layer } => {
                let select = Select { from, to, exclusivity, territory, layer };
                (0..compiled.grants.len())
                    .map(|link| (link, select.matches(catalog, &compiled.grants[link], effect.action)))
                    .collect()
            }
        };
        let until = effect.until.as_ref().map(|until| match until {
            Bound::When(when) => (when.lo, when.hi),
            Bound::Open => (Day::MAX, Day::MAX),
        });
        push(targets, effect.action, day, until, effect.date.is_none());
    }
    if let Some(day) = own_start {
        for replaced in &deal.replaces {
            let reference = GrantRef { deal: replaced.clone(), grant: None };
            let targets = resolve(catalog, compiled, &reference, "")
                .into_iter()
                .map(|link| (link, Status::Certain))
                .collect();
            push(targets, EffectAction::EndGrant, day, None, true);
        }
    }
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
fn resumed(touches: &[Touch], suspend: &Touch) -> (Day, Day) {
    let resumes = touches
        .iter()
        .filter(|t| t.link == suspend.link && t.action == EffectAction::Resume && t.hi > suspend.lo);
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
    territory: &'a [String],
    layer: &'a [Layer],
}

impl Select<'_> {
    /// Parties are compared as written in law, not with their groups.
    fn matches(&self, catalog: &Catalog, link: &CompiledGrant, action: EffectAction) -> Status {
        let grant = &catalog.deal(link.deal).grants[link.grant];
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
            let inside = grant.layer.iter().filter(|layer| self.layer.contains(layer)).count();
            value = value.min(part(inside, grant.layer.len()));
        }
        if !self.territory.is_empty() {
            value = value.min(match &grant.territory {
                Some(territory) if !territory.include.is_empty() => {
                    let codes = codes(catalog, territory);
                    let wanted = codes_of(catalog, self.territory);
                    part(codes.iter().filter(|code| wanted.contains(code)).count(), codes.len())
                }
                _ => Status::Possible,
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

/// Codes of an expression, groups spelled out; `Worldwide` stays one entry.
pub fn codes(catalog: &Catalog, territory: &TerritoryExpr) -> Vec<String> {
    let excluded = codes_of(catalog, &territory.exclude);
    let mut codes = codes_of(catalog, &territory.include);
    codes.retain(|code| !excluded.contains(code));
    codes
}

fn codes_of(catalog: &Catalog, places: &[String]) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    let mut open: Vec<&String> = places.iter().rev().collect();
    let mut seen: Vec<&String> = Vec::new();
    while let Some(place) = open.pop() {
        match catalog.territories.iter().find(|group| group.id.as_str() == place.as_str()) {
            Some(group) if !seen.contains(&place) => {
                seen.push(place);
                open.extend(group.members.iter().rev());
            }
            None if !codes.contains(place) => codes.push(place.clone()),
            Some(_) | None => {}
        }
    }
    codes
}
