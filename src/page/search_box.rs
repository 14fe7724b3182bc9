//! The search: an editable combobox with a list, after the WAI-ARIA pattern.

use super::html::html;
use super::ctx::Ctx;
use super::same::Same;
use crate::browser::document;
use crate::i18n::{self, fill};
use crate::query::search::{Found, Hit, Index};
use crate::query::{names, sentence};
use crate::state::Action;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};
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
        Callback::from(move |event: yew::InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            open.set(true);
            active.set(None);
            ctx.send.emit(Action::SetQuery(input.value()));
        })
    };
    let onkeydown = {
        let (ctx, open, active, choose) = (ctx.clone(), open.clone(), active.clone(), choose.clone());
        let found: Vec<Found> = hits.iter().map(|hit| hit.what).collect();
        Callback::from(move |event: KeyboardEvent| {
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
        Callback::from(move |event: yew::FocusEvent| {
            let into = event.related_target().and_then(|to| to.dyn_into::<web_sys::Element>().ok());
            if !into.is_some_and(|to| to.closest(".search").ok().flatten().is_some()) {
                open.set(false);
                active.set(None);
            }
        })
    };
    let clear = {
        let ctx = ctx.clone();
        Callback::from(move |_: yew::MouseEvent| {
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
    html! {
        <div class="search" role="search">
            <label for="search">{ words.search_label }</label>
            <div class="search-field">
                <input id="search" type="text" role="combobox" autocomplete="off" spellcheck="false"
                    aria-expanded={(shown && !hits.is_empty()).to_string()} aria-controls="search-list"
                    aria-autocomplete="list" aria-describedby="search-said"
                    aria-activedescendant={active.filter(|_| shown).map(|at| format!("hit-{at}"))}
                    placeholder={words.search_placeholder} value={q.clone()} {oninput} {onkeydown} {onblur} />
                if !q.is_empty() {
                    <button type="button" class="quiet" onclick={clear} aria-label={words.search_clear}>{ "×" }</button>
                }
            </div>
            <ul id="search-list" role="listbox" aria-label={words.search_label} hidden={!shown || hits.is_empty()}>
                { for hits.iter().enumerate().filter(|_| shown).map(|(at, hit)| row(ctx, hit, at, *active == Some(at), &choose)) }
            </ul>
            <p id="search-said" class={if shown && hits.is_empty() { "search-said" } else { "visually-hidden" }} role="status">{ said }</p>
        </div>
    }
}

fn row(ctx: &Ctx, hit: &Hit, at: usize, active: bool, choose: &Callback<Found>) -> Html {
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
    let keep = Callback::from(|event: yew::MouseEvent| event.prevent_default());
    html! {
        <li id={format!("hit-{at}")} role="option" aria-selected={active.to_string()}
            onmousedown={keep} onclick={move |_| choose.emit(what)}>
            <bdi>{ name.clone() }</bdi>
            <span class="fine">
                { " " }{ kind }
                if hit.matched != name {
                    { " · " }{ fill(words.matched_as, &[("text", &hit.matched)]) }
                }
            </span>
        </li>
    }
}
