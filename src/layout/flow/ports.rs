//! Slots: where each link leaves and arrives.
//!
//! A node has two faces. Links to another column use the face that looks there;
//! links inside a column leave and arrive on the right. On a face the links lie in
//! the order of their slope, so that they do not cross at the node; arcs lie
//! nested, those that go up above those that go down. Links between the same two
//! nodes keep one order at both ends.

use super::{LABEL_GAP_PX, Layout, Link, Path, Place, Request, SLOT_GAP_PX, Side};
use crate::sort;
use std::cmp::Ordering;

const LEFT: usize = 0;
const RIGHT: usize = 1;
/// Between the tail bars and the first track of the arcs.
const ARC_BASE_PX: f32 = 14.0;

/// Which links use which face of which node.
pub(super) struct Faces {
    /// Of each node, left and right: links, each with whether it is the receiving end.
    slots: Vec<[Vec<(usize, bool)>; 2]>,
    /// Of each node, left and right: room for all slots.
    pub height_px: Vec<[f32; 2]>,
}

impl Faces {
    pub fn of(request: &Request) -> Faces {
        let mut slots = vec![[Vec::new(), Vec::new()]; request.nodes.len()];
        let mut height_px = vec![[0.0_f32; 2]; request.nodes.len()];
        for (at, link) in request.links.iter().enumerate() {
            let Some(room) = link.slot_px else { continue };
            for (node, received, face) in ends(request, link) {
                // All links of a junction meet in its point.
                if request.nodes[node].side != Side::Junction {
                    slots[node][face].push((at, received));
                    let height = &mut height_px[node][face];
                    *height += room[usize::from(received)] + if *height > 0.0 { SLOT_GAP_PX } else { 0.0 };
                }
            }
        }
        Faces { slots, height_px }
    }

    /// Whether a node has any slot.
    pub fn any(&self, node: usize) -> bool {
        self.slots[node].iter().any(|face| !face.is_empty())
    }
}

/// Whether a link stays in its column.
pub(super) fn is_arc(request: &Request, link: &Link) -> bool {
    column(request.nodes[link.from].side) == column(request.nodes[link.to].side)
}

fn column(side: Side) -> u8 {
    match side {
        Side::Holder => 0,
        Side::Agent | Side::Junction => 1,
        Side::Service => 2,
    }
}

/// Node, whether it receives, and face of both ends.
fn ends(request: &Request, link: &Link) -> [(usize, bool, usize); 2] {
    let (from, to) = (column(request.nodes[link.from].side), column(request.nodes[link.to].side));
    let (out, into) = match from.cmp(&to) {
        Ordering::Less => (RIGHT, LEFT),
        Ordering::Greater => (LEFT, RIGHT),
        Ordering::Equal => (RIGHT, RIGHT),
    };
    [(link.from, false, out), (link.to, true, into)]
}

/// Gives every link its slots and its way.
pub(super) fn paths(request: &Request, faces: &Faces, layout: &mut Layout) {
    let centre: Vec<[f32; 2]> = layout.places.iter().map(|place| middle(place.bar)).collect();
    layout.paths = vec![Path::default(); request.links.len()];
    for (node, of_node) in faces.slots.iter().enumerate() {
        for (face, slots) in of_node.iter().enumerate() {
            let mut slots = slots.clone();
            let tail = layout.places[node].tail;
            let bar = if face == RIGHT && tail[3] > 0.0 { tail } else { layout.places[node].bar };
            sort::by(&mut slots, |&a, &b| {
                let (a, b) = (slope(request, &centre, node, a), slope(request, &centre, node, b));
                a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3))
            });
            let mut y = bar[1] + (bar[3] - faces.height_px[node][face]) / 2.0;
            for (at, received) in slots {
                let room = request.links[at].slot_px.unwrap_or_default()[usize::from(received)];
                let x = if face == RIGHT { bar[0] + bar[2] } else { bar[0] };
                let path = &mut layout.paths[at];
                let end = if received { &mut path.end } else { &mut path.start };
                *end = [x, y + room / 2.0];
                y += room + SLOT_GAP_PX;
            }
        }
    }
    for (at, link) in request.links.iter().enumerate() {
        for (node, received, face) in ends(request, link) {
            let Place { bar, tail, label, .. } = layout.places[node];
            let point = if request.nodes[node].side == Side::Junction {
                centre[node]
            } else if link.slot_px.is_some() {
                continue;
            } else if is_arc(request, link) && request.nodes[node].side == Side::Service {
                // Beside the first letters' line, behind the name.
                let wide = request.nodes[node].label_px[0];
                let behind = if tail[3] > 0.0 { tail[0] + tail[2] } else { label[0] + wide + LABEL_GAP_PX };
                [behind, label[1] + 5.0]
            } else {
                // At the foot of the bar, below all slots.
                [bar[0] + if face == RIGHT { bar[2] } else { 0.0 }, bar[1] + bar[3] - 0.5]
            };
            let path = &mut layout.paths[at];
            let end = if received { &mut path.end } else { &mut path.start };
            *end = point;
        }
    }
    tracks(request, layout);
}

