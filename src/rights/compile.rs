//! From records to links (rights.md, section 3): value, expansion, terms.
//! Renewals stand in `renewals`, effects in `effects`.

use super::period::{Period, Presume, Written};
use super::status::{LinkStatus, Status};
use super::{effects, renewals};
use crate::data::model::{Evidence, Grant, PartyRef};
use crate::data::words::{Choice, Confidence, DealType, Level, Stage, Stance};
use crate::data::{Catalog, Deal, DealIx, PartyIx};
use crate::dates::{Bound, Day, When};
use crate::small::Map;
use crate::sort;

/// Place of a compiled grant in [`Compiled::grants`].
pub type LinkIx = u32;

/// How to read the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether the dataset's presumptions are used.
    pub presume: bool,
    /// The dataset as it was known on this day; all of it if absent.
    pub known: Option<Day>,
}

/// One directed pair of one grant.
#[derive(Clone, Debug)]
pub struct CompiledGrant {
    /// Its deal.
    pub deal: DealIx,
    /// Type of its deal.
    pub deal_type: DealType,
    /// Place in the deal's list of grants.
    pub grant: usize,
    /// Number of the pair from 1 if one grant stands for several, else 0.
    pub pair: u32,
    /// `deal#g1`: the hook of its mark (the same for all pairs).
    pub hook: String,
    /// Licensor in law; `None` if unspecified.
    pub from: Option<PartyIx>,
    /// Licensee.
    pub to: PartyIx,
    /// Named together with others: at most possible.
    pub joint: bool,
    /// Value of the deal and pair: the most that it can be.
    pub value: Status,
    /// When the grant is in force.
    pub period: Period,
    /// When its exclusivity is.
    pub exclusivity: Period,
    /// Its level as written.
    pub level: Level,
    /// Days on which it gives nothing.
    pub suspensions: Vec<Suspension>,
    /// Days on which it is touched, not known how.
    pub affected: Vec<(Day, Day)>,
}

/// A takedown (rights.md 3.1, `suspend`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// Earliest and latest first day.
    pub from: (Day, Day),
    /// Earliest and latest last day.
    pub until: (Day, Day),
    /// Whether it certainly touches the grant.
    pub sure: bool,
}

/// All links of a dataset, and who runs which service.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// In the order of the file; pairs in the order of expansion.
    pub grants: Vec<CompiledGrant>,
    /// By service: its operators and their periods.
    pub operators: Map<PartyIx, Vec<(PartyIx, Period)>>,
    /// Lives, by place of the party.
    pub lives: Vec<Period>,
    /// By merged party: the successor, the first and last day it may pass, the value.
    pub mergers: Map<PartyIx, Vec<(PartyIx, Day, Day, Status)>>,
}

impl Compiled {
    /// Compiles a catalogue: one pass over its records, then renewals, then effects.
    pub fn new(catalog: &Catalog, options: Options) -> Compiled {
        let presume = Presume { policy: &catalog.meta.policy, on: options.presume };
        let mut compiled = Compiled {
            lives: catalog
                .parties
                .iter()
                .map(|party| {
                    Period::of_life(
                        party.founded.as_ref(),
                        known_end(party.dissolved.as_ref(), options.known),
                    )
                })
                .collect(),
            ..Compiled::default()
        };
        let mut values = Vec::with_capacity(catalog.deals.len());
        for (place, deal) in catalog.deals.iter().enumerate() {
            let ix = DealIx(place as u32);
            let value = deal_value(catalog, deal, options);
            values.push(value);
            if value == Status::No {
                continue;
            }
            if deal.kind == DealType::Merger {
                compiled.merge(deal, value);
            }
            for (grant_place, grant) in deal.grants.iter().enumerate() {
                compiled.expand(catalog, ix, grant_place, grant, value, presume, options);
            }
        }
        compiled.operate(catalog, options);
        renewals::cut(catalog, &mut compiled);
        compiled.own_exclusivity(catalog, presume);
        effects::apply(catalog, &mut compiled, &values);
        // A party that surely merged does not end: its dissolution is the merger.
        for (party, mergers) in compiled.mergers.iter() {
            if mergers.iter().any(|&(_, _, _, value)| value == Status::Certain) {
                let life = &mut compiled.lives[party.at()];
                (life.end_lo, life.end_hi, life.presumed_end_lo) = (Day::MAX, Day::MAX, Day::MAX);
            }
        }
        compiled
    }

