//! A picture in rows: scrolls in a box of its own where it is wider than the page,
//! with its names in place; one Tab stop, arrow keys go to what stands next to it.

use super::paint::{Layer, marks};
use super::tools;
use super::words::words;
use crate::browser::document;
use crate::page::ctx::Ctx;
use crate::page::fold::fold;
use crate::page::h::{El, Place, button, el, still};
use crate::page::legend::legend;
use crate::page::mark::element;
use crate::page::shown::frame_limit_px;
use crate::page::width::{Observer, observe};
use crate::query::changes::Changes;
use crate::rights::Compiled;
use crate::scene::spatial::{Stop, Way, first, pieces, step, stop_at, stops};
use crate::scene::svg::number;
use crate::scene::{Hook, Scene};
use crate::state::{Action, DateChoice, State, ViewAction};
use crate::views::Kept;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};
use yew::Callback;

/// Height of a piece on paper, as a share of its width.
const PIECE: f32 = 0.5;
/// Ids of the layers.
const LAYERS: [&str; 3] = ["rows-rest", "rows-head", "rows-side"];

/// What is drawn.
#[derive(Clone, Copy)]
pub struct Props<'a> {
    /// Dataset, language, actions.
    pub ctx: &'a Ctx,
    /// What the reader chose.
    pub state: &'a State,
    /// The span of the dataset.
    pub changes: &'a Changes,
    /// The links behind it.
    pub compiled: &'a Compiled,
    /// Orders that hold for all dates.
    pub kept: &'a Kept,
    /// The drawing.
    pub scene: &'a Rc<Scene>,
    /// Changes whenever the drawing does.
    pub version: u32,
    /// Width that there is.
    pub width_px: f32,
}

/// What happens inside the picture.
#[derive(Clone)]
pub enum Msg {
    /// A key.
    Key(KeyboardEvent),
    /// The pointer is on an element, or on none.
    Over(Option<Element>),
    /// A click.
    Click(Element),
    /// Something took the keyboard focus.
    Focused(String),
    /// The line at the date is dragged to this place in the picture; nothing: it rests.
    Drag(Option<f32>),
    /// The picture as text is opened or closed.
    AsText,
    /// The box has another width now, in px.
    Width(f32),
}

/// The picture.
pub struct Rows {
    tell: Callback<Msg>,
    host: Place,
    /// Key of the Tab stop.
    at: String,
    /// The walk moved: the stop takes the focus after the next render.
    focus_next: bool,
    /// It is shown as text, too.
    as_text: bool,
    /// What the pointer or the keyboard is on says.
    said: String,
    heard: Option<(Element, Vec<EventListener>, Option<Observer>)>,
}

impl Rows {
    /// A picture that tells what happens in it.
    pub fn new(tell: Callback<Msg>) -> Rows {
        let (host, at, said) = (Place::default(), String::new(), String::new());
        Rows { tell, host, at, focus_next: false, as_text: false, said, heard: None }
    }

    /// Something happened; says whether it is to be drawn.
    pub fn update(&mut self, props: &Props, msg: Msg) -> bool {
        match msg {
            Msg::Key(event) => self.key(props, &event),
            Msg::Over(target) => {
                let key = target.as_ref().and_then(stop_of);
                let stop = key.and_then(|key| stop_at(props.scene, &key));
                let said = stop.map_or("", |stop| stop.label);
                let changed = self.said != said;
                said.clone_into(&mut self.said);
                changed
            }
            Msg::Click(target) => {
                if let Some(stop) = stop_of(&target).and_then(|key| stop_at(props.scene, &key)) {
                    act(props, &stop, false);
                }
                false
            }
            Msg::Focused(key) => {
                let changed = self.at != key;
                self.at = key;
                changed
            }
            Msg::Drag(Some(x)) => {
                let scale = tools::scale(props);
                props.ctx.send.emit(Action::Scrub(DateChoice::on(scale.day(x))));
                false
            }
            Msg::Drag(None) => {
                props.ctx.send.emit(Action::Rest);
                false
            }
            Msg::AsText => {
                self.as_text = !self.as_text;
                true
            }
            // The page's business.
            Msg::Width(_) => false,
        }
    }

