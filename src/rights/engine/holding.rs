//! The derived links by who takes them, as searches for chains and why-nots ask for them.

use super::many::Words;
use crate::data::PartyIx;
use crate::rights::{LinkIx, Status};
use crate::small::Map;
use crate::sort;

/// The most links that are looked at though they raised nobody.
const SETTLED: usize = 400;

/// How a list is ordered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    /// By ids.
    Ids,
    /// By what links are worth of this, then by length, then by ids.
    Worth(Status),
}

/// Links by licensee as written, as they were derived. What was left out then
/// comes in once a party is asked for.
pub(super) struct Holding {
    /// How many links were derived when it was made.
    count: u32,
    pub lists: Vec<Vec<LinkIx>>,
    /// By party and order: a place in the lists.
    known: Map<(PartyIx, Order), usize>,
    /// How many links were looked at that raised nobody.
    settled: usize,
}

impl Holding {
    /// Of everything derived so far.
    pub fn new(words: &Words) -> Holding {
        Holding { count: words.any.count(), lists: Vec::new(), known: Map::default(), settled: 0 }
    }

    /// The links to a party and to whoever may have merged into it, by ids.
    pub fn by_id(&mut self, words: &mut Words, party: PartyIx) -> &[LinkIx] {
        let list = self.list(words, party, Order::Ids);
        &self.lists[list]
    }

    /// The same as a place in the lists, best first as far as they count for `most`.
    pub fn best_first(&mut self, words: &mut Words, party: PartyIx, most: Status) -> usize {
        self.list(words, party, Order::Worth(most))
    }

    fn list(&mut self, words: &mut Words, party: PartyIx, order: Order) -> usize {
        if let Some(&known) = self.known.get((party, order)) {
            return known;
        }
        // What was left out is looked at once, whatever the order.
        let other = self.known.iter().find(|known| known.0.0 == party).map(|known| known.1);
        let mut links = match other {
            Some(other) => self.lists[other].clone(),
            None => self.gather(words, party),
        };
        let (any, ranks) = (&words.any, &words.engine.index.ranks);
        sort::by_cached_key(&mut links, |&link| {
            let rank = u64::from(ranks[link as usize]);
            let Order::Worth(most) = order else { return rank };
            let short = Status::Certain as u64 - any.derived(link).min(most) as u64;
            short << 48 | u64::from(any.link_length(link)) << 32 | rank
        });
        self.lists.push(links);
        self.known.insert((party, order), self.lists.len() - 1);
        self.lists.len() - 1
    }

    fn gather(&mut self, words: &mut Words, party: PartyIx) -> Vec<LinkIx> {
        let (engine, day) = (words.engine, words.point.date);
        let mut links: Vec<LinkIx> = Vec::new();
        let before = engine.index.merged_from.of(party.at());
        for written in before.iter().copied().chain([party.0]) {
            words.any.links_to(PartyIx(written), self.count, &mut links);
            for &place in engine.index.wild_to.of(written as usize) {
                let Some(wild) = engine.index.wild.running_at(place as usize, day) else { continue };
                // What is not derived raised nobody: it is one way more where there is one already.
                let was_known = words.any.derived(wild.link) > Status::No;
                self.settled += usize::from(!was_known);
                if was_known || self.settled <= SETTLED {
                    words.settle_wild(wild);
                    if !was_known && words.any.derived(wild.link) > Status::No {
                        links.push(wild.link);
                    }
                }
            }
        }
        links
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::words::Layer;
    use crate::rights::engine::{Engine, Point, TerritoryIx, Use};
    use crate::rights::tests::{PRESUME, dataset, day};
    use crate::rights::{Compiled, Options};

    #[test]
    fn by_ids_and_best_first() {
        let deal = |from: &str, to: &str, more: &str| {
            format!(
                r#"{{"type": "licence", "from": "{from}", "to": "{to}", "start": "2010", "territory": ["CN"]{more}}}"#
            )
        };
        let plain = deal("a", "r", "");
        let doubtful = deal("a", "r", r#", "confidence": "rumoured""#);
        let passed = deal("q", "r", r#", "catalogue": {"holdings": "all"}"#);
        let base = deal("a", "q", r#", "sublicensing": "allowed""#);
        // Ids in the order of letters: d1, d10, d11, d2.
        let deals = [
            &passed, &doubtful, &plain, &base, &plain, &doubtful, &passed, &plain, &doubtful, &passed, &plain,
        ];
        let catalog = dataset(PRESUME, &deals.map(String::as_str).join(","));
        let compiled = Compiled::new(&catalog, Options { presume: true, known: None });
        let engine = Engine::new(&catalog, &compiled);
        let party = |id| catalog.party_ix(id).unwrap();
        let point = Point {
            catalogue: party("a"),
            territory: TerritoryIx::of_code("CN").unwrap(),
            date: day("2012-06-01"),
            usage: Use::ON_DEMAND_STREAM,
            layer: Layer::Recording,
        };
        let mut words = engine.words(point, None);
        let mut holding = Holding::new(&words);
        let id = |link: &LinkIx| engine.grant_id(*link);
        let by_id: Vec<String> = holding.by_id(&mut words, party("r")).iter().map(id).collect();
        let sorted =
            ["d10#g1", "d11#g1", "d1#g1", "d2#g1", "d3#g1", "d5#g1", "d6#g1", "d7#g1", "d8#g1", "d9#g1"];
        let mut expected = sorted.map(str::to_owned);
        expected.sort_by_key(|id| id.split('#').next().map(str::to_owned));
        assert_eq!(by_id, expected);
        // What is surer, then what is shorter, then by ids.
        let list = holding.best_first(&mut words, party("r"), Status::Certain);
        let best: Vec<String> = holding.lists[list].iter().map(id).collect();
        let wanted =
            ["d11#g1", "d3#g1", "d5#g1", "d8#g1", "d1#g1", "d10#g1", "d7#g1", "d2#g1", "d6#g1", "d9#g1"];
        assert_eq!(best, wanted);
        // As far as they count for no more than *possible*, all are as sure.
        let list = holding.best_first(&mut words, party("r"), Status::Possible);
        let short: Vec<String> = holding.lists[list].iter().take(7).map(id).collect();
        assert_eq!(short, ["d11#g1", "d2#g1", "d3#g1", "d5#g1", "d6#g1", "d8#g1", "d9#g1"]);
    }
}
