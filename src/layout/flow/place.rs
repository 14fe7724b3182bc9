//! Where the nodes stand: columns, rows, groups.
//!
//! A row is as tall as its label or its slots, whichever is more, so labels of a
//! column cannot meet. The taller of the outer columns is stacked from the top; the
//! other one and the agents move towards the mean of their links without leaving
//! their order: least squares on a chain, by pooling adjacent violators. Guests follow
//! below, in every column.

use super::order::{Columns, mean};
use super::ports::{Faces, is_arc};
use super::{BAR_PX, LABEL_GAP_PX, Layout, Measures, Place, Request, Side, TOP_PX};
use crate::number::between;
use crate::sort;

/// Least height of a bar.
const BAR_MIN_PX: f32 = 12.0;
/// Between an agent's label and its bar.
const AGENT_GAP_PX: f32 = 4.0;
/// Least share of the gaps between rows: names must not touch.
const CLOSEST: f32 = 0.45;
/// Below the last row.
const BOTTOM_PX: f32 = 8.0;
/// Side of a junction's own place.
const JUNCTION_PX: f32 = 12.0;

/// A row of the right column: one bar, and the names beside it.
struct Block {
    /// Whose bar it is.
    lead: usize,
    /// The operator if it stands here, the lead, services without links of their own.
    names: Vec<usize>,
    top_px: f32,
    height_px: f32,
}

pub(super) fn places(request: &Request, columns: &Columns, faces: &Faces) -> Layout {
    let nodes = &request.nodes;
    let mut layout = Layout {
        width_px: request.width_px,
        places: vec![Place::default(); nodes.len()],
        ..Layout::default()
    };
    if nodes.is_empty() {
        return layout;
    }
    let measures = Measures::of(request.width_px);
    layout.column_x = column_x(request);
    let holders: Vec<usize> =
        columns.left.iter().copied().filter(|&at| nodes[at].side == Side::Holder).collect();
    let bar = |at: usize, face: usize| {
        let height = faces.height_px[at][face];
        if height > 0.0 { height.max(BAR_MIN_PX) } else { 0.0 }
    };
    let row = |at: usize| nodes[at].label_px[1].max(bar(at, 1)).max(BAR_MIN_PX);
    let rows: Vec<f32> = holders.iter().map(|&at| row(at)).collect();
    let stacked = |gap: f32| -> Vec<Vec<Block>> {
        columns.right.iter().map(|group| blocks(request, group, faces, &bar, gap)).collect()
    };
    let end = |group: &Vec<Block>| group.last().map_or(0.0, |block| block.top_px + block.height_px);
    // The guests are last in either column.
    let host_rows = &rows[..holders.iter().take_while(|&&at| !nodes[at].guest).count()];
    let is_host = |group: &&Vec<Block>| !nodes[group[0].lead].guest;
    let wanted_px = request.wanted_px.unwrap_or(f32::MAX) - BOTTOM_PX;
    let (mut share, mut free_px, mut step) = (1.0, 0.0, 0);
    // At most three times: free, as dense as may be, and between them for the height that is wanted.
    let (groups, heights, row_gap, group_gap, bottom) = loop {
        let (row_gap, group_gap) = (measures.row_gap_px * share, measures.group_gap_px * share);
        let groups = stacked(row_gap);
        let heights: Vec<f32> = groups.iter().map(end).collect();
        let host_heights = &heights[..groups.iter().take_while(is_host).count()];
        let bottom = TOP_PX + total(host_rows, row_gap).max(total(host_heights, group_gap));
        step += 1;
        if step == 1 && bottom > wanted_px {
            (free_px, share) = (bottom, CLOSEST);
        } else if step == 2 && bottom < wanted_px {
            // The taller column's height is a straight line of its gaps, or two that bend upwards.
            share += (1.0 - CLOSEST) * (wanted_px - bottom) / (free_px - bottom);
        } else {
            break (groups, heights, row_gap, group_gap, bottom);
        }
    };
    let host_heights = &heights[..groups.iter().take_while(is_host).count()];
    let mut centre: Vec<Option<f32>> = vec![None; nodes.len()];
    let set_left = |centre: &mut Vec<Option<f32>>, tops: &[f32]| {
        for (n, (&at, top)) in holders.iter().zip(tops).enumerate() {
            centre[at] = Some(top + rows[n] / 2.0);
        }
    };
    let set_right = |centre: &mut Vec<Option<f32>>, tops: &[f32]| {
        for (group, top) in groups.iter().zip(tops) {
            for block in group {
                let y = top + block.top_px + block.height_px / 2.0;
                block.names.iter().for_each(|&at| centre[at] = Some(y));
            }
        }
    };
    let near = neighbours(request);
    let left_wish = |centre: &[Option<f32>], n: usize| {
        mean(near[holders[n]].iter().filter_map(|&to| centre[to])).map(|y| y - rows[n] / 2.0)
    };
    let right_wish = |centre: &[Option<f32>], group: &[Block]| {
        let wish = |block: &Block| {
            let own = block.top_px + block.height_px / 2.0;
            let from = block.names.iter().flat_map(|&at| near[at].iter());
            from.filter_map(|&at| centre[at]).map(|y| y - own).collect::<Vec<_>>()
        };
        mean(group.iter().flat_map(wish))
    };
    let (mut left_tops, mut right_tops);
    if total(host_rows, row_gap) >= total(host_heights, group_gap) {
        left_tops = settle(host_rows, row_gap, bottom, |_| Some(TOP_PX));
        set_left(&mut centre, &left_tops);
        right_tops = settle(host_heights, group_gap, bottom, |n| right_wish(&centre, &groups[n]));
        set_right(&mut centre, &right_tops);
    } else {
        right_tops = settle(host_heights, group_gap, bottom, |_| Some(TOP_PX));
        set_right(&mut centre, &right_tops);
        left_tops = settle(host_rows, row_gap, bottom, |n| left_wish(&centre, n));
        set_left(&mut centre, &left_tops);
    }
    let bottom =
        bottom.max(seat(&mut left_tops, &rows, row_gap)).max(seat(&mut right_tops, &heights, row_gap));

    for (n, &at) in holders.iter().enumerate() {
        let (x, height) = (layout.column_x[0], bar(at, 1).max(BAR_MIN_PX));
        layout.places[at] = Place {
            bar: [x - BAR_PX, left_tops[n] + (rows[n] - height) / 2.0, BAR_PX, height],
            label: [x - BAR_PX - LABEL_GAP_PX, left_tops[n] + (rows[n] - nodes[at].label_px[1]) / 2.0],
            rank: n as u32,
            ..Place::default()
        };
    }
    let mut rank = 0;
    for (group, top) in groups.iter().zip(&right_tops) {
        for block in group {
            place_block(request, &mut layout, block, *top, faces, &bar, &mut rank);
        }
        if let [first, .., last] = &group[..] {
            let (first, last) = (layout.places[first.lead].bar, layout.places[last.lead].bar);
            layout.spines.push([first[0] + BAR_PX / 2.0, first[1], last[1] + last[3]]);
        }
    }
    layout.height_px = bottom + BOTTOM_PX;
    layout
}

