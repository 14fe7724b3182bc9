//! The root: it holds the state, carries out actions, and keeps the address.

mod acts;
mod later;
mod view;

use super::ahead::Ahead;
use super::ask::{self, Ask};
use super::combo;
use super::coming::Coming;
use super::ctx::Ctx;
use super::date_bar::{self, Typed};
use super::frame::Frame;
use super::graph::{self, Graph};
use super::live::Live;
use super::motion;
use super::rest::Rest;
use super::search_box::Search;
use super::share::{self, Share};
use super::shown::{Dataset, Shown, frame_limit_px};
use super::start::locale;
use super::views::{Rows, in_rows, rows};
use crate::browser::document::{self, ReadyDetail};
use crate::browser::{address_bar, window};
use crate::data::DealIx;
use crate::data::words::View;
use crate::embed::link::arrived;
use crate::embed::message::Host;
use crate::i18n::Locale;
use crate::query::facets::{Facets, facets};
use crate::query::story;
use crate::state::keys::foreign_host;
use crate::state::{self, Action, Address, History, State};
use gloo::events::EventListener;
use gloo::render::AnimationFrame;
use gloo::timers::callback::{Interval, Timeout};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::{AttrValue, Component, Context, Html, Properties};

/// What the page starts with.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The dataset.
    pub data: Rc<RefCell<Dataset>>,
    /// The whole program is there, not only its first part.
    pub whole: bool,
    /// Width of the picture's box, in px; an estimate, if the build wrote none.
    pub width_px: f32,
    /// Its relative address, for the download.
    pub address: AttrValue,
    /// The host that it comes from, if that is not the publisher's.
    pub foreign: Option<String>,
}

impl PartialEq for AppProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.data, &other.data) && self.address == other.address
    }
}

/// Everything that can happen to the page.
pub enum Msg {
    /// A reader's action.
    Do(Action),
    /// Back, Forward, or a typed fragment.
    AddressChanged,
    /// Something happened in the picture.
    Graph(graph::Msg),
    /// Something happened in a picture in rows.
    Rows(rows::Msg),
    /// Something happened in the search.
    Search(combo::Msg),
    /// In the question.
    Ask(ask::Msg),
    /// The list of contradictions is opened or closed.
    Check,
    /// Something happened in the field for a date.
    Typed(date_bar::Msg),
    /// On a phone, question, search and filters are unfolded, or folded.
    Fold,
    /// Starts or pauses the play.
    Play,
    /// The play goes on to the next change.
    Tick,
    /// A row of the table is unfolded, or folded.
    Unfold(DealIx),
    /// Something happened in the panel for sharing.
    Share(share::Msg),
    /// Copies a text.
    Copy(String),
    /// The page around the page asks for a state.
    Goto(String),
    /// The reader goes from a frame to the full page.
    Leave,
    /// Whether the browser allowed it.
    Copied(bool),
    /// The picture is painted; the panel of details and the address follow.
    Settle,
    /// To the next change, or back to the one before.
    Change(bool),
    /// Another slice of a layout under way.
    Slice,
    /// The reader has read what of the address was ignored.
    Dismiss,
    /// The second part of the program is there, or could not be fetched.
    Arrived(bool),
}

/// What waits until the picture of a choice is painted.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Waits {
    /// Nothing.
    #[default]
    No,
    /// Everything but the picture, its sentence and the date, which is what moves.
    AllButDate,
    /// Everything but the picture and its sentence: a step moves the date's thumb by a px or two.
    AllButSentence,
    /// Everything but the picture, in which other things are lit.
    All,
}

/// The page. The only component: its parts describe themselves ([`super::h`]),
/// and [`Live`] makes the document equal to the description.
pub struct App {
    /// Nothing outside a browser.
    live: Option<Live>,
    rest: Rest,
    graph: Graph,
    rows: Rows,
    search: Search,
    ask: Ask,
    /// What may be chosen next.
    ahead: Ahead,
    /// A picture that is worked out while the one before stands.
    coming: Option<Coming>,
    /// The list of contradictions is open.
    check: bool,
    /// On a phone: question, search and filters show.
    unfolded_tools: bool,
    typed: Typed,
    share: Share,
    /// Only in the frame of another page, with `embed=1`.
    frame: Option<Frame>,
    state: State,
    locale: Locale,
    ctx: Ctx,
    shown: Shown,
    facets: Rc<Facets>,
    width_px: f32,
    /// Counts the drawings: equal numbers mean the same drawing.
    version: u32,
    copied: &'static str,
    /// Rows of the table that show all their terms and sources.
    unfolded: Vec<DealIx>,
    ignored: Vec<String>,
    /// Runs only while the date plays: a still page has no timer.
    playing: Option<Interval>,
    /// The picture of a new choice is being painted. What it need not wait for
    /// comes after that frame: details, what stands around the picture, and the
    /// address, which browsers take a millisecond to write.
    settling: Option<Timeout>,
    /// The network of a large dataset is laid out slice by slice, one in a frame, and a large picture is
    /// written so; runs until it stands.
    making: Option<AnimationFrame>,
    /// What waits for the picture of a choice.
    waits: Waits,
    /// Where parties stood before the view changed, until it has.
    motion: RefCell<Option<motion::Places>>,
    /// The drawing whose details are open, those that the document shows, and how often the
    /// parts around the picture were described.
    panel: u32,
    panel_drawn: Cell<u32>,
    turn: Cell<u32>,
    /// Of the picture that the sentence tells.
    told: Cell<u32>,
    /// The same of the date's bar.
    bar_turn: Cell<u32>,
    /// The address does not show the state yet.
    unwritten: History,
    /// Details have just opened for this mark: on a phone it must stay visible.
    reveal: Option<String>,
    /// What had the keyboard focus when details opened.
    opened_from: Option<String>,
    phase: Phase,
    _listeners: Vec<EventListener>,
}

