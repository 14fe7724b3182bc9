//! `atlas import` of tables: what is wrong is named with file, row, column, reason and
//! fix, what is right is kept, and nothing is fetched or overwritten in silence.

use crate::support::{atlas, folder, json, path, said, write};
use catalog_atlas::data::Catalog;
use catalog_atlas::formats::sheet::COLUMNS;
use catalog_atlas::formats::tables::{self, Sheet, TABLES};
use catalog_atlas::tool::{import_files, import_sheet};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::path::Path;

/// Imports and gives the document, the rows of the report and the exit status.
fn import(arguments: &[&str]) -> (Value, Vec<Value>, i32) {
    let output = atlas(&[&["import", "--format", "json"], arguments].concat());
    let is_report = output.stdout.starts_with(b"[");
    let report = if is_report { &output.stdout } else { &output.stderr };
    let rows = serde_json::from_slice(report)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(report)));
    let document = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (document, rows, output.status.code().expect("a status"))
}

/// Code, file, row and column of each row of a report.
fn places(rows: &[Value]) -> Vec<String> {
    let word = |row: &Value, key: &str| row[key].as_str().expect("text").to_string();
    rows.iter()
        .map(|row| {
            [word(row, "code"), word(row, "file"), row["row"].to_string(), word(row, "column")].join(" ")
        })
        .collect()
}

fn problem_tables(folder: &Path) {
    write(
        folder,
        "parties.csv",
        "id,kind,name,country,founded,colour\na,label,Alder,DE,5.5.2001,red\nb,servic,Brook,GB,02/03/2005,\na,label,Alder again,,,\n",
    );
    write(folder, "deals.csv", "id;type;announced;note\nd1;licence;13/02/2018;en=One\n\nd2;licence;;\n");
    write(
        folder,
        "grants.csv",
        "deal_id,grant_id,from,to,catalogue_of,start,exclusivity\nd1,,a,b,nobody,2018-2-9,exclusive\nd2,g1,a,b,,2018,\nd2,g2,b,a,,Jul-16,\nd9,,a,b,,,\n",
    );
    write(folder, "evidence.csv", "record_id,part,source_id\nd1,,s1\nd1,/effects/0,s1\n");
    write(folder, "sources.csv", "id,kind,title,url\ns1,news,Report,javascript:alert(1)\n");
    write(folder, "meta.csv", "field,lang,value\n/title,en,Title\nlanguage,,en\n");
}

#[test]
fn every_problem_has_its_place() {
    let folder = folder("problems");
    problem_tables(&folder);
    let (document, rows, status) = import(&[folder.to_str().expect("plain letters")]);
    assert_eq!(status, 1);
    let expected = [
        "date-understood parties.csv 2 founded",
        "bad-word parties.csv 3 kind",
        "duplicate-id parties.csv 4 id",
        "unclear-date parties.csv 3 founded",
        "unknown-column parties.csv 1 colour",
        "date-understood deals.csv 2 announced",
        "dangling-reference grants.csv 2 catalogue_of",
        "date-understood grants.csv 2 start",
        "unclear-date grants.csv 4 start",
        "dangling-row grants.csv 5 deal_id",
        "dangling-row evidence.csv 3 part",
        "bad-address sources.csv 2 url",
    ];
    let found = places(&rows);
    for place in expected {
        assert!(found.iter().any(|row| row == place), "{place} is not in {found:#?}");
    }
    for row in &rows {
        assert!(
            row["message"].as_str().is_some_and(|message| message.ends_with('.') || message.ends_with('”')),
            "{row}"
        );
        assert!(row["severity"] == "note" || row["fix"].is_string(), "{row}");
    }
    // What was read is all there, and what was understood stands as EDTF.
    assert_eq!(document["meta"]["title"], json!({"en": "Title"}));
    assert_eq!(document["parties"][0]["founded"], "2001-05-05");
    assert_eq!(document["parties"][1]["founded"], "02/03/2005", "left as it is, for a person to decide");
    let deals = document["deals"].as_array().expect("deals");
    assert_eq!(deals.len(), 2);
    assert_eq!((&deals[0]["announced"], &deals[0]["start"]), (&json!("2018-02-13"), &json!("2018-02-09")));
    assert_eq!(deals[0]["note"], json!({"en": "One"}));
    assert_eq!(deals[1]["grants"][1], json!({"id": "g2", "from": "b", "to": "a", "start": "Jul-16"}));
}

