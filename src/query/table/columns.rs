//! The columns of the table, and the words of a cell.

use super::{Row, first_day};
use crate::data::{Catalog, PartyIx};
use crate::dates::Bound;
use crate::i18n::{Locale, date, fill, views};
use crate::query::details::{Piece, price, territory};
use crate::query::{names, sentence};

/// A column; also a key to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Type of the deal.
    Type,
    /// Its title.
    Title,
    /// Who gives.
    From,
    /// Who receives.
    To,
    /// Whose catalogues.
    Catalogue,
    /// Where.
    Territory,
    /// Exclusivity.
    Exclusivity,
    /// When it was made public.
    Announced,
    /// Start, else announcement.
    Start,
    /// End.
    End,
    /// What was paid.
    Price,
    /// How well it is known.
    Confidence,
    /// Status on the day.
    Status,
    /// Number of sources.
    Sources,
}

impl Column {
    /// Every column, in order.
    pub const ALL: [Column; 14] = [
        Column::Type,
        Column::Title,
        Column::From,
        Column::To,
        Column::Catalogue,
        Column::Territory,
        Column::Exclusivity,
        Column::Announced,
        Column::Start,
        Column::End,
        Column::Price,
        Column::Confidence,
        Column::Status,
        Column::Sources,
    ];

    /// Those that are shown before the reader chooses.
    pub const USUAL: [Column; 10] = [
        Column::Type,
        Column::From,
        Column::To,
        Column::Catalogue,
        Column::Exclusivity,
        Column::Start,
        Column::End,
        Column::Confidence,
        Column::Status,
        Column::Sources,
    ];

    /// The word in addresses, and the name of the column in a CSV file.
    pub fn word(self) -> &'static str {
        const WORDS: [&str; 14] = [
            "type",
            "title",
            "from",
            "to",
            "catalogue",
            "territory",
            "exclusivity",
            "announced",
            "start",
            "end",
            "price",
            "confidence",
            "status",
            "sources",
        ];
        WORDS[self as usize]
    }

    /// The column of a word.
    pub fn from_word(word: &str) -> Option<Column> {
        Column::ALL.into_iter().find(|column| column.word() == word)
    }

    /// Its heading.
    pub fn heading(self, locale: Locale) -> &'static str {
        let words = locale.words();
        match self {
            Column::Type => words.details_type,
            Column::Title => views::TABLE_TITLE.get(locale),
            Column::From => words.details_from,
            Column::To => words.details_to,
            Column::Catalogue => words.details_catalogue,
            Column::Territory => words.details_territory,
            Column::Exclusivity => words.details_exclusivity,
            Column::Announced => words.details_announced,
            Column::Start => words.details_start,
            Column::End => words.details_end,
            Column::Price => words.details_price,
            Column::Confidence => words.details_confidence,
            Column::Status => words.details_status,
            Column::Sources => words.table_sources,
        }
    }
}

/// The words of a cell; empty where nothing is known.
pub fn cell(catalog: &Catalog, row: &Row, column: Column, locale: Locale) -> String {
    let words = locale.words();
    let deal = catalog.deal(row.deal);
    match column {
        Column::Type => sentence::capital(sentence::kind(words, deal)),
        Column::Title => sentence::deal_title(catalog, row.deal, locale),
        Column::From | Column::To => {
            let (sides, concerned) = sides(catalog, row);
            let said = sentence::party_list(catalog, &sides[usize::from(column == Column::To)], locale);
            if concerned && column == Column::From {
                fill(views::TABLE_CONCERNS.get(locale), &[("parties", &said)])
            } else {
                said
            }
        }
        Column::Catalogue => sentence::party_list(catalog, &row.catalogue, locale),
        Column::Territory => places(catalog, row, locale),
        Column::Exclusivity => {
            let levels: Vec<&str> = row.levels.iter().map(|&level| words.level(level)).collect();
            levels.join(words.list_comma)
        }
        Column::Announced => row.announced.as_ref().map_or_else(String::new, |when| date::when(locale, when)),
        // A deal without a start stands by its announcement, and says so: that is no start.
        Column::Start => match (row.start.as_ref().and_then(Bound::when), &row.announced) {
            (Some(start), _) => date::when(locale, start),
            (None, Some(when)) => {
                let template =
                    if deal.announced.is_some() { words.link_announced } else { words.link_signed };
                fill(template, &[("date", &date::when(locale, when))])
            }
            (None, None) => String::new(),
        },
        Column::End => match &row.end {
            Some(Bound::When(when)) => date::when(locale, when),
            Some(Bound::Open) => words.d_until_notice.to_string(),
            None => String::new(),
        },
        Column::Price => {
            let parts: Vec<String> = deal.price.iter().map(|part| price(catalog, part, locale)).collect();
            parts.join(words.list_comma)
        }
        Column::Confidence => words.confidence(row.confidence).to_string(),
        Column::Status => row.status.map_or("", |status| row.absence.word(status, words)).to_string(),
        Column::Sources => row.sources.to_string(),
    }
}

