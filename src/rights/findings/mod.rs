//! Contradictions (rights.md, section 9): records that cannot all be complete
//! and right. They use strict bounds only and never change an answer.
//!
//! ```text
//! Compiled ─ prepared ─► pairs   C1–C3, C18   (box, excuses, group)
//!                     ─► chains  C4–C10       (owners)
//!                     ─► records C11–C14, C16
//!                     ─► orders  C15, C17
//! ```
//!
//! Absent here: any word of a language. Sentences stand in `i18n::findings`.

mod boxes;
mod chains;
mod derive;
mod excuses;
mod group;
mod orders;
mod owners;
mod pairs;
mod prepared;
mod records;
#[cfg(test)]
mod tests;

use super::rows::Rows;
use super::{Compiled, LinkIx, Status, Territories};
use crate::data::words::DealType;
use crate::data::{Catalog, DealIx, PartyIx, Severity};
use crate::dates::Day;
use crate::sort;
use prepared::Prepared;
use std::rc::Rc;

/// Pairs that are listed for one catalogue (section 9, end).
pub const MOST_PAIRS: u32 = 1_000;

/// All findings of a dataset, as known on the day that it was compiled for.
pub fn findings(catalog: &Catalog, compiled: &Compiled) -> Findings {
    let prepared = Prepared::new(catalog, compiled);
    let mut found = Findings::default();
    pairs::find(&prepared, &mut found);
    chains::find(&prepared, &mut found.list);
    records::find(&prepared, &mut found.list);
    orders::find(&prepared, &mut found.list);
    name_and_sort(&prepared, &mut found.list);
    found
}

/// Fills in the ids and sorts by code, then by ids.
fn name_and_sort(prepared: &Prepared, list: &mut [Contradiction]) {
    let Prepared { catalog, compiled, .. } = *prepared;
    // Each id is written and compared once, not in each finding.
    let mut rank = vec![usize::MAX; compiled.grants.len()];
    list.iter().flat_map(|finding| &finding.links).for_each(|link| rank[*link as usize] = 0);
    // In the order of deals, in which the ids nearly are.
    let links = catalog.deals_by_id().flat_map(|deal| prepared.of_deal(deal));
    let named = links.filter(|link| rank[*link as usize] == 0);
    let mut ids: Vec<(Rc<str>, LinkIx)> = named.map(|link| (id(catalog, compiled, link), link)).collect();
    sort::plain(&mut ids);
    for (place, (_, link)) in ids.iter().enumerate() {
        rank[*link as usize] = place;
    }
    let rank_of = |link: &LinkIx| rank[*link as usize];
    for finding in list.iter_mut() {
        if finding.code.sorts_grants() {
            sort::by_key(&mut finding.links, rank_of);
        }
        // Deals stand for themselves where there are no grants, and first in C17.
        let of_deals = if finding.links.is_empty() { finding.deals.len() } else { 0 };
        let of_deals = if finding.code == Code::EffectMisses { 1 } else { of_deals };
        let deals = finding.deals.iter().take(of_deals).map(|deal| Rc::from(catalog.deal(*deal).id.as_str()));
        finding.grants = deals.chain(finding.links.iter().map(|link| ids[rank_of(link)].0.clone())).collect();
        if finding.links.is_empty() {
            sort::plain(&mut finding.grants);
        }
    }
    let before = |code: &Code| Code::ALL.iter().filter(|other| other.word() < code.word()).count() as u32;
    let codes: Vec<u32> = Code::ALL.iter().map(before).collect();
    // Most are told apart by their code and the first two grants.
    let first = |finding: &Contradiction| {
        let mut ranks = finding.links.iter().map(|link| rank_of(link) as u32 + 1);
        let mut next = || if of_grants(finding) { ranks.next().unwrap_or(0) } else { 0 };
        [codes[finding.code as usize], next(), next()]
    };
    let keys: Vec<[u32; 3]> = list.iter().map(first).collect();
    sort::move_to(list, places(&keys, (ids.len() + 2).max(Code::ALL.len()) as u32));
    let mut rest = &mut list[..];
    while let Some(one) = rest.first() {
        let key = first(one);
        let alike = rest.iter().take_while(|other| first(other) == key).count();
        let (like, behind) = rest.split_at_mut(alike);
        if alike > 1 {
            sort::by_cached_key(like, |finding| {
                let (ids, more) = if of_grants(finding) {
                    (&[][..], finding.links.iter().skip(2).map(rank_of).collect())
                } else {
                    (&finding.grants[..], Vec::new())
                };
                (ids.to_vec(), more, finding.details.rank())
            });
        }
        rest = behind;
    }
}

/// The place of each key in their order, of which each number is below `most`:
/// put into rows by the last number, then by those before it.
fn places(keys: &[[u32; 3]], most: u32) -> Vec<usize> {
    let mut order: Vec<u32> = (0..keys.len() as u32).collect();
    for at in [2, 1, 0] {
        let mut keyed = order.iter().map(|&place| (keys[place as usize][at], place));
        let mut rows = Rows::new(most as usize, &mut keyed);
        order = rows.items_mut().to_vec();
    }
    let mut places = vec![0; keys.len()];
    order.iter().zip(0..).for_each(|(&at, place)| places[at as usize] = place);
    places
}

