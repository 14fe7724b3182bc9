//! Layouts of networks against those of other libraries: quality and time, in one run.
//!
//! Run by `make bench`, which puts the peers in place (`benches/peers`). What counts
//! are the ratios: all times are of this machine and this run, on the processor and not by the
//! clock where the system tells them. `--sizes 100,1000` lays out other sizes, `--kind licensing`
//! one kind of graph, `--peers ngraph` some of the peers, `--alone` none. A peer that is not done in ten minutes of the
//! processor (`--limit`, in seconds) is ended, and the table says so.

#[path = "network/graphs.rs"]
mod graphs;
#[path = "network/measure.rs"]
mod measure;
#[path = "network/shipped.rs"]
mod shipped;

use catalog_atlas::layout::network::{Network, Request};
use graphs::Kind;
use measure::{Near, preservation, stress};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PEERS: [&str; 3] = ["d3-force", "forceatlas2", "ngraph"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let sizes: Vec<usize> = after("--sizes")
        .unwrap_or("100,1000,10000")
        .split(',')
        .filter_map(|size| size.parse().ok())
        .collect();
    let limit_s: f64 = after("--limit").and_then(|limit| limit.parse().ok()).unwrap_or(600.0);
    let peers = if arguments.iter().any(|argument| argument == "--alone") { "" } else { &PEERS.join(",") };
    let peers: Vec<&str> = after("--peers").unwrap_or(peers).split(',').filter(|it| !it.is_empty()).collect();
    let wanted = |kind: &Kind| after("--kind").is_none_or(|name| name == kind.name());
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("network");
    shipped::run();
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    println!(
        "{:<12}{:>8}{:>8}  {:<12}{:>8}{:>14}{:>11}{:>12}",
        "graph", "nodes", "links", "layout", "stress", "neighbours", "ms", "of d3-force"
    );
    for size in sizes {
        for kind in Kind::ALL.into_iter().filter(wanted) {
            compare(kind, size, &folder, &peers, limit_s);
        }
    }
}

/// Every layout of one graph.
fn compare(kind: Kind, size: usize, folder: &Path, peers: &[&str], limit_s: f64) {
    let links = graphs::links(kind, size, 1);
    let near = Near::new(size, &links);
    let mut results = vec![("ours", Some(ours(size, &links)))];
    if !peers.is_empty() {
        let graph = folder.join(format!("{}-{size}.graph", kind.name()));
        let numbers =
            [size as u32, links.len() as u32].into_iter().chain(links.iter().flat_map(|&(a, b)| [a, b]));
        let bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
        std::fs::write(&graph, bytes).expect("the target folder can be written");
        results.extend(peers.iter().map(|&peer| (peer, theirs(peer, &graph, limit_s))));
    }
    let d3 = results.iter().find(|(name, _)| *name == "d3-force").and_then(|(_, result)| result.as_ref());
    let d3_ms = d3.map(|(_, ms)| *ms);
    for (name, result) in &results {
        print!("{:<12}{size:>8}{:>8}  {name:<12}", kind.name(), links.len());
        let Some((places, ms)) = result else {
            println!(" not done in {} s", limit_s);
            continue;
        };
        let ratio = d3_ms.map_or_else(String::new, |d3| format!("{:.3}", ms / d3));
        let (stress, near) = (stress(&near, places), preservation(&near, places));
        println!("{stress:>8.4}{near:>14.4}{ms:>11.1}{ratio:>12}");
    }
}

/// Our places, and the mean time of some runs: as many as fill half a second, three of a large graph.
fn ours(size: usize, links: &[(u32, u32)]) -> (Vec<[f32; 2]>, f64) {
    let clock = Instant::now();
    let now = || processor_ms().unwrap_or_else(|| clock.elapsed().as_secs_f64() * 1e3);
    let mut places = Vec::new();
    let start = now();
    let mut runs = 0;
    while runs < 3 || now() - start < 500.0 {
        let mut network = Network::new(&Request { nodes: size, links, ..Request::default() });
        network.finish();
        places = network.places();
        runs += 1;
    }
    (places, (now() - start) / f64::from(runs))
}

/// The time that this thread had on the processor, where the system tells it.
fn processor_ms() -> Option<f64> {
    processor_ms_of("self")
}

/// The same of the main thread of a process.
fn processor_ms_of(process: &str) -> Option<f64> {
    let text = std::fs::read_to_string(format!("/proc/{process}/schedstat")).ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}

/// A peer's places and the time that it says it took; nothing if that is more than the limit.
fn theirs(peer: &str, graph: &Path, limit_s: f64) -> Option<(Vec<[f32; 2]>, f64)> {
    let places = graph.with_extension(peer);
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/run.mjs");
    let mut node = Command::new("node");
    node.arg(run).arg(peer).arg(graph).arg(&places).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = node.spawn().expect("node runs");
    let (start, id) = (Instant::now(), child.id().to_string());
    while child.try_wait().expect("a child of ours").is_none() {
        let ran_ms = processor_ms_of(&id).unwrap_or_else(|| start.elapsed().as_secs_f64() * 1e3);
        if ran_ms > limit_s * 1e3 {
            child.kill().expect("a child of ours");
            child.wait().expect("a child of ours");
            return None;
        }
        std::thread::park_timeout(Duration::from_millis(20));
    }
    let output = child.wait_with_output().expect("a child of ours");
    let said = String::from_utf8_lossy(&output.stdout);
    let ms =
        said.trim().parse().unwrap_or_else(|_| panic!("{peer}: {}", String::from_utf8_lossy(&output.stderr)));
    let bytes = std::fs::read(places).expect("the peer wrote its places");
    let number = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    Some((bytes.chunks_exact(8).map(|pair| [number(&pair[..4]), number(&pair[4..])]).collect(), ms))
}
