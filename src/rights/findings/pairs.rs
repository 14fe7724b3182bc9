//! Pairs of grants in one catalogue: C1 to C3 and C18 (rights.md 9). For each
//! catalogue the grants are swept by their earliest start; those that surely
//! ended leave the list of active ones.

use super::boxes::{common, first_common, meet, meet_if_common, overlap, scopes_meet};
use super::excuses::Excuses;
use super::prepared::{Prepared, Row};
use super::{Code, Details, Findings, MOST_PAIRS, Region, Status, about, firm, licenses};
use crate::data::words::Level;
use crate::data::{DealIx, PartyIx};
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
            let start = days_from_start(link);
            let cats = prepared.cats(place as u32);
            rows.extend(cats.iter().map(|party| [party.0, start, place as u32]));
        }
    }
    sort::rows(&mut rows);
    let mut sweep = Sweep { prepared, excuses: Excuses::new(prepared) };
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
}

/// A grant that may still run, with what most often tells that it makes no pair.
#[derive(Clone, Copy)]
struct Active {
    link: u32,
    deal: DealIx,
    from: Option<PartyIx>,
    to: PartyIx,
    /// Its last possible day.
    ends: Day,
    /// The days that count: of its exclusivity, if it is exclusive.
    days: (Day, Day),
    /// Uses and layers.
    scope: u64,
    is_exclusive: bool,
}

impl Active {
    fn new(prepared: &Prepared, link: u32) -> Active {
        let grant = prepared.link(link);
        let is_exclusive = excludes(grant);
        let time = if is_exclusive { &grant.exclusivity } else { &grant.period };
        Active {
            link,
            deal: grant.deal,
            from: grant.from,
            to: grant.to,
            ends: grant.period.end_hi,
            days: (time.start_lo, time.end_hi),
            scope: prepared.small[link as usize].scope,
            is_exclusive,
        }
    }

    /// Whether the two may make a pair; one of them is exclusive.
    fn may_meet(&self, other: &Active) -> bool {
        // A grant back to the licensor is excused.
        let is_back = |to: &Active, from: &Active| from.is_exclusive && from.from == Some(to.to);
        self.to != other.to
            && self.days.0.max(other.days.0) <= self.days.1.min(other.days.1)
            && self.deal != other.deal
            && scopes_meet(self.scope, other.scope)
            && !is_back(self, other)
            && !is_back(other, self)
    }
}

/// A pair that contradicts the exclusivity of its first grant.
struct Pair {
    a: u32,
    b: u32,
    code: Code,
    value: Status,
    from: Day,
    to: Day,
}

impl Sweep<'_, '_> {
    fn catalogue(&mut self, catalogue: PartyIx, rows: &[Row], found: &mut Findings) {
        let (mut exclusive, mut other) = (Vec::new(), Vec::new());
        let (mut listed, mut more, mut steps) = (0, 0, 0);
        for row in rows {
            // Nothing more is counted.
            if steps > MOST_STEPS {
                break;
            }
            let start = self.prepared.link(row[2]).period.start_lo;
            let new = Active::new(self.prepared, row[2]);
            let ended = |active: &Active| active.ends >= start;
            exclusive.retain(ended);
            if new.is_exclusive {
                other.retain(ended);
            }
            let others = if new.is_exclusive { &other[..] } else { &[] };
            for active in exclusive.iter().chain(others) {
                if listed >= MOST_PAIRS {
                    steps += 1;
                    if steps > MOST_STEPS {
                        break;
                    }
                }
                if !new.may_meet(active) {
                    continue;
                }
                let Some(pair) = self.pair(&new, active, catalogue) else { continue };
                if listed < MOST_PAIRS {
                    listed += 1;
                    found.list.push(self.finding(&pair));
                } else {
                    more += 1;
                }
            }
            if new.is_exclusive { &mut exclusive } else { &mut other }.push(new);
        }
        if more > 0 {
            found.cut.push((catalogue, more));
        }
    }

    /// A pair of which one is exclusive, if it contradicts that. It belongs to the
    /// first of the catalogues that both have.
    fn pair(&mut self, x: &Active, y: &Active, catalogue: PartyIx) -> Option<Pair> {
        let prepared = self.prepared;
        let both = x.is_exclusive && y.is_exclusive;
        let is_turned = if both { x.link > y.link } else { y.is_exclusive };
        let (a, b) = if is_turned { (y.link, x.link) } else { (x.link, y.link) };
        let (first, second) = (prepared.link(a), prepared.link(b));
        let (mine, theirs) = (&first.exclusivity, if both { &second.exclusivity } else { &second.period });
        let meets = overlap(mine, theirs);
        if meets == Status::No || first_common(prepared.cats(a), prepared.cats(b)) != Some(catalogue) {
            return None;
        }
        let value = meet_if_common(prepared, a, b)?;
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
        Some(Pair { a, b, code, value, from, to })
    }

    fn finding(&self, pair: &Pair) -> super::Contradiction {
        let &Pair { a, b, code, value, from, to } = pair;
        let prepared = self.prepared;
        let (first, second) = (prepared.link(a), prepared.link(b));
        // A later direct licence by the same licensor often means that the exclusivity ended.
        let (mine, theirs) = (&first.exclusivity, &second.period);
        let asks_end = code == Code::ExclusivityBroken
            && first.from == second.from
            && theirs.start_lo >= mine.start_lo
            && theirs.start_hi >= mine.start_hi;
        let catalogues = common(prepared.cats(a), prepared.cats(b));
        let territory = first.territory.zip(second.territory).map(|(here, there)| here.and(there));
        let region = Region { catalogues, territory, from, to };
        about(prepared, code, value, &[a, b], Details::Region { region, asks_end })
    }
}

/// C18: one deal entered twice?
fn duplicates(prepared: &Prepared, found: &mut Findings) {
    let grants = prepared.compiled.grants.iter().zip(0..).filter(|(link, _)| link.from.is_some());
    // By their sides, then by type and start: sorted by those first.
    let mut rows: Vec<Row> =
        grants.map(|(link, place)| [link.deal_type as u32, days_from_start(link), place]).collect();
    sort::rows(&mut rows);
    let sides = rows.iter().zip(0..).map(|(row, rank)| {
        let link = prepared.link(row[2]);
        [link.from.map_or(0, |from| from.0), link.to.0, rank]
    });
    let mut by_sides: Vec<Row> = sides.collect();
    sort::rows(&mut by_sides);
    let places: Vec<u32> = by_sides.iter().map(|row| rows[row[2] as usize][2]).collect();
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

/// The earliest start as a number that sorts as it does.
fn days_from_start(link: &CompiledGrant) -> u32 {
    (i64::from(link.period.start_lo.0) - i64::from(i32::MIN)) as u32
}

fn near(a: Day, b: Day) -> bool {
    a == b || a.is_finite() && b.is_finite() && (i64::from(a.0) - i64::from(b.0)).abs() <= ONE_DEAL_DAYS
}
