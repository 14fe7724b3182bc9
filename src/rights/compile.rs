//! From records to links (rights.md, section 3): value, expansion, terms.
//! Values stand in `known`, renewals in `renewals`, effects in `effects`,
//! mergers and operators in `succession`.

use super::known::{deal_value, is_known, is_open, sightings};
use super::period::{Period, Presume, Written, ends_after, last_day};
use super::status::Status;
use super::territory::Territories;
use super::{effects, joined, passing, renewals};
use crate::data::model::PartyRef;
use crate::data::words::{DealType, EffectAction, Level, Sublicensing};
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::{Bound, Day, When};
use crate::small::Map;

/// Place of a compiled grant in [`Compiled::grants`].
pub type LinkIx = u32;

/// How to read the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// Its level as written; unknown if sources differ and nobody has chosen.
    pub level: Level,
    /// Where it holds; nothing if that is not known.
    pub territory: Option<Territories>,
    /// Whether it may be passed on; unknown if sources differ and nobody has chosen.
    pub sublicensing: Sublicensing,
    /// How surely it may be passed on: sub(g) of 3.5, with the presumption of 2.4.
    pub may_pass_on: Status,
    /// What takes from it for some days; most have nothing of the kind.
    pub marks: Option<Box<Marks>>,
}

/// Days on which a grant gives less (3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Days on which it gives nothing.
    pub suspensions: Vec<Suspension>,
    /// Days on which it is touched, not known how.
    pub affected: Vec<(Day, Day)>,
}

impl CompiledGrant {
    /// Whether it moves the ownership of a catalogue for good, and is no licence.
    pub fn is_assignment(&self) -> bool {
        self.deal_type == DealType::Assignment
    }

    /// The most that its level lets its exclusivity be (3.5).
    pub fn exclusive_at_most(&self) -> Status {
        match self.level {
            Level::Exclusive | Level::Sole => Status::Certain,
            Level::Unknown => Status::Possible,
            Level::NonExclusive => Status::No,
        }
    }

    /// `deal#g1`: the hook of its mark (the same for all pairs).
    pub fn hook(&self, catalog: &Catalog) -> String {
        let deal = catalog.deal(self.deal);
        let grant = deal.grants.get(self.grant).map_or("", |grant| grant.id.as_str());
        [deal.id.as_str(), "#", grant].concat()
    }

    /// Takedowns that touch it.
    pub fn suspensions(&self) -> &[Suspension] {
        self.marks.as_ref().map_or(&[], |marks| &marks.suspensions)
    }

    /// First and last days on which it is touched, not known how.
    pub fn affected(&self) -> &[(Day, Day)] {
        self.marks.as_ref().map_or(&[], |marks| &marks.affected)
    }
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

/// An effect that reached a grant, at least possibly (rights.md 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The grant.
    pub link: LinkIx,
    /// The deal that has the effect.
    pub by: DealIx,
    /// What it does.
    pub action: EffectAction,
    /// First and last day on which it may.
    pub days: (Day, Day),
}

/// A renewal without a gap, read as one grant (3.2). It is no grant of the file:
/// it only removes the false gap on the unknown day of the renewal.
#[derive(Clone, Debug)]
pub struct Joined {
    /// The grant that is renewed.
    pub first: LinkIx,
    /// The grant that continues it.
    pub second: LinkIx,
    /// From the start of the first to the end of the second.
    pub period: Period,
    /// Whether both are exclusive for as long as they run.
    pub both_exclusive: bool,
}

/// One entry of `operated_by`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The operator.
    pub party: PartyIx,
    /// When it runs the service.
    pub period: Period,
    /// Place in the service's `operated_by`.
    pub place: usize,
}

