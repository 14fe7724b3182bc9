//! What a search has settled so far about parties and links.

use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};

/// What is settled about a party.
#[derive(Clone, Copy, Debug)]
pub(super) struct Party {
    /// `may_use`.
    pub usage: Status,
    /// owner, or run by an owner.
    pub owns: Status,
    /// `may_grant` through a grant.
    pub grants: Status,
    /// The same through a grant that is exclusive itself.
    pub grants_exclusively: Status,
    /// How many links a chain to it has, about.
    pub length: u16,
    /// The last of the derived links to it, as it is written: a place in their list, from one.
    pub last: u32,
    /// With what it was looked at: usage, owns, grants, grants exclusively.
    pub looked: [Status; 4],
}

impl Party {
    /// Nothing settled.
    pub const NOTHING: Party = Party {
        usage: Status::No,
        owns: Status::No,
        grants: Status::No,
        grants_exclusively: Status::No,
        length: 0,
        last: 0,
        looked: [Status::No; 4],
    };
}

/// What is known of a link. All zeros before it was looked at.
#[derive(Clone, Copy)]
struct Link {
    /// 0, or one more than on(g, x).
    on: u8,
    /// The least of it and its base.
    derived: u8,
    /// How many links a chain of that value to it has, about.
    length: u16,
}

impl Link {
    const NOTHING: Link = Link { on: 0, derived: 0, length: 0 };
}

/// What is to be looked at again.
#[derive(Clone, Copy)]
pub(super) enum Event {
    Party(PartyIx),
    Link(LinkIx),
}

/// What a search found; [`Reached::usage`] is the answer word for a party.
pub(super) struct Reached {
    parties: Vec<Party>,
    /// By link, together: they are asked for together, of links that lie far apart.
    links: Vec<Link>,
    touched_parties: Vec<PartyIx>,
    touched_links: Vec<LinkIx>,
    /// Those that are derived, with their licensees as written, and the one before of each licensee.
    derived: Vec<(LinkIx, PartyIx, u32)>,
    /// What is to be looked at, by value: possible, presumed, yes; first in, first out.
    open: [Vec<Event>; 3],
}

/// A status from its number.
pub(super) fn status(number: u8) -> Status {
    match number {
        0 => Status::No,
        1 => Status::Possible,
        2 => Status::Presumed,
        _ => Status::Certain,
    }
}

impl Reached {
    /// For a dataset of so many parties and links, joined renewals among them.
    pub fn new(parties: usize, links: usize) -> Reached {
        Reached {
            parties: vec![Party::NOTHING; parties],
            links: vec![Link::NOTHING; links],
            touched_parties: Vec::new(),
            touched_links: Vec::new(),
            derived: Vec::new(),
            open: [Vec::new(), Vec::new(), Vec::new()],
        }
    }

    /// Forgets everything, at the cost of what was reached.
    pub fn clear(&mut self) {
        for party in self.touched_parties.drain(..) {
            self.parties[party.at()] = Party::NOTHING;
        }
        for (_, to, _) in self.derived.drain(..) {
            self.parties[to.at()].last = 0;
        }
        for link in self.touched_links.drain(..) {
            self.links[link as usize] = Link::NOTHING;
        }
        self.open.iter_mut().for_each(Vec::clear);
    }

    /// Everything about a party.
    pub fn party(&self, party: PartyIx) -> Party {
        self.parties[party.at()]
    }

    /// Keeps with what a party is looked at, and tells with what it was before.
    pub fn looks(&mut self, party: PartyIx, now: [Status; 4]) -> [Status; 4] {
        std::mem::replace(&mut self.parties[party.at()].looked, now)
    }

    /// `may_use(P, x)`.
    pub fn usage(&self, party: PartyIx) -> Status {
        self.parties[party.at()].usage
    }

    /// Whether a party owns the point, or may grant it.
    pub fn may_give(&self, party: PartyIx) -> bool {
        let settled = &self.parties[party.at()];
        settled.owns.max(settled.grants) > Status::No
    }

