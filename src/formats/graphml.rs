//! `GraphML`: what most graph libraries read. Dates are plain strings.

use super::graph::{Edge, Graph};
use super::xml::{attribute, text};

/// The file.
pub fn write(graph: &Graph) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n<desc>",
    );
    text(&graph.about.text(), &mut out);
    out.push_str("</desc>\n");
    for name in ["label", "kind", "country"] {
        key("node", name, "string", &mut out);
    }
    for (name, _) in edge_values(&Edge::default()) {
        key("edge", name, if name == "joint" { "boolean" } else { "string" }, &mut out);
    }
    out.push_str("<graph");
    attribute("id", &graph.id, &mut out);
    attribute("edgedefault", "directed", &mut out);
    out.push_str(">\n");
    for node in &graph.nodes {
        out.push_str("<node");
        attribute("id", &node.id, &mut out);
        out.push('>');
        data("node", &[("label", &node.label), ("kind", node.kind), ("country", &node.country)], &mut out);
        out.push_str("</node>\n");
    }
    for edge in &graph.edges {
        out.push_str("<edge");
        for (name, value) in [("id", &edge.id), ("source", &edge.source), ("target", &edge.target)] {
            attribute(name, value, &mut out);
        }
        out.push('>');
        data("edge", &edge_values(edge), &mut out);
        out.push_str("</edge>\n");
    }
    out.push_str("</graph>\n</graphml>\n");
    out
}

fn edge_values(edge: &Edge) -> Vec<(&'static str, &str)> {
    let mut values = vec![("label", edge.label.as_str())];
    values.extend(edge.attributes());
    values.extend([("start", edge.start.as_str()), ("end", &edge.end)]);
    values.push(("joint", if edge.joint { "true" } else { "" }));
    values
}

/// Keys are unique over the file, so an edge's type is not a node's.
fn key(of: &str, name: &str, kind: &str, out: &mut String) {
    out.push_str("<key");
    attribute("id", &[of, "_", name].concat(), out);
    attribute("for", of, out);
    attribute("attr.name", name, out);
    attribute("attr.type", kind, out);
    out.push_str("/>\n");
}

fn data(of: &str, values: &[(&str, &str)], out: &mut String) {
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str("<data");
        attribute("key", &[of, "_", name].concat(), out);
        out.push('>');
        text(value, out);
        out.push_str("</data>");
    }
}
