//! Exclusivity, territory, layer, price and size.

use serde_json::Value;

use crate::read::{Home, Row, dataset, home, records, str_of, table};

/// Open claims on a field: no choice was made, so the field must be empty.
fn open_on(deal: &Value, field: &str) -> bool {
    let claims: Vec<&Value> =
        records(deal, "claims").iter().filter(|c| c["field"] == field && c["choice"] != "rejected").collect();
    !claims.is_empty() && claims.iter().all(|c| c["choice"] == "open")
}

fn grants_rights(row: &Row) -> bool {
    matches!(row["level"].as_str(), "grant" | "summary" | "agreement")
}

#[test]
fn exclusivity_is_what_the_row_says() {
    let doc = dataset();
    for row in table("deals").iter().filter(|r| grants_rights(r)) {
        let (id, found) = (&row["id"], home(&doc, &row["id"]));
        let level = found.term("exclusivity");
        if open_on(found.deal, "/exclusivity") {
            assert!(level.is_null(), "{id}: no choice was made");
            continue;
        }
        let want = match row["exclusivity"].as_str() {
            "unspecified" => "unknown",
            word @ ("exclusive" | "non-exclusive") => word,
            other => panic!("{id}: {other} needs open claims"),
        };
        assert_eq!(str_of(level), want, "{id}");
        let basis = str_of(&found.term("basis")["exclusivity"]);
        let want = match row["exclusivity_basis"].as_str() {
            "stated" => "stated",
            "by context" => "by-context",
            "one report" => "one-report",
            "implied" | "in effect" => "implied",
            _ => "",
        };
        assert_eq!(basis, want, "{id}: basis");
        if row["exclusivity_basis"] == "claimed" {
            assert_eq!(found.deal["confidence"], "claimed", "{id}");
        }
    }
}

#[test]
fn passing_on_is_allowed_only_where_the_row_says_so() {
    let doc = dataset();
    let words =
        ["sublicens", "sublicensor", "pass on", "could pass it on", "distribution to other", "like terms"];
    for row in table("deals").iter().filter(|r| grants_rights(r)) {
        let own = home(&doc, &row["id"]).own;
        assert!(own["sublicensing"].is_null() || own["sublicensing"] == "allowed", "{}", row["id"]);
        if own["sublicensing"] == "allowed" {
            let told = [&row["exclusivity_note"], &row["evidence"], &row["notes"]];
            let told = told.iter().any(|t| words.iter().any(|w| t.contains(w)));
            assert!(told, "{}: nobody says so", row["id"]);
        }
    }
}

#[test]
fn territory_is_what_the_row_says() {
    let doc = dataset();
    assert!(doc["meta"]["defaults"]["territory"].is_null());
    for row in table("deals").iter().filter(|r| grants_rights(r)) {
        let (id, found) = (&row["id"], home(&doc, &row["id"]));
        let china = matches!(row["territory"].as_str(), "mainland China" | "China" | "China and abroad");
        if china {
            assert_eq!(*found.term("territory"), serde_json::json!(["CN"]), "{id}");
            let stated = row["territory_basis"] == "stated";
            let want = if stated { "stated" } else { "implied" };
            assert_eq!(str_of(&found.term("basis")["territory"]), want, "{id}");
        } else {
            assert!(found.term("territory").is_null(), "{id}");
        }
    }
}

