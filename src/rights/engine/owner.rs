//! Who owns a point (rights.md 3.4): at first the party whose catalogue it is,
//! then whoever assignments and mergers bring it to.

use super::Engine;
use super::point::{Point, Scope, ScopeKind};
use crate::data::PartyIx;
use crate::dates::Day;
use crate::rights::compile::Compiled;
use crate::rights::{LinkIx, Status};
use crate::sort;

/// The time in which a party may own a point, before its mergers are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tenure {
    pub party: PartyIx,
    /// First day on which it may own it.
    pub from: Day,
    /// First day on which it surely does; never if it is possible only.
    pub surely_from: Day,
    /// First day on which it may have passed it on.
    pub until: Day,
    /// First day on which it surely has.
    pub surely_until: Day,
}

impl Tenure {
    fn status(&self, day: Day) -> Status {
        if day < self.from || day >= self.surely_until {
            Status::No
        } else if self.surely_from <= day && day < self.until {
            Status::Certain
        } else {
            Status::Possible
        }
    }
}

/// All who may ever own a catalogue at a territory, use and layer.
pub(super) struct Owners {
    pub tenures: Vec<Tenure>,
    /// Day for [`Owners::may_have_passed_to`].
    day: Day,
    /// Everybody to whom it may have come by that day, by merger or assignment.
    came_to: Vec<PartyIx>,
    /// Days on which who owns it may change, in order.
    days: Vec<Day>,
}

impl Owners {
    /// Whether the catalogue may have come to a party by the day asked about.
    pub fn may_have_passed_to(&self, party: PartyIx) -> bool {
        self.came_to.contains(&party)
    }

    /// Everybody to whom it may have come by that day, whose catalogue it is among them.
    pub fn came_to(&self) -> &[PartyIx] {
        &self.came_to
    }
}

/// An assignment that may pass a point on.
struct Passing {
    link: LinkIx,
    covers: Status,
    from: PartyIx,
    to: PartyIx,
    start: (Day, Day),
    /// Whether it shares a possible day of its start with another one.
    contested: bool,
}

