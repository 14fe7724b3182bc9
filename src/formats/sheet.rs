//! The flat sheet: one row for each grant, for people with a spreadsheet (formats.md,
//! section 3). Reading it is the native tool's `import`.

use super::csv;
use super::graph::{Choice, territory};
use crate::data::model::{Catalogue, PartyRef, Price, Share};
use crate::data::words::{Holdings, Stance, Sublicensing};
use crate::data::{Catalog, Deal, Grant, PartyIx, Source};
use crate::dates::{Bound, Day, When};
use crate::query::passes;
use crate::rights::{Compiled, Status, Territories};
use crate::state::DateChoice;

/// The headings.
pub const COLUMNS: [&str; 29] = [
    "deal_id",
    "type",
    "from",
    "from_name",
    "to",
    "to_name",
    "on_behalf_of",
    "catalogue",
    "share",
    "exclusivity",
    "sublicensing",
    "territory",
    "announced",
    "start",
    "end",
    "start_earliest",
    "start_latest",
    "end_earliest",
    "end_latest",
    "price",
    "currency",
    "stage",
    "confidence",
    "upstream",
    "source_1",
    "source_1_url",
    "source_2",
    "source_2_url",
    "note",
];

/// What the sheet leaves out, for people.
pub const LEFT_OUT: [&str; 3] = [
    "One row is one grant; an exchange is two rows.",
    "Left out: deals without grants, such as orders, events and ownership; what they do to grants; withdrawn deals.",
    "Left out: further names, competing values, all but two sources and one price, an exclusivity's own period, notes in \
     other languages.",
];

/// The sheet of a dataset.
pub fn write(catalog: &Catalog, compiled: &Compiled, choice: &Choice) -> String {
    let mut out = String::from(csv::BYTE_ORDER_MARK);
    csv::row(&COLUMNS, &mut out);
    let mut links = compiled.grants.iter().enumerate().peekable();
    for (ix, deal) in catalog.deals.iter().enumerate().filter(|(_, deal)| deal.retracted.is_none()) {
        for (place, grant) in deal.grants.iter().enumerate() {
            // The links of a deal stand together, in the order of the file.
            let mut own = Vec::new();
            while let Some(&(at, link)) = links.peek() {
                if (link.deal.at(), link.grant) > (ix, place) {
                    break;
                }
                if (link.deal.at(), link.grant) == (ix, place) {
                    own.push(at as u32);
                }
                links.next();
            }
            if is_shown(catalog, compiled, choice, deal, grant, &own) {
                for from in each(&grant.from) {
                    for to in each(&grant.to) {
                        row(catalog, deal, grant, (&from, &to), &mut out);
                    }
                }
            }
        }
    }
    out
}

/// Several parties that each stand alone are a row each; several of whom it is not
/// known which stand together in one cell.
fn each(side: &PartyRef) -> Vec<PartyRef> {
    match side {
        PartyRef::Each(parties) => parties.iter().map(|&party| PartyRef::One(party)).collect(),
        other => vec![other.clone()],
    }
}

fn is_shown(
    catalog: &Catalog,
    compiled: &Compiled,
    choice: &Choice,
    deal: &Deal,
    grant: &Grant,
    links: &[u32],
) -> bool {
    let days = choice.date.as_ref().map(DateChoice::days);
    let in_force = |(first, last): (Day, Day)| {
        links.iter().any(|&link| compiled.status_within(link, first, last).in_force > Status::No)
    };
    let covered = grant.territory.as_ref().and_then(|expr| Territories::of(catalog, expr));
    let parties = [grant.from.parties(), grant.to.parties()].concat();
    // What was not known then has no link.
    (choice.known.is_none() || !links.is_empty())
        && days.is_none_or(in_force)
        && passes(catalog, &choice.filters, deal, Some(grant.exclusivity.level), covered, &parties)
}

