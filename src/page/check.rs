//! What records cannot all be complete and right: all of it behind a
//! disclosure, and what touches an open party or deal beside it.

use super::ctx::Ctx;
use super::details::to_deal;
use super::h::{El, Node, button, el, list};
use super::shown::Shown;
use crate::i18n;
use crate::query::contradiction::said;
use crate::query::sentence;
use crate::rights::findings::Findings;
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
    let count = found.list.len() + found.cut.iter().map(|(_, more)| *more as usize).sum::<usize>();
    let said = if count == 0 {
        words.check_none.to_owned()
    } else {
        i18n::count(ctx.locale, words.check_count, count)
    };
    let places: Vec<usize> = (0..found.list.len().min(MOST)).collect();
    let meaning = (count > 0).then(|| el("p").class("fine").text(words.check_meaning));
    list().el(el("p").string(said)).el_if(meaning).el(rows(ctx, shown, found, &places)).into()
}

/// Findings that touch something, under a heading; nothing if there are none.
pub fn touching(ctx: &Ctx, shown: &Shown, places: &dyn Fn(&Findings) -> Vec<usize>) -> Option<El> {
    let found = shown.findings.as_deref()?;
    let places = places(found);
    if places.is_empty() {
        return None;
    }
    let heading = el("h3").text(ctx.words().check_touching);
    Some(list().el(heading).el(rows(ctx, shown, found, &places)))
}

fn rows(ctx: &Ctx, shown: &Shown, found: &Findings, places: &[usize]) -> El {
    let rows = places.iter().filter_map(|&place| found.list.get(place)).map(|finding| {
        let said = said(&ctx.catalog, &shown.compiled, finding, ctx.locale);
        let deals = finding.deals.iter().map(|&deal| {
            let title = sentence::deal_title(&ctx.catalog, deal, ctx.locale);
            el("li").el(to_deal(ctx, deal, title))
        });
        el("li")
            .attr("data-finding", finding.code.word())
            .attr("data-severity", finding.severity.word())
            .el(el("p").string(said.sentence))
            .el(el("p").class("fine").string(said.reason).text(" ").string(said.hint))
            .el(el("ul").els(deals))
    });
    el("ul").class("findings").els(rows)
}
