//! The picture: the scene painted as live SVG, with camera, keyboard walk,
//! hover and focus. One Tab stop; the plain wheel and one finger belong to the page.

mod said;

use super::ctx::Ctx;
use super::fold::fold;
use super::gesture::{self, Gesture};
use super::h::{El, Place, button, el, list};
use super::legend::legend;
use super::mark::{self, element, hook};
use super::pin;
use super::slices::Slices;
use super::width::{Observer, observe};
use crate::browser::document;
use crate::query::picture::Picture;
use crate::query::walk::{Step, Stop, Walk};
use crate::scene::camera::{self, AT_REST};
use crate::scene::svg::{decimal, number};
use crate::scene::{Scene, reading};
use crate::state::{Action, Camera, Net};
use gloo::events::EventListener;
use std::rc::Rc;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};
use yew::Callback;

/// What is drawn.
#[derive(Clone, Copy)]
pub struct Props<'a> {
    /// Dataset, language, actions.
    pub ctx: &'a Ctx,
    /// The drawing.
    pub scene: &'a Rc<Scene>,
    /// Changes whenever the drawing does.
    pub version: u32,
    /// The links behind it.
    pub picture: &'a Picture,
    /// Whether something is open or in focus that a click on the ground leaves.
    pub selected: bool,
    /// The height above which it is folded, in px.
    pub limit_px: Option<u32>,
    /// Choices of the network, if that is what is drawn: its parties can be put elsewhere.
    pub net: Option<&'a Net>,
}

/// What happens inside the picture.
#[derive(Clone)]
pub enum Msg {
    /// A gesture moved the camera; true when it came to rest.
    Camera(Camera, bool),
    /// A plain wheel or finger was tried on the picture.
    Hint,
    /// A key while a mark has the focus.
    Key(KeyboardEvent),
    /// The pointer is on an element.
    Over(Option<Element>),
    /// A click that was not the end of a drag.
    Click(MouseEvent),
    /// A party is dragged to a place in the window, in px; true when it is let go.
    Hold(String, [f32; 2], bool),
    /// A party is let go of.
    Release(String),
    /// The pointer went down on an element: a click may follow.
    Press(Option<Element>),
    /// A mark took the keyboard focus.
    Focused(String),
    /// The picture as text is opened or closed.
    AsText,
    /// The box has another width now, in px.
    Width(f32),
}

/// Whether a mark has the keyboard focus.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn has_focus() -> bool {
    document::focus_is_in("svg.scene")
}

/// Gives the keyboard focus back to the picture if its mark went with the one before.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn give_back() {
    if document::focus_is_nowhere() {
        document::focus("svg.scene [tabindex='0']");
    }
}

/// What stands beside the picture.
#[derive(Default)]
struct Aside {
    /// How to move the picture.
    hint: bool,
    /// The picture as text.
    as_text: bool,
}

/// The picture.
pub struct Graph {
    tell: Callback<Msg>,
    host: Place,
    svg: Place,
    camera: Camera,
    walk: Walk,
    /// The walk moved: the mark takes the focus after the next render.
    focus_next: bool,
    /// A mark of the picture before had the keyboard focus.
    had_focus: bool,
    live: String,
    /// Says what is under the pointer; written past the description, which is the whole page's.
    hover: Place,
    /// Marks are lit because the pointer is on one.
    lit: bool,
    aside: Aside,
    gesture: Gesture,
    /// How much of a large picture is written.
    pub slices: Slices,
    /// The element that is listened to, as long as it is on the page.
    heard: Option<(Element, Vec<EventListener>, Option<Observer>)>,
}

impl Graph {
    /// A picture that tells what happens in it.
    pub fn new(tell: Callback<Msg>, camera: Option<Camera>) -> Self {
        Graph {
            tell,
            host: Place::default(),
            svg: Place::default(),
            camera: camera.unwrap_or(AT_REST),
            walk: Walk::default(),
            focus_next: false,
            had_focus: false,
            live: String::new(),
            hover: Place::default(),
            lit: false,
            aside: Aside::default(),
            gesture: Gesture::default(),
            slices: Slices::default(),
            heard: None,
        }
    }

