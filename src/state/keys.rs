//! The keys of an address: how each one's value is read and written.

use super::reduce::FOCUS_MAX;
use super::{Camera, DateChoice, State, Theme};
use crate::data::ids::{GrantRef, is_id};
use crate::data::url::SafeUrl;
use crate::data::words::{Confidence, DealType, Level, View};
use crate::dates::Day;
use crate::sort;

/// Our keys, in the order in which they are written. `dark` is read only.
pub const KEYS: [&str; 37] = [
    "view",
    "date",
    "focus",
    "depth",
    "deal",
    "ask",
    "known",
    "presume",
    "type",
    "exclusivity",
    "confidence",
    "territory",
    "country",
    "links",
    "years",
    "group",
    "window",
    "order",
    "cols",
    "sort",
    "find",
    "page",
    "direction",
    "hull",
    "path",
    "circle",
    "pin",
    "q",
    "step",
    "cam",
    "lang",
    "theme",
    "embed",
    "height",
    "static",
    "data",
    "dark",
];

/// Keys that hosts append for themselves: never ours, never kept.
pub const HOST_KEYS: [&str; 9] =
    ["amp", "initialWidth", "parentTitle", "parentUrl", "maxwidth", "maxheight", "url", "dnt", "format"];

/// Whether a text can be a territory or country code, or the id of a group.
pub fn is_code(text: &str) -> bool {
    is_id(&text.to_ascii_lowercase())
}

/// Whether a text can be a BCP 47 tag.
pub fn is_tag(text: &str) -> bool {
    (2..=35).contains(&text.len())
        && text
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// Whether a question can be asked: party, catalogue, territory.
pub fn is_ask([party, catalogue, territory]: &[String; 3]) -> bool {
    is_id(party) && is_id(catalogue) && is_code(territory)
}

/// Whether a text is a path at or below the page's own folder: no scheme, no
/// leading slash, no step upwards, nothing that a browser reads as one of these.
pub fn is_path_below(text: &str) -> bool {
    !text.is_empty()
        && text.split('/').all(|part| {
            !part.is_empty()
                && part.bytes().any(|b| b != b'.')
                && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
        })
}

/// The host of a dataset that lies elsewhere: only `https:`. Whether the page
/// may load from there is its publisher's decision, and then the reader's.
pub fn foreign_host(text: &str) -> Option<String> {
    let url = SafeUrl::parse(text).filter(|_| text.starts_with("https://"))?;
    Some(url.host().to_string())
}

/// Reads the value of one of our keys into the state. Parts that cannot be
/// used are pushed to `bad`. An empty value means "none".
pub(super) fn read(state: &mut State, key: &str, value: &str, bad: &mut Vec<String>) {
    let mut fail = |part: &str| bad.push(part.to_string());
    /// Sets a place if the value can be read.
    macro_rules! set {
        ($place:expr, $read:expr) => {
            match $read {
                Some(read) => $place = read,
                None => fail(value),
            }
        };
    }
    /// The same for a place that may hold nothing.
    macro_rules! set_or_none {
        ($place:expr, $read:expr) => {
            if value.is_empty() {
                $place = None;
            } else {
                set!($place, $read.map(Some));
            }
        };
    }
    match key {
        "view" => set!(state.view, View::from_word(value)),
        "date" => set!(state.date, DateChoice::parse(value)),
        "focus" => {
            let mut ids = list(value, &mut fail, |id| is_id(id).then(|| id.to_string()));
            ids.truncate(FOCUS_MAX);
            state.focus = ids;
        }
        "depth" => set!(state.depth, value.parse().ok().filter(|depth| (1..=3).contains(depth))),
        "deal" => set_or_none!(state.deal, GrantRef::parse(value).map(|grant| grant.to_string())),
        "ask" => set_or_none!(state.ask, ask(value)),
        "known" => set_or_none!(state.known, Day::parse(value)),
        "presume" => set!(state.presume, switch(value, "none").map(|strict| !strict)),
        "type" => state.filters.types = sorted(list(value, &mut fail, DealType::from_word)),
        "exclusivity" => state.filters.exclusivity = sorted(list(value, &mut fail, Level::from_word)),
        "confidence" => state.filters.confidence = sorted(list(value, &mut fail, Confidence::from_word)),
        "territory" => state.filters.territory = sorted(list(value, &mut fail, code)),
        "country" => state.filters.country = sorted(list(value, &mut fail, code)),
        "links" => set!(state.ownership, switch(value, "ownership")),
        "q" => state.q = value.to_string(),
        "step" => set_or_none!(state.step, step(value)),
        "cam" => set_or_none!(state.camera, camera(value)),
        "lang" => set_or_none!(state.lang, is_tag(value).then(|| value.to_string())),
        "theme" => set!(state.theme, Theme::ALL.into_iter().find(|theme| theme.word() == value)),
        "dark" => set!(
            state.theme,
            match value {
                "true" | "1" => Some(Theme::Dark),
                "false" | "0" => Some(Theme::Light),
                "auto" => Some(Theme::Auto),
                _ => None,
            }
        ),
        "embed" => set!(state.embed, flag(value)),
        "height" => set_or_none!(state.height_px, value.parse().ok().map(|px: u32| px.clamp(200, 2000))),
        "static" => set!(state.static_page, flag(value)),
        "data" => set_or_none!(
            state.data,
            (is_path_below(value) || foreign_host(value).is_some()).then(|| value.to_string())
        ),
        _ => state.views.read(key, value, bad),
    }
}

/// The value of one of our keys.
pub(super) fn write(state: &State, key: &str) -> String {
    let flag = |on: bool| if on { "1" } else { "0" }.to_string();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match key {
        "view" => state.view.word().to_string(),
        "date" => state.scrubbed_from.as_ref().unwrap_or(&state.date).written(),
        "focus" => state.focus.join(","),
        "depth" => state.depth.to_string(),
        "deal" => text(&state.deal),
        "ask" => state.ask.as_ref().map(|ask| ask.join("~")).unwrap_or_default(),
        "known" => state.known.map(|day| day.to_string()).unwrap_or_default(),
        "presume" => if state.presume { "" } else { "none" }.to_string(),
        "type" => words(&state.filters.types, DealType::word),
        "exclusivity" => words(&state.filters.exclusivity, Level::word),
        "confidence" => words(&state.filters.confidence, Confidence::word),
        "territory" => state.filters.territory.join(","),
        "country" => state.filters.country.join(","),
        "links" => if state.ownership { "ownership" } else { "" }.to_string(),
        "q" => state.q.clone(),
        "step" => state.step.as_ref().map(|(id, number)| format!("{id}.{number}")).unwrap_or_default(),
        "cam" => state.camera.map(written_camera).unwrap_or_default(),
        "lang" => text(&state.lang),
        "theme" => state.theme.word().to_string(),
        "embed" => flag(state.embed),
        "height" => state.height_px.map(|px| px.to_string()).unwrap_or_default(),
        "static" => flag(state.static_page),
        "data" => text(&state.data),
        _ => state.views.write(key),
    }
}

fn list<T: PartialEq>(value: &str, fail: &mut dyn FnMut(&str), read: impl Fn(&str) -> Option<T>) -> Vec<T> {
    let mut out = Vec::new();
    for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        match read(part) {
            Some(item) if !out.contains(&item) => out.push(item),
            Some(_) => {}
            None => fail(part),
        }
    }
    out
}

