//! Sentences that are made from the data: the summary of a view, the label of
//! a link, the title of a deal.

use super::names;
use super::picture::{Counts, Picture, PictureJoint, PictureLink};
use crate::data::model::Grant;
use crate::data::words::{Confidence, DealType, Layer, Level, Stage};
use crate::data::{Catalog, Deal, DealIx, PartyIx, PartyRef, Text};
use crate::i18n::{Locale, Words, count, date, fill};
use crate::rights::Status;
use crate::scene::{Certainty, LinkKind};
use crate::small::Set;
use crate::sort;
use crate::state::{DateChoice, State};

/// The sentence about the current view; right for every state.
pub fn summary(catalog: &Catalog, picture: &Picture, state: &State, locale: Locale) -> String {
    let words = locale.words();
    let counts = picture.counts;
    let n = counts.in_force;
    let (first, last) = state.date.days();
    let period = matches!(state.date, DateChoice::Between(..));
    let when = if period {
        fill(words.sum_between, &[("from", &date::day(locale, first)), ("to", &date::day(locale, last))])
    } else {
        fill(words.sum_on, &[("date", &date::day(locale, last))])
    };
    let in_force = match (period, state.presume) {
        (false, true) => words.sum_state,
        (false, false) => words.sum_state_strict,
        (true, true) => words.sum_state_period,
        (true, false) => words.sum_state_period_strict,
    };
    let mut out: Vec<String> = Vec::new();
    if n == 0 {
        out.push(fill(words.sum_none, &[("when", &when), ("state", in_force)]));
    } else {
        let sentence = fill(
            &count(locale, words.sum_count, n),
            &[
                ("when", &when),
                ("licences", &count(locale, words.n_licences, n)),
                ("holders", &count(locale, words.n_holders, counts.licensors)),
                ("services", &count(locale, words.n_services, counts.licensees)),
                ("state", in_force),
            ],
        );
        let exclusive = match counts.exclusive {
            0 => count(locale, words.sum_exclusive_none, n),
            exclusive if exclusive == n => count(locale, words.sum_exclusive_all, n),
            exclusive => count(locale, words.sum_exclusive, exclusive),
        };
        out.push(sentence + &exclusive);
        if !state.focus.is_empty() {
            out.extend(focus(catalog, counts, state, locale));
        }
        out.push(match not_recordings(catalog, picture) {
            0 => count(locale, words.sum_recordings, n),
            others => count(locale, words.sum_not_recordings, others),
        });
    }
    if counts.possible > 0 {
        let template = if n > 0 { words.sum_possible } else { words.sum_possible_only };
        out.push(count(locale, template, counts.possible));
    }
    // Those that are drawn do not count either.
    let joints = counts.joints + picture.joints.len();
    if joints > 0 {
        out.push(count(locale, words.sum_joints, joints));
    }
    if !state.filters.is_empty() {
        out.push(count(locale, words.sum_filtered, counts.without_filters));
    }
    if let Some(known) = state.known {
        out.push(fill(words.sum_known, &[("date", &date::day(locale, known))]));
    }
    out.join(match locale {
        Locale::En => " ",
        Locale::ZhHans => "",
    })
}

/// "SM Entertainment licenses to Ali Music, exclusivity unknown, announced February 2016".
pub fn link(catalog: &Catalog, link: &PictureLink, locale: Locale) -> String {
    let words = locale.words();
    let deal = catalog.deal(link.deal);
    let (from, to) = (names::text(catalog, link.from, locale), names::text(catalog, link.to, locale));
    let mut parts = vec![fill(verb(words, link.deal_type), &[("from", &from), ("to", &to)])];
    if link.kind != LinkKind::Ownership {
        let surely = link.status.exclusive >= link.status.in_force || link.status.in_force == Status::No;
        parts.push(level_phrase(words, link.status.level, surely).to_string());
    }
    parts.extend(dates(deal, grant_of(deal, &link.hook), locale));
    parts.extend(doubts(words, deal).map(str::to_string));
    match link.status.in_force {
        Status::Possible => parts.push(words.link_possible.to_string()),
        Status::No if link.certainty == Certainty::Ahead => parts.push(words.link_ahead.to_string()),
        Status::No => parts.push(words.link_ended.to_string()),
        Status::Presumed | Status::Certain => {}
    }
    parts.join(words.clause)
}

/// "Licence: A and B to C and D, exclusively, announced June 2015, who with whom is not known".
pub fn joint(catalog: &Catalog, joint: &PictureJoint, locale: Locale) -> String {
    let words = locale.words();
    let deal = catalog.deal(joint.deal);
    let (from, to) = (party_list(catalog, &joint.from, locale), party_list(catalog, &joint.to, locale));
    let template = match joint.deal_type {
        DealType::Sublicence => words.title_sublicence,
        DealType::Mandate => words.title_mandate,
        DealType::Assignment => words.title_assignment,
        _ => words.title_licence,
    };
    let mut parts = vec![fill(template, &[("from", &from), ("to", &to)])];
    parts.push(level_phrase(words, joint.level, true).to_string());
    parts.extend(dates(deal, grant_of(deal, &joint.hook), locale));
    parts.extend(doubts(words, deal).map(str::to_string));
    parts.push(words.link_joint.to_string());
    parts.join(words.clause)
}

