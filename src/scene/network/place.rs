//! Where the marks of a network stand in a frame.

use super::curve::Point;
use super::{NetworkInput, NetworkLink, NetworkParty};
use crate::layout::network::{Network, Request, untangle};
use crate::number::between;
use crate::scene::LinkKind;
use crate::scene::measure::{Weight, widest, wrap};

/// With more parties than this each stands at its place for all dates: more than a frame's time
/// would go into what nobody sees.
const MOST_REFINED: usize = 600;
/// Most names on a picture.
const MOST_NAMES: usize = 300;
/// Around everything.
const EDGE_PX: f32 = 4.0;
/// How much of the frame the places for all dates fill.
const SPREAD: f32 = 0.9;

/// How strongly parties keep their places for all dates.
const HOLD: f32 = 0.12;

/// Sizes that depend on the frame and on how many parties share it.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_field_names, reason = "all are px")]
pub(super) struct Measures {
    pub type_px: f32,
    pub line_px: f32,
    /// Widest name; wider ones wrap.
    pub label_px: f32,
    /// Wanted length of a link.
    pub length_px: f32,
    /// Largest radius of a mark; the least is a third of it.
    pub radius_px: f32,
}

impl Measures {
    pub fn of(input: &NetworkInput) -> Measures {
        let narrow = input.width_px < 480.0;
        // Guests do not count: nothing is to change its size when they come.
        let steady = input.parties.iter().filter(|party| party.weight > 0).count();
        let room = (input.width_px * input.height_px / steady.max(1) as f32).sqrt();
        Measures {
            type_px: if narrow { 12.0 } else { 13.0 },
            line_px: if narrow { 14.0 } else { 16.0 },
            label_px: if narrow { 88.0 } else { 118.0 },
            length_px: between(room * 0.95, 4.0, 190.0),
            radius_px: between(room * 0.13, 1.5, if narrow { 10.0 } else { 15.0 }),
        }
    }

    /// Radius of a party's mark: its area grows with its deals.
    pub fn radius(self, weight: u32) -> f32 {
        between(self.radius_px * (0.28 + 0.2 * (weight as f32).sqrt()), self.radius_px / 3.0, self.radius_px)
    }
}

/// Frame for a width and a network: high enough for the names of those with deals, no higher
/// than is seen at once on a wide screen; on a narrow one the page scrolls. What is not
/// needed is cut off in the end.
pub fn height_px(width_px: f32, network: &crate::query::network::Network) -> f32 {
    let parties = network.nodes.iter().filter(|node| node.gives + node.receives > 0).count();
    let (each, least, most) = match width_px {
        ..480.0 => (10_000.0, 0.9, 2.9),
        ..1000.0 => (21_000.0, 0.5, 0.9),
        _ => (21_000.0, 0.42, 0.7),
    };
    let height = parties as f32 * each / width_px.max(1.0);
    between(height, width_px * least, width_px * most).round()
}

/// A mark's place and the lines of its name.
#[derive(Clone, Debug, Default)]
pub(super) struct Stand {
    pub at: Point,
    pub radius_px: f32,
    pub lines: Vec<String>,
    /// Size of the name.
    pub label_px: [f32; 2],
    /// Its name in fewer and wider lines, and their size, for where it has no room else.
    pub wide: (Vec<String>, [f32; 2]),
    /// What is kept free for a name, whatever the language and the groups.
    pub room_px: [f32; 2],
}

/// Works a layout out: the places once it has settled, nothing if there is no time for all of it now.
pub(super) type Run<'a> = &'a mut dyn FnMut(Network) -> Option<Vec<Point>>;

/// The whole layout.
#[allow(clippy::unnecessary_wraps, reason = "one of those that may have no time")]
pub(super) fn at_once(mut network: Network) -> Option<Vec<Point>> {
    network.finish();
    Some(network.places())
}

/// Where the marks of the parties stand, and after them the junctions of the joint lists, in px;
/// and the height that they take.
pub fn places(input: &NetworkInput) -> (Vec<[f32; 2]>, f32) {
    let (stands, height_px) = stands(input, &mut at_once).unwrap_or_default();
    (stands.into_iter().map(|stand| stand.at).collect(), height_px)
}

