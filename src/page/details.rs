//! The panel about a party or a deal: what is known, how, and from where.

use super::html::html;
use super::ctx::Ctx;
use super::prose::{link, prose};
use crate::data::words::Choice;
use crate::data::{DealIx, PartyIx};
use crate::query::details::{
    self, ClaimGroup, DealDetails, DealLine, EvidenceLine, Field, LinkLine, NameLine, PartyDetails, Piece,
};
use crate::query::{sentence, story};
use crate::rights::{Compiled, Status};
use crate::state::{Action, State};
use yew::Html;

/// The open deal, else the party in focus; nothing if neither is there.
pub fn panel(ctx: &Ctx, compiled: &Compiled, state: &State) -> Html {
    let catalog = &ctx.catalog;
    let deal = state.deal.as_deref().and_then(|id| catalog.deal_ix(id.split('#').next().unwrap_or(id)));
    let (title, close, body) = if let Some(ix) = deal {
        let details = details::deal(catalog, compiled, state, ix, ctx.locale);
        (html! { { details.title.clone() } }, Action::CloseDetails, deal_body(ctx, &details))
    } else {
        // A step of a story names its parties only to say where to look.
        if story::is_as_told(catalog, state) {
            return Html::default();
        }
        // The last party named is the one that was chosen last.
        let Some(ix) = state.focus.iter().rev().find_map(|id| catalog.party_ix(id)) else {
            return Html::default();
        };
        let details = details::party(catalog, compiled, state, ix, ctx.locale);
        (ctx.name(ix), Action::ClearFocus, party_body(ctx, &details, state))
    };
    html! {
        <section class="details" data-details="">
            <header>
                <h2 tabindex="-1">{ title }</h2>
                <button type="button" class="quiet" aria-label={ctx.words().details_close} onclick={ctx.on(close)}>{ "×" }</button>
            </header>
            { body }
        </section>
    }
}

fn party_body(ctx: &Ctx, details: &PartyDetails, state: &State) -> Html {
    let words = ctx.words();
    let original = details.original.as_ref().map(|(name, lang)| {
        html! { <p class="original"><bdi lang={lang.clone()}>{ name.clone() }</bdi></p> }
    });
    let depth = (1..=3u8).map(|depth| {
        let pressed = (state.depth == depth).to_string();
        html! { <button type="button" aria-pressed={pressed} onclick={ctx.on(Action::SetDepth(depth))}>{ depth }</button> }
    });
    html! {
        <>
            { for original }
            <p class="fine">{ details.kind }</p>
            { for details.note.as_deref().map(prose) }
            <p class="depth" role="group" aria-label={words.focus_depth}>
                <span class="fine">{ words.focus_depth }</span>{ for depth }
            </p>
            { links(ctx, words.details_licenses_from, &details.licensed_by) }
            { links(ctx, words.details_licenses_to, &details.licenses_to) }
            if details.licensed_by.is_empty() && details.licenses_to.is_empty() {
                <p>{ words.details_none_on_day }</p>
            }
            { fields(ctx, &details.fields) }
            { names(words.details_names, &details.names) }
            { names(words.details_wrong_names, &details.wrong_names) }
            { deals(ctx, words.details_other_deals, &details.other_deals) }
            { claims(ctx, &details.claims) }
            { evidence(ctx, &details.evidence) }
        </>
    }
}

