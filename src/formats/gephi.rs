//! Sheets for Gephi's import of spreadsheets: `nodes.csv` and `edges.csv`.

use super::csv::{BYTE_ORDER_MARK, row};
use super::graph::Graph;

/// Names and contents of the two sheets.
pub fn write(graph: &Graph) -> [(&'static str, String); 2] {
    let mut nodes = String::from(BYTE_ORDER_MARK);
    row(&["Id", "Label", "kind", "country"], &mut nodes);
    for node in &graph.nodes {
        row(&[&node.id, &node.label, node.kind, &node.country], &mut nodes);
    }
    let mut edges = String::from(BYTE_ORDER_MARK);
    row(
        &[
            "Source",
            "Target",
            "Type",
            "Id",
            "Label",
            "Kind",
            "Weight",
            "deal",
            "type",
            "exclusivity",
            "confidence",
            "territory",
        ],
        &mut edges,
    );
    for edge in &graph.edges {
        let cells = [
            edge.source.as_str(),
            &edge.target,
            "Directed",
            &edge.id,
            &edge.label,
            &edge.id,
            "1",
            &edge.deal,
            edge.deal_type,
            edge.exclusivity,
            edge.confidence,
            &edge.territory,
        ];
        row(&cells, &mut edges);
    }
    [("nodes.csv", nodes), ("edges.csv", edges)]
}
