//! The flat sheet: what people write, and what is made of it.

use crate::support::{atlas, folder, path, said, text, write};
use catalog_atlas::data::Catalog;
use catalog_atlas::formats::csv::BYTE_ORDER_MARK;
use catalog_atlas::formats::sheet::COLUMNS;
use catalog_atlas::rights::{Compiled, Options};
use serde_json::{Value, json};

/// The document and the report of a sheet.
fn import(name: &str, csv: &str) -> (Value, String) {
    let folder = folder(&format!("sheet-{name}"));
    let file = write(&folder, "sheet.csv", csv);
    let output = atlas(&["import", &file]);
    let report = String::from_utf8(output.stderr).expect("UTF-8");
    (serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {report}")), report)
}

#[test]
fn the_template_imports_and_has_the_headings_of_the_format() {
    let template = text("static/template.csv");
    let heading =
        template.strip_prefix(BYTE_ORDER_MARK).and_then(|text| text.lines().next()).expect("a heading");
    assert_eq!(heading, COLUMNS.join(","));
    let folder = folder("template");
    let out = folder.join("out.json").to_str().expect("plain letters").to_string();
    let report = said(&["import", "static/template.csv", "-o", &out, "--title", "My deals"]);
    assert!(report.ends_with("3 parties, 2 deals, 2 sources; 0 errors, 0 warnings, 6 notes\n"), "{report}");
    assert!(
        report.contains("note[unsigned]: The dataset has no “authors”, “licence”, “checked”"),
        "{report}"
    );
    let signed = [
        "--author",
        "A. Author",
        "--author",
        "B. Author",
        "--licence",
        "CC-BY-4.0",
        "--checked",
        "2026-11-20",
    ];
    let signed = [&["import", "static/template.csv", "--title", "Mine"][..], &signed].concat();
    let signed: Value = serde_json::from_str(&said(&signed)).expect("JSON");
    let meta = json!({"title": "Mine", "language": "en", "authors": ["A. Author", "B. Author"], "licence": "CC-BY-4.0", "checked": "2026-11-20"});
    assert_eq!(signed["meta"], meta);
    assert_eq!(atlas(&["import", "static/template.csv", "--checked", "soon"]).status.code(), Some(2));
    let checked = said(&["check", &out]);
    assert!(checked.contains("0 errors, 0 warnings"), "{checked}");
    let document: Value =
        serde_json::from_str(&std::fs::read_to_string(&out).expect("a file")).expect("JSON");
    assert_eq!(document["meta"], json!({"title": "My deals", "language": "en"}));
    for deal in document["deals"].as_array().expect("deals") {
        assert!(deal["id"].as_str().expect("an id").starts_with("example-"));
        assert!(deal["note"].as_str().expect("a note").starts_with("Invented example: replace this row."));
    }
}

#[test]
fn the_least_that_is_needed() {
    let (document, report) = import(
        "least",
        "from,to,type,start,source_url\n\
         Sony Music,网易云音乐,licence,2018-05,https://a.example/1\n\
         SONY MUSIC,QQ Music,licence,13/02/2016,https://a.example/1\n\
         Sony Musik,QQ Music,licence,2019,https://b.example/2\n",
    );
    let parties: Vec<(&str, &str)> = document["parties"]
        .as_array()
        .expect("parties")
        .iter()
        .map(|party| (party["id"].as_str().expect("an id"), party["name"].as_str().expect("a name")))
        .collect();
    assert_eq!(parties.len(), 4, "one for each name, whatever its case");
    assert_eq!(
        (parties[0], parties[2], parties[3]),
        (("sony-music", "Sony Music"), ("qq-music", "QQ Music"), ("sony-musik", "Sony Musik"))
    );
    assert!(parties[1].0.starts_with("p-") && parties[1].1 == "网易云音乐");
    assert_eq!(document["sources"].as_array().map(Vec::len), Some(2), "one for each address");
    for list in ["parties", "sources"] {
        assert!(
            document[list].as_array().expect("a list").iter().all(|record| record["x_review"].is_string())
        );
    }
    let deals = document["deals"].as_array().expect("deals");
    assert_eq!(deals[0]["from"], "sony-music");
    assert_eq!(
        (&deals[1]["id"], &deals[1]["start"]),
        (&json!("sony-music-qq-music-2016"), &json!("2016-02-13"))
    );
    assert!(report.contains("“13/02/2016” was read as 2016-02-13."), "{report}");
    assert!(report.contains("“SONY MUSIC” was taken for “Sony Music” (sony-music)."), "{report}");
    assert!(report.contains("“Sony Musik” is new, and near to “Sony Music” (sony-music)."), "{report}");
    assert!(report.contains("write sony-music; if not, leave it"), "{report}");
    assert!(report.contains("0 errors"), "{report}");
}

#[test]
fn what_is_missing_or_cannot_be_meant_is_named() {
    let headings = write(&folder("sheet-headings"), "sheet.csv", "from,to,price\nA,B,1\n");
    let report = String::from_utf8(atlas(&["import", &headings]).stderr).expect("UTF-8");
    for name in ["type", "source_url", "start or announced"] {
        assert!(report.contains(&format!("The column “{name}” is missing")), "{report}");
    }
    let (document, report) = import(
        "cells",
        "type,from,to,announced,share,price,exclusivty,source_url,x_mine\n\
         licence,A,B,02/03/2018,all,\"1,000\",exclusive,javascript:x,own\n\
         ,A,B,2018,,,,https://a.example,\n\
         license,A,,2018,60..80 pool,undisclosed,,https://a.example,\n",
    );
    for place in [
        "error[unclear-date]: “02/03/2018” is not a date that can mean one thing only; it is left out.\n  --> sheet.csv: row 2, column announced",
        "error[bad-number]: “all” is not a share in percent; it is left out.\n  --> sheet.csv: row 2, column share",
        "error[bad-number]: “1,000” is not a price; it is left out.\n  --> sheet.csv: row 2, column price",
        "warning[unknown-column]: The sheet has no column “exclusivty”; its cells are left out.\n  --> sheet.csv: row 1, column exclusivty\n  = help: Did you mean “exclusivity”?",
        "error[bad-address]: “javascript:x” is no address that readers can follow; the source has no link.\n  --> sheet.csv: row 2, column source_1_url\n  = help: Write the whole address, beginning with https://.",
        "error[missing-field]: The row does not say what type of deal it is; it is left out.\n  --> sheet.csv: row 3, column type",
        "warning[nobody-named]: Nobody is named; the side is recorded as not known.\n  --> sheet.csv: row 4, column to",
        "  --> sheet.csv: row 4, column type\n  = help: Did you mean “licence”?",
    ] {
        assert!(report.contains(place), "{place}\nis not in\n{report}");
    }
    let deals = document["deals"].as_array().expect("deals");
    assert_eq!(deals.len(), 2);
    assert_eq!(deals[0]["x_mine"], "own");
    assert_eq!(deals[1]["to"], json!({"unspecified": "unknown"}));
    assert_eq!(deals[1]["catalogue"]["share"], json!({"minimum": 60, "maximum": 80, "of": "pool"}));
    assert_eq!(deals[1]["price"], json!([{"kind": "undisclosed"}]));
}

#[test]
fn helper_columns_count_only_where_the_date_is_empty() {
    let (document, _) = import(
        "helpers",
        "type,from,to,start,end,start_earliest,start_latest,end_earliest,end_latest,announced,source_url\n\
         licence,A,B,2018?,,2011-01-01,2011-12-31,2019-01-01,2019-03-31,,https://a.example\n\
         licence,A,B,,,2018-01-01,,,2018-02-01,,https://a.example\n",
    );
    let deals = document["deals"].as_array().expect("deals");
    assert_eq!((&deals[0]["start"], &deals[0]["end"]), (&json!("2018?"), &json!("[2019-01-01..2019-03-31]")));
    assert_eq!((&deals[1]["start"], &deals[1]["end"]), (&json!("[2018-01-01..]"), &json!("[..2018-02-01]")));
}

#[test]
fn rows_of_one_deal_are_its_grants_and_other_separators_are_read() {
    let (document, report) = import(
        "swap",
        "deal_id;type;from;to;catalogue;exclusivity;note;start;source_url\r\n\
         swap-1;swap;A;B;holdings:exclusive;non-exclusive;there;2018;https://a.example\r\n\
         swap-1;swap;B;A;\"named:C; except:live\";;back;2018;https://a.example\r\n",
    );
    let deal = &document["deals"][0];
    assert_eq!(deal["id"], "swap-1");
    assert_eq!(
        deal["grants"][0],
        json!({"id": "g1", "from": "a", "to": "b", "catalogue": {"holdings": "exclusive"}, "exclusivity": "non-exclusive", "start": "2018", "note": "there"})
    );
    assert_eq!(deal["grants"][1]["catalogue"], json!({"named": ["c"], "except": ["live"]}));
    assert!(report.contains("3 parties, 1 deal, 1 source; 0 errors"), "{report}");
}

/// A sheet that was exported says the same when it is imported: each of its grants is
/// in force on the same days.
#[test]
fn an_exported_sheet_means_the_same() {
    for file in ["static/data/china-music.json", "tests/examples/ex1.json", "tests/examples/ex4.json"] {
        let folder = folder("same");
        let sheet = write(&folder, "sheet.csv", said(&["export", file, "--to", "sheet"]));
        let out = folder.join("out.json").to_str().expect("plain letters").to_string();
        let report = said(&["import", &sheet, "-o", &out]);
        assert!(report.contains("; 0 errors, "), "{report}");
        let days = |path: &std::path::Path| {
            let catalog = Catalog::load(&std::fs::read(path).expect("a file")).expect("a dataset").catalog;
            let strict = Compiled::new(&catalog, Options { presume: false, known: None });
            let id = |party| catalog.party(party).id.to_string();
            let mut links: Vec<String> = Vec::new();
            for link in &strict.grants {
                let deal = catalog.deal(link.deal);
                let grant = &deal.grants[link.grant];
                let date = |bound: &Option<catalog_atlas::dates::Bound>| {
                    bound.as_ref().map_or("", |bound| bound.as_str()).to_string()
                };
                let from = link.from.map(id).unwrap_or_default();
                links.push(format!(
                    "{} {from} {} {} {} {}",
                    deal.id,
                    id(link.to),
                    date(&grant.start),
                    date(&grant.end),
                    grant.exclusivity.level.word()
                ));
            }
            links.sort();
            links
        };
        assert_eq!(days(&path(file)), days(std::path::Path::new(&out)), "{file}");
    }
}

#[test]
fn a_sheet_that_goes_into_its_own_dataset_adds_nothing() {
    let folder = folder("into");
    let sheet = write(&folder, "sheet.csv", said(&["export", "tests/examples/ex1.json", "--to", "sheet"]));
    let report = said(&["import", &sheet, "--into", "tests/examples/ex1.json"]);
    assert!(report.contains("nothing added"), "{report}");
    assert!(!report.contains("created-"), "parties and sources are known: {report}");
}
