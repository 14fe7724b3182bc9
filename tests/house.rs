//! The invariants of the house (see `src/lib.rs`), as far as a reader of the sources can check them.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders that compile and run without a browser.
const CORE: [&str; 11] =
    ["data", "dates", "rights", "query", "state", "layout", "lint", "scene", "formats", "embed", "i18n"];

/// Files that may build markup from text. None does; a new one needs a reason here.
const RAW_MARKUP: [&str; 0] = [];

/// The longest that a source file may be: one idea fits.
const LINES: usize = 450;

#[test]
fn the_core_names_no_browser() {
    let browser = ["yew", "web_sys", "js_sys", "wasm_bindgen", "gloo"];
    refuse(core(), |line| browser.into_iter().find(|name| has_word(line, name)));
}

#[test]
fn the_core_iterates_nothing_in_random_order() {
    refuse(core(), |line| ["HashMap", "HashSet"].into_iter().find(|name| has_word(line, name)));
}

#[test]
fn no_text_becomes_markup() {
    let ways = [
        "inner_html",
        "outer_html",
        "insert_adjacent_html",
        "from_html_unchecked",
        "create_contextual_fragment",
        "innerHTML",
    ];
    let sources = sources(Path::new("src"))
        .filter(|(path, _)| !RAW_MARKUP.iter().any(|allowed| path.ends_with(allowed)));
    refuse(sources, |line| ways.into_iter().find(|way| line.contains(way)));
}

#[test]
fn the_page_gives_up_on_nothing() {
    let ways = [".unwrap()", "panic!(", "todo!(", "unimplemented!(", "unreachable!("];
    let page = ["src/page", "src/browser"].into_iter().flat_map(|folder| sources(Path::new(folder)));
    refuse(page, |line| ways.into_iter().find(|way| line.contains(way)));
}

#[test]
fn the_page_sorts_in_one_way() {
    let ways = [".sort()", ".sort_by", ".sort_unstable"];
    let own = sources(Path::new("src"))
        .filter(|(path, _)| !path.starts_with("src/tool") && !path.starts_with("src/bin"))
        .filter(|(path, _)| !path.ends_with("arbitrary.rs"));
    refuse(own, |line| ways.into_iter().find(|way| line.contains(way)));
}

#[test]
fn every_rule_is_found_by_its_number() {
    // Of rights.md: the rules of section 2, the contradictions of 9, the checks of 10.
    let commented = |folders: &[&str]| -> String {
        let all = folders.iter().flat_map(|folder| files(Path::new(folder)));
        let lines = all.flat_map(|path| read(&path).lines().map(str::to_owned).collect::<Vec<_>>());
        lines.filter_map(|line| line.split_once("//").map(|(_, said)| said.to_owned() + "\n")).collect()
    };
    let engine = commented(&["src/rights"]);
    let rules = (1..=4).map(|n| format!("R{n}")).chain((1..=18).map(|n| format!("C{n}")));
    let mut missing: Vec<String> = rules.filter(|rule| !has_word(&engine, rule)).collect();
    let checks = numbered_checks(&commented(&["src/lint", "src/data/read"]));
    missing.extend((1..=25).filter(|n| !checks.contains(n)).map(|n| format!("check {n}")));
    assert!(missing.is_empty(), "no comment names {}", missing.join(", "));
}

