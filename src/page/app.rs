//! The root: it holds the state, carries out actions, and keeps the address.

use super::ask::{self, Ask};
use super::combo;
use super::controls::controls;
use super::ctx::Ctx;
use super::date_bar::{self, Typed, date_bar};
use super::footer::{Foot, footer};
use super::frame::Frame;
use super::graph::{self, Graph};
use super::h::{El, el, list};
use super::live::Live;
use super::notices::{foreign, notices};
use super::search_box::{self, Search};
use super::share::{self, Share};
use super::shown::{Dataset, Shown};
use super::start::locale;
use super::stories::stories;
use super::table::table;
use crate::browser::document::{self, ReadyDetail};
use crate::browser::{address_bar, window};
use crate::data::words::View;
use crate::embed::link::arrived;
use crate::embed::message::Host;
use crate::i18n::Locale;
use crate::query::facets::{Facets, facets};
use crate::query::story;
use crate::query::table::Column;
use crate::state::keys::foreign_host;
use crate::state::{self, Action, Address, DateChoice, History, State};
use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::{Interval, Timeout};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::{AttrValue, Component, Context, Html, Properties};

/// What the page starts with.
#[derive(Clone, Properties)]
pub struct AppProps {
    /// The dataset.
    pub data: Rc<RefCell<Dataset>>,
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
    /// Something happened in the search.
    Search(combo::Msg),
    /// In the question.
    Ask(ask::Msg),
    /// The list of contradictions is opened or closed.
    Check,
    /// Something happened in the field for a date.
    Typed(date_bar::Msg),
    /// Starts or pauses the play.
    Play,
    /// The play goes on to the next change.
    Tick,
    /// The table is sorted by this column, or turned round.
    Sort(Column),
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
    /// The reader has read what of the address was ignored.
    Dismiss,
}

