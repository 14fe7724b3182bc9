//! Rows as text: CSV for spreadsheets (RFC 4180, UTF-8 with a byte order mark) and
//! tab-separated text for the clipboard.
//!
//! A spreadsheet runs a cell that begins like a formula, whoever wrote the name in
//! it. Such text gets an apostrophe in front, and [`unguarded`] takes it away again
//! (web-requirements.md, S11). Columns of numbers hold bare numbers.

/// Stands at the start of every CSV file: without it spreadsheets take UTF-8 for
/// the local encoding, and names in Chinese become noise.
pub const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Adds a cell of text: guarded, and in quotes where it has to be.
pub fn cell(text: &str, out: &mut String) {
    let guarded = needs_guard(text);
    let quoted = text.contains(['"', ',', '\r', '\n', '\0'])
        || text.starts_with(char::is_whitespace)
        || text.ends_with(char::is_whitespace);
    if quoted {
        out.push('"');
    }
    if guarded {
        out.push('\'');
    }
    for part in text.split_inclusive('"') {
        out.push_str(part);
        if part.ends_with('"') {
            out.push('"');
        }
    }
    if quoted {
        out.push('"');
    }
}

/// Adds a whole row of text and ends it.
pub fn row<T: AsRef<str>>(cells: &[T], out: &mut String) {
    for (place, text) in cells.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        cell(text.as_ref(), out);
    }
    end(out);
}

/// Ends a row.
pub fn end(out: &mut String) {
    out.push_str("\r\n");
}

/// Adds a cell of tab-separated text: guarded; tabs and ends of lines become
/// spaces, because this form knows no quotes.
pub fn tab_cell(text: &str, out: &mut String) {
    let spaced: String =
        text.chars().map(|c| if matches!(c, '\t' | '\r' | '\n') { ' ' } else { c }).collect();
    if needs_guard(text) {
        out.push('\'');
    }
    out.push_str(&spaced);
}

/// Whether a text would be run by a spreadsheet, or only reads as guarded: then
/// the guard stands before the apostrophes that it has, so that none is lost.
fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0'])
}

/// The text of a cell without its guard.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let mut out = String::new();
        cell(text, &mut out);
        out
    }

    #[test]
    fn quotes_where_needed_and_no_formulas() {
        let table = [
            ("QQ Music", "QQ Music"),
            ("B'in", "B'in"),
            ("a,b", "\"a,b\""),
            ("say \"x\"", "\"say \"\"x\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            (" space", "\" space\""),
            ("=1+1", "'=1+1"),
            ("+44", "'+44"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "\"'\tx\""),
            ("\r=x", "\"'\r=x\""),
            ("\0=x", "\"'\0=x\""),
            ("'=x", "''=x"),
            ("'quoted'", "'quoted'"),
            ("[..2017]", "[..2017]"),
            ("", ""),
        ];
        for (text, cell) in table {
            assert_eq!(written(text), cell, "{text:?}");
        }
        let mut out = String::new();
        row(&["a", "=b", "c,d"], &mut out);
        assert_eq!(out, "a,'=b,\"c,d\"\r\n");
        let mut out = String::new();
        tab_cell("=a\tb\nc", &mut out);
        assert_eq!(out, "'=a b c");
    }

    proptest! {
        #[test]
        fn any_row_reads_back(cells in proptest::collection::vec("([=+@'\"\\-, \t\r\n\0]|\\PC){0,8}", 2..5)) {
            let mut out = String::new();
            row(&cells, &mut out);
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(out.as_bytes());
            let read = reader.records().next().expect("a row").expect("a row that reads");
            let read: Vec<&str> = read.iter().map(unguarded).collect();
            prop_assert_eq!(read, cells);
        }

        #[test]
        fn no_cell_begins_like_a_formula(text in any::<String>()) {
            let written = written(&text);
            let inside = written.strip_prefix('"').unwrap_or(&written);
            prop_assert!(!inside.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0']));
        }
    }
}
