//! How a date of the rows is written in the dataset, and which days it covers.

/// The dataset's spelling: a range and an open range get brackets, all else stays as it is.
pub fn edtf(cell: &str) -> Option<String> {
    if cell.is_empty() {
        None
    } else if let Some(last) = cell.strip_prefix("../") {
        Some(format!("[..{last}]"))
    } else if let Some((first, last)) = cell.split_once('/') {
        Some(format!("[{first}..{last}]"))
    } else {
        Some(cell.to_owned())
    }
}

/// First and last month that a date may fall in, counted from the year 0; coarse on purpose.
pub fn months(date: &str) -> (i32, i32) {
    if let Some(inner) = date.strip_prefix('[').and_then(|d| d.strip_suffix(']')) {
        let (a, b) = inner.split_once("..").expect("a range");
        let first = if a.is_empty() { i32::MIN } else { months(a).0 };
        let last = if b.is_empty() { i32::MAX } else { months(b).1 };
        return (first, last);
    }
    let plain = date.trim_end_matches('~');
    let wide = i32::from(plain != date);
    let mut parts = plain.split('-').map(|p| p.parse::<i32>().expect("a number"));
    let year = parts.next().expect("a year");
    match parts.next() {
        None => ((year - wide) * 12, (year + wide) * 12 + 11),
        Some(month) => (year * 12 + month - 1 - wide, year * 12 + month - 1 + wide),
    }
}

#[test]
fn dates_keep_their_uncertainty() {
    assert_eq!(edtf(""), None);
    assert_eq!(edtf("2018-02~").as_deref(), Some("2018-02~"));
    assert_eq!(edtf("../2015-12").as_deref(), Some("[..2015-12]"));
    assert_eq!(edtf("2020-01/2020-05").as_deref(), Some("[2020-01..2020-05]"));
    assert_eq!(months("2015-03~"), (2015 * 12 + 1, 2015 * 12 + 3));
    assert_eq!(months("[2016-07-15..2017-01]"), (2016 * 12 + 6, 2017 * 12));
}
