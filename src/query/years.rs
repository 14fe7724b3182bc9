//! The picture of each year, as of its last day: what small multiples draw.

use super::changes::Changes;
use super::names;
use super::picture::{Counts, picture};
use super::timeline::sentences;
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use crate::i18n::{Locale, count, fill, views};
use crate::layout::flow::Order;
use crate::rights::{Compiled, Status};
use crate::scene::{LinkClass, LinkKind, LinkLevel};
use crate::small::Map;
use crate::sort;
use crate::state::{DateChoice, State};

/// The years of a dataset, with the same parties at the same places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Years {
    /// From the first to the last.
    pub years: Vec<Year>,
    /// Who stands on the left in any year, from the top; how many links they have in all.
    pub left: Vec<(PartyIx, usize)>,
    /// Who stands on the right.
    pub right: Vec<(PartyIx, usize)>,
}

/// One year.
#[derive(Clone, Debug, PartialEq)]
pub struct Year {
    /// Its number.
    pub year: i32,
    /// What is known or presumed to be in force: giver, receiver, look, and
    /// whether it belongs to what is singled out.
    pub links: Vec<(PartyIx, PartyIx, LinkClass, bool)>,
    /// Numbers of its last day.
    pub counts: Counts,
    /// The date shown is in it.
    pub current: bool,
}

/// Most years; a longer span is shown from its end.
pub const MOST_YEARS: i32 = 60;

/// The pictures of every year of the span, with the state's filters and focus.
pub fn years(
    catalog: &Catalog,
    compiled: &Compiled,
    changes: &Changes,
    order: &Order,
    state: &State,
) -> Years {
    let mut out = Years::default();
    let Some((first, last)) = span(changes) else { return out };
    let mut of_year = State { deal: None, ownership: false, ..state.clone() };
    let today = year_of(state.day());
    let mut seen: Map<PartyIx, usize> = Map::default();
    for year in first..=last {
        let Some(date) = DateChoice::parse(&year.to_string()) else { continue };
        of_year.date = date;
        let picture = picture(catalog, compiled, &of_year);
        let mut links = Vec::new();
        // A hundred dashed lines of what may be would hide the shape of what is known.
        for link in picture.links.iter().filter(|link| link.status.in_force >= Status::Presumed) {
            // What was passed on has one look, whether exclusive or not.
            let licence = link.kind == LinkKind::Licence;
            let exclusivity = if licence { link.look() } else { LinkLevel::NonExclusive };
            let look = LinkClass { kind: link.kind, exclusivity, certainty: link.certainty };
            links.push((link.from, link.to, look, link.lit));
            *seen.or_default(link.from) += 1;
            *seen.or_default(link.to) += 1;
        }
        out.years.push(Year { year, links, counts: picture.counts, current: today == Some(year) });
    }
    let mut all = seen.into_vec();
    let rank = |party: PartyIx| order.rank.get(party.at()).copied().unwrap_or(u32::MAX);
    sort::by_key(&mut all, |&(party, _)| (rank(party), party));
    let service = |party: PartyIx| order.service.get(party.at()).copied().unwrap_or(false);
    out.left = all.iter().copied().filter(|&(party, _)| !service(party)).collect();
    out.right = all.into_iter().filter(|&(party, _)| service(party)).collect();
    out
}

/// The first and the last year that are shown; nothing in a dataset without dates.
pub fn span(changes: &Changes) -> Option<(i32, i32)> {
    let (first, last) = (changes.first.and_then(year_of)?, changes.last.and_then(year_of)?);
    Some((first.max(last - MOST_YEARS + 1), last))
}

/// The year of a day; nothing beyond the calendar.
pub fn year_of(day: Day) -> Option<i32> {
    day.ymd().map(|(year, ..)| year)
}

/// The address of a year: its last day.
pub fn date_of(year: i32) -> Option<DateChoice> {
    DateChoice::parse(&year.to_string())
}

/// The sentence about the years; right for every state.
pub fn summary(years: &Years, state: &State, locale: Locale) -> String {
    let (Some(first), Some(last)) = (years.years.first(), years.years.last()) else {
        return views::YR_NONE.get(locale).to_string();
    };
    let span = [("from", &*first.year.to_string()), ("to", &last.year.to_string())];
    let mut out = vec![fill(&count(locale, views::YR_SUM.get(locale), years.years.len()), &span)];
    // The first of equal years.
    let most = years.years.iter().reduce(|a, b| if b.counts.in_force > a.counts.in_force { b } else { a });
    if let Some(most) = most.filter(|most| most.counts.in_force > 0) {
        let n = crate::i18n::number::whole(locale, most.counts.in_force as u64);
        out.push(fill(views::YR_MOST.get(locale), &[("year", &most.year.to_string()), ("n", &n)]));
    }
    out.push(views::YR_LEFT_OUT.get(locale).to_string());
    if let Some(known) = state.known {
        out.push(fill(locale.words().sum_known, &[("date", &crate::i18n::date::day(locale, known))]));
    }
    sentences(&out, locale)
}

/// What the picture of a year says.
pub fn label(year: &Year, locale: Locale) -> String {
    let licences = count(locale, locale.words().n_licences, year.counts.in_force);
    let exclusive = crate::i18n::number::whole(locale, year.counts.exclusive as u64);
    let name = year.year.to_string();
    fill(views::YR_LABEL.get(locale), &[("year", &name), ("licences", &licences), ("exclusive", &exclusive)])
}

/// The years in words, for whoever does not see them: each with its numbers
/// and who received most.
pub fn alternative(catalog: &Catalog, years: &Years, locale: Locale) -> Vec<String> {
    let say = |year: &Year| {
        let mut received: Map<PartyIx, usize> = Map::default();
        for (_, to, look, _) in &year.links {
            *received.or_default(*to) += usize::from(look.kind != LinkKind::Ownership);
        }
        let mut received = received.into_vec();
        sort::by_key(&mut received, |&(party, n)| (std::cmp::Reverse(n), party));
        let most: Vec<String> = (received.iter().take(3))
            .map(|&(party, n)| {
                let licences = count(locale, locale.words().n_licences, n);
                [&*names::text(catalog, party, locale), ": ", &licences].concat()
            })
            .collect();
        let mut out = label(year, locale);
        for part in most {
            out.push_str("; ");
            out.push_str(&part);
        }
        out
    };
    years.years.iter().map(say).collect()
}
