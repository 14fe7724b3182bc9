//! The picture: the scene painted as live SVG, with camera, keyboard walk,
//! hover and focus. One Tab stop; the plain wheel and one finger belong to the page.

use super::html::html;
use super::ctx::Ctx;
use super::gesture::{self, Gesture};
use super::legend::legend;
use super::painter::marks;
use super::same::Same;
use super::still::still;
use crate::browser::document;
use crate::data::PartyIx;
use crate::query::picture::Picture;
use crate::query::sentence;
use crate::query::walk::{Step, Stop, Walk};
use crate::scene::camera::{self, AT_REST};
use crate::scene::svg::{decimal, number};
use crate::scene::{Scene, reading};
use crate::state::{Action, Camera};
use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, KeyboardEvent, MouseEvent, ResizeObserver};
use yew::{Callback, Component, Context, Html, NodeRef, Properties};

/// What the picture needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Dataset, language, actions.
    pub ctx: Ctx,
    /// The drawing.
    pub scene: Same<Scene>,
    /// Changes whenever the drawing does.
    pub version: u32,
    /// The links behind it.
    pub picture: Same<Picture>,
    /// Where the reader put the camera.
    pub camera: Option<Camera>,
    /// The box has another width now, in px.
    pub on_width: Callback<f32>,
    /// Whether something is open or in focus that a click on the ground leaves.
    pub selected: bool,
}

/// What happens inside the picture.
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
    /// A mark took the keyboard focus.
    Focused(String),
}

/// The picture.
pub struct Graph {
    host: NodeRef,
    svg: NodeRef,
    camera: Camera,
    walk: Walk,
    /// The walk moved: the mark takes the focus after the next render.
    focus_next: bool,
    live: String,
    hover: String,
    hint: bool,
    gesture: Gesture,
    _listeners: Vec<EventListener>,
    observer: Option<(ResizeObserver, Closure<dyn FnMut(js_sys::Array)>)>,
}

