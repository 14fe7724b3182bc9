//! Fonts for the pictures: the system's own, chosen by name so that one machine
//! always paints the same.

use super::view::View;
use crate::i18n::Locale;
use crate::query::names;
use resvg::usvg::fontdb::{Database, Family, ID, Query};
use std::sync::Arc;

/// Families for Latin text, the dearest first: fonts made for Chinese draw
/// apostrophes and quotation marks as wide as a character.
const SANS: [&str; 8] = [
    "Noto Sans",
    "Source Sans 3",
    "Source Sans Pro",
    "Open Sans",
    "Helvetica Neue",
    "Liberation Sans",
    "Arial",
    "DejaVu Sans",
];
const SERIF: [&str; 6] =
    ["Noto Serif", "Source Serif 4", "Georgia", "Liberation Serif", "Times New Roman", "DejaVu Serif"];
/// Families for Chinese, Japanese and Korean text without and with serifs.
const SANS_CJK: [&str; 8] = [
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
];
const SERIF_CJK: [&str; 6] =
    ["Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", "SimSun", "AR PL UMing CN"];

/// The fonts of this machine, with those that the pictures use.
pub struct Fonts {
    /// All of them.
    pub database: Arc<Database>,
    /// Families of names and words: for the text's own language, then for other scripts.
    pub sans: [String; 2],
    /// Families of headlines, the same.
    pub serif: [String; 2],
}

impl Fonts {
    /// The face that stands in for a character which the text's own face lacks:
    /// of the other script, with or without serifs and as heavy as that one.
    pub fn stand_in(&self, own: ID, used: &[ID]) -> Option<ID> {
        let face = self.database.face(own)?;
        let serif = face.families.iter().any(|(name, _)| self.serif.contains(name));
        let families = if serif { &self.serif } else { &self.sans };
        let query = |name: &String| {
            let families = &[Family::Name(name)];
            self.database.query(&Query { families, weight: face.weight, ..Query::default() })
        };
        families.iter().filter_map(query).find(|id| !used.contains(id))
    }
}

/// Finds the fonts for the characters of the view.
///
/// # Errors
///
/// Says what is missing and how to install it.
pub fn of_the_system(view: &View) -> Result<Fonts, String> {
    let mut database = Database::new();
    database.load_system_fonts();
    let first =
        |names: &[&str]| names.iter().find(|name| has(&database, name)).map(|name| (*name).to_string());
    let any = || Some(database.faces().next()?.families.first()?.0.clone());
    let cjk = first(&SANS_CJK);
    if cjk.is_none() && text(view).chars().any(is_cjk) {
        return Err(ADVICE.to_string());
    }
    let latin = first(&SANS).or_else(|| cjk.clone()).or_else(any).ok_or(ADVICE)?;
    let cjk = cjk.unwrap_or_else(|| latin.clone());
    let serif = first(&SERIF).unwrap_or_else(|| latin.clone());
    let serif_cjk = first(&SERIF_CJK).unwrap_or_else(|| cjk.clone());
    let in_order = |latin: String, cjk: String| match view.locale {
        Locale::En => [latin, cjk],
        Locale::ZhHans => [cjk, latin],
    };
    Ok(Fonts { sans: in_order(latin, cjk), serif: in_order(serif, serif_cjk), database: Arc::new(database) })
}

/// What to do about a character that no font has.
pub const ADVICE: &str = "no font on this machine has every character, and the pictures would show boxes.\n\
    Install one (Debian, Ubuntu: apt-get install fonts-noto-cjk; Fedora: dnf install google-noto-sans-cjk-fonts),\n\
    or leave graph.svg, graph.png and card.png out with --no-pictures.";

fn has(database: &Database, name: &str) -> bool {
    database.query(&Query { families: &[Family::Name(name)], ..Query::default() }).is_some()
}

/// All that is written on the pictures.
fn text(view: &View) -> String {
    let mut text = format!("{}{}", view.title(), view.summary);
    for party in &view.picture.parties {
        text.push_str(&names::shown(view.catalog, party.party, view.locale).text);
    }
    text
}

fn is_cjk(c: char) -> bool {
    matches!(c as u32, 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}
