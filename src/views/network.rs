//! The network for a state: what is in the light, which groups are drawn, what is said about it.

use super::Stage;
use crate::data::{Catalog, PartyIx};
use crate::i18n::{Locale, fill, number};
use crate::query::network::{Node, groups, network};
use crate::query::picture::Picture;
use crate::query::{circles, crowd, paths, sentence};
use crate::rights::Compiled;
use crate::scene::{
    self, Scene,
    network::{Choice, NetworkInput, Step},
};
use crate::sort;
use crate::state::State;

/// The drawing, and its sentence.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub(super) fn draw(stage: &Stage) -> (Scene, String) {
    let Stage { catalog, locale, width_px, .. } = *stage;
    let Plan { input, summary } = plan(stage);
    let Some(input) = input else {
        let lang = locale.tag().to_owned();
        return (Scene { width_px, height_px: width_px * 0.5, lang, ..Scene::default() }, summary);
    };
    (scene::network::signed(catalog, &input), summary)
}

/// What is drawn, and the sentence.
struct Plan {
    /// Nothing while the places for all dates are being laid out.
    input: Option<NetworkInput>,
    summary: String,
}

/// A drawing under way, in slices: where its layout takes longer than a frame.
pub struct Slow {
    scene: scene::network::Slow,
    summary: String,
}

impl Slow {
    /// A drawing that has not begun; nothing while the places for all dates are being laid out.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn new(stage: &Stage) -> Option<Slow> {
        let Plan { input, summary } = plan(stage);
        Some(Slow { scene: scene::network::Slow::new(input?), summary })
    }

    /// Works on for about so many steps of a few nanoseconds.
    pub fn step(&mut self, catalog: &Catalog, work: usize) -> Step {
        let mut step = self.scene.step(catalog, work);
        if let Step::Done(scene) = &mut step {
            scene.description = std::mem::take(&mut self.summary);
        }
        step
    }
}

fn plan(stage: &Stage) -> Plan {
    let Stage { catalog, compiled, kept, state, picture, locale, width_px, live, .. } = *stage;
    let mut summary = sentence::summary(catalog, picture, state, locale);
    let soon = if live { kept.base_soon(catalog, compiled) } else { Some(kept.base(catalog, compiled)) };
    let Some(base) = soon else {
        summary.push_str(locale.network_words().space);
        summary.push_str(locale.network_words().laying_out);
        return Plan { input: None, summary };
    };
    let (light, said) = light(stage);
    if !said.is_empty() {
        summary.push_str(locale.network_words().space);
        summary.push_str(&said);
    }
    let net = &state.views.net;
    let mut shown = network(catalog, compiled, state, picture, net.direction, &light);
    if shown.is_crowded() {
        let (all, links) = (shown.nodes.len(), shown.links.len());
        shown = shown.abridged(crowd::MOST_ONE_WAY);
        let is_abridged = shown.links.len() < links;
        if shown.is_crowded() {
            shown = shown.thinned(crowd::MOST_OF_NETWORK, &picture.named);
            say_thinned(&mut summary, shown.nodes.len(), all, locale);
        }
        if is_abridged {
            summary.push_str(locale.network_words().space);
            summary.push_str(locale.network_words().abridged);
        }
    }
    let grouping = net.hull;
    let groups = grouping.map(|by| groups(catalog, compiled, state, &shown, by)).unwrap_or_default();
    let pinned = |node: &Node| {
        let at = net.pinned(catalog.party(node.party).id.as_str())?;
        Some((node.party, at.map(|place| f32::from(place) / 1_000.0)))
    };
    let choice = Choice {
        country: stage.country,
        grouping,
        groups,
        live,
        pins: shown.nodes.iter().filter_map(pinned).collect(),
    };
    let free_px = scene::network::height_px(width_px, &shown);
    // On a phone too many parties would lose their names.
    let wanted_px = stage.limit_px.filter(|_| width_px > 480.0);
    let size_px = [width_px, wanted_px.map_or(free_px, |px| free_px.min(px as f32))];
    let input = scene::network::input(catalog, picture, &shown, base, &choice, locale, size_px);
    Plan { input: Some(input), summary }
}

/// Says, after a sentence, that `drawn` of `all` parties are.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub(super) fn say_thinned(summary: &mut String, drawn: usize, all: usize, locale: Locale) {
    let words = locale.network_words();
    let [n, all] = [drawn, all].map(|count| number::whole(locale, count as u64));
    summary.push_str(words.space);
    summary.push_str(&fill(words.thinned, &[("n", &n), ("all", &all)]));
}

/// The links of the chosen circle or of the way between the parties in focus, and what there
/// is to say in short; nothing if none is chosen.
fn light(stage: &Stage) -> (Vec<usize>, String) {
    let Stage { catalog, compiled, state, picture, locale, .. } = *stage;
    lit(catalog, compiled, state, picture, locale, false)
}

/// The same for who reads on: the way between two parties step by step.
pub fn told(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    picture: &Picture,
    locale: Locale,
) -> (Vec<usize>, String) {
    let (mut links, said) = lit(catalog, compiled, state, picture, locale, true);
    sort::distinct(&mut links);
    (links, said)
}

fn lit(
    catalog: &Catalog,
    compiled: &Compiled,
    state: &State,
    picture: &Picture,
    locale: Locale,
    whole: bool,
) -> (Vec<usize>, String) {
    let net = &state.views.net;
    if let Some(at) = usize::from(net.circle).checked_sub(1) {
        let all = circles::circles(picture);
        return match all.get(at) {
            Some(circle) => (circle.links.clone(), circles::sentence(catalog, circle, locale)),
            None => (Vec::new(), circles::summary(&all, locale)),
        };
    }
    match ends(catalog, state).filter(|_| net.path) {
        Some(ends) => {
            let found = paths::paths(compiled, picture, state, ends.0, ends.1);
            let said = if whole {
                paths::sentence(catalog, picture, &found, ends, locale)
            } else {
                paths::short(catalog, &found, ends, locale)
            };
            (found.links(), said)
        }
        None => (Vec::new(), String::new()),
    }
}

/// The first and the last party in focus, if there are two.
pub fn ends(catalog: &Catalog, state: &State) -> Option<(PartyIx, PartyIx)> {
    let (first, last) = (state.focus.first()?, state.focus.last()?);
    let ends = (catalog.party_ix(first)?, catalog.party_ix(last)?);
    (ends.0 != ends.1).then_some(ends)
}
