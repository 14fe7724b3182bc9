//! Dates in words, each at its own precision: a year never shows a day.

use super::{Locale, Words, count, fill};
use crate::dates::{Bound, Day, Duration, Precision, When};
use crate::find::split_once;

/// A date as a noun: "10 March 2018", "about March 2015", "August 2021 or later".
pub fn when(locale: Locale, when: &When) -> String {
    phrase(locale, when, false)
}

/// A date as an adverb: "on 10 March 2018", "in 2018", "by August 2017".
pub fn at(locale: Locale, when: &When) -> String {
    phrase(locale, when, true)
}

/// A day: "10 March 2018"; nothing for the infinities.
pub fn day(locale: Locale, day: Day) -> String {
    let Some((year, month, of_month)) = day.ymd() else { return String::new() };
    match locale {
        Locale::En => format!("{of_month} {} {year}", MONTHS[month as usize - 1]),
        Locale::ZhHans => format!("{year}年{month}月{of_month}日"),
    }
}

/// The month of a day: "March 2018".
pub fn month(locale: Locale, day: Day) -> String {
    plain(locale, day, Precision::Month)
}

/// A start in words: "from 1 January 2015", "from August 2021 or later".
pub fn start(locale: Locale, bound: &Bound) -> String {
    let words = locale.words();
    let Some(when) = bound.when() else { return words.d_since_ever.to_string() };
    let date = match ends(when) {
        Ends::Until(last) => fill(words.d_or_earlier, &[("date", &one(locale, &last))]),
        Ends::Between(..) => fill(words.d_some_time, &[("date", &self::when(locale, when))]),
        Ends::One | Ends::From(_) => self::when(locale, when),
    };
    fill(words.d_from, &[("date", &date)])
}

/// An end in words: "until March 2018", "until August 2021 at the latest",
/// "until further notice".
pub fn end(locale: Locale, bound: &Bound) -> String {
    let words = locale.words();
    let Some(when) = bound.when() else { return words.d_until_notice.to_string() };
    let date = match ends(when) {
        Ends::Until(last) => return fill(words.d_until_latest, &[("date", &one(locale, &last))]),
        Ends::Between(..) => fill(words.d_some_time, &[("date", &self::when(locale, when))]),
        Ends::One | Ends::From(_) => self::when(locale, when),
    };
    fill(words.d_until, &[("date", &date)])
}

/// A start and an end together, as far as they are known; nothing if neither is.
pub fn period(locale: Locale, from: Option<&Bound>, to: Option<&Bound>) -> Option<String> {
    let parts = [from.map(|bound| start(locale, bound)), to.map(|bound| end(locale, bound))];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(locale.words().clause))
}

