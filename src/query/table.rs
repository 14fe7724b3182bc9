//! Every deal as a row: the table view, and what its downloads hold.
//!
//! `columns` says what a row shows, `order` how rows are sorted and grouped,
//! `text` what is found in them and how they are copied. What a row unfolds to
//! is [`super::details::deal`]: all terms and sources.

mod columns;
mod order;
mod text;
mod words;

pub use columns::{Column, cell};
pub use order::{Group, Grouping, SortKey, arranged, grouped, sort};
pub use text::{PAGE_ROWS, find, page, tsv};
pub use words::summary;

use super::absence::Absence;
use super::concerned::concerned;
use super::filter::passes;
use crate::data::words::{Confidence, DealType, Level};
use crate::data::{Catalog, Deal, DealIx, PartyIx};
use crate::dates::{Bound, Day, When};
use crate::i18n::Locale;
use crate::rights::{Compiled, Status, Territories};
use crate::state::State;

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
    /// If it is not in force: why.
    pub absence: Absence,
    /// How many sources it has.
    pub sources: usize,
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

/// The rows as the table shows them: those that pass the filters and hold the text that the
/// reader looks for, in the order that the reader chose; and its groups, if there are any.
pub fn shown(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    locale: Locale,
) -> (Vec<Row>, Vec<Group>) {
    let mut all = rows(catalog, compiled, state);
    find(catalog, &mut all, &state.views.find, locale);
    arranged(catalog, &mut all, state.views.sorted(), locale);
    let groups = state.views.table_group.map(|by| grouped(catalog, &mut all, by, locale));
    (all, groups.unwrap_or_default())
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
        absence: Absence::Other,
        sources: deal.evidence.len(),
    };
    if deal.grants.is_empty() {
        let concerned: Vec<PartyIx> = concerned(catalog, deal).into_vec();
        if deal.kind == DealType::Ownership {
            let held = compiled.holdings.iter().filter(|holding| holding.deal == ix);
            let best = held.map(|holding| holding.status_within(first, last)).max();
            row.status = Some(best.unwrap_or(Status::No));
            row.absence = Absence::of_holding(compiled, ix, (first, last));
        }
        return passes(catalog, &state.filters, deal, None, None, &concerned).then_some(row);
    }
    if let [only] = deal.grants.as_slice() {
        row.hook = format!("{}#{}", deal.id, only.id);
    }
    let (mut shown, mut passed) = (Vec::new(), false);
    for (place, grant) in deal.grants.iter().enumerate() {
        // What is not compiled is denied, cancelled, withdrawn or not yet known: it gives nothing.
        let of_grant = links.iter().filter(|&&link| compiled.grants[link as usize].grant == place);
        let territory = match of_grant.clone().next() {
            Some(&link) => compiled.grants[link as usize].territory,
            None => grant.territory.as_ref().and_then(|expr| Territories::of(catalog, expr)),
        };
        let best = of_grant
            .clone()
            .map(|&link| compiled.status_within(link, first, last))
            .max_by_key(|s| s.in_force);
        let (from, to) = (grant.from.parties(), grant.to.parties());
        let level = best.map_or(grant.exclusivity.level, |status| status.level);
        let parties = [from.as_slice(), to.as_slice()].concat();
        if !passes(catalog, &state.filters, deal, Some(level), territory, &parties) {
            continue;
        }
        shown.extend(of_grant.map(|&link| &compiled.grants[link as usize]));
        passed = true;
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
    row.absence = Absence::of_links(shown.into_iter(), (first, last));
    passed.then_some(row)
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
    // "About 2013" stands in 2013.
    start.map(When::bare).map(|when| if when.lo.is_finite() { when.lo } else { when.hi })
}