/// The page. The only component: its parts describe themselves ([`super::h`]),
/// and [`Live`] makes the document equal to the description.
pub struct App {
    /// Nothing outside a browser.
    live: Option<Live>,
    graph: Graph,
    search: Search,
    ask: Ask,
    /// The list of contradictions is open.
    check: bool,
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
    /// Column of the table, and whether it runs down.
    sort: (Column, bool),
    ignored: Vec<String>,
    /// Runs only while the date plays: a still page has no timer.
    playing: Option<Interval>,
    /// The picture of a new choice is being painted. What it need not wait for
    /// comes after that frame: details, and the address, which browsers take a
    /// millisecond to write.
    settling: Option<AnimationFrame>,
    /// The panel of details waits for that.
    panel_waits: bool,
    /// The address does not show the state yet.
    unwritten: History,
    /// Details have just opened for this mark: on a phone it must stay visible.
    reveal: Option<String>,
    /// What had the keyboard focus when details opened.
    opened_from: Option<String>,
    _listeners: Vec<EventListener>,
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
        // The drawing that the build wrote has the place of ours.
        let width_px = document::width_px("#app .graph").or(document::width_px("#app")).unwrap_or(820.0);
        let frame = state.embed.then(|| {
            let child_id = state.unknown.iter().find(|(key, _)| key == "childId").map(|(_, id)| id.clone());
            let host = Host { src: address_bar::href(), child_id, secret };
            let link = ctx.link().clone();
            Frame::new(host, move |text| link.send_message(Msg::Goto(text)))
        });
        let shown = data.shown(&state, locale, width_px, false);
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
            graph: Graph::new(ctx.link().callback(Msg::Graph), state.camera),
            search: Search::new(ctx.link().callback(Msg::Search)),
            ask: Ask::new(ctx.link().callback(Msg::Ask), &page),
            check: false,
            typed: Typed::new(ctx.link().callback(Msg::Typed), &state.date),
            share: Share::new(ctx.link().callback(Msg::Share)),
            frame: frame.flatten(),
            facets: Rc::new(facets(&catalog)),
            ctx: page,
            state,
            locale,
            shown,
            width_px,
            version: 0,
            copied: "",
            sort: (Column::Start, false),
            ignored,
            playing: None,
            settling: None,
            panel_waits: false,
            unwritten: History::Keep,
            reveal,
            opened_from: None,
            _listeners: [heard("popstate"), heard("hashchange"), escape].into_iter().flatten().collect(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Do(action) => self.act(ctx, &action),
            Msg::AddressChanged => self.address_changed(ctx),
            Msg::Graph(graph::Msg::Width(width_px)) => self.resize(ctx, width_px),
            Msg::Graph(msg) => {
                let props = graph_props(&self.ctx, &self.shown, &self.state, self.version);
                self.graph.update(&props, msg)
            }
            Msg::Search(msg) => {
                let data = ctx.props().data.borrow();
                let props = search_box::Props { ctx: &self.ctx, index: &data.index, q: &self.state.q };
                self.search.update(props, msg);
                true
            }
            Msg::Ask(msg) => {
                let data = ctx.props().data.borrow();
                let props = ask::Props { ctx: &self.ctx, index: &data.index, state: &self.state };
                self.ask.update(props, msg);
                true
            }
            Msg::Check => {
                self.check = !self.check;
                self.derive(ctx);
                true
            }
            Msg::Typed(msg) => {
                self.typed.update(&self.ctx, msg);
                true
            }
            Msg::Play => self.play(ctx),
            Msg::Tick => self.tick(ctx),
            Msg::Sort(column) => {
                self.sort = (column, self.sort.0 == column && !self.sort.1);
                true
            }
            Msg::Share(share::Msg::Copy(text)) => {
                ctx.link().send_message(Msg::Copy(text));
                false
            }
            Msg::Share(msg) => {
                if let share::Msg::Save(_) | share::Msg::Png = msg {
                    self.given(ctx, &ctx.props().data.borrow()).save(&msg);
                }
                self.share.update(&msg)
            }
            Msg::Goto(text) => self.go_to(ctx, &text),
            Msg::Leave => {
                if let Some(frame) = &self.frame {
                    frame.leave_for(&self.given(ctx, &ctx.props().data.borrow()).full_page());
                }
                false
            }
            Msg::Copy(href) => {
                ctx.link().send_future(async move { Msg::Copied(document::copy(&href).await) });
                false
            }
            Msg::Copied(done) => {
                let words = self.locale.words();
                self.copied = if done { words.share_copied } else { words.share_copy_failed };
                true
            }
            Msg::Settle => {
                self.settling = None;
                self.write_address(ctx);
                std::mem::take(&mut self.panel_waits)
            }
            Msg::Dismiss => !std::mem::take(&mut self.ignored).is_empty(),
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Some(live) = &self.live else { return Html::default() };
        live.show(self.page(ctx).into());
        Html::VRef(live.host().clone().into())
    }

    fn rendered(&mut self, _ctx: &Context<Self>, first: bool) {
        if let Some(frame) = &mut self.frame {
            if first {
                frame.begin();
            }
            let step = self.state.step.as_ref();
            let steps =
                step.and_then(|(id, n)| story::resolved(&self.ctx.catalog, id, *n)).map_or(0, |it| it.count);
            frame.say(step, steps, self.state.focus.last().map(String::as_str));
        }
        if self.state.view != View::Table {
            self.graph.shown(&graph_props(&self.ctx, &self.shown, &self.state, self.version));
        } else {
            self.graph.leave();
        }
        if !self.panel_waits
            && let Some(mark) = self.reveal.take()
        {
            document::keep_above_sheet(&mark);
        }
        if first {
            let title = self.title();
            document::set_language_and_title(self.locale.tag(), &title);
            document::set_phase("ready");
            let deals = self.ctx.catalog.deals.len();
            document::announce_ready(&ReadyDetail {
                version: env!("CARGO_PKG_VERSION"),
                title: &title,
                deals,
            });
        }
    }
}

