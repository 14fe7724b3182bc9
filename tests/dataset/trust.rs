//! How well each record is known: confidence, evidence, contradictions.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::{Row, dataset, english, home, records, set, several, str_of, strings, table};

/// The row says “unnamed sources” in its evidence, though its assertion is “reported”.
const UNNAMED: &str = "samr-probe-2019";

fn house(publisher: &str) -> String {
    let name = publisher.split([',', '(']).next().unwrap_or("").trim();
    // A sister title, and a page that reprints another outlet, speak with one voice.
    if name.starts_with("SCMP") {
        "South China Morning Post".to_owned()
    } else if publisher.contains("reprint of Music Business Worldwide") {
        "Music Business Worldwide".to_owned()
    } else {
        name.to_owned()
    }
}

fn expected(row: &Row, sources: &BTreeMap<String, Row>) -> &'static str {
    if row["id"] == UNNAMED {
        assert!(row["evidence"].contains("Unnamed sources"));
        return "rumoured";
    }
    match row["assertion"].as_str() {
        "claimed" => return "claimed",
        "disputed" => return "disputed",
        "rumoured" => return "rumoured",
        _ => {}
    }
    let good: Vec<&Row> =
        several(&row["source_ids"]).iter().map(|s| &sources[s]).filter(|s| s["reliability"] != "D").collect();
    if good.is_empty() {
        return "rumoured";
    }
    let houses: BTreeSet<String> = good.iter().map(|s| house(&s["publisher"])).collect();
    let own = good.iter().any(|s| matches!(s["kind"].as_str(), "press release" | "party's own news"));
    if row["confidence"] == "high" && (houses.len() >= 2 || own) { "confirmed" } else { "reported" }
}

#[test]
fn no_record_is_surer_than_its_row() {
    let doc = dataset();
    let sources: BTreeMap<String, Row> = table("sources").into_iter().map(|s| (s["id"].clone(), s)).collect();
    for row in table("deals") {
        let found = home(&doc, &row["id"]);
        let word = str_of(&found.deal["confidence"]);
        if found.is_leg() {
            let weak = ["claimed", "disputed", "rumoured"].contains(&row["assertion"].as_str());
            assert!(!weak, "{}: a leg weaker than its agreement", row["id"]);
        } else {
            assert_eq!(word, expected(&row, &sources), "{}", row["id"]);
        }
        assert!(row["confidence"] != "low" || word != "confirmed", "{}", row["id"]);
        let scraped = several(&row["source_ids"]).iter().all(|s| sources[s]["reliability"] == "D");
        if scraped {
            assert!(["rumoured", "disputed", "claimed"].contains(&word), "{}", row["id"]);
            assert!(english(&found.own["note"]).contains("machine-translated copy"), "{}", row["id"]);
        }
    }
}

#[test]
fn every_source_of_a_row_is_evidence() {
    let doc = dataset();
    for deal in records(&doc, "deals") {
        assert!(!records(deal, "evidence").is_empty(), "{} has no evidence", deal["id"]);
    }
    let rows = table("deals");
    for row in &rows {
        let found = home(&doc, &row["id"]);
        let shown = set(records(found.deal, "evidence").iter().map(|e| str_of(&e["source"]).to_owned()));
        let mut want = set(several(&row["source_ids"]));
        if found.is_leg() {
            assert!(want.is_subset(&shown), "{}", row["id"]);
            assert_eq!(set(strings(&found.own["x_sources"])), want, "{}", row["id"]);
            continue;
        }
        if row["level"] == "agreement" {
            for leg in rows.iter().filter(|l| l["group_id"] == row["id"]) {
                want.extend(several(&leg["source_ids"]));
            }
        }
        assert_eq!(shown, want, "{}", row["id"]);
    }
}

#[test]
fn who_says_so_is_named() {
    let doc = dataset();
    let parties = set(table("parties").into_iter().map(|p| p["id"].clone()));
    for row in table("deals") {
        let found = home(&doc, &row["id"]);
        if found.is_leg() {
            continue; // who speaks is on the agreement
        }
        let deal = found.deal;
        let said: BTreeSet<String> = records(deal, "evidence")
            .iter()
            .filter_map(|e| e["asserted_by"].as_str().map(str::to_owned))
            .collect();
        let want = several(&row["asserted_by"]);
        let known: BTreeSet<String> = want.into_iter().filter(|p| parties.contains(p)).collect();
        assert!(said.is_subset(&known), "{}: {said:?}", row["id"]);
        assert_eq!(said.is_empty(), known.is_empty(), "{}: {said:?}", row["id"]);
    }
}

#[test]
fn contradictions_are_marked_wherever_they_touch() {
    let doc = dataset();
    let mut all = BTreeSet::new();
    for row in table("deals") {
        let found = home(&doc, &row["id"]);
        let mut want = set(several(&row["contradiction_ids"]));
        all.extend(want.clone());
        let shown = set(strings(&found.own["x_contradictions"]));
        if row["level"] == "agreement" {
            assert!(want.is_subset(&shown), "{}", row["id"]);
            for grant in records(found.own, "grants") {
                want.extend(strings(&grant["x_contradictions"]));
            }
        }
        assert_eq!(shown, want, "{}", row["id"]);
    }
    for claim in table("claims") {
        all.insert(claim["contradiction_id"].clone());
    }
    let numbered: BTreeSet<String> = (1..=39).map(|n| format!("C{n:02}")).collect();
    assert_eq!(all, numbered);
}

#[test]
fn parties_too_carry_their_contradictions() {
    let doc = dataset();
    for party in records(&doc, "parties") {
        let marked = set(strings(&party["x_contradictions"]));
        for claim in records(party, "claims") {
            assert!(marked.contains(str_of(&claim["x_id"])), "{}", party["id"]);
        }
    }
    let notes: Vec<Row> = table("parties").into_iter().filter(|p| p["notes"].contains("see C")).collect();
    assert!(notes.len() >= 2);
    for row in notes {
        let party = records(&doc, "parties").iter().find(|p| p["id"] == row["id"].as_str()).expect("a party");
        assert!(!strings(&party["x_contradictions"]).is_empty(), "{}", row["id"]);
    }
}