    /// What a grant is on a day (rights.md 3.5, without the catalogue's point).
    pub fn status(&self, ix: LinkIx, day: Day) -> LinkStatus {
        let grant = &self.grants[ix as usize];
        let mut in_force = grant.value.min(grant.period.status(day));
        for suspension in &grant.suspensions {
            if suspension.sure && suspension.from.1 <= day && day <= suspension.until.0 {
                in_force = Status::No;
            } else if suspension.from.0 <= day && day <= suspension.until.1 {
                in_force = in_force.min(Status::Possible);
            }
        }
        if grant.affected.iter().any(|&(first, last)| first <= day && day <= last) {
            in_force = in_force.min(Status::Possible);
        }
        // The licensee's life must cover the day; the licensor's does not matter (3.3).
        in_force = in_force.min(self.lives[self.successor(grant.to, day).0.at()].status(day));
        let lasting = grant.exclusivity.status(day);
        let (level, exclusive) = match grant.level {
            Level::NonExclusive => (Level::NonExclusive, Status::No),
            // Its exclusivity has ended, the grant goes on.
            _ if lasting == Status::No && in_force > Status::No => (Level::NonExclusive, Status::No),
            Level::Unknown => (Level::Unknown, in_force.min(lasting).min(Status::Possible)),
            level => (level, in_force.min(lasting)),
        };
        LinkStatus { in_force, level, exclusive }
    }

    /// The best status on any day of `[first, last]`. Status changes only at
    /// bounds, so the bounds inside the range and its ends are enough.
    pub fn status_within(&self, ix: LinkIx, first: Day, last: Day) -> LinkStatus {
        let grant = &self.grants[ix as usize];
        let mut days = vec![first, last];
        for period in [&grant.period, &grant.exclusivity] {
            days.extend([period.start_lo, period.start_hi, period.presumed_start_hi]);
            days.extend([period.end_lo, period.end_hi, period.presumed_end_lo]);
        }
        days.extend(grant.suspensions.iter().flat_map(|s| [s.from.0.plus_days(-1), s.until.1.plus_days(1)]));
        days.retain(|&day| first <= day && day <= last);
        sort::plain(&mut days);
        days.into_iter()
            .map(|day| self.status(ix, day))
            .max_by_key(|status| (status.in_force, status.exclusive))
            .unwrap_or_else(|| self.status(ix, last))
    }

    /// Who stands in a party's place on a day (3.3): the successor from the last
    /// day on which the merger may have happened; before that the party itself,
    /// possible only once the merger may have happened.
    pub fn successor(&self, party: PartyIx, day: Day) -> (PartyIx, Status) {
        let (mut party, mut value) = (party, Status::Certain);
        for _ in 0..8 {
            let Some(&(next, lo, hi, sure)) =
                self.mergers.get(party).and_then(|mergers| mergers.iter().find(|m| m.1 <= day))
            else {
                break;
            };
            if day < hi || sure < Status::Certain {
                return (party, value.min(Status::Possible).min(if lo <= day { sure } else { value }));
            }
            party = next;
            value = value.min(sure);
        }
        (party, value)
    }

    /// Who runs a service on a day, the surest and then the latest.
    pub fn operator(&self, service: PartyIx, day: Day) -> Option<(PartyIx, Status)> {
        self.operators
            .get(service)?
            .iter()
            .map(|(operator, period)| (*operator, period.status(day), period.start_lo))
            .filter(|&(_, status, _)| status > Status::No)
            .max_by_key(|&(_, status, start)| (status, start))
            .map(|(operator, status, _)| (operator, status))
    }

