//! The panel about a party or a deal: what is known, how, and from where.

use super::check::touching;
use super::ctx::Ctx;
use super::h::{El, button, el, list};
use super::prose::{link, prose};
use super::shown::Shown;
use super::views::net;
use crate::data::words::{Choice, View};
use crate::data::{DealIx, PartyIx};
use crate::query::absence::Absence;
use crate::query::details::{
    self, ClaimGroup, DealDetails, DealLine, DisputeLine, EvidenceLine, Field, LinkLine, NameLine, Open,
    PartyDetails, Piece,
};
use crate::query::sentence;
use crate::rights::Status;
use crate::rights::findings::Findings;
use crate::state::{Action, State};

/// What is open, and which contradictions touch it.
pub fn panel(ctx: &Ctx, shown: &Shown, state: &State) -> Option<El> {
    details::opened(&ctx.catalog, state).map(|open| opened(ctx, shown, state, open))
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn opened(ctx: &Ctx, shown: &Shown, state: &State, open: Open) -> El {
    let (catalog, compiled) = (&ctx.catalog, &shown.compiled);
    let heading = el("h2").attr("tabindex", "-1");
    let (title, close, body) = match open {
        Open::Deal(ix) => {
            let details = details::deal(catalog, compiled, state, ix, ctx.locale);
            let body = deal_body(ctx, &details).el_if(touching(ctx, shown, &|found| found.of_deal(ix)));
            (heading.str(&details.title), Action::CloseDetails, body)
        }
        Open::Party(ix) => {
            let details = details::party(catalog, compiled, state, ix, ctx.locale);
            let of = |found: &Findings| found.of_party(catalog, compiled, ix);
            let body = party_body(ctx, &details, shown, state, ix).el_if(touching(ctx, shown, &of));
            (heading.el(ctx.name(ix)), Action::ClearFocus, body)
        }
    };
    let close = button(ctx.on(close)).class("quiet").attr("aria-label", ctx.words().details_close).text("×");
    let header = el("header").el(title).el(close);
    el("section").class("details").attr("data-details", "").el(header).el(body)
}

fn party_body(ctx: &Ctx, details: &PartyDetails, shown: &Shown, state: &State, party: PartyIx) -> El {
    let words = ctx.words();
    let original = details
        .original
        .as_ref()
        .map(|(name, lang)| el("p").class("original").el(el("bdi").set("lang", lang.clone()).str(name)));
    let depth = (1..=3u8).map(|depth| {
        button(ctx.on(Action::SetDepth(depth)))
            .truth("aria-pressed", state.depth == depth)
            .string(depth.to_string())
    });
    let none = (details.licensed_by.is_empty() && details.licenses_to.is_empty())
        .then(|| el("p").text(words.details_none_on_day));
    list()
        .els(original)
        .el(fine(details.kind))
        .kids(details.note.as_deref().map(prose))
        .el(el("p")
            .class("depth")
            .attr("role", "group")
            .attr("aria-label", words.focus_depth)
            .el(el("span").class("fine").text(words.focus_depth))
            .els(depth))
        .el_if((state.view == View::Network).then(|| net::of_focus(ctx, &shown.scene, state)))
        .el_if(links(ctx, words.details_licenses_from, &details.licensed_by))
        .el_if(links(ctx, words.details_licenses_to, &details.licenses_to))
        .el_if(none)
        .el_if(super::offers::list(ctx, party, &shown.offers))
        .el_if(fields(ctx, &details.fields))
        .el_if(names(words.details_names, &details.names))
        .el_if(names(words.details_wrong_names, &details.wrong_names))
        .el_if(deals(ctx, words.details_other_deals, &details.other_deals))
        .el_if(claims(ctx, &details.claims))
        .el(evidence(ctx, &details.evidence))
}

/// Terms, notes, sources of a deal.
pub fn deal_body(ctx: &Ctx, details: &DealDetails) -> El {
    let words = ctx.words();
    let (confidence, meaning) = details.confidence;
    let one = details.grants.len() == 1;
    let grants = details.grants.iter().map(|grant| {
        let title = (!one).then(|| title_of(ctx, &grant.fields));
        el("section")
            .set("data-details-grant", grant.hook.clone())
            .el_if(title)
            .el(status(ctx, grant.status, grant.absence))
            .el_if(fields(ctx, &grant.fields))
            .kids(grant.note.as_deref().map(prose))
    });
    let mut kind = fine(details.kind);
    for doubt in &details.doubts {
        kind = kind.string(format!(" · {doubt}"));
    }
    let notice = || el("p").class("notice");
    let body = list()
        .el(kind)
        .els(details.retracted.iter().map(|text| notice().str(text)))
        .els(details.corrections.iter().map(|(when, text)| notice().str(when).text(": ").str(text)))
        .kids(details.note.as_deref().map(prose))
        .els(grants)
        .el_if(fields(ctx, &details.fields))
        .el(el("h3").text(words.how_known))
        .el(el("p").text(confidence).el(el("span").class("fine").string(format!(": {meaning}"))));
    let disputes = details.disputes.iter().map(|dispute| dispute_line(ctx, dispute));
    let disputes = (!details.disputes.is_empty())
        .then(|| list().el(el("h3").text(words.disputes_title)).el(el("ul").els(disputes)));
    body.el_if(disputes).el_if(claims(ctx, &details.claims)).el(evidence(ctx, &details.evidence))
}

/// Who contests what, and where it is found.
pub fn dispute_line(ctx: &Ctx, dispute: &DisputeLine) -> El {
    let text = noted(el("li").str(&dispute.text), &dispute.notes);
    text.els(dispute.source.as_ref().map(|source| source_line(ctx, source)))
}

fn fine(text: &'static str) -> El {
    el("p").class("fine").text(text)
}

/// The same with notes at its end.
fn noted(line: El, notes: &[String]) -> El {
    line.els(notes.iter().map(|note| el("span").class("fine").text(" ").str(note)))
}

/// A title and the lines below it.
fn titled(title: &'static str, rows: impl Iterator<Item = El>) -> El {
    list().el(el("h3").text(title)).el(el("ul").els(rows))
}

/// "Tencent Music → NetEase Cloud Music", from the first lines of a grant.
fn title_of(ctx: &Ctx, list: &[Field]) -> El {
    let words = ctx.words();
    let value = |title: El, label: &str| match list.iter().find(|field| field.label == label) {
        Some(field) => pieces(ctx, title, &field.value),
        None => title,
    };
    value(value(el("h3"), words.details_from).text(" → "), words.details_to)
}

fn fields(ctx: &Ctx, list: &[Field]) -> Option<El> {
    if list.is_empty() {
        return None;
    }
    let rows = list.iter().flat_map(|field| {
        let value = pieces(ctx, el("dd"), &field.value);
        let basis = field.basis.map(|basis| el("span").class("fine").string(format!(" ({basis})")));
        [el("dt").text(field.label), value.els(basis)]
    });
    Some(el("dl").els(rows))
}

/// The same with these pieces at its end.
fn pieces(ctx: &Ctx, within: El, list: &[Piece]) -> El {
    list.iter().fold(within, |within, piece| match piece {
        Piece::Text(text) => within.str(text),
        Piece::Party(party) => within.el(to_party(ctx, *party)),
        Piece::Deal(deal) => {
            within.el(to_deal(ctx, *deal, sentence::deal_title(&ctx.catalog, *deal, ctx.locale)))
        }
        Piece::Place(place) => within.string(ctx.territory(place)),
    })
}

fn to_party(ctx: &Ctx, party: PartyIx) -> El {
    let id = ctx.catalog.party(party).id.to_string();
    button(ctx.on(Action::Focus(id.clone()))).set("data-party", id).el(ctx.name(party))
}

/// A way to a deal, by its title.
pub fn to_deal(ctx: &Ctx, deal: DealIx, title: String) -> El {
    let id = ctx.catalog.deal(deal).id.to_string();
    button(ctx.on(Action::OpenDeal(id.clone()))).set("data-deal", id).string(title)
}

fn status(ctx: &Ctx, status: Status, absence: Absence) -> El {
    let words = ctx.words();
    let tag = el("span").class("tag").attr("data-status", status.word()).text(absence.word(status, words));
    el("p").el(el("span").class("fine").text(words.details_status).text(": ")).el(tag)
}

fn links(ctx: &Ctx, title: &'static str, list: &[LinkLine]) -> Option<El> {
    if list.is_empty() {
        return None;
    }
    let rows = list.iter().map(|line| {
        let open = button(ctx.on(Action::OpenDeal(line.hook.clone()))).class("fine").str(&line.text);
        el("li")
            .set("data-grant", line.hook.clone())
            .attr("data-type", ctx.catalog.deal(line.deal).kind.word())
            .attr("data-status", line.status.word())
            .el(to_party(ctx, line.other))
            .text(" ")
            .el(open)
    });
    Some(titled(title, rows))
}

fn deals(ctx: &Ctx, title: &str, list: &[DealLine]) -> Option<El> {
    if list.is_empty() {
        return None;
    }
    let rows = list.iter().map(|line| {
        let about = el("span").class("fine").string(format!(" {} · {}", line.kind, line.date));
        el("li").el(to_deal(ctx, line.deal, line.title.clone())).el(about)
    });
    let summary = el("summary").string(format!("{title} ({})", list.len()));
    Some(el("details").el(summary).el(el("ul").els(rows)))
}

fn names(title: &'static str, list: &[NameLine]) -> Option<El> {
    if list.is_empty() {
        return None;
    }
    let rows = list.iter().map(|name| {
        let about: Vec<&str> = name.kind.into_iter().chain(name.notes.iter().map(String::as_str)).collect();
        el("li")
            .el(el("bdi").maybe("lang", name.lang.clone()).str(&name.text))
            .el(el("span").class("fine").text(" ").string(about.join(" · ")))
    });
    Some(titled(title, rows))
}

fn claims(ctx: &Ctx, groups: &[ClaimGroup]) -> Option<El> {
    if groups.is_empty() {
        return None;
    }
    let mut all = list().el(el("h3").text(ctx.words().claims_title));
    for group in groups {
        let rows = group.values.iter().map(|claim| {
            let row = el("li").attr("data-choice", claim.choice.word());
            let row = if claim.choice == Choice::Rejected {
                row.el(el("s").str(&claim.value))
            } else {
                row.str(&claim.value)
            };
            let row = row.text(" ").el(el("span").class("tag").text(claim.choice_word));
            noted(row, &claim.notes).el(el("br")).el(source_line(ctx, &claim.source))
        });
        all = all.el(el("p").class("fine about").str(&group.about)).el(el("ul").els(rows));
    }
    Some(all)
}

fn evidence(ctx: &Ctx, lines: &[EvidenceLine]) -> El {
    let words = ctx.words();
    let all = list().el(el("h3").text(words.evidence_title));
    if lines.is_empty() {
        return all.el(el("p").text(words.evidence_none));
    }
    let rows = lines.iter().map(|line| {
        let row = el("li")
            .set("data-source", ctx.catalog.source(line.source).id.to_string())
            .el(source_line(ctx, line))
            .els(line.stance.map(|stance| el("span").class("tag").text(stance)))
            .els(line.quote.as_ref().map(|quote| el("q").maybe("lang", line.lang.clone()).str(quote)));
        noted(row, &line.notes)
    });
    all.el(el("ul").class("evidence").els(rows))
}

/// Publisher, title as a link, date, how reliable.
pub fn source_line(ctx: &Ctx, line: &EvidenceLine) -> El {
    let words = ctx.words();
    let title = el("span").maybe("lang", line.lang.clone());
    let title = match &line.url {
        Some(url) => title.kid(link(url, &line.title)),
        None => title.str(&line.title),
    };
    let mut about = el("span").class("fine").text(", ");
    about = match &line.published {
        Some(published) => about.str(published),
        None => about.text(words.evidence_no_date),
    };
    if let Some(word) = line.reliability {
        about = about.string(format!(" · {word}"));
    }
    let mut all = el("span").class("source");
    if let Some(publisher) = &line.publisher {
        all = all.el(el("strong").str(publisher)).text(" ");
    }
    all = all.el(title).el(about);
    match &line.archive {
        Some(url) => all.text(" ").kid(link(url, words.evidence_archived)),
        None => all,
    }
}
