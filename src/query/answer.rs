//! A question from texts, and its answer in words (rights.md 1.1, 6 and 7): the
//! same for the page and the tool, in both languages.

mod asked;
mod why;

pub use asked::{Asked, Mistake, Part, mistake, question};

use super::{details, names, sentence};
use crate::data::words::DealType;
use crate::data::{Catalog, DealIx, PartyIx};
use crate::dates::{Bound, Day};
use crate::i18n::answers::AnswerWords;
use crate::i18n::{Locale, count, date, fill, number};
use crate::rights::engine::{Coverage, Others, Presumption, Step, StepLink};
use crate::rights::findings::{Contradiction, Details, Findings};
use crate::rights::{Answer, Chain, Compiled, LinkIx, Question, Status};

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
    /// "…: end not known, taken to run until 2023-08": one for each
    /// presumption that the best chain leans on, if the answer is *presumed*.
    pub presumptions: Vec<String>,
    /// By contract, unless the answer is *no*, and which other services had it.
    pub exclusivity: String,
    /// "Coverage: the whole catalogue", "Coverage: at least 60 %".
    pub coverage: String,
    /// In the order of the answer.
    pub chains: Vec<SaidChain>,
    /// What would have to be different, for a *no*; what is not known of the
    /// best chain, for a *possible*.
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
    /// What it is on the day, in one of the four words.
    pub status: &'static str,
    /// Why it is not certain.
    pub reasons: Vec<&'static str>,
    /// What it leans on, without the deal's title.
    pub presumptions: Vec<String>,
}

