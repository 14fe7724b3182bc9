//! The date: scrubber with a bar for each month, play, steps to the next
//! change, and a field for typing.

use super::ctx::Ctx;
use super::h::{El, Node, On, button, el, list, still};
use crate::dates::Day;
use crate::i18n::{self, date, fill};
use crate::query::changes::Changes;
use crate::scene::svg::{decimal, number};
use crate::state::{Action, DateChoice};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};
use yew::{Callback, TargetCast};

/// Everything about the date. `playing` says whether time runs; `on_play`
/// starts or pauses it; `on_change` goes to the next change, or to the one before.
pub fn date_bar(
    ctx: &Ctx,
    changes: &Rc<Changes>,
    typed: &Typed,
    chosen: &DateChoice,
    (playing, on_play, on_change): (bool, Callback<()>, Callback<bool>),
) -> Option<El> {
    let words = ctx.words();
    let day = chosen.day();
    let (Some(first), Some(last)) = (changes.first, changes.last) else { return None };
    let step = |to: Option<Day>, on: bool, label: &'static str, sign: &'static str| {
        let change = on_change.clone();
        let way =
            button(Callback::from(move |_| change.emit(on))).class("icon").flag("disabled", to.is_none());
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
        .el(step(changes.previous(day), false, words.date_previous, "‹"))
        .el(button(Callback::from(move |_| on_play.emit(())))
            .class("icon")
            .attr("aria-label", play)
            .attr("title", play)
            .truth("aria-pressed", playing)
            .text(sign))
        .el(step(changes.next(day), true, words.date_next, "›"))
        .el(typed.view(ctx));
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

/// What happens in the field for typing.
pub enum Msg {
    /// Another text, not finished.
    Input(Event),
    /// The text is finished.
    Take(Event),
    /// A key.
    Key(Event),
}

/// The field for typing; says so when a text is no date.
pub struct Typed {
    tell: Callback<Msg>,
    text: String,
    bad: bool,
}

impl Typed {
    /// A field that shows this date and tells what happens.
    pub fn new(tell: Callback<Msg>, chosen: &DateChoice) -> Typed {
        Typed { tell, text: chosen.written(), bad: false }
    }

    /// Another date was chosen, here or elsewhere.
    pub fn set(&mut self, chosen: &DateChoice) {
        self.text = chosen.written();
        self.bad = false;
    }

    /// Something happened.
    pub fn update(&mut self, ctx: &Ctx, msg: Msg) {
        let text = |event: &Event| event.target_unchecked_into::<HtmlInputElement>().value();
        match msg {
            Msg::Input(event) => self.text = text(&event),
            Msg::Key(event) if event.unchecked_ref::<KeyboardEvent>().key() != "Enter" => {}
            Msg::Key(event) | Msg::Take(event) => match DateChoice::parse(text(&event).trim()) {
                Some(date) => {
                    self.bad = false;
                    ctx.send.emit(Action::SetDate(date));
                }
                None => self.bad = true,
            },
        }
    }

    fn on(&self, msg: fn(Event) -> Msg) -> Callback<Event> {
        let tell = self.tell.clone();
        Callback::from(move |event| tell.emit(msg(event)))
    }

    fn view(&self, ctx: &Ctx) -> El {
        let words = ctx.words();
        let input = el("input")
            .attr("id", "date")
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .attr("size", "12")
            .attr("autocomplete", "off")
            .attr("spellcheck", "false")
            .value(self.text.clone())
            .truth("aria-invalid", self.bad)
            .attr("aria-describedby", "date-hint")
            .on(On::Input, self.on(Msg::Input))
            .on(On::Change, self.on(Msg::Take))
            .on(On::KeyDown, self.on(Msg::Key));
        let hint = if self.bad {
            fill(words.date_bad, &[("text", &self.text)])
        } else {
            words.date_hint.to_string()
        };
        el("div").class("typed").el(el("label").attr("for", "date").text(words.date_label)).el(input).el(el(
            "span",
        )
        .attr("id", "date-hint")
        .class(if self.bad { "date-hint bad" } else { "date-hint" })
        .attr_if("role", self.bad.then_some("alert"))
        .string(hint))
    }
}

/// One bar for each month's events, and the years.
fn months(ctx: &Ctx, changes: &Changes) -> Node {
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
        (0..count).filter(|at| (month as usize - 1 + at).is_multiple_of(12) && at + 11 < count).map(|at| {
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