#[test]
fn layers_and_uses_follow_the_right_type() {
    let doc = dataset();
    let defaults = &doc["meta"]["defaults"];
    assert_eq!(defaults["layer"], serde_json::json!(["recording"]));
    assert_eq!(defaults["uses"], serde_json::json!(["OnDemandStream"]));
    for row in table("deals").iter().filter(|r| grants_rights(r)) {
        let own = home(&doc, &row["id"]).own;
        let mut layers: Vec<&str> = Vec::new();
        for place in [own].into_iter().chain(records(own, "grants")) {
            layers.extend(place["layer"].as_array().into_iter().flatten().filter_map(Value::as_str));
        }
        layers.sort_unstable();
        let want: &[&str] = match row["right_type"].as_str() {
            "publishing" => &["publishing"],
            "recorded and publishing" => &["publishing", "recording"],
            "recorded and music video" => &["recording", "video"],
            _ => &[],
        };
        assert_eq!(layers, want, "{}: layer", row["id"]);
        let clips = row["catalogue_scope"].contains("short videos");
        let listed = own["uses"].as_array();
        assert_eq!(listed.is_some(), clips, "{}: uses", row["id"]);
        let streams = listed.is_some_and(|u| u.iter().any(|x| str_of(x).contains("Stream")));
        assert!(!streams, "{}: a licence for clips is not one for streaming", row["id"]);
    }
}

fn amounts(prices: &Value) -> Vec<(f64, String)> {
    let parts = prices.as_array().into_iter().flatten();
    parts
        .filter_map(|p| {
            let amount = p["amount"].as_f64().or(p["minimum"].as_f64())?;
            Some((amount, str_of(&p["currency"]).to_owned()))
        })
        .collect()
}

fn check_price(row: &Row, found: &Home) {
    let id = &row["id"];
    let price = &found.own["price"];
    if let Ok(amount) = row["price_amount"].parse::<f64>() {
        let mut seen = amounts(price);
        for claim in records(found.deal, "claims").iter().filter(|c| c["field"] == "/price") {
            seen.extend(amounts(&claim["value"]));
        }
        assert!(seen.contains(&(amount, row["price_currency"].clone())), "{id}: {seen:?}");
    } else if row["price_note"].contains("not disclosed") {
        assert_eq!(price[0]["kind"], "undisclosed", "{id}");
    } else if !row["price_note"].contains("EUR") {
        assert!(price.is_null(), "{id}: an invented price");
    }
    if row["price_note"].starts_with("'more than'") {
        assert!(price[0]["amount"].is_null() && price[0]["minimum"].is_number(), "{id}");
    }
    assert_eq!(found.own["x_price_usd"].as_f64(), row["price_usd"].parse().ok(), "{id}: dollars");
}

fn check_count(row: &Row, found: &Home) {
    let id = &row["id"];
    let mut counts = vec![&found.own["catalogue"]["count"], &found.own["x_count"]];
    counts.extend(records(found.own, "grants").iter().map(|g| &g["catalogue"]["count"]));
    counts.retain(|c| !c.is_null());
    let Ok(want) = row["catalogue_count"].parse::<i64>() else {
        assert!(counts.is_empty() || found.deal["type"] == "swap", "{id}: an invented count");
        return;
    };
    assert_eq!(counts.len(), 1, "{id}");
    let count = counts[0];
    let note = &row["catalogue_note"];
    // “over 200”, “more than two hundred”: the number is a lower bound wherever the row says so.
    let told = [note, &row["catalogue_scope"], &row["evidence"]];
    let over = told.iter().any(|t| {
        ["over 40", "over 2 million", "more than two hundred", "more than", "over two and a half"]
            .iter()
            .any(|w| t.contains(w))
    });
    let key = if note.contains("fewer than") {
        "maximum"
    } else if over {
        "minimum"
    } else {
        "exact"
    };
    assert_eq!(count[key].as_i64(), Some(want), "{id}");
    let unit = count["x_unit"].as_str().unwrap_or(str_of(&count["unit"]));
    assert_eq!(unit, row["catalogue_unit"], "{id}: unit");
    assert_eq!(count["of"] == "total-after", note.contains("total afterwards"), "{id}");
}

#[test]
fn prices_and_sizes_are_as_printed() {
    let doc = dataset();
    for row in table("deals") {
        let found = home(&doc, &row["id"]);
        check_price(&row, &found);
        check_count(&row, &found);
    }
}
