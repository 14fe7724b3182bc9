//! What a step of a chain says: its value, why that is not *yes*, and what it
//! leans on (rights.md, sections 5 and 7).

use super::answer::Coverage;
use super::chains::Found;
use super::many::Words;
use super::point::ScopeKind;
use super::{Chain, ChainWord, Engine, Presumption, Reason, Step, StepLink};
use crate::data::PartyIx;
use crate::data::model::Share;
use crate::data::words::{Stage, Sublicensing};
use crate::dates::Day;
use crate::rights::{CompiledGrant, LinkIx, Status};
use crate::sort;

/// A step as a walk took it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Walked {
    /// Over a grant or a joined renewal.
    Grant(Over),
    /// From an operator to its service.
    Run { written: PartyIx, place: usize, operator: PartyIx, service: PartyIx, value: Status },
}

/// A grant as a walk took it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Over {
    pub link: LinkIx,
    /// Who gives and takes, as they are read on the day.
    pub from: Option<PartyIx>,
    pub to: PartyIx,
    /// on(g, x).
    pub on: Status,
    /// How surely the written licensor and licensee are read so.
    pub as_licensor: Status,
    pub as_licensee: Status,
    /// Another grant rests on it.
    pub passed_on: bool,
    /// Its exclusivity, where what rests on it asks for that.
    pub asked_exclusive: Status,
}

impl Engine<'_> {
    /// A chain in full.
    pub(super) fn chain(&self, found: &Found, words: &Words) -> Chain {
        let mut steps = Vec::with_capacity(found.steps.len());
        let mut asked_exclusive = Status::Certain;
        let mut owns = found.owns;
        let (mut coverage, mut exclusive) = (Coverage::WHOLE, found.value);
        let mut widened = false;
        // The grant before this one, whose exclusivity may be asked for.
        let mut below: LinkIx = 0;
        for walked in &found.steps {
            let mut step = match *walked {
                Walked::Grant(ref over) => {
                    let (first, second) = self.parts(over.link);
                    let is_wide = |grant: LinkIx| self.widened.binary_search(&grant).is_ok();
                    widened |= is_wide(first) || second.is_some_and(is_wide);
                    self.granted(over, words)
                }
                Walked::Run { written, place, operator, service, value } => Step {
                    link: StepLink::Operator(written, place),
                    id: format!("{}~op{place}", self.catalog.party(written).id),
                    from: Some(operator),
                    to: service,
                    value,
                    exclusive: value,
                    coverage: Coverage::WHOLE,
                    reasons: self.run_reasons(written, place, operator, service, words.point.date),
                    presumptions: Vec::new(),
                },
            };
            // Ownership is a matter of the first step, and exclusive holdings of the one that passes them on.
            if owns < Status::Certain && found.owner.is_some() {
                step.value = step.value.min(owns);
                step.reasons.push(Reason::Ownership);
            }
            owns = Status::Certain;
            if let Walked::Grant(Over { asked_exclusive: asked, link, .. }) = *walked {
                if asked_exclusive < Status::Certain {
                    step.value = step.value.min(asked_exclusive);
                    step.reasons.push(Reason::ExclusiveHoldings);
                    step.presumptions.extend(self.presumptions(below, words.point.date, false));
                }
                (asked_exclusive, below) = (asked, link);
            }
            // Named only where it leans on nothing weaker.
            if step.value == Status::Presumed {
                sort::distinct(&mut step.presumptions);
            } else {
                step.presumptions.clear();
            }
            exclusive = exclusive.min(step.exclusive);
            coverage = coverage.then(step.coverage);
            sort::distinct(&mut step.reasons);
            steps.push(step);
        }
        let word = match found.value {
            _ if found.owner.is_none() => ChainWord::Open,
            _ if widened => ChainWord::Widened,
            Status::Certain => ChainWord::Holds,
            Status::Presumed => ChainWord::Presumed,
            _ => ChainWord::Weak,
        };
        Chain { owner: found.owner, steps, value: found.value, exclusive, coverage, word }
    }

    /// The id of a grant as in `expected.json`: `deal#g1`, the same for every pair of several.
    pub fn grant_id(&self, grant: LinkIx) -> String {
        let link = self.grant(grant);
        let deal = self.catalog.deal(link.deal);
        [deal.id.as_str(), "#", deal.grants[link.grant].id.as_str()].concat()
    }

    fn granted(&self, over: &Over, words: &Words) -> Step {
        let Over { link, from, to, on, as_licensor, as_licensee, passed_on, .. } = *over;
        let (first, second) = self.parts(link);
        let mut value = on.min(as_licensor).min(as_licensee);
        if passed_on {
            value = value.min(self.may_pass_on(link));
        }
        if from.is_none() {
            value = value.min(Status::Possible);
        }
        let mut id = self.grant_id(first);
        let mut coverage = self.coverage(first);
        if let Some(second) = second {
            id.push('+');
            id.push_str(&self.grant_id(second));
            let other = self.coverage(second);
            coverage = Coverage { min: coverage.min.min(other.min), max: coverage.max.max(other.max) };
        }
        Step {
            link: second.map_or(StepLink::Grant(first), |second| StepLink::Joined(first, second)),
            id,
            from,
            to,
            value,
            exclusive: self.exclusive(link, words.point.date, on),
            coverage,
            reasons: self.grant_reasons(over, words),
            presumptions: self.presumptions(link, words.point.date, passed_on),
        }
    }
}

