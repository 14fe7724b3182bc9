//! axe-core against the page as it stands.

use serde::Deserialize;
use serde_json::json;

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

/// Whether a person has looked at what axe-core could not decide.
fn is_looked_at(rule: &str, node: &Node) -> bool {
    let text = node.html.split('>').nth(1).unwrap_or_default();
    let text = text.split('<').next().unwrap_or_default();
    match rule {
        // Names on a drawing: the test beside `scene::style` computes their contrast.
        "color-contrast" if node.html.starts_with("<tspan") || node.html.starts_with("<text") => true,
        // A sign says nothing that its name could contradict, and is as dark as all other words.
        "color-contrast" | "label-content-name-mismatch" if !text.contains(char::is_alphanumeric) => true,
        // A column in which nothing is known of the rows that are left.
        "th-has-data-cells" => true,
        // One digit in a row of the table.
        "color-contrast" => text.chars().count() == 1,
        _ => false,
    }
}

/// Every rule but that of colours, or that one alone; where a box scrolls, colours once more with
/// everything laid open: those of what is out of sight are seen by nobody.
const RUN: &str = r#"
const [structure] = arguments;
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const told = ({ id, help, nodes }) => ({
  id, help, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary: failureSummary ?? "" }))
});
const resultTypes = ["violations", "incomplete"];
const colours = () => axe.run(document, { resultTypes, runOnly: { type: "rule", values: ["color-contrast"] } });
return (async () => {
  const found = structure ? await axe.run(document, {
    resultTypes,
    runOnly: { type: "tag", values: tags },
    rules: {
      "color-contrast": { enabled: false },
      "target-size": { enabled: true },
      "label-content-name-mismatch": { enabled: true },
      "css-orientation-lock": { enabled: true }
    }
  }) : undefined;
  const shut = await colours();
  const checked = found ?? shut;
  if (checked.passes.length + checked.violations.length === 0) throw new Error("axe found nothing to check");
  const boxes = "main :is(.side, .scroll-box, .table-box, .figure, [data-fold])";
  const scrolls = (box) => box.matches("[data-fold]") || box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  let laid = shut;
  if ([...document.querySelectorAll(boxes)].some(scrolls)) {
    const open = document.head.appendChild(document.createElement("style"));
    open.textContent = `.stage { display: block !important }
    ${boxes} {
      position: static !important; overflow: visible !important; max-height: none !important; mask-image: none !important;
    }
    .pin-head, .pin-side, .pin-corner { display: none !important }`;
    laid = await colours();
    open.remove();
  }
  const all = (...results) => results.filter(Boolean);
  return [
    all(found, shut, laid !== shut && laid).flatMap(({ violations }) => violations.map(told)),
    all(found, laid).flatMap(({ incomplete }) => incomplete.map(told))
  ];
})();
"#;

impl Page {
    /// What axe-core has to say: WCAG 2.2 A and AA, best practice, and three rules that are off by
    /// default. First what is broken, then what a person has to look at.
    pub async fn violations(&self) -> [Vec<Violation>; 2] {
        self.run_axe(true).await
    }

    async fn run_axe(&self, structure: bool) -> [Vec<Violation>; 2] {
        if !self.eval::<bool>("return typeof axe == 'object'").await {
            let file = concat!(env!("CARGO_MANIFEST_DIR"), "/node_modules/axe-core/axe.min.js");
            let script = std::fs::read_to_string(file)
                .unwrap_or_else(|error| panic!("axe-core is missing ({error}): run scripts/setup.sh test"));
            self.eval::<()>(&script).await;
        }
        self.eval_with(RUN, vec![json!(structure)]).await
    }

    /// Fails with every violation, named by the state that the page is in.
    pub async fn assert_accessible(&self, state: &str) {
        judge(state, self.violations().await);
    }

    /// The same for what another theme can change: colours alone.
    pub async fn assert_readable(&self, state: &str) {
        self.until("colours at rest", "document.getAnimations().length === 0").await;
        judge(state, self.run_axe(false).await);
    }
}

fn judge(state: &str, [broken, unsure]: [Vec<Violation>; 2]) {
    let mut faults = Vec::new();
    let new = unsure.into_iter().map(|mut rule| {
        rule.nodes.retain(|node| !is_looked_at(&rule.id, node));
        rule
    });
    for violation in broken.into_iter().chain(new.filter(|rule| !rule.nodes.is_empty())) {
        faults.push(format!("{}: {} ({} elements)", violation.id, violation.help, violation.nodes.len()));
        // The first few say what to mend.
        faults.extend(
            violation.nodes.iter().take(5).map(|node| format!("  {}\n  {}", node.html, node.summary)),
        );
    }
    assert!(faults.is_empty(), "axe, {state}:\n{}", faults.join("\n"));
}