/// Who stands on the two sides of a row. An order goes from an authority to those addressed; what else
/// has no sides concerns parties: with `true`.
fn sides(catalog: &Catalog, row: &Row) -> ([Vec<PartyIx>; 2], bool) {
    let deal = catalog.deal(row.deal);
    let mut sides = [row.from.clone(), row.to.clone()];
    if sides.iter().all(Vec::is_empty) {
        sides = [deal.authority.into_iter().collect(), deal.addressees.clone()];
    }
    let concerned = sides.iter().all(Vec::is_empty) && !deal.involves.is_empty();
    if concerned {
        sides[0].clone_from(&deal.involves);
    }
    (sides, concerned)
}

/// Where its grants hold, each expression once: codes and names of groups.
fn places(catalog: &Catalog, row: &Row, locale: Locale) -> String {
    let mut out: Vec<String> = Vec::new();
    for grant in &catalog.deal(row.deal).grants {
        let Some(expr) = grant.territory.as_ref().filter(|expr| !expr.include.is_empty()) else { continue };
        let text: String = (territory(Some(expr), locale).iter())
            .map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Place(code) => place(catalog, code, locale),
                Piece::Party(_) | Piece::Deal(_) => String::new(),
            })
            .collect();
        if !out.contains(&text) {
            out.push(text);
        }
    }
    out.join("; ")
}

/// The name of a group of territories; the two codes that every reader knows by
/// name; other codes as they are, for the browser's own names are not at hand here.
fn place(catalog: &Catalog, code: &str, locale: Locale) -> String {
    let words = locale.words();
    match code {
        "CN" => words.mainland_china.to_string(),
        "Worldwide" => words.worldwide.to_string(),
        _ => {
            let group = catalog.territories.iter().find(|group| group.id.as_str() == code);
            let named = group.and_then(|group| {
                let fits = |name: &&crate::data::model::Name| {
                    name.lang.as_deref().is_some_and(|lang| locale.tag().starts_with(lang))
                };
                group.names.iter().find(fits).or(group.names.first())
            });
            named.map_or_else(|| code.to_string(), |name| name.text.clone())
        }
    }
}

/// What a row is sorted by; `None` where it lacks it.
pub(super) fn key(catalog: &Catalog, row: &Row, column: Column, locale: Locale) -> Option<(i64, String)> {
    let number = |number: i64| Some((number, String::new()));
    match column {
        Column::Type => number(row.kind as i64),
        Column::Exclusivity => row.levels.first().and_then(|&level| number(level as i64)),
        Column::Announced => row.announced.as_ref().and_then(|when| number(when.bare().lo.0.into())),
        Column::Start => first_day(row).and_then(|day| number(day.0.into())),
        Column::End => match &row.end {
            Some(Bound::When(when)) => number(when.bare().hi.0.into()),
            // Known to be open: after every date, before what is not known.
            Some(Bound::Open) => number(i64::MAX),
            None => None,
        },
        Column::Confidence => number(row.confidence as i64),
        Column::Status => row.status.and_then(|status| number(-(status as i64))),
        Column::Sources => number(row.sources as i64),
        Column::Price => {
            let amounts = catalog.deal(row.deal).price.iter();
            let most = amounts.filter_map(|part| part.amount.or(part.maximum).or(part.minimum));
            let most = most.map(|amount| amount as i64).max();
            let some = (!catalog.deal(row.deal).price.is_empty()).then_some(-1);
            most.or(some).and_then(number)
        }
        Column::From | Column::To | Column::Catalogue => {
            let ([from, to], _) = sides(catalog, row);
            let parties = match column {
                Column::From => from,
                Column::To => to,
                _ => row.catalogue.clone(),
            };
            let first = parties.first()?;
            Some((0, super::text::folded(&names::text(catalog, *first, locale))))
        }
        Column::Title | Column::Territory => {
            let text = super::text::folded(&cell(catalog, row, column, locale));
            (!text.is_empty()).then_some((0, text))
        }
    }
}