    /// The state has another camera.
    pub fn set_camera(&mut self, camera: Option<Camera>) {
        if !self.gesture.is_busy() {
            self.camera = camera.unwrap_or(AT_REST);
        }
    }

    /// There is another picture.
    pub fn set_picture(&mut self, picture: &Picture) {
        // A stop whose party left the picture, or whose link has another place now.
        let stays = |stop: &Stop| picture.parties.iter().any(|p| p.party == stop.party);
        self.walk = self.walk.here().filter(stays).map_or_else(Walk::default, |stop| Walk::at(stop.party));
        self.had_focus = self.walk.here().is_some() && has_focus();
        self.say("");
        self.light(None);
    }

    /// The line below the picture.
    fn say(&self, text: &str) {
        if let Some(line) = &*self.hover.borrow()
            && line.text_content().as_deref() != Some(text)
        {
            line.set_text_content(Some(text));
        }
    }

    /// Lights what belongs to the hovered thing; nothing to do where nothing is lit.
    fn light(&mut self, hot: Option<&[String]>) {
        if hot.is_some() || self.lit {
            mark::light(&self.svg, hot);
        }
        self.lit = hot.is_some();
    }

    /// Something happened; says whether it is to be drawn.
    pub fn update(&mut self, props: &Props, msg: Msg) -> bool {
        match msg {
            Msg::Camera(camera, rests) => {
                self.camera = camera::kept(camera, props.scene.width_px, props.scene.height_px);
                if rests {
                    self.tell_camera(props);
                }
                self.aside.hint = false;
                true
            }
            Msg::Hint => !std::mem::replace(&mut self.aside.hint, true),
            Msg::Key(event) => self.key(props, &event),
            Msg::Over(target) => {
                self.over(props, target.as_ref());
                false
            }
            Msg::Click(event) => {
                self.click(props, &event);
                false
            }
            Msg::Hold(id, [x, y], rests) => {
                if let Some((x, y, _)) = self.world(props, x, y) {
                    props.ctx.send.emit(pin::hold(props.scene, id, [x, y], rests));
                }
                false
            }
            Msg::Release(id) => {
                props.ctx.send.emit(pin::release(id));
                false
            }
            Msg::Focused(id) => {
                let party = props.ctx.catalog.party_ix(&id);
                if let Some(party) =
                    party.filter(|party| self.walk.here().map(|stop| stop.party) != Some(*party))
                {
                    self.walk = Walk::at(party);
                    return true;
                }
                false
            }
            Msg::AsText => {
                self.aside.as_text = !self.aside.as_text;
                true
            }
            // The page's business.
            Msg::Width(_) | Msg::Press(_) => false,
        }
    }

    /// A callback that tells this, whatever the event.
    fn on(&self, msg: Msg) -> Callback<Event> {
        let tell = self.tell.clone();
        Callback::from(move |_| tell.emit(msg.clone()))
    }

