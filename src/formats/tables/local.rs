//! Dates as people and spreadsheets write them, where only one day, month or year
//! can be meant (formats.md, section 1).

use crate::dates::{Day, When};

/// The EDTF form of a date in a local notation; nothing where two are possible
/// (`02/03/2018`, `Jul-16`) or none.
pub fn date(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.is_ascii() && !text.contains('年') {
        return None;
    }
    let mut numbers: Vec<&str> = Vec::new();
    let mut month_name = None;
    for part in text.split(|c: char| !c.is_alphanumeric() || matches!(c, '年' | '月' | '日' | '号')) {
        if part.is_empty() {
            continue;
        }
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if part.bytes().all(|b| b.is_ascii_digit()) {
            numbers.push(part);
        } else if let Some(month) = month_of(part) {
            if month_name.replace(month).is_some() {
                return None;
            }
        } else if let Some(quarter) = quarter_of(part) {
            return match numbers[..] {
                _ if month_name.is_some() => None,
                [] => quarter_before_year(text, quarter),
                [year] if year.len() == 4 => checked(&format!("{year}-{quarter}")),
                _ => None,
            };
        } else if matches!(&part[digits.len()..], "st" | "nd" | "rd" | "th") && !digits.is_empty() {
            numbers.push(digits);
        } else {
            return None;
        }
    }
    let is_year = |part: &&str| part.len() == 4;
    let number = |part: &str| part.parse::<u32>().ok();
    match (&numbers[..], month_name) {
        ([year], Some(month)) if is_year(year) => checked(&format!("{year}-{month:02}")),
        ([day, year] | [year, day], Some(month)) if is_year(year) && day.len() <= 2 => {
            full(year, month, number(day)?)
        }
        ([year, month] | [month, year], None) if is_year(year) && month.len() <= 2 => {
            checked(&format!("{year}-{:02}", number(month)?))
                .filter(|_| number(month).is_some_and(|m| m <= 12))
        }
        ([year, month, day], None) if is_year(year) && month.len() <= 2 && day.len() <= 2 => {
            full(year, number(month)?, number(day)?)
        }
        ([a, b, year], None) if is_year(year) && a.len() <= 2 && b.len() <= 2 => {
            let (a, b) = (number(a)?, number(b)?);
            match (a > 12, b > 12) {
                (true, false) => full(year, b, a),
                (false, true) => full(year, a, b),
                _ if a == b => full(year, a, b),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Why a date cannot be taken, where the reason is a usual one.
pub fn trouble(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).collect();
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match parts[..] {
        [a, b, year] if digits(&a) && digits(&b) && digits(&year) && year.len() == 4 => Some(
            "Day and month could be meant either way round. Write it as year-month-day, such as 2018-02-09.",
        ),
        [year, month, day] if digits(&year) && digits(&month) && digits(&day) && year.len() == 4 => {
            Some("The calendar has no such day. Write it as year-month-day, such as 2018-02-09.")
        }
        [a, b, year] if digits(&a) && digits(&b) && digits(&year) && year.len() == 2 => {
            Some("The year has two digits. Write it as year-month-day, such as 2018-02-09.")
        }
        [name, short] if month_of(name).is_some() && digits(&short) && short.len() == 2 => Some(
            "The spreadsheet changed it: the number is a day or a year. Format the column as text and write 2016-07.",
        ),
        [number] if digits(&number) && number.len() == 5 => Some(
            "It looks like a spreadsheet's own number of a day. Format the column as text and write the date.",
        ),
        _ => None,
    }
}

fn full(year: &str, month: u32, day: u32) -> Option<String> {
    let day = Day::from_ymd(year.parse().ok()?, month, day)?;
    checked(&day.to_string())
}

fn checked(text: &str) -> Option<String> {
    When::parse(text).is_ok().then(|| text.to_string())
}

/// The code of a quarter written `Q1` to `Q4`.
fn quarter_of(part: &str) -> Option<u8> {
    match part.as_bytes() {
        [b'Q' | b'q', quarter @ b'1'..=b'4'] => Some(33 + quarter - b'1'),
        _ => None,
    }
}

fn quarter_before_year(text: &str, quarter: u8) -> Option<String> {
    let year = text.get(2..)?.trim_start_matches([' ', '/', '-', '.']);
    if year.len() == 4 { checked(&format!("{year}-{quarter}")) } else { None }
}

/// A month by its English name, whole or three letters of it.
fn month_of(part: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = part.to_ascii_lowercase();
    let place =
        MONTHS.iter().position(|name| *name == lower || lower.len() == 3 && name.starts_with(&lower))?;
    Some(place as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_reading_or_none() {
        for (text, read) in [
            ("13/02/2018", "2018-02-13"),
            ("02/13/2018", "2018-02-13"),
            ("5.5.2018", "2018-05-05"),
            ("2018/02/09", "2018-02-09"),
            ("2018.2.9", "2018-02-09"),
            ("2018-2-9", "2018-02-09"),
            ("9 February 2018", "2018-02-09"),
            ("Feb 9, 2018", "2018-02-09"),
            ("February 9th, 2018", "2018-02-09"),
            ("09-Feb-2018", "2018-02-09"),
            ("Feb 2018", "2018-02"),
            ("2/2018", "2018-02"),
            ("2018/2", "2018-02"),
            ("2018 Q1", "2018-33"),
            ("Q4 2018", "2018-36"),
            ("2018年2月9日", "2018-02-09"),
            ("2018年2月", "2018-02"),
        ] {
            assert_eq!(date(text).as_deref(), Some(read), "{text}");
        }
        for text in [
            "02/03/2018",
            "2.3.2018",
            "2/3/18",
            "Jul-16",
            "42552",
            "31/02/2018",
            "13/13/2018",
            "soon",
            "",
            "2018/13",
            "Q5 2018",
            "Q1",
            "2018-02-09T10:00",
            "1 2 3 2018",
            "May June 2018",
            "Feb 30 2018",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert!(trouble("02/03/2018").is_some() && trouble("Jul-16").is_some() && trouble("42552").is_some());
        assert!(
            trouble("2/3/18").is_some_and(|said| said.contains("two digits")) && trouble("soon").is_none()
        );
        for text in ["2016-13-45", "2018-02-30", "2018/2/30"] {
            assert_eq!(date(text), None, "{text}");
            assert!(trouble(text).is_some_and(|said| said.starts_with("The calendar")), "{text}");
        }
    }
}
