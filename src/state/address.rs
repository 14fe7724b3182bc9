//! State to address and back; total both ways (web-requirements 1.4).
//!
//! This is the layer of text: it knows the grammar of every key, but not the
//! dataset. The page reads and writes through [`super::visit`], which also
//! knows which ids exist and what the steps of stories set.

use super::State;
use super::escape::{decode, encode};
use super::keys::{self, HOST_KEYS, KEYS};

/// Most characters read in all.
pub const ADDRESS_MAX: usize = 8_192;
/// Most characters of one value.
pub const VALUE_MAX: usize = 1_000;

/// What an address says.
#[derive(Clone, Debug, PartialEq)]
pub struct Address {
    /// A valid state, whatever the text was.
    pub state: State,
    /// Values that could not be used, as `key=value`, for one polite notice.
    pub ignored: Vec<String>,
    /// The secret that `WordPress` appends, for height messages.
    pub secret: Option<String>,
}

/// Reads query (without `?`) and fragment (without `#`) over the dataset's opening state.
pub fn read_address(query: &str, fragment: &str, opening: &State) -> Address {
    let mut secret = None;
    let (fragment, left) = pairs(fragment, ADDRESS_MAX, &mut secret);
    let (query, _) = pairs(query, left, &mut secret);
    let mut state = opening.clone();
    state.scrubbed_from = None;
    state.hover = None;
    let mut ignored = Vec::new();
    // `dark` is last in KEYS and so would win over `theme`: it is read first.
    for key in std::iter::once("dark").chain(KEYS[..KEYS.len() - 1].iter().copied()) {
        let of = |pairs: &[(String, String)]| pairs.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
        let Some(value) = of(&fragment).or_else(|| of(&query)) else { continue };
        let mut bad = Vec::new();
        if value.chars().nth(VALUE_MAX).is_some() {
            bad.push(value);
        } else {
            keys::read(&mut state, key, &value, &mut bad);
        }
        ignored.extend(bad.iter().map(|part| notice(key, part)));
    }
    state.unknown = unknown(&opening.unknown, query, fragment);
    Address { state, ignored, secret }
}

/// The fragment (without `#`) of a state, in a fixed order of keys: what
/// differs from what the query alone shows. So defaults are written only where
/// the query sets another value, and what the query says is not said twice.
pub fn write_address(state: &State, opening: &State, query: &str) -> String {
    let shown = read_address(query, "", opening).state;
    let mut out = String::new();
    let mut pair = |key: &str, value: &str| {
        let before = out.len();
        if before > 0 {
            out.push('&');
        }
        encode(key, &mut out);
        out.push('=');
        encode(value, &mut out);
        if out.len() > ADDRESS_MAX {
            out.truncate(before);
        }
    };
    for key in &KEYS[..KEYS.len() - 1] {
        let value = keys::write(state, key);
        if value != keys::write(&shown, key) {
            pair(key, &value);
        }
    }
    for (key, value) in &state.unknown {
        if !shown.unknown.iter().any(|(k, v)| k == key && v == value) {
            pair(key, value);
        }
    }
    out
}

/// Cuts a text into pairs, the first value of each key, decoded. Gives how many
/// characters are left of the limit.
fn pairs(text: &str, limit: usize, secret: &mut Option<String>) -> (Vec<(String, String)>, usize) {
    let length = text.chars().count();
    let text = match text.char_indices().nth(limit) {
        // A pair that is cut through is dropped: half a value is a wrong value.
        Some((end, _)) => text[..end].rfind(['#', '&', '?']).map_or("", |last| &text[..last]),
        None => text,
    };
    let mut out: Vec<(String, String)> = Vec::new();
    let mut start = 0;
    while start <= text.len() {
        let end = text[start..].find(['#', '&', '?']).map_or(text.len(), |at| start + at);
        let piece = &text[start..end];
        let after_question_mark = start > 0 && text.as_bytes()[start - 1] == b'?';
        start = end + 1;
        let (key, value) = piece.split_once('=').unwrap_or((piece, ""));
        if after_question_mark && key == "secret" {
            let value = value.strip_suffix('/').unwrap_or(value);
            if (1..=64).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_alphanumeric()) {
                secret.get_or_insert_with(|| value.to_string());
            }
            continue;
        }
        let key = decode(if piece.contains('=') { key } else { key.strip_suffix('/').unwrap_or(key) });
        let value = decode(value.strip_suffix('/').unwrap_or(value));
        if !key.is_empty() && !HOST_KEYS.contains(&key.as_str()) && out.iter().all(|(k, _)| *k != key) {
            out.push((key, value));
        }
    }
    (out, limit.saturating_sub(length))
}

/// Keys that are not ours: those of the query first, with the fragment's value
/// where it has one, then those of the fragment alone.
fn unknown(
    opening: &[(String, String)],
    query: Vec<(String, String)>,
    fragment: Vec<(String, String)>,
) -> Vec<(String, String)> {
    let mut out = opening.to_vec();
    for (key, value) in query.into_iter().chain(fragment) {
        if KEYS.contains(&key.as_str()) || value.chars().nth(VALUE_MAX).is_some() {
            continue;
        }
        match out.iter_mut().find(|(k, _)| *k == key) {
            Some(pair) => pair.1 = value,
            None => out.push((key, value)),
        }
    }
    out
}

/// `key=value`, cut to a length that fits a notice.
pub(super) fn notice(key: &str, value: &str) -> String {
    let mut out = format!("{key}=");
    out.extend(value.chars().filter(|c| !c.is_control()).take(40));
    if value.chars().nth(40).is_some() {
        out.push('…');
    }
    out
}
