//! Numbers, money and percentages in words.

use super::{Locale, Words, fill};

/// A whole number with separators: `1,234,567`.
pub fn whole(_locale: Locale, number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number as people say it: `1.5 million`, `150万`; small ones with
/// separators. Never rounded: where a large unit would need more than two
/// decimals, all digits are written.
pub fn amount(locale: Locale, number: f64) -> String {
    let words: &Words = locale.words();
    let scales: [(f64, &str); 2] = match locale {
        Locale::En => [(1e9, words.billion), (1e6, words.million)],
        Locale::ZhHans => [(1e8, words.hundred_million), (1e4, words.ten_thousand)],
    };
    for (scale, template) in scales {
        let units = number / scale;
        if units.abs() >= 1.0 && decimals(units, 2) {
            return fill(template, &[("n", &plain(locale, units))]);
        }
    }
    plain(locale, number)
}

/// Money with its ISO 4217 code: `RMB` stays what the file says, `CNY 150 million`.
pub fn money(locale: Locale, number: f64, currency: Option<&str>) -> String {
    let amount = amount(locale, number);
    match currency {
        None => amount,
        Some(code) => match (locale, currency_word(code)) {
            (Locale::ZhHans, Some(word)) => amount + word,
            _ => format!("{code}\u{a0}{amount}"),
        },
    }
}

/// A percentage: `61.64%`.
pub fn percent(locale: Locale, number: f64) -> String {
    plain(locale, number) + "%"
}

/// Digits with separators and at most two decimals.
fn plain(locale: Locale, number: f64) -> String {
    let cents = (number.abs() * 100.0).round() as u64;
    let mut out = String::new();
    if number < 0.0 && cents > 0 {
        out.push('\u{2212}');
    }
    out += &whole(locale, cents / 100);
    let rest = cents % 100;
    if rest > 0 {
        let two = format!(".{rest:02}");
        out += two.trim_end_matches('0');
    }
    out
}

fn decimals(number: f64, places: i32) -> bool {
    let steps = number * 10f64.powi(places);
    (steps - steps.round()).abs() < 1e-6
}

fn currency_word(code: &str) -> Option<&'static str> {
    Some(match code {
        "CNY" => "元人民币",
        "USD" => "美元",
        "EUR" => "欧元",
        "GBP" => "英镑",
        "HKD" => "港元",
        "JPY" => "日元",
        "KRW" => "韩元",
        "TWD" => "新台币",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        #[track_caller]
        fn check(number: f64, english: &str, chinese: &str) {
            assert_eq!(amount(Locale::En, number), english);
            assert_eq!(amount(Locale::ZhHans, number), chinese);
        }
        check(0.0, "0", "0");
        check(808.0, "808", "808");
        check(1_500_000.0, "1.5 million", "150万");
        check(150_000_000.0, "150 million", "1.5亿");
        check(350_000.0, "350,000", "35万");
        check(1_234_567.0, "1,234,567", "1,234,567");
        check(10_000_000_000.0, "10 billion", "100亿");
        check(12_345.0, "12,345", "12,345");
        check(0.5, "0.5", "0.5");
        check(-2_500_000.0, "−2.5 million", "−250万");
        check(18_000_000.0, "18 million", "1,800万");
    }

    #[test]
    fn money_and_percentages() {
        assert_eq!(money(Locale::En, 150e6, Some("CNY")), "CNY\u{a0}150 million");
        assert_eq!(money(Locale::ZhHans, 150e6, Some("CNY")), "1.5亿元人民币");
        assert_eq!(money(Locale::ZhHans, 30e6, Some("USD")), "3,000万美元");
        assert_eq!(money(Locale::ZhHans, 5.0, Some("XYZ")), "XYZ\u{a0}5");
        assert_eq!(money(Locale::En, 5.0, None), "5");
        assert_eq!(percent(Locale::En, 61.64), "61.64%");
        assert_eq!(percent(Locale::En, 99.0), "99%");
    }
}
