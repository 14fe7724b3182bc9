//! A question from texts: ids, a territory's code, a date (rights.md 1.2).

use crate::data::suggest::nearest;
use crate::data::words::Layer;
use crate::data::{Catalog, codes};
use crate::dates::When;
use crate::i18n::answers::AnswerWords;
use crate::i18n::{Locale, fill};
use crate::rights::engine::{TerritoryIx, Use};
use crate::rights::{Engine, Question};

/// A question as somebody wrote it. Former ids are accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked<'t> {
    /// Id of who would offer.
    pub party: &'t str,
    /// Id of whose catalogue.
    pub catalogue: &'t str,
    /// One code of ISO 3166-1.
    pub territory: &'t str,
    /// One day, in EDTF.
    pub date: &'t str,
    /// A DDEX `UseType`; `OnDemandStream` if absent.
    pub usage: Option<&'t str>,
    /// `recording` if absent.
    pub layer: Option<&'t str>,
}

/// Which part of a question cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Who.
    Party,
    /// Whose.
    Catalogue,
    /// Where: no code.
    Territory,
    /// Where: a group of codes.
    Group,
    /// When: no date.
    Date,
    /// When: more than one day.
    Day,
    /// How.
    Use,
    /// Which right.
    Layer,
}

/// A part that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Which.
    pub part: Part,
    /// What was written.
    pub text: String,
    /// What may have been meant.
    pub near: Option<String>,
}

/// Reads a question. Every part that cannot be read is told, each with what may
/// have been meant.
pub fn question(catalog: &Catalog, engine: &Engine, asked: &Asked) -> Result<Question, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut tell = |part: Part, text: &str, near: Option<String>| {
        mistakes.push(Mistake { part, text: text.to_string(), near });
    };
    let mut party = |id: &str, part: Part| {
        let found = catalog.party_ix(id);
        if found.is_none() {
            let former = catalog.parties.iter().flat_map(|party| party.former_ids.iter().map(String::as_str));
            let mut ids = catalog.parties.iter().map(|party| party.id.as_str()).chain(former);
            tell(part, id, nearest(id, &mut ids).map(str::to_string));
        }
        found
    };
    let who = party(asked.party, Part::Party);
    let whose = party(asked.catalogue, Part::Catalogue);
    let place = TerritoryIx::of_code(asked.territory);
    if place.is_none() {
        let group = catalog.territories.iter().find(|group| group.id.as_str() == asked.territory);
        let member = group.and_then(|group| group.members.first().cloned());
        let part = if group.is_some() { Part::Group } else { Part::Territory };
        tell(part, asked.territory, member.or_else(|| code_near(asked.territory)));
    }
    let when = When::parse(asked.date).ok();
    let day = when.as_ref().filter(|when| when.lo == when.hi).map(|when| when.lo);
    match &when {
        None => tell(Part::Date, asked.date, None),
        Some(when) if day.is_none() => {
            let within = if when.lo.is_finite() { when.lo } else { when.hi };
            tell(Part::Day, asked.date, Some(within.to_string()));
        }
        Some(_) => {}
    }
    let is_use = |name: &&str| {
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.bytes().all(|b| b.is_ascii_alphabetic())
    };
    if let Some(name) = asked.usage.filter(|name| !is_use(name)) {
        let mut known = engine.uses();
        tell(Part::Use, name, nearest(name, &mut known).map(str::to_string));
    }
    let layer = asked.layer.map_or(Some(Layer::Recording), Layer::from_word);
    if layer.is_none() {
        let text = asked.layer.unwrap_or_default();
        let mut words = Layer::ALL.iter().map(|layer| layer.word());
        tell(Part::Layer, text, nearest(text, &mut words).map(str::to_string));
    }
    match (who, whose, place, day, layer) {
        (Some(party), Some(catalogue), Some(territory), Some(date), Some(layer)) if mistakes.is_empty() => {
            let usage = asked.usage.map_or(Use::ON_DEMAND_STREAM, |name| engine.usage(name));
            Ok(Question { party, catalogue, territory, date, usage, layer })
        }
        _ => Err(mistakes),
    }
}

/// A mistake in a reader's language, with its hint.
pub fn mistake(mistake: &Mistake, locale: Locale) -> String {
    let texts = AnswerWords::of(locale);
    let near = mistake.near.as_deref();
    let blanks = [("text", mistake.text.as_str()), ("day", near.unwrap_or_default())];
    let mut said = fill(texts.mistakes[mistake.part as usize], &blanks);
    if let Some(near) = near.filter(|_| mistake.part != Part::Day) {
        said.push_str(match locale {
            Locale::En => " ",
            Locale::ZhHans => "",
        });
        said.push_str(&fill(texts.near, &[("near", near)]));
    }
    said
}

/// The same code in capitals, or what took its place.
fn code_near(text: &str) -> Option<String> {
    let capitals = text.to_ascii_uppercase();
    if codes::territory(&capitals).is_some() {
        return Some(capitals);
    }
    codes::successors(&capitals).map(str::to_string)
}
