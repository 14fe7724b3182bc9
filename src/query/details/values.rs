//! Values of records in words: counts, shares, prices, territories, terms.

use super::{Piece, joined};
use crate::data::document::Document;
use crate::data::model::{Catalogue, Count, Price, Share, Term, TerritoryExpr};
use crate::data::words::{PriceKind, Unit};
use crate::data::{Catalog, PartyIx, PartyRef};
use crate::i18n::{Locale, Words, date, fill, number};
use crate::query::sentence;

/// Whose recordings a grant covers, and how many of them.
pub(super) fn catalogue(of: &Catalogue, passed_on: bool, locale: Locale) -> Vec<Piece> {
    let words = locale.words();
    let text = |text: &str| Piece::Text(text.to_string());
    let mut out = if !of.of.is_empty() {
        parties(&of.of, locale)
    } else if let Some(holdings) = of.holdings {
        vec![text(words.holdings_word(holdings))]
    } else if of.named.is_empty() {
        vec![text(if passed_on { words.details_part_unknown } else { words.details_own_catalogue })]
    } else {
        Vec::new()
    };
    let mut also = |before: &str, list: Vec<Piece>, after: &str| {
        if !list.is_empty() {
            if !out.is_empty() {
                out.push(text(words.clause));
            }
            out.extend([text(before)].into_iter().filter(|piece| *piece != Piece::Text(String::new())));
            out.extend(list);
            out.extend([text(after)].into_iter().filter(|piece| *piece != Piece::Text(String::new())));
        }
    };
    // A template such as "among them {list}" around links.
    let around = |template: &'static str| template.split_once("{list}").unwrap_or((template, ""));
    let (before, after) = around(words.details_named);
    also(before, parties(&of.named, locale), after);
    let (before, after) = around(words.details_except);
    let except = of.except.iter().map(|&party| Piece::Party(party));
    let except = except.chain(of.except_words.iter().map(|words| text(words)));
    also(before, joined(except, words.list_comma), after);
    if let Some(share) = &of.share {
        let template =
            if share.of_pool == Some(true) { words.details_share_pool } else { words.details_share };
        also("", vec![Piece::Text(fill(template, &[("percent", &percent(share, locale))]))], "");
    }
    if let Some(count) = &of.count {
        let mut words_of_it = self::count(count, locale);
        if count.total_after {
            words_of_it = fill(words.details_count_after, &[("count", &words_of_it)]);
        }
        also("", vec![Piece::Text(words_of_it)], "");
    }
    if let Some(complete) = of.complete {
        also("", vec![text(if complete { words.details_complete } else { words.details_part })], "");
    }
    out
}

/// A number of items: "1.5 million recordings", "at least 40 labels".
pub(super) fn count(count: &Count, locale: Locale) -> String {
    let words = locale.words();
    let of = |n: u64| {
        let template = words.unit(count.unit);
        let form = template.split_once('|').map_or(template, |(one, many)| if n == 1 { one } else { many });
        fill(form, &[("n", &number::amount(locale, n as f64))])
    };
    match (count.exact, count.minimum, count.maximum) {
        (Some(n), ..) => of(n),
        (_, Some(low), Some(high)) => {
            let low = number::amount(locale, low as f64);
            fill(words.count_between, &[("from", &low), ("count", &of(high))])
        }
        (_, Some(low), None) => fill(words.count_at_least, &[("count", &of(low))]),
        (_, None, Some(high)) => fill(words.count_at_most, &[("count", &of(high))]),
        _ => String::new(),
    }
}

/// A percentage, exact or between bounds.
pub(super) fn percent(share: &Share, locale: Locale) -> String {
    range(locale, share.exact, share.minimum, share.maximum, |n| number::percent(locale, n))
}

