//! Deals, their grants and their effects.

use super::context::Kind;
use super::cursor::Obj;
use super::measure::{has_fine, prices, share};
use super::places::place;
use super::proof;
use super::spot::Spot;
use super::terms::{Terms, check_order, grant_ref, only_level, terms};
use crate::data::ids::{DealId, GrantId};
use crate::data::model::{BanException, Deal, Defaults, Effect, EffectTarget, Grant, Stated};
use crate::data::words::{Basis, Confidence, DealType, Level, Sublicensing};
use crate::dates::Bound;

/// Reads one deal; nothing if it cannot be used.
pub(super) fn deal(o: &Obj<'_, '_>, defaults: &Defaults) -> Option<Deal> {
    let id = o.need_str("id");
    let kind = o.need_word::<DealType>("type");
    let mut own = terms(o);
    let grants = kind.map(|kind| grants(o, kind, &mut own, defaults)).unwrap_or_default();
    let price = prices(o);
    let read = Deal {
        id: DealId::new(id.unwrap_or_default()),
        kind: kind.unwrap_or(DealType::Other),
        title: o.soft_text("title"),
        event_kind: o.word("event_kind"),
        stage: o.word("stage"),
        confidence: o.word("confidence").unwrap_or(Confidence::Reported),
        announced: o.when("announced"),
        signed: o.when("signed"),
        date: o.when("date"),
        from: own.from.filter(|_| grants.is_empty()),
        to: own.to.filter(|_| grants.is_empty()),
        start: own.start.filter(|_| grants.is_empty()),
        end: own.end.filter(|_| grants.is_empty()),
        effects: effects(o),
        stake: o.spot("stake").and_then(|s| share(&s)),
        control: o.word("control"),
        authority: o.spot("authority").and_then(|s| s.party()),
        addressees: o.parties("addressees"),
        brokers: o.parties("brokers"),
        involves: o.parties("involves"),
        replaces: replaces(o),
        disputes: proof::disputes(o),
        retracted: proof::retraction(o),
        basis: basis(o),
        claims: proof::claims(o),
        evidence: proof::evidence(o),
        note: o.soft_text("note"),
        pointer: o.at.pointer(),
        grants,
        price,
    };
    if kind.is_some() {
        check_type(o, &read);
    }
    o.done().then_some(read)
}

/// The grants of a deal. Terms written directly on it are one grant `g1`.
fn grants(o: &Obj<'_, '_>, kind: DealType, own: &mut Terms, defaults: &Defaults) -> Vec<Grant> {
    let mut grants: Vec<Grant> = Vec::new();
    let listed = o.spot("grants");
    if !carries_grants(kind) {
        if listed.is_some() {
            misplaced(o, "grants", kind);
        }
        return grants;
    }
    if let Some(spot) = listed {
        if spot.is_too_long() {
            return grants;
        }
        grants.reserve_exact(spot.len());
        spot.some(&mut |s| {
            let Some(entry) = s.object("grant") else { return };
            let id = entry.need("id").and_then(|s| {
                let id = s.str()?;
                let good = id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
                let free = grants.iter().all(|grant| grant.id.as_str() != id);
                if !good || !free {
                    let message = format!("“{id}” is used twice in this deal, or breaks the grammar");
                    let fix = "Use small letters and digits, such as g2.".to_string();
                    s.bad("duplicate-id", message, Some(fix));
                }
                Some(GrantId::new(id))
            });
            let stated = terms(&entry).inherit(own);
            let note = entry.soft_text("note");
            let grant = grant(&entry, kind, id, stated, defaults);
            if entry.done() {
                let own = Stated::of(&|field| entry.has(field));
                grants.extend(grant.map(|grant| Grant { note, stated: own, ..grant }));
            }
        });
    } else if kind != DealType::Settlement || own.any_but_sides() {
        // A settlement names its two sides also where nothing is licensed.
        return Vec::from_iter(grant(o, kind, Some(GrantId::new("g1")), std::mem::take(own), defaults));
    }
    grants
}

