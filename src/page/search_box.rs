//! The search: an editable combobox with a list, after the WAI-ARIA pattern.

use super::ctx::Ctx;
use super::h::{El, On, button, el};
use crate::browser::document;
use crate::i18n::{self, fill};
use crate::query::search::{Found, Hit, Index};
use crate::query::{names, sentence};
use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlInputElement, KeyboardEvent};
use yew::{Callback, TargetCast};

/// Most rows in the list.
const MOST: usize = 12;

/// What the search looks at.
#[derive(Clone, Copy)]
pub struct Props<'a> {
    /// Dataset, language, actions.
    pub ctx: &'a Ctx,
    /// Folded names.
    pub index: &'a Index,
    /// The search text of the state.
    pub q: &'a str,
}

/// What happens in the search.
pub enum Msg {
    /// Another text in the field.
    Input(Event),
    /// A key in the field.
    Key(KeyboardEvent),
    /// The focus leaves the field.
    Blur(Event),
    /// A row was pressed.
    Choose(Found),
    /// The text is to go.
    Clear,
}

/// Search field and list.
pub struct Search {
    tell: Callback<Msg>,
    open: bool,
    active: Option<usize>,
}

impl Search {
    /// A closed list; tells what happens.
    pub fn new(tell: Callback<Msg>) -> Search {
        Search { tell, open: false, active: None }
    }

    /// Something happened.
    pub fn update(&mut self, props: Props, msg: Msg) {
        let query = |text: String| props.ctx.send.emit(Action::SetQuery(text));
        match msg {
            Msg::Input(event) => {
                (self.open, self.active) = (true, None);
                query(event.target_unchecked_into::<HtmlInputElement>().value());
            }
            Msg::Key(event) => self.key(props, &event),
            Msg::Blur(event) => {
                let into = event
                    .unchecked_ref::<FocusEvent>()
                    .related_target()
                    .and_then(|to| to.dyn_into::<web_sys::Element>().ok());
                if into.is_none_or(|to| to.closest(".search").ok().flatten().is_none()) {
                    self.close();
                }
            }
            Msg::Choose(what) => self.choose(props, what),
            Msg::Clear => {
                query(String::new());
                document::focus("#search");
            }
        }
    }

    fn close(&mut self) {
        (self.open, self.active) = (false, None);
    }

    fn choose(&mut self, Props { ctx, .. }: Props, what: Found) {
        self.close();
        ctx.send.emit(Action::SetQuery(String::new()));
        ctx.send.emit(match what {
            Found::Party(party) => Action::Focus(ctx.catalog.party(party).id.to_string()),
            Found::Deal(deal) => Action::OpenDeal(ctx.catalog.deal(deal).id.to_string()),
            Found::Story(place) => Action::Step(ctx.catalog.stories[place].id.to_string(), 1),
        });
    }

    fn key(&mut self, props: Props, event: &KeyboardEvent) {
        let hits = props.hits();
        let count = hits.len();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => {
                (self.open, self.active) = (true, Some(self.active.map_or(0, |at| (at + 1) % count)));
            }
            "ArrowUp" if count > 0 => {
                let at = self.active.map_or(count - 1, |at| (at + count - 1) % count);
                (self.open, self.active) = (true, Some(at));
            }
            "Enter" => match hits.get(self.active.unwrap_or(0)) {
                Some(hit) => self.choose(props, hit.what),
                None => return,
            },
            "Escape" => {
                // First the list, then the text.
                if !(self.open && count > 0) {
                    props.ctx.send.emit(Action::SetQuery(String::new()));
                }
                self.close();
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn on(&self, msg: fn(Event) -> Msg) -> Callback<Event> {
        let tell = self.tell.clone();
        Callback::from(move |event| tell.emit(msg(event)))
    }

    /// Field, list, and how many were found.
    pub fn view(&self, props: Props) -> El {
        let Props { ctx, q, .. } = props;
        let words = ctx.words();
        let hits = props.hits();
        let shown = self.open && !q.trim().is_empty();
        let said = if q.trim().is_empty() {
            String::new()
        } else if hits.is_empty() {
            fill(words.search_none, &[("text", q)])
        } else {
            i18n::count(ctx.locale, words.search_count, hits.len())
        };
        let none = hits.is_empty();
        let input = el("input")
            .attr("id", "search")
            .attr("type", "text")
            .attr("role", "combobox")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .truth("aria-expanded", shown && !none)
            .attr("aria-controls", "search-list")
            .attr("aria-autocomplete", "list")
            .attr("aria-describedby", "search-said")
            .maybe("aria-activedescendant", self.active.filter(|_| shown).map(|at| format!("hit-{at}")))
            .attr("placeholder", words.search_placeholder)
            .value(q.to_owned())
            .on(On::Input, self.on(Msg::Input))
            .on(On::KeyDown, self.on(|event| Msg::Key(event.unchecked_into())))
            .on(On::Blur, self.on(Msg::Blur));
        let clear = (!q.is_empty()).then(|| {
            button(self.on(|_| Msg::Clear)).class("quiet").attr("aria-label", words.search_clear).text("×")
        });
        let rows = hits.iter().enumerate().filter(|_| shown);
        let list = el("ul")
            .attr("id", "search-list")
            .attr("role", "listbox")
            .attr("aria-label", words.search_label)
            .flag("hidden", !shown || none)
            .els(rows.map(|(at, hit)| row(ctx, hit, at, self.active == Some(at), &self.tell)));
        let said = el("p")
            .attr("id", "search-said")
            .class(if shown && none { "search-said" } else { "visually-hidden" })
            .attr("role", "status")
            .string(said);
        el("div")
            .class("search")
            .attr("role", "search")
            .el(el("label").attr("for", "search").text(words.search_label))
            .el(el("div").class("search-field").el(input).el_if(clear))
            .el(list)
            .el(said)
    }
}

impl Props<'_> {
    fn hits(&self) -> Vec<Hit> {
        if self.q.trim().is_empty() { Vec::new() } else { self.index.find(self.q, MOST) }
    }
}

fn row(ctx: &Ctx, hit: &Hit, at: usize, active: bool, tell: &Callback<Msg>) -> El {
    let words = ctx.words();
    let (name, kind) = match hit.what {
        Found::Party(party) => {
            (names::text(&ctx.catalog, party, ctx.locale), words.party_kind(ctx.catalog.party(party).kind))
        }
        Found::Deal(deal) => (sentence::deal_title(&ctx.catalog, deal, ctx.locale), words.found_deal),
        Found::Story(place) => {
            let title = &ctx.catalog.stories[place].title;
            (title.get(ctx.locale.tag(), &ctx.catalog.meta.language).0.to_string(), words.found_story)
        }
    };
    let what = hit.what;
    let tell = tell.clone();
    // The press would take the focus from the field and close the list before the click.
    let keep = Callback::from(|event: Event| event.prevent_default());
    let mut about = el("span").class("fine").text(" ").text(kind);
    if hit.matched != name {
        about = about.text(" · ").string(fill(words.matched_as, &[("text", &hit.matched)]));
    }
    el("li")
        .set("id", format!("hit-{at}"))
        .attr("role", "option")
        .truth("aria-selected", active)
        .on(On::MouseDown, keep)
        .on(On::Click, Callback::from(move |_| tell.emit(Msg::Choose(what))))
        .el(el("bdi").string(name))
        .el(about)
}
