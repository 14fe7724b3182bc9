//! `atlas import` of files that people spoil: nothing is lost in silence, the one true
//! reason is named, and what could not be read overwrites nothing.

use crate::support::{atlas, folder, json, write};
use serde_json::{Value, json};
use std::path::Path;

/// What came of an import into a file: rows of the report, document, exit status.
struct Came {
    rows: Vec<Value>,
    document: Value,
    status: i32,
}

impl Came {
    /// Code, row and column of every error.
    fn errors(&self) -> Vec<String> {
        let errors = self.rows.iter().filter(|row| row["severity"] == "error");
        let word = |row: &Value, key: &str| row[key].as_str().expect("text").to_string();
        errors.map(|row| format!("{} {} {}", word(row, "code"), row["row"], word(row, "column"))).collect()
    }

    /// From whom to whom.
    fn deals(&self) -> Vec<String> {
        let deals = self.document["deals"].as_array().expect("deals");
        let word = |deal: &Value, key: &str| deal[key].as_str().expect("text").to_string();
        deals.iter().map(|deal| word(deal, "from") + " " + &word(deal, "to")).collect()
    }
}

fn import(folder: &Path, path: &str, more: &[&str]) -> Came {
    let out = write(folder, "out.json", "before");
    let output = atlas(&[&["import", "--format", "json", path, "-o", &out], more].concat());
    let report = if output.stdout.is_empty() { &output.stderr } else { &output.stdout };
    let written = std::fs::read_to_string(&out).expect("a file");
    Came {
        rows: serde_json::from_slice(report).unwrap_or_default(),
        document: if written == "before" {
            Value::Null
        } else {
            serde_json::from_str(&written).expect("JSON")
        },
        status: output.status.code().expect("a status"),
    }
}

/// Imports one sheet.
fn sheet(name: &str, bytes: impl AsRef<[u8]>) -> Came {
    let folder = folder(name);
    let path = write(&folder, "sheet.csv", bytes);
    import(&folder, &path, &[])
}

const HEAD: &str = "from,to,type,start,source_url,note\n";

#[test]
fn a_quotation_mark_that_never_closes_is_named_where_it_opens() {
    let rows = "A,B,licence,2016,https://e.com/1,\nC,D,licence,2016,https://e.com/1,\"no end\nE,F,licence,2016,https://e.com/1,x\nG,H,licence,2016,https://e.com/1,x\n";
    let came = sheet("open-quote", [HEAD, rows].concat());
    assert_eq!(came.errors(), ["open-quote 3 note"]);
    assert_eq!(came.deals(), ["a b"], "what it swallowed is no row");
    let message = came.rows.iter().find(|row| row["code"] == "open-quote").map(|row| &row["message"]);
    assert!(message.is_some_and(|it| it.to_string().contains("the 2 lines below it")), "{message:?}");
    assert_eq!(came.status, 1);
}

#[test]
fn a_quotation_mark_that_closes_in_another_cell_is_named() {
    let rows = "A,B,licence,2016,https://e.com/1,\"no end\nC,D,licence,2016,https://e.com/1,\"x\nE,F,licence,2016,https://e.com/1,x\n";
    let came = sheet("stray-quote", [HEAD, rows].concat());
    assert_eq!(came.errors(), ["stray-quote 2 note"]);
    // A cell of two lines and a mark within a text are right.
    let rows = "A,B,licence,2016,https://e.com/1,\"two\nlines, \"\"quoted\"\"\"\nC,D,licence,2016,https://e.com/1,12\" single\n";
    let came = sheet("right-quotes", [HEAD, rows].concat());
    assert_eq!(came.errors(), [""; 0]);
    assert_eq!(came.document["deals"][0]["note"], "two\nlines, \"quoted\"");
    assert_eq!(came.document["deals"][1]["note"], "12\" single");
}

#[test]
fn cells_without_a_heading_are_named() {
    let rows = "A,B,licence,2016,https://e.com/1,one, two\nC,D,licence,2016,https://e.com/1,,,\n";
    let came = sheet("extra", [HEAD, rows].concat());
    assert_eq!(came.errors(), ["extra-cells 2 "], "empty cells say nothing");
    let came = sheet("unnamed", "from,to,type,start,source_url,\nA,B,licence,2016,https://e.com/1,lost\n");
    assert_eq!(came.errors(), ["extra-cells 2 "]);
    let came = sheet("twice", "from,to,type,start,source_url,to\nA,B,licence,2016,https://e.com/1,C\n");
    assert_eq!(came.errors(), ["duplicate-column 1 to"]);
}

