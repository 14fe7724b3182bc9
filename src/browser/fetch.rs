//! Fetches a dataset: without credentials and referrer, with a time limit and
//! a limit on decoded bytes (web-requirements S4).

use super::window;
use crate::find::find;
use gloo::timers::callback::Timeout;
use js_sys::{Reflect, Uint8Array};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCredentials, RequestInit, Response,
};

/// Most bytes read, after decoding.
const MOST_BYTES: usize = 256 << 20;
/// Longest time for the whole file.
const MOST_MS: u32 = 60_000;

/// Why there is no data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer at all: off line, refused, or the address of another host.
    Network,
    /// The server answered with this status.
    Status(u16),
    /// Above the limit.
    TooLarge,
    /// It took too long.
    Timeout,
    /// The answer came from another host than the one that was asked.
    Elsewhere,
}

/// The bytes at an address; `progress` hears how many have come.
///
/// The page's own dataset is `preloaded` by the document: only a request in the
/// same mode takes that over. Any other is fetched without credentials.
pub async fn bytes(address: &str, preloaded: bool, progress: impl Fn(usize)) -> Result<Vec<u8>, FetchError> {
    let abort = AbortController::new().map_err(|_| FetchError::Network)?;
    let timed_out = Rc::new(Cell::new(false));
    let timer = {
        let (abort, timed_out) = (abort.clone(), timed_out.clone());
        Timeout::new(MOST_MS, move || {
            timed_out.set(true);
            abort.abort();
        })
    };
    let credentials = if preloaded { RequestCredentials::SameOrigin } else { RequestCredentials::Omit };
    let result = read(address, credentials, &abort, progress).await;
    drop(timer);
    if timed_out.get() { Err(FetchError::Timeout) } else { result }
}

async fn read(
    address: &str,
    credentials: RequestCredentials,
    abort: &AbortController,
    progress: impl Fn(usize),
) -> Result<Vec<u8>, FetchError> {
    let network = |_: JsValue| FetchError::Network;
    let init = RequestInit::new();
    init.set_credentials(credentials);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&abort.signal()));
    let window = window().ok_or(FetchError::Network)?;
    let response = JsFuture::from(window.fetch_with_str_and_init(address, &init)).await.map_err(network)?;
    let response: Response = response.dyn_into().map_err(network)?;
    if !same_host(address, &response.url()) {
        abort.abort();
        return Err(FetchError::Elsewhere);
    }
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let Some(body) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader =
        body.get_reader().dyn_into().map_err(|_| FetchError::Network)?;
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(network)?;
        let done = Reflect::get(&chunk, &"done".into()).map_err(network)?;
        if done.is_truthy() {
            return Ok(bytes);
        }
        let value = Reflect::get(&chunk, &"value".into()).map_err(network)?;
        let part = Uint8Array::new(&value);
        if bytes.len() + part.length() as usize > MOST_BYTES {
            abort.abort();
            return Err(FetchError::TooLarge);
        }
        bytes.extend_from_slice(&part.to_vec());
        progress(bytes.len());
    }
}

/// Whether an answer came from where it was asked for: the address itself says
/// where, or the page that it is relative to.
fn same_host(address: &str, answered: &str) -> bool {
    let base = super::document::base_uri();
    let asked = if find(address, "://").is_some() { address } else { &base };
    let host = |address: &str| address.splitn(4, '/').take(3).collect::<String>();
    host(asked) == host(answered)
}
