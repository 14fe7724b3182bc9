//! Parties of the generator: labels, companies, services with operators, lives, mergers.

use super::Draft;
use super::dates::{FIRST, when};
use serde_json::{Value, json};

impl Draft {
    pub(super) fn people(&mut self) {
        let names =
            |prefix: &str, count: i32| (1..=count).map(|at| format!("{prefix}{at}")).collect::<Vec<_>>();
        let (labels, companies, services) = (self.count(), self.count(), self.count());
        self.labels = names("label", labels);
        self.companies = names("co", companies);
        self.services = names("service", services);
        for (kind, ids) in [
            ("label", self.labels.clone()),
            ("company", self.companies.clone()),
            ("service", self.services.clone()),
        ] {
            for id in ids {
                let party = self.person(kind, &id);
                self.parties.push(party);
                self.rank.push(id);
            }
        }
        let dice = &mut self.dice;
        dice.shuffle(&mut self.rank);
    }

    fn count(&mut self) -> i32 {
        self.dice.weighted(&[(45, 1), (40, 2), (15, 3)])
    }

    fn person(&mut self, kind: &str, id: &str) -> Value {
        let mut party = json!({"id": id, "kind": kind, "name": id});
        let dice = &mut self.dice;
        if dice.percent(7) {
            party["founded"] = json!(when(dice, FIRST - 3));
        }
        if dice.percent(9) {
            let date = when(dice, FIRST + 3);
            let fits =
                party.get("founded").and_then(Value::as_str).is_none_or(|founded| fits(founded, &date));
            if fits {
                party["dissolved"] = json!(date);
            }
        }
        if dice.percent(4) {
            party["former_ids"] = json!([format!("old-{id}")]);
        }
        if kind == "service" {
            let entries = dice.weighted(&[(20, 0), (60, 1), (20, 2)]);
            let mut operators = Vec::new();
            for _ in 0..entries {
                let mut entry = json!({"party": dice.pick(&self.companies)});
                if dice.percent(30) {
                    entry["start"] = json!(when(dice, FIRST - 2));
                }
                if dice.percent(30) {
                    let date = when(dice, FIRST + 3);
                    if entry.get("start").and_then(Value::as_str).is_none_or(|start| fits(start, &date)) {
                        entry["end"] = json!(date);
                    }
                }
                operators.push(entry);
            }
            if !operators.is_empty() {
                party["operated_by"] = json!(operators);
            }
        }
        party
    }

    /// A merger into a party of higher rank, so that nobody merges in a circle.
    pub(super) fn merger(&mut self, id: &str) -> Option<Value> {
        let at = self.dice.below(self.rank.len());
        let later = &self.rank[at + 1..];
        if later.is_empty() {
            return None;
        }
        let to = self.dice.pick(later);
        let date = when(&mut self.dice, FIRST);
        Some(json!({"id": id, "type": "merger", "from": self.rank[at], "to": to, "date": date}))
    }
}

/// Whether a period with these ends is not surely reversed.
pub fn fits(start: &str, end: &str) -> bool {
    start == ".." || end == ".." || super::dates::reach(start).0 <= super::dates::reach(end).1
}
