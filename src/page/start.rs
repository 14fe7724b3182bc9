//! From an empty page to the first picture: fetch, load, mount.

use super::app::{App, AppProps};
use super::rest::needs;
use super::shown::Dataset;
use crate::browser::fetch::{self, FetchError};
use crate::browser::{address_bar, document, failure, rest};
use crate::data::packed::unpack;
use crate::data::{Catalog, LoadError, Loaded};
use crate::dates::Day;
use crate::i18n::{Locale, fill};
use crate::state::keys::{KEYS, foreign_host};
use crate::state::{DateChoice, State, read_address};
use std::cell::RefCell;
use std::rc::Rc;

/// Fetches the dataset and mounts the page in `#app`. Until then the static
/// content stays: headline and sentence are readable from the start.
pub fn start() {
    yew::set_custom_panic_hook(Box::new(|info| {
        // The instance is not used again; what is on the page stays readable.
        document::show_stopped();
        web_sys::console::error_1(&info.to_string().into());
    }));
    wasm_bindgen_futures::spawn_local(async {
        let (query, fragment) = (address_bar::query(), address_bar::fragment());
        let own = document::meta("catalog-atlas-data").unwrap_or_else(|| "data/china-music.json".into());
        let is_late = [&query, &fragment].into_iter().flat_map(|part| part.split('&')).any(is_late);
        if is_late && !rest::arrive().await {
            let locale = locale(&State::on(DateChoice::on(Day(0))));
            failure::show(locale, locale.words().rest_failed, &own);
            return;
        }
        // Author settings do not need the dataset.
        let asked = read_address(&query, &fragment, &State::on(DateChoice::on(Day(0)))).state;
        if asked.static_page {
            document::set_static();
            return;
        }
        if asked.embed {
            document::set_embed();
        }
        let locale = locale(&asked);
        document::set_theme(asked.theme);
        let whole = needs(&asked);
        if whole {
            // Comes beside the data.
            wasm_bindgen_futures::spawn_local(async { _ = rest::arrive().await });
        }
        let data = asked.data.unwrap_or_default();
        let host = foreign_host(&data);
        match host {
            None if !data.is_empty() => load(locale, data, whole, None).await,
            // Asked for before anything is sent there (web-requirements S3).
            Some(host) if is_listed(&host) => {
                let question = fill(locale.words().notice_foreign_open, &[("host", &host)]);
                failure::ask(locale, &question, move || {
                    let (data, host) = (data.clone(), host.clone());
                    wasm_bindgen_futures::spawn_local(load(locale, data, whole, Some(host)));
                });
            }
            // The publisher's own; of a host that is not listed the page says that it was not used.
            _ => load(locale, own, whole, None).await,
        }
    });
}

/// Whether a part of the address is read by the second part of the program: the first one has what it was
/// rehearsed with (scripts/finish.mjs). Fetched at once it would hold up the page.
fn is_late(pair: &str) -> bool {
    const EARLY: [&str; 7] = ["view", "date", "lang", "theme", "dark", "embed", "static"];
    let key = pair.split('=').next().unwrap_or_default();
    KEYS.contains(&key) && !EARLY.contains(&key)
}

/// Whether the publisher lets readers load data from this host.
fn is_listed(host: &str) -> bool {
    let listed = document::meta("catalog-atlas-data-hosts").unwrap_or_default();
    listed.split([' ', ',']).any(|other| !other.is_empty() && other.eq_ignore_ascii_case(host))
}

/// Loads a dataset and mounts the page, or says why not. `foreign` is the host
/// of data that are not the publisher's; `whole`: the address asks for more than
/// the first part of the program can show.
async fn load(locale: Locale, address: String, whole: bool, foreign: Option<String>) {
    let preloaded = document::meta("catalog-atlas-data").is_none_or(|own| own == address);
    let result = match address.strip_prefix('#') {
        // A single file carries its data.
        Some(id) => document::text_of(id).map(String::into_bytes).ok_or(FetchError::Network),
        None => fetch::bytes(&address, preloaded, |bytes| document::set_progress(locale, bytes)).await,
    };
    let Some(root) = document::by_id("app") else { return };
    let failed = |message: String| failure::show(locale, &message, &address);
    match result {
        Err(error) => failed(fetch_words(locale, &error)),
        Ok(bytes) => {
            // Of another's data nothing is taken for granted.
            let loaded = match if preloaded { unpack(bytes) } else { Err(bytes) } {
                Ok(loaded) => loaded,
                Err(bytes) => {
                    // What reads a dataset comes with the second part.
                    if !rest::arrive().await {
                        return failed(locale.words().rest_failed.to_string());
                    }
                    match read(locale, bytes) {
                        Ok(loaded) => loaded,
                        Err(message) => return failed(message),
                    }
                }
            };
            let data = Dataset::new(loaded);
            let whole = whole || needs(&data.opening);
            if whole && !rest::arrive().await {
                return failed(locale.words().rest_failed.to_string());
            }
            let data = Rc::new(RefCell::new(data));
            // The drawing that the build wrote has the place of ours, and goes when the page is mounted.
            let width_px = document::width_px(".graph").or_else(|| document::width_px("main"));
            let width_px = width_px.unwrap_or(820.0);
            let props = AppProps { data, whole, width_px, address: address.into(), foreign };
            yew::Renderer::<App>::with_root_and_props(root, props).render();
        }
    }
}

/// Reads a dataset, or says why it is none.
#[inline(never)] // The first part does without (scripts/split.mjs).
fn read(locale: Locale, bytes: Vec<u8>) -> Result<Loaded, String> {
    let starts_as_page = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<');
    Catalog::take(bytes).map_err(|error| load_words(locale, &error, starts_as_page))
}

/// The interface's language: chosen in the address, else the reader's own.
pub fn locale(state: &State) -> Locale {
    let own = document::languages();
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    Locale::choose(&own, state.lang.as_deref())
}

fn fetch_words(locale: Locale, error: &FetchError) -> String {
    let words = locale.words();
    match error {
        FetchError::Network => words.error_network,
        FetchError::Status(429) => words.error_busy,
        FetchError::Status(_) => words.error_missing,
        FetchError::TooLarge => words.error_too_large,
        FetchError::Timeout => words.error_timeout,
        FetchError::Elsewhere => words.error_host,
    }
    .to_string()
}

fn load_words(locale: Locale, error: &LoadError, starts_as_page: bool) -> String {
    let words = locale.words();
    match error {
        LoadError::TooLarge { .. } => words.error_too_large.to_string(),
        _ if starts_as_page => words.error_html.to_string(),
        error => fill(words.error_not_data, &[("reason", &error.to_string())]),
    }
}
