//! The page as a test sees it. Every call fails the test by itself when the browser refuses.

use std::cell::RefCell;
use std::sync::Arc;

use fantoccini::actions::{InputSource, KeyAction, KeyActions, PointerAction, TouchActions};
use fantoccini::key::Key;
use fantoccini::wd::{PrintConfiguration, PrintSize};
use fantoccini::{Client, Locator};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::driver::{Driver, Extra};
use super::site::{Asked, Server, Site};

/// How long the page may take to do what a test waits for.
const PATIENCE_MS: u32 = 20_000;

/// An open page, its server and what was seen of both so far.
pub struct Page {
    client: Client,
    server: Server,
    seen: RefCell<Seen>,
    // Lives as long as any page does.
    _driver: Arc<Driver>,
}

#[derive(Default)]
struct Seen {
    errors: Vec<String>,
    foreign: Vec<String>,
    allowed: Vec<String>,
    media: Vec<(String, String)>,
    friends: Vec<String>,
}

impl Page {
    /// Starts a server and a browser; nothing is opened yet.
    pub async fn new(driver: &Arc<Driver>, site: Site) -> Self {
        let page = Self {
            client: driver.session().await,
            server: site.serve(),
            seen: RefCell::default(),
            _driver: Arc::clone(driver),
        };
        page.size(1280, 900).await;
        page
    }

    /// Ends the browser.
    pub async fn close(&self) {
        self.client.clone().close().await.ok();
    }

    // ── opening ──

    /// Opens the page with this query and fragment in a fresh document and waits until it is ready.
    pub async fn open(&self, rest: &str) {
        self.load(rest).await;
        self.until("the page to be ready", "document.documentElement.dataset.atlas == 'ready'").await;
    }

    /// Opens the page in a fresh document and waits for no more than its files.
    pub async fn load(&self, rest: &str) {
        // From elsewhere, because a mere change of the fragment loads nothing.
        self.client.goto("about:blank").await.expect("an empty page");
        self.client.goto(&format!("{}{rest}", self.server.page())).await.expect("the page opens");
    }

    /// Opens any address: another depth of the server, a host page, a file.
    pub async fn visit(&self, address: &str) {
        self.client.goto("about:blank").await.expect("an empty page");
        let address =
            if address.starts_with('/') { self.server.origin() + address } else { address.to_owned() };
        self.client.goto(&address).await.expect("the page opens");
    }

    /// Where the page is served.
    pub fn address(&self) -> String {
        self.server.page()
    }

    /// Something besides the page's own server may be asked: addresses that start so.
    pub fn befriend(&self, start: &str) {
        self.seen.borrow_mut().friends.push(start.to_owned());
    }

