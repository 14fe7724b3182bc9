//! When each grant ran: bars in groups, and the days on which something happened.
//!
//! A bar is cut where its status or its exclusivity changes ([`spans`]), so that
//! what a picture draws is what [`Compiled::status`] says of each of its days.

mod days;
mod spans;
mod words;

pub use days::MarkedDay;
pub use spans::{Span, spans};
pub(crate) use words::sentences;
pub use words::{alternative, bar, day_label, name, summary};

use super::changes::Changes;
use super::filter::passes;
use super::spotlight::Spotlight;
use crate::data::words::{DealType, EffectAction};
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::Day;
use crate::rights::{Compiled, CompiledGrant, Status};
use crate::scene::{LinkKind, LinkLevel};
use crate::small::Set;
use crate::sort;
use crate::state::State;

/// Everything that a timeline draws for a state.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// First and last day shown.
    pub window: (Day, Day),
    /// First and last day of the state's date; one day unless a period is chosen.
    pub date: (Day, Day),
    /// In the order of their first day.
    pub groups: Vec<Group>,
    /// Events and orders, in the order of their day.
    pub days: Vec<MarkedDay>,
    /// What the sentence counts.
    pub counts: Counts,
}

/// The bars of one catalogue or of one service.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Whose.
    pub party: PartyIx,
    /// In the order of their start.
    pub bars: Vec<Bar>,
    /// Belongs to what is singled out; all do if nothing is.
    pub lit: bool,
}

/// One grant in one group.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Place in [`Compiled::grants`].
    pub grant: u32,
    /// The deal.
    pub deal: DealIx,
    /// `deal#g1`.
    pub hook: String,
    /// Type of the deal.
    pub deal_type: DealType,
    /// Which it looks like.
    pub kind: LinkKind,
    /// Who gives, where that is said.
    pub from: Option<PartyIx>,
    /// Who receives.
    pub to: PartyIx,
    /// Whose recordings, where it names others than the giver.
    pub catalogues: Vec<PartyIx>,
    /// From the first to the last, without gaps; where it gives nothing between
    /// two of them, one with [`Status::No`].
    pub spans: Vec<Span>,
    /// Somebody contests it.
    pub disputed: bool,
    /// Who has an effect on it, what, and the first and last day of that.
    pub touched: Vec<(DealIx, EffectAction, (Day, Day))>,
    /// See [`Group::lit`].
    pub lit: bool,
}

/// Numbers for the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Grants with a bar in the window.
    pub grants: usize,
    /// Of those, exclusive on some day, at least as surely as in force.
    pub exclusive: usize,
    /// Of those, with an end that is not known.
    pub open: usize,
    /// Grants that would have a bar without the filters.
    pub without_filters: usize,
    /// Lists that name several parties jointly and have no bar.
    pub joints: usize,
    /// Grants that only may still run in the window: their end is not known.
    pub before: usize,
}

/// The timeline of a state. Joint lists have bars only while they are open or
/// told, as in the picture.
pub fn timeline(catalog: &Catalog, compiled: &Compiled, changes: &Changes, state: &State) -> Timeline {
    let date = state.date.days();
    let window = window(changes, state);
    let ends: Vec<(PartyIx, PartyIx)> =
        compiled.grants.iter().filter_map(|link| link.from.map(|from| (from, link.to))).collect();
    let spot = Spotlight::new(catalog, compiled, state, &ends, &|_| true);
    let mut out = Timeline { window, date, groups: Vec::new(), days: Vec::new(), counts: Counts::default() };
    let mut hooks: Set<(DealIx, usize)> = Set::default();
    let mut joints: Set<(DealIx, usize)> = Set::default();
    let mut rows: Vec<(PartyIx, Bar)> = Vec::new();
    for (link, place) in compiled.grants.iter().zip(0..) {
        if link.from == Some(link.to) {
            continue;
        }
        let highlighted = spot.deals.contains(&link.deal);
        let bar = bar_of(catalog, compiled, &spot, date.1, link, place);
        if !bar.spans.iter().any(|span| span.meets(window)) {
            continue;
        }
        let shown = |span: &&Span| span.meets(window) && !span.open && span.status.in_force > Status::No;
        let passing = bar.spans.iter().any(|span| {
            let ends: Vec<PartyIx> = link.from.into_iter().chain([link.to]).collect();
            let level = Some(span.status.level);
            span.meets(window)
                && passes(catalog, &state.filters, catalog.deal(link.deal), level, link.territory, &ends)
        });
        if link.joint && !highlighted {
            if passing && joints.insert((link.deal, link.grant)) {
                out.counts.joints += 1;
            }
            continue;
        }
        let first_of_grant = hooks.insert((link.deal, link.grant));
        if !bar.spans.iter().any(|span| shown(&span)) {
            out.counts.before += usize::from(passing && first_of_grant);
            continue;
        }
        out.counts.without_filters += usize::from(first_of_grant);
        if !passing {
            continue;
        }
        if first_of_grant {
            out.counts.grants += 1;
            out.counts.exclusive += usize::from(bar.spans.iter().filter(shown).any(Span::is_exclusive));
            out.counts.open += usize::from(bar.spans.last().is_some_and(|span| span.open));
        }
        rows.extend(groups_of(link, &bar, state.views.by_service).into_iter().map(|of| (of, bar.clone())));
    }
    sort::by_key(&mut rows, |(party, bar)| (*party, bar.first_day(), bar.grant));
    for of_group in rows.chunk_by(|a, b| a.0 == b.0) {
        let bars: Vec<Bar> = of_group.iter().map(|(_, bar)| bar.clone()).collect();
        let lit = bars.iter().any(|bar| bar.lit);
        out.groups.push(Group { party: of_group[0].0, bars, lit });
    }
    sort::by_key(&mut out.groups, |group| (group.bars[0].first_day(), group.party));
    out.days = days::days(catalog, compiled, state, &spot, &out);
    out
}