impl App {
    /// The whole page as it is now.
    fn page(&self, ctx: &Context<Self>) -> El {
        let link = ctx.link();
        let data = ctx.props().data.borrow();
        let (page, state) = (&self.ctx, &self.state);
        let (title, title_lang) = page.catalog.meta.title.get(self.locale.tag(), &page.catalog.meta.language);
        let lang = (title_lang != self.locale.tag()).then(|| title_lang.to_string());
        let open = state.deal.is_some() || !state.focus.is_empty();
        let drawn = state.view;
        let head = el("header").class("mast").el(el("h1").maybe("lang", lang).str(title)).el(el("p")
            .attr("id", "summary")
            .class("summary")
            .attr("data-summary", "")
            .str(&self.shown.summary));
        let picture = if drawn == View::Table {
            table(page, &self.shown.compiled, state, self.sort, &link.callback(Msg::Sort))
        } else {
            list()
                .el_if(super::empty::empty(page, &self.shown.compiled, &self.shown.picture, state))
                .el(self.graph.view(&graph_props(page, &self.shown, state, self.version)))
        };
        let view = el("section")
            .class("view")
            .attr("aria-label", page.words().view_name(drawn))
            .el(super::help::help(page))
            .el(picture);
        let panel = (!self.panel_waits).then(|| super::details::panel(page, &self.shown, state)).flatten();
        let side = el("aside")
            .class("side")
            .attr("aria-label", page.words().details)
            .el_if(stories(page, state.step.as_ref()))
            .el_if(panel);
        let search = search_box::Props { ctx: page, index: &data.index, q: &state.q };
        let asking = ask::Props { ctx: page, index: &data.index, state };
        let on_play = link.callback(|()| Msg::Play);
        let given = self.given(ctx, &data);
        let foot = Foot {
            address: &ctx.props().address,
            link: given.link(),
            full: state.embed.then(|| given.full_page()),
            on_full: link.callback(|_| Msg::Leave),
            picture: &self.shown.picture,
            copied: self.copied,
            on_copy: link.callback(Msg::Copy),
        };
        list()
            .el(head)
            .el_if(ctx.props().foreign.as_ref().map(|host| foreign(page, host)))
            .el(notices(page, &data.findings, &self.ignored, state, link.callback(|()| Msg::Dismiss)))
            .el(super::answer::question(&self.ask, asking, &self.shown, &data.changes, self.width_px))
            .el(controls(page, state, self.search.view(search), self.share.button(page), &self.facets))
            .el_if(self.share.panel(&given))
            .el_if(date_bar(page, &data.changes, &self.typed, &state.date, self.playing.is_some(), on_play))
            .el(el("div")
                .class(if open || state.step.is_some() { "stage has-side" } else { "stage" })
                .el(view)
                .el(side))
            .el(super::check::check(page, &self.shown, self.check, link.callback(|()| Msg::Check)))
            .el(footer(page, &foot))
    }

    fn act(&mut self, ctx: &Context<Self>, action: &Action) -> bool {
        let (next, history) = state::reduce(&self.state, action, &self.ctx.catalog);
        if next == self.state {
            return false;
        }
        // Two quick steps are two steps of the history.
        self.write_address(ctx);
        let moved_only = State { camera: self.state.camera, ..next.clone() } == self.state;
        let typed_only = State { q: self.state.q.clone(), ..next.clone() } == self.state;
        if !matches!(action, Action::Scrub(_)) {
            self.playing = None;
        }
        self.keep_focus(&next);
        if mark_of(&next) != mark_of(&self.state) {
            self.reveal = mark_of(&next);
            self.panel_waits = self.reveal.is_some();
        }
        self.set_state(next);
        if !moved_only && !typed_only {
            self.derive(ctx);
        }
        self.unwritten = history;
        if self.panel_waits || history != History::Keep {
            let link = ctx.link().clone();
            self.settling = Some(request_animation_frame(move |_| {
                Timeout::new(0, move || link.send_message(Msg::Settle)).forget();
            }));
        }
        true
    }

    /// Writes what is unwritten of the address.
    fn write_address(&mut self, ctx: &Context<Self>) {
        let history = std::mem::replace(&mut self.unwritten, History::Keep);
        if history != History::Keep {
            let data = ctx.props().data.borrow();
            let fragment =
                state::address_of(&self.ctx.catalog, &self.state, &data.opening, &address_bar::query());
            address_bar::write(&fragment, history);
        }
    }

    /// Takes the state, and tells the parts that keep something of it.
    fn set_state(&mut self, next: State) {
        if next.date != self.state.date {
            self.typed.set(&next.date);
        }
        if next.camera != self.state.camera {
            self.graph.set_camera(next.camera);
        }
        if next.theme != self.state.theme {
            document::set_theme(next.theme);
        }
        self.state = next;
    }

