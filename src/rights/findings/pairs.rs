//! Pairs of grants in one catalogue: C1 to C3 and C18 (rights.md 9). For each
//! catalogue the grants are swept by their earliest start; those that surely
//! ended leave the list of active ones.

use super::boxes::{first_common, meet, overlap};
use super::excuses::Excuses;
use super::prepared::{Prepared, Row};
use super::{Code, Details, Findings, MOST_PAIRS, Region, Status, about, firm, licenses};
use crate::data::PartyIx;
use crate::data::words::Level;
use crate::dates::Day;
use crate::rights::CompiledGrant;
use crate::sort;

/// Pairs beyond the list that are still looked at, to say how many there are.
const MOST_STEPS: u32 = 200_000;

/// Days between the starts of what may be one deal entered twice (C18).
const ONE_DEAL_DAYS: i64 = 31;

pub fn find(prepared: &Prepared, found: &mut Findings) {
    exclusives(prepared, found);
    duplicates(prepared, found);
}

/// Whether a grant promises that there is nobody else.
pub fn excludes(link: &CompiledGrant) -> bool {
    matches!(link.level, Level::Exclusive | Level::Sole)
}

fn exclusives(prepared: &Prepared, found: &mut Findings) {
    let mut rows: Vec<Row> = Vec::new();
    for (place, link) in prepared.compiled.grants.iter().enumerate() {
        let lasts = link.period.start_lo <= link.period.end_hi;
        if lasts && licenses(link.deal_type) && !link.joint && link.from.is_some() {
            let start = (i64::from(link.period.start_lo.0) - i64::from(i32::MIN)) as u32;
            let cats = prepared.cats(place as u32);
            rows.extend(cats.iter().map(|party| [party.0, start, place as u32]));
        }
    }
    sort::plain(&mut rows);
    let mut sweep =
        Sweep { prepared, excuses: Excuses::new(prepared), exclusive: Vec::new(), other: Vec::new() };
    for of_one in rows.chunk_by(|a, b| a[0] == b[0]) {
        // Without an exclusive grant there is no pair.
        if of_one.iter().any(|row| excludes(prepared.link(row[2]))) {
            sweep.catalogue(PartyIx(of_one[0][0]), of_one, found);
        }
    }
}

struct Sweep<'p, 'a> {
    prepared: &'p Prepared<'a>,
    excuses: Excuses<'p, 'a>,
    exclusive: Vec<Active>,
    other: Vec<Active>,
}

/// A grant that may still run, with what most often tells that it makes no pair.
#[derive(Clone, Copy)]
struct Active {
    link: u32,
    to: PartyIx,
    /// Its last possible day.
    ends: Day,
    /// The days that count: of its exclusivity, if it is exclusive.
    days: (Day, Day),
}

impl Active {
    fn new(prepared: &Prepared, link: u32) -> Active {
        let grant = prepared.link(link);
        let time = if excludes(grant) { &grant.exclusivity } else { &grant.period };
        Active { link, to: grant.to, ends: grant.period.end_hi, days: (time.start_lo, time.end_hi) }
    }

    fn may_meet(&self, other: &Active) -> bool {
        self.to != other.to && self.days.0.max(other.days.0) <= self.days.1.min(other.days.1)
    }
}

impl Sweep<'_, '_> {
    fn catalogue(&mut self, catalogue: PartyIx, rows: &[Row], found: &mut Findings) {
        self.exclusive.clear();
        self.other.clear();
        let (mut listed, mut more, mut steps) = (0, 0, 0);
        for row in rows {
            // Nothing more is counted.
            if steps > MOST_STEPS {
                break;
            }
            let link = row[2];
            let start = self.prepared.link(link).period.start_lo;
            let is_exclusive = excludes(self.prepared.link(link));
            let new = Active::new(self.prepared, link);
            let ended = |active: &Active| active.ends >= start;
            self.exclusive.retain(ended);
            let mut active = self.exclusive.clone();
            if is_exclusive {
                self.other.retain(ended);
                active.extend(&self.other);
            }
            for other in active {
                if listed >= MOST_PAIRS {
                    steps += 1;
                    if steps > MOST_STEPS {
                        break;
                    }
                }
                if !new.may_meet(&other) {
                    continue;
                }
                let Some(finding) = self.pair(link, other.link, catalogue) else { continue };
                if listed < MOST_PAIRS {
                    listed += 1;
                    found.list.push(finding);
                } else {
                    more += 1;
                }
            }
            if is_exclusive {
                self.exclusive.push(new);
            } else {
                self.other.push(new);
            }
        }
        if more > 0 {
            found.cut.push((catalogue, more));
        }
    }

