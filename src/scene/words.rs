//! The words that stand on a picture, in each language.

use super::{Certainty, LinkClass, LinkKind, LinkLevel};
use crate::i18n::Locale;

/// A text in English and in Chinese.
pub type Words = [&'static str; 2];

/// The one for a reader.
pub fn pick(words: Words, locale: Locale) -> &'static str {
    match locale {
        Locale::En => words[0],
        Locale::ZhHans => words[1],
    }
}

/// Stands under every legend.
pub const NOTE: Words =
    ["A missing line does not mean that there was no licence.", "没有连线并不表示没有授权。"];
/// Heading of the left column.
pub const HOLDERS: Words = ["Rights holders", "版权方"];
/// Heading of the right column.
pub const SERVICES: Words = ["Services", "音乐平台"];
/// Says what a junction is.
pub const JUNCTION: Words =
    ["one list names several parties; who licensed whom is not known", "同一名单列出多方，具体授权关系不详"];
/// Before the date of the data.
pub const AS_OF: Words = ["Data as of", "数据截至"];

/// What a look of exclusivity says.
pub fn exclusivity(link: LinkClass) -> Words {
    match (link.kind, link.exclusivity) {
        (LinkKind::Ownership, _) => ["holds shares in", "持股"],
        (LinkKind::PassedOn, _) => ["sublicence or swap", "转授权或互换"],
        (_, LinkLevel::Exclusive) => ["exclusive licence", "独家授权"],
        (_, LinkLevel::NonExclusive) => ["not exclusive", "非独家授权"],
        (_, LinkLevel::Unknown) => ["exclusivity not known", "是否独家不详"],
    }
}

/// What a look of certainty says.
pub fn certainty(certainty: Certainty) -> Words {
    match certainty {
        Certainty::Known => ["full colour: known to be in force", "实色：已知有效"],
        Certainty::Presumed => ["lighter: presumed to be in force", "浅色：推定有效"],
        Certainty::Possible => ["dashed: possible, claimed or rumoured", "虚线：可能、单方声称或传闻"],
        Certainty::Disputed => ["dashed with a cross: disputed", "带叉虚线：存在争议"],
        Certainty::Ended => ["faint: ended", "淡虚线：已终止"],
    }
}
