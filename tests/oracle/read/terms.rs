//! The terms of a grant: what it says itself, what its deal says for it, what is not known.

use super::Reader;
use super::json::{NOTHING, bound, duration, list, text, texts};
use super::measure;
use crate::oracle::records::{GrantRec, Holding, Level, Sub};
use catalog_atlas::dates::{Bound, Duration};
use serde_json::Value;

/// A grant, with the deal behind it that fills what it leaves out.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    pub own: &'a Value,
    pub deal: &'a Value,
    /// Place of the grant in `grants`; absent on a compact deal.
    pub place: Option<usize>,
}

impl<'a> Terms<'a> {
    /// Section 3, step 1: whether all claims on a field, those rejected left aside, are open.
    fn open(self, pointer: &str) -> bool {
        let mut any = false;
        for claim in list(self.deal, "claims") {
            match text(claim, "choice") {
                Some("rejected") => {}
                _ if text(claim, "field") != Some(pointer) => {}
                Some("open") => any = true,
                _ => return false,
            }
        }
        any
    }

    /// Whether open claims hide the field, or the deal's field that the grant inherits.
    pub fn not_known(self, field: &str) -> bool {
        let own = self.place.is_some_and(|place| self.open(&format!("/grants/{place}/{field}")));
        let inherits = self.place.is_none() || self.own.get(field).is_none();
        own || (inherits && self.open(&format!("/{field}")))
    }

    pub fn get(self, field: &str) -> &'a Value {
        if self.not_known(field) {
            return &NOTHING;
        }
        self.own.get(field).or_else(|| self.deal.get(field)).unwrap_or(&NOTHING)
    }

    /// `end` and `term` are inherited together.
    fn end_or_term(self, field: &str) -> &'a Value {
        let has_one = self.own.get("end").is_some() || self.own.get("term").is_some();
        if has_one && self.own.get(field).is_none() { &NOTHING } else { self.get(field) }
    }
}

/// Whether a deal says more of a grant than between whom.
pub fn beside_sides(deal: &Value) -> bool {
    let terms = ["catalogue", "layer", "uses", "territory", "start", "end", "term", "exclusivity"];
    terms.iter().chain(&["sublicensing", "upstream", "continues"]).any(|term| deal.get(term).is_some())
}

pub fn level(word: &str) -> Level {
    match word {
        "exclusive" => Level::Exclusive,
        "sole" => Level::Sole,
        "non-exclusive" => Level::NonExclusive,
        _ => Level::Unknown,
    }
}

fn bound_of(value: &Value) -> Option<Bound> {
    value.as_str().map(|text| Bound::parse(text).expect("a bound"))
}

