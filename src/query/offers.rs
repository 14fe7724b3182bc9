//! What a party could offer on a day, and who could offer what it holds: one
//! word for each (rights.md 1.1, 1.2).

use crate::data::words::{Layer, PartyKind};
use crate::data::{Catalog, PartyIx};
use crate::dates::Day;
use crate::rights::Status;
use crate::rights::engine::{Engine, TerritoryIx, Use};
use crate::sort;

/// One other party and the words about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Whose catalogue, or which service.
    pub other: PartyIx,
    /// The answer.
    pub answer: Status,
    /// Exclusivity by contract.
    pub exclusive: Status,
}

/// Both directions; the surest first, then in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// Code of the territory.
    pub territory: String,
    /// Catalogues that it could offer.
    pub could_offer: Vec<Offer>,
    /// Services that could offer its catalogue.
    pub offered_by: Vec<Offer>,
}

/// Recordings, to listen to on demand. Nothing for a text that is no territory's code.
pub fn offers(engine: &Engine, catalog: &Catalog, party: PartyIx, territory: &str, day: Day) -> Offers {
    let Some(place) = TerritoryIx::of_code(territory) else { return Offers::default() };
    let (usage, layer) = (Use::ON_DEMAND_STREAM, Layer::Recording);
    let listed = |mut found: Vec<(PartyIx, Status, Status)>| {
        found.retain(|&(other, answer, _)| other != party && answer > Status::No);
        sort::by_key(&mut found, |&(_, answer, _)| Status::Certain as u8 - answer as u8);
        found.into_iter().map(|(other, answer, exclusive)| Offer { other, answer, exclusive }).collect()
    };
    let is_service = catalog.party(party).kind == PartyKind::Service;
    Offers {
        territory: territory.to_owned(),
        could_offer: listed(engine.catalogues(party, place, day, usage, layer)),
        offered_by: if is_service {
            Vec::new()
        } else {
            listed(engine.services(party, place, day, usage, layer))
        },
    }
}