    /// Step 3: one link for each pair of licensor and licensee.
    #[expect(clippy::too_many_arguments, reason = "the parts of one grant in its context")]
    fn expand(
        &mut self,
        catalog: &Catalog,
        ix: DealIx,
        place: usize,
        grant: &Grant,
        value: Status,
        presume: Presume,
        options: Options,
    ) {
        let deal = catalog.deal(ix);
        let unless_open = |field: &str| !is_open(deal, &grant.id.to_string(), field);
        let written = Written {
            start: grant.start.as_ref().filter(|_| unless_open("start")),
            end: grant.end.as_ref().filter(|_| unless_open("end")),
            term: grant.term.as_ref(),
            announced: deal.announced.as_ref().filter(|_| unless_open("announced")).or(deal.signed.as_ref()),
        };
        let mut period = Period::compile(&written, presume);
        for seen in in_force_sightings(catalog, &deal.evidence, options.known) {
            period.seen_in_force(seen);
        }
        let level = if unless_open("exclusivity") { grant.exclusivity.level } else { Level::Unknown };
        let (givers, from_possible) = sides(&grant.from);
        let (takers, to_possible) = sides(&grant.to);
        let several = givers.len() * takers.len() > 1;
        let joint = matches!(grant.from, PartyRef::Joint(_)) || matches!(grant.to, PartyRef::Joint(_));
        let mut pair = 0;
        for &from in &givers {
            for to in takers.iter().flatten() {
                pair += 1;
                self.grants.push(CompiledGrant {
                    deal: ix,
                    deal_type: deal.kind,
                    grant: place,
                    pair: if several { pair } else { 0 },
                    hook: format!("{}#{}", deal.id, grant.id),
                    from,
                    to: *to,
                    joint,
                    value: if from_possible || to_possible { value.min(Status::Possible) } else { value },
                    period,
                    exclusivity: period,
                    level,
                    suspensions: Vec::new(),
                    affected: Vec::new(),
                });
            }
        }
    }

    /// Exclusivity with a period of its own (2.2); what it lacks is the grant's after step 4.
    fn own_exclusivity(&mut self, catalog: &Catalog, presume: Presume) {
        for link in &mut self.grants {
            let written = &catalog.deal(link.deal).grants[link.grant].exclusivity;
            link.exclusivity = link.period;
            if written.start.is_none() && written.end.is_none() && written.term.is_none() {
                continue;
            }
            let term =
                written.term.map(|t| crate::data::model::Term { min: Some(t), max: Some(t), text: None });
            let own = Period::compile(
                &Written {
                    start: written.start.as_ref(),
                    end: written.end.as_ref(),
                    term: term.as_ref(),
                    announced: None,
                },
                presume,
            );
            let mut period = link.period;
            if written.start.is_some() {
                period.start_lo = own.start_lo.max(period.start_lo);
                period.start_hi = own.start_hi.max(period.start_lo);
                period.presumed_start_hi = period.start_hi;
            }
            if written.end.is_some() {
                period.end_lo = own.end_lo.min(period.end_lo.max(own.end_lo));
                period.end_hi = own.end_hi.min(period.end_hi);
                period.presumed_end_lo = period.end_lo;
            } else if let Some(length) = written.term {
                let last = |start: Day| length.after(start).plus_days(-1);
                period.end_lo = last(period.start_lo);
                period.end_hi = last(period.start_hi).min(period.end_hi);
                period.presumed_end_lo = last(period.presumed_start_hi).max(period.end_lo);
            }
            period.unsure |= own.unsure;
            period.tighten();
            link.exclusivity = period;
        }
    }

    fn merge(&mut self, deal: &Deal, value: Status) {
        let (Some(from), Some(to), Some(date)) = (&deal.from, &deal.to, &deal.date) else { return };
        let value = if date.unsure { value.min(Status::Possible) } else { value };
        if let Some(&to) = to.parties().first() {
            for party in from.parties() {
                self.mergers.or_default(party).push((to, date.lo, date.hi, value));
            }
        }
    }

