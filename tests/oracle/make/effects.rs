//! Effects of the generator: on contracts, in orders, events and terminations.

use super::Draft;
use super::dates::{self, DAYS, FIRST, when};
use super::parties::fits;
use serde_json::{Map, Value, json};

impl Draft {
    /// A deal without grants that does something to others.
    pub(super) fn order(&mut self, id: &str, kind: &str) -> Value {
        let date = when(&mut self.dice, FIRST);
        let mut deal = json!({"id": id, "type": kind, "date": date});
        if kind == "event" {
            deal["event_kind"] = json!("suspension");
        }
        self.acts(&mut deal, id, 100);
        deal
    }

    /// Adds effects in so many cases of a hundred.
    pub(super) fn acts(&mut self, deal: &mut Value, id: &str, percent: usize) {
        if !self.dice.percent(percent) || self.made.iter().all(|made| made.deal == id) {
            return;
        }
        let mut effects = Vec::new();
        let dated = deal.get("date").is_some();
        for _ in 0..self.dice.between(1, 3) {
            let target = self.target(id);
            let actions = [
                (26, "end-grant"),
                (24, "end-exclusivity"),
                (22, "suspend"),
                (8, "resume"),
                (17, "affects"),
                (3, "ban-exclusivity"),
            ];
            let action = self.dice.weighted(&actions);
            let at_start = self.dice.percent(if dated { 15 } else { 45 });
            let dice = &mut self.dice;
            let day = dice.between(FIRST + 2, FIRST + DAYS);
            let date = if at_start { "@start".to_owned() } else { when(dice, day) };
            let mut effect = target.clone();
            effect.insert("action".into(), json!(action));
            effect.insert("date".into(), json!(date));
            let ends = match action {
                "suspend" => dice.percent(40),
                "affects" => dice.percent(55),
                _ => false,
            };
            let first = if at_start { day } else { dates::reach(&date).0.max(FIRST) };
            let later = first + dice.between(0, 4);
            if ends {
                let until = if dice.percent(6) { "..".to_owned() } else { when(dice, later) };
                if at_start || fits(&date, &until) {
                    effect.insert("until".into(), json!(until));
                }
            } else if action == "suspend" && dice.percent(60) {
                let mut resume = target;
                resume.insert("action".into(), json!("resume"));
                resume.insert("date".into(), json!(when(dice, later)));
                effects.push(Value::Object(resume));
            }
            effects.push(Value::Object(effect));
        }
        deal["effects"] = json!(effects);
    }

    fn target(&mut self, id: &str) -> Map<String, Value> {
        let others: Vec<_> = self.made.iter().filter(|made| made.deal != id).cloned().collect();
        let made = self.dice.pick(&others);
        let mut target = Map::new();
        if self.dice.percent(75) {
            target.insert("on".into(), json!(made.reference(&mut self.dice)));
            return target;
        }
        let mut select = Map::new();
        let dice = &mut self.dice;
        if let (Some(from), true) = (&made.from, dice.percent(35)) {
            select.insert("from".into(), json!([from]));
        }
        if let (Some(to), true) = (&made.to, dice.percent(45)) {
            select.insert("to".into(), json!([to]));
        }
        if dice.percent(30) {
            let levels =
                dice.pick(&[json!(["exclusive"]), json!(["exclusive", "sole"]), json!(["unknown", "sole"])]);
            select.insert("exclusivity".into(), levels);
        }
        if dice.percent(if self.places { 50 } else { 12 }) {
            select.insert("territory".into(), dice.pick(&[json!(["CN"]), json!(["HK"]), json!(["both"])]));
        }
        if dice.percent(if self.layers { 50 } else { 6 }) {
            select.insert("layer".into(), json!(["recording"]));
        }
        if select.is_empty() {
            select.insert("to".into(), json!([dice.pick(&self.rank)]));
        }
        target.insert("select".into(), select.into());
        target
    }
}
