//! The list of requirements names tests that are there.

use std::collections::BTreeSet;
use std::path::Path;

/// The first and last number of each kind, and the numbers left out on purpose.
const ITEMS: [(char, u32, &[u32]); 7] = [
    ('E', 16, &[15]),
    ('H', 14, &[]),
    ('R', 12, &[]),
    ('J', 12, &[]),
    ('S', 15, &[]),
    ('X', 10, &[]),
    ('T', 15, &[]),
];

fn read(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The fault of a name in the list; nothing if it is that of a test, or a command of the Makefile.
fn fault(name: &str) -> Option<String> {
    if let Some(target) = name.strip_prefix("make ") {
        let is_there = read("Makefile").lines().any(|line| line.starts_with(&format!("{target}:")));
        return (!is_there).then(|| format!("the Makefile has no {target}"));
    }
    let Some((file, function)) = name.split_once("::") else { return Some(format!("{name} is no test")) };
    let path = if file.starts_with("src/") { format!("{file}.rs") } else { format!("tests/{file}.rs") };
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join(&path).is_file() {
        return Some(format!("{path} is not there"));
    }
    let text = read(&path);
    let Some(at) = text.find(&format!("fn {function}(")) else {
        return Some(format!("{path} has no {function}"));
    };
    // Its attribute stands above it, with no other function between.
    let above = text[..at].rsplit("\n}").next().unwrap_or_default();
    (!above.contains("#[test]")).then(|| format!("{name} is no test"))
}

/// Of each row: the item, and the names in backticks.
fn rows(list: &str) -> Vec<(String, Vec<String>)> {
    let cells = list.lines().filter_map(|line| line.strip_prefix("| "));
    cells
        .filter_map(|line| {
            let (item, rest) = line.split_once(" |")?;
            let known = item.starts_with(|c: char| ITEMS.iter().any(|it| it.0 == c)) && item.len() <= 3;
            let names = rest.split('`').skip(1).step_by(2).map(str::to_string).collect();
            known.then(|| (item.to_string(), names))
        })
        .collect()
}

#[test]
fn every_requirement_has_a_test_or_a_reason() {
    let list = read("tests/requirements.md");
    let (shown, open) = list.split_once("## Open").expect("what is open");
    let mut faults = Vec::new();
    let (shown, open) = (rows(shown), rows(open));
    for (item, names) in &shown {
        if names.is_empty() {
            faults.push(format!("{item} names no test"));
        }
        faults.extend(names.iter().filter_map(|name| fault(name)).map(|fault| format!("{item}: {fault}")));
    }
    let found: Vec<&str> = shown.iter().chain(&open).map(|row| row.0.as_str()).collect();
    let wanted = ITEMS.iter().flat_map(|(kind, last, without)| {
        (1..=*last).filter(|number| !without.contains(number)).map(move |number| format!("{kind}{number}"))
    });
    let wanted: BTreeSet<String> = wanted.collect();
    faults.extend(
        wanted.iter().filter(|item| !found.contains(&item.as_str())).map(|item| format!("{item} is missing")),
    );
    faults.extend(found.iter().filter(|item| !wanted.contains(**item)).map(|item| format!("{item} is none")));
    if found.len() != wanted.len() {
        faults.push(format!("{} rows for {} items", found.len(), wanted.len()));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_name_without_a_test_would_be_seen() {
    assert!(fault("requirements::every_requirement_has_a_test_or_a_reason").is_none());
    for wrong in ["requirements::fault", "requirements::nothing", "nowhere::nothing", "make nothing", "words"]
    {
        assert!(fault(wrong).is_some(), "{wrong}");
    }
}
