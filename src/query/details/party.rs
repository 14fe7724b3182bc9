//! The panel about a party.

use super::sources::{ClaimGroup, EvidenceLine, claims, evidence};
use super::{Field, Fields, Piece};
use crate::data::model::Name;
use crate::data::words::{DealType, PartyKind};
use crate::data::{Catalog, Deal, DealIx, PartyIx};
use crate::dates::{Bound, Day, When};
use crate::i18n::{Locale, date};
use crate::query::concerned::concerned;
use crate::query::picture::picture;
use crate::query::{names, sentence};
use crate::rights::{Compiled, Status};
use crate::sort;
use crate::state::{Filters, State};

/// Everything about a party, as of the state's day; filters do not count here.
#[derive(Clone, Debug, PartialEq)]
pub struct PartyDetails {
    /// The party.
    pub party: PartyIx,
    /// Its name for this reader, with its language.
    pub name: (String, String),
    /// Its name in the other language.
    pub original: Option<(String, String)>,
    /// What it is, in a word.
    pub kind: &'static str,
    /// Seat, life, who runs it, what it runs.
    pub fields: Vec<Field>,
    /// Its other names.
    pub names: Vec<NameLine>,
    /// Wrong renderings found in sources.
    pub wrong_names: Vec<NameLine>,
    /// Licences that it gives, in force or possible on the day.
    pub licenses_to: Vec<LinkLine>,
    /// Licences that it has.
    pub licensed_by: Vec<LinkLine>,
    /// Everything else that names it, by date.
    pub other_deals: Vec<DealLine>,
    /// Values that differ.
    pub claims: Vec<ClaimGroup>,
    /// Sources.
    pub evidence: Vec<EvidenceLine>,
    /// A note.
    pub note: Option<String>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameLine {
    /// The name.
    pub text: String,
    /// Its language, where it is known.
    pub lang: Option<String>,
    /// What kind of name, in a word.
    pub kind: Option<&'static str>,
    /// When it was used, and what else is to be said.
    pub notes: Vec<String>,
}

/// A licence of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLine {
    /// The deal.
    pub deal: DealIx,
    /// `deal#g1`.
    pub hook: String,
    /// The other side.
    pub other: PartyIx,
    /// The link in words.
    pub text: String,
    /// How surely it is in force.
    pub status: Status,
}

/// A deal by its title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DealLine {
    /// The deal.
    pub deal: DealIx,
    /// Its title.
    pub title: String,
    /// Its type in a word.
    pub kind: &'static str,
    /// Its date in words; empty if it has none.
    pub date: String,
}

/// The panel about a party.
pub fn party(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    ix: PartyIx,
    locale: Locale,
) -> PartyDetails {
    let words = locale.words();
    let record = catalog.party(ix);
    let owned = |shown: names::Shown<'_>| (shown.text.to_string(), shown.lang.to_string());
    let name = owned(names::shown(catalog, ix, locale));
    let original = names::original(catalog, ix, locale).map(owned);
    let line = |name: &Name| NameLine {
        text: names::clean(&name.text).into_owned(),
        lang: name.lang.clone(),
        kind: name.kind.map(|kind| words.name_type(kind)),
        notes: (date::period(locale, name.start.as_ref(), name.end.as_ref()).into_iter())
            .chain(name.note.as_ref().map(|note| sentence::text(catalog, note, locale)))
            .collect(),
    };
    let is_wrong = |name: &&Name| name.kind.is_some_and(crate::data::words::NameType::is_wrong);
    let (wrong, other): (Vec<&Name>, Vec<&Name>) = record.names.iter().partition(is_wrong);
    let said = |text: &str| text == name.0 || original.as_ref().is_some_and(|(original, _)| text == original);

    let (licenses_to, licensed_by) = links(catalog, compiled, state, ix, locale);
    let linked: Vec<DealIx> = licenses_to.iter().chain(&licensed_by).map(|line| line.deal).collect();
    PartyDetails {
        party: ix,
        kind: words.party_kind(record.kind),
        fields: fields(catalog, ix, locale),
        names: other.into_iter().map(line).filter(|line| !said(&line.text)).collect(),
        wrong_names: wrong.into_iter().map(line).collect(),
        other_deals: other_deals(catalog, ix, &linked, locale),
        licenses_to,
        licensed_by,
        claims: claims(catalog, &record.claims, state.known, locale),
        evidence: evidence(catalog, &record.evidence, state.known, locale),
        note: record.note.as_ref().map(|note| sentence::text(catalog, note, locale)),
        name,
        original,
    }
}

