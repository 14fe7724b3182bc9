//! Contradictions in sentences, for the page and the tool.

use super::{details, names, sentence};
use crate::data::codes::TERRITORY_COUNT;
use crate::data::words::Layer;
use crate::data::{Catalog, DealIx};
use crate::i18n::findings::FindingWords;
use crate::i18n::{Locale, date, fill};
use crate::rights::findings::{Code, Contradiction, Details, Dimension, Region};
use crate::rights::{Compiled, LinkIx, Status, Territories};

/// Territories that are spelled out; the rest is only hinted at.
const MOST_CODES: usize = 8;

/// A finding in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// What the records say, and that they cannot all be complete and right.
    pub sentence: String,
    /// Why it matters.
    pub reason: String,
    /// What could be done.
    pub hint: String,
}

/// A finding in a reader's language, countries by their codes.
pub fn said(catalog: &Catalog, compiled: &Compiled, finding: &Contradiction, locale: Locale) -> Said {
    let place = |code: &str| names::place(catalog, code, locale).unwrap_or_else(|| code.to_string());
    said_in(catalog, compiled, finding, locale, &place)
}

/// The same; `place` gives the name of a territory.
pub fn said_in(
    catalog: &Catalog,
    compiled: &Compiled,
    finding: &Contradiction,
    locale: Locale,
    place: &dyn Fn(&str) -> String,
) -> Said {
    let all = FindingWords::of(locale);
    let [sentence, reason, mut hint] = all.code(finding.code);
    let mut records: Vec<String> =
        finding.links.iter().map(|link| grant(catalog, compiled, *link, locale)).collect();
    for deal in &finding.deals {
        // An order, a merger or a shareholding stands for itself.
        if !finding.links.iter().any(|link| compiled.grants[*link as usize].deal == *deal) {
            records.push(quoted(catalog, *deal, None, locale));
        }
    }
    let mut blanks: Vec<(&str, String)> = Vec::new();
    if finding.code == Code::OverHundred {
        blanks.push(("list", sentence::list(locale.words(), std::mem::take(&mut records))));
    }
    let is_one = !sentence.contains("{b}") && finding.code != Code::OverHundred;
    blanks.extend(["a", "b"].into_iter().zip(records));
    let name = |party| names::text(catalog, party, locale);
    match &finding.details {
        Details::Nothing | Details::Order(_) => {}
        Details::Region { region, asks_end } => {
            let meet = all.meet[usize::from(finding.value != Status::Certain)];
            blanks.push(("where", [meet, &self::region(catalog, region, locale, place)].concat()));
            hint = if *asks_end { all.asks_end } else { hint };
        }
        Details::Service(service) => blanks.push(("party", name(*service))),
        Details::Excess { dimension, excess } => {
            blanks.push(("dimension", dimension_word(*dimension, locale).to_string()));
            let one = |word: &String| match dimension {
                Dimension::Territory => place(word),
                _ => excess_word(catalog, *dimension, word, locale),
            };
            blanks.push(("list", sentence::list(locale.words(), excess.iter().map(one).collect())));
        }
        Details::At(end) => blanks.push(("at", all.ends[*end as usize].to_string())),
        Details::Catalogues { of, controls } => {
            blanks.push(("list", sentence::party_list(catalog, of, locale)));
            hint = if *controls { all.on_behalf } else { hint };
        }
        Details::Party(party, end) => {
            blanks.push(("party", name(*party)));
            blanks.push(("at", all.ends[*end as usize].to_string()));
        }
        Details::Day(party, day) => {
            blanks.push(("party", name(*party)));
            blanks.push(("date", date::day(locale, *day)));
        }
    }
    let values: Vec<(&str, &str)> = blanks.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let tail = if is_one { all.one } else { all.both }[usize::from(finding.value != Status::Certain)];
    let mut said = fill(sentence, &values);
    if locale == Locale::En {
        said.push(' ');
    }
    said.push_str(tail);
    Said { sentence: said, reason: reason.to_string(), hint: fill(hint, &values) }
}

/// A grant by the title of its deal and its dates, in quotes.
fn grant(catalog: &Catalog, compiled: &Compiled, link: LinkIx, locale: Locale) -> String {
    let link = &compiled.grants[link as usize];
    quoted(catalog, link.deal, Some(link.grant), locale)
}

fn quoted(catalog: &Catalog, ix: DealIx, grant: Option<usize>, locale: Locale) -> String {
    let deal = catalog.deal(ix);
    let grant = grant.and_then(|place| deal.grants.get(place));
    let mut parts = vec![sentence::deal_title(catalog, ix, locale)];
    parts.extend(sentence::dates(deal, grant, locale));
    let mut out = String::from("“");
    out.push_str(&parts.join(locale.words().clause));
    out.push('”');
    out
}

/// "Sony Music, mainland China, between 1 May 2021 and 31 July 2021".
fn region(catalog: &Catalog, region: &Region, locale: Locale, place: &dyn Fn(&str) -> String) -> String {
    let words = locale.words();
    let mut parts = vec![sentence::party_list(catalog, &region.catalogues, locale)];
    if let Some(codes) = region.territory.map(Territories::codes) {
        let everywhere = codes.len() == TERRITORY_COUNT;
        let named = if everywhere { vec!["Worldwide"] } else { codes };
        let few: Vec<String> = named.iter().take(MOST_CODES).map(|code| place(code)).collect();
        let mut list = few.join(words.list_comma);
        if named.len() > MOST_CODES {
            list.push_str(" …");
        }
        parts.push(list);
    }
    let (from, to) = (date::day(locale, region.from), date::day(locale, region.to));
    if region.from.is_finite() && region.to.is_finite() {
        parts.push(fill(words.d_between, &[("from", &from), ("to", &to)]));
    } else if region.from.is_finite() {
        parts.push(fill(words.d_from, &[("date", &from)]));
    } else if region.to.is_finite() {
        parts.push(fill(words.d_until, &[("date", &to)]));
    }
    parts.join(words.clause)
}

fn dimension_word(dimension: Dimension, locale: Locale) -> &'static str {
    let words = locale.words();
    match dimension {
        Dimension::Catalogue => words.details_catalogue,
        Dimension::Layer => words.details_layer,
        Dimension::Territory => words.details_territory,
        Dimension::Uses => words.details_uses,
    }
}

fn excess_word(catalog: &Catalog, dimension: Dimension, word: &str, locale: Locale) -> String {
    match dimension {
        Dimension::Catalogue => catalog
            .party_ix(word)
            .map_or_else(|| word.to_string(), |party| names::text(catalog, party, locale)),
        Dimension::Layer => {
            Layer::from_word(word).map_or(word, |layer| locale.words().layer(layer)).to_string()
        }
        Dimension::Uses => details::use_word(locale.words(), word).to_string(),
        Dimension::Territory => word.to_string(),
    }
}
