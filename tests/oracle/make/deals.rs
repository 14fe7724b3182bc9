//! Deals of the generator: what kind, how well known.

use super::Draft;
use super::dates::{FIRST, when};
use serde_json::{Value, json};

impl Draft {
    pub(super) fn deal(&mut self, at: usize) {
        let id = format!("d{at}");
        let first = at == 0;
        let kind = if first { "licence" } else { self.kind() };
        let mut deal = match kind {
            "merger" => match self.merger(&id) {
                Some(deal) => deal,
                None => return,
            },
            "order" | "termination" | "event" => self.order(&id, kind),
            _ => self.contract(&id, kind),
        };
        let confidence =
            [(62, "confirmed"), (25, ""), (5, "claimed"), (2, "rumoured"), (4, "disputed"), (2, "denied")];
        let word = self.dice.weighted(&confidence);
        if !word.is_empty() {
            deal["confidence"] = json!(word);
        }
        let stage = self.dice.weighted(&[
            (82, ""),
            (7, "announced"),
            (4, "signed"),
            (5, "completed"),
            (2, "cancelled"),
        ]);
        if !stage.is_empty() {
            deal["stage"] = json!(stage);
        }
        if self.dice.percent(3) {
            let date = when(&mut self.dice, FIRST);
            deal["retracted"] = json!({"date": date.trim_end_matches(['?', '%']), "reason": "withdrawn"});
        }
        let evidence = self.evidence();
        if !evidence.is_empty() {
            deal["evidence"] = json!(evidence);
        }
        self.claims(&mut deal);
        if self.dice.percent(if kind == "sublicence" { 14 } else { 3 }) {
            deal["disputes"] = json!([{"by": self.dice.pick(&self.labels)}]);
        }
        self.deals.push(deal);
    }

    fn kind(&mut self) -> &'static str {
        self.dice.weighted(&[
            (32, "licence"),
            (28, "sublicence"),
            (6, "swap"),
            (4, "mandate"),
            (2, "settlement"),
            (10, "assignment"),
            (7, "merger"),
            (6, "order"),
            (4, "termination"),
            (5, "event"),
        ])
    }

    fn claims(&mut self, deal: &mut Value) {
        if !self.dice.percent(7) {
            return;
        }
        let field =
            self.dice.pick(&["start", "end", "announced", "exclusivity", "sublicensing", "territory"]);
        // A grant has no announcement of its own.
        let inner = deal.get("grants").is_some() && field != "announced" && self.dice.percent(60);
        let pointer = if inner { format!("/grants/0/{field}") } else { format!("/{field}") };
        let value = match field {
            "exclusivity" => "exclusive",
            "sublicensing" => "allowed",
            "territory" => "CN",
            _ => "2018-01-05",
        };
        let choice = self.dice.weighted(&[(80, "open"), (20, "rejected")]);
        deal["claims"] = json!([
            {"field": pointer, "value": value, "source": "p", "choice": "open"},
            {"field": pointer, "value": value, "source": "q", "choice": choice},
        ]);
    }
}
