//! Rows as text: what is found in them, and how they are copied. As a file they
//! are [`crate::formats::rows`]'s.

use super::{Column, Row, cell};
use crate::data::Catalog;
use crate::formats::csv;
use crate::i18n::Locale;
use crate::query::fold::fold;
use std::ops::Range;

/// Most rows in the page at once, so that find-in-page and screen readers see
/// them all and a phone still scrolls.
pub const PAGE_ROWS: usize = 2_000;

/// The rows of a page, numbered from 1 (0 is the first as well), and how many
/// pages there are. A page that is not there is the last.
pub fn page(rows: usize, number: u32) -> (Range<usize>, usize) {
    let pages = rows.div_ceil(PAGE_ROWS).max(1);
    let at = (number.max(1) as usize).min(pages) - 1;
    (at * PAGE_ROWS..((at + 1) * PAGE_ROWS).min(rows), pages)
}

/// Leaves the rows that hold every word of a text, in any of their cells,
/// shown or not; case, accents and width of letters do not matter.
pub fn find(catalog: &Catalog, rows: &mut Vec<Row>, text: &str, locale: Locale) {
    let wanted = fold(text);
    if wanted.text.is_empty() {
        return;
    }
    rows.retain(|row| {
        let mut cells = String::new();
        for column in Column::ALL {
            cells.push_str(&folded(&cell(catalog, row, column, locale)));
            // Nothing is found across two cells.
            cells.push('\n');
        }
        wanted.words().all(|word| cells.contains(word))
    });
}

/// The rows as a reader sees them, for the clipboard: tabs between cells.
pub fn tsv(catalog: &Catalog, rows: &[Row], columns: &[Column], locale: Locale) -> String {
    let mut out = String::new();
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        for (n, cell) in cells.enumerate() {
            if n > 0 {
                out.push('\t');
            }
            csv::tab_cell(&cell, &mut out);
        }
        csv::end(&mut out);
    };
    line(&mut columns.iter().map(|column| column.heading(locale).to_string()));
    for row in rows {
        line(&mut columns.iter().map(|&column| cell(catalog, row, column, locale)));
    }
    out
}

/// A text as rows compare it.
pub(super) fn folded(text: &str) -> String {
    fold(text).text
}
