//! What would have to be different, in sentences (rights.md, section 7).

use super::{SaidChain, Speaker};
use crate::data::words::Stage;
use crate::i18n::date;
use crate::query::sentence;
use crate::rights::CompiledGrant;
use crate::rights::Status;
use crate::rights::engine::{Chain, Condition, Reason, StepLink, WhyNot};

impl Speaker<'_> {
    /// "HIM International Music licenses to Ali Music, exclusively: whether it had
    /// ended is not known": the steps that make a chain possible only.
    pub(super) fn not_known(self, chain: &Chain, said: &SaidChain) -> Vec<String> {
        let words = self.locale.words();
        let steps = chain.steps.iter().zip(&said.steps);
        let weak = steps.filter(|(step, said)| step.value <= Status::Possible && !said.reasons.is_empty());
        let mut list: Vec<String> = weak
            .map(|(_, said)| [&*said.sentence, words.colon, &said.reasons.join(self.texts().then)].concat())
            .collect();
        // It owns the catalogue: nothing but that, or its own life, is in doubt.
        if list.is_empty() {
            let life = self.compiled.lives[self.question.party.at()].status(self.question.date);
            let reason = if life < Status::Certain { Reason::Life } else { Reason::Ownership };
            let text = self.texts().reasons[reason as usize];
            list.push([&*self.name(self.question.party), words.colon, text].concat());
        }
        list
    }

    /// "It would be possible if “…” covered Hong Kong."
    pub(super) fn missing(self, missing: &WhyNot) -> String {
        let texts = self.texts();
        let condition = missing.lack.condition;
        let template = texts.conditions[condition as usize];
        let party = missing.lack.party.unwrap_or(self.question.party);
        let name = self.name(party);
        let Some((step, _)) = missing.steps.get(missing.at) else {
            return self.filled(template, &[("party", &name)]);
        };
        match *step {
            StepLink::Operator(service, place) if condition == Condition::Date => {
                let operator = self.catalog.party(service).operated_by.get(place);
                let operator = operator.map(|entry| self.name(entry.party)).unwrap_or_default();
                self.filled(texts.run, &[("party", &operator), ("service", &self.name(service))])
            }
            StepLink::Operator(..) => self.filled(template, &[("party", &name)]),
            StepLink::Grant(grant) | StepLink::Joined(grant, _) => {
                let Some(link) = self.compiled.link(grant) else { return String::new() };
                let deal = sentence::deal_title(self.catalog, link.deal, self.locale);
                let deal = ["“", &deal, "”"].concat();
                let blanks = [("deal", deal.as_str()), ("party", name.as_str()), ("word", self.worth(link))];
                let known = self.compiled.options.known;
                if let Some(known) = known.filter(|_| condition == Condition::Confidence)
                    && !self.compiled.is_known(self.catalog, self.catalog.deal(link.deal))
                {
                    let day = date::day(self.locale, known);
                    return self.filled(texts.not_yet_known, &[&blanks[..], &[("date", &day)]].concat());
                }
                if condition != Condition::Date {
                    return self.filled(template, &blanks);
                }
                // In the end the day stands on which it ended, before its start the day asked about.
                if self.question.date < link.period.start_lo {
                    return self.filled(texts.begun, &blanks);
                }
                let day = date::day(self.locale, link.period.end_hi);
                self.filled(texts.not_ended, &[&blanks[..], &[("date", &day)]].concat())
            }
        }
    }

    /// Why a deal is worth nothing, in a word.
    fn worth(self, link: &CompiledGrant) -> &'static str {
        let (words, deal) = (self.locale.words(), self.catalog.deal(link.deal));
        if deal.retracted.is_some() {
            self.texts().retracted
        } else if deal.stage == Some(Stage::Cancelled) {
            words.stage(Stage::Cancelled)
        } else {
            words.confidence(deal.confidence)
        }
    }
}
