//! axe-core against the page as it stands.

use serde::Deserialize;

use super::Page;

/// A rule that the page breaks, and where.
#[derive(Debug, Deserialize)]
pub struct Violation {
    pub id: String,
    pub help: String,
    pub nodes: Vec<Node>,
}

/// An element that breaks a rule.
#[derive(Debug, Deserialize)]
pub struct Node {
    pub html: String,
    #[serde(rename = "failureSummary")]
    pub summary: String,
}

const RUN: &str = r#"
return axe.run(document, {
  resultTypes: ["violations"],
  runOnly: { type: "tag", values: [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"
  ] },
  rules: {
    "target-size": { enabled: true },
    "label-content-name-mismatch": { enabled: true },
    "css-orientation-lock": { enabled: true }
  }
}).then((result) => {
  if (result.passes.length === 0) throw new Error("axe found nothing to check");
  return result.violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary }))
  }));
});
"#;

impl Page {
    /// What axe-core has to say: WCAG 2.2 A and AA, best practice, and three rules that are off by default.
    pub async fn violations(&self) -> Vec<Violation> {
        if !self.eval::<bool>("return typeof axe == 'object'").await {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/axe-core/axe.min.js");
            let script = std::fs::read_to_string(file)
                .unwrap_or_else(|error| panic!("axe-core is missing ({error}): run scripts/setup.sh test"));
            self.eval::<()>(&script).await;
        }
        self.eval(RUN).await
    }

    /// Fails with every violation, named by the state that the page is in.
    pub async fn assert_accessible(&self, state: &str) {
        let mut faults = Vec::new();
        for violation in self.violations().await {
            faults.push(format!("{}: {} ({} elements)", violation.id, violation.help, violation.nodes.len()));
            // The first few say what to mend.
            faults.extend(
                violation.nodes.iter().take(5).map(|node| format!("  {}\n  {}", node.html, node.summary)),
            );
        }
        assert!(faults.is_empty(), "axe, {state}:\n{}", faults.join("\n"));
    }
}