/// Right edge of the holders' bars, centre of the agents, left edge of the services' bars.
fn column_x(request: &Request) -> [f32; 3] {
    let widest = |side: Side, least: f32| {
        let of_side = request.nodes.iter().filter(|node| node.side == side);
        of_side.map(|node| node.label_px[0]).fold(least, f32::max)
    };
    let arcs = request
        .links
        .iter()
        .filter(|link| !link.passing && is_arc(request, link))
        .filter(|link| request.nodes[link.from].side == Side::Service);
    let arcs_px = match arcs.count() {
        0 => 0.0,
        count => {
            let wish = 30.0 + 9.0 * count as f32;
            LABEL_GAP_PX
                + BAR_PX
                + wish.min(super::arcs_px(request.width_px)).max(super::least_arcs_px(request.width_px))
        }
    };
    let left = widest(Side::Holder, request.heading_px[0]) + LABEL_GAP_PX + BAR_PX;
    let right =
        request.width_px - arcs_px - widest(Side::Service, request.heading_px[1]) - LABEL_GAP_PX - BAR_PX;
    let right = right.max(left + 24.0);
    [left, f32::midpoint(left, right), right]
}

/// The rows of a group, measured from its top.
fn blocks(
    request: &Request,
    group: &[usize],
    faces: &Faces,
    bar: &impl Fn(usize, usize) -> f32,
    gap: f32,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let linked = group.iter().copied().filter(|&at| faces.any(at));
    for lead in linked {
        blocks.push(Block { lead, names: vec![lead], top_px: 0.0, height_px: 0.0 });
    }
    let others = group.iter().copied().filter(|&at| !faces.any(at));
    if let Some(first) = blocks.first_mut() {
        for at in others {
            // The operator stands above the name of its first service, all others below.
            if at == group[0] { first.names.insert(0, at) } else { first.names.push(at) }
        }
    } else {
        blocks.push(Block { lead: group[0], names: others.collect(), top_px: 0.0, height_px: 0.0 });
    }
    let mut top_px = 0.0;
    for block in &mut blocks {
        let text: f32 = block.names.iter().map(|&at| request.nodes[at].label_px[1]).sum();
        block.height_px = text.max(bar(block.lead, 0)).max(bar(block.lead, 1)).max(BAR_MIN_PX);
        block.top_px = top_px;
        top_px += block.height_px + gap;
    }
    blocks
}

