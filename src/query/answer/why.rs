//! What would have to be different, in sentences (rights.md, section 7).

use super::Speaker;
use crate::data::words::Stage;
use crate::i18n::date;
use crate::query::sentence;
use crate::rights::CompiledGrant;
use crate::rights::engine::{Condition, StepLink, WhyNot};

impl Speaker<'_> {
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