#[test]
fn rows_are_counted_as_a_spreadsheet_counts_them() {
    let rows = "A,B,licence,2016,https://e.com/1,\n\r\n\nC,D,licence,soon,https://e.com/1,\n";
    let came = sheet("blank", [HEAD, rows].concat());
    assert_eq!(came.errors(), ["unclear-date 5 start"]);
    let came = sheet("blank-crlf", [HEAD, rows].concat().replace("\r\n", "\n").replace('\n', "\r\n"));
    assert_eq!(came.errors(), ["unclear-date 5 start"]);
    let came = sheet("crlf", [HEAD, &rows.replace("\n\r\n\n", "\n")].concat().replace('\n', "\r\n"));
    assert_eq!(came.errors(), ["unclear-date 3 start"]);
}

#[test]
fn what_cannot_be_read_overwrites_nothing_and_has_one_reason() {
    let utf16: Vec<u8> = "\u{FEFF}from,to\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (name, bytes, error) in [
        ("utf16", &utf16[..], "not-utf8 1 "),
        (
            "gbk",
            b"from,to,type,start,source_url\n\xbb\xaa\xd1\xd0,B,licence,2016,https://e.com/1\n",
            "not-utf8 2 ",
        ),
        ("empty", b"", "not-csv 0 "),
        ("headings", b"from,to,type,start,source_url\n", "no-rows 0 "),
        ("all-open", b"from,to,type,start,\"source_url\nA,B,licence,2016,https://e.com/1\n", "open-quote 1 "),
    ] {
        let came = sheet(name, bytes);
        assert_eq!((came.errors(), came.status), (vec![error.to_string()], 2), "{name}");
        assert_eq!(came.document, Value::Null, "{name}: nothing is written");
        assert_eq!(came.rows.len(), 1, "{name}: {:?}", came.rows);
    }
    let folder = folder("nothing-into");
    let base = write(&folder, "base.json", json("tests/examples/ex1.json").to_string());
    let came = import(&folder, &write(&folder, "sheet.csv", &utf16), &["--into", &base]);
    assert_eq!((came.status, came.document), (2, Value::Null));
}

#[test]
fn a_table_that_is_not_there_is_said_once_and_first() {
    let folder = folder("no-grants");
    let tables = folder.join("tables").to_str().expect("plain letters").to_string();
    crate::support::said(&["export", "static/data/china-music.json", "--to", "tables", "-o", &tables]);
    std::fs::remove_file(Path::new(&tables).join("grants.csv")).expect("a file");
    let came = import(&folder, &tables, &[]);
    assert_eq!(
        (came.rows[0]["code"].as_str(), came.rows[0]["file"].as_str()),
        (Some("missing-file"), Some("grants.csv"))
    );
    assert!(!came.errors().iter().any(|error| error.starts_with("missing-field")), "{:#?}", came.errors());
    assert_eq!(came.errors().iter().filter(|error| error.starts_with("missing-file")).count(), 1);
    // Without the descriptor, which names the file, too.
    std::fs::remove_file(Path::new(&tables).join("datapackage.json")).expect("a file");
    let came = import(&folder, &tables, &[]);
    assert_eq!(came.rows[0]["code"], "missing-file", "{}", came.rows[0]);
    assert_eq!(came.errors().iter().filter(|error| error.starts_with("missing-file")).count(), 1);
}

#[test]
fn a_name_as_it_is_shown_is_the_party() {
    let folder = folder("names");
    let mut document = json("tests/examples/ex1.json");
    document["parties"] = json!([
        {"id": "qq", "kind": "service", "name": "QQ Music", "names": [{"text": "QQMusic"}]},
        {"id": "other", "kind": "service", "name": "Qqmusic"},
    ]);
    let base = write(&folder, "base.json", document.to_string());
    let rows = "X,QQ Music,licence,2016,https://e.com/1,\nX,Qqmusic,licence,2016,https://e.com/1,\nX,Q Q Music,licence,2016,https://e.com/1,\n";
    let path = write(&folder, "sheet.csv", [HEAD, rows].concat());
    let came = import(&folder, &path, &["--into", &base]);
    let understood: Vec<&Value> = came.rows.iter().filter(|row| row["code"] == "name-understood").collect();
    assert_eq!(understood.len(), 1, "only the one that is written otherwise: {understood:?}");
    assert_eq!(understood[0]["row"], 4);
    let receivers: Vec<&Value> = came.document["deals"]
        .as_array()
        .expect("deals")
        .iter()
        .filter(|deal| deal["from"] == "x")
        .map(|deal| &deal["to"])
        .collect();
    assert_eq!(receivers, ["qq", "other", "qq"]);
}

#[test]
fn dates_that_are_none_say_why() {
    let rows = "A,B,licence,2018-02-30,https://e.com/1,\nA,B,licence,2017..2018,https://e.com/1,\n";
    let came = sheet("dates", [HEAD, rows].concat());
    let fixes: Vec<&str> = came
        .rows
        .iter()
        .filter(|row| row["code"] == "unclear-date")
        .filter_map(|row| row["fix"].as_str())
        .collect();
    assert!(fixes[0].contains("no such day") && fixes[1].contains("[2017..2018]"), "{fixes:?}");
}
