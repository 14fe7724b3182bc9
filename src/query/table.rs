//! Every deal as a row: the table view, and what its downloads hold.

use super::filter::passes;
use super::fold::fold;
use super::{concerned::concerned, names, sentence};
use crate::data::words::{Confidence, DealType, Level};
use crate::data::{Catalog, Deal, DealIx, PartyIx};
use crate::dates::{Bound, Day, When};
use crate::i18n::{Locale, date};
use crate::rights::{Compiled, Status, Territories};
use crate::sort;
use crate::state::State;
use std::cmp::Ordering;

/// One deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The deal.
    pub deal: DealIx,
    /// Hook of the row: `deal#g1` if the deal has one grant, else the deal's id.
    pub hook: String,
    /// What it is.
    pub kind: DealType,
    /// Who gives: of all grants, in the order of the file.
    pub from: Vec<PartyIx>,
    /// Who receives.
    pub to: Vec<PartyIx>,
    /// Whose catalogues, where the file names them.
    pub catalogue: Vec<PartyIx>,
    /// Levels of exclusivity on the day shown, each once; none without grants.
    pub levels: Vec<Level>,
    /// The earliest start that is given, of grants or of a shareholding; else
    /// the date of an event.
    pub start: Option<Bound>,
    /// When it was made public, else signed.
    pub announced: Option<When>,
    /// The last end that is given.
    pub end: Option<Bound>,
    /// How well it is known.
    pub confidence: Confidence,
    /// The best status of its grants on the day or in the period shown; of a
    /// shareholding; nothing for what is never in force.
    pub status: Option<Status>,
    /// How many sources it has.
    pub sources: usize,
}

/// A column; also a key to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Type of the deal.
    Type,
    /// Who gives.
    From,
    /// Who receives.
    To,
    /// Whose catalogues.
    Catalogue,
    /// Exclusivity.
    Exclusivity,
    /// Start, else announcement.
    Start,
    /// End.
    End,
    /// How well it is known.
    Confidence,
    /// Status on the day.
    Status,
    /// Number of sources.
    Sources,
}

impl Column {
    /// Every column, in order.
    pub const ALL: [Column; 10] = [
        Column::Type,
        Column::From,
        Column::To,
        Column::Catalogue,
        Column::Exclusivity,
        Column::Start,
        Column::End,
        Column::Confidence,
        Column::Status,
        Column::Sources,
    ];

    /// Its heading.
    pub fn heading(self, locale: Locale) -> &'static str {
        let words = locale.words();
        match self {
            Column::Type => words.details_type,
            Column::From => words.details_from,
            Column::To => words.details_to,
            Column::Catalogue => words.details_catalogue,
            Column::Exclusivity => words.details_exclusivity,
            Column::Start => words.details_start,
            Column::End => words.details_end,
            Column::Confidence => words.details_confidence,
            Column::Status => words.details_status,
            Column::Sources => words.table_sources,
        }
    }
}

/// The rows that pass the state's filters, in the order of the file.
pub fn rows(catalog: &Catalog, compiled: &Compiled, state: &State) -> Vec<Row> {
    let mut links = vec![Vec::new(); catalog.deals.len()];
    for (place, link) in compiled.grants.iter().enumerate() {
        links[link.deal.at()].push(place as u32);
    }
    let all = catalog.deals.iter().enumerate();
    all.filter_map(|(place, deal)| row(catalog, compiled, state, DealIx(place as u32), deal, &links[place]))
        .collect()
}

/// Sorts rows by a column, in the reader's language where it holds names. What
/// a row lacks comes last, both ways. Equal rows stand in the order of their
/// dates, then of the file: the order is total.
pub fn sort(catalog: &Catalog, rows: &mut [Row], column: Column, descending: bool, locale: Locale) {
    sort::by_cached_key(rows, |row| {
        let order = (first_day(row), row.deal);
        (Key { value: key(catalog, row, column, locale), descending }, order)
    });
}

/// The words of a cell; empty where nothing is known.
pub fn cell(catalog: &Catalog, row: &Row, column: Column, locale: Locale) -> String {
    let words = locale.words();
    match column {
        Column::Type => sentence::kind(words, catalog.deal(row.deal)).to_string(),
        Column::From => sentence::party_list(catalog, &row.from, locale),
        Column::To => sentence::party_list(catalog, &row.to, locale),
        Column::Catalogue => sentence::party_list(catalog, &row.catalogue, locale),
        Column::Exclusivity => {
            let levels: Vec<&str> = row.levels.iter().map(|&level| words.level(level)).collect();
            levels.join(words.list_comma)
        }
        Column::Start => {
            let start = row.start.as_ref().and_then(Bound::when).or(row.announced.as_ref());
            start.map_or_else(String::new, |when| date::when(locale, when))
        }
        Column::End => match &row.end {
            Some(Bound::When(when)) => date::when(locale, when),
            Some(Bound::Open) => words.d_until_notice.to_string(),
            None => String::new(),
        },
        Column::Confidence => words.confidence(row.confidence).to_string(),
        Column::Status => row.status.map_or("", |status| words.status(status)).to_string(),
        Column::Sources => row.sources.to_string(),
    }
}