/// How far the page has come.
#[derive(PartialEq)]
enum Phase {
    /// Its picture may be for another width than that of its box.
    Starting,
    /// So it was said to the document and the host.
    Ready,
}

/// Time between two changes while the date plays, in ms.
const PLAY_MS: u32 = 1_100;

impl Component for App {
    type Message = Msg;
    type Properties = AppProps;

    fn create(ctx: &Context<Self>) -> Self {
        let mut data = ctx.props().data.borrow_mut();
        let catalog = data.catalog.clone();
        let Address { state, mut ignored, secret } =
            state::open(&catalog, &data.opening, &address_bar::query(), &address_bar::fragment());
        let state = arrived(state, &catalog);
        if let Some(host) = state.data.as_deref().and_then(foreign_host)
            && ctx.props().foreign.is_none()
        {
            ignored.push(["data=https://", &host].concat());
        }
        let locale = locale(&state);
        let width_px = ctx.props().width_px;
        let frame = state.embed.then(|| {
            let child_id = state.unknown.iter().find(|(key, _)| key == "childId").map(|(_, id)| id.clone());
            let host = Host { src: address_bar::href(), child_id, secret };
            let link = ctx.link().clone();
            Frame::new(host, move |text| link.send_message(Msg::Goto(text)))
        });
        let mut shown = data.shown(&state, locale, width_px, false);
        data.open(&mut shown, &state);
        let link = ctx.link().clone();
        let heard = |name: &'static str| {
            let link = link.clone();
            window().map(|window| {
                EventListener::new(&window, name, move |_| link.send_message(Msg::AddressChanged))
            })
        };
        let escape = {
            let link = link.clone();
            window().map(|window| {
                EventListener::new(&window, "keydown", move |event| {
                    let key = event.dyn_ref::<web_sys::KeyboardEvent>().map(web_sys::KeyboardEvent::key);
                    if key.as_deref() == Some("Escape") && !event.default_prevented() {
                        link.send_message(Msg::Do(Action::Escape));
                    }
                })
            })
        };
        let reveal = mark_of(&state);
        let page = Ctx { catalog: catalog.clone(), locale, send: ctx.link().callback(Msg::Do) };
        App {
            live: Live::new(),
            rest: Rest::new(ctx.props().whole),
            graph: Graph::new(ctx.link().callback(Msg::Graph), state.camera),
            rows: Rows::new(ctx.link().callback(Msg::Rows)),
            search: Search::new(ctx.link().callback(Msg::Search)),
            ask: Ask::new(ctx.link().callback(Msg::Ask), &page),
            ahead: Ahead::default(),
            coming: None,
            check: false,
            unfolded_tools: false,
            typed: Typed::new(ctx.link().callback(Msg::Typed), &state.date),
            share: Share::new(ctx.link().callback(Msg::Share)),
            frame: frame.flatten(),
            facets: Rc::new(facets(&catalog)),
            ctx: page,
            state,
            locale,
            shown,
            width_px,
            version: 1,
            copied: "",
            unfolded: Vec::new(),
            ignored,
            playing: None,
            settling: None,
            making: None,
            waits: Waits::No,
            motion: RefCell::default(),
            panel: 1,
            panel_drawn: Cell::new(0),
            turn: Cell::new(0),
            told: Cell::new(0),
            bar_turn: Cell::new(0),
            unwritten: History::Keep,
            reveal,
            opened_from: None,
            phase: Phase::Starting,
            _listeners: [heard("popstate"), heard("hashchange"), escape].into_iter().flatten().collect(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let Some(msg) = self.rest.pass(ctx.link(), msg) else { return false };
        self.graph.slices.alone = matches!(msg, Msg::Slice);
        match msg {
            Msg::Do(action) => self.act(ctx, &action),
            Msg::Graph(graph::Msg::Width(width_px)) => self.resize(ctx, width_px),
            Msg::Graph(graph::Msg::Press(_)) => self.later(ctx, msg),
            Msg::Graph(msg) => {
                let props = graph_props(&self.ctx, &self.shown, &self.state, self.version);
                self.graph.update(&props, msg)
            }
            Msg::Typed(msg) => {
                self.typed.update(&self.ctx, msg);
                true
            }
            Msg::Fold => {
                self.unfolded_tools = !self.unfolded_tools;
                true
            }
            Msg::Play => self.play(ctx),
            Msg::Change(on) => self.change(ctx, on),
            Msg::Tick => self.tick(ctx),
            Msg::Settle => {
                self.settling = None;
                self.ahead.tidy();
                self.write_address(ctx);
                if self.coming.is_some() {
                    // Once it is there.
                    return false;
                }
                let opens = std::mem::take(&mut self.waits);
                if opens != Waits::No {
                    self.panel = self.version;
                    ctx.props().data.borrow_mut().open(&mut self.shown, &self.state);
                }
                self.look_ahead(ctx);
                opens != Waits::No
            }
            Msg::Dismiss => !std::mem::take(&mut self.ignored).is_empty(),
            Msg::Arrived(here) => {
                self.rest.arrived(ctx.link(), here);
                self.look_ahead(ctx);
                true
            }
            msg => self.later(ctx, msg),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(live) = &self.live else { return Html::default() };
        live.show(self.page(ctx).into());
        // At once: what is at its new place for a frame would be seen to jump back.
        if let Some(before) = self.motion.take() {
            motion::play(&before);
        }
        Html::VRef(live.host().clone().into())
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        if let Some(frame) = &mut self.frame {
            if first {
                frame.begin();
            }
            let step = self.state.step.as_ref();
            let steps =
                step.and_then(|(id, n)| story::resolved(&self.ctx.catalog, id, *n)).map_or(0, |it| it.count);
            frame.say(step, steps, self.state.focus.last().map(String::as_str));
        }
        if self.state.view != View::Table && !in_rows(&self.state) {
            self.graph.shown(&graph_props(&self.ctx, &self.shown, &self.state, self.version));
        } else {
            self.graph.leave();
        }
        if in_rows(&self.state) {
            self.rows.shown();
        } else {
            self.rows.leave();
        }
        if self.making.is_none() {
            self.lay_out(ctx);
        }
        if self.waits == Waits::No
            && !self.graph.slices.wait()
            && let Some(mark) = self.reveal.take()
        {
            document::details_opened(&mark);
        }
        if first
            && let Some(width_px) = document::width_px("#app .graph")
            && self.is_other_width(width_px)
        {
            // Before it is seen, and before anyone is told that the page is ready.
            ctx.link().send_message(Msg::Graph(graph::Msg::Width(width_px)));
        } else if std::mem::replace(&mut self.phase, Phase::Ready) == Phase::Starting {
            let title = self.title();
            document::set_language_and_title(self.locale.tag(), &title);
            document::set_phase("ready");
            let (version, deals) = (env!("CARGO_PKG_VERSION"), self.ctx.catalog.deals.len());
            document::announce_ready(&ReadyDetail { version, title: &title, deals });
        }
    }
}

/// What a picture in rows needs of the page.
fn rows_props<'a>(
    ctx: &'a Ctx,
    shown: &'a Shown,
    state: &'a State,
    data: &'a Dataset,
    version: u32,
    width_px: f32,
) -> rows::Props<'a> {
    rows::Props {
        ctx,
        state,
        changes: &data.changes,
        compiled: &shown.compiled,
        kept: &data.kept,
        scene: &shown.scene,
        version,
        width_px,
    }
}

/// What the picture needs of the page.
fn graph_props<'a>(ctx: &'a Ctx, shown: &'a Shown, state: &'a State, version: u32) -> graph::Props<'a> {
    let selected = state.deal.is_some() || !state.focus.is_empty();
    let limit_px = frame_limit_px(state);
    let net = (state.view == View::Network).then_some(&state.views.net);
    graph::Props { ctx, scene: &shown.scene, version, picture: &shown.picture, selected, limit_px, net }
}

/// A selector of the mark whose details are open.
fn mark_of(state: &State) -> Option<String> {
    match (&state.deal, state.focus.last()) {
        (Some(deal), _) if deal.contains('#') => Some(format!("svg [data-grant='{deal}']")),
        (Some(deal), _) => Some(format!("svg [data-grant^='{deal}#']")),
        (None, Some(party)) => Some(format!("svg [data-party='{party}']")),
        (None, None) => None,
    }
}
