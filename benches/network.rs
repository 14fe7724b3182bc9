//! Layouts of networks against those of other libraries: quality and time, in one run.
//!
//! Run by `make bench`, which puts the peers in place (`benches/peers`). What counts
//! are the ratios: all times are of this machine and this run, on the processor and not by the
//! clock where the system tells them. `--sizes 100,1000` lays
//! out other sizes, `--alone` leaves the peers out; a hundred thousand nodes take the
//! peers an hour.

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
use std::process::Command;
use std::time::Instant;

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
    let alone = arguments.iter().any(|argument| argument == "--alone");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("network");
    shipped::run();
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    println!(
        "{:<12}{:>8}{:>8}  {:<12}{:>8}{:>14}{:>11}{:>12}",
        "graph", "nodes", "links", "layout", "stress", "neighbours", "ms", "of d3-force"
    );
    for size in sizes {
        for kind in Kind::ALL {
            compare(kind, size, &folder, alone);
        }
    }
}

/// Every layout of one graph.
fn compare(kind: Kind, size: usize, folder: &Path, alone: bool) {
    let links = graphs::links(kind, size, 1);
    let near = Near::new(size, &links);
    let mut results = vec![("ours", ours(size, &links))];
    if !alone {
        let graph = folder.join(format!("{}-{size}.graph", kind.name()));
        let numbers =
            [size as u32, links.len() as u32].into_iter().chain(links.iter().flat_map(|&(a, b)| [a, b]));
        let bytes: Vec<u8> = numbers.flat_map(u32::to_le_bytes).collect();
        std::fs::write(&graph, bytes).expect("the target folder can be written");
        results.extend(PEERS.into_iter().map(|peer| (peer, theirs(peer, &graph))));
    }
    let d3_ms = results.iter().find(|(name, _)| *name == "d3-force").map(|(_, (_, ms))| *ms);
    for (name, (places, ms)) in results {
        let ratio = d3_ms.map_or_else(String::new, |d3| format!("{:.3}", ms / d3));
        println!(
            "{:<12}{size:>8}{:>8}  {name:<12}{:>8.4}{:>14.4}{ms:>11.1}{ratio:>12}",
            kind.name(),
            links.len(),
            stress(&near, &places),
            preservation(&near, &places)
        );
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
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? / 1e6)
}

/// A peer's places and the time that it says it took.
fn theirs(peer: &str, graph: &Path) -> (Vec<[f32; 2]>, f64) {
    let places = graph.with_extension(peer);
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers/run.mjs");
    let output = Command::new("node").arg(run).arg(peer).arg(graph).arg(&places).output().expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let ms =
        said.trim().parse().unwrap_or_else(|_| panic!("{peer}: {}", String::from_utf8_lossy(&output.stderr)));
    let bytes = std::fs::read(places).expect("the peer wrote its places");
    let number = |bytes: &[u8]| f32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    (bytes.chunks_exact(8).map(|pair| [number(&pair[..4]), number(&pair[4..])]).collect(), ms)
}
