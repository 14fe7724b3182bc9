//! What is said about what the pointer or the keyboard is on, and what belongs to it.

use super::Props;
use crate::data::PartyIx;
use crate::page::h::{El, button, el, list};
use crate::query::listed::listed;
use crate::query::sentence;
use crate::query::walk::Stop;
use crate::scene::reading;
use web_sys::Event;
use yew::Callback;

/// The words of a party or of a grant; nothing for neither.
pub fn of(props: &Props, party: Option<&str>, grant: Option<&str>) -> String {
    let text = match (party, grant) {
        (Some(id), _) => props.ctx.catalog.party_ix(id).map(|party| label(props, party)),
        (_, Some(hook)) => {
            let link = props.picture.links.iter().find(|link| link.hook == *hook);
            link.map(|link| sentence::link(&props.ctx.catalog, link, props.ctx.locale))
        }
        _ => None,
    };
    text.unwrap_or_default()
}

/// The way to the picture as text, and the text while it is open.
pub fn as_text(props: &Props, open: bool, toggle: Callback<Event>) -> El {
    let way = button(toggle).truth("aria-expanded", open).text(props.ctx.words().show_as_text);
    el("div").class("as-text").el(way).el_if(open.then(|| in_words(props)))
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn in_words(props: &Props) -> El {
    let words = props.ctx.words();
    listed(&props.ctx.catalog, props.picture, props.ctx.locale).into_iter().fold(
        list(),
        |out, (name, links)| {
            let name = if name.is_empty() { words.legend_joint.to_owned() } else { name };
            let rows = links.into_iter().map(|link| el("li").string(link));
            out.el(el("h3").string(name)).el(el("ul").els(rows))
        },
    )
}

/// Hooks of what a party or a grant is linked to, and its own.
pub fn together(props: &Props, id: &str, is_party: bool) -> Vec<String> {
    let name = |party: PartyIx| props.ctx.catalog.party(party).id.to_string();
    let at = |party: PartyIx| props.ctx.catalog.party(party).id.as_str() == id;
    let links = props.picture.links.iter();
    links
        .filter(|link| if is_party { at(link.from) || at(link.to) } else { link.hook == id })
        .flat_map(|link| [link.hook.clone(), name(link.from), name(link.to)])
        .chain([id.to_owned()])
        .collect()
}

/// The parties of each column from top to bottom, columns from left to right.
pub fn columns(props: &Props) -> Vec<Vec<PartyIx>> {
    let party = |standing: &reading::Standing| props.ctx.catalog.party_ix(standing.id);
    reading::columns(props.scene).iter().map(|column| column.iter().filter_map(party).collect()).collect()
}

/// "SM Entertainment, label. 7 deals with 4 parties. 3 of 41".
fn label(props: &Props, party: PartyIx) -> String {
    let columns = columns(props);
    let at = columns.iter().flatten().position(|&other| other == party).map_or(0, |at| at + 1);
    let all = columns.iter().map(Vec::len).sum();
    sentence::party(&props.ctx.catalog, props.picture, party, (at, all), props.ctx.locale)
}

/// What the live region says about a stop.
pub fn reached(props: &Props, stop: Stop) -> String {
    match stop.via.and_then(|via| props.picture.links.get(via)) {
        Some(link) => sentence::link(&props.ctx.catalog, link, props.ctx.locale),
        None => label(props, stop.party),
    }
}
