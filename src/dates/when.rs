//! *When*: the closed EDTF subset of the data model, compiled to two days.

use super::day::{Day, days_in_month};
use crate::find::split_once;
use std::fmt;

/// One day that is known within bounds, as a source wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct When {
    /// First day that it may be. [`Day::MIN`] for `[..b]`.
    pub lo: Day,
    /// Last day that it may be. [`Day::MAX`] for `[a..]`.
    pub hi: Day,
    /// The source is unsure (`?` or `%`): what rests on it is at most possible.
    pub unsure: bool,
    /// Written with `~` or `%`: the bounds are widened by one unit on each side.
    pub approximate: bool,
    /// How finely it is written.
    pub precision: Precision,
    text: Box<str>,
}

/// How finely a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// A full date.
    Day,
    /// A month, also with an unspecified day (`2018-02-XX`).
    Month,
    /// A quarter (`2018-33` to `2018-36`).
    Quarter,
    /// A half-year (`2018-40`, `2018-41`).
    Half,
    /// A year, also with unspecified parts (`2018-XX`).
    Year,
    /// A decade (`201X`).
    Decade,
    /// A century (`20XX`).
    Century,
    /// A range in brackets, closed or open on one side.
    Range,
}

/// One end of a period.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// A date.
    When(When),
    /// `..`: known to be open ("until further notice", "since ever").
    Open,
}

/// Why a text is not a date of this format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateError {
    /// The text as found.
    pub text: String,
    /// An accepted form that may have been meant, if one is near.
    pub suggestion: Option<String>,
}

impl DateError {
    /// The accepted forms, for messages.
    pub const FORMS: &'static str = "a day 2018-02-09, a month 2018-02, a year 2018, \
        unspecified digits 201X or 2018-XX, a quarter 2018-33 to 2018-36 or half 2018-40, 2018-41, \
        a range [2018-01..2018-03], [2021-08..] or [..2017], with ~ (about), ? (unsure) or % (both) behind a date";
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” is not a date this format knows", self.text)
    }
}

impl When {
    /// Reads one of the forms of data-model.md, section 3.
    pub fn parse(text: &str) -> Result<When, DateError> {
        read(text).ok_or_else(|| DateError { text: text.to_string(), suggestion: suggest(text) })
    }

    /// A single certain day.
    pub fn on(day: Day) -> When {
        When {
            lo: day,
            hi: day,
            unsure: false,
            approximate: false,
            precision: Precision::Day,
            text: day.to_string().into(),
        }
    }

