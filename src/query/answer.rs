//! A question from texts, and its answer in words (rights.md 1.1, 6 and 7): the
//! same for the page and the tool, in both languages.

mod asked;
mod why;

pub use asked::{Asked, Mistake, Part, mistake, question};

use super::{names, sentence};
use crate::data::words::DealType;
use crate::data::{Catalog, DealIx, PartyIx};
use crate::i18n::answers::AnswerWords;
use crate::i18n::{Locale, count, date, fill, number};
use crate::rights::engine::{Coverage, Presumption, Step, StepLink};
use crate::rights::{Answer, Chain, Compiled, Question, Status};

/// An answer in a reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// One sentence with the word, who, whose, where, when, and that it is about
    /// recordings (or another layer). A *no* is "No deal in this file allows …".
    pub headline: String,
    /// The word by itself.
    pub word: &'static str,
    /// What the word means.
    pub meaning: &'static str,
    /// "presumed: end not known, taken to run until 2023-08": one for each
    /// presumption that the best chain leans on, if the answer is *presumed*.
    pub presumptions: Vec<String>,
    /// By contract, and which other services had it.
    pub exclusivity: String,
    /// "the whole catalogue", "at least 60 %".
    pub coverage: String,
    /// In the order of the answer.
    pub chains: Vec<SaidChain>,
    /// What would have to be different, for a *no*.
    pub missing: Vec<String>,
}

/// A chain in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidChain {
    /// All steps in one sentence.
    pub sentence: String,
    /// "holds: every step is certain".
    pub word: &'static str,
    /// Its steps.
    pub steps: Vec<SaidStep>,
}

/// A step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidStep {
    /// `deal#g1`, `deal#g1+deal2#g1`, `service~op0`.
    pub id: String,
    /// The deal whose evidence speaks for it; none for an operator's step.
    pub deal: Option<DealIx>,
    /// "HIM International Music licenses to Ali Music".
    pub sentence: String,
    /// Its period as the record has it.
    pub period: String,
    /// What it is on the day, in a word.
    pub status: &'static str,
    /// Why it is not certain.
    pub reasons: Vec<&'static str>,
    /// What it leans on.
    pub presumptions: Vec<String>,
}

/// What is needed to say something.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The records.
    pub catalog: &'a Catalog,
    /// What they were compiled to.
    pub compiled: &'a Compiled,
    /// The question.
    pub question: &'a Question,
    /// What the reader calls its territory.
    pub territory: &'a str,
    /// The reader's language.
    pub locale: Locale,
}