/// Why links are not *yes*.
impl Engine<'_> {
    fn grant_reasons(&self, over: &Over, words: &Words) -> Vec<Reason> {
        let (point, day) = (&words.point, words.point.date);
        let mut reasons = Vec::new();
        let mut say = |reason: Reason, holds: bool| {
            if holds {
                reasons.push(reason);
            }
        };
        let (first, second) = self.parts(over.link);
        for grant in [Some(first), second].into_iter().flatten() {
            let link = self.grant(grant);
            let deal = self.catalog.deal(link.deal);
            let is_announced = deal.stage == Some(Stage::Announced);
            say(Reason::Stage, is_announced);
            say(Reason::Joint, link.joint);
            say(Reason::UnspecifiedGrantor, link.from.is_none());
            let explained = is_announced || link.joint || link.from.is_none();
            say(Reason::Confidence, self.is_doubted(link) || link.value < Status::Certain && !explained);
            let period = self.joined(over.link).map_or(link.period, |joined| joined.period);
            say(Reason::StartNotKnown, !period.unsure && day < period.start_hi);
            say(Reason::EndNotKnown, !period.unsure && day > period.end_lo);
            say(Reason::DateUnsure, period.unsure);
            let suspended = link.suspensions().iter().any(|it| it.from.0 <= day && day <= it.until.1);
            say(Reason::SuspendedPerhaps, suspended);
            say(Reason::Affected, link.affected().iter().any(|&(from, to)| from <= day && day <= to));
            say(Reason::TerritoryNotKnown, link.territory.is_none());
            let covers = self.covers_catalogue(grant, point.catalogue, &words.owners);
            let scope = self.scope(grant);
            let is_listed = !matches!(scope.kind, ScopeKind::Part | ScopeKind::Own);
            say(Reason::CatalogueNotListed, covers == Status::Possible && !is_listed);
            say(Reason::ShareOfPool, covers == Status::Possible && is_listed);
            if over.passed_on {
                say(Reason::SublicensingNotStated, link.sublicensing == Sublicensing::Unknown);
                say(Reason::ConsentNotShown, link.sublicensing == Sublicensing::WithConsent);
            }
        }
        let alive = self.lives(over.to, day);
        say(Reason::Life, alive < Status::Certain);
        let succeeds = over.as_licensor < Status::Certain
            || over.as_licensee < Status::Certain && alive == Status::Certain;
        say(Reason::Succession, succeeds);
        reasons
    }

    /// Whether the words of confidence, or what was known, make a deal less than certain.
    fn is_doubted(&self, link: &CompiledGrant) -> bool {
        let deal = self.catalog.deal(link.deal);
        link.value < Status::Certain && !self.catalog.meta.policy.certain.contains(&deal.confidence)
    }

    fn run_reasons(
        &self,
        written: PartyIx,
        place: usize,
        operator: PartyIx,
        service: PartyIx,
        day: Day,
    ) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let entries = self.compiled.operators.get(written).into_iter().flatten();
        for entry in entries.filter(|entry| entry.place == place) {
            if entry.period.status(day) < Status::Certain {
                reasons.push(Reason::Operator);
            }
            for (party, stands) in [(entry.party, operator), (written, service)] {
                let mut value = Status::No;
                self.read(party, day, &mut |read, surely| {
                    if read == stands {
                        value = value.max(surely);
                    }
                });
                if value < Status::Certain {
                    reasons.push(Reason::Succession);
                }
            }
        }
        if self.lives(service, day) < Status::Certain {
            reasons.push(Reason::Life);
        }
        reasons
    }

    /// The presumptions that a link leans on, if it is presumed (2.4).
    fn presumptions(&self, link: LinkIx, day: Day, passed_on: bool) -> Vec<Presumption> {
        let (first, second) = self.parts(link);
        let period = self.joined(link).map_or(self.grant(first).period, |joined| joined.period);
        let mut leans = Vec::new();
        let last = self.grant(second.unwrap_or(first));
        let written = &self.catalog.deal(last.deal).grants[last.grant];
        let has_term = written.term.as_ref().is_some_and(|term| term.min.is_some());
        let after_end = day > period.end_lo;
        if day < period.start_hi || after_end && has_term {
            leans.push(Presumption::Commencement);
        }
        if after_end && !has_term {
            leans.push(Presumption::Continuance);
        }
        let parts = [Some(first), second].into_iter().flatten();
        if passed_on && parts.map(|grant| self.grant(grant)).any(|it| it.may_pass_on == Status::Presumed) {
            leans.push(Presumption::Sublicensing);
        }
        leans
    }
}

/// Coverage (section 5).
impl Engine<'_> {
    /// How much of a catalogue passes a grant.
    fn coverage(&self, grant: LinkIx) -> Coverage {
        let link = self.grant(grant);
        let covered = &self.catalog.deal(link.deal).grants[link.grant].catalogue;
        let scope = self.scope(grant);
        let counts = covered.count.as_ref().is_some_and(|count| !count.total_after);
        let mut coverage = match (&covered.share, covered.complete) {
            _ if scope.kind == ScopeKind::Part => Coverage::UNKNOWN,
            (Some(share), _) if !scope.pool => of_each(share),
            (Some(_), _) | (None, Some(false)) => Coverage::UNKNOWN,
            (None, None) if counts => Coverage::UNKNOWN,
            (None, Some(true) | None) => Coverage::WHOLE,
        };
        if !covered.except_words.is_empty() {
            coverage.min = 0;
        }
        coverage
    }
}

/// A share of each catalogue, as given.
fn of_each(share: &Share) -> Coverage {
    let (min, max) = match share.exact {
        Some(exact) => (Some(exact), Some(exact)),
        None => (share.minimum, share.maximum),
    };
    Coverage::percent(min.unwrap_or(0.0), max.unwrap_or(100.0))
}
