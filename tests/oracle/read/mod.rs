//! From JSON to [`records`](super::records): parties, deals, references.

mod json;
mod measure;
mod sets;
mod terms;

use super::records::{DealRec, File, Kind, Names, OperatorRec, PartyRec};
use catalog_atlas::dates::When;
use json::{NOTHING, bound, list, text, texts, when};
use serde_json::Value;
use terms::Terms;

pub struct Reader<'a> {
    document: &'a Value,
    parties: Vec<(String, usize)>,
    deals: Vec<(String, usize)>,
    places: Names,
    uses: Names,
    layers: Names,
}

impl<'a> Reader<'a> {
    pub fn new(document: &'a Value) -> Self {
        let ids = |key: &str| {
            let mut ids = Vec::new();
            for (at, record) in list(document, key).iter().enumerate() {
                let former = texts(record, "former_ids");
                ids.extend(text(record, "id").into_iter().chain(former).map(|id| (id.to_owned(), at)));
            }
            ids
        };
        Reader {
            document,
            parties: ids("parties"),
            deals: ids("deals"),
            places: Names::default(),
            uses: Names::default(),
            layers: Names::default(),
        }
    }

    pub fn file(mut self) -> File {
        // What questions may name has a bit each, whether the file names it or not.
        for code in ["CN", "HK", "DE", "FR"] {
            self.places.bit(code);
        }
        for name in ["OnDemandStream", "NonInteractiveStream", "Stream", "PermanentDownload"] {
            self.uses.bit(name);
        }
        for name in ["recording", "publishing", "video"] {
            self.layers.bit(name);
        }
        let document = self.document;
        let policy = sets::policy(document.pointer("/meta/policy").unwrap_or(&NOTHING));
        let parties = list(document, "parties").iter().map(|value| self.party(value)).collect();
        let deals = list(document, "deals").iter().map(|value| self.deal(value)).collect();
        let Reader { places, uses, layers, .. } = self;
        File { parties, deals, policy, places, uses, layers }
    }

    fn party_at(&self, id: &str) -> usize {
        self.parties.iter().find(|(known, _)| known == id).unwrap_or_else(|| panic!("no party {id}")).1
    }

    fn deal_at(&self, id: &str) -> usize {
        self.deals.iter().find(|(known, _)| known == id).unwrap_or_else(|| panic!("no deal {id}")).1
    }

    fn parties_at(&self, value: &Value, key: &str) -> Vec<usize> {
        texts(value, key).into_iter().map(|id| self.party_at(id)).collect()
    }

    fn party(&self, value: &Value) -> PartyRec {
        let operators = list(value, "operated_by").iter().map(|entry| OperatorRec {
            party: self.party_at(text(entry, "party").expect("an operator")),
            start: bound(entry, "start"),
            end: bound(entry, "end"),
        });
        PartyRec {
            id: text(value, "id").expect("an id").to_owned(),
            former: texts(value, "former_ids").into_iter().map(str::to_owned).collect(),
            service: text(value, "kind") == Some("service"),
            founded: bound(value, "founded"),
            dissolved: bound(value, "dissolved"),
            operators: operators.collect(),
        }
    }

    fn deal(&mut self, value: &'a Value) -> DealRec {
        let kind = match text(value, "type").expect("a type") {
            "licence" | "mandate" | "settlement" => Kind::Licence,
            "sublicence" => Kind::Sublicence,
            "swap" => Kind::Swap,
            "assignment" => Kind::Assignment,
            "merger" => Kind::Merger,
            _ => Kind::Other,
        };
        let compact = Terms { own: value, deal: value, place: None };
        let mut grants = Vec::new();
        if !matches!(kind, Kind::Merger | Kind::Other) {
            for (place, own) in list(value, "grants").iter().enumerate() {
                grants.push(self.grant(Terms { own, deal: value, place: Some(place) }));
            }
            // A settlement names its two sides also where nothing is licensed.
            let licenses = text(value, "type") != Some("settlement") || terms::beside_sides(value);
            if grants.is_empty() && value.get("to").is_some() && licenses {
                grants.push(self.grant(compact));
            }
        }
        let end = |key| self.party_at(text(value, key).expect("a party"));
        let ends = (kind == Kind::Merger).then(|| (end("from"), end("to")));
        DealRec {
            id: text(value, "id").expect("an id").to_owned(),
            kind,
            confidence: text(value, "confidence").unwrap_or("reported").to_owned(),
            stage: text(value, "stage").map(str::to_owned),
            announced: when(value, "announced"),
            signed: when(value, "signed"),
            date: when(value, "date"),
            ends,
            effects: self.effects(value),
            grants,
            disputed: !list(value, "disputes").is_empty(),
            retracted: value.get("retracted").and_then(|retracted| when(retracted, "date")),
            sources: self.sources(value),
        }
    }

    /// When the supporting sources were published, and whether they show the deal in force.
    fn sources(&self, deal: &Value) -> Vec<(Option<When>, bool)> {
        let mut found = Vec::new();
        for evidence in list(deal, "evidence") {
            if text(evidence, "stance").is_none_or(|stance| stance == "supports") {
                let id = text(evidence, "source");
                let source = list(self.document, "sources").iter().find(|source| text(source, "id") == id);
                let in_force = evidence.get("in_force").and_then(Value::as_bool) == Some(true);
                found.push((when(source.expect("a known source"), "published"), in_force));
            }
        }
        found
    }

    /// A deal, and the place of one of its grants (absent: all of them).
    fn reference(&self, reference: &str) -> (usize, Option<usize>) {
        match reference.split_once('#') {
            None => (self.deal_at(reference), None),
            Some((id, grant)) => (self.deal_at(id), Some(self.grant_at(self.deal_at(id), grant))),
        }
    }

    fn grant_at(&self, deal: usize, grant: &str) -> usize {
        let grants = list(&list(self.document, "deals")[deal], "grants");
        grants.iter().position(|known| text(known, "id") == Some(grant)).unwrap_or(0)
    }
}