    /// Tools, picture, what it says, legend.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub fn view(&self, props: &Props) -> El {
        let Props { ctx: page, scene, version, width_px, .. } = *props;
        let wide = scene.width_px > width_px + 1.0;
        let here = stop_at(scene, &self.at).or_else(|| first(scene));
        let current = here.map_or(String::new(), |stop| stop.key.to_string());
        let [top, bottom] = scene.pins.head_px;
        let layer = |layer: Layer, class: &'static str, area: [f32; 4]| {
            let [x, y, width, height] = area.map(number);
            let (drawn, key) = (scene.clone(), current.clone());
            let tag = format!("{version} {wide} {key}");
            el("svg")
                .attr("id", LAYERS[layer as usize])
                .class(class)
                .attr("role", "group")
                .attr("aria-label", page.words().graph_title)
                .attr("aria-describedby", "summary")
                .set("width", width.clone())
                .set("height", height.clone())
                .set("viewBox", [x, y, width, height].join(" "))
                .kid(still(tag, move || marks(&drawn, layer, wide, &key)))
        };
        let side = scene.pins.side_px;
        let pins = wide && side > 0.0;
        let at_top = (bottom > top).then(|| {
            layer(Layer::Head, "scene pin-head", [0.0, top, scene.width_px, bottom - top])
                .set("style", format!("margin-top:{}px", number(top)))
        });
        let at_left = pins.then(|| layer(Layer::Side, "scene pin-side", [0.0, 0.0, side, scene.height_px]));
        let corner = pins.then(|| {
            let [width, height] = [side, bottom].map(number);
            el("div").class("pin-corner").set("style", format!("width:{width}px;height:{height}px"))
        });
        let picture = el("div")
            .class("pins")
            .el(layer(Layer::Rest, "scene", [0.0, 0.0, scene.width_px, scene.height_px]))
            .el_if(at_top)
            .el_if(at_left)
            .el_if(corner);
        let boxed = el("div").class(if wide { "scroll-box" } else { "" }).el(picture);
        el("div")
            .found_by(&self.host)
            .class("graph rows")
            .el(tools::tools(props))
            .el(fold(page, boxed, scene.height_px, frame_limit_px(props.state)))
            .el_if((scene.height_px > scene.width_px).then(|| on_sheets(scene)))
            .el(el("p").class("hover-line").attr("data-hover", "").str(&self.said))
            .el(el("p")
                .class("visually-hidden")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .attr("data-live", "")
                .str(if self.focus_next { &self.said } else { "" }))
            .el(legend(page, scene))
            .el(self.as_text(props))
    }

    /// The way to the text, and the text.
    fn as_text(&self, props: &Props) -> El {
        let tell = self.tell.clone();
        let way = button(Callback::from(move |_| tell.emit(Msg::AsText)))
            .truth("aria-expanded", self.as_text)
            .text(props.ctx.words().show_as_text);
        let text = self.as_text.then(|| words(props));
        el("div").class("as-text").el(way).el_if(text)
    }

    /// The picture is on the page: hears what happens in it, and gives the focus on.
    pub fn shown(&mut self) {
        let host = self.host.borrow().clone();
        if let Some(host) = host
            && self.heard.as_ref().is_none_or(|(heard, ..)| *heard != host)
        {
            self.leave();
            let tell = self.tell.clone();
            let observer = observe(&host, Callback::from(move |width| tell.emit(Msg::Width(width))));
            self.heard = Some((host.clone(), self.listen(&host), observer));
        }
        if std::mem::take(&mut self.focus_next)
            && !document::focus(&format!(".rows [data-stop='{}']", self.at))
        {
            // What had the focus is not shown any more.
            document::focus(".rows [data-stop][tabindex='0']");
        }
    }

    /// The picture is not on the page.
    pub fn leave(&mut self) {
        if let Some((_, _, Some((observer, _)))) = self.heard.take() {
            observer.disconnect();
        }
    }

    fn listen(&self, host: &Element) -> Vec<EventListener> {
        let on = |name: &'static str, act: fn(&Element, &Event) -> Option<Msg>| {
            let (tell, host) = (self.tell.clone(), host.clone());
            let options = EventListenerOptions::enable_prevent_default();
            let around = host.clone();
            EventListener::new_with_options(&host, name, options, move |event| {
                if let Some(msg) = act(&around, event) {
                    tell.emit(msg);
                }
            })
        };
        let around = host.clone();
        let print = web_sys::window()
            .map(|window| EventListener::new(&window, "beforeprint", move |_| fill_sheets(&around)));
        let mut heard = vec![
            on("keydown", |_, event| {
                stop_of(&element(event)?)?;
                Some(Msg::Key(event.clone().unchecked_into()))
            }),
            on("click", |_, event| element(event).map(Msg::Click)),
            on("focusin", |_, event| stop_of(&element(event)?).map(Msg::Focused)),
            on("pointerover", |_, event| Some(Msg::Over(element(event)))),
            on("pointerleave", |_, _| Some(Msg::Over(None))),
            on("pointerdown", |host, event| {
                let target = element(event)?;
                let pointer: &PointerEvent = event.dyn_ref()?;
                target.closest("[data-now]").ok()??;
                event.prevent_default();
                host.set_pointer_capture(pointer.pointer_id()).ok()?;
                host.set_attribute("data-dragging", "").ok()?;
                None
            }),
            on("pointermove", |host, event| {
                if !host.has_attribute("data-dragging") {
                    return None;
                }
                let picture = host.query_selector("svg.scene").ok()??;
                let x = event.dyn_ref::<PointerEvent>()?.client_x() as f32;
                Some(Msg::Drag(Some(x - picture.get_bounding_client_rect().left() as f32)))
            }),
            on("pointerup", rest),
            on("pointercancel", rest),
        ];
        heard.extend(print);
        heard
    }

    fn key(&mut self, props: &Props, event: &KeyboardEvent) -> bool {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return false;
        }
        let way = match event.key().as_str() {
            "ArrowLeft" => Way::Left,
            "ArrowRight" => Way::Right,
            "ArrowUp" => Way::Up,
            "ArrowDown" => Way::Down,
            "Home" => Way::First,
            "End" => Way::Last,
            key => {
                let here = stop_at(props.scene, &self.at).or_else(|| first(props.scene));
                match (key, here) {
                    ("Enter" | " ", Some(stop)) => act(props, &stop, true),
                    _ if tools::key(props, key) => self.focus_next = true,
                    _ => return false,
                }
                event.prevent_default();
                return false;
            }
        };
        event.prevent_default();
        let stops = stops(props.scene);
        let from = stops.iter().position(|stop| stop.key == self.at).or(Some(0));
        let Some(stop) = step(&stops, from, way).and_then(|next| stops.get(next)) else { return false };
        stop.key.clone_into(&mut self.at);
        stop.label.clone_into(&mut self.said);
        self.focus_next = true;
        true
    }
}