/// A length of time: "1 year and 6 months".
pub fn duration(locale: Locale, duration: Duration) -> String {
    let words = locale.words();
    let parts = [(duration.years, words.years), (duration.months, words.months), (duration.days, words.days)];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| count(locale, unit, *n as usize)).collect();
    match (locale, parts.as_slice()) {
        (_, []) => count(locale, words.days, 0),
        (Locale::En, _) => parts.join(words.list_and),
        (Locale::ZhHans, _) => parts.concat(),
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The two ends of a date as it is written.
enum Ends {
    One,
    From(When),
    Until(When),
    Between(When, When),
}

fn ends(when: &When) -> Ends {
    let written = when.as_str();
    let Some((first, last)) = split_once(written.trim_start_matches('[').trim_end_matches(']'), "..") else {
        return Ends::One;
    };
    match (When::parse(first).ok(), When::parse(last).ok()) {
        (Some(first), Some(last)) => Ends::Between(first, last),
        (Some(first), None) => Ends::From(first),
        (None, Some(last)) => Ends::Until(last),
        (None, None) => Ends::One,
    }
}

fn phrase(locale: Locale, when: &When, adverb: bool) -> String {
    let words: &Words = locale.words();
    match ends(when) {
        Ends::Between(first, last) => between(locale, &first, &last),
        Ends::From(first) => {
            let date = fill(words.d_or_later, &[("date", &one(locale, &first))]);
            if adverb { preposition(words, &first, &date) } else { date }
        }
        Ends::Until(last) => or_before(locale, &last),
        Ends::One => {
            let mut text = one(locale, when);
            if when.approximate {
                text = fill(words.d_about, &[("date", &text)]);
            } else if adverb && when.precision != Precision::Century {
                text = preposition(words, when, &text);
            }
            if when.unsure {
                text = fill(words.d_unsure, &[("date", &text)]);
            }
            text
        }
    }
}

fn preposition(words: &Words, when: &When, date: &str) -> String {
    fill(if when.precision == Precision::Day { words.d_on } else { words.d_in }, &[("date", date)])
}

/// "on or before 3 March 2018", "by August 2017".
fn or_before(locale: Locale, last: &When) -> String {
    let words = locale.words();
    let template = if last.precision == Precision::Day { words.d_on_or_before } else { words.d_by };
    fill(template, &[("date", &one(locale, last))])
}

/// The date without its qualifiers.
fn one(locale: Locale, when: &When) -> String {
    plain(locale, when.bare().lo, when.precision)
}

fn plain(locale: Locale, first: Day, precision: Precision) -> String {
    let Some((year, month, _)) = first.ymd() else { return String::new() };
    let nth = |months: u32| ((month - 1) / months) as usize;
    match (locale, precision) {
        (_, Precision::Day | Precision::Range) => day(locale, first),
        (Locale::En, Precision::Month) => format!("{} {year}", MONTHS[month as usize - 1]),
        (Locale::ZhHans, Precision::Month) => format!("{year}年{month}月"),
        (Locale::En, Precision::Quarter) => {
            format!("the {} quarter of {year}", ["first", "second", "third", "fourth"][nth(3)])
        }
        (Locale::ZhHans, Precision::Quarter) => {
            format!("{year}年第{}季度", ["一", "二", "三", "四"][nth(3)])
        }
        (Locale::En, Precision::Half) => format!("the {} half of {year}", ["first", "second"][nth(6)]),
        (Locale::ZhHans, Precision::Half) => format!("{year}年{}半年", ["上", "下"][nth(6)]),
        (Locale::En, Precision::Year) => year.to_string(),
        (Locale::ZhHans, Precision::Year) => format!("{year}年"),
        (Locale::En, Precision::Decade) => format!("the {year}s"),
        (Locale::ZhHans, Precision::Decade) => format!("{year}年代"),
        (_, Precision::Century) => fill(
            locale.words().d_between,
            &[
                ("from", &plain(locale, first, Precision::Year)),
                ("to", &plain(locale, Day::from_ymd(year + 99, 1, 1).unwrap_or(first), Precision::Year)),
            ],
        ),
    }
}

/// "between March and May 2018", "2018年3月至5月之间": what both ends share is said once.
fn between(locale: Locale, first: &When, last: &When) -> String {
    let mut from = one(locale, first);
    let mut to = one(locale, last);
    if let (Some(a), Some(b)) = (first.lo.ymd(), last.lo.ymd())
        && first.precision == last.precision
        && first.precision != Precision::Year
        && a.0 == b.0
    {
        let same_month = first.precision == Precision::Day && a.1 == b.1;
        match locale {
            // English drops the end of the first, Chinese the beginning of the second.
            Locale::En => {
                let shared = if same_month { 2 } else { 1 };
                from = from.rsplitn(shared + 1, ' ').last().unwrap_or_default().to_string();
            }
            Locale::ZhHans => {
                let mark = if same_month { '月' } else { '年' };
                to = to.split_once(mark).map_or(to.clone(), |(_, rest)| rest.to_string());
            }
        }
    }
    fill(locale.words().d_between, &[("from", &from), ("to", &to)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, english: &str, chinese: &str) {
        let date = When::parse(written).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(when(Locale::En, &date), english, "{written}");
        assert_eq!(when(Locale::ZhHans, &date), chinese, "{written}");
    }

    #[test]
    fn every_written_form() {
        check("2018-03-10", "10 March 2018", "2018年3月10日");
        check("2018-03", "March 2018", "2018年3月");
        check("2018", "2018", "2018年");
        check("201X", "the 2010s", "2010年代");
        check("20XX", "between 2000 and 2099", "2000年至2099年之间");
        check("2018-XX", "2018", "2018年");
        check("2018-XX-XX", "2018", "2018年");
        check("2018-02-XX", "February 2018", "2018年2月");
        check("2018-33", "the first quarter of 2018", "2018年第一季度");
        check("2018-36", "the fourth quarter of 2018", "2018年第四季度");
        check("2018-40", "the first half of 2018", "2018年上半年");
        check("2018-41", "the second half of 2018", "2018年下半年");
        check("[2018-03..2018-05]", "between March and May 2018", "2018年3月至5月之间");
        check("[2014-10..2015-02]", "between October 2014 and February 2015", "2014年10月至2015年2月之间");
        check("[2018-03-03..2018-03-05]", "between 3 and 5 March 2018", "2018年3月3日至5日之间");
        check("[2018-03-03..2018-05-05]", "between 3 March and 5 May 2018", "2018年3月3日至5月5日之间");
        check("[2015..2017]", "between 2015 and 2017", "2015年至2017年之间");
        check("[2015..2017-03]", "between 2015 and March 2017", "2015年至2017年3月之间");
        check("[2021-08..]", "August 2021 or later", "2021年8月或之后");
        check("[..2017]", "by 2017", "不晚于2017年");
        check("[..2017-08]", "by August 2017", "不晚于2017年8月");
        check("[..2017-09-12]", "on or before 12 September 2017", "2017年9月12日或之前");
        check("2015-03~", "about March 2015", "约2015年3月");
        check("2015~", "about 2015", "约2015年");
        check("2018-02-09~", "about 9 February 2018", "约2018年2月9日");
        check("2018-34~", "about the second quarter of 2018", "约2018年第二季度");
        check("201X~", "about the 2010s", "约2010年代");
        check("2018-02?", "February 2018 (unsure)", "2018年2月（存疑）");
        check("2018%", "about 2018 (unsure)", "约2018年（存疑）");
    }

    #[test]
    fn adverbs_starts_and_ends() {
        let adverb = |written: &str| {
            let date = When::parse(written).unwrap();
            (at(Locale::En, &date), at(Locale::ZhHans, &date))
        };
        assert_eq!(adverb("2018-03-10"), ("on 10 March 2018".into(), "2018年3月10日".into()));
        assert_eq!(adverb("2018-03").0, "in March 2018");
        assert_eq!(adverb("2018~").0, "about 2018");
        assert_eq!(adverb("[2021-08..]").0, "in August 2021 or later");
        assert_eq!(adverb("[..2017-08]").0, "by August 2017");
        assert_eq!(adverb("20XX").0, "between 2000 and 2099");
        let bound = |written: &str| Bound::parse(written).unwrap();
        let starts =
            |written: &str| (start(Locale::En, &bound(written)), start(Locale::ZhHans, &bound(written)));
        assert_eq!(starts("2015-01-01"), ("from 1 January 2015".into(), "自2015年1月1日起".into()));
        assert_eq!(starts("[2021-08..]").0, "from August 2021 or later");
        assert_eq!(starts("..").0, "with no known beginning");
        let stops = |written: &str| (end(Locale::En, &bound(written)), end(Locale::ZhHans, &bound(written)));
        assert_eq!(stops("2018"), ("until 2018".into(), "至2018年".into()));
        assert_eq!(
            stops("[..2021-08]"),
            ("until August 2021 at the latest".into(), "最迟至2021年8月".into())
        );
        assert_eq!(stops("[2021-08..]").0, "until August 2021 or later");
        assert_eq!(stops(".."), ("until further notice".into(), "无限期".into()));
        assert_eq!(
            period(Locale::En, Some(&bound("2015")), Some(&bound(".."))).unwrap(),
            "from 2015, until further notice"
        );
    }

    #[test]
    fn lengths() {
        let show = |text: &str| {
            let length = Duration::parse(text).unwrap();
            (duration(Locale::En, length), duration(Locale::ZhHans, length))
        };
        assert_eq!(show("P3Y"), ("3 years".into(), "3年".into()));
        assert_eq!(show("P1Y6M"), ("1 year and 6 months".into(), "1年6个月".into()));
        assert_eq!(show("P30D"), ("30 days".into(), "30天".into()));
        assert_eq!(show("P0D"), ("0 days".into(), "0天".into()));
    }

    #[test]
    fn a_coarse_date_never_shows_a_day() {
        for written in
            ["2018", "2018-03", "2018-33", "2018-41", "201X", "20XX", "[2017..2018]", "2018-03~", "2018%"]
        {
            let date = When::parse(written).unwrap();
            assert!(!when(Locale::ZhHans, &date).contains('日'), "{written}");
            let english = when(Locale::En, &date);
            let first = english.split(' ').find_map(|word| word.parse::<u32>().ok());
            assert!(first.is_none_or(|number| number > 31), "{english}");
        }
    }
}
