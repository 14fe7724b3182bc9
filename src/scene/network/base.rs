//! Where each party of a dataset stands in the network, for all dates.
//!
//! One layout of the links of all time, made once; the picture of a day starts from it and is
//! held by it. So a party keeps its place from one day to the next whichever way
//! the reader came there, and the same address shows the same picture
//! (foresighted layout: Diehl and Görg 2002).

use crate::data::Catalog;
use crate::data::PartyIx;
use crate::data::words::PartyKind;
use crate::dates::Day;
use crate::layout::network::{Network, Request};
use crate::rights::Compiled;

/// The places of all parties of a dataset, as shares of a frame from its middle: -0.5 to 0.5.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Base {
    /// Of each party, in the order of the file; nothing for one that no deal ever links.
    pub places: Vec<Option<[f32; 2]>>,
    /// Of each party: whether it is a service or runs one.
    pub service: Vec<bool>,
}

/// A base that is being made, for a large dataset slice by slice.
pub struct Making {
    network: Network,
    linked: Vec<bool>,
    service: Vec<bool>,
}

impl Base {
    /// Lays out the parties of a catalogue by all links of all time.
    pub fn new(catalog: &Catalog, compiled: &Compiled) -> Base {
        let mut making = Making::new(catalog, compiled);
        making.network.finish();
        making.base()
    }
}

impl Making {
    /// Begins; see [`Network::step`].
    pub fn new(catalog: &Catalog, compiled: &Compiled) -> Making {
        let count = catalog.parties.len();
        let last = |party: PartyIx| compiled.successor(party, Day::MAX).0;
        let mut links: Vec<(u32, u32)> = Vec::new();
        for grant in compiled.grants.iter().filter(|grant| !grant.joint) {
            let Some(from) = grant.from else { continue };
            links.push((from.0, grant.to.0));
            links.push((last(from).0, last(grant.to).0));
        }
        // Who merges stands beside its successor, a service beside who runs it.
        for (party, mergers) in &compiled.mergers {
            links.extend(mergers.iter().map(|merger| (party.0, merger.0.0)));
        }
        let mut service: Vec<bool> = catalog.parties.iter().map(|it| it.kind == PartyKind::Service).collect();
        for (party, operators) in &compiled.operators {
            service[party.at()] = true;
            for run in operators {
                service[run.party.at()] = true;
                links.push((party.0, run.party.0));
            }
        }
        let mut linked = vec![false; count];
        for (a, b) in links.iter().filter(|(a, b)| a != b) {
            linked[*a as usize] = true;
            linked[*b as usize] = true;
        }
        let network = Network::new(&Request { nodes: count, links: &links, ..Request::default() });
        Making { network, linked, service }
    }

    /// Works on for about so many steps of a few nanoseconds; the base once it has settled.
    pub fn step(&mut self, work: usize) -> Option<Base> {
        self.network.step(work).then(|| self.base())
    }

    fn base(&self) -> Base {
        let places = self.network.places().into_iter().zip(&self.linked);
        let places = places.map(|(place, linked)| linked.then_some(place)).collect();
        Base { places: within_one(places), service: self.service.clone() }
    }
}

/// Stretched to a frame of width and height 1 around the origin.
fn within_one(mut places: Vec<Option<[f32; 2]>>) -> Vec<Option<[f32; 2]>> {
    for axis in 0..2 {
        let (mut low, mut high) = (f32::MAX, f32::MIN);
        for place in places.iter().flatten() {
            low = low.min(place[axis]);
            high = high.max(place[axis]);
        }
        for place in places.iter_mut().flatten() {
            place[axis] = (place[axis] - low) / (high - low).max(1e-3) - 0.5;
        }
    }
    places
}
