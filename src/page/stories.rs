//! Stories: a list of them, or the step that is told.

use super::html::html;
use super::ctx::Ctx;
use super::details::to_deal;
use super::prose::prose;
use crate::i18n::fill;
use crate::query::{sentence, story};
use crate::state::Action;
use yew::Html;

/// The list, or the step that is told: `step` is a story's id and a number.
pub fn stories(ctx: &Ctx, step: Option<&(String, usize)>) -> Html {
    let words = ctx.words();
    if ctx.catalog.stories.is_empty() {
        return Html::default();
    }
    let told = step.and_then(|(id, number)| story::resolved(&ctx.catalog, id, *number));
    let Some(step) = told else {
        let rows = ctx.catalog.stories.iter().map(|story| {
            html! {
                <li>
                    <button type="button" lang={ctx.lang_of(&story.title)} data-story={story.id.to_string()}
                        onclick={ctx.on(Action::Step(story.id.to_string(), 1))}>{ ctx.text(&story.title) }</button>
                </li>
            }
        });
        return html! {
            <section class="stories"><h2>{ words.stories }</h2><ol>{ for rows }</ol></section>
        };
    };
    let id = step.story.id.to_string();
    let at = fill(words.story_step, &[("at", &step.number.to_string()), ("all", &step.count.to_string())]);
    let go = |number: usize, name: &'static str, class: &'static str, possible: bool| {
        html! {
            <button type="button" {class} disabled={!possible} onclick={ctx.on(Action::Step(id.clone(), number))}>{ name }</button>
        }
    };
    let deals = step.deals.iter().filter_map(|id| ctx.catalog.deal_ix(id.as_str())).map(|deal| {
        html! { <li>{ to_deal(ctx, deal, sentence::deal_title(&ctx.catalog, deal, ctx.locale)) }</li> }
    });
    html! {
        <section class="stories told" data-step={format!("{id}.{}", step.number)} aria-live="polite">
            <p class="fine"><span lang={ctx.lang_of(&step.story.title)}>{ ctx.text(&step.story.title) }</span>{ " · " }{ at }</p>
            if let Some(title) = step.title {
                <h2 lang={ctx.lang_of(title)}>{ ctx.text(title) }</h2>
            }
            <div class="told-text" lang={ctx.lang_of(step.text)}>{ prose(&ctx.text(step.text)) }</div>
            <ul class="told-deals">{ for deals }</ul>
            <p class="told-ways">
                { go(step.number.saturating_sub(1), words.story_previous, "", step.number > 1) }
                { go(step.number + 1, words.story_next, "main", step.number < step.count) }
                <button type="button" class="quiet" onclick={ctx.on(Action::LeaveStory)}>{ words.story_leave }</button>
            </p>
        </section>
    }
}
