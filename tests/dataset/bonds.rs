//! Who holds whom, and what one record does to others.

use serde_json::{Value, json};

use crate::read::{dataset, home, named, records, several, str_of, table};

/// Stakes as the rows print them, in percent; a stake that no row prints is invented.
const STAKES: [(&str, f64); 10] = [
    ("alibaba-sm-stake-2016", 4.0),
    ("own-netease-cloud-village", 62.46),
    ("own-tencent-tme", 61.64),
    ("spotify-tme-equity-2017", 9.1),
    ("spotify-tme-equity-2017-in-spotify", 7.5),
    ("tencent-umg-2020", 10.0),
    ("tencent-umg-2021", 10.0),
    ("tencent-wmg-2020", 1.6),
    ("tencent-yg-stake-2016", 4.5),
    ("weiying-yg-stake-2016", 8.2),
];

/// Rows of which one record is not enough: a holder of a holder, and a share exchange.
const TWO_RECORDS: [&str; 2] = ["own-netease-ncm", "spotify-tme-equity-2017"];

#[test]
fn stakes_are_printed_and_point_the_right_way() {
    let doc = dataset();
    let mut shown = Vec::new();
    for deal in records(&doc, "deals") {
        if let Some(percent) = deal["stake"]["exact"].as_f64() {
            shown.push((str_of(&deal["id"]), percent));
        } else if !deal["stake"].is_null() {
            assert_eq!(deal["stake"], json!({"minimum": 16}), "{}", deal["id"]);
        }
    }
    shown.sort_by_key(|(id, _)| *id);
    assert_eq!(shown, STAKES);
    for row in table("deals").iter().filter(|r| r["type"] == "ownership") {
        let deal = home(&doc, &row["id"]).deal;
        // Where a row has two parties, the first holds the second.
        if let [holder, held] = several(&row["other_party_ids"]).as_slice() {
            assert_eq!(named(&deal["from"]), [holder.as_str()], "{}", row["id"]);
            assert_eq!(named(&deal["to"]), [held.as_str()], "{}", row["id"]);
        }
    }
}

#[test]
fn joint_ventures_have_their_parents() {
    let doc = dataset();
    let mut seen = 0;
    for row in table("deals").iter().filter(|r| r["type"] == "joint-venture") {
        let deal = home(&doc, &row["id"]).deal;
        assert_eq!(deal["type"], "ownership", "{}", row["id"]);
        assert_eq!(deal["from"]["split"], "each", "{}", row["id"]);
        assert!(deal["to"].is_string() || deal["to"]["unspecified"] == "unknown", "{}", row["id"]);
        seen += 1;
    }
    assert_eq!(seen, 5);
}

#[test]
fn a_row_is_not_counted_twice() {
    let doc = dataset();
    for row in table("deals") {
        let times = home(&doc, &row["id"]).all.iter().filter(|x| x["x_row"] == row["id"].as_str()).count();
        let want = if TWO_RECORDS.contains(&row["id"].as_str()) { 2 } else { 1 };
        assert_eq!(times, want, "{}", row["id"]);
    }
}

/// What an effect does, to what: enough to tell it from any other.
fn acts(deal: &Value) -> Vec<(String, String)> {
    let effects = records(deal, "effects").iter();
    effects
        .map(|e| {
            let target = e["on"].as_str().map_or_else(|| e["select"]["to"].to_string(), str::to_owned);
            (str_of(&e["action"]).to_owned(), target)
        })
        .collect()
}

#[test]
fn effects_say_no_more_than_the_rows() {
    let doc = dataset();
    let tencent = r#"["tencent","tencent-music"]"#;
    let want: [(&str, &[(&str, &str)]); 5] = [
        ("samr-order-2021", &[("end-exclusivity", tencent), ("ban-exclusivity", tencent)]),
        ("sme-netease-2021", &[("end-exclusivity", "sme-tencent-2016")]),
        ("tme-exit-2021", &[("end-exclusivity", tencent)]),
        (
            "tme-netease-suspension-2017",
            &[("affects", "qq-netease-sublicence-2015"), ("affects", "tme-netease-majors")],
        ),
        ("umg-netease-2020", &[("end-exclusivity", "umg-tme-2017")]),
    ];
    let mut seen = 0;
    for deal in records(&doc, "deals") {
        let have = acts(deal);
        let Some((_, acts)) = want.iter().find(|(id, _)| deal["id"] == *id) else {
            assert!(have.is_empty(), "{} touches others", deal["id"]);
            continue;
        };
        let acts: Vec<_> = acts.iter().map(|(a, t)| ((*a).to_owned(), (*t).to_owned())).collect();
        assert_eq!(have, acts, "{}", deal["id"]);
        seen += 1;
    }
    assert_eq!(seen, want.len());
}

#[test]
fn the_ends_of_exclusivity_stay_as_open_as_they_are_told() {
    let doc = dataset();
    let effects = |id: &str| home(&doc, id).deal["effects"].clone();
    // “Most” contracts, none of them named: at most possible for any of them.
    let exit = &effects("tme-exit-2021")[0];
    assert!(str_of(&exit["date"]).ends_with('?'), "{exit}");
    let order = effects("samr-order-2021");
    assert_eq!(order[0]["date"], "[2021-07-24..]", "ordered, not shown to be done");
    let except = order[1]["except"].as_array().expect("exceptions");
    let terms: Vec<_> = except.iter().map(|e| str_of(&e["max_term"])).collect();
    assert_eq!(terms, ["P3Y", "P30D"]);
    // A rival's licence ended it: both are one event and share its unknown day.
    for id in ["umg-netease-2020", "sme-netease-2021"] {
        assert_eq!(effects(id)[0]["date"], "@start");
    }
    for effect in effects("tme-netease-suspension-2017").as_array().expect("effects") {
        assert!(effect["until"].is_string(), "it came back");
    }
}
