//! What records cannot all be complete and right: all of it behind a
//! disclosure, and what touches an open party or deal beside it.

use super::ctx::Ctx;
use super::details::{dispute_line, source_line, to_deal};
use super::h::{El, Node, button, el, list};
use super::shown::Shown;
use crate::data::{DealIx, Severity};
use crate::dates::Day;
use crate::i18n::findings::FindingWords;
use crate::i18n::{self, fill};
use crate::query::contradiction::said_in;
use crate::query::{details, sentence};
use crate::rights::Status;
use crate::rights::findings::Findings;
use crate::sort;
use yew::Callback;

/// Most findings in the list; the native tool shows all.
const MOST: usize = 200;

/// The disclosure. Its content is worked out only while it is open.
pub fn check(ctx: &Ctx, shown: &Shown, is_open: bool, on_toggle: Callback<()>) -> El {
    let words = ctx.words();
    let toggle = button(Callback::from(move |_| on_toggle.emit(())))
        .class("quiet")
        .truth("aria-expanded", is_open)
        .attr("aria-controls", "check")
        .text(words.check_title);
    let body = is_open.then_some(shown.findings.as_deref()).flatten().map(|found| all(ctx, shown, found));
    el("section")
        .class("check-panel")
        .attr("aria-label", words.check_title)
        .el(el("h2").class("plain").el(toggle))
        .el(el("div").attr("id", "check").flag("hidden", !is_open).kids(body))
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn all(ctx: &Ctx, shown: &Shown, found: &Findings) -> Node {
    let words = ctx.words();
    let none = found.list.is_empty().then(|| el("p").text(words.check_none));
    let certain = found.list.iter().filter(|finding| finding.value == Status::Certain).count();
    // Counted apart: what cannot be, and what depends on what is not known.
    let counts = [(certain, words.check_certain), (found.list.len() - certain, words.check_possible)];
    let counts = counts.into_iter().filter(|(n, _)| *n > 0);
    let counts = counts.map(|(n, template)| el("p").string(i18n::count(ctx.locale, template, n)));
    let more = found.cut.iter().map(|&(catalogue, more)| {
        let said = fill(FindingWords::of(ctx.locale).more, &[("n", &more.to_string())]);
        el("p").class("fine").el(ctx.name(catalogue)).text(words.colon).string(said)
    });
    let meaning = none.is_none().then(|| el("p").class("fine").text(words.check_meaning));
    let mut places: Vec<usize> = (0..found.list.len()).collect();
    first(found, &mut places);
    places.truncate(MOST);
    list().el_if(none).els(counts).els(more).el_if(meaning).el(rows(ctx, shown, found, &places)).into()
}

/// Certain ones first, among them those that matter most.
fn first(found: &Findings, places: &mut [usize]) {
    sort::by_key(places, |&place| {
        let finding = &found.list[place];
        (finding.value != Status::Certain, Severity::Error as u8 - finding.severity as u8)
    });
}

/// Findings that touch something, under a heading; nothing if there are none.
pub fn touching(ctx: &Ctx, shown: &Shown, places: &dyn Fn(&Findings) -> Vec<usize>) -> Option<El> {
    let found = shown.findings.as_deref()?;
    let mut places = places(found);
    first(found, &mut places);
    if places.is_empty() {
        return None;
    }
    let heading = el("h3").text(ctx.words().check_touching);
    Some(list().el(heading).el(rows(ctx, shown, found, &places)))
}

/// Some findings, each with the sources and disputes of its records.
pub(super) fn rows(ctx: &Ctx, shown: &Shown, found: &Findings, places: &[usize]) -> El {
    let words = FindingWords::of(ctx.locale);
    let known = shown.compiled.options.known;
    let rows = places.iter().filter_map(|&place| found.list.get(place)).map(|finding| {
        let place = |code: &str| ctx.territory(code);
        let said = said_in(&ctx.catalog, &shown.compiled, finding, ctx.locale, &place);
        let deals = finding.deals.iter().map(|&deal| {
            let title = sentence::deal_title(&ctx.catalog, deal, ctx.locale);
            let disputes = details::disputes(&ctx.catalog, ctx.catalog.deal(deal), known, ctx.locale);
            let disputes = disputes.iter().map(|dispute| dispute_line(ctx, dispute));
            el("li")
                .el(to_deal(ctx, deal, title))
                .el(el("ul").class("disputes").els(disputes))
                .el(sources(ctx, deal, known))
        });
        let value = words.values[usize::from(finding.value != Status::Certain)];
        el("li")
            .attr("data-finding", finding.code.word())
            .attr("data-severity", finding.severity.word())
            .attr("data-value", if finding.value == Status::Certain { "certain" } else { "possible" })
            .el(el("span").class("tag").text(value))
            .text(" ")
            .el(el("span").class("tag").text(words.severities[finding.severity as usize]))
            .el(el("p").string(said.sentence))
            .el(el("p").class("fine").string(said.reason))
            .el(el("p").class("fine").text(words.for_editors).string(said.hint))
            .el(el("ul").class("records").els(deals))
    });
    el("ul").class("findings").els(rows)
}

/// The sources of a deal, one line each.
pub(super) fn sources(ctx: &Ctx, deal: DealIx, known: Option<Day>) -> El {
    let lines = details::evidence(&ctx.catalog, &ctx.catalog.deal(deal).evidence, known, ctx.locale);
    el("ul").class("evidence").els(lines.iter().map(|line| el("li").el(source_line(ctx, line))))
}
