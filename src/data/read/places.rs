//! Territory expressions, and what groups of territories contain.

use super::context::{Context, Kind};
use super::cursor::{At, Obj};
use super::spot::Spot;
use crate::data::codes;
use crate::data::document::{Kind as Json, Value};
use crate::data::ids::TerritoryId;
use crate::data::model::{Territory, TerritoryExpr};
use crate::data::{Severity, read::party};

/// A territory expression (section 7).
pub(super) fn territory(spot: &Spot<'_, '_>) -> Option<TerritoryExpr> {
    let (mut include, mut exclude) = (Vec::new(), Vec::new());
    match spot.value.kind() {
        Json::Text | Json::Escaped if spot.value.as_str() == Some("unknown") => {}
        Json::Object => {
            let o = spot.object("territory")?;
            if let Some(spot) = o.need("include") {
                spot.some(&mut |s| include.extend(place(&s)));
            }
            if let Some(spot) = o.spot("exclude") {
                spot.list(&mut |s| exclude.extend(place(&s)));
            }
            if !o.done() {
                return None;
            }
            check_exclusion(&o, &include, &exclude);
        }
        Json::List => {
            include.reserve_exact(spot.len());
            spot.some(&mut |s| include.extend(place(&s)));
        }
        _ => {
            spot.wrong_type("a list of codes such as [\"CN\"], or \"unknown\"");
            return None;
        }
    }
    Some(TerritoryExpr { include, exclude })
}

/// A code, `Worldwide`, or the id of a group (check 11 of rights.md, section 10).
pub(super) fn place(spot: &Spot<'_, '_>) -> Option<String> {
    let text = spot.str()?;
    let cx = spot.obj.cx;
    if text == WORLD || codes::territory(text).is_some() || cx.find(Kind::Territory, text).is_some() {
        return Some(text.to_string());
    }
    let upper = text.to_ascii_uppercase();
    let fix = if codes::territory(&upper).is_some() {
        format!("Write “{upper}”.")
    } else if let Some(now) = codes::successors(&upper) {
        format!("Use {now}.")
    } else if text.eq_ignore_ascii_case(WORLD) || text.eq_ignore_ascii_case("world") {
        format!("Write “{WORLD}”.")
    } else if let Some(near) = cx.near(Kind::Territory, text) {
        format!("Did you mean “{near}”?")
    } else {
        "Write an ISO 3166-1 code such as CN, “Worldwide”, or the id of a group.".to_string()
    };
    spot.bad("bad-territory", format!("“{text}” is not the code of a territory or a group"), Some(fix));
    None
}

/// A named group of territories.
pub(super) fn group(o: &Obj<'_, '_>) -> Option<Territory> {
    let id = o.need_str("id");
    let mut members = Vec::new();
    if let Some(spot) = o.need("members") {
        spot.some(&mut |s| members.extend(place(&s)));
    }
    let names = party::names(o);
    party::identifiers(o, "codes");
    if !o.done() {
        return None;
    }
    Some(Territory { id: TerritoryId::new(id?), names, members })
}

/// An exclusion should take away something, but not everything. The deal stays:
/// what it says can be read.
fn check_exclusion(o: &Obj<'_, '_>, include: &[String], exclude: &[String]) {
    let cover = |place: &String| cover(o.cx, &o.cx.groups, place);
    let inside = include.iter().fold(Set::default(), |set, place| set.with(cover(place)));
    let mut left = inside;
    for place in exclude {
        if inside.meets(cover(place)) {
            left = left.without(cover(place));
        } else {
            let message =
                format!("“{place}” is excluded but was never included, so the exclusion does nothing.");
            let fix = "Remove the exclusion, or correct what is included.".to_string();
            o.cx.push("bad-territory", Severity::Error, &o.at.key("exclude"), message, Some(fix));
        }
    }
    if left == Set::default() && inside != left {
        let message = "Nothing is left after the exclusion, so this holds nowhere.".to_string();
        let fix = "Correct what is excluded.".to_string();
        o.cx.push("bad-territory", Severity::Error, &o.at, message, Some(fix));
    }
}

/// `Worldwide` of DDEX.
const WORLD: &str = "Worldwide";

/// A set of territories, one bit for each code.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Set([u64; 4]);

impl Set {
    const ALL: Set = Set([u64::MAX; 4]);

    fn one(index: usize) -> Set {
        let mut set = Set::default();
        set.0[index / 64] |= 1 << (index % 64);
        set
    }

    fn with(self, other: Set) -> Set {
        Set(std::array::from_fn(|i| self.0[i] | other.0[i]))
    }

    fn without(self, other: Set) -> Set {
        Set(std::array::from_fn(|i| self.0[i] & !other.0[i]))
    }

    fn meets(self, other: Set) -> bool {
        self.without(other) != self
    }
}

fn cover(cx: &Context<'_>, groups: &[Set], place: &str) -> Set {
    match codes::territory(place) {
        Some(index) => Set::one(index),
        None if place == WORLD => Set::ALL,
        None => cx
            .find(Kind::Territory, place)
            .and_then(|at| groups.get(at as usize))
            .copied()
            .unwrap_or_default(),
    }
}

/// What every group contains. A group that contains itself is named: whoever
/// follows its members would never come to an end, so the ids of groups in it
/// are left out.
pub(super) fn groups(cx: &Context<'_>) -> (Vec<Set>, Vec<bool>) {
    let members: Vec<Vec<&str>> = cx
        .records(Kind::Territory)
        .iter()
        .map(|record| {
            let list = record.get("members");
            // There are no more codes and groups than this.
            list.into_iter().flat_map(Value::items).take(2_000).filter_map(Value::as_str).collect()
        })
        .collect();
    let mut sets = vec![Set::default(); members.len()];
    let mut settled = vec![false; members.len()];
    // Each round settles the groups whose members are settled; those on a circle never are.
    let mut before = usize::MAX;
    while before != 0 {
        before = 0;
        for at in 0..members.len() {
            let open = |place: &&str| cx.find(Kind::Territory, place).is_some_and(|at| !settled[at as usize]);
            if !settled[at] && !members[at].iter().any(open) {
                sets[at] =
                    members[at].iter().fold(Set::default(), |set, place| set.with(cover(cx, &sets, place)));
                settled[at] = true;
                before += 1;
            }
        }
    }
    for (at, _) in settled.iter().enumerate().filter(|(_, settled)| !**settled) {
        sets[at] = members[at].iter().fold(Set::default(), |set, place| set.with(cover(cx, &sets, place)));
        let list = At::ROOT.key(Kind::Territory.list());
        let record = list.item(at);
        let message =
            "This group contains itself, directly or through another one, so the groups in it are left out.";
        let fix = "Remove the member that leads back.".to_string();
        cx.push("cycle", Severity::Error, &record.key("members"), message.to_string(), Some(fix));
    }
    (sets, settled)
}
