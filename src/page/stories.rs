//! Stories: a list of them, or the step that is told.

use super::ctx::Ctx;
use super::prose::prose;
use crate::data::Text;
use crate::i18n::fill;
use crate::query::story;
use crate::state::Action;
use yew::{Html, Properties, component, html};

/// What the stories need.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Dataset, language, actions.
    pub ctx: Ctx,
    /// Story and number of the step, if one is told.
    pub step: Option<(String, usize)>,
}

/// The list, or one step.
#[component]
pub fn Stories(props: &Props) -> Html {
    let ctx = &props.ctx;
    let words = ctx.words();
    if ctx.catalog.stories.is_empty() {
        return Html::default();
    }
    let text = |text: &Text| {
        let (text, lang) = text.get(ctx.locale.tag(), &ctx.catalog.meta.language);
        (text.to_string(), (lang != ctx.locale.tag()).then(|| lang.to_string()))
    };
    let told = props.step.as_ref().and_then(|(id, number)| story::resolved(&ctx.catalog, id, *number));
    let Some(step) = told else {
        let rows = ctx.catalog.stories.iter().map(|story| {
            let (title, lang) = text(&story.title);
            html! {
                <li>
                    <button type="button" {lang} data-story={story.id.to_string()}
                        onclick={ctx.on(Action::Step(story.id.to_string(), 1))}>{ title }</button>
                </li>
            }
        });
        return html! {
            <section class="stories"><h2>{ words.stories }</h2><ol>{ for rows }</ol></section>
        };
    };
    let id = step.story.id.to_string();
    let (title, lang) = text(&step.story.title);
    let (body, body_lang) = text(step.text);
    let at = fill(words.story_step, &[("at", &step.number.to_string()), ("all", &step.count.to_string())]);
    let go = |number: usize, name: &'static str, class: &'static str, possible: bool| {
        html! {
            <button type="button" {class} disabled={!possible} onclick={ctx.on(Action::Step(id.clone(), number))}>{ name }</button>
        }
    };
    html! {
        <section class="stories told" data-step={format!("{id}.{}", step.number)} aria-live="polite">
            <p class="fine"><span {lang}>{ title }</span>{ " · " }{ at }</p>
            if let Some(title) = step.title {
                <h2 lang={text(title).1}>{ text(title).0 }</h2>
            }
            <div class="told-text" lang={body_lang}>{ prose(&body) }</div>
            <p class="told-ways">
                { go(step.number.saturating_sub(1), words.story_previous, "", step.number > 1) }
                { go(step.number + 1, words.story_next, "main", step.number < step.count) }
                <button type="button" class="quiet" onclick={ctx.on(Action::LeaveStory)}>{ words.story_leave }</button>
            </p>
        </section>
    }
}
