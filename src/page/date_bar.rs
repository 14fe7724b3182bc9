//! The date: scrubber with a bar for each month, play, steps to the next
//! change, and a field for typing.

use super::ctx::Ctx;
use super::h::{El, On, button, el, list};
use super::same::Same;
use super::still::still;
use crate::dates::Day;
use crate::i18n::{self, date, fill};
use crate::query::changes::Changes;
use crate::scene::svg::{decimal, number};
use crate::state::{Action, DateChoice};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};
use yew::virtual_dom::VComp;
use yew::{Callback, Html, Properties, TargetCast, component, use_effect_with, use_state_eq};

/// Everything about the date. `playing` says whether time runs; `on_play`
/// starts or pauses it.
pub fn date_bar(
    ctx: &Ctx,
    changes: &Same<Changes>,
    chosen: &DateChoice,
    playing: bool,
    on_play: Callback<()>,
) -> Option<El> {
    let words = ctx.words();
    let day = chosen.day();
    let (Some(first), Some(last)) = (changes.first, changes.last) else { return None };
    let step = |to: Option<Day>, label: &'static str, sign: &'static str| {
        let way = el("button").attr("type", "button").class("icon").flag("disabled", to.is_none());
        let way = match to {
            Some(day) => way.on(On::Click, ctx.on(Action::SetDate(DateChoice::on(day)))),
            None => way,
        };
        way.attr("aria-label", label).attr("title", label).text(sign)
    };
    let scrub = {
        let ctx = ctx.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Ok(number) = input.value().parse() {
                ctx.send.emit(Action::Scrub(DateChoice::on(Day(number))));
            }
        })
    };
    let (play, sign) = if playing { (words.date_pause, "❚❚") } else { (words.date_play, "▶") };
    let said = date::day(ctx.locale, day);
    let (page, bars) = (ctx.clone(), changes.clone());
    let row = el("div")
        .class("date-row")
        .el(step(changes.previous(day), words.date_previous, "‹"))
        .el(button(Callback::from(move |_| on_play.emit(())))
            .class("icon")
            .attr("aria-label", play)
            .attr("title", play)
            .truth("aria-pressed", playing)
            .text(sign))
        .el(step(changes.next(day), words.date_next, "›"))
        .kid(
            VComp::new::<Typed>(Rc::new(TypedProps { ctx: ctx.clone(), date: chosen.clone() }), None).into(),
        );
    let slider = el("input")
        .attr("type", "range")
        .set("min", first.0.to_string())
        .set("max", last.0.to_string())
        .attr("step", "1")
        .value(day.0.clamp(first.0, last.0).to_string())
        .attr("aria-label", words.date_scrubber)
        .set("aria-valuetext", said)
        .on(On::Input, scrub)
        .on(On::Change, ctx.on(Action::Rest));
    let scrubber =
        el("div").class("scrubber").kid(still(ctx.locale.tag().to_string(), move || months(&page, &bars)));
    let bar =
        el("section").class("date-bar").attr("aria-label", words.date_title).el(row).el(scrubber.el(slider));
    Some(bar)
}

#[derive(Clone, PartialEq, Properties)]
struct TypedProps {
    ctx: Ctx,
    date: DateChoice,
}

/// The field for typing; says so when a text is no date.
#[component]
fn Typed(props: &TypedProps) -> Html {
    let TypedProps { ctx, date: chosen } = props;
    let words = ctx.words();
    let text = use_state_eq(|| chosen.written());
    let bad = use_state_eq(|| false);
    {
        let (text, bad) = (text.clone(), bad.clone());
        use_effect_with(chosen.clone(), move |chosen| {
            text.set(chosen.written());
            bad.set(false);
        });
    }
    let take = {
        let (ctx, bad) = (ctx.clone(), bad.clone());
        move |text: &str| match DateChoice::parse(text.trim()) {
            Some(date) => {
                bad.set(false);
                ctx.send.emit(Action::SetDate(date));
            }
            None => bad.set(true),
        }
    };
    let oninput = {
        let text = text.clone();
        Callback::from(move |event: Event| {
            text.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onchange = {
        let take = take.clone();
        Callback::from(move |event: Event| take(&event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onkeydown = Callback::from(move |event: Event| {
        if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
            take(&event.target_unchecked_into::<HtmlInputElement>().value());
        }
    });
    let input = el("input")
        .attr("id", "date")
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("size", "12")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value((*text).clone())
        .truth("aria-invalid", *bad)
        .attr("aria-describedby", "date-hint")
        .on(On::Input, oninput)
        .on(On::Change, onchange)
        .on(On::KeyDown, onkeydown);
    let hint = if *bad { fill(words.date_bad, &[("text", &text)]) } else { words.date_hint.to_string() };
    el("div")
        .class("typed")
        .el(el("label").attr("for", "date").text(words.date_label))
        .el(input)
        .el(el("span")
            .attr("id", "date-hint")
            .class(if *bad { "date-hint bad" } else { "date-hint" })
            .attr_if("role", bad.then_some("alert"))
            .string(hint))
        .into()
}

/// One bar for each month's events, and the years.
fn months(ctx: &Ctx, changes: &Changes) -> Html {
    let count = changes.months.len().max(1);
    let most = changes.months.iter().copied().max().unwrap_or(1).max(1);
    let height = |n: u32| 30.0 * (n as f32 / most as f32).sqrt();
    let (year, month) = changes.first.and_then(Day::ymd).map_or((2000, 1), |(year, month, _)| (year, month));
    let bars = changes.months.iter().enumerate().filter(|&(_, &n)| n > 0).map(|(at, &n)| {
        let tall = height(n);
        let months = month as usize - 1 + at;
        let day = Day::from_ymd(year + (months / 12) as i32, (months % 12) as u32 + 1, 1);
        let named = day.map(|day| date::month(ctx.locale, day)).unwrap_or_default();
        let title =
            fill(&i18n::count(ctx.locale, ctx.words().date_month_events, n as usize), &[("month", &named)]);
        el("rect")
            .set("x", format!("{at}.15"))
            .set("y", number(32.0 - tall))
            .attr("width", "0.7")
            .set("height", number(tall))
            .el(el("title").string(title))
    });
    let years =
        (0..count).filter(|at| (month as usize - 1 + at).is_multiple_of(12) && at + 14 < count).map(|at| {
            let name = year + ((month as usize - 1 + at) / 12) as i32;
            let left = at as f32 * 100.0 / count as f32;
            el("span").set("style", format!("left:{}%", decimal(left, 2))).string(name.to_string())
        });
    let svg = el("svg")
        .class("months")
        .set("viewBox", format!("0 0 {count} 32"))
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .els(bars);
    list().el(svg).el(el("div").class("years").attr("aria-hidden", "true").els(years)).into()
}