/// "SM Entertainment, label. 7 deals with 4 companies. 3 of 41": a party on the
/// picture, the how-manieth of how many.
pub fn party(
    catalog: &Catalog,
    picture: &Picture,
    party: PartyIx,
    (at, all): (usize, usize),
    locale: Locale,
) -> String {
    let words = locale.words();
    let mut deals = Set::default();
    let mut others = Set::default();
    for link in picture.links.iter().filter(|link| link.from == party || link.to == party) {
        deals.insert(link.deal);
        others.insert(if link.from == party { link.to } else { link.from });
    }
    fill(
        words.node_label,
        &[
            ("name", &names::text(catalog, party, locale)),
            ("kind", words.party_kind(catalog.party(party).kind)),
            ("deals", &count(locale, words.n_deals, deals.len())),
            ("parties", &count(locale, words.n_parties, others.len())),
            ("at", &at.to_string()),
            ("all", &all.to_string()),
        ],
    )
}

/// The title of a deal, its own or one made from its type and parties.
pub fn deal_title(catalog: &Catalog, deal: DealIx, locale: Locale) -> String {
    let words = locale.words();
    let deal = catalog.deal(deal);
    if let Some(title) = &deal.title {
        return text(catalog, title, locale);
    }
    let grant = deal.grants.first();
    let side = |own: &Option<PartyRef>, of_grant: fn(&Grant) -> &PartyRef| {
        let side = own.as_ref().or(grant.map(of_grant));
        side.map_or_else(|| words.unspecified.to_string(), |side| party_ref(catalog, side, locale))
    };
    let (from, to) = (side(&deal.from, |grant| &grant.from), side(&deal.to, |grant| &grant.to));
    let mut concerned: Vec<PartyIx> = Vec::new();
    let sides = [&deal.from, &deal.to].into_iter().flatten();
    let sides = sides.chain(deal.grants.iter().flat_map(|grant| [&grant.from, &grant.to]));
    for party in sides.flat_map(PartyRef::parties).chain(deal.involves.iter().copied()) {
        if !concerned.contains(&party) {
            concerned.push(party);
        }
    }
    let template = match deal.kind {
        DealType::Licence => words.title_licence,
        DealType::Sublicence => words.title_sublicence,
        DealType::Mandate => words.title_mandate,
        DealType::Assignment => words.title_assignment,
        DealType::Ownership => words.title_ownership,
        DealType::Merger => words.title_merger,
        DealType::Order if deal.authority.is_some() => words.title_order,
        DealType::Swap => words.title_swap,
        DealType::Settlement => words.title_settlement,
        _ if concerned.is_empty() => "{kind}",
        _ => words.title_event,
    };
    let authority = deal.authority.map(|party| names::text(catalog, party, locale)).unwrap_or_default();
    fill(
        template,
        &[
            ("from", &from),
            ("to", &to),
            ("parties", &party_list(catalog, &concerned, locale)),
            ("authority", &authority),
            ("kind", &capital(kind(words, deal))),
        ],
    )
}

/// The word for a deal's type; for an event, of its kind.
pub fn kind(words: &Words, deal: &Deal) -> &'static str {
    match (deal.kind, deal.event_kind) {
        (DealType::Event, Some(event)) => words.event_kind(event),
        (kind, _) => words.deal_type(kind),
    }
}

/// The names on one side of a grant: "A and B", "A for B", "an unknown party".
pub fn party_ref(catalog: &Catalog, side: &PartyRef, locale: Locale) -> String {
    let words = locale.words();
    match side {
        PartyRef::One(party) => names::text(catalog, *party, locale),
        PartyRef::OnBehalf(agent, parties) => fill(
            words.on_behalf,
            &[
                ("agent", &names::text(catalog, *agent, locale)),
                ("list", &party_list(catalog, parties, locale)),
            ],
        ),
        PartyRef::Each(parties) | PartyRef::Joint(parties) => party_list(catalog, parties, locale),
        PartyRef::Unspecified("undisclosed") => words.undisclosed.to_string(),
        PartyRef::Unspecified("several") => words.unspecified_several.to_string(),
        PartyRef::Unspecified(_) => words.unspecified.to_string(),
    }
}

/// "A, B and C" of parties.
pub fn party_list(catalog: &Catalog, parties: &[PartyIx], locale: Locale) -> String {
    list(locale.words(), parties.iter().map(|&party| names::text(catalog, party, locale)).collect())
}

