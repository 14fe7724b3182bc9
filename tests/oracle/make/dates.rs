//! Dates of the generator: a fortnight in which everything collides.

use super::dice::Dice;
use catalog_atlas::dates::Day;

/// 2018-01-01.
pub const FIRST: i32 = 17_532;
/// Days of the fortnight.
pub const DAYS: i32 = 14;

pub fn text(day: i32) -> String {
    Day(day).to_string()
}

/// A date that may be as early as `lo`, written in one of the forms of data-model.md 3.
pub fn when(dice: &mut Dice, lo: i32) -> String {
    written(dice, lo, (FIRST + DAYS).max(lo))
}

/// A date that may be as early as a day in `[lo, hi]`.
pub fn written(dice: &mut Dice, lo: i32, hi: i32) -> String {
    let day = dice.between(lo, hi);
    match dice.below(100) {
        0..56 => text(day),
        56..84 => format!("[{}..{}]", text(day), text(day + dice.between(1, 5))),
        84..87 => format!("{}~", text(day)),
        87..90 => dice.pick(&["2018-01", "2017-12", "2018-02", "2018"]).to_owned(),
        90..93 => format!("[{}..]", text(day)),
        93..95 => format!("[..{}]", text(day)),
        95..98 => format!("{}?", text(day)),
        _ => format!("{}%", text(day)),
    }
}

/// The first and last day that a date may mean, cut to days near the fortnight.
pub fn reach(date: &str) -> (i32, i32) {
    let cut = |day: i32| day.clamp(FIRST - 40, FIRST + 60);
    match catalog_atlas::dates::When::parse(date) {
        Ok(when) => (cut(when.lo.0), cut(when.hi.0)),
        Err(_) => (FIRST - 40, FIRST + 60),
    }
}

pub fn length(dice: &mut Dice) -> &'static str {
    dice.pick(&["P1D", "P2D", "P3D", "P5D", "P8D", "P1M"])
}