fn row(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    ix: DealIx,
    deal: &Deal,
    links: &[u32],
) -> Option<Row> {
    let (first, last) = state.date.days();
    let mut row = Row {
        deal: ix,
        hook: deal.id.to_string(),
        kind: deal.kind,
        from: deal.from.iter().flat_map(crate::data::PartyRef::parties).collect(),
        to: deal.to.iter().flat_map(crate::data::PartyRef::parties).collect(),
        catalogue: Vec::new(),
        levels: Vec::new(),
        start: deal.start.clone().or_else(|| deal.date.clone().map(Bound::When)),
        announced: deal.announced.clone().or_else(|| deal.signed.clone()),
        end: deal.end.clone(),
        confidence: deal.confidence,
        status: None,
        sources: deal.evidence.len(),
    };
    if deal.grants.is_empty() {
        let concerned: Vec<PartyIx> = concerned(catalog, deal).into_vec();
        if deal.kind == DealType::Ownership {
            let held = compiled.holdings.iter().filter(|holding| holding.deal == ix);
            let best = held.map(|holding| holding.status_within(first, last)).max();
            row.status = Some(best.unwrap_or(Status::No));
        }
        return passes(catalog, &state.filters, deal, None, None, &concerned).then_some(row);
    }
    if let [only] = deal.grants.as_slice() {
        row.hook = format!("{}#{}", deal.id, only.id);
    }
    let mut shown = false;
    for (place, grant) in deal.grants.iter().enumerate() {
        // What is not compiled is denied, cancelled, withdrawn or not yet known: it gives nothing.
        let of_grant = links.iter().filter(|&&link| compiled.grants[link as usize].grant == place);
        let territory = match of_grant.clone().next() {
            Some(&link) => compiled.grants[link as usize].territory,
            None => grant.territory.as_ref().and_then(|expr| Territories::of(catalog, expr)),
        };
        let best = of_grant.map(|&link| compiled.status_within(link, first, last)).max_by_key(|s| s.in_force);
        let (from, to) = (grant.from.parties(), grant.to.parties());
        let level = best.map_or(grant.exclusivity.level, |status| status.level);
        let parties = [from.as_slice(), to.as_slice()].concat();
        if !passes(catalog, &state.filters, deal, Some(level), territory, &parties) {
            continue;
        }
        shown = true;
        row.status = row.status.max(Some(best.map_or(Status::No, |status| status.in_force)));
        add(&mut row.levels, [level]);
        add(&mut row.from, from);
        add(&mut row.to, to);
        add(&mut row.catalogue, grant.catalogue.of.iter().chain(&grant.catalogue.named).copied());
        let day = |bound: &Option<Bound>| bound.as_ref().and_then(Bound::when).map(|when| when.lo);
        if row.start.is_none() || day(&grant.start).is_some_and(|start| day(&row.start) > Some(start)) {
            row.start.clone_from(&grant.start);
        }
        if row.end.is_none() || day(&grant.end) > day(&row.end) {
            row.end.clone_from(&grant.end);
        }
    }
    shown.then_some(row)
}

fn add<T: PartialEq>(list: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

fn first_day(row: &Row) -> Option<Day> {
    let start = row.start.as_ref().and_then(Bound::when).or(row.announced.as_ref());
    start.map(|when| if when.lo.is_finite() { when.lo } else { when.hi })
}

/// What a row is sorted by; `None` where it lacks it.
fn key(catalog: &Catalog, row: &Row, column: Column, locale: Locale) -> Option<(i64, String)> {
    let number = |number: i64| Some((number, String::new()));
    let name = |parties: &[PartyIx]| {
        let first = parties.first()?;
        Some((0, fold(&names::text(catalog, *first, locale)).text))
    };
    match column {
        Column::Type => number(row.kind as i64),
        Column::From => name(&row.from),
        Column::To => name(&row.to),
        Column::Catalogue => name(&row.catalogue),
        Column::Exclusivity => row.levels.first().and_then(|&level| number(level as i64)),
        Column::Start => first_day(row).and_then(|day| number(day.0.into())),
        Column::End => match &row.end {
            Some(Bound::When(when)) => number(when.hi.0.into()),
            // Known to be open: after every date, before what is not known.
            Some(Bound::Open) => number(i64::MAX),
            None => None,
        },
        Column::Confidence => number(row.confidence as i64),
        Column::Status => row.status.and_then(|status| number(-(status as i64))),
        Column::Sources => number(row.sources as i64),
    }
}

/// A key that can be turned round, with what is missing always last.
#[derive(PartialEq, Eq)]
struct Key {
    value: Option<(i64, String)>,
    descending: bool,
}

impl Ord for Key {
    fn cmp(&self, other: &Key) -> Ordering {
        match (&self.value, &other.value) {
            (Some(a), Some(b)) if self.descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Key) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
