//! For each of the twenty-five codes what raises it, and what comes near and does not.

mod early;
mod late;

use super::lint;
use crate::rights::tests::load;
use crate::rights::{Compiled, Options};

/// Places of the findings with one code, the loader's among them, without those of other codes.
fn places(code: &str, more: &str, deals: &str) -> Vec<String> {
    let loaded = load(more, deals);
    let compiled = Compiled::new(&loaded.catalog, Options { presume: false, known: None });
    let mut found = loaded.findings;
    found.extend(lint(&loaded.catalog, &compiled));
    for finding in &found {
        assert!(finding.message.ends_with(['.', '?']), "{finding}");
        assert!(finding.fix.as_ref().is_some_and(|fix| !fix.is_empty()), "{finding}");
    }
    let of_code = found.into_iter().filter(|finding| finding.code == code);
    of_code.map(|finding| format!("{} {}", &finding.severity.word()[..1], finding.pointer)).collect()
}

/// The findings of a code: `e`, `w` or `n`, and the pointer.
#[track_caller]
fn check(code: &str, more: &str, deals: &str, expected: &[&str]) {
    assert_eq!(places(code, more, deals), expected, "{code}: {more} {deals}");
}