    /// The written form, exactly as it was read.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The same without its qualifiers: the bounds of an approximate date are widened, these are not.
    #[must_use]
    pub fn bare(&self) -> When {
        When::parse(self.text.trim_end_matches(['~', '?', '%'])).unwrap_or_else(|_| self.clone())
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Bound {
    /// Reads a *When* or `..`.
    pub fn parse(text: &str) -> Result<Bound, DateError> {
        if text == ".." { Ok(Bound::Open) } else { When::parse(text).map(Bound::When) }
    }

    /// The written form.
    pub fn as_str(&self) -> &str {
        match self {
            Bound::When(when) => when.as_str(),
            Bound::Open => "..",
        }
    }

    /// The date, unless the end is open.
    pub fn when(&self) -> Option<&When> {
        match self {
            Bound::When(when) => Some(when),
            Bound::Open => None,
        }
    }
}

fn read(text: &str) -> Option<When> {
    if !text.is_ascii() || text.len() > 40 {
        return None;
    }
    let (lo, hi, precision, approximate, unsure) = if let Some(inner) = text.strip_prefix('[') {
        let (first, last) = split_once(inner.strip_suffix(']')?, "..")?;
        let lo = if first.is_empty() { Day::MIN } else { range_end(first)?.0 };
        let hi = if last.is_empty() { Day::MAX } else { range_end(last)?.1 };
        if (first.is_empty() && last.is_empty()) || lo > hi {
            return None;
        }
        (lo, hi, Precision::Range, false, false)
    } else {
        let (body, approximate, unsure) = match text.as_bytes().last()? {
            b'~' => (&text[..text.len() - 1], true, false),
            b'?' => (&text[..text.len() - 1], false, true),
            b'%' => (&text[..text.len() - 1], true, true),
            _ => (text, false, false),
        };
        let (lo, hi, precision) = plain(body).or_else(|| unspecified(body))?;
        let (lo, hi) = if approximate { widened(lo, hi, precision) } else { (lo, hi) };
        (lo, hi, precision, approximate, unsure)
    };
    Some(When { lo, hi, unsure, approximate, precision, text: text.into() })
}

/// An end of a range: year, month or day; quarters and halves are refused there.
fn range_end(text: &str) -> Option<(Day, Day)> {
    let (lo, hi, precision) = plain(text)?;
    matches!(precision, Precision::Day | Precision::Month | Precision::Year).then_some((lo, hi))
}

/// A year, month, day, quarter or half-year with all digits given.
fn plain(text: &str) -> Option<(Day, Day, Precision)> {
    let digits = |range: std::ops::Range<usize>| -> Option<i32> {
        let part = text.get(range)?;
        if part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
    };
    match text.len() {
        4 => {
            let year = digits(0..4)?;
            Some((Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?, Precision::Year))
        }
        7 if text.as_bytes()[4] == b'-' => {
            let year = digits(0..4)?;
            let months = |first: u32, last: u32, precision| {
                let lo = Day::from_ymd(year, first, 1)?;
                Some((lo, Day::from_ymd(year, last, days_in_month(year, last))?, precision))
            };
            match digits(5..7)? {
                month @ 1..=12 => months(month as u32, month as u32, Precision::Month),
                quarter @ 33..=36 => {
                    let first = (quarter as u32 - 33) * 3 + 1;
                    months(first, first + 2, Precision::Quarter)
                }
                40 => months(1, 6, Precision::Half),
                41 => months(7, 12, Precision::Half),
                _ => None,
            }
        }
        10 => Day::parse(text).map(|day| (day, day, Precision::Day)),
        _ => None,
    }
}

/// `201X`, `20XX`, `2018-XX`, `2018-XX-XX`, `2018-02-XX`.
fn unspecified(text: &str) -> Option<(Day, Day, Precision)> {
    let years = |first: i32, last: i32, precision| {
        Some((Day::from_ymd(first, 1, 1)?, Day::from_ymd(last, 12, 31)?, precision))
    };
    let number = |part: &str| -> Option<i32> {
        if !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()) { part.parse().ok() } else { None }
    };
    if let Some(year) =
        text.strip_suffix("-XX-XX").or_else(|| text.strip_suffix("-XX").filter(|y| y.len() == 4))
    {
        return plain(year).filter(|_| year.len() == 4).map(|(lo, hi, _)| (lo, hi, Precision::Year));
    }
    if let Some(month) = text.strip_suffix("-XX") {
        return plain(month).filter(|&(_, _, precision)| precision == Precision::Month);
    }
    if text.len() != 4 {
        return None;
    }
    if let Some(century) = text.strip_suffix("XX") {
        let first = number(century)? * 100;
        return years(first, first + 99, Precision::Century);
    }
    let first = number(text.strip_suffix('X')?)? * 10;
    years(first, first + 9, Precision::Decade)
}

/// `~` widens by one unit of the written precision on each side.
fn widened(lo: Day, hi: Day, precision: Precision) -> (Day, Day) {
    let months = match precision {
        Precision::Day | Precision::Range => return (lo.plus_days(-1), hi.plus_days(1)),
        Precision::Month => 1,
        Precision::Quarter => 3,
        Precision::Half => 6,
        Precision::Year => 12,
        Precision::Decade => 120,
        Precision::Century => 1_200,
    };
    let unit = super::Duration { years: 0, months, days: 0 };
    // Whole months in, whole months out: step over the day after the last one.
    (unit.before(lo), unit.after(hi.plus_days(1)).plus_days(-1))
}

/// The nearest accepted form of some usual mistakes; only offered if it reads.
fn suggest(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let numbers: Vec<&str> = trimmed.split(|c: char| !c.is_ascii_digit()).filter(|s| !s.is_empty()).collect();
    let two = |s: &str| format!("{s:0>2}");
    let parts = |year: &str, rest: &[&str]| {
        let mut out = year.to_string();
        for part in rest {
            out.push('-');
            out.push_str(&two(part));
        }
        out
    };
    let candidates = [
        trimmed.to_string(),
        trimmed.to_ascii_uppercase(),
        // "2018-01-01/2018-03-31" and "2018-01..2018-03" as a range in brackets.
        trimmed.split_once('/').map(|(a, b)| format!("[{a}..{b}]")).unwrap_or_default(),
        format!("[{trimmed}]"),
        // Seasons, which the format refuses, name no month: offer the year.
        match numbers[..] {
            [year] if year.len() == 4 => year.to_string(),
            [year, month] if year.len() == 4 => parts(year, &[month]),
            [year, month, day, ..] if year.len() == 4 => parts(year, &[month, day]),
            [day, month, year] if year.len() == 4 => parts(year, &[month, day]),
            [month, year] if year.len() == 4 => parts(year, &[month]),
            _ => String::new(),
        },
        numbers.first().filter(|year| year.len() == 4).map(ToString::to_string).unwrap_or_default(),
    ];
    candidates.into_iter().find(|candidate| candidate != text && read(candidate).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, lo: &str, hi: &str) {
        let when = When::parse(text).unwrap_or_else(|error| panic!("{error}"));
        let show = |day: Day| if day.is_finite() { day.to_string() } else { String::new() };
        assert_eq!((show(when.lo), show(when.hi)), (lo.to_string(), hi.to_string()), "{text}");
        assert_eq!(when.as_str(), text);
    }

    #[test]
    fn every_row_of_the_date_table() {
        check("2018-02-09", "2018-02-09", "2018-02-09");
        check("2018-02", "2018-02-01", "2018-02-28");
        check("2018", "2018-01-01", "2018-12-31");
        check("201X", "2010-01-01", "2019-12-31");
        check("20XX", "2000-01-01", "2099-12-31");
        check("2018-XX", "2018-01-01", "2018-12-31");
        check("2018-XX-XX", "2018-01-01", "2018-12-31");
        check("2018-02-XX", "2018-02-01", "2018-02-28");
        check("2018-33", "2018-01-01", "2018-03-31");
        check("2018-34", "2018-04-01", "2018-06-30");
        check("2018-35", "2018-07-01", "2018-09-30");
        check("2018-36", "2018-10-01", "2018-12-31");
        check("2018-40", "2018-01-01", "2018-06-30");
        check("2018-41", "2018-07-01", "2018-12-31");
        check("[2018-01..2018-03]", "2018-01-01", "2018-03-31");
        check("[2021-08..]", "2021-08-01", "");
        check("[..2017]", "", "2017-12-31");
        check("2018-02~", "2018-01-01", "2018-03-31");
        check("2015~", "2014-01-01", "2016-12-31");
        check("2018-02-09~", "2018-02-08", "2018-02-10");
        check("2018-36~", "2018-07-01", "2019-03-31");
        check("201X~", "2000-01-01", "2029-12-31");
        check("2018-02?", "2018-02-01", "2018-02-28");
        check("2018-02%", "2018-01-01", "2018-03-31");
        assert!(When::parse("2018-02?").unwrap().unsure && When::parse("2018-02%").unwrap().unsure);
        assert!(!When::parse("2018-02~").unwrap().unsure);
        assert_eq!(Bound::parse(".."), Ok(Bound::Open));
    }

    #[test]
    fn refused_forms_and_what_they_suggest() {
        let table = [
            ("2018-21", Some("2018")),
            ("2018-13", Some("2018")),
            ("2018-2-9", Some("2018-02-09")),
            ("9.2.2018", Some("2018-02-09")),
            ("2018/02/09", Some("2018-02-09")),
            ("2018-01/2018-03", Some("[2018-01..2018-03]")),
            ("2018-01..2018-03", Some("[2018-01..2018-03]")),
            ("2018-02-30", Some("2018")),
            ("201x", Some("201X")),
            ("[2018-03..2018-01]", Some("2018")),
            ("[2018,2019]", Some("2018")),
            ("[2018~..2019]", Some("2018")),
            ("[2018-33..2019]", Some("2018")),
            ("2018-02-09T10:00", Some("2018-02-09")),
            ("[..]", None),
            ("", None),
            ("soon", None),
            ("..", None),
            ("二〇一八", None),
        ];
        for (text, suggestion) in table {
            let error = When::parse(text).expect_err(text);
            assert_eq!(error.suggestion.as_deref(), suggestion, "{text}");
        }
    }

    fn date() -> impl Strategy<Value = String> {
        (1000..=9999i32, 1..=12u32, 1..=31u32, 0..11u8).prop_map(|(year, month, day, form)| {
            let day = day.min(days_in_month(year, month));
            match form {
                0 => format!("{year}-{month:02}-{day:02}"),
                1 => format!("{year}-{month:02}"),
                2 => format!("{year}"),
                3 => format!("{}X", year / 10),
                4 => format!("{}XX", year / 100),
                5 => format!("{year}-XX"),
                6 => format!("{year}-{}", 33 + month % 4),
                7 => format!("{year}-{}", 40 + month % 2),
                8 => format!("[{year}-{month:02}..]"),
                9 => format!("[..{year}-{month:02}-{day:02}]"),
                _ => format!("[{year}..{year}-{month:02}]"),
            }
        })
    }

    proptest! {
        #[test]
        fn bounds_are_ordered_and_the_written_form_round_trips(text in date(), mark in 0..4usize) {
            let mark = if text.starts_with('[') { "" } else { ["", "~", "?", "%"][mark] };
            let text = format!("{text}{mark}");
            if let Ok(when) = When::parse(&text) {
                prop_assert!(when.lo <= when.hi);
                prop_assert_eq!(when.as_str(), &text);
                prop_assert_eq!(When::parse(when.as_str()).unwrap(), when);
            } else {
                // The only refusal among these: a range whose first end lies after its second.
                prop_assert!(text.starts_with('['));
            }
        }

        #[test]
        fn any_text_is_read_or_refused_without_panic(text in "\\PC{0,24}") {
            let _ = Bound::parse(&text);
        }
    }
}