fn grant(
    o: &Obj<'_, '_>,
    kind: DealType,
    id: Option<GrantId>,
    terms: Terms,
    defaults: &Defaults,
) -> Option<Grant> {
    for (side, name) in [(&terms.from, "from"), (&terms.to, "to")] {
        // A side that is written but cannot be read has its own finding.
        if side.is_none() && !o.has(name) && !o.parent.is_some_and(|p| p.has(name)) {
            o.missing(name);
        }
    }
    check_order(o, terms.start.as_ref(), terms.end.as_ref(), &o.at.key("end"));
    let exclusivity = terms.exclusivity.unwrap_or_else(|| only_level(Level::Unknown));
    let before = |first: &Option<Bound>, second: &Option<Bound>| {
        let (first, second) = (first.as_ref().and_then(Bound::when), second.as_ref().and_then(Bound::when));
        first.zip(second).is_some_and(|(first, second)| first.hi < second.lo)
    };
    if before(&exclusivity.start, &terms.start) || before(&terms.end, &exclusivity.end) {
        let message = "The exclusivity lies outside the time of its grant, where it has no effect.";
        let fix = "Correct its dates, or those of the grant.";
        o.warn("period-reversed", &o.at.key("exclusivity"), message.to_string(), fix);
    }
    let uses = terms.uses.unwrap_or_else(|| match kind {
        DealType::Assignment => Vec::new(),
        _ => defaults.uses.clone(),
    });
    let silent = if kind == DealType::Mandate { Sublicensing::Allowed } else { Sublicensing::Unknown };
    Some(Grant {
        id: id?,
        from: terms.from?,
        to: terms.to?,
        catalogue: terms.catalogue.unwrap_or_default(),
        layer: terms.layer.unwrap_or_else(|| defaults.layer.clone()),
        uses,
        territory: terms.territory.or_else(|| defaults.territory.clone()),
        start: terms.start,
        end: terms.end,
        term: terms.term,
        exclusivity,
        sublicensing: terms.sublicensing.unwrap_or(silent),
        upstream: terms.upstream.unwrap_or_default(),
        continues: terms.continues,
        note: None,
        stated: Stated::default(),
    })
}

/// Whether terms on a deal of this type grant anything.
fn carries_grants(kind: DealType) -> bool {
    use DealType::{Assignment, Licence, Mandate, Settlement, Sublicence, Swap};
    matches!(kind, Licence | Sublicence | Mandate | Swap | Assignment | Settlement)
}

/// What a type needs, and what has no effect on it.
fn check_type(o: &Obj<'_, '_>, deal: &Deal) {
    let needed: &[&'static str] = match deal.kind {
        DealType::Ownership => &["from", "to"],
        DealType::Merger => &["from", "to", "date"],
        DealType::Event => &["event_kind"],
        _ => &[],
    };
    for name in needed {
        if !o.has(name) {
            o.missing(name);
        }
    }
    for name in ["stake", "control"] {
        if deal.kind != DealType::Ownership && o.has(name) {
            misplaced(o, name, deal.kind);
        }
    }
    if deal.kind != DealType::Event && o.has("event_kind") {
        misplaced(o, "event_kind", deal.kind);
    }
    if deal.grants.is_empty() {
        check_order(o, deal.start.as_ref(), deal.end.as_ref(), &o.at.key("end"));
    }
    if deal.kind == DealType::Licence && has_fine(&deal.price) {
        let message = "A fine stands on a licence; nobody pays a fine for a licence.";
        o.warn("bad-price", &o.at.key("price"), message.to_string(), "Put it on the order that imposed it.");
    }
    let of_nothing = |grant: &Grant| grant.catalogue.share.as_ref().is_some_and(|s| s.of_pool.is_none());
    if deal.kind == DealType::Swap && deal.grants.iter().any(of_nothing) {
        let message = "A share in this swap does not say of what; it is read as a share of the pool.";
        o.warn("bad-measure", &o.at, message.to_string(), "Add “of”: “each” or “pool”.");
    }
}