/// One pair of owner and owned of one ownership record.
#[derive(Clone, Copy, Debug)]
pub struct Holding {
    /// Its deal.
    pub deal: DealIx,
    /// Who holds shares.
    pub from: PartyIx,
    /// In whom.
    pub to: PartyIx,
    /// Value of the deal and pair.
    pub value: Status,
    /// When they are held, by the rules of grants: an end that is left out is not known.
    pub period: Period,
}

impl Holding {
    /// The best that it is on any day of `[first, last]`.
    pub fn status_within(&self, first: Day, last: Day) -> Status {
        self.value.min(self.period.status_within(first, last))
    }
}

/// All links of a dataset, and who runs which service.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// In the order of the file; pairs in the order of expansion.
    pub grants: Vec<CompiledGrant>,
    /// Grants of deals that are worth nothing by themselves (denied, cancelled,
    /// retracted), or were not known yet, without effects and renewals: they answer nothing, they only
    /// tell why not. Value no, in the order of the file.
    pub dropped: Vec<CompiledGrant>,
    /// Renewals without a gap, by their grants' ids.
    pub joined: Vec<Joined>,
    /// Shareholdings, in the order of the file.
    pub holdings: Vec<Holding>,
    /// Effects that reached grants, in the order of the grants, then of the file.
    pub touched: Vec<Touched>,
    /// By service: its operators and their periods.
    pub operators: Map<PartyIx, Vec<Operation>>,
    /// Lives, by place of the party.
    pub lives: Vec<Period>,
    /// By merged party: the successor, the first and last day it may pass, the value.
    pub mergers: Map<PartyIx, Vec<(PartyIx, Day, Day, Status)>>,
    /// Value of every deal (step 2), by its place.
    pub values: Vec<Status>,
    /// Latest end of every grant after renewals and before effects, by its place.
    pub uncut_end_hi: Vec<Day>,
    /// How the records were read.
    pub options: Options,
}

/// A dataset and how to read it.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub catalog: &'a Catalog,
    pub options: Options,
}

impl Compiled {
    /// Bytes of the links on the heap.
    pub fn bytes(&self) -> usize {
        let lists = [&self.grants, &self.dropped];
        let links: usize = lists.iter().map(|list| list.capacity()).sum();
        let marks = |link: &CompiledGrant| {
            link.marks.as_ref().map_or(0, |marks| {
                size_of::<Marks>()
                    + marks.suspensions.capacity() * size_of::<Suspension>()
                    + marks.affected.capacity() * size_of::<(Day, Day)>()
            })
        };
        links * size_of::<CompiledGrant>()
            + lists.iter().flat_map(|list| list.iter()).map(marks).sum::<usize>()
            + self.joined.capacity() * size_of::<Joined>()
            + self.lives.capacity() * size_of::<Period>()
    }

    /// A grant by its number; those that are worth nothing are numbered behind
    /// the joined renewals.
    pub fn link(&self, link: LinkIx) -> Option<&CompiledGrant> {
        let place = link as usize;
        let beyond = self.grants.len() + self.joined.len();
        self.grants.get(place).or_else(|| self.dropped.get(place.checked_sub(beyond)?))
    }

    /// Compiles a catalogue: one pass over its records, then renewals, then effects.
    pub fn new(catalog: &Catalog, options: Options) -> Compiled {
        let reading = Reading { catalog, options };
        let mut compiled = Compiled { options, ..Compiled::default() };
        let mut values = Vec::with_capacity(catalog.deals.len());
        for (place, deal) in catalog.deals.iter().enumerate() {
            let ix = DealIx(place as u32);
            let value = deal_value(catalog, deal, options);
            values.push(value);
            if value == Status::No {
                // Of what was not known yet it is told that it was not known.
                let later = Options { known: None, ..options };
                if is_known(catalog, deal, options) || deal_value(catalog, deal, later) > Status::No {
                    for grant in 0..deal.grants.len() {
                        let pairs = expand(reading, ix, grant, value);
                        compiled.dropped.extend(pairs);
                    }
                }
                continue;
            }
            match deal.kind {
                DealType::Merger => compiled.merge(deal, value),
                DealType::Ownership => compiled.hold(reading, ix, value),
                _ => {}
            }
            for grant in 0..deal.grants.len() {
                compiled.grants.extend(expand(reading, ix, grant, value));
            }
        }
        compiled.grants.shrink_to_fit();
        compiled.live(catalog, options);
        compiled.operate(catalog, options);
        let renewed = renewals::cut(catalog, &mut compiled);
        compiled.own_exclusivity(reading);
        compiled.uncut_end_hi = compiled.grants.iter().map(|link| link.period.end_hi).collect();
        let ends = effects::apply(reading, &mut compiled, &values);
        compiled.values = values;
        joined::join(catalog, &mut compiled, &renewed, &ends);
        passing::presume(reading, &mut compiled);
        compiled
    }