impl Reader<'_> {
    pub(super) fn grant(&mut self, terms: Terms) -> GrantRec {
        let kind = text(terms.deal, "type");
        let (licensors, joint_from) = self.side(terms.get("from"));
        let (licensees, joint_to) = self.side(terms.get("to"));
        let mut pairs = Vec::new();
        for from in licensors {
            // An unspecified licensee makes no link.
            pairs.extend(licensees.iter().flatten().map(|to| (from, *to)));
        }
        let catalogue = terms.get("catalogue");
        let of = self.parties_at(catalogue, "of");
        let holdings = text(catalogue, "holdings").map(|word| match word {
            "exclusive" => Holding::Exclusive,
            _ => Holding::All,
        });
        let share = catalogue.get("share");
        let many = of.len() > 1 || holdings.is_some();
        let pool = share.is_some_and(|share| text(share, "of").map_or(many, |of| of == "pool"));
        let (except, words): (Vec<&str>, Vec<&str>) = texts(catalogue, "except")
            .into_iter()
            .partition(|id| self.parties.iter().any(|(known, _)| known == id));
        let exclusivity = terms.get("exclusivity");
        let length = terms.end_or_term("term");
        let both = length.as_str().map(|text| Duration::parse(text).expect("a duration"));
        let silent = |key: &str| terms.get(key).is_null();
        let default = |key: &str| self.document.pointer(&format!("/meta/defaults/{key}")).unwrap_or(&NOTHING);
        let said_or_default = |key: &str| match (terms.not_known(key), silent(key)) {
            (true, _) => &NOTHING,
            (false, true) => default(key),
            (false, false) => terms.get(key),
        };
        let (layers, uses) = (said_or_default("layer"), said_or_default("uses"));
        let places = said_or_default("territory");
        let every_use = kind == Some("assignment") && silent("uses");
        let upstream = terms.get("upstream").as_array().map_or(&[][..], Vec::as_slice);
        let id = text(terms.own, "id").filter(|_| terms.place.is_some());
        let default_id = || format!("g{}", terms.place.unwrap_or(0) + 1);
        let listed = ["of", "named", "holdings"].iter().any(|key| catalogue.get(key).is_some());
        let is_part = !listed && matches!(kind, Some("sublicence" | "swap"));
        GrantRec {
            id: id.map_or_else(default_id, str::to_owned),
            coverage: measure::coverage(catalogue, pool, is_part, !words.is_empty()),
            pairs,
            joint: joint_from || joint_to,
            named: self.parties_at(catalogue, "named"),
            except: except.into_iter().map(|id| self.party_at(id)).collect(),
            holdings,
            pool,
            partial: share.is_some()
                || catalogue.get("count").is_some()
                || catalogue.get("complete").and_then(Value::as_bool) == Some(false)
                || !words.is_empty(),
            layers: self.layer_bits(layers),
            uses: (!every_use).then(|| self.use_bits(uses)),
            places: self.place_bits(places),
            start: bound_of(terms.get("start")),
            end: bound_of(terms.end_or_term("end")),
            unannounced: terms.not_known("announced"),
            term: (both.or_else(|| duration(length, "min")), both.or_else(|| duration(length, "max"))),
            level: level(exclusivity.as_str().or_else(|| text(exclusivity, "level")).unwrap_or("unknown")),
            exclusive_start: bound(exclusivity, "start"),
            exclusive_end: bound(exclusivity, "end"),
            exclusive_term: duration(exclusivity, "term"),
            sub: match terms.get("sublicensing").as_str() {
                Some("allowed") => Sub::Allowed,
                Some("forbidden") => Sub::Forbidden,
                Some("with-consent") => Sub::WithConsent,
                // A mandate that is silent allows it, but a field with open claims is not silent.
                None if kind == Some("mandate") && !terms.not_known("sublicensing") => Sub::Allowed,
                _ => Sub::Unknown,
            },
            upstream: upstream.iter().filter_map(Value::as_str).map(|id| self.reference(id)).collect(),
            continues: terms.get("continues").as_str().map(|id| self.renewed(id, terms)),
            of,
        }
    }

    /// 7.1: the parties in law (absent: unspecified), and whether they only stand there together.
    fn side(&self, value: &Value) -> (Vec<Option<usize>>, bool) {
        let all = |key| self.parties_at(value, key).into_iter().map(Some).collect();
        if let Some(id) =
            value.as_str().or_else(|| text(value, "party").filter(|_| value.get("on_behalf_of").is_none()))
        {
            (vec![Some(self.party_at(id))], false)
        } else if value.get("unspecified").is_some() {
            (vec![None], false)
        } else if value.get("several").is_some() {
            (all("several"), text(value, "split") == Some("unknown"))
        } else {
            (all("on_behalf_of"), false)
        }
    }

    /// 7: a bare id of a deal with several grants means the one with the same grant id.
    fn renewed(&self, reference: &str, terms: Terms) -> (usize, usize) {
        let (deal, grant) = self.reference(reference);
        let own = text(terms.own, "id").filter(|_| terms.place.is_some()).unwrap_or("g1");
        (deal, grant.unwrap_or_else(|| self.grant_at(deal, own)))
    }
}