fn place_block(
    request: &Request,
    layout: &mut Layout,
    block: &Block,
    group_top: f32,
    faces: &Faces,
    bar: &impl Fn(usize, usize) -> f32,
    rank: &mut u32,
) {
    let nodes = &request.nodes;
    let (top, x) = (group_top + block.top_px, layout.column_x[2]);
    let text: f32 = block.names.iter().map(|&at| nodes[at].label_px[1]).sum();
    let wide = block.names.iter().map(|&at| nodes[at].label_px[0]).fold(0.0, f32::max);
    let label_x = x + BAR_PX + LABEL_GAP_PX;
    let middle = |height: f32| top + (block.height_px - height) / 2.0;
    let mut y = middle(text);
    for &at in &block.names {
        let height = nodes[at].label_px[1];
        let mut place = Place {
            bar: [x, y + height / 2.0, BAR_PX, 0.0],
            label: [label_x, y],
            listed: !faces.any(at) && at != block.lead,
            rank: *rank,
            ..Place::default()
        };
        if at == block.lead {
            let tail = bar(at, 1);
            // A bar where links arrive; one without any if nothing else shows the node.
            let bar_height = if tail > 0.0 { bar(at, 0) } else { bar(at, 0).max(BAR_MIN_PX) };
            place.bar = [x, middle(bar_height), BAR_PX, bar_height];
            place.tail = [label_x + wide + LABEL_GAP_PX, middle(tail), BAR_PX, tail];
        }
        layout.places[at] = place;
        *rank += 1;
        y += height;
    }
}