fn row(catalog: &Catalog, deal: &Deal, grant: &Grant, (from, to): (&PartyRef, &PartyRef), out: &mut String) {
    let ids = |parties: &[PartyIx]| list(parties.iter().map(|&party| catalog.party(party).id.as_str()));
    let names = |parties: &[PartyIx]| list(parties.iter().map(|&party| catalog.party(party).name.as_str()));
    let side = |side: &PartyRef| match side {
        PartyRef::One(party) => vec![*party],
        PartyRef::OnBehalf(agent, _) => vec![*agent],
        PartyRef::Each(parties) | PartyRef::Joint(parties) => parties.clone(),
        PartyRef::Unspecified(_) => Vec::new(),
    };
    let behalf = match from {
        PartyRef::OnBehalf(_, parties) => ids(parties),
        _ => String::new(),
    };
    let (from, to) = (side(from), side(to));
    let [start_earliest, start_latest] = hull(grant.start.as_ref());
    let [end_earliest, end_latest] = hull(grant.end.as_ref());
    let (price, currency) = deal.price.iter().find_map(price).unwrap_or_default();
    let supporting = deal.evidence.iter().filter(|piece| piece.stance == Stance::Supports);
    let mut sources = supporting.map(|piece| catalog.source(piece.source));
    let source = |source: Option<&Source>| {
        source.map_or((String::new(), String::new()), |source| {
            (
                source.title.clone(),
                source.url.clone().or_else(|| source.archive_url.clone()).unwrap_or_default(),
            )
        })
    };
    let (source_1, source_2) = (source(sources.next()), source(sources.next()));
    let bound = |bound: &Option<Bound>| bound.as_ref().map_or("", Bound::as_str).to_string();
    let note = grant.note.as_ref().or(deal.note.as_ref());
    let language = &catalog.meta.language;
    let cells: [(&str, String); 29] = [
        ("deal_id", deal.id.to_string()),
        ("type", deal.kind.word().to_string()),
        ("from", ids(&from)),
        ("from_name", names(&from)),
        ("to", ids(&to)),
        ("to_name", names(&to)),
        ("on_behalf_of", behalf),
        ("catalogue", catalogue(catalog, &grant.catalogue)),
        ("share", grant.catalogue.share.as_ref().map(share).unwrap_or_default()),
        ("exclusivity", grant.exclusivity.level.word().to_string()),
        (
            "sublicensing",
            match grant.sublicensing {
                Sublicensing::Unknown => String::new(),
                known => known.word().to_string(),
            },
        ),
        ("territory", grant.territory.as_ref().map(territory).unwrap_or_default()),
        ("announced", deal.announced.as_ref().map_or("", When::as_str).to_string()),
        ("start", bound(&grant.start)),
        ("end", bound(&grant.end)),
        ("start_earliest", start_earliest),
        ("start_latest", start_latest),
        ("end_earliest", end_earliest),
        ("end_latest", end_latest),
        ("price", price),
        ("currency", currency),
        ("stage", deal.stage.map_or("", |stage| stage.word()).to_string()),
        ("confidence", deal.confidence.word().to_string()),
        ("upstream", grant.upstream.iter().map(ToString::to_string).collect::<Vec<_>>().join(";")),
        ("source_1", source_1.0),
        ("source_1_url", source_1.1),
        ("source_2", source_2.0),
        ("source_2_url", source_2.1),
        ("note", note.map(|text| text.get(language, language).0.to_string()).unwrap_or_default()),
    ];
    for (place, (name, cell)) in cells.iter().enumerate() {
        debug_assert_eq!(*name, COLUMNS[place]);
        if place > 0 {
            out.push(',');
        }
        csv::cell(cell, out);
    }
    csv::end(out);
}

fn list<'a>(items: impl Iterator<Item = &'a str>) -> String {
    items.collect::<Vec<&str>>().join(";")
}

/// First and last day of a date as written; empty where there is none. Only of what
/// is written: a start that is only supposed is no start.
fn hull(bound: Option<&Bound>) -> [String; 2] {
    let day = |day: Day| if day.is_finite() { day.to_string() } else { String::new() };
    bound.and_then(Bound::when).map_or_else(Default::default, |when| [day(when.lo), day(when.hi)])
}

/// Ids of catalogues; `holdings:all`, `named:id` and `except:words` for what is no list of ids.
fn catalogue(catalog: &Catalog, of: &Catalogue) -> String {
    let id = |party: &PartyIx| catalog.party(*party).id.to_string();
    let holdings = of.holdings.map(|holdings| match holdings {
        Holdings::All => "holdings:all".to_string(),
        Holdings::Exclusive => "holdings:exclusive".to_string(),
    });
    let named = of.named.iter().map(|party| format!("named:{}", id(party)));
    let except = of.except.iter().map(id).chain(of.except_words.iter().map(|words| words.replace(';', ",")));
    let except = except.map(|words| format!("except:{words}"));
    of.of.iter().map(id).chain(holdings).chain(named).chain(except).collect::<Vec<_>>().join(";")
}

/// Percent: `60`, `60..`, `..80` or `60..80`; with ` pool` where it is of all together.
fn share(share: &Share) -> String {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut text = match share.exact {
        Some(exact) => exact.to_string(),
        None if share.minimum.is_none() && share.maximum.is_none() => return String::new(),
        None => [number(share.minimum), number(share.maximum)].join(".."),
    };
    if share.of_pool == Some(true) {
        text.push_str(" pool");
    }
    text
}

/// Amount and currency of a part of the price that has one.
fn price(price: &Price) -> Option<(String, String)> {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let text = match (price.amount, price.minimum, price.maximum) {
        (Some(amount), ..) => amount.to_string(),
        (None, None, None) => return None,
        (None, minimum, maximum) => [number(minimum), number(maximum)].join(".."),
    };
    Some((text, price.currency.clone().unwrap_or_default()))
}
