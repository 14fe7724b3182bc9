//! The search: an editable combobox with a list, after the WAI-ARIA pattern.

use super::ctx::Ctx;
use super::h::{El, On, button, el};
use super::same::Same;
use crate::browser::document;
use crate::i18n::{self, fill};
use crate::query::search::{Found, Hit, Index};
use crate::query::{names, sentence};
use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, HtmlInputElement, KeyboardEvent};
use yew::{Callback, Html, Properties, TargetCast, component, use_state_eq};

/// Most rows in the list.
const MOST: usize = 12;

/// What the search needs.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Dataset, language, actions.
    pub ctx: Ctx,
    /// Folded names.
    pub index: Same<Index>,
    /// The search text of the state.
    pub q: String,
}

/// Search field and list.
#[component]
pub fn SearchBox(props: &Props) -> Html {
    let Props { ctx, index, q } = props;
    let words = ctx.words();
    let open = use_state_eq(|| false);
    let active = use_state_eq(|| None::<usize>);
    let hits = if q.trim().is_empty() { Vec::new() } else { index.find(q, MOST) };
    let shown = *open && !q.trim().is_empty();

    let choose = {
        let (ctx, open, active) = (ctx.clone(), open.clone(), active.clone());
        Callback::from(move |what: Found| {
            open.set(false);
            active.set(None);
            ctx.send.emit(Action::SetQuery(String::new()));
            ctx.send.emit(match what {
                Found::Party(party) => Action::Focus(ctx.catalog.party(party).id.to_string()),
                Found::Deal(deal) => Action::OpenDeal(ctx.catalog.deal(deal).id.to_string()),
                Found::Story(place) => Action::Step(ctx.catalog.stories[place].id.to_string(), 1),
            });
        })
    };
    let oninput = {
        let (ctx, open, active) = (ctx.clone(), open.clone(), active.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            open.set(true);
            active.set(None);
            ctx.send.emit(Action::SetQuery(input.value()));
        })
    };
    let onkeydown = {
        let (ctx, open, active, choose) = (ctx.clone(), open.clone(), active.clone(), choose.clone());
        let found: Vec<Found> = hits.iter().map(|hit| hit.what).collect();
        Callback::from(move |event: Event| {
            let event: KeyboardEvent = event.unchecked_into();
            let count = found.len();
            let moved = |to: usize| {
                open.set(true);
                active.set(Some(to));
            };
            match event.key().as_str() {
                "ArrowDown" if count > 0 => moved(active.map_or(0, |at| (at + 1) % count)),
                "ArrowUp" if count > 0 => moved(active.map_or(count - 1, |at| (at + count - 1) % count)),
                "Enter" => match active.or((count > 0).then_some(0)).and_then(|at| found.get(at)) {
                    Some(&what) => choose.emit(what),
                    None => return,
                },
                "Escape" => {
                    // First the list, then the text.
                    if *open && count > 0 {
                        open.set(false);
                    } else {
                        ctx.send.emit(Action::SetQuery(String::new()));
                    }
                    active.set(None);
                    event.stop_propagation();
                }
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onblur = {
        let (open, active) = (open.clone(), active.clone());
        Callback::from(move |event: Event| {
            let into = event
                .unchecked_ref::<FocusEvent>()
                .related_target()
                .and_then(|to| to.dyn_into::<web_sys::Element>().ok());
            if into.is_none_or(|to| to.closest(".search").ok().flatten().is_none()) {
                open.set(false);
                active.set(None);
            }
        })
    };
    let clear = {
        let ctx = ctx.clone();
        Callback::from(move |_: Event| {
            ctx.send.emit(Action::SetQuery(String::new()));
            document::focus("#search");
        })
    };
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
        .maybe("aria-activedescendant", active.filter(|_| shown).map(|at| format!("hit-{at}")))
        .attr("placeholder", words.search_placeholder)
        .value(q.clone())
        .on(On::Input, oninput)
        .on(On::KeyDown, onkeydown)
        .on(On::Blur, onblur);
    let clear = (!q.is_empty())
        .then(|| button(clear).class("quiet").attr("aria-label", words.search_clear).text("×"));
    let rows = hits.iter().enumerate().filter(|_| shown);
    let list = el("ul")
        .attr("id", "search-list")
        .attr("role", "listbox")
        .attr("aria-label", words.search_label)
        .flag("hidden", !shown || none)
        .els(rows.map(|(at, hit)| row(ctx, hit, at, *active == Some(at), &choose)));
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
        .into()
}

fn row(ctx: &Ctx, hit: &Hit, at: usize, active: bool, choose: &Callback<Found>) -> El {
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
    let choose = choose.clone();
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
        .on(On::Click, Callback::from(move |_| choose.emit(what)))
        .el(el("bdi").string(name))
        .el(about)
}