fn sorted<T: Ord>(mut list: Vec<T>) -> Vec<T> {
    sort::plain(&mut list);
    list
}

fn words<T: Copy>(list: &[T], word: fn(T) -> &'static str) -> String {
    list.iter().map(|&item| word(item)).collect::<Vec<_>>().join(",")
}

fn code(text: &str) -> Option<String> {
    is_code(text).then(|| text.to_string())
}

fn flag(value: &str) -> Option<bool> {
    match value {
        "1" | "true" => Some(true),
        "0" | "false" | "" => Some(false),
        _ => None,
    }
}

/// A key with one word: there or not.
fn switch(value: &str, word: &str) -> Option<bool> {
    if value.is_empty() { Some(false) } else { (value == word).then_some(true) }
}

fn ask(value: &str) -> Option<[String; 3]> {
    let parts: Vec<String> = value.split('~').map(str::to_string).collect();
    <[String; 3]>::try_from(parts).ok().filter(is_ask)
}

fn step(value: &str) -> Option<(String, usize)> {
    let (id, number) = value.rsplit_once('.')?;
    let number = number.parse().ok().filter(|number| (1..10_000).contains(number))?;
    is_id(id).then(|| (id.to_string(), number))
}

/// `x,y,zoom`. The numbers are read and written by hand: the general ways to
/// read and write fractions weigh more than all of this folder.
fn camera(value: &str) -> Option<Camera> {
    let mut numbers = value.split(',').map(decimal);
    let (x, y, zoom) = (numbers.next()??, numbers.next()??, numbers.next()??);
    if numbers.next().is_some() {
        return None;
    }
    Camera { x, y, zoom }.checked()
}

fn written_camera(cam: Camera) -> String {
    let mut out = String::new();
    for (value, places) in [(cam.x, 1), (cam.y, 1), (cam.zoom, 3)] {
        if !out.is_empty() {
            out.push(',');
        }
        let one = 10_i32.pow(places);
        let steps = (value * one as f32).round() as i32;
        let (whole, rest) = (steps.abs() / one, steps.abs() % one);
        let width = places as usize;
        let fraction = format!(".{rest:0width$}");
        out += if steps < 0 { "-" } else { "" };
        out += &whole.to_string();
        out += if rest == 0 { "" } else { fraction.trim_end_matches('0') };
    }
    out
}

/// `-12.5`: at most seven digits before the point and four after it.
fn decimal(text: &str) -> Option<f32> {
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text), |digits| (-1.0, digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |part: &str, most: usize| {
        let reads = (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        reads.then(|| part.parse::<i32>().ok()).flatten()
    };
    let fraction = number(fraction, 4)? as f32 / 10_i32.pow(fraction.len() as u32) as f32;
    Some(sign * (number(whole, 7)? as f32 + fraction))
}