    /// Exclusivity with a period of its own (2.2). A start or end that it lacks
    /// is the grant's after step 4; a term counts from its start.
    fn own_exclusivity(&mut self, reading: Reading) {
        for link in &mut self.grants {
            let deal = reading.catalog.deal(link.deal);
            let written = &deal.grants[link.grant].exclusivity;
            link.exclusivity = link.period;
            let has_own = written.start.is_some() || written.end.is_some() || written.term.is_some();
            if !has_own || is_open(deal, link.grant, "exclusivity") {
                continue;
            }
            let mut period = link.period;
            let mut unsure = false;
            let mut bounds = |bound: &Bound, open: Day| match bound {
                Bound::When(when) => {
                    unsure |= when.unsure;
                    (when.lo, when.hi)
                }
                Bound::Open => (open, open),
            };
            if let Some(start) = &written.start {
                (period.start_lo, period.start_hi) = bounds(start, Day::MIN);
                period.presumed_start_hi = period.start_hi;
            }
            match (&written.end, written.term) {
                (Some(end), _) => {
                    (period.end_lo, period.end_hi) = bounds(end, Day::MAX);
                    period.presumed_end_lo = period.end_lo;
                }
                (None, Some(length)) => {
                    let length = Some(length);
                    (period.end_lo, period.end_hi) =
                        ends_after(period.start_lo, period.start_hi, length, length);
                    period.presumed_end_lo = period.end_lo;
                    if written.start.is_none() {
                        period.presumed_end_lo =
                            reading.commencing(link.deal, link.grant, written.term, &period);
                    }
                }
                (None, None) => {}
            }
            let borrows = written.start.is_none() || written.end.is_none() && written.term.is_none();
            period.unsure = unsure || borrows && link.period.unsure;
            period.tighten();
            link.exclusivity = period;
        }
    }

    /// One holding for each pair of owner and owned.
    fn hold(&mut self, reading: Reading, ix: DealIx, value: Status) {
        let deal = reading.catalog.deal(ix);
        let (Some(from), Some(to)) = (&deal.from, &deal.to) else { return };
        let ((owners, from_possible), (owned, to_possible)) = (sides(from), sides(to));
        let value = if from_possible || to_possible { value.min(Status::Possible) } else { value };
        let open = |field: &str| is_open(deal, 0, field);
        let seen = sightings(reading.catalog, deal, reading.options.known);
        let written = Written {
            start: deal.start.as_ref().filter(|_| !open("start")),
            end: deal.end.as_ref().filter(|_| !open("end")),
            term: None,
            announced: reading.announced(ix),
            seen: &seen,
        };
        let period = Period::compile(&written, reading.presume());
        for &from in owners.iter().flatten() {
            for &to in owned.iter().flatten() {
                self.holdings.push(Holding { deal: ix, from, to, value, period });
            }
        }
    }
}

