//! The panel about a deal.

use super::sources::{self, ClaimGroup, EvidenceLine, claims, evidence};
use super::{Field, Fields, Piece, values};
use crate::data::model::{EffectTarget, Grant};
use crate::data::words::{DealType, EffectAction};
use crate::data::{Catalog, Deal, DealIx, GrantRef, PartyIx, PartyRef};
use crate::dates::{Bound, Day, When};
use crate::i18n::{Locale, date, fill};
use crate::query::absence::Absence;
use crate::query::{names, sentence};
use crate::rights::{Compiled, Status};
use crate::state::State;

/// Everything about a deal.
#[derive(Clone, Debug, PartialEq)]
pub struct DealDetails {
    /// The deal.
    pub deal: DealIx,
    /// Its title.
    pub title: String,
    /// Its type in a word.
    pub kind: &'static str,
    /// "claimed by one side", "rumoured": what makes it less than certain.
    pub doubts: Vec<&'static str>,
    /// How well it is known, and what that word means.
    pub confidence: (&'static str, &'static str),
    /// Dates, participants, prices and whatever else is not of one grant.
    pub fields: Vec<Field>,
    /// Its grants, in the order of the file.
    pub grants: Vec<GrantDetails>,
    /// Values that differ.
    pub claims: Vec<ClaimGroup>,
    /// Who contests what.
    pub disputes: Vec<DisputeLine>,
    /// Sources.
    pub evidence: Vec<EvidenceLine>,
    /// Why it is no longer held, in words.
    pub retracted: Option<String>,
    /// Corrections of this record: when and what.
    pub corrections: Vec<(String, String)>,
    /// A note.
    pub note: Option<String>,
}

/// One grant.
#[derive(Clone, Debug, PartialEq)]
pub struct GrantDetails {
    /// `deal#g1`.
    pub hook: String,
    /// Status on the day or in the period shown.
    pub status: Status,
    /// If it is not in force: why.
    pub absence: Absence,
    /// Its terms.
    pub fields: Vec<Field>,
    /// A note.
    pub note: Option<String>,
}

/// One dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct DisputeLine {
    /// Who.
    pub by: PartyIx,
    /// "HIM International Music contests “Exclusivity”".
    pub text: String,
    /// What they say, when, and what the other side answered.
    pub notes: Vec<String>,
    /// Where it is found.
    pub source: Option<EvidenceLine>,
}

/// The panel about a deal.
pub fn deal(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    ix: DealIx,
    locale: Locale,
) -> DealDetails {
    let words = locale.words();
    let record = catalog.deal(ix);
    let text = |text| sentence::text(catalog, text, locale);
    let known = state.known.unwrap_or(Day::MAX);
    let retracted = record.retracted.as_ref().filter(|retracted| retracted.date.lo <= known);
    DealDetails {
        deal: ix,
        title: sentence::deal_title(catalog, ix, locale),
        kind: sentence::kind(words, record),
        doubts: sentence::doubts(words, record).collect(),
        confidence: (words.confidence(record.confidence), words.confidence_meaning(record.confidence)),
        fields: fields(catalog, record, locale),
        grants: (record.grants.iter().enumerate())
            .map(|(place, grant)| {
                let days = state.date.days();
                let links = compiled.grants.iter().enumerate();
                let links = links.filter(|(_, link)| link.deal == ix && link.grant == place);
                let best = (links.clone())
                    .map(|(link, _)| compiled.status_within(link as u32, days.0, days.1).in_force)
                    .max();
                GrantDetails {
                    hook: format!("{}#{}", record.id, grant.id),
                    status: best.unwrap_or(Status::No),
                    absence: Absence::of_links(links.map(|(_, link)| link), days),
                    fields: terms(catalog, record, grant, locale),
                    note: grant.note.as_ref().map(text),
                }
            })
            .collect(),
        claims: claims(catalog, &record.claims, state.known, locale),
        disputes: disputes(catalog, record, state.known, locale),
        evidence: evidence(catalog, &record.evidence, state.known, locale),
        // Nobody knew yet that it would be.
        retracted: retracted.map(|retracted| {
            let date = date::when(locale, &retracted.date);
            fill(words.details_retracted, &[("date", &date), ("reason", &text(&retracted.reason))])
        }),
        corrections: (catalog.meta.corrections.iter())
            .filter(|correction| correction.records.iter().any(|id| id == record.id.as_str()))
            .map(|correction| (date::day(locale, correction.date), text(&correction.text)))
            .collect(),
        note: record.note.as_ref().map(text),
    }
}

