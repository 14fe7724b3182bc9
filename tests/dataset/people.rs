//! Who is in each record: grantors, receivers, owners, others, artists; and the chain upstream.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::read::{Home, Row, dataset, home, named, records, set, several, str_of, strings, table};

/// The row gives Tencent Music as grantor in 2015; its note says that the grantor was Tencent,
/// because Tencent Music did not exist. The record has both, in different places.
const GRANTOR_NOTED_AS_WRONG: (&str, &str) = ("tme-netease-jvr-2015", "tencent");

fn grants<'a>(found: &Home<'a>) -> Vec<&'a Value> {
    let inner = records(found.own, "grants");
    if inner.is_empty() { vec![found.own] } else { inner.iter().collect() }
}

fn sides<'a>(found: &Home<'a>, key: &str) -> Vec<&'a Value> {
    let mut out = vec![&found.own[key]];
    out.extend(grants(found).into_iter().map(|g| &g[key]));
    out.into_iter().filter(|v| !v.is_null()).collect()
}

fn parties(values: &[&Value]) -> BTreeSet<String> {
    values.iter().flat_map(|v| named(v)).collect()
}

/// Whose recordings: listed, named, represented, or else the grantor's own.
fn owners(found: &Home) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for grant in grants(found) {
        let (from, cat) = (&grant["from"], &grant["catalogue"]);
        let listed = [&cat["of"], &cat["named"], &from["on_behalf_of"]];
        let listed = set(listed.iter().flat_map(|v| strings(v)));
        out.extend(if listed.is_empty() { set(named(from)) } else { listed });
    }
    out
}

fn everybody(found: &Home) -> BTreeSet<String> {
    let mut out = owners(found);
    for record in found.all.iter().chain([&found.own, &found.deal]) {
        out.extend(named(&record["from"]));
        out.extend(named(&record["to"]));
        for key in ["involves", "addressees", "brokers"] {
            out.extend(strings(&record[key]));
        }
        out.extend(record["authority"].as_str().map(str::to_owned));
    }
    for grant in grants(found) {
        out.extend(named(&grant["from"]));
        out.extend(named(&grant["to"]));
    }
    out
}

fn check_grant(row: &Row, found: &Home) {
    let id = &row["id"];
    let mut from = parties(&sides(found, "from"));
    if *id == GRANTOR_NOTED_AS_WRONG.0 {
        assert!(from.remove(GRANTOR_NOTED_AS_WRONG.1), "{id}: the grantor of the note");
        from.insert("tencent-music".to_owned());
    }
    assert_eq!(from, set(several(&row["licensor_ids"])), "{id}: grantors");
    let to = parties(&sides(found, "to"));
    assert_eq!(to, set(several(&row["licensee_ids"])), "{id}: receivers");
    let want = set(several(&row["catalogue_owner_ids"]));
    let shown = owners(found);
    if want.is_empty() {
        let cat = &found.own["catalogue"];
        assert!(cat["of"].is_null() && cat["named"].is_null(), "{id}: invented owners");
    } else {
        assert_eq!(shown, want, "{id}: owners");
    }
}

#[test]
fn every_party_of_a_row_is_in_its_record() {
    let doc = dataset();
    for row in table("deals") {
        let found = home(&doc, &row["id"]);
        let columns = ["licensor_ids", "licensee_ids", "catalogue_owner_ids", "other_party_ids"];
        let want = set(columns.iter().flat_map(|c| several(&row[*c])));
        let have = everybody(&found);
        for party in &want {
            assert!(have.contains(party), "{}: {party} is missing", row["id"]);
        }
        if matches!(row["level"].as_str(), "grant" | "summary" | "agreement") {
            check_grant(&row, &found);
        } else {
            for party in &have {
                assert!(want.contains(party), "{}: {party} is not in the row", row["id"]);
            }
        }
    }
}

#[test]
fn artists_are_shown_and_never_deal() {
    let doc = dataset();
    let known = table("parties");
    let artists = set(known.iter().filter(|p| p["kind"] == "artist").map(|p| p["id"].clone()));
    assert_eq!(artists.len(), 14);
    let name = |id: &str| known.iter().find(|p| p["id"] == id).expect("an artist")["name_en"].clone();
    for row in table("deals") {
        let found = home(&doc, &row["id"]);
        let mut shown = strings(&found.own["catalogue"]["artists"]);
        shown.extend(strings(&found.own["x_artists"]));
        let ids = several(&row["artist_ids"]);
        for id in &ids {
            assert!(shown.contains(id), "{}: {id}", row["id"]);
        }
        for printed in several(&row["artists"]) {
            let by_id = ids.iter().any(|i| name(i).starts_with(printed.as_str()));
            assert!(by_id || shown.contains(&printed), "{}: {printed}", row["id"]);
        }
        assert_eq!(shown.len(), several(&row["artists"]).len(), "{}", row["id"]);
        let dealing = everybody(&found);
        assert!(dealing.is_disjoint(&artists), "{}: an artist deals", row["id"]);
    }
}

#[test]
fn chains_point_where_the_rows_point() {
    let doc = dataset();
    let derived = "tencent-tme-2016";
    for row in table("deals") {
        let own = home(&doc, &row["id"]).own;
        let mut up = set(strings(&own["upstream"]).into_iter().chain(strings(&own["x_upstream"])));
        // Tencent's own contracts reach Tencent Music by one record that says it is derived.
        up.remove(derived);
        assert_eq!(up, set(several(&row["upstream_id"])), "{}: upstream", row["id"]);
        let renews: Vec<&str> = ["continues", "x_continues", "x_renewal_of"]
            .iter()
            .map(|k| str_of(&own[*k]))
            .filter(|v| !v.is_empty())
            .collect();
        let want: Vec<&str> =
            Some(row["renewal_of"].as_str()).filter(|v| !v.is_empty()).into_iter().collect();
        assert_eq!(renews, want, "{}: renewal", row["id"]);
    }
}
