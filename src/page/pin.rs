//! Parties of the network that the reader puts where they want them: by mouse, by keys, and by the
//! buttons that stand above the picture while one is in focus, for who has neither.

use super::graph::Props;
use crate::i18n::fill;
use crate::query::names;
use crate::scene::Scene;
use crate::scene::reading::middle;
use crate::state::{Action, Net, NetAction, Pin, ViewAction};
use web_sys::KeyboardEvent;

/// One press of an arrow key, in thousandths of the width.
pub const STEP: i16 = 15;

/// A party is dragged to a place of the scene, in px, or let go there.
#[inline(never)]
pub fn hold(scene: &Scene, party: String, [x, y]: [f32; 2], rests: bool) -> Action {
    let at = [x, y].map(|at| (at / scene.width_px.max(1.0) * 1_000.0).round() as i16);
    let pin = Pin { party, at };
    action(if rests { NetAction::Pin(pin) } else { NetAction::Drag(pin) })
}

/// Lets a party go.
#[inline(never)]
pub fn release(party: String) -> Action {
    action(NetAction::Release(Some(party)))
}

/// What a key does to the party that has the focus, and what is said about it.
#[inline(never)]
pub fn key(props: &Props, party: &str, event: &KeyboardEvent) -> Option<(Action, String)> {
    let net = props.net?;
    let words = props.ctx.locale.network_words();
    let [dx, dy] = match event.key().as_str() {
        "p" | "P" => [0, 0],
        "ArrowLeft" => [-STEP, 0],
        "ArrowRight" => [STEP, 0],
        "ArrowUp" => [0, -STEP],
        "ArrowDown" => [0, STEP],
        _ => return None,
    };
    let arrow = dx != 0 || dy != 0;
    if arrow && !event.shift_key() {
        return None;
    }
    let act = by(props.scene, net, party, [dx, dy])?;
    let said = if net.pinned(party).is_some() && !arrow { words.released } else { words.pinned };
    let name = names::text(&props.ctx.catalog, props.ctx.catalog.party_ix(party)?, props.ctx.locale);
    Some((act, fill(said, &[("party", &name)])))
}

/// Moves a party so many thousandths of the width and holds it there; by nothing: holds it where it
/// is, or lets it go.
#[inline(never)]
pub fn by(scene: &Scene, net: &Net, party: &str, [dx, dy]: [i16; 2]) -> Option<Action> {
    Some(match net.pinned(party) {
        Some(_) if dx == 0 && dy == 0 => release(party.to_owned()),
        Some([x, y]) => {
            let at = [x.saturating_add(dx), y.saturating_add(dy)];
            action(NetAction::Pin(Pin { party: party.to_owned(), at }))
        }
        None => {
            let [x, y] = middle(scene, party)?;
            let one = scene.width_px / 1_000.0;
            hold(scene, party.to_owned(), [x + f32::from(dx) * one, y + f32::from(dy) * one], true)
        }
    })
}

fn action(action: NetAction) -> Action {
    Action::View(ViewAction::Net(action))
}
