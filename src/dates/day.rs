//! One day as a number of the proleptic Gregorian calendar.

use std::fmt;

/// A day number: days since 1970-01-01, so that day 0 is that day.
///
/// Two values are reserved and left alone by arithmetic: [`Day::MIN`] (minus
/// infinity, "since ever") and [`Day::MAX`] (plus infinity).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// Minus infinity.
    pub const MIN: Day = Day(i32::MIN);
    /// Plus infinity.
    pub const MAX: Day = Day(i32::MAX);

    /// The day of a calendar date, or nothing if there is no such date.
    /// Years run from 1000 to 9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1000..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 {
            return None;
        }
        if day > days_in_month(year, month) {
            return None;
        }
        Some(Day(day_number(year, month, day)))
    }

    /// Year, month (1 to 12) and day of the month; nothing for the infinities.
    ///
    /// Algorithm: Howard Hinnant, "chrono-compatible low-level date
    /// algorithms", `civil_from_days`.
    pub fn ymd(self) -> Option<(i32, u32, u32)> {
        if !self.is_finite() {
            return None;
        }
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 } as u32;
        let year = (year_of_era + era * 400) as i32 + i32::from(month <= 2);
        Some((year, month, day))
    }

    /// Whether this is a real day and not one of the two infinities.
    pub fn is_finite(self) -> bool {
        self != Day::MIN && self != Day::MAX
    }

    /// The day `days` later (earlier if negative); the infinities stay.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        if self.is_finite() { Day(self.0.saturating_add(days)) } else { self }
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    pub fn parse(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            let part = text.get(range)?;
            part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten()
        };
        Day::from_ymd(number(0..4)? as i32, number(5..7)?, number(8..10)?)
    }
}

impl fmt::Display for Day {
    /// `YYYY-MM-DD`; the infinities as `..`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ymd() {
            Some((year, month, day)) => write!(f, "{year:04}-{month:02}-{day:02}"),
            None => f.write_str(".."),
        }
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Day::MIN => f.write_str("-inf"),
            Day::MAX => f.write_str("+inf"),
            day => write!(f, "{day}"),
        }
    }
}

/// Days of a month in the Gregorian calendar.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Algorithm: Howard Hinnant, `days_from_civil`.
fn day_number(year: i32, month: u32, day: u32) -> i32 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let shifted_month = i64::from((month + 9) % 12);
    let day_of_year = (153 * shifted_month + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_round_trips() {
        let mut day = Day::from_ymd(1800, 1, 1).unwrap();
        let last = Day::from_ymd(2200, 12, 31).unwrap();
        let mut previous = None;
        while day <= last {
            let (year, month, of_month) = day.ymd().unwrap();
            assert_eq!(Day::from_ymd(year, month, of_month), Some(day));
            assert_eq!(Day::parse(&day.to_string()), Some(day));
            assert!(previous < Some((year, month, of_month)));
            previous = Some((year, month, of_month));
            day = day.plus_days(1);
        }
    }

    #[test]
    fn known_numbers_and_refusals() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(Day::from_ymd(2000, 2, 29), Some(Day(11_016)));
        for wrong in
            ["2018-02-29", "2018-13-01", "2018-00-01", "2018-1-1", "0999-01-01", "2018-01-01x", "+018-01-01"]
        {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Day::MAX.plus_days(-5), Day::MAX);
        assert_eq!(Day::MIN.plus_days(5), Day::MIN);
    }
}
