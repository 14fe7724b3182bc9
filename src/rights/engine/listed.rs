//! Links by who gives and by what they list, with the days on which they may run
//! in a form that takes little room (rights.md 11).

use crate::data::PartyIx;
use crate::dates::Day;
use crate::rights::LinkIx;
use crate::rights::rows::Rows;

/// A day in steps of eight, in two bytes: what is apart in these is apart.
pub(super) fn coarse(day: Day) -> i16 {
    day.0.div_euclid(8).clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

/// Licensor, catalogue, link, and the coarse days between which it may be in force.
pub(super) type Keyed = (u32, u32, LinkIx, (i16, i16));

/// Links by licensor and catalogue.
pub(super) struct Listed {
    /// By licensor: places in the lists below.
    rows: Rows,
    catalogues: Vec<u32>,
    links: Vec<LinkIx>,
    /// First and last coarse day on which each may be in force.
    days: Vec<(i16, i16)>,
}

impl Listed {
    pub fn new(parties: usize, keyed: &[Keyed]) -> Listed {
        // Twice into rows, which keep the order: by catalogue within each licensor.
        let places = || keyed.iter().zip(0u32..);
        let by_catalogue = Rows::new(parties, &mut places().map(|(entry, place)| (entry.1, place)));
        let sorted = (0..parties).flat_map(|party| by_catalogue.of(party).iter());
        let rows = Rows::new(parties, &mut sorted.map(|&place| (keyed[place as usize].0, place)));
        let mut rows = rows;
        let sorted = || rows.all().iter().map(|&place| keyed[place as usize]);
        let catalogues = sorted().map(|entry| entry.1).collect();
        let links = sorted().map(|entry| entry.2).collect();
        let days = sorted().map(|entry| entry.3).collect();
        rows.forget_items();
        Listed { rows, catalogues, links, days }
    }

    /// Where the links of a licensor stand that list a catalogue.
    fn range(&self, licensor: PartyIx, catalogue: PartyIx) -> std::ops::Range<usize> {
        let row = self.rows.range(licensor.at());
        let catalogues = &self.catalogues[row.clone()];
        let first = catalogues.partition_point(|&listed| listed < catalogue.0);
        let end = first + catalogues[first..].partition_point(|&listed| listed == catalogue.0);
        row.start + first..row.start + end
    }

    /// The links of a licensor that list a catalogue.
    pub fn of(&self, licensor: PartyIx, catalogue: PartyIx) -> &[LinkIx] {
        &self.links[self.range(licensor, catalogue)]
    }

    /// The same without most that are not in force on a day.
    pub fn each_running(
        &self,
        licensor: PartyIx,
        catalogue: PartyIx,
        day: Day,
        tell: &mut dyn FnMut(LinkIx),
    ) {
        let day = coarse(day);
        for place in self.range(licensor, catalogue) {
            let (first, last) = self.days[place];
            if first <= day && day <= last {
                tell(self.links[place]);
            }
        }
    }

    /// Every catalogue with a link that lists it.
    pub fn all(&self) -> impl Iterator<Item = (u32, LinkIx)> {
        self.catalogues.iter().copied().zip(self.links.iter().copied())
    }

    /// Bytes on the heap.
    pub fn bytes(&self) -> usize {
        self.rows.bytes()
            + 4 * (self.catalogues.capacity() + self.links.capacity())
            + size_of::<(i16, i16)>() * self.days.capacity()
    }
}
