//! What an action, an address or a host's message does to the page.

use super::{App, Msg, PLAY_MS, Waits, mark_of};
use crate::browser::{address_bar, document, rest};
use crate::data::words::View;
use crate::embed::link::arrived;
use crate::page::coming::Coming;
use crate::page::motion;
use crate::page::share;
use crate::page::shown::{Dataset, Of, Shown};
use crate::page::start::locale;
use crate::state::{self, Action, DateChoice, History, State};
use gloo::render::request_animation_frame;
use gloo::timers::callback::{Interval, Timeout};
use yew::Context;

/// Part of a frame that goes into a layout under way: the rest is the browser's.
const SLICE_MS: f64 = 8.0;

/// By then a picture is painted, in ms.
const PAINT_MS: u32 = 32;
/// A date that stays so long, in ms, is looked at: the parts around the picture follow.
const PAUSE_MS: u32 = 120;

impl App {
    pub(super) fn act(&mut self, ctx: &Context<Self>, action: &Action) -> bool {
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
        }
        // Another view, language or answer is not in the picture alone.
        let alone = |state: &State| (state.view, state.views.years, state.lang.clone(), state.ask.clone());
        self.waits = match action {
            _ if moved_only || typed_only || alone(&next) != alone(&self.state) => Waits::No,
            Action::Scrub(_) | Action::Rest => Waits::AllButDate,
            Action::Focus(_) | Action::OpenDeal(_) | Action::Escape => Waits::All,
            _ => Waits::AllButSentence,
        };
        self.set_state(next);
        if !moved_only && !typed_only {
            self.derive(ctx);
        }
        self.unwritten = history;
        if self.waits != Waits::No || history != History::Keep {
            self.settle(ctx, matches!(action, Action::Scrub(_)));
        }
        true
    }

    /// Works out what may be chosen next, if the program is whole: it is not fetched for that.
    pub(super) fn look_ahead(&mut self, ctx: &Context<Self>) {
        if rest::is_here() {
            self.foresee(ctx, None);
        }
    }

    /// Whatever waits for the picture comes after its frame; while the date moves on, once it pauses.
    /// By a timer: to ask for another frame takes a browser longer than to lay the flow out.
    fn settle(&mut self, ctx: &Context<Self>, moving: bool) {
        let link = ctx.link().clone();
        let ms = if moving { PAUSE_MS } else { PAINT_MS };
        self.settling = Some(Timeout::new(ms, move || link.send_message(Msg::Settle)));
    }

    /// Writes what is unwritten of the address.
    pub(super) fn write_address(&mut self, ctx: &Context<Self>) {
        let history = std::mem::replace(&mut self.unwritten, History::Keep);
        if history != History::Keep {
            let data = ctx.props().data.borrow();
            let fragment =
                state::address_of(&self.ctx.catalog, &self.state, &data.opening, &address_bar::query());
            address_bar::write(&fragment, history);
        }
    }

    /// Takes the state, and tells the parts that keep something of it.
    pub(super) fn set_state(&mut self, next: State) {
        if next.date != self.state.date {
            self.typed.set(&next.date);
        }
        if next.camera != self.state.camera {
            self.graph.set_camera(next.camera);
        }
        if next.view != self.state.view || next.views.years != self.state.views.years {
            self.motion.replace(motion::places());
        }
        if next.theme != self.state.theme {
            document::set_theme(next.theme);
        }
        self.state = next;
    }

    /// Remembers what had the keyboard focus before details opened, and gives
    /// it back when they close.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub(super) fn keep_focus(&mut self, next: &State) {
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

    pub(super) fn address_changed(&mut self, ctx: &Context<Self>) -> bool {
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
    pub(super) fn given<'a>(&'a self, ctx: &'a Context<Self>, data: &'a Dataset) -> share::Given<'a> {
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
    pub(super) fn go_to(&mut self, ctx: &Context<Self>, text: &str) -> bool {
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

    /// Whether the picture is for another width than this one of its box.
    pub(super) fn is_other_width(&self, width_px: f32) -> bool {
        (width_px - self.width_px).abs() >= 1.0 && width_px >= 1.0
    }

    pub(super) fn resize(&mut self, ctx: &Context<Self>, width_px: f32) -> bool {
        if !self.is_other_width(width_px) {
            return false;
        }
        self.width_px = width_px;
        self.derive(ctx);
        true
    }

    pub(super) fn play(&mut self, ctx: &Context<Self>) -> bool {
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

    /// From the date that stands, not from the one that the buttons were drawn for.
    pub(super) fn change(&mut self, ctx: &Context<Self>, on: bool) -> bool {
        let changes = ctx.props().data.borrow().changes.clone();
        let day = if on { changes.next(self.state.day()) } else { changes.previous(self.state.day()) };
        day.is_some_and(|day| self.act(ctx, &Action::SetDate(DateChoice::on(day))))
    }

    pub(super) fn tick(&mut self, ctx: &Context<Self>) -> bool {
        let next = ctx.props().data.borrow().changes.next(self.state.day());
        if let Some(day) = next {
            return self.act(ctx, &Action::Scrub(DateChoice::on(day)));
        }
        self.playing = None;
        self.act(ctx, &Action::Rest);
        true
    }

    /// Asks for a frame to lay out some of a large network in, or to write some of its picture, if there
    /// is one under way.
    pub(super) fn lay_out(&mut self, ctx: &Context<Self>) {
        let places = self.state.view == View::Network && ctx.props().data.borrow().kept.is_making();
        if self.graph.slices.wait() || places || self.coming.is_some() {
            let link = ctx.link().clone();
            self.making = Some(request_animation_frame(move |_| link.send_message(Msg::Slice)));
        }
    }

    /// Whether the picture of the state is on its way, while the one before stands. One of a state that has passed
    /// comes first: else nothing would ever be seen by who scrubs.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    fn is_coming(&mut self, data: &Dataset) -> bool {
        // Else an answer would stand under another question for some frames.
        let is_told = self.waits == Waits::No && (self.state.ask.is_some() || self.shown.answered.is_some());
        let next = Coming::new(data, self.of()).filter(|_| !is_told);
        let (old, new) = (self.coming.as_ref(), next.as_ref());
        if !old.zip(new).is_some_and(|(old, new)| old.comes_before(new)) {
            let is_patient = old.is_some_and(|old| old.is_patient);
            self.coming = next;
            self.coming.iter_mut().for_each(|coming| coming.is_patient = is_patient);
        }
        self.coming.is_some()
    }

    /// What the picture is of that is to be shown.
    #[inline(never)] // The first part does without (scripts/split.mjs).
    pub(super) fn of(&self) -> Of {
        Of { state: self.state.clone(), locale: self.locale, width_px: self.width_px, check: self.check }
    }

    /// The picture that was coming is there; that of another state may have to follow.
    fn arrive(&mut self, ctx: &Context<Self>, shown: Shown) {
        let came = self.coming.take();
        self.graph.slices.alone = false;
        self.take(&mut ctx.props().data.borrow_mut(), shown);
        if came.is_some_and(|came| came.of.state != self.state || self.is_other_width(came.of.width_px)) {
            self.derive(ctx);
            self.coming.iter_mut().for_each(|coming| coming.is_patient = true);
        }
        if self.waits != Waits::No && self.coming.is_none() {
            self.settle(ctx, false);
        }
    }

    /// Lays out some of it; says whether it stands. Whoever looks at another view waits for nothing.
    #[inline(never)]
    pub(super) fn slice(&mut self, ctx: &Context<Self>) -> bool {
        self.making = None;
        let until = js_sys::Date::now() + SLICE_MS;
        let is_late = || js_sys::Date::now() >= until;
        if let Some(coming) = &mut self.coming
            && !(coming.is_patient && self.graph.slices.wait())
        {
            let shown = coming.step(&mut ctx.props().data.borrow_mut(), &is_late);
            let is_there = shown.is_some();
            if let Some(shown) = shown {
                self.arrive(ctx, shown);
            }
            self.lay_out(ctx);
            return is_there;
        }
        if self.graph.slices.wait() {
            self.graph.slices.go_on();
            return true;
        }
        if self.state.view != View::Network {
            return false;
        }
        let mut done = false;
        while !done && !is_late() {
            done = ctx.props().data.borrow().kept.slice();
        }
        if done {
            self.derive(ctx);
        } else {
            self.lay_out(ctx);
        }
        done
    }

    /// Works out what the state shows.
    pub(super) fn derive(&mut self, ctx: &Context<Self>) {
        let locale = locale(&self.state);
        if locale != self.locale {
            self.locale = locale;
            self.ctx.locale = locale;
            document::set_language_and_title(locale.tag(), &self.title());
        }
        self.copied = "";
        let data = &mut ctx.props().data.borrow_mut();
        // A picture of another view is not left standing.
        if self.shown.view == View::Network && self.is_coming(data) {
            return;
        }
        let ahead = self.ahead.take(&self.state);
        let shown = ahead.unwrap_or_else(|| data.shown(&self.state, locale, self.width_px, self.check));
        self.take(data, shown);
    }

    /// Shows it.
    pub(super) fn take(&mut self, data: &mut Dataset, shown: Shown) {
        self.version += 1;
        self.ahead.leave(std::mem::replace(&mut self.shown, shown));
        if self.waits == Waits::No {
            self.ahead.tidy();
            self.panel = self.version;
            data.open(&mut self.shown, &self.state);
        }
        self.graph.set_picture(&self.shown.picture);
    }

    pub(super) fn title(&self) -> String {
        let meta = &self.ctx.catalog.meta;
        meta.title.get(self.locale.tag(), &meta.language).0.to_string()
    }
}
