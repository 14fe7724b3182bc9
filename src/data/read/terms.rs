//! The terms of a grant: who, whose recordings, where, when and how exclusively.

use super::context::Kind;
use super::cursor::{At, Obj};
use super::measure::{count, share};
use super::places::territory;
use super::spot::Spot;
use crate::data::document::Value;
use crate::data::ids::{GrantRef, is_id};
use crate::data::model::{Catalogue, Exclusivity, PartyRef, Term, TerritoryExpr};
use crate::data::words::{Layer, Level, Sublicensing};
use crate::dates::Bound;

/// Terms as one object states them; what is silent is `None`.
#[derive(Clone, Default)]
pub(super) struct Terms {
    pub from: Option<PartyRef>,
    pub to: Option<PartyRef>,
    pub catalogue: Option<Catalogue>,
    pub layer: Option<Vec<Layer>>,
    pub uses: Option<Vec<String>>,
    pub territory: Option<TerritoryExpr>,
    pub start: Option<Bound>,
    pub end: Option<Bound>,
    pub term: Option<Term>,
    pub exclusivity: Option<Exclusivity>,
    pub sublicensing: Option<Sublicensing>,
    pub upstream: Option<Vec<GrantRef>>,
    pub continues: Option<GrantRef>,
}

/// Reads the terms of a deal or of one grant.
pub(super) fn terms(o: &Obj<'_, '_>) -> Terms {
    Terms {
        from: o.spot("from").and_then(|s| party_ref(&s)),
        to: o.spot("to").and_then(|s| party_ref(&s)),
        catalogue: o.spot("catalogue").and_then(|s| catalogue(&s)),
        layer: o.spot("layer").map(|s| s.words()),
        uses: o.spot("uses").map(|s| uses(&s)),
        territory: o.spot("territory").and_then(|s| territory(&s)),
        start: o.bound("start"),
        end: o.bound("end"),
        term: o.spot("term").and_then(|s| term(&s)),
        exclusivity: o.spot("exclusivity").and_then(|s| exclusivity(&s)),
        sublicensing: o.word("sublicensing"),
        upstream: o.spot("upstream").map(|s| {
            let mut upstream = Vec::with_capacity(s.len().min(8));
            if s.is_too_long() {
                return upstream;
            }
            s.some(&mut |s| upstream.extend(grant_ref(&s)));
            upstream
        }),
        continues: o.spot("continues").and_then(|s| grant_ref(&s)),
    }
}

impl Terms {
    /// Takes what is silent from the deal. `end` and `term` go together: who
    /// states one of them inherits neither.
    pub fn inherit(self, deal: &Terms) -> Terms {
        let deal = deal.clone();
        let (end, term) = match (self.end, self.term) {
            (None, None) => (deal.end, deal.term),
            stated => stated,
        };
        Terms {
            from: self.from.or(deal.from),
            to: self.to.or(deal.to),
            catalogue: self.catalogue.or(deal.catalogue),
            layer: self.layer.or(deal.layer),
            uses: self.uses.or(deal.uses),
            territory: self.territory.or(deal.territory),
            start: self.start.or(deal.start),
            end,
            term,
            exclusivity: self.exclusivity.or(deal.exclusivity),
            sublicensing: self.sublicensing.or(deal.sublicensing),
            upstream: self.upstream.or(deal.upstream),
            continues: self.continues.or(deal.continues),
        }
    }

    /// Whether anything is stated but the two sides.
    pub fn any_but_sides(&self) -> bool {
        self.catalogue.is_some()
            || self.layer.is_some()
            || self.uses.is_some()
            || self.territory.is_some()
            || self.start.is_some()
            || self.end.is_some()
            || self.term.is_some()
            || self.exclusivity.is_some()
            || self.sublicensing.is_some()
            || self.upstream.is_some()
            || self.continues.is_some()
    }
}

/// One side of a grant (7.1).
fn party_ref(spot: &Spot<'_, '_>) -> Option<PartyRef> {
    if spot.value.as_str().is_some() {
        return spot.party().map(PartyRef::One);
    }
    if !spot.value.is_object() {
        spot.wrong_type("the id of a party, or an object");
        return None;
    }
    let o = spot.object("party reference")?;
    let read = if o.has("several") {
        let several = o.some_parties("several");
        let split = o.need("split").and_then(|s| s.word_place(&["each", "unknown"]));
        if several.len() == 1 {
            let message = "“several” names one party only".to_string();
            o.fail("wrong-type", &o.at.key("several"), message, Some("Write the id alone.".to_string()));
        }
        if split == Some(0) { PartyRef::Each(several) } else { PartyRef::Joint(several) }
    } else if o.has("unspecified") {
        const WORDS: [&str; 3] = ["undisclosed", "unknown", "several"];
        let word = o.spot("unspecified").and_then(|s| s.word_place(&WORDS));
        PartyRef::Unspecified(WORDS[word.unwrap_or(1)])
    } else {
        let party = o.need_party("party");
        let on_behalf = o.spot("on_behalf_of").map(|s| s.some_parties());
        match (party?, on_behalf) {
            (party, Some(represented)) => PartyRef::OnBehalf(party, represented),
            (party, None) => PartyRef::One(party),
        }
    };
    o.done().then_some(read)
}

