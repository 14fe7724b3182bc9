//! Sets of territories, uses and layers; the policy; effects.

use super::Reader;
use super::json::{bound, duration, list, text, texts, when};
use super::terms::level;
use crate::oracle::records::{Action, Bits, EffectRec, PolicyRec, Target};
use catalog_atlas::dates::Duration;
use serde_json::Value;

pub fn policy(value: &Value) -> PolicyRec {
    let words = |key: &str, default: &[&str]| {
        let found = if value.get(key).is_some() { texts(value, key) } else { default.to_vec() };
        found.into_iter().map(str::to_owned).collect()
    };
    let presume = |key: &str| value.get("presume").and_then(|presume| text(presume, key));
    PolicyRec {
        certain: words("certain", &["confirmed", "reported"]),
        possible: words("possible", &["claimed", "rumoured", "disputed"]),
        window: duration(value, "announce_window").unwrap_or(Duration { years: 1, months: 0, days: 0 }),
        continuance: presume("continuance").and_then(Duration::parse),
        commencement: presume("commencement") == Some("announced"),
        sublicensing: presume("sublicensing") == Some("if-confirmed"),
    }
}

impl Reader<'_> {
    /// A territory expression; absent where the territory is not known.
    pub(super) fn place_bits(&mut self, value: &Value) -> Option<Bits> {
        let codes = |value: &Value| -> Vec<String> {
            value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let (include, exclude) = match value {
            Value::Array(_) => (codes(value), Vec::new()),
            Value::Object(_) => (codes(&value["include"]), value.get("exclude").map_or(Vec::new(), codes)),
            _ => return None,
        };
        Some(self.union(&include) & !self.union(&exclude))
    }

    fn union(&mut self, codes: &[String]) -> Bits {
        let mut bits = 0;
        for code in codes {
            let group =
                list(self.document, "territories").iter().find(|group| text(group, "id") == Some(code));
            bits |= match group {
                _ if code == "Worldwide" => Bits::MAX,
                None => self.places.bit(code),
                Some(group) => {
                    let members: Vec<String> =
                        texts(group, "members").into_iter().map(str::to_owned).collect();
                    self.union(&members)
                }
            };
        }
        bits
    }

    /// Uses with what they contain.
    pub(super) fn use_bits(&mut self, value: &Value) -> Bits {
        let names = value
            .as_array()
            .map_or(vec!["OnDemandStream"], |list| list.iter().filter_map(Value::as_str).collect());
        let mut bits = 0;
        for name in names {
            let contained: &[&str] = match name {
                "Stream" => &["OnDemandStream", "NonInteractiveStream"],
                "Download" => &["PermanentDownload", "ConditionalDownload", "TetheredDownload"],
                _ => &[],
            };
            bits |= self.uses.bit(name);
            for inner in contained {
                bits |= self.uses.bit(inner);
            }
        }
        bits
    }

    pub(super) fn layer_bits(&mut self, value: &Value) -> Bits {
        let names = value
            .as_array()
            .map_or(vec!["recording"], |list| list.iter().filter_map(Value::as_str).collect());
        names.into_iter().fold(0, |bits, name| bits | self.layers.bit(name))
    }

    /// The effects of a deal; `replaces` is an end at `@start` of every grant replaced (3.1).
    pub(super) fn effects(&mut self, deal: &Value) -> Vec<EffectRec> {
        let mut effects: Vec<EffectRec> =
            list(deal, "effects").iter().map(|value| self.effect(value)).collect();
        for id in texts(deal, "replaces") {
            let target = Target::On(self.deal_at(id), None);
            effects.push(EffectRec { target, action: Action::EndGrant, date: None, until: None });
        }
        effects
    }

    fn effect(&mut self, value: &Value) -> EffectRec {
        let target = match (text(value, "on"), value.get("select")) {
            (Some(reference), _) => {
                let (deal, grant) = self.reference(reference);
                Target::On(deal, grant)
            }
            (None, Some(select)) => Target::Select {
                from: self.parties_at(select, "from"),
                to: self.parties_at(select, "to"),
                levels: texts(select, "exclusivity").into_iter().map(level).collect(),
                places: select.get("territory").and_then(|codes| self.place_bits(codes)),
                layers: select.get("layer").map(|names| self.layer_bits(names)),
            },
            (None, None) => panic!("an effect on nothing"),
        };
        EffectRec {
            target,
            action: match text(value, "action") {
                Some("end-grant") => Action::EndGrant,
                Some("end-exclusivity") => Action::EndExclusivity,
                Some("suspend") => Action::Suspend,
                Some("resume") => Action::Resume,
                Some("affects") => Action::Affects,
                _ => Action::Nothing,
            },
            date: text(value, "date").filter(|date| *date != "@start").and_then(|_| when(value, "date")),
            until: bound(value, "until"),
        }
    }
}
