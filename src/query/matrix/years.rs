//! The matrix of each year, as of its last day: what its small multiples draw.

use super::{Candidates, Matrix, Pairs, Ranks, answers, asked, focus, looked_at};
use crate::data::{Catalog, PartyIx};
use crate::i18n::{Locale, count, fill, number, views};
use crate::query::changes::Changes;
use crate::query::choices;
use crate::query::names;
use crate::query::timeline::sentences;
use crate::query::years::{date_of, span, year_of};
use crate::rights::engine::{Engine, TerritoryIx};
use crate::rights::{Compiled, Status};
use crate::small::Set;
use crate::state::State;

/// The matrix of every year of the span, all with the same rows and columns in the same order:
/// those with a *yes* or a *presumed* in any of them. Other answers are left out.
pub fn years(
    catalog: &Catalog,
    compiled: &Compiled,
    engine: &Engine,
    ranks: &Ranks,
    changes: &Changes,
    state: &State,
    locale: Locale,
) -> Vec<Matrix> {
    let territory = choices::territory(catalog, state);
    let focus: Set<PartyIx> = focus(catalog, compiled, state);
    let Candidates { services, catalogues, all: thinned } =
        looked_at(catalog, compiled, &|party| focus.contains(&party) || asked(catalog, state, party));
    let (Some((first, last)), Some(point)) = (span(changes), TerritoryIx::of_code(&territory)) else {
        return Vec::new();
    };
    let width = catalogues.len();
    let mut worths = vec![0_u32; services.len() * width];
    let mut all = Vec::new();
    for year in first..=last {
        let Some(date) = date_of(year) else { continue };
        let mut cells = answers(catalog, engine, [&services, &catalogues], point, state, date.day());
        for (worth, cell) in worths.iter_mut().zip(&mut cells) {
            // A hundred outlines of what may be would hide the shape of what is known.
            if cell.0 < Status::Presumed {
                *cell = (Status::No, Status::No);
            }
            *worth += cell.0 as u32;
        }
        all.push((date.day(), cells));
    }
    let worth = |s: usize, c: usize| worths[s * width + c];
    let mut columns: Vec<usize> =
        (0..services.len()).filter(|&s| (0..width).any(|c| worth(s, c) > 0)).collect();
    let mut rows: Vec<usize> = (0..width).filter(|&c| columns.iter().any(|&s| worth(s, c) > 0)).collect();
    let pairs = Pairs { services: &services, catalogues: &catalogues, worth: &worth };
    pairs.arrange(catalog, ranks, state, locale, &mut columns, &mut rows);
    let is_lit = |s: usize, c: usize| {
        focus.is_empty() || focus.contains(&services[s]) || focus.contains(&catalogues[c])
    };
    let mut same = Matrix {
        services: columns.iter().map(|&s| services[s]).collect(),
        catalogues: rows.iter().map(|&c| catalogues[c]).collect(),
        territory,
        thinned,
        ..Matrix::default()
    };
    for &c in &rows {
        same.lit.extend(columns.iter().map(|&s| is_lit(s, c)));
    }
    let of_year = |(day, cells): (_, Vec<(Status, Status)>)| {
        let places = rows.iter().flat_map(|&c| columns.iter().map(move |&s| s * width + c));
        Matrix { date: Some(day), cells: places.map(|at| cells[at]).collect(), ..same.clone() }
    };
    all.into_iter().map(of_year).collect()
}

/// The year of a matrix; 0 without a date.
pub fn year(matrix: &Matrix) -> i32 {
    matrix.date.and_then(year_of).unwrap_or(0)
}

/// How many answers are *yes* or *presumed*, and how many of these are exclusive.
pub fn counts(matrix: &Matrix) -> (usize, usize) {
    let [yes, presumed] = [Status::Certain, Status::Presumed].map(|answer| matrix.count(answer));
    (yes.0 + presumed.0, yes.1 + presumed.1)
}

/// The sentence about the years; right for every state. `place`: the name of the territory.
pub fn summary(years: &[Matrix], state: &State, place: &str, locale: Locale) -> String {
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return views::YR_NONE.get(locale).to_string();
    };
    let [from, to] = [first, last].map(|matrix| year(matrix).to_string());
    let mut out = vec![fill(
        &count(locale, views::MXY_SUM.get(locale), years.len()),
        &[
            ("from", &from),
            ("to", &to),
            ("place", place),
            ("services", &count(locale, views::MX_SERVICES.get(locale), first.services.len())),
            ("catalogues", &count(locale, views::MX_CATALOGUES.get(locale), first.catalogues.len())),
        ],
    )];
    // The first of equal years.
    let most = years.iter().reduce(|a, b| if counts(b).0 > counts(a).0 { b } else { a });
    if let Some((most, n)) = most.map(|most| (most, counts(most).0)).filter(|(_, n)| *n > 0) {
        let blanks = [("year", &*year(most).to_string()), ("n", &*number::whole(locale, n as u64))];
        out.push(fill(views::MXY_MOST.get(locale), &blanks));
    }
    out.push(views::YR_LEFT_OUT.get(locale).to_string());
    super::words::filtered(state, locale, &mut out);
    sentences(&out, locale)
}

/// What the matrix of a year says.
pub fn label(matrix: &Matrix, locale: Locale) -> String {
    let whole = |answer: Status| number::whole(locale, matrix.count(answer).0 as u64);
    let exclusive = number::whole(locale, counts(matrix).1 as u64);
    fill(
        views::MXY_LABEL.get(locale),
        &[
            ("year", &*year(matrix).to_string()),
            ("yes", &whole(Status::Certain)),
            ("presumed", &whole(Status::Presumed)),
            ("exclusive", &exclusive),
        ],
    )
}

/// The years in words, for whoever does not see them: each with its numbers and the services
/// that could offer most.
pub fn alternative(catalog: &Catalog, years: &[Matrix], locale: Locale) -> Vec<String> {
    let say = |matrix: &Matrix| {
        let offers = |column: usize| {
            let rows = 0..matrix.catalogues.len();
            rows.filter(|&row| matrix.at(row, column).0 > Status::No).count()
        };
        let mut offered: Vec<usize> = (0..matrix.services.len()).map(offers).collect();
        let mut out = label(matrix, locale);
        // The few dearest of a short list, the first of equal ones: no sort needed.
        for _ in 0..3 {
            let most = offered.iter_mut().zip(&matrix.services).reduce(|a, b| if b.0 > a.0 { b } else { a });
            let Some((n, &service)) = most.filter(|(n, _)| **n > 0) else { break };
            out.push_str("; ");
            out.push_str(&names::text(catalog, service, locale));
            out.push_str(": ");
            out.push_str(&count(locale, views::MX_CATALOGUES.get(locale), std::mem::take(n)));
        }
        out
    };
    years.iter().map(say).collect()
}