    /// Remembers what had the keyboard focus before details opened, and gives
    /// it back when they close.
    fn keep_focus(&mut self, next: &State) {
        let open = |state: &State| state.deal.is_some() || !state.focus.is_empty();
        if open(next) && !open(&self.state) {
            self.opened_from = document::active_hook();
        } else if !open(next) && open(&self.state) && document::focus_is_in(".details") {
            let back = self.opened_from.take().unwrap_or_else(|| "svg.scene [tabindex='0']".into());
            Timeout::new(0, move || {
                document::focus(&back);
            })
            .forget();
        }
    }

    fn address_changed(&mut self, ctx: &Context<Self>) -> bool {
        let address = {
            let data = ctx.props().data.borrow();
            state::open(&self.ctx.catalog, &data.opening, &address_bar::query(), &address_bar::fragment())
        };
        let wanted = arrived(address.state, &self.ctx.catalog);
        if wanted == self.state {
            return false;
        }
        self.ignored = address.ignored;
        self.playing = None;
        self.unwritten = History::Keep;
        self.keep_focus(&wanted);
        let next = state::reduce(&self.state, &Action::Replace(Box::new(wanted)), &self.ctx.catalog).0;
        self.set_state(next);
        self.derive(ctx);
        true
    }

    /// What the panel for sharing shares.
    fn given<'a>(&'a self, ctx: &'a Context<Self>, data: &'a Dataset) -> share::Given<'a> {
        share::Given {
            ctx: &self.ctx,
            data,
            address: &ctx.props().address,
            state: &self.state,
            shown: &self.shown,
            copied: self.copied,
        }
    }

    /// Goes where the host wants: another view of the same page, without an
    /// entry in anybody's history.
    fn go_to(&mut self, ctx: &Context<Self>, text: &str) -> bool {
        let next = {
            let data = ctx.props().data.borrow();
            state::go_to(&self.ctx.catalog, &data.opening, &self.state, text).state
        };
        if next == self.state {
            return false;
        }
        self.playing = None;
        self.set_state(next);
        self.derive(ctx);
        self.unwritten = History::Replace;
        self.write_address(ctx);
        true
    }

    fn resize(&mut self, ctx: &Context<Self>, width_px: f32) -> bool {
        if (width_px - self.width_px).abs() < 1.0 || width_px < 1.0 {
            return false;
        }
        self.width_px = width_px;
        self.derive(ctx);
        true
    }

    fn play(&mut self, ctx: &Context<Self>) -> bool {
        if self.playing.take().is_some() {
            self.act(ctx, &Action::Rest);
            return true;
        }
        let changes = ctx.props().data.borrow().changes.clone();
        // At the end it starts again from the beginning.
        if changes.next(self.state.day()).is_none()
            && let Some(first) = changes.first
        {
            self.act(ctx, &Action::Scrub(DateChoice::on(first)));
        }
        let link = ctx.link().clone();
        self.playing = Some(Interval::new(PLAY_MS, move || link.send_message(Msg::Tick)));
        true
    }

    fn tick(&mut self, ctx: &Context<Self>) -> bool {
        let next = ctx.props().data.borrow().changes.next(self.state.day());
        if let Some(day) = next {
            return self.act(ctx, &Action::Scrub(DateChoice::on(day)));
        }
        self.playing = None;
        self.act(ctx, &Action::Rest);
        true
    }

    /// Works out what the state shows.
    fn derive(&mut self, ctx: &Context<Self>) {
        let locale = locale(&self.state);
        if locale != self.locale {
            self.locale = locale;
            self.ctx.locale = locale;
            document::set_language_and_title(locale.tag(), &self.title());
        }
        self.version += 1;
        self.copied = "";
        self.shown = ctx.props().data.borrow_mut().shown(&self.state, locale, self.width_px, self.check);
        self.graph.set_picture(&self.shown.picture);
    }

    fn title(&self) -> String {
        let meta = &self.ctx.catalog.meta;
        meta.title.get(self.locale.tag(), &meta.language).0.to_string()
    }
}

/// What the picture needs of the page.
fn graph_props<'a>(ctx: &'a Ctx, shown: &'a Shown, state: &State, version: u32) -> graph::Props<'a> {
    let selected = state.deal.is_some() || !state.focus.is_empty();
    let height_px = state.height_px.filter(|_| state.embed);
    graph::Props { ctx, scene: &shown.scene, version, picture: &shown.picture, selected, height_px }
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