impl<'a> Reading<'a> {
    fn presume(self) -> Presume<'a> {
        Presume { policy: &self.catalog.meta.policy, on: self.options.presume }
    }

    /// When a deal was announced, else signed.
    fn announced(self, ix: DealIx) -> Option<&'a When> {
        let deal = self.catalog.deal(ix);
        let open = |field: &str| is_open(deal, 0, field);
        deal.announced.as_ref().filter(|_| !open("announced")).or(deal.signed.as_ref())
    }

    /// What a grant says of its period, without fields that are open (step 1).
    /// An assignment has no end: it is for good.
    pub fn written(self, ix: DealIx, place: usize) -> Written<'a> {
        let deal = self.catalog.deal(ix);
        let grant = &deal.grants[place];
        let open = |field: &str| is_open(deal, place, field);
        let lasts = deal.kind == DealType::Assignment;
        Written {
            start: grant.start.as_ref().filter(|_| !open("start")),
            end: if lasts { Some(&Bound::Open) } else { grant.end.as_ref().filter(|_| !open("end")) },
            term: grant.term.as_ref(),
            announced: self.announced(ix),
            seen: &[],
        }
    }

    /// When a grant is in force, before renewals and effects.
    pub fn grant_period(self, ix: DealIx, place: usize) -> Period {
        let deal = self.catalog.deal(ix);
        let seen = sightings(self.catalog, deal, self.options.known);
        let written = Written { seen: &seen, ..self.written(ix, place) };
        // No presumption applies to assignments (3.4).
        let on = self.options.presume && deal.kind != DealType::Assignment;
        Period::compile(&written, Presume { on, ..self.presume() })
    }

    /// The presumed end of an exclusivity of a length that starts with its
    /// grant: if the grant is presumed to start when it was announced, so is it.
    fn commencing(self, ix: DealIx, place: usize, term: Option<crate::dates::Duration>, own: &Period) -> Day {
        let written = self.written(ix, place);
        match (written.start, written.announced, term) {
            (None, Some(announced), Some(length))
                if self.options.presume && self.presume().policy.commencement_announced =>
            {
                last_day(announced.lo, length).max(own.end_lo)
            }
            _ => own.end_lo,
        }
    }
}

/// Step 3: one link for each pair of licensor and licensee.
fn expand(reading: Reading, ix: DealIx, place: usize, value: Status) -> Vec<CompiledGrant> {
    let Reading { catalog, .. } = reading;
    let deal = catalog.deal(ix);
    let grant = &deal.grants[place];
    let open = |field: &str| is_open(deal, place, field);
    let period = reading.grant_period(ix, place);
    let territory = grant.territory.as_ref().filter(|_| !open("territory"));
    let (givers, from_possible) = sides(&grant.from);
    let (takers, to_possible) = sides(&grant.to);
    let several = givers.len() * takers.len() > 1;
    let sublicensing = if open("sublicensing") { Sublicensing::Unknown } else { grant.sublicensing };
    let template = CompiledGrant {
        deal: ix,
        deal_type: deal.kind,
        grant: place,
        pair: 0,
        from: None,
        to: PartyIx(0),
        joint: matches!(grant.from, PartyRef::Joint(_)) || matches!(grant.to, PartyRef::Joint(_)),
        value: if from_possible || to_possible { value.min(Status::Possible) } else { value },
        period,
        exclusivity: period,
        level: if open("exclusivity") { Level::Unknown } else { grant.exclusivity.level },
        territory: territory.and_then(|expr| Territories::of(catalog, expr)),
        sublicensing,
        may_pass_on: passing::stated(sublicensing),
        marks: None,
    };
    let pairs = givers.iter().flat_map(|from| takers.iter().flatten().map(move |to| (*from, *to)));
    let numbered = pairs.zip(1..).map(|(ends, number)| (ends, if several { number } else { 0 }));
    numbered.map(|((from, to), pair)| CompiledGrant { pair, from, to, ..template.clone() }).collect()
}

/// The sides of a reference in law, and whether they are possible only.
pub(super) fn sides(reference: &PartyRef) -> (Vec<Option<PartyIx>>, bool) {
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
