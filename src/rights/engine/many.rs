//! Many answers at once: services of a catalogue, catalogues of a service, the
//! matrix of a date; and what others have (rights.md, sections 6 and 11).

use super::answer::Others;
use super::bulk::Bulk;
use super::owner::Owners;
use super::point::{Point, TerritoryIx, Use};
use super::reached::Reached;
use super::search::{Rules, Search};
use super::spread::Cone;
use super::wild::Wild;
use super::{Engine, Question};
use crate::data::PartyIx;
use crate::data::words::{Layer, PartyKind};
use crate::dates::Day;
use crate::rights::Status;
use crate::small::Set;
use crate::sort;

/// Everything derived at one point: with any grants, and with exclusive ones only.
pub(super) struct Words<'e, 'a> {
    pub engine: &'e Engine<'a>,
    pub point: Point,
    pub owners: Owners,
    pub any: Reached,
    pub exclusive: Reached,
    /// Only these links, if not all.
    cone: Option<&'e Cone>,
    /// Whose answer alone counts, and whose exclusivity, if not everybody's.
    answer_of: Option<PartyIx>,
    exclusive_of: Option<PartyIx>,
}

impl<'e, 'a> Words<'e, 'a> {
    /// Nothing derived yet; only the links of a cone will be looked at.
    pub fn within(engine: &'e Engine<'a>, point: Point, cone: &'e Cone, party: PartyIx) -> Words<'e, 'a> {
        let whose = Some(party);
        Words { cone: Some(cone), answer_of: whose, exclusive_of: whose, ..Words::empty(engine, point) }
    }

    fn empty(engine: &'e Engine<'a>, point: Point) -> Words<'e, 'a> {
        let owners = engine.owners(&point);
        Words {
            engine,
            point,
            owners,
            any: engine.nothing(),
            exclusive: engine.nothing(),
            cone: None,
            answer_of: None,
            exclusive_of: None,
        }
    }

    /// Derives everything at a point, in the place of what was there.
    pub fn derive(&mut self, point: Point) {
        self.owners = self.engine.owners(&point);
        self.point = point;
        self.any.clear();
        self.exclusive.clear();
        self.run();
    }

    fn run(&mut self) {
        let Words { engine, point, owners, cone, answer_of, exclusive_of, .. } = self;
        let cone = *cone;
        let rules = Rules { until: answer_of.as_slice(), ..Rules::ALL };
        let search = Search { engine, point: *point, owners, rules, cone, any: None, any_is_whole: false };
        search.run(&mut self.any);
        if exclusive_of.is_some_and(|party| self.any.usage(party) == Status::No) {
            return;
        }
        let rules = Rules { exclusive: true, until: exclusive_of.as_slice(), ..Rules::ALL };
        let any_is_whole = answer_of.is_none();
        Search { rules, any: Some(&self.any), any_is_whole, ..search }.run(&mut self.exclusive);
    }

    /// What a link is worth that was left out because it raised nobody.
    pub fn settle_wild(&mut self, wild: &Wild) {
        let Words { engine, point, owners, cone, any, .. } = self;
        let search = Search {
            engine,
            point: *point,
            owners,
            rules: Rules::ALL,
            cone: *cone,
            any: None,
            any_is_whole: false,
        };
        search.settle_wild(any, wild);
    }

    /// Gives back what the next question needs.
    pub fn done(self) {
        let mut spare = self.engine.spare.borrow_mut();
        for mut reached in [self.any, self.exclusive] {
            reached.clear();
            spare.push(reached);
        }
    }

    /// The answer word of a party and its exclusivity by contract. The party
    /// itself must be alive (3.3).
    pub fn of(&self, party: PartyIx) -> (Status, Status) {
        let usage = self.any.usage(party);
        if usage == Status::No {
            return (usage, usage);
        }
        let lives = self.engine.lives(party, self.point.date);
        (usage.min(lives), self.exclusive.usage(party).min(lives))
    }
}

impl<'a> Engine<'a> {
    /// Nothing settled yet; what an earlier question left is used again.
    pub(super) fn nothing(&self) -> Reached {
        let links = self.compiled.grants.len() + self.compiled.joined.len();
        let spare = self.spare.borrow_mut().pop();
        spare.unwrap_or_else(|| Reached::new(self.catalog.parties.len(), links))
    }

    /// Everybody's answer at a point, and the exclusivity of one party or of all.
    pub(super) fn words(&self, point: Point, exclusive_of: Option<PartyIx>) -> Words<'_, 'a> {
        let mut words = Words { exclusive_of, ..Words::empty(self, point) };
        words.run();
        words
    }

    /// The answer word of one party, and its word for exclusivity.
    pub(super) fn words_of(&self, point: Point, party: PartyIx) -> (Status, Status) {
        let whose = Some(party);
        let mut words = Words { answer_of: whose, exclusive_of: whose, ..Words::empty(self, point) };
        words.run();
        let found = words.of(party);
        words.done();
        found
    }

    /// Every party of kind `service` that may use a catalogue, with the word for
    /// it and for its exclusivity by contract, in the order of the file.
    pub fn services(
        &self,
        catalogue: PartyIx,
        territory: TerritoryIx,
        date: Day,
        usage: Use,
        layer: Layer,
    ) -> Vec<(PartyIx, Status, Status)> {
        self.holders(catalogue, territory, date, usage, layer, &|kind| kind == PartyKind::Service)
    }

