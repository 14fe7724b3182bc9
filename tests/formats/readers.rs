//! Programs that are not ours read what is written: graphology from npm (GEXF and
//! `GraphML`), roxmltree (XML), a schema of JSON Graph Format.

use crate::support::{compiled, folder, json, path, whole_graph, write};
use catalog_atlas::dates::Day;
use catalog_atlas::formats::graph::{Choice, Graph, graph};
use catalog_atlas::formats::{cytoscape, gephi, gexf, graphml, jgf};
use catalog_atlas::rights::{Compiled, Options};
use catalog_atlas::state::DateChoice;
use roxmltree::{Document, Node};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::process::Command;

const FILES: [&str; 3] =
    ["static/data/china-music.json", "tests/examples/ex3.json", "tests/examples/ex4.json"];

/// What graphology saw in a file.
pub fn graphology(file: &str) -> Value {
    let output = Command::new("node").arg(path("tests/formats/graphs.mjs")).arg(file).output().expect("node");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Nodes and edges that a reader saw are those that were written.
pub fn compare(graph: &Graph, seen: &Value, interval: bool) {
    let nodes = seen["nodes"].as_array().expect("nodes");
    assert_eq!(nodes.len(), graph.nodes.len());
    for (node, seen) in graph.nodes.iter().zip(nodes) {
        assert_eq!(seen["id"], node.id);
        assert_eq!(seen["attributes"]["label"], node.label);
        assert_eq!(seen["attributes"]["kind"], node.kind);
    }
    let edges = seen["edges"].as_array().expect("edges");
    assert_eq!(edges.len(), graph.edges.len(), "parallel deals stay apart");
    for (edge, seen) in graph.edges.iter().zip(edges) {
        let own = &seen["attributes"];
        assert_eq!((&seen["id"], &seen["source"]), (&json!(edge.id), &json!(edge.source)));
        assert_eq!(seen["target"], edge.target);
        assert_eq!(own["label"], edge.label);
        for (name, value) in edge.attributes() {
            assert_eq!(own[name].as_str().unwrap_or(""), value, "{name} of {}", edge.id);
        }
        assert_eq!(own["joint"].as_bool().unwrap_or(false), edge.joint);
        if interval {
            assert_eq!(own["start"].as_str().unwrap_or(""), edge.start);
            assert_eq!(own["end"].as_str().unwrap_or(""), edge.end);
        }
    }
}

#[test]
fn graphology_reads_gexf_and_graphml() {
    let folder = folder("graphology");
    for (place, file) in FILES.iter().enumerate() {
        let graph = whole_graph(&json(file));
        let seen = graphology(&write(&folder, &format!("{place}.gexf"), gexf::write(&graph)));
        // This reader leaves the interval out; its XML is read below.
        compare(&graph, &seen, false);
        assert_eq!(seen["graph"]["description"], graph.about.text());
        let seen = graphology(&write(&folder, &format!("{place}.graphml"), graphml::write(&graph)));
        compare(&graph, &seen, true);
    }
}

#[test]
fn gexf_keeps_the_rules_of_its_schema() {
    for file in FILES {
        let graph = whole_graph(&json(file));
        check_gexf(&gexf::write(&graph), &graph);
    }
}

/// The rules of gexf.xsd and dynamics.xsd, version 1.3, for the elements in use.
pub fn check_gexf(text: &str, graph: &Graph) {
    let document = Document::parse(text).expect("XML");
    let root = document.root_element();
    let ns = "http://gexf.net/1.3";
    for node in root.descendants().filter(Node::is_element) {
        assert_eq!(node.tag_name().namespace(), Some(ns));
        let (children, attributes): (&[&str], &[&str]) = match node.tag_name().name() {
            "gexf" => (&["meta", "graph"], &["version"]),
            "meta" => (&["creator", "description"], &["lastmodifieddate"]),
            "graph" => (
                &["attributes", "attributes", "nodes", "edges"],
                &["mode", "defaultedgetype", "timeformat", "timerepresentation"],
            ),
            "attributes" => (&["attribute"], &["class"]),
            "attribute" => (&[], &["id", "title", "type"]),
            "nodes" => (&["node"], &[]),
            "node" => (&["attvalues"], &["id", "label"]),
            "edges" => (&["edge"], &[]),
            "edge" => {
                (&["attvalues"], &["id", "source", "target", "label", "kind", "weight", "start", "end"])
            }
            "attvalues" => (&["attvalue"], &[]),
            "attvalue" => (&[], &["for", "value"]),
            "creator" | "description" => (&[], &[]),
            other => panic!("{other} is no element of GEXF that is written"),
        };
        for child in node.children().filter(Node::is_element) {
            assert!(children.contains(&child.tag_name().name()), "{child:?} in {node:?}");
        }
        for attribute in node.attributes() {
            assert!(attributes.contains(&attribute.name()), "{attribute:?} of {node:?}");
            if matches!(attribute.name(), "start" | "end" | "lastmodifieddate") {
                assert!(Day::parse(attribute.value()).is_some(), "{attribute:?}");
            }
        }
    }
    let one = |name: &str| root.descendants().find(|node| node.has_tag_name((ns, name))).expect("an element");
    assert_eq!(root.attribute("version"), Some("1.3"));
    let values = ["mode", "defaultedgetype", "timeformat", "timerepresentation"]
        .map(|name| one("graph").attribute(name));
    assert_eq!(values, [Some("dynamic"), Some("directed"), Some("date"), Some("interval")]);
    let order: Vec<&str> =
        one("graph").children().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
    assert_eq!(order, ["attributes", "attributes", "nodes", "edges"]);

    let mut declared = Vec::new();
    for list in one("graph").children().filter(|node| node.has_tag_name((ns, "attributes"))) {
        let class = list.attribute("class").expect("a class");
        for attribute in list.children().filter(Node::is_element) {
            assert!(["string", "boolean"].contains(&attribute.attribute("type").expect("a type")));
            declared.push((class, attribute.attribute("id").expect("an id")));
        }
    }
    let names =
        |class: &str| declared.iter().filter(|(of, _)| *of == class).map(|(_, id)| *id).collect::<Vec<_>>();
    assert_eq!(names("node"), ["kind", "country"]);
    assert_eq!(
        names("edge"),
        [
            "deal",
            "type",
            "exclusivity",
            "confidence",
            "territory",
            "start_edtf",
            "end_edtf",
            "certain_start",
            "certain_end",
            "sources",
            "joint"
        ]
    );
    let ids: BTreeSet<&str> = one("nodes").children().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.len(), graph.nodes.len());
    let mut triples = BTreeSet::new();
    let edges: Vec<Node<'_, '_>> = one("edges").children().filter(Node::is_element).collect();
    assert_eq!(edges.len(), graph.edges.len());
    for (node, edge) in edges.iter().zip(&graph.edges) {
        let [source, target, kind] =
            ["source", "target", "kind"].map(|name| node.attribute(name).expect("a value"));
        assert!(ids.contains(source) && ids.contains(target), "{node:?}");
        assert!(triples.insert((source, target, kind)), "{node:?} would be merged into another edge");
        assert!(node.attribute("weight").expect("a weight").parse::<f64>().is_ok());
        assert_eq!(node.attribute("start").unwrap_or(""), edge.start);
        assert_eq!(node.attribute("end").unwrap_or(""), edge.end);
        for value in node.descendants().filter(|node| node.has_tag_name((ns, "attvalue"))) {
            assert!(names("edge").contains(&value.attribute("for").expect("an attribute")));
        }
    }
}

