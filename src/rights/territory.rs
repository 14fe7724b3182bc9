//! Where a grant holds, as a set of codes.

use crate::data::Catalog;
use crate::data::codes;
use crate::data::model::TerritoryExpr;

/// A set of territories: one bit for each code of ISO 3166-1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Territories([u64; 4]);

impl Territories {
    /// Every code: `Worldwide`.
    pub const WORLD: Territories = Territories::first(codes::TERRITORY_COUNT);

    const fn first(count: usize) -> Territories {
        let mut bits = [0; 4];
        let mut at = 0;
        while at < count {
            bits[at / 64] |= 1 << (at % 64);
            at += 1;
        }
        Territories(bits)
    }

    /// What an expression covers; nothing if it says that this is not known.
    pub fn of(catalog: &Catalog, expr: &TerritoryExpr) -> Option<Territories> {
        (!expr.include.is_empty()).then(|| {
            let mut covered = Territories::named(catalog, &expr.include);
            let excluded = Territories::named(catalog, &expr.exclude);
            for (bits, without) in covered.0.iter_mut().zip(excluded.0) {
                *bits &= !without;
            }
            covered
        })
    }

    /// Codes and groups together, groups spelled out; names that nobody knows are nowhere.
    pub fn named(catalog: &Catalog, places: &[String]) -> Territories {
        let mut covered = Territories::default();
        let mut open: Vec<&str> = places.iter().map(String::as_str).collect();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(place) = open.pop() {
            if let Some(index) = codes::territory(place) {
                covered.0[index / 64] |= 1 << (index % 64);
            } else if place == "Worldwide" {
                return Territories::WORLD;
            } else if !seen.contains(&place) {
                seen.push(place);
                let group = catalog.territories.iter().find(|group| group.id.as_str() == place);
                open.extend(group.iter().flat_map(|group| group.members.iter().map(String::as_str)));
            }
        }
        covered
    }

    /// One bit for each code, the first code lowest.
    pub fn bits(self) -> [u64; 4] {
        self.0
    }

    /// The set of these bits.
    pub fn from_bits(bits: [u64; 4]) -> Territories {
        Territories(bits)
    }

    /// Whether the territory at a place of the list of codes is in it.
    pub fn contains(self, place: u8) -> bool {
        self.0[usize::from(place) / 64] & 1 << (place % 64) != 0
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Territories) -> Territories {
        Territories(std::array::from_fn(|at| self.0[at] & other.0[at]))
    }

    /// What is in one of them.
    #[must_use]
    pub fn or(self, other: Territories) -> Territories {
        Territories(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    /// What is in this one only.
    #[must_use]
    pub fn without(self, other: Territories) -> Territories {
        Territories(std::array::from_fn(|at| self.0[at] & !other.0[at]))
    }

    /// The codes, in their order.
    pub fn codes(self) -> Vec<&'static str> {
        (0..codes::TERRITORY_COUNT)
            .filter(|at| self.0[at / 64] & (1 << (at % 64)) != 0)
            .map(codes::territory_code)
            .collect()
    }

    /// Whether both have a territory in common.
    pub fn meets(self, other: Territories) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    /// Whether all of it lies in the other.
    pub fn within(self, other: Territories) -> bool {
        self.0.iter().zip(other.0).all(|(a, b)| a & !b == 0)
    }
}