    /// The same for parties of every kind that `wanted` accepts.
    pub fn holders(
        &self,
        catalogue: PartyIx,
        territory: TerritoryIx,
        date: Day,
        usage: Use,
        layer: Layer,
        wanted: &dyn Fn(PartyKind) -> bool,
    ) -> Vec<(PartyIx, Status, Status)> {
        let words = self.words(Point { catalogue, territory, date, usage, layer }, None);
        let mut users: Vec<PartyIx> = words.any.users().collect();
        users.retain(|&party| wanted(self.catalog.party(party).kind));
        sort::plain(&mut users);
        let mut found = Vec::with_capacity(users.len());
        for party in users {
            let (answer, exclusive) = words.of(party);
            if answer > Status::No {
                found.push((party, answer, exclusive));
            }
        }
        words.done();
        found
    }

    /// Every catalogue that a party may use, with the two words, in the order of the file.
    pub fn catalogues(
        &self,
        party: PartyIx,
        territory: TerritoryIx,
        date: Day,
        usage: Use,
        layer: Layer,
    ) -> Vec<(PartyIx, Status, Status)> {
        let candidates = self.candidates(party, date);
        let mut found = Vec::new();
        let mut bulk = Bulk::new(self, Point { catalogue: party, territory, date, usage, layer });
        bulk.words(&[party], &candidates, &mut |_, place, answer, exclusive| {
            found.push((candidates[place], answer, exclusive));
        });
        found
    }

    /// The words for every service and catalogue, row by row of services (section 11).
    pub fn matrix(
        &self,
        services: &[PartyIx],
        catalogues: &[PartyIx],
        territory: TerritoryIx,
        date: Day,
        usage: Use,
        layer: Layer,
    ) -> Vec<(Status, Status)> {
        let mut cells = vec![(Status::No, Status::No); services.len() * catalogues.len()];
        let Some(&catalogue) = catalogues.first() else { return cells };
        let mut bulk = Bulk::new(self, Point { catalogue, territory, date, usage, layer });
        bulk.words(services, catalogues, &mut |row, column, answer, exclusive| {
            cells[row * catalogues.len() + column] = (answer, exclusive);
        });
        cells
    }

    /// Parties whose catalogue may reach a party on a day: backwards from it over
    /// every link in force, whatever the link covers, then over assignments and mergers.
    fn candidates(&self, party: PartyIx, day: Day) -> Vec<PartyIx> {
        let mut seen: Set<PartyIx> = Set::default();
        let mut open = vec![party];
        let mut listed: Set<PartyIx> = Set::default();
        while let Some(party) = open.pop() {
            if !seen.insert(party) {
                continue;
            }
            let before = self.index.merged_from.of(party.at());
            let after = self.index.merges_into.of(party.at());
            open.extend(before.iter().chain(after).copied().map(PartyIx));
            open.extend(self.compiled.operators.get(party).into_iter().flatten().map(|run| run.party));
            for link in self.links_to(party) {
                if self.in_force(link, day) == Status::No {
                    continue;
                }
                if let Some(licensor) = self.licensor(link) {
                    open.push(licensor);
                } else {
                    let scope = self.scope(self.parts(link).0);
                    let lists = &self.index.lists;
                    listed.extend(scope.of(lists).iter().chain(scope.named(lists)).copied().map(PartyIx));
                }
            }
            // What was assigned to it was another party's catalogue.
            for &link in self.grants_to(party) {
                if self.grant(link).is_assignment() {
                    open.extend(self.licensor(link));
                }
            }
        }
        for party in seen.into_vec() {
            listed.insert(party);
        }
        listed.into_vec()
    }

    /// The other services that may use the point, without those that the party
    /// operates or may operate on the day (section 6).
    pub(super) fn other_services(&self, question: &Question, words: &Words) -> Vec<(PartyIx, Status)> {
        let mut found = Vec::new();
        for service in words.any.users() {
            let is_other = service != question.party
                && self.catalog.party(service).kind == PartyKind::Service
                && self.acts_for(question.party, service, question.date, &[]) == Status::No;
            let (answer, _) = if is_other { words.of(service) } else { (Status::No, Status::No) };
            if answer > Status::No {
                found.push((service, answer));
            }
        }
        found
    }

    pub(super) fn others(services: &[(PartyIx, Status)]) -> Others {
        let mut others = Others::default();
        for (_, answer) in services {
            match answer {
                Status::Certain => others.yes += 1,
                Status::Presumed => others.presumed += 1,
                _ => others.possible += 1,
            }
        }
        others
    }

    /// Whether some other service surely has it, and none once the party, and the
    /// operators of a service, are taken away with all their links (section 6).
    pub(super) fn is_gatekeeper(
        &self,
        question: &Question,
        words: &Words,
        others: &[(PartyIx, Status)],
    ) -> bool {
        let mut without = vec![question.party];
        if self.catalog.party(question.party).kind == PartyKind::Service {
            self.each_operator(question.party, question.date, &mut |operator, _, _, _| {
                without.push(operator);
            });
        }
        let sure = others.iter().filter(|(_, answer)| *answer == Status::Certain);
        let sure: Vec<PartyIx> = sure.map(|(service, _)| *service).collect();
        if sure.is_empty() {
            return false;
        }
        let rules = Rules { without: &without, least: Status::Certain, until: &sure, ..Rules::ALL };
        let mut left = self.nothing();
        Search {
            engine: self,
            point: words.point,
            owners: &words.owners,
            rules,
            cone: None,
            any: Some(&words.any),
            any_is_whole: words.answer_of.is_none(),
        }
        .run(&mut left);
        let is_one = sure.iter().all(|&service| left.usage(service) < Status::Certain);
        left.clear();
        self.spare.borrow_mut().push(left);
        is_one
    }
}
