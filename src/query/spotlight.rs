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
    /// Deals that are open or that a story's step is about, and those that they change;
    /// none if no line stands for any of them.
    pub deals: Set<DealIx>,
    /// As named by the reader.
    pub named: Vec<PartyIx>,
}

impl Spotlight {
    /// The light of a state, along the links that the picture shows. `drawn` says whether a
    /// line can stand for a deal, if no filter takes it out.
    pub fn new(
        catalog: &Catalog,
        compiled: &Compiled,
        state: &State,
        links: &[(PartyIx, PartyIx)],
        drawn: &dyn Fn(DealIx) -> bool,
    ) -> Spotlight {
        let named: Vec<PartyIx> = state.focus.iter().filter_map(|id| catalog.party_ix(id)).collect();
        let mut deals: Set<DealIx> =
            state.deal.iter().filter_map(|id| catalog.deal_ix(id.split('#').next().unwrap_or(id))).collect();
        let highlighted =
            state.step.as_ref().map(|(id, number)| story::deals(catalog, id, *number)).unwrap_or_default();
        let told = !highlighted.is_empty() && story::is_as_told(catalog, state);
        let opened = !deals.is_empty();
        deals.extend(highlighted);
        // An event has no line of its own: what it changed stands for it.
        if !deals.is_empty() {
            let changed = compiled.touched.iter().filter(|touched| deals.contains(&touched.by));
            let changed: Vec<DealIx> =
                changed.map(|touched| compiled.grants[touched.link as usize].deal).collect();
            deals.extend(changed);
        }
        if !deals.iter().any(|&deal| drawn(deal)) {
            deals = Set::default();
        }
        // An open deal is alone in the light, and a step speaks of its deals: its
        // parties only say where to look. Where no line stands for a deal, they are the light.
        let by_deals = (told || opened) && !deals.is_empty();
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
        // A step about events among parties without lines leaves all as it is.
        let touched = |&(from, to): &(PartyIx, PartyIx)| core.contains(&from) || core.contains(&to);
        if told && !by_deals && !links.iter().any(touched) {
            core = Set::default();
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