pub(super) fn stands(input: &NetworkInput, run: Run) -> Option<(Vec<Stand>, f32)> {
    let measures = Measures::of(input);
    let edge_px = EDGE_PX;
    let mut stands = named(input, measures);
    // A name hangs under its mark: the box of both has its middle below the mark's.
    let half = boxes(input, &stands);
    // Who stands highest may have the name above: below it would lie on its own arrow.
    let head_px = measures.line_px;
    let frame = [input.width_px - 2.0 * edge_px, input.height_px - 2.0 * edge_px - head_px];
    let homes = homes(input, stands.len(), frame);
    let guests = guests(input, stands.len());
    let steady: Vec<usize> = (0..stands.len()).filter(|&at| !guests[at]).collect();
    let mut rules =
        Rules { who: steady, links: links(input, false), half: &half, length_px: measures.length_px, frame };
    let mut pins = vec![None; stands.len()];
    let mut places: Vec<Point> = homes.iter().map(|home| home.unwrap_or_default()).collect();
    if rules.who.len() <= MOST_REFINED {
        rules.run(run, &homes, &pins, HOLD, &mut places)?;
    }
    if rules.who.len() <= MOST_REFINED && rules.untangle(&mut places) {
        let start: Vec<Option<Point>> = places.iter().copied().map(Some).collect();
        rules.run(run, &start, &pins, 2.0 * HOLD, &mut places)?;
    }
    // The whole is centred, and what is left over cut off.
    let ([left, top], [right, bottom]) = extent(&rules.who, &places, &half);
    let mut height_px = input.height_px;
    if !rules.who.is_empty() {
        height_px = (bottom - top + 2.0 * edge_px + head_px).ceil().min(input.height_px);
        for &at in &rules.who {
            places[at][0] -= left.midpoint(right);
            places[at][1] -= top.midpoint(bottom) - head_px / 2.0;
        }
    }
    if rules.who.len() < stands.len() {
        // Guests have room below as well.
        let area: f32 = (0..stands.len()).filter(|&at| guests[at]).map(|at| half[at][0] * half[at][1]).sum();
        let more = (area * 12.0 / input.width_px).ceil().min((input.height_px - height_px).max(0.0));
        height_px += more;
        let mut start = vec![None; stands.len()];
        for &at in &rules.who {
            places[at][1] -= more / 2.0;
            start[at] = Some(places[at]);
            pins[at] = Some(places[at]);
        }
        rules.who = (0..stands.len()).collect();
        rules.links = links(input, true);
        rules.frame[1] = height_px - 2.0 * edge_px;
        rules.run(run, &start, &pins, HOLD, &mut places)?;
    }
    let hang = |stand: &Stand, half: &Point| {
        if half[1] > stand.radius_px + 8.0 { stand.room_px[1] / 2.0 } else { 0.0 }
    };
    // Last comes the reader's hand: so the picture keeps its frame, and without the hand it is as before.
    let mut by_hand = false;
    pins.fill(None);
    for (at, party) in input.parties.iter().enumerate() {
        let Some([x, y]) = party.pin else { continue };
        by_hand = true;
        // From the top: guests, or another day, may have made the picture higher or lower.
        let y = (y * input.width_px).min(height_px - edge_px - stands[at].radius_px);
        places[at] = [(x - 0.5) * input.width_px, y - height_px / 2.0 + hang(&stands[at], &half[at])];
        pins[at] = Some(places[at]);
    }
    if by_hand && stands.len() <= MOST_REFINED {
        let fixed: Vec<bool> = pins.iter().map(Option::is_some).collect();
        let frame = [input.width_px / 2.0 - edge_px, height_px / 2.0 - edge_px];
        part(&mut places, &half, &fixed, frame);
    }
    for ((stand, place), half) in stands.iter_mut().zip(places).zip(&half) {
        let hang = hang(stand, half);
        stand.at = [place[0] + input.width_px / 2.0, place[1] + height_px / 2.0 - hang];
    }
    Some((stands, height_px))
}

