//! Completions (rights.md 4.3): every unknown of a document fixed, then plain reachability.
//!
//! In a completion every day is one day, every deal is real or not, every grant either covers a
//! point or does not. What is shared is fixed once: the day of a renewal, of `@start`, the start
//! and end that an exclusivity takes from its grant.

mod acts;
mod days;
mod reach;

use super::facts::Facts;
use super::make::dice::{Dice, mixed};
use super::records::{Action, Kind, Level, NO, YES};

/// A pair of a grant in a completion.
pub struct Fixed {
    pub of: (usize, usize),
    pub from: Option<usize>,
    pub to: usize,
    pub start: i32,
    pub end: i32,
    /// First and last day of its exclusivity; absent if it is not exclusive.
    pub exclusive: Option<(i32, i32)>,
    pub may_pass: bool,
    /// Days on which it gives nothing.
    pub off: Vec<(i32, i32)>,
    /// Days on which it gives nothing at some points: first, last, and a number for the coin.
    pub partly_off: Vec<(i32, i32, u64)>,
}

/// An effect in a completion.
struct Act {
    deal: usize,
    place: usize,
    day: i32,
    until: Option<i32>,
}

pub struct World<'a> {
    facts: &'a Facts<'a>,
    salt: u64,
    pub links: Vec<Fixed>,
    /// Who merged into whom, and when: at most once each.
    mergers: Vec<(usize, usize, i32)>,
    lives: Vec<Option<(i32, i32)>>,
    /// Operator, service, first and last day.
    operators: Vec<(usize, usize, i32, i32)>,
}

impl<'a> World<'a> {
    /// A completion; none where renewals contradict each other.
    pub fn sample(facts: &'a Facts<'a>, seed: u64) -> Option<World<'a>> {
        let mut dice = Dice(seed);
        let file = facts.file;
        let real: Vec<bool> =
            facts.values.iter().map(|value| *value > NO && (*value == YES || dice.percent(60))).collect();
        let dates: Vec<i32> = file
            .deals
            .iter()
            .map(|deal| deal.date.as_ref().map_or(0, |date| days::pick(&mut dice, date.lo.0, date.hi.0)))
            .collect();
        let spans = days::spans(facts, &mut dice)?;
        let mut world = World {
            facts,
            salt: dice.next(),
            links: Vec::new(),
            mergers: Vec::new(),
            lives: Vec::new(),
            operators: Vec::new(),
        };
        world.merge(&mut dice, &real, &dates);
        for life in &facts.lives {
            let alive = life.s_lo <= life.e_hi && (!life.unsure || dice.percent(50));
            world.lives.push(alive.then(|| days::period(&mut dice, life)));
        }
        for (service, entries) in facts.operators.iter().enumerate() {
            for (operator, span, worth) in entries {
                let sure = *worth == YES && !span.unsure;
                if *worth > NO && span.s_lo <= span.e_hi && (sure || dice.percent(50)) {
                    let (first, last) = days::period(&mut dice, span);
                    world.operators.push((*operator, service, first, last));
                }
            }
        }
        let levels = world.grants(&mut dice, &real, &spans);
        let acts = world.acts(&mut dice, &real, &dates, &spans);
        world.apply(&acts, &levels);
        Some(world)
    }

    /// Each party merges at most once, though several records may say so.
    fn merge(&mut self, dice: &mut Dice, real: &[bool], dates: &[i32]) {
        let mut order: Vec<usize> = (0..self.facts.mergers.len()).collect();
        dice.shuffle(&mut order);
        for at in order {
            let merger = self.facts.mergers[at];
            let again = self.mergers.iter().any(|(from, ..)| *from == merger.from);
            if real[merger.deal] && !again && (merger.value == YES || dice.percent(60)) {
                self.mergers.push((merger.from, merger.to, dates[merger.deal]));
            }
        }
    }

    /// Pairs with their days; gives the level that each has in this completion.
    fn grants(&mut self, dice: &mut Dice, real: &[bool], spans: &[Vec<(i32, i32)>]) -> Vec<Level> {
        let (facts, file) = (self.facts, self.facts.file);
        let mut levels = Vec::new();
        for (deal, grant) in file.grants() {
            let (rec, span) = (file.grant((deal, grant)), facts.spans[deal][grant]);
            let (start, end) = spans[deal][grant];
            let held = real[deal] && span.s_lo <= span.e_hi && (!span.unsure || dice.percent(60));
            let level = match rec.level {
                Level::Unknown => {
                    dice.pick(&[Level::Exclusive, Level::Exclusive, Level::Sole, Level::NonExclusive])
                }
                stated => stated,
            };
            let own = days::exclusivity(facts, (deal, grant), (start, end), dice);
            let may_pass = match rec.sub {
                super::records::Sub::Allowed => true,
                super::records::Sub::Forbidden => false,
                _ => dice.percent(60),
            };
            for &(from, to) in &rec.pairs {
                if held && !((rec.joint || from.is_none()) && dice.percent(40)) {
                    let exclusive = own.filter(|_| level != Level::NonExclusive);
                    let (off, partly_off) = (Vec::new(), Vec::new());
                    let of = (deal, grant);
                    self.links.push(Fixed { of, from, to, start, end, exclusive, may_pass, off, partly_off });
                    levels.push(level);
                }
            }
        }
        levels
    }

    /// A coin that falls the same way whenever it is asked about the same thing.
    fn coin(&self, about: &[u64]) -> bool {
        about.iter().fold(self.salt, |seed, part| mixed(seed ^ part.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
            % 100
            < 55
    }

    fn assignment(&self, link: &Fixed) -> bool {
        self.facts.file.deals[link.of.0].kind == Kind::Assignment
    }

    fn action(&self, act: &Act) -> Action {
        self.facts.file.deals[act.deal].effects[act.place].action
    }
}
