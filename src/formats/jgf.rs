//! JSON Graph Format 2.1.

use super::cytoscape::fields;
use super::graph::{Edge, Graph, Node};
use super::json::pretty;
use serde_json::{Map, Value, json};

/// The file.
pub fn write(graph: &Graph) -> String {
    let nodes: Map<String, Value> = graph.nodes.iter().map(|of| (of.id.clone(), node(of))).collect();
    let edges: Vec<Value> = graph.edges.iter().map(edge).collect();
    let mut metadata = fields(&[
        ("version", &graph.about.version),
        ("checked", &graph.about.checked),
        ("licence", &graph.about.licence),
        ("date", &graph.about.date),
        ("known", &graph.about.known),
    ]);
    metadata.insert("description".to_string(), graph.about.lines().into());
    if !graph.about.filters.is_empty() {
        metadata.insert("filters".to_string(), graph.about.filters.clone().into());
    }
    pretty(&json!({
        "graph": {
            "id": graph.id,
            "label": graph.about.title,
            "directed": true,
            "type": "licences",
            "metadata": metadata,
            "nodes": nodes,
            "edges": edges,
        }
    }))
}

fn node(node: &Node) -> Value {
    json!({ "label": node.label, "metadata": fields(&[("kind", node.kind), ("country", &node.country)]) })
}

fn edge(edge: &Edge) -> Value {
    let mut metadata = fields(&edge.attributes());
    // The type is the edge's relation.
    metadata.remove("type");
    metadata.extend(fields(&[("start", &edge.start), ("end", &edge.end)]));
    if edge.joint {
        metadata.insert("joint".to_string(), true.into());
    }
    json!({
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "relation": edge.deal_type,
        "directed": true,
        "label": edge.label,
        "metadata": metadata,
    })
}
