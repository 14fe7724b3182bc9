//! How rows are sorted and grouped.

use super::columns::key;
use super::{Column, Row, first_day};
use crate::data::Catalog;
use crate::dates::Day;
use crate::i18n::Locale;
use crate::query::sentence::capital;
use crate::sort as sorting;
use std::cmp::Ordering;

/// A column to sort by, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SortKey {
    /// By what.
    pub column: Column,
    /// The greatest first.
    pub descending: bool,
}

impl SortKey {
    /// What a table is sorted by before the reader chooses.
    pub const USUAL: [SortKey; 1] = [SortKey::up(Column::Start)];

    /// The least first.
    pub const fn up(column: Column) -> SortKey {
        SortKey { column, descending: false }
    }

    /// Reads `start` or `-start`.
    pub fn parse(text: &str) -> Option<SortKey> {
        let word = text.strip_prefix('-');
        let column = Column::from_word(word.unwrap_or(text))?;
        Some(SortKey { column, descending: word.is_some() })
    }

    /// The written form.
    pub fn written(self) -> String {
        [if self.descending { "-" } else { "" }, self.column.word()].concat()
    }
}

/// What the rows of a table are gathered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Type of the deal.
    Type,
    /// Year of its start.
    Year,
}

impl Grouping {
    /// Every way.
    pub const ALL: [Grouping; 2] = [Grouping::Type, Grouping::Year];

    /// The word in addresses.
    pub fn word(self) -> &'static str {
        ["type", "year"][self as usize]
    }

    /// The way of a word.
    pub fn from_word(word: &str) -> Option<Grouping> {
        Grouping::ALL.into_iter().find(|grouping| grouping.word() == word)
    }
}

/// Rows that stand together: their heading and how many they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// How many rows follow under it.
    pub rows: usize,
}

/// Sorts rows by a column, in the reader's language where it holds names.
pub fn sort(catalog: &Catalog, rows: &mut [Row], column: Column, descending: bool, locale: Locale) {
    arranged(catalog, rows, &[SortKey { column, descending }], locale);
}

/// Sorts rows by several columns, the first one above all. What a row lacks
/// comes last, both ways. Equal rows stand in the order of their dates, then
/// of the file: the order is total.
pub fn arranged(catalog: &Catalog, rows: &mut [Row], keys: &[SortKey], locale: Locale) {
    sorting::by_key(rows, |row| (first_day(row), row.deal));
    // Stable: the weakest first.
    for by in keys.iter().rev() {
        sorting::by_cached_key(rows, |row| Key {
            value: key(catalog, row, by.column, locale),
            descending: by.descending,
        });
    }
}

/// Gathers sorted rows into groups, the order inside each stays; types stand in
/// the order of the format, years from the first, what has no year last.
pub fn grouped(catalog: &Catalog, rows: &mut [Row], by: Grouping, locale: Locale) -> Vec<Group> {
    let number = |row: &Row| match by {
        Grouping::Type => row.kind as i32,
        Grouping::Year => first_day(row).and_then(Day::ymd).map_or(i32::MAX, |(year, ..)| year),
    };
    sorting::by_key(rows, number);
    let of = |rows: &[Row]| Group {
        title: match (by, number(&rows[0])) {
            (Grouping::Type, _) => capital(locale.words().deal_type(catalog.deal(rows[0].deal).kind)),
            (Grouping::Year, i32::MAX) => capital(locale.words().details_not_known),
            (Grouping::Year, year) => year.to_string(),
        },
        rows: rows.len(),
    };
    rows.chunk_by(|a, b| number(a) == number(b)).map(of).collect()
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
