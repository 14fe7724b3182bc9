//! Which service could offer whose catalogue on a day: the answer word and the
//! exclusivity of every pair.

mod rank;
mod words;
pub mod years;

pub use rank::Ranks;
pub use words::{alternative, cell, summary};

use super::crowd::{self, Most, Weight};
use super::{choices, names};
use crate::data::words::{Layer, Level, PartyKind};
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use crate::i18n::Locale;
use crate::query::fold::fold;
use crate::rights::engine::{Engine, TerritoryIx, Use};
use crate::rights::{Compiled, Status};
use crate::scene::LinkLevel;
use crate::small::Set;
use crate::sort;
use crate::state::State;
use crate::state::views::Order;

/// The matrix of a state: only rows and columns with an answer above *no*.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Columns, in the order shown.
    pub services: Vec<PartyIx>,
    /// Rows, in the order shown.
    pub catalogues: Vec<PartyIx>,
    /// Row by row of catalogues: answer, and exclusivity by contract.
    pub cells: Vec<(Status, Status)>,
    /// Of each cell: belongs to what is singled out; all do if nothing is.
    pub lit: Vec<bool>,
    /// Code of the territory that is asked about.
    pub territory: String,
    /// The day.
    pub date: Option<Day>,
    /// The cell of the reader's question: row and column.
    pub asked: Option<(usize, usize)>,
    /// How many services and catalogues the dataset has, if that is more than can be shown.
    pub thinned: Option<usize>,
}

impl Matrix {
    /// Answer and exclusivity of a row and a column; *no* beside the matrix.
    pub fn at(&self, row: usize, column: usize) -> (Status, Status) {
        let inside = column < self.services.len();
        let cell = self.cells.get(row * self.services.len() + column).filter(|_| inside);
        cell.copied().unwrap_or((Status::No, Status::No))
    }

    /// How many cells have an answer, and how many are exclusive at least as surely.
    pub fn count(&self, answer: Status) -> (usize, usize) {
        let of = self.cells.iter().filter(|cell| cell.0 == answer);
        (of.clone().count(), of.filter(|cell| look(**cell) == LinkLevel::Exclusive).count())
    }
}

/// The look of a cell's exclusivity: exclusive only as surely as the answer.
pub fn look((answer, exclusive): (Status, Status)) -> LinkLevel {
    match exclusive {
        Status::No => LinkLevel::NonExclusive,
        _ if exclusive >= answer => LinkLevel::Exclusive,
        _ => LinkLevel::Unknown,
    }
}

/// The matrix of a state. Filters of countries take out rows and columns, those
/// of exclusivity cells; a type of deal or a confidence is nothing that an answer has.
pub fn matrix(
    catalog: &Catalog,
    compiled: &Compiled,
    engine: &Engine,
    ranks: &Ranks,
    state: &State,
    locale: Locale,
) -> Matrix {
    let mut out = Matrix {
        territory: choices::territory(catalog, state),
        date: Some(state.day()),
        ..Matrix::default()
    };
    let focus: Set<PartyIx> = focus(catalog, compiled, state);
    let Candidates { services, catalogues, all } =
        looked_at(catalog, compiled, &|party| focus.contains(&party) || asked(catalog, state, party));
    out.thinned = all;
    let Some(point) = TerritoryIx::of_code(&out.territory) else { return out };
    let cells = answers(catalog, engine, [&services, &catalogues], point, state, state.day());
    let width = catalogues.len();
    let of = |service: usize, catalogue: usize| cells[service * width + catalogue];
    let mut columns: Vec<usize> =
        (0..services.len()).filter(|&s| (0..width).any(|c| of(s, c).0 > Status::No)).collect();
    let mut rows: Vec<usize> =
        (0..width).filter(|&c| (0..services.len()).any(|s| of(s, c).0 > Status::No)).collect();
    let pairs = Pairs { services: &services, catalogues: &catalogues, worth: &|s, c| of(s, c).0 as u32 };
    pairs.arrange(catalog, ranks, state, locale, &mut columns, &mut rows);
    for &c in &rows {
        for &s in &columns {
            out.cells.push(of(s, c));
            let lit = focus.is_empty() || focus.contains(&services[s]) || focus.contains(&catalogues[c]);
            out.lit.push(lit);
        }
    }
    out.services = columns.into_iter().map(|s| services[s]).collect();
    out.catalogues = rows.into_iter().map(|c| catalogues[c]).collect();
    if let Some([party, catalogue, _]) = &state.ask {
        let place = |list: &[PartyIx], id: &str| {
            let party = catalog.party_ix(id)?;
            list.iter().position(|&other| other == party)
        };
        out.asked = place(&out.catalogues, catalogue).zip(place(&out.services, party));
    }
    out
}

/// The answers of a day that pass the filters, service by service.
fn answers(
    catalog: &Catalog,
    engine: &Engine,
    [services, catalogues]: [&[PartyIx]; 2],
    point: TerritoryIx,
    state: &State,
    day: Day,
) -> Vec<(Status, Status)> {
    let mut cells = engine.matrix(services, catalogues, point, day, Use::ON_DEMAND_STREAM, Layer::Recording);
    let filters = &state.filters;
    let country = |party: PartyIx| {
        let country = catalog.party(party).country.as_ref();
        country.is_some_and(|country| filters.country.contains(country))
    };
    for (at, cell) in cells.iter_mut().enumerate() {
        let (service, catalogue) = (services[at / catalogues.len()], catalogues[at % catalogues.len()]);
        let level = match look(*cell) {
            LinkLevel::Exclusive => Level::Exclusive,
            LinkLevel::NonExclusive => Level::NonExclusive,
            LinkLevel::Unknown => Level::Unknown,
        };
        let wanted = filters.exclusivity.is_empty() || filters.exclusivity.contains(&level);
        let near = filters.country.is_empty() || country(service) || country(catalogue);
        // Nobody asks whether an owner could offer what is its own.
        if !wanted || !near || service == catalogue {
            *cell = (Status::No, Status::No);
        }
    }
    cells
}

