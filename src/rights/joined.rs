//! A renewal without a gap, read as one grant (rights.md 3.2).

use super::compile::{Compiled, Joined};
use super::effects::Ends;
use crate::data::Catalog;
use crate::data::words::Level;

/// Adds the joined grants of the pairs (renewal, renewed) that step 4 has cut.
pub(super) fn join(catalog: &Catalog, compiled: &mut Compiled, renewed: &[(usize, usize)], ends: &Ends) {
    for &(second, first) in renewed {
        let (f, g) = (&compiled.grants[first], &compiled.grants[second]);
        if (f.from, f.to) != (g.from, g.to) || ends.grant.contains(&first) {
            continue;
        }
        let mut period = f.period;
        period.end_lo = g.period.end_lo;
        period.end_hi = g.period.end_hi;
        period.presumed_end_lo = g.period.presumed_end_lo;
        period.tighten();
        let exclusive_throughout = |place: usize| {
            let link = &compiled.grants[place];
            let written = &catalog.deal(link.deal).grants[link.grant].exclusivity;
            let has_own = written.start.is_some() || written.end.is_some() || written.term.is_some();
            matches!(link.level, Level::Exclusive | Level::Sole)
                && !has_own
                && !ends.exclusivity.contains(&place)
        };
        let both_exclusive = exclusive_throughout(first) && exclusive_throughout(second);
        compiled.joined.push(Joined { first: first as u32, second: second as u32, period, both_exclusive });
    }
}