    /// From now on reads and acts inside the first frame that matches.
    pub async fn enter(&self, css: &str) {
        let frame =
            self.client.find(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"));
        frame.enter_frame().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Back to the document around the frame.
    pub async fn leave(&self) {
        self.client.enter_parent_frame().await.expect("the document around");
    }

    /// A picture of the viewport, decoded.
    pub async fn picture(&self) -> resvg::tiny_skia::Pixmap {
        let png = self.client.screenshot().await.expect("a screenshot");
        resvg::tiny_skia::Pixmap::decode_png(&png).expect("a PNG file")
    }

    /// Goes back in the history.
    pub async fn back(&self) {
        self.client.back().await.expect("back");
    }

    /// Goes forward in the history.
    pub async fn forward(&self) {
        self.client.forward().await.expect("forward");
    }

    /// The part of the address after `#`.
    pub async fn fragment(&self) -> String {
        self.eval("return location.hash.slice(1)").await
    }

    /// Waits until this, of `hash`, is true: the address is written once its picture is painted.
    pub async fn until_address(&self, expression: &str) {
        let check = format!("((hash) => {expression})(location.hash.slice(1))");
        self.until(&format!("an address of which {expression}"), &check).await;
    }

    // ── reading ──

    /// Runs a function body in the page and reads what it returns.
    pub async fn eval<T: DeserializeOwned>(&self, body: &str) -> T {
        self.eval_with(body, vec![]).await
    }

    /// The same with arguments.
    pub async fn eval_with<T: DeserializeOwned>(&self, body: &str, arguments: Vec<Value>) -> T {
        let value = self.client.execute(body, arguments).await;
        let value = value.unwrap_or_else(|error| panic!("{error}\nin {}", head(body)));
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{error}\nfrom {}", head(body)))
    }

    /// Waits until an expression is true in the page.
    pub async fn until(&self, what: &str, expression: &str) {
        let body = format!(
            "const [limit] = arguments, start = performance.now();
             return new Promise((done) => (function look() {{
               if ({expression}) return done(true);
               if (performance.now() - start > limit) return done(false);
               setTimeout(look, 10);
             }})());"
        );
        if !self.eval_with::<bool>(&body, vec![json!(PATIENCE_MS)]).await {
            let state: Value = self
                .eval(
                    "return [document.documentElement.dataset.atlas, document.body.innerText.slice(0, 400)]",
                )
                .await;
            panic!("waited in vain for {what}; the page shows {state}");
        }
    }

    /// How many elements match.
    pub async fn count(&self, css: &str) -> usize {
        self.eval_with("return document.querySelectorAll(arguments[0]).length", vec![json!(css)]).await
    }

    /// The visible text of the first match.
    pub async fn text(&self, css: &str) -> String {
        self.eval_with::<Option<String>>(
            "return document.querySelector(arguments[0])?.innerText",
            vec![json!(css)],
        )
        .await
        .unwrap_or_else(|| panic!("nothing matches {css}"))
    }

    /// An attribute of the first match.
    pub async fn attribute(&self, css: &str, name: &str) -> Option<String> {
        let body = "return document.querySelector(arguments[0])?.getAttribute(arguments[1])";
        self.eval_with(body, vec![json!(css), json!(name)]).await
    }

    // ── acting ──

    /// Clicks the middle of the first match, scrolled into view.
    pub async fn click(&self, css: &str) {
        let element =
            self.client.find(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"));
        element.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Presses and releases a key.
    pub async fn press(&self, key: Key) {
        self.type_text(&char::from(key).to_string()).await;
    }

    /// Presses a key while another one is held.
    pub async fn press_with(&self, held: Key, key: Key) {
        let keys = KeyActions::new("keys".into())
            .then(KeyAction::Down { value: held.into() })
            .then(KeyAction::Down { value: key.into() })
            .then(KeyAction::Up { value: key.into() })
            .then(KeyAction::Up { value: held.into() });
        self.client.perform_actions(keys).await.expect("keys");
    }

    /// Types each character as a key press, wherever the focus is.
    pub async fn type_text(&self, text: &str) {
        let keys = text.chars().fold(KeyActions::new("keys".into()), |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(keys).await.expect("keys");
    }

    /// Turns the wheel with the pointer at a place, with or without Ctrl.
    pub async fn wheel(&self, (x, y): (f64, f64), down: f64, ctrl: bool) {
        let turn = json!({
            "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": down, "modifiers": if ctrl { 2 } else { 0 },
        });
        self.cdp("Input.dispatchMouseEvent", turn).await;
    }

    /// Puts fingers on the screen, moves or lifts them: `touchStart`, `touchMove`, `touchEnd`, `touchCancel`.
    pub async fn touch(&self, kind: &str, fingers: &[(f64, f64)]) {
        let points: Vec<Value> =
            fingers.iter().enumerate().map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id })).collect();
        self.cdp("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
    }

    /// A short tap, asked for at once: two calls may lie as far apart as a long press.
    pub async fn tap(&self, (x, y): (f64, f64)) {
        let to = PointerAction::MoveTo { duration: None, x, y };
        let finger = TouchActions::new("finger".into())
            .then(to)
            .then(PointerAction::Down { button: 0 })
            .then(PointerAction::Up { button: 0 });
        self.client.perform_actions(finger).await.expect("a tap");
    }

    /// One finger goes from one point to another, in steps as a hand makes them, and is lifted.
    pub async fn swipe(&self, (x, y): (f64, f64), (to_x, to_y): (f64, f64)) {
        self.touch("touchStart", &[(x, y)]).await;
        for step in 1..=20 {
            let part = f64::from(step) / 20.0;
            self.touch("touchMove", &[(x + (to_x - x) * part, y + (to_y - y) * part)]).await;
        }
        self.touch("touchEnd", &[]).await;
    }

    /// Moves the pointer without a button.
    pub async fn point_at(&self, (x, y): (f64, f64)) {
        self.cdp("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": x, "y": y })).await;
    }

    // ── the reader's device and wishes ──

    /// Sets the size of the viewport.
    pub async fn size(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Makes it a phone: size, density, touch.
    pub async fn phone(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 2, "mobile": true });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
        self.cdp("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 5 })).await;
    }

    /// Sets a media feature, such as `prefers-color-scheme` to `dark`; others stay.
    pub async fn media(&self, name: &str, value: &str) {
        let features: Vec<Value> = {
            let media = &mut self.seen.borrow_mut().media;
            media.retain(|(known, _)| known != name);
            media.push((name.to_owned(), value.to_owned()));
            media.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
        };
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Shows the page as it prints, or on screen again.
    pub async fn print_media(&self, on: bool) {
        self.cdp("Emulation.setEmulatedMedia", json!({ "media": if on { "print" } else { "" } })).await;
    }

    /// What a printer gets: a PDF of pages of A4.
    pub async fn pdf(&self) -> Vec<u8> {
        let size = PrintSize { width: 21.0, height: 29.7 };
        let wish = PrintConfiguration::builder().size(size).build().expect("a size of paper");
        self.client.print(wish).await.expect("a PDF")
    }

    /// Makes the processor slower by a factor.
    pub async fn slow_down(&self, factor: u32) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": factor })).await;
    }

    /// Runs a script in every document from now on, before its own.
    pub async fn before_scripts(&self, source: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source })).await;
    }

    /// A command of the browser's debugging protocol.
    pub async fn cdp(&self, command: &str, parameters: Value) -> Value {
        let extra = Extra { path: "goog/cdp/execute", body: json!({ "cmd": command, "params": parameters }) };
        self.client.issue_cmd(extra).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Keeps a picture of the viewport in `shots/`.
    pub async fn shot(&self, name: &str) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/shots");
        let picture = self.client.screenshot().await.expect("a screenshot");
        std::fs::create_dir_all(folder).expect("shots/ can be made");
        std::fs::write(format!("{folder}/{name}.png"), picture).expect("the picture can be written");
    }

    // ── what must hold ──

    /// A console error that this test brings about: it must come, and does no harm.
    pub fn expect_error(&self, part: &str) {
        self.seen.borrow_mut().allowed.push(part.to_owned());
    }

    /// Everything that was asked of the server.
    pub fn asked(&self) -> Vec<Asked> {
        self.server.asked()
    }

    /// No console error, nothing missing, nothing asked of anyone else.
    pub async fn assert_clean(&self) {
        self.read_logs().await;
        let seen = self.seen.borrow();
        let mut faults = Vec::new();
        for part in &seen.allowed {
            if !seen.errors.iter().any(|error| error.contains(part)) {
                faults.push(format!("the console was to say “{part}” and did not"));
            }
        }
        let unexpected = |error: &&String| !seen.allowed.iter().any(|part| error.contains(part));
        faults.extend(seen.errors.iter().filter(unexpected).map(|error| format!("console: {error}")));
        faults.extend(seen.foreign.iter().map(|url| format!("a request to another origin: {url}")));
        let missing = self.server.asked().into_iter().filter(|asked| asked.status != 200 && !asked.meant);
        faults.extend(missing.map(|asked| format!("{}: {}", asked.status, asked.path)));
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    async fn read_logs(&self) {
        let console = self.log("browser").await;
        let network = self.log("performance").await;
        let mut seen = self.seen.borrow_mut();
        for entry in console {
            if entry["level"] == "SEVERE" {
                seen.errors.push(entry["message"].as_str().unwrap_or_default().to_owned());
            }
        }
        for entry in network {
            let Some(text) = entry["message"].as_str() else { continue };
            let event: Value = serde_json::from_str(text).expect("an event of the log");
            let url = match event["message"]["method"].as_str() {
                Some("Network.requestWillBeSent") => &event["message"]["params"]["request"]["url"],
                Some("Network.webSocketCreated") => &event["message"]["params"]["url"],
                _ => continue,
            };
            let url = url.as_str().unwrap_or_default();
            let own = ["data:", "blob:", "about:"].iter().any(|scheme| url.starts_with(scheme));
            let friend = seen.friends.iter().any(|start| url.starts_with(start));
            if !own && !friend && !url.starts_with(&self.server.origin()) {
                seen.foreign.push(url.to_owned());
            }
        }
    }

    async fn log(&self, kind: &str) -> Vec<Value> {
        let log = self.client.issue_cmd(Extra { path: "se/log", body: json!({ "type": kind }) }).await;
        let log = log.unwrap_or_else(|error| panic!("the {kind} log: {error}"));
        log.as_array().unwrap_or_else(|| panic!("the {kind} log is a list")).clone()
    }
}

fn head(script: &str) -> String {
    script.chars().take(300).collect()
}
