//! What lies between an owner and a party, and the answer for one pair over all
//! territories (rights.md 11).
//!
//! The plain question is asked again and again, once for each class of territories
//! in which nothing can differ; but only over the cone: the links that can lie
//! between an owner and the party, anywhere. [`super::days`] asks so about days.

use super::many::Words;
use super::owner::Owners;
use super::point::{Point, TerritoryIx};
use super::{Engine, Question};
use crate::data::PartyIx;
use crate::data::codes::TERRITORY_COUNT;
use crate::rights::rows::Rows;
use crate::rights::{LinkIx, Status, Territories};
use crate::small::Set;
use crate::sort;

/// The links that can lie between an owner and a party, whatever the day.
pub(super) struct Cone {
    /// In order.
    pub links: Vec<LinkIx>,
    /// Whoever stands at an end of them, and the operators of those; in order.
    pub parties: Vec<PartyIx>,
    /// The links by licensor as written.
    pub by_licensor: Rows,
}

impl Engine<'_> {
    /// The territories in which the answer is at least *yes*, *presumed*,
    /// *possible*; each set lies within the next. The question's own territory does not matter.
    pub fn territories(&self, question: &Question) -> [Territories; 3] {
        let mut point = Point { territory: TerritoryIx::ANY, ..question.point() };
        let cone = self.cone(question.party, &point, &self.owners(&point), false);
        let mut bits = [[0u64; 4]; 3];
        let mut words = Words::within(self, point, &cone, question.party);
        for class in classes(&self.tellers(&cone, &point)) {
            point.territory = TerritoryIx(class[0]);
            words.derive(point);
            let (answer, _) = words.of(question.party);
            for (set, least) in bits.iter_mut().zip([Status::Certain, Status::Presumed, Status::Possible]) {
                if answer >= least {
                    for &place in &class {
                        set[usize::from(place) / 64] |= 1 << (place % 64);
                    }
                }
            }
        }
        words.done();
        bits.map(Territories::from_bits)
    }

    /// The distinct territory sets of a cone's links and of the assignments of the catalogue.
    fn tellers(&self, cone: &Cone, point: &Point) -> Vec<Territories> {
        let mut sets: Vec<Territories> = Vec::new();
        for &link in cone.links.iter().chain(&self.assignments_of(point)) {
            let (first, second) = self.parts(link);
            for grant in [Some(first), second].into_iter().flatten() {
                if let Some(set) = self.grant(grant).territory
                    && !sets.contains(&set)
                {
                    sets.push(set);
                }
            }
        }
        sets
    }

    /// Forwards from everybody who may be written as an owner, then backwards from the party.
    pub(super) fn cone(&self, party: PartyIx, point: &Point, owners: &Owners, any_day: bool) -> Cone {
        let passes = |link: LinkIx| {
            (any_day || self.in_force(link, point.date) > Status::No)
                && self.covers(link, point, owners) > Status::No
        };
        let mut ahead: Set<PartyIx> = Set::default();
        let mut open = self.kin_of_owners(owners);
        open.extend(self.index.unspecified.of(point.catalogue.at()).iter().map(|&link| self.licensee(link)));
        while let Some(party) = open.pop() {
            if !ahead.insert(party) {
                continue;
            }
            open.extend(self.kin(party));
            open.extend(self.operated_as(party));
            for link in self.links_from(party) {
                let to = self.licensee(link);
                if !ahead.contains(&to) && passes(link) {
                    open.push(to);
                }
            }
        }
        let mut links: Vec<LinkIx> = Vec::new();
        let mut parties: Set<PartyIx> = Set::default();
        let mut open = vec![party];
        while let Some(party) = open.pop() {
            if !parties.insert(party) {
                continue;
            }
            open.extend(self.kin(party));
            open.extend(self.compiled.operators.get(party).into_iter().flatten().map(|run| run.party));
            for link in self.links_to(party) {
                let licensor = self.licensor(link);
                if licensor.is_none_or(|from| ahead.contains(&from)) && passes(link) {
                    links.push(link);
                    open.extend(licensor);
                }
            }
        }
        sort::plain(&mut links);
        let from = links.iter().filter_map(|&link| Some((self.licensor(link)?.0, link)));
        Cone {
            by_licensor: Rows::new(self.catalog.parties.len(), &mut { from }),
            links,
            parties: parties.into_vec(),
        }
    }

    /// Whoever a party may become by merger, and whoever may become it.
    fn kin(&self, party: PartyIx) -> impl Iterator<Item = PartyIx> {
        let before = self.index.merged_from.of(party.at());
        before.iter().chain(self.index.merges_into.of(party.at())).copied().map(PartyIx)
    }
}

/// Codes that no set tells apart.
fn classes(sets: &[Territories]) -> Vec<Vec<u8>> {
    let mut classes: Vec<Vec<u8>> = vec![(0..TERRITORY_COUNT as u8).collect()];
    for set in sets {
        let mut split = Vec::with_capacity(classes.len() + 1);
        for class in classes {
            let (inside, outside): (Vec<u8>, Vec<u8>) =
                class.into_iter().partition(|&place| set.contains(place));
            split.extend([inside, outside].into_iter().filter(|class| !class.is_empty()));
        }
        classes = split;
    }
    classes
}
