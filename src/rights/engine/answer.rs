//! What an answer is made of (rights.md 1.2, 5 and 7).

use super::why::WhyNot;
use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};

/// The answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether the party could offer the catalogue.
    pub answer: Status,
    /// Whether exclusively, by contract (section 6).
    pub exclusive: Status,
    /// How much of the catalogue (section 5).
    pub coverage: Coverage,
    /// At most 50, best first (section 7).
    pub chains: Vec<Chain>,
    /// How many other services have it (section 6).
    pub others: Others,
    /// All others that surely have it have it through the party (section 6).
    pub gatekeeper: bool,
    /// For *no*: what would have to be different, at most 5, shortest first.
    pub missing: Vec<WhyNot>,
}

/// Other services that may use the same point, by word (section 6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// Surely.
    pub yes: u32,
    /// If presumptions hold.
    pub presumed: u32,
    /// Perhaps.
    pub possible: u32,
}

/// Least and greatest part of a catalogue, in hundredths of a percent (section 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coverage {
    /// At least; rounded down.
    pub min: u16,
    /// At most; rounded up.
    pub max: u16,
}

impl Coverage {
    /// All of it.
    pub const WHOLE: Coverage = Coverage { min: 10_000, max: 10_000 };
    /// Some of it.
    pub const UNKNOWN: Coverage = Coverage { min: 0, max: 10_000 };
    /// Nothing.
    pub const NONE: Coverage = Coverage { min: 0, max: 0 };

    /// Between two percentages, each between 0 and 100 after cutting.
    pub fn percent(min: f64, max: f64) -> Coverage {
        let cut = |percent: f64| if percent > 0.0 { (percent * 100.0).min(10_000.0) } else { 0.0 };
        Coverage { min: cut(min) as u16, max: cut(max).ceil() as u16 }
    }

    /// Both as percentages.
    pub fn percents(self) -> (f64, f64) {
        (f64::from(self.min) / 100.0, f64::from(self.max) / 100.0)
    }

    /// One step behind another (Fréchet's bounds).
    #[must_use]
    pub fn then(self, next: Coverage) -> Coverage {
        let min = (u32::from(self.min) + u32::from(next.min)).saturating_sub(10_000) as u16;
        Coverage { min, max: self.max.min(next.max) }
    }
}

/// Over the listed chains (section 5): the greatest minimum among those with the
/// answer's value, and the sum of the maxima.
pub(super) fn covered(chains: &[Chain], answer: Status) -> Coverage {
    let min = chains.iter().filter(|chain| chain.value == answer).map(|chain| chain.coverage.min).max();
    let max: u32 = chains.iter().map(|chain| u32::from(chain.coverage.max)).sum();
    Coverage { min: min.unwrap_or(0), max: max.min(10_000) as u16 }
}

/// One way from an owner to the party (section 7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Who owns the catalogue at its beginning; `None` if its first licensor is unspecified.
    pub owner: Option<PartyIx>,
    /// From the owner's grant to the party; empty if the party owns the catalogue.
    pub steps: Vec<Step>,
    /// The least value of its steps.
    pub value: Status,
    /// The least of its value and of the exclusivity of every grant in it.
    pub exclusive: Status,
    /// Along the whole chain.
    pub coverage: Coverage,
    /// What to call it.
    pub word: ChainWord,
}

/// What to call a chain (section 7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainWord {
    /// All steps are yes.
    Holds,
    /// It leans on a presumption.
    Presumed,
    /// A step is possible only.
    Weak,
    /// A step is wider or longer than what it rests on.
    Widened,
    /// Its first licensor is unspecified.
    Open,
}

/// One step of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub link: StepLink,
    /// As in `expected.json`: `deal#g1`, `deal#g1+deal2#g1`, `service~op0`.
    pub id: String,
    /// Who gives, as it is read on the day; `None` if unspecified.
    pub from: Option<PartyIx>,
    /// Who takes, as it is read on the day.
    pub to: PartyIx,
    /// What the step is worth by itself.
    pub value: Status,
    /// Its exclusivity on the day; that of an operator's step is its value.
    pub exclusive: Status,
    /// How much of the catalogue passes it.
    pub coverage: Coverage,
    /// Why it is not *yes*, in the order of the list in section 7.
    pub reasons: Vec<Reason>,
    /// What it leans on, if it is presumed.
    pub presumptions: Vec<Presumption>,
}

/// The record behind a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepLink {
    /// A grant: its place in [`crate::rights::Compiled::grants`].
    Grant(LinkIx),
    /// A renewal without a gap, of the first by the second (3.2).
    Joined(LinkIx, LinkIx),
    /// A service run by an operator: the place in its `operated_by`.
    Operator(PartyIx, usize),
}

macro_rules! named {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word in rights.md and in answers.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }
    )+};
}

named! {
    /// Why a step is not *yes* (section 7).
    Reason {
        /// The deal's confidence, or what was known of it.
        Confidence = "confidence",
        /// The deal was announced only.
        Stage = "stage",
        /// Named together with others.
        Joint = "joint",
        /// Who gave it is not said.
        UnspecifiedGrantor = "unspecified-grantor",
        /// The day may lie before its start.
        StartNotKnown = "start-not-known",
        /// The day may lie after its end.
        EndNotKnown = "end-not-known",
        /// A date with `?` or `%`.
        DateUnsure = "date-unsure",
        /// A takedown that may touch it.
        SuspendedPerhaps = "suspended-perhaps",
        /// Touched, not known how.
        Affected = "affected",
        /// Where it holds is not known.
        TerritoryNotKnown = "territory-not-known",
        /// The catalogue may or may not be part of it.
        CatalogueNotListed = "catalogue-not-listed",
        /// It passes on what its licensor holds exclusively; whether the catalogue is among that.
        ExclusiveHoldings = "exclusive-holdings",
        /// A share of several catalogues together.
        ShareOfPool = "share-of-pool",
        /// Whether it may be passed on is not said.
        SublicensingNotStated = "sublicensing-not-stated",
        /// It may be passed on with consent, which nobody has shown.
        ConsentNotShown = "consent-not-shown",
        /// Whether one party stands in another's place.
        Succession = "succession",
        /// Whether the operator runs the service.
        Operator = "operator",
        /// Whether the party is alive.
        Life = "life",
        /// Whether its licensor owns, or owned, the catalogue.
        Ownership = "ownership",
    }
    /// The presumptions of 2.4.
    Presumption {
        /// A grant runs from its announcement.
        Commencement = "commencement",
        /// A grant without a known end goes on for a time.
        Continuance = "continuance",
        /// An unknown right to pass on is there where somebody passed on.
        Sublicensing = "sublicensing",
    }
}