#[test]
fn json_graph_format_keeps_its_schema() {
    // The parts of the schema of JSON Graph Format 2 that one directed graph needs.
    let text = json!({"type": "string"});
    let object = json!({"type": "object"});
    let schema = json!({
        "type": "object", "required": ["graph"], "additionalProperties": false,
        "properties": {"graph": {
            "type": "object", "additionalProperties": false, "required": ["nodes", "edges"],
            "properties": {
                "id": text, "label": text, "directed": {"type": "boolean"}, "type": text, "metadata": object,
                "nodes": {"type": "object", "additionalProperties": {
                    "type": "object", "additionalProperties": false, "properties": {"label": text, "metadata": object}
                }},
                "edges": {"type": "array", "items": {
                    "type": "object", "additionalProperties": false, "required": ["source", "target"],
                    "properties": {
                        "id": text, "source": text, "target": text, "relation": text,
                        "directed": {"type": "boolean"}, "label": text, "metadata": object
                    }
                }}
            }
        }}
    });
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for file in FILES {
        let graph = whole_graph(&json(file));
        let seen: Value = serde_json::from_str(&jgf::write(&graph)).expect("JSON");
        assert!(
            validator.is_valid(&seen),
            "{:?}",
            validator.iter_errors(&seen).next().map(|error| error.to_string())
        );
        let seen = &seen["graph"];
        assert_eq!(seen["directed"], true);
        assert_eq!(seen["nodes"].as_object().expect("nodes").len(), graph.nodes.len());
        let edges = seen["edges"].as_array().expect("edges");
        assert_eq!(edges.len(), graph.edges.len());
        for (edge, seen) in graph.edges.iter().zip(edges) {
            assert_eq!((&seen["id"], &seen["relation"]), (&json!(edge.id), &json!(edge.deal_type)));
            for end in ["source", "target"] {
                assert!(seen_node(&graph, seen[end].as_str().expect("an id")));
            }
            assert_eq!(seen["metadata"]["start"].as_str().unwrap_or(""), edge.start);
            assert_eq!(seen["metadata"]["end_edtf"].as_str().unwrap_or(""), edge.end_edtf);
        }
    }
}