impl Engine<'_> {
    /// The owners of a point and of the same point on other days.
    pub(super) fn owners(&self, point: &Point) -> Owners {
        let forever = Day::MAX;
        let first = Tenure {
            party: point.catalogue,
            from: Day::MIN,
            surely_from: Day::MIN,
            until: forever,
            surely_until: forever,
        };
        let mut owners =
            Owners { tenures: vec![first], day: point.date, came_to: Vec::new(), days: Vec::new() };
        self.owner_days(&mut owners);
        let passings = self.passings(point);
        let mut at = 0;
        while at < passings.len() {
            let mut end = at + 1;
            while passings
                .get(end)
                .is_some_and(|next| next.contested && !next.starts_alone(&passings[at..end]))
            {
                end += 1;
            }
            // Those that share days are applied until nothing changes.
            loop {
                let mut changed = false;
                for passing in &passings[at..end] {
                    if self.pass(&mut owners, passing) {
                        changed = true;
                        self.owner_days(&mut owners);
                    }
                }
                if !changed || end == at + 1 {
                    break;
                }
            }
            at = end;
        }
        self.reach(&mut owners, point.date);
        owners
    }

    /// Turns to a day: to whom the point may have come by then.
    pub(super) fn reach(&self, owners: &mut Owners, day: Day) {
        owners.day = day;
        owners.came_to.clear();
        for tenure in owners.tenures.iter().filter(|tenure| tenure.from <= owners.day) {
            self.compiled.line_by(tenure.party, owners.day, &mut owners.came_to);
        }
    }

    /// owner(p, …, d): the greatest over all who owned it and are read as `p`.
    pub(super) fn owner(&self, owners: &Owners, party: PartyIx, day: Day) -> Status {
        let mut best = Status::No;
        for tenure in &owners.tenures {
            let status = tenure.status(day);
            if status > best {
                self.read(tenure.party, day, &mut |stands, value| {
                    if stands == party {
                        best = best.max(value.min(status));
                    }
                });
            }
        }
        best
    }

    /// Every owner on a day with its value; a party may come more than once.
    pub(super) fn each_owner(&self, owners: &Owners, day: Day, tell: &mut dyn FnMut(PartyIx, Status)) {
        for tenure in &owners.tenures {
            let status = tenure.status(day);
            if status > Status::No {
                self.read(tenure.party, day, &mut |stands, value| tell(stands, value.min(status)));
            }
        }
    }

    /// Whether the licensor owned the point on the day the grant started (4.1):
    /// yes if on every day on which it may have started, possible if on some. A
    /// joined renewal needs it for both starts.
    pub(super) fn owned_at_start(&self, owners: &Owners, link: LinkIx) -> Status {
        let of_grant = |grant: LinkIx| {
            let grant = self.grant(grant);
            let Some(licensor) = grant.from else { return Status::No };
            let period = grant.period;
            let (always, ever) = self.owned(owners, licensor, (period.start_lo, period.start_hi));
            if always == Status::Certain { always } else { ever.min(Status::Possible) }
        };
        match self.parts(link) {
            (first, Some(second)) => of_grant(first).min(of_grant(second)),
            (only, None) => of_grant(only),
        }
    }

    /// Everybody as whom an owner of some day may be written: whoever may stand in
    /// its place, and whom those may have been before.
    pub(super) fn kin_of_owners(&self, owners: &Owners) -> Vec<PartyIx> {
        let mut kin: Vec<PartyIx> = Vec::new();
        let mut add = |party: u32| {
            if !kin.contains(&PartyIx(party)) {
                kin.push(PartyIx(party));
            }
        };
        for tenure in &owners.tenures {
            add(tenure.party.0);
            for &stands in self.index.merges_into.of(tenure.party.at()) {
                add(stands);
                self.index.merged_from.of(stands as usize).iter().for_each(|&before| add(before));
            }
            self.index.merged_from.of(tenure.party.at()).iter().for_each(|&before| add(before));
        }
        kin
    }

    /// The least and the greatest that a party, or who stands in its place, owned
    /// in the days of a window.
    fn owned(&self, owners: &Owners, party: PartyIx, window: (Day, Day)) -> (Status, Status) {
        // Most catalogues never pass on, and most parties never merge.
        if let [Tenure { party: owner, from: Day::MIN, until: Day::MAX, .. }] = owners.tenures[..]
            && [owner, party].iter().all(|party| self.index.merges_into.of(party.at()).is_empty())
            && window.0 <= window.1
            && window.1 < Day::MAX
        {
            let owned = Status::sure(owner == party);
            return (owned, owned);
        }
        let (mut always, mut ever) = (Status::Certain, Status::No);
        let mut look = |day: Day| {
            if day < window.0 || window.1 < day {
                return;
            }
            let mut best = Status::No;
            self.read(party, day, &mut |stands, value| {
                best = best.max(value.min(self.owner(owners, stands, day)));
            });
            always = always.min(best);
            ever = ever.max(best);
        };
        look(window.0);
        look(window.1);
        let first = owners.days.partition_point(|day| *day <= window.0);
        owners.days[first..].iter().take_while(|day| **day < window.1).for_each(|day| look(*day));
        let mut own = Vec::new();
        self.compiled.merger_days_of_line(party, &mut own);
        own.into_iter().for_each(look);
        (always, ever)
    }

    /// Keeps the days on which who owns a point may change.
    fn owner_days(&self, owners: &mut Owners) {
        owners.days.clear();
        for tenure in &owners.tenures {
            owners.days.extend([tenure.from, tenure.surely_from, tenure.until, tenure.surely_until]);
            self.compiled.merger_days_of_line(tenure.party, &mut owners.days);
        }
        sort::distinct(&mut owners.days);
    }

    /// The assignments by which a point may pass, in the order of their start.
    fn passings(&self, point: &Point) -> Vec<Passing> {
        let mut found: Vec<Passing> = Vec::new();
        self.follow(point.catalogue, &mut |link| {
            let covers = self.assigns(link, point);
            let grant = self.grant(link);
            let (start, end) = ((grant.period.start_lo, grant.period.start_hi), grant.period.end_hi);
            let passes = covers > Status::No && start.0 <= end;
            if let Some(from) = grant.from.filter(|_| passes) {
                found.push(Passing { link, covers, from, to: grant.to, start, contested: false });
            }
            passes
        });
        sort::by(&mut found, |a, b| a.start.cmp(&b.start).then_with(|| self.by_id(a.link, b.link)));
        for at in 0..found.len() {
            let alone = (0..found.len()).all(|other| other == at || !found[at].meets(&found[other]));
            found[at].contested = !alone;
        }
        found
    }

    /// Every assignment by which a point may pass.
    pub(super) fn assignments_of(&self, point: &Point) -> Vec<LinkIx> {
        let mut found = Vec::new();
        self.follow(point.catalogue, &mut |link| {
            let passes = self.assigns(link, point) > Status::No;
            if passes {
                found.push(link);
            }
            passes
        });
        found
    }

    /// Goes along assignments and mergers from the party whose catalogue it is;
    /// `takes` says whether an assignment is one to go along.
    fn follow(&self, catalogue: PartyIx, takes: &mut dyn FnMut(LinkIx) -> bool) {
        let mut owners = vec![catalogue];
        let mut at = 0;
        while let Some(&owner) = owners.get(at) {
            at += 1;
            // Whoever succeeded the owner by merger, and whom it may have been before.
            let kin =
                self.index.merged_from.of(owner.at()).iter().chain(self.index.merges_into.of(owner.at()));
            for &party in kin {
                if !owners.contains(&PartyIx(party)) {
                    owners.push(PartyIx(party));
                }
            }
            for &link in self.index.assigned_by.of(owner.at()) {
                let to = self.grant(link).to;
                if takes(link) && !owners.contains(&to) {
                    owners.push(to);
                }
            }
        }
    }

    /// How surely an assignment covers a point, whenever that is.
    fn assigns(&self, link: LinkIx, point: &Point) -> Status {
        self.assigns_catalogue(link, point).min(self.covers_place(link, point))
    }

    /// How surely it covers the catalogue.
    fn assigns_catalogue(&self, link: LinkIx, point: &Point) -> Status {
        let lists = &self.index.lists;
        let scope = self.scope(link);
        // What the assignor came to own may or may not be "its own catalogue".
        let grant = self.grant(link);
        let own = scope.kind == ScopeKind::Own && !scope.except(lists).contains(&point.catalogue.0);
        match own {
            true if grant.from == Some(point.catalogue) => Status::Certain,
            true => Status::Possible,
            false => {
                let nobody =
                    Owners { tenures: Vec::new(), day: point.date, came_to: Vec::new(), days: Vec::new() };
                self.covers_catalogue(link, point.catalogue, &nobody)
            }
        }
    }

    /// Whether it covers the whole of a listed or own catalogue.
    fn assigns_whole(&self, scope: Scope, link: LinkIx) -> bool {
        let grant = self.grant(link);
        let covered = &self.catalog.deal(grant.deal).grants[grant.grant].catalogue;
        matches!(scope.kind, ScopeKind::Own | ScopeKind::Listed)
            && covered.share.is_none()
            && covered.count.is_none()
            && covered.except_words.is_empty()
            && covered.complete != Some(false)
    }

    /// Lets one assignment pass the point on; whether anything changed.
    fn pass(&self, owners: &mut Owners, passing: &Passing) -> bool {
        let grant = self.grant(passing.link);
        let (lo, hi) = passing.start;
        let (always, ever) = self.owned(owners, passing.from, passing.start);
        if ever == Status::No {
            return false;
        }
        let surely = always.min(grant.value).min(passing.covers) == Status::Certain
            && !passing.contested
            && !grant.period.unsure
            && self.assigns_whole(self.scope(passing.link), passing.link);
        let mut changed = false;
        let mut begins = Day::MAX;
        for place in 0..owners.tenures.len() {
            let tenure = owners.tenures[place];
            if !self.is_assignor(&tenure, passing) {
                continue;
            }
            let passed = lo.max(tenure.from);
            begins = begins.min(passed);
            let slot = &mut owners.tenures[place];
            slot.until = slot.until.min(passed);
            if surely {
                slot.surely_until = slot.surely_until.min(hi);
            }
            changed |= *slot != tenure;
        }
        let surely_from = if surely { hi } else { Day::MAX };
        let new =
            Tenure { party: passing.to, from: begins, surely_from, until: Day::MAX, surely_until: Day::MAX };
        match owners.tenures.iter_mut().find(|known| {
            !surely
                && known.party == new.party
                && known.surely_from == Day::MAX
                && known.surely_until == Day::MAX
        }) {
            Some(known) if known.from <= begins => {}
            Some(known) => {
                known.from = begins;
                changed = true;
            }
            None => {
                owners.tenures.push(new);
                changed = true;
            }
        }
        changed
    }

    /// Whether an owner may be the assignor on a day on which the assignment may start.
    fn is_assignor(&self, tenure: &Tenure, passing: &Passing) -> bool {
        let (lo, hi) = passing.start;
        let mut days = vec![lo, hi, tenure.from, tenure.surely_from, tenure.until, tenure.surely_until];
        self.compiled.merger_days_of_line(tenure.party, &mut days);
        self.compiled.merger_days_of_line(passing.from, &mut days);
        days.into_iter().filter(|day| lo <= *day && *day <= hi && tenure.status(*day) > Status::No).any(
            |day| {
                let mut is_one = false;
                self.read(tenure.party, day, &mut |owner, _| {
                    self.read(passing.from, day, &mut |assignor, _| is_one |= owner == assignor);
                });
                is_one
            },
        )
    }

    /// A party as it is read on a day: everybody who stands in its place.
    pub(super) fn read(&self, party: PartyIx, day: Day, tell: &mut dyn FnMut(PartyIx, Status)) {
        if self.index.merges_into.of(party.at()).is_empty() {
            tell(party, Status::Certain);
        } else {
            for (stands, value) in self.compiled.succ(party, day) {
                tell(stands, value);
            }
        }
    }
}

impl Passing {
    fn meets(&self, other: &Passing) -> bool {
        self.start.0 <= other.start.1 && other.start.0 <= self.start.1
    }

    fn starts_alone(&self, before: &[Passing]) -> bool {
        before.iter().all(|other| !self.meets(other))
    }
}

impl Compiled {
    /// Everybody into whom a party may have merged by a day, itself first.
    fn line_by(&self, party: PartyIx, day: Day, line: &mut Vec<PartyIx>) {
        let mut open = vec![party];
        while let Some(party) = open.pop() {
            if line.contains(&party) {
                continue;
            }
            line.push(party);
            let mergers = self.mergers.get(party).into_iter().flatten();
            open.extend(mergers.filter(|merger| merger.1 <= day).map(|merger| merger.0));
        }
    }

    /// Days on which somebody in a party's line may merge.
    pub(super) fn merger_days_of_line(&self, party: PartyIx, days: &mut Vec<Day>) {
        if self.mergers.get(party).is_some() {
            for party in self.line(party) {
                days.extend(self.merger_days(party));
            }
        }
    }
}