fn fields(catalog: &Catalog, ix: PartyIx, locale: Locale) -> Vec<Field> {
    let words = locale.words();
    let record = catalog.party(ix);
    let service = record.kind == PartyKind::Service;
    let day =
        |bound: &Option<Bound>| bound.as_ref().and_then(Bound::when).map(|when| date::when(locale, when));
    let mut out = Fields::new(locale, &[]);
    out.list(words.details_country, "country", record.country.clone().map(Piece::Place));
    let founded = if service { words.details_launched } else { words.details_founded };
    out.text(founded, "founded", day(&record.founded));
    let dissolved = if service { words.details_closed } else { words.details_dissolved };
    out.text(dissolved, "dissolved", day(&record.dissolved));
    let dated = |party: PartyIx, start: &Option<Bound>, end: &Option<Bound>| {
        let period = date::period(locale, start.as_ref(), end.as_ref());
        let period = period.map(|period| Piece::Text([words.clause, &period].concat()));
        std::iter::once(Piece::Party(party)).chain(period)
    };
    for operator in &record.operated_by {
        let value = dated(operator.party, &operator.start, &operator.end).collect();
        out.pieces(words.details_operators, "operated_by", value);
    }
    for (place, other) in catalog.parties.iter().enumerate() {
        for operator in other.operated_by.iter().filter(|operator| operator.party == ix) {
            let value = dated(PartyIx(place as u32), &operator.start, &operator.end).collect();
            out.pieces(words.details_operates, "operated_by", value);
        }
    }
    for identifier in &record.identifiers {
        let text = [identifier.scheme.as_str(), " ", &identifier.id].concat();
        out.text(words.details_identifiers, "identifiers", Some(text));
    }
    out.list
}

/// What a party licenses to others and has from others: those in force first.
fn links(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    ix: PartyIx,
    locale: Locale,
) -> (Vec<LinkLine>, Vec<LinkLine>) {
    let alone = State {
        focus: vec![catalog.party(ix).id.to_string()],
        filters: Filters::default(),
        depth: 1,
        deal: None,
        step: None,
        ownership: false,
        ..state.clone()
    };
    let picture = picture(catalog, compiled, &alone);
    let side = |gives: bool| {
        let own = |ends: (PartyIx, PartyIx)| if gives { ends } else { (ends.1, ends.0) };
        let mut lines: Vec<LinkLine> = (picture.links.iter())
            .filter(|link| link.status.in_force > Status::No)
            .filter_map(|link| {
                let (party, other) = own((link.from, link.to));
                (party == ix).then(|| LinkLine {
                    deal: link.deal,
                    hook: link.hook.clone(),
                    other,
                    text: sentence::link(catalog, link, locale),
                    status: link.status.in_force,
                })
            })
            .collect();
        sort::by_key(&mut lines, |line| std::cmp::Reverse(line.status.min(Status::Presumed)));
        lines
    };
    (side(true), side(false))
}

fn other_deals(catalog: &Catalog, ix: PartyIx, linked: &[DealIx], locale: Locale) -> Vec<DealLine> {
    let words = locale.words();
    let deals = catalog.deals.iter().enumerate().map(|(place, deal)| (DealIx(place as u32), deal));
    let mut lines: Vec<(Day, DealLine)> = deals
        .filter(|(deal_ix, deal)| !linked.contains(deal_ix) && concerned(catalog, deal).contains(&ix))
        .map(|(deal_ix, deal)| {
            let when = date_of(deal);
            let line = DealLine {
                deal: deal_ix,
                title: sentence::deal_title(catalog, deal_ix, locale),
                kind: sentence::kind(words, deal),
                date: when.map_or_else(String::new, |when| date::when(locale, when)),
            };
            (when.map_or(Day::MAX, |when| if when.lo.is_finite() { when.lo } else { when.hi }), line)
        })
        .collect();
    sort::by_key(&mut lines, |(day, line)| (*day, line.deal));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The date by which a deal stands in a list.
fn date_of(deal: &Deal) -> Option<&When> {
    let start = deal.start.as_ref().or_else(|| deal.grants.iter().find_map(|grant| grant.start.as_ref()));
    let start = start.and_then(Bound::when);
    let dates = [deal.date.as_ref(), deal.announced.as_ref(), deal.signed.as_ref(), start];
    // A shareholding counts from its start, everything else from when it became known.
    let first = if deal.kind == DealType::Ownership { start } else { None };
    first.or_else(|| dates.into_iter().flatten().next())
}