    /// The finding about a pair of which one is exclusive. It belongs to the
    /// first of the catalogues that both have.
    fn pair(&mut self, x: u32, y: u32, catalogue: PartyIx) -> Option<super::Contradiction> {
        let prepared = self.prepared;
        let (a, b) = match (excludes(prepared.link(x)), excludes(prepared.link(y))) {
            (true, true) => (x.min(y), x.max(y)),
            (true, false) => (x, y),
            _ => (y, x),
        };
        let (first, second) = (prepared.link(a), prepared.link(b));
        let both = excludes(second);
        let (mine, theirs) = (&first.exclusivity, if both { &second.exclusivity } else { &second.period });
        let meets = overlap(mine, theirs);
        if meets == Status::No || first.to == second.to || first.deal == second.deal {
            return None;
        }
        if first_common(prepared.cats(a), prepared.cats(b)) != Some(catalogue) {
            return None;
        }
        let (value, catalogues) = meet(prepared, a, b)?;
        let (from, to) = (mine.start_lo.max(theirs.start_lo), mine.end_hi.min(theirs.end_hi));
        if self.excuses.excused(a, b, from, to, !both) || both && self.excuses.excused(b, a, from, to, false)
        {
            return None;
        }
        let earlier = theirs.start_hi < mine.start_lo && !theirs.unsure && !mine.unsure;
        let mut value = value.min(meets);
        let code = match (both, earlier) {
            (true, _) => Code::TwoExclusives,
            (false, true) => Code::EarlierLicenceSurvives,
            (false, false) => {
                value = value.min(firm(theirs.start_lo >= mine.start_hi));
                Code::ExclusivityBroken
            }
        };
        // A later direct licence by the same licensor often means that the exclusivity ended.
        let asks_end = code == Code::ExclusivityBroken
            && first.from == second.from
            && theirs.start_lo >= mine.start_lo
            && theirs.start_hi >= mine.start_hi;
        let territory = first.territory.zip(second.territory).map(|(here, there)| here.and(there));
        let region = Region { catalogues, territory, from, to };
        Some(about(prepared, code, value, &[a, b], Details::Region { region, asks_end }))
    }
}

/// C18: one deal entered twice?
fn duplicates(prepared: &Prepared, found: &mut Findings) {
    let grants = &prepared.compiled.grants;
    let mut places: Vec<u32> =
        (0..grants.len() as u32).filter(|place| prepared.link(*place).from.is_some()).collect();
    let key = |place: u32| {
        let link = prepared.link(place);
        (link.from, link.to, link.deal_type, link.period.start_lo, place)
    };
    sort::by(&mut places, |a, b| key(*a).cmp(&key(*b)));
    for (at, &a) in places.iter().enumerate() {
        let first = prepared.link(a);
        for &b in places[at + 1..].iter().take(MOST_PAIRS as usize) {
            let second = prepared.link(b);
            if (first.from, first.to, first.deal_type) != (second.from, second.to, second.deal_type)
                || !near(first.period.start_lo, second.period.start_lo)
            {
                break;
            }
            let twice = first.deal != second.deal
                && near(first.period.start_hi, second.period.start_hi)
                && overlap(&first.period, &second.period) > Status::No
                && meet(prepared, a, b).is_some();
            if twice {
                found.list.push(about(
                    prepared,
                    Code::DuplicateDeal,
                    Status::Possible,
                    &[a, b],
                    Details::Nothing,
                ));
            }
        }
    }
}

fn near(a: Day, b: Day) -> bool {
    a == b || a.is_finite() && b.is_finite() && (i64::from(a.0) - i64::from(b.0)).abs() <= ONE_DEAL_DAYS
}