/// A part of a price: "total: CNY 150 million".
pub fn price(catalog: &Catalog, price: &Price, locale: Locale) -> String {
    let words = locale.words();
    let currency = price.currency.as_deref();
    let mut amount =
        range(locale, price.amount, price.minimum, price.maximum, |n| number::money(locale, n, currency));
    if let Some(percent) = price.percent {
        amount = number::percent(locale, percent);
    }
    if let (Some(per), false) = (&price.per, amount.is_empty()) {
        amount = fill(words.price_per, &[("amount", &amount), ("per", per)]);
    }
    let kind = words.price_kind(price.kind);
    let mut parts = vec![if amount.is_empty() {
        kind.to_string()
    } else {
        fill(words.price_of, &[("kind", kind), ("amount", &amount)])
    }];
    parts.extend(price.note.as_ref().map(|note| sentence::text(catalog, note, locale)));
    parts.join(words.clause)
}

fn range(
    locale: Locale,
    exact: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    say: impl Fn(f64) -> String,
) -> String {
    let words = locale.words();
    match (exact, low, high) {
        (Some(n), ..) => say(n),
        (_, Some(low), Some(high)) => fill(words.price_between, &[("from", &say(low)), ("to", &say(high))]),
        (_, Some(low), None) => fill(words.price_at_least, &[("amount", &say(low))]),
        (_, None, Some(high)) => fill(words.price_at_most, &[("amount", &say(high))]),
        _ => String::new(),
    }
}

/// A territory; "not known" where the file says nothing.
pub fn territory(expr: Option<&TerritoryExpr>, locale: Locale) -> Vec<Piece> {
    let words = locale.words();
    let places = |list: &[String]| joined(list.iter().cloned().map(Piece::Place), words.list_comma);
    let Some(expr) = expr.filter(|expr| !expr.include.is_empty()) else {
        return vec![Piece::Text(words.details_not_known.to_string())];
    };
    let mut out = places(&expr.include);
    if !expr.exclude.is_empty() {
        let (before, after) = words.details_except.split_once("{list}").unwrap_or((words.details_except, ""));
        out.push(Piece::Text([words.clause, before].concat()));
        out.extend(places(&expr.exclude));
        if !after.is_empty() {
            out.push(Piece::Text(after.to_string()));
        }
    }
    out
}

/// A length: as the source words it, else the bounds.
pub(super) fn term(catalog: &Catalog, term: &Term, locale: Locale) -> String {
    let words = locale.words();
    if let Some(text) = &term.text {
        return sentence::text(catalog, text, locale);
    }
    let say = |length| date::duration(locale, length);
    match (term.min, term.max) {
        (Some(low), Some(high)) if low == high => say(low),
        (Some(low), Some(high)) => fill(words.price_between, &[("from", &say(low)), ("to", &say(high))]),
        (Some(low), None) => fill(words.price_at_least, &[("amount", &say(low))]),
        (None, Some(high)) => fill(words.price_at_most, &[("amount", &say(high))]),
        (None, None) => String::new(),
    }
}

/// Ways in which recordings are used, in words; what has no word stays as it is.
pub(super) fn uses(uses: &[String], locale: Locale) -> String {
    let words = locale.words();
    let mut out: Vec<&str> = Vec::new();
    for use_type in uses {
        let word = use_word(words, use_type);
        if !out.contains(&word) {
            out.push(word);
        }
    }
    out.join(words.list_comma)
}

/// One way in which recordings are used, by its DDEX name.
pub fn use_word<'t>(words: &'static Words, name: &'t str) -> &'t str {
    match name {
        "OnDemandStream" => words.use_on_demand,
        "NonInteractiveStream" => words.use_radio,
        "Stream" => words.use_stream,
        "Download" | "PermanentDownload" | "ConditionalDownload" | "TetheredDownload" => words.use_download,
        "UserMakeAvailableLabelProvided" | "UserMakeAvailableUserProvided" => words.use_user_videos,
        other => other,
    }
}