/// Places agents and junctions between the columns, near the middle of their links. Once the
/// other links have their ways, each steps aside to where few of them pass under its bar and name.
pub(super) fn agents(request: &Request, layout: &mut Layout, faces: &Faces) {
    let nodes = &request.nodes;
    let near = neighbours(request);
    let mut passing: Vec<f32> = (request.links.iter().zip(&layout.paths))
        .filter(|(link, _)| !link.passing)
        .filter(|(link, _)| nodes[link.from].side == Side::Holder && nodes[link.to].side == Side::Service)
        .map(|(_, path)| f32::midpoint(path.start[1], path.end[1]))
        .collect();
    sort::by(&mut passing, f32::total_cmp);
    // Height of the label, then of the bar.
    let size = |at: usize| {
        if nodes[at].side == Side::Junction {
            return (0.0, JUNCTION_PX);
        }
        let [left, right] = faces.height_px[at];
        (nodes[at].label_px[1] + AGENT_GAP_PX, left.max(right).max(BAR_MIN_PX))
    };
    // Guests stand below all others, in the order of their names.
    let wait = |at: usize| if nodes[at].guest { layout.height_px } else { 0.0 };
    let outer = |&at: &usize| matches!(nodes[at].side, Side::Holder | Side::Service);
    let middle = |at: usize| layout.places[at].bar[1] + layout.places[at].bar[3] / 2.0;
    let mut rows: Vec<(f32, u32, usize)> = (0..nodes.len())
        .filter(|at| !outer(at))
        .map(|at| {
            let (label, bar) = size(at);
            let wish = mean(near[at].iter().copied().filter(outer).map(middle));
            let top = wish.map_or(TOP_PX, |y| y - label - bar / 2.0);
            (aside(top, label, bar, &passing).max(wait(at)), nodes[at].rank, at)
        })
        .collect();
    sort::by(&mut rows, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let heights: Vec<f32> = rows.iter().map(|row| size(row.2).0 + size(row.2).1).collect();
    let gap = Measures::of(request.width_px).row_gap_px;
    let bottom = (layout.height_px - BOTTOM_PX).max(TOP_PX + total(&heights, gap));
    let tops = settle(&heights, gap, bottom, |n| Some(rows[n].0));
    let x = layout.column_x[1];
    for (n, &(.., at)) in rows.iter().enumerate() {
        let (label, bar) = size(at);
        layout.places[at] = Place {
            bar: [x - BAR_PX / 2.0, tops[n] + label, BAR_PX, bar],
            label: [x, tops[n]],
            rank: n as u32,
            ..Place::default()
        };
    }
    if !rows.is_empty() {
        layout.height_px = bottom + BOTTOM_PX;
    }
}

/// The top not far from `top` with the fewest links under the bar, then under the label. The links are in order.
fn aside(top: f32, label: f32, bar: f32, passing: &[f32]) -> f32 {
    let under = |from: f32, to: f32| {
        let above = passing.partition_point(|y| *y <= from);
        passing.partition_point(|y| *y < to).saturating_sub(above) as f32
    };
    let mut best = (f32::MAX, top);
    for step in 0..=12_i16 {
        for way in [-1.0, 1.0] {
            let moved = top + way * 5.0 * f32::from(step);
            let foot = moved + label + bar;
            let cost =
                6.0 * under(foot - bar - 6.0, foot + 6.0) + under(moved, foot - bar) + f32::from(step) * 0.4;
            if moved >= TOP_PX && cost < best.0 {
                best = (cost, moved);
            }
        }
    }
    best.1
}

/// Of each node, the other ends of its links across, once for each link.
fn neighbours(request: &Request) -> Vec<Vec<usize>> {
    let mut near = vec![Vec::new(); request.nodes.len()];
    let mut links: Vec<_> = request.links.iter().filter(|link| link.slot_px.is_some()).collect();
    let rank = |at: usize| request.nodes[at].rank;
    // A sum of floats depends on the order of its terms.
    sort::by_key(&mut links, |link| (rank(link.from), rank(link.to), link.rank));
    for link in links.into_iter().filter(|link| !is_arc(request, link)) {
        near[link.from].push(link.to);
        near[link.to].push(link.from);
    }
    near
}

/// Seats the guests, who have no tops yet, below the others; gives the foot of the column.
fn seat(tops: &mut Vec<f32>, heights: &[f32], gap: f32) -> f32 {
    let foot = |tops: &[f32]| tops.last().map(|top| top + heights[tops.len() - 1]);
    while tops.len() < heights.len() {
        tops.push(foot(tops).map_or(TOP_PX, |foot| foot + gap));
    }
    foot(tops).unwrap_or(TOP_PX)
}

fn total(heights: &[f32], gap: f32) -> f32 {
    heights.iter().sum::<f32>() + gap * heights.len().saturating_sub(1) as f32
}

/// Tops of a column between [`TOP_PX`] and `bottom`, as near to the wished ones as order and gaps allow.
fn settle(heights: &[f32], gap: f32, bottom: f32, wish: impl Fn(usize) -> Option<f32>) -> Vec<f32> {
    let mut offset = Vec::with_capacity(heights.len());
    let mut sum = 0.0;
    for height in heights {
        offset.push(sum);
        sum += height + gap;
    }
    // Pools of neighbours that touch: sum of wishes, weight, count.
    let mut pools: Vec<(f32, f32, usize)> = Vec::new();
    for (n, offset) in offset.iter().enumerate() {
        let mut pool = match wish(n) {
            Some(top) => (top - offset, 1.0, 1),
            None => pools.last().map_or((TOP_PX * 0.01, 0.01, 1), |p| (p.0 / p.1 * 0.01, 0.01, 1)),
        };
        while let Some(last) = pools.last().filter(|last| last.0 / last.1 >= pool.0 / pool.1) {
            pool = (last.0 + pool.0, last.1 + pool.1, last.2 + pool.2);
            pools.pop();
        }
        pools.push(pool);
    }
    let room = (bottom - total(heights, gap)).max(TOP_PX);
    let starts = pools.iter().flat_map(|p| std::iter::repeat_n(between(p.0 / p.1, TOP_PX, room), p.2));
    starts.zip(&offset).map(|(start, offset)| start + offset).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settles_in_order_and_apart() {
        let wishes = [300.0, 100.0, 100.0, 900.0];
        let tops = settle(&[20.0; 4], 10.0, 700.0, |n| Some(wishes[n]));
        for pair in tops.windows(2) {
            assert!(pair[1] - pair[0] >= 30.0 - 0.01, "{tops:?}");
        }
        assert!(tops[0] >= TOP_PX && tops[3] + 20.0 <= 700.01, "{tops:?}");
        assert!(settle(&[], 10.0, 50.0, |_| None).is_empty());
    }
}
