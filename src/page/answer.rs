//! The answer to the open question: the word and what it means, the chains as a
//! diagram and in words, what is missing, and the answer over time.

use super::ask::{self, Ask};
use super::check::{self, sources};
use super::ctx::Ctx;
use super::details::to_deal;
use super::h::{El, On, button, el, list};
use super::legend::legend;
use super::painter;
use super::shown::{Answered, Shown};
use crate::dates::Day;
use crate::i18n;
use crate::query::answer::{SaidChain, Speaker, clashing};
use crate::query::changes::Changes;
use crate::query::sentence;
use crate::rights::Status;
use crate::rights::engine::Chain;
use crate::rights::findings::Findings;
use crate::scene::{chain, strip};
use crate::state::{Action, DateChoice};

/// Chains that are drawn; the others are one press away.
const FIRST: usize = 3;
/// Widest drawing, in px: a chain is no panorama.
const WIDEST_PX: f32 = 900.0;

/// The word in attributes (product.md, "Stable hooks").
pub fn word(status: Status) -> &'static str {
    if status == Status::Certain { "yes" } else { status.word() }
}

/// The question, and below it its answer.
pub fn question(ask: &Ask, props: ask::Props, shown: &Shown, changes: &Changes, width_px: f32) -> El {
    let words = props.ctx.words();
    // Only the word is announced, whatever else changes with it. The fields say the hint already.
    let word = el("p").attr("role", "status");
    let (word, below) = match &shown.answered {
        Some(answered) => answer(props, shown, answered, changes, width_px, word),
        None => (word.class("visually-hidden").text(words.ask_hint), None),
    };
    el("section")
        .class("ask")
        .attr("aria-label", words.ask_title)
        .el(el("h2").class("visually-hidden").text(words.ask_title))
        .el(ask.view(props))
        .el(word)
        .el_if(below)
}

/// The word in its place, and everything below it.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn answer(
    props: ask::Props,
    shown: &Shown,
    answered: &Answered,
    changes: &Changes,
    width_px: f32,
    word_at: El,
) -> (El, Option<El>) {
    let ask::Props { ctx, state, .. } = props;
    let words = ctx.words();
    let answer = &answered.answer;
    let territory = state.ask.as_ref().map(|[.., territory]| ctx.territory(territory)).unwrap_or_default();
    let speaker = Speaker {
        catalog: &ctx.catalog,
        compiled: &shown.compiled,
        question: &answered.question,
        territory: &territory,
        usage: None,
        locale: ctx.locale,
    };
    let said = speaker.said(answer);
    let headline =
        word_at
            .class("answer-word")
            .el(el("strong").string(said.headline))
            .text(" ")
            .el(el("span").class("fine").text(said.meaning));
    let leans = named(words.answer_presumes, &said.presumptions);
    let missing = named(words.answer_missing, &said.missing);
    let coverage = (!said.coverage.is_empty()).then(|| el("p").class("fine").string(said.coverage));
    let about = list()
        .el(el("p").string(said.exclusivity))
        .el_if(shown.findings.as_deref().and_then(|found| clashes(ctx, shown, answered, found)))
        .el_if(coverage);
    let drawn: Vec<&Chain> =
        answer.chains.iter().take(FIRST).filter(|chain| !chain.steps.is_empty()).collect();
    let picture = (!drawn.is_empty()).then(|| {
        let scene = chain::draw(&ctx.catalog, &shown.compiled, &drawn, ctx.locale, width_px.min(WIDEST_PX));
        scrolled("figure", words.answer_chain).el(painter::figure(&scene))
    });
    let known = state.known;
    let mut chains = answer.chains.iter().zip(said.chains).map(|(chain, said)| told(ctx, chain, said, known));
    let first = el("ol").class("chains").els(chains.by_ref().take(FIRST));
    let more: Vec<El> = chains.collect();
    let more = (!more.is_empty()).then(|| {
        let title = i18n::count(ctx.locale, words.answer_more, more.len());
        el("details").el(el("summary").string(title)).el(el("ol").class("chains").els(more))
    });
    let below = el("div")
        .class("answer")
        .attr("data-answer", word(answer.answer))
        .attr("data-exclusive", word(answer.exclusive))
        .el_if(leans)
        .el_if(missing.map(|missing| el("div").class("missing").el(missing)))
        .el(about)
        .el_if(picture)
        .el_if((!answer.chains.is_empty()).then_some(first))
        .el_if(more)
        .el_if(over_time(ctx, answered, changes, width_px))
        .el(strict(ctx, state.presume));
    (headline, Some(below))
}

