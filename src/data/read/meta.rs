//! `meta` and the stories. Nothing here breaks the file: a field of `meta` that
//! cannot be read is left out.

use super::context::Kind;
use super::cursor::Obj;
use super::party::{address, party_ids};
use super::places::{place, territory};
use super::spot::Spot;
use super::terms::uses;
use crate::data::Severity;
use crate::data::codes;
use crate::data::ids::{DealId, StoryId};
use crate::data::model::{
    Correction, Defaults, Meta, Opening, Party, Policy, Step, StepFilter, Story, TerritoryExpr,
};
use crate::data::url::SafeUrl;
use crate::data::words::{Confidence, DealType, Level};

/// Reads `meta`.
pub(super) fn meta(o: &Obj<'_, '_>, parties: &[Party]) -> Meta {
    let meta = Meta {
        title: o.soft_text("title").unwrap_or_default(),
        language: o.soft_string("language").unwrap_or_else(|| "en".to_string()),
        description: o.soft_text("description"),
        publisher: o.soft_string("publisher"),
        homepage: address(o, "homepage"),
        licence: o.soft_string("licence"),
        version: o.soft_string("version"),
        authors: o.soft("authors").map(|s| s.strings()).unwrap_or_default(),
        contact: contact(o),
        checked: o.soft_day("checked"),
        method: o.soft("method").and_then(|s| s.long_text()),
        corrections: corrections(o),
        opening: o.soft("opening").and_then(|s| opening(&s, parties)),
        defaults: o.soft("defaults").and_then(|s| defaults(&s)).unwrap_or_default(),
        policy: o.soft("policy").and_then(|s| policy(&s)).unwrap_or_default(),
    };
    for (field, effect) in [("title", "the page has no headline"), ("language", "English is assumed")] {
        if !o.has(field) {
            let message = format!("“meta” has no “{field}”, so {effect}.");
            o.cx.push("missing-field", Severity::Error, &o.at, message, Some(format!("Add “{field}”.")));
        }
    }
    o.done();
    meta
}

/// Where corrections go.
fn contact(o: &Obj<'_, '_>) -> Option<String> {
    let spot = o.soft("contact")?;
    let text = spot.str()?;
    if SafeUrl::parse_contact(text).is_none() {
        let fix = "Write an https: address, or mailto: with one plain address.".to_string();
        spot.bad("bad-address", "“contact” is not a safe address".to_string(), Some(fix));
        return None;
    }
    Some(text.to_string())
}

fn corrections(o: &Obj<'_, '_>) -> Vec<Correction> {
    let mut list = Vec::new();
    if let Some(spot) = o.soft("corrections") {
        spot.list(&mut |s| {
            let Some(entry) = s.object("correction") else { return };
            let date = entry.need("date").and_then(|s| s.day());
            let text = entry.need_text("text");
            let mut records = Vec::new();
            if let Some(spot) = entry.soft("records") {
                spot.list(&mut |s| {
                    let Some(id) = s.str() else { return };
                    if s.obj.cx.kind_of(id).is_some() {
                        records.push(id.to_string());
                    } else {
                        s.dangling(Kind::Deal, id);
                    }
                });
            }
            if let (true, Some(date), Some(text)) = (entry.done(), date, text) {
                list.push(Correction { date, text, records });
            }
        });
    }
    list
}

fn opening(spot: &Spot<'_, '_>, parties: &[Party]) -> Option<Opening> {
    let o = spot.object("opening")?;
    let read = Opening {
        date: o.soft_day("date"),
        view: o.soft_word("view"),
        focus: party_ids(&o, "focus", parties),
        ask: o.soft("ask").and_then(|s| {
            let o = s.object("question")?;
            let id = |name| {
                let place = o.need(name)?.reference(Kind::Party)?;
                parties.get(place as usize).map(|party| party.id.clone())
            };
            let (party, catalogue) = (id("party"), id("catalogue"));
            let territory = o.need("territory").and_then(|s| code(&s));
            if !o.done() {
                return None;
            }
            Some((party?, catalogue?, territory?))
        }),
    };
    o.done();
    Some(read)
}

