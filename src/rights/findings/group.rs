//! Control groups (rights.md 9): a party and its controllers, operators and
//! successors, up to eight levels, as far as possibly valid in a time.

use super::prepared::{Prepared, Row, rows};
use crate::data::PartyIx;
use crate::data::words::Control;
use crate::dates::Day;
use crate::sort;

/// Levels that are followed.
const LEVELS: usize = 8;

/// The holdings that give control, or may.
pub struct Groups {
    /// Owned party, place of the holding.
    controls: Vec<Row>,
}

impl Groups {
    pub fn new(prepared: &Prepared) -> Groups {
        let mut controls = Vec::new();
        for (place, holding) in prepared.compiled.holdings.iter().enumerate() {
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
                controls.push([holding.to.0, place as u32, 0]);
            }
        }
        sort::plain(&mut controls);
        Groups { controls }
    }

    /// A party, and whoever stands above it on some day of `[from, to]`, in order.
    pub fn of(&self, prepared: &Prepared, party: PartyIx, from: Day, to: Day) -> Vec<PartyIx> {
        let compiled = prepared.compiled;
        let mut found = vec![party];
        let (mut at, mut level_end) = (0, 1);
        for _ in 0..LEVELS {
            while at < level_end {
                let party = found[at];
                at += 1;
                let mut add = |above: PartyIx, valid: bool| {
                    if valid && !found.contains(&above) {
                        found.push(above);
                    }
                };
                for row in rows(&self.controls, party.0) {
                    let holding = &compiled.holdings[row[1] as usize];
                    add(holding.from, holding.period.start_lo <= to && holding.period.end_hi >= from);
                }
                for run in compiled.operators.get(party).into_iter().flatten() {
                    add(run.party, run.period.start_lo <= to && run.period.end_hi >= from);
                }
                for (successor, lo, ..) in compiled.mergers.get(party).into_iter().flatten() {
                    add(*successor, *lo <= to);
                }
            }
            level_end = found.len();
        }
        sort::plain(&mut found);
        found
    }
}