    fn operate(&mut self, catalog: &Catalog, options: Options) {
        for (place, party) in catalog.parties.iter().enumerate() {
            let operators: Vec<_> = party
                .operated_by
                .iter()
                .filter_map(|operator| {
                    let start = operator.start.as_ref();
                    let begins = start.and_then(Bound::when);
                    // What begins after the day of knowledge is not known yet (rights.md 8).
                    if options.known.is_some_and(|known| begins.is_some_and(|when| when.lo > known)) {
                        return None;
                    }
                    let end = known_end(operator.end.as_ref(), options.known);
                    Some((operator.party, Period::of_life(start, end)))
                })
                .collect();
            if !operators.is_empty() {
                self.operators.insert(PartyIx(place as u32), operators);
            }
        }
    }
}

/// The sides of a reference, and whether they are possible only.
fn sides(reference: &PartyRef) -> (Vec<Option<PartyIx>>, bool) {
    match reference {
        PartyRef::One(party) => (vec![Some(*party)], false),
        PartyRef::OnBehalf(agent, parties) if parties.is_empty() => (vec![Some(*agent)], false),
        PartyRef::OnBehalf(_, parties) | PartyRef::Each(parties) => {
            (parties.iter().map(|party| Some(*party)).collect(), false)
        }
        PartyRef::Joint(parties) => (parties.iter().map(|party| Some(*party)).collect(), true),
        PartyRef::Unspecified(_) => (vec![None], true),
    }
}

/// Whether every claim on a field that is not rejected is open (step 1).
fn is_open(deal: &Deal, grant: &str, field: &str) -> bool {
    let place = deal.grants.iter().position(|g| g.id.as_str() == grant).unwrap_or(0);
    let on_grant = format!("/grants/{place}/{field}");
    let mut any = false;
    for claim in &deal.claims {
        let names =
            claim.field.as_deref().is_some_and(|f| f.strip_prefix('/') == Some(field) || f == on_grant);
        if names && claim.choice != Choice::Rejected {
            if claim.choice != Choice::Open {
                return false;
            }
            any = true;
        }
    }
    any
}

/// The value of a deal (step 2), as known on a day (section 8).
pub(super) fn deal_value(catalog: &Catalog, deal: &Deal, options: Options) -> Status {
    let policy = &catalog.meta.policy;
    let has = |words: &[Confidence]| words.contains(&deal.confidence);
    let mut value = if has(&policy.certain) {
        Status::Certain
    } else if has(&policy.possible) {
        Status::Possible
    } else {
        Status::No
    };
    match deal.stage {
        Some(Stage::Announced) => value = value.min(Status::Possible),
        Some(Stage::Cancelled) => value = Status::No,
        Some(Stage::Signed | Stage::Completed) | None => {}
    }
    match (&deal.retracted, options.known) {
        (Some(_), None) => value = Status::No,
        (Some(retracted), Some(known)) if retracted.date.hi <= known => value = Status::No,
        (Some(retracted), Some(known)) if retracted.date.lo <= known => value = value.min(Status::Possible),
        _ => {}
    }
    if let Some(known) = options.known {
        value = value.min(known_on(catalog, &deal.evidence, known));
    }
    value
}

/// Whether a supporting source was published by a day (section 8).
fn known_on(catalog: &Catalog, evidence: &[Evidence], known: Day) -> Status {
    let mut best = None;
    for piece in evidence.iter().filter(|piece| piece.stance == Stance::Supports) {
        let status = match &catalog.source(piece.source).published {
            Some(published) if published.hi <= known => Status::Certain,
            Some(published) if published.lo > known => Status::No,
            _ => Status::Possible,
        };
        best = best.max(Some(status));
    }
    best.unwrap_or(Status::Possible)
}

/// Publication days of sources that show the grants in force.
fn in_force_sightings<'a>(
    catalog: &'a Catalog,
    evidence: &'a [Evidence],
    known: Option<Day>,
) -> impl Iterator<Item = &'a When> {
    evidence
        .iter()
        .filter(|piece| piece.in_force && piece.stance == Stance::Supports)
        .filter_map(|piece| catalog.source(piece.source).published.as_ref())
        .filter(move |published| known.is_none_or(|known| published.hi <= known))
}

/// Ends after the day of knowledge are not known yet (section 8).
fn known_end(end: Option<&Bound>, known: Option<Day>) -> Option<&Bound> {
    end.filter(|bound| known.is_none_or(|known| bound.when().is_none_or(|when| when.lo <= known)))
}