fn defaults(spot: &Spot<'_, '_>) -> Option<Defaults> {
    let o = spot.object("defaults")?;
    let silent = Defaults::default();
    // “unknown” as a default is the same as none.
    let known = |expr: &TerritoryExpr| !expr.include.is_empty();
    let read = Defaults {
        layer: o.soft("layer").map(|s| s.words()).filter(|l| !l.is_empty()).unwrap_or(silent.layer),
        uses: o.soft("uses").map(|s| uses(&s)).filter(|u| !u.is_empty()).unwrap_or(silent.uses),
        territory: o.soft("territory").and_then(|s| territory(&s)).filter(known),
    };
    o.done();
    Some(read)
}

fn policy(spot: &Spot<'_, '_>) -> Option<Policy> {
    let o = spot.object("policy")?;
    let mut read = Policy::default();
    let words = |name| {
        let spot = o.soft(name)?;
        let mut words: Vec<Confidence> = Vec::new();
        spot.list(&mut |s| words.extend(s.word::<Confidence>()));
        Some(words)
    };
    let (certain, possible) = (words("certain"), words("possible"));
    read.certain = certain.unwrap_or(read.certain);
    read.possible = possible.unwrap_or(read.possible);
    if let Some(window) = o.soft("announce_window").and_then(|s| s.duration()) {
        read.announce_window = window;
    }
    if let Some(spot) = o.soft("presume") {
        presume(&spot, &mut read);
    }
    o.done();
    Some(read)
}

/// Three named presumptions (rights.md 2.4).
fn presume(spot: &Spot<'_, '_>, policy: &mut Policy) {
    let Some(o) = spot.object("presumption") else { return };
    policy.continuance = o.soft("continuance").and_then(|s| s.duration());
    let choice = |name, word| o.soft(name).and_then(|s| s.word_place(&["no", word])) == Some(1);
    policy.commencement_announced = choice("commencement", "announced");
    policy.sublicensing_if_confirmed = choice("sublicensing", "if-confirmed");
    o.done();
}

/// A code of one territory.
fn code(spot: &Spot<'_, '_>) -> Option<String> {
    let text = spot.str()?;
    if codes::territory(text).is_none() {
        let fix = "Write an ISO 3166-1 code such as CN.".to_string();
        spot.bad("bad-territory", format!("“{text}” is not the code of a territory"), Some(fix));
        return None;
    }
    Some(text.to_string())
}

/// Reads one story; nothing if it cannot be used.
pub(super) fn story(o: &Obj<'_, '_>, parties: &[Party]) -> Option<Story> {
    let id = o.need_str("id");
    let title = o.need_text("title");
    let mut steps = Vec::new();
    if let Some(spot) = o.need("steps") {
        spot.some(&mut |s| {
            if let Some(entry) = s.object("step") {
                steps.extend(step(&entry, parties));
            }
        });
    }
    if !o.done() {
        return None;
    }
    Some(Story { id: StoryId::new(id?), title: title?, steps })
}

fn step(o: &Obj<'_, '_>, parties: &[Party]) -> Option<Step> {
    let focus = o.has("focus").then(|| party_ids(o, "focus", parties));
    let mut deals = Vec::new();
    if let Some(spot) = o.soft("deals") {
        spot.list(&mut |s| {
            if s.reference(Kind::Deal).is_some() {
                deals.extend(s.str().map(DealId::new));
            }
        });
    }
    let read = Step {
        title: o.soft_text("title"),
        text: o.need_text("text").unwrap_or_default(),
        date: o.spot("date").and_then(|s| s.day()),
        view: o.word("view"),
        focus,
        deals,
        filter: o.spot("filter").and_then(|s| filter(&s)),
    };
    o.done().then_some(read)
}

fn filter(spot: &Spot<'_, '_>) -> Option<StepFilter> {
    let o = spot.object("filter")?;
    let mut read = StepFilter::default();
    if let Some(spot) = o.spot("type") {
        spot.list(&mut |s| read.types.extend(s.word::<DealType>()));
    }
    if let Some(spot) = o.spot("exclusivity") {
        spot.list(&mut |s| read.exclusivity.extend(s.word::<Level>()));
    }
    if let Some(spot) = o.spot("confidence") {
        spot.list(&mut |s| read.confidence.extend(s.word::<Confidence>()));
    }
    if let Some(spot) = o.spot("territory") {
        spot.list(&mut |s| read.territory.extend(place(&s)));
    }
    if let Some(spot) = o.spot("country") {
        spot.list(&mut |s| read.country.extend(code(&s)));
    }
    read.q = o.spot("q").and_then(|s| s.string());
    o.done().then_some(read)
}
