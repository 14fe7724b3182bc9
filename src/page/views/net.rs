//! What can be chosen in the network alone: the direction of a focus, the deals between two parties,
//! groups, circles.

use crate::i18n::count;
use crate::page::ctx::Ctx;
use crate::page::h::{El, button, el};
use crate::page::pin;
use crate::query::circles::circles;
use crate::query::network::{Direction, Grouping};
use crate::query::picture::Picture;
use crate::query::sentence::{self, party_list};
use crate::rights::Compiled;
use crate::scene::Scene;
use crate::state::{Action, NetAction, State, ViewAction};
use crate::views::network::{ends, told};

/// Most circles that have a button; an address can name the others.
const MOST: usize = 6;

/// What is said of the chosen circle, or of the deals between two parties: the sentences, and every
/// deal that is lit.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn said(ctx: &Ctx, compiled: &Compiled, picture: &Picture, state: &State) -> Option<El> {
    let (links, text) = told(&ctx.catalog, compiled, state, picture, ctx.locale);
    let rows = links.iter().filter_map(|&at| picture.links.get(at)).map(|link| {
        let open = button(ctx.on(Action::OpenDeal(link.hook.clone())));
        el("li").el(open.string(sentence::link(&ctx.catalog, link, ctx.locale)))
    });
    let deals = (!links.is_empty()).then(|| {
        let name =
            el("summary").text(ctx.locale.network_words().told_deals).string(format!(" ({})", links.len()));
        el("details").el(name).el(el("ul").els(rows))
    });
    (!text.is_empty())
        .then(|| el("div").class("said-of").attr("data-told", "").el(el("p").string(text)).el_if(deals))
}

/// The buttons above the picture.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn tools(ctx: &Ctx, picture: &Picture, scene: &Scene, state: &State) -> El {
    let words = ctx.locale.network_words();
    let net = &state.views.net;
    let choose = |action: NetAction, pressed: bool| {
        button(ctx.on(Action::View(ViewAction::Net(action)))).truth("aria-pressed", pressed)
    };
    let group = |name: &'static str| el("div").class("views").attr("role", "group").attr("aria-label", name);
    let mut tools = el("div").class("row-tools");
    if !state.focus.is_empty() {
        let names = [words.direction_both, words.direction_gives, words.direction_receives];
        let buttons = Direction::ALL.into_iter().zip(names).map(|(direction, name)| {
            choose(NetAction::Direction(direction), net.direction == direction).text(name)
        });
        tools = tools.el(group(words.tool_direction).els(buttons));
    }
    if ends(&ctx.catalog, state).is_some() {
        tools = tools.el(choose(NetAction::Path(!net.path), net.path).text(words.tool_path));
    }
    let names = [words.hull_operator, words.hull_owner, words.hull_country];
    let buttons = Grouping::ALL.into_iter().zip(names).map(|(by, name)| {
        let on = net.hull == Some(by);
        choose(NetAction::Hull((!on).then_some(by)), on).text(name)
    });
    // Seen, too: "Operators" alone says not what the button does.
    let named = el("span").attr("aria-hidden", "true").text(words.tool_groups);
    tools = tools.el(el("div").class("named").el(named).el(group(words.tool_groups).els(buttons)));
    tools = tools.el_if(places(ctx, scene, state));
    // Of two who exchange a line says enough.
    let found = circles(picture);
    let larger = found.iter().zip(1..).filter(|(circle, _)| circle.parties.len() > 2).take(MOST);
    let mut buttons = larger.map(|(circle, number)| {
        let on = net.circle == number;
        let name = party_list(&ctx.catalog, &circle.parties, ctx.locale);
        let title = count(ctx.locale, words.tool_circle, circle.parties.len());
        // With the names in it the row would be two: they are said below, once it is pressed.
        choose(NetAction::Circle(if on { 0 } else { number }), on).set("title", name).string(title)
    });
    if let Some(first) = buttons.next() {
        tools = tools.el(group(words.tool_circles).el(first).els(buttons));
    }
    let release = Action::View(ViewAction::Net(NetAction::Release(None)));
    let pins = net.pins.len();
    let release = || button(ctx.on(release)).string(count(ctx.locale, words.tool_release, pins));
    tools.el_if((pins > 0).then(release))
}

/// Buttons that hold the one party in focus where it is, let it go, or move it a little.
fn places(ctx: &Ctx, scene: &Scene, state: &State) -> Option<El> {
    let [party] = state.focus.as_slice() else { return None };
    let (words, net) = (ctx.locale.network_words(), &state.views.net);
    let hold = pin::by(scene, net, party, [0, 0])?;
    let ways = [
        ([-pin::STEP, 0], words.move_left, "←"),
        ([pin::STEP, 0], words.move_right, "→"),
        ([0, -pin::STEP], words.move_up, "↑"),
        ([0, pin::STEP], words.move_down, "↓"),
    ];
    let ways = ways.into_iter().filter_map(|(by, name, sign)| {
        let way = button(ctx.on(pin::by(scene, net, party, by)?));
        Some(way.attr("aria-label", name).attr("title", name).text(sign))
    });
    let held = net.pinned(party).is_some();
    let hold = button(ctx.on(hold)).truth("aria-pressed", held).text(words.tool_hold);
    let all = el("div").class("views").attr("role", "group").attr("aria-label", words.tool_place);
    Some(all.attr("data-place", "").el(hold).els(ways))
}
