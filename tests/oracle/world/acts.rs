//! What effects do in a completion (rights.md 3.1): each on its day.

use super::{Act, Fixed, World, days};
use crate::oracle::facts::{FUTURE, PAST, bounds, step};
use crate::oracle::make::dice::Dice;
use crate::oracle::records::{Action, Level, Target};

impl World<'_> {
    /// Effects that are real, each on its day.
    pub(super) fn acts(
        &self,
        dice: &mut Dice,
        real: &[bool],
        dates: &[i32],
        spans: &[Vec<(i32, i32)>],
    ) -> Vec<Act> {
        let mut acts = Vec::new();
        for (deal, rec) in self.facts.file.deals.iter().enumerate() {
            for (place, effect) in rec.effects.iter().enumerate() {
                let (day, unsure) = match (&effect.date, spans[deal].first(), &rec.date) {
                    (Some(date), ..) => (days::pick(dice, date.lo.0, date.hi.0), date.unsure),
                    (None, Some(first), _) => (first.0, self.facts.spans[deal][0].start_unsure),
                    (None, None, Some(date)) => (dates[deal], date.unsure),
                    (None, None, None) => (days::pick(dice, PAST, FUTURE), false),
                };
                let mut until_unsure = false;
                let until = effect.until.as_ref().map(|until| {
                    let (lo, hi) = bounds(until, FUTURE, &mut until_unsure);
                    days::pick(dice, lo, hi)
                });
                if real[deal] && !((unsure || until_unsure) && dice.percent(40)) {
                    acts.push(Act { deal, place, day, until });
                }
            }
        }
        acts
    }

    /// Lets all of them act. Every one looks at the days before any of them.
    pub(super) fn apply(&mut self, acts: &[Act], levels: &[Level]) {
        let mut links = std::mem::take(&mut self.links);
        for (link, level) in links.iter_mut().zip(levels) {
            let hits = |act: &Act, link: &Fixed| self.touches(act, link, *level);
            let touching: Vec<&Act> = acts.iter().filter(|act| hits(act, link)).collect();
            let own = link.exclusive;
            for act in &touching {
                let before = step(act.day, -1);
                let ends_exclusivity = own.is_some_and(|(first, _)| first < act.day);
                match self.action(act) {
                    Action::EndGrant | Action::EndExclusivity => {
                        if self.action(act) == Action::EndGrant {
                            link.end = link.end.min(before);
                        }
                        if let (true, Some((_, last))) = (ends_exclusivity, &mut link.exclusive) {
                            *last = (*last).min(before);
                        }
                    }
                    Action::Suspend => {
                        let resumes = touching.iter().filter(|other| self.action(other) == Action::Resume);
                        let next = resumes
                            .filter(|resume| resume.day > act.day)
                            .map(|resume| step(resume.day, -1))
                            .min();
                        link.off.push((act.day, act.until.or(next).unwrap_or(FUTURE)));
                    }
                    Action::Affects => {
                        let about = [
                            act.deal as u64,
                            act.place as u64,
                            link.of.0 as u64,
                            link.of.1 as u64,
                            link.to as u64,
                        ];
                        let last = act.until.unwrap_or(FUTURE);
                        match (self.coin(&about), self.coin(&[about[0], about[1], about[2], about[4], 7])) {
                            (true, true) => {}
                            (true, false) => link.off.push((act.day, last)),
                            (false, _) => link.partly_off.push((act.day, last, about[0] * 64 + about[1])),
                        }
                    }
                    Action::Resume | Action::Nothing => {}
                }
            }
        }
        self.links = links;
    }

    /// It is about the grant, which began before its day.
    fn touches(&self, act: &Act, link: &Fixed, level: Level) -> bool {
        let effect = &self.facts.file.deals[act.deal].effects[act.place];
        let own = effect.date.is_none() && act.deal == link.of.0;
        !self.assignment(link) && !own && link.start < act.day && self.about(act, link, level)
    }

    fn about(&self, act: &Act, link: &Fixed, level: Level) -> bool {
        let effect = &self.facts.file.deals[act.deal].effects[act.place];
        let rec = self.facts.file.grant(link.of);
        match &effect.target {
            Target::On(deal, grant) => link.of.0 == *deal && grant.is_none_or(|grant| grant == link.of.1),
            Target::Select { from, to, levels, places, layers } => {
                let party = |list: &[usize], party: Option<usize>| {
                    list.is_empty() || party.is_some_and(|party| list.contains(&party))
                };
                // Where only a part of the grant meets the condition, either may be meant.
                let numbers = [act.deal, act.place, link.of.0, link.of.1, link.to, link.from.unwrap_or(99)];
                let part = |salt: u64, whole: u128, of: u128| match whole & of {
                    0 => false,
                    met => met == of || self.coin(&[&numbers.map(|n| n as u64)[..], &[salt]].concat()),
                };
                let level_fits = levels.is_empty()
                    || levels.contains(&rec.level)
                    || (rec.level == Level::Unknown
                        && (effect.action == Action::EndExclusivity || levels.contains(&level)));
                party(from, link.from)
                    && party(to, Some(link.to))
                    && level_fits
                    && places.is_none_or(|places| match rec.places {
                        None => self.coin(&[&numbers.map(|n| n as u64)[..], &[3]].concat()),
                        Some(of) => part(1, places, of),
                    })
                    && layers.is_none_or(|layers| part(2, layers, rec.layers))
            }
        }
    }
}
