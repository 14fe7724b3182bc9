//! Random small documents, as a strategy of proptest. They go through the real loader.

mod contracts;
mod dates;
mod deals;
pub mod dice;
mod effects;
mod parties;
pub mod shrink;
mod terms;

pub use dates::{DAYS, FIRST};
use dice::Dice;
use serde_json::{Map, Value, json};

/// What a document is made of while it grows.
pub struct Draft {
    pub dice: Dice,
    pub labels: Vec<String>,
    pub companies: Vec<String>,
    pub services: Vec<String>,
    /// Who may merge into whom: only later ones.
    pub rank: Vec<String>,
    pub parties: Vec<Value>,
    pub deals: Vec<Value>,
    pub made: Vec<Made>,
    pub places: bool,
    pub uses: bool,
    pub layers: bool,
}

/// A grant that others may refer to.
#[derive(Clone)]
pub struct Made {
    pub deal: String,
    pub grant: String,
    pub from: Option<String>,
    pub to: Option<String>,
    pub end: Option<String>,
    /// Whose recordings it is about, first of all.
    pub about: Option<String>,
    pub several: bool,
}

impl Made {
    pub fn reference(&self, dice: &mut Dice) -> String {
        if dice.percent(60) { format!("{}#{}", self.deal, self.grant) } else { self.deal.clone() }
    }
}

/// A document from a seed.
pub fn document(seed: u64) -> Value {
    let mut draft = Draft {
        dice: Dice(seed),
        labels: Vec::new(),
        companies: Vec::new(),
        services: Vec::new(),
        rank: Vec::new(),
        parties: Vec::new(),
        deals: Vec::new(),
        made: Vec::new(),
        places: false,
        uses: false,
        layers: false,
    };
    draft.places = draft.dice.percent(30);
    draft.uses = draft.dice.percent(15);
    draft.layers = draft.dice.percent(12);
    draft.people();
    let deals = draft.dice.between(2, 9);
    for at in 0..deals {
        draft.deal(at as usize);
    }
    let sources = draft.sources();
    let meta = draft.meta();
    let Draft { mut dice, mut parties, mut deals, .. } = draft;
    if dice.percent(50) {
        dice.shuffle(&mut parties);
        dice.shuffle(&mut deals);
    }
    json!({
        "format": "catalog-atlas/1",
        "meta": meta,
        "territories": [{"id": "both", "names": [{"text": "Both"}], "members": ["CN", "HK"]}],
        "parties": parties,
        "deals": deals,
        "sources": sources,
    })
}

/// A deal with grants that does nothing to others, between the parties of a document.
pub fn plain_deal(document: &Value, seed: u64) -> Value {
    let ids = |prefix: &str| -> Vec<String> {
        let parties = document["parties"].as_array().into_iter().flatten();
        let ids = parties.filter_map(|party| party["id"].as_str()).filter(|id| id.starts_with(prefix));
        ids.map(str::to_owned).collect()
    };
    let or_any = |list: Vec<String>| if list.is_empty() { ids("") } else { list };
    let mut draft = Draft {
        dice: Dice(seed),
        labels: or_any(ids("label")),
        companies: or_any(ids("co")),
        services: or_any(ids("service")),
        rank: ids(""),
        parties: Vec::new(),
        deals: Vec::new(),
        made: Vec::new(),
        places: document.to_string().contains("\"HK\""),
        uses: false,
        layers: false,
    };
    let kind = draft.dice.pick(&["licence", "licence", "sublicence", "mandate"]);
    let mut deal = draft.contract("new", kind);
    if let (Value::Object(deal), true) = (&mut deal, draft.dice.percent(50)) {
        deal.insert("confidence".into(), json!("claimed"));
    }
    deal
}

impl Draft {
    fn meta(&mut self) -> Value {
        let dice = &mut self.dice;
        let mut policy = Map::new();
        if dice.percent(12) {
            policy.insert("certain".into(), json!(["confirmed"]));
            policy.insert("possible".into(), json!(["reported", "claimed"]));
        }
        if dice.percent(85) {
            policy.insert("announce_window".into(), json!(dice.pick(&["P2D", "P4D", "P1M"])));
        }
        if dice.percent(75) {
            let mut presume = Map::new();
            if dice.percent(70) {
                presume.insert("continuance".into(), json!(dice.pick(&["P2D", "P5D", "P8D", "P1M"])));
            }
            if dice.percent(70) {
                presume.insert("commencement".into(), json!("announced"));
            }
            if dice.percent(70) {
                presume.insert("sublicensing".into(), json!("if-confirmed"));
            }
            policy.insert("presume".into(), presume.into());
        }
        let mut defaults = Map::new();
        if dice.percent(85) {
            defaults.insert("territory".into(), json!([dice.pick(&["CN", "CN", "both"])]));
        }
        if self.layers && dice.percent(30) {
            defaults.insert("layer".into(), json!(["recording", "publishing"]));
        }
        if self.uses && dice.percent(30) {
            defaults.insert("uses".into(), json!(["Stream"]));
        }
        json!({"title": "Random", "language": "en", "policy": policy, "defaults": defaults})
    }

    fn sources(&mut self) -> Vec<Value> {
        let mut sources = Vec::new();
        for id in ["p", "q", "r"] {
            let mut source = json!({"id": id, "kind": "news", "title": "Report"});
            if self.dice.percent(85) {
                let early = dates::FIRST - 3;
                let date = dates::when(&mut self.dice, early);
                source["published"] = json!(date.trim_end_matches(['?', '%']));
            }
            sources.push(source);
        }
        sources
    }

    /// Evidence of a deal; some of it shows the deal in force.
    fn evidence(&mut self) -> Vec<Value> {
        let mut all = Vec::new();
        for source in ["p", "q", "r"] {
            if self.dice.percent(40) {
                let mut evidence = json!({"source": source});
                if self.dice.percent(15) {
                    evidence["in_force"] = json!(true);
                }
                if self.dice.percent(8) {
                    evidence["stance"] = json!("contradicts");
                }
                all.push(evidence);
            }
        }
        all
    }
}
