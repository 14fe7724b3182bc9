//! What a reader should know before looking: parts of the address that were
//! ignored, and what is wrong with the data.

use super::ctx::Ctx;
use super::h::{El, button, el};
use crate::data::{Finding, Severity};
use crate::i18n::{self, date, fill};
use crate::state::{Action, State};
use yew::Callback;

/// Most findings in the list; the native tool shows all.
const MOST: usize = 200;

/// Polite notices; none in the usual case. `ignored` are parts of the address
/// that could not be used; `failed`: the second part of the program did not come; `on_dismiss` says that they were read.
pub fn notices(
    ctx: &Ctx,
    findings: &[Finding],
    ignored: &[String],
    failed: bool,
    state: &State,
    on_dismiss: Callback<()>,
) -> El {
    let words = ctx.words();
    let errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let unread = (!ignored.is_empty()).then(|| {
        let close = button(Callback::from(move |_| on_dismiss.emit(())));
        el("p")
            .class("notice")
            .attr("data-notice", "address")
            .string(fill(words.notice_ignored, &[("list", &ignored.join(", "))]))
            .el(close.class("quiet").attr("aria-label", words.close).text("×"))
    });
    let failed = failed.then(|| el("p").class("notice").attr("data-notice", "part").text(words.rest_failed));
    let known = state.known.map(|known| {
        el("p")
            .class("notice")
            .string(fill(words.notice_known, &[("date", &date::day(ctx.locale, known))]))
            .text(" ")
            .el(button(ctx.on(Action::SetKnown(None))).class("quiet").text(words.notice_known_link))
    });
    // The findings are written in English, whatever the interface's language.
    let findings = errors.then(|| {
        let title = i18n::count(ctx.locale, words.findings_count, findings.len());
        el("details")
            .class("notice")
            .flag("open", true)
            .el(el("summary").string(title))
            .el(el("ul").attr("lang", "en").els(findings.iter().take(MOST).map(row)))
    });
    el("div").class("notices").attr("role", "status").el_if(failed).el_if(unread).el_if(known).el_if(findings)
}

/// Stands as long as data are shown that are not the publisher's.
pub fn foreign(ctx: &Ctx, host: &str) -> El {
    let text = fill(ctx.words().notice_foreign, &[("host", host)]);
    el("p").class("notice").attr("data-notice", "foreign").attr("role", "note").string(text)
}

fn row(finding: &Finding) -> El {
    let fix = finding.fix.as_ref().map(|fix| el("span").class("fine").text(" ").string(fix.clone()));
    el("li")
        .attr("data-finding", finding.code)
        .attr("data-severity", finding.severity.word())
        .el(el("code").string(finding.pointer.clone()))
        .text(" ")
        .string(finding.message.clone())
        .el_if(fix)
}