fn fields(catalog: &Catalog, record: &Deal, locale: Locale) -> Vec<Field> {
    let words = locale.words();
    let when = |when: &Option<When>| when.as_ref().map(|when| date::when(locale, when));
    let parties = |list: &[PartyIx]| list.iter().map(|&party| Piece::Party(party)).collect::<Vec<_>>();
    let mut out = Fields::new(locale, &record.basis);
    if record.grants.is_empty() {
        participants(record, &mut out);
    }
    out.text(words.details_date, "date", when(&record.date));
    out.text(words.details_announced, "announced", when(&record.announced));
    out.text(words.details_signed, "signed", when(&record.signed));
    if record.grants.is_empty() {
        out.text(words.details_start, "start", record.start.as_ref().map(|bound| bound_text(bound, locale)));
        out.text(words.details_end, "end", record.end.as_ref().map(|bound| bound_text(bound, locale)));
    }
    out.text(words.details_stake, "stake", record.stake.as_ref().map(|stake| values::percent(stake, locale)));
    out.text(words.details_control, "control", record.control.map(|control| words.control(control).into()));
    out.list(words.details_authority, "authority", record.authority.map(Piece::Party));
    out.list(words.details_addressees, "addressees", parties(&record.addressees));
    out.list(words.details_brokers, "brokers", parties(&record.brokers));
    out.list(words.details_involves, "involves", parties(&record.involves));
    out.text(words.details_stage, "stage", record.stage.map(|stage| words.stage(stage).into()));
    for price in &record.price {
        out.text(words.details_price, "price", Some(values::price(catalog, price, locale)));
    }
    let replaced = record.replaces.iter().filter_map(|id| catalog.deal_ix(id.as_str())).map(Piece::Deal);
    out.list(words.details_replaces, "replaces", replaced);
    for effect in &record.effects {
        let mut value = vec![Piece::Text(words.effect_action(effect.action).to_string())];
        let mut say = |piece: Piece| value.extend([Piece::Text(words.clause.to_string()), piece]);
        if let EffectTarget::On(reference) = &effect.target
            && let Some(target) = deal_piece(catalog, reference)
        {
            say(target);
        }
        if let Some(when) = &effect.date {
            say(Piece::Text(date::at(locale, when)));
        }
        if let Some(until) = effect.until.as_ref().filter(|_| effect.action != EffectAction::Resume) {
            say(Piece::Text(date::end(locale, until)));
        }
        if let Some(note) = &effect.note {
            say(Piece::Text(sentence::text(catalog, note, locale)));
        }
        out.pieces(words.details_effects, "effects", value);
    }
    out.list
}

/// Both sides of a deal without grants: apart where they differ in role.
fn participants(record: &Deal, out: &mut Fields) {
    let (words, locale) = (out.locale.words(), out.locale);
    let side = |side: &Option<PartyRef>| -> Vec<Piece> {
        side.iter().flat_map(|side| values::side(side, locale)).collect()
    };
    let (from, to) = (side(&record.from), side(&record.to));
    let labels = match record.kind {
        DealType::Ownership => [words.details_owner, words.details_owned],
        DealType::Merger => [words.details_merged, words.details_successor],
        _ => {
            let between = [Piece::Text(words.list_comma.to_string())];
            let between = if from.is_empty() || to.is_empty() { &[] } else { &between[..] };
            return out.pieces(words.details_participants, "from", [&from, between, &to].concat());
        }
    };
    out.pieces(labels[0], "from", from);
    out.pieces(labels[1], "to", to);
}