    /// Picture, tools, legend.
    pub fn view(&self, props: &Props) -> El {
        let Props { ctx: page, scene, .. } = *props;
        let words = page.words();
        let Camera { x, y, zoom } = self.camera;
        let world = format!("scale({}) translate({} {})", decimal(zoom, 4), decimal(-x, 4), decimal(-y, 4));
        let zoom_by = |factor: f32| {
            let (camera, width, height) = (self.camera, scene.width_px, scene.height_px);
            self.on(Msg::Camera(camera::zoomed(camera, width / 2.0, height / 2.0, factor), true))
        };
        let pan_by = |dx: f32, dy: f32| self.on(Msg::Camera(camera::panned(self.camera, dx, dy), true));
        let current = self.walk.here().map(|stop| page.catalog.party(stop.party).id.to_string());
        let tag = format!("{} {}", props.version, current.as_deref().unwrap_or_default());
        let parts = self.slices.parts(scene, tag, current);
        let tool = |call: Callback<Event>, name: &'static str, sign: &'static str| {
            button(call).attr("aria-label", name).attr("title", name).text(sign)
        };
        let ways = (self.camera != AT_REST).then(|| {
            list()
                .el(tool(pan_by(80.0, 0.0), words.pan_left, "←"))
                .el(tool(pan_by(-80.0, 0.0), words.pan_right, "→"))
                .el(tool(pan_by(0.0, 80.0), words.pan_up, "↑"))
                .el(tool(pan_by(0.0, -80.0), words.pan_down, "↓"))
                .el(button(self.on(Msg::Camera(AT_REST, true))).class("wide").text(words.zoom_reset))
        });
        let tools = el("div")
            .class("graph-tools")
            .attr("role", "group")
            .attr("aria-label", words.graph_title)
            .els([tool(zoom_by(1.4), words.zoom_in, "+"), tool(zoom_by(1.0 / 1.4), words.zoom_out, "−")])
            .el_if(ways);
        let svg = el("svg")
            .found_by(&self.svg)
            .class("scene")
            .attr("role", "group")
            .attr("aria-label", words.graph_title)
            .attr("aria-describedby", "summary")
            .set("width", number(scene.width_px))
            .set("height", number(scene.height_px))
            .set("viewBox", format!("0 0 {} {}", number(scene.width_px), number(scene.height_px)))
            // A box that is too low shows its upper part, not all of it smaller.
            .attr("preserveAspectRatio", "xMinYMin slice")
            .el(el("g").set("transform", world).kid(parts));
        let hint = self
            .aside
            .hint
            .then(|| el("p").class("gesture-hint").attr("role", "note").text(words.graph_gesture_hint));
        el("div")
            .found_by(&self.host)
            .class("graph")
            .el(tools)
            .el(fold(page, svg, scene.height_px, props.limit_px))
            .el(el("p").class("hover-line").attr("data-hover", "").found_by(&self.hover))
            .el_if(hint)
            .el(el("p")
                .class("visually-hidden")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .attr("data-live", "")
                .str(&self.live))
            .el(legend(page, scene))
            .el(said::as_text(props, self.aside.as_text, self.on(Msg::AsText)))
    }

    /// The picture is on the page: hears its pointers and its width, and gives the focus on.
    pub fn shown(&mut self, props: &Props) {
        let svg = self.svg.borrow().clone();
        if let Some(svg) = svg
            && self.heard.as_ref().is_none_or(|(heard, ..)| *heard != svg)
        {
            self.leave();
            let around = self.host.borrow().clone().unwrap_or_else(|| svg.clone());
            let listeners = gesture::listen(&svg, &around, &self.gesture, &self.tell);
            self.heard = Some((svg, listeners, self.observe()));
        }
        self.gesture.set(self.camera, props.net.is_some());
        if std::mem::take(&mut self.focus_next)
            && let Some(stop) = self.walk.here()
        {
            let id = &props.ctx.catalog.party(stop.party).id;
            document::focus(&format!("svg.scene [data-party='{id}']"));
        }
        if self.had_focus && !self.slices.wait() {
            self.had_focus = false;
            give_back();
        }
    }

    /// The picture is not on the page.
    pub fn leave(&mut self) {
        if let Some((_, _, Some((observer, _)))) = self.heard.take() {
            observer.disconnect();
        }
    }

    /// Hears the width of the box.
    fn observe(&self) -> Option<Observer> {
        let (tell, host) = (self.tell.clone(), self.host.borrow().clone()?);
        observe(&host, Callback::from(move |width| tell.emit(Msg::Width(width))))
    }

