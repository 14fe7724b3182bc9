//! What the page shows when there is no dataset to show.

use crate::browser::{self, document};
use crate::i18n::Locale;
use yew::{Html, Properties, component, html, use_effect_with};

/// What is known about the failure.
#[derive(Clone, PartialEq, Properties)]
pub struct FailedProps {
    /// Language of the interface.
    pub locale: Locale,
    /// Headline of the static page.
    pub title: String,
    /// What went wrong, in the reader's words.
    pub message: String,
    /// Relative address of the dataset.
    pub address: String,
}

/// Headline, reason, and what can be done.
#[component]
pub fn Failed(props: &FailedProps) -> Html {
    let words = props.locale.words();
    use_effect_with(props.locale, |locale| {
        document::set_language_and_title(locale.tag(), &document::title());
        document::set_phase("failed");
    });
    let reload = |_: yew::MouseEvent| {
        if let Some(window) = browser::window() {
            let _ = window.location().reload();
        }
    };
    html! {
        <>
            <header class="mast"><h1>{ props.title.clone() }</h1></header>
            <div class="failed" role="alert">
                <h2>{ words.failed_title }</h2>
                <p>{ props.message.clone() }</p>
                <p>
                    <button type="button" onclick={reload}>{ words.retry }</button>
                    { " " }
                    <a href={props.address.clone()}>{ words.download_json }</a>
                </p>
            </div>
        </>
    }
}