/// What a link is sorted by on a face: rank of the direction, slope, rank among its like, receiving end.
fn slope(
    request: &Request,
    centre: &[[f32; 2]],
    node: usize,
    (at, received): (usize, bool),
) -> (u8, f32, i64, bool) {
    let link = &request.links[at];
    let other = if received { link.from } else { link.to };
    let ([x, y], [other_x, other_y]) = (centre[node], centre[other]);
    let rank = i64::from(link.rank);
    if !is_arc(request, link) {
        return (1, (other_y - y) / (other_x - x).abs().max(1.0), rank, received);
    }
    // Upwards the nearest first, downwards the farthest first: both from below.
    if other_y > y { (2, -other_y, -rank, received) } else { (0, -other_y, rank, received) }
}

/// Puts arcs on tracks: short ones inside, and no two that overlap on the same.
fn tracks(request: &Request, layout: &mut Layout) {
    let tails = layout.places.iter().filter(|place| place.tail[3] > 0.0);
    let lane =
        tails.map(|place| place.tail[0] + place.tail[2]).fold(layout.column_x[2], f32::max) + ARC_BASE_PX;
    for side in [Side::Agent, Side::Service] {
        let mut arcs: Vec<usize> = (0..request.links.len())
            .filter(|&at| {
                let link = &request.links[at];
                let slotted = link.slot_px.is_some();
                slotted && is_arc(request, link) && column(request.nodes[link.from].side) == column(side)
            })
            .collect();
        let span = |at: usize| {
            let (a, b) = (layout.paths[at].start[1], layout.paths[at].end[1]);
            (a.min(b), a.max(b))
        };
        sort::by(&mut arcs, |&a, &b| {
            let ((a0, a1), (b0, b1)) = (span(a), span(b));
            (a1 - a0).total_cmp(&(b1 - b0)).then(a0.total_cmp(&b0))
        });
        let mut track = vec![0_usize; arcs.len()];
        // Beyond what anybody can follow, every arc gets a track of its own.
        let crowded = arcs.len() > 500;
        for n in 0..arcs.len() {
            let (top, bottom) = span(arcs[n]);
            let below =
                (0..n).filter(|&m| span(arcs[m]).0 < bottom && span(arcs[m]).1 > top).map(|m| track[m]);
            track[n] = if crowded { n } else { below.max().map_or(0, |highest| highest + 1) };
        }
        let base = if side == Side::Service { lane } else { layout.column_x[1] + ARC_BASE_PX };
        let most = track.iter().max().map_or(1.0, |&most| most as f32 + 1.0);
        let room = if side == Side::Service { layout.width_px - 5.0 - base } else { 40.0 };
        let step = (room / most).min(13.0);
        for (&at, track) in arcs.iter().zip(track) {
            layout.paths[at].arc_x = Some(base + step * (track as f32 + 0.5));
        }
    }
    // Links without slots inside a column: inside the innermost track of the services, flat
    // arcs into the field elsewhere.
    let mut count = 0;
    for (at, link) in request.links.iter().enumerate() {
        if link.slot_px.is_some() || !is_arc(request, link) {
            continue;
        }
        let path = &mut layout.paths[at];
        let out = path.start[0].max(path.end[0]) + 7.0;
        path.arc_x = Some(if request.nodes[link.from].side == Side::Service {
            count += 1;
            out.max(lane - 9.0 + 3.0 * (count % 4) as f32)
        } else {
            out + (path.end[1] - path.start[1]).abs().min(400.0) * 0.05
        });
    }
}

fn middle([x, y, width, height]: [f32; 4]) -> [f32; 2] {
    [x + width / 2.0, y + height / 2.0]
}
