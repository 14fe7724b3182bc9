//! Where rows and columns stand, on every date the same.

use super::{Candidates, looked_at};
use crate::data::words::Layer;
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use crate::layout::matrix::seriation;
use crate::query::changes::Changes;
use crate::rights::Compiled;
use crate::rights::engine::{Engine, TerritoryIx, Use};

/// The order of all services and catalogues of a dataset: worked out once from
/// the answers on days spread over its whole span, so that a row keeps its place
/// when the date moves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranks {
    /// By party: its place among the services.
    services: Vec<u32>,
    /// By party: its place among the catalogues.
    catalogues: Vec<u32>,
}

/// On how many days the answers are looked at.
const SAMPLES: i32 = 8;

impl Ranks {
    /// Orders them for a territory by what is alike ([`seriation`]).
    pub fn new(
        catalog: &Catalog,
        compiled: &Compiled,
        engine: &Engine,
        changes: &Changes,
        territory: &str,
    ) -> Ranks {
        let Candidates { services, catalogues, .. } = looked_at(catalog, compiled, &|_| false);
        let count = catalog.parties.len();
        let mut ranks = Ranks { services: vec![u32::MAX; count], catalogues: vec![u32::MAX; count] };
        let (Some(first), Some(last)) = (changes.first, changes.last) else { return ranks };
        let Some(place) = TerritoryIx::of_code(territory) else { return ranks };
        let mut weights = vec![0_u32; services.len() * catalogues.len()];
        for sample in 1..=SAMPLES {
            let day = Day(first.0 + (last.0 - first.0) / (SAMPLES + 1) * sample);
            let cells =
                engine.matrix(&services, &catalogues, place, day, Use::ON_DEMAND_STREAM, Layer::Recording);
            for (weight, cell) in weights.iter_mut().zip(&cells) {
                *weight += cell.0 as u32;
            }
        }
        let (rows, columns) = seriation::order(services.len(), catalogues.len(), &weights);
        for (rank, &at) in rows.iter().enumerate() {
            ranks.services[services[at].at()] = rank as u32;
        }
        for (rank, &at) in columns.iter().enumerate() {
            ranks.catalogues[catalogues[at].at()] = rank as u32;
        }
        ranks
    }

    /// The place of a service; the last if it is none.
    pub fn service(&self, party: PartyIx) -> u32 {
        self.services.get(party.at()).copied().unwrap_or(u32::MAX)
    }

    /// The place of a catalogue; the last if it is none.
    pub fn catalogue(&self, party: PartyIx) -> u32 {
        self.catalogues.get(party.at()).copied().unwrap_or(u32::MAX)
    }
}
