//! The WebDriver program: started on a free port when the first test needs it,
//! ended when the last one lets go of it.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A running `chromedriver`.
pub struct Driver {
    child: Child,
    port: u16,
    // Open as long as the program runs: it may still want to say something.
    _stdout: BufReader<ChildStdout>,
}

static RUNNING: Mutex<Weak<Driver>> = Mutex::new(Weak::new());

/// The driver that runs, or a new one.
pub fn shared() -> Arc<Driver> {
    let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    running.upgrade().unwrap_or_else(|| {
        let driver = Arc::new(Driver::start());
        *running = Arc::downgrade(&driver);
        driver
    })
}

impl Driver {
    fn start() -> Self {
        let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".into());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{program} does not start ({error}): run scripts/setup.sh test, or set CHROMEDRIVER")
            });
        let mut stdout = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        let port = loop {
            line.clear();
            let read = stdout.read_line(&mut line).expect("its output can be read");
            assert!(read > 0, "{program} ended before it listened");
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim().trim_end_matches('.').parse().expect("a port");
            }
        };
        Self { child, port, _stdout: stdout }
    }

    /// Opens a browser.
    pub async fn session(&self) -> Client {
        let mut options = json!({
            "args": [
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--lang=en",
                "--force-color-profile=srgb",
                // Nobody but this machine can be reached; an attempt still shows in the log.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        });
        if let Some(binary) = browser() {
            options["binary"] = json!(binary);
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "timeouts": { "script": 60_000, "pageLoad": 60_000, "implicit": 0 },
        });
        let Value::Object(capabilities) = capabilities else { unreachable!("an object is written above") };
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .expect("a browser session")
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked first, so that it closes what it opened; then made to.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let asked =
                stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            let mut answer = String::new();
            if asked.is_ok() {
                BufReader::new(stream).read_line(&mut answer).ok();
            }
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The browser's program: `CHROME`, else the first of the usual names on the path.
fn browser() -> Option<String> {
    if let Ok(given) = std::env::var("CHROME") {
        return Some(given);
    }
    let path = std::env::var_os("PATH")?;
    let candidates = ["chromium", "chromium-browser", "google-chrome"];
    std::env::split_paths(&path)
        .flat_map(|folder| candidates.map(|name| folder.join(name)))
        .find(|file| file.is_file())
        .map(|file| file.to_string_lossy().into_owned())
}

/// A command of Chromium's own, below the session's address.
#[derive(Debug)]
pub struct Extra {
    pub path: &'static str,
    pub body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
