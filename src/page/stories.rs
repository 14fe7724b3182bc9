//! Stories: a list of them, or the step that is told.

use super::ctx::Ctx;
use super::details::to_deal;
use super::h::{El, button, el};
use super::prose::prose;
use crate::i18n::fill;
use crate::query::{sentence, story};
use crate::state::Action;

/// The list, or the step that is told: `step` is a story's id and a number.
pub fn stories(ctx: &Ctx, step: Option<&(String, usize)>) -> Option<El> {
    let words = ctx.words();
    if ctx.catalog.stories.is_empty() {
        return None;
    }
    let told = step.and_then(|(id, number)| story::resolved(&ctx.catalog, id, *number));
    if told.is_none() {
        let rows = ctx.catalog.stories.iter().map(|story| {
            let id = story.id.to_string();
            let way = button(ctx.on(Action::Step(id.clone(), 1)))
                .maybe("lang", ctx.lang_of(&story.title))
                .set("data-story", id)
                .string(ctx.text(&story.title));
            el("li").el(way)
        });
        return Some(el("section").class("stories").el(el("h2").text(words.stories)).el(el("ol").els(rows)));
    }
    told.map(|step| tell(ctx, &step))
}

#[inline(never)] // The first part does without (scripts/split.mjs).
fn tell(ctx: &Ctx, step: &story::Resolved) -> El {
    let words = ctx.words();
    let id = step.story.id.to_string();
    let at = fill(words.story_step, &[("at", &step.number.to_string()), ("all", &step.count.to_string())]);
    let go = |number: usize, name: &'static str, class: &'static str, possible: bool| {
        button(ctx.on(Action::Step(id.clone(), number))).class(class).flag("disabled", !possible).text(name)
    };
    let deals =
        step.deals.iter().filter_map(|id| ctx.catalog.deal_ix(id.as_str())).map(|deal| {
            el("li").el(to_deal(ctx, deal, sentence::deal_title(&ctx.catalog, deal, ctx.locale)))
        });
    let story = &step.story.title;
    let place = el("p")
        .class("fine")
        .el(el("span").maybe("lang", ctx.lang_of(story)).string(ctx.text(story)))
        .text(" · ")
        .string(at);
    let title = step.title.map(|title| el("h2").maybe("lang", ctx.lang_of(title)).string(ctx.text(title)));
    let text =
        el("div").class("told-text").maybe("lang", ctx.lang_of(step.text)).kid(prose(&ctx.text(step.text)));
    let ways = el("p")
        .class("told-ways")
        .el(go(step.number.saturating_sub(1), words.story_previous, "", step.number > 1))
        .el(go(step.number + 1, words.story_next, "main", step.number < step.count))
        .el(button(ctx.on(Action::LeaveStory)).class("quiet").text(words.story_leave));
    el("section")
        .class("stories told")
        .set("data-step", format!("{id}.{}", step.number))
        .attr("aria-live", "polite")
        .el(place)
        .el_if(title)
        .el(text)
        .el(el("ul").class("told-deals").els(deals))
        .el(ways)
}
