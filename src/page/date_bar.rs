//! The date: scrubber with a bar for each month, play, steps to the next
//! change, and a field for typing.

use super::html::{html, part};
use super::ctx::Ctx;
use super::same::Same;
use super::still::still;
use crate::dates::Day;
use crate::i18n::{self, date, fill};
use crate::query::changes::Changes;
use crate::scene::svg::{decimal, number};
use crate::state::{Action, DateChoice};
use web_sys::{HtmlInputElement, KeyboardEvent};
use yew::{Callback, Html, Properties, TargetCast, component, use_effect_with, use_state_eq};

/// Everything about the date. `playing` says whether time runs; `on_play`
/// starts or pauses it.
pub fn date_bar(
    ctx: &Ctx,
    changes: &Same<Changes>,
    chosen: &DateChoice,
    playing: bool,
    on_play: Callback<()>,
) -> Html {
    let words = ctx.words();
    let day = chosen.day();
    let (Some(first), Some(last)) = (changes.first, changes.last) else { return Html::default() };
    let step = |to: Option<Day>, label: &'static str, sign: &'static str| {
        let onclick=to.map(|day| ctx.on(Action::SetDate(DateChoice::on(day))));
        html! {
            <button type="button" class="icon" disabled={onclick.is_none()} {onclick} aria-label={label} title={label}>{ sign }</button>
        }
    };
    let scrub = {
        let ctx = ctx.clone();
        Callback::from(move |event: yew::InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Ok(number) = input.value().parse() {
                ctx.send.emit(Action::Scrub(DateChoice::on(Day(number))));
            }
        })
    };
    let (play, sign) = if playing { (words.date_pause, "❚❚") } else { (words.date_play, "▶") };
    let said = date::day(ctx.locale, day);
    let (page, bars) = (ctx.clone(), changes.clone());
    html! {
        <section class="date-bar" aria-label={words.date_title}>
            <div class="date-row">
                { step(changes.previous(day), words.date_previous, "‹") }
                <button type="button" class="icon" aria-label={play} title={play} aria-pressed={playing.to_string()}
                    onclick={move |_| on_play.emit(())}>{ sign }</button>
                { step(changes.next(day), words.date_next, "›") }
                { part::<Typed>(TypedProps { ctx: ctx.clone(), date: chosen.clone() }) }
            </div>
            <div class="scrubber">
                { still(ctx.locale.tag().to_string(), move || months(&page, &bars)) }
                <input type="range" min={first.0.to_string()} max={last.0.to_string()} step="1"
                    value={day.0.clamp(first.0, last.0).to_string()}
                    aria-label={words.date_scrubber} aria-valuetext={said}
                    oninput={scrub} onchange={ctx.on(Action::Rest)} />
            </div>
        </section>
    }
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
        Callback::from(move |event: yew::InputEvent| {
            text.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let onchange = {
        let take = take.clone();
        Callback::from(move |event: yew::Event| {
            take(&event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            take(&event.target_unchecked_into::<HtmlInputElement>().value());
        }
    });
    html! {
        <div class="typed">
            <label for="date">{ words.date_label }</label>
            <input id="date" type="text" inputmode="numeric" size="12" autocomplete="off" spellcheck="false"
                value={(*text).clone()} aria-invalid={bad.to_string()} aria-describedby="date-hint"
                {oninput} {onchange} {onkeydown} />
            <span id="date-hint" class={if *bad { "date-hint bad" } else { "date-hint" }} role={bad.then_some("alert")}>
                { if *bad { fill(words.date_bad, &[("text", &text)]) } else { words.date_hint.to_string() } }
            </span>
        </div>
    }
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
        let title = fill(&i18n::count(ctx.locale, ctx.words().date_month_events, n as usize), &[("month", &named)]);
        html! {
            <rect x={format!("{at}.15")} y={number(32.0 - tall)} width="0.7" height={number(tall)}>
                <title>{ title }</title>
            </rect>
        }
    });
    let years =
        (0..count).filter(|at| (month as usize - 1 + at).is_multiple_of(12) && at + 6 < count).map(|at| {
            let name = year + ((month as usize - 1 + at) / 12) as i32;
            let left = at as f32 * 100.0 / count as f32;
            html! { <span style={format!("left:{}%", decimal(left, 2))}>{ name }</span> }
        });
    html! {
        <>
            <svg class="months" viewBox={format!("0 0 {count} 32")} preserveAspectRatio="none" aria-hidden="true">
                { for bars }
            </svg>
            <div class="years" aria-hidden="true">{ for years }</div>
        </>
    }
}