/// One side of a deal or grant.
pub(super) fn side(side: &PartyRef, locale: Locale) -> Vec<Piece> {
    let words = locale.words();
    match side {
        PartyRef::One(party) => vec![Piece::Party(*party)],
        PartyRef::Each(list) | PartyRef::Joint(list) => parties(list, locale),
        PartyRef::OnBehalf(agent, list) => {
            // "{agent} for {list}" around links.
            let (_, rest) = words.on_behalf.split_once("{agent}").unwrap_or_default();
            let (before, after) = rest.split_once("{list}").unwrap_or((rest, ""));
            let mut out = vec![Piece::Party(*agent), Piece::Text(before.to_string())];
            out.extend(parties(list, locale));
            if !after.is_empty() {
                out.push(Piece::Text(after.to_string()));
            }
            out
        }
        PartyRef::Unspecified(word) => {
            let words = match *word {
                "undisclosed" => words.undisclosed,
                "several" => words.unspecified_several,
                _ => words.unspecified,
            };
            vec![Piece::Text(words.to_string())]
        }
    }
}

/// Parties with commas, and "and" before the last.
pub(super) fn parties(list: &[PartyIx], locale: Locale) -> Vec<Piece> {
    let words = locale.words();
    let mut out = joined(list.iter().map(|&party| Piece::Party(party)), words.list_comma);
    if let [.., comma, _] = out.as_mut_slice() {
        *comma = Piece::Text(words.list_and.to_string());
    }
    out
}

/// The value of a claim in words: text as it is, numbers and prices as elsewhere.
pub(super) fn claimed(catalog: &Catalog, value: &str, field: &str, locale: Locale) -> String {
    let words = locale.words();
    let name = field.rsplit('/').next().unwrap_or(field);
    let known = match name {
        "start" | "end" | "announced" | "signed" | "date" | "founded" | "dissolved" => {
            crate::dates::Bound::parse(value).ok().map(|bound| match bound.when() {
                Some(when) => date::when(locale, when),
                None => words.d_until_notice.to_string(),
            })
        }
        "exclusivity" | "level" => {
            crate::data::words::Level::from_word(value).map(|level| words.level(level).to_string())
        }
        "confidence" => {
            crate::data::words::Confidence::from_word(value).map(|word| words.confidence(word).to_string())
        }
        "count" | "price" => Document::read(value.to_string())
            .ok()
            .and_then(|read| from_json(catalog, &read.root().json(), locale)),
        _ => catalog.party_ix(value).map(|party| crate::query::names::text(catalog, party, locale)),
    };
    known.unwrap_or_else(|| value.to_string())
}

/// A count, a price or a list of prices, as JSON.
fn from_json(catalog: &Catalog, json: &serde_json::Value, locale: Locale) -> Option<String> {
    if let Some(list) = json.as_array() {
        let parts: Option<Vec<String>> = list.iter().map(|item| from_json(catalog, item, locale)).collect();
        return parts.map(|parts| parts.join(locale.words().list_comma));
    }
    let number = |key: &str| json.get(key).and_then(serde_json::Value::as_f64);
    let word = |key: &str| json.get(key).and_then(serde_json::Value::as_str);
    if let Some(kind) = word("kind").and_then(PriceKind::from_word) {
        let price = Price {
            kind,
            amount: number("amount"),
            minimum: number("minimum"),
            maximum: number("maximum"),
            currency: word("currency").map(str::to_string),
            percent: number("percent"),
            per: word("per").map(str::to_string),
            note: None,
        };
        return Some(self::price(catalog, &price, locale));
    }
    let whole = |key: &str| json.get(key).and_then(serde_json::Value::as_u64);
    let count = Count {
        exact: whole("exact"),
        minimum: whole("minimum"),
        maximum: whole("maximum"),
        unit: word("unit").and_then(Unit::from_word)?,
        total_after: false,
    };
    Some(self::count(&count, locale))
}
