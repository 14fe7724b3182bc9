//! How long the rights engine takes on generated catalogues (rights.md 11),
//! natively and as wasm in Node.js, in one run.
//!
//! Run by `make bench`; `cargo bench --bench rights -- 10000` measures one size,
//! `--native` leaves wasm out, `--only=findings` all steps but those so named;
//! `--write=FILE` measures nothing and writes the catalogue of the first size. Times depend on the machine: what counts is how
//! they grow, the ratios, and the budgets that stand beside them.

#[path = "support/generate.rs"]
mod generate;
#[path = "rights/measure.rs"]
mod measure;

use measure::{Bench, Row};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let wanted: Vec<usize> = arguments.iter().filter_map(|text| text.parse().ok()).collect();
    let sizes = if wanted.is_empty() { vec![1_000, 10_000, 100_000] } else { wanted };
    if let Some(path) = arguments.iter().find_map(|argument| argument.strip_prefix("--write=")) {
        let catalogue = generate::catalogue(&generate::Size::of(sizes[0]), 1);
        std::fs::write(path, catalogue).expect("the file can be written");
        return;
    }
    let wasm = if arguments.iter().any(|argument| argument == "--native") { None } else { wasm() };
    let only = arguments.iter().find_map(|argument| argument.strip_prefix("--only="));
    let only = only.unwrap_or_default();
    let head = ["native", "worst", "wasm", "worst", "ratio"];
    print!("{:<34}{:>9}", "step, median", "deals");
    for title in head {
        print!("{title:>11}");
    }
    println!("  budget");
    for deals in sizes {
        let in_wasm = wasm.as_deref().map(|script| run_wasm(script, deals, only)).unwrap_or_default();
        let start = Instant::now();
        let mut tell = |row: Row| print(&row, deals, &in_wasm);
        Bench { only, now_ms: &|| start.elapsed().as_secs_f64() * 1e3, tell: &mut tell }.run(deals);
    }
}

fn print(row: &Row, deals: usize, in_wasm: &HashMap<String, (f64, f64)>) {
    print!("{:<34}{deals:>9}{:>11.3}{:>11.3}", row.name, row.median, row.worst);
    match in_wasm.get(&row.name) {
        Some((median, worst)) => {
            print!("{median:>11.3}{worst:>11.3}{:>11.2}", median / row.median);
        }
        None => print!("{:>33}", "–"),
    }
    println!("  {}", row.budget);
}

/// Builds the same measurements as wasm: the script that runs them.
fn wasm() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rights");
    let target = ["--target", "wasm32-unknown-unknown"];
    let built = Command::new(env!("CARGO"))
        .current_dir(root)
        .args(["build", "--locked", "--quiet", "--profile", "bench", "--example", "rights-wasm"])
        .args(target)
        .arg("--target-dir")
        .arg(root.join("target"))
        .status();
    let program = root.join("target/wasm32-unknown-unknown/release/examples/rights-wasm.wasm");
    // The tool that the page's build uses, or the one on the path.
    let own = root.join(".tools/cargo/bin/wasm-bindgen");
    let tool = if own.exists() { own } else { PathBuf::from("wasm-bindgen") };
    let bound = Command::new(tool).arg(&program).args(["--target", "nodejs", "--out-dir"]).arg(&out).status();
    let is_there = built.is_ok_and(|status| status.success()) && bound.is_ok_and(|status| status.success());
    if !is_there {
        println!("wasm is left out: it could not be built; `make build` puts its tools in place");
    }
    is_there.then(|| out.join("rights-wasm.js"))
}

/// Name, median and worst of each row in wasm.
fn run_wasm(script: &Path, deals: usize, only: &str) -> HashMap<String, (f64, f64)> {
    let output = Command::new("node").arg(script).arg(deals.to_string()).arg(only).output();
    let output = output.expect("Node.js is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let name = cells.next()?.to_string();
        Some((name, (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?)))
    };
    lines.lines().filter_map(row).collect()
}
