//! A change of view: a party goes from its old place to its new one, whatever else is new fades in.
//!
//! Places are measured before and after, and the browser moves what stands at its new place already
//! ("first, last, invert, play"): no frame is ours, and nothing runs once it is over.

use crate::browser::document;
use crate::scene::svg::decimal;
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// How long it takes.
const MOVE_MS: f64 = 240.0;
/// Most marks that move: more would not be done in time for a frame.
const MOST: u32 = 600;
/// What has a place in several views.
const MARKS: &str = "svg.scene [data-party],svg.scene [data-grant],.deals [data-grant]";

/// Where the parties on the page stand: middles in the window, in px, by id.
pub type Places = Vec<(String, [f32; 2])>;

/// Where they stand now; nothing for a reader who wants no motion.
#[inline(never)]
pub fn places() -> Option<Places> {
    if document::media("(prefers-reduced-motion: reduce)") {
        return None;
    }
    let mut places = Places::default();
    each(&mut |mark| {
        if let Some(party) = mark.get_attribute("data-party")
            && place(&places, &party).is_none()
        {
            places.push((party, middle(mark)));
        }
    });
    Some(places)
}

/// Moves everything from where it stood before.
#[inline(never)]
pub fn play(before: &[(String, [f32; 2])]) {
    // First all are measured, then all are moved: else each would be measured anew.
    let mut moves = Vec::new();
    each(&mut |mark| {
        let from = mark.get_attribute("data-party").and_then(|party| place(before, &party));
        moves.push((
            mark.clone(),
            from.map(|[x, y]| {
                let [u, v] = middle(mark);
                [x - u, y - v]
            }),
        ));
    });
    for (mark, from) in moves {
        match from {
            Some([x, y]) => {
                let way = [&*decimal(x, 1), "px ", &*decimal(y, 1), "px"].concat();
                animate(&mark, "translate", &way);
            }
            None => animate(&mark, "opacity", "0"),
        }
    }
}

fn place(places: &[(String, [f32; 2])], party: &str) -> Option<[f32; 2]> {
    places.iter().find(|(id, _)| id == party).map(|(_, place)| *place)
}

/// From this value of a property to the one that the mark has.
fn animate(mark: &Element, property: &str, from: &str) {
    let frames = Object::new();
    for (name, value) in
        [(property, from.into()), ("offset", JsValue::from(0)), ("easing", "ease-out".into())]
    {
        let _ = Reflect::set(&frames, &name.into(), &value);
    }
    // A browser without it shows the new view at once.
    let way = Reflect::get(mark, &"animate".into()).ok().and_then(|way| way.dyn_into::<Function>().ok());
    if let Some(way) = way {
        let _ = way.call2(mark, &frames, &MOVE_MS.into());
    }
}

fn each(act: &mut dyn FnMut(&Element)) {
    let Some(all) = document::document().and_then(|document| document.query_selector_all(MARKS).ok()) else {
        return;
    };
    for at in 0..all.length().min(MOST) {
        if let Some(mark) = all.item(at).and_then(|node| node.dyn_into::<Element>().ok()) {
            act(&mark);
        }
    }
}

fn middle(mark: &Element) -> [f32; 2] {
    let frame = mark.get_bounding_client_rect();
    [(frame.x() + frame.width() / 2.0) as f32, (frame.y() + frame.height() / 2.0) as f32]
}