fn deal_body(ctx: &Ctx, details: &DealDetails) -> Html {
    let words = ctx.words();
    let (confidence, meaning) = details.confidence;
    let one = details.grants.len() == 1;
    let grants = details.grants.iter().map(|grant| {
        let hook = grant.hook.clone();
        html! {
            <section data-details-grant={hook}>
                if !one { <h3>{ title_of(ctx, &grant.fields) }</h3> }
                <p>{ status(ctx, grant.status) }</p>
                { fields(ctx, &grant.fields) }
                { for grant.note.as_deref().map(prose) }
            </section>
        }
    });
    let disputes = details.disputes.iter().map(|dispute| {
        html! {
            <li>
                { dispute.text.clone() }
                { for dispute.notes.iter().map(|note| html! { <span class="fine">{ " " }{ note.clone() }</span> }) }
                { for dispute.source.as_ref().map(|source| source_line(ctx, source)) }
            </li>
        }
    });
    html! {
        <>
            <p class="fine">{ details.kind }{ for details.doubts.iter().map(|doubt| html! { { format!(" · {doubt}") } }) }</p>
            { for details.retracted.iter().map(|text| html! { <p class="notice">{ text.clone() }</p> }) }
            { for details.corrections.iter().map(|(when, text)| html! { <p class="notice">{ when.clone() }{ ": " }{ text.clone() }</p> }) }
            { for details.note.as_deref().map(prose) }
            { for grants }
            { fields(ctx, &details.fields) }
            <h3>{ words.how_known }</h3>
            <p>{ confidence }<span class="fine">{ format!(": {meaning}") }</span></p>
            if !details.disputes.is_empty() {
                <h3>{ words.disputes_title }</h3>
                <ul>{ for disputes }</ul>
            }
            { claims(ctx, &details.claims) }
            { evidence(ctx, &details.evidence) }
        </>
    }
}

/// "Tencent Music → NetEase Cloud Music", from the first lines of a grant.
fn title_of(ctx: &Ctx, list: &[Field]) -> Html {
    let words = ctx.words();
    let value =
        |label: &str| list.iter().find(|field| field.label == label).map(|field| pieces(ctx, &field.value));
    html! { <>{ for value(words.details_from) }{ " → " }{ for value(words.details_to) }</> }
}

fn fields(ctx: &Ctx, list: &[Field]) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let rows = list.iter().map(|field| {
        html! {
            <>
                <dt>{ field.label }</dt>
                <dd>
                    { pieces(ctx, &field.value) }
                    { for field.basis.map(|basis| html! { <span class="fine">{ format!(" ({basis})") }</span> }) }
                </dd>
            </>
        }
    });
    html! { <dl>{ for rows }</dl> }
}

fn pieces(ctx: &Ctx, list: &[Piece]) -> Html {
    list.iter()
        .map(|piece| match piece {
            Piece::Text(text) => html! { { text.clone() } },
            Piece::Party(party) => to_party(ctx, *party),
            Piece::Deal(deal) => to_deal(ctx, *deal, sentence::deal_title(&ctx.catalog, *deal, ctx.locale)),
            Piece::Place(place) => html! { { ctx.territory(place) } },
        })
        .collect()
}

fn to_party(ctx: &Ctx, party: PartyIx) -> Html {
    let id = ctx.catalog.party(party).id.to_string();
    html! { <button type="button" data-party={id.clone()} onclick={ctx.on(Action::Focus(id))}>{ ctx.name(party) }</button> }
}

/// A way to a deal, by its title.
pub fn to_deal(ctx: &Ctx, deal: DealIx, title: String) -> Html {
    let id = ctx.catalog.deal(deal).id.to_string();
    html! { <button type="button" data-deal={id.clone()} onclick={ctx.on(Action::OpenDeal(id))}>{ title }</button> }
}

fn status(ctx: &Ctx, status: Status) -> Html {
    let words = ctx.words();
    html! { <><span class="fine">{ words.details_status }{ ": " }</span><span class="tag" data-status={status.word()}>{ words.status(status) }</span></> }
}

fn links(ctx: &Ctx, title: &str, list: &[LinkLine]) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let rows = list.iter().map(|line| {
        let deal = ctx.catalog.deal(line.deal);
        html! {
            <li data-grant={line.hook.clone()} data-type={deal.kind.word()} data-status={line.status.word()}>
                { to_party(ctx, line.other) }{ " " }
                <button type="button" class="fine" onclick={ctx.on(Action::OpenDeal(line.hook.clone()))}>{ line.text.clone() }</button>
            </li>
        }
    });
    html! { <><h3>{ title.to_string() }</h3><ul>{ for rows }</ul></> }
}