impl Component for Graph {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Graph {
            host: NodeRef::default(),
            svg: NodeRef::default(),
            camera: ctx.props().camera.unwrap_or(AT_REST),
            walk: Walk::default(),
            focus_next: false,
            live: String::new(),
            hover: String::new(),
            hint: false,
            gesture: Gesture::default(),
            _listeners: Vec::new(),
            observer: None,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let props = ctx.props();
        if props.camera != old.camera && !self.gesture.is_busy() {
            self.camera = props.camera.unwrap_or(AT_REST);
        }
        if props.picture != old.picture {
            // A stop whose party left the picture, or whose link has another place now.
            let stays = |stop: &Stop| props.picture.parties.iter().any(|p| p.party == stop.party);
            self.walk =
                self.walk.here().filter(stays).map_or_else(Walk::default, |stop| Walk::at(stop.party));
            self.hover.clear();
            self.light(None);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let props = ctx.props();
        match msg {
            Msg::Camera(camera, rests) => {
                self.camera = camera::kept(camera, props.scene.width_px, props.scene.height_px);
                if rests {
                    self.tell_camera(props);
                }
                self.hint = false;
                true
            }
            Msg::Hint => !std::mem::replace(&mut self.hint, true),
            Msg::Key(event) => self.key(props, &event),
            Msg::Over(target) => self.over(props, target),
            Msg::Click(event) => {
                self.click(props, &event);
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
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { ctx: page, scene, .. } = ctx.props();
        let words = page.words();
        let link = ctx.link();
        let Camera { x, y, zoom } = self.camera;
        let [zoom, x, y] = [zoom, -x, -y].map(|n| decimal(n, 4));
        let world = format!("scale({zoom}) translate({x} {y})");
        let zoom_by = |factor: f32| {
            let (camera, width, height) = (self.camera, scene.width_px, scene.height_px);
            link.callback(move |_: MouseEvent| {
                Msg::Camera(camera::zoomed(camera, width / 2.0, height / 2.0, factor), true)
            })
        };
        let pan_by = |dx: f32, dy: f32| {
            let camera = self.camera;
            link.callback(move |_: MouseEvent| Msg::Camera(camera::panned(camera, dx, dy), true))
        };
        let moved = self.camera != AT_REST;
        let current = self.walk.here().map(|stop| page.catalog.party(stop.party).id.to_string());
        let tag = format!("{} {}", ctx.props().version, current.as_deref().unwrap_or_default());
        let drawn = scene.clone();
        html! {
            <div class="graph" ref={self.host.clone()}>
                <div class="graph-tools" role="group" aria-label={words.graph_title}>
                    <button type="button" onclick={zoom_by(1.4)} aria-label={words.zoom_in} title={words.zoom_in}>{ "+" }</button>
                    <button type="button" onclick={zoom_by(1.0 / 1.4)} aria-label={words.zoom_out} title={words.zoom_out}>{ "−" }</button>
                    if moved {
                        <button type="button" onclick={pan_by(80.0, 0.0)} aria-label={words.pan_left} title={words.pan_left}>{ "←" }</button>
                        <button type="button" onclick={pan_by(-80.0, 0.0)} aria-label={words.pan_right} title={words.pan_right}>{ "→" }</button>
                        <button type="button" onclick={pan_by(0.0, 80.0)} aria-label={words.pan_up} title={words.pan_up}>{ "↑" }</button>
                        <button type="button" onclick={pan_by(0.0, -80.0)} aria-label={words.pan_down} title={words.pan_down}>{ "↓" }</button>
                        <button type="button" class="wide" onclick={link.callback(|_| Msg::Camera(AT_REST, true))}>{ words.zoom_reset }</button>
                    }
                </div>
                <svg ref={self.svg.clone()} class="scene" role="group"
                    aria-label={words.graph_title} aria-describedby="summary"
                    width={number(scene.width_px)} height={number(scene.height_px)}
                    viewBox={format!("0 0 {} {}", number(scene.width_px), number(scene.height_px))}
                    onkeydown={link.callback(Msg::Key)}
                    onclick={link.callback(Msg::Click)}
                    onfocusin={link.batch_callback(|event: yew::FocusEvent| hook(&event.target()?.dyn_into().ok()?).0.map(Msg::Focused))}
                    onpointerover={link.callback(|event: yew::PointerEvent| Msg::Over(event.target().and_then(|t| t.dyn_into().ok())))}
                    onpointerleave={link.callback(|_| Msg::Over(None))}>
                    <g transform={world}>
                        { still(tag, move || marks(&drawn, current.as_deref())) }
                    </g>
                </svg>
                <p class="hover-line" data-hover="">{ self.hover.clone() }</p>
                if self.hint {
                    <p class="gesture-hint" role="note">{ words.graph_gesture_hint }</p>
                }
                <p class="visually-hidden" role="status" aria-live="polite" data-live="">{ self.live.clone() }</p>
                { legend(page, scene) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if first {
            self.observe(ctx);
            if let Some(svg) = self.svg.cast::<Element>() {
                self._listeners = gesture::listen(&svg, &self.gesture, ctx.link());
            }
        }
        self.gesture.set_camera(self.camera);
        if std::mem::take(&mut self.focus_next)
            && let Some(stop) = self.walk.here()
        {
            let id = &ctx.props().ctx.catalog.party(stop.party).id;
            document::focus(&format!("svg.scene [data-party='{id}']"));
        }
    }

    fn destroy(&mut self, _ctx: &Context<Self>) {
        if let Some((observer, _)) = self.observer.take() {
            observer.disconnect();
        }
    }
}

impl Graph {
    /// Hears the width of the box; the height follows from the drawing.
    fn observe(&mut self, ctx: &Context<Self>) {
        let on_width = ctx.props().on_width.clone();
        let Some(host) = self.host.cast::<Element>() else { return };
        let heard = host.clone();
        let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |_| {
            on_width.emit(heard.client_width() as f32);
        });
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&host);
            self.observer = Some((observer, closure));
        }
    }

    fn key(&mut self, props: &Props, event: &KeyboardEvent) -> bool {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return false;
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
        let columns = columns(props);
        let Some(walk) = self.walk.step(step, &props.picture, &columns) else { return false };
        self.walk = walk;
        self.focus_next = true;
        if let Some(stop) = self.walk.here() {
            self.live = reached(props, stop);
            self.hover.clone_from(&self.live);
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

    fn over(&mut self, props: &Props, target: Option<Element>) -> bool {
        let (party, grant) = target.as_ref().map(hook).unwrap_or_default();
        let text = match (&party, &grant) {
            (Some(id), _) => props.ctx.catalog.party_ix(id).map(|party| label(props, party)),
            (_, Some(hook)) => props
                .picture
                .links
                .iter()
                .find(|link| link.hook == *hook)
                .map(|link| sentence::link(&props.ctx.catalog, link, props.ctx.locale)),
            _ => None,
        };
        // Painted at once, past the component tree: a preview must not cost a layout.
        self.light(party.map(|id| (id, true)).or(grant.map(|id| (id, false))).map(|(id, is_party)| {
            props
                .picture
                .links
                .iter()
                .filter(|link| {
                    let catalog = &props.ctx.catalog;
                    let at = |party: PartyIx| catalog.party(party).id.as_str() == id;
                    if is_party { at(link.from) || at(link.to) } else { link.hook == id }
                })
                .flat_map(|link| {
                    let name = |party: PartyIx| props.ctx.catalog.party(party).id.to_string();
                    [link.hook.clone(), name(link.from), name(link.to)]
                })
                .chain([id.clone()])
                .collect()
        }));
        let text = text.unwrap_or_default();
        if text == self.hover {
            return false;
        }
        self.hover = text;
        true
    }

    /// Marks what belongs to the hovered thing; the style sheet dims the rest.
    fn light(&self, hot: Option<Vec<String>>) {
        let Some(svg) = self.svg.cast::<Element>() else { return };
        let _ = match &hot {
            Some(_) => svg.set_attribute("data-hovering", ""),
            None => svg.remove_attribute("data-hovering"),
        };
        let Ok(all) = svg.query_selector_all("[data-party],[data-grant]") else { return };
        for place in 0..all.length() {
            let Some(element) = all.item(place).and_then(|node| node.dyn_into::<Element>().ok()) else {
                continue;
            };
            let (party, grant) = hook(&element);
            let is_hot = hot
                .as_ref()
                .is_some_and(|hot| party.as_ref().or(grant.as_ref()).is_some_and(|name| hot.contains(name)));
            let _ = if is_hot {
                element.set_attribute("data-hot", "")
            } else {
                element.remove_attribute("data-hot")
            };
        }
    }

    fn click(&mut self, props: &Props, event: &MouseEvent) {
        if self.gesture.was_drag() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let (party, grant) = target.as_ref().map(hook).unwrap_or_default();
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
        let rect = self.svg.cast::<Element>()?.get_bounding_client_rect();
        let (px, py) = (event.client_x() as f32 - rect.x() as f32, event.client_y() as f32 - rect.y() as f32);
        let (x, y) = camera::world_from_screen(self.camera, px, py);
        let (id, distance) = reading::nearest(&props.scene, x, y)?;
        (distance * self.camera.zoom <= 22.0).then(|| id.to_string())
    }
}

/// The party or grant that an element of the picture stands for.
fn hook(element: &Element) -> (Option<String>, Option<String>) {
    match element.closest("[data-party],[data-grant]") {
        Ok(Some(mark)) => (mark.get_attribute("data-party"), mark.get_attribute("data-grant")),
        _ => (None, None),
    }
}

/// The parties of each column from top to bottom, columns from left to right.
fn columns(props: &Props) -> Vec<Vec<PartyIx>> {
    let party = |standing: &reading::Standing| props.ctx.catalog.party_ix(standing.id);
    reading::columns(&props.scene).iter().map(|column| column.iter().filter_map(party).collect()).collect()
}

/// "SM Entertainment, label. 7 deals with 4 parties. 3 of 41".
fn label(props: &Props, party: PartyIx) -> String {
    let columns = columns(props);
    let at = columns.iter().flatten().position(|&other| other == party).map_or(0, |at| at + 1);
    let all = columns.iter().map(Vec::len).sum();
    sentence::party(&props.ctx.catalog, &props.picture, party, (at, all), props.ctx.locale)
}

/// What the live region says about a stop.
fn reached(props: &Props, stop: Stop) -> String {
    match stop.via.and_then(|via| props.picture.links.get(via)) {
        Some(link) => sentence::link(&props.ctx.catalog, link, props.ctx.locale),
        None => label(props, stop.party),
    }
}
