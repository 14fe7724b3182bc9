//! What a timeline says: its sentence, the names of its rows, the label of a bar.

use super::{Bar, MarkedDay, Timeline};
use crate::data::words::{Confidence, EffectAction};
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use crate::i18n::{Locale, count, date, fill, views};
use crate::query::picture::PictureLink;
use crate::query::{names, sentence};
use crate::rights::Status;
use crate::scene::Certainty;
use crate::state::State;

/// The sentence about a timeline; right for every state.
pub fn summary(timeline: &Timeline, state: &State, locale: Locale) -> String {
    let (from, to) = (date::day(locale, timeline.window.0), date::day(locale, timeline.window.1));
    let counts = timeline.counts;
    let mut out: Vec<String> = Vec::new();
    if counts.grants == 0 {
        out.push(fill(views::TL_NONE.get(locale), &[("from", &from), ("to", &to)]));
    } else {
        let by = if state.views.by_service { views::TL_BY_SERVICE } else { views::TL_BY_CATALOGUE };
        let grouped = by.get(locale);
        out.push(fill(
            &count(locale, views::TL_SUM.get(locale), counts.grants),
            &[("from", &from), ("to", &to), ("grouped", grouped)],
        ));
        out.push(match counts.exclusive {
            0 => views::TL_EXCLUSIVE_NONE.get(locale).to_string(),
            n => count(locale, views::TL_EXCLUSIVE.get(locale), n),
        });
    }
    for (n, text) in [
        (counts.open, views::TL_OPEN),
        (counts.before, views::TL_BEFORE),
        (timeline.days.len(), views::TL_EVENTS),
    ] {
        if n > 0 {
            out.push(count(locale, text.get(locale), n));
        }
    }
    if counts.joints > 0 {
        out.push(count(locale, locale.words().sum_joints, counts.joints));
    }
    if !state.filters.is_empty() {
        out.push(count(locale, views::TL_FILTERED.get(locale), counts.without_filters));
    }
    if let Some(known) = state.known {
        out.push(fill(locale.words().sum_known, &[("date", &date::day(locale, known))]));
    }
    sentences(&out, locale)
}

/// The name of a row: the other party, through whom, and whose recordings,
/// where the heading of the group does not say so.
pub fn name(catalog: &Catalog, group: PartyIx, bar: &Bar, by_service: bool, locale: Locale) -> String {
    let words = locale.words();
    let text = |party: PartyIx| names::text(catalog, party, locale);
    let from = bar.from.map_or_else(|| words.unspecified.to_string(), text);
    if by_service {
        let of = match bar.catalogues.as_slice() {
            [] => return from,
            [one] => text(*one),
            more => count(locale, views::TL_CATALOGUES.get(locale), more.len()),
        };
        return fill(views::TL_OF.get(locale), &[("from", &from), ("catalogue", &of)]);
    }
    let to = text(bar.to);
    if bar.from == Some(group) || bar.from.is_none() {
        to
    } else {
        fill(views::TL_VIA.get(locale), &[("to", &to), ("from", &from)])
    }
}

/// What a bar says: who licenses to whom, when, how surely, and what changed it.
pub fn bar(catalog: &Catalog, bar: &Bar, locale: Locale) -> String {
    let Some(best) = bar
        .spans
        .iter()
        .map(|span| span.status)
        .reduce(|a, b| if (b.in_force, b.exclusive) > (a.in_force, a.exclusive) { b } else { a })
    else {
        return String::new();
    };
    // Without a giver there is no sentence: the deal's title says who is known.
    let Some(from) = bar.from else { return sentence::deal_title(catalog, bar.deal, locale) };
    let confidence = catalog.deal(bar.deal).confidence;
    let link = PictureLink {
        grant: Some(bar.grant),
        deal: bar.deal,
        hook: bar.hook.clone(),
        deal_type: bar.deal_type,
        from,
        to: bar.to,
        status: best,
        kind: bar.kind,
        certainty: certainty(confidence, best.in_force),
        lit: bar.lit,
    };
    let mut out = sentence::link(catalog, &link, locale);
    let comma = locale.words().clause;
    if bar.spans.last().is_some_and(|span| span.open && !span.last.is_finite()) {
        out.push_str(comma);
        out.push_str(views::TL_END_UNKNOWN.get(locale));
    }
    for &(by, action, days) in &bar.touched {
        let template = match action {
            EffectAction::EndGrant => views::TL_ENDED_BY,
            EffectAction::EndExclusivity => views::TL_EXCLUSIVITY_ENDED_BY,
            EffectAction::Suspend => views::TL_SUSPENDED_BY,
            EffectAction::Resume => views::TL_RESUMED_BY,
            EffectAction::Affects => views::TL_AFFECTED_BY,
            EffectAction::BanExclusivity => continue,
        };
        let title = sentence::deal_title(catalog, by, locale);
        let day = between(days, locale);
        out.push_str(comma);
        out.push_str(&fill(template.get(locale), &[("title", &title), ("date", &day)]));
    }
    out
}

/// What a marked day says: when, what, and how many grants it touches.
pub fn day_label(catalog: &Catalog, day: &MarkedDay, locale: Locale) -> String {
    let deal = catalog.deal(day.deal);
    let when = deal.date.as_ref().map_or_else(String::new, |when| date::when(locale, when));
    let mut out = sentence::deal_title(catalog, day.deal, locale);
    let comma = locale.words().clause;
    for part in [when].into_iter().chain(sentence::doubts(locale.words(), deal).map(str::to_string)) {
        out.push_str(comma);
        out.push_str(&part);
    }
    if day.touched > 0 {
        out.push_str(comma);
        out.push_str(&count(locale, views::TL_TOUCHES.get(locale), day.touched));
    }
    out
}

/// The timeline in words, for whoever does not see it: each group with what
/// its bars say, then the marked days under an empty name.
pub fn alternative(catalog: &Catalog, timeline: &Timeline, locale: Locale) -> Vec<(String, Vec<String>)> {
    let mut out: Vec<(String, Vec<String>)> = Vec::new();
    for group in &timeline.groups {
        let bars = group.bars.iter().map(|it| bar(catalog, it, locale)).collect();
        out.push((names::text(catalog, group.party, locale), bars));
    }
    if !timeline.days.is_empty() {
        let days = timeline.days.iter().map(|day| day_label(catalog, day, locale)).collect();
        out.push((String::new(), days));
    }
    out
}

/// How surely a grant is drawn.
pub(crate) fn certainty(confidence: Confidence, in_force: Status) -> Certainty {
    match in_force {
        Status::No => Certainty::Ended,
        Status::Certain => Certainty::Known,
        Status::Presumed => Certainty::Presumed,
        Status::Possible if confidence == Confidence::Disputed => Certainty::Disputed,
        Status::Possible => Certainty::Possible,
    }
}

/// Sentences, one after the other.
pub(crate) fn sentences(list: &[String], locale: Locale) -> String {
    list.join(match locale {
        Locale::En => " ",
        Locale::ZhHans => "",
    })
}

fn between((first, last): (Day, Day), locale: Locale) -> String {
    let from = date::day(locale, first);
    if first == last {
        from
    } else if last.is_finite() {
        fill(views::TL_TO.get(locale), &[("from", &from), ("to", &date::day(locale, last))])
    } else {
        fill(locale.words().d_or_later, &[("date", &from)])
    }
}
