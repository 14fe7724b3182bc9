//! Parties and grants as nodes and edges, which every graph format then writes in
//! its own way (formats.md, section 4).
//!
//! One edge for each pair of one grant, under the grant's own id, so that parallel
//! deals stay apart. The interval of an edge is all the days on which the grant may
//! be in force: an unknown end is no end, and never today.

use super::about::{About, slug};
use crate::data::model::{Evidence, PartyRef, TerritoryExpr};
use crate::data::words::{Level, Stance};
use crate::data::{Catalog, Deal, DealIx, Party, PartyIx};
use crate::dates::{Bound, Day};
use crate::query::{names::clean, passes};
use crate::rights::{Compiled, Period, Status};
use crate::state::{DateChoice, Filters};

/// What of a dataset is written.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Only what may be in force on that day or in that period; everything without it.
    pub date: Option<DateChoice>,
    /// The dataset was compiled as known on that day.
    pub known: Option<Day>,
    /// Filters, as on the page.
    pub filters: Filters,
    /// Shareholdings too.
    pub ownership: bool,
}

/// Nodes, edges, and what they are of.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// What the file says of itself.
    pub about: About,
    /// A name made of the title.
    pub id: String,
    /// Parties that stand on an edge, in the order of the file.
    pub nodes: Vec<Node>,
    /// Grants, in the order of the file; shareholdings behind them.
    pub edges: Vec<Edge>,
}

/// A party.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Its id.
    pub id: String,
    /// Its name, without characters that disturb the text around it.
    pub label: String,
    /// What it is.
    pub kind: &'static str,
    /// Seat; empty if not known.
    pub country: String,
}

/// One pair of one grant, or a shareholding. What is not known is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// `deal#g1`, `deal#g1.2` for the second pair, or the deal's id.
    pub id: String,
    /// Who gives.
    pub source: String,
    /// Who receives.
    pub target: String,
    /// A few words.
    pub label: String,
    /// The deal.
    pub deal: String,
    /// Its type.
    pub deal_type: &'static str,
    /// Level of exclusivity.
    pub exclusivity: &'static str,
    /// How well it is known.
    pub confidence: &'static str,
    /// Codes and groups with `;`, exclusions as `not CH`; `unknown` if said to be.
    pub territory: String,
    /// First day on which it may be in force.
    pub start: String,
    /// Last day on which it may be in force, inclusive.
    pub end: String,
    /// Start as written.
    pub start_edtf: String,
    /// End as written.
    pub end_edtf: String,
    /// First day on which it is in force for certain; `..` if it always was.
    pub certain_start: String,
    /// Last such day; `..` if there is no end.
    pub certain_end: String,
    /// Ids of its sources, with `;`.
    pub sources: String,
    /// Named together with others: which of them is not known.
    pub joint: bool,
}

