//! The second evaluator: the rules of section 4.1 and the words of 4.2 and 6, by going round the
//! rules until nothing changes, once for each threshold.

use super::naive::{Here, Naive};
use super::owners::Spot;
use super::records::{Holding, NO, POSSIBLE, PRESUMED, Word, YES};

impl Naive<'_> {
    /// The words for every party at a point: may use it; and by chains that are exclusive.
    pub fn words(&self, spot: &Spot, day: usize) -> Vec<(Word, Word)> {
        self.words_without(spot, day, &[])
    }

    /// The same with some parties and all their links taken away.
    pub fn words_without(&self, spot: &Spot, day: usize, gone: &[usize]) -> Vec<(Word, Word)> {
        let here = self.here(spot, day);
        let point = Point { naive: self, here: &here, spot, day, gone };
        let mut words = vec![(NO, NO); self.parties()];
        // Without a presumed link the second threshold gives what the third gives.
        let presumed = |here: &Here| [here.on, here.exclusive, here.sub].contains(&PRESUMED);
        let presumed = here.iter().any(presumed);
        for threshold in [POSSIBLE, PRESUMED, YES].into_iter().filter(|word| *word != PRESUMED || presumed) {
            for exclusive in [false, true] {
                let held = point.derive(threshold, exclusive);
                for (party, word) in words.iter_mut().enumerate() {
                    if held[party] && self.alive(party, self.days[day]) >= threshold {
                        if exclusive { word.1 = threshold } else { word.0 = threshold }
                    }
                }
            }
        }
        words
    }
}

/// Everything that is said about a point.
struct Point<'a> {
    naive: &'a Naive<'a>,
    here: &'a [Here],
    spot: &'a Spot,
    day: usize,
    gone: &'a [usize],
}

impl Point<'_> {
    /// Section 4.1 with the links of at least one value, until nothing changes: who may use it.
    fn derive(&self, threshold: Word, exclusive: bool) -> Vec<bool> {
        let naive = self.naive;
        let count = naive.parties();
        let gone = |party: usize| self.gone.contains(&party);
        let mut owns = vec![false; count];
        // R1.
        for (party, word) in &self.spot.owners[self.day] {
            owns[*party] |= *word >= threshold && !gone(*party);
        }
        let mut uses = owns.clone();
        // may_grant through a grant, by grant and party.
        let mut grants = vec![vec![false; count]; self.here.len()];
        let facts = |owns: &[bool], uses: &[bool], grants: &[Vec<bool>]| {
            let all = owns.iter().chain(uses).chain(grants.iter().flatten());
            all.filter(|fact| **fact).count()
        };
        loop {
            let before = facts(&owns, &uses, &grants);
            // R4.
            for (operator, service, word) in &naive.operates[self.day] {
                if *word >= threshold && !gone(*operator) && !gone(*service) {
                    owns[*service] |= owns[*operator];
                    uses[*service] |= uses[*operator];
                    for by in &mut grants {
                        by[*service] |= by[*operator];
                    }
                }
            }
            // R2 and R3.
            for at in 0..self.here.len() {
                let here = self.here[at];
                if (if exclusive { here.exclusive } else { here.on }) < threshold {
                    continue;
                }
                let link = naive.parts(at)[0];
                let licensors =
                    link.from.map_or(vec![(usize::MAX, YES)], |from| naive.stands[self.day][from].clone());
                for (from, _) in
                    licensors.into_iter().filter(|(from, word)| *word >= threshold && !gone(*from))
                {
                    let owned = from != usize::MAX && owns[from];
                    let passed = from != usize::MAX
                        && (0..self.here.len()).any(|up| grants[up][from] && self.rests(at, up, threshold));
                    if !(here.rooted >= threshold || owned || passed) {
                        continue;
                    }
                    for (to, word) in naive.stands[self.day][link.to].iter().copied() {
                        if word.min(naive.alive(to, naive.days[self.day])) >= threshold && !gone(to) {
                            uses[to] = true;
                            grants[at][to] |= here.sub >= threshold;
                        }
                    }
                }
            }
            // Facts are only ever added.
            if before == facts(&owns, &uses, &grants) {
                return uses;
            }
        }
    }

    /// Whether a grant may rest on another one.
    fn rests(&self, at: usize, up: usize, threshold: Word) -> bool {
        let (naive, file) = (self.naive, self.naive.facts.file);
        naive.parts(at).iter().all(|link| {
            let rec = file.grant(link.of);
            let listed = rec.upstream.is_empty() || naive.parts(up).iter().all(|up| file.lists(rec, up.of));
            let strict =
                rec.holdings == Some(Holding::Exclusive) && !rec.named.contains(&self.spot.place.catalogue);
            listed && (!strict || self.here[up].exclusive >= threshold)
        })
    }
}
