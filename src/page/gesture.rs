//! What the picture listens to. Pan and zoom by mouse, Ctrl-wheel and two fingers. The plain wheel and one
//! finger scroll the page (web-requirements R1, R2).

use super::graph::Msg;
use super::mark::{element, hook};
use crate::number::between;
use crate::scene::camera;
use crate::state::Camera;
use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Reflect;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent, TouchEvent, WheelEvent};
use yew::Callback;

/// Movement below this many px is a click.
const DRAG_PX: f32 = 4.0;

/// A gesture under way; shared between the listeners.
#[derive(Clone, Default)]
pub struct Gesture(Rc<RefCell<Inner>>);

struct Inner {
    camera: Camera,
    /// Where a mouse drag is, and whether it has moved far enough.
    drag: Option<(f32, f32)>,
    moved: bool,
    /// Two fingers: their middle and distance.
    pinch: Option<(f32, f32, f32)>,
    /// How far a trackpad was spread, as Safari tells it.
    spread: f32,
    /// Parties can be put elsewhere.
    movable: bool,
    /// The party that the mouse has taken.
    held: Option<String>,
    /// What the last two clicks were on.
    clicked: [Option<String>; 2],
}

impl Default for Inner {
    fn default() -> Self {
        let (movable, held, clicked) = (false, None, [None, None]);
        Inner {
            camera: camera::AT_REST,
            drag: None,
            moved: false,
            pinch: None,
            spread: 1.0,
            movable,
            held,
            clicked,
        }
    }
}

impl Gesture {
    /// The camera as it is drawn, and whether parties can be put elsewhere.
    pub fn set(&self, camera: Camera, movable: bool) {
        let mut inner = self.0.borrow_mut();
        (inner.camera, inner.movable) = (camera, movable);
    }

    /// Whether a drag or pinch is under way.
    pub fn is_busy(&self) -> bool {
        let inner = self.0.borrow();
        inner.drag.is_some() && inner.moved || inner.pinch.is_some()
    }

    /// Whether the click that comes now ends a drag.
    pub fn was_drag(&self) -> bool {
        std::mem::take(&mut self.0.borrow_mut().moved)
    }

    fn update(&self, tell: &Callback<Msg>, rests: bool, change: impl FnOnce(&mut Inner) -> Option<Camera>) {
        let camera = change(&mut self.0.borrow_mut());
        if let Some(camera) = camera {
            self.0.borrow_mut().camera = camera;
            tell.emit(Msg::Camera(camera, rests));
        }
    }
}

/// Listens on the picture and on the box around it; the listeners go with the returned list.
pub fn listen(
    svg: &Element,
    around: &Element,
    gesture: &Gesture,
    tell: &Callback<Msg>,
) -> Vec<EventListener> {
    let active = EventListenerOptions::enable_prevent_default();
    let on = |name: &'static str,
              options: EventListenerOptions,
              act: fn(&Element, &Gesture, &Callback<Msg>, &web_sys::Event)| {
        let (host, gesture, tell) = (svg.clone(), gesture.clone(), tell.clone());
        EventListener::new_with_options(svg, name, options, move |event| act(&host, &gesture, &tell, event))
    };
    let passive = EventListenerOptions::default;
    let focus = {
        let tell = tell.clone();
        // An svg that itself listens to the focus is one more Tab stop in some browsers.
        EventListener::new(around, "focusin", move |event| focused(&tell, event))
    };
    vec![
        focus,
        on("wheel", active, wheel),
        on("pointerdown", passive(), down),
        on("pointermove", passive(), pointer_move),
        on("pointerup", passive(), up),
        on("pointercancel", passive(), up),
        on("touchstart", passive(), touch_start),
        on("touchmove", active, touch_move),
        on("touchend", passive(), touch_end),
        on("touchcancel", passive(), touch_end),
        on("gesturestart", active, spread),
        on("gesturechange", active, spread),
        on("gestureend", active, spread),
        on("keydown", active, |_, _, tell, event| tell.emit(Msg::Key(event.clone().unchecked_into()))),
        on("click", passive(), |_, gesture, tell, event| {
            let party = element(event).and_then(|element| hook(&element).0);
            let [_, last] = std::mem::take(&mut gesture.0.borrow_mut().clicked);
            gesture.0.borrow_mut().clicked = [last, party];
            tell.emit(Msg::Click(event.clone().unchecked_into()));
        }),
        // The first click may have moved everything: what it was on is meant.
        on("dblclick", passive(), |_, gesture, tell, _| {
            if let [Some(party), _] = std::mem::take(&mut gesture.0.borrow_mut().clicked) {
                tell.emit(Msg::Release(party));
            }
        }),
        on("pointerover", passive(), |_, _, tell, event| tell.emit(Msg::Over(element(event)))),
        on("pointerleave", passive(), |_, _, tell, _| tell.emit(Msg::Over(None))),
    ]
}

fn focused(tell: &Callback<Msg>, event: &web_sys::Event) {
    if let Some(party) = element(event).and_then(|element| hook(&element).0) {
        tell.emit(Msg::Focused(party));
    }
}