/// "A, B and C".
pub fn list(words: &Words, mut items: Vec<String>) -> String {
    let Some(last) = items.pop() else { return String::new() };
    if items.is_empty() { last } else { items.join(words.list_comma) + words.list_and + &last }
}

/// A text of the dataset in the reader's language.
pub fn text(catalog: &Catalog, text: &Text, locale: Locale) -> String {
    text.get(locale.tag(), &catalog.meta.language).0.to_string()
}

/// The grant of a hook (`deal#g1`); nothing for ownership.
pub fn grant_of<'a>(deal: &'a Deal, hook: &str) -> Option<&'a Grant> {
    let (_, id) = hook.split_once('#')?;
    deal.grants.iter().find(|grant| grant.id.as_str() == id)
}

/// "exclusively", "not exclusively", "exclusivity unknown"; `surely`: whether
/// an exclusive level is as sure as the grant itself.
pub fn level_phrase(words: &Words, level: Level, surely: bool) -> &'static str {
    match level {
        Level::Exclusive | Level::Sole if !surely => words.link_perhaps_exclusively,
        Level::Exclusive => words.link_exclusively,
        Level::Sole => words.link_solely,
        Level::NonExclusive => words.link_not_exclusively,
        Level::Unknown => words.link_level_unknown,
    }
}

/// The best known date of a deal or grant in words, and its end if it is
/// known: "from March 2015", "announced February 2016", "until 2018".
pub fn dates(deal: &Deal, grant: Option<&Grant>, locale: Locale) -> Vec<String> {
    let words = locale.words();
    let (start, end) = grant.map_or((&deal.start, &deal.end), |grant| (&grant.start, &grant.end));
    let of =
        |template: &str, when: &crate::dates::When| fill(template, &[("date", &date::when(locale, when))]);
    let first = (start.as_ref().map(|start| date::start(locale, start)))
        .or_else(|| deal.announced.as_ref().map(|when| of(words.link_announced, when)))
        .or_else(|| deal.signed.as_ref().map(|when| of(words.link_signed, when)))
        .or_else(|| deal.date.as_ref().map(|when| date::at(locale, when)));
    first.into_iter().chain(end.as_ref().map(|end| date::end(locale, end))).collect()
}

/// What makes a deal less than certain, in words.
pub fn doubts(words: &Words, deal: &Deal) -> impl Iterator<Item = &'static str> {
    let confidence = match deal.confidence {
        Confidence::Confirmed | Confidence::Reported => None,
        Confidence::Claimed => Some(words.link_claimed),
        Confidence::Rumoured => Some(words.link_rumoured),
        Confidence::Disputed => Some(words.link_disputed),
        Confidence::Denied => Some(words.link_denied),
    };
    let stage = match deal.stage {
        Some(Stage::Announced) => Some(words.link_stage_announced),
        Some(Stage::Cancelled) => Some(words.link_cancelled),
        Some(Stage::Signed | Stage::Completed) | None => None,
    };
    confidence.into_iter().chain(stage)
}

/// "{from} licenses to {to}", by what the deal is.
pub fn verb(words: &Words, deal_type: DealType) -> &'static str {
    match deal_type {
        DealType::Sublicence => words.link_sublicenses,
        DealType::Swap => words.link_swaps,
        DealType::Assignment => words.link_assigns,
        DealType::Mandate => words.link_mandates,
        DealType::Settlement => words.link_settles,
        DealType::Ownership => words.link_holds,
        _ => words.link_licenses,
    }
}

fn focus(catalog: &Catalog, counts: Counts, state: &State, locale: Locale) -> Option<String> {
    let words = locale.words();
    let (n, licences) = (counts.in_focus, count(locale, words.n_licences, counts.in_force));
    let parties = state.focus.iter().filter_map(|id| catalog.party_ix(id));
    let mut names: Vec<String> = parties.map(|party| names::text(catalog, party, locale)).collect();
    let last = names.pop()?;
    let party = if names.is_empty() { last } else { names.join(words.list_comma) + words.list_or + &last };
    let template = if n == 0 { words.sum_focus_none } else { words.sum_focus };
    Some(fill(&count(locale, template, n), &[("party", &party), ("licences", &licences)]))
}

/// How many of the licences in force do not cover recordings.
fn not_recordings(catalog: &Catalog, picture: &Picture) -> usize {
    let others = picture.links.iter().filter(|link| {
        let layer = grant_of(catalog.deal(link.deal), &link.hook).map(|grant| &grant.layer);
        link.status.in_force >= Status::Presumed
            && layer.is_some_and(|layer| !layer.is_empty() && !layer.contains(&Layer::Recording))
    });
    let mut others: Vec<_> = others.map(|link| (&link.hook, link.from, link.to)).collect();
    sort::distinct(&mut others);
    others.len()
}

/// The first letter as a capital, where the script has one.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        let mut out = first.to_ascii_uppercase().to_string();
        out.push_str(letters.as_str());
        out
    })
}