/// The terms of a grant.
fn terms(catalog: &Catalog, record: &Deal, grant: &Grant, locale: Locale) -> Vec<Field> {
    let words = locale.words();
    let mut out = Fields::new(locale, &record.basis);
    out.pieces(words.details_from, "from", values::side(&grant.from, locale));
    out.pieces(words.details_to, "to", values::side(&grant.to, locale));
    let passed_on = matches!(record.kind, DealType::Sublicence | DealType::Swap);
    out.pieces(words.details_catalogue, "catalogue", values::catalogue(&grant.catalogue, passed_on, locale));
    let artists = grant.catalogue.artists.iter().map(|artist| match catalog.party_ix(artist) {
        Some(party) => Piece::Party(party),
        None => Piece::Text(names::clean(artist).into_owned()),
    });
    out.list(words.details_artists, "catalogue/artists", artists);
    let layers: Vec<&str> = grant.layer.iter().map(|&layer| words.layer(layer)).collect();
    out.text(words.details_layer, "layer", Some(layers.join(words.list_comma)));
    let uses = if grant.uses.is_empty() && record.kind == DealType::Assignment {
        words.details_uses_all.to_string()
    } else {
        values::uses(&grant.uses, locale)
    };
    out.text(words.details_uses, "uses", Some(uses));
    out.pieces(words.details_territory, "territory", values::territory(grant.territory.as_ref(), locale));
    let start =
        grant.start.as_ref().map_or(words.details_not_known.into(), |bound| bound_text(bound, locale));
    out.text(words.details_start, "start", Some(start));
    out.text(words.details_term, "term", grant.term.as_ref().map(|term| values::term(catalog, term, locale)));
    let end = match &grant.end {
        Some(end) => Some(bound_text(end, locale)),
        None if grant.term.is_some() || record.kind == DealType::Assignment => None,
        None => Some(words.details_end_not_known.to_string()),
    };
    out.text(words.details_end, "end", end);
    let exclusivity = &grant.exclusivity;
    let mut level = words.level(exclusivity.level).to_string();
    let length = exclusivity.term.map(|term| date::duration(locale, term));
    let period = date::period(locale, exclusivity.start.as_ref(), exclusivity.end.as_ref()).or(length);
    if let Some(period) = period {
        level = [&level, words.clause, &fill(words.details_exclusive_from, &[("period", &period)])].concat();
    }
    out.text(words.details_exclusivity, "exclusivity", Some(level));
    let untouched = exclusivity.carve_outs.iter().map(|&party| Piece::Party(party));
    out.list(words.details_carve_outs, "exclusivity/carve_outs", untouched);
    out.text(words.details_sublicensing, "sublicensing", Some(words.sublicensing(grant.sublicensing).into()));
    let upstream = grant.upstream.iter().filter_map(|reference| deal_piece(catalog, reference));
    out.list(words.details_upstream, "upstream", upstream);
    let renewed = grant.continues.as_ref().and_then(|reference| deal_piece(catalog, reference));
    out.list(words.details_continues, "continues", renewed);
    out.list
}

/// Who contests what of a deal.
pub fn disputes(catalog: &Catalog, record: &Deal, known: Option<Day>, locale: Locale) -> Vec<DisputeLine> {
    let words = locale.words();
    (record.disputes.iter())
        .map(|dispute| {
            let name = names::text(catalog, dispute.by, locale);
            let field = dispute.field.as_deref().map_or("", |field| sources::field_name(field, locale));
            let field = if field.is_empty() { sentence::kind(words, record) } else { field };
            let mut notes = Vec::new();
            notes.extend(dispute.position.as_ref().map(|text| sentence::text(catalog, text, locale)));
            notes.extend(dispute.date.as_ref().map(|when| date::when(locale, when)));
            notes.extend(dispute.response.map(|response| words.response(response).to_string()));
            DisputeLine {
                by: dispute.by,
                text: fill(words.dispute_by, &[("party", &name), ("field", field)]),
                notes,
                source: dispute.source.map(|ix| sources::source(catalog, ix, known, locale)),
            }
        })
        .collect()
}

fn bound_text(bound: &Bound, locale: Locale) -> String {
    match bound.when() {
        Some(when) => date::when(locale, when),
        None => locale.words().d_until_notice.to_string(),
    }
}

fn deal_piece(catalog: &Catalog, reference: &GrantRef) -> Option<Piece> {
    catalog.deal_ix(reference.deal.as_str()).map(Piece::Deal)
}
