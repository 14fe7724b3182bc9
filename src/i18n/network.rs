//! The words of the network: what stands nowhere else on the page.

use super::Locale;

/// Every word of the network; the English text of a field says what it is for.
#[allow(missing_docs, reason = "the English text is the documentation")]
#[derive(Debug)]
pub struct NetworkWords {
    pub path_onward: &'static str,
    pub path_back: &'static str,
    pub path_mixed: &'static str,
    pub path_none: &'static str,
    pub path_then: &'static str,
    pub path_others: &'static str,
    pub path_many: &'static str,
    pub path_doubtful: &'static str,
    pub path_caveat: &'static str,
    pub circle_two: &'static str,
    pub circle_one: &'static str,
    pub circle_both: &'static str,
    pub circle_doubtful: &'static str,
    pub circles_none: &'static str,
    pub circles_count: &'static str,
    pub legend_service: &'static str,
    pub legend_party: &'static str,
    pub group_operator: &'static str,
    pub group_owner: &'static str,
    pub group_country: &'static str,
    pub direction_both: &'static str,
    pub direction_gives: &'static str,
    pub direction_receives: &'static str,
    pub stop: &'static str,
    pub space: &'static str,
}

static EN: NetworkWords = NetworkWords {
    path_onward: "One deal leads from {from} to {to}.|{n} deals in a row lead from {from} to {to}.",
    path_back: "One deal leads from {to} to {from}; none leads the other way.|{n} deals in a row lead from {to} to {from}; none lead the other way.",
    path_mixed: "No line of licences leads from {from} to {to} or back; {n} deal links them.|No line of licences leads from {from} to {to} or back; {n} deals link them.",
    path_none: "No chain of deals that are shown here links {from} and {to}.",
    path_then: "; then ",
    path_others: "Another chain is as short.|{n} other chains are as short.",
    path_many: "At least {n} other chain is as short.|At least {n} other chains are as short.",
    path_doubtful: "Without deals that are possible only there is no chain.",
    path_caveat: "That deals follow each other does not mean that the same music was passed along.",
    circle_two: "{parties} pass music on to each other.",
    circle_one: "{parties} pass music on in a circle: {round}.",
    circle_both: "{parties} pass music on in a circle, both ways round.",
    circle_doubtful: "At least one of the deals is possible only.",
    circles_none: "No sublicences or exchanges that are shown here form a circle.",
    circles_count: "{n} circle of sublicences or exchanges.|{n} circles of sublicences or exchanges.",
    legend_service: "Music service, or who runs one",
    legend_party: "Rights holder or other party",
    group_operator: "Together: who runs the service",
    group_owner: "Together: who holds the shares",
    group_country: "Together: country",
    direction_both: "Both ways",
    direction_gives: "Licenses to",
    direction_receives: "Licenses from",
    stop: ".",
    space: " ",
};

static ZH_HANS: NetworkWords = NetworkWords {
    path_onward: "从{from}到{to}有{n}项首尾相接的交易。",
    path_back: "从{to}到{from}有{n}项首尾相接的交易，反方向没有。",
    path_mixed: "{from}与{to}之间没有首尾相接的授权，但有{n}项交易把两者连在一起。",
    path_none: "图中没有任何交易链把{from}和{to}连在一起。",
    path_then: "；其后",
    path_others: "另有{n}条同样短的交易链。",
    path_many: "另有至少{n}条同样短的交易链。",
    path_doubtful: "若不计仅为可能的交易，则没有交易链。",
    path_caveat: "交易首尾相接，并不表示传递的是同一批音乐。",
    circle_two: "{parties}互相转授权或互换音乐。",
    circle_one: "{parties}依次转授权或互换音乐，形成一圈：{round}。",
    circle_both: "{parties}依次转授权或互换音乐，形成一圈，正反两个方向都有。",
    circle_doubtful: "其中至少有一项交易仅为可能。",
    circles_none: "图中的转授权和互换没有形成圈。",
    circles_count: "转授权或互换形成{n}个圈。",
    legend_service: "音乐平台或其运营方",
    legend_party: "版权方或其他各方",
    group_operator: "成组：同一运营方",
    group_owner: "成组：同一股东",
    group_country: "成组：国家或地区",
    direction_both: "双向",
    direction_gives: "授权给",
    direction_receives: "获授权自",
    stop: "。",
    space: "",
};

impl Locale {
    /// The words of the network.
    pub fn network_words(self) -> &'static NetworkWords {
        match self {
            Locale::En => &EN,
            Locale::ZhHans => &ZH_HANS,
        }
    }
}