#[test]
fn every_source_file_is_short() {
    let long: Vec<String> = files(Path::new("src"))
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > LINES)
        .map(|(lines, path)| format!("{}: {lines} lines, at most {LINES}", path.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn no_test_waits_by_the_clock_or_is_skipped() {
    let ways = [concat!("sle", "ep("), concat!("#[ign", "ore"), concat!("cfg(any", "())")];
    let all = ["src", "tests", "benches"].into_iter().flat_map(|folder| files(Path::new(folder)));
    let rust = all.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    refuse(rust.map(|path| (path.clone(), read(&path))), |line| {
        ways.into_iter().find(|way| line.contains(way))
    });
}

#[test]
fn no_file_names_this_machine_or_a_registry() {
    // Cargo writes the lock file, with the registry that it knows.
    let all = files(Path::new(".")).filter(|path| !path.ends_with("Cargo.lock"));
    let text = all.filter_map(|path| fs::read_to_string(&path).ok().map(|text| (path, text)));
    refuse(text, |line| machine_path(line).or_else(|| registry(line)));
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = read(Path::new("Cargo.toml"));
    let missing = dependencies_without_a_reason(&manifest);
    assert!(missing.is_empty(), "no comment above: {}", missing.join(", "));
}

#[test]
fn the_tools_have_one_version_each() {
    let versions = read(Path::new("scripts/versions"));
    let version = |tool: &str| {
        let line = versions.lines().find_map(|line| line.strip_prefix(tool)?.strip_prefix('='));
        line.unwrap_or_else(|| panic!("scripts/versions does not name {tool}")).to_owned()
    };
    let said = |file: &str, text: String| {
        assert!(
            read(Path::new(file)).contains(&text),
            "{file} does not say {text}, as scripts/versions does"
        );
    };
    said("Cargo.lock", format!("name = \"wasm-bindgen\"\nversion = \"{}\"", version("WASM_BINDGEN")));
    said("Cargo.toml", format!("wasm-bindgen = \"={}\"", version("WASM_BINDGEN")));
    said("Trunk.toml", format!("wasm_bindgen = \"{}\"", version("WASM_BINDGEN")));
    said("Trunk.toml", format!("wasm_opt = \"version_{}\"", version("BINARYEN")));
    said("package.json", format!("\"binaryen\": \"{}.0.0\"", version("BINARYEN")));
    said("package.json", format!("\"axe-core\": \"{}\"", version("AXE")));
}

// ── the checks see what they are there to see ──

#[test]
fn the_checks_can_fail() {
    assert!(has_word("use yew::Html;", "yew"));
    assert!(!has_word("let renewed = 1;", "yew"));
    assert!(!has_word("fn yewish()", "yew"));
    assert!(machine_path(concat!("see /ho", "me/someone/file")).is_some());
    assert!(machine_path(concat!("\"/ro", "ot/x\"")).is_some());
    assert!(machine_path("https://example.org/home/page").is_none());
    assert_eq!(numbered_checks("Check 15: x; checks 6 to 8, 20 and 21. Checked 3"), [15, 6, 7, 8, 20, 21]);
    assert!(registry(concat!("https://registry.npm", "js.org/x")).is_some());
    assert_eq!(
        dependencies_without_a_reason("[dependencies]\na = \"1\"\n# b\nb = \"1\"\nc = \"1\""),
        ["a", "c"]
    );
    assert!(dependencies_without_a_reason("[package]\nname = \"x\"").is_empty());
    let code = code_of("a // yew\n//! yew\n#[cfg(test)]\nmod tests {\n    .unwrap()\n}\nb \"https://c\"");
    assert_eq!(
        code.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>(),
        ["a ", "b \"https://c\""]
    );
}

// ── reading ──

/// Fails with every line in which `find` finds something, each with its place.
fn refuse(texts: impl Iterator<Item = (PathBuf, String)>, find: impl Fn(&str) -> Option<&'static str>) {
    let mut read = 0;
    let mut found = Vec::new();
    for (path, text) in texts {
        read += 1;
        for (number, line) in text.lines().enumerate() {
            if let Some(what) = find(line) {
                found.push(format!("{}:{}: {what}", path.display(), number + 1));
            }
        }
    }
    assert!(read > 0, "there was nothing to read");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn core() -> impl Iterator<Item = (PathBuf, String)> {
    let folders =
        CORE.into_iter().map(|folder| Path::new("src").join(folder)).filter(|folder| folder.is_dir());
    let sort = PathBuf::from("src/sort.rs");
    folders.flat_map(|folder| sources(&folder)).chain([(sort.clone(), code_of(&read(&sort)))])
}

/// The Rust files below a folder, without comments and without their tests.
fn sources(folder: &Path) -> impl Iterator<Item = (PathBuf, String)> + use<> {
    files(folder)
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter(|path| {
            !path.ends_with("tests.rs") && !path.components().any(|part| part.as_os_str() == "tests")
        })
        .map(|path| (path.clone(), code_of(&read(&path))))
}

/// Blanks comments and `#[cfg(test)]` items, so that line numbers stay.
fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut tests: Option<String> = None;
    for line in text.lines() {
        let indent: String = line.chars().take_while(|character| character.is_whitespace()).collect();
        if let Some(start) = &tests {
            // The item ends with a brace at its own depth, or at once.
            if line == format!("{start}}}")
                || (line.starts_with(&format!("{start}mod ")) && line.ends_with(';'))
            {
                tests = None;
            }
        } else if line.trim() == "#[cfg(test)]" {
            tests = Some(indent);
        } else if !line.trim_start().starts_with("//") {
            code += line.split_once(" //").map_or(line, |(before, _)| &line[..=before.len()]);
        }
        code.push('\n');
    }
    code
}

/// All files below a folder, in order, without what is built or fetched.
fn files(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let built = [".git", ".tools", "target", "dist", "node_modules", "shots"];
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("an entry of a folder").path();
            let name = path.file_name().unwrap_or_default();
            if built.iter().any(|skipped| name == *skipped)
                || path.extension().is_some_and(|extension| extension == "log")
            {
                continue;
            }
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found.into_iter()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn has_word(line: &str, word: &str) -> bool {
    let part = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(start, _)| {
        !part(line[..start].chars().next_back()) && !part(line[start + word.len()..].chars().next())
    })
}

/// The numbers after "check" or "checks": `6 to 8, 20 and 21`.
fn numbered_checks(text: &str) -> Vec<u32> {
    let mut found: Vec<u32> = Vec::new();
    let (mut counts, mut spans) = (false, false);
    for word in text.split_whitespace() {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
        match plain.parse::<u32>() {
            Ok(n) if counts && spans => found.extend(found.last().map_or(n, |last| last + 1)..=n),
            Ok(n) if counts => found.push(n),
            _ => {
                let begins = matches!(plain, "Check" | "Checks" | "check" | "checks");
                counts = begins || counts && matches!(plain, "to" | "and");
            }
        }
        spans = plain == "to";
    }
    found
}

fn machine_path(line: &str) -> Option<&'static str> {
    let roots = [
        concat!("/ho", "me/"),
        concat!("/ro", "ot/"),
        concat!("/Us", "ers/"),
        concat!("/wo", "rk/"),
        concat!("/t", "mp/"),
    ];
    // Inside an address or a longer path it is somebody else's.
    let inside = |character: char| character.is_alphanumeric() || "._-~/:%}".contains(character);
    roots.into_iter().find(|root| {
        line.match_indices(root).any(|(start, _)| !line[..start].chars().next_back().is_some_and(inside))
    })
}

fn registry(line: &str) -> Option<&'static str> {
    let hosts = [
        concat!("registry.npm", "js"),
        concat!("static.crates", ".io"),
        concat!("index.crates", ".io"),
        concat!("deb.deb", "ian.org"),
        concat!("files.python", "hosted"),
        concat!("proxy.gol", "ang"),
    ];
    hosts.into_iter().find(|host| line.contains(host))
}

fn dependencies_without_a_reason(manifest: &str) -> Vec<String> {
    let mut missing = Vec::new();
    let mut listed = false;
    let mut previous = "";
    let mut lines = manifest.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            listed = section.ends_with("dependencies");
            // A dependency with a section of its own.
            if let Some((_, name)) = section.split_once("dependencies.")
                && !previous.starts_with('#')
                && !lines.peek().is_some_and(|next| next.starts_with('#'))
            {
                missing.push(name.to_owned());
            }
        } else if listed
            && let Some((name, _)) = line.split_once('=')
            && !line.starts_with(['#', ' '])
            && !previous.starts_with('#')
        {
            missing.push(name.trim().to_owned());
        }
        previous = line;
    }
    missing
}