impl Speaker<'_> {
    /// An answer in words.
    pub fn said(self, answer: &Answer) -> Said {
        let words = self.locale.words();
        let meaning = match answer.answer {
            Status::Certain => words.answer_yes_meaning,
            Status::Presumed => words.answer_presumed_meaning,
            Status::Possible => words.answer_possible_meaning,
            Status::No => words.answer_no_meaning,
        };
        let chains: Vec<SaidChain> = answer.chains.iter().map(|chain| self.chain(chain)).collect();
        let leans = chains.first().filter(|_| answer.answer == Status::Presumed);
        let presumptions = leans
            .map(|chain| chain.steps.iter().flat_map(|step| step.presumptions.iter().cloned()).collect());
        Said {
            headline: self.filled(self.texts().headlines[answer.answer as usize], &[]),
            word: words.answer(answer.answer),
            meaning,
            presumptions: presumptions.unwrap_or_default(),
            exclusivity: self.exclusivity(answer),
            coverage: self.coverage(answer.coverage, answer.answer),
            chains,
            missing: answer.missing.iter().map(|missing| self.missing(missing)).collect(),
        }
    }

    /// One step by itself.
    pub fn step(self, step: &Step) -> SaidStep {
        let words = self.locale.words();
        let (deal, sentence, period) = match step.link {
            StepLink::Operator(service, place) => {
                let entry = self.catalog.party(service).operated_by.get(place);
                let period =
                    entry.and_then(|it| date::period(self.locale, it.start.as_ref(), it.end.as_ref()));
                let operator = step.from.map(|operator| self.name(operator)).unwrap_or_default();
                let blanks = [("operator", operator.as_str()), ("service", &self.name(step.to))];
                (None, fill(words.answer_operates, &blanks), period.unwrap_or_default())
            }
            StepLink::Grant(grant) | StepLink::Joined(grant, _) => {
                let second = match step.link {
                    StepLink::Joined(_, second) => Some(second),
                    _ => None,
                };
                let period = self.period(grant);
                let period = match second {
                    Some(second) => {
                        let renewed = self.period(second);
                        fill(self.texts().joined, &[("first", &period), ("second", &renewed)])
                    }
                    None => period,
                };
                (Some(self.compiled.grants[grant as usize].deal), self.gives(step, grant), period)
            }
        };
        SaidStep {
            id: step.id.clone(),
            deal,
            sentence,
            period,
            status: words.status(step.value),
            reasons: step.reasons.iter().map(|reason| self.texts().reasons[*reason as usize]).collect(),
            presumptions: step
                .presumptions
                .iter()
                .map(|presumption| self.presumption(step, *presumption))
                .collect(),
        }
    }

    fn texts(self) -> &'static AnswerWords {
        AnswerWords::of(self.locale)
    }

    fn name(self, party: PartyIx) -> String {
        names::text(self.catalog, party, self.locale)
    }

    /// Who, whose, where, when, which right.
    fn blanks(self) -> [(&'static str, String); 5] {
        let words = self.locale.words();
        [
            ("party", self.name(self.question.party)),
            ("catalogue", self.name(self.question.catalogue)),
            ("territory", self.territory.to_string()),
            ("date", date::day(self.locale, self.question.date)),
            ("what", words.layer(self.question.layer).to_string()),
        ]
    }

    /// A text with the question's blanks filled in, after those given.
    fn filled(self, template: &str, more: &[(&str, &str)]) -> String {
        let own = self.blanks();
        let mut blanks = more.to_vec();
        blanks.extend(own.iter().map(|(key, value)| (*key, value.as_str())));
        fill(template, &blanks)
    }

    fn chain(self, chain: &Chain) -> SaidChain {
        let texts = self.texts();
        let steps: Vec<SaidStep> = chain.steps.iter().map(|step| self.step(step)).collect();
        let mut sentence = String::new();
        for step in &steps {
            if !sentence.is_empty() {
                sentence.push_str(texts.then);
            }
            sentence.push_str(&step.sentence);
            if !step.period.is_empty() {
                sentence.push_str(self.locale.words().clause);
                sentence.push_str(&step.period);
            }
        }
        if steps.is_empty() {
            sentence.push_str(self.locale.words().answer_owns);
        }
        SaidChain { sentence, word: texts.chain_words[chain.word as usize], steps }
    }

    /// "A licenses to B, exclusively".
    fn gives(self, step: &Step, grant: u32) -> String {
        let words = self.locale.words();
        let link = &self.compiled.grants[grant as usize];
        let from = step.from.map_or_else(|| self.texts().somebody.to_string(), |from| self.name(from));
        let verb = sentence::verb(words, link.deal_type);
        let mut said = fill(verb, &[("from", &from), ("to", &self.name(step.to))]);
        if !matches!(link.deal_type, DealType::Assignment) {
            said.push_str(words.clause);
            let surely = step.exclusive >= step.value;
            said.push_str(sentence::level_phrase(words, link.level, surely));
        }
        said
    }

    /// The period of a grant as it is written.
    fn period(self, grant: u32) -> String {
        let link = &self.compiled.grants[grant as usize];
        let deal = self.catalog.deal(link.deal);
        let dates = sentence::dates(deal, deal.grants.get(link.grant), self.locale);
        dates.join(self.locale.words().clause)
    }

    /// What a step leans on, in one sentence.
    fn presumption(self, step: &Step, presumption: Presumption) -> String {
        let (StepLink::Grant(first) | StepLink::Joined(first, _)) = step.link else { return String::new() };
        let last = match step.link {
            StepLink::Joined(_, second) => second,
            _ => first,
        };
        let (begins, ends) = (&self.compiled.grants[first as usize], &self.compiled.grants[last as usize]);
        let (text, link, day) = match presumption {
            Presumption::Commencement if self.question.date < begins.period.start_hi => {
                (0, begins, begins.period.presumed_start_hi)
            }
            Presumption::Commencement => (1, ends, ends.period.presumed_end_lo),
            Presumption::Continuance => (2, ends, ends.period.presumed_end_lo),
            Presumption::Sublicensing => (3, begins, begins.period.start_lo),
        };
        let deal = sentence::deal_title(self.catalog, link.deal, self.locale);
        let blanks = [("deal", deal.as_str()), ("date", &date::day(self.locale, day))];
        fill(self.texts().presumptions[text], &blanks)
    }

    /// Coverage in words (section 5).
    fn coverage(self, coverage: Coverage, answer: Status) -> String {
        let texts = &self.texts().coverage;
        if coverage == Coverage::NONE {
            return String::new();
        }
        if coverage == Coverage::WHOLE {
            return texts[0].to_string();
        }
        if coverage.min > 0 {
            let percent = number::percent(self.locale, coverage.percents().0);
            return fill(texts[1], &[("percent", &percent)]);
        }
        texts[if answer == Status::Possible { 3 } else { 2 }].to_string()
    }

    /// "Exclusive by contract: yes. Two other services had it, all through P." (section 6).
    fn exclusivity(self, answer: &Answer) -> String {
        let texts = self.texts();
        let others = answer.others;
        let as_owner = answer
            .chains
            .first()
            .is_some_and(|chain| chain.steps.iter().all(|step| matches!(step.link, StepLink::Operator(..))));
        let first = match answer.exclusive {
            Status::Certain if as_owner => texts.as_owner,
            word => texts.exclusive[word as usize],
        };
        let mut said = vec![first.to_string()];
        let party = self.name(self.question.party);
        let of = |template: &str, n: u32| {
            fill(&count(self.locale, template, n as usize), &[("party", party.as_str())])
        };
        if others.yes > 0 {
            let way = match answer.answer {
                Status::No => 2,
                _ if answer.gatekeeper => 0,
                _ => 1,
            };
            said.push(of(texts.others[way], others.yes));
        }
        for (n, template) in [others.presumed, others.possible].into_iter().zip(texts.more_others) {
            if n > 0 {
                said.push(of(template, n));
            }
        }
        if others.yes + others.presumed + others.possible == 0 {
            said.push(texts.no_others.to_string());
        }
        said.join(match self.locale {
            Locale::En => " ",
            Locale::ZhHans => "",
        })
    }
}
