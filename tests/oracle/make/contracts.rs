//! Contracts of the generator: who, to whom, when.

use super::dates::{self, FIRST, when};
use super::parties::fits;
use super::{Draft, Made};
use serde_json::{Value, json};

impl Draft {
    /// A deal with grants: compact, or a list.
    pub(super) fn contract(&mut self, id: &str, kind: &str) -> Value {
        let mut deal = json!({"id": id, "type": kind});
        let based = if self.made.is_empty() { None } else { Some(self.dice.pick(&self.made)) };
        let many = kind == "swap" || self.dice.percent(10);
        let grants = if many { 2 } else { 1 };
        let shared = self.dice.percent(50);
        if many && shared {
            // Terms of the deal, inherited by its grants.
            self.period(&mut deal, kind, None);
        }
        let mut list = Vec::new();
        let mut before: Option<Made> = None;
        for at in 0..grants {
            let name = format!("g{}", at + 1);
            let mut grant = if many { json!({"id": name}) } else { deal.clone() };
            let mut renewed = None;
            if kind != "assignment" && self.dice.percent(22) {
                renewed = based.clone().filter(|based| based.from.is_some() && based.to.is_some());
            }
            match (&before, &renewed) {
                (Some(other), _) if kind == "swap" && other.from.is_some() && other.to.is_some() => {
                    (grant["from"], grant["to"]) = (json!(other.to), json!(other.from));
                }
                (_, Some(renewed)) => {
                    (grant["from"], grant["to"]) = (json!(renewed.from), json!(renewed.to));
                    let reference = renewed.reference(&mut self.dice);
                    let bare_fits = !reference.contains('#') && renewed.several;
                    grant["continues"] = if bare_fits && renewed.grant != name {
                        json!(format!("{}#{}", renewed.deal, renewed.grant))
                    } else {
                        json!(reference)
                    };
                }
                _ => self.sides(&mut grant, kind, based.as_ref()),
            }
            if !(many && shared) || self.dice.percent(30) {
                self.period(&mut grant, kind, renewed.as_ref());
            }
            let said = |key: &str| grant.get(key).or_else(|| deal.get(key)).and_then(Value::as_str);
            let reversed =
                matches!((said("start"), said("end")), (Some(start), Some(end)) if !fits(start, end));
            if let (true, Value::Object(terms)) = (reversed, &mut grant) {
                terms.remove("start");
                terms.remove("end");
            }
            self.terms(&mut grant, kind, based.as_ref());
            let side = |key: &str| grant.get(key).and_then(Value::as_str).map(str::to_owned);
            let listed = grant.pointer("/catalogue/of/0").and_then(Value::as_str).map(str::to_owned);
            let own = || side("from").filter(|_| !matches!(kind, "sublicence" | "swap"));
            let inherited = || based.as_ref().and_then(|based| based.about.clone());
            let made = Made {
                about: listed.or_else(own).or_else(inherited),
                deal: id.to_owned(),
                grant: name.clone(),
                from: side("from"),
                to: side("to"),
                end: side("end"),
                several: many,
            };
            before = Some(made.clone());
            self.made.push(made);
            if many { list.push(grant) } else { deal = grant }
        }
        if many {
            deal["grants"] = json!(list);
        }
        self.acts(&mut deal, id, 22);
        if let (Some(old), true) = (based, self.dice.percent(6)) {
            deal["replaces"] = json!([old.deal]);
        }
        if self.dice.percent(if deal.get("start").is_none() { 60 } else { 18 }) {
            deal["announced"] = json!(when(&mut self.dice, FIRST));
        }
        if self.dice.percent(6) {
            deal["signed"] = json!(when(&mut self.dice, FIRST));
        }
        deal
    }

    fn sides(&mut self, grant: &mut Value, kind: &str, based: Option<&Made>) {
        let everyone = self.rank.clone();
        let takers = [self.companies.clone(), self.services.clone(), self.services.clone()].concat();
        let from = match (kind, based) {
            ("sublicence" | "swap", Some(based)) if self.dice.percent(80) => self.stand_in(based),
            ("sublicence" | "swap", _) => self.dice.pick(&takers),
            _ if self.dice.percent(85) => self.dice.pick(&self.labels),
            _ => self.dice.pick(&everyone),
        };
        let others = if kind == "assignment" { everyone } else { takers };
        let others: Vec<String> = others.into_iter().filter(|other| *other != from).collect();
        let to = if others.is_empty() { from.clone() } else { self.dice.pick(&others) };
        let another = self.dice.pick(&self.rank);
        let dice = &mut self.dice;
        grant["from"] = match dice.below(100) {
            0..6 => json!({"party": another, "on_behalf_of": [from]}),
            6..9 if another != from => json!({"several": [from, another], "split": "each"}),
            9..13 if another != from => json!({"several": [from, another], "split": "unknown"}),
            13..17 => json!({"unspecified": "undisclosed"}),
            17..19 => json!({"party": from}),
            _ => json!(from),
        };
        let another = dice.pick(&self.rank);
        grant["to"] = match dice.below(100) {
            0..5 if another != to => json!({"several": [to, another], "split": "each"}),
            5..8 if another != to => json!({"several": [to, another], "split": "unknown"}),
            8..9 => json!({"unspecified": "several"}),
            _ => json!(to),
        };
    }

    /// Who may pass on what a grant gave: its licensee, or a service near it.
    fn stand_in(&mut self, based: &Made) -> String {
        match &based.to {
            Some(to) if self.dice.percent(80) => to.clone(),
            _ => self.dice.pick(&self.services),
        }
    }

    /// Start, end, term; sometimes after the end of the grant that is renewed.
    fn period(&mut self, terms: &mut Value, kind: &str, renewed: Option<&Made>) {
        let dice = &mut self.dice;
        let mut start = None;
        let end_of_old = renewed.and_then(|old| old.end.clone()).filter(|end| end != "..");
        if let (Some(end), true) = (&end_of_old, dice.percent(85)) {
            let (lo, hi) = dates::reach(end);
            let (lo, hi) = (lo + 1 - dice.between(0, 1), hi + 1 + dice.between(0, 1));
            start = Some(if lo == hi {
                dates::text(lo)
            } else {
                format!("[{}..{}]", dates::text(lo), dates::text(hi))
            });
        } else if dice.percent(72) {
            let late = FIRST + if dice.percent(70) { 5 } else { super::dates::DAYS };
            start = Some(dates::written(dice, FIRST, late));
        } else if dice.percent(25) {
            start = Some("..".to_owned());
        }
        if let Some(start) = &start {
            terms["start"] = json!(start);
        }
        if kind == "assignment" {
            return;
        }
        match dice.below(100) {
            0..40 => {
                let lo = start
                    .as_deref()
                    .filter(|start| *start != "..")
                    .map_or(FIRST, |start| dates::reach(start).0);
                let gap = dice.between(1, 7);
                let end = when(dice, lo + gap);
                if start.as_deref().is_none_or(|start| fits(start, &end)) {
                    terms["end"] = json!(end);
                }
            }
            40..54 => terms["end"] = json!(".."),
            54..64 => terms["term"] = json!(dates::length(dice)),
            64..71 => terms["term"] = json!({"min": dates::length(dice)}),
            71..75 => terms["term"] = json!({"min": "P2D", "max": "P6D"}),
            75..77 => terms["term"] = json!({"max": "P6D"}),
            _ => {}
        }
    }
}
