//! The sources of a record, and what they say differently.

use super::values;
use crate::data::model::{Claim, Evidence};
use crate::data::url::SafeUrl;
use crate::data::words::{Choice, Stance};
use crate::data::{Catalog, SourceIx};
use crate::dates::Day;
use crate::i18n::{Locale, date, fill};
use crate::query::{names, sentence};

/// One source of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct EvidenceLine {
    /// The source.
    pub source: SourceIx,
    /// Its title, in its own language.
    pub title: String,
    /// Language of title and quote, where it is known.
    pub lang: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When, in words.
    pub published: Option<String>,
    /// What it is, in a word.
    pub kind: &'static str,
    /// What the editor thinks of it.
    pub reliability: Option<&'static str>,
    /// Live address.
    pub url: Option<SafeUrl>,
    /// Archived address.
    pub archive: Option<SafeUrl>,
    /// A word where it does more or less than support the record.
    pub stance: Option<&'static str>,
    /// Its own words.
    pub quote: Option<String>,
    /// What else is to be said: who says so, what it repeats, who corrected
    /// it, who owns it, the editor's note.
    pub notes: Vec<String>,
}

/// Values of one field that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimGroup {
    /// The field in words.
    pub about: String,
    /// The values, in the order of the file.
    pub values: Vec<ClaimLine>,
}

/// One value that a source gives.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimLine {
    /// The value in words.
    pub value: String,
    /// The editor's choice.
    pub choice: Choice,
    /// The choice in a word.
    pub choice_word: &'static str,
    /// Where it is found.
    pub source: EvidenceLine,
    /// Who says so, for when, and why the editor chose as he did.
    pub notes: Vec<String>,
}

/// The sources of a record, in the order of the file. Those that were published
/// after the day of knowledge say so.
pub fn evidence(
    catalog: &Catalog,
    list: &[Evidence],
    known: Option<Day>,
    locale: Locale,
) -> Vec<EvidenceLine> {
    let words = locale.words();
    list.iter()
        .map(|evidence| {
            let mut line = source(catalog, evidence.source, known, locale);
            line.stance = (evidence.stance != Stance::Supports).then(|| words.stance(evidence.stance));
            line.quote.clone_from(&evidence.quote);
            line.lang = evidence.lang.clone().or(line.lang);
            if let Some(party) = evidence.asserted_by {
                line.notes
                    .insert(0, fill(words.claims_by, &[("party", &names::text(catalog, party, locale))]));
            }
            line.notes.extend(evidence.page.clone());
            line.notes.extend(evidence.note.as_ref().map(|note| sentence::text(catalog, note, locale)));
            line
        })
        .collect()
}

/// One source by itself.
pub(super) fn source(catalog: &Catalog, ix: SourceIx, known: Option<Day>, locale: Locale) -> EvidenceLine {
    let words = locale.words();
    let record = catalog.source(ix);
    let title = |ix: SourceIx| catalog.source(ix).title.as_str();
    let mut notes = Vec::new();
    notes.extend(record.copy_of.map(|ix| fill(words.evidence_copy_of, &[("source", title(ix))])));
    notes.extend(record.corrected_by.map(|ix| fill(words.evidence_corrected_by, &[("source", title(ix))])));
    if let Some(owner) = record.owned_by {
        notes.push(fill(words.evidence_owned_by, &[("party", &names::text(catalog, owner, locale))]));
    }
    let address = |text: &Option<String>| text.as_deref().and_then(SafeUrl::parse);
    EvidenceLine {
        source: ix,
        title: names::clean(&record.title).into_owned(),
        lang: record.lang.clone(),
        publisher: record.publisher.clone(),
        published: record.published.as_ref().map(|when| {
            let date = date::when(locale, when);
            let Some(known) = known.filter(|&known| known < when.lo) else { return date };
            fill(words.evidence_later, &[("date", &date), ("known", &date::day(locale, known))])
        }),
        kind: words.source_kind(record.kind),
        reliability: record.reliability.map(|reliability| words.reliability(reliability)),
        url: address(&record.url),
        archive: address(&record.archive_url),
        stance: None,
        quote: None,
        notes,
    }
}

/// Values that differ, grouped by the field they are about.
pub fn claims(catalog: &Catalog, list: &[Claim], known: Option<Day>, locale: Locale) -> Vec<ClaimGroup> {
    let words = locale.words();
    let mut groups: Vec<ClaimGroup> = Vec::new();
    for claim in list {
        let field = claim.field.as_deref().unwrap_or("");
        let about = match &claim.about {
            Some(text) => sentence::text(catalog, text, locale),
            None => field_name(field, locale).to_string(),
        };
        let mut notes = Vec::new();
        if let Some(party) = claim.asserted_by {
            notes.push(fill(words.claims_by, &[("party", &names::text(catalog, party, locale))]));
        }
        if let Some(when) = &claim.as_of {
            notes.push(fill(words.claims_as_of, &[("date", &date::when(locale, when))]));
        }
        notes.extend(claim.reason.as_ref().map(|reason| sentence::text(catalog, reason, locale)));
        let line = ClaimLine {
            value: values::claimed(catalog, &claim.value, field, locale),
            choice: claim.choice,
            choice_word: words.choice(claim.choice),
            source: source(catalog, claim.source, known, locale),
            notes,
        };
        match groups.iter_mut().find(|group| group.about == about) {
            Some(group) => group.values.push(line),
            None => groups.push(ClaimGroup { about, values: vec![line] }),
        }
    }
    groups
}

/// The name of a field, by its JSON Pointer; the pointer where there is no word.
pub(super) fn field_name(pointer: &str, locale: Locale) -> &str {
    let words = locale.words();
    match pointer.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or(pointer) {
        "announced" => words.details_announced,
        "signed" => words.details_signed,
        "start" => words.details_start,
        "end" => words.details_end,
        "term" => words.details_term,
        "date" => words.details_date,
        "founded" => words.details_founded,
        "dissolved" => words.details_dissolved,
        "country" => words.details_country,
        "price" => words.details_price,
        "exclusivity" | "level" => words.details_exclusivity,
        "territory" => words.details_territory,
        "sublicensing" => words.details_sublicensing,
        "catalogue" | "count" | "share" | "of" => words.details_catalogue,
        "from" => words.details_from,
        "to" => words.details_to,
        "stake" => words.details_stake,
        "control" => words.details_control,
        "authority" => words.details_authority,
        "confidence" => words.details_confidence,
        "stage" => words.details_stage,
        _ => pointer,
    }
}
