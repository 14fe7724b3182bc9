//! What the table says: its sentence.

use super::Row;
use crate::data::Catalog;
use crate::i18n::{Locale, count, date, fill, views};
use crate::query::timeline::sentences;
use crate::rights::Status;
use crate::state::{DateChoice, State};

/// The sentence about the rows that are listed; right for every state.
pub fn summary(catalog: &Catalog, rows: &[Row], state: &State, locale: Locale) -> String {
    let mut out = vec![match rows.len() {
        0 => views::TABLE_NONE.get(locale).to_string(),
        n => count(locale, views::TABLE_SUM.get(locale), n),
    }];
    let in_force = rows.iter().filter(|row| row.status >= Some(Status::Presumed)).count();
    let (first, last) = state.date.days();
    let text = match (matches!(state.date, DateChoice::Between(..)), state.presume) {
        (false, true) => views::TABLE_IN_FORCE,
        (false, false) => views::TABLE_IN_FORCE_STRICT,
        (true, true) => views::TABLE_IN_FORCE_PERIOD,
        (true, false) => views::TABLE_IN_FORCE_PERIOD_STRICT,
    };
    let days = [date::day(locale, first), date::day(locale, last)];
    if !rows.is_empty() {
        let days = [("date", &*days[1]), ("from", &*days[0]), ("to", &*days[1])];
        out.push(fill(&count(locale, text.get(locale), in_force), &days));
    }
    let wanted = state.views.find.trim();
    if !wanted.is_empty() {
        out.push(fill(views::TABLE_FOUND.get(locale), &[("text", wanted)]));
    }
    if !state.filters.is_empty() {
        out.push(count(locale, views::TABLE_FILTERED.get(locale), catalog.deals.len()));
    }
    if let Some(known) = state.known {
        out.push(fill(locale.words().sum_known, &[("date", &date::day(locale, known))]));
    }
    sentences(&out, locale)
}
