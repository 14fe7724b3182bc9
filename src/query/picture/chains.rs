//! The chains of an open answer on the picture.

use super::Picture;
use crate::data::PartyIx;
use crate::small::Set;

impl Picture {
    /// Puts the light on these grants (by hook) and on the parties that they
    /// join; nothing changes if none of them is drawn.
    pub fn light_chains(&mut self, hooks: &[&str]) {
        if !self.links.iter().any(|link| hooks.contains(&link.hook.as_str())) {
            return;
        }
        let mut lit: Set<PartyIx> = Set::default();
        for link in &mut self.links {
            link.lit = hooks.contains(&link.hook.as_str());
            if link.lit {
                lit.extend([link.from, link.to]);
            }
        }
        for joint in &mut self.joints {
            joint.lit = hooks.contains(&joint.hook.as_str());
        }
        for party in &mut self.parties {
            // A service under a lit operator stands in its group.
            let runs = party.operator.is_some_and(|operator| lit.contains(&operator));
            party.lit = lit.contains(&party.party) || runs;
        }
    }
}
