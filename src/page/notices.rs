//! What a reader should know before looking: parts of the address that were
//! ignored, and what is wrong with the data.

use super::html::html;
use super::ctx::Ctx;
use crate::data::{Finding, Severity};
use crate::i18n::{self, date, fill};
use crate::state::{Action, State};
use yew::{Callback, Html};

/// Most findings in the list; the native tool shows all.
const MOST: usize = 200;

/// Polite notices; none in the usual case. `ignored` are parts of the address
/// that could not be used; `on_dismiss` says that they were read.
pub fn notices(
    ctx: &Ctx,
    findings: &[Finding],
    ignored: &[String],
    state: &State,
    on_dismiss: Callback<()>,
) -> Html {
    let words = ctx.words();
    let errors = findings.iter().any(|finding| finding.severity == Severity::Error);
    let rows = findings.iter().take(MOST).map(|finding| {
        html! {
            <li data-finding={finding.code} data-severity={finding.severity.word()}>
                <code>{ finding.pointer.clone() }</code>{ " " }{ finding.message.clone() }
                if let Some(fix) = &finding.fix {
                    <span class="fine">{ " " }{ fix.clone() }</span>
                }
            </li>
        }
    });
    html! {
        <div class="notices" role="status">
            if !ignored.is_empty() {
                <p class="notice" data-notice="address">
                    { fill(words.notice_ignored, &[("list", &ignored.join(", "))]) }
                    <button type="button" class="quiet" aria-label={words.close} onclick={move |_| on_dismiss.emit(())}>{ "×" }</button>
                </p>
            }
            if let Some(known) = state.known {
                <p class="notice">
                    { fill(words.notice_known, &[("date", &date::day(ctx.locale, known))]) }{ " " }
                    <button type="button" class="quiet" onclick={ctx.on(Action::SetKnown(None))}>{ words.notice_known_link }</button>
                </p>
            }
            // The findings are written in English, whatever the interface's language.
            if errors {
                <details class="notice" open=true>
                    <summary>{ i18n::count(ctx.locale, words.findings_count, findings.len()) }</summary>
                    <ul lang="en">{ for rows }</ul>
                </details>
            }
        </div>
    }
}
