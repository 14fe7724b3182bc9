//! GEXF 1.3, dynamic: what Gephi opens with its time line.

use super::graph::Graph;
use super::xml::{attribute, text};
use crate::dates::Day;

/// Ids of the attributes of a node.
const NODE: [&str; 2] = ["kind", "country"];

/// The file.
pub fn write(graph: &Graph) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<meta",
    );
    // The day of the data, not of the export: the same data give the same bytes.
    if Day::parse(&graph.about.checked).is_some() {
        attribute("lastmodifieddate", &graph.about.checked, &mut out);
    }
    out.push_str(">\n<creator>Catalog Atlas</creator>\n<description>");
    text(&graph.about.text(), &mut out);
    out.push_str(
        "</description>\n</meta>\n<graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" \
         timerepresentation=\"interval\">\n<attributes class=\"node\">\n",
    );
    for name in NODE {
        declare(name, "string", &mut out);
    }
    out.push_str("</attributes>\n<attributes class=\"edge\">\n");
    for (name, _) in super::graph::Edge::default().attributes() {
        declare(name, "string", &mut out);
    }
    declare("joint", "boolean", &mut out);
    out.push_str("</attributes>\n<nodes>\n");
    for node in &graph.nodes {
        out.push_str("<node");
        attribute("id", &node.id, &mut out);
        attribute("label", &node.label, &mut out);
        out.push('>');
        values(&[("kind", node.kind), ("country", &node.country)], &mut out);
        out.push_str("</node>\n");
    }
    out.push_str("</nodes>\n<edges>\n");
    for edge in &graph.edges {
        out.push_str("<edge");
        for (name, value) in [
            ("id", edge.id.as_str()),
            ("source", &edge.source),
            ("target", &edge.target),
            ("label", &edge.label),
            // Readers merge edges of one kind between the same two nodes.
            ("kind", &edge.id),
            ("weight", "1.0"),
            ("start", &edge.start),
            ("end", &edge.end),
        ] {
            if !value.is_empty() {
                attribute(name, value, &mut out);
            }
        }
        out.push('>');
        let mut of_edge = edge.attributes().to_vec();
        of_edge.push(("joint", if edge.joint { "true" } else { "" }));
        values(&of_edge, &mut out);
        out.push_str("</edge>\n");
    }
    out.push_str("</edges>\n</graph>\n</gexf>\n");
    out
}

fn declare(name: &str, kind: &str, out: &mut String) {
    out.push_str("<attribute");
    attribute("id", name, out);
    attribute("title", name, out);
    attribute("type", kind, out);
    out.push_str("/>\n");
}

fn values(values: &[(&str, &str)], out: &mut String) {
    out.push_str("<attvalues>");
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        out.push_str("<attvalue");
        attribute("for", name, out);
        attribute("value", value, out);
        out.push_str("/>");
    }
    out.push_str("</attvalues>");
}