fn seen_node(graph: &Graph, id: &str) -> bool {
    graph.nodes.iter().any(|node| node.id == id)
}

#[test]
fn cytoscape_and_gephi_hold_every_edge() {
    for file in FILES {
        let graph = whole_graph(&json(file));
        let seen: Value = serde_json::from_str(&cytoscape::write(&graph)).expect("JSON");
        let ids = |list: &str| -> Vec<String> {
            let items = seen["elements"][list].as_array().expect("a list");
            items.iter().map(|item| item["data"]["id"].as_str().expect("an id").to_string()).collect()
        };
        assert_eq!(ids("nodes"), graph.nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>());
        assert_eq!(ids("edges"), graph.edges.iter().map(|edge| edge.id.clone()).collect::<Vec<_>>());
        let all = [ids("nodes"), ids("edges")].concat();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "no id twice among nodes and edges");

        let [(_, nodes), (_, edges)] = gephi::write(&graph);
        let (nodes, edges) = (crate::support::raw_rows(&nodes), crate::support::raw_rows(&edges));
        assert_eq!(nodes[0], ["Id", "Label", "kind", "country"]);
        assert_eq!(edges[0][..7], ["Source", "Target", "Type", "Id", "Label", "Kind", "Weight"]);
        assert_eq!((nodes.len(), edges.len()), (graph.nodes.len() + 1, graph.edges.len() + 1));
        assert!(edges[1..].iter().all(|row| row[2] == "Directed" && row[3] == row[5]));
    }
}

#[test]
fn intervals_are_as_wide_as_what_is_not_known() {
    let graph = whole_graph(&json("tests/examples/ex4.json"));
    let edge = |id: &str| graph.edges.iter().find(|edge| edge.id == id).unwrap_or_else(|| panic!("{id}"));
    let river = edge("alder-river-2014#g1");
    assert_eq!((river.start.as_str(), river.start_edtf.as_str()), ("2014-01-01", "2014"));
    // Renewed on an unknown day of 2017.
    assert_eq!((river.end.as_str(), river.end_edtf.as_str()), ("2017-12-30", "2017"));
    assert_eq!((river.certain_start.as_str(), river.certain_end.as_str()), ("2014-12-31", "2017-01-01"));
    let open = edge("birch-lake-2015#g1");
    assert_eq!((open.source.as_str(), open.end.as_str(), open.certain_end.as_str()), ("birch", "", ".."));
    let announced = edge("cedar-lake-2019#g1");
    assert_eq!((announced.certain_start.as_str(), announced.start_edtf.as_str()), ("", ""), "only announced");
    let joint: Vec<&str> =
        graph.edges.iter().filter(|edge| edge.joint).map(|edge| edge.id.as_str()).collect();
    assert_eq!(joint, ["summary-2019#g1.1", "summary-2019#g1.2", "summary-2019#g1.3", "summary-2019#g1.4"]);
    assert!(
        graph.about.text().contains("without a named licensor or licensee: 1 of"),
        "{}",
        graph.about.text()
    );
    assert!(!graph.edges.iter().any(|edge| edge.deal == "brook-mystery-2018"));
}

#[test]
fn a_day_shows_what_may_be_in_force_and_says_so() {
    let document = json("static/data/china-music.json");
    let (catalog, _) = compiled(&document);
    let choice = Choice {
        date: DateChoice::parse("2018-03-10"),
        known: Day::parse("2020-01-01"),
        ..Choice::default()
    };
    let known = Compiled::new(&catalog, Options { presume: true, known: choice.known });
    let day = graph(&catalog, &known, &choice);
    let all = whole_graph(&document);
    assert!(!day.edges.is_empty() && day.edges.len() < all.edges.len());
    let covers = |edge: &catalog_atlas::formats::graph::Edge| {
        edge.start.as_str() <= "2018-03-10" && (edge.end.is_empty() || edge.end.as_str() >= "2018-03-10")
    };
    assert!(day.edges.iter().all(covers));
    assert!(day.edges.iter().all(|edge| edge.deal_type != "ownership"), "only with --with ownership");
    assert!(all.edges.iter().any(|edge| edge.deal_type == "ownership"));
    assert!(
        day.about.text().contains("2018-03-10, as known on 2020-01-01; no filters"),
        "{}",
        day.about.text()
    );
    assert!(all.about.text().contains("all times"));
}
