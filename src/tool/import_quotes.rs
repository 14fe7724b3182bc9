//! Quotation marks of a CSV text that do not pair. A reader of CSV takes them in
//! silence, and one that is not closed takes the rest of the file into one cell.

/// A cell whose quotation marks do not pair.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// The row in which it begins: 1 is the heading, and empty lines count.
    pub row: usize,
    /// Its place in the row, from 0.
    pub cell: usize,
    /// Lines below its first one that it reaches over.
    pub lines: usize,
    /// Whether it is closed, and has text behind the mark that closes it.
    pub closed: bool,
}

/// Every such cell, in order. One that is not closed is the last.
pub fn faults(text: &str, separator: u8) -> Vec<Fault> {
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes.get(at).is_none_or(|&b| b == separator || matches!(b, b'\r' | b'\n'));
    let mut found = Vec::new();
    let (mut at, mut row, mut cell) = (0, 1, 0);
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let closing = closing(bytes, at);
            let inside = &text[at..closing.unwrap_or(bytes.len())];
            // The end of the file's last line begins no further one.
            let lines = inside.trim_end_matches(['\r', '\n']).matches('\n').count();
            let Some(closing) = closing else {
                found.push(Fault { row, cell, lines, closed: false });
                break;
            };
            at = closing + 1;
            if !ends(at) {
                found.push(Fault { row, cell, lines, closed: true });
            }
        }
        while !ends(at) {
            at += 1;
        }
        match bytes.get(at) {
            Some(&b) if b == separator => cell += 1,
            _ => {
                at += usize::from(bytes[at..].starts_with(b"\r\n"));
                (row, cell) = (row + 1, 0);
            }
        }
        at += 1;
    }
    found
}

/// Where the mark stands that closes a cell; two of them are one of the text.
fn closing(bytes: &[u8], opening: usize) -> Option<usize> {
    let mut at = opening + 1;
    loop {
        at += bytes.get(at..)?.iter().position(|&b| b == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::csv::row;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &[(usize, usize, usize, bool)]) {
        let found: Vec<_> =
            faults(text, b',').iter().map(|it| (it.row, it.cell, it.lines, it.closed)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn what_pairs_is_right() {
        check("", &[]);
        check("a,b\n\"c,\n\"\"d\"\"\",e\r\n\"\",\"\"\n", &[]);
        // Inside a cell that does not begin with it, the mark is a letter.
        check("a,12\" single,b\n", &[]);
    }

    #[test]
    fn what_does_not_pair_has_its_place() {
        check("a,b\nc,\"d\ne,f\ng,h\n", &[(2, 1, 2, false)]);
        check("a,b\r\n\r\nc,\"d", &[(3, 1, 0, false)]);
        check("a,b\nc,\"d\ne,\"f\ng,h\n", &[(2, 1, 1, true)]);
        check("a,\"b\" c\n\"d\"\n\"e\n", &[(1, 1, 0, true), (3, 0, 0, false)]);
    }

    proptest! {
        #[test]
        fn what_is_written_here_pairs(rows in prop::collection::vec(prop::collection::vec("[\"', a\r\n]{0,5}", 1..4), 0..6)) {
            let mut text = String::new();
            for cells in &rows {
                row(cells, &mut text);
            }
            prop_assert_eq!(faults(&text, b','), vec![]);
        }

        #[test]
        fn any_text_without_panic(text in "[\", a\r\né]{0,40}") {
            faults(&text, b',');
        }
    }
}