impl Bar {
    /// The first day on which it is in force, as surely as it ever is; what is
    /// possible since ever starts with what is surer.
    pub fn first_day(&self) -> Day {
        let first = |least: Status| {
            let surely = self.spans.iter().find(|span| span.status.in_force >= least && !span.open);
            surely.map(|span| span.first)
        };
        first(Status::Presumed).or(first(Status::Possible)).unwrap_or(Day::MAX)
    }
}

/// The days shown: what the reader chose; else the years of everything dated.
pub fn window(changes: &Changes, state: &State) -> (Day, Day) {
    if let Some(window) = &state.views.window {
        let (first, last) = window.days();
        let first = match window {
            crate::state::DateChoice::At(when) => when.lo,
            crate::state::DateChoice::Between(..) => first,
        };
        return (first, last);
    }
    let today = state.day();
    let (first, last) = (changes.first.unwrap_or(today), changes.last.unwrap_or(today));
    let january = first.ymd().and_then(|(year, ..)| Day::from_ymd(year, 1, 1));
    (january.unwrap_or(first), last)
}

fn bar_of(
    catalog: &Catalog,
    compiled: &Compiled,
    spot: &Spotlight,
    day: Day,
    link: &CompiledGrant,
    place: u32,
) -> Bar {
    let record = &catalog.deal(link.deal).grants[link.grant];
    let passed_on = matches!(link.deal_type, DealType::Sublicence | DealType::Swap);
    let mut catalogues = record.catalogue.of.clone();
    if link.from.is_some_and(|from| catalogues.contains(&from)) {
        catalogues.clear();
    }
    let kind = if passed_on { LinkKind::PassedOn } else { LinkKind::Licence };
    let first = compiled.touched.partition_point(|touched| touched.link < place);
    let touched = compiled.touched[first..].iter().take_while(|touched| touched.link == place);
    // A ban forbids what comes: it changes no grant.
    let touched = touched.filter(|touched| touched.action != EffectAction::BanExclusivity);
    let now = |party: PartyIx| compiled.successor(party, day).0;
    let touches = spot.touches(link.from, link.to) || spot.touches(link.from.map(now), now(link.to));
    Bar {
        grant: place,
        deal: link.deal,
        hook: link.hook(catalog),
        deal_type: link.deal_type,
        kind,
        from: link.from,
        to: link.to,
        catalogues,
        spans: spans(compiled, place),
        disputed: catalog.deal(link.deal).confidence == crate::data::words::Confidence::Disputed,
        touched: touched.map(|touched| (touched.by, touched.action, touched.days)).collect(),
        lit: spot.off() || spot.deals.contains(&link.deal) || touches,
    }
}

/// The parties in whose group a grant stands: the receiver; or each catalogue
/// that it names, else the giver's own.
fn groups_of(link: &CompiledGrant, bar: &Bar, by_service: bool) -> Vec<PartyIx> {
    if by_service {
        vec![link.to]
    } else if bar.catalogues.is_empty() {
        vec![link.from.unwrap_or(link.to)]
    } else {
        bar.catalogues.clone()
    }
}

/// Whether a look is drawn in vermilion: it says "exclusive".
pub fn is_exclusive(kind: LinkKind, level: LinkLevel) -> bool {
    kind == LinkKind::Licence && level == LinkLevel::Exclusive
}
