//! The generator is measured: its documents load without errors.

use super::make::document;
use catalog_atlas::data::{Catalog, Severity};

#[test]
fn random_documents_load_without_errors() {
    let mut wrong = Vec::new();
    for seed in 0..2000 {
        let json = document(seed);
        let loaded = Catalog::load(json.to_string().as_bytes()).expect("a dataset");
        let errors = loaded.findings.iter().filter(|finding| finding.severity == Severity::Error);
        wrong.extend(errors.map(|finding| format!("seed {seed}: {finding}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