/// The parties that may have a name on the picture, the most important first.
pub(super) fn important(input: &NetworkInput) -> Vec<usize> {
    let mut order: Vec<usize> = (0..input.parties.len()).collect();
    crate::sort::by_key(&mut order, |&at| (!input.parties[at].lit, u32::MAX - input.parties[at].weight));
    order.truncate(MOST_NAMES);
    order
}

/// Every mark with its name in lines, without a place.
fn named(input: &NetworkInput, measures: Measures) -> Vec<Stand> {
    let mark = |party: &NetworkParty| Stand {
        at: [0.0; 2],
        radius_px: measures.radius(party.weight),
        ..Stand::default()
    };
    let mut stands: Vec<Stand> = input.parties.iter().map(mark).collect();
    for at in important(input) {
        let party = &input.parties[at];
        let size = |lines: &[String]| {
            [widest(lines, measures.type_px, Weight::Regular), measures.line_px * lines.len() as f32]
        };
        let wrapped = |name: &str, most_px: f32| {
            let lines = wrap(short(name), most_px, measures.type_px, Weight::Regular);
            let size = size(&lines);
            (lines, size)
        };
        let stand = &mut stands[at];
        for name in party.other_names.iter().chain([&party.name]) {
            let (_, [width, height]) = wrapped(name, measures.label_px);
            stand.room_px = [stand.room_px[0].max(width), stand.room_px[1].max(height)];
        }
        let named = |most_px: f32| {
            let (mut lines, mut px) = wrapped(&party.name, most_px);
            if let Some(group) = &party.group_name {
                lines.push(group.clone());
                px = size(&lines);
            }
            (lines, px)
        };
        (stand.lines, stand.label_px) = named(measures.label_px);
        stand.wide = named(measures.label_px * 1.6);
    }
    for _ in &input.joints {
        stands.push(Stand { radius_px: 4.5, ..Stand::default() });
    }
    stands
}

/// Left top and right bottom of some boxes.
fn extent(who: &[usize], places: &[Point], half: &[Point]) -> (Point, Point) {
    let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
    for &at in who {
        for axis in 0..2 {
            low[axis] = low[axis].min(places[at][axis] - half[at][axis]);
            high[axis] = high[axis].max(places[at][axis] + half[at][axis]);
        }
    }
    (low, high)
}

/// A layout of some of the marks.
struct Rules<'a> {
    who: Vec<usize>,
    /// Between marks, by place in the whole list.
    links: Vec<(u32, u32)>,
    half: &'a [Point],
    length_px: f32,
    frame: Point,
}

impl Rules<'_> {
    /// Runs it from a start, and writes the places of its marks once it has settled.
    fn run(
        &self,
        run: Run,
        start: &[Option<Point>],
        pins: &[Option<Point>],
        hold: f32,
        places: &mut [Point],
    ) -> Option<()> {
        let pick = |list: &[Option<Point>]| self.who.iter().map(|&at| list[at]).collect::<Vec<_>>();
        let half: Vec<Point> = self.who.iter().map(|&at| self.half[at]).collect();
        let mut network = Network::new(&Request {
            nodes: self.who.len(),
            links: &self.inside(),
            half: &half,
            length: self.length_px,
            frame: Some(self.frame),
            start: &pick(start),
            hold,
            seed: 1,
        });
        for (at, pin) in pick(pins).into_iter().enumerate().filter(|(_, pin)| pin.is_some()) {
            network.pin(at, pin);
        }
        for (&at, place) in self.who.iter().zip(run(network)?) {
            places[at] = place;
        }
        Some(())
    }

    /// Takes crossings out; whether anything moved.
    fn untangle(&self, places: &mut [Point]) -> bool {
        let mut own: Vec<Point> = self.who.iter().map(|&at| places[at]).collect();
        let half: Vec<Point> = self.who.iter().map(|&at| self.half[at]).collect();
        let fixed = vec![false; own.len()];
        let moved = untangle(&mut own, &self.inside(), &half, self.frame, &fixed);
        for (&at, place) in self.who.iter().zip(own) {
            places[at] = place;
        }
        moved
    }

    /// Its links, by place among its marks.
    fn inside(&self) -> Vec<(u32, u32)> {
        let place = |end: u32| self.who.binary_search(&(end as usize)).ok().map(|at| at as u32);
        self.links.iter().filter_map(|&(a, b)| Some((place(a)?, place(b)?))).collect()
    }
}

