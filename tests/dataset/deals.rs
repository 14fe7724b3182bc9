//! Every row leads to a record, with its dates, and no record comes from nowhere.

use serde_json::Value;

use crate::dates::edtf;
use crate::read::{Home, Row, bilingual, dataset, home, records, set, str_of, strings, table};

fn said(value: &Value) -> Option<&str> {
    value.as_str()
}

fn is_event(row: &Row) -> bool {
    row["level"] == "event" || row["type"] == "renaming"
}

#[test]
fn every_row_has_its_record_and_no_record_is_invented() {
    let doc = dataset();
    let rows = table("deals");
    assert_eq!(rows.len(), 153);
    let known = set(rows.iter().map(|r| r["id"].clone()));
    let parties = set(table("parties").into_iter().map(|r| r["id"].clone()));
    for row in &rows {
        let found = home(&doc, &row["id"]);
        let want: &[&str] = match (row["level"].as_str(), row["type"].as_str()) {
            ("agreement", _) => &["swap"],
            ("grant", "sublicence") => &["sublicence"],
            ("grant" | "summary", _) => &["licence", "sublicence"],
            ("relation", "renaming") => &["event"],
            ("relation", _) => &["ownership", "merger"],
            ("event", "regulator-order") => &["order"],
            ("event", "exclusivity-ended") => &["termination"],
            _ => &["event"],
        };
        let kind = str_of(&found.deal["type"]);
        assert!(want.contains(&kind) || found.is_leg() && kind == "swap", "{}: {kind}", row["id"]);
        let key = if found.is_leg() { "x_group" } else { "id" };
        let id = if found.is_leg() { &row["group_id"] } else { &row["id"] };
        assert!(found.is_leg() || str_of(&found.deal[key]) == id, "{id}");
        assert!(!found.is_leg() || str_of(&found.deal["id"]) == id, "{}", row["id"]);
    }
    for deal in records(&doc, "deals") {
        let mut from = strings(&deal["x_rows"]);
        from.extend(deal["x_row"].as_str().map(str::to_owned));
        from.extend(strings(&deal["x_derived_from"]));
        let party = str_of(&deal["x_party_row"]);
        assert!(!from.is_empty() || parties.contains(party), "{} comes from no row", deal["id"]);
        for row in &from {
            assert!(known.contains(row), "{}: no row {row}", deal["id"]);
        }
        assert!(bilingual(&deal["note"]), "{}: note", deal["id"]);
        let titled = !matches!(str_of(&deal["type"]), "licence" | "sublicence" | "ownership");
        assert!(!titled || bilingual(&deal["title"]), "{}: title", deal["id"]);
    }
}

#[test]
fn two_way_agreements_are_one_deal_with_two_legs() {
    let doc = dataset();
    let mut legs = 0;
    let swaps: Vec<_> = table("deals").into_iter().filter(|r| r["level"] == "agreement").collect();
    assert_eq!(swaps.len(), 4);
    for row in swaps {
        let deal = home(&doc, &row["id"]).deal;
        assert_eq!(deal["type"], "swap");
        let grants = records(deal, "grants");
        assert_eq!(grants.len(), 2, "{}", row["id"]);
        assert_eq!(grants[0]["from"], grants[1]["to"]);
        assert_eq!(grants[0]["to"], grants[1]["from"]);
        legs += grants.iter().filter(|g| g["x_row"].is_string()).count();
    }
    assert_eq!(legs, 6);
}

#[test]
fn lists_that_cannot_be_split_stay_whole() {
    let doc = dataset();
    let mut seen = 0;
    for row in table("deals").iter().filter(|r| r["level"] == "summary") {
        let deal = home(&doc, &row["id"]).deal;
        assert_eq!(deal["from"]["split"], "unknown", "{}", row["id"]);
        assert!(!deal["to"].is_object() || deal["to"]["split"] == "unknown", "{}", row["id"]);
        seen += 1;
    }
    assert_eq!(seen, 5);
}

fn day_of_event(row: &Row) -> Option<String> {
    let (announced, effective) = (edtf(&row["date_announced"]), edtf(&row["date_effective"]));
    // An order is dated by the day it was given; what the rows call effective is its deadline.
    if row["type"] == "regulator-order" { announced } else { effective.or(announced) }
}

fn check_dates(row: &Row, found: &Home) {
    let id = &row["id"];
    let (announced, start, end) =
        (edtf(&row["date_announced"]), edtf(&row["date_effective"]), edtf(&row["date_end"]));
    assert_eq!(said(&found.deal["announced"]), announced.as_deref(), "{id}: announced");
    if is_event(row) {
        assert_eq!(said(&found.own["date"]), day_of_event(row).as_deref(), "{id}: date");
        assert_eq!(said(&found.own["x_date_end"]), end.as_deref(), "{id}: end of the event");
        assert!(found.own["start"].is_null() && found.own["end"].is_null(), "{id}");
    } else if found.deal["type"] == "merger" {
        let first = announced.expect("a merger is announced");
        assert!(str_of(&found.own["date"]).starts_with(&format!("[{first}..")), "{id}: date");
        assert_eq!(said(&found.own["x_date_effective"]), start.as_deref(), "{id}: effective");
    } else {
        assert_eq!(said(found.term("start")), start.as_deref(), "{id}: start");
        assert_eq!(said(found.term("end")), end.as_deref(), "{id}: end");
        let derived = row["date_end_basis"] == "derived";
        assert_eq!(found.term("basis")["end"] == "derived", derived, "{id}: basis of the end");
    }
    if row["type"] == "regulator-order" {
        assert_eq!(said(&found.own["x_date_effective"]), start.as_deref(), "{id}: deadline");
    }
}

#[test]
fn dates_are_as_uncertain_as_the_rows() {
    let doc = dataset();
    for row in table("deals") {
        check_dates(&row, &home(&doc, &row["id"]));
    }
}

#[test]
fn other_columns_are_kept_word_for_word() {
    let doc = dataset();
    let columns = [
        ("status", "x_status"),
        ("assertion", "x_assertion"),
        ("lifecycle", "x_lifecycle"),
        ("asserted_by", "x_asserted_by"),
        ("confidence", "x_confidence"),
        ("type", "x_type"),
        ("right_type", "x_right_type"),
        ("territory", "x_territory"),
        ("exclusivity_note", "x_exclusivity_note"),
        ("catalogue_scope", "x_scope"),
        ("catalogue_note", "x_count_note"),
        ("price_note", "x_price_note"),
        ("date_end_basis", "x_end_basis"),
    ];
    for row in table("deals") {
        let own = home(&doc, &row["id"]).own;
        for (column, key) in columns {
            assert_eq!(str_of(&own[key]), row[column], "{}: {column}", row["id"]);
        }
        let articles = crate::read::several(&row["founding_articles"]);
        assert_eq!(strings(&own["x_founding_articles"]), articles, "{}", row["id"]);
    }
}
