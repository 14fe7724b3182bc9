//! Every party, with each of its names, in both scripts, and its place in a group.

use serde_json::Value;

use crate::dates::{edtf, months};
use crate::read::{Row, by_id, dataset, named, records, set, several, str_of, strings, table};

fn wrong_by(reason: &str) -> bool {
    ["machine", "mistranslation", "typo", "error", "spelling", "pinyin", "Sootoo"]
        .iter()
        .any(|w| reason.contains(w))
}

fn check_names(row: &Row, party: &Value) {
    let id = &row["id"];
    let names = records(party, "names");
    let verify = row["name_zh_basis"].contains("verify");
    for zh in several(&row["name_zh"]) {
        let name = names.iter().find(|n| n["text"] == zh.as_str()).unwrap_or_else(|| panic!("{id}: {zh}"));
        assert_eq!(name["lang"], "zh-Hans", "{id}");
        assert_eq!(name["type"], "trading", "{id}");
        assert_eq!(name["note"]["zh-Hans"] == "待核实", verify, "{id}: {zh}");
    }
    for alias in several(&row["aliases"]) {
        let fits = |n: &&Value| {
            alias.contains(str_of(&n["text"])) && n["type"] != "trading"
                || alias.starts_with(str_of(&n["text"]))
        };
        let name = names.iter().filter(fits).max_by_key(|n| str_of(&n["text"]).len());
        let name = name.unwrap_or_else(|| panic!("{id}: {alias}"));
        if wrong_by(&alias) && !alias.starts_with("QQ ") {
            let kinds = ["mistranslation", "error", "transliteration"];
            assert!(
                kinds.contains(&str_of(&name["type"]))
                    || str_of(&name["type"]) == "alternative" && alias.contains("EE Music"),
                "{id}: {alias}"
            );
        }
    }
    assert_eq!(names.len(), several(&row["name_zh"]).len() + several(&row["aliases"]).len(), "{id}");
}

fn check_parent(doc: &Value, row: &Row, party: &Value) {
    let (id, parent) = (&row["id"], row["parent_id"].as_str());
    if parent.is_empty() {
        return;
    }
    assert_eq!(party["x_parent"]["id"], parent, "{id}");
    assert_eq!(str_of(&party["x_parent"]["relation"]), row["parent_relation"], "{id}");
    if row["kind"] == "artist" {
        return;
    }
    let runs = records(party, "operated_by").iter().any(|o| o["party"] == parent);
    let held = records(doc, "deals").iter().any(|d| {
        matches!(str_of(&d["type"]), "ownership" | "merger")
            && named(&d["from"]).iter().any(|x| x == parent)
            && named(&d["to"]).iter().any(|x| x == id)
    });
    assert!(runs || held, "{id}: nothing links it to {parent}");
}

#[test]
fn every_party_is_there_with_all_its_names() {
    let doc = dataset();
    let rows = table("parties");
    assert_eq!(rows.len(), 111);
    assert_eq!(records(&doc, "parties").len(), rows.len());
    let parties = by_id(&doc, "parties");
    for row in &rows {
        let id = row["id"].as_str();
        let party = parties.get(id).unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(str_of(&party["name"]), row["name_en"], "{id}");
        assert_eq!(str_of(&party["x_kind"]), row["kind"], "{id}");
        assert_eq!(party["founded"].as_str(), edtf(&row["active_from"]).as_deref(), "{id}");
        assert_eq!(party["dissolved"].as_str(), edtf(&row["active_to"]).as_deref(), "{id}");
        assert_eq!(str_of(&party["x_end_note"]), row["end_note"], "{id}");
        let place = row["country_region"].replace("UK", "GB");
        let shown =
            party["country"].as_str().map_or(str_of(&party["x_country"]).replace("UK", "GB"), str::to_owned);
        assert_eq!(shown, place, "{id}");
        assert!(party["country"].is_null() || place.len() == 2, "{id}: one code or none");
        let told = set(records(party, "evidence").iter().map(|e| str_of(&e["source"]).to_owned()));
        assert_eq!(told, set(several(&row["source_ids"])), "{id}");
        assert_eq!(strings(&party["x_founding_articles"]), several(&row["founding_articles"]), "{id}");
        check_names(row, party);
        check_parent(&doc, row, party);
    }
    let sootoo = |id: &str| {
        records(parties[id], "names").iter().any(|n| n["text"] == "Sootoo Music" && n["type"] == "error")
    };
    assert!(sootoo("ocean-music") && sootoo("sootoo"));
}

#[test]
fn operators_follow_each_other_without_a_gap() {
    let doc = dataset();
    let mut changes = 0;
    for party in records(&doc, "parties") {
        let entries = records(party, "operated_by");
        assert!(entries.is_empty() || party["kind"] == "service", "{}", party["id"]);
        for pair in entries.windows(2) {
            let (end, start) = (str_of(&pair[0]["end"]), str_of(&pair[1]["start"]));
            let ((end_first, end_last), (start_first, start_last)) = (months(end), months(start));
            assert!(start_first <= end_first + 1, "{}: nobody runs it for a time", party["id"]);
            assert!(start_last <= end_last + 1, "{}: nobody may run it for a time", party["id"]);
            assert!(start_last >= end_first, "{}: two run it for sure", party["id"]);
            changes += 1;
        }
        for entry in entries {
            assert!(!records(entry, "evidence").is_empty(), "{}: operator without evidence", party["id"]);
        }
    }
    assert_eq!(changes, 6, "QQ Music, Kugou, Kuwo, Xiami, TTPod and Baidu Music changed hands");
}

/// Wrong renderings that the rows call sure (and one that they call an error): search finds them,
/// the page never shows them as a name.
const WRONG: [(&str, &str); 20] = [
    ("xiami", "small shrimp music"),
    ("xiami", "shrimp"),
    ("xiami", "little shrimp"),
    ("xiami", "shrimp rice music"),
    ("ttpod", "everyday sounds"),
    ("ttpod", "beautiful music every day"),
    ("kugou", "cool dog"),
    ("kugou", "Cool Dog Music"),
    ("kuwo", "cool music"),
    ("kuwo", "Cool Me Music"),
    ("kuwo", "Cool Self Music"),
    ("rock-records", "Rolling Stone"),
    ("rock-records", "the rolling stones"),
    ("him", "Huayan"),
    ("linfair", "Fumao Records"),
    ("forward-music", "Fenghua"),
    ("duomi", "domi"),
    ("duomi", "multi meter music"),
    ("baidu-music", "Baidu cloud music"),
    ("ocean-music", "Sootoo Music"),
];

#[test]
fn wrong_renderings_are_marked_as_wrong() {
    let doc = dataset();
    let parties = by_id(&doc, "parties");
    for (id, text) in WRONG {
        let name = records(parties[id], "names").iter().find(|n| n["text"] == text);
        let kind = name.map_or("", |n| str_of(&n["type"]));
        assert!(["mistranslation", "error", "transliteration"].contains(&kind), "{id}: {text} is {kind}");
    }
}
