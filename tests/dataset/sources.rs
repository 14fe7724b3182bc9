//! Every source, and none invented.

use crate::dates::edtf;
use crate::read::{by_id, dataset, english, records, str_of, table};

#[test]
fn every_source_is_there_and_none_is_invented() {
    let doc = dataset();
    let rows = table("sources");
    assert_eq!(rows.len(), 172);
    assert_eq!(records(&doc, "sources").len(), rows.len());
    let sources = by_id(&doc, "sources");
    for row in rows {
        let id = row["id"].as_str();
        let source = sources.get(id).unwrap_or_else(|| panic!("{id} is missing"));
        assert_eq!(str_of(&source["title"]), row["title"], "{id}");
        assert_eq!(str_of(&source["publisher"]), row["publisher"], "{id}");
        assert_eq!(str_of(&source["reliability"]), row["reliability"], "{id}");
        assert_eq!(str_of(&source["x_kind"]), row["kind"], "{id}");
        assert_eq!(str_of(&source["x_date_basis"]), row["date_basis"], "{id}");
        assert_eq!(source["published"].as_str(), edtf(&row["page_date"]).as_deref(), "{id}");
        assert_eq!(str_of(&source["url"]), row["address"], "{id}");
        assert!(row["language"].starts_with(str_of(&source["lang"])), "{id}");
        assert!(english(&source["note"]).contains(row["note"].as_str()), "{id}");
        if row["language"].contains("machine") {
            let note = english(&source["note"]).to_lowercase();
            let told = note.contains("machine") || str_of(&source["x_lang"]).contains("machine");
            assert!(told, "{id}: machine translation");
        }
        if row["publisher"].contains("South China Morning Post") || row["publisher"].contains("Alizila") {
            assert_eq!(source["owned_by"], "alibaba", "{id}");
        }
    }
}
