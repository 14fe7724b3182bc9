//! Terms of the generator: catalogue, territory, uses, layer, exclusivity, sublicensing, upstream.

use super::dates::{self, FIRST, when};
use super::parties::fits;
use super::{Draft, Made};
use serde_json::{Map, Value, json};

impl Draft {
    pub(super) fn terms(&mut self, grant: &mut Value, kind: &str, based: Option<&Made>) {
        let catalogue = self.catalogue(kind, based.and_then(|based| based.about.clone()));
        if !catalogue.is_empty() {
            grant["catalogue"] = catalogue.into();
        }
        if self.places && self.dice.percent(70) {
            grant["territory"] = self.dice.pick(&[
                json!(["CN"]),
                json!(["HK"]),
                json!(["CN", "HK"]),
                json!(["both"]),
                json!({"include": ["both"], "exclude": ["HK"]}),
                json!({"include": ["Worldwide"], "exclude": ["CN"]}),
                json!(["Worldwide"]),
                json!("unknown"),
            ]);
        }
        if self.uses && self.dice.percent(60) {
            grant["uses"] = self.dice.pick(&[
                json!(["Stream"]),
                json!(["NonInteractiveStream"]),
                json!(["OnDemandStream", "PermanentDownload"]),
                json!(["Download"]),
            ]);
        }
        if self.layers && self.dice.percent(60) {
            grant["layer"] = self.dice.pick(&[json!(["publishing"]), json!(["recording", "publishing"])]);
        }
        if kind == "assignment" {
            return;
        }
        self.exclusivity(grant);
        let words = [(52, "allowed"), (8, "with-consent"), (7, "forbidden"), (8, "unknown"), (25, "")];
        let word = self.dice.weighted(&words);
        if !word.is_empty() {
            grant["sublicensing"] = json!(word);
        }
        if matches!(kind, "sublicence" | "swap") && self.dice.percent(45) {
            let mut list = Vec::new();
            if let Some(based) = based {
                list.push(based.reference(&mut self.dice));
            }
            if self.dice.percent(25) && !self.made.is_empty() {
                let other = self.dice.pick(&self.made).reference(&mut self.dice);
                if !list.contains(&other) {
                    list.push(other);
                }
            }
            if !list.is_empty() {
                grant["upstream"] = json!(list);
            }
        }
    }

    fn catalogue(&mut self, kind: &str, about: Option<String>) -> Map<String, Value> {
        let mut catalogue = Map::new();
        let mut labels = self.labels.clone();
        if let (Some(about), true) = (about, matches!(kind, "sublicence" | "swap") && self.dice.percent(80)) {
            labels = vec![about];
        }
        let dice = &mut self.dice;
        let passes = matches!(kind, "sublicence" | "swap");
        let mut several = false;
        match dice.below(100) {
            0..30 if passes => {
                catalogue.insert("holdings".into(), json!(dice.pick(&["exclusive", "all"])));
                several = true;
                if dice.percent(20) {
                    catalogue.insert("named".into(), json!([dice.pick(&labels)]));
                }
            }
            0..45 => {}
            45..78 => {
                catalogue.insert("of".into(), json!([dice.pick(&labels)]));
            }
            78..92 => {
                let (a, b) = (dice.pick(&labels), dice.pick(&self.rank));
                if a == b {
                    catalogue.insert("of".into(), json!([a]));
                } else {
                    catalogue.insert("of".into(), json!([a, b]));
                    several = true;
                }
                if dice.percent(25) {
                    catalogue.insert("named".into(), json!([dice.pick(&labels)]));
                }
            }
            _ => {
                catalogue.insert("named".into(), json!([dice.pick(&labels)]));
            }
        }
        if dice.percent(8) {
            catalogue.insert("except".into(), json!([dice.pick(&labels)]));
        } else if dice.percent(6) {
            catalogue.insert("except".into(), json!(["the early recordings"]));
        }
        if dice.percent(if several { 40 } else { 10 }) {
            let mut share = dice.pick(&[
                json!({"exact": 60}),
                json!({"minimum": 70}),
                json!({"minimum": 20, "maximum": 40}),
            ]);
            if dice.percent(50) {
                share["of"] = json!(dice.pick(&["each", "pool"]));
            }
            catalogue.insert("share".into(), share);
        } else if dice.percent(5) {
            catalogue.insert("count".into(), json!({"exact": 100, "unit": "recordings"}));
        } else if dice.percent(6) {
            catalogue.insert("complete".into(), json!(dice.percent(50)));
        }
        catalogue
    }

    fn exclusivity(&mut self, grant: &mut Value) {
        let dice = &mut self.dice;
        let level =
            dice.weighted(&[(50, "exclusive"), (6, "sole"), (14, "non-exclusive"), (8, "unknown"), (22, "")]);
        if level.is_empty() {
            return;
        }
        if !dice.percent(38) {
            grant["exclusivity"] = json!(level);
            return;
        }
        let mut exclusivity = json!({"level": level});
        let start_day = grant
            .get("start")
            .and_then(Value::as_str)
            .map_or(FIRST, |start| dates::reach(start).0.max(FIRST));
        if dice.percent(45) {
            exclusivity["start"] = json!(when(dice, start_day));
        }
        match dice.below(100) {
            0..50 => {
                let lo = start_day + dice.between(1, 4);
                let end = when(dice, lo);
                let start = exclusivity.get("start").and_then(Value::as_str);
                if start.is_none_or(|start| fits(start, &end)) {
                    exclusivity["end"] = json!(end);
                }
            }
            50..80 => exclusivity["term"] = json!(dates::length(dice)),
            _ => {}
        }
        grant["exclusivity"] = exclusivity;
    }
}
