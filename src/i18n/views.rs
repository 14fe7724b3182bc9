//! The words of timeline, years, matrix and table, both languages side by side.
//!
//! Blanks and plurals as in [`super::Words`]: [`super::fill`] and [`super::count`] fill them in.

use super::Locale;

/// A text in English and in Simplified Chinese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair(&'static str, &'static str);

impl Pair {
    /// The text in a language.
    pub fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.0,
            Locale::ZhHans => self.1,
        }
    }
}

macro_rules! pairs {
    ($($name:ident: $english:literal, $chinese:literal;)+) => {
        $(
            #[doc = $english]
            pub const $name: Pair = Pair($english, $chinese);
        )+

        /// Every text with its name.
        #[cfg(test)]
        const ALL: &[(&str, Pair)] = &[$((stringify!($name), $name)),+];
    };
}

pairs! {
    // Timeline.
    TIMELINE: "Timeline of licences", "授权时间线";
    TL_SUM: "Between {from} and {to}, {n} licence is on record, {grouped}.|Between {from} and {to}, {n} licences are on record, {grouped}.",
        "{from}至{to}，共有{n}份授权记录，{grouped}。";
    TL_NONE: "No licence is on record between {from} and {to}.", "{from}至{to}没有授权记录。";
    TL_BY_CATALOGUE: "grouped by catalogue", "按曲库分组";
    TL_BY_SERVICE: "grouped by service", "按平台分组";
    TL_EXCLUSIVE: "{n} was exclusive at some time.|{n} were exclusive at some time.", "其中{n}份曾为独家。";
    TL_EXCLUSIVE_NONE: "None is known to have been exclusive.", "没有已知的独家授权。";
    TL_OPEN: "The end of {n} is not known.|The ends of {n} are not known.", "全部授权中{n}份的终止日期不详。";
    TL_BEFORE: "{n} more may still have run: its end is not known.|{n} more may still have run: their ends are not known.",
        "另有{n}份可能仍在有效期内：终止日期不详。";
    TL_EVENTS: "{n} event is marked.|{n} events are marked.", "图上标出{n}起事件。";
    TL_FILTERED: "Filters are on; without them there would be {n}.", "已启用筛选；不筛选共有{n}份。";
    TL_VIA: "{to} via {from}", "{to}（经{from}）";
    TL_OF: "{from}: {catalogue}", "{from}：{catalogue}";
    TL_CATALOGUES: "{n} catalogue|{n} catalogues", "{n}个曲库";
    TL_END_UNKNOWN: "end not known", "终止日期不详";
    TL_TO: "{from} to {to}", "{from}至{to}";
    TL_ENDED_BY: "ended by “{title}” ({date})", "被“{title}”终止（{date}）";
    TL_EXCLUSIVITY_ENDED_BY: "exclusivity ended by “{title}” ({date})", "独家性因“{title}”终止（{date}）";
    TL_SUSPENDED_BY: "suspended by “{title}” ({date})", "被“{title}”暂停（{date}）";
    TL_RESUMED_BY: "resumed by “{title}” ({date})", "因“{title}”恢复（{date}）";
    TL_AFFECTED_BY: "affected by “{title}” ({date})", "受“{title}”影响（{date}）";
    TL_TOUCHES: "affects {n} licence shown here|affects {n} licences shown here", "影响图中{n}份授权";
    // Years.
    YR_SUM: "{n} small picture, as of 31 December {from}.|{n} small pictures, one for each year from {from} to {to}, each as of 31 December.",
        "{n}幅小图，{from}年至{to}年每年一幅，均截至当年12月31日。";
    YR_MOST: "The year with most licences known or presumed to be in force is {year}, with {n}.",
        "已知或推定有效的授权以{year}年最多，共{n}份。";
    YR_NONE: "This file has no dates.", "本文件没有日期。";
    YR_LABEL: "{year}: {licences}, {exclusive} exclusive", "{year}年：{licences}，其中独家{exclusive}份";
    YR_LEFT_OUT: "What is only possible is left out here.", "仅为可能者不在小图中显示。";
    YR_COUNT: "{n} · {exclusive} exclusive", "{n} · 独家{exclusive}";
    YR_COUNT_NONE: "{n} · none exclusive", "{n} · 无独家";
    // Matrix.
    MX_SUM: "On {date} in {place}, answers for {services} and {catalogues}: {answers}.",
        "{date}，{place}，{services}与{catalogues}的答案：{answers}。";
    MX_SUM_YES: "{n} yes", "可以{n}项";
    MX_SUM_PRESUMED: "{n} presumed", "推定可以{n}项";
    MX_SUM_POSSIBLE: "{n} possible", "有可能{n}项";
    MX_SUM_EXCLUSIVE: "Of those yes or presumed, {n} exclusive by contract.", "可以与推定可以的答案中，合同独家{n}项。";
    MX_SUM_EMPTY: "An empty cell means that no deal in this file allows it.", "空格表示本文件中没有交易允许。";
    MX_NONE: "On {date} in {place}, no deal in this file lets a service offer anything.", "{date}，{place}：本文件中没有交易允许任何平台提供曲库。";
    MX_SERVICES: "{n} service|{n} services", "{n}个平台";
    MX_CATALOGUES: "{n} catalogue|{n} catalogues", "{n}个曲库";
    MX_NOT_FILTERED: "Filters by kind of deal and confidence do not apply to answers.", "交易类型与可信度筛选不适用于答案。";
    MX_FILTERED: "Filters are on.", "已启用筛选。";
    MX_PERIOD: "A matrix is about one day: the last of the period.", "矩阵只针对一天：所选时段的最后一天。";
    MX_CELL: "{question} {answer}.", "{question}{answer}。";
    MX_EXCLUSIVE: "Exclusive by contract: {answer}.", "合同独家：{answer}。";
    MX_NOT_EXCLUSIVE: "Exclusive by contract: no.", "合同独家：否。";
    // Years of the matrix.
    MXY_SUM: "{n} small matrix, as of 31 December {from}: {services} and {catalogues} in {place}.|{n} small matrices, one for each year from {from} to {to}, each as of 31 December: {services} and {catalogues} in {place}.",
        "{n}幅小矩阵，{from}年至{to}年每年一幅，均截至当年12月31日：{place}，{services}与{catalogues}。";
    MXY_MOST: "The year with most answers that are yes or presumed is {year}, with {n}.",
        "可以与推定可以的答案以{year}年最多，共{n}项。";
    MXY_LABEL: "{year}: {yes} yes, {presumed} presumed; of these, {exclusive} exclusive by contract",
        "{year}年：可以{yes}项，推定可以{presumed}项，其中合同独家{exclusive}项";
    MXY_COLUMNS: "Columns, from the left: {names}.", "各列自左起：{names}。";
    MXY_ROWS: "Rows, from the top: {names}.", "各行自上起：{names}。";
    LEG_YES: "Yes", "可以";
    LEG_PRESUMED: "Presumed", "推定可以";
    LEG_MAYBE: "Possible", "有可能";
    LEG_CELL_EXCLUSIVE: "Exclusive by contract", "合同独家";
    LEG_CELL_OPEN: "Not exclusive", "非独家";
    LEG_CELL_UNKNOWN: "Perhaps exclusive", "可能独家";
    // Legend of bars.
    LEG_POSSIBLE: "Possible: claimed, or start or end not certain", "可能：单方声称，或起止日期不确定";
    LEG_OPEN: "End or start not known", "起止日期不详";
    LEG_SUSPENDED: "Suspended", "暂停";
    LEG_EVENT: "Event or order", "事件或命令";
    LEG_EFFECT: "Changed by an event, an order or another deal", "因事件、命令或其他交易而改变";
    LEG_NOW: "Date shown", "所示日期";
    // What can be chosen in a view.
    YEARS: "Years", "逐年";
    GROUP: "Groups", "分组";
    WINDOW: "Part of time", "时间范围";
    ORDER: "Order", "排序";
    ORDER_BLOCKS: "Alike together", "相似归并";
    ORDER_NAME: "By name", "按名称";
    ORDER_COUNT: "By count", "按数量";
    // Table.
    TABLE_SUM: "{n} deal or event of all times is listed.|{n} deals and events of all times are listed.", "列出各个时期的{n}项交易和事件。";
    TABLE_NONE: "No deal or event passes.", "没有符合条件的交易或事件。";
    TABLE_IN_FORCE: "On {date}, {n} of them is known or presumed to be in force.|On {date}, {n} of them are known or presumed to be in force.",
        "{date}，其中{n}项已知或推定有效。";
    TABLE_IN_FORCE_PERIOD: "Between {from} and {to}, {n} of them is known or presumed to have been in force.|Between {from} and {to}, {n} of them are known or presumed to have been in force.",
        "{from}至{to}，其中{n}项已知或推定曾有效。";
    TABLE_IN_FORCE_STRICT: "On {date}, {n} of them is known to be in force.|On {date}, {n} of them are known to be in force.",
        "{date}，其中{n}项已知有效。";
    TABLE_IN_FORCE_PERIOD_STRICT: "Between {from} and {to}, {n} of them is known to have been in force.|Between {from} and {to}, {n} of them are known to have been in force.",
        "{from}至{to}，其中{n}项已知曾有效。";
    TABLE_FOUND: "Only rows with “{text}” are listed.", "仅列出含“{text}”的行。";
    TABLE_FILTERED: "Filters are on; without them there would be {n}.", "已启用筛选；不筛选共有{n}项。";
    TABLE_FIND_CLEAR: "Clear “{text}”", "清除“{text}”";
    MX_ANSWERS: "{n} answer|{n} answers", "{n}项答案";
    YR_YEARS: "licences in {n} year|licences in {n} years", "{n}个年份的授权";
    TABLE_TITLE: "Title", "标题";
    TABLE_CONCERNS: "Concerns {parties}", "涉及{parties}";
    TABLE_FIND: "Find in these rows", "在这些行中查找";
    TABLE_COLUMNS: "Columns", "列";
    TABLE_USUAL: "Usual columns", "默认列";
    TABLE_GROUP: "Group by", "分组";
    TABLE_NO_GROUP: "no group", "不分组";
    TABLE_BY_TYPE: "type", "类型";
    TABLE_BY_YEAR: "year", "年份";
    TABLE_THEN: "Then by", "再按";
    TABLE_NO_COLUMN: "nothing", "无";
    TABLE_ALSO: "Sort by {column}; with Shift also by it", "按{column}排序；按住Shift可追加";
    TABLE_MORE: "Terms and sources of “{title}”", "“{title}”的条款与来源";
    TABLE_PAGE: "Page {at} of {all}", "第{at}页，共{all}页";
    TABLE_NEXT: "Next page", "下一页";
    TABLE_BEFORE: "Page before", "上一页";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::blanks;

    #[test]
    fn both_languages_say_everything_with_the_same_blanks() {
        for (name, Pair(english, chinese)) in ALL {
            assert!(!english.is_empty() && !chinese.is_empty(), "{name}");
            assert_eq!(blanks(english), blanks(chinese), "{name}");
            assert!(!chinese.contains('|'), "{name}: Chinese has one form");
            let chars: Vec<char> = chinese.chars().collect();
            let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            for window in chars.windows(2) {
                assert!(!(han(window[0]) && ",.;:!?()".contains(window[1])), "{name}: {chinese}");
            }
        }
    }
}
