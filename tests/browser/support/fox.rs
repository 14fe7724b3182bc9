//! Firefox, driven by its own remote protocol (Marionette): JSON with its length
//! in front, over a socket of this machine. No other program stands between.

use super::Other;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// How long Firefox may take to answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Off what a new profile asks of its maker's servers; the port is a free one.
const SETTINGS: &str = r#"
user_pref("marionette.port", 0);
user_pref("app.normandy.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.prefetch-next", false);
user_pref("services.settings.server", "data:,");
"#;

/// A running Firefox with one window; ends on drop.
pub struct Fox {
    child: Child,
    stream: BufReader<TcpStream>,
    asked: u32,
    profile: PathBuf,
    // Open as long as the program runs: it may still want to say something.
    _stdout: BufReader<ChildStdout>,
}

impl Fox {
    /// Starts it with a fresh profile. `name` is that of the test.
    pub fn new(name: &str) -> Fox {
        let profile = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("firefox-{name}"));
        let _ = std::fs::remove_dir_all(&profile);
        std::fs::create_dir_all(&profile).expect("a folder");
        std::fs::write(profile.join("user.js"), SETTINGS).expect("a file");
        let program = program();
        let mut child = Command::new(&program)
            .args([
                "--headless",
                "--marionette",
                "--no-remote",
                "--width",
                "1280",
                "--height",
                "900",
                "--profile",
            ])
            .arg(&profile)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{program} does not start ({error}): run scripts/setup.sh test, or set FIREFOX")
            });
        let mut stdout = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut line = String::new();
        let port: u16 = loop {
            line.clear();
            let read = stdout.read_line(&mut line).expect("its output can be read");
            assert!(read > 0, "{program} ended before it listened");
            if let Some((_, port)) = line.split_once("Listening on port ") {
                break port.trim().parse().expect("a port");
            }
        };
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("its port");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        let mut fox = Fox { child, stream: BufReader::new(stream), asked: 0, profile, _stdout: stdout };
        assert_eq!(fox.read()["marionetteProtocol"], 3);
        fox.ask("WebDriver:NewSession", json!({}));
        fox
    }

    fn ask(&mut self, name: &str, parameters: impl Into<Value>) -> Value {
        self.asked += 1;
        let message = json!([0, self.asked, name, parameters.into()]).to_string();
        let framed = format!("{}:{message}", message.len());
        self.stream.get_mut().write_all(framed.as_bytes()).expect("it listens");
        let answer = self.read();
        assert_eq!((&answer[0], &answer[1]), (&json!(1), &json!(self.asked)), "{answer}");
        assert!(answer[2].is_null(), "{name}: {}", answer[2]);
        answer[3].clone()
    }

    fn read(&mut self) -> Value {
        let mut length = Vec::new();
        self.stream.read_until(b':', &mut length).expect("an answer in time");
        length.pop();
        let length: usize = String::from_utf8(length).expect("digits").parse().expect("a length");
        let mut text = vec![0; length];
        self.stream.read_exact(&mut text).expect("the whole answer");
        serde_json::from_slice(&text).expect("JSON")
    }
}

impl Other for Fox {
    fn go(&mut self, address: &str) {
        self.ask("WebDriver:Navigate", json!({ "url": address }));
    }

    fn enter(&mut self, css: &str) {
        let found = self.ask("WebDriver:FindElement", json!({ "using": "css selector", "value": css }));
        let element = found["value"].as_object().and_then(|it| it.values().next()).cloned();
        self.ask("WebDriver:SwitchToFrame", json!({ "element": element }));
    }

    fn run(&mut self, body: &str) -> Value {
        self.ask("WebDriver:ExecuteScript", json!({ "script": body, "args": [] }))["value"].clone()
    }

    fn run_async(&mut self, body: &str) -> Value {
        self.ask("WebDriver:ExecuteAsyncScript", json!({ "script": body, "args": [] }))["value"].clone()
    }
}

impl Drop for Fox {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// `FIREFOX`, else the first of the usual names on the path.
fn program() -> String {
    if let Ok(given) = std::env::var("FIREFOX") {
        return given;
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path)
        .flat_map(|folder| ["firefox-esr", "firefox"].map(|name| folder.join(name)))
        .find(|file| file.is_file());
    found.map_or_else(|| "firefox".into(), |file| file.to_string_lossy().into_owned())
}
