//! Runs a check over random documents with proptest, always the same ones.
//!
//! `ORACLE_SEED` (a number) takes other documents, `ORACLE_CASES` (a percentage) more or fewer;
//! `ORACLE_SHRINK` is how often a failing document may be made smaller.

use super::make::shrink::{Doc, Docs};
use catalog_atlas::data::{Catalog, Severity};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use serde_json::Value;

/// What is wrong with a document.
pub type Check = Result<(), String>;

/// Checks `cases` documents; a failing one is made small first.
pub fn documents(cases: u32, series: u64, check: impl Fn(&Doc, &Catalog) -> Check) {
    let number = |name: &str, default: u64| {
        std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok()).unwrap_or(default)
    };
    let cases = u64::from(cases) * number("ORACLE_CASES", 100) / 100;
    let mut seed = [0u8; 32];
    seed[..8].copy_from_slice(&number("ORACLE_SEED", 0).to_le_bytes());
    seed[8..16].copy_from_slice(&series.to_le_bytes());
    let config = Config {
        cases: cases as u32,
        failure_persistence: None,
        max_shrink_iters: number("ORACLE_SHRINK", 20_000) as u32,
        ..Config::default()
    };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let result = runner.run(&Docs, |doc| {
        let refused = || TestCaseError::reject("the loader finds errors in it");
        let catalog = load(&doc.json).ok_or_else(refused)?;
        check(&doc, &catalog).map_err(TestCaseError::fail)
    });
    match result {
        Ok(()) => {}
        Err(TestError::Fail(reason, doc)) => panic!("{reason}\n{doc:?}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

/// A document as the library reads it, if it finds no error.
pub fn load(document: &Value) -> Option<Catalog> {
    let loaded = Catalog::load(document.to_string().as_bytes()).ok()?;
    let errors = loaded.findings.iter().any(|finding| finding.severity == Severity::Error);
    (!errors).then_some(loaded.catalog)
}
