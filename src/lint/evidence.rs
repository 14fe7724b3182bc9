//! Checks 6 to 10: sources of deals, and what sources lack.

use super::{Lint, join};
use crate::data::words::{Confidence, SourceKind, Stance};
use crate::data::{Deal, PartyIx, Source, SourceIx};
use crate::dates::{Bound, Day};

/// Papers of parties and authorities themselves.
const PAPERS: [SourceKind; 5] = [
    SourceKind::Filing,
    SourceKind::Court,
    SourceKind::Regulator,
    SourceKind::Contract,
    SourceKind::PressRelease,
];

/// Copies of copies that are followed.
const MOST_COPIES: usize = 10;

pub(super) fn check(lint: &Lint) {
    for deal in &lint.catalog.deals {
        of_deal(lint, deal);
    }
    for source in &lint.catalog.sources {
        // Check 9.
        if source.published.is_none() {
            let message =
                format!("“{}” has no publication day; “as known on” can only say possible.", source.id);
            lint.note(
                "source-undated",
                &source.pointer,
                message,
                "Add “published”, as precise as you know it.",
            );
        }
        // Check 10.
        let (missing, fix) = match (&source.url, &source.archive_url) {
            (None, None) => ("address", "Add “url” and “archive_url”."),
            (None, Some(_)) => ("address", "Add “url”."),
            (Some(_), None) => ("archived address", "Add “archive_url”."),
            (Some(_), Some(_)) => continue,
        };
        let message =
            format!("“{}” has no {missing}; readers cannot look there once a page is gone.", source.id);
        lint.note("source-unlinked", &source.pointer, message, fix);
    }
}

/// Checks 6 to 8: no source, sources that count as one, too little for what is called confirmed.
fn of_deal(lint: &Lint, deal: &Deal) {
    let mut sources: Vec<SourceIx> = Vec::new();
    for piece in deal.evidence.iter().filter(|piece| piece.stance == Stance::Supports) {
        if !sources.contains(&piece.source) {
            sources.push(piece.source);
        }
    }
    let confidence = deal.confidence.word();
    if sources.is_empty() {
        let message =
            format!("“{}” is “{confidence}” without a supporting source: nobody can check it.", deal.id);
        let fix = "Add a source to “evidence”.";
        match deal.confidence {
            Confidence::Confirmed | Confidence::Reported => {
                lint.error("no-evidence", &deal.pointer, message, fix);
            }
            _ => lint.warn("no-evidence", &deal.pointer, message, fix),
        }
        return;
    }
    let keys: Vec<Key> = sources.iter().map(|source| key(lint, deal, *source)).collect();
    let same = (0..keys.len()).find_map(|b| Some((keys[..b].iter().position(|key| *key == keys[b])?, b)));
    if let Some((a, b)) = same {
        let (first, second) = (lint.catalog.source(sources[a]), lint.catalog.source(sources[b]));
        let reason = match (&keys[b], first.copy_of.is_some() || second.copy_of.is_some()) {
            (_, true) => "one repeats the other".to_string(),
            (Key::Party(_), _) => "both belong to one party to the deal".to_string(),
            (Key::Outlet(outlet), _) => {
                format!("both are by {}", second.publisher.as_deref().unwrap_or(outlet))
            }
            (Key::Source(_), _) => "they are the same".to_string(),
        };
        let message =
            format!("“{}” and “{}” count as one source of “{}”: {reason}.", first.id, second.id, deal.id);
        let fix = "Say so in “copy_of” or “owned_by”, or add a source that is independent of them.";
        lint.warn("sources-not-independent", &join(&deal.pointer, &["evidence"]), message, fix);
    }
    if deal.confidence == Confidence::Confirmed
        && let Some(reason) = unsupported(lint, deal, &sources, &keys)
    {
        let message = format!("“{}” is “confirmed” {reason}.", deal.id);
        let fix = "Write “reported”, or add the paper of a party or authority, or a second outlet.";
        let pointer = join(&deal.pointer, &["confidence"]);
        lint.warn("confidence-unsupported", &pointer, message, fix);
    }
}

/// What two sources share if they count as one.
#[derive(PartialEq, Eq)]
enum Key {
    Source(SourceIx),
    Outlet(String),
    Party(PartyIx),
}

fn key(lint: &Lint, deal: &Deal, source: SourceIx) -> Key {
    let mut original = source;
    for _ in 0..MOST_COPIES {
        match lint.catalog.source(original).copy_of {
            Some(of) => original = of,
            None => break,
        }
    }
    let record = lint.catalog.source(original);
    match (record.owned_by, &record.publisher) {
        (Some(owner), _) if is_party(deal, owner) => Key::Party(owner),
        (_, Some(outlet)) => Key::Outlet(outlet.to_lowercase()),
        (_, None) => Key::Source(original),
    }
}

fn is_party(deal: &Deal, party: PartyIx) -> bool {
    let grants = deal.grants.iter().flat_map(|grant| [&grant.from, &grant.to]);
    grants.chain(&deal.from).chain(&deal.to).any(|side| side.parties().contains(&party))
}

/// Why the sources of a confirmed deal are too few; nothing if they are not.
fn unsupported(lint: &Lint, deal: &Deal, sources: &[SourceIx], keys: &[Key]) -> Option<&'static str> {
    let all =
        |test: &dyn Fn(&Source) -> bool| sources.iter().all(|source| test(lint.catalog.source(*source)));
    if all(&|source| source.corrected_by.is_some()) {
        return Some("on a source that was corrected");
    }
    if all(&|source| source.kind == SourceKind::Social) {
        return Some("on social media");
    }
    if let Some(event) = event(deal)
        && all(&|source| source.published.as_ref().is_some_and(|published| published.hi < event))
    {
        return Some("only on sources older than what they report");
    }
    let is_paper = |source: &SourceIx| {
        let source = lint.catalog.source(*source);
        source.corrected_by.is_none() && PAPERS.contains(&source.kind)
    };
    let counts = |place: usize| {
        let source = lint.catalog.source(sources[place]);
        source.corrected_by.is_none()
            && source.kind != SourceKind::Social
            && !keys[..place].contains(&keys[place])
    };
    let independent = (0..sources.len()).filter(|place| counts(*place)).count();
    (independent < 2 && !sources.iter().any(is_paper)).then_some("on one outlet")
}

/// The earliest day on which a deal may have been made public, signed or begun.
fn event(deal: &Deal) -> Option<Day> {
    let dated = [&deal.announced, &deal.signed, &deal.date].into_iter().flatten().map(|when| when.lo);
    let starts = deal.grants.iter().map(|grant| &grant.start).chain([&deal.start]).flatten();
    let starts = starts.filter_map(Bound::when).map(|when| when.lo);
    dated.chain(starts).min()
}