    /// How many links the best chain to a party has, about.
    pub fn length(&self, party: PartyIx) -> usize {
        usize::from(self.parties[party.at()].length)
    }

    /// on(g, x) of a link, if it was worked out.
    pub fn known_on(&self, link: LinkIx) -> Option<Status> {
        self.links[link as usize].on.checked_sub(1).map(status)
    }

    /// on(g, x) of a link that was looked at.
    pub fn on(&self, link: LinkIx) -> Status {
        self.known_on(link).unwrap_or(Status::No)
    }

    /// Keeps on(g, x).
    pub fn keep_on(&mut self, link: LinkIx, on: Status) {
        self.links[link as usize].on = on as u8 + 1;
        self.touched_links.push(link);
    }

    /// The value of the best chain that ends with this link.
    pub fn derived(&self, link: LinkIx) -> Status {
        status(self.links[link as usize].derived)
    }

    /// How many links that chain has, about.
    pub fn link_length(&self, link: LinkIx) -> u16 {
        self.links[link as usize].length
    }

    /// Everybody who may use the point, in no order.
    pub fn users(&self) -> impl Iterator<Item = PartyIx> {
        self.touched_parties.iter().copied().filter(|&party| self.usage(party) > Status::No)
    }

    /// How many links are derived.
    pub fn count(&self) -> u32 {
        self.derived.len() as u32
    }

    /// Gathers, of the first so many derived links, those to a licensee as written, the last one first.
    pub fn links_to(&self, to: PartyIx, count: u32, links: &mut Vec<LinkIx>) {
        let mut at = self.parties[to.at()].last;
        while let Some(&(link, _, before)) = self.derived.get((at as usize).wrapping_sub(1)) {
            if at <= count {
                links.push(link);
            }
            at = before;
        }
    }

    /// Raises what is known of a party.
    pub fn settle(&mut self, party: PartyIx, new: Party) {
        let known = &mut self.parties[party.at()];
        let rises = [
            (known.usage, new.usage),
            (known.owns, new.owns),
            (known.grants, new.grants),
            (known.grants_exclusively, new.grants_exclusively),
        ];
        let highest = rises.iter().filter(|(old, new)| new > old).map(|pair| pair.1).max();
        let Some(highest) = highest else { return };
        if [known.usage, known.owns, known.grants].iter().all(|&status| status == Status::No) {
            self.touched_parties.push(party);
        }
        let is_shorter = new.usage == known.usage && new.length < known.length;
        if new.usage > known.usage || is_shorter {
            known.length = new.length;
        }
        known.usage = known.usage.max(new.usage);
        known.owns = known.owns.max(new.owns);
        known.grants = known.grants.max(new.grants);
        known.grants_exclusively = known.grants_exclusively.max(new.grants_exclusively);
        self.push(Event::Party(party), highest);
    }

    /// Raises what is known of a link, whose on(g, x) must be kept already; whether it rises.
    pub fn derive(&mut self, link: LinkIx, to: PartyIx, value: Status, length: u16) -> bool {
        let known = &mut self.links[link as usize];
        let rises = value as u8 > known.derived;
        if rises {
            if known.derived == 0 {
                let last = &mut self.parties[to.at()].last;
                self.derived.push((link, to, *last));
                *last = self.derived.len() as u32;
            }
            (known.derived, known.length) = (value as u8, length);
        }
        rises
    }

    /// The same; what comes of it is looked at later.
    pub fn derive_later(&mut self, link: LinkIx, to: PartyIx, value: Status, length: u16) {
        if self.derive(link, to, value, length) {
            self.push(Event::Link(link), value);
        }
    }

    fn push(&mut self, event: Event, value: Status) {
        if value > Status::No {
            self.open[value as usize - 1].push(event);
        }
    }

    /// The event at a place in the list of a value.
    pub fn event(&self, value: Status, place: usize) -> Option<Event> {
        self.open[value as usize - 1].get(place).copied()
    }
}
