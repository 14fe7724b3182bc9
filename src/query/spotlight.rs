//! What a reader singled out: parties in focus, deals open or highlighted.

use super::story;
use crate::data::{Catalog, DealIx, PartyIx};
use crate::rights::Compiled;
use crate::small::Set;
use crate::state::State;

/// Where the light falls.
pub(super) struct Spotlight {
    /// The focus, the operators of its services and the services of its operators.
    pub core: Set<PartyIx>,
    /// `core` and everything within the chosen depth.
    pub reach: Set<PartyIx>,
    /// Deals that are open or that a story's step is about.
    pub deals: Set<DealIx>,
    /// As named by the reader.
    pub named: Vec<PartyIx>,
}

impl Spotlight {
    /// The light of a state, along the links that the picture shows.
    pub fn new(
        catalog: &Catalog,
        compiled: &Compiled,
        state: &State,
        links: &[(PartyIx, PartyIx)],
    ) -> Spotlight {
        let named: Vec<PartyIx> = state.focus.iter().filter_map(|id| catalog.party_ix(id)).collect();
        let mut deals: Set<DealIx> =
            state.deal.iter().filter_map(|id| catalog.deal_ix(id.split('#').next().unwrap_or(id))).collect();
        let highlighted =
            state.step.as_ref().map(|(id, number)| story::deals(catalog, id, *number)).unwrap_or_default();
        let told = !highlighted.is_empty() && story::is_as_told(catalog, state);
        // An open deal is alone in the light, and a step speaks of its deals: its
        // parties only say where to look.
        let by_deals = told || !deals.is_empty();
        deals.extend(highlighted);
        let mut core: Set<PartyIx> = named.iter().copied().collect();
        for service in compiled.operators.keys().filter(|_| !named.is_empty()) {
            let Some((operator, _)) = compiled.operator(service, state.day()) else { continue };
            if named.contains(&service) {
                core.insert(operator);
            }
            if named.contains(&operator) {
                core.insert(service);
            }
        }
        let mut reach = if by_deals { Set::default() } else { core.clone() };
        for _ in 1..state.depth.clamp(1, 3) {
            let more: Vec<PartyIx> = links
                .iter()
                .filter(|(from, to)| reach.contains(from) || reach.contains(to))
                .flat_map(|&(from, to)| [from, to])
                .collect();
            reach.extend(more);
        }
        Spotlight { core, reach, deals, named }
    }

    /// Whether nothing is singled out: then everything is lit.
    pub fn off(&self) -> bool {
        self.core.is_empty() && self.deals.is_empty()
    }

    /// Whether a link has an end in the light.
    pub fn touches(&self, from: Option<PartyIx>, to: PartyIx) -> bool {
        self.reach.contains(&to) || from.is_some_and(|from| self.reach.contains(&from))
    }
}
