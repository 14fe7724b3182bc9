//! WebKit, the engine of Safari, as its GTK port has it: driven by its WebDriver,
//! on a screen that nobody sees.

use super::Other;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::future::Future;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How long a program may take to listen, or the browser to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// A running WebKit with one window; ends on drop.
pub struct Kit {
    runtime: Runtime,
    client: Client,
    driver: Child,
    screen: Child,
    // Open as long as the program runs: it may still want to say something.
    _stdout: BufReader<ChildStdout>,
}

impl Kit {
    /// Starts a screen, the driver on it, and the browser.
    pub fn new() -> Kit {
        let mut screen = start(
            &named("XVFB", "Xvfb"),
            Command::new(named("XVFB", "Xvfb"))
                .args(["-displayfd", "1", "-screen", "0", "1300x1000x24", "-nolisten", "tcp"])
                .stdout(Stdio::piped()),
        );
        let mut stdout = BufReader::new(screen.stdout.take().expect("its output is piped"));
        let mut display = String::new();
        stdout.read_line(&mut display).expect("its output can be read");
        assert!(!display.trim().is_empty(), "the screen ended before it was there");
        // The driver takes a port, and does not say which one it took by itself.
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let mut driver = start(
            &named("WEBKITDRIVER", "WebKitWebDriver"),
            Command::new(named("WEBKITDRIVER", "WebKitWebDriver"))
                .arg(format!("--port={port}"))
                .env("DISPLAY", format!(":{}", display.trim()))
                .env("GDK_BACKEND", "x11")
                .stdout(Stdio::null()),
        );
        let from = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(driver.try_wait().is_ok_and(|ended| ended.is_none()), "the driver of WebKit ended");
            assert!(from.elapsed() < PATIENCE, "the driver of WebKit does not listen");
            std::thread::park_timeout(Duration::from_millis(20));
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let wishes = json!({ "timeouts": { "script": 60_000, "pageLoad": 60_000, "implicit": 0 } });
        let Value::Object(wishes) = wishes else { unreachable!("an object is written above") };
        let client = runtime.block_on(async {
            let client = ClientBuilder::new(HttpConnector::new())
                .capabilities(wishes)
                .connect(&format!("http://127.0.0.1:{port}"))
                .await
                .expect("a session of WebKit");
            client.set_window_rect(0, 0, 1280, 960).await.expect("a size of the window");
            client
        });
        Kit { runtime, client, driver, screen, _stdout: stdout }
    }

    fn wait<T, E: std::fmt::Display>(&self, what: &str, act: impl Future<Output = Result<T, E>>) -> T {
        let limited = async { tokio::time::timeout(PATIENCE, act).await.expect("an answer in time") };
        self.runtime.block_on(limited).unwrap_or_else(|error| panic!("{what:.300}: {error}"))
    }
}

impl Other for Kit {
    fn go(&mut self, address: &str) {
        self.wait(address, self.client.goto(address));
    }

    fn enter(&mut self, css: &str) {
        let frame = self.wait(css, self.client.find(Locator::Css(css)));
        self.wait(css, frame.enter_frame());
    }

    fn run(&mut self, body: &str) -> Value {
        self.wait(body, self.client.execute(body, vec![]))
    }

    fn run_async(&mut self, body: &str) -> Value {
        self.wait(body, self.client.execute_async(body, vec![]))
    }
}

impl Drop for Kit {
    fn drop(&mut self) {
        // The browser ends with its session; the driver alone would leave it behind.
        let client = self.client.clone();
        let closed = async { tokio::time::timeout(Duration::from_secs(10), client.close()).await.is_ok() };
        self.runtime.block_on(closed);
        for program in [&mut self.driver, &mut self.screen] {
            program.kill().ok();
            program.wait().ok();
        }
    }
}

/// A program that a variable names, else the usual one.
fn named(variable: &str, usual: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| usual.into())
}

fn start(name: &str, command: &mut Command) -> Child {
    command.stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap_or_else(|error| {
        panic!("{name} does not start ({error}): run scripts/setup.sh test, or set WEBKITDRIVER and XVFB")
    })
}