impl Edge {
    /// The attributes by name, in the order of formats.md; those that are empty are
    /// left out by the writers.
    pub fn attributes(&self) -> [(&'static str, &str); 10] {
        [
            ("deal", &self.deal),
            ("type", self.deal_type),
            ("exclusivity", self.exclusivity),
            ("confidence", self.confidence),
            ("territory", &self.territory),
            ("start_edtf", &self.start_edtf),
            ("end_edtf", &self.end_edtf),
            ("certain_start", &self.certain_start),
            ("certain_end", &self.certain_end),
            ("sources", &self.sources),
        ]
    }
}

/// The graph of a dataset.
pub fn graph(catalog: &Catalog, compiled: &Compiled, choice: &Choice) -> Graph {
    let mut about = about(catalog, choice);
    let days = choice.date.as_ref().map(DateChoice::days);
    let mut edges: Vec<Edge> = Vec::new();
    let mut standing = vec![false; catalog.parties.len()];
    let mut shown = vec![Vec::new(); catalog.deals.len()];
    for (place, link) in compiled.grants.iter().enumerate() {
        let deal = catalog.deal(link.deal);
        let status = days.map(|(first, last)| compiled.status_within(place as u32, first, last));
        let level = status.map_or(link.level, |status| status.level);
        shown[link.deal.at()].push(link.grant);
        let Some(from) = link.from else { continue };
        if status.is_some_and(|status| status.in_force == Status::No)
            || !passes(catalog, &choice.filters, deal, Some(level), link.territory, &[from, link.to])
        {
            continue;
        }
        let grant = &deal.grants[link.grant];
        let id =
            if link.pair > 0 { format!("{}.{}", link.hook(catalog), link.pair) } else { link.hook(catalog) };
        let written = (grant.start.as_ref(), grant.end.as_ref());
        let mut edge = edge(catalog, deal, id, (from, link.to), written, &link.period, link.value);
        edge.exclusivity = level.word();
        edge.territory = grant.territory.as_ref().map(territory).unwrap_or_default();
        edge.joint = link.joint;
        edge.label = match level {
            Level::Unknown => deal.kind.word().to_string(),
            level => [deal.kind.word(), level.word()].join(", "),
        };
        (standing[from.at()], standing[link.to.at()]) = (true, true);
        edges.push(edge);
    }
    if choice.ownership {
        holdings(catalog, compiled, choice, &mut edges, &mut standing);
    }
    about.left_out = left_out(catalog, choice, &shown);
    let node = |(party, stands): (&Party, bool)| {
        stands.then(|| Node {
            id: party.id.to_string(),
            label: clean(&party.name).into_owned(),
            kind: party.kind.word(),
            country: party.country.clone().unwrap_or_default(),
        })
    };
    let nodes = catalog.parties.iter().zip(standing).filter_map(node).collect();
    let id = slug(&about.title, "dataset");
    Graph { about, id, nodes, edges }
}

/// What a file of a choice says of itself.
pub fn about(catalog: &Catalog, choice: &Choice) -> About {
    let list = |key: &str, words: String| (!words.is_empty()).then(|| [key, "=", &words].concat());
    let Filters { types, exclusivity, confidence, territory, country } = &choice.filters;
    let filters = [
        list("type", types.iter().map(|word| word.word()).collect::<Vec<_>>().join(",")),
        list("exclusivity", exclusivity.iter().map(|word| word.word()).collect::<Vec<_>>().join(",")),
        list("confidence", confidence.iter().map(|word| word.word()).collect::<Vec<_>>().join(",")),
        list("territory", territory.join(",")),
        list("country", country.join(",")),
    ];
    About {
        date: choice.date.as_ref().map(DateChoice::written).unwrap_or_default(),
        known: choice.known.map(|day| day.to_string()).unwrap_or_default(),
        filters: filters.into_iter().flatten().collect(),
        ..About::new(catalog.document.json())
    }
}

/// Codes and groups of a territory in one cell.
pub fn territory(expr: &TerritoryExpr) -> String {
    if expr.include.is_empty() {
        return "unknown".to_string();
    }
    let excluded = expr.exclude.iter().map(|place| format!("not {place}"));
    expr.include.iter().cloned().chain(excluded).collect::<Vec<_>>().join(";")
}

/// Ids of the sources that speak for a record, each once.
pub fn sources(catalog: &Catalog, evidence: &[Evidence]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for piece in evidence.iter().filter(|piece| piece.stance != Stance::Contradicts) {
        let id = catalog.source(piece.source).id.to_string();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

fn edge(
    catalog: &Catalog,
    deal: &Deal,
    id: String,
    (from, to): (PartyIx, PartyIx),
    (start, end): (Option<&Bound>, Option<&Bound>),
    period: &Period,
    value: Status,
) -> Edge {
    let day = |day: Day| if day.is_finite() { day.to_string() } else { String::new() };
    let text = |bound: Option<&Bound>| bound.map_or("", Bound::as_str).to_string();
    // What ends before it starts is a mistake in the data, and no interval.
    let sound = period.start_lo <= period.end_hi;
    let certain = sound && value == Status::Certain && !period.unsure && period.start_hi <= period.end_lo;
    Edge {
        id,
        source: catalog.party(from).id.to_string(),
        target: catalog.party(to).id.to_string(),
        label: deal.kind.word().to_string(),
        deal: deal.id.to_string(),
        deal_type: deal.kind.word(),
        exclusivity: "",
        confidence: deal.confidence.word(),
        territory: String::new(),
        start: if sound { day(period.start_lo) } else { String::new() },
        end: if sound { day(period.end_hi) } else { String::new() },
        start_edtf: text(start),
        end_edtf: text(end),
        certain_start: if certain { period.start_hi.to_string() } else { String::new() },
        certain_end: if certain { period.end_lo.to_string() } else { String::new() },
        sources: sources(catalog, &deal.evidence).join(";"),
        joint: false,
    }
}

fn holdings(
    catalog: &Catalog,
    compiled: &Compiled,
    choice: &Choice,
    edges: &mut Vec<Edge>,
    standing: &mut [bool],
) {
    let mut pair = (None::<DealIx>, 0);
    for holding in &compiled.holdings {
        let (from, to) = (holding.from, holding.to);
        pair = if pair.0 == Some(holding.deal) { (pair.0, pair.1 + 1) } else { (Some(holding.deal), 1) };
        let deal = catalog.deal(holding.deal);
        let days = choice.date.as_ref().map(DateChoice::days);
        if days.is_some_and(|(first, last)| holding.status_within(first, last) == Status::No)
            || !passes(catalog, &choice.filters, deal, None, None, &[from, to])
        {
            continue;
        }
        let id = if pair.1 > 1 { format!("{}.{}", deal.id, pair.1) } else { deal.id.to_string() };
        let written = (deal.start.as_ref(), deal.end.as_ref());
        edges.push(edge(catalog, deal, id, (from, to), written, &holding.period, holding.value));
        (standing[from.at()], standing[to.at()]) = (true, true);
    }
}

/// What no graph format carries, and what of this dataset has no place in one.
fn left_out(catalog: &Catalog, choice: &Choice, shown: &[Vec<usize>]) -> Vec<String> {
    let (mut unnamed, mut not_held) = (0, 0);
    for (deal, shown) in catalog.deals.iter().zip(shown) {
        for (place, grant) in deal.grants.iter().enumerate() {
            let nobody = |side: &PartyRef| matches!(side, PartyRef::Unspecified(_));
            if nobody(&grant.from) || nobody(&grant.to) {
                unnamed += 1;
            } else if !shown.contains(&place) {
                not_held += 1;
            }
        }
    }
    let mut out = vec![
        "Start and end of an edge are the first and last day on which its grant may be in force; a missing one means no \
         limit is known."
            .to_string(),
        "Left out: orders, events and suspensions as such, competing values, evidence but for the ids of sources; an exchange \
         is two edges."
            .to_string(),
    ];
    if !choice.ownership {
        out.push("Left out: ownership.".to_string());
    }
    if unnamed > 0 {
        out.push(format!(
            "Left out, without a named licensor or licensee: {unnamed} of the dataset's grants."
        ));
    }
    if not_held > 0 {
        let why = if choice.known.is_some() {
            "denied, cancelled, withdrawn or not known then"
        } else {
            "denied, cancelled or withdrawn"
        };
        out.push(format!("Left out, because they are {why}: {not_held} of the dataset's grants."));
    }
    out
}
