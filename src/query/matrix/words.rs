//! What a matrix says: its sentence, and that of a cell.

use super::{Matrix, look};
use crate::data::Catalog;
use crate::dates::Day;
use crate::i18n::{Locale, count, date, fill, views};
use crate::query::names;
use crate::query::timeline::sentences;
use crate::rights::Status;
use crate::scene::LinkLevel;
use crate::state::{DateChoice, State};

/// The sentence about a matrix; right for every state. `place`: the name of its territory.
pub fn summary(matrix: &Matrix, state: &State, place: &str, locale: Locale) -> String {
    let when = date::day(locale, matrix.date.unwrap_or(Day(0)));
    let part = |n: usize, text: views::Pair| (n > 0).then(|| count(locale, text.get(locale), n));
    let [yes, presumed, possible] =
        [Status::Certain, Status::Presumed, Status::Possible].map(|answer| matrix.count(answer));
    let mut out = Vec::new();
    if matrix.cells.is_empty() {
        out.push(fill(views::MX_NONE.get(locale), &[("date", &when), ("place", place)]));
    } else {
        let answers = [
            part(yes.0, views::MX_SUM_YES),
            part(presumed.0, views::MX_SUM_PRESUMED),
            part(possible.0, views::MX_SUM_POSSIBLE),
        ];
        let answers: Vec<String> = answers.into_iter().flatten().collect();
        out.push(fill(
            views::MX_SUM.get(locale),
            &[
                ("date", &when),
                ("place", place),
                ("services", &count(locale, views::MX_SERVICES.get(locale), matrix.services.len())),
                ("catalogues", &count(locale, views::MX_CATALOGUES.get(locale), matrix.catalogues.len())),
                ("answers", &answers.join(locale.words().list_comma)),
            ],
        ));
        out.extend(part(yes.1 + presumed.1, views::MX_SUM_EXCLUSIVE));
        out.push(views::MX_SUM_EMPTY.get(locale).to_string());
    }
    if matches!(state.date, DateChoice::Between(..)) {
        out.push(views::MX_PERIOD.get(locale).to_string());
    }
    filtered(state, locale, &mut out);
    sentences(&out, locale)
}

/// What is said about filters, and about the day as of which the dataset is known.
pub(super) fn filtered(state: &State, locale: Locale, out: &mut Vec<String>) {
    let filters = &state.filters;
    if !filters.country.is_empty() || !filters.exclusivity.is_empty() {
        out.push(views::MX_FILTERED.get(locale).to_string());
    }
    if !filters.types.is_empty() || !filters.confidence.is_empty() {
        out.push(views::MX_NOT_FILTERED.get(locale).to_string());
    }
    if let Some(known) = state.known {
        out.push(fill(locale.words().sum_known, &[("date", &date::day(locale, known))]));
    }
}

/// The sentence of a cell: the question and its answer, and whether it is exclusive.
pub fn cell(
    catalog: &Catalog,
    matrix: &Matrix,
    (row, column): (usize, usize),
    place: &str,
    locale: Locale,
) -> String {
    let (Some(&service), Some(&catalogue)) = (matrix.services.get(column), matrix.catalogues.get(row)) else {
        return String::new();
    };
    let words = locale.words();
    let question = fill(
        words.ask_sentence,
        &[
            ("party", &names::text(catalog, service, locale)),
            ("catalogue", &names::text(catalog, catalogue, locale)),
            ("territory", place),
            ("date", &date::day(locale, matrix.date.unwrap_or(Day(0)))),
        ],
    );
    let (answer, exclusive) = matrix.at(row, column);
    let answered = [("question", question.as_str()), ("answer", words.answer(answer))];
    let mut out = vec![fill(views::MX_CELL.get(locale), &answered)];
    if answer > Status::No {
        out.push(match exclusive {
            Status::No => views::MX_NOT_EXCLUSIVE.get(locale).to_string(),
            _ => fill(views::MX_EXCLUSIVE.get(locale), &[("answer", words.answer(exclusive))]),
        });
    }
    sentences(&out, locale)
}

/// The matrix as a table of words, for whoever does not see it: a heading for
/// each column, then of each row its heading and its cells. A cell is empty
/// where the answer is *no*.
pub fn alternative(
    catalog: &Catalog,
    matrix: &Matrix,
    locale: Locale,
) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let words = locale.words();
    let name = |party| names::text(catalog, party, locale);
    let heads = matrix.services.iter().map(|&party| name(party)).collect();
    let say = |cell: (Status, Status)| {
        if cell.0 == Status::No {
            return String::new();
        }
        let mut out = words.answer(cell.0).to_string();
        let level = match look(cell) {
            LinkLevel::Exclusive => views::LEG_CELL_EXCLUSIVE,
            LinkLevel::Unknown => views::LEG_CELL_UNKNOWN,
            LinkLevel::NonExclusive => return out,
        };
        out.push_str(words.clause);
        out.push_str(level.get(locale));
        out
    };
    let rows = (matrix.catalogues.iter().enumerate())
        .map(|(row, &party)| {
            let cells = (0..matrix.services.len()).map(|column| say(matrix.at(row, column))).collect();
            (name(party), cells)
        })
        .collect();
    (heads, rows)
}