/// The picture in pieces, for paper: a drawing that is higher than a sheet begins on the next one and is
/// cut through its rows. They are filled when the page is printed.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn on_sheets(scene: &Scene) -> El {
    let mut top = 0.0;
    let piece = |end: f32| {
        let area = [0.0, top, scene.width_px, end - top].map(number).join(" ");
        let drawn = |layer: Layer| el("use").attr("data-of", LAYERS[layer as usize]);
        // Names of columns are in the first alone: all that is in a piece takes time to print.
        let head = (top == 0.0).then(|| drawn(Layer::Head).set("y", number(scene.pins.head_px[0])));
        top = end;
        el("svg").set("viewBox", area).el(drawn(Layer::Rest)).el_if(head).el(drawn(Layer::Side))
    };
    el("div")
        .class("sheets")
        .attr("aria-hidden", "true")
        .els(pieces(scene, PIECE * scene.width_px).into_iter().map(piece).collect::<Vec<_>>())
}

/// Fills the pieces.
fn fill_sheets(host: &Element) {
    while let Ok(Some(empty)) = host.query_selector(".sheets use:not([href])") {
        let of = empty.get_attribute("data-of").unwrap_or_default();
        if empty.set_attribute("href", &["#", &of].concat()).is_err() {
            return;
        }
    }
}

/// The line rests where it is.
fn rest(host: &Element, _: &Event) -> Option<Msg> {
    host.has_attribute("data-dragging").then(|| {
        let _ = host.remove_attribute("data-dragging");
        Msg::Drag(None)
    })
}

/// The key of the stop that an element belongs to.
fn stop_of(element: &Element) -> Option<String> {
    element.closest("[data-stop]").ok()??.get_attribute("data-stop")
}

/// Enter (`by_key`) or a click: opens what a stop stands for.
fn act(props: &Props, stop: &Stop, by_key: bool) {
    let action = match stop.hook {
        Hook::None => return,
        Hook::Party(id) => Action::Focus(id.clone()),
        Hook::Grant { grant, .. } => Action::OpenDeal(grant.clone()),
        Hook::Deal(id) => Action::OpenDeal(id.clone()),
        Hook::Year(year) => Action::View(ViewAction::Year(*year)),
        Hook::Cell { pair, .. } => {
            let Some((party, catalogue)) = pair.split_once('~') else { return };
            let territory = crate::query::choices::territory(&props.ctx.catalog, props.state);
            Action::Ask([party.to_string(), catalogue.to_string(), territory])
        }
    };
    // After the page has followed: the answer stands above the picture, and a year has
    // another picture, which takes the keyboard over.
    let after: fn() = match (&action, by_key) {
        (Action::Ask(_), _) => || document::reveal(".answer-word"),
        (Action::View(ViewAction::Year(_)), true) => || _ = document::focus(".graph .scene [tabindex='0']"),
        _ => || (),
    };
    props.ctx.send.emit(action);
    Timeout::new(0, after).forget();
}