#[test]
fn the_report_reads_well() {
    let folder = folder("report");
    problem_tables(&folder);
    let output =
        atlas(&["import", folder.to_str().expect("plain letters"), "-o", &write(&folder, "out.json", "")]);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let one = "error[unclear-date]: “02/03/2005” is not a date that can mean one thing only.\n  --> parties.csv: row 3, \
               column founded\n  = help: Day and month could be meant either way round. Write it as year-month-day, such as \
               2018-02-09.\n";
    assert!(text.contains(one), "{text}");
    assert!(text.lines().last().expect("a line").starts_with("3 parties, 2 deals, 1 source; "), "{text}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_exported_package_comes_back() {
    let folder = folder("back");
    let [tables, out] =
        ["tables", "out.json"].map(|name| folder.join(name).to_str().expect("plain letters").to_string());
    said(&["export", "static/data/china-music.json", "--to", "tables", "-o", &tables]);
    let text = said(&["import", &tables, "-o", &out]);
    assert_eq!(text, "111 parties, 160 deals, 172 sources; 0 errors, 0 warnings, 0 notes\n");
    let back: Value = serde_json::from_str(&std::fs::read_to_string(&out).expect("a file")).expect("JSON");
    assert!(back == json("static/data/china-music.json"));
}

#[test]
fn addresses_in_a_package_are_never_opened() {
    let folder = folder("remote");
    let inner = folder.join("package");
    std::fs::create_dir_all(inner.join("data")).expect("a folder");
    let outside = write(&folder, "outside.csv", "id,kind,name\nsecret,label,Secret\n");
    write(&inner.join("data"), "deals.csv", "id,type\nd,licence\n");
    let resource = |name: &str, path: &str| json!({"name": name, "path": path});
    for address in [
        "http://127.0.0.1:9/parties.csv",
        "../outside.csv",
        &outside,
        "file:///etc/passwd",
        "data\\..\\..\\outside.csv",
        "",
    ] {
        let package =
            json!({"resources": [resource("parties", address), resource("deals", "data/deals.csv")]});
        write(&inner, "datapackage.json", package.to_string());
        let (document, rows, status) = import(&[inner.to_str().expect("plain letters")]);
        assert_eq!(status, 1);
        assert_eq!(document["parties"], json!([]), "{address}");
        assert_eq!(document["deals"][0]["id"], "d", "a path below the folder is read");
        let row = rows
            .iter()
            .find(|row| row["code"] == "remote-resource")
            .unwrap_or_else(|| panic!("{address}: {rows:?}"));
        assert_eq!(row["file"], "datapackage.json");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, inner.join("parties.csv")).expect("a link");
        std::fs::remove_file(inner.join("datapackage.json")).expect("a file");
        write(&inner, "deals.csv", "id,type\nd,licence\n");
        let (document, rows, _) = import(&[inner.to_str().expect("plain letters")]);
        assert!(
            rows.iter().any(|row| row["code"] == "unreadable" && row["file"] == "parties.csv"),
            "{rows:?}"
        );
        assert_eq!(document["parties"], json!([]));
    }
}

#[test]
fn broken_files_are_explained() {
    let folder = folder("broken");
    let in_folder = |name: &str, bytes: &[u8]| {
        let inner = folder.join(name);
        std::fs::create_dir_all(&inner).expect("a folder");
        write(&inner, "parties.csv", bytes);
        inner.to_str().expect("plain letters").to_string()
    };
    for (bytes, place) in [
        (&b"id,kind,name\na,label,Caf\xe9\n"[..], "not-utf8 parties.csv 2 "),
        (b"\xff\xfei\0d\0", "not-utf8 parties.csv 1 "),
        (b"", "not-csv parties.csv 0 "),
        (b"name,kind\nA,label\n", "missing-column parties.csv 1 id"),
        (b"id,kind,name\na,label,A,more\n", "extra-cells parties.csv 2 "),
        (b"id,kind,name,name\na,label,A,B\n", "duplicate-column parties.csv 1 name"),
        (b"id,kind,name,x_json\na,label,A,[1]\n", "bad-json parties.csv 2 x_json"),
        (
            b"id,kind,name,x_json\na,label,A,\"{\"\"kind\"\":\"\"service\"\"}\"\n",
            "two-values parties.csv 2 x_json",
        ),
    ] {
        let (document, rows, status) = import(&[&in_folder(&place.replace([' ', '.'], "-"), bytes)]);
        let found = places(&rows);
        assert!(found.iter().any(|row| row == place), "{place} is not in {found:#?}");
        let read_something = !place.starts_with("not-") && !place.starts_with("missing-");
        assert_eq!(
            (status, document.is_null()),
            if read_something { (1, false) } else { (2, true) },
            "{place}"
        );
    }
    let empty = folder.join("empty");
    std::fs::create_dir_all(&empty).expect("a folder");
    for path in [empty.to_str().expect("plain letters"), "tests/nowhere", "tests/formats"] {
        assert_eq!(atlas(&["import", path]).status.code(), Some(2), "{path}");
    }
}