/// What contradicts the exclusivity that the answer leans on (rights.md 6: "see the finding").
fn clashes(ctx: &Ctx, shown: &Shown, answered: &Answered, found: &Findings) -> Option<El> {
    let places = clashing(&answered.question, &answered.answer, found);
    (!places.is_empty()).then(|| {
        let title = i18n::count(ctx.locale, ctx.words().answer_finding, places.len());
        let rows = check::rows(ctx, shown, found, &places);
        el("details").class("clashes").el(el("summary").string(title)).el(rows)
    })
}

/// A box that scrolls where it is too narrow, also by keyboard.
fn scrolled(class: &'static str, label: &'static str) -> El {
    el("div").class(class).attr("role", "group").attr("aria-label", label).attr("tabindex", "0")
}

/// Sentences below a heading; nothing without any.
fn named(title: &'static str, lines: &[String]) -> Option<El> {
    let rows = || el("ul").els(lines.iter().map(|line| el("li").str(line)));
    (!lines.is_empty()).then(|| list().el(el("h3").text(title)).el(rows()))
}

/// A chain as a sentence; its steps with what makes them sure or not behind it.
fn told(ctx: &Ctx, chain: &Chain, said: SaidChain, known: Option<Day>) -> El {
    let ids: Vec<&str> = chain.steps.iter().map(|step| step.id.as_str()).collect();
    let steps = said.steps.into_iter().map(|step| {
        let mut why = step.reasons.join(ctx.words().list_comma);
        for text in &step.presumptions {
            why.push_str(if why.is_empty() { "" } else { ctx.words().list_comma });
            why.push_str(text);
        }
        let why = (!why.is_empty()).then(|| el("span").class("fine").text(" ").string(why));
        let sources = step.deal.map(|deal| {
            let title = sentence::deal_title(&ctx.catalog, deal, ctx.locale);
            list().el(el("p").el(to_deal(ctx, deal, title))).el(sources(ctx, deal, known))
        });
        el("li")
            .set("data-step", step.id)
            .string(step.sentence)
            .text(" ")
            .el(el("span").class("tag").text(step.status))
            .text(" ")
            .el(el("span").class("fine").string(step.period))
            .el_if(why)
            .el_if(sources)
    });
    let steps = el("ol").class("steps").els(steps);
    let summary = el("summary").string(said.sentence).text(" ").el(el("span").class("fine").text(said.word));
    el("li").set("data-chain", ids.join(" ")).el(el("details").el(summary).el(steps))
}

/// The words over time as a strip, and the same as a list.
fn over_time(ctx: &Ctx, answered: &Answered, changes: &Changes, width_px: f32) -> Option<El> {
    let (Some(first), Some(last)) = (changes.first, changes.last) else { return None };
    let words = ctx.words();
    let pieces = &answered.over_time;
    if pieces.iter().all(|piece| piece.2 == Status::No) {
        return Some(el("p").class("fine over-time").text(words.answer_never));
    }
    let said = |piece: &strip::Piece| strip::said(piece, ctx.locale);
    let scene =
        strip::draw(pieces, (first, last), answered.question.date, width_px.min(WIDEST_PX), ctx.locale);
    let rows = pieces.iter().filter(|piece| piece.1 >= first && piece.0 <= last).map(|piece| {
        // The first and the last piece have no day on which they begin or end.
        let day = if piece.0.is_finite() { piece.0 } else { first };
        let ask = Action::SetDate(DateChoice::on(day));
        el("li").el(button(ctx.on(ask)).class("quiet").string(said(piece)))
    });
    let list = el("details").el(el("summary").text(words.answer_over_time)).el(el("ul").els(rows));
    let figure = scrolled("figure", words.answer_over_time).el(painter::figure(&scene));
    Some(el("div").class("over-time").el(figure).el(legend(ctx, &scene)).el(list))
}

/// The switch between strict and presumed answers.
fn strict(ctx: &Ctx, presume: bool) -> El {
    let words = ctx.words();
    let tick = el("input").attr("type", "checkbox").checked(presume);
    let tick = tick.on(On::Change, ctx.on(Action::Presume(!presume)));
    el("label").class("check").el(tick).text(words.filter_presume)
}