/// Whether the ids of a finding are those of its grants alone.
fn of_grants(finding: &Contradiction) -> bool {
    !finding.links.is_empty() && finding.code != Code::EffectMisses
}

/// What was found, and what is not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// By code, then by grants.
    pub list: Vec<Contradiction>,
    /// Catalogues with more than [`MOST_PAIRS`] pairs, and how many pairs more were counted.
    pub cut: Vec<(PartyIx, u32)>,
}

impl Findings {
    /// Places of those that touch a party: as licensor or licensee, as catalogue, or named.
    pub fn of_party(&self, catalog: &Catalog, compiled: &Compiled, party: PartyIx) -> Vec<usize> {
        self.places(&mut |finding| {
            finding.details.names(party)
                || finding.links.iter().any(|link| {
                    let link = &compiled.grants[*link as usize];
                    link.to == party || link.from == Some(party)
                })
                || finding.links.is_empty()
                    && finding.deals.iter().any(|deal| {
                        let deal = catalog.deal(*deal);
                        [&deal.from, &deal.to]
                            .into_iter()
                            .flatten()
                            .any(|side| side.parties().contains(&party))
                    })
        })
    }

    /// Links that go further or last longer than what they rest on (C6, C7):
    /// chains over them are called *widened* (section 7).
    pub fn widened(&self) -> Vec<LinkIx> {
        let wide = |finding: &&Contradiction| {
            matches!(finding.code, Code::WiderThanUpstream | Code::OutsideUpstreamTime)
        };
        self.list.iter().filter(wide).flat_map(|finding| finding.links.iter().copied()).collect()
    }

    /// Places of those that touch a deal.
    pub fn of_deal(&self, deal: DealIx) -> Vec<usize> {
        self.places(&mut |finding| finding.deals.contains(&deal))
    }

    fn places(&self, touches: &mut dyn FnMut(&Contradiction) -> bool) -> Vec<usize> {
        (0..self.list.len()).filter(|place| touches(&self.list[*place])).collect()
    }
}

/// One finding: these records cannot all be complete and right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Which of the eighteen.
    pub code: Code,
    /// [`Status::Certain`] or [`Status::Possible`].
    pub value: Status,
    /// How much it matters.
    pub severity: Severity,
    /// Ids as in `expected.json`: `deal#g1`, `deal#g1.2` of an expanded pair, or `deal`.
    pub grants: Vec<Rc<str>>,
    /// The compiled grants among them.
    pub links: Vec<LinkIx>,
    /// Every deal concerned, each once, those of the grants in no certain order.
    pub deals: Vec<DealIx>,
    /// What section 9 lists as details.
    pub details: Details,
}

/// Details of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Details {
    /// None.
    Nothing,
    /// C1 to C3: where and when; C2 asks whether the exclusivity ended if `asks_end`.
    Region {
        /// Where and when both hold.
        region: Region,
        /// The second grant is a later direct licence by the first one's own licensor.
        asks_end: bool,
    },
    /// C4: the service.
    Service(PartyIx),
    /// C6: what goes beyond its upstreams.
    Excess {
        /// In which dimension.
        dimension: Dimension,
        /// Codes, uses, layers or ids of catalogues.
        excess: Vec<String>,
    },
    /// C7: which end of the period.
    At(End),
    /// C10, C13: whose catalogues, and a party that controls their owner (C10).
    Catalogues {
        /// Whose.
        of: Vec<PartyIx>,
        /// Whether the grantor controls one of them: it may have signed on behalf.
        controls: bool,
    },
    /// C11: who was not alive at which end.
    Party(PartyIx, End),
    /// C14: in whom, and on which day.
    Day(PartyIx, Day),
    /// C15: the order.
    Order(DealIx),
}

impl Details {
    /// Whether a party is named in them.
    fn names(&self, party: PartyIx) -> bool {
        match self {
            Details::Region { region, .. } => region.catalogues.contains(&party),
            Details::Catalogues { of, .. } => of.contains(&party),
            Details::Service(named) | Details::Party(named, _) | Details::Day(named, _) => *named == party,
            _ => false,
        }
    }

    /// A number that orders findings of one code on one grant.
    fn rank(&self) -> u64 {
        match self {
            Details::Excess { dimension, .. } => *dimension as u64,
            Details::At(end) => *end as u64,
            Details::Service(party) => u64::from(party.0),
            Details::Party(party, end) => 2 * u64::from(party.0) + *end as u64,
            Details::Order(deal) => u64::from(deal.0),
            _ => 0,
        }
    }
}