    fn key(&mut self, props: &Props, event: &KeyboardEvent) -> bool {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return false;
        }
        if let Some(stop) = self.walk.here()
            && let Some((action, said)) =
                pin::key(props, props.ctx.catalog.party(stop.party).id.as_str(), event)
        {
            event.prevent_default();
            props.ctx.send.emit(action);
            self.say(&said);
            self.live = said;
            return true;
        }
        let step = match event.key().as_str() {
            "ArrowLeft" => Step::Left,
            "ArrowRight" => Step::Right,
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            "Backspace" => Step::Back,
            "Home" => Step::First,
            "End" => Step::Last,
            key => return self.other_key(props, event, key),
        };
        event.prevent_default();
        let columns = said::columns(props);
        let Some(walk) = self.walk.step(step, props.picture, &columns) else { return false };
        self.walk = walk;
        self.focus_next = true;
        if let Some(stop) = self.walk.here() {
            self.live = said::reached(props, stop);
            self.say(&self.live);
        }
        true
    }

    fn other_key(&mut self, props: &Props, event: &KeyboardEvent, key: &str) -> bool {
        let middle = (props.scene.width_px / 2.0, props.scene.height_px / 2.0);
        let camera = match key {
            "+" | "=" => camera::zoomed(self.camera, middle.0, middle.1, 1.4),
            "-" => camera::zoomed(self.camera, middle.0, middle.1, 1.0 / 1.4),
            "0" => AT_REST,
            "Enter" | " " => {
                let Some(stop) = self.walk.here() else { return false };
                event.prevent_default();
                // Enter opens what was reached: the deal of the link that led here, else the party.
                let action = match stop.via.and_then(|via| props.picture.links.get(via)) {
                    Some(link) if event.shift_key() => Action::OpenDeal(link.hook.clone()),
                    _ => Action::Focus(props.ctx.catalog.party(stop.party).id.to_string()),
                };
                props.ctx.send.emit(action);
                return false;
            }
            _ => return false,
        };
        event.prevent_default();
        self.camera = camera::kept(camera, props.scene.width_px, props.scene.height_px);
        self.tell_camera(props);
        true
    }

    fn tell_camera(&self, props: &Props) {
        let camera = Some(self.camera).filter(|camera| *camera != AT_REST);
        props.ctx.send.emit(Action::Camera(camera));
    }

    fn over(&mut self, props: &Props, target: Option<&Element>) {
        let (party, grant) = target.map(hook).unwrap_or_default();
        let text = said::of(props, party.as_deref(), grant.as_deref());
        // Painted at once, past the component tree: a preview must not cost a layout.
        let hot = party.map(|id| (id, true)).or(grant.map(|id| (id, false)));
        let hot = hot.map(|(id, is_party)| said::together(props, &id, is_party));
        self.light(hot.as_deref());
        self.say(&text);
    }

    fn click(&mut self, props: &Props, event: &MouseEvent) {
        if self.gesture.was_drag() {
            return;
        }
        let (party, grant) = element(event).as_ref().map(hook).unwrap_or_default();
        let action = match (party, grant) {
            (Some(id), _) => Some(Action::Focus(id)),
            (_, Some(hook)) => Some(Action::OpenDeal(hook)),
            _ => self.nearest(props, event).map(Action::Focus).or(props.selected.then_some(Action::Escape)),
        };
        if let Some(action) = action {
            props.ctx.send.emit(action);
        }
    }

    /// The party whose bar is nearest to a tap, within 22 px.
    fn nearest(&self, props: &Props, event: &MouseEvent) -> Option<String> {
        let (x, y, scale) = self.world(props, event.client_x() as f32, event.client_y() as f32)?;
        let (id, distance) = reading::nearest(props.scene, x, y)?;
        (distance * self.camera.zoom * scale <= 22.0).then(|| id.to_string())
    }

    /// A place in the window as one of the scene, and how many px of the one are one of the other
    /// before the camera: a box that is becoming narrower draws it smaller.
    fn world(&self, props: &Props, x: f32, y: f32) -> Option<(f32, f32, f32)> {
        let rect = self.svg.borrow().as_ref()?.get_bounding_client_rect();
        let scale = rect.width() as f32 / props.scene.width_px.max(1.0);
        let (x, y) = ((x - rect.x() as f32) / scale, (y - rect.y() as f32) / scale);
        let (x, y) = camera::world_from_screen(self.camera, x, y);
        Some((x, y, scale))
    }
}