#[test]
fn merging_keeps_what_is_there() {
    let folder = folder("merge");
    let base = std::fs::read_to_string(path("tests/examples/ex2.json")).expect("a file");
    let base = write(&folder, "base.json", base);
    let document: Value =
        serde_json::from_str(&std::fs::read_to_string(&base).expect("a file")).expect("JSON");
    let party = document["parties"][0]["id"].as_str().expect("an id");
    let name = document["parties"][0]["name"].as_str().expect("a name");
    let tables = folder.join("tables");
    std::fs::create_dir_all(&tables).expect("a folder");
    write(
        &tables,
        "parties.csv",
        format!("id,kind,name,country,note\n{party},,Another name,XK,new note\nnew,label,New,,\n"),
    );
    let tables = tables.to_str().expect("plain letters");

    let preview = said(&["import", tables, "--into", &base]);
    assert!(
        preview.contains(&format!(
            "{party}: name is “{name}”; the import says “Another name”. What is there was kept."
        )),
        "{preview}"
    );
    assert!(preview.contains("--> parties.csv: row 2, column name"), "{preview}");
    assert!(preview.contains("1 party added") && preview.contains("nothing was written"), "{preview}");
    let unchanged: Value =
        serde_json::from_str(&std::fs::read_to_string(&base).expect("a file")).expect("JSON");
    assert!(unchanged == document, "a preview writes nothing");

    let out = folder.join("out.json").to_str().expect("plain letters").to_string();
    said(&["import", tables, "--into", &base, "-o", &out]);
    let merged: Value = serde_json::from_str(&std::fs::read_to_string(&out).expect("a file")).expect("JSON");
    assert_eq!(merged["parties"][0]["name"], name);
    assert_eq!(merged["parties"][0]["note"], "new note");
    assert_eq!(
        merged["parties"].as_array().and_then(|parties| parties.last()),
        Some(&json!({"id": "new", "kind": "label", "name": "New"}))
    );
    assert_eq!(merged["deals"], document["deals"]);

    let told = said(&["import", tables, "--into", &base, "-o", &out, "--replace"]);
    assert!(told.contains(&format!("name was “{name}” and is now “Another name”")), "{told}");
}

/// Cells of every kind in columns of every kind.
fn cells() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(&["", "a", "b", "d", "g1", "1", "2", "/operated_by/0", "/effects/0/x", "/title", "x_json", "x_document", "en=x\nde=y", "a;b"][..])
            .prop_map(str::to_string),
        1 => select(&["{\"a\":{\"b\":1}}", "{\"grants\":5,\"names\":\"x\",\"operated_by\":[1]}", "[", "null", "true", "-1e999", "2018", "02/03/2018"][..])
            .prop_map(str::to_string),
        1 => "\\PC{0,12}",
    ]
}

proptest! {
    #[test]
    fn any_tables_are_read_or_refused(rows in vec((0..TABLES.len(), vec(cells(), 0..12)), 0..30)) {
        let mut sheets: Vec<Sheet> = Vec::new();
        for table in &TABLES {
            let mut header: Vec<String> = table.columns.iter().map(|column| column.name.to_string()).collect();
            header.extend(["x_own".to_string(), "x_json".to_string()]);
            let (file, table) = (format!("{}.csv", table.name), table.name.to_string());
            sheets.push(Sheet { file, table, header, ..Sheet::default() });
        }
        for (table, cells) in rows {
            sheets[table].rows.push(cells);
        }
        let read = tables::read(&sheets);
        for problem in &read.problems {
            prop_assert!(!problem.message.is_empty() && !problem.file.is_empty());
        }
        for finding in Catalog::load(read.document.to_string().as_bytes()).map(|loaded| loaded.findings).unwrap_or_default() {
            read.places.find(&finding.pointer);
        }
    }

    #[test]
    fn any_sheet_is_read_or_refused(rows in vec(vec(cells(), 0..COLUMNS.len() + 1), 0..12), bytes in vec(any::<u8>(), 0..80)) {
        let header = COLUMNS.map(str::to_string).to_vec();
        let sheet = Sheet { file: "s.csv".to_string(), header, rows, ..Sheet::default() };
        let read = import_sheet::read(&sheet, None);
        prop_assert!(read.document.contains_key("deals"));
        let mut problems = Vec::new();
        let sheet = import_files::sheet("s.csv", "parties", &bytes, &mut problems);
        prop_assert!(!sheet.header.is_empty() || !problems.is_empty());
    }
}
