//! Control groups (rights.md 9): a party and its controllers, operators and
//! successors, up to eight levels, as far as possibly valid in a time.

use super::prepared::Prepared;
use crate::data::PartyIx;
use crate::data::words::Control;
use crate::dates::Day;
use crate::rights::rows::Rows;
use crate::sort;

/// Levels that are followed.
const LEVELS: usize = 8;

/// Who stands above whom, and when.
pub struct Groups {
    /// By party: places in [`Groups::above`].
    rows: Rows,
    /// Whoever controls, runs or succeeds it, with the first and last day on which that may be so.
    above: Vec<(PartyIx, Day, Day)>,
    /// By party: the walk that came to it last.
    seen: Vec<u32>,
    walk: u32,
    /// Those that the last walk came to.
    found: Vec<PartyIx>,
}

impl Groups {
    pub fn new(prepared: &Prepared) -> Groups {
        let compiled = prepared.compiled;
        let mut pairs: Vec<(u32, (PartyIx, Day, Day))> = Vec::new();
        for holding in &compiled.holdings {
            let deal = prepared.catalog.deal(holding.deal);
            let may_control = match deal.control {
                Some(Control::Yes) => true,
                Some(Control::No) => false,
                // A stake that may be above one half may control.
                Some(Control::Unknown) | None => {
                    deal.stake.as_ref().and_then(|stake| stake.maximum).is_none_or(|most| most > 50.0)
                }
            };
            if may_control {
                pairs.push((holding.to.0, (holding.from, holding.period.start_lo, holding.period.end_hi)));
            }
        }
        for (service, operators) in &compiled.operators {
            let runs = operators.iter().map(|run| (run.party, run.period.start_lo, run.period.end_hi));
            pairs.extend(runs.map(|run| (service.0, run)));
        }
        for (party, mergers) in &compiled.mergers {
            pairs.extend(mergers.iter().map(|&(to, lo, ..)| (party.0, (to, lo, Day::MAX))));
        }
        let parties = prepared.catalog.parties.len();
        let rows = Rows::new(parties, &mut pairs.iter().zip(0..).map(|(pair, place)| (pair.0, place)));
        let above = pairs.into_iter().map(|pair| pair.1).collect();
        Groups { rows, above, seen: vec![0; parties], walk: 0, found: Vec::new() }
    }

    /// A party, and whoever stands above it on some day of `[from, to]`, in order.
    pub fn of(&mut self, party: PartyIx, from: Day, to: Day) -> Vec<PartyIx> {
        self.up(party, from, to, None);
        let mut found = self.found.clone();
        sort::plain(&mut found);
        found
    }

    /// Whether the groups of two parties have a party in common on some day of `[from, to]`.
    pub fn meet(&mut self, a: PartyIx, b: PartyIx, from: Day, to: Day) -> bool {
        self.up(a, from, to, None);
        self.up(b, from, to, Some(self.walk))
    }

    /// Walks up from a party; whether it came to somebody to whom another walk had
    /// come, with whom it stops.
    fn up(&mut self, party: PartyIx, from: Day, to: Day, other: Option<u32>) -> bool {
        self.walk += 1;
        self.found.clear();
        self.found.push(party);
        if other == Some(self.seen[party.at()]) {
            return true;
        }
        self.seen[party.at()] = self.walk;
        let (mut at, mut level_end) = (0, 1);
        for _ in 0..LEVELS {
            while at < level_end {
                let party = self.found[at];
                at += 1;
                for &place in self.rows.of(party.at()) {
                    let (above, first, last) = self.above[place as usize];
                    let seen = &mut self.seen[above.at()];
                    if first > to || last < from || *seen == self.walk {
                        continue;
                    }
                    if other == Some(*seen) {
                        return true;
                    }
                    *seen = self.walk;
                    self.found.push(above);
                }
            }
            level_end = self.found.len();
        }
        false
    }
}