/// Where and when two grants meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Whose catalogues.
    pub catalogues: Vec<PartyIx>,
    /// Nothing if one of the territories is not known.
    pub territory: Option<Territories>,
    /// First possible day; infinite if it is open.
    pub from: Day,
    /// Last possible day; infinite if it is open.
    pub to: Day,
}

/// An end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Its first day.
    Start,
    /// Its last day.
    End,
}

impl End {
    /// `start` or `end`.
    pub fn word(self) -> &'static str {
        ["start", "end"][self as usize]
    }
}

/// What a grant can be too wide in (C6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Listed catalogues.
    Catalogue,
    /// Layers.
    Layer,
    /// Territories.
    Territory,
    /// Uses.
    Uses,
}

impl Dimension {
    /// `catalogue`, `layer`, `territory` or `uses`.
    pub fn word(self) -> &'static str {
        ["catalogue", "layer", "territory", "uses"][self as usize]
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $certain:ident / $possible:ident;)+) => {
        /// The eighteen contradictions, in the order of section 9.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Code { $($(#[$doc])* $name),+ }

        impl Code {
            /// Every one.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The word in files.
            pub fn word(self) -> &'static str {
                [$($word),+][self as usize]
            }

            /// How much it matters, by its value.
            pub fn severity(self, value: Status) -> Severity {
                let (certain, possible) = [$((Severity::$certain, Severity::$possible)),+][self as usize];
                if value == Status::Certain { certain } else { possible }
            }
        }
    };
}

codes! {
    /// C1.
    TwoExclusives = "two-exclusives", Error / Warning;
    /// C2.
    ExclusivityBroken = "exclusivity-broken", Error / Warning;
    /// C3.
    EarlierLicenceSurvives = "earlier-licence-survives", Note / Note;
    /// C4.
    OwnerCompetes = "owner-competes", Warning / Warning;
    /// C5.
    NoUpstream = "no-upstream", Error / Error;
    /// C6.
    WiderThanUpstream = "wider-than-upstream", Error / Error;
    /// C7.
    OutsideUpstreamTime = "outside-upstream-time", Error / Error;
    /// C8.
    ExclusiveFromNonExclusive = "exclusive-from-non-exclusive", Error / Error;
    /// C9.
    SublicensingNotShown = "sublicensing-not-shown", Error / Warning;
    /// C10.
    GrantorHoldsNothing = "grantor-holds-nothing", Error / Error;
    /// C11; a warning at the end of a period.
    PartyNotAlive = "party-not-alive", Error / Error;
    /// C12.
    EndBeforeStart = "end-before-start", Error / Error;
    /// C13.
    TwoOwners = "two-owners", Error / Warning;
    /// C14.
    OverHundred = "over-100-percent", Error / Error;
    /// C15.
    InsideBan = "inside-ban", Error / Warning;
    /// C16.
    SourcesContradict = "sources-contradict", Warning / Warning;
    /// C17.
    EffectMisses = "effect-misses", Error / Warning;
    /// C18.
    DuplicateDeal = "duplicate-deal", Warning / Warning;
}

impl Code {
    /// Whether the grants of a finding are sorted by id: not where one of them comes first.
    fn sorts_grants(self) -> bool {
        !matches!(self, Code::ExclusivityBroken | Code::EarlierLicenceSurvives | Code::EffectMisses)
    }
}

/// The id of a compiled grant: `deal#g1`, or `deal#g1.2` if it is one of several pairs.
fn id(catalog: &Catalog, compiled: &Compiled, link: LinkIx) -> Rc<str> {
    let link = &compiled.grants[link as usize];
    let deal = catalog.deal(link.deal);
    let mut id = deal.id.to_string();
    id.push('#');
    id.push_str(deal.grants[link.grant].id.as_str());
    if link.pair > 0 {
        id.push('.');
        id.push_str(&link.pair.to_string());
    }
    id.into()
}

/// A finding about compiled grants, not sorted yet.
fn about(prepared: &Prepared, code: Code, value: Status, links: &[u32], details: Details) -> Contradiction {
    let mut deals: Vec<DealIx> = Vec::new();
    for link in links {
        let deal = prepared.compiled.grants[*link as usize].deal;
        if !deals.contains(&deal) {
            deals.push(deal);
        }
    }
    let mut severity = code.severity(value);
    if matches!(details, Details::Party(_, End::End)) {
        severity = Severity::Warning;
    }
    Contradiction { code, value, severity, grants: Vec::new(), links: links.to_vec(), deals, details }
}

/// A finding about deals that are no grants.
fn about_deals(code: Code, value: Status, deals: Vec<DealIx>, details: Details) -> Contradiction {
    let severity = code.severity(value);
    Contradiction { code, value, severity, grants: Vec::new(), links: Vec::new(), deals, details }
}

/// Certain or possible: a finding has no other value.
fn firm(sure: bool) -> Status {
    if sure { Status::Certain } else { Status::Possible }
}

/// Whether a deal type gives a licence: an assignment changes the owner, and
/// licences that were given bind the new one.
fn licenses(kind: DealType) -> bool {
    kind != DealType::Assignment
}
