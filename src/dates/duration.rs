//! Lengths of time as ISO 8601 writes them: years, months and days.

use super::day::{Day, days_in_month};

/// A duration such as `P3Y` or `P1Y6M`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// Whole years.
    pub years: u32,
    /// Whole months.
    pub months: u32,
    /// Whole days.
    pub days: u32,
}

impl Duration {
    /// Reads `P` with years, months and days in this order, at least one of
    /// them. At most 9,999 of each.
    pub fn parse(text: &str) -> Option<Duration> {
        let mut rest = text.strip_prefix('P')?;
        let mut parts = [0u32; 3];
        let mut seen = false;
        for (slot, letter) in parts.iter_mut().zip(['Y', 'M', 'D']) {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if rest[digits..].starts_with(letter) {
                if digits == 0 || digits > 4 {
                    return None;
                }
                *slot = rest[..digits].parse().ok()?;
                rest = &rest[digits + 1..];
                seen = true;
            }
        }
        let [years, months, days] = parts;
        (seen && rest.is_empty()).then_some(Duration { years, months, days })
    }

    /// The day that lies this long after `day`: years and months first (cut to
    /// the length of the month), then days. The infinities stay.
    pub fn after(self, day: Day) -> Day {
        self.shifted(day, 1)
    }

    /// The day that lies this long before `day`, by the same order of steps.
    pub fn before(self, day: Day) -> Day {
        self.shifted(day, -1)
    }

    fn shifted(self, day: Day, sign: i32) -> Day {
        let Some((year, month, of_month)) = day.ymd() else { return day };
        let months = year * 12 + month as i32 - 1 + sign * (self.years * 12 + self.months) as i32;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
        if year < 1000 {
            return Day::MIN;
        }
        if year > 9999 {
            return Day::MAX;
        }
        Day::from_ymd(year, month, of_month.min(days_in_month(year, month)))
            .map_or(day, |start| start.plus_days(sign * self.days as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_adds() {
        let table = [
            ("P3Y", "2015-03-01", "2018-03-01"),
            ("P1M", "2020-01-31", "2020-02-29"),
            ("P1Y6M", "2018-08-31", "2020-02-29"),
            ("P30D", "2021-07-24", "2021-08-23"),
        ];
        for (text, from, to) in table {
            let duration = Duration::parse(text).unwrap();
            assert_eq!(duration.after(Day::parse(from).unwrap()), Day::parse(to).unwrap(), "{text}");
        }
        assert_eq!(
            Duration::parse("P1Y").unwrap().before(Day::parse("2017-02-27").unwrap()),
            Day::parse("2016-02-27").unwrap()
        );
        for wrong in ["", "P", "3Y", "P3", "PT1H", "P1D1Y", "P-1Y", "P1.5Y", "P99999D"] {
            assert_eq!(Duration::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Duration::parse("P1Y").unwrap().after(Day::MAX), Day::MAX);
    }
}
