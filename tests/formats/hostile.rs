//! Names that are formulas, markup, control characters or the end of a format stay
//! names in every file.

use crate::readers::{check_gexf, graphology};
use crate::support::{compiled, folder, raw_rows, there_and_back, whole_graph, write};
use catalog_atlas::data::PartyIx;
use catalog_atlas::formats::graph::Choice;
use catalog_atlas::formats::rows::{self, Form};
use catalog_atlas::formats::{csv::unguarded, cytoscape, gephi, gexf, graphml, jgf, sheet, tables};
use catalog_atlas::query::table;
use catalog_atlas::state::State;
use serde_json::{Value, json};

const NAMES: [&str; 17] = [
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1;2)",
    "\tstarts with a tab",
    "\rstarts with a return",
    "\nstarts with a line",
    "\0starts with NUL",
    "'=already guarded",
    "]]><!-- \" ' & </node><node id=\"x\"/>",
    "<script>alert(1)</script>",
    "\u{202e}cisuM QQ\u{202c}",
    "bell \u{7} escape \u{1b}[31m del \u{7f} c1 \u{9b} nonchar \u{fffe}\u{ffff}",
    "two\r\nlines, \"quoted\"; and=more",
    "虾米音乐 \u{1f3b5} \u{feff}\u{200b}",
    "&#x3D;&amp;&lt;",
    "{\"json\": [1]}",
];

/// A dataset in which everybody has such a name; names stand in every text.
fn dataset() -> Value {
    let party = |(place, name): (usize, &&str)| json!({"id": format!("p{place}"), "kind": "label", "name": name, "names": [{"text": name}], "note": {"en": name, "zh": name}});
    let deal = |(place, name): (usize, &&str)| {
        json!({
            "id": format!("d{place}"), "type": "licence", "from": format!("p{place}"), "to": format!("p{}", (place + 1) % NAMES.len()),
            "title": name, "note": name, "start": "2018", "evidence": [{"source": "s", "quote": name}],
            "catalogue": {"artists": [name], "except": [name]}, "x_own": name, "claims": [{"field": "/start", "value": name, "source": "s", "choice": "open"}]
        })
    };
    json!({
        "format": "catalog-atlas/1",
        "meta": {"title": {"en": format!("{}{}{}", NAMES[9], NAMES[11], NAMES[12])}, "language": "en", "checked": "2020-01-01", "licence": NAMES[0]},
        "parties": NAMES.iter().enumerate().map(party).collect::<Vec<_>>(),
        "deals": NAMES.iter().enumerate().map(deal).collect::<Vec<_>>(),
        "sources": [{"id": "s", "kind": "news", "title": NAMES[0], "url": "https://a.example/?q==1"}]
    })
}

fn is_safe(cell: &str) -> bool {
    !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0'])
}

#[test]
fn tables_keep_every_letter_and_run_nothing() {
    let document = dataset();
    assert_eq!(there_and_back(&document).document, document);
    let files = tables::package(&document);
    for (name, text) in files.iter().filter(|(name, _)| name != "datapackage.json") {
        assert!(raw_rows(text).iter().flatten().all(|cell| is_safe(cell)), "{name}");
    }
}

#[test]
fn the_table_s_rows_read_back() {
    let (catalog, compiled) = compiled(&dataset());
    let shown = table::rows(&catalog, &compiled, &State::opening(&catalog, &compiled));
    let parties: Vec<PartyIx> = (0..NAMES.len() as u32).map(PartyIx).collect();
    let text = rows::parties(&catalog, &parties, Form::Csv);
    let read = raw_rows(&text);
    assert_eq!(read[0], rows::PARTIES);
    for (row, name) in read[1..].iter().zip(NAMES) {
        assert!(row.iter().all(|cell| is_safe(cell)));
        assert_eq!(unguarded(&row[2]), name);
    }
    let deals = raw_rows(&rows::deals(&catalog, &shown, "2018-06-01", Form::Csv));
    assert_eq!(deals[0], rows::DEALS);
    assert_eq!(deals.len(), NAMES.len() + 1);
    assert!(deals.iter().flatten().all(|cell| is_safe(cell)));
    assert_eq!(unguarded(&deals[1][3]), NAMES[0]);
    let tabs = rows::deals(&catalog, &shown, "2018-06-01", Form::Tabs);
    assert_eq!(tabs.lines().count(), NAMES.len() + 1, "no name breaks a line");
    assert!(tabs.lines().all(|line| line.split('\t').count() == rows::DEALS.len()), "or a cell");
    assert!(tabs.lines().flat_map(|line| line.split('\t')).all(is_safe));
}

#[test]
fn the_sheet_and_gephi_s_sheets_are_safe() {
    let document = dataset();
    let (catalog, compiled) = compiled(&document);
    let text = sheet::write(&catalog, &compiled, &Choice::default());
    let rows = raw_rows(&text);
    assert_eq!(rows[0], sheet::COLUMNS);
    assert_eq!(rows.len(), NAMES.len() + 1);
    assert!(rows.iter().flatten().all(|cell| is_safe(cell)));
    assert_eq!(unguarded(&rows[1][3]), NAMES[0]);
    for (_, text) in gephi::write(&whole_graph(&document)) {
        assert!(raw_rows(&text).iter().flatten().all(|cell| is_safe(cell)));
    }
}

#[test]
fn xml_stays_xml() {
    let folder = folder("hostile");
    let graph = whole_graph(&dataset());
    assert_eq!(graph.edges.len(), NAMES.len());
    let text = gexf::write(&graph);
    check_gexf(&text, &graph);
    let plain = |text: &str| {
        !text.contains(|c: char| {
            c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{fffe}' | '\u{ffff}')
        })
    };
    assert!(plain(&text));
    let seen = graphology(&write(&folder, "hostile.gexf", &text));
    assert_eq!(seen["nodes"].as_array().map(Vec::len), Some(NAMES.len()));
    let text = graphml::write(&graph);
    assert!(plain(&text));
    roxmltree::Document::parse(&text).expect("XML");
    let seen = graphology(&write(&folder, "hostile.graphml", &text));
    assert_eq!(seen["edges"].as_array().map(Vec::len), Some(NAMES.len()));
    assert_eq!(seen["nodes"][9]["attributes"]["label"], NAMES[9], "markup is text");
    assert_eq!(seen["nodes"][11]["attributes"]["label"], "cisuM QQ");
}

#[test]
fn json_has_no_control_characters() {
    let graph = whole_graph(&dataset());
    for text in [cytoscape::write(&graph), jgf::write(&graph)] {
        let value: Value = serde_json::from_str(&text).expect("JSON");
        each_text(&value, &mut |text| assert!(!text.contains(char::is_control), "{text:?}"));
    }
}

fn each_text(value: &Value, see: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter().for_each(|item| each_text(item, see)),
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            see(key);
            each_text(value, see);
        }),
        _ => {}
    }
}
