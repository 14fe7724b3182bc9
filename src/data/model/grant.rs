//! One directed grant with its terms (section 7).

use crate::data::ids::{GrantId, GrantRef, PartyIx};
use crate::data::text::Text;
use crate::data::words::{Holdings, Layer, Level, Sublicensing, Unit};
use crate::dates::{Bound, Duration};

/// One directed grant with its terms (section 7).
#[derive(Clone, Debug)]
pub struct Grant {
    /// Its id in the deal.
    pub id: GrantId,
    /// Licensor.
    pub from: PartyRef,
    /// Licensee.
    pub to: PartyRef,
    /// Whose recordings.
    pub catalogue: Catalogue,
    /// Which right.
    pub layer: Vec<Layer>,
    /// DDEX `UseType` values. Empty on an assignment: every use.
    pub uses: Vec<String>,
    /// Where; absent = not known, and no default fills it.
    pub territory: Option<TerritoryExpr>,
    /// From.
    pub start: Option<Bound>,
    /// Until.
    pub end: Option<Bound>,
    /// Length, where the end is absent.
    pub term: Option<Term>,
    /// Exclusivity.
    pub exclusivity: Exclusivity,
    /// Whether it may be passed on.
    pub sublicensing: Sublicensing,
    /// The grants it rests on.
    pub upstream: Vec<GrantRef>,
    /// The grant it renews.
    pub continues: Option<GrantRef>,
    /// A note.
    pub note: Option<Text>,
    /// What it states itself, where the deal could state it for all its grants.
    pub stated: Stated,
}

/// Which of the terms that a deal can state for its grants a grant states itself, readable or not:
/// a claim on the deal's field does not speak of these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stated(pub(in crate::data) u8);

impl Stated {
    const FIELDS: [&str; 5] = ["start", "end", "territory", "exclusivity", "sublicensing"];

    /// Asks for each of the fields.
    pub(in crate::data) fn of(has: &dyn Fn(&str) -> bool) -> Stated {
        Stated(Self::FIELDS.iter().zip(0..).map(|(field, bit)| u8::from(has(field)) << bit).sum())
    }

    /// Whether it states this field.
    pub fn has(self, field: &str) -> bool {
        Self::FIELDS.iter().zip(0..).any(|(other, bit)| *other == field && self.0 >> bit & 1 == 1)
    }
}

/// Who stands on one side of a grant (7.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartyRef {
    /// One party.
    One(PartyIx),
    /// Signed by the first for each of the others.
    OnBehalf(PartyIx, Vec<PartyIx>),
    /// One grant for each.
    Each(Vec<PartyIx>),
    /// Named together; which of them is not known.
    Joint(Vec<PartyIx>),
    /// Not named: `undisclosed`, `unknown` or `several`.
    Unspecified(&'static str),
}

impl PartyRef {
    /// Every party named, the signing one first.
    pub fn parties(&self) -> Vec<PartyIx> {
        match self {
            PartyRef::One(party) => vec![*party],
            PartyRef::OnBehalf(agent, parties) => {
                std::iter::once(*agent).chain(parties.iter().copied()).collect()
            }
            PartyRef::Each(parties) | PartyRef::Joint(parties) => parties.clone(),
            PartyRef::Unspecified(_) => Vec::new(),
        }
    }
}

/// What a grant covers (7.2).
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// Whose catalogues; exhaustive.
    pub of: Vec<PartyIx>,
    /// Whatever the grantor may pass on, instead of `of`.
    pub holdings: Option<Holdings>,
    /// Parties named as examples.
    pub named: Vec<PartyIx>,
    /// Parties left out.
    pub except: Vec<PartyIx>,
    /// Items left out, in words.
    pub except_words: Vec<String>,
    /// Part of it in percent.
    pub share: Option<Share>,
    /// How many.
    pub count: Option<Count>,
    /// The whole of each, or only a part.
    pub complete: Option<bool>,
    /// Artists that a source gives for it: parties where they are in the file.
    pub artists: Vec<String>,
}

/// Percent, exact or between bounds. An exact share fills both bounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Share {
    /// At least.
    pub minimum: Option<f64>,
    /// At most.
    pub maximum: Option<f64>,
    /// Exact.
    pub exact: Option<f64>,
    /// Of all catalogues together, not of each.
    pub of_pool: Option<bool>,
    /// Of what.
    pub unit: Option<Unit>,
}

/// A number of items. An exact number fills both bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Exact.
    pub exact: Option<u64>,
    /// At least.
    pub minimum: Option<u64>,
    /// At most.
    pub maximum: Option<u64>,
    /// Of what.
    pub unit: Unit,
    /// What the receiver had altogether afterwards; not the size of the grant.
    pub total_after: bool,
}

/// A territory expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TerritoryExpr {
    /// Codes or group ids. Empty: said to be unknown.
    pub include: Vec<String>,
    /// Codes or group ids taken out.
    pub exclude: Vec<String>,
}

/// Length of a period.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// At least.
    pub min: Option<Duration>,
    /// At most.
    pub max: Option<Duration>,
    /// As the source words it.
    pub text: Option<Text>,
}

/// Exclusivity of a grant, with a period of its own where it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Exclusivity {
    /// The level.
    pub level: Level,
    /// From; the grant's start if absent.
    pub start: Option<Bound>,
    /// Until; the grant's end if absent.
    pub end: Option<Bound>,
    /// Length.
    pub term: Option<Duration>,
    /// Parties whose rights are not touched.
    pub carve_outs: Vec<PartyIx>,
}