/// Who comes with a focus and goes with it: parties without a deal on the day, and junctions. They
/// find their place among the others, who do not move for them. None if there is nobody else.
fn guests(input: &NetworkInput, count: usize) -> Vec<bool> {
    let mut guests: Vec<bool> = input.parties.iter().map(|party| party.weight == 0).collect();
    guests.resize(count, true);
    if guests.contains(&false) { guests } else { vec![false; count] }
}

/// The links that hold the network together; without guests neither shares nor what has ended nor
/// joint lists, so that nothing moves when they are shown.
fn links(input: &NetworkInput, guests: bool) -> Vec<(u32, u32)> {
    let counts = |link: &&NetworkLink| {
        guests || link.class.kind != LinkKind::Ownership && !link.class.certainty.is_ghost()
    };
    let mut links: Vec<(u32, u32)> =
        input.links.iter().filter(counts).map(|link| (link.from as u32, link.to as u32)).collect();
    for (at, joint) in input.joints.iter().enumerate() {
        let junction = (input.parties.len() + at) as u32;
        links.extend(joint.from.iter().chain(&joint.to).map(|&end| (end as u32, junction)));
    }
    links
}

/// Half the box of each mark with its name, while names fill at most so much of the frame; of the
/// rest the mark alone.
fn boxes(input: &NetworkInput, stands: &[Stand]) -> Vec<[f32; 2]> {
    let mut order: Vec<usize> = (0..input.parties.len()).collect();
    crate::sort::by_key(&mut order, |&at| u32::MAX - input.parties[at].weight);
    let mut half: Vec<[f32; 2]> = stands.iter().map(|stand| [stand.radius_px + 5.0; 2]).collect();
    let mut left = input.width_px * input.height_px * 0.42;
    for at in order {
        let stand = &stands[at];
        let size = [stand.room_px[0] + 10.0, stand.room_px[1] + 2.0 * stand.radius_px + 12.0];
        left -= size[0] * size[1];
        if left < 0.0 {
            break;
        }
        half[at] = [size[0].max(2.0 * stand.radius_px + 10.0) / 2.0, size[1] / 2.0];
    }
    half
}

/// Whoever stands where a fixed box is makes way, and who is in their way then; nobody else moves.
/// `frame`: half its width and height.
fn part(places: &mut [Point], half: &[Point], fixed: &[bool], frame: Point) {
    for _ in 0..12 {
        let mut moved = false;
        for a in 0..places.len() {
            for b in (0..places.len()).filter(|&b| !fixed[b] && b != a) {
                let apart = [0, 1].map(|axis| places[b][axis] - places[a][axis]);
                let over = [0, 1].map(|axis| half[a][axis] + half[b][axis] - apart[axis].abs());
                if over[0] <= 0.5 || over[1] <= 0.5 {
                    continue;
                }
                let axis = usize::from(over[1] < over[0]);
                // Who is not fixed either goes the other half of the way.
                let way = if fixed[a] { over[axis] } else { over[axis] / 2.0 };
                let side = if apart[axis] < 0.0 { -1.0 } else { 1.0 };
                let most = (frame[axis] - half[b][axis]).max(0.0);
                places[b][axis] = between(places[b][axis] + side * way, -most, most);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
}

/// The places for all dates, stretched to the frame.
fn homes(input: &NetworkInput, count: usize, frame: Point) -> Vec<Option<Point>> {
    let stretched = |[x, y]: Point| [x * frame[0] * SPREAD, y * frame[1] * SPREAD];
    let mut homes: Vec<Option<Point>> = input.parties.iter().map(|party| party.home.map(stretched)).collect();
    homes.resize(count, None);
    homes
}

/// A name without what an editor added in brackets; the full one is in the mark's label.
fn short(name: &str) -> &str {
    let end = name.find(['(', '（']).unwrap_or(name.len());
    match name[..end].trim_end() {
        "" => name,
        short => short,
    }
}