fn misplaced(o: &Obj<'_, '_>, name: &'static str, kind: DealType) {
    let message = format!("“{name}” has no effect on a deal of type {}.", kind.word());
    o.warn("misplaced-field", &o.at.key(name), message, "Remove it, or correct the type.");
}

/// What the deal does to other grants (section 8).
fn effects(o: &Obj<'_, '_>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let Some(spot) = o.spot("effects") {
        spot.some(&mut |s| {
            if let Some(entry) = s.object("effect") {
                effects.extend(effect(&entry));
            }
        });
    }
    effects
}

fn effect(o: &Obj<'_, '_>) -> Option<Effect> {
    let on = o.spot("on").and_then(|s| grant_ref(&s)).map(EffectTarget::On);
    let select = o.spot("select").and_then(|s| select(&s));
    match (o.has("on"), o.has("select")) {
        (true, true) => {
            let fix = Some("Keep the one that is meant.".to_string());
            o.fail("misplaced-field", &o.at, "“on” stands beside “select”".to_string(), fix);
        }
        (false, false) => o.missing("on"),
        _ => {}
    }
    let action = o.need_word("action");
    let date = o.need("date").and_then(|s| match s.value.as_str() {
        Some("@start") => None,
        _ => s.when(),
    });
    let until = o.bound("until");
    let mut except = Vec::new();
    if let Some(spot) = o.spot("except") {
        spot.list(&mut |s| {
            let Some(entry) = s.object("exception") else { return };
            let exception = BanException {
                text: entry.soft_text("text"),
                max_term: entry.duration("max_term"),
                from_kind: entry.words("from_kind"),
            };
            if entry.done() {
                except.push(exception);
            }
        });
    }
    let evidence = proof::evidence(o);
    let note = o.soft_text("note");
    if !o.done() {
        return None;
    }
    Some(Effect { target: on.or(select)?, action: action?, date, until, except, evidence, note })
}

fn select(spot: &Spot<'_, '_>) -> Option<EffectTarget> {
    let o = spot.object("selection")?;
    if o.value.is_empty() {
        // It would touch every grant of the file.
        spot.wrong_type("an object with at least one condition");
        return None;
    }
    let mut territory = Vec::new();
    let from = o.some_parties("from");
    let to = o.some_parties("to");
    let exclusivity = o.words("exclusivity");
    if let Some(spot) = o.spot("territory") {
        spot.some(&mut |s| territory.extend(place(&s)));
    }
    let layer = o.words("layer");
    let read = EffectTarget::Select { from, to, exclusivity, territory, layer };
    o.done().then_some(read)
}

fn replaces(o: &Obj<'_, '_>) -> Vec<DealId> {
    let mut deals = Vec::new();
    if let Some(spot) = o.spot("replaces") {
        spot.some(&mut |s| {
            if s.reference(Kind::Deal).is_some() {
                deals.extend(s.str().map(DealId::new));
            }
        });
    }
    deals
}

/// How fields were arrived at.
fn basis(o: &Obj<'_, '_>) -> Vec<(String, Basis)> {
    const FIELDS: [&str; 8] =
        ["exclusivity", "territory", "start", "end", "announced", "catalogue", "sublicensing", "layer"];
    let mut list = Vec::new();
    let Some(whole) = o.soft("basis") else { return list };
    if !whole.value.is_object() {
        whole.wrong_type("an object");
        return list;
    }
    for (field, value) in whole.value.sorted() {
        if field.starts_with("x_") {
            continue;
        }
        if !FIELDS.contains(&field) {
            let fix = match o.cx.nearest(field, FIELDS.len(), &mut FIELDS.into_iter()) {
                Some(near) => format!("Rename it to “{near}”."),
                None => format!("Use one of: {}.", FIELDS.join(", ")),
            };
            let message = format!("“{field}” is not a field whose basis is recorded.");
            o.warn("unknown-field", &whole.at.key(field), message, &fix);
            continue;
        }
        let spot = Spot { at: whole.at.key(field), value, ..whole };
        if let Some(basis) = spot.word() {
            list.push((field.to_string(), basis));
        }
    }
    list
}