/// All that could be rows and columns, and how much each pair counts.
struct Pairs<'a> {
    services: &'a [PartyIx],
    catalogues: &'a [PartyIx],
    /// By service and catalogue.
    worth: &'a dyn Fn(usize, usize) -> u32,
}

impl Pairs<'_> {
    /// Puts columns (services) and rows (catalogues) in the order that the reader chose.
    fn arrange(
        &self,
        catalog: &Catalog,
        ranks: &Ranks,
        state: &State,
        locale: Locale,
        columns: &mut [usize],
        rows: &mut [usize],
    ) {
        let Pairs { services, catalogues, worth } = *self;
        let name = |party: PartyIx| fold(&names::text(catalog, party, locale)).text;
        let most_first = |all: &mut dyn Iterator<Item = u32>| u32::MAX - all.sum::<u32>();
        let (others, order) = (rows.to_vec(), state.views.order);
        put(columns, &|s| match order {
            Order::Blocks => (ranks.service(services[s]), String::new()),
            Order::Name => (0, name(services[s])),
            Order::Count => (most_first(&mut others.iter().map(|&c| worth(s, c))), String::new()),
        });
        put(rows, &|c| match order {
            Order::Blocks => (ranks.catalogue(catalogues[c]), String::new()),
            Order::Name => (0, name(catalogues[c])),
            Order::Count => (most_first(&mut columns.iter().map(|&s| worth(s, c))), String::new()),
        });
    }
}

/// Sorts by a number, then by a name; what is equal stays in the order of the file.
fn put(places: &mut [usize], key: &dyn Fn(usize) -> (u32, String)) {
    sort::by_cached_key(places, |&at| key(at));
}

/// The services of a dataset, and the catalogues that its grants are about; in
/// the order of the file.
pub fn candidates(catalog: &Catalog, compiled: &Compiled) -> (Vec<PartyIx>, Vec<PartyIx>) {
    let parties = (0..catalog.parties.len() as u32).map(PartyIx);
    let services = parties.filter(|&party| catalog.party(party).kind == PartyKind::Service).collect();
    let mut listed = vec![false; catalog.parties.len()];
    let mut list = |party: PartyIx| listed[party.at()] = true;
    for link in &compiled.grants {
        let of = &catalog.deal(link.deal).grants[link.grant].catalogue;
        of.of.iter().chain(&of.named).copied().for_each(&mut list);
        let passed_on = matches!(
            link.deal_type,
            crate::data::words::DealType::Sublicence | crate::data::words::DealType::Swap
        );
        if of.of.is_empty() && of.holdings.is_none() && !passed_on {
            link.from.into_iter().for_each(&mut list);
        }
    }
    let catalogues = (0..listed.len() as u32).map(PartyIx).filter(|party| listed[party.at()]).collect();
    (services, catalogues)
}

/// Most cells: more cannot be looked over, and take minutes to write.
const MOST_CELLS: usize = 20_000;
/// Most columns of these.
const MOST_SERVICES: usize = 100;

/// Services and catalogues.
struct Candidates {
    services: Vec<PartyIx>,
    catalogues: Vec<PartyIx>,
    /// How many there are, if these are not all.
    all: Option<usize>,
}

/// Of all [`candidates`], no more than can be shown: those who are `named` first, then those with most grants.
fn looked_at(catalog: &Catalog, compiled: &Compiled, named: &dyn Fn(PartyIx) -> bool) -> Candidates {
    let (services, catalogues) = candidates(catalog, compiled);
    if services.len() * catalogues.len() <= MOST_CELLS {
        return Candidates { services, catalogues, all: None };
    }
    let all = services.len() + catalogues.len();
    let mut grants = vec![0; catalog.parties.len()];
    for link in &compiled.grants {
        link.from.iter().chain([&link.to]).for_each(|party| grants[party.at()] += 1);
    }
    let weight = |&party: &PartyIx| {
        // A service has what is licensed to those who run it.
        let runs = catalog.party(party).operated_by.iter().map(|period| grants[period.party.at()]);
        Weight { named: named(party), gives: runs.chain([grants[party.at()]]).sum(), ..Weight::default() }
    };
    let first = |list: &[PartyIx], most: usize| -> Vec<PartyIx> {
        let weights: Vec<Weight> = list.iter().map(weight).collect();
        let most = Most { parties: most, links: 0 };
        crowd::first(&weights, &mut std::iter::empty(), most).iter().map(|&at| list[at]).collect()
    };
    let services = first(&services, MOST_SERVICES);
    let catalogues = first(&catalogues, MOST_CELLS / services.len().max(1));
    Candidates { services, catalogues, all: Some(all) }
}

/// Whether a party is one of those in the reader's question.
fn asked(catalog: &Catalog, state: &State, party: PartyIx) -> bool {
    let id = catalog.party(party).id.as_str();
    state.ask.as_ref().is_some_and(|[service, of, _]| service == id || of == id)
}

/// The parties in focus, and the services that they run on the day.
fn focus(catalog: &Catalog, compiled: &Compiled, state: &State) -> Set<PartyIx> {
    let mut focus: Set<PartyIx> = state.focus.iter().filter_map(|id| catalog.party_ix(id)).collect();
    if !focus.is_empty() {
        for service in compiled.operators.keys() {
            let operator = compiled.operator(service, state.day());
            if operator.is_some_and(|(operator, _)| focus.contains(&operator)) {
                focus.insert(service);
            }
        }
    }
    focus
}
