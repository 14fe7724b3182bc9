//! Values for up to 64 cases at once, a bit for each in each of the three
//! databases; what parties hold and links give of them. The cases are catalogues
//! on one day, or days of one catalogue.

use super::reached::status;
use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};

/// A bit for each case in each database: at least possible, presumed, yes.
pub(super) type Bits = [u64; 3];

pub(super) const NOTHING: Bits = [0; 3];
pub(super) const EVERYTHING: Bits = [u64::MAX; 3];

/// What is of this value in these cases.
pub(super) fn bits(value: Status, only: u64) -> Bits {
    std::array::from_fn(|database| if value as usize > database { only } else { 0 })
}

pub(super) fn and(one: Bits, other: Bits) -> Bits {
    std::array::from_fn(|database| one[database] & other[database])
}

pub(super) fn or(one: Bits, other: Bits) -> Bits {
    std::array::from_fn(|database| one[database] | other[database])
}

/// Adds bits; whether there were any new ones.
pub(super) fn add(to: &mut Bits, more: Bits) -> bool {
    let rises = (0..3).any(|database| more[database] & !to[database] != 0);
    *to = or(*to, more);
    rises
}

/// The value in the case at a place.
pub(super) fn value(of: Bits, place: usize) -> Status {
    status(of.iter().map(|set| (set >> place & 1) as u8).sum())
}

/// The cases in which the value is at least that of another.
pub(super) fn at_least(one: Bits, other: Bits) -> u64 {
    (0..3).fold(u64::MAX, |cases, database| cases & (one[database] | !other[database]))
}

/// What is settled about a party: [`super::reached::Party`] for many cases.
#[derive(Clone, Copy)]
pub(super) struct Holds {
    pub usage: Bits,
    pub owns: Bits,
    pub grants: Bits,
    pub exclusively: Bits,
    /// It is to be looked at again.
    pub waits: bool,
    /// So are its gifts.
    pub gives_more: bool,
}

impl Holds {
    pub const NOTHING: Holds = Holds {
        usage: NOTHING,
        owns: NOTHING,
        grants: NOTHING,
        exclusively: NOTHING,
        waits: false,
        gives_more: false,
    };

    /// The same, worth no more than this.
    pub fn at_most(&self, most: Bits) -> Holds {
        Holds {
            usage: and(self.usage, most),
            owns: and(self.owns, most),
            grants: and(self.grants, most),
            exclusively: and(self.exclusively, most),
            ..Holds::NOTHING
        }
    }
}

/// What a link gives, or several between the same two parties.
#[derive(Clone, Copy)]
pub(super) struct Gift {
    /// The licensee as written.
    pub to: PartyIx,
    /// on(g, x), and with sub(g); X(g, x), and with sub(g).
    pub worth: [Bits; 4],
    /// Only what was held exclusively is passed on.
    pub wants_exclusive: bool,
    /// It rests on grants that it lists.
    pub lists_upstream: bool,
    /// Its place among those that others list; none if it is not one of them.
    pub listed: u32,
    /// The next gift of the same licensor.
    pub next: u32,
    /// The next gift of the same link, if that lists upstreams.
    pub same: u32,
}

impl Gift {
    /// The same where on(g, x), the exclusivity and sub(g) are these.
    pub fn worth(self, on: Bits, exclusivity: Bits, passes_on: Status) -> Gift {
        let passes_on = bits(passes_on, u64::MAX);
        let excludes = and(on, exclusivity);
        Gift { worth: [on, and(on, passes_on), excludes, and(excludes, passes_on)], ..self }
    }
}

/// A link that others list as upstream.
pub(super) struct Listed {
    pub link: LinkIx,
    /// The places of those others in [`super::flood::Flood`]'s list of them, and how surely its taker is their giver.
    pub others: Vec<(u32, Bits)>,
    /// What may be granted through it, and exclusively.
    pub grants: Bits,
    pub exclusively: Bits,
    pub waits: bool,
}