/// The findings about exclusivity (C1 to C3) that touch a chain of the answer where
/// and when the question asks: what explains that others had it besides (section
/// 6). None where it was not exclusive, or all others had it through the party.
pub fn clashing(question: &Question, answer: &Answer, found: &Findings) -> Vec<usize> {
    let Others { yes, presumed, possible } = answer.others;
    if answer.exclusive == Status::No || yes + presumed + possible == 0 || answer.gatekeeper {
        return Vec::new();
    }
    let mut links: Vec<LinkIx> = Vec::new();
    for step in answer.chains.iter().flat_map(|chain| &chain.steps) {
        match step.link {
            StepLink::Grant(grant) => links.push(grant),
            StepLink::Joined(first, second) => links.extend([first, second]),
            StepLink::Operator(..) => {}
        }
    }
    let touches = |finding: &Contradiction| {
        let Details::Region { region, .. } = &finding.details else { return false };
        region.catalogues.contains(&question.catalogue)
            && region.territory.is_none_or(|places| places.contains(question.territory.0))
            && region.from <= question.date
            && question.date <= region.to
            && finding.links.iter().any(|link| links.contains(link))
    };
    (0..found.list.len()).filter(|&place| touches(&found.list[place])).collect()
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
    /// The DDEX name of its use, where that is not on-demand streaming.
    pub usage: Option<&'a str>,
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
        let leans = answer.chains.first().filter(|_| answer.answer == Status::Presumed);
        let leans = leans.into_iter().flat_map(|chain| &chain.steps);
        let presumptions = leans.flat_map(|step| {
            step.presumptions.iter().map(|presumption| {
                let (deal, text) = self.presumption(step, *presumption);
                [&deal, words.colon, &text].concat()
            })
        });
        let missing = match (answer.answer, chains.first()) {
            (Status::No, _) if answer.missing.is_empty() => vec![self.texts().no_change.to_string()],
            (Status::No, _) => answer.missing.iter().map(|missing| self.missing(missing)).collect(),
            (Status::Possible, Some(said)) => self.not_known(&answer.chains[0], said),
            _ => Vec::new(),
        };
        Said {
            headline: self.headline(answer.answer),
            word: words.answer(answer.answer),
            meaning,
            presumptions: presumptions.collect(),
            exclusivity: self.exclusivity(answer),
            coverage: self.coverage(answer),
            chains,
            missing,
        }
    }

    /// One step by itself.
    pub fn step(self, step: &Step) -> SaidStep {
        let words = self.locale.words();
        let (deal, sentence, period) = match step.link {
            StepLink::Operator(service, place) => {
                let entry = self.catalog.party(service).operated_by.get(place);
                // An end after the day of knowledge was not known yet (section 8).
                let known = self.compiled.options.known.unwrap_or(Day::MAX);
                let is_known = |end: &&Bound| end.when().is_none_or(|when| when.lo <= known);
                let period = entry.and_then(|it| {
                    date::period(self.locale, it.start.as_ref(), it.end.as_ref().filter(is_known))
                });
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
            status: words.answer(step.value),
            reasons: step.reasons.iter().map(|reason| self.texts().reasons[*reason as usize]).collect(),
            presumptions: step
                .presumptions
                .iter()
                .map(|presumption| self.presumption(step, *presumption).1)
                .collect(),
        }
    }

    fn texts(self) -> &'static AnswerWords {
        AnswerWords::of(self.locale)
    }

    fn name(self, party: PartyIx) -> String {
        names::text(self.catalog, party, self.locale)
    }

    /// Who, whose, where, when, which right and how.
    fn blanks(self) -> [(&'static str, String); 5] {
        let words = self.locale.words();
        let mut what = words.layer(self.question.layer).to_string();
        if let Some(usage) = self.usage {
            let usage = details::use_word(words, usage);
            what = fill(self.texts().with_use, &[("what", &what), ("use", usage)]);
        }
        [
            ("party", self.name(self.question.party)),
            ("catalogue", self.name(self.question.catalogue)),
            ("territory", self.territory.to_string()),
            ("date", date::day(self.locale, self.question.date)),
            ("what", what),
        ]
    }

    /// A text with the question's blanks filled in, after those given.
    fn filled(self, template: &str, more: &[(&str, &str)]) -> String {
        let own = self.blanks();
        let mut blanks = more.to_vec();
        blanks.extend(own.iter().map(|(key, value)| (*key, value.as_str())));
        fill(template, &blanks)
    }

    /// The sentence of an answer; as known on a day it says so.
    fn headline(self, answer: Status) -> String {
        let texts = self.texts();
        let known = self.compiled.options.known.map(|known| {
            let template = texts.known[usize::from(answer > Status::No)];
            fill(template, &[("known", &date::day(self.locale, known))])
        });
        self.filled(texts.headlines[answer as usize], &[("known", &known.unwrap_or_default())])
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
            let words = self.locale.words();
            let owns = chain.value == Status::Certain;
            sentence.push_str(if owns { words.answer_owns } else { words.answer_owns_perhaps });
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

    /// What a step leans on: the title of a deal, and one sentence about it.
    fn presumption(self, step: &Step, presumption: Presumption) -> (String, String) {
        let (StepLink::Grant(first) | StepLink::Joined(first, _)) = step.link else {
            return Default::default();
        };
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
        let said = fill(self.texts().presumptions[text], &[("date", &date::day(self.locale, day))]);
        (deal, said)
    }

    /// Coverage in words (section 5).
    fn coverage(self, answer: &Answer) -> String {
        let texts = &self.texts().coverage;
        let Answer { answer, coverage, ref chains, .. } = *answer;
        if coverage == Coverage::NONE {
            return String::new();
        }
        // Who may own it may own a share of it.
        let perhaps_owns = answer == Status::Possible && chains.iter().all(|chain| chain.steps.is_empty());
        if coverage == Coverage::WHOLE && !perhaps_owns {
            return texts[0].to_string();
        }
        if coverage.min > 0 && !perhaps_owns {
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
        // What it did not have, nobody asks whether it had alone.
        let first = (answer.answer > Status::No).then(|| first.to_string());
        let mut said: Vec<String> = first.into_iter().collect();
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