fn deals(ctx: &Ctx, title: &str, list: &[DealLine]) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let rows = list.iter().map(|line| {
        html! {
            <li>{ to_deal(ctx, line.deal, line.title.clone()) }<span class="fine">{ format!(" {} · {}", line.kind, line.date) }</span></li>
        }
    });
    html! { <details><summary>{ format!("{title} ({})", list.len()) }</summary><ul>{ for rows }</ul></details> }
}

fn names(title: &str, list: &[NameLine]) -> Html {
    if list.is_empty() {
        return Html::default();
    }
    let rows = list.iter().map(|name| {
        let about: Vec<&str> = name.kind.into_iter().chain(name.notes.iter().map(String::as_str)).collect();
        html! {
            <li><bdi lang={name.lang.clone()}>{ name.text.clone() }</bdi><span class="fine">{ " " }{ about.join(" · ") }</span></li>
        }
    });
    html! { <><h3>{ title.to_string() }</h3><ul>{ for rows }</ul></> }
}

fn claims(ctx: &Ctx, groups: &[ClaimGroup]) -> Html {
    if groups.is_empty() {
        return Html::default();
    }
    let groups = groups.iter().map(|group| {
        let rows = group.values.iter().map(|claim| {
            let value = if claim.choice == Choice::Rejected {
                html! { <s>{ claim.value.clone() }</s> }
            } else {
                html! { { claim.value.clone() } }
            };
            html! {
                <li data-choice={claim.choice.word()}>
                    { value }{ " " }<span class="tag">{ claim.choice_word }</span>
                    { for claim.notes.iter().map(|note| html! { <span class="fine">{ " " }{ note.clone() }</span> }) }
                    <br/>{ source_line(ctx, &claim.source) }
                </li>
            }
        });
        html! { <><p class="fine about">{ group.about.clone() }</p><ul>{ for rows }</ul></> }
    });
    html! { <><h3>{ ctx.words().claims_title }</h3>{ for groups }</> }
}

fn evidence(ctx: &Ctx, list: &[EvidenceLine]) -> Html {
    let words = ctx.words();
    if list.is_empty() {
        return html! { <><h3>{ words.evidence_title }</h3><p>{ words.evidence_none }</p></> };
    }
    let rows = list.iter().map(|line| {
        html! {
            <li data-source={ctx.catalog.source(line.source).id.to_string()}>
                { source_line(ctx, line) }
                { for line.stance.map(|stance| html! { <span class="tag">{ stance }</span> }) }
                { for line.quote.as_ref().map(|quote| html! { <q lang={line.lang.clone()}>{ quote.clone() }</q> }) }
                { for line.notes.iter().map(|note| html! { <span class="fine">{ " " }{ note.clone() }</span> }) }
            </li>
        }
    });
    html! { <><h3>{ words.evidence_title }</h3><ul class="evidence">{ for rows }</ul></> }
}

/// Publisher, title as a link, date, how reliable.
fn source_line(ctx: &Ctx, line: &EvidenceLine) -> Html {
    let words = ctx.words();
    let title = match &line.url {
        Some(url) => html! { <span lang={line.lang.clone()}>{ link(url, &line.title) }</span> },
        None => html! { <span lang={line.lang.clone()}>{ line.title.clone() }</span> },
    };
    html! {
        <span class="source">
            { for line.publisher.as_ref().map(|publisher| html! { <><strong>{ publisher.clone() }</strong>{ " " }</> }) }
            { title }
            <span class="fine">
                { ", " }{ line.published.clone().unwrap_or_else(|| words.evidence_no_date.to_string()) }
                { for line.reliability.map(|word| html! { { format!(" · {word}") } }) }
            </span>
            { for line.archive.as_ref().map(|url| html! { <>{ " " }{ link(url, words.evidence_archived) }</> }) }
        </span>
    }
}
