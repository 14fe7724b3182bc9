//! Cytoscape JSON, as `cytoscape.js` and Cytoscape itself take it.

use super::graph::{Edge, Graph, Node};
use super::json::pretty;
use serde_json::{Map, Value, json};

/// The file.
pub fn write(graph: &Graph) -> String {
    let nodes: Vec<Value> = graph.nodes.iter().map(node).collect();
    let edges: Vec<Value> = graph.edges.iter().map(edge).collect();
    pretty(&json!({
        "data": { "name": graph.about.title, "description": graph.about.text() },
        "elements": { "nodes": nodes, "edges": edges },
    }))
}

fn node(node: &Node) -> Value {
    let data =
        [("id", node.id.as_str()), ("label", &node.label), ("kind", node.kind), ("country", &node.country)];
    json!({ "data": fields(&data) })
}

fn edge(edge: &Edge) -> Value {
    let mut data = fields(&[
        ("id", &edge.id),
        ("source", &edge.source),
        ("target", &edge.target),
        ("label", &edge.label),
        ("start", &edge.start),
        ("end", &edge.end),
    ]);
    data.extend(fields(&edge.attributes()));
    if edge.joint {
        data.insert("joint".to_string(), true.into());
    }
    json!({ "data": data })
}

/// An object of the values that are known, without control characters: other
/// programs draw them as they are.
pub(super) fn fields(values: &[(&str, &str)]) -> Map<String, Value> {
    let known = values.iter().filter(|(_, value)| !value.is_empty());
    known.map(|(name, value)| ((*name).to_string(), plain(value).into())).collect()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
