//! Days side by side: what holds on each of up to 64 of them, as bits.

use super::bits::{Bits, NOTHING, bits, or};
use crate::dates::Day;
use crate::rights::{Period, Status};

/// The days of the bits, in order. One day stands for all bits; those beyond the
/// last day say what the last one says.
pub(super) struct Lanes {
    days: Vec<Day>,
}

impl Lanes {
    /// At least one day and at most 64, in order.
    pub fn new(days: &[Day]) -> Lanes {
        Lanes { days: days.to_vec() }
    }

    pub fn days(&self) -> &[Day] {
        &self.days
    }

    /// The first and the last one.
    pub fn ends(&self) -> (Day, Day) {
        (self.days[0], self.days[self.days.len() - 1])
    }

    /// Between two days, both among them.
    fn within(&self, first: Day, last: Day) -> u64 {
        let ends = self.ends();
        // Most bounds lie far from these days.
        let from = match () {
            () if first <= ends.0 => u64::MAX,
            () if first > ends.1 => 0,
            () => u64::MAX << self.days.partition_point(|day| *day < first),
        };
        let after = match () {
            () if last >= ends.1 => 0,
            () if last < ends.0 => u64::MAX,
            () => u64::MAX << self.days.partition_point(|day| *day <= last),
        };
        from & !after
    }

    /// The status of a period (2.3, 2.4).
    pub fn period(&self, period: &Period) -> Bits {
        let (first, last) = self.ends();
        if last < period.start_lo || period.end_hi < first {
            return NOTHING;
        }
        let possible = self.within(period.start_lo, period.end_hi);
        if period.unsure {
            return [possible, 0, 0];
        }
        let surely = possible & self.within(period.start_hi, period.end_lo);
        if surely == possible {
            return [possible; 3];
        }
        let presumed = possible & self.within(period.presumed_start_hi, period.presumed_end_lo);
        [possible, presumed | surely, surely]
    }

    /// Whatever is asked of each day by itself.
    pub fn each(&self, status: &mut dyn FnMut(Day) -> Status) -> Bits {
        if let [day] = self.days[..] {
            return bits(status(day), u64::MAX);
        }
        let mut all = NOTHING;
        for (place, &day) in self.days.iter().enumerate() {
            all = or(all, bits(status(day), 1 << place));
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rights::engine::bits::value;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_period_is_on_each_of_them_what_it_is_on_a_day(
            bounds in proptest::collection::vec(0i32..30, 6),
            open in 0u8..4,
            unsure: bool,
            days in proptest::collection::btree_set(0i32..30, 1..30),
        ) {
            let day = |place: usize| Day(bounds[place]);
            let mut period = Period {
                start_lo: if open & 1 == 0 { day(0) } else { Day::MIN },
                start_hi: day(1),
                end_lo: day(2),
                end_hi: if open & 2 == 0 { day(3) } else { Day::MAX },
                presumed_start_hi: day(4),
                presumed_end_lo: day(5),
                unsure,
            };
            period.tighten();
            let days: Vec<Day> = days.into_iter().map(Day).collect();
            let lanes = Lanes::new(&days);
            let (at_once, each) = (lanes.period(&period), lanes.each(&mut |day| period.status(day)));
            for (place, &day) in days.iter().enumerate() {
                prop_assert_eq!(value(at_once, place), period.status(day));
                prop_assert_eq!(value(each, place), period.status(day));
            }
        }
    }
}