/// What a grant covers (7.2).
fn catalogue(spot: &Spot<'_, '_>) -> Option<Catalogue> {
    let o = spot.object("catalogue")?;
    let mut read = Catalogue {
        of: o.some_parties("of"),
        holdings: o.word("holdings"),
        named: o.some_parties("named"),
        share: o.spot("share").and_then(|s| share(&s)),
        count: o.spot("count").and_then(|s| count(&s)),
        complete: o.spot("complete").and_then(|s| s.bool()),
        artists: o.soft("artists").map(|s| s.strings()).unwrap_or_default(),
        ..Catalogue::default()
    };
    if let Some(spot) = o.spot("except") {
        spot.list(&mut |s| {
            let Some(item) = s.str() else { return };
            if s.obj.cx.find(Kind::Party, item).is_some() {
                read.except.extend(s.party());
                return;
            }
            // Words are allowed, so a mistyped id can only be suspected.
            if is_id(item)
                && let Some(near) = s.obj.cx.near(Kind::Party, item)
            {
                let message = format!("“{item}” is read as words, not as a party; nobody is left out by it.");
                s.obj.warn("dangling-reference", &s.at, message, &format!("Did you mean “{near}”?"));
            }
            read.except_words.push(item.to_string());
        });
    }
    if o.has("of") && o.has("holdings") {
        let message = "“holdings” stands beside “of”, and only one of them can say what is covered";
        o.fail("misplaced-field", &o.at, message.to_string(), Some("Remove one of the two.".to_string()));
    }
    o.done().then_some(read)
}

/// DDEX `UseType` values. The list is DDEX's to extend; only the form is checked.
pub(super) fn uses(spot: &Spot<'_, '_>) -> Vec<String> {
    let mut uses = Vec::new();
    spot.some(&mut |s| {
        let Some(text) = s.str() else { return };
        if text.len() > 1
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.bytes().all(|b| b.is_ascii_alphabetic())
        {
            uses.push(text.to_string());
        } else {
            let fix = "Write a DDEX UseType such as OnDemandStream.".to_string();
            s.bad("bad-word", format!("“{text}” is not a use"), Some(fix));
        }
    });
    uses
}

fn term(spot: &Spot<'_, '_>) -> Option<Term> {
    if spot.value.as_str().is_some() {
        return spot.duration().map(|length| Term { min: Some(length), max: Some(length), text: None });
    }
    let o = spot.object("term")?;
    let read = Term { min: o.duration("min"), max: o.duration("max"), text: o.soft_text("text") };
    o.done().then_some(read)
}

fn exclusivity(spot: &Spot<'_, '_>) -> Option<Exclusivity> {
    if spot.value.as_str().is_some() {
        return spot.word().map(only_level);
    }
    let o = spot.object("exclusivity")?;
    let level = o.need_word("level");
    let (start, end) = period(&o, "start", "end");
    let term = o.duration("term");
    let carve_outs = o.parties("carve_outs");
    if !o.done() {
        return None;
    }
    Some(Exclusivity { level: level?, start, end, term, carve_outs })
}

/// Exclusivity without a period of its own.
pub(super) fn only_level(level: Level) -> Exclusivity {
    Exclusivity { level, start: None, end: None, term: None, carve_outs: Vec::new() }
}

/// A reference to all grants of a deal, or to one of them, that are in the file.
pub(super) fn grant_ref(spot: &Spot<'_, '_>) -> Option<GrantRef> {
    let text = spot.str()?;
    let Some(read) = GrantRef::parse(text) else {
        let fix = "Write the id of a deal, or deal#grant.".to_string();
        spot.bad("dangling-reference", format!("“{text}” is not a reference to a grant"), Some(fix));
        return None;
    };
    let cx = spot.obj.cx;
    let Some(place) = cx.find(Kind::Deal, read.deal.as_str()) else {
        spot.dangling(Kind::Deal, read.deal.as_str());
        return None;
    };
    if let Some(grant) = &read.grant {
        let is_it = |entry: Value<'_>| entry.get("id").and_then(Value::as_str) == Some(grant.as_str());
        let deal = cx.records(Kind::Deal).get(place as usize);
        let found = match deal.and_then(|deal| deal.get("grants")) {
            Some(grants) if grants.is_list() => grants.items().any(is_it),
            _ => grant.as_str() == "g1",
        };
        if !found {
            let message = format!("{} refers to “{text}”, but the deal has no such grant", spot.at.pointer());
            spot.bad("dangling-reference", message, Some("Use the id of one of its grants.".to_string()));
            return None;
        }
    }
    Some(read)
}

/// Both ends of a period; says if it ends before it starts.
pub(super) fn period(
    o: &Obj<'_, '_>,
    first: &'static str,
    last: &'static str,
) -> (Option<Bound>, Option<Bound>) {
    let start = o.spot(first).and_then(|s| s.bound());
    let end = o.spot(last).and_then(|s| s.bound());
    check_order(o, start.as_ref(), end.as_ref(), &o.at.key(last));
    (start, end)
}

/// A period that surely ends before it starts is never in force; the record stays
/// (check 5 of rights.md, section 10).
pub(super) fn check_order(o: &Obj<'_, '_>, start: Option<&Bound>, end: Option<&Bound>, at: &At<'_>) {
    if let (Some(Bound::When(start)), Some(Bound::When(end))) = (start, end)
        && end.hi < start.lo
    {
        let message = format!("The {} ends ({end}) before it starts ({start}), so it never holds.", o.what);
        let fix = Some("Swap the two, or correct one.".to_string());
        o.cx.push("period-reversed", crate::data::Severity::Error, at, message, fix);
    }
}
