//! What the package rests on, as far as it can be judged without a network: where it comes from, that its
//! bytes are pinned, and that its licences go together with ours (web-requirements S15).
//!
//! Whether something in it is known to be unsafe is asked of lists elsewhere: `make advisories`.

use serde_json::Value;
use std::path::Path;
use std::process::Command;

const LOCKS: [&str; 3] =
    ["package-lock.json", "benches/first-picture/package-lock.json", "benches/peers/package-lock.json"];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let rules = read("deny.toml");
    let (_, list) = rules.split_once("allow = [").expect("a list of licences");
    let (list, _) = list.split_once(']').expect("its end");
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Whether a licence expression can be met: one side of an `OR`, both of an `AND`. A slash is an old `OR`.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = either(&words, &mut at, allowed);
    met && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut met = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        // Read in any case: the place must move on.
        let other = both(words, at, allowed);
        met |= other;
    }
    met
}

fn both(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        let other = one(words, at, allowed);
        met &= other;
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = either(words, at, allowed);
        *at += 1;
        return met && words.get(*at - 1) == Some(&")");
    }
    // An exception only adds to what is allowed.
    if words.get(*at) == Some(&"WITH") {
        *at += 2;
    }
    allowed.iter().any(|licence| licence == word)
}

/// Every record of a lock file of Cargo: its lines `key = "value"`.
fn locked(text: &str) -> Vec<Vec<(&str, &str)>> {
    text.split("[[package]]")
        .skip(1)
        .map(|record| {
            let lines = record.lines().filter_map(|line| line.split_once(" = \""));
            lines.map(|(key, value)| (key, value.trim_end_matches('"'))).collect()
        })
        .collect()
}

/// What is wrong with a lock file of Cargo.
fn crates_at_fault(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for record in locked(text) {
        let field = |name: &str| record.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
        let name = field("name").unwrap_or("a crate without a name");
        match (field("source"), field("checksum")) {
            (None, None) if name == env!("CARGO_PKG_NAME") => {}
            (Some("registry+https://github.com/rust-lang/crates.io-index"), Some(sum))
                if sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()) => {}
            (source, sum) => faults.push(format!("{name}: from {source:?}, sum {sum:?}")),
        }
    }
    faults
}

/// What is wrong with a lock file of npm.
fn packages_at_fault(text: &str, allowed: &[String]) -> Vec<String> {
    let lock: Value = serde_json::from_str(text).expect("JSON");
    let mut faults = Vec::new();
    for (name, package) in lock["packages"].as_object().expect("packages") {
        if name.is_empty() {
            continue;
        }
        let pinned = package["integrity"].as_str().is_some_and(|sum| sum.starts_with("sha512-"));
        if !pinned || package["link"] == true {
            faults.push(format!("{name} is not pinned"));
        }
        let licence = package["license"].as_str().unwrap_or("none");
        if !is_met(licence, allowed) {
            faults.push(format!("{name}: {licence}"));
        }
    }
    faults
}

#[test]
fn crates_come_from_one_registry_and_are_pinned() {
    let text = read("Cargo.lock");
    assert!(locked(&text).len() > 100);
    let faults = crates_at_fault(&text);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn packages_are_pinned_and_their_licences_allow_it() {
    for lock in LOCKS {
        let faults = packages_at_fault(&read(lock), &allowed());
        assert!(faults.is_empty(), "{lock}: {}", faults.join("\n"));
    }
}

/// Of everything that is compiled for the tool, its tests and the page.
#[test]
fn the_licences_of_crates_allow_it() {
    let allowed = allowed();
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc");
    let said = String::from_utf8(rustc.stdout).expect("text");
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    for target in [host, "wasm32-unknown-unknown"] {
        let output = Command::new(env!("CARGO"))
            .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", target])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .expect("cargo");
        assert!(output.status.success(), "{target}: {}", String::from_utf8_lossy(&output.stderr));
        let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let packages = told["packages"].as_array().expect("packages");
        assert!(packages.len() > 50, "{target}");
        let faults: Vec<String> = packages
            .iter()
            .filter(|package| !package["license"].as_str().is_some_and(|licence| is_met(licence, &allowed)))
            .map(|package| format!("{}: {}", package["name"], package["license"]))
            .collect();
        assert!(faults.is_empty(), "{target}: {}", faults.join("\n"));
    }
}

#[test]
fn the_checks_can_fail() {
    let allowed = ["MIT", "Apache-2.0", "Unicode-3.0"].map(str::to_owned);
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("MIT/Apache-2.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR GPL-3.0-only) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0-only", true),
        ("(MIT", false),
        ("MIT MIT", false),
        ("", false),
    ] {
        assert_eq!(is_met(expression, &allowed), met, "{expression}");
    }
    let registry = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let lock = |lines: &str| format!("version = 4\n\n[[package]]\nname = \"x\"\nversion = \"1\"\n{lines}\n");
    let sum = format!("checksum = \"{}\"", "0".repeat(64));
    assert!(crates_at_fault(&lock(&format!("{registry}\n{sum}"))).is_empty());
    for lines in [
        registry.to_owned(),
        String::new(),
        format!("source = \"git+https://example.org/x\"\n{sum}"),
        format!("{registry}\nchecksum = \"0\""),
    ] {
        assert_eq!(crates_at_fault(&lock(&lines)).len(), 1, "{lines}");
    }
    let npm = |fields: &str| format!("{{\"packages\": {{\"\": {{}}, \"node_modules/x\": {{{fields}}}}}}}");
    let good = "\"integrity\": \"sha512-x\", \"license\": \"MIT\"";
    assert!(packages_at_fault(&npm(good), &allowed).is_empty());
    assert_eq!(packages_at_fault(&npm("\"license\": \"GPL-3.0\""), &allowed).len(), 2);
}
