//! A static server as plain as the hosts that the page is made for: files from
//! `dist/` in a sub-folder, right types, no special headers. It records what was
//! asked, and can be told to miss or to replace a file.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// The folder that the page is served from: never the root. It lies at two other depths too.
const FOLDER: &str = "/name/sub/";
const FOLDERS: [&str; 3] = [FOLDER, "/a/deeper/place/for/it/", "/"];

/// What to answer in place of a file.
#[derive(Clone)]
enum Instead {
    Missing,
    Body(Vec<u8>),
    Type(&'static str),
    Packed(Vec<u8>),
    Status(u16),
    Moved(String),
    Silence,
}

/// A server of the built page, with the changes that a test wants.
#[derive(Default)]
pub struct Site {
    instead: BTreeMap<String, Instead>,
    headers: String,
}

impl Site {
    /// The page as it was built.
    pub fn built() -> Self {
        assert!(
            dist().join("index.html").is_file(),
            "there is no dist/index.html: run `make build` before the browser tests"
        );
        Self::default()
    }

    /// The only built file whose name ends so, as a path below `dist/`.
    pub fn file(ending: &str) -> String {
        let names = std::fs::read_dir(dist()).expect("dist/ can be read");
        let mut found = names
            .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
            .filter(|name| name.ends_with(ending));
        let name = found.next().unwrap_or_else(|| panic!("dist/ has no file that ends in {ending}"));
        assert_eq!(found.next(), None, "dist/ has more than one file that ends in {ending}");
        name
    }

    /// The dataset's path as `index.html` names it.
    pub fn dataset() -> String {
        let html = std::fs::read_to_string(dist().join("index.html")).expect("dist/index.html");
        let tag = html
            .split('<')
            .find(|tag| tag.starts_with("meta") && tag.contains("catalog-atlas-data"))
            .expect("index.html names a dataset");
        let start = tag.find("data/").expect("a path below data/");
        tag[start..].split(['"', ' ', '>']).next().unwrap_or_default().to_owned()
    }

    /// The bytes of a built file.
    pub fn read(path: &str) -> Vec<u8> {
        std::fs::read(dist().join(path)).unwrap_or_else(|error| panic!("dist/{path}: {error}"))
    }

    /// Answers 404 for this path.
    pub fn without(mut self, path: &str) -> Self {
        self.instead.insert(path.to_owned(), Instead::Missing);
        self
    }

    /// Answers with these bytes for this path.
    pub fn with(mut self, path: &str, body: impl Into<Vec<u8>>) -> Self {
        self.instead.insert(path.to_owned(), Instead::Body(body.into()));
        self
    }

    /// Sends this file with another content type, as badly set up hosts do.
    pub fn with_type(mut self, path: &str, content_type: &'static str) -> Self {
        self.instead.insert(path.to_owned(), Instead::Type(content_type));
        self
    }

    /// Answers with these bytes for this path, and says that they are packed by gzip.
    pub fn with_packed(mut self, path: &str, body: Vec<u8>) -> Self {
        self.instead.insert(path.to_owned(), Instead::Packed(body));
        self
    }

    /// Answers with this status for this path, as a host does that is asked too often.
    pub fn with_status(mut self, path: &str, status: u16) -> Self {
        self.instead.insert(path.to_owned(), Instead::Status(status));
        self
    }

    /// Sends who asks for this path to another address.
    pub fn moved(mut self, path: &str, address: &str) -> Self {
        self.instead.insert(path.to_owned(), Instead::Moved(address.to_owned()));
        self
    }

    /// Takes the request for this path and never answers.
    pub fn silent_about(mut self, path: &str) -> Self {
        self.instead.insert(path.to_owned(), Instead::Silence);
        self
    }

    /// Sends a header with every file.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers += &format!("{name}: {value}\r\n");
        self
    }

    /// Starts to serve on a free port.
    pub fn serve(self) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("the address of the listener");
        let shared = Arc::new(Shared {
            instead: self.instead,
            headers: self.headers,
            asked: Mutex::default(),
            held: Mutex::default(),
            stop: AtomicBool::new(false),
        });
        let behind = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if behind.stop.load(Ordering::Relaxed) {
                    break;
                }
                let behind = Arc::clone(&behind);
                // A reader that hangs up early is no fault of the page.
                std::thread::spawn(move || behind.answer(stream).ok());
            }
        });
        Server { address, shared }
    }
}

/// A request, and what it got.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub status: u16,
    /// The test wanted the answer to be a failure.
    pub meant: bool,
}

struct Shared {
    instead: BTreeMap<String, Instead>,
    headers: String,
    asked: Mutex<Vec<Asked>>,
    held: Mutex<Vec<TcpStream>>,
    stop: AtomicBool,
}

impl Shared {
    fn answer(&self, mut stream: TcpStream) -> std::io::Result<()> {
        // Browsers open connections ahead of need and may never use them.
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut request = String::new();
        reader.read_line(&mut request)?;
        let mut header = String::new();
        while reader.read_line(&mut header)? > 2 {
            header.clear();
        }
        let Some(target) = request.split(' ').nth(1) else { return Ok(()) };
        let path = target.split(['?', '#']).next().unwrap_or_default();
        let (name, inside) = match FOLDERS.iter().find_map(|folder| path.strip_prefix(folder)) {
            Some("") => ("index.html", true),
            Some(name) => (name, !name.split('/').any(|part| part == "..")),
            None => (path, false),
        };
        let instead = self.instead.get(name).filter(|_| inside);
        if matches!(instead, Some(Instead::Silence)) {
            self.held.lock().expect("the held streams").push(stream);
            return Ok(());
        }
        let body = match instead {
            Some(Instead::Body(bytes) | Instead::Packed(bytes)) => Some(bytes.clone()),
            Some(Instead::Missing | Instead::Status(_) | Instead::Moved(_)) => None,
            _ if inside => std::fs::read(dist().join(name)).ok(),
            _ => None,
        };
        let content_type = match instead {
            Some(Instead::Type(given)) => given,
            _ => content_type(name),
        };
        let (status, reason) = match instead {
            Some(Instead::Status(status)) => (*status, "As Asked For"),
            Some(Instead::Moved(_)) => (302, "Found"),
            _ if body.is_some() => (200, "OK"),
            _ => (404, "Not Found"),
        };
        let meant = matches!(instead, Some(Instead::Missing | Instead::Status(_) | Instead::Moved(_)));
        let place = match instead {
            Some(Instead::Moved(address)) => format!("Location: {address}\r\n"),
            _ => String::new(),
        };
        self.asked.lock().expect("the log").push(Asked { path: path.to_owned(), status, meant });
        let body = body.unwrap_or_default();
        let packed =
            if matches!(instead, Some(Instead::Packed(_))) { "Content-Encoding: gzip\r\n" } else { "" };
        write!(
            stream,
            "HTTP/1.1 {status} {reason}\r\nContent-Type: {content_type}\r\n{packed}{place}{}Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.headers,
            body.len()
        )?;
        if !request.starts_with("HEAD ") {
            stream.write_all(&body)?;
        }
        stream.flush()
    }
}

/// A running server; ends on drop.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// The scheme, host and port.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address of the page.
    pub fn page(&self) -> String {
        format!("{}{FOLDER}", self.origin())
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().expect("the log").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stop.store(true, Ordering::Relaxed);
        // One more connection, so that the listener looks up.
        drop(TcpStream::connect(self.address));
    }
}

fn dist() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "csv" => "text/csv; charset=utf-8",
        _ => "application/octet-stream",
    }
}
