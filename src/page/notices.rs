//! What a reader should know before looking: parts of the address that were
//! ignored, and what is wrong with the data.

use super::ctx::Ctx;
use super::same::Same;
use crate::data::{Finding, Severity};
use crate::i18n::{self, date, fill};
use crate::state::{Action, State};
use yew::{Callback, Html, Properties, component, html};

/// Most findings in the list; the native tool shows all.
const MOST: usize = 200;

/// What the notices need.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Language and actions.
    pub ctx: Ctx,
    /// Findings of the loader.
    pub findings: Same<Vec<Finding>>,
    /// Parts of the address that could not be used.
    pub ignored: Vec<String>,
    /// What is chosen.
    pub state: State,
    /// The notice about the address was read.
    pub on_dismiss: Callback<()>,
}

/// Polite notices; none in the usual case.
#[component]
pub fn Notices(props: &Props) -> Html {
    let Props { ctx, findings, ignored, state, on_dismiss } = props;
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
    let on_dismiss = on_dismiss.clone();
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