fn wheel(host: &Element, gesture: &Gesture, tell: &Callback<Msg>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<WheelEvent>() else { return };
    if !event.ctrl_key() && !event.meta_key() {
        // The page scrolls; say how to zoom instead.
        tell.emit(Msg::Hint);
        return;
    }
    event.prevent_default();
    let (x, y) = local(host, event.client_x() as f32, event.client_y() as f32);
    // Lines and pages as px, and a gentle curve without transcendental functions.
    let delta_px = event.delta_y() as f32 * if event.delta_mode() == 0 { 1.0 } else { 16.0 };
    let factor = if delta_px < 0.0 { 1.0 - delta_px / 300.0 } else { 1.0 / (1.0 + delta_px / 300.0) };
    gesture.update(tell, true, |inner| Some(camera::zoomed(inner.camera, x, y, between(factor, 0.5, 2.0))));
}

fn down(_: &Element, gesture: &Gesture, tell: &Callback<Msg>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    tell.emit(Msg::Press(element(event)));
    let mut inner = gesture.0.borrow_mut();
    inner.moved = false;
    if event.pointer_type() == "mouse" && event.button() == 0 {
        inner.drag = Some((event.client_x() as f32, event.client_y() as f32));
        inner.held = element(event).and_then(|element| hook(&element).0).filter(|_| inner.movable);
    }
}

fn pointer_move(host: &Element, gesture: &Gesture, tell: &Callback<Msg>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    let (x, y) = (event.client_x() as f32, event.client_y() as f32);
    let mut held = None;
    gesture.update(tell, false, |inner| {
        let (from_x, from_y) = inner.drag?;
        if event.buttons() == 0 {
            inner.drag = None;
            return None;
        }
        let (dx, dy) = (x - from_x, y - from_y);
        if !inner.moved && dx * dx + dy * dy < DRAG_PX * DRAG_PX {
            return None;
        }
        if !inner.moved {
            inner.moved = true;
            let _ = host.set_pointer_capture(event.pointer_id());
        }
        inner.drag = Some((x, y));
        // A party comes along; the ground would move everything.
        held.clone_from(&inner.held);
        held.is_none().then(|| camera::panned(inner.camera, dx, dy))
    });
    if let Some(party) = held {
        tell.emit(Msg::Hold(party, [x, y], false));
    }
}

fn up(host: &Element, gesture: &Gesture, tell: &Callback<Msg>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<PointerEvent>() else { return };
    let _ = host.release_pointer_capture(event.pointer_id());
    let mut held = None;
    gesture.update(tell, true, |inner| {
        let dragged = inner.drag.take().is_some() && inner.moved;
        held = inner.held.take().filter(|_| dragged);
        (dragged && held.is_none()).then_some(inner.camera)
    });
    if let Some(party) = held {
        tell.emit(Msg::Hold(party, [event.client_x() as f32, event.client_y() as f32], true));
    }
}

/// Safari's own: two fingers on a trackpad are neither a touch nor a wheel with Ctrl there. Two on a
/// screen are heard as touches, too, which come first.
fn spread(host: &Element, gesture: &Gesture, tell: &Callback<Msg>, event: &web_sys::Event) {
    event.prevent_default();
    let number = |name: &str| Some(Reflect::get(event, &name.into()).ok()?.as_f64()? as f32);
    let (Some(scale), Some(x), Some(y)) = (number("scale"), number("clientX"), number("clientY")) else {
        return;
    };
    let kind = event.type_();
    gesture.update(tell, kind == "gestureend", |inner| {
        let before = std::mem::replace(&mut inner.spread, scale);
        if kind == "gesturestart" || inner.pinch.is_some() {
            return None;
        }
        let (x, y) = local(host, x, y);
        Some(camera::zoomed(inner.camera, x, y, between(scale / before.max(0.01), 0.5, 2.0)))
    });
}

fn touch_start(_: &Element, gesture: &Gesture, _: &Callback<Msg>, event: &web_sys::Event) {
    gesture.0.borrow_mut().pinch = event.dyn_ref::<TouchEvent>().and_then(fingers);
}

fn touch_move(host: &Element, gesture: &Gesture, tell: &Callback<Msg>, event: &web_sys::Event) {
    let Some(event) = event.dyn_ref::<TouchEvent>() else { return };
    let Some((x, y, apart)) = fingers(event) else { return };
    event.prevent_default();
    gesture.update(tell, false, |inner| {
        let (from_x, from_y, from_apart) = inner.pinch.replace((x, y, apart))?;
        let (px, py) = local(host, x, y);
        let panned = camera::panned(inner.camera, x - from_x, y - from_y);
        Some(camera::zoomed(panned, px, py, apart / from_apart.max(1.0)))
    });
}

fn touch_end(_: &Element, gesture: &Gesture, tell: &Callback<Msg>, _: &web_sys::Event) {
    gesture.update(tell, true, |inner| inner.pinch.take().map(|_| inner.camera));
}

/// Middle and distance of exactly two fingers.
fn fingers(event: &TouchEvent) -> Option<(f32, f32, f32)> {
    let touches = event.touches();
    let (a, b) = (touches.get(0)?, touches.get(1)?);
    if touches.length() != 2 {
        return None;
    }
    let (ax, ay, bx, by) =
        (a.client_x() as f32, a.client_y() as f32, b.client_x() as f32, b.client_y() as f32);
    let (dx, dy) = (bx - ax, by - ay);
    Some((f32::midpoint(ax, bx), f32::midpoint(ay, by), (dx * dx + dy * dy).sqrt()))
}

fn local(host: &Element, x: f32, y: f32) -> (f32, f32) {
    let rect = host.get_bounding_client_rect();
    (x - rect.x() as f32, y - rect.y() as f32)
}
