//! A page in somebody else's page: tells its height and what it shows, and goes
//! where the host sends it (web-requirements 1.2).

use crate::browser::host;
use crate::embed::height::{AGAIN_MS, Do, Heights};
use crate::embed::message::{self, Host};
use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::ResizeObserver;

/// The frame as long as the page lives in it.
pub struct Frame {
    inner: Rc<Inner>,
    said: Option<message::Post>,
    waiting: Option<AnimationFrame>,
    _goto: Option<EventListener>,
    /// Hears as long as it is kept.
    observer: Option<(ResizeObserver, Closure<dyn FnMut()>)>,
}

struct Inner {
    host: Host,
    heights: RefCell<Heights>,
    /// Another measurement is due, because the last came too soon.
    due: RefCell<Option<Timeout>>,
}

/// How long a first picture may wait to be painted, in ms.
const HIDDEN_MS: u32 = 400;

impl Frame {
    /// Only in a frame; `go` hears what the host asks for.
    pub fn new(host: Host, go: impl Fn(String) + 'static) -> Option<Frame> {
        host::parent()?;
        let inner = Rc::new(Inner { host, heights: RefCell::default(), due: RefCell::default() });
        Some(Frame { inner, said: None, waiting: None, _goto: host::on_goto(go), observer: None })
    }

    /// The first picture is described: once it is painted, the host hears that
    /// the page is ready, its height, and every later change of it.
    pub fn begin(&mut self) {
        let inner = self.inner.clone();
        // The frame after the next: by then this one is on the screen.
        let later = inner.clone();
        self.waiting = Some(request_animation_frame(move |_| {
            Timeout::new(0, move || say_ready(&later)).forget();
        }));
        // A browser paints no frames for a frame that its host hides, and some
        // hosts hide it until it speaks.
        let later = inner.clone();
        Timeout::new(HIDDEN_MS, move || say_ready(&later)).forget();
        let changed = Closure::<dyn FnMut()>::new(move || {
            // The first measurement is the one after the first picture.
            if inner.heights.borrow().has_begun() {
                tell(&inner);
            }
        });
        let body = crate::browser::document::document().and_then(|document| document.body());
        if let (Ok(observer), Some(body)) = (ResizeObserver::new(changed.as_ref().unchecked_ref()), body) {
            observer.observe(&body);
            self.observer = Some((observer, changed));
        }
    }

    /// Tells the host the step and the party in focus, when they change.
    pub fn say(&mut self, step: Option<&(String, usize)>, steps: usize, focus: Option<&str>) {
        let post = message::state(step, steps, focus);
        if self.said.as_ref() != Some(&post) {
            host::post(&post);
            self.said = Some(post);
        }
    }

    /// Tells a `WordPress` host that the reader wants the full page.
    pub fn leave_for(&self, url: &str) {
        if let Some(post) = message::link(url, &self.inner.host) {
            host::post(&post);
        }
    }
}

/// Says once that the page is ready, its height, and that again for hosts that come late.
fn say_ready(inner: &Rc<Inner>) {
    if inner.heights.borrow().has_begun() {
        return;
    }
    message::ready().iter().for_each(host::post);
    tell(inner);
    for ms in AGAIN_MS {
        let inner = inner.clone();
        Timeout::new(ms, move || again(&inner)).forget();
    }
}

fn tell(inner: &Rc<Inner>) {
    let todo = inner.heights.borrow_mut().measured(host::content_px(), host::now_ms());
    match todo {
        Do::Tell(height_px) => post(inner, height_px),
        Do::Wait(ms) => {
            let later = inner.clone();
            inner.due.replace(Some(Timeout::new(ms, move || tell(&later))));
        }
        Do::Nothing => {}
    }
}

fn again(inner: &Rc<Inner>) {
    // A browser that does not show the frame does not observe it: what changed meanwhile is measured now.
    tell(inner);
    let todo = inner.heights.borrow_mut().again(host::window_px(), host::now_ms());
    if let Do::Tell(height_px) = todo {
        post(inner, height_px);
    }
}

fn post(inner: &Inner, height_px: u32) {
    message::height(height_px, &inner.host).iter().for_each(host::post);
}
