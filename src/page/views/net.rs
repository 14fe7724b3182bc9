//! What can be chosen in the network alone: the direction of a focus, the deals between two parties,
//! groups, circles.

use crate::i18n::count;
use crate::page::ctx::Ctx;
use crate::page::h::{El, button, el, list};
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

/// Below the picture, so that it keeps its place: the circles of the day, and what is said of the one
/// that is chosen or of the deals between two parties.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn below(ctx: &Ctx, compiled: &Compiled, picture: &Picture, state: &State) -> El {
    let words = ctx.locale.network_words();
    let net = &state.views.net;
    // Of two who exchange a line says enough.
    let found = circles(picture);
    let larger = found.iter().zip(1..).filter(|(circle, _)| circle.parties.len() > 2).take(MOST);
    let mut buttons = larger.map(|(circle, number)| {
        let on = net.circle == number;
        let name = party_list(&ctx.catalog, &circle.parties, ctx.locale);
        choose(ctx, NetAction::Circle(if on { 0 } else { number }), on).string(name)
    });
    let circles = buttons.next().map(|first| named(words.tool_circles, list().el(first).els(buttons)));
    let circles = circles.map(|circles| el("div").class("row-tools").el(circles));
    list().el_if(circles).el_if(said(ctx, compiled, picture, state))
}

/// Buttons under a name that is seen, too: "Operators" alone says not what the button does.
fn named(name: &'static str, buttons: El) -> El {
    let seen = el("span").attr("aria-hidden", "true").text(name);
    el("div").class("named").el(seen).el(group(name).el(buttons))
}

fn group(name: &'static str) -> El {
    el("div").class("views").attr("role", "group").attr("aria-label", name)
}

fn choose(ctx: &Ctx, action: NetAction, pressed: bool) -> El {
    button(ctx.on(Action::View(ViewAction::Net(action)))).truth("aria-pressed", pressed)
}

/// The sentences about the chosen circle, or about the deals between two parties, and every deal that
/// is lit.
fn said(ctx: &Ctx, compiled: &Compiled, picture: &Picture, state: &State) -> Option<El> {
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

/// The buttons above the picture: those that are there whatever is in focus.
#[inline(never)] // The first part does without (scripts/split.mjs).
pub fn tools(ctx: &Ctx, state: &State) -> El {
    let words = ctx.locale.network_words();
    let net = &state.views.net;
    let names = [words.hull_operator, words.hull_owner, words.hull_country];
    let buttons = Grouping::ALL.into_iter().zip(names).map(|(by, name)| {
        let on = net.hull == Some(by);
        choose(ctx, NetAction::Hull((!on).then_some(by)), on).text(name)
    });
    let tools = el("div").class("row-tools").el(named(words.tool_groups, list().els(buttons)));
    let release = Action::View(ViewAction::Net(NetAction::Release(None)));
    let pins = net.pins.len();
    let release = || button(ctx.on(release)).string(count(ctx.locale, words.tool_release, pins));
    tools.el_if((pins > 0).then(release))
}

/// The buttons of the party in focus, in its details: the picture does not move for them.
pub fn of_focus(ctx: &Ctx, scene: &Scene, state: &State) -> El {
    let words = ctx.locale.network_words();
    let net = &state.views.net;
    let names = [words.direction_both, words.direction_gives, words.direction_receives];
    let buttons = Direction::ALL.into_iter().zip(names).map(|(direction, name)| {
        choose(ctx, NetAction::Direction(direction), net.direction == direction).text(name)
    });
    let path = ends(&ctx.catalog, state)
        .map(|_| choose(ctx, NetAction::Path(!net.path), net.path).text(words.tool_path));
    el("div")
        .class("row-tools")
        .el(group(words.tool_direction).els(buttons))
        .el_if(path)
        .el_if(places(ctx, scene, state))
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
